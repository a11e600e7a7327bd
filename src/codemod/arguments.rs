//! Following a value from one file of a program into another: to what a component is constructed with, and to what its
//! objects hold.

use std::path::Path;

use super::{Context, Followed};
use crate::iac::{Binding, Call, Class, Expr, Given, Key, Member, Program, Value, camel_case};

impl Context<'_> {
    /// Whether `test` holds of everything that the files of the program give for a parameter of a class's constructor, or for
    /// the entry of it that is called `entry`, by neutral name (`args.subnetIds`). `None` where the parameter is no constructor's, where nothing is found
    /// that constructs the class, and where it is not clear what something gives.
    pub fn holds_of_arguments(
        &self,
        parameter: Binding<'_>,
        entry: Option<&str>,
        test: &mut dyn FnMut(Expr<'_>) -> bool,
    ) -> Option<bool> {
        let class = parameter.constructor_of()?;
        let place = class.constructor()?;
        let place = place.iter().position(|own| own.name == parameter.name())?;
        let mut asked = |program: &Program<'_>| -> Option<Answer> {
            let mut answer = Answer::Nothing;
            for expr in program.calls_that_construct() {
                let Value::Call(call) = expr.value() else {
                    continue;
                };
                if !self.constructs(program, &call, &class) {
                    continue;
                }
                if expr.spreads_arguments() {
                    return None;
                }
                let given = argument(&call, place, parameter.name())?;
                let given = match entry {
                    None => given,
                    Some(entry) => entry_of(given, entry)?,
                };
                match test(given) {
                    true => answer = Answer::Holds,
                    false => return Some(Answer::Fails),
                }
            }
            Some(answer)
        };
        let mut holds = None;
        for (path, document) in self.program_files() {
            let answer = match path == self.source().path() {
                // The file itself as it is now, which may not be on the disk.
                true => asked(self.program()),
                false => asked(&Program::new(&document)),
            };
            match answer? {
                Answer::Holds => holds = Some(true),
                Answer::Fails => return Some(false),
                Answer::Nothing => {}
            }
        }
        holds
    }

    /// What `visit` makes of the member `name`, by neutral name, of the objects of the class that `call`, in `program`,
    /// constructs.
    pub fn follow_member<T>(
        &self,
        program: &Program<'_>,
        call: &Call<'_>,
        name: &str,
        visit: &mut dyn FnMut(&Class<'_>, Member<'_>) -> Option<T>,
    ) -> Option<T> {
        let named = call.callee.named_class()?;
        self.follow_class(program, &named, &mut |found| match found {
            Followed::Package(_) => None,
            Followed::Class(class) => {
                let members = class.members().into_iter();
                let mut members = members.filter(|member| member.given == Given::Always);
                let member = members.find(|member| camel_case(&member.name) == name)?;
                visit(class, member)
            }
        })
    }

    fn constructs(&self, program: &Program<'_>, call: &Call<'_>, class: &Class<'_>) -> bool {
        let path: &Path = class.program().source().path();
        let Some(named) = call.callee.named_class() else {
            return false;
        };
        let found = self.follow_class(program, &named, &mut |found| match found {
            Followed::Package(_) => None,
            Followed::Class(found) => {
                let same_file = found.program().source().path() == path;
                (same_file && found.name() == class.name()).then_some(())
            }
        });
        found.is_some()
    }
}

/// What the constructions of a file come to.
enum Answer {
    Holds,
    Fails,
    /// There is none.
    Nothing,
}

/// What a call gives for a parameter, by its place or its name.
fn argument<'p>(call: &Call<'p>, place: usize, name: &str) -> Option<Expr<'p>> {
    if let Some(argument) = call.arguments.get(place) {
        return Some(*argument);
    }
    let entries = call.keywords.entries();
    if entries.iter().any(|entry| entry.key == Key::Spread) {
        return None;
    }
    let is_it = |key: &Key| matches!(key, Key::Named(own) if own == name);
    entries
        .into_iter()
        .find(|entry| is_it(&entry.key))
        .and_then(|entry| entry.value)
}

/// The entry of an object that is written where it is given.
fn entry_of<'p>(object: Expr<'p>, name: &str) -> Option<Expr<'p>> {
    let Value::Object(record) = object.resolved().value() else {
        return None;
    };
    let entries = record.entries();
    if entries.iter().any(|entry| entry.key == Key::Spread) {
        return None;
    }
    let mut named = entries
        .into_iter()
        .filter(|entry| matches!(&entry.key, Key::Named(own) if camel_case(own) == name));
    named.next()?.value
}

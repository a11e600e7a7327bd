//! What the constructor of a component takes and is not given, and where it could be written.

use iacfix::codemod::{Context, Followed};
use iacfix::fix::Edit;
use iacfix::iac::{Binding, Call, Code, Expr, Fields, Key, Parameter, Record, Value};
use iacfix::syntax::Language;

use super::super::environment;
use super::worth::{self, Match};

/// A parameter that is not given.
pub(super) struct Missing<'a> {
    /// Its neutral name.
    pub(super) parameter: String,
    /// The variable of that name.
    pub(super) variable: Binding<'a>,
    /// Whether the variable is of the parameter's type.
    pub(super) fits: Match,
    place: Place<'a>,
}

/// Where what is missing could be written.
#[derive(Clone, Copy)]
enum Place<'a> {
    /// Among the entries of an object, or the keyword arguments of a call.
    Record(Record<'a>),
    /// As an object in the place of an argument that says nothing: `undefined`.
    Argument(Expr<'a>),
    /// As an object behind the last argument.
    Behind(Expr<'a>),
    /// In something that others may use, too.
    Elsewhere,
}

/// Types that extend types that extend types, more than this nobody writes.
const MAX_STEPS: usize = 8;

/// What a construction of a component lacks.
pub(super) fn of<'a>(
    ctx: &Context<'a>,
    expr: Expr<'a>,
    call: &Call<'a>,
    names: &[&str],
) -> Vec<Missing<'a>> {
    let Some(parameters) = constructor(ctx, call.callee) else {
        return Vec::new();
    };
    if expr.spreads_arguments() {
        return Vec::new();
    }
    let mut found = Vec::new();
    match ctx.program().language() {
        Language::TypeScript => {
            for (at, parameter) in parameters.iter().enumerate() {
                let Fields::Written(fields) = &parameter.fields else {
                    continue;
                };
                let (place, given) = match call.arguments.get(at) {
                    Some(argument) => given(*argument),
                    None if at == call.arguments.len() => match call.arguments.last() {
                        Some(last) => (Place::Behind(*last), Some(Vec::new())),
                        None => continue,
                    },
                    None => continue,
                };
                let Some(given) = given else { continue };
                found.extend(missing(ctx, expr, fields, &given, names, place));
            }
        }
        Language::Python => {
            let mut calls = vec![(expr, call.clone(), parameters)];
            // The arguments may be an object of their own: `TapStackArgs(tags=tags)`.
            let inner = call.arguments.iter().copied();
            let keywords = call.keywords.entries();
            for argument in inner.chain(keywords.iter().filter_map(|entry| entry.value)) {
                let argument = argument.resolved();
                if let Value::Call(inner) = argument.value()
                    && !ctx.is_component(inner.callee)
                    && let Some(parameters) = constructor(ctx, inner.callee)
                {
                    calls.push((argument, inner, parameters));
                }
            }
            for (expr, call, parameters) in calls {
                let entries = call.keywords.entries();
                let spreads = entries.iter().any(|entry| entry.key == Key::Spread);
                if spreads || expr.spreads_arguments() {
                    continue;
                }
                let mut given: Vec<String> = parameters
                    .iter()
                    .take(call.arguments.len())
                    .map(|parameter| parameter.name.clone())
                    .collect();
                given.extend(entries.into_iter().filter_map(|entry| match entry.key {
                    Key::Named(name) => Some(name),
                    Key::Computed | Key::Spread => None,
                }));
                let place = Place::Record(call.keywords);
                found.extend(missing(ctx, expr, &parameters, &given, names, place));
            }
        }
    }
    found
}

impl Missing<'_> {
    /// The edits that pass it; `None` where nothing can be written here.
    pub(super) fn edits(&self) -> Option<Vec<Edit>> {
        let variable = Code::name(self.variable.name());
        let object = || Code::Object(vec![(self.parameter.clone(), variable.clone())]);
        match self.place {
            Place::Record(record) => Some(record.set(&self.parameter, &variable)),
            Place::Argument(argument) => Some(vec![argument.replace(&object())]),
            Place::Behind(last) => last
                .insert_argument_behind(&object())
                .map(|edit| vec![edit]),
            Place::Elsewhere => None,
        }
    }
}

/// What an argument of TypeScript gives, by name, and where more could be written. `None` where it may give anything.
fn given(argument: Expr<'_>) -> (Place<'_>, Option<Vec<String>>) {
    let resolved = argument.resolved();
    let record = match resolved.value() {
        Value::Object(record) => record,
        Value::Null => return (Place::Argument(argument), Some(Vec::new())),
        // A global of that name says nothing, too.
        _ if argument.text() == "undefined" => {
            return (Place::Argument(argument), Some(Vec::new()));
        }
        _ => return (Place::Elsewhere, None),
    };
    let place = match argument.binding() {
        None => Place::Record(record),
        Some(_) => Place::Elsewhere,
    };
    let names = record.entries().into_iter().map(|entry| match entry.key {
        Key::Named(name) => Some(name),
        Key::Computed | Key::Spread => None,
    });
    (place, names.collect())
}

/// The parameters among `all` that are neither given nor without a variable of their name.
fn missing<'a>(
    ctx: &Context<'a>,
    expr: Expr<'a>,
    all: &[Parameter],
    given: &[String],
    names: &[&str],
    place: Place<'a>,
) -> Vec<Missing<'a>> {
    let asked = |parameter: &&Parameter| {
        names.contains(&environment::neutral(ctx.program(), &parameter.name).as_str())
            && !given.contains(&parameter.name)
    };
    all.iter()
        .filter(asked)
        .filter_map(|parameter| {
            let variable = variable(ctx, expr, &parameter.name)?;
            let fits = worth::fits(variable, parameter);
            (fits != Match::No).then(|| Missing {
                parameter: environment::neutral(ctx.program(), &parameter.name),
                variable,
                fits,
                place,
            })
        })
        .collect()
}

/// The variable of this name that is in scope where `expr` stands, and given before it.
fn variable<'a>(ctx: &Context<'a>, expr: Expr<'a>, name: &str) -> Option<Binding<'a>> {
    let visible = ctx.program().visible_from(expr);
    let nearest = visible.into_iter().find(|binding| binding.name() == name)?;
    let statement = expr.placement().statement?;
    let is_given = nearest.span().end <= statement.start;
    (nearest.is_variable() && is_given).then_some(nearest)
}

/// What the constructor of a class takes; that of its first base class where it has none itself.
fn constructor(ctx: &Context<'_>, class: Expr<'_>) -> Option<Vec<Parameter>> {
    constructor_within(ctx, class, MAX_STEPS)
}

fn constructor_within(ctx: &Context<'_>, class: Expr<'_>, steps: usize) -> Option<Vec<Parameter>> {
    let steps = steps.checked_sub(1)?;
    let name = class.named_class()?;
    ctx.follow_class(class.program(), &name, &mut |found| match found {
        Followed::Package(_) => None,
        Followed::Class(class) => {
            let program = class.program();
            let own = class.constructor().map(|mut parameters| {
                // Types are names of the class's own file.
                for parameter in &mut parameters {
                    parameter.fields = Fields::Written(ctx.fields_of(program, &parameter.fields));
                }
                parameters
            });
            own.or_else(|| constructor_within(ctx, *class.bases().first()?, steps))
        }
    })
}

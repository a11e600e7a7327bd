//! What goes into names and is not checked, and where a check of it would stand.

use iacfix::codemod::Context;
use iacfix::fix::Edit;
use iacfix::iac::{Binding, Expr, Guard, Program, Value};
use iacfix::source::Span;

use super::checked::{self, About, Wanted, letters};
use super::kind::{self, Kind};
use super::used::{self, Named};

/// Something that goes into names.
pub(super) struct Subject<'a> {
    /// What it is called: `environmentSuffix`.
    pub(super) called: String,
    /// How it is written where it is used: `args.environmentSuffix`.
    pub(super) text: String,
    pub(super) span: Span,
    pub(super) kind: Kind,
    pub(super) literals: Vec<String>,
    pub(super) names: Vec<Named<'a>>,
    place: Place<'a>,
}

/// Where a check stands.
enum Place<'a> {
    /// Below the statement that holds the value.
    Below(Expr<'a>),
    /// Where the function begins whose parameter it is.
    Function(Binding<'a>),
    Nowhere(&'static str),
}

/// Everything in the file that goes into names and is not checked, in order of place.
pub(super) fn all<'a>(ctx: &Context<'a>, wanted: &[String]) -> Vec<Subject<'a>> {
    let mut found: Vec<Subject<'a>> = Vec::new();
    let mut before: Vec<(String, bool)> = Vec::new();
    for subject in candidates(ctx, ctx.program(), wanted) {
        let known = letters(&subject.called);
        let is_before = match before.iter().find(|(called, _)| *called == known) {
            Some((_, is_before)) => *is_before,
            None => {
                let is_used = |program: &Program<'_>, wanted: &str| {
                    let wanted = [wanted.to_owned()];
                    !candidates(ctx, program, &wanted).is_empty()
                };
                let is_before = checked::is_checked_before(ctx, &known, &is_used);
                before.push((known, is_before));
                is_before
            }
        };
        if !is_before {
            found.push(subject);
        }
    }
    found
}

/// What of a program goes into names and is not checked in that program.
fn candidates<'a>(
    ctx: &Context<'a>,
    program: &'a Program<'a>,
    wanted: &[String],
) -> Vec<Subject<'a>> {
    let is_wanted = |name: &str| wanted.contains(&letters(name));
    let mut found: Vec<Subject<'a>> = Vec::new();
    for binding in program.names_like(is_wanted) {
        found.extend(of_binding(ctx, binding, &is_wanted));
    }
    let mut seen: Vec<(Span, String)> = Vec::new();
    for member in program.members_like(is_wanted) {
        let Some((object, name)) = member.member() else {
            continue;
        };
        let Some(object) = object.binding() else {
            continue;
        };
        let key = (object.span(), letters(&name));
        if !seen.contains(&key) {
            seen.push(key);
            found.extend(of_member(ctx, member, object, &name, &is_wanted));
        }
    }
    found.sort_by_key(|subject| subject.span);
    found
}

fn of_binding<'a>(
    ctx: &Context<'a>,
    binding: Binding<'a>,
    is_wanted: &dyn Fn(&str) -> bool,
) -> Option<Subject<'a>> {
    let holds = binding.is_assigned() || binding.is_parameter();
    // What is gone through in a callback is an element of a list.
    if !holds || binding.is_of_callback() || is_fed_here(binding, is_wanted) {
        return None;
    }
    let names = used::names(ctx, binding.uses(), is_wanted);
    if names.is_empty() || is_checked(binding) || origin_is_looked_at(ctx, binding, is_wanted) {
        return None;
    }
    let is_parameter = binding.is_parameter();
    let (kind, place) = match (is_parameter, binding.constant(), binding.initializer()) {
        (true, ..) => {
            let kind = binding
                .declared()
                .map_or(Kind::Unknown, |parameter| kind::of_parameter(&parameter));
            let place = match binding.is_fixed() {
                true => Place::Function(binding),
                false => Place::Nowhere("it is given a value in several places"),
            };
            (kind, place)
        }
        (_, Some(value), _) => {
            let kind = match binding
                .declared()
                .map(|declared| kind::of_parameter(&declared))
            {
                Some(declared @ (Kind::Later | Kind::Checked)) => declared,
                _ => kind::of(ctx, value),
            };
            (kind, Place::Below(value))
        }
        // const { environmentSuffix } = args;
        (_, None, Some(whole)) if binding.is_fixed() => {
            let object = whole.resolved().binding();
            let kind = object.map_or(Kind::Unknown, |object| {
                kind::of_member(ctx, object, binding.name())
            });
            (kind, Place::Below(whole))
        }
        _ => (
            Kind::Unknown,
            Place::Nowhere("it is given a value in several places"),
        ),
    };
    if matches!(kind, Kind::Checked | Kind::Fixed | Kind::Other) {
        return None;
    }
    let literals = binding.constant().map(kind::literals);
    // The object itself is named where it is used.
    let first = names_it(binding)?;
    Some(Subject {
        called: plain(binding.name()),
        text: first.text().to_owned(),
        span: binding.span(),
        kind,
        literals: literals.unwrap_or_default(),
        names,
        place,
    })
}

/// Whether a name is checked, or what it is given is.
fn is_checked(binding: Binding<'_>) -> bool {
    let program = binding.program();
    let given = binding.initializer();
    let sources = given.map(Expr::members_within).unwrap_or_default();
    let own = binding.uses().map(|usage| usage.text().to_owned());
    // What is a name is known by its binding.
    let own = own.filter(|text| text.contains('.'));
    let wanted = Wanted {
        letters: letters(binding.name()),
        about: About::This {
            own: Some(binding),
            texts: sources
                .iter()
                .map(|source| source.text().to_owned())
                .chain(own)
                .collect(),
            reach: binding.reach(),
        },
    };
    checked::is_checked(program, &wanted, checked::whole(program))
}

/// Whether a name only hands on another one of these names, which is checked or where this is reported.
fn origin_is_looked_at<'a>(
    ctx: &Context<'a>,
    binding: Binding<'a>,
    is_wanted: &dyn Fn(&str) -> bool,
) -> bool {
    let origin = binding.constant().and_then(|value| match value.value() {
        Value::Fallback { primary, .. } => primary.binding(),
        _ => value.binding(),
    });
    origin.is_some_and(|origin| {
        let is_origin = origin != binding && is_wanted(origin.name());
        is_origin && (is_checked(origin) || !used::names(ctx, origin.uses(), is_wanted).is_empty())
    })
}

/// A use that reads it.
fn names_it(binding: Binding<'_>) -> Option<Expr<'_>> {
    binding.uses().last()
}

fn of_member<'a>(
    ctx: &Context<'a>,
    member: Expr<'a>,
    object: Binding<'a>,
    name: &str,
    is_wanted: &dyn Fn(&str) -> bool,
) -> Option<Subject<'a>> {
    if !object.is_parameter() || object.is_of_callback() {
        return None;
    }
    let same = |usage: &Expr<'a>| {
        let taken = usage.member();
        taken.is_some_and(|(_, other)| letters(&other) == letters(name))
    };
    let uses = object.uses().filter_map(Expr::parent_member).filter(same);
    let names = used::names(ctx, uses, is_wanted);
    let program = object.program();
    let kind = kind::of_member(ctx, object, name);
    let wanted = Wanted {
        letters: letters(name),
        about: About::This {
            own: None,
            texts: vec![member.text().to_owned()],
            reach: object.reach(),
        },
    };
    if names.is_empty()
        || matches!(kind, Kind::Checked | Kind::Fixed | Kind::Other)
        || checked::is_checked(program, &wanted, checked::whole(program))
    {
        return None;
    }
    let place = match object.is_fixed() {
        true => Place::Function(object),
        false => Place::Nowhere("what holds it is given a value in several places"),
    };
    Some(Subject {
        called: plain(member.text().rsplit('.').next().unwrap_or(name)),
        text: member.text().to_owned(),
        span: member.span(),
        kind,
        literals: Vec::new(),
        names,
        place,
    })
}

/// A name without what only says who may read it.
fn plain(name: &str) -> String {
    name.trim_start_matches(['_', '#']).to_owned()
}

/// Whether a parameter is given another one of these names by the file itself: that one is where a check belongs.
fn is_fed_here(binding: Binding<'_>, is_wanted: &dyn Fn(&str) -> bool) -> bool {
    if !binding.is_parameter() {
        return false;
    }
    let program = binding.program();
    program.calls().any(|expr| {
        let given = expr
            .names_within()
            .into_iter()
            .filter_map(|usage| usage.binding());
        let Value::Call(call) = expr.value() else {
            return false;
        };
        let function = call.callee.binding().and_then(Binding::function);
        function.is_some_and(|function| function.span().contains(binding.span()))
            && given
                .filter(|other| other.span() != binding.span())
                .any(|other| is_wanted(other.name()))
    })
}

impl Subject<'_> {
    /// The edit that inserts clauses about it, or why there is none.
    pub(super) fn insert(&self, guards: &[Guard]) -> Result<Edit, &'static str> {
        match &self.place {
            Place::Below(value) => value
                .guard_below(guards)
                .ok_or("no statement with lines of its own gives it its value"),
            Place::Function(binding) => binding
                .guard_parameter(guards)
                .ok_or("the function that takes it has no place for a check"),
            Place::Nowhere(reason) => Err(reason),
        }
    }
}

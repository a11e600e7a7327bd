//! What the id of a scaled function says, and what is wrong with it.

use iacfix::codemod::Context;
use iacfix::iac::{Expr, Program, Resource, TextPart, Value};

use super::super::lambda::{
    FUNCTIONS, Publishing, function_of, has_name, is_function, is_same, publishing, versioned,
};
use super::super::version_alias::{self, LATEST, is_latest};

/// What an id starts with.
pub(super) const START: &str = "function:";

/// What is wrong with an id.
pub(super) struct Fault<'a> {
    pub(super) kind: Kind<'a>,
    /// `None` where the program does not say which function it is.
    pub(super) function: Option<Resource<'a>>,
}

pub(super) enum Kind<'a> {
    /// It names the function and nothing of it, or in another way than `function:NAME:ALIAS`.
    Shape,
    /// It ends with `$LATEST`.
    Latest,
    /// It ends with `fn.version` of a function that publishes none.
    Unpublished,
    /// It ends with a word that no alias of the function is called.
    NoAlias(String),
    /// It ends with an alias of one of these.
    Alias(Box<Resource<'a>>),
}

/// What is wrong with the id of something that scales a function; `None` where nothing is, or where it is not known.
pub(super) fn fault<'a>(ctx: &Context<'a>, id: Expr<'a>) -> Option<Fault<'a>> {
    let resolved = id.resolved();
    if let Some(function) = named_function(resolved) {
        let kind = Kind::Shape;
        return Some(Fault {
            kind,
            function: Some(function),
        });
    }
    let parts = resolved.text_parts()?;
    let id = Id::read(ctx, &parts)?;
    let kind = match (id.start.as_str(), id.rest) {
        (START, Rest::Text(text)) => match text.strip_prefix(':') {
            Some(LATEST) => Kind::Latest,
            // A version's number.
            Some(number) if is_number(number) => return None,
            Some(word) if !word.is_empty() && !word.contains(':') => {
                return of_word(ctx, id.function?, word);
            }
            // What is passed in may hold the alias, too.
            _ if id.function.is_none() && !id.written_out => return None,
            _ => Kind::Shape,
        },
        (START, Rest::Value(value)) => return of_value(ctx, id.function, value),
        // `function/NAME:ALIAS`, or no start at all: only where it is certain that it is a function's.
        (_, Rest::Text(_) | Rest::Value(_)) if id.function.is_some() => Kind::Shape,
        _ => return None,
    };
    Some(Fault {
        kind,
        function: id.function,
    })
}

/// The id of something that scales a function, taken apart.
struct Id<'a> {
    /// The function that it names, where that is one of the file.
    function: Option<Resource<'a>>,
    /// Whether it is one string.
    written_out: bool,
    /// What stands before the function's name.
    start: String,
    rest: Rest<'a>,
}

/// What stands behind the function's name.
enum Rest<'a> {
    Text(String),
    /// A colon, and a value behind it.
    Value(Expr<'a>),
    Unknown,
}

impl<'a> Id<'a> {
    fn read(ctx: &Context<'a>, parts: &[TextPart<'a>]) -> Option<Self> {
        let functions = || ctx.program().resources(&FUNCTIONS).into_iter();
        if let [TextPart::Text(text)] = parts {
            let rest = text.strip_prefix(START)?;
            let (name, rest) = match rest.find(':') {
                Some(at) => rest.split_at(at),
                None => (rest, ""),
            };
            return Some(Self {
                function: functions().find(|function| is_called(function, name)),
                written_out: true,
                start: START.to_owned(),
                rest: Rest::Text(rest.to_owned()),
            });
        }
        let (start, parts) = match parts {
            [TextPart::Text(start), parts @ ..] => (start.clone(), parts),
            parts => (String::new(), parts),
        };
        let Some((TextPart::Value(named), after)) = parts.split_first() else {
            return None;
        };
        let function = named_function(*named)
            .or_else(|| functions().find(|function| has_name(function, *named)));
        // An ARN is no name, whatever stands behind it.
        let by_arn = named
            .resolved()
            .member()
            .is_some_and(|(_, asked)| asked != "name");
        let rest = match after {
            [] => Rest::Text(String::new()),
            _ if by_arn && function.is_some() => Rest::Text(String::new()),
            [TextPart::Text(text)] => Rest::Text(text.clone()),
            [TextPart::Text(colon), TextPart::Value(value)] if colon == ":" => Rest::Value(*value),
            _ => Rest::Unknown,
        };
        Some(Self {
            function,
            written_out: false,
            start,
            rest,
        })
    }
}

/// The function whose name or ARN an expression is.
fn named_function<'a>(expr: Expr<'a>) -> Option<Resource<'a>> {
    let (object, asked) = expr.resolved().member()?;
    let found = object.constructed().filter(is_function)?;
    matches!(asked.as_str(), "name" | "arn" | "id" | "invokeArn").then_some(found)
}

/// Whether a function or an alias has this name; one without a name gets a random one.
fn is_called(named: &Resource<'_>, name: &str) -> bool {
    let own = named.property("name").present().and_then(|own| own.value());
    own.is_some_and(|own| matches!(own.resolved().value(), Value::String(own) if own == name))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|next| next.is_ascii_digit())
}

/// A word at the end of an id, which should be the name of an alias of the function.
fn of_word<'a>(ctx: &Context<'a>, function: Resource<'a>, word: &str) -> Option<Fault<'a>> {
    let mut aliases = version_alias::aliases(ctx).into_iter();
    let alias = aliases.find(|alias| {
        // Whoever's alias it is: its function may be named in a way that is not followed.
        is_called(alias, word) && function_of(ctx, alias).is_none_or(|other| other == function)
    });
    match alias {
        Some(alias) => of_alias(ctx, Some(function), alias),
        None if is_declared_elsewhere(ctx, word) => None,
        None => Some(Fault {
            kind: Kind::NoAlias(word.to_owned()),
            function: Some(function),
        }),
    }
}

/// Whether another file of the program declares an alias of this name, of whatever function.
fn is_declared_elsewhere(ctx: &Context<'_>, word: &str) -> bool {
    let files = ctx.program_files();
    let mut others = files
        .iter()
        .filter(|(path, _)| path.as_path() != ctx.source().path());
    others.any(|(_, document)| {
        let program = Program::new(document);
        let aliases = program.resources(&[version_alias::ALIAS]);
        aliases.iter().any(|alias| is_called(alias, word))
    })
}

/// A value at the end of an id.
fn of_value<'a>(
    ctx: &Context<'a>,
    function: Option<Resource<'a>>,
    value: Expr<'a>,
) -> Option<Fault<'a>> {
    if is_latest(value) {
        let kind = Kind::Latest;
        return Some(Fault { kind, function });
    }
    if let Some(object) = versioned(value) {
        let found = object.constructed().filter(is_function)?;
        let same = function.is_none_or(|function| function == found);
        return (same && publishing(&found) == Publishing::No).then_some(Fault {
            kind: Kind::Unpublished,
            function: Some(found),
        });
    }
    match value.resolved().member() {
        Some((object, name)) if name == "name" => {
            let alias = object.constructed().filter(version_alias::is_alias)?;
            let function = function.or_else(|| function_of(ctx, &alias));
            of_alias(ctx, function, alias)
        }
        _ => None,
    }
}

fn of_alias<'a>(
    ctx: &Context<'a>,
    function: Option<Resource<'a>>,
    alias: Resource<'a>,
) -> Option<Fault<'a>> {
    let version = version_alias::version_of(&alias)?;
    let unpublished = || {
        let found = versioned(version)?.constructed().filter(is_function)?;
        (publishing(&found) == Publishing::No).then_some(found)
    };
    let function = match is_latest(version) {
        true => function.or_else(|| function_of(ctx, &alias)),
        false => Some(unpublished()?),
    };
    Some(Fault {
        kind: Kind::Alias(Box::new(alias)),
        function,
    })
}

/// Whether two ids come to the same, as far as the program's text says.
pub(super) fn are_same(one: Expr<'_>, other: Expr<'_>) -> bool {
    is_same(one, other) || one.resolved().text() == other.resolved().text()
}

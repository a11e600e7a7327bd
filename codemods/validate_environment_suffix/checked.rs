//! Whether a program checks a value already, in whichever form.

use iacfix::codemod::Context;
use iacfix::iac::{Binding, Bound, Expr, PROVIDER_NEEDLES, Program, Value};
use iacfix::source::Span;
use iacfix::syntax::Document;

/// Functions and methods that tell whether a text is as it should be.
const EXACTLY: [&str; 7] = [
    "test",
    "match",
    "exec",
    "search",
    "fullmatch",
    "len",
    "safeParse",
];

/// Parts of the names of functions that check, or make something valid of what they are given.
const WORDS: [&str; 13] = [
    "valid", "check", "assert", "ensure", "verify", "sanitiz", "sanitis", "slug", "normaliz",
    "normalis", "enforce", "parse", "must",
];

/// A name without what tells spellings apart: `environmentSuffix`, `environment_suffix` and `ENVIRONMENT_SUFFIX` are one.
pub(super) fn letters(name: &str) -> String {
    let letters = name.chars().filter(|next| *next != '_' && *next != '#');
    letters.collect::<String>().to_ascii_lowercase()
}

/// What a check has to be about.
#[derive(Clone)]
pub(super) struct Wanted<'a> {
    /// The letters of its name.
    pub(super) letters: String,
    pub(super) about: About<'a>,
}

/// How exactly it is known what a check has to be about.
#[derive(Clone)]
pub(super) enum About<'a> {
    /// Anything of that name.
    Any,
    /// The binding, wherever it is used, and what is written so within its reach.
    This {
        own: Option<Binding<'a>>,
        texts: Vec<String>,
        reach: Span,
    },
}

/// Whether something in `within` checks what is wanted.
pub(super) fn is_checked<'a>(program: &'a Program<'a>, wanted: &Wanted<'a>, within: Span) -> bool {
    let inside = |expr: &Expr<'a>| within.contains(expr.span());
    let conditions: Vec<Expr<'a>> = program.conditions_of_stops();
    let stops = |mentioned: &dyn Fn(Expr<'a>) -> bool| {
        conditions
            .iter()
            .filter(|condition| inside(condition))
            .any(|condition| mentioned(*condition))
    };
    let mentioned = |expr: Expr<'a>| wanted.is_in(expr);
    if stops(&mentioned) || wanted.length_is_read(program, within) {
        return true;
    }
    program.calls().filter(inside).any(|expr| {
        let Value::Call(call) = expr.value() else {
            return false;
        };
        let object = call.callee.member().map(|(object, _)| object);
        let keywords = call.keywords.entries().into_iter();
        let given = call.arguments.iter().copied();
        let given = given.chain(keywords.filter_map(|entry| entry.value));
        if !given.chain(object).any(mentioned) || expr.resource().is_some() {
            return false;
        }
        // const known = suffixes.includes(environmentSuffix); if (!known) throw …
        let result = match expr.placement().bound {
            Bound::Name(result) => Some(result),
            _ => None,
        };
        checks(call.callee)
            || result.is_some_and(|result| {
                stops(&|condition| {
                    let names = condition.names_within();
                    names.iter().any(|usage| usage.binding() == Some(result))
                })
            })
    })
}

/// Whether a function checks what it is given, as far as its name or its body tells.
pub(super) fn checks(callee: Expr<'_>) -> bool {
    let name = match callee.member() {
        Some((_, name)) => name,
        None => callee.text().to_owned(),
    };
    let lower = name.to_ascii_lowercase();
    EXACTLY.contains(&name.as_str())
        || WORDS.iter().any(|word| lower.contains(word))
        || callee
            .binding()
            .and_then(Binding::function)
            .is_some_and(Expr::may_stop)
}

/// Whether a file that this one is imported from checks the value first, or is where this is reported.
pub(super) fn is_checked_before(
    ctx: &Context<'_>,
    wanted: &str,
    is_used_in_names: &dyn Fn(&Program<'_>, &str) -> bool,
) -> bool {
    let own = ctx.source().path();
    ctx.program_files()
        .iter()
        .filter(|(path, _)| path.as_path() != own)
        .any(|(_, document)| {
            let program = Program::new(document);
            hands_over(ctx, &program, wanted)
                && (is_checked(&program, &Wanted::any(wanted), whole(&program))
                    || is_looked_at(document) && is_used_in_names(&program, wanted))
        })
}

/// Whether something can be reported in a file: one that names no provider is never looked at.
fn is_looked_at(document: &Document) -> bool {
    let text = document.source().text();
    PROVIDER_NEEDLES.iter().any(|needle| text.contains(needle))
}

/// The whole of a file.
pub(super) fn whole(program: &Program<'_>) -> Span {
    Span::new(0, program.source().text().len())
}

/// Whether a file constructs something of the file at hand with what is called `wanted`.
fn hands_over(ctx: &Context<'_>, program: &Program<'_>, wanted: &str) -> bool {
    program.calls_that_construct().any(|expr| {
        let Value::Call(call) = expr.value() else {
            return false;
        };
        let given = Wanted::any(wanted).is_in(expr);
        let imported = match call.callee.named_class() {
            Some(iacfix::iac::ClassName::Imported(name)) => name,
            _ => return false,
        };
        given
            && ctx
                .follow_import(program, imported, &mut |file, _| {
                    Some(file.source().path() == ctx.source().path())
                })
                .unwrap_or_default()
    })
}

impl<'a> Wanted<'a> {
    /// Anything of that name.
    pub(super) fn any(letters: &str) -> Self {
        Self {
            letters: letters.to_owned(),
            about: About::Any,
        }
    }

    /// Whether an expression mentions it.
    fn is_in(&self, expr: Expr<'a>) -> bool {
        let names = expr.names_within();
        let is_called = |name: &str| letters(name) == self.letters;
        match &self.about {
            About::Any => {
                names.iter().any(|usage| is_called(usage.text()))
                    || words_behind(expr.text()).any(is_called)
            }
            About::This { own, texts, reach } => {
                let by_name = own.is_some_and(|own| {
                    let mut bindings = names.iter().filter_map(|usage| usage.binding());
                    bindings.any(|binding| binding.span() == own.span())
                });
                let written = || {
                    let members = expr.members_within();
                    members
                        .iter()
                        .any(|member| texts.iter().any(|text| starts(member.text(), text)))
                };
                by_name || (reach.contains(expr.span()) && written())
            }
        }
    }

    /// Whether its length is read.
    fn length_is_read(&self, program: &'a Program<'a>, within: Span) -> bool {
        let lengths = program.members_like(|name| name == "length");
        lengths
            .into_iter()
            .filter(|length| within.contains(length.span()))
            .filter_map(Expr::member)
            .any(|(object, _)| self.is_in(object))
    }
}

/// Whether a chain of members is the one that is written so, or takes something of it.
fn starts(member: &str, text: &str) -> bool {
    let rest = member.strip_prefix(text);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The words that stand right behind a dot, or begin a text.
fn words_behind(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices(['.', '"', '\'']).map(|(at, sign)| {
        let rest = &text[at + sign.len()..];
        let end = rest
            .find(|next: char| !(next.is_alphanumeric() || next == '_'))
            .unwrap_or(rest.len());
        &rest[..end]
    })
}

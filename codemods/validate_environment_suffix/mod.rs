//! A suffix that goes into names of resources as it comes → the clause that stops the program where it is not valid.

mod checked;
mod kind;
mod subject;
mod used;

use std::collections::BTreeSet;

use iacfix::codemod::{Codemod, Context, Findings, Group, Imports, Rewrite, Setting, SettingKind};
use iacfix::fix::{Applicability, Edits, Fix};
use iacfix::iac::{Demand, Guard, Need};
use iacfix::syntax::Language;
use regex::Regex;

use super::environment;
use kind::Kind;
use subject::Subject;
use used::Named;

/// See `README.md`.
pub const CODEMOD: Codemod = Codemod {
    id: "validate-environment-suffix",
    group: Group::Policy,
    summary: "check the environment suffix before it goes into names of resources",
    docs: include_str!("README.md"),
    errors: &[
        "InvalidBucketName",
        "failed to satisfy constraint: Member must satisfy regular expression pattern",
    ],
    settings: &[
        Setting {
            key: "names",
            help: "what the suffix is called, in camelCase; environmentSuffix and environment where nothing is named",
            kind: SettingKind::Texts,
        },
        Setting {
            key: "pattern",
            help: "the regular expression that the whole suffix has to match, written as JavaScript and Python both read it",
            kind: SettingKind::Text { default: PATTERN },
        },
        Setting {
            key: "max-length",
            help: "how many characters the suffix may have; 0 where its length is not checked",
            kind: SettingKind::Integer {
                default: 20,
                least: 0,
            },
        },
    ],
    needles: &[],
    rewrite: Rewrite::Files {
        imports: Imports::Provider,
        languages: &[Language::TypeScript, Language::Python],
        rewrite,
    },
};

/// What a suffix has to match where the user says nothing.
const PATTERN: &str = "^[a-z0-9-]+$";

/// What is looked for where the user names nothing.
const NAMES: [&str; 2] = [environment::SUFFIX, environment::ENVIRONMENT];

/// More names than this a message does not show.
const SHOWN: usize = 3;

fn rewrite(ctx: &Context<'_>, findings: &mut Findings) {
    let names = environment::chosen(ctx, "names", &NAMES);
    let wanted: Vec<String> = names.iter().map(|name| checked::letters(name)).collect();
    for subject in subject::all(ctx, &wanted) {
        report(ctx, &subject, findings);
    }
}

fn report(ctx: &Context<'_>, subject: &Subject<'_>, findings: &mut Findings) {
    let (message, left) = message(subject);
    let (help, fix) = match repair(ctx, subject) {
        Ok((help, fix)) => (help, Some(fix)),
        Err(reason) => (reason, None),
    };
    let most = ctx.integer("max-length");
    let help = match left {
        Some(left) if most > 0 && i64::try_from(left).is_ok_and(|left| left < most) => {
            format!(
                "{help}; {most} characters are too many for the longest name, set max-length = {left}"
            )
        }
        _ => help,
    };
    findings.report(subject.span, message, help, fix);
}

/// What is wrong, and how many characters are left for the suffix in the longest name.
fn message(subject: &Subject<'_>) -> (String, Option<usize>) {
    let names = &subject.names;
    let mut written: Vec<String> = Vec::new();
    for named in names {
        // A name that holds the text says less than the text.
        let text = match named.written.binding() {
            Some(_) => named.written.resolved().text(),
            None => named.written.text(),
        };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !written.contains(&text) {
            written.push(text);
        }
    }
    let shown = written.iter().take(SHOWN).cloned().collect::<Vec<_>>();
    let others = match written.len() - shown.len() {
        0 => String::new(),
        count => format!(" and {count} more"),
    };
    // The one that leaves the least room says the most.
    let mut limits: Vec<(usize, Option<usize>, String)> = names
        .iter()
        .filter_map(Named::limit)
        .map(|(says, left)| (left.unwrap_or(usize::MAX), left, says))
        .collect();
    limits.sort();
    let invalid = match limits
        .iter()
        .map(|(.., says)| says)
        .collect::<Vec<_>>()
        .as_slice()
    {
        [] => String::new(),
        [first, ..] => format!("; with {first}"),
    };
    let small = names
        .iter()
        .filter_map(Named::limit)
        .find(|(says, _)| says.starts_with("capitals"));
    let small = match small {
        Some((says, _)) if !invalid.contains(&says) => format!(", with {says}"),
        _ => String::new(),
    };
    let resources: BTreeSet<usize> = names.iter().map(|named| named.resource.start).collect();
    let what = match resources.len() {
        1 => "the name of a resource".to_owned(),
        count => format!("the names of {count} resources"),
    };
    let message = format!(
        "{} goes into {what} as it comes ({}{others}){invalid}{small}",
        subject.text,
        shown.join(", ")
    );
    (message, limits.first().and_then(|(_, left, _)| *left))
}

fn repair(ctx: &Context<'_>, subject: &Subject<'_>) -> Result<(String, Fix), String> {
    let by_hand = |reason: &str| format!("check it by hand: {reason}");
    if subject.kind == Kind::Later {
        return Err(by_hand(
            "it is an Output, which a plain if cannot look into; check the text before it becomes one, or in .apply",
        ));
    }
    let pattern = ctx.text("pattern");
    let most = ctx.integer("max-length");
    let compiled = Regex::new(&format!("^(?:{pattern})$"))
        .map_err(|_| by_hand("the pattern that is set is no regular expression"))?;
    if pattern.contains(['\n', '\r']) || pattern.contains(['"', '\'']) {
        return Err(by_hand(
            "the pattern that is set holds quotes or line breaks",
        ));
    }
    for literal in &subject.literals {
        let is_short =
            most == 0 || i64::try_from(literal.chars().count()).is_ok_and(|own| own <= most);
        if !compiled.is_match(literal) || !is_short {
            return Err(by_hand(&format!(
                "its own value {literal:?} is not what the settings of this codemod allow"
            )));
        }
    }
    let (function, import) = match ctx.program().language() {
        Language::TypeScript => (String::new(), None),
        Language::Python => ctx
            .program()
            .standard_function("re", "fullmatch")
            .ok_or_else(|| by_hand("the file calls something else re"))?,
    };
    let guard = |demand: Demand, says: String| Guard {
        subject: subject.text.clone(),
        need: match subject.kind {
            Kind::Maybe => Need::Optional,
            _ => Need::Required,
        },
        called: subject.called.clone(),
        demand,
        says,
    };
    let says = match pattern {
        PATTERN => "must contain only lowercase letters, numbers, and hyphens".to_owned(),
        _ => format!("must match {pattern}"),
    };
    let demand = Demand::Pattern {
        pattern: pattern.to_owned(),
        function,
    };
    let mut guards = vec![guard(demand, says)];
    if most > 0 {
        let says = format!("must be {most} characters or less");
        guards.push(guard(Demand::Length(most), says));
    }
    let edit = subject.insert(&guards).map_err(by_hand)?;
    let edits = Edits::new([edit].into_iter().chain(import)).map_err(|error| error.to_string())?;
    let (applicability, doubt) = match subject.kind {
        // It stops a program that was deployed with another suffix.
        Kind::Text | Kind::Maybe => (Applicability::Unsafe, ""),
        // An Output would never match.
        _ => (Applicability::DisplayOnly, ", if it is always a text"),
    };
    let length = match most {
        0 => String::new(),
        most => format!(" and has at most {most} characters"),
    };
    let help = format!("stop the program unless it matches {pattern}{length}{doubt}");
    let title = format!("Check {}", subject.called);
    Ok((
        help,
        Fix::in_file(ctx.source().path(), title, applicability, edits),
    ))
}

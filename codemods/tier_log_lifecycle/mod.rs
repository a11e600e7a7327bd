//! Logs that a bucket deletes early, from its most expensive storage class → logs that move on first, and stay longer.

mod rules;
mod schedule;
mod words;

use iacfix::codemod::{Codemod, Context, Findings, Group, Match, Rewrite, Setting, SettingKind};
use iacfix::fix::{Applicability, Edit, Edits, Fix, Release};
use iacfix::iac::{Binding, Code, Resource, Value, Visibility};
use iacfix::syntax::Language;

use rules::{Found, Rule};
use schedule::Schedule;

/// See `README.md`.
pub const CODEMOD: Codemod = Codemod {
    id: "tier-log-lifecycle",
    group: Group::Policy,
    summary: "move logs to cheaper storage before a bucket deletes them, and keep them longer",
    docs: include_str!("README.md"),
    errors: &[],
    settings: &[
        Setting {
            key: "transitions",
            help: "the storage classes that logs move to, each as CLASS:DAYS after they are written; STANDARD_IA:30 and GLACIER:60 where none are named",
            kind: SettingKind::Texts,
        },
        Setting {
            key: "expiration-days",
            help: "after how many days logs are deleted, at the earliest",
            kind: SettingKind::Integer {
                default: 90,
                least: 1,
            },
        },
        Setting {
            key: "words",
            help: "the words in the name of a bucket, or in the prefix of a rule, that say that it is about logs; log, logs, logging, accesslogs, flowlogs and cloudtrail where none are named",
            kind: SettingKind::Texts,
        },
    ],
    needles: &["expiration"],
    rewrite: Rewrite::Matches {
        queries: &[
            (Language::TypeScript, include_str!("typescript.scm")),
            (Language::Python, include_str!("python.scm")),
        ],
        rewrite,
    },
};

fn rewrite(ctx: &Context<'_>, matched: &Match<'_>, findings: &mut Findings) {
    let Some(resource) = ctx.resource(matched) else {
        return;
    };
    let about_logs = words::name_logs(ctx, &resource);
    // Options that contradict each other change nothing, but what is early is early.
    let keep_for = ctx.integer("expiration-days");
    let mut early: Vec<Early<'_>> = Vec::new();
    for found in rules::of(&resource) {
        match found {
            Found::Unknown(span, what) if about_logs => findings.note(span, what),
            Found::Rule(rule) if about_logs || words::prefix_names_logs(ctx, &rule) => {
                match rule.days.value.resolved().value() {
                    Value::Number(number) => {
                        let days = number.integer.filter(|days| *days < keep_for);
                        early.extend(days.map(|days| Early { rule, days }));
                    }
                    _ => findings.note(
                        rule.span,
                        "after how many days this rule deletes logs is only known while the program runs",
                    ),
                }
            }
            Found::Unknown(..) | Found::Rule(_) => {}
        }
    }
    let schedule = Schedule::of(ctx);
    for one in &early {
        let message = format!(
            "this rule deletes logs after {}, all of which they spend in the storage class that they were written to",
            schedule::counted(one.days)
        );
        let repaired = schedule.as_ref().map_err(String::clone);
        let repaired = repaired.and_then(|schedule| {
            let fix = repair(ctx, &resource, &early, one, schedule)?;
            Ok((schedule.says(one.days), fix))
        });
        let (help, fix) = match repaired {
            Ok((help, fix)) => (help, Some(fix)),
            Err(reason) => (format!("move and keep them by hand: {reason}"), None),
        };
        findings.report(one.rule.span, message, help, fix);
    }
}

/// A rule that deletes logs too early.
struct Early<'a> {
    rule: Rule<'a>,
    /// After how many days.
    days: i64,
}

fn repair<'a>(
    ctx: &Context<'a>,
    resource: &Resource<'a>,
    early: &[Early<'a>],
    one: &Early<'a>,
    schedule: &Schedule,
) -> Result<Fix, String> {
    let (mut edits, releases, together) = keep(ctx, early, one, schedule.expiration);
    for rule in together {
        // What a name holds may be what others are given, too.
        if let Some(name) = rule.via.iter().find(|name| !is_used_here(**name, 1)) {
            return Err(format!(
                "{} holds the rule, and is used elsewhere, too",
                name.name()
            ));
        }
        edits.extend(move_first(resource, rule, schedule)?);
    }
    let edits = ctx.program().with_imports_laid_out(edits);
    let edits = Edits::new(edits).map_err(|error| error.to_string())?;
    let fix = Fix::in_file(
        ctx.source().path(),
        "Move logs to cheaper storage before they are deleted, and keep them longer",
        // What is stored longer costs more, and what has moved is slower, or costs more, to read.
        Applicability::Unsafe,
        edits,
    );
    Ok(fix.releasing(releases))
}

/// Whether a name is used so often, and by this file alone.
fn is_used_here(name: Binding<'_>, count: usize) -> bool {
    name.visibility() == Visibility::Private && name.uses().count() == count
}

/// The edit that has a rule delete after so many days, the use of a name that it takes away, and the rules for which it
/// does so: a number that has a name of its own, which nothing but such rules use, keeps it.
fn keep<'e, 'a>(
    ctx: &Context<'a>,
    early: &'e [Early<'a>],
    one: &'e Early<'a>,
    expiration: i64,
) -> (Vec<Edit>, Vec<Release>, Vec<&'e Rule<'a>>) {
    let code = Code::Integer(expiration);
    let written = one.rule.days.value;
    let alone = vec![&one.rule];
    let Some((name, value)) = written
        .binding()
        .and_then(|name| Some((name, name.constant()?)))
    else {
        return (vec![written.replace(&code)], Vec::new(), alone);
    };
    let users = early.iter().map(|early| &early.rule);
    let users: Vec<&Rule<'_>> = users
        .filter(|rule| rule.days.value.binding() == Some(name) && !ctx.is_suppressed(rule.span))
        .collect();
    // A rule that is written once may stand in the list twice.
    let mut places: Vec<_> = users.iter().map(|rule| rule.span).collect();
    places.dedup();
    if is_used_here(name, places.len()) && matches!(value.value(), Value::Number(_)) {
        return (vec![value.replace(&code)], Vec::new(), users);
    }
    let release = Release {
        declaration: name.span(),
        removed: 1,
        of: name.uses().count(),
    };
    (vec![written.replace(&code)], vec![release], alone)
}

/// The edits that give a rule its transitions.
fn move_first(
    resource: &Resource<'_>,
    rule: &Rule<'_>,
    schedule: &Schedule,
) -> Result<Vec<Edit>, String> {
    let (class, imports) = transition_class(resource, rule)?;
    let steps = schedule.steps.iter().map(|(storage, days)| {
        let entries = vec![
            ("days".to_owned(), Code::Integer(*days)),
            ("storageClass".to_owned(), Code::Text((*storage).to_owned())),
        ];
        match &class {
            Some(class) => Code::Keywords(Box::new(class.clone()), entries),
            None => Code::Object(entries),
        }
    });
    let mut edits = rule.record.set("transitions", &Code::List(steps.collect()));
    edits.extend(imports);
    Ok(edits)
}

/// The class of a transition where the rule is written with classes, which only Python has, and what imports it.
fn transition_class(
    resource: &Resource<'_>,
    rule: &Rule<'_>,
) -> Result<(Option<Code>, Vec<Edit>), String> {
    let Value::Call(call) = rule.record.expr().value() else {
        return Ok((None, Vec::new()));
    };
    let class = call
        .callee
        .symbol()
        .and_then(|symbol| symbol.path.last().cloned());
    let Some(rule_class) = class
        .as_deref()
        .and_then(|class| class.strip_suffix("Args"))
    else {
        return Ok((None, Vec::new()));
    };
    let class = format!("{rule_class}TransitionArgs");
    match resource.sibling_class(&class) {
        Some((code, imports)) => Ok((Some(code), imports)),
        None => Err(format!("the class {class} cannot be named in this file")),
    }
}

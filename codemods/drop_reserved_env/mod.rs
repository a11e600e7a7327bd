//! Environment variables that Lambda reserves → removed.

mod region;

use std::collections::HashMap;

use iacfix::codemod::{Codemod, Context, Findings, Group, Match, Rewrite, Setting, SettingKind};
use iacfix::fix::{Applicability, Edits, Fix};
use iacfix::iac::{
    Consumer, Contribution, Entry, Expr, Patch, Removal, Removed, Resource, Unknown, Value,
    Visibility,
};
use iacfix::source::Span;
use iacfix::syntax::Language;

/// See `README.md`.
pub const CODEMOD: Codemod = Codemod {
    id: "drop-reserved-env",
    group: Group::Deploy,
    summary: "remove environment variables that Lambda reserves",
    docs: include_str!("README.md"),
    errors: &[
        "unable to configure your environment variables because the environment variables you have provided contains reserved keys",
        "Reserved keys used in this request",
        "ReservedEnvironmentVariable",
    ],
    settings: &[Setting {
        key: "extra-keys",
        help: "further keys to remove, such as AWS_LAMBDA_MAX_CONCURRENCY",
        kind: SettingKind::Texts,
    }],
    needles: &["environment"],
    rewrite: Rewrite::Matches {
        queries: &[
            (Language::TypeScript, include_str!("typescript.scm")),
            (Language::Python, include_str!("python.scm")),
        ],
        rewrite,
    },
};

/// The keys that CreateFunction rejects, as the AWS Lambda developer guide lists them under "Defined runtime environment
/// variables", as aws-cdk-lib refuses them, and as cfn-lint's E3663 does.
const RESERVED: [&str; 18] = [
    "_HANDLER",
    "_X_AMZN_TRACE_ID",
    "AWS_DEFAULT_REGION",
    "AWS_REGION",
    "AWS_EXECUTION_ENV",
    "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
    "AWS_LAMBDA_FUNCTION_VERSION",
    "AWS_LAMBDA_INITIALIZATION_TYPE",
    "AWS_LAMBDA_LOG_GROUP_NAME",
    "AWS_LAMBDA_LOG_STREAM_NAME",
    "AWS_ACCESS_KEY",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_LAMBDA_RUNTIME_API",
    "LAMBDA_TASK_ROOT",
    "LAMBDA_RUNTIME_DIR",
];

/// The properties that may be absent, and that go when nothing is left in them.
const OPTIONAL: [&str; 2] = ["environment", "environment.variables"];

fn rewrite(ctx: &Context<'_>, matched: &Match<'_>, findings: &mut Findings) {
    let Some(function) = ctx.resource(matched) else {
        return;
    };
    let (hits, unknown) = hits(ctx, &function);
    if unknown == Unknown::Some {
        findings.note(
            function.span(),
            "a part of this function's environment variables comes from somewhere that is not followed; reserved keys in it are not seen",
        );
    }
    let mut repairs = Repairs::default();
    for hit in &hits {
        let message = match RESERVED.contains(&hit.key.as_str()) {
            true => format!(
                "{} is reserved by Lambda; the deploy fails with \"the environment variables you have provided contains reserved keys\"",
                hit.key
            ),
            false => format!("{} is one of the keys to remove (extra-keys)", hit.key),
        };
        match &hit.verdict {
            Verdict::Keep(reason) => findings.report(hit.span, message, reason, None),
            Verdict::Remove(applicability, help) => {
                let Some(repair) = repairs.of(ctx, &hits, hit, *applicability) else {
                    findings.report(hit.span, message, help, None);
                    continue;
                };
                let others: Vec<String> = repair
                    .together
                    .iter()
                    .filter(|other| other.span != hit.span)
                    .map(|other| {
                        let line = ctx.source().place(other.span.start).line;
                        format!("{} on line {line}", other.key)
                    })
                    .collect();
                let help = match others.is_empty() {
                    true => help.clone(),
                    false => format!("{help}; it goes together with {}", others.join(" and ")),
                };
                findings.report(hit.span, message, help, Some(repair.fix));
            }
        }
    }
}

/// A reserved key of one function.
struct Hit<'a> {
    key: String,
    span: Span,
    place: Place<'a>,
    verdict: Verdict,
}

enum Place<'a> {
    Entry(Entry<'a>),
    Patch(Patch<'a>),
}

enum Verdict {
    /// It can be removed: how sure that is, and what to do.
    Remove(Applicability, String),
    /// It cannot be removed here, because…
    Keep(String),
}

fn hits<'a>(ctx: &Context<'a>, function: &Resource<'a>) -> (Vec<Hit<'a>>, Unknown) {
    let variables = function.contributions("environment.variables");
    let unknown = variables.unknown;
    let dropped = |key: &str| {
        RESERVED.contains(&key) || ctx.texts("extra-keys").iter().any(|extra| extra == key)
    };
    let mut hits = Vec::new();
    for contribution in &variables.records {
        for (key, entry) in contribution.named_entries() {
            if dropped(&key) {
                hits.push(Hit {
                    span: entry.key_span(),
                    verdict: verdict(ctx, function, &key, entry.value, contribution),
                    key,
                    place: Place::Entry(entry),
                });
            }
        }
    }
    for patch in variables.patches {
        if dropped(&patch.key) {
            let in_place = Removal::new(ctx.program(), &OPTIONAL).patch(&patch).is_ok();
            let verdict = if in_place {
                tier(function, &patch.key, Some(patch.value))
            } else {
                Verdict::Keep(
                    "the assignment is part of a larger expression; take the key out of it"
                        .to_owned(),
                )
            };
            hits.push(Hit {
                key: patch.key.clone(),
                span: patch.span,
                verdict,
                place: Place::Patch(patch),
            });
        }
    }
    (hits, unknown)
}

/// What may be done about a key, seen where it stands and with who else uses it.
fn verdict<'a>(
    ctx: &Context<'a>,
    function: &Resource<'a>,
    key: &str,
    value: Option<Expr<'a>>,
    contribution: &Contribution<'a>,
) -> Verdict {
    let line = |span: Span| ctx.source().place(span.start).line;
    for binding in &contribution.via {
        let other = || {
            let mut consumers = binding.consumers().into_iter();
            consumers.find_map(|consumer| match consumer {
                Consumer::Property { resource, path } => {
                    let lambda = is_function(&resource)
                        && (path.is_empty() || OPTIONAL.contains(&path.as_str()));
                    (!lambda).then(|| resource.span())
                }
                // Reading another key is nobody's loss; giving it this one again is a finding of its own.
                Consumer::Member { name, span } => {
                    (name == key && !is_patch(span, key, function)).then_some(span)
                }
                Consumer::Elsewhere(span) => Some(span),
            })
        };
        // Every function that shares the object asks the same of it.
        let question = format!("{key} of {}", binding.span().start);
        let keep = ctx.once(&question, || {
            other().map_or_else(String::new, |other| {
                format!(
                    "`{}` is also used on line {}: give the functions a copy without the key",
                    binding.name(),
                    line(other)
                )
            })
        });
        if !keep.is_empty() {
            return Verdict::Keep(keep);
        }
    }
    match (contribution.visibility(), tier(function, key, value)) {
        (Visibility::Exported, _) => Verdict::Keep(
            "the object is exported, so other files may need the key: give the functions a copy without it"
                .to_owned(),
        ),
        (Visibility::MaybeImported, Verdict::Remove(applicability, help)) => {
            let name = contribution.via.iter().find(|name| name.visibility() == Visibility::MaybeImported);
            let name = name.map_or("it", |name| name.name());
            Verdict::Remove(
                applicability.min(Applicability::Unsafe),
                format!("{help} (unsafe: another module may import `{name}`)"),
            )
        }
        (_, verdict) => verdict,
    }
}

fn is_function(resource: &Resource<'_>) -> bool {
    matches!(
        resource.token(),
        "aws:lambda/function:Function" | "aws:lambda/callbackFunction:CallbackFunction"
    )
}

/// Whether the member at `span` is assigned to, and not read.
fn is_patch(span: Span, key: &str, function: &Resource<'_>) -> bool {
    function
        .contributions("environment.variables")
        .patches
        .iter()
        .any(|patch| patch.key == key && patch.span.contains(span))
}

/// How sure it is that nobody misses the value.
fn tier<'a>(function: &Resource<'a>, key: &str, value: Option<Expr<'a>>) -> Verdict {
    use Applicability::{Safe, Unsafe};
    let shown = value.map_or_else(String::new, |value| short(value.text()));
    match key {
        "AWS_REGION" | "AWS_DEFAULT_REGION" => {
            if value.is_some_and(|value| region::is_own(function, value)) {
                return Verdict::Remove(Safe, format!("remove it: Lambda sets {key} to the function's own region"));
            }
            let why = match value.map(|value| value.resolved().value()) {
                Some(Value::String(region)) => format!(
                    "remove it; the function then reads its own region, which may not be \"{region}\": if that one is meant, pass it under a name of your own, such as APP_REGION"
                ),
                _ => format!(
                    "remove it; the function then reads its own region instead of `{shown}`: if another one is meant, pass it under a name of your own, such as APP_REGION"
                ),
            };
            Verdict::Remove(Unsafe, why)
        }
        "AWS_ACCESS_KEY" | "AWS_ACCESS_KEY_ID" | "AWS_SECRET_ACCESS_KEY" | "AWS_SESSION_TOKEN" => {
            Verdict::Remove(
                Unsafe,
                "remove it; the function then acts as its own role: give the role the permissions that these credentials have"
                    .to_owned(),
            )
        }
        _ if value.is_some_and(|value| repeats_property(function, key, value)) => {
            Verdict::Remove(Safe, format!("remove it: Lambda sets {key} to the same value"))
        }
        _ if RESERVED.contains(&key) => Verdict::Remove(
            Unsafe,
            format!("remove it; the function then reads what Lambda sets instead of `{shown}`"),
        ),
        _ => Verdict::Remove(Unsafe, "remove it, as configured; the function can no longer read it".to_owned()),
    }
}

/// Whether the value is what the function's own property says, which is what Lambda sets the variable to.
fn repeats_property(function: &Resource<'_>, key: &str, value: Expr<'_>) -> bool {
    let property = match key {
        "AWS_LAMBDA_FUNCTION_NAME" => "name",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE" => "memorySize",
        "_HANDLER" => "handler",
        _ => return false,
    };
    let given = function.property(property).present();
    let Some(given) = given.and_then(|property| property.value()) else {
        return false;
    };
    let plain = |expr: Expr<'_>| match expr.resolved().value() {
        Value::String(text) => text,
        Value::Number(number) => number.text,
        _ => expr.resolved().text().to_owned(),
    };
    plain(given) == plain(value)
}

/// The repair of one key, and the keys that it removes.
struct Repair<'h, 'a> {
    fix: Fix,
    together: Vec<&'h Hit<'a>>,
}

/// What is known about removing the keys of one function, by how sure that is.
#[derive(Default)]
struct Repairs<'h, 'a>(HashMap<Applicability, Option<Removals<'h, 'a>>>);

/// The keys that can be removed together.
struct Removals<'h, 'a> {
    hits: Vec<&'h Hit<'a>>,
    /// The removal of all, where it is more than the removals of each: keys that leave nothing behind together go together.
    together: Option<Removed>,
    /// The removal of each, by where the key starts.
    alone: HashMap<usize, Removed>,
}

impl<'h, 'a> Repairs<'h, 'a> {
    /// The repair of one key.
    fn of(
        &mut self,
        ctx: &Context<'a>,
        hits: &'h [Hit<'a>],
        hit: &'h Hit<'a>,
        applicability: Applicability,
    ) -> Option<Repair<'h, 'a>> {
        if ctx.is_suppressed(hit.span) {
            // What the user wants to keep stays, and takes nothing along.
            return Some(Repair::new(
                ctx,
                vec![hit],
                removal(ctx, &[hit])?,
                applicability,
            ));
        }
        let removals = self
            .0
            .entry(applicability)
            .or_insert_with(|| Removals::of(ctx, hits, applicability))
            .as_ref()?;
        let (hits, removed) = match &removals.together {
            Some(together) => (removals.hits.clone(), together),
            None => (vec![hit], removals.alone.get(&hit.span.start)?),
        };
        Some(Repair::new(ctx, hits, removed.clone(), applicability))
    }
}

impl<'h, 'a> Removals<'h, 'a> {
    /// The keys that can be removed at least this surely, but for those that the user wants to keep.
    fn of(ctx: &Context<'a>, hits: &'h [Hit<'a>], applicability: Applicability) -> Option<Self> {
        let removable = |hit: &&Hit<'_>| {
            matches!(hit.verdict, Verdict::Remove(tier, _) if tier >= applicability)
                && !ctx.is_suppressed(hit.span)
        };
        let hits: Vec<_> = hits.iter().filter(removable).collect();
        let together = removal(ctx, &hits)?;
        let text = ctx.source().text();
        let mut alone = HashMap::new();
        for hit in &hits {
            alone.insert(hit.span.start, removal(ctx, &[hit])?);
        }
        let edits = alone.values().flat_map(|removed| removed.edits.iter());
        let one_by_one = Edits::new(edits.cloned());
        let independent =
            one_by_one.is_ok_and(|edits| edits.apply(text) == together.edits.apply(text));
        Some(Self {
            hits,
            together: (!independent).then_some(together),
            alone,
        })
    }
}

impl<'h, 'a> Repair<'h, 'a> {
    fn new(
        ctx: &Context<'a>,
        hits: Vec<&'h Hit<'a>>,
        removed: Removed,
        applicability: Applicability,
    ) -> Self {
        let mut keys: Vec<_> = hits.iter().map(|hit| hit.key.as_str()).collect();
        keys.dedup();
        let title = format!("Remove {}", keys.join(", "));
        let path = ctx.source().path();
        Self {
            fix: Fix::in_file(path, title, applicability, removed.edits)
                .releasing(removed.releases),
            together: hits,
        }
    }
}

fn removal(ctx: &Context<'_>, hits: &[&Hit<'_>]) -> Option<Removed> {
    let mut removal = Removal::new(ctx.program(), &OPTIONAL);
    for hit in hits {
        match &hit.place {
            Place::Entry(entry) => removal.entry(entry),
            Place::Patch(patch) => removal.patch(patch).ok()?,
        };
    }
    removal.joining_lines().finish().ok()
}

fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None if line.len() < text.len() => format!("{line}…"),
        None => line.to_owned(),
    }
}

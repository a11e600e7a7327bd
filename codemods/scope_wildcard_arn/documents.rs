//! Policy documents of a program, and the ARNs with wildcards in their statements.

use iacfix::codemod::Context;
use iacfix::iac::{Bound, Call, Consumer, Entry, Expr, Key, Record, Resource, Value, Visibility};
use iacfix::syntax::Language;

use super::arn::{self, Arn};
use super::written;

/// An ARN with a wildcard, in a statement of a document.
#[derive(Clone)]
pub(super) struct Found<'a> {
    pub(super) expr: Expr<'a>,
    /// As it is shown to people.
    pub(super) shown: String,
    /// Taken apart, where it can be scoped; else why not.
    pub(super) arn: Result<Arn<'a>, String>,
    pub(super) document: Document<'a>,
}

/// A policy document.
#[derive(Clone)]
pub(super) struct Document<'a> {
    pub(super) form: Form<'a>,
    /// The resources that it is given to.
    pub(super) users: Vec<Resource<'a>>,
}

/// How a document becomes a text, and whether that waits for Outputs.
#[derive(Clone, Copy)]
pub(super) enum Form<'a> {
    /// It waits for them.
    Waits,
    /// This function does not, and another one does.
    Encoded(Expr<'a>),
    /// This function of the provider does not, and its sibling does.
    Looked(Expr<'a>),
}

/// Values that go through more hands than this are not followed.
const MAX_DEPTH: usize = 8;

/// Every wildcard in the documents of a file, in order of place.
pub(super) fn all<'a>(ctx: &Context<'a>) -> Vec<Found<'a>> {
    let program = ctx.program();
    let mut found: Vec<Found<'a>> = Vec::new();
    for expr in program.calls() {
        if let Value::Call(call) = expr.value()
            && let Some((form, key)) = form_of(&call)
            && let Some(written) = written(&call)
        {
            let (record, shared) = written;
            let document = Document {
                form,
                users: users(expr),
            };
            let reason = shared.or(refusal(&document, key, program.language()));
            of_record(record, key, &document, reason, &mut found);
        }
    }
    for resource in program.all_resources() {
        for entry in resource.own_entries() {
            let Some(value) = entry.value else { continue };
            let (inner, shared) = owned(value);
            let document = Document {
                form: Form::Waits,
                users: vec![resource.clone()],
            };
            match inner.record() {
                Some(record) if record.entry_named("Statement").is_some() => {
                    of_record(record, "Statement", &document, shared, &mut found);
                }
                Some(_) => {}
                None => found.extend(in_text(value, &document)),
            }
        }
    }
    found.sort_by_key(|found| found.expr.span());
    found.dedup_by_key(|found| found.expr.span());
    found
}

fn form_of<'a>(call: &Call<'a>) -> Option<(Form<'a>, &'static str)> {
    if let Some(symbol) = call.callee.symbol() {
        let waits = ["jsonStringify", "Output.jsonStringify", "Output.jsonDumps"];
        return match () {
            () if waits.iter().any(|path| symbol.is("pulumi", path)) => {
                Some((Form::Waits, "Statement"))
            }
            () if symbol.is("aws", "iam.getPolicyDocumentOutput") => {
                Some((Form::Waits, "statements"))
            }
            () if symbol.is("aws", "iam.getPolicyDocument") => {
                Some((Form::Looked(call.callee), "statements"))
            }
            () => None,
        };
    }
    let path = call.callee.global_path()?;
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    match path.as_slice() {
        ["JSON", "stringify"] | ["json", "dumps"] | ["json.dumps"] => {
            Some((Form::Encoded(call.callee), "Statement"))
        }
        _ => None,
    }
}

/// The record that a call is given, and why it cannot be changed.
fn written<'a>(call: &Call<'a>) -> Option<(Record<'a>, Option<&'static str>)> {
    match call.arguments.first() {
        Some(first) => {
            let (first, shared) = owned(*first);
            Some((first.record()?, shared))
        }
        None => Some((call.keywords, None)),
    }
}

const SHARED: &str = "what holds it is used elsewhere, too";

/// What an expression is written as, behind names that nothing else uses; with the reason where something does.
fn owned(expr: Expr<'_>) -> (Expr<'_>, Option<&'static str>) {
    let mut expr = expr.bare();
    let mut shared = None;
    for _ in 0..MAX_DEPTH {
        let Some(binding) = expr.binding() else { break };
        let Some(value) = binding.constant() else {
            break;
        };
        if binding.uses().count() > 1 || binding.visibility() == Visibility::Exported {
            shared = Some(SHARED);
        }
        expr = value.bare();
    }
    (expr, shared)
}

/// The resources that a document is given to; none where it goes anywhere else, too.
fn users<'a>(document: Expr<'a>) -> Vec<Resource<'a>> {
    let is_looked_up = match document.value() {
        Value::Call(call) => call
            .callee
            .symbol()
            .is_some_and(|symbol| symbol.package == "aws"),
        _ => false,
    };
    let texts: Vec<Option<Expr<'a>>> = match (is_looked_up, document.placement().bound) {
        (false, _) => vec![Some(document)],
        (true, Bound::Name(binding)) if binding.visibility() != Visibility::Exported => {
            binding.uses().map(Expr::parent_member).collect()
        }
        (true, _) => vec![document.parent_member()],
    };
    let mut users = Vec::new();
    for text in texts {
        let Some(text) = text else { return Vec::new() };
        let is_json = |member: (Expr<'a>, String)| member.1 == "json";
        if is_looked_up && !text.member().is_some_and(is_json) {
            return Vec::new();
        }
        for consumer in text.consumers() {
            match consumer {
                Consumer::Property { resource, .. } => users.push(resource),
                Consumer::Member { .. } | Consumer::Elsewhere(_) => return Vec::new(),
            }
        }
    }
    users
}

/// Why nothing in a document can be scoped.
fn refusal(document: &Document<'_>, key: &str, language: Language) -> Option<&'static str> {
    if let (Form::Looked(_), Language::TypeScript) = (document.form, language) {
        return Some("getPolicyDocument takes no Outputs, getPolicyDocumentOutput does");
    }
    if key == "statements" && language == Language::Python {
        return Some(
            "the types of statements take no Outputs; write the document for Output.json_dumps",
        );
    }
    if let (Form::Encoded(callee), Language::TypeScript) = (document.form, language)
        && written::replacer(callee).is_some_and(|it| matches!(it.value(), Value::List(_)))
    {
        return Some("pulumi.jsonStringify takes no list of keys");
    }
    if document.users.is_empty() {
        return Some("it is not known where the document goes");
    }
    None
}

fn of_record<'a>(
    record: Record<'a>,
    key: &str,
    document: &Document<'a>,
    reason: Option<&'static str>,
    found: &mut Vec<Found<'a>>,
) {
    let Some(statements) = record.entry_named(key).and_then(|entry| entry.value) else {
        return;
    };
    let (statements, shared) = owned(statements);
    let reason = reason.or(shared);
    let items = match statements.value() {
        Value::List(items) => items,
        _ => vec![statements],
    };
    for item in items {
        let (item, shared) = owned(item);
        if let Some(record) = item.record() {
            statement(record, document, reason.or(shared), found);
        }
    }
}

fn statement<'a>(
    record: Record<'a>,
    document: &Document<'a>,
    reason: Option<&'static str>,
    found: &mut Vec<Found<'a>>,
) {
    let named = |entry: &Entry<'a>| match &entry.key {
        Key::Named(name) => Some(name.to_ascii_lowercase().replace('_', "")),
        Key::Computed | Key::Spread => None,
    };
    let entries: Vec<(String, Expr<'a>)> = record
        .entries()
        .iter()
        .filter_map(|entry| Some((named(entry)?, entry.value?)))
        .collect();
    let given = |name: &str| {
        let given = entries.iter().find(|(key, _)| key == name);
        given.map(|(_, value)| *value)
    };
    let is_open = record.entries().len() > entries.len();
    let effect = match given("effect").map(|effect| effect.resolved().value()) {
        Some(Value::String(effect)) if effect == "Allow" => None,
        Some(Value::String(effect)) if effect == "Deny" => {
            Some("a Deny that names less forbids less")
        }
        // Statements of getPolicyDocument allow where they say nothing.
        None if !is_open && given("resources").is_some() => None,
        _ => Some("it is not known whether the statement allows or denies"),
    };
    let actions = given("action").or(given("actions"));
    let assumes = actions.is_some_and(|actions| actions.text().contains("sts:"));
    let assumes = assumes.then_some("roles that are assumed are often those of other accounts");
    let places = [
        ("resource", effect.or(assumes)),
        ("resources", effect.or(assumes)),
        (
            "notresource",
            Some("what a statement leaves out is named: it would leave out less, and cover more"),
        ),
        (
            "notresources",
            Some("what a statement leaves out is named: it would leave out less, and cover more"),
        ),
        (
            "condition",
            Some("what a condition compares with decides differently for each operator"),
        ),
        (
            "conditions",
            Some("what a condition compares with decides differently for each operator"),
        ),
    ];
    for (key, own) in places {
        if let Some(value) = given(key) {
            let reason = own.or(reason);
            collect(value, document, reason, found, MAX_DEPTH);
        }
    }
}

fn collect<'a>(
    value: Expr<'a>,
    document: &Document<'a>,
    reason: Option<&'static str>,
    found: &mut Vec<Found<'a>>,
    depth: usize,
) {
    let Some(depth) = depth.checked_sub(1) else {
        return;
    };
    let (value, shared) = owned(value);
    let reason = reason.or(shared);
    let mut inner = |value| collect(value, document, reason, found, depth);
    match value.value() {
        Value::List(items) => items.into_iter().for_each(&mut inner),
        Value::Choice(one, other) => [one, other].into_iter().for_each(&mut inner),
        Value::Fallback { primary, fallback } => {
            [primary, fallback].into_iter().for_each(&mut inner);
        }
        Value::Object(record) => {
            let values = record.entries().into_iter().filter_map(|entry| entry.value);
            values.for_each(&mut inner);
        }
        _ => {
            let Some(read) = arn::read(value) else {
                return;
            };
            let shown = match &read {
                Ok(arn) => arn.shown.clone(),
                Err(_) => value.text().to_owned(),
            };
            let arn = match (read, reason) {
                (Err(unknown), _) => Err(unknown.to_owned()),
                (Ok(_), Some(reason)) => Err(reason.to_owned()),
                (Ok(arn), None) => Ok(arn),
            };
            found.push(Found {
                expr: value,
                shown,
                arn,
                document: document.clone(),
            });
        }
    }
}

/// A wildcard in a document that is written as a text.
fn in_text<'a>(value: Expr<'a>, document: &Document<'a>) -> Option<Found<'a>> {
    let value = value.resolved();
    let text = match value.value() {
        Value::String(text) => text,
        Value::Template(_) => value.text().to_owned(),
        Value::Call(_) if value.text_parts().is_some() || value.apply_callback().is_some() => {
            let is_document = value.records_within().is_empty();
            is_document.then(|| value.text().to_owned())?
        }
        _ => return None,
    };
    if !text.contains("\"Statement\"") {
        return None;
    }
    let arns = text.split('"').filter(|word| word.starts_with("arn:"));
    let shown = arns.into_iter().find(|arn| {
        let fields: Vec<&str> = arn.splitn(6, ':').collect();
        matches!(fields.as_slice(), [_, _, service, region, account, _]
            if !matches!(*service, "s3" | "route53") && (*region == "*" || *account == "*"))
    })?;
    Some(Found {
        expr: value,
        shown: shown.to_owned(),
        arn: Err(
            "the document is a text; write it as an object for pulumi's JSON function".to_owned(),
        ),
        document: document.clone(),
    })
}

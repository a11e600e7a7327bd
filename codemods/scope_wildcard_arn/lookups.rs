//! The constants that tell the region and the account of the caller: those that the program has, or new ones.

use iacfix::codemod::Context;
use iacfix::fix::Edit;
use iacfix::iac::{Binding, Call, Code, Expr, Key, Resource, Statement, Value};
use iacfix::project::Package;
use iacfix::syntax::Language;

/// What lookups of one group of documents are told about where they look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    /// The option and its value, as it is written: `parent` and `this`.
    pub(super) option: Option<(&'static str, String)>,
}

/// How the region and the account are written in ARNs, and what has to be declared for it.
pub(super) struct Lookups {
    pub(super) region: Option<Code>,
    pub(super) account: Option<Code>,
    pub(super) edits: Vec<Edit>,
    pub(super) introduces: Vec<String>,
}

/// Which lookups ARNs are made of.
#[derive(Clone, Copy)]
pub(super) struct Needed {
    pub(super) region: bool,
    pub(super) account: bool,
}

/// What is looked up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Region,
    Account,
}

/// The major version that decides how lookups are written; the oldest where it is not known.
fn major(ctx: &Context<'_>) -> u32 {
    ctx.provider(Package::AWS)
        .map_or(5, |version| version.major)
}

/// What lookups for documents of these resources have to be told.
pub(super) fn told(users: &[Resource<'_>]) -> Result<Told, &'static str> {
    let mut all: Vec<Told> = Vec::new();
    for user in users {
        if user.property("region").present().is_some() {
            return Err("the resource names a region of its own");
        }
        let option = told_by(user)?.map(|(name, value)| (name, value.text().to_owned()));
        let told = Told { option };
        if !all.contains(&told) {
            all.push(told);
        }
    }
    match all.len() {
        1 => Ok(all.remove(0)),
        _ => Err("its document is given to resources of several parents or providers"),
    }
}

/// The option of a resource that says where it is, and its value.
pub(super) fn told_by<'a>(
    user: &Resource<'a>,
) -> Result<Option<(&'static str, Expr<'a>)>, &'static str> {
    let Some(options) = user.options() else {
        return Ok(None);
    };
    let unknown = "the resource's options come from somewhere else";
    let record = options.record().ok_or(unknown)?;
    let entries = record.entries();
    if entries.iter().any(|entry| entry.key == Key::Spread) {
        return Err(unknown);
    }
    // A provider says more than a parent.
    let option = ["provider", "parent"].into_iter().find_map(|name| {
        let value = record.property(name)?.value?;
        Some((name, value))
    });
    match option {
        Some((_, value)) if value.text().contains(['(', '{', '\n']) => Err(unknown),
        option => Ok(option),
    }
}

/// The lookups that are needed at `place`, before which new ones are declared.
pub(super) fn at<'a>(
    ctx: &Context<'a>,
    place: Expr<'a>,
    told: &Told,
    needed: Needed,
    taken: &[String],
) -> Result<Lookups, String> {
    let mut found = Lookups {
        region: None,
        account: None,
        edits: Vec::new(),
        introduces: Vec::new(),
    };
    let mut statements = Vec::new();
    let mut imports = Vec::new();
    let wanted = [
        (What::Region, needed.region),
        (What::Account, needed.account),
    ];
    for (what, _) in wanted.into_iter().filter(|(_, needed)| *needed) {
        let code = match existing(ctx, place, told, what) {
            Some(code) => code,
            None => {
                let (name, value, import) = new(ctx, told, what, taken);
                imports.extend(import);
                statements.push(Statement::Declare(name.clone(), value));
                found.introduces.push(name.clone());
                Code::name(name).member(attribute(ctx, what))
            }
        };
        match what {
            What::Region => found.region = Some(code),
            What::Account => found.account = Some(code),
        }
    }
    if !statements.is_empty() {
        let edit = place.insert_before(&statements);
        found
            .edits
            .push(edit.ok_or("no statement holds the document")?);
    }
    imports.sort_by_key(|edit| edit.span);
    imports.dedup();
    found.edits.extend(imports);
    Ok(found)
}

fn attribute(ctx: &Context<'_>, what: What) -> &'static str {
    match what {
        What::Account => "accountId",
        What::Region if major(ctx) >= 7 => "region",
        What::Region => "name",
    }
}

/// A lookup that is declared before `place` and seen from there.
fn existing<'a>(ctx: &Context<'a>, place: Expr<'a>, told: &Told, what: What) -> Option<Code> {
    let start = place.placement().statement?.start;
    let function = place.enclosing_function();
    let mut names: Vec<&str> = Vec::new();
    for binding in ctx.program().visible_from(place) {
        if names.contains(&binding.name()) {
            continue;
        }
        names.push(binding.name());
        let Some(value) = binding.constant() else {
            continue;
        };
        // What is declared outside is there before the function begins.
        let own = value.enclosing_function() == function;
        let before = function.map_or(start, |function| if own { start } else { function.start });
        if binding.span().end > before {
            continue;
        }
        if let Some(code) = names_it(ctx, binding, value, told, what) {
            return Some(code);
        }
    }
    None
}

fn names_it(
    ctx: &Context<'_>,
    binding: Binding<'_>,
    value: Expr<'_>,
    told: &Told,
    what: What,
) -> Option<Code> {
    let name = Code::name(binding.name());
    // const region = aws.getRegionOutput().name;
    if let Some((object, member)) = value.member() {
        let taken = match what {
            What::Region => matches!(member.as_str(), "name" | "id" | "region"),
            What::Account => member == "accountId",
        };
        return (taken && is_lookup(object, told, what)).then_some(name);
    }
    is_lookup(value, told, what).then(|| name.member(attribute(ctx, what)))
}

/// Whether an expression asks for the region or account of the caller in a way whose value an ARN can be made of.
fn is_lookup(expr: Expr<'_>, told: &Told, what: What) -> bool {
    let awaits = expr.text().starts_with("await ") || expr.text().starts_with("(await ");
    let Value::Call(call) = expr.resolved().value() else {
        return false;
    };
    let Some(symbol) = call.callee.symbol() else {
        return false;
    };
    if symbol.package == "pulumi" {
        let passes = ["output", "Output.create", "Output.fromInput"];
        let inner = call.arguments.first();
        return passes.iter().any(|path| symbol.is("pulumi", path))
            && inner.is_some_and(|inner| match inner.value() {
                Value::Call(inner) => asks(&inner, told, what).is_some(),
                _ => false,
            });
    }
    match asks(&call, told, what) {
        Some(Answer::Output) => true,
        Some(Answer::Plain) => awaits || expr.program().language() == Language::Python,
        None => false,
    }
}

/// What a lookup answers with: an Output, or what Python waits for and TypeScript promises.
enum Answer {
    Output,
    Plain,
}

fn asks(call: &Call<'_>, told: &Told, what: What) -> Option<Answer> {
    let symbol = call.callee.symbol()?;
    let (plain, output) = match what {
        What::Region => ("getRegion", "getRegionOutput"),
        What::Account => ("getCallerIdentity", "getCallerIdentityOutput"),
    };
    let answer = match () {
        () if symbol.is("aws", plain) => Answer::Plain,
        () if symbol.is("aws", output) => Answer::Output,
        () => return None,
    };
    let is_nothing = |argument: &Expr<'_>| match argument.value() {
        Value::Null => true,
        Value::Object(record) => record.entries().is_empty(),
        _ => false,
    };
    let mut keywords = call.keywords.entries().into_iter();
    let only_options = keywords.all(|entry| entry.is_property("opts"));
    let keyword = call.keywords.property("opts").and_then(|entry| entry.value);
    let options = call.arguments.get(1).copied().or(keyword);
    let named = |options: Expr<'_>| {
        let record = match options.value() {
            Value::Object(record) => record,
            Value::Call(call) => call.keywords,
            _ => return None,
        };
        let entries = record.entries();
        let [only] = entries.as_slice() else {
            return None;
        };
        Some((only.neutral_name()?, only.value?.text().to_owned()))
    };
    let theirs = match options {
        Some(options) => Some(named(options)?),
        None => None,
    };
    let ours = told
        .option
        .clone()
        .map(|(name, value)| (name.to_owned(), value));
    let first = call.arguments.first().is_none_or(is_nothing);
    (first && only_options && theirs == ours).then_some(answer)
}

/// A new lookup: its name, its value, and the import that it takes.
fn new(ctx: &Context<'_>, told: &Told, what: What, taken: &[String]) -> (String, Code, Vec<Edit>) {
    let program = ctx.program();
    let language = program.language();
    let (aws, import) = program.package_name(
        "aws",
        match language {
            Language::TypeScript => "@pulumi/aws",
            Language::Python => "pulumi_aws",
        },
    );
    let mut imports: Vec<Edit> = import.into_iter().collect();
    let mut pulumi = || {
        let (name, import) = program.package_name("pulumi", "@pulumi/pulumi");
        imports.extend(import);
        Code::name(name)
    };
    // Version 5 has no lookup of the account that gives an Output.
    let is_old = what == What::Account && major(ctx) < 6;
    let (words, function) = match what {
        What::Region => ("current region", "getRegionOutput"),
        What::Account if is_old => ("caller identity", "getCallerIdentity"),
        What::Account => ("caller identity", "getCallerIdentityOutput"),
    };
    let candidates =
        std::iter::once(words.to_owned()).chain((2..64).map(|at| format!("{words} {at}")));
    let mut free = candidates.map(|words| program.name_for(&words, "caller"));
    let name = free.find(|name| !taken.contains(name)).unwrap_or_default();
    let callee = Code::name(aws).member(function);
    let option = told
        .option
        .as_ref()
        .map(|(name, value)| vec![((*name).to_owned(), Code::Verbatim(value.clone()))]);
    let call = match (language, option) {
        (_, None) => callee.call([]),
        (Language::TypeScript, Some(option)) if is_old => callee.call([Code::Object(option)]),
        (Language::TypeScript, Some(option)) => {
            callee.call([Code::Object(Vec::new()), Code::Object(option)])
        }
        (Language::Python, Some(option)) => {
            let class = pulumi().member("InvokeOptions");
            let options = Code::Keywords(Box::new(class), option);
            Code::Keywords(Box::new(callee), vec![("opts".to_owned(), options)])
        }
    };
    let value = match (language, is_old) {
        (Language::TypeScript, true) => pulumi().member("output").call([call]),
        _ => call,
    };
    (name, value, imports)
}

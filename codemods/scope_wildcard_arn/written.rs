//! ARNs and documents as they are written once their region and account are Outputs.

use iacfix::codemod::Context;
use iacfix::fix::{Edit, Release};
use iacfix::iac::{Code, Expr, Held, Key, Value, ValueKind};
use iacfix::syntax::Language;

use super::arn::{Arn, Piece};
use super::documents::Form;
use super::lookups::Lookups;

/// A scoped ARN as it is written in place of `expr`, and the import that it takes.
pub(super) fn scoped<'a>(
    ctx: &Context<'a>,
    expr: Expr<'a>,
    arn: &Arn<'a>,
    lookups: &Lookups,
) -> Result<(Code, Option<Edit>), String> {
    let mut parts: Vec<Code> = Vec::new();
    let mut waits = false;
    for piece in &arn.pieces {
        let lookup = |lookup: &Option<Code>| lookup.clone().ok_or("nothing is looked up");
        parts.push(match piece {
            Piece::Text(text) if text.contains(['\\', '`', '\n', '{', '}']) => {
                return Err("it holds signs that are written differently elsewhere".to_owned());
            }
            Piece::Text(text) => Code::Text(text.clone()),
            // f"{name:>5}"
            Piece::Value(value) if !is_plain_hole(ctx, *value) => {
                return Err("a value in it is formatted".to_owned());
            }
            Piece::Value(value) => joined(ctx, expr, *value),
            Piece::Region => lookup(&lookups.region)?,
            Piece::Account => lookup(&lookups.account)?,
        });
        waits |= matches!(piece, Piece::Region | Piece::Account);
    }
    // Only emptied: what it is made of stays what it was.
    if let (false, [Code::Text(text)]) = (waits, parts.as_slice()) {
        return Ok((Code::Text(text.clone()), None));
    }
    let (pulumi, import) = ctx.program().package_name("pulumi", "@pulumi/pulumi");
    let concatenates = match expr.value() {
        Value::Call(call) => {
            let symbol = call.callee.symbol();
            let is_concat = symbol
                .and_then(|symbol| symbol.path.last().cloned())
                .is_some_and(|name| name == "concat");
            is_concat.then(|| Code::Verbatim(call.callee.text().to_owned()))
        }
        _ => None,
    };
    let code = match (concatenates, ctx.program().language()) {
        (Some(callee), _) => callee.call(parts),
        (None, Language::TypeScript) => {
            let text: String = parts.iter().map(hole).collect();
            Code::Verbatim(format!("{pulumi}.interpolate`{text}`"))
        }
        (None, Language::Python) => {
            let callee = Code::name(pulumi).member("Output").member("concat");
            callee.call(parts)
        }
    };
    Ok((code, import))
}

/// A value of a template among what is joined. Python's `concat` takes texts alone, where an f-string writes anything.
fn joined(ctx: &Context<'_>, whole: Expr<'_>, value: Expr<'_>) -> Code {
    let is_template = matches!(whole.value(), Value::Template(_));
    let worth = value.worth();
    let is_text = worth.kind == ValueKind::Text && !worth.missing;
    let of_resource = value
        .member()
        .is_some_and(|(object, _)| object.resolved().resource().is_some());
    match ctx.program().language() {
        Language::Python if is_template && !is_text && !of_resource => {
            Code::name("str").call([value.code()])
        }
        _ => value.code(),
    }
}

/// The edits that write `codes` in place of what each expression is. What stands on one line around it is written anew, for it
/// may have to be broken.
pub(super) fn in_place<'a>(codes: &[(Expr<'a>, Vec<Code>)]) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut lines: Vec<Expr<'a>> = Vec::new();
    for (expr, own) in codes {
        let line = line_around(*expr);
        match (expr.held(), own.as_slice()) {
            _ if line != *expr => {
                if !lines.contains(&line) {
                    lines.push(line);
                }
            }
            (Some(Held::Element(_)), [first, others @ ..]) => {
                edits.extend(expr.replace_element(first, others));
            }
            (_, own) => edits.push(expr.replace(&one(own))),
        }
    }
    for line in lines {
        edits.push(line.replace(&one(&rewritten(line, codes))));
    }
    edits
}

/// One value of several.
fn one(codes: &[Code]) -> Code {
    match codes {
        [only] => only.clone(),
        several => Code::List(several.to_vec()),
    }
}

/// The outermost list or record around an expression that stands on one line and can be written anew; itself where there is
/// none.
fn line_around(expr: Expr<'_>) -> Expr<'_> {
    let mut expr = expr;
    for _ in 0..8 {
        let outer = match expr.held() {
            Some(Held::Element(list)) => list.items().map(|_| list),
            Some(Held::Entry(_, record)) => match record.value() {
                Value::Object(_) if entries(record).is_some() => Some(record),
                _ => None,
            },
            None => None,
        };
        match outer {
            Some(outer) if !outer.text().contains('\n') && outer.comments().is_empty() => {
                expr = outer;
            }
            _ => break,
        }
    }
    expr
}

/// The entries of a record as they can be written anew: with keys that are written as they are.
fn entries(record: Expr<'_>) -> Option<Vec<(String, Expr<'_>)>> {
    let Value::Object(record) = record.value() else {
        return None;
    };
    let language = record.expr().program().language();
    let entries = record.entries().into_iter().map(|entry| match &entry.key {
        // Keys of a document begin with a capital, and have one spelling.
        Key::Named(key)
            if language == Language::TypeScript
                || key.starts_with(|first: char| first.is_ascii_uppercase()) =>
        {
            Some((key.clone(), entry.value?))
        }
        _ => None,
    });
    entries.collect()
}

fn rewritten<'a>(expr: Expr<'a>, codes: &[(Expr<'a>, Vec<Code>)]) -> Vec<Code> {
    if let Some((_, own)) = codes.iter().find(|(own, _)| *own == expr.bare()) {
        return own.clone();
    }
    let inside = |(own, _): &(Expr<'a>, Vec<Code>)| expr.span().contains(own.span());
    if !codes.iter().any(inside) {
        return vec![expr.code()];
    }
    let code = match (entries(expr), expr.items()) {
        (Some(entries), _) => {
            let entries = entries.into_iter();
            let written = entries.map(|(key, value)| (key, one(&rewritten(value, codes))));
            Code::Object(written.collect())
        }
        (None, Some(items)) => {
            let items = items.into_iter();
            Code::List(
                items
                    .flat_map(|item| rewritten(item.value, codes))
                    .collect(),
            )
        }
        (None, None) => expr.code(),
    };
    vec![code]
}

/// Whether a value is all that stands in its brackets.
fn is_plain_hole(ctx: &Context<'_>, value: Expr<'_>) -> bool {
    let behind = &ctx.source().text()[value.span().end..];
    !behind.trim_start().starts_with([':', '!', '='])
}

/// A part of a template.
fn hole(part: &Code) -> String {
    match part {
        Code::Text(text) => text.clone(),
        Code::Name(name) | Code::Verbatim(name) => format!("${{{name}}}"),
        Code::Member(object, name) => match &**object {
            Code::Name(object) | Code::Verbatim(object) => format!("${{{object}.{name}}}"),
            _ => String::new(),
        },
        _ => String::new(),
    }
}

/// The edits that have a document wait for Outputs.
pub(super) fn waiting(ctx: &Context<'_>, form: Form<'_>) -> Vec<Edit> {
    let program = ctx.program();
    match form {
        Form::Waits => Vec::new(),
        Form::Encoded(callee) => {
            let (pulumi, import) = program.package_name("pulumi", "@pulumi/pulumi");
            let name = match program.language() {
                Language::TypeScript => format!("{pulumi}.jsonStringify"),
                Language::Python => format!("{pulumi}.Output.json_dumps"),
            };
            let mut edits: Vec<Edit> = import.into_iter().collect();
            edits.push(Edit::replace(callee.span(), name));
            // JSON.stringify(document, null, 2): the other one takes no null.
            let replacer = replacer(callee).filter(|replacer| replacer.text() == "null");
            edits.extend(replacer.map(|null| Edit::replace(null.span(), "undefined")));
            edits
        }
        // aws.iam.get_policy_document, or the name that it was imported by.
        Form::Looked(callee) => match callee.member() {
            Some(_) => vec![Edit::insert(callee.span().end, "_output")],
            None => Vec::new(),
        },
    }
}

/// What stands for single values while a document is encoded.
pub(super) fn replacer(callee: Expr<'_>) -> Option<Expr<'_>> {
    match callee.called()?.value() {
        Value::Call(call) => call.arguments.get(1).copied(),
        _ => None,
    }
}

/// The edits that remove the import that only `encoders` used, and the names that lose some of their uses.
pub(super) fn unused(ctx: &Context<'_>, encoders: &[Expr<'_>]) -> (Vec<Edit>, Vec<Release>) {
    let mut edits = Vec::new();
    let mut releases = Vec::new();
    for import in ctx.program().imports() {
        let gone: Vec<_> = import
            .names()
            .map(|(binding, _)| binding)
            .filter(|binding| {
                let (all, inside) = (binding.uses().count(), |usage: &Expr<'_>| {
                    encoders
                        .iter()
                        .any(|callee| callee.span().contains(usage.span()))
                });
                let removed = binding.uses().filter(inside).count();
                if removed > 0 && removed < all {
                    releases.push(Release {
                        declaration: binding.span(),
                        removed,
                        of: all,
                    });
                }
                removed > 0 && removed == all
            })
            .filter(|binding| {
                let symbol = binding.symbol();
                symbol.is_none_or(|symbol| !matches!(symbol.package.as_str(), "aws" | "pulumi"))
            })
            .collect();
        if !gone.is_empty() {
            edits.extend(import.without(&gone));
        }
    }
    (edits, releases)
}

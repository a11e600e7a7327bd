//! Code of Lambda functions in strings of the program → files, and an archive of their folder.

mod contents;
mod place;

use iacfix::codemod::{Codemod, Context, Findings, Group, Imports, Rewrite, Setting, SettingKind};
use iacfix::fix::{Applicability, Edit, Edits, Fix};
use iacfix::iac::{Bound, Code, Consumer, Expr, Program, Removal, Resource, Value};
use iacfix::source::Span;
use iacfix::syntax::Language;

use super::lambda::is_function;
use contents::{Contents, Origin};
use place::{Place, Places};

/// See `README.md`.
pub const CODEMOD: Codemod = Codemod {
    id: "extract-inline-code",
    group: Group::Policy,
    summary: "move the code of Lambda functions out of strings of the program, into files",
    docs: include_str!("README.md"),
    errors: &[],
    settings: &[Setting {
        key: "directory",
        help: "the folder for the code of one function, relative to the folder that the program runs in; {function} is the function's name",
        kind: SettingKind::Text {
            default: "lambda/{function}",
        },
    }],
    needles: &["StringAsset"],
    rewrite: Rewrite::Files {
        imports: Imports::Provider,
        languages: &[Language::TypeScript, Language::Python],
        rewrite,
    },
};

const LAYER: &str = "aws:lambda/layerVersion:LayerVersion";

fn rewrite(ctx: &Context<'_>, findings: &mut Findings) {
    let archives = archives(ctx.program());
    if archives.is_empty() {
        return;
    }
    let mut places = Places::of(ctx);
    for archive in &archives {
        let at = callee(archive.expr);
        match &archive.origin {
            Origin::Written => {}
            Origin::Elsewhere(unknown) => {
                let what = "the code of this function comes from somewhere else; whether it is written out there is not known";
                findings.note(*unknown, what);
                continue;
            }
        }
        let (users, reason) = match users(archive.expr) {
            Users::None => continue,
            Users::Unknown => {
                let what = "where this archive goes is not followed; code in it stays where it is";
                findings.note(at, what);
                continue;
            }
            Users::Some(users, reason) => (users, reason),
        };
        let fix = match reason {
            Some(reason) => Err(reason),
            None => repair(ctx, archive, &users, &mut places),
        };
        let message = format!(
            "the code of {} is a string of the program: no editor, linter or test sees it as code",
            described(&users)
        );
        let (help, fix) = match fix {
            Ok((help, fix)) => (help, Some(fix)),
            Err(reason) => (
                format!(
                    "move it to a file and pack its folder with a FileArchive, by hand: {reason}"
                ),
                None,
            ),
        };
        findings.report(at, message, help, fix);
    }
}

/// An archive of which some is, or may be, written out in the program.
struct Archive<'p> {
    expr: Expr<'p>,
    contents: Contents<'p>,
    origin: Origin,
}

/// The archives of a program with code that is written out in it, in order, but for those that are part of another.
fn archives<'p>(program: &'p Program<'p>) -> Vec<Archive<'p>> {
    let read = program.calls_of("pulumi", "AssetArchive").into_iter();
    let read: Vec<(Expr<'p>, Contents<'p>)> = read.map(|expr| (expr, Contents::of(expr))).collect();
    let inner: Vec<Span> = read
        .iter()
        .flat_map(|(_, contents)| contents.inner.clone())
        .collect();
    read.into_iter()
        .filter(|(expr, _)| !inner.contains(&expr.span()))
        .filter_map(|(expr, contents)| {
            let origin = contents.origin()?;
            Some(Archive {
                expr,
                contents,
                origin,
            })
        })
        .collect()
}

/// Where the class of a construction is named.
fn callee(construction: Expr<'_>) -> Span {
    match construction.value() {
        Value::Call(call) => call.callee.span(),
        _ => construction.span(),
    }
}

/// What an archive is given to.
enum Users<'p> {
    /// Nothing that has to do with Lambda.
    None,
    /// It cannot be told.
    Unknown,
    /// Functions and layers; and why it may be no other kind of archive, if so.
    Some(Vec<Resource<'p>>, Option<String>),
}

fn users(archive: Expr<'_>) -> Users<'_> {
    let mut users: Vec<Resource<'_>> = Vec::new();
    let mut others = false;
    for consumer in archive.consumers() {
        match consumer {
            Consumer::Property { resource, path } if path == "code" && runs_code(&resource) => {
                users.push(resource);
            }
            Consumer::Property { .. } => {}
            Consumer::Member { .. } | Consumer::Elsewhere(_) => others = true,
        }
    }
    users.dedup();
    let held = match archive.placement().bound {
        Bound::Member(_) | Bound::Field(_) => Some("a member of a class holds the archive"),
        Bound::Name(name) if is_typed(archive, name.span()) => {
            Some("the name that holds the archive is declared as an AssetArchive")
        }
        _ => None,
    };
    let reason = match others {
        true => Some("the archive is used for something else, too"),
        false => held,
    };
    match (users.is_empty(), others) {
        (true, true) => Users::Unknown,
        (true, false) => Users::None,
        (false, _) => Users::Some(users, reason.map(str::to_owned)),
    }
}

fn runs_code(resource: &Resource<'_>) -> bool {
    is_function(resource) || resource.token() == LAYER
}

/// Whether the type is written behind the name that a value is given to.
fn is_typed(value: Expr<'_>, name: Span) -> bool {
    let between = name.end..value.span().start;
    let text = value.program().source().text();
    text.get(between)
        .is_some_and(|text| text.contains("AssetArchive"))
}

/// For people: `this function`, `2 functions`.
fn described(users: &[Resource<'_>]) -> String {
    let word = match users.iter().all(is_function) {
        true => "function",
        false => "layer",
    };
    match users {
        [_] => format!("this {word}"),
        users => format!("{} {word}s", users.len()),
    }
}

fn repair<'p>(
    ctx: &Context<'p>,
    archive: &Archive<'p>,
    users: &[Resource<'p>],
    places: &mut Places<'_>,
) -> Result<(String, Fix), String> {
    // A place is taken even where nothing is done yet, so that the others do not depend on what is done first.
    let place = places.next(archive.expr, users, &archive.contents.files)?;
    archive.contents.check(ctx.program())?;
    let Place {
        written,
        new_files,
        names,
    } = place;
    let sibling = archive
        .expr
        .beside_class("FileArchive")
        .ok_or("the file names AssetArchive in a way that leads to no FileArchive")?;
    let code = sibling.code.construct([Code::Text(written)]);
    let mut removal = Removal::new(ctx.program(), &[]);
    removal.replacing(archive.expr);
    if let Some(kept) = sibling.kept {
        removal.keeping(kept);
    }
    let removed = removal.finish().map_err(|error| error.to_string())?;
    let mut edits = sibling.edits;
    edits.extend(comments_above(archive.expr)?);
    edits.push(archive.expr.replace(&code));
    edits.extend(removed.edits.iter().cloned());
    let edits = ctx.program().with_imports_laid_out(edits);
    let edits = Edits::new(edits).map_err(|error| error.to_string())?;
    let mut fix = Fix::in_file(
        ctx.source().path(),
        "Move the code into a file",
        // The same bytes go to Lambda, as long as nothing else comes into the folder or changes the file.
        Applicability::Unsafe,
        edits,
    );
    let verb = match new_files.is_empty() {
        true => "pack the folder of",
        false => "move it to",
    };
    fix.new_files.extend(new_files);
    let help = format!("{verb} {}", names.join(", "));
    Ok((help, fix.releasing(removed.releases)))
}

/// The comments inside the archive, on lines of their own above the line that it begins on.
fn comments_above(archive: Expr<'_>) -> Result<Vec<Edit>, String> {
    // What tells an editor how to colour the text.
    let is_language = |comment: &String| {
        let word = comment.trim_matches(|next: char| !next.is_ascii_alphanumeric());
        let word = word.to_ascii_lowercase();
        [
            "javascript",
            "js",
            "typescript",
            "ts",
            "python",
            "py",
            "language=javascript",
        ]
        .contains(&word.as_str())
    };
    let comments: Vec<String> = archive
        .comments()
        .into_iter()
        .filter(|comment| !is_language(comment))
        .collect();
    if comments.is_empty() {
        return Ok(Vec::new());
    }
    let edit = archive.insert_comments_above(&comments);
    let edit = edit.ok_or("comments inside the archive would have no place")?;
    Ok(vec![edit])
}

//! What an archive's function says about itself, and who else runs the same code.

use iacfix::codemod::Context;
use iacfix::iac::{Entry, Expr, Presence, Program, Resource, Value};
use iacfix::source::Span;

use super::OF_IMAGES;

/// The endings of what Pulumi takes for an archive that is packed already.
const PACKED: [&str; 5] = [".zip", ".jar", ".tar", ".tgz", ".tar.gz"];

/// A function of a folder of code.
pub(super) struct Archive<'p> {
    /// The folder as the program names it.
    pub(super) folder: String,
    pub(super) runtime: Entry<'p>,
    pub(super) handler: Entry<'p>,
    pub(super) code: Entry<'p>,
    /// `nodejs20.x`; `None` where it is not known.
    pub(super) runtime_name: Option<String>,
    /// `arm64`; `None` where it is not known.
    pub(super) architecture: Option<String>,
    /// The handler where it is written out.
    pub(super) command: Option<String>,
    /// Where it is found: the key of its code.
    pub(super) place: Span,
    /// Where the folder is packed.
    pub(super) packs: Span,
}

/// How a function is packed.
pub(super) enum Packed<'p> {
    /// In an archive of a folder.
    Archive(Box<Archive<'p>>),
    /// In an image, or not in a way that has to do with images.
    Image,
    /// It is not known, for this reason.
    Unknown(&'static str),
}

impl<'p> Archive<'p> {
    /// What a function says about its archive.
    pub(super) fn of(function: &Resource<'p>) -> Packed<'p> {
        for name in OF_IMAGES {
            match function.property(name) {
                Presence::Absent => {}
                Presence::Present(property) => {
                    let zip = |value: Expr<'p>| matches!(value.resolved().value(), Value::String(text) if text == "Zip");
                    if name != "packageType" || !property.value().is_some_and(zip) {
                        return Packed::Image;
                    }
                    return Packed::Unknown(
                        "packageType says Zip; take it away to make this function one of an image",
                    );
                }
                Presence::Unknown => {
                    return Packed::Unknown(
                        "the arguments of this function come from somewhere else; whether it is one of an image is not known",
                    );
                }
            }
        }
        let entry = |name: &str| function.property(name).present().map(|found| found.entry);
        let (Some(runtime), Some(handler), Some(code)) =
            (entry("runtime"), entry("handler"), entry("code"))
        else {
            return Packed::Unknown(
                "the code of this function comes from no archive that the program names",
            );
        };
        let folder = code.value.and_then(folder);
        let (folder, packs) = match folder {
            Some((folder, packs)) if !PACKED.iter().any(|end| folder.ends_with(end)) => {
                (folder, packs)
            }
            Some(_) => {
                return Packed::Unknown(
                    "the code of this function is packed before the program runs; how an image of it is made is not known",
                );
            }
            None => {
                return Packed::Unknown(
                    "the code of this function is no folder that the program names; a Dockerfile would have no place",
                );
            }
        };
        Packed::Archive(Box::new(Self {
            runtime_name: runtime.value.and_then(runtime_name),
            architecture: architecture(function),
            command: handler
                .value
                .and_then(|handler| handler.written().ok())
                .map(|written| written.text),
            place: code.key_span(),
            folder,
            packs,
            runtime,
            handler,
            code,
        }))
    }
}

/// Whether two paths of a program name the same folder.
pub(super) fn same_folder(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
}

/// A path without what says nothing.
pub(super) fn plain(path: &str) -> &str {
    let path = path.strip_prefix("./").unwrap_or(path);
    path.trim_end_matches('/')
}

/// Whether anything but these archives packs their folder, in this file or in another one of the program: it would hold
/// the Dockerfile, too.
///
/// # Errors
/// What does, as a sentence that goes on.
pub(super) fn packed_elsewhere<'r, 'p: 'r>(
    ctx: &Context<'_>,
    path: &str,
    archives: impl Iterator<Item = &'r Archive<'p>>,
) -> Result<(), String> {
    let known: Vec<Span> = archives.map(|archive| archive.packs).collect();
    if let Some(other) = packing(ctx.program(), path).find(|span| !known.contains(span)) {
        let line = ctx.source().place(other.start).line;
        return Err(format!("line {line} packs the same folder"));
    }
    let own = ctx.source().path();
    for (other, document) in ctx.program_files() {
        if other != own && packing(&Program::new(&document), path).next().is_some() {
            return Err(format!("{} packs the same folder", other.display()));
        }
    }
    Ok(())
}

/// Where a program packs a folder.
fn packing<'p>(program: &'p Program<'p>, path: &str) -> impl Iterator<Item = Span> {
    let archives = program.calls_of("pulumi", "FileArchive").into_iter();
    archives
        .filter_map(folder)
        .filter(move |(folder, _)| same_folder(folder, path))
        .map(|(_, span)| span)
}

/// The folder that an archive packs, as it is written: `new FileArchive('./lambda')`, also as all there is to an archive
/// of assets; and where.
fn folder(code: Expr<'_>) -> Option<(String, Span)> {
    let code = code.resolved();
    let Value::Call(call) = code.value() else {
        return None;
    };
    let argument = |name: &str| match call.arguments.as_slice() {
        [only] => Some(*only),
        [] => call.keywords.property(name)?.value,
        _ => None,
    };
    if code.calls("pulumi", "FileArchive") {
        let path = argument("path")?.written().ok()?;
        return Some((path.text, code.span()));
    }
    if !code.calls("pulumi", "AssetArchive") {
        return None;
    }
    match argument("assets")?
        .resolved()
        .record()?
        .entries()
        .as_slice()
    {
        [only] if only.neutral_name().as_deref() == Some(".") => folder(only.value?),
        _ => None,
    }
}

/// The name of a runtime, which is written out or one of the provider's: `Runtime.NodeJS20dX`, `Runtime.PYTHON3D12`.
fn runtime_name(runtime: Expr<'_>) -> Option<String> {
    let runtime = runtime.resolved();
    if let Value::String(name) = runtime.value() {
        return Some(name);
    }
    let symbol = runtime.symbol()?;
    let [.., class, member] = symbol.path.as_slice() else {
        return None;
    };
    let member = member.replace('_', "").to_ascii_lowercase();
    let version = member.trim_start_matches(|next: char| next.is_ascii_alphabetic());
    let language = &member[..member.len() - version.len()];
    (class == "Runtime").then(|| format!("{language}{}", version.replace('d', ".")))
}

/// The architecture of a function.
fn architecture(function: &Resource<'_>) -> Option<String> {
    match function.property("architectures") {
        Presence::Absent => Some("x86_64".to_owned()),
        Presence::Unknown => None,
        Presence::Present(property) => match property.value()?.resolved().value() {
            Value::List(list) => match list.as_slice() {
                [only] => only.written().ok().map(|written| written.text),
                _ => None,
            },
            _ => None,
        },
    }
}

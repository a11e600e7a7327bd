//! What an archive holds: the files that are written out in the program, and what stands in the way of writing them to disk.

use std::collections::HashSet;
use std::path::Path;

use iacfix::iac::{Binding, Expr, Key, Program, Unwritten, Value, Visibility};
use iacfix::source::{Source, Span};
use iacfix::syntax::{Document, Grammar};

/// Archives in archives go no deeper.
const MAX_DEPTH: usize = 4;

/// One file of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct File {
    /// Its name in the archive, with slashes.
    pub(super) name: String,
    pub(super) text: String,
}

/// What an archive holds.
#[derive(Debug, Default)]
pub(super) struct Contents<'p> {
    /// The files that are written out.
    pub(super) files: Vec<File>,
    /// The archives that are part of it.
    pub(super) inner: Vec<Span>,
    /// The names that were followed.
    names: Vec<Binding<'p>>,
    /// Whether some code is written out, though perhaps not all of it.
    is_written: bool,
    /// Code that comes from elsewhere.
    unknown: Option<Span>,
    /// Why it cannot be written to disk.
    reason: Option<String>,
}

/// Where the code of an archive comes from.
pub(super) enum Origin {
    /// It is written out, or some of it is.
    Written,
    /// From elsewhere, by what stands here.
    Elsewhere(Span),
}

impl<'p> Contents<'p> {
    /// What the archive that `construction` makes holds.
    pub(super) fn of(construction: Expr<'p>) -> Self {
        let mut found = Self::default();
        found.read(construction, "", MAX_DEPTH);
        found
    }

    /// Where its code comes from; `None` where it holds none.
    pub(super) fn origin(&self) -> Option<Origin> {
        match (self.is_written, self.unknown) {
            (true, _) => Some(Origin::Written),
            (false, Some(unknown)) => Some(Origin::Elsewhere(unknown)),
            (false, None) => None,
        }
    }

    /// Whether it can be written to disk, and the program do without it.
    ///
    /// # Errors
    /// Why not, as a sentence that goes on.
    pub(super) fn check(&self, program: &'p Program<'p>) -> Result<(), String> {
        if let Some(reason) = &self.reason {
            return Err(reason.clone());
        }
        let archives = program.calls_of("pulumi", "AssetArchive");
        let is_inside = |usage: Expr<'p>| {
            let mut archives = archives.iter();
            archives.any(|archive| archive.span().contains(usage.span()))
        };
        for name in &self.names {
            let called = name.name();
            if name.visibility() != Visibility::Private {
                return Err(format!("another file may use {called}, which holds it"));
            }
            let mut uses = name.uses();
            let hands_on = |usage: Expr<'p>| {
                let holder = self.names.iter().find(|other| {
                    let given = other.initializer();
                    given.is_some_and(|given| given.span().contains(usage.span()))
                });
                holder.is_some()
            };
            if let Some(other) = uses.find(|&usage| !is_inside(usage) && !hands_on(usage)) {
                let line = program.source().place(other.span().start).line;
                return Err(format!(
                    "{called}, which holds it, is used on line {line}, too"
                ));
            }
        }
        self.files.iter().try_for_each(parses)
    }

    fn read(&mut self, archive: Expr<'p>, within: &str, depth: usize) {
        let Some(depth) = depth.checked_sub(1) else {
            return self.object("archives are nested too deeply");
        };
        let files = argument(archive, "assets").map(|files| self.followed(files));
        let Some(record) = files.and_then(Expr::record) else {
            self.unknown.get_or_insert(archive.span());
            return self.object("which files it holds is decided somewhere else");
        };
        for entry in record.entries() {
            let (Key::Named(key), Some(value)) = (&entry.key, entry.value) else {
                self.object("some of its files are spread in, or have computed names");
                continue;
            };
            let name = match (within, key.as_str()) {
                (within, ".") => within.to_owned(),
                ("", key) => key.to_owned(),
                (within, key) => format!("{within}/{key}"),
            };
            let value = self.followed(value);
            let calls = |class: &str| value.calls("pulumi", class);
            if calls("StringAsset") {
                self.text(value, name);
            } else if calls("AssetArchive") {
                self.inner.push(value.span());
                self.read(value, &name, depth);
            } else if calls("FileAsset") || calls("FileArchive") {
                self.object(&format!(
                    "{key} is on the disk already; put the code beside it and pack the folder of both"
                ));
            } else {
                self.object(&format!("what {key} is cannot be read here"));
            }
        }
    }

    fn text(&mut self, asset: Expr<'p>, name: String) {
        let Some(text) = argument(asset, "text") else {
            return self.object("a StringAsset is given in a way that is not known");
        };
        match text.written() {
            Ok(written) => {
                self.is_written = true;
                self.names.extend(written.names);
                if let Some(reason) = unfit(&name) {
                    return self.object(&reason);
                }
                let same = |file: &File| file.name.eq_ignore_ascii_case(&name);
                if self.files.iter().any(same) {
                    return self.object(&format!("it holds {name} twice"));
                }
                self.files.push(File {
                    name,
                    text: written.text,
                });
            }
            Err(Unwritten::Elsewhere(expr)) => {
                self.unknown.get_or_insert(expr.span());
                self.object(&format!("the code of {name} comes from somewhere else"));
            }
            Err(why) => {
                self.is_written = true;
                self.object(&match why {
                    Unwritten::Interpolated(value) => format!(
                        "{} is put into the code; give it to the function as an environment variable",
                        short(value.text())
                    ),
                    Unwritten::Changed(_) => {
                        "the text goes through something that is not followed".to_owned()
                    }
                    _ => "it holds an escape that is not followed".to_owned(),
                });
            }
        }
    }

    /// What `expr` stands for, behind names.
    fn followed(&mut self, expr: Expr<'p>) -> Expr<'p> {
        let mut expr = expr.bare();
        let mut seen: HashSet<Span> = HashSet::new();
        while let Some(name) = expr.binding()
            && let Some(value) = name.constant()
            && seen.insert(name.span())
        {
            self.names.push(name);
            expr = value.bare();
        }
        expr
    }

    /// Notes what stands in the way; the first reason is told.
    fn object(&mut self, reason: &str) {
        self.reason.get_or_insert_with(|| reason.to_owned());
    }
}

/// The only argument of a construction, which Python may give by its name.
fn argument<'p>(construction: Expr<'p>, name: &str) -> Option<Expr<'p>> {
    let Value::Call(call) = construction.value() else {
        return None;
    };
    match call.arguments.as_slice() {
        [only] => Some(*only),
        [] => call.keywords.property(name)?.value,
        _ => None,
    }
}

/// Why a file of an archive cannot have the same name on the disk, if so.
fn unfit(name: &str) -> Option<String> {
    let is_fit = |part: &str| {
        !matches!(part, "" | "." | ".." | ".pulumi" | ".git")
            && !part.contains(|next: char| next.is_control() || "\\:*?\"<>|".contains(next))
            && !part.ends_with(['.', ' '])
    };
    let fits = name.split('/').all(is_fit);
    (!fits).then(|| format!("{name:?} is no name that every disk takes"))
}

/// Whether the text of a file is one of its language.
fn parses(file: &File) -> Result<(), String> {
    let path = Path::new(&file.name);
    let Some(grammar) = Grammar::of(path) else {
        return Ok(());
    };
    let document = Document::parse(Source::new(path, file.text.clone()), grammar);
    match document {
        Ok(document) if document.defects().is_empty() => Ok(()),
        _ => Err(format!("{} would not parse", file.name)),
    }
}

/// The beginning of a text, on one line.
fn short(text: &str) -> String {
    const MOST: usize = 40;
    let line = text.lines().next().unwrap_or_default();
    match line.chars().count() > MOST || line.len() < text.len() {
        true => format!("{}…", line.chars().take(MOST).collect::<String>()),
        false => line.to_owned(),
    }
}

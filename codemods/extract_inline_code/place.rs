//! Where the files of an archive go: a folder that nothing else has, below the one that the program runs in.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use iacfix::codemod::Context;
use iacfix::iac::{Bound, Expr, Program, Resource, TextPart, Value};
use iacfix::project::Project;
use iacfix::syntax::{Grammar, Language};

use super::contents::File;
use super::{Users, archives, users};

/// Stands for the function's name in the setting.
const FUNCTION: &str = "{function}";

/// So many folders of one name are tried.
const MOST_TRIES: usize = 100;

/// Deeper than this a folder that exists is not compared.
const MAX_DEPTH: usize = 8;

/// Where the files of an archive go.
pub(super) struct Place {
    /// The folder as the program names it: `./lambda/api`.
    pub(super) written: String,
    /// The files that are not there yet.
    pub(super) new_files: BTreeMap<PathBuf, String>,
    /// All files, for people.
    pub(super) names: Vec<String>,
}

/// The folders that a program packs or will pack.
pub(super) struct Places<'a> {
    project: &'a Project<'a>,
    /// The folder that the program runs in, `None` where it is not known; and the folders, relative to it, with slashes.
    folder: Option<PathBuf>,
    pattern: &'a str,
    taken: BTreeSet<String>,
}

impl<'a> Places<'a> {
    /// Those of the program that the file is of, as they are before any archive of this file gets one: those of files that
    /// come before it have got theirs.
    pub(super) fn of(ctx: &Context<'a>) -> Self {
        let own = ctx.source().path();
        let program = ctx.project().program_of(own);
        let folder = program.map(|program| match program.folder == Path::new(".") {
            true => PathBuf::new(),
            false => program.folder,
        });
        let mut places = Self {
            project: ctx.project(),
            folder,
            pattern: ctx.text("directory"),
            taken: packed(ctx.program()),
        };
        let others = ctx.program_files();
        let others = others.iter().filter(|(path, _)| *path != own);
        for (_, document) in others.clone() {
            places.taken.extend(packed(&Program::new(document)));
        }
        for (_, document) in others.filter(|(path, _)| path.as_path() < own) {
            let program = Program::new(document);
            for archive in archives(&program) {
                if let Users::Some(users, _) = users(archive.expr) {
                    // One that has no place takes none.
                    let _ = places.next(archive.expr, &users, &archive.contents.files);
                }
            }
        }
        places
    }

    /// The place for the files of the next archive.
    ///
    /// # Errors
    /// Why there is none, as a sentence that goes on.
    pub(super) fn next(
        &mut self,
        archive: Expr<'_>,
        users: &[Resource<'_>],
        files: &[File],
    ) -> Result<Place, String> {
        let folder = self
            .folder
            .clone()
            .ok_or("no Pulumi.yaml says in which folder the program runs, and paths begin there")?;
        let base = self.pattern.replace(FUNCTION, &name(archive, users));
        let base = base.trim_end_matches('/');
        let base = base.strip_prefix("./").unwrap_or(base);
        let mut parts = Path::new(base).components();
        if base.is_empty() || !parts.all(|part| matches!(part, Component::Normal(_))) {
            return Err(format!(
                "directory = {:?} names no folder below the one that the program runs in",
                self.pattern
            ));
        }
        for number in 1..MOST_TRIES {
            let relative = match number {
                1 => base.to_owned(),
                number => format!("{base}-{number}"),
            };
            if self.taken.contains(&relative) {
                continue;
            }
            let target = folder.join(&relative);
            let there = self.project.files().exists(&target);
            if there && !self.holds_just(&target, files) {
                continue;
            }
            self.taken.insert(relative.clone());
            let paths: Vec<PathBuf> = files.iter().map(|file| target.join(&file.name)).collect();
            if let Some(path) = paths.iter().find(|path| self.project.is_ignored(path)) {
                let path = path.display();
                return Err(format!(
                    ".gitignore leaves out {path}, so that it would be on this disk alone"
                ));
            }
            let new_files = match there {
                true => BTreeMap::new(),
                false => {
                    let texts = files.iter().map(|file| file.text.clone());
                    paths.into_iter().zip(texts).collect()
                }
            };
            return Ok(Place {
                written: format!("./{relative}"),
                new_files,
                names: files
                    .iter()
                    .map(|file| format!("{relative}/{}", file.name))
                    .collect(),
            });
        }
        Err(format!("{base} and the folders numbered after it exist"))
    }

    /// Whether a folder that exists holds these files with these texts and no others.
    fn holds_just(&self, folder: &Path, files: &[File]) -> bool {
        let disk = self.project.files();
        let same = |file: &File| {
            let text = disk.read(&folder.join(&file.name));
            let text = text.ok().and_then(|bytes| String::from_utf8(bytes).ok());
            // Sources mean the same whichever way git checks their lines out.
            let is_source = Grammar::of(Path::new(&file.name)).is_some();
            text.is_some_and(|text| {
                text == file.text || (is_source && text.replace("\r\n", "\n") == file.text)
            })
        };
        files.iter().all(same) && self.count(folder, MAX_DEPTH) == Some(files.len())
    }

    /// How many files lie in a folder and below it; `None` where it cannot be told.
    fn count(&self, folder: &Path, depth: usize) -> Option<usize> {
        let depth = depth.checked_sub(1)?;
        let disk = self.project.files();
        let inside = disk.list(folder);
        let counts = inside.iter().map(|path| match disk.read(path) {
            Ok(_) => Some(1),
            Err(_) => self.count(path, depth),
        });
        counts.sum::<Option<usize>>().filter(|_| !inside.is_empty())
    }
}

/// The folders that a program packs, relative to the one that it runs in.
fn packed(program: &Program<'_>) -> BTreeSet<String> {
    let archives = program.calls_of("pulumi", "FileArchive").into_iter();
    let paths = archives.filter_map(|archive| {
        let Value::Call(call) = archive.value() else {
            return None;
        };
        let path = match call.arguments.first() {
            Some(path) => *path,
            None => call.keywords.property("path")?.value?,
        };
        let path = path.written().ok()?.text;
        let path = path.strip_prefix("./").unwrap_or(&path);
        Some(path.trim_end_matches('/').to_owned())
    });
    paths.collect()
}

/// What the folder of an archive is called after: the only function that it is for, else the name that it has itself.
fn name(archive: Expr<'_>, users: &[Resource<'_>]) -> String {
    let own = bound(archive);
    let of_user = users.first().and_then(|user| {
        let logical = || user.name().and_then(logical);
        bound(user.expr()).or_else(logical)
    });
    let words = match users.len() {
        1 => of_user.or(own),
        _ => own.or(of_user),
    };
    let words = spelled(&words.unwrap_or_default(), archive.program().language());
    match words.is_empty() {
        true => "function".to_owned(),
        false => words,
    }
}

/// The name or member that something is given to.
fn bound(expr: Expr<'_>) -> Option<String> {
    match expr.placement().bound {
        Bound::Name(name) => Some(name.name().to_owned()),
        Bound::Member(member) => member.member().map(|(_, name)| name),
        Bound::Field(name) => Some(name),
        _ => None,
    }
}

/// What of a logical name is written out.
fn logical(name: Expr<'_>) -> Option<String> {
    let parts = name.text_parts()?.into_iter();
    let texts: Vec<String> = parts
        .filter_map(|part| match part {
            TextPart::Text(text) => Some(text),
            TextPart::Value(_) => None,
        })
        .collect();
    Some(texts.join("-"))
}

/// A name of the program as folders are called: `api-handler`, and in Python `api_handler`.
fn spelled(name: &str, language: Language) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut before = ' ';
    for next in name.chars() {
        let begins = next.is_ascii_uppercase() && !before.is_ascii_uppercase();
        match next.is_ascii_alphanumeric() {
            true if begins || !before.is_ascii_alphanumeric() => {
                words.push(next.to_ascii_lowercase().to_string());
            }
            true => {
                if let Some(word) = words.last_mut() {
                    word.push(next.to_ascii_lowercase());
                }
            }
            false => {}
        }
        before = next;
    }
    words.join(match language {
        Language::TypeScript => "-",
        Language::Python => "_",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_called_as_the_language_calls_modules() {
        let ts = |name| spelled(name, Language::TypeScript);
        assert_eq!(ts("apiHandler"), "api-handler");
        assert_eq!(ts("S3Reader"), "s3-reader");
        assert_eq!(ts("parseJSON-v2_x"), "parse-json-v2-x");
        assert_eq!(ts("-ä-"), "");
        assert_eq!(spelled("apiHandler", Language::Python), "api_handler");
    }
}

//! What `.gitattributes` says about a file's line endings.

use std::path::{Path, PathBuf};

use gix_attributes::search::{MetadataCollection, Outcome};
use gix_attributes::{Search, StateRef};
use gix_glob::pattern::Case;

use super::Files;

/// What the repository says about the line endings of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineEndingRule {
    /// Nothing that forbids LF.
    Free,
    /// `eol=crlf`: the file is checked out with CRLF on purpose.
    CrLf,
    /// `-text` or `binary`: git never touches its line endings, nor may anyone else.
    NotText,
}

/// Git's own macro, which every repository has without writing it.
const BUILT_IN_MACROS: &[u8] = b"[attr]binary -diff -merge -text";

/// The rule for the file at `path`. As in git, the file nearest to it decides, `.git/info/attributes` above all; outside
/// a repository every `.gitattributes` up to the root of the file system is read. What cannot be read says nothing.
pub(super) fn line_ending_rule(files: &dyn Files, path: &Path) -> LineEndingRule {
    let path = files.absolute(path);
    let folders: Vec<&Path> = path.ancestors().skip(1).collect();
    let depth = folders
        .iter()
        .position(|folder| files.exists(&folder.join(".git")));
    let within = &folders[..depth.map_or(folders.len(), |depth| depth + 1)];
    let Some(&root) = within.last() else {
        return LineEndingRule::Free;
    };

    let mut sources: Vec<PathBuf> = within
        .iter()
        .rev()
        .map(|folder| folder.join(".gitattributes"))
        .collect();
    let info = root.join(".git/info/attributes");
    let texts: Vec<(PathBuf, Vec<u8>)> = sources
        .drain(..)
        .chain([info])
        .filter_map(|source| Some((source.clone(), files.read(&source).ok()?)))
        .collect();
    if texts.is_empty() {
        return LineEndingRule::Free;
    }

    let mut search = Search::default();
    let mut names = MetadataCollection::default();
    // A buffer that is not valid attributes contributes nothing, as in git.
    let _ = search.add_patterns_buffer(BUILT_IN_MACROS, "[builtin]".into(), None, &mut names, true);
    for (source, text) in texts {
        // What stands in `.git/info` speaks of the whole repository, not of that folder.
        let base = if source.ends_with(".git/info/attributes") {
            root.join(".gitattributes")
        } else {
            source
        };
        let _ = search.add_patterns_buffer(&text, base, Some(root), &mut names, true);
    }
    let mut outcome = Outcome::default();
    outcome.initialize_with_selection(&names, ["text", "eol"]);
    let relative = path.strip_prefix(root).unwrap_or(&path);
    let relative = relative.to_string_lossy().replace('\\', "/");
    search.pattern_matching_relative_path(
        relative.as_str().into(),
        Case::Sensitive,
        Some(false),
        &mut outcome,
    );
    let states: Vec<_> = outcome
        .iter_selected()
        .map(|matched| matched.assignment.state)
        .collect();
    match states.as_slice() {
        [StateRef::Unset, _] => LineEndingRule::NotText,
        [_, StateRef::Value(value)] if value.as_bstr() == "crlf" => LineEndingRule::CrLf,
        _ => LineEndingRule::Free,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;
    use std::io;

    struct Memory(BTreeMap<&'static str, &'static str>);

    impl Files for Memory {
        fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
            let text = path.to_str().and_then(|path| self.0.get(path));
            text.map(|text| text.as_bytes().to_vec())
                .ok_or_else(|| io::ErrorKind::NotFound.into())
        }
        fn exists(&self, path: &Path) -> bool {
            self.0.keys().any(|file| Path::new(file).starts_with(path))
        }
        fn absolute(&self, path: &Path) -> PathBuf {
            Path::new("/repo").join(path)
        }
    }

    #[test]
    fn the_nearest_attributes_decide() {
        let files = Memory(BTreeMap::from([
            ("/repo/.git/HEAD", ""),
            ("/.gitattributes", "* -text"),
            ("/repo/.gitattributes", "*.ts text eol=crlf\n*.py binary\n"),
            ("/repo/lib/.gitattributes", "*.ts eol=lf\n"),
            ("/repo/.git/info/attributes", "/lib/keep.ts -text\n"),
        ]));
        let rule = |path: &str| line_ending_rule(&files, Path::new(path));
        assert_eq!(rule("index.ts"), LineEndingRule::CrLf);
        assert_eq!(rule("main.py"), LineEndingRule::NotText);
        assert_eq!(rule("lib/a.ts"), LineEndingRule::Free);
        assert_eq!(rule("lib/keep.ts"), LineEndingRule::NotText);
        assert_eq!(rule("a.js"), LineEndingRule::Free);
    }
}

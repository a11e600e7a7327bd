//! Which files git would leave out, as far as `.gitignore` says. Looks at no index: what is tracked stays tracked.

use std::path::Path;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::paths::{folders_around, rooted};
use super::{Files, Project};

impl Project<'_> {
    /// Whether `.gitignore` leaves out a new file at `path`, so that nobody else would get it. The file nearest to it
    /// decides, up to the root of the repository.
    pub fn is_ignored(&self, path: &Path) -> bool {
        let files = self.reader.files;
        let path = rooted(files, path);
        for folder in folders_around(files, &path) {
            let Some(rules) = rules(files, &folder) else {
                continue;
            };
            match rules.matched_path_or_any_parents(&path, false) {
                Match::Ignore(_) => return true,
                Match::Whitelist(_) => return false,
                Match::None => {}
            }
        }
        false
    }
}

/// What the `.gitignore` in a folder says; a line that is not valid says nothing, as in git.
fn rules(files: &dyn Files, folder: &Path) -> Option<Gitignore> {
    let bytes = files.read(&folder.join(".gitignore")).ok()?;
    let mut builder = GitignoreBuilder::new(folder);
    for line in String::from_utf8_lossy(&bytes).lines() {
        let _ = builder.add_line(None, line);
    }
    builder.build().ok()
}

#[cfg(test)]
mod tests {
    use super::super::memory::Memory;
    use super::*;

    #[test]
    fn the_nearest_gitignore_decides() {
        let files = Memory::new([
            (".git/HEAD", ""),
            (".gitignore", "*.js\n!jest.config.js\n/bin/\n[\n"),
            ("kept/.gitignore", "!*.js\n"),
        ]);
        let project = Project::new(&files);
        let ignored = |path: &str| project.is_ignored(Path::new(path));
        assert!(ignored("lambda/api/index.js"));
        assert!(ignored("bin/app.ts"));
        assert!(!ignored("jest.config.js"));
        assert!(!ignored("lambda/api/index.py"));
        assert!(!ignored("kept/index.js"));
    }
}

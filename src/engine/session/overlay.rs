//! The files of a project with the texts of a session over them: what one of its fixes wrote, its next ones see.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use super::Texts;
use crate::project::Files;

/// Files, some of which have other texts than on the disk, or are not there yet.
pub(super) struct Overlay<'a> {
    files: &'a dyn Files,
    /// By path from the root.
    texts: BTreeMap<PathBuf, &'a str>,
}

impl<'a> Overlay<'a> {
    pub(super) fn new(files: &'a dyn Files, texts: &'a Texts) -> Self {
        let texts = texts.iter();
        Self {
            files,
            texts: texts
                .map(|(path, text)| (files.absolute(path), text.current.as_str()))
                .collect(),
        }
    }
}

impl Files for Overlay<'_> {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        match self.texts.get(&self.files.absolute(path)) {
            Some(text) => Ok(text.as_bytes().to_vec()),
            None => self.files.read(path),
        }
    }

    fn exists(&self, path: &Path) -> bool {
        let absolute = self.files.absolute(path);
        let mut texts = self.texts.keys();
        texts.any(|text| text.starts_with(&absolute)) || self.files.exists(path)
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        self.files.absolute(path)
    }

    fn list(&self, path: &Path) -> Vec<PathBuf> {
        let folder = self.files.absolute(path);
        let inside = self.texts.keys();
        let names = inside.filter_map(|text| {
            let inner = text.strip_prefix(&folder).ok()?;
            Some(path.join(inner.components().next()?))
        });
        let names: BTreeSet<PathBuf> = names.chain(self.files.list(path)).collect();
        names.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::{Path, PathBuf};

    use super::super::Text;
    use super::Overlay;
    use crate::project::{Files, NoFiles};

    #[test]
    fn what_is_written_is_seen() {
        let text = Text {
            original: None,
            current: "x".to_owned(),
        };
        let texts = BTreeMap::from([(PathBuf::from("a/b/c.js"), text)]);
        let overlay = Overlay::new(&NoFiles, &texts);
        let path = Path::new("a/b/c.js");
        assert_eq!(overlay.read(path).ok(), Some(b"x".to_vec()));
        assert!(overlay.exists(path) && overlay.exists(Path::new("a/b")));
        assert!(!overlay.exists(Path::new("a/bc")));
        assert_eq!(overlay.list(Path::new("a")), [PathBuf::from("a/b")]);
        assert!(overlay.read(Path::new("a/d.js")).is_err());
    }
}

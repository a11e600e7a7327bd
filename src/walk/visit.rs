//! Finding files on all threads at once, in no order. Looks at names and kinds only, never at content.

use std::path::PathBuf;

use ignore::WalkState;

use super::{Above, Exclude, Roots, WalkError, builder, file_of, overlap, walk_error};

/// What was asked for besides folders.
#[derive(Debug)]
pub struct Visited {
    /// Files that were named, in the order of their names.
    pub named: Vec<PathBuf>,
    /// Paths that could not be looked at, as they were named.
    pub errors: Vec<WalkError>,
}

/// Shows what [`super::files`] would find in the folders among `paths`, each file once, to the visitors that `visitor`
/// makes, one for each of `threads` threads. `None`, and nothing is visited, where two of the paths may lead to one file.
pub fn visit<V>(
    paths: &[PathBuf],
    exclude: &Exclude,
    threads: usize,
    mut visitor: impl FnMut() -> V,
) -> Option<Visited>
where
    V: FnMut(Result<PathBuf, WalkError>) + Send,
{
    let Roots {
        folders,
        mut files,
        errors,
    } = Roots::of(paths);
    let roots = folders.iter().chain(&files);
    if overlap(roots.map(PathBuf::as_path)) {
        return None;
    }
    if let Some((first, others)) = folders.split_first() {
        let mut builder = builder(first, exclude, Above::Heard);
        for other in others {
            builder.add(other);
        }
        builder.threads(threads).build_parallel().run(|| {
            let mut visit = visitor();
            Box::new(move |entry| {
                match entry {
                    Ok(entry) => {
                        if let Some(file) = file_of(&entry) {
                            visit(Ok(file));
                        }
                    }
                    Err(error) => visit(Err(walk_error(first, &error))),
                }
                WalkState::Continue
            })
        });
    }
    files.sort_by_cached_key(|file| super::sort_key(file));
    Some(Visited {
        named: files,
        errors,
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::{Arc, Mutex};

    use super::super::{Found, Kind, files, sort_key};
    use super::*;

    #[test]
    fn finds_what_a_walk_in_order_finds() {
        let folder = tempfile::tempdir().unwrap();
        for file in [
            "a/x.ts",
            "a/b/y.py",
            "a/c.md",
            "b/x.js",
            "dist/x.ts",
            "c.ts",
            "d/e/f.ts",
            "d/g.ts",
        ] {
            let path = folder.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        std::fs::write(folder.path().join(".gitignore"), "dist/\n").unwrap();
        let exclude: Exclude = Arc::new(|path, kind| kind == Kind::Folder && path.ends_with("e"));
        let paths = ["d", "a", "c.ts", "b", "gone"].map(|path| folder.path().join(path));
        for paths in [&paths[..], &[folder.path().to_owned()]] {
            let seen = Mutex::new(Vec::new());
            let visitor = || |file| seen.lock().unwrap().push(file);
            let visited = visit(paths, &exclude, 2, visitor).unwrap();
            let mut found = Found::of(seen.into_inner().unwrap());
            found.files.extend(visited.named);
            found.files.sort_by_cached_key(|file| sort_key(file));
            found.errors.extend(visited.errors);
            let in_order = Found::of(files(paths, &exclude));
            assert_eq!(found.files, in_order.files);
            assert_eq!(found.errors, in_order.errors);
        }
    }

    #[test]
    fn nothing_is_visited_where_a_file_would_be_seen_twice() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.ts"), "").unwrap();
        let paths = ["", "a.ts"].map(|path| folder.path().join(path));
        let nothing: Exclude = Arc::new(|_: &Path, _| false);
        let visitor = || |_| panic!("visited");
        assert!(visit(&paths, &nothing, 1, visitor).is_none());
    }
}

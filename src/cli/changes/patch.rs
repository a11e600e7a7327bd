//! Reading a patch without context, as git prints it: which lines of which files are new. Runs nothing.

use std::ops::Range;
use std::path::PathBuf;

use super::git::path_of;
use crate::engine::SUPPRESSION_MARKER;

/// A file with lines that were changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ChangedFile {
    /// From the top of the work tree.
    pub(super) path: PathBuf,
    /// Which lines.
    pub(super) lines: Lines,
}

/// Lines of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Lines {
    /// Every one.
    All,
    /// Those of these numbers, from 0.
    Some(Vec<Range<usize>>),
}

/// The files of which a patch changes lines, but for links and what is no file.
///
/// Lines that were only taken out have no number. Where one of them suppressed findings, what it covered counts: the line
/// below, or the whole file.
pub(super) fn changed_files(patch: &[u8]) -> Vec<ChangedFile> {
    let mut files = Vec::new();
    let mut file = Header::default();
    // How many lines of the hunk are still to come, so that a line of it is never taken for a header.
    let (mut removed, mut added) = (0, 0);
    let mut below = 0;
    for line in patch.split_inclusive(|&byte| byte == b'\n') {
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        if removed + added > 0 {
            match line.first() {
                Some(b'-') => {
                    removed -= 1;
                    file.uncover(line, below);
                }
                Some(b'+') => added -= 1,
                // `\ No newline at end of file`
                _ => {}
            }
        } else if let Some(hunk) = line.strip_prefix(b"@@ -") {
            let Some((old, new)) = hunk_ranges(hunk) else {
                continue;
            };
            (removed, added) = (old.len(), new.len());
            below = new.end;
            file.lines.extend((!new.is_empty()).then_some(new));
        } else if line.starts_with(b"diff --git ") {
            files.extend(std::mem::take(&mut file).close());
        } else if let Some(name) = line.strip_prefix(b"+++ ") {
            file.path = name_in_header(name);
        } else if let Some(mode) = mode(line) {
            file.is_regular = mode.starts_with(b"100");
        }
    }
    files.extend(file.close());
    files
}

#[derive(Debug)]
struct Header {
    path: Option<PathBuf>,
    is_regular: bool,
    lines: Vec<Range<usize>>,
    covers_all: bool,
}

impl Default for Header {
    fn default() -> Self {
        Self {
            path: None,
            is_regular: true,
            lines: Vec::new(),
            covers_all: false,
        }
    }
}

impl Header {
    /// Takes note of a line that is gone.
    fn uncover(&mut self, line: &[u8], below: usize) {
        let Some(at) = memchr::memmem::find(line, SUPPRESSION_MARKER.as_bytes()) else {
            return;
        };
        match line[at + SUPPRESSION_MARKER.len()..].starts_with(b"-file") {
            true => self.covers_all = true,
            false => self.lines.push(below..below + 1),
        }
    }

    fn close(self) -> Option<ChangedFile> {
        let lines = match (self.covers_all, self.lines.is_empty()) {
            (true, _) => Lines::All,
            (false, true) => return None,
            (false, false) => Lines::Some(self.lines),
        };
        let path = self.path.filter(|_| self.is_regular)?;
        Some(ChangedFile { path, lines })
    }
}

/// The mode that a line of the header says the new file has.
fn mode(line: &[u8]) -> Option<&[u8]> {
    let said = [b"new file mode ".as_slice(), b"new mode "];
    said.iter()
        .find_map(|said| line.strip_prefix(*said))
        .or_else(|| {
            // `index 3e75765..2858bc0 100644`, of a file whose mode is the old one
            let index = line.strip_prefix(b"index ")?;
            let space = memchr::memchr(b' ', index)?;
            Some(&index[space + 1..])
        })
}

/// The lines, from 0, of `3,4 +5,6 @@ …`.
fn hunk_ranges(hunk: &[u8]) -> Option<(Range<usize>, Range<usize>)> {
    let hunk = String::from_utf8_lossy(hunk);
    let mut words = hunk.split(' ');
    let range = |word: &str| -> Option<Range<usize>> {
        let (start, count) = word.split_once(',').unwrap_or((word, "1"));
        let (start, count): (usize, usize) = (start.parse().ok()?, count.parse().ok()?);
        // Of no lines, git names the one above.
        let first = match count {
            0 => start,
            _ => start.checked_sub(1)?,
        };
        Some(first..first.checked_add(count)?)
    };
    let old = range(words.next()?)?;
    let new = range(words.next()?.strip_prefix('+')?)?;
    Some((old, new))
}

/// The name behind `+++ `; `None` for a file that is gone.
fn name_in_header(name: &[u8]) -> Option<PathBuf> {
    // Behind a name with a space git puts a tab, which stands in no name as it is.
    let name = name.strip_suffix(b"\t").unwrap_or(name);
    let name = match name.strip_prefix(b"\"") {
        Some(quoted) => unquoted(quoted.strip_suffix(b"\"")?)?,
        None => name.to_owned(),
    };
    Some(path_of(name.strip_prefix(b"b/")?))
}

/// What git wrote as C would write a text.
fn unquoted(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        let (&escaped, after) = rest.split_first()?;
        rest = after;
        out.push(match escaped {
            b'a' => 7,
            b'b' => 8,
            b't' => b'\t',
            b'n' => b'\n',
            b'v' => 11,
            b'f' => 12,
            b'r' => b'\r',
            b'0'..=b'3' => {
                let (digits, after) = rest.split_at_checked(2)?;
                rest = after;
                let octal = [escaped, digits[0], digits[1]];
                u8::from_str_radix(std::str::from_utf8(&octal).ok()?, 8).ok()?
            }
            other => other,
        });
    }
    Some(out)
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init, reason = "a range of lines is meant")]
mod tests {
    use super::*;

    fn files(patch: &str) -> Vec<(String, Lines)> {
        let files = changed_files(patch.as_bytes()).into_iter();
        files
            .map(|file| (file.path.to_string_lossy().into_owned(), file.lines))
            .collect()
    }

    fn one(hunks: &str) -> Option<Lines> {
        let patch = format!("diff --git a/x.ts b/x.ts\n--- a/x.ts\n+++ b/x.ts\n{hunks}");
        let mut files = files(&patch);
        files.pop().map(|(_, lines)| lines)
    }

    #[test]
    fn names_are_read_however_they_are_written() {
        let patch = "\
diff --git a/ren.ts b/lib.ts\nsimilarity index 73%\nrename from ren.ts\nrename to lib.ts\nindex 535..982 100644\n\
--- a/ren.ts\n+++ b/lib.ts\n@@ -4 +4 @@\n-4\n+four\n\
diff --git \"a/t\\tab\\\".ts\" \"b/t\\tab\\\".ts\"\nindex 587..b77 100644\n--- \"a/t\\tab\\\".ts\"\n\
+++ \"b/t\\t \\303\\244\\\".ts\"\t\n@@ -1,0 +2 @@ x\n+y\n\
diff --git a/with space.ts b/with space.ts\n--- a/with space.ts\t\n+++ b/with space.ts\t\n@@ -2,2 +2,3 @@ a\n-b\n-b\n+B\n+B\n+B\n";
        let lines = |range: Range<usize>| Lines::Some(vec![range]);
        assert_eq!(
            files(patch),
            [
                ("lib.ts".to_owned(), lines(3..4)),
                ("t\t ä\".ts".to_owned(), lines(1..2)),
                ("with space.ts".to_owned(), lines(1..4)),
            ]
        );
    }

    #[test]
    fn links_and_what_is_gone_or_only_renamed_are_left_out() {
        let patch = "\
diff --git a/l.ts b/l.ts\nnew file mode 120000\nindex 000..285\n--- /dev/null\n+++ b/l.ts\n@@ -0,0 +1 @@\n+i.ts\n\
\\ No newline at end of file\n\
diff --git a/m.ts b/m.ts\nindex 000..285 160000\n--- a/m.ts\n+++ b/m.ts\n@@ -1 +1 @@\n-x\n+y\n\
diff --git a/gone.ts b/gone.ts\ndeleted file mode 100644\nindex 285..000\n--- a/gone.ts\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n\
diff --git a/a.ts b/b.ts\nsimilarity index 100%\nrename from a.ts\nrename to b.ts\n\
diff --git a/touched.ts b/touched.ts\n";
        assert_eq!(files(patch), []);
    }

    #[test]
    fn lines_of_a_hunk_are_no_headers() {
        let hunks = "@@ -1,2 +1,2 @@\n--- a/no\n-@@ -9 +9 @@\n+++ b/no\n+diff --git a/no b/no\n";
        assert_eq!(one(hunks), Some(Lines::Some(vec![0..2])));
    }

    #[test]
    fn what_is_taken_out_counts_where_it_suppressed_something() {
        assert_eq!(one("@@ -3,2 +2,0 @@\n-a\n-b\n"), None);
        let line = "@@ -3 +2,0 @@\n-// iacfix-ignore some-id\n";
        assert_eq!(one(line), Some(Lines::Some(vec![2..3])));
        let file = "@@ -1 +0,0 @@\n-# iacfix-ignore-file\n";
        assert_eq!(one(file), Some(Lines::All));
    }

    #[test]
    fn no_bytes_are_too_bad() {
        for patch in [
            "@@ -",
            "@@ -1 +99999999999999999999 @@\n",
            "@@ -1,5 +1,5 @@\n",
            "+++ \"b/\\",
            "+++ \"b/\\30\"\n@@ -0,0 +1 @@\n+x\n",
            "@@ -1 +0 @@\n",
        ] {
            assert_eq!(files(patch), []);
        }
    }
}

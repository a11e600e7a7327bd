//! Diffs between two texts, for people and for `git apply`.

use similar::{ChangeTag, DiffOp, TextDiff};

/// What a line of a diff says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiffLineKind {
    /// In both texts.
    Context,
    /// Only in the old text.
    Removed,
    /// Only in the new text.
    Added,
}

/// One line of a hunk, with its line ending if it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiffLine {
    /// What the line says.
    pub kind: DiffLineKind,
    /// Its text, line ending included.
    pub text: String,
}

/// A run of changed lines with what surrounds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiffHunk {
    /// First line in the old text, from 1.
    pub old_line: usize,
    /// First line in the new text, from 1.
    pub new_line: usize,
    /// The lines, top down.
    pub lines: Vec<DiffLine>,
}

/// The hunks between two texts, each with up to `context` unchanged lines around it. Empty where the texts are equal.
pub fn diff_hunks(old: &str, new: &str, context: usize) -> Vec<DiffHunk> {
    let (old_lines, new_lines) = (lines(old), lines(new));
    let diff = TextDiff::from_slices(&old_lines, &new_lines);
    diff.grouped_ops(context)
        .iter()
        .map(|ops| {
            let start = |side: fn(&DiffOp) -> usize| ops.first().map_or(0, side) + 1;
            DiffHunk {
                old_line: start(|op| op.old_range().start),
                new_line: start(|op| op.new_range().start),
                lines: ops
                    .iter()
                    .flat_map(|op| diff.iter_changes(op))
                    .map(|change| DiffLine {
                        kind: match change.tag() {
                            ChangeTag::Equal => DiffLineKind::Context,
                            ChangeTag::Delete => DiffLineKind::Removed,
                            ChangeTag::Insert => DiffLineKind::Added,
                        },
                        text: change.value().to_owned(),
                    })
                    .collect(),
            }
        })
        .collect()
}

/// A patch that `git apply` and `patch -p1` take. `path` uses `/`, is relative to where the patch is applied, and may hold
/// any bytes; an `old` of `None` creates the file. Empty where nothing changed, and for a new file without text, of which
/// such a patch cannot speak.
///
/// There is no line `diff --git`: below one, git reads names from the root of the repository and skips, without an error,
/// what is not there when it runs in a folder of it. Without one, names are those of the current folder, as for `patch`.
pub fn unified_diff(path: impl AsRef<[u8]>, old: Option<&str>, new: &str) -> String {
    let path = path.as_ref();
    if old.unwrap_or_default() == new {
        return String::new();
    }
    let mut out = match old {
        Some(_) => format!("--- {}\n", header_name("a/", path)),
        None => "--- /dev/null\n".to_owned(),
    };
    out.push_str(&format!("+++ {}\n", header_name("b/", path)));
    for hunk in diff_hunks(old.unwrap_or_default(), new, 3) {
        let count = |kind| hunk.lines.iter().filter(|line| line.kind != kind).count();
        let (old_count, new_count) = (count(DiffLineKind::Added), count(DiffLineKind::Removed));
        out.push_str(&format!(
            "@@ -{} +{} @@\n",
            range(hunk.old_line, old_count),
            range(hunk.new_line, new_count)
        ));
        for line in &hunk.lines {
            out.push(match line.kind {
                DiffLineKind::Context => ' ',
                DiffLineKind::Removed => '-',
                DiffLineKind::Added => '+',
            });
            out.push_str(&line.text);
            if !line.text.ends_with('\n') {
                out.push_str("\n\\ No newline at end of file\n");
            }
        }
    }
    out
}

/// Splits after each LF only, as git does: a lone CR is a character of its line.
fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

fn range(start: usize, count: usize) -> String {
    match count {
        0 => format!("{},0", start - 1),
        1 => start.to_string(),
        _ => format!("{start},{count}"),
    }
}

/// The name in a `---`/`+++` line: a tab closes a name that holds a space, as git writes it, so that all of it is read.
fn header_name(prefix: &str, path: &[u8]) -> String {
    match plain(path) {
        Some(name) if name.contains(' ') => format!("{prefix}{name}\t"),
        Some(name) => format!("{prefix}{name}"),
        None => quoted(prefix, path),
    }
}

/// A name that may stand as it is: a text without control characters, quotes or backslashes.
fn plain(path: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(path).ok()?;
    path.iter().all(|&byte| is_plain(byte)).then_some(text)
}

fn is_plain(byte: u8) -> bool {
    byte >= 0x20 && byte != 0x7f && byte != b'"' && byte != b'\\'
}

/// Git's C-style quoting, which GNU patch reads, too.
fn quoted(prefix: &str, path: &[u8]) -> String {
    let mut out = format!("\"{prefix}");
    for &byte in path {
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\t' => out.push_str("\\t"),
            byte if is_plain(byte) && byte.is_ascii() => out.push(char::from(byte)),
            byte => out.push_str(&format!("\\{byte:03o}")),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_says_where_a_final_newline_is_missing() {
        assert_eq!(
            unified_diff("a.ts", Some("x\ny"), "x\nz\n"),
            "--- a/a.ts\n+++ b/a.ts\n@@ -1,2 +1,2 @@\n x\n-y\n\\ No newline at end of file\n+z\n"
        );
    }

    #[test]
    fn a_new_file_comes_from_nowhere() {
        assert_eq!(
            unified_diff("ä b.ts", None, "x\n"),
            "--- /dev/null\n+++ b/ä b.ts\t\n@@ -0,0 +1 @@\n+x\n"
        );
    }

    #[test]
    fn a_name_that_would_break_its_line_is_quoted() {
        let patch = unified_diff("a \"b\"\n\u{e4}.ts", Some("x\n"), "y\n");
        assert!(
            patch.starts_with("--- \"a/a \\\"b\\\"\\n\\303\\244.ts\"\n"),
            "{patch}"
        );
        let patch = unified_diff(b"latin \xe4.ts", Some("x\n"), "y\n");
        assert!(patch.starts_with("--- \"a/latin \\344.ts\"\n"), "{patch}");
    }

    #[test]
    fn equal_texts_have_no_diff() {
        assert_eq!(unified_diff("a", Some("x"), "x"), "");
        assert!(diff_hunks("x", "x", 3).is_empty());
    }
}

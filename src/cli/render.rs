//! Findings, diffs and summaries as text for people. Colours are always written; the stream takes them away where they
//! are not wanted.

use std::collections::HashSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use anstyle::{AnsiColor, Style};

use super::diff_text::diff;
use super::diff_view;
use super::layout::Layout;
use super::tally::Tally;
use crate::codemod::Finding;
use crate::fix::{Applicability, Fix};
use crate::source::Source;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const ID: Style = AnsiColor::Magenta.on_default();
const HELP: Style = AnsiColor::Cyan.on_default().bold();
const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const QUESTION: Style = AnsiColor::Blue.on_default().bold();
const SAFE: Style = AnsiColor::Green.on_default();
const UNSAFE: Style = AnsiColor::Yellow.on_default();
const NO_FIX: Style = AnsiColor::Red.on_default();

/// Gives the text of another file that a fix touches; `None` where it cannot be read.
pub type TextOf<'a> = &'a dyn Fn(&Path) -> Option<String>;

/// Whether the diff of a fix is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FixDiff {
    /// It is.
    Shown,
    /// Another finding of the file has the same fix, and it was shown there.
    AsAbove,
}

/// Remembers the fixes of a file that were shown.
#[derive(Debug, Default)]
pub struct ShownFixes<'f>(HashSet<&'f Fix>);

impl<'f> ShownFixes<'f> {
    /// Whether the fix of `finding`, which is shown now, is to be shown with it.
    pub fn diff_of(&mut self, finding: &'f Finding) -> FixDiff {
        match &finding.fix {
            Some(fix) if !self.0.insert(fix) => FixDiff::AsAbove,
            _ => FixDiff::Shown,
        }
    }
}

/// A finding: where, what, what to do, and the diff of its fix.
pub fn finding(
    finding: &Finding,
    source: &Source,
    text_of: TextOf<'_>,
    layout: Layout,
    fix_diff: FixDiff,
) -> String {
    let place = source.place(finding.span.start);
    let (style, tier) = match finding.applicability() {
        Some(Applicability::Safe) => (SAFE, "safe fix"),
        Some(Applicability::Unsafe) => (UNSAFE, "unsafe fix"),
        Some(Applicability::DisplayOnly) => (NO_FIX, "fix shown only"),
        None => (NO_FIX, "no fix"),
    };
    let mut out = format!(
        "{BOLD}{path}:{line}:{column}{BOLD:#}  {ID}{id}{ID:#}  {style}{tier}{style:#}\n  {message}\n  {HELP}help:{HELP:#} {help}\n",
        path = path(source.path()),
        line = place.line,
        column = place.column,
        id = finding.codemod,
        message = layout.wrapped(2, &visible(&finding.message)),
        help = layout.wrapped(8, &visible(&finding.help)),
    );
    match fix_diff {
        FixDiff::Shown => out.push_str(&self::fix_diff(finding, source, text_of, layout)),
        FixDiff::AsAbove => push(&mut out, format_args!("  {DIM}same fix as above{DIM:#}\n")),
    }
    out
}

/// The diff of a finding's fix, file by file; empty without a fix.
fn fix_diff(finding: &Finding, source: &Source, text_of: TextOf<'_>, layout: Layout) -> String {
    let mut out = String::new();
    let Some(fix) = &finding.fix else { return out };
    for (file, edits) in &fix.edits {
        if file == source.path() {
            out.push_str(&diff(&diff_view::view(source.text(), edits), layout));
            continue;
        }
        push(&mut out, format_args!("  {DIM}in{DIM:#} {}\n", path(file)));
        if let Some(text) = text_of(file) {
            out.push_str(&diff(&diff_view::view(&text, edits), layout));
        }
    }
    for (file, text) in &fix.new_files {
        push(
            &mut out,
            format_args!("  {DIM}in the new file{DIM:#} {}\n", path(file)),
        );
        out.push_str(&diff(&diff_view::view_of_new_file(text), layout));
    }
    out
}

/// A line about something that went wrong.
pub fn error(message: &str) -> String {
    format!("{ERROR}error:{ERROR:#} {}\n", visible(message))
}

/// A line about something that may not be as expected.
pub fn warning(message: &str) -> String {
    format!("{WARNING}warning:{WARNING:#} {}\n", visible(message))
}

/// A question, with room for the answer behind it.
pub fn question(text: &str) -> String {
    format!("{QUESTION}{text}{QUESTION:#} ")
}

/// Stands below a fix that is to be thought about.
pub fn unsafe_note() -> String {
    format!("  {WARNING}unsafe:{WARNING:#} this may change what is deployed\n")
}

/// What a run came to, in one or two sentences.
pub fn summary(tally: &Tally) -> String {
    let mut out = String::new();
    if tally.fixed > 0 {
        push(
            &mut out,
            format_args!(
                "{BOLD}Fixed {} in {}.{BOLD:#} ",
                count(tally.fixed, "finding", "findings"),
                count(tally.files_fixed, "file", "files")
            ),
        );
    }
    if tally.suppressed > 0 {
        push(
            &mut out,
            format_args!(
                "{BOLD}Suppressed {}.{BOLD:#} ",
                count(tally.suppressed, "finding", "findings"),
            ),
        );
    }
    let known = match tally.known {
        0 => String::new(),
        known => format!(
            " {} not shown.",
            count(known, "known finding is", "known findings are")
        ),
    };
    let left = tally.findings();
    let checked = count(tally.files, "file", "files");
    if left == 0 {
        let nothing = match (tally.fixed + tally.suppressed, tally.known) {
            (0, 0) => "No findings",
            (0, _) => "No new findings",
            (_, 0) => "Nothing is left",
            _ => "Nothing new is left",
        };
        push(&mut out, format_args!("{nothing} in {checked}.{known}\n"));
        return out;
    }
    let (safe, unsafe_) = (tally.safe(), tally.unsafe_());
    let fixable = match (safe, unsafe_) {
        (0, 0) => "none can be fixed automatically".to_owned(),
        (safe, 0) => format!("{safe} fixable with --fix"),
        (0, unsafe_) => format!("{unsafe_} fixable with --fix --unsafe-fixes"),
        (safe, unsafe_) => {
            format!("{safe} fixable with --fix, {unsafe_} more with --unsafe-fixes")
        }
    };
    let what = match tally.fixed + tally.suppressed {
        0 => count(left, "finding", "findings"),
        _ => count(left, "finding left", "findings left"),
    };
    push(
        &mut out,
        format_args!(
            "{BOLD}{what} in {}{BOLD:#} ({checked} checked); {fixable}.{known}\n",
            count(tally.files_with_findings, "file", "files"),
        ),
    );
    out
}

/// Says that there is nothing to check under `paths`.
pub fn nothing_to_check(paths: &[PathBuf]) -> String {
    let paths: Vec<String> = paths.iter().map(|folder| path(folder)).collect();
    warning(&format!(
        "no TypeScript, JavaScript or Python file was found under {}; hidden, excluded and git-ignored files are left out",
        paths.join(", ")
    ))
}

/// The findings counted by codemod, the most frequent first.
pub fn statistics(tally: &Tally) -> String {
    let mut rows: Vec<_> = tally.by_codemod.iter().collect();
    rows.sort_by_key(|(id, counts)| (std::cmp::Reverse(counts.findings), **id));
    let most = rows.first().map_or(0, |(_, counts)| counts.findings);
    let width = most.to_string().len();
    let mut out = String::new();
    for (id, counts) in rows {
        let without = counts.findings - counts.safe - counts.unsafe_;
        let parts: Vec<String> = [
            (counts.safe, "safe"),
            (counts.unsafe_, "unsafe"),
            (without, "without a fix to apply"),
        ]
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| format!("{number} {what}"))
        .collect();
        push(
            &mut out,
            format_args!(
                "{BOLD}{:>width$}{BOLD:#}  {ID}{id}{ID:#}  {DIM}({}){DIM:#}\n",
                counts.findings,
                parts.join(", ")
            ),
        );
    }
    out
}

/// "1 file", "2 files".
pub fn count(number: usize, one: &str, many: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        _ => format!("{number} {many}"),
    }
}

/// A path for people.
pub fn path(path: &Path) -> String {
    visible(&path.to_string_lossy())
}

/// The text on one line, with nothing in it that a terminal would act upon.
pub fn visible(text: &str) -> String {
    let shown = |character| match character {
        '\t' => '\t',
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or(' '),
        '\u{7f}' => '␡',
        // These reorder what is read: "Trojan source".
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        character => character,
    };
    text.chars().map(shown).collect()
}

fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a `String` cannot fail.
    let _ = out.write_fmt(text);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fix::{Edit, Edits, Fix};
    use crate::source::Span;
    use anstream::adapter::strip_str;

    fn example(text: &str, edits: Edits) -> String {
        let source = Source::new("lib/a.ts", text);
        let found = Finding {
            codemod: "tidy-up",
            group: None,
            span: edits.span().unwrap_or_default(),
            message: "this is not tidy".to_owned(),
            help: "tidy it".to_owned(),
            fix: Some(Fix::in_file("lib/a.ts", "Tidy", Applicability::Safe, edits)),
        };
        strip_str(&finding(
            &found,
            &source,
            &|_| None,
            Layout::Unbroken,
            FixDiff::Shown,
        ))
        .to_string()
    }

    #[test]
    fn a_finding_reads_from_place_to_diff() {
        let edits = Edits::new([Edit::replace(Span::new(2, 3), "B")]).unwrap();
        assert_eq!(
            example("a\nb\nc\n", edits),
            "\
lib/a.ts:2:1  tidy-up  safe fix
  this is not tidy
  help: tidy it
    1   1 |   a
    2     | - b
        2 | + B
    3   3 |   c
"
        );
    }

    #[test]
    fn line_endings_are_shown_where_they_change() {
        let edits = Edits::new([Edit::remove(Span::new(1, 2))]).unwrap();
        let shown = example("a\r\nb\r\n", edits);
        assert!(shown.contains("| - a␍\n"), "{shown}");
        assert!(shown.contains("|   b\n"), "{shown}");
        for (span, text) in [
            (Span::new(0, 1), "A"),
            (Span::new(0, 3), ""),
            (Span::new(3, 3), "c\r\n"),
        ] {
            let edits = Edits::new([Edit::replace(span, text)]).unwrap();
            assert!(!example("a\r\nb\r\n", edits).contains('␍'), "{text:?}");
        }
    }

    #[test]
    fn nothing_reaches_the_terminal_as_a_command() {
        assert_eq!(visible("a\u{1b}[31m\r\u{202e}b"), "a␛[31m␍\u{fffd}b");
    }

    #[test]
    fn the_summary_has_its_numbers_right() {
        let mut tally = Tally {
            files: 12,
            ..Tally::default()
        };
        let text = |tally: &Tally| strip_str(&summary(tally)).to_string();
        assert_eq!(text(&tally), "No findings in 12 files.\n");
        tally.fixed = 1;
        tally.files_fixed = 1;
        assert_eq!(
            text(&tally),
            "Fixed 1 finding in 1 file. Nothing is left in 12 files.\n"
        );
        tally = Tally {
            files: 1,
            files_with_findings: 1,
            ..Tally::default()
        };
        tally.add("tidy-up", Some(Applicability::Safe));
        tally.add("tidy-up", Some(Applicability::Unsafe));
        tally.add("tidy-up", None);
        assert_eq!(
            text(&tally),
            "3 findings in 1 file (1 file checked); 1 fixable with --fix, 1 more with --unsafe-fixes.\n"
        );
        tally.fixed = 1;
        tally.files_fixed = 1;
        assert_eq!(
            text(&tally),
            "Fixed 1 finding in 1 file. 3 findings left in 1 file (1 file checked); 1 fixable with --fix, 1 more with --unsafe-fixes.\n"
        );
    }
}

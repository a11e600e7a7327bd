//! Diffs as text: line numbers, colours, the changed part of a line emphasised, and of a long line the part that matters.

use std::iter;
use std::ops::Range;

use anstyle::{AnsiColor, Style};

use super::diff_view::{DiffView, LineEndings};
use super::layout::{Layout, char_width, width};
use super::render::{count, visible};
use crate::fix::{DiffHunk, DiffLine, DiffLineKind};

const DIM: Style = Style::new().dimmed();
const BOLD: Style = Style::new().bold();
const REMOVED: Style = AnsiColor::Red.on_default();
const ADDED: Style = AnsiColor::Green.on_default();
const PLACE: Style = AnsiColor::Cyan.on_default();

/// Emphasis and windows grow to whole words of up to so many characters.
const LONGEST_WORD: usize = 24;

/// A diff with the line numbers of both texts.
pub fn diff(view: &DiffView, layout: Layout) -> String {
    let mut out = String::new();
    let last = view
        .hunks
        .iter()
        .map(|hunk| hunk.old_line.max(hunk.new_line) + hunk.lines.len())
        .max();
    let digits = last.unwrap_or_default().to_string().len().max(3);
    let printer = Printer {
        digits,
        // Two numbers, the spaces around them, the bar and the sign.
        columns: layout.diff_columns().saturating_sub(2 * digits + 8),
        line_endings: view.line_endings,
    };
    for (index, hunk) in view.hunks.iter().enumerate() {
        if index > 0 {
            out.push_str(&format!("  {DIM}{:>digits$} ...{DIM:#}\n", ""));
        }
        printer.push_hunk(&mut out, hunk);
    }
    if view.hidden > 0 {
        let lines = count(view.hidden, "more line", "more lines");
        out.push_str(&format!("  {DIM}… and {lines}{DIM:#}\n"));
    }
    out
}

/// A patch, coloured as git does it.
pub fn coloured_patch(patch: &str) -> String {
    let mut out = String::new();
    // How many lines of the hunk are still to come, so that a removed `-- x` is not taken for a header.
    let (mut old, mut new) = (0, 0);
    for line in patch.split_inclusive('\n') {
        let style = match line.as_bytes().first() {
            Some(b'@') if (old, new) == (0, 0) => {
                (old, new) = line_counts(line);
                PLACE
            }
            Some(b'\\') => Style::new(),
            _ if (old, new) == (0, 0) => BOLD,
            Some(b'-') => {
                old -= 1;
                REMOVED
            }
            Some(b'+') => {
                new -= 1;
                ADDED
            }
            _ => {
                (old, new) = (old - 1, new - 1);
                Style::new()
            }
        };
        let text = line.trim_end_matches(['\r', '\n']);
        out.push_str(&format!("{style}{text}{style:#}{}", &line[text.len()..]));
    }
    out
}

/// The numbers of lines in `@@ -3,4 +5,6 @@`.
fn line_counts(header: &str) -> (i64, i64) {
    let mut counts = header.split(' ').skip(1).map(|range| {
        let count = range.split_once(',').map_or("1", |(_, count)| count);
        count.parse().unwrap_or_default()
    });
    let mut next = || counts.next().unwrap_or_default();
    (next(), next())
}

struct Printer {
    digits: usize,
    columns: usize,
    line_endings: LineEndings,
}

/// A line without its ending, and the part of it that is not as in its counterpart.
#[derive(Clone, Debug)]
struct Line<'a> {
    text: &'a str,
    changed: Range<usize>,
}

impl Printer {
    fn push_hunk(&self, out: &mut String, hunk: &DiffHunk) {
        let (mut old, mut new) = (hunk.old_line, hunk.new_line);
        let mut rest = hunk.lines.as_slice();
        while let Some(first) = rest.first() {
            if first.kind == DiffLineKind::Context {
                let shown = self.cut(content(first), 0);
                let text = match shown.is_empty() {
                    true => String::new(),
                    false => format!("   {}", visible(&shown)),
                };
                self.push_line(out, Some(old), Some(new), &text);
                (old, new) = (old + 1, new + 1);
                rest = &rest[1..];
                continue;
            }
            let length = |kind| move |line: &&DiffLine| line.kind == kind;
            let removed = rest
                .iter()
                .take_while(length(DiffLineKind::Removed))
                .count();
            let (removed, after) = rest.split_at(removed);
            let added = after.iter().take_while(length(DiffLineKind::Added)).count();
            let (added, after) = after.split_at(added);
            self.push_change(out, (removed, old), (added, new));
            (old, new) = (old + removed.len(), new + added.len());
            rest = after;
        }
    }

    /// Some removed lines, and what stands in their place.
    fn push_change(
        &self,
        out: &mut String,
        (removed, old): (&[DiffLine], usize),
        (added, new): (&[DiffLine], usize),
    ) {
        let is_pair = removed.len() == 1 && added.len() == 1;
        let shown = |line: &DiffLine, other: Option<&DiffLine>, sign, style: Style| {
            let text = content(line);
            let other = other.map_or(text, content);
            let ours = changed_part(text, other);
            let theirs = changed_part(other, text);
            // Both lines of a pair are shown from the same column on, so that they can be compared.
            let start = self.start(&ours).max(self.start(&theirs));
            let emphasised = match is_pair && text != other {
                true => ours.changed,
                false => 0..0,
            };
            let shown = self.cut(text, start);
            let body = emphasise(&shown, start, emphasised, style);
            let ending = match self.line_endings {
                LineEndings::Changed if line.text.ends_with("\r\n") => "␍",
                _ => "",
            };
            match body.is_empty() && ending.is_empty() {
                true => format!("{style} {sign}{style:#}"),
                false => format!("{style} {sign} {body}{ending}{style:#}"),
            }
        };
        for (index, line) in removed.iter().enumerate() {
            let text = shown(line, added.get(index), '-', REMOVED);
            self.push_line(out, Some(old + index), None, &text);
        }
        for (index, line) in added.iter().enumerate() {
            let text = shown(line, removed.get(index), '+', ADDED);
            self.push_line(out, None, Some(new + index), &text);
        }
    }

    fn push_line(&self, out: &mut String, old: Option<usize>, new: Option<usize>, text: &str) {
        let number = |line: Option<usize>| {
            let number = line.map(|line| line.to_string()).unwrap_or_default();
            format!("{number:>width$}", width = self.digits)
        };
        let numbers = format!("{} {}", number(old), number(new));
        out.push_str(&format!("  {DIM}{numbers} |{DIM:#}{text}\n"));
    }

    /// Where a line is to be shown from, in bytes, so that what is changed in it can be seen.
    fn start(&self, line: &Line<'_>) -> usize {
        let Line { text, changed } = line;
        if width(text) <= self.columns || width(&text[..changed.end]) < self.columns {
            return 0;
        }
        let room = self.columns.saturating_sub(width(&text[changed.clone()]));
        // In the middle; where there is no room for all of the change, its beginning.
        let mut before = match room {
            8.. => room / 2,
            _ => self.columns / 4,
        };
        let mut start = changed.start;
        for (at, character) in text[..changed.start].char_indices().rev() {
            let width = char_width(character);
            if width > before {
                break;
            }
            before -= width;
            start = at;
        }
        start
    }

    /// As much of `text` from `start` on as there is room for, with `…` where there is more.
    fn cut(&self, text: &str, start: usize) -> String {
        let start = start.min(text.len());
        let (lead, room) = match start {
            0 => ("", self.columns),
            _ => ("…", self.columns.saturating_sub(1)),
        };
        let rest = &text[start..];
        if width(rest) <= room {
            return format!("{lead}{rest}");
        }
        let mut used = 0;
        let fits = rest.char_indices().find(|(_, character)| {
            used += char_width(*character);
            used + 1 > room
        });
        let end = fits.map_or(rest.len(), |(at, _)| at);
        format!("{lead}{}…", &rest[..end])
    }
}

/// `shown`, which is a line from byte `start` on, with its changed part reversed.
fn emphasise(shown: &str, start: usize, changed: Range<usize>, style: Style) -> String {
    let lead = match start {
        0 => 0,
        _ => '…'.len_utf8(),
    };
    let end = match shown.ends_with('…') {
        true => shown.len() - '…'.len_utf8(),
        false => shown.len(),
    };
    let place = |at: usize| (at.max(start) - start + lead).min(end.max(lead));
    let (from, to) = (place(changed.start), place(changed.end));
    let nothing_else = shown[..from].trim().is_empty() && shown[to..].trim().is_empty();
    if from == to || nothing_else {
        return visible(shown);
    }
    let strong = style.invert();
    format!(
        "{}{strong}{}{strong:#}{style}{}",
        visible(&shown[..from]),
        visible(&shown[from..to]),
        visible(&shown[to..])
    )
}

fn content(line: &DiffLine) -> &str {
    let text = line.text.strip_suffix('\n').unwrap_or(&line.text);
    text.strip_suffix('\r').unwrap_or(text)
}

/// What of `text` is not in `other`, grown to whole words; nothing where they are equal.
fn changed_part<'a>(text: &'a str, other: &str) -> Line<'a> {
    let same = |ours: &str, theirs: &str| -> usize {
        let pairs = ours.chars().zip(theirs.chars());
        pairs
            .take_while(|(a, b)| a == b)
            .map(|(a, _)| a.len_utf8())
            .sum()
    };
    let before = same(text, other);
    let (ours, theirs) = (&text[before..], &other[before..]);
    let after: usize = iter::zip(ours.chars().rev(), theirs.chars().rev())
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a.len_utf8())
        .sum();
    let (mut start, mut end) = (before, text.len() - after);
    if text == other {
        return Line {
            text,
            changed: 0..0,
        };
    }
    // The first changed character may be in either line: `100` and `10`.
    let continues = |rest: &str| rest.chars().next().is_some_and(is_of_word);
    if continues(ours) || continues(theirs) {
        let word = text[..start]
            .chars()
            .rev()
            .take_while(|next| is_of_word(*next));
        let word: usize = word.take(LONGEST_WORD).map(char::len_utf8).sum();
        start -= word;
    }
    let ends = |head: &str| head.chars().next_back().is_some_and(is_of_word);
    if ends(&text[..end]) || ends(&other[..other.len() - after]) {
        let word = text[end..].chars().take_while(|next| is_of_word(*next));
        let word: usize = word.take(LONGEST_WORD).map(char::len_utf8).sum();
        end += word;
    }
    Line {
        text,
        changed: start..end,
    }
}

fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::diff_view::view;
    use crate::fix::{Edit, Edits};
    use crate::source::Span;
    use anstream::adapter::strip_str;

    fn shown(old: &str, from: &str, to: &str, layout: Layout) -> String {
        let at = old.find(from).unwrap();
        let edit = Edit::replace(Span::new(at, at + from.len()), to);
        diff(&view(old, &Edits::new([edit]).unwrap()), layout)
    }

    #[test]
    fn of_a_long_line_the_changed_part_is_shown() {
        let old = format!("{}max: 100,{}\n", "a;".repeat(5000), "b;".repeat(5000));
        let text = strip_str(&shown(&old, "100", "10", Layout::Unbroken)).to_string();
        let lines: Vec<&str> = text.lines().collect();
        assert!(
            lines[0].contains("| - …") && lines[0].contains(";max: 100,b;"),
            "{text}"
        );
        assert!(
            lines[1].contains("| + …") && lines[1].contains(";max: 10,b;"),
            "{text}"
        );
        assert!(lines.iter().all(|line| line.ends_with('…')), "{text}");
        assert!(lines.iter().all(|line| width(line) <= 200), "{text}");
        let narrow = strip_str(&shown(&old, "100", "10", Layout::Terminal(60))).to_string();
        assert!(narrow.lines().all(|line| width(line) <= 60), "{narrow}");
        assert!(narrow.contains("max: 10,"), "{narrow}");
    }

    #[test]
    fn a_window_never_splits_a_character() {
        let old = format!("{}x = 1{}", "日ä".repeat(300), "\t日".repeat(300));
        let text = shown(&old, "1", "2", Layout::Terminal(50));
        assert!(strip_str(&text).to_string().contains("x = 2"), "{text}");
    }

    #[test]
    fn what_differs_in_a_pair_is_emphasised_as_words() {
        let text = shown("  max: 100,\n", "100", "10", Layout::Unbroken);
        let strong = REMOVED.invert();
        assert!(
            text.contains(&format!("max: {strong}100{strong:#}")),
            "{text:?}"
        );
        let strong = ADDED.invert();
        assert!(
            text.contains(&format!("max: {strong}10{strong:#}")),
            "{text:?}"
        );
        // A line that is wholly another is emphasised by its sign alone.
        let text = shown("  max\n", "max", "least", Layout::Unbroken);
        assert!(!text.contains(&format!("{}", REMOVED.invert())), "{text:?}");
        let text = shown("a\nb\n", "a\nb", "c\nd", Layout::Unbroken);
        assert!(!text.contains(&format!("{}", REMOVED.invert())), "{text:?}");
    }

    #[test]
    fn a_coloured_patch_is_the_patch() {
        let patch = "--- a/x\n+++ b/x\n@@ -1,2 +1 @@\n--- a\n-b\r\n+++ c\n\\ No newline at end of file\n--- a/y\n+++ b/y\n@@ -0,0 +1 @@\n+x\n";
        let coloured = coloured_patch(patch);
        assert_eq!(
            strip_str(&coloured).to_string().replace('\r', ""),
            patch.replace('\r', "")
        );
        assert!(coloured.contains(&format!("{REMOVED}--- a{REMOVED:#}\n")));
        assert!(coloured.contains(&format!("{BOLD}--- a/y{BOLD:#}\n")));
    }
}

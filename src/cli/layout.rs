//! How wide text may be: as wide as the terminal, and unbroken where a program reads it.

use dialoguer::console::{Term, measure_text_width};

/// A terminal is taken to be at least so wide; below that, breaking lines helps nobody.
const NARROWEST: usize = 40;

/// Lines of a diff are cut here where there is no terminal: a minified file is one line.
const WIDEST_DIFF: usize = 200;

/// What a tab takes at most.
const TAB: usize = 8;

/// Who reads, and how many columns they see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A terminal of so many columns.
    Terminal(usize),
    /// A file or a program: one line each.
    Unbroken,
}

impl Layout {
    /// For what goes to standard output.
    pub fn of_stdout() -> Self {
        Self::of(&Term::stdout())
    }

    /// For what goes to standard error.
    pub fn of_stderr() -> Self {
        Self::of(&Term::stderr())
    }

    fn of(terminal: &Term) -> Self {
        let size = terminal
            .is_term()
            .then(|| terminal.size_checked())
            .flatten();
        match size {
            Some((_, columns)) => Layout::Terminal(usize::from(columns).max(NARROWEST)),
            None => Layout::Unbroken,
        }
    }

    /// How many columns a line of a diff may take, its numbers included.
    pub fn diff_columns(self) -> usize {
        match self {
            Layout::Terminal(columns) => columns,
            Layout::Unbroken => WIDEST_DIFF,
        }
    }

    /// Breaks `text`, which begins at column `indent`, between words; each further line is indented as far.
    pub fn wrapped(self, indent: usize, text: &str) -> String {
        let Layout::Terminal(columns) = self else {
            return text.to_owned();
        };
        let mut out = String::new();
        let mut column = indent;
        for word in text.split(' ') {
            let width = width(word);
            if column > indent && column + 1 + width > columns {
                out.push('\n');
                out.push_str(&" ".repeat(indent));
                column = indent;
            } else if column > indent {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += width;
        }
        out
    }
}

/// The columns that `text` takes; a tab counts as the most that it may take.
pub fn width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

/// The columns that one character takes.
pub fn char_width(character: char) -> usize {
    match character {
        '\t' => TAB,
        character if character.is_ascii() => 1,
        character => measure_text_width(character.encode_utf8(&mut [0; 4])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_on_a_terminal_only() {
        let text = "one two three four";
        assert_eq!(Layout::Unbroken.wrapped(2, text), text);
        assert_eq!(
            Layout::Terminal(10).wrapped(2, text),
            "one two\n  three\n  four"
        );
        assert_eq!(
            Layout::Terminal(10).wrapped(2, "of-many-letters"),
            "of-many-letters"
        );
    }

    #[test]
    fn wide_characters_count_as_they_are_shown() {
        assert_eq!((width("ab"), width("日本"), width("ä\t")), (2, 4, 9));
    }
}

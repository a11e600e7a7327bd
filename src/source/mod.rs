//! One file's text: its bytes, spans, places and detected style. Never parses, never does IO.

mod preferences;
mod span;
mod style;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

pub use preferences::{ArrowBrackets, Preferences};
pub use span::Span;
pub use style::{Indent, LineEnding, Quote, Semicolons, Style, TrailingCommas};

/// The text of one file, with the questions that can be asked of text alone.
#[derive(Debug)]
pub struct Source {
    path: PathBuf,
    text: String,
    line_starts: OnceLock<Vec<usize>>,
    preferences: Box<Preferences>,
    style: OnceLock<Box<Style>>,
}

/// Why bytes are not a text that iacfix reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotText {
    /// The byte at `offset` does not continue valid UTF-8; `line` counts from 1.
    NotUtf8 {
        /// Offset of the first offending byte.
        offset: usize,
        /// Its line, from 1.
        line: usize,
    },
    /// There is a NUL byte at `offset`, so the file is binary; `line` counts from 1.
    NulByte {
        /// Offset of the first NUL.
        offset: usize,
        /// Its line, from 1.
        line: usize,
    },
}

impl fmt::Display for NotText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotText::NotUtf8 { offset, line } => write!(
                f,
                "not UTF-8: line {line} holds an invalid byte (offset {offset}); save the file as UTF-8"
            ),
            NotText::NulByte { offset, line } => write!(
                f,
                "holds a NUL byte on line {line} (offset {offset}), so it is not source text; exclude it"
            ),
        }
    }
}

/// A position for people: both parts count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters (Unicode scalar values), from 1.
    pub column: usize,
}

impl Source {
    /// A source with the given text; `path` is only a name here and is never opened.
    pub fn new(path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            text: text.into(),
            line_starts: OnceLock::new(),
            preferences: Box::default(),
            style: OnceLock::new(),
        }
    }

    /// This, written as its project prefers where its text does not show how.
    pub fn preferring(self, preferences: Preferences) -> Self {
        Self {
            preferences: Box::new(preferences),
            style: OnceLock::new(),
            ..self
        }
    }

    /// Takes a file's bytes as text.
    ///
    /// # Errors
    /// [`NotText`] when the bytes are not UTF-8 or hold a NUL.
    pub fn from_bytes(path: impl Into<PathBuf>, bytes: Vec<u8>) -> Result<Self, NotText> {
        let line_of = |bytes: &[u8], offset: usize| {
            1 + bytes[..offset]
                .iter()
                .filter(|&&byte| byte == b'\n')
                .count()
        };
        match String::from_utf8(bytes) {
            Ok(text) => match memchr::memchr(0, text.as_bytes()) {
                Some(offset) => Err(NotText::NulByte {
                    offset,
                    line: line_of(text.as_bytes(), offset),
                }),
                None => Ok(Self::new(path, text)),
            },
            Err(error) => {
                let offset = error.utf8_error().valid_up_to();
                let line = line_of(error.as_bytes(), offset);
                Err(NotText::NotUtf8 { offset, line })
            }
        }
    }

    /// The path it was named with.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of `span`, or the empty string where the span is not one of this text's.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Where `span` ends without the white space at its end: a grammar may count the CR of a CRLF to a comment.
    pub fn visible_end(&self, span: Span) -> usize {
        span.start + self.slice(span).trim_end().len()
    }

    /// Line and column of the byte at `offset`. Lines end at LF, CRLF or a lone CR.
    pub fn place(&self, offset: usize) -> Place {
        let offset = offset.min(self.text.len());
        let starts = self.line_starts();
        let line = starts.partition_point(|&start| start <= offset) - 1;
        let before = self.text.get(starts[line]..offset).unwrap_or_default();
        let column = before.trim_start_matches('\u{feff}').chars().count() + 1;
        Place {
            line: line + 1,
            column,
        }
    }

    /// The span of line `line` (from 1) without its line ending, if there is such a line.
    pub fn line(&self, line: usize) -> Option<Span> {
        let starts = self.line_starts();
        let start = *starts.get(line.checked_sub(1)?)?;
        let end = starts.get(line).copied().unwrap_or(self.text.len());
        let text = self.text[start..end].trim_end_matches(['\n', '\r']);
        Some(Span::new(start, start + text.len()))
    }

    /// How many lines there are; a final newline does not start another.
    pub fn line_count(&self) -> usize {
        let starts = self.line_starts();
        match starts.last() {
            Some(&last) if last == self.text.len() && starts.len() > 1 => starts.len() - 1,
            _ => starts.len(),
        }
    }

    /// Start of the line that holds `offset`.
    pub fn line_start(&self, offset: usize) -> usize {
        let starts = self.line_starts();
        starts[starts.partition_point(|&start| start <= offset) - 1]
    }

    /// Offset of the line ending that closes the line of `offset`, or the end of the text.
    pub fn line_end(&self, offset: usize) -> usize {
        self.text[offset..]
            .find(['\n', '\r'])
            .map_or(self.text.len(), |at| offset + at)
    }

    /// Offset just past the line ending that closes the line of `offset`, or the end of the text.
    pub fn next_line_start(&self, offset: usize) -> usize {
        let starts = self.line_starts();
        starts
            .get(starts.partition_point(|&start| start <= offset))
            .copied()
            .unwrap_or(self.text.len())
    }

    /// The white space that starts the line of `offset`.
    pub fn indentation(&self, offset: usize) -> &str {
        let line = &self.text[self.line_start(offset)..self.line_end(offset)];
        &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
    }

    /// How the file is written, detected once.
    pub fn style(&self) -> &Style {
        self.style
            .get_or_init(|| Box::new(Style::detect(&self.text, &self.preferences)))
    }

    fn line_starts(&self) -> &[usize] {
        self.line_starts.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let mut starts = vec![0];
            for (at, &byte) in bytes.iter().enumerate() {
                let ends = byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
                if ends {
                    starts.push(at + 1);
                }
            }
            starts
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_of_every_ending_and_columns_in_characters() {
        let source = Source::new("a.ts", "\u{feff}ä\r\nb\rc\n");
        assert_eq!(source.place(5), Place { line: 1, column: 2 });
        assert_eq!(source.place(7), Place { line: 2, column: 1 });
        assert_eq!(source.place(9), Place { line: 3, column: 1 });
        assert_eq!(source.line_count(), 3);
        assert_eq!(source.slice(source.line(2).unwrap()), "b");
        assert!(source.line(0).is_none());
    }

    #[test]
    fn bytes_that_are_not_text_say_where() {
        assert_eq!(
            Source::from_bytes("a.ts", b"ok\n\xff".to_vec()).unwrap_err(),
            NotText::NotUtf8 { offset: 3, line: 2 }
        );
        assert_eq!(
            Source::from_bytes("a.ts", b"\0".to_vec()).unwrap_err(),
            NotText::NulByte { offset: 0, line: 1 }
        );
    }
}

//! How a file is written, read off its text alone.

/// How one level of nesting is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Indent {
    /// One tab a level.
    Tabs,
    /// This many spaces a level.
    Spaces(usize),
}

/// The quote character that the file prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quote {
    /// `'`
    Single,
    /// `"`
    Double,
}

impl Quote {
    /// The character itself.
    pub fn char(self) -> char {
        match self {
            Quote::Single => '\'',
            Quote::Double => '"',
        }
    }
}

/// The line ending that most lines have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineEnding {
    /// `\n`
    Lf,
    /// `\r\n`
    CrLf,
    /// A lone `\r`.
    Cr,
}

impl LineEnding {
    /// The characters themselves.
    pub fn as_str(self) -> &'static str {
        match self {
            LineEnding::Lf => "\n",
            LineEnding::CrLf => "\r\n",
            LineEnding::Cr => "\r",
        }
    }
}

/// What new code has to look like to fit in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Style {
    /// One level of nesting; `None` where no line is indented.
    pub indent: Option<Indent>,
    /// The preferred quote; `None` where there is no string.
    pub quote: Option<Quote>,
    /// Whether statements end with `;`, where a language leaves the choice.
    pub semicolons: Semicolons,
    /// Whether the last entry of a multi-line list is followed by a comma.
    pub trailing_commas: TrailingCommas,
    /// Whether the last argument of a multi-line call is followed by a comma.
    pub argument_commas: TrailingCommas,
    /// The line ending to write.
    pub line_ending: LineEnding,
}

/// Whether statements end with a semicolon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Semicolons {
    /// They do.
    Always,
    /// They don't.
    Never,
}

/// Whether multi-line lists end with a comma.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrailingCommas {
    /// They do.
    Always,
    /// They don't.
    Never,
}

impl Style {
    /// Reads the style off `text`. Lines that only look like code (inside a block comment or a long string) may be
    /// counted; the majority decides, so that they don't matter.
    pub fn detect(text: &str) -> Self {
        let mut tally = Tally::default();
        let mut previous_indent = 0usize;
        let mut previous_line = "";
        for line in text.split(['\n', '\r']) {
            let body = line.trim_start_matches([' ', '\t']);
            let code = body.trim_end();
            if code.is_empty() || code.starts_with('*') {
                continue;
            }
            let lead = &line[..line.len() - body.len()];
            tally.indent(lead, &mut previous_indent);
            if code.starts_with("//") || code.starts_with('#') || code.starts_with("/*") {
                continue;
            }
            tally.quotes(code);
            tally.semicolons(code);
            if code.starts_with(['}', ']']) {
                tally.trailing_comma(previous_line);
            } else if code.starts_with(')') {
                tally.argument_comma(previous_line);
            }
            previous_line = code;
        }
        let crlf = text.matches("\r\n").count();
        let lf = text.matches('\n').count() - crlf;
        let cr = text.matches('\r').count() - crlf;
        let line_ending = match () {
            () if crlf > lf && crlf >= cr => LineEnding::CrLf,
            () if cr > lf => LineEnding::Cr,
            () => LineEnding::Lf,
        };
        Self {
            indent: tally.preferred_indent(),
            quote: tally.preferred_quote(),
            semicolons: if tally.bare_ends > tally.semicolon_ends {
                Semicolons::Never
            } else {
                Semicolons::Always
            },
            trailing_commas: if tally.without_comma > tally.with_comma {
                TrailingCommas::Never
            } else {
                TrailingCommas::Always
            },
            argument_commas: if tally.arguments_without_comma > tally.arguments_with_comma {
                TrailingCommas::Never
            } else {
                TrailingCommas::Always
            },
            line_ending,
        }
    }

    /// One level of nesting as text; `fallback` spaces where the file has none to show.
    pub fn indent_unit(&self, fallback: usize) -> String {
        match self.indent {
            Some(Indent::Tabs) => "\t".to_owned(),
            Some(Indent::Spaces(count)) => " ".repeat(count),
            None => " ".repeat(fallback),
        }
    }
}

#[derive(Default)]
struct Tally {
    tabs: usize,
    spaces: usize,
    steps: [usize; 9],
    single: usize,
    double: usize,
    semicolon_ends: usize,
    bare_ends: usize,
    with_comma: usize,
    without_comma: usize,
    arguments_with_comma: usize,
    arguments_without_comma: usize,
}

impl Tally {
    fn indent(&mut self, lead: &str, previous: &mut usize) {
        if lead.starts_with('\t') {
            self.tabs += 1;
            *previous = 0;
            return;
        }
        // Only a step inwards says how wide a level is; a step outwards may close several.
        let step = lead.len().saturating_sub(*previous);
        if (2..=8).contains(&step) {
            self.steps[step] += 1;
        }
        if !lead.is_empty() {
            self.spaces += 1;
        }
        *previous = lead.len();
    }

    fn quotes(&mut self, code: &str) {
        let mut open = None;
        let mut skip = false;
        for character in code.chars() {
            if std::mem::take(&mut skip) {
                continue;
            }
            match (open, character) {
                (Some(_), '\\') => skip = true,
                (Some(quote), _) if quote == character => open = None,
                (Some(_), _) => {}
                (None, '\'') => {
                    self.single += 1;
                    open = Some('\'');
                }
                (None, '"') => {
                    self.double += 1;
                    open = Some('"');
                }
                (None, '`') => open = Some('`'),
                (None, _) => {}
            }
        }
    }

    fn semicolons(&mut self, code: &str) {
        let statement = ["const ", "let ", "var ", "import ", "return ", "export "]
            .iter()
            .any(|start| code.starts_with(start));
        if code.ends_with(';') {
            self.semicolon_ends += 1;
        } else if (statement && code.ends_with([')', '\'', '"', '`', '}']))
            || matches!(code, "})" | "}, {" | ")")
        {
            self.bare_ends += 1;
        }
    }

    fn trailing_comma(&mut self, last_entry: &str) {
        if last_entry.ends_with(',') {
            self.with_comma += 1;
        } else if !last_entry.ends_with([';', '{', '(', '[', ':']) {
            self.without_comma += 1;
        }
    }

    fn argument_comma(&mut self, last_argument: &str) {
        if last_argument.ends_with(',') {
            self.arguments_with_comma += 1;
        } else if !last_argument.ends_with([';', '{', '(', '[', ':']) {
            self.arguments_without_comma += 1;
        }
    }

    fn preferred_indent(&self) -> Option<Indent> {
        if self.tabs == 0 && self.spaces == 0 {
            return None;
        }
        if self.tabs > self.spaces {
            return Some(Indent::Tabs);
        }
        let (width, &count) = self
            .steps
            .iter()
            .enumerate()
            .max_by_key(|&(width, &count)| (count, std::cmp::Reverse(width)))?;
        (count > 0).then_some(Indent::Spaces(width))
    }

    fn preferred_quote(&self) -> Option<Quote> {
        match self.single.cmp(&self.double) {
            std::cmp::Ordering::Greater => Some(Quote::Single),
            std::cmp::Ordering::Less => Some(Quote::Double),
            std::cmp::Ordering::Equal if self.single > 0 => Some(Quote::Double),
            std::cmp::Ordering::Equal => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn detects_what_a_typescript_file_does() {
        let style = Style::detect(
            "import * as aws from '@pulumi/aws'\n\nconst f = new aws.X('f', {\n    a: 1,\n    b: {\n        c: 2\n    }\n})\n",
        );
        assert_eq!(style.indent, Some(Indent::Spaces(4)));
        assert_eq!(style.quote, Some(Quote::Single));
        assert_eq!(style.semicolons, Semicolons::Never);
        assert_eq!(style.trailing_commas, TrailingCommas::Never);
        assert_eq!(style.line_ending, LineEnding::Lf);
    }

    #[test]
    fn detects_tabs_double_quotes_semicolons_and_crlf() {
        let style = Style::detect("const f = g(\"x\", {\r\n\ta: \"it's\",\r\n});\r\n");
        assert_eq!(style.indent, Some(Indent::Tabs));
        assert_eq!(style.quote, Some(Quote::Double));
        assert_eq!(style.semicolons, Semicolons::Always);
        assert_eq!(style.trailing_commas, TrailingCommas::Always);
        assert_eq!(style.line_ending, LineEnding::CrLf);
    }

    #[test]
    fn an_empty_file_has_no_style_to_show() {
        let style = Style::detect("");
        assert_eq!(style.indent, None);
        assert_eq!(style.quote, None);
        assert_eq!(style.indent_unit(2), "  ");
    }
}

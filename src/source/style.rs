//! How a file is written: read off its text, and what the text does not show, off what its project asks for.

use super::preferences::{ArrowBrackets, Preferences};

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
    /// Whether the only parameter of an arrow function stands in brackets.
    pub arrow_brackets: ArrowBrackets,
    /// The width that lines are broken at, in columns; `None` where the project does not say it.
    pub width: Option<usize>,
    /// The columns of a tab.
    pub tab_width: usize,
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
    ///
    /// What a person sees at once, quotes and indentation, is as in the text, whatever `preferred` says.
    pub fn detect(text: &str, preferred: &Preferences) -> Self {
        let mut tally = Tally::default();
        let mut previous_indent = 0usize;
        let mut previous_line = "";
        // The lines that the one at hand is nested in, each with its indentation.
        let mut around: Vec<(usize, &str)> = Vec::new();
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
            tally.arrows(code);
            let beside = |(indent, _): &(usize, &str)| *indent >= lead.len();
            let opened = around
                .iter()
                .rev()
                .find(|(indent, _)| *indent <= lead.len());
            let opened = opened.map_or("", |(_, line)| line);
            if code.starts_with(['}', ']']) && opens_entries(opened) {
                tally.trailing_comma(previous_line);
            } else if code.starts_with(')') {
                tally.argument_comma(previous_line);
            }
            while around.last().is_some_and(beside) {
                around.pop();
            }
            // The head of a class may end with a bracket on a line of its own.
            let is_class = code == "{" && !previous_line.ends_with(['(', '[', ',']);
            around.push((lead.len(), if is_class { "class {" } else { code }));
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
        let trailing_commas = preferred
            .trailing_commas
            .or_else(|| commas(tally.with_comma, tally.without_comma))
            .unwrap_or(TrailingCommas::Always);
        Self {
            indent: tally.preferred_indent().or(preferred.indent),
            quote: tally.preferred_quote().or(preferred.quote),
            semicolons: preferred.semicolons.unwrap_or(
                match tally.bare_ends > tally.semicolon_ends {
                    true => Semicolons::Never,
                    false => Semicolons::Always,
                },
            ),
            trailing_commas,
            // No formatter has commas behind arguments and none behind entries.
            argument_commas: preferred
                .argument_commas
                .or_else(|| commas(tally.arguments_with_comma, tally.arguments_without_comma))
                .unwrap_or(trailing_commas),
            line_ending,
            arrow_brackets: preferred.arrow_brackets.unwrap_or(
                match tally.bare_arrows > tally.bracketed_arrows {
                    true => ArrowBrackets::Avoid,
                    false => ArrowBrackets::Always,
                },
            ),
            width: preferred.width,
            tab_width: preferred.tab_width.unwrap_or(2),
        }
    }

    /// How many columns a line's text takes.
    pub fn columns(&self, text: &str) -> usize {
        text.chars()
            .map(|next| if next == '\t' { self.tab_width } else { 1 })
            .sum()
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
    bare_arrows: usize,
    bracketed_arrows: usize,
}

/// What most do; `None` where nothing is to be seen.
fn commas(with: usize, without: usize) -> Option<TrailingCommas> {
    match with.cmp(&without) {
        std::cmp::Ordering::Greater => Some(TrailingCommas::Always),
        std::cmp::Ordering::Equal if with > 0 => Some(TrailingCommas::Always),
        std::cmp::Ordering::Less => Some(TrailingCommas::Never),
        std::cmp::Ordering::Equal => None,
    }
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
        let statement = is_statement(code);
        if code.ends_with(';') {
            self.semicolon_ends += 1;
        } else if (statement && code.ends_with([')', '\'', '"', '`', '}']))
            || matches!(code, "})" | "}, {" | ")")
        {
            self.bare_ends += 1;
        }
    }

    fn arrows(&mut self, code: &str) {
        for (at, _) in code.match_indices(" =>") {
            let before = &code[..at];
            let name = before.trim_end_matches(|next: char| next.is_alphanumeric() || next == '_');
            if name.len() < before.len() {
                self.bare_arrows += usize::from(name.is_empty() || name.ends_with(['(', ' ']));
            } else if let Some(inside) = before
                .strip_suffix(')')
                .and_then(|before| before.rsplit('(').next())
            {
                // Types and several parameters always stand in brackets.
                let plain = !inside.is_empty() && inside.chars().all(char::is_alphanumeric);
                self.bracketed_arrows += usize::from(plain);
            }
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

/// Whether a line ends with the bracket of an object or a list, rather than of a block or a class.
fn opens_entries(line: &str) -> bool {
    if line.ends_with('[') {
        return true;
    }
    let Some(before) = line.strip_suffix('{').map(str::trim_end) else {
        return false;
    };
    let is_value = before.is_empty()
        || before.ends_with(['(', '[', ':', '=', ',', '?'])
        || before.ends_with("return");
    is_value
        && !["type ", "export type ", "case ", "import ", "export {"]
            .iter()
            .any(|start| line.starts_with(start))
}

/// Whether a line starts a statement, by its first word.
fn is_statement(code: &str) -> bool {
    ["const ", "let ", "var ", "import ", "return ", "export "]
        .iter()
        .any(|start| code.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detect(text: &str) -> Style {
        Style::detect(text, &Preferences::default())
    }

    #[test]
    fn detects_what_a_typescript_file_does() {
        let style = detect(
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
        let style = detect("const f = g(\"x\", {\r\n\ta: \"it's\",\r\n});\r\n");
        assert_eq!(style.indent, Some(Indent::Tabs));
        assert_eq!(style.quote, Some(Quote::Double));
        assert_eq!(style.semicolons, Semicolons::Always);
        assert_eq!(style.trailing_commas, TrailingCommas::Always);
        assert_eq!(style.line_ending, LineEnding::CrLf);
    }

    #[test]
    fn blocks_say_nothing_about_trailing_commas() {
        let style = detect(
            "class A {\n  f() {\n    return 1\n  }\n}\nconst b = {\n  c: 1,\n}\nfunction d() {\n  return b\n}\n",
        );
        assert_eq!(style.trailing_commas, TrailingCommas::Always);
    }

    #[test]
    fn what_the_text_does_not_show_is_as_the_project_asks() {
        let asked = Preferences {
            indent: Some(Indent::Spaces(4)),
            quote: Some(Quote::Single),
            trailing_commas: Some(TrailingCommas::Never),
            width: Some(120),
            ..Preferences::default()
        };
        let style = Style::detect("let a = 1;\n", &asked);
        assert_eq!(style.indent, Some(Indent::Spaces(4)));
        assert_eq!(style.quote, Some(Quote::Single));
        assert_eq!(style.argument_commas, TrailingCommas::Never);
        assert_eq!(style.width, Some(120));
        let style = Style::detect("f({\n  a: \"b\",\n});\n", &asked);
        assert_eq!(style.indent, Some(Indent::Spaces(2)));
        assert_eq!(style.quote, Some(Quote::Double));
    }

    #[test]
    fn detects_bare_parameters() {
        let style = detect("a.map(x => x.arn);\nb.map((x, y) => y);\nc.map((x: T) => x);\n");
        assert_eq!(style.arrow_brackets, ArrowBrackets::Avoid);
        let style = detect("a.map((x) => x.arn);\n");
        assert_eq!(style.arrow_brackets, ArrowBrackets::Always);
    }

    #[test]
    fn an_empty_file_has_no_style_to_show() {
        let style = detect("");
        assert_eq!(style.indent, None);
        assert_eq!(style.quote, None);
        assert_eq!(style.indent_unit(2), "  ");
    }
}

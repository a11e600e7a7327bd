//! What a project asks of the style of its files, where a file's own text does not show it.

use super::style::{Indent, Quote, Semicolons, TrailingCommas};

/// What the settings of a project's formatter say. `None` is what they leave open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// The width that lines are broken at, in columns.
    pub width: Option<usize>,
    /// The columns of a tab.
    pub tab_width: Option<usize>,
    /// One level of nesting.
    pub indent: Option<Indent>,
    /// The quote of strings.
    pub quote: Option<Quote>,
    /// Whether statements end with `;`.
    pub semicolons: Option<Semicolons>,
    /// Whether the last entry of a multi-line list is followed by a comma.
    pub trailing_commas: Option<TrailingCommas>,
    /// Whether the last argument of a multi-line call is followed by a comma.
    pub argument_commas: Option<TrailingCommas>,
    /// Whether the only parameter of a function stands in brackets.
    pub arrow_brackets: Option<ArrowBrackets>,
}

/// Whether the only parameter of an arrow function stands in brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArrowBrackets {
    /// `(x) => y`
    Always,
    /// `x => y`
    Avoid,
}

impl Preferences {
    /// These, and what `others` say where these leave it open.
    pub fn or(self, others: Preferences) -> Self {
        Self {
            width: self.width.or(others.width),
            tab_width: self.tab_width.or(others.tab_width),
            indent: self.indent.or(others.indent),
            quote: self.quote.or(others.quote),
            semicolons: self.semicolons.or(others.semicolons),
            trailing_commas: self.trailing_commas.or(others.trailing_commas),
            argument_commas: self.argument_commas.or(others.argument_commas),
            arrow_brackets: self.arrow_brackets.or(others.arrow_brackets),
        }
    }
}

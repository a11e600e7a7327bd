//! Languages, parsing and queries. Knows no provider: what a predicate like `#resource?` means is decided by whoever
//! asks for the matches.

mod document;
mod language;
mod names;
mod query;

pub use document::{Document, ParseError, ancestors};
pub use language::{Grammar, Language};
pub use names::Named;
pub use query::{Pattern, PatternError, Predicate, PredicateArgument, QueryMatch};

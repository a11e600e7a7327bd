//! Query patterns: split from a `.scm` file, compiled once, walked once for all codemods that share them.

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

use tree_sitter::{Node, Query, QueryCursor, StreamingIterator};

use super::{Document, Grammar};

/// One top-level pattern of a `.scm` file, without the predicates that only a caller can decide.
///
/// Two patterns that are equal but for those predicates have the same [`Pattern::text`], so that a caller can compile
/// and walk them once.
#[derive(Debug)]
pub struct Pattern {
    text: String,
    predicates: Vec<Predicate>,
    compiled: [OnceLock<Result<Query, PatternError>>; Grammar::ALL.len()],
}

/// A predicate that tree-sitter does not evaluate: `(#resource? @resource.type "aws:s3/bucket:Bucket")`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Predicate {
    /// The name without `#`: `resource?`.
    pub name: String,
    /// Captures and strings, in order.
    pub arguments: Vec<PredicateArgument>,
}

/// An argument of a [`Predicate`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PredicateArgument {
    /// A capture's name, without `@`.
    Capture(String),
    /// A string.
    Text(String),
}

/// A pattern is not a valid query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// One place that a pattern matched, with its captures by name.
#[derive(Clone, Debug)]
pub struct QueryMatch<'t> {
    captures: Vec<(Cow<'static, str>, Node<'t>)>,
}

impl<'t> QueryMatch<'t> {
    /// A match with these captures (without `@`), as a query would give them.
    pub fn new(captures: impl IntoIterator<Item = (&'static str, Node<'t>)>) -> Self {
        let captures = captures.into_iter();
        Self {
            captures: captures
                .map(|(name, node)| (Cow::Borrowed(name), node))
                .collect(),
        }
    }

    /// The first node captured as `name` (without `@`).
    pub fn capture(&self, name: &str) -> Option<Node<'t>> {
        self.captures
            .iter()
            .find(|(capture, _)| capture == name)
            .map(|&(_, node)| node)
    }

    /// All nodes captured as `name` (without `@`), in order.
    pub fn captures<'m>(&'m self, name: &'m str) -> impl Iterator<Item = Node<'t>> + 'm {
        self.captures
            .iter()
            .filter(move |(capture, _)| capture == name)
            .map(|&(_, node)| node)
    }
}

/// Predicates that tree-sitter evaluates by itself; they stay in the pattern.
const BUILT_IN: [&str; 12] = [
    "eq?",
    "not-eq?",
    "any-eq?",
    "any-not-eq?",
    "match?",
    "not-match?",
    "any-match?",
    "any-not-match?",
    "any-of?",
    "not-any-of?",
    "set!",
    "is?",
];

impl Pattern {
    /// Splits a `.scm` text into its patterns. Nothing is compiled yet.
    ///
    /// # Errors
    /// [`PatternError`] where brackets or strings are not closed.
    pub fn split(scm: &str) -> Result<Vec<Pattern>, PatternError> {
        let tokens = tokenize(scm)?;
        let mut patterns = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let start = at;
            at = skip_form(&tokens, at)?;
            // Quantifiers and captures that follow belong to the pattern.
            while tokens.get(at).is_some_and(|token| {
                token.starts_with('@') || matches!(token.as_str(), "*" | "+" | "?")
            }) {
                at += 1;
            }
            patterns.push(Pattern::from_tokens(&tokens[start..at])?);
        }
        Ok(patterns)
    }

    /// The query text that tree-sitter sees, with white space and comments normalised.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The predicates left for the caller; all must hold.
    pub fn predicates(&self) -> &[Predicate] {
        &self.predicates
    }

    /// All matches in `document`, in order of position. Compiles the pattern when it is first asked for.
    ///
    /// # Errors
    /// [`PatternError`] where the pattern is not a query of the document's grammar.
    pub fn matches<'t>(&self, document: &'t Document) -> Result<Vec<QueryMatch<'t>>, PatternError> {
        let grammar = document.grammar();
        let query = self.compiled[grammar.index()]
            .get_or_init(|| {
                Query::new(&grammar.parser(), &self.text).map_err(|error| PatternError {
                    message: format!("{error} in the pattern {}", self.text),
                })
            })
            .as_ref()
            .map_err(Clone::clone)?;
        let names = query.capture_names();
        let mut cursor = QueryCursor::new();
        let text = document.source().text().as_bytes();
        let mut matches = cursor.matches(query, document.root(), text);
        let mut found = Vec::new();
        while let Some(matched) = matches.next() {
            found.push(QueryMatch {
                captures: matched
                    .captures()
                    .iter()
                    .map(|capture| {
                        (
                            names[capture.index as usize].to_owned().into(),
                            capture.node,
                        )
                    })
                    .collect(),
            });
        }
        Ok(found)
    }

    fn from_tokens(tokens: &[String]) -> Result<Self, PatternError> {
        let mut kept: Vec<&str> = Vec::new();
        let mut predicates = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let name = tokens.get(at + 1).and_then(|token| token.strip_prefix('#'));
            match name {
                Some(name) if tokens[at] == "(" && !BUILT_IN.contains(&name) => {
                    let end = skip_form(tokens, at)?;
                    predicates.push(Predicate {
                        name: name.to_owned(),
                        arguments: tokens[at + 2..end - 1]
                            .iter()
                            .map(|token| argument(token))
                            .collect(),
                    });
                    at = end;
                }
                _ => {
                    kept.push(&tokens[at]);
                    at += 1;
                }
            }
        }
        Ok(Self {
            text: kept.join(" "),
            predicates,
            compiled: Default::default(),
        })
    }
}

fn argument(token: &str) -> PredicateArgument {
    match token.strip_prefix('@') {
        Some(capture) => PredicateArgument::Capture(capture.to_owned()),
        None => PredicateArgument::Text(token.trim_matches('"').to_owned()),
    }
}

/// The index just past the form that starts at `at`.
fn skip_form(tokens: &[String], at: usize) -> Result<usize, PatternError> {
    let mut depth = 0usize;
    for (index, token) in tokens.iter().enumerate().skip(at) {
        match token.as_str() {
            "(" | "[" => depth += 1,
            ")" | "]" => {
                depth = depth.checked_sub(1).ok_or_else(|| unbalanced(token))?;
            }
            _ => {}
        }
        if depth == 0 {
            return Ok(index + 1);
        }
    }
    Err(unbalanced(")"))
}

fn unbalanced(token: &str) -> PatternError {
    PatternError {
        message: format!("unbalanced {token} in a query"),
    }
}

fn tokenize(scm: &str) -> Result<Vec<String>, PatternError> {
    let mut tokens = Vec::new();
    let mut characters = scm.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            ';' => while characters.next_if(|&next| next != '\n').is_some() {},
            '(' | ')' | '[' | ']' | '*' | '+' => tokens.push(character.to_string()),
            '"' => {
                let mut text = String::from('"');
                loop {
                    match characters.next() {
                        Some('\\') => {
                            text.push('\\');
                            text.extend(characters.next());
                        }
                        Some(next) => text.push(next),
                        None => {
                            return Err(PatternError {
                                message: "unclosed string in a query".to_owned(),
                            });
                        }
                    }
                    if text.ends_with('"') && !text.ends_with("\\\"") {
                        break;
                    }
                }
                tokens.push(text);
            }
            character if character.is_whitespace() => {}
            character => {
                let mut word = String::from(character);
                while let Some(next) =
                    characters.next_if(|&next| !next.is_whitespace() && !"()[];\"*+".contains(next))
                {
                    word.push(next);
                }
                tokens.push(word);
            }
        }
    }
    Ok(tokens)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    const SCM: &str = r#"
; a comment
((call function: (_) @f) @c
  (#resource? @f "aws:s3/bucket:Bucket" "x")
  (#eq? @f "g"))
((call function: (_) @f) @c (#eq? @f "g"))
"#;

    #[test]
    fn patterns_that_differ_only_in_foreign_predicates_have_one_text() {
        let patterns = Pattern::split(SCM).unwrap();
        assert_eq!(patterns.len(), 2);
        assert_eq!(patterns[0].text(), patterns[1].text());
        assert_eq!(
            patterns[0].predicates(),
            [Predicate {
                name: "resource?".to_owned(),
                arguments: vec![
                    PredicateArgument::Capture("f".to_owned()),
                    PredicateArgument::Text("aws:s3/bucket:Bucket".to_owned()),
                    PredicateArgument::Text("x".to_owned()),
                ],
            }]
        );
    }

    #[test]
    fn built_in_predicates_are_evaluated() {
        let document =
            Document::parse(Source::new("a.py", "f(1)\ng(2)\n"), Grammar::Python).unwrap();
        let patterns = Pattern::split(SCM).unwrap();
        let matches = patterns[0].matches(&document).unwrap();
        assert_eq!(matches.len(), 1);
        assert_eq!(document.text(matches[0].capture("c").unwrap()), "g(2)");
    }

    #[test]
    fn a_broken_pattern_says_so() {
        assert!(Pattern::split("(call").is_err());
        assert!(Pattern::split("(call \"x").is_err());
        let unknown = Pattern::split("(no_such_node)").unwrap();
        let document = Document::parse(Source::new("a.py", ""), Grammar::Python).unwrap();
        assert!(unknown[0].matches(&document).is_err());
    }
}

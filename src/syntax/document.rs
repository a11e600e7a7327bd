use std::cell::RefCell;
use std::fmt;

use tree_sitter::{Node, Parser, Tree};

use super::Grammar;
use crate::source::{Source, Span};

/// A parsed file. Parsing never fails on bad code: what could not be understood is an ERROR or MISSING node.
#[derive(Debug)]
pub struct Document {
    source: Source,
    grammar: Grammar,
    tree: Tree,
}

/// The parser gave no tree at all, which it does only when it is cancelled or out of memory.
#[derive(Debug)]
pub struct ParseError {
    /// The source, given back.
    pub source: Source,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the parser gave up on this file")
    }
}

thread_local! {
    static PARSERS: RefCell<[Option<Parser>; Grammar::ALL.len()]> = const { RefCell::new([None, None, None]) };
}

impl Document {
    /// Parses `source`.
    ///
    /// # Errors
    /// [`ParseError`] when the parser gives no tree.
    pub fn parse(source: Source, grammar: Grammar) -> Result<Self, ParseError> {
        let tree = PARSERS.with_borrow_mut(|parsers| {
            let parser = match &mut parsers[grammar.index()] {
                Some(parser) => parser,
                empty => {
                    let mut parser = Parser::new();
                    parser.set_language(&grammar.parser()).ok()?;
                    empty.insert(parser)
                }
            };
            parser.parse(source.text(), None)
        });
        let Some(tree) = tree else {
            return Err(ParseError { source });
        };
        Ok(Self {
            source,
            grammar,
            tree,
        })
    }

    /// Its text.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Its text, without the tree.
    pub fn into_source(self) -> Source {
        self.source
    }

    /// What it was parsed with.
    pub fn grammar(&self) -> Grammar {
        self.grammar
    }

    /// The whole tree.
    pub fn root(&self) -> Node<'_> {
        self.tree.root_node()
    }

    /// The text of `node`.
    pub fn text(&self, node: Node<'_>) -> &str {
        self.source.slice(node.byte_range().into())
    }

    /// The spans of ERROR and MISSING nodes, in order; an ERROR inside another is not counted again.
    pub fn defects(&self) -> Vec<Span> {
        let mut defects = Vec::new();
        if !self.root().has_error() {
            return defects;
        }
        let mut cursor = self.tree.walk();
        loop {
            let node = cursor.node();
            let defective = node.is_error() || node.is_missing();
            if defective {
                defects.push(node.byte_range().into());
            }
            if !defective && node.has_error() && cursor.goto_first_child() {
                continue;
            }
            while !cursor.goto_next_sibling() {
                if !cursor.goto_parent() {
                    return defects;
                }
            }
        }
    }
}

/// The nodes from `node`'s parent up to the root, nearest first. One walk down from the root, whatever the depth.
pub fn ancestors<'t>(root: Node<'t>, node: Node<'t>) -> Vec<Node<'t>> {
    let mut path = Vec::new();
    let mut current = root;
    while current.id() != node.id() {
        path.push(current);
        match current.child_with_descendant(node) {
            Some(child) => current = child,
            None => break,
        }
    }
    path.reverse();
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defects_are_counted_once() {
        let broken = Document::parse(
            Source::new("a.ts", "const a = ;\nconst b = 1;"),
            Grammar::TypeScript,
        );
        assert_eq!(broken.unwrap().defects().len(), 1);
        let fine = Document::parse(Source::new("a.py", "a = 1\n"), Grammar::Python);
        assert!(fine.unwrap().defects().is_empty());
    }

    #[test]
    fn ancestors_lead_to_the_root() {
        let document = Document::parse(Source::new("a.py", "f(x)\n"), Grammar::Python).unwrap();
        let x = document.root().descendant_for_byte_range(2, 3).unwrap();
        let kinds: Vec<_> = ancestors(document.root(), x)
            .iter()
            .map(|node| node.kind())
            .collect();
        assert_eq!(
            kinds,
            ["argument_list", "call", "expression_statement", "module"]
        );
    }
}

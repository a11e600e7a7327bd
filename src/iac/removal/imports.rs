//! The imports of a file as statements, and taking names out of them.

use tree_sitter::Node;

use super::labels::Labels;
use super::lines::{self, Above};
use super::unused::remove_import_items;
use crate::fix::Edit;
use crate::iac::binding::{Binding, Visibility};
use crate::iac::dialect::RawImport;
use crate::iac::program::Program;
use crate::iac::scope::{BindingKind, ImportedItem};
use crate::source::Span;
use crate::syntax::Language;

/// An import at the top level of a file that binds names.
#[derive(Clone, Debug)]
pub struct Import<'p> {
    program: &'p Program<'p>,
    statement: Node<'p>,
    names: Vec<(RawImport<'p>, Binding<'p>)>,
}

/// What a name is imported as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportedAs {
    /// A module, or a name of one: the module as the import names it, and the name.
    Value(String, Option<String>),
    /// A type only, which is not there when the program runs.
    Type,
}

impl<'p> Program<'p> {
    /// The imports at the top level that bind names, in order. What binds none is there for what it does, and is left out;
    /// so is what stands in a condition, a `try` or a function.
    pub fn imports(&'p self) -> Vec<Import<'p>> {
        let mut found: Vec<Import<'p>> = Vec::new();
        for binding in self.bindings() {
            let name = binding.data().declared.node;
            if binding.kind() != BindingKind::Import {
                continue;
            }
            let Some(raw) = self.dialect.import_at(name, &self.ancestors(name)) else {
                continue;
            };
            let is_top = self.ancestors(raw.statement).len() == 1;
            match found
                .iter_mut()
                .find(|import| import.statement == raw.statement)
            {
                Some(import) => import.names.push((raw, binding)),
                None if is_top => found.push(Import {
                    program: self,
                    statement: raw.statement,
                    names: vec![(raw, binding)],
                }),
                None => {}
            }
        }
        found
    }

    /// The modules of which everything is imported without a name: `from module import *`.
    pub fn star_imports(&self) -> &[String] {
        &self.scopes.star_imports
    }

    /// Whether the file names `name` in a place that only people or tools read as code: a string that is a name or a path of
    /// names, as in `__all__`, or a comment that gives a type.
    pub fn mentions(&self, name: &str) -> bool {
        let mut named = memchr::memmem::find_iter(self.source().text().as_bytes(), name);
        if named.nth(1).is_none() {
            // Only what binds it names it.
            return false;
        }
        let is_word = |text: &str| {
            text.split(|next: char| !(next.is_alphanumeric() || "_$".contains(next)))
                .any(|word| word == name)
        };
        let mut waiting = vec![self.document().root()];
        while let Some(node) = waiting.pop() {
            let text = self.text(node);
            if self.dialect.is_comment(node) {
                let gives_type = match self.language() {
                    Language::TypeScript => text.starts_with("/**") && text.contains(['@', '{']),
                    Language::Python => text.contains("type:"),
                };
                if gives_type && is_word(text) {
                    return true;
                }
            } else if self.dialect.is_string(node) && self.language() == Language::Python {
                let path = text.trim_matches(['"', '\'']);
                if path.split('.').next() == Some(name) {
                    return true;
                }
            }
            let mut cursor = node.walk();
            waiting.extend(node.named_children(&mut cursor));
        }
        false
    }
}

impl<'p> Import<'p> {
    /// Where the statement stands.
    pub fn span(&self) -> Span {
        self.statement.byte_range().into()
    }

    /// The names that it binds, in order, each with what it is imported as.
    pub fn names(&self) -> impl Iterator<Item = (Binding<'p>, ImportedAs)> {
        self.names.iter().map(|(_, binding)| {
            let imported = binding.data().declared.imported.as_ref();
            let what = imported.map_or(ImportedAs::Type, |imported| {
                let item = match &imported.item {
                    ImportedItem::Module => None,
                    ImportedItem::Named(name) => Some(name.clone()),
                };
                ImportedAs::Value(imported.module.clone(), item)
            });
            (*binding, what)
        })
    }

    /// Whether nothing in the file uses a name that it binds, and nothing exports it. A name that is given a value
    /// elsewhere, too, and one that is imported under its own name again (`import a as a`) are there for others.
    pub fn is_unused(&self, name: Binding<'p>) -> bool {
        let exported = name.visibility() == Visibility::Exported;
        let again = self.names.iter().any(|(raw, binding)| {
            let text = self.program.text(raw.item);
            let mut words = text.split_whitespace();
            *binding == name && words.next() == Some(name.name()) && words.next() == Some("as")
        });
        !name.is_used() && name.is_fixed() && !exported && !again
    }

    /// The edits that take names out of it: all of it where it binds no others. The comments above it stay, but for those
    /// that open with such a name.
    pub fn without(&self, names: &[Binding<'p>]) -> Vec<Edit> {
        let goes = |binding: &Binding<'p>| names.contains(binding);
        if self.names.iter().all(|(_, binding)| goes(binding)) && self.binds_no_more() {
            let gone = [self.statement];
            let above = Above::Labelled(&self.labels(names));
            return lines::remove_statement(self.program, self.statement, &gone, above);
        }
        let gone: Vec<RawImport<'p>> = self
            .names
            .iter()
            .filter(|(_, binding)| goes(binding))
            .map(|(raw, _)| raw.clone())
            .collect();
        let parts = match gone.first() {
            Some(first) => first.parts.clone(),
            None => return Vec::new(),
        };
        let contains = |outer: &Node<'p>, inner: Node<'p>| {
            Span::from(outer.byte_range()).contains(inner.byte_range().into())
        };
        // A part none of whose names stays goes with its comma.
        let emptied = |part: &Node<'p>| {
            let inside = self
                .names
                .iter()
                .filter(|(raw, _)| contains(part, raw.item));
            let mut inside = inside.peekable();
            inside.peek().is_some() && inside.all(|(_, binding)| goes(binding))
        };
        let mut edits = Vec::new();
        if let [first, second] = parts.as_slice() {
            if emptied(first) {
                edits.push(Edit::remove(Span::new(
                    first.start_byte(),
                    second.start_byte(),
                )));
            }
            if emptied(second) {
                edits.push(Edit::remove(Span::new(first.end_byte(), second.end_byte())));
            }
        }
        let items: Vec<RawImport<'p>> = gone
            .into_iter()
            .filter(|raw| {
                !edits
                    .iter()
                    .any(|edit| edit.span.contains(raw.item.byte_range().into()))
            })
            .collect();
        edits.extend(remove_import_items(self.program, &items));
        edits.extend(self.comment_behind(names));
        edits
    }

    /// What comments of `names` open with: the names, and what they are called in their module.
    fn labels(&self, names: &[Binding<'p>]) -> Labels {
        let mut labels = Labels::default();
        for (raw, binding) in &self.names {
            let list = match names.contains(binding) {
                true => &mut labels.gone,
                false => &mut labels.kept,
            };
            list.push(binding.name().to_owned());
            let word = |next: char| !(next.is_alphanumeric() || "_$.".contains(next));
            let imported = self.program.text(raw.item).split(word).next();
            list.extend(imported.filter(|name| !name.is_empty()).map(str::to_owned));
        }
        if labels.kept.is_empty() {
            let modules = self.names().filter_map(|(_, what)| match what {
                ImportedAs::Value(module, _) => Some(module),
                ImportedAs::Type => None,
            });
            labels.gone.extend(modules.flat_map(|module| {
                let own = module.rsplit(['/', ':', '.']).next().map(str::to_owned);
                own.into_iter().chain([module])
            }));
        }
        let is_code = |node: &Node<'p>| !self.program.dialect.is_comment(*node);
        let mut next = self.statement.next_named_sibling();
        while next.is_some_and(|next| !is_code(&next)) {
            next = next.and_then(|next| next.next_named_sibling());
        }
        let beside = self.program.bindings().filter(|binding| {
            let declared = Span::from(binding.data().declared.node.byte_range());
            next.is_some_and(|next| Span::from(next.byte_range()).contains(declared))
        });
        let beside = beside.map(|binding| binding.name().to_owned());
        labels.kept.extend(beside);
        labels
    }

    /// The removal of the comment behind the statement, where it is about `names`.
    fn comment_behind(&self, names: &[Binding<'p>]) -> Option<Edit> {
        let source = self.program.source();
        let comment = self.statement.next_sibling()?;
        let end = self.statement.end_byte();
        let same_line = source.line_start(comment.start_byte()) == source.line_start(end);
        let labels = self.labels(names);
        let text = self.program.text(comment);
        (self.program.dialect.is_comment(comment) && same_line && labels.mark(text)).then(|| {
            Edit::remove(Span::new(
                end,
                source.visible_end(comment.byte_range().into()),
            ))
        })
    }

    /// Whether the names that are known are all that it binds: one that is bound twice is known once.
    fn binds_no_more(&self) -> bool {
        let Some((raw, _)) = self.names.first() else {
            return false;
        };
        match raw.parts.len() {
            0 | 1 => raw.list.len() == self.names.len(),
            _ => {
                let listed = self.names.iter().map(|(raw, _)| raw.list.len());
                let most = listed.max().unwrap_or_default();
                self.names.len() == most + 1
            }
        }
    }
}

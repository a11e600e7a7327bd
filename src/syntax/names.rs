//! The names that grammars give to nodes and fields, by number: tree-sitter looks a field's name up, and reads a node's
//! kind as text, each time that it is asked, which is most of what asking costs.

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use rustc_hash::FxBuildHasher;
use tree_sitter::{Language, Node};

use super::Grammar;

/// A node, asked by name.
pub trait Named<'t> {
    /// What the grammar calls the node: [`Node::kind`].
    fn kind_name(&self) -> &'static str;

    /// The child that the grammar gives this field's name: [`Node::child_by_field_name`].
    fn field(&self, name: &str) -> Option<Node<'t>>;
}

impl<'t> Named<'t> for Node<'t> {
    fn kind_name(&self) -> &'static str {
        let known = names_of(self).and_then(|names| names.kinds.get(usize::from(self.kind_id())));
        // What does not parse is of a kind that no grammar numbers.
        known.copied().unwrap_or("ERROR")
    }

    fn field(&self, name: &str) -> Option<Node<'t>> {
        self.child_by_field_id(*names_of(self)?.fields.get(name)?)
    }
}

/// What one grammar calls things.
struct Names {
    kinds: Vec<&'static str>,
    fields: HashMap<&'static str, u16, FxBuildHasher>,
}

static LANGUAGES: LazyLock<[Language; Grammar::ALL.len()]> =
    LazyLock::new(|| Grammar::ALL.map(Grammar::parser));

static NAMES: [OnceLock<Names>; Grammar::ALL.len()] =
    [const { OnceLock::new() }; Grammar::ALL.len()];

fn names_of(node: &Node<'_>) -> Option<&'static Names> {
    let language = node.language();
    let at = LANGUAGES.iter().position(|known| *known == *language)?;
    Some(NAMES[at].get_or_init(|| Names::of(&LANGUAGES[at])))
}

impl Names {
    fn of(language: &'static Language) -> Self {
        let kinds = 0..u16::try_from(language.node_kind_count()).unwrap_or(u16::MAX);
        let fields = 1..=u16::try_from(language.field_count()).unwrap_or(u16::MAX);
        let name = |id: u16| Some((language.field_name_for_id(id)?, id));
        Self {
            kinds: kinds
                .map(|id| language.node_kind_for_id(id).unwrap_or_default())
                .collect(),
            fields: fields.filter_map(name).collect(),
        }
    }
}

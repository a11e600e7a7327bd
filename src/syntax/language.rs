use std::path::Path;

use serde::Serialize;

/// A language that codemods are written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// TypeScript and JavaScript, with or without JSX.
    TypeScript,
    /// Python.
    Python,
}

/// A grammar that a file is parsed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grammar {
    /// `.ts .mts .cts`: `<T>x` is a cast.
    TypeScript,
    /// `.tsx .js .jsx .mjs .cjs`: `<T>` is an element.
    Tsx,
    /// `.py`
    Python,
}

impl Grammar {
    /// All grammars.
    pub const ALL: [Grammar; 3] = [Grammar::TypeScript, Grammar::Tsx, Grammar::Python];

    /// The extensions that iacfix reads, without the dot.
    pub const EXTENSIONS: [&'static str; 9] =
        ["ts", "tsx", "mts", "cts", "js", "jsx", "mjs", "cjs", "py"];

    /// The grammar for a file of this name; `None` for a kind that iacfix does not read.
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()? {
            "ts" | "mts" | "cts" => Some(Grammar::TypeScript),
            "tsx" | "js" | "jsx" | "mjs" | "cjs" => Some(Grammar::Tsx),
            "py" => Some(Grammar::Python),
            _ => None,
        }
    }

    /// The language that the grammar is of.
    pub fn language(self) -> Language {
        match self {
            Grammar::TypeScript | Grammar::Tsx => Language::TypeScript,
            Grammar::Python => Language::Python,
        }
    }

    /// The generated parser.
    pub(super) fn parser(self) -> tree_sitter::Language {
        match self {
            Grammar::TypeScript => tree_sitter_typescript::LANGUAGE_TYPESCRIPT.into(),
            Grammar::Tsx => tree_sitter_typescript::LANGUAGE_TSX.into(),
            Grammar::Python => tree_sitter_python::LANGUAGE.into(),
        }
    }

    /// A small number, unique to the grammar, below `Grammar::ALL.len()`.
    pub(super) fn index(self) -> usize {
        self as usize
    }
}

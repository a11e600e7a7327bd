//! Naming a package that a file may not import yet.

use tree_sitter::Node;

use super::dialect::Structure;
use super::expr::Expr;
use super::program::Program;
use super::scope::{BindingData, BindingId, BindingKind};
use crate::fix::Edit;
use crate::source::{Quote, Semicolons};
use crate::syntax::Language;

impl<'p> Program<'p> {
    /// How the file can name a package: the name that it has, and nothing to insert, or a new name and its import.
    /// `module` is how TypeScript imports it; Python's packages are called after the neutral name.
    pub fn package_name(&'p self, package: &str, module: &str) -> (String, Option<Edit>) {
        if let Some(binding) = self.package_names(package).first() {
            return (binding.name().to_owned(), None);
        }
        let name = self.free_name(package);
        let source = self.source();
        let line_ending = source.style().line_ending.as_str();
        let neighbour = self.first_import();
        let required = neighbour.is_some_and(|node| self.text(node).contains("require("));
        let quote = source.style().quote.unwrap_or(Quote::Double).char();
        let end = match source.style().semicolons {
            Semicolons::Always => ";",
            Semicolons::Never => "",
        };
        let package_of_python = match package {
            "pulumi" => "pulumi".to_owned(),
            provider => format!("pulumi_{}", provider.replace('-', "_")),
        };
        let line = match (self.language(), required) {
            (Language::TypeScript, true)
                if neighbour.is_some_and(|node| self.text(node).starts_with("import")) =>
            {
                format!("import {name} = require({quote}{module}{quote}){end}")
            }
            (Language::TypeScript, true) => {
                format!("const {name} = require({quote}{module}{quote}){end}")
            }
            (Language::TypeScript, false) => {
                format!("import * as {name} from {quote}{module}{quote}{end}")
            }
            (Language::Python, _) if name == package_of_python => format!("import {name}"),
            (Language::Python, _) => format!("import {package_of_python} as {name}"),
        };
        // Beside it in the order in which both languages' sorters put the two.
        let at = neighbour.map_or(0, |node| match self.language() {
            Language::TypeScript if source.line_end(node.end_byte()) < source.text().len() => {
                source.next_line_start(node.end_byte())
            }
            Language::TypeScript | Language::Python => source.line_start(node.start_byte()),
        });
        (name, Some(Edit::insert(at, format!("{line}{line_ending}"))))
    }

    /// An import of a name of another file of the program, below all imports of the top level. `None` where there is none, or
    /// where the names there are not written as new ones are: `require(…)`.
    pub fn import_from(&'p self, module: &str, name: &str) -> Option<Edit> {
        let source = self.source();
        let last = *self.top_imports().last()?;
        if self.text(last).contains("require(") {
            return None;
        }
        let style = source.style();
        let line_ending = style.line_ending.as_str();
        let line = match (self.language(), style.semicolons) {
            (Language::Python, _) => format!("from {module} import {name}"),
            (Language::TypeScript, end) => {
                let quote = style.quote.unwrap_or(Quote::Double).char();
                let end = match end {
                    Semicolons::Always => ";",
                    Semicolons::Never => "",
                };
                format!("import {{ {name} }} from {quote}{module}{quote}{end}")
            }
        };
        let end = source.line_end(last.end_byte());
        Some(Edit::insert(end, format!("{line_ending}{line}")))
    }

    /// How a Python file can call a function of the standard library: through the name that it has for it or its module,
    /// else through a new import, beside those of the standard library in their order. `None` where the file calls
    /// something else like the module.
    pub fn standard_function(
        &'p self,
        module: &str,
        function: &str,
    ) -> Option<(String, Option<Edit>)> {
        let whole = format!("{module}.{function}");
        let statements: Vec<Node<'p>> = self.top_imports();
        let known = self.bindings().find_map(|binding| {
            let imported = binding.imported_module()?;
            let name = Expr {
                program: self,
                node: binding.data().declared.node,
            };
            statements.contains(&name.statement()?).then_some(())?;
            match imported {
                imported if imported == module => Some(format!("{}.{function}", binding.name())),
                imported if imported == whole => Some(binding.name().to_owned()),
                _ => None,
            }
        });
        if let Some(known) = known {
            return Some((known, None));
        }
        if self.free_name(module) != module {
            return None;
        }
        let source = self.source();
        let line_ending = source.style().line_ending.as_str();
        let line = format!("import {module}");
        let (&first, _) = statements.split_first()?;
        // The paragraph that the imports begin with.
        let mut paragraph = vec![first];
        for &next in &statements[1..] {
            let last = paragraph[paragraph.len() - 1];
            if source.next_line_start(last.end_byte()) != source.line_start(next.start_byte()) {
                break;
            }
            paragraph.push(next);
        }
        let start = source.line_start(first.start_byte());
        let others = |node: &Node<'p>| {
            let text = self.text(*node);
            text.contains("pulumi") || text.starts_with("from .")
        };
        if paragraph.iter().any(others) {
            return Some((
                whole,
                Some(Edit::insert(
                    start,
                    format!("{line}{line_ending}{line_ending}"),
                )),
            ));
        }
        let before = paragraph.iter().rfind(|node| {
            let text = self.text(**node);
            text.starts_with("import ") && text < line.as_str()
        });
        let edit = match before {
            Some(node) => {
                let end = source.line_end(node.end_byte());
                Edit::insert(end, format!("{line_ending}{line}"))
            }
            None => Edit::insert(start, format!("{line}{line_ending}")),
        };
        Some((whole, Some(edit)))
    }

    /// The import statements of the top level, in order, but for those that have to come first.
    fn top_imports(&'p self) -> Vec<Node<'p>> {
        let names = self
            .bindings()
            .filter(|binding| binding.kind() == BindingKind::Import);
        let statements = names.filter_map(|binding| {
            let node = binding.data().declared.node;
            let statement = Expr {
                program: self,
                node,
            }
            .statement()?;
            (self.ancestors(statement).len() == 1).then_some(statement)
        });
        let mut statements: Vec<Node<'p>> = statements
            .filter(|statement| !self.text(*statement).contains("__future__"))
            .collect();
        statements.sort_by_key(Node::start_byte);
        statements.dedup();
        statements
    }

    /// The first statement that imports a provider.
    fn first_import(&'p self) -> Option<Node<'p>> {
        let statement = |data: &BindingData<'p>| {
            let node = data.declared.node;
            let name = Expr {
                program: self,
                node,
            };
            name.statement()
        };
        let at = *self.first_import.get_or_init(|| {
            let imports = self
                .scopes
                .bindings
                .iter()
                .enumerate()
                .filter(|(id, data)| {
                    let symbol = self.symbol_of(BindingId(*id));
                    data.member_of.is_none()
                        && symbol.is_some_and(|symbol| symbol.package != "pulumi")
                });
            imports
                .filter_map(|(at, data)| Some((statement(data)?.start_byte(), at)))
                .min()
                .map(|(_, at)| at)
        });
        let at = at?;
        statement(&self.scopes.bindings[at]).filter(|node| {
            let ancestors = self.ancestors(*node);
            ancestors.len() == 1 && self.dialect.structure(ancestors[0]) == Structure::Block
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::iac::Program;
    use crate::source::Source;
    use crate::syntax::{Document, Grammar};

    /// What is inserted so that the provider can be named, and its name.
    fn provider(path: &str, text: &str) -> (String, Option<String>) {
        let grammar = Grammar::of(path.as_ref()).expect("a known extension");
        let document = Document::parse(Source::new(path, text), grammar).expect("it can be parsed");
        let program = Program::new(&document);
        let (name, edit) = program.package_name("aws", "@pulumi/aws");
        (name, edit.map(|edit| edit.text))
    }

    #[test]
    fn a_provider_is_imported_as_its_language_calls_it() {
        let some = |name: &str, import: &str| (name.to_owned(), Some(import.to_owned()));
        assert_eq!(
            provider("__main__.py", "from pulumi_aws import s3\n"),
            some("aws", "import pulumi_aws as aws\n")
        );
        assert_eq!(
            provider("index.ts", "import { s3 } from '@pulumi/aws';\n"),
            some("aws", "import * as aws from '@pulumi/aws';\n")
        );
        assert_eq!(
            provider("__main__.py", "import pulumi_aws\n"),
            ("pulumi_aws".to_owned(), None)
        );
    }
}

//! Naming a package that a file may not import yet.

use tree_sitter::Node;

use super::dialect::Structure;
use super::expr::Expr;
use super::program::Program;
use super::scope::{BindingData, BindingId};
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

    /// How the file calls a function of a module of no provider that it imports at the top level: `json.dumps`, or `dumps`
    /// by itself. `None` where it imports neither.
    pub fn imported_function(&'p self, module: &str, function: &str) -> Option<String> {
        let whole = format!("{module}.{function}");
        self.bindings().find_map(|binding| {
            // What a function imports is known there only.
            self.top_level(binding.name())
                .filter(|known| *known == binding)?;
            match binding.imported_module()? {
                imported if imported == module => Some(format!("{}.{function}", binding.name())),
                imported if imported == whole => Some(binding.name().to_owned()),
                _ => None,
            }
        })
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

    /// How `json.dumps` is called.
    fn dumps(text: &str) -> Option<String> {
        let source = Source::new("__main__.py", text);
        let document = Document::parse(source, Grammar::Python).expect("it can be parsed");
        let program = Program::new(&document);
        program.imported_function("json", "dumps")
    }

    #[test]
    fn a_function_is_called_as_it_is_imported() {
        let some = |name: &str| Some(name.to_owned());
        assert_eq!(dumps("import json\n"), some("json.dumps"));
        assert_eq!(dumps("import json as j\n"), some("j.dumps"));
        assert_eq!(dumps("from json import dumps\n"), some("dumps"));
        assert_eq!(dumps("from json import loads\n"), None);
        assert_eq!(dumps("def f():\n    import json\n"), None);
        assert_eq!(dumps("json = 1\n"), None);
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

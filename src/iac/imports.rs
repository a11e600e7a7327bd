//! Adding a name to an import, laid out as the formatters do.

use tree_sitter::Node;

use super::code::columns;
use super::dialect::RawImport;
use super::program::Program;
use crate::fix::Edit;
use crate::source::{Source, Span, TrailingCommas};
use crate::syntax::Language;

impl Program<'_> {
    /// Imports `name` behind the item that `import` is about: on a line of its own where that item has one, or where the
    /// line would get too long for all of them.
    pub(super) fn add_to_import(&self, import: &RawImport<'_>, name: &str) -> Edit {
        let source = self.source();
        let line_ending = source.style().line_ending.as_str();
        let item = Span::from(import.item.byte_range());
        let line_start = source.line_start(item.start);
        let own_line = import.statement.start_byte() < line_start
            && source.text()[line_start..item.start].trim().is_empty();
        if own_line {
            let indentation = source.indentation(item.start);
            return Edit::insert(item.end, format!(",{line_ending}{indentation}{name}"));
        }
        let line = &source.text()[line_start..source.line_end(item.end)];
        let too_long = columns(line) + ", ".len() + name.chars().count() > self.width();
        match self.inside_brackets(source, import).filter(|_| too_long) {
            Some(brackets) => self.one_a_line(brackets, import, name),
            None => Edit::insert(item.end, format!(", {name}")),
        }
    }

    /// What stands between the brackets of the list, where a single line holds them; the items alone where there are no
    /// brackets and Python wants some.
    fn inside_brackets(&self, source: &Source, import: &RawImport<'_>) -> Option<Span> {
        let (first, last) = (import.list.first()?, import.list.last()?);
        let text = source.text();
        let before = text[..first.start_byte()].trim_end();
        let after = text[last.end_byte()..]
            .trim_start_matches([',', ' ', '\t'])
            .len();
        let items = Span::new(before.len(), text.len() - after);
        let spans_lines = text[items.start..items.end].contains(['\n', '\r']);
        let bracketed = before.ends_with(['{', '(']);
        match (spans_lines, bracketed, self.language()) {
            (true, _, _) | (false, false, Language::TypeScript) => None,
            (false, true, _) => Some(items),
            (false, false, Language::Python) => {
                Some(Span::new(first.start_byte(), last.end_byte()))
            }
        }
    }

    fn one_a_line(&self, inside: Span, import: &RawImport<'_>, name: &str) -> Edit {
        let source = self.source();
        let style = source.style();
        let (unit, comma) = match (self.language(), style.trailing_commas) {
            (Language::Python, _) => (style.indent_unit(4), ","),
            (Language::TypeScript, TrailingCommas::Always) => (style.indent_unit(2), ","),
            (Language::TypeScript, TrailingCommas::Never) => (style.indent_unit(2), ""),
        };
        let base = source.indentation(inside.start);
        let line_ending = style.line_ending.as_str();
        let text_of = |node: &Node<'_>| source.slice(node.byte_range().into());
        let names: Vec<&str> = import
            .list
            .iter()
            .flat_map(|item| {
                let added = (*item == import.item).then_some(name);
                std::iter::once(text_of(item)).chain(added)
            })
            .collect();
        let separator = format!(",{line_ending}{base}{unit}");
        let list = format!(
            "{line_ending}{base}{unit}{}{comma}{line_ending}{base}",
            names.join(&separator)
        );
        match source.text()[..inside.start].ends_with(['{', '(']) {
            true => Edit::replace(inside, list),
            false => Edit::replace(inside, format!("({list})")),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fix::Edits;
    use crate::iac::Program;
    use crate::source::Source;
    use crate::syntax::{Document, Grammar};

    /// The first line or lines of a file whose import was widened by `Alias`.
    fn widened(path: &str, import: &str, construction: &str) -> String {
        let text = format!("{import}\n\n{construction}\n");
        let grammar = Grammar::of(path.as_ref()).expect("a known extension");
        let document =
            Document::parse(Source::new(path, text.clone()), grammar).expect("it can be parsed");
        let program = Program::new(&document);
        let config = &program
            .resources(&["aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig"])
            [0];
        let (_, edits) = config.sibling_class("Alias").expect("a class");
        let edits = Edits::new(edits).expect("one edit");
        let after = edits.apply(&text).expect("it fits the text");
        after
            .strip_suffix(&format!("\n\n{construction}\n"))
            .expect("the rest stays")
            .to_owned()
    }

    #[test]
    fn an_import_is_widened_as_it_is_laid_out() {
        let ts = |import: &str| {
            widened(
                "a.ts",
                import,
                "new ProvisionedConcurrencyConfig('a', {\n  b: 1,\n});",
            )
        };
        let py = |import: &str| widened("a.py", import, "ProvisionedConcurrencyConfig(\"a\")");
        assert_eq!(
            ts("import { ProvisionedConcurrencyConfig } from '@pulumi/aws/lambda';"),
            "import { ProvisionedConcurrencyConfig, Alias } from '@pulumi/aws/lambda';"
        );
        assert_eq!(
            ts("import { Function, ProvisionedConcurrencyConfig } from '@pulumi/aws/lambda';"),
            "import {\n  Function,\n  ProvisionedConcurrencyConfig,\n  Alias,\n} from '@pulumi/aws/lambda';"
        );
        assert_eq!(
            ts(
                "import {\n  ProvisionedConcurrencyConfig,\n  Function,\n} from '@pulumi/aws/lambda';"
            ),
            "import {\n  ProvisionedConcurrencyConfig,\n  Alias,\n  Function,\n} from '@pulumi/aws/lambda';"
        );
        assert_eq!(
            py("from pulumi_aws.lambda_ import ProvisionedConcurrencyConfig"),
            "from pulumi_aws.lambda_ import ProvisionedConcurrencyConfig, Alias"
        );
        assert_eq!(
            py(
                "from pulumi_aws.lambda_ import Function, Permission, LayerVersion, ProvisionedConcurrencyConfig"
            ),
            "from pulumi_aws.lambda_ import (\n    Function,\n    Permission,\n    LayerVersion,\n    ProvisionedConcurrencyConfig,\n    Alias,\n)"
        );
    }
}

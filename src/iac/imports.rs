//! Adding names to imports, laid out as the formatters do.

use super::dialect::RawImport;
use super::program::Program;
use crate::fix::Edit;
use crate::source::Span;
use crate::syntax::Language;

impl Program<'_> {
    /// Imports `name` behind the item that `import` is about: on a line of its own where that item has one. A line that
    /// gets too long is [laid out](Program::with_imports_laid_out) once all names are known.
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
        Edit::insert(item.end, format!(", {name}"))
    }

    /// The same edits, with the names that are added to one import added together, and with each import on one line that
    /// they make too long laid out with one name a line.
    pub fn with_imports_laid_out(&self, edits: Vec<Edit>) -> Vec<Edit> {
        let edits = together(edits);
        let source = self.source();
        let width = self.width();
        let lines: Vec<Span> = edits
            .iter()
            .map(|edit| {
                let start = edit.span.start;
                Span::new(source.line_start(start), source.line_end(start))
            })
            .collect();
        edits
            .into_iter()
            .enumerate()
            .map(|(at, edit)| {
                let line = lines[at];
                let alone = lines.iter().filter(|other| **other == line).count() == 1;
                let too_long = self.columns(source.slice(line)) + edit.text.chars().count() > width;
                let added = edit.text.strip_prefix(", ");
                match (added, self.import_list(line)) {
                    (Some(added), Some(list))
                        if alone
                            && too_long
                            && edit.span.is_empty()
                            && list.contains(edit.span) =>
                    {
                        self.one_name_a_line(list, added)
                    }
                    _ => edit,
                }
            })
            .collect()
    }

    /// The list of names of an import that stands on one line, with its braces where it has some.
    fn import_list(&self, line: Span) -> Option<Span> {
        let text = self.source().slice(line);
        let (start, end) = match self.language() {
            Language::TypeScript if text.starts_with("import ") => {
                (text.find('{')?, text.find('}')? + 1)
            }
            Language::Python if text.starts_with("from ") && !text.contains(['(', '#', '\\']) => (
                text.find(" import ")? + " import ".len(),
                text.trim_end().len(),
            ),
            _ => return None,
        };
        Some(Span::new(line.start + start, line.start + end))
    }

    fn one_name_a_line(&self, list: Span, added: &str) -> Edit {
        let style = self.source().style();
        let line_ending = style.line_ending.as_str();
        let written = self.source().slice(list).trim_matches(['{', '}']);
        let (open, close, indent) = match self.language() {
            Language::TypeScript => ('{', '}', style.indent_unit(2)),
            Language::Python => ('(', ')', style.indent_unit(4)),
        };
        let names: Vec<String> = written
            .split(',')
            .chain(added.split(','))
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(|name| format!("{indent}{name}"))
            .collect();
        let last = match (self.language(), style.trailing_commas) {
            (Language::TypeScript, crate::source::TrailingCommas::Never) => "",
            _ => ",",
        };
        let names = names.join(&format!(",{line_ending}"));
        let text = format!("{open}{line_ending}{names}{last}{line_ending}{close}");
        // Where nothing closes the list its line end is replaced, too: another fix that adds to its end has to wait.
        let end = self.source().next_line_start(list.end);
        match self.language() {
            Language::Python if self.source().slice(Span::new(list.end, end)) == line_ending => {
                Edit::replace(Span::new(list.start, end), format!("{text}{line_ending}"))
            }
            _ => Edit::replace(list, text),
        }
    }
}

/// Edits in which items that are added behind the same one are one edit.
fn together(edits: Vec<Edit>) -> Vec<Edit> {
    let mut merged: Vec<Edit> = Vec::new();
    for edit in edits {
        let adds = |edit: &Edit| edit.span.is_empty() && edit.text.starts_with(',');
        let mut others = merged.iter_mut();
        match others.find(|other| adds(&edit) && adds(other) && other.span == edit.span) {
            // One name is added once.
            Some(other) if other.text == edit.text => {}
            Some(other) => other.text.push_str(&edit.text),
            None => merged.push(edit),
        }
    }
    merged
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
        let edits = program.with_imports_laid_out(edits);
        let edits = Edits::new(edits).expect("one edit");
        let after = edits.apply(&text).expect("it fits the text");
        after
            .strip_suffix(&format!("\n\n{construction}\n"))
            .expect("the rest stays")
            .to_owned()
    }

    #[test]
    fn names_are_added_to_an_import_together() {
        let text = "import { Function } from '@pulumi/aws/lambda';\n\nnew Function('f', {});\n";
        let document = Document::parse(Source::new("a.ts", text), Grammar::TypeScript)
            .expect("it can be parsed");
        let program = Program::new(&document);
        let function = &program.resources(&["aws:lambda/function:Function"])[0];
        let classes = ["Alias", "ProvisionedConcurrencyConfig"];
        let edits = classes.map(|class| function.sibling_class(class).expect("a class").1);
        let edits = program.with_imports_laid_out(edits.concat());
        let after = Edits::new(edits).expect("one edit").apply(text);
        assert!(after.expect("it fits the text").starts_with(
            "import {\n  Function,\n  Alias,\n  ProvisionedConcurrencyConfig,\n} from"
        ));
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

//! What a text is put together from.

use tree_sitter::Node;

use super::code::Code;
use super::dialect::Shape;
use super::expr::{Expr, Value};
use super::program::Program;
use super::scope::BindingKind;
use crate::source::Span;
use crate::syntax::Language;

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextPart<'p> {
    /// Written out.
    Text(String),
    /// What an expression gives.
    Value(Expr<'p>),
}

impl<'p> Expr<'p> {
    /// The parts of a text, in order: of a string, a template or an f-string, `pulumi.interpolate`, `pulumi.concat`, and of
    /// such a text that `x.apply(…)` gives, where `x` stands for the callback's parameter. Names are followed. `None`
    /// for anything else, and for a text with escapes around its values.
    pub fn text_parts(self) -> Option<Vec<TextPart<'p>>> {
        let expr = self.resolved();
        match expr.value() {
            Value::String(text) => Some(vec![TextPart::Text(text)]),
            Value::Template(_) => template(expr.bare().node, expr),
            Value::Call(call) => {
                if let Some(symbol) = call.callee.symbol() {
                    if symbol.is("pulumi", "interpolate") {
                        let written = expr.bare().node.child_by_field_name("arguments")?;
                        return template(written, expr);
                    }
                    let concatenates =
                        symbol.is("pulumi", "concat") || symbol.is("pulumi", "Output.concat");
                    return concatenates.then(|| call.arguments.into_iter().map(part).collect());
                }
                let results = expr.apply_callback()?;
                let (object, _) = call.callee.member()?;
                let [result] = results.as_slice() else {
                    return None;
                };
                let parts = result.text_parts()?.into_iter();
                let stands_for = |part| match part {
                    TextPart::Value(value) if is_parameter_within(value, expr) => {
                        TextPart::Value(object)
                    }
                    part => part,
                };
                Some(parts.map(stands_for).collect())
            }
            _ => None,
        }
    }
}

impl Program<'_> {
    /// A text of these parts as the file would write it; `None` where quotes or escapes in them stand in the way.
    pub(super) fn written_text(&self, parts: &[TextPart<'_>]) -> Option<String> {
        let holds_values = parts.iter().any(|part| matches!(part, TextPart::Value(_)));
        let (open, close, hole) = match (self.language(), holds_values) {
            (_, false) => {
                let text: String = parts.iter().map(TextPart::written).collect();
                return Some(self.print(&Code::Text(text), "", 0));
            }
            (Language::TypeScript, true) => ("`", "`", "${"),
            (Language::Python, true) => ("f\"", "\"", "{"),
        };
        let mut written = open.to_owned();
        for part in parts {
            let text = part.written();
            if text.contains(['\\', '\n', '`', '"']) {
                return None;
            }
            match part {
                TextPart::Text(text) if text.contains(['{', '}', '$']) => return None,
                TextPart::Text(text) => written.push_str(text),
                TextPart::Value(_) => written.push_str(&format!("{hole}{text}}}")),
            }
        }
        Some(written + close)
    }
}

impl TextPart<'_> {
    fn written(&self) -> &str {
        match self {
            TextPart::Text(text) => text,
            TextPart::Value(value) => value.text(),
        }
    }
}

/// The parts that have their value at `place`, with one separator where something between two of them is left out, and
/// none at the ends.
pub(super) fn known_parts<'p>(parts: &[TextPart<'p>], place: Expr<'p>) -> Vec<TextPart<'p>> {
    let mut kept: Vec<TextPart<'p>> = Vec::new();
    let mut gap = Gap::None;
    for part in parts {
        match part {
            TextPart::Value(value) if value.can_stand_at(place).is_err() => gap = Gap::Some,
            TextPart::Text(text) => {
                let open = match (kept.last(), gap) {
                    (Some(TextPart::Text(before)), Gap::Some) if before.ends_with(SEPARATORS) => {
                        true
                    }
                    (None, _) => true,
                    _ => false,
                };
                let text = match open {
                    true => text.trim_start_matches(SEPARATORS),
                    false => text,
                };
                if !text.is_empty() {
                    kept.push(TextPart::Text(text.to_owned()));
                }
                gap = Gap::None;
            }
            TextPart::Value(_) => {
                kept.push(part.clone());
                gap = Gap::None;
            }
        }
    }
    while let Some(TextPart::Text(last)) = kept.last_mut() {
        let end = last.trim_end_matches(SEPARATORS).len();
        last.truncate(end);
        if !last.is_empty() {
            break;
        }
        kept.pop();
    }
    kept
}

/// What parts the words of a name.
const SEPARATORS: [char; 5] = ['-', '_', '.', '/', ':'];

/// Whether something was left out before the next part.
#[derive(Clone, Copy)]
enum Gap {
    None,
    Some,
}

fn part(argument: Expr<'_>) -> TextPart<'_> {
    match argument.value() {
        Value::String(text) => TextPart::Text(text),
        _ => TextPart::Value(argument),
    }
}

/// Whether a value is a parameter of the callback in `call`.
fn is_parameter_within(value: Expr<'_>, call: Expr<'_>) -> bool {
    value.binding().is_some_and(|binding| {
        binding.kind() == BindingKind::Parameter && call.span().contains(binding.span())
    })
}

/// The parts of the template that is written at `node`.
fn template<'p>(node: Node<'p>, expr: Expr<'p>) -> Option<Vec<TextPart<'p>>> {
    let program = expr.program;
    let whole = Span::from(node.byte_range());
    let values = match program.dialect.shape(program.document(), node) {
        Shape::Template(values) => values,
        Shape::String(text) => return Some(vec![TextPart::Text(text)]),
        _ => return None,
    };
    let written = program.text_of(whole);
    let quote = written.chars().next_back()?;
    let open = written.find(quote)?;
    let quotes = match written[open..].starts_with(&quote.to_string().repeat(3)) {
        true => 3,
        false => 1,
    };
    let (mut at, end) = (whole.start + open + quotes, whole.end - quotes);
    let text = |from: usize, to: usize| {
        let text = (from <= to).then(|| program.text_of(Span::new(from, to)))?;
        // What an escape stands for, and where one string ends and another begins, is not worth telling here.
        (!text.contains(['\\', quote])).then(|| TextPart::Text(text.to_owned()))
    };
    let mut parts = Vec::new();
    for value in values {
        // The brackets around it: `${…}`, `{…}`.
        let hole = Span::from(program.ancestors(value).first()?.byte_range());
        parts.push(text(at, hole.start)?);
        parts.push(TextPart::Value(expr.sibling(value)));
        at = hole.end;
    }
    parts.push(text(at, end)?);
    parts.retain(|part| *part != TextPart::Text(String::new()));
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::TextPart;
    use crate::iac::{Program, Value};
    use crate::source::Source;
    use crate::syntax::{Document, Grammar};

    /// The parts of the only argument of the last call of `show`, each as it is written.
    fn parts(path: &str, text: &str) -> Option<Vec<String>> {
        let grammar = Grammar::of(path.as_ref()).expect("a known extension");
        let document = Document::parse(Source::new(path, text), grammar).expect("it can be parsed");
        let program = Program::new(&document);
        let shown = program.top_level("shown").expect("it is declared");
        let parts = shown.initializer().expect("it has a value").text_parts()?;
        let written = |part| match part {
            TextPart::Text(text) => format!("{text:?}"),
            TextPart::Value(value) => match value.value() {
                Value::Opaque => "?".to_owned(),
                _ => value.text().to_owned(),
            },
        };
        Some(parts.into_iter().map(written).collect())
    }

    fn typescript(text: &str) -> Option<Vec<String>> {
        let import = "import * as pulumi from '@pulumi/pulumi';";
        parts("index.ts", &format!("{import}\nconst shown = {text};\n"))
    }

    fn python(text: &str) -> Option<Vec<String>> {
        parts("__main__.py", &format!("import pulumi\nshown = {text}\n"))
    }

    fn some(parts: &[&str]) -> Option<Vec<String>> {
        Some(parts.iter().map(|&part| part.to_owned()).collect())
    }

    #[test]
    fn texts_are_taken_apart_in_typescript() {
        let three = some(&["\"function:\"", "fn.name", "\":live\""]);
        assert_eq!(typescript("'plain'"), some(&["\"plain\""]));
        assert_eq!(typescript("`function:${fn.name}:live`"), three);
        assert_eq!(
            typescript("pulumi.interpolate`function:${fn.name}:live`"),
            three
        );
        assert_eq!(
            typescript("pulumi.concat('function:', fn.name, ':live')"),
            three
        );
        assert_eq!(
            typescript("fn.name.apply(n => `function:${n}:live`)"),
            three
        );
        assert_eq!(typescript("`${a}${b}`"), some(&["a", "b"]));
        assert_eq!(typescript("`a\\n${b}`"), None);
        assert_eq!(typescript("f(`a`)"), None);
    }

    #[test]
    fn texts_are_taken_apart_in_python() {
        let three = some(&["\"function:\"", "fn.name", "\":live\""]);
        assert_eq!(python("f\"function:{fn.name}:live\""), three);
        assert_eq!(python("f\"\"\"function:{fn.name}:live\"\"\""), three);
        let concat = "pulumi.Output.concat(\"function:\", fn.name, \":live\")";
        assert_eq!(python(concat), three);
        assert_eq!(
            python("fn.name.apply(lambda n: f'function:{n}:live')"),
            three
        );
        assert_eq!(python("f'a' f'{b}'"), None);
    }
}

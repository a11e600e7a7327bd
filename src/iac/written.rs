//! The text that an expression always stands for, character for character, and why there is none.

use super::binding::{Binding, Visibility};
use super::dialect::Shape;
use super::expr::{Call, Expr, Value};
use super::texts::TextPart;
use crate::syntax::Language;

/// Texts that go through more hands than this are not followed.
const MAX_STEPS: usize = 32;

/// A text that the program writes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written<'p> {
    /// The text.
    pub text: String,
    /// The names that were followed to it.
    pub names: Vec<Binding<'p>>,
}

/// Why an expression stands for no text that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unwritten<'p> {
    /// The expression is put into a text that is written out otherwise: `${table}`. A constant that others use, too, is one.
    Interpolated(Expr<'p>),
    /// A text that is written out goes through the expression, which is not followed: `text.replace(…)`.
    Changed(Expr<'p>),
    /// The expression is written out, and its escapes stand for something that is no text, or for characters by their name.
    NotText(Expr<'p>),
    /// It is not written out: it comes from a call, a parameter, another file.
    Elsewhere(Expr<'p>),
}

/// What a text is to the expression around it.
#[derive(Clone, Copy)]
enum As {
    Whole,
    Part,
}

impl<'p> Expr<'p> {
    /// The text that it stands for: a string, a template or f-string without interpolation, `String.raw`, sums and joined
    /// lists of these, without the white space that `trim()`, `strip()` and their kind or `textwrap.dedent` take away.
    /// Names are followed.
    ///
    /// # Errors
    /// [`Unwritten`] where it is anything else.
    pub fn written(self) -> Result<Written<'p>, Unwritten<'p>> {
        let mut names = Vec::new();
        let text = written(self, As::Whole, &mut names, MAX_STEPS)?;
        Ok(Written { text, names })
    }
}

impl Unwritten<'_> {
    /// Whether a part of the text stands in the program.
    fn is_partly_written(self) -> bool {
        !matches!(self, Unwritten::Elsewhere(_))
    }
}

fn written<'p>(
    expr: Expr<'p>,
    place: As,
    names: &mut Vec<Binding<'p>>,
    steps: usize,
) -> Result<String, Unwritten<'p>> {
    let elsewhere = Unwritten::Elsewhere(expr);
    let steps = steps.checked_sub(1).ok_or(elsewhere)?;
    let program = expr.program;
    let bare = expr.bare();
    match bare.shape() {
        Shape::String(_) => {
            let text = program.dialect.exact_text(program.document(), bare.node);
            text.ok_or(Unwritten::NotText(bare))
        }
        Shape::Template(values) => Err(match values.first() {
            Some(&value) => Unwritten::Interpolated(bare.sibling(value)),
            None => elsewhere,
        }),
        Shape::Name(_) | Shape::Member(..) => {
            let binding = bare.binding().ok_or(elsewhere)?;
            let value = binding.constant().ok_or(elsewhere)?;
            // Written out as a part of something else, it would no longer change with what others use.
            let is_its_own = binding.uses().count() == 1
                && binding.visibility() == Visibility::Private
                && binding.is_used();
            if matches!(place, As::Part) && !is_its_own {
                return Err(Unwritten::Interpolated(bare));
            }
            names.push(binding);
            written(value, place, names, steps)
        }
        Shape::Operation(_) => {
            let Some((left, right)) = program.dialect.sum(bare.node) else {
                return Err(formatted(bare, names, steps));
            };
            let sides = [left, right].map(|side| bare.sibling(side));
            joined(&sides, "", names, steps)
        }
        Shape::Call => match bare.value() {
            Value::Call(call) => called(bare, &call, place, names, steps),
            _ => Err(elsewhere),
        },
        _ => Err(elsewhere),
    }
}

/// What an operation other than a sum is: `"%s" % table` changes a text.
fn formatted<'p>(expr: Expr<'p>, names: &mut Vec<Binding<'p>>, steps: usize) -> Unwritten<'p> {
    let Shape::Operation(operands) = expr.shape() else {
        return Unwritten::Elsewhere(expr);
    };
    let first = operands.first().map(|&first| expr.sibling(first));
    let text = first.map(|first| written(first, As::Whole, names, steps));
    match text {
        Some(Ok(_)) => Unwritten::Changed(expr),
        Some(Err(why)) if why.is_partly_written() => why,
        _ => Unwritten::Elsewhere(expr),
    }
}

/// The texts of `parts`, one behind the other.
fn joined<'p>(
    parts: &[Expr<'p>],
    separator: &str,
    names: &mut Vec<Binding<'p>>,
    steps: usize,
) -> Result<String, Unwritten<'p>> {
    let texts: Vec<_> = parts
        .iter()
        .map(|&part| written(part, As::Part, names, steps))
        .collect();
    let is_text = |text: &Result<String, Unwritten<'p>>| match text {
        Ok(_) => true,
        Err(why) => why.is_partly_written(),
    };
    if !texts.iter().any(is_text) {
        return texts.into_iter().collect();
    }
    let texts = texts.into_iter().map(|text| {
        text.map_err(|why| match why {
            Unwritten::Elsewhere(part) => Unwritten::Interpolated(part),
            why => why,
        })
    });
    Ok(texts.collect::<Result<Vec<_>, _>>()?.join(separator))
}

fn called<'p>(
    expr: Expr<'p>,
    call: &Call<'p>,
    place: As,
    names: &mut Vec<Binding<'p>>,
    steps: usize,
) -> Result<String, Unwritten<'p>> {
    let program = expr.program;
    if let Some(TextPart::Value(value)) = interpolated(expr) {
        return Err(Unwritten::Interpolated(value));
    }
    let path = call.callee.global_path().unwrap_or_default().join(".");
    if path == "String.raw" {
        let template = expr.node.child_by_field_name("arguments");
        let text =
            template.and_then(|template| program.dialect.raw_text(program.document(), template));
        return text.ok_or(Unwritten::Changed(expr));
    }
    if let ("textwrap.dedent", [text]) = (path.as_str(), call.arguments.as_slice()) {
        let text = written(*text, place, names, steps)?;
        return dedented(&text).ok_or(Unwritten::Changed(expr));
    }
    let Some((object, method)) = call.callee.member() else {
        return Err(Unwritten::Elsewhere(expr));
    };
    let method = method.as_str();
    if method == "join" {
        let (list, separator) = match (program.language(), call.arguments.first().copied()) {
            (Language::TypeScript, separator) => (object, separator),
            (Language::Python, Some(list)) => (list, Some(object)),
            (Language::Python, None) => return Err(Unwritten::Elsewhere(expr)),
        };
        let separator = match separator {
            Some(separator) => written(separator, As::Part, names, steps)?,
            None => ",".to_owned(),
        };
        let Some(items) = list.items() else {
            return Err(Unwritten::Elsewhere(expr));
        };
        let parts: Vec<Expr<'p>> = items.iter().map(|item| item.value).collect();
        return joined(&parts, &separator, names, steps);
    }
    // A method of something that is no text: `fs.readFileSync(…)`.
    let mut own = Vec::new();
    let text = match written(object, place, &mut own, steps) {
        Ok(text) => text,
        Err(why) if why.is_partly_written() => return Err(why),
        Err(_) => return Err(Unwritten::Elsewhere(expr)),
    };
    names.extend(own);
    let blank = |character: char| is_blank(program.language(), character);
    let without_arguments = call.arguments.is_empty()
        && (program.language() == Language::TypeScript || call.keywords.entries().is_empty());
    let stripped = match (program.language(), method) {
        (Language::TypeScript, "trim") | (Language::Python, "strip") => text.trim_matches(blank),
        (Language::TypeScript, "trimStart" | "trimLeft") | (Language::Python, "lstrip") => {
            text.trim_start_matches(blank)
        }
        (Language::TypeScript, "trimEnd" | "trimRight") | (Language::Python, "rstrip") => {
            text.trim_end_matches(blank)
        }
        _ => return Err(Unwritten::Changed(expr)),
    };
    match without_arguments {
        true => Ok(stripped.to_owned()),
        false => Err(Unwritten::Changed(expr)),
    }
}

/// The first value that a call puts into a text which it writes out otherwise: `pulumi.interpolate`, `.apply(…)`.
fn interpolated(expr: Expr<'_>) -> Option<TextPart<'_>> {
    let parts = expr.text_parts()?;
    let is_text = |part: &TextPart<'_>| matches!(part, TextPart::Text(_));
    parts.iter().any(is_text).then_some(())?;
    parts.into_iter().find(|part| !is_text(part))
}

/// What the language takes for white space around a text.
fn is_blank(language: Language, character: char) -> bool {
    match language {
        Language::TypeScript => {
            character == '\u{feff}' || (character.is_whitespace() && character != '\u{85}')
        }
        Language::Python => character.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&character),
    }
}

/// What `textwrap.dedent` makes of a text; `None` where versions of Python differ.
fn dedented(text: &str) -> Option<String> {
    let is_plain = |character: char| matches!(character, ' ' | '\t' | '\n');
    if text.contains(|next: char| is_blank(Language::Python, next) && !is_plain(next)) {
        return None;
    }
    let lines: Vec<&str> = text.split('\n').collect();
    let has_text = |line: &&&str| !line.trim_matches([' ', '\t']).is_empty();
    let margins = lines.iter().filter(has_text).map(|line| {
        let body = line.trim_start_matches([' ', '\t']);
        &line[..line.len() - body.len()]
    });
    let margin = margins.reduce(|margin, other| {
        let same = margin.bytes().zip(other.bytes());
        &margin[..same.take_while(|(one, other)| one == other).count()]
    });
    let margin = margin.unwrap_or_default().len();
    let lines = lines.iter().map(|line| match has_text(&line) {
        true => &line[margin..],
        false => "",
    });
    Some(lines.collect::<Vec<_>>().join("\n"))
}

//! Where the new properties of a component are declared and assigned.

use iacfix::codemod::Context;
use iacfix::fix::Edit;
use iacfix::iac::{Code, Expr, Statement};
use iacfix::source::Span;
use iacfix::syntax::Language;

use super::Registered;

/// A property that a component gets.
#[derive(Clone, Debug)]
pub(super) struct NewProperty {
    pub(super) name: String,
    /// Its type, as the file writes it; `None` where it is not known.
    pub(super) written: Option<String>,
    pub(super) value: Code,
}

/// The edits that declare and assign the properties.
pub(super) fn declare(
    ctx: &Context<'_>,
    registered: &Registered<'_>,
    properties: &[NewProperty],
) -> Result<Vec<Edit>, String> {
    let program = ctx.program();
    let class = &registered.class;
    let python = program.language() == Language::Python;
    if !python && !class.constructs_with(place(registered)) {
        return Err("the outputs are registered somewhere else than in the constructor itself, and only there a property can be assigned for good: assign it there by hand".to_owned());
    }
    let lists = match python {
        true => class.lists_fields(),
        false => program.has_types() || class.lists_fields(),
    };
    let annotates = python
        && !lists
        && class
            .members()
            .iter()
            .any(|member| member.declared.is_some() && member.value.is_some());
    let mut edits = Vec::new();
    let fields: Vec<(String, String)> = properties
        .iter()
        .filter_map(|property| Some((property.name.clone(), property.written.clone()?)))
        .collect();
    if lists && program.has_types() && !fields.is_empty() {
        let edit = class.list_fields(&fields);
        edits.push(edit.ok_or("the class stands on one line: declare the property by hand")?);
    }
    let statements: Vec<Statement> = properties
        .iter()
        .map(|property| {
            let target = match &property.written {
                Some(written) if annotates => {
                    format!("{}.{}: {written}", registered.object, property.name)
                }
                _ => format!("{}.{}", registered.object, property.name),
            };
            Statement::Assign(target, property.value.clone())
        })
        .collect();
    let placed = match last_assigned(ctx, registered) {
        Some(last) => last.insert_after(&statements),
        None => place(registered).insert_together_before(&statements),
    };
    edits.push(placed.ok_or("no statement of its own registers the outputs")?);
    Ok(edits)
}

/// What is written where the outputs are: the registration, or what gives them a name before.
fn place<'a>(registered: &Registered<'a>) -> Expr<'a> {
    registered.outputs.expr()
}

/// What the statement right above the registration assigns to a member of the object, if it does so in the same block: what
/// stands in a branch or a loop above may never run.
fn last_assigned<'a>(ctx: &Context<'a>, registered: &Registered<'a>) -> Option<Expr<'a>> {
    let source = ctx.source();
    let end = place(registered).placement().statement?.start;
    let column = |at: usize| at - source.line_start(at);
    let is_above = |statement: Span| {
        let between = &source.text()[statement.end.min(end)..end];
        let mut lines = between
            .lines()
            .map(|line| line.trim_start_matches(';').trim());
        statement.end <= end
            && column(statement.start) == column(end)
            && lines.all(|line| line.is_empty() || line.starts_with("//") || line.starts_with('#'))
    };
    let values = registered.class.members().into_iter();
    values
        .filter_map(|member| member.value)
        .filter(|value| value.placement().statement.is_some_and(is_above))
        .filter(|value| value.enclosing_function() == registered.callee.enclosing_function())
        .max_by_key(|value| value.span().start)
}

/// Whether a property can have the name.
pub(super) fn is_name(name: &str) -> bool {
    let mut characters = name.chars();
    let first = characters.next();
    first.is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && characters.all(|next| next.is_ascii_alphanumeric() || next == '_')
        && !RESERVED.contains(&name)
}

/// Words that are no names in Python; TypeScript lets members have any.
const RESERVED: [&str; 10] = [
    "class", "def", "from", "global", "import", "in", "is", "lambda", "pass", "return",
];

/// `bucketArn` as Python spells it.
pub(super) fn snake_case(key: &str) -> String {
    let mut out = String::new();
    let mut last_lower = false;
    for character in key.chars() {
        if character.is_ascii_uppercase() && last_lower {
            out.push('_');
        }
        last_lower = character.is_ascii_lowercase() || character.is_ascii_digit();
        out.push(character.to_ascii_lowercase());
    }
    out
}

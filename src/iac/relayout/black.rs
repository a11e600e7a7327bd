//! Black's layout of calls, dicts and lists
//! (<https://black.readthedocs.io/en/stable/the_black_code_style/current_style.html>), which ruff's is, too.

use super::{Brackets, Item, Kind, Line, Piece, Rules};

/// A statement, without its indentation. `behind` is what stands behind it on its last line. `None` where it is not known
/// how black would lay it out.
pub(super) fn statement(
    rules: &Rules,
    line: &Line,
    indentation: &str,
    behind: &str,
) -> Option<String> {
    let target = match line.target.is_empty() {
        true => line.before.clone(),
        false => format!("{} ", line.target),
    };
    let column = rules.columns(indentation);
    if let Some(flat) = flat(&line.value)
        && column + target.chars().count() + flat.chars().count() + behind.chars().count()
            <= rules.width
    {
        return Some(format!("{target}{flat}"));
    }
    let Piece::Bracketed(brackets) = &line.value else {
        return None;
    };
    let (open, _) = brackets.ends();
    let head = column + target.chars().count() + brackets.head.chars().count() + open.len();
    if head <= rules.width && !brackets.items.is_empty() {
        let value = broken(rules, brackets, indentation, head)?;
        return Some(format!("{target}{value}"));
    }
    if line.target.is_empty() || !behind.is_empty() {
        return None;
    }
    let inner = format!("{indentation}{}", rules.unit);
    let value = laid(rules, "", &line.value, &inner, "")?;
    let (next, end) = (rules.line(&inner), rules.line(indentation));
    Some(format!("{target}({next}{value}{end})"))
}

/// A line of its own: `label` and `piece`, and `end` behind it.
fn laid(rules: &Rules, label: &str, piece: &Piece, indentation: &str, end: &str) -> Option<String> {
    let column = rules.columns(indentation) + label.chars().count();
    if let Some(flat) = flat(piece)
        && column + flat.chars().count() + end.len() <= rules.width
    {
        return Some(format!("{label}{flat}{end}"));
    }
    match piece {
        Piece::Text(text, _) => Some(format!("{label}{text}{end}")),
        Piece::OneLine(_) | Piece::Operation(..) | Piece::Chain(..) => None,
        Piece::Bracketed(brackets) => {
            let (open, _) = brackets.ends();
            let head = column + brackets.head.chars().count() + open.len();
            if brackets.items.is_empty() {
                return Some(format!("{label}{}{end}", flat(piece)?));
            }
            let value = broken(rules, brackets, indentation, head)?;
            Some(format!("{label}{value}{end}"))
        }
    }
}

/// Brackets with what is in them on lines of its own: together where that is allowed and fits, else one a line.
fn broken(rules: &Rules, brackets: &Brackets, indentation: &str, head: usize) -> Option<String> {
    if head > rules.width {
        return None;
    }
    let (open, close) = brackets.ends();
    let inner = format!("{indentation}{}", rules.unit);
    let end = rules.line(indentation);
    let several = brackets.items.len() > 1;
    let literal = matches!(brackets.kind, Kind::Object | Kind::List);
    if let Some(items) = flat_items(brackets)
        && !(literal && several)
        && rules.columns(&inner) + items.chars().count() <= rules.width
    {
        let next = rules.line(&inner);
        return Some(format!("{}{open}{next}{items}{end}{close}", brackets.head));
    }
    // Black breaks one thing inside brackets where its own brackets are, and adds no comma.
    if !brackets.open && !several && literal {
        return None;
    }
    // Nor behind one argument alone.
    let comma = if several || brackets.open { "," } else { "" };
    let mut text = format!("{}{open}", brackets.head);
    for (at, item) in brackets.items.iter().enumerate() {
        let gap = |blank: bool| match blank && at > 0 {
            true => rules.line_ending.as_str(),
            false => "",
        };
        for (blank, comment) in &item.above {
            text.push_str(gap(*blank));
            text.push_str(&rules.line(&inner));
            text.push_str(comment);
        }
        text.push_str(gap(item.blank));
        text.push_str(&rules.line(&inner));
        let label = spaced(&item.label);
        text.push_str(&laid(rules, &label, &item.value, &inner, comma)?);
        if let Some(comment) = &item.behind {
            text.push_str(&format!("  {comment}"));
        }
    }
    Some(format!("{text}{end}{close}"))
}

fn spaced(label: &str) -> String {
    match label.ends_with(':') {
        true => format!("{label} "),
        false => label.to_owned(),
    }
}

/// On one line; `None` where it has to stand on several.
fn flat(piece: &Piece) -> Option<String> {
    match piece {
        Piece::Text(text, _) | Piece::OneLine(text) => Some(text.clone()),
        Piece::Operation(operands, operator) => Some(operands.join(&format!(" {operator} "))),
        Piece::Chain(..) => None,
        Piece::Bracketed(brackets) => {
            let (open, close) = brackets.ends();
            let items = flat_items(brackets)?;
            Some(format!("{}{open}{items}{close}", brackets.head))
        }
    }
}

/// The items on one line; `None` where a comma behind the last keeps them apart.
fn flat_items(brackets: &Brackets) -> Option<String> {
    let commented = |item: &Item| !item.above.is_empty() || item.behind.is_some();
    if brackets.open || brackets.items.iter().any(commented) {
        return None;
    }
    let items: Option<Vec<String>> = brackets
        .items
        .iter()
        .map(|item| Some(format!("{}{}", spaced(&item.label), flat(&item.value)?)))
        .collect();
    Some(items?.join(", "))
}

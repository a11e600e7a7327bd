//! Prettier's layout of calls, constructions, objects and lists (<https://prettier.io/docs/rationale>).

use super::{Below, Brackets, Item, Kind, Line, Piece, Rules};
use crate::source::TrailingCommas;

/// A statement, without its indentation. `None` where it is not known how prettier would lay it out.
pub(super) fn statement(rules: &Rules, line: &Line, indentation: &str) -> Option<String> {
    let column = rules.columns(indentation);
    let rest = line.end.chars().count();
    let text = match line.target.is_empty() {
        true => {
            let column = column + line.before.chars().count();
            let value = value(rules, &line.value, indentation, column, rest)?;
            format!("{}{value}", line.before)
        }
        false => assigned(rules, &line.target, &line.value, indentation, column, rest)?,
    };
    Some(format!("{text}{}", line.end))
}

/// `piece` behind `target`, or below it. `rest` is what has to stand behind it on its last line, in columns.
fn assigned(
    rules: &Rules,
    target: &str,
    piece: &Piece,
    indentation: &str,
    column: usize,
    rest: usize,
) -> Option<String> {
    let behind = column + target.chars().count() + 1;
    if let Some(flat) = flat(piece)
        && behind + flat.chars().count() + rest <= rules.width
    {
        return Some(format!("{target} {flat}"));
    }
    let inner = format!("{indentation}{}", rules.unit);
    let goes_below = match piece {
        Piece::Text(_, below) => {
            let short_key = target.ends_with(':') && target.len() - 1 <= rules.unit_columns();
            *below == Below::Goes && !short_key
        }
        Piece::OneLine(_) => return None,
        Piece::Operation(..) => true,
        Piece::Bracketed(brackets) => {
            let (open, _) = brackets.ends();
            let head = brackets.head.chars().count() + open.len();
            behind + head > rules.width || is_poorly_breakable(rules, brackets)
        }
        Piece::Chain(..) => false,
    };
    if !goes_below {
        let value = value(rules, piece, indentation, behind, rest)?;
        return Some(format!("{target} {value}"));
    }
    let column = rules.columns(&inner);
    let value = match piece {
        Piece::Operation(operands, operator) => {
            let flat = flat(piece)?;
            match column + flat.chars().count() + rest <= rules.width {
                true => flat,
                false => operands.join(&format!(" {operator}{}", rules.line(&inner))),
            }
        }
        piece => value(rules, piece, &inner, column, rest)?,
    };
    Some(format!("{target}{}{value}", rules.line(&inner)))
}

/// A call that prettier would rather have below than broken: of nothing, or of one short thing.
fn is_poorly_breakable(rules: &Rules, brackets: &Brackets) -> bool {
    brackets.kind == Kind::Call
        && match brackets.items.as_slice() {
            [] => true,
            [only] => {
                matches!(&only.value, Piece::Text(text, Below::Goes) if text.chars().count() <= rules.width / 4)
            }
            _ => false,
        }
}

fn value(
    rules: &Rules,
    piece: &Piece,
    indentation: &str,
    column: usize,
    rest: usize,
) -> Option<String> {
    if let Some(flat) = flat(piece)
        && column + flat.chars().count() + rest <= rules.width
    {
        return Some(flat);
    }
    match piece {
        Piece::Text(text, _) => Some(text.clone()),
        Piece::OneLine(_) | Piece::Operation(..) => None,
        Piece::Bracketed(brackets) => match brackets.kind {
            Kind::Call | Kind::New => arguments(rules, brackets, indentation, column),
            Kind::Object | Kind::List => one_a_line(rules, brackets, indentation),
        },
        Piece::Chain(object, methods) => chain(rules, object, methods, indentation, rest),
    }
}

/// A call whose arguments do not fit on one line.
fn arguments(rules: &Rules, call: &Brackets, indentation: &str, column: usize) -> Option<String> {
    let Some((last, others)) = call.items.split_last() else {
        return Some(format!("{}()", call.head));
    };
    if let Piece::Bracketed(last) = &last.value
        && hugs(last, others)
    {
        let others: Option<Vec<String>> = others.iter().map(|item| flat(&item.value)).collect();
        if let Some(others) = others {
            let before: String = others.iter().map(|other| format!("{other}, ")).collect();
            let before = format!("{}({before}", call.head);
            if column + before.chars().count() < rules.width {
                let last = one_a_line(rules, last, indentation)?;
                return Some(format!("{before}{last})"));
            }
        }
    }
    // How a template alone is broken depends on what it holds.
    if others.is_empty() && matches!(last.value, Piece::Text(_, Below::Stays)) {
        return None;
    }
    one_a_line(rules, call, indentation)
}

/// Whether the last argument may share its lines with the brackets.
fn hugs(last: &Brackets, others: &[Item]) -> bool {
    let alike = others.last().is_some_and(
        |other| matches!(&other.value, Piece::Bracketed(other) if other.kind == last.kind),
    );
    matches!(last.kind, Kind::Object | Kind::List) && !last.items.is_empty() && !alike
}

/// Brackets with one item a line.
fn one_a_line(rules: &Rules, brackets: &Brackets, indentation: &str) -> Option<String> {
    let (open, close) = brackets.ends();
    let inner = format!("{indentation}{}", rules.unit);
    let column = rules.columns(&inner);
    let commas = match brackets.kind {
        Kind::Call | Kind::New => rules.argument_commas,
        Kind::Object | Kind::List => rules.trailing_commas,
    };
    let mut text = format!("{}{open}", brackets.head);
    let last = brackets.items.len().checked_sub(1)?;
    for (at, item) in brackets.items.iter().enumerate() {
        let comma = match at == last && commas == TrailingCommas::Never {
            true => "",
            false => ",",
        };
        for (blank, comment) in &item.above {
            text.push_str(blank_line(rules, *blank && at > 0));
            text.push_str(&rules.line(&inner));
            text.push_str(comment);
        }
        let first = at == 0 && item.above.is_empty();
        text.push_str(blank_line(rules, item.blank && !first));
        text.push_str(&rules.line(&inner));
        let rest = comma.len();
        text.push_str(&match item.label.strip_suffix(':') {
            Some(_) => assigned(rules, &item.label, &item.value, &inner, column, rest)?,
            None => {
                let column = column + item.label.chars().count();
                let value = value(rules, &item.value, &inner, column, rest)?;
                format!("{}{value}", item.label)
            }
        });
        text.push_str(comma);
        if let Some(comment) = &item.behind {
            text.push_str(&format!(" {comment}"));
        }
    }
    text.push_str(&rules.line(indentation));
    text.push_str(close);
    Some(text)
}

fn blank_line(rules: &Rules, is_there: bool) -> &'static str {
    match is_there {
        true => rules.line_ending.as_str(),
        false => "",
    }
}

/// Each method on a line of its own.
fn chain(
    rules: &Rules,
    object: &str,
    methods: &[Brackets],
    indentation: &str,
    rest: usize,
) -> Option<String> {
    let keeps_first = object.chars().count() <= rules.unit_columns()
        || object.starts_with(|first: char| first.is_uppercase())
        || object == "this";
    // More of them may be broken even where they fit.
    if keeps_first || methods.len() != 2 {
        return None;
    }
    let inner = format!("{indentation}{}", rules.unit);
    let mut text = object.to_owned();
    for (at, method) in methods.iter().enumerate() {
        let rest = if at + 1 == methods.len() { rest } else { 0 };
        text.push_str(&rules.line(&inner));
        let column = rules.columns(&inner);
        let line = flat_brackets(method)?;
        match column + line.chars().count() + rest <= rules.width {
            true => text.push_str(&line),
            false => return None,
        }
    }
    Some(text)
}

/// On one line; `None` where it has to stand on several.
fn flat(piece: &Piece) -> Option<String> {
    match piece {
        Piece::Text(text, _) | Piece::OneLine(text) => Some(text.clone()),
        Piece::Operation(operands, operator) => Some(operands.join(&format!(" {operator} "))),
        Piece::Bracketed(brackets) => flat_brackets(brackets),
        Piece::Chain(object, methods) => {
            // With functions among the arguments, more than two are always broken.
            let methods: Option<Vec<String>> = methods.iter().map(flat_brackets).collect();
            methods.map(|methods| format!("{object}{}", methods.concat()))
        }
    }
}

fn flat_brackets(brackets: &Brackets) -> Option<String> {
    let (open, close) = brackets.ends();
    let commented = |item: &Item| !item.above.is_empty() || item.behind.is_some();
    if brackets.open || brackets.items.iter().any(commented) || is_list_of_records(brackets) {
        return None;
    }
    let items: Option<Vec<String>> = brackets
        .items
        .iter()
        .map(|item| {
            let gap = if item.label.ends_with(':') { " " } else { "" };
            Some(format!("{}{gap}{}", item.label, flat(&item.value)?))
        })
        .collect();
    let items = items?.join(", ");
    let pad = match brackets.kind == Kind::Object && !items.is_empty() {
        true => " ",
        false => "",
    };
    Some(format!("{}{open}{pad}{items}{pad}{close}", brackets.head))
}

/// Prettier always breaks a list of objects, or of lists, of several entries each.
fn is_list_of_records(brackets: &Brackets) -> bool {
    let all = |kind: Kind| {
        brackets.items.iter().all(|item| {
            matches!(&item.value, Piece::Bracketed(inner) if inner.kind == kind && inner.items.len() > 1)
        })
    };
    brackets.kind == Kind::List
        && brackets.items.len() > 1
        && (all(Kind::Object) || all(Kind::List))
}

impl Rules {
    fn unit_columns(&self) -> usize {
        self.columns(&self.unit)
    }
}

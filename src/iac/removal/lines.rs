//! Lines, blank lines and the comments above them.

use tree_sitter::Node;

use super::labels::Labels;
use super::list::NextItem;
use crate::fix::Edit;
use crate::iac::program::Program;
use crate::source::{Source, Span};
use crate::syntax::Language;

/// Comments that tell a tool something about the next line only.
const DIRECTIVES: [&str; 10] = [
    "eslint-disable-next-line",
    "@ts-ignore",
    "@ts-expect-error",
    "prettier-ignore",
    "biome-ignore",
    "tslint:disable-next-line",
    "deno-lint-ignore",
    "istanbul ignore next",
    "pyright: ignore",
    "iacfix-ignore ",
];

/// Of the comments before an item, those that go with it: the ones directly above it that speak only of it.
///
/// A comment speaks only of an item when it names the item's key, is a directive for the next line, or when the item is
/// the only one of its group: below it comes a blank line, a comment, or nothing.
pub(super) fn owned_leading_comments(
    source: &Source,
    comments: &[Span],
    item: Span,
    next: Option<&NextItem>,
) -> Vec<Span> {
    let owned = own_comments(source, comments, item.start);
    let text: String = owned
        .iter()
        .map(|comment| source.slice(*comment))
        .collect::<Vec<_>>()
        .join("\n");
    let alone = next.is_none_or(|next| next.separate || next.line == source.line_start(item.start));
    let directive = DIRECTIVES.iter().any(|directive| text.contains(directive));
    let words = key_words(source.slice(item));
    let named = names_any(&text, &words);
    let next_named = next.is_some_and(|next| names_any(&text, &key_words(source.slice(next.span))));
    if alone || directive || (named && !next_named) {
        return owned;
    }
    Vec::new()
}

/// Of the comments before `start`, those directly above it, and those on its line.
pub(super) fn own_comments(source: &Source, comments: &[Span], start: usize) -> Vec<Span> {
    let mut own: Vec<Span> = Vec::new();
    let mut below = start;
    for &comment in comments.iter().rev() {
        let own_line = source.text()[source.line_start(comment.start)..comment.start]
            .trim()
            .is_empty();
        let inline = source.line_start(comment.end) == source.line_start(below);
        let directly_above = own_line && !blank_line_between(source, comment.end, below);
        if !inline && !directly_above {
            break;
        }
        own.push(comment);
        below = comment.start;
    }
    own.reverse();
    own
}

/// The words of what an item starts with, up to its value: of `env.AWS_REGION = region` the words `aws_region` and
/// `region`. Words that half of all keys hold say nothing.
fn key_words(item: &str) -> Vec<String> {
    const SAY_NOTHING: [&str; 6] = [
        "lambda",
        "process",
        "environ",
        "const",
        "config",
        "variables",
    ];
    let key = item.split([':', '=', ',', '\n']).next().unwrap_or_default();
    let mut words = Vec::new();
    for name in split_words(key) {
        words.push(name.to_lowercase());
        for part in name.split('_') {
            let part = part.to_lowercase();
            if part.len() > 3 && !SAY_NOTHING.contains(&part.as_str()) {
                words.push(part);
            }
        }
    }
    words
}

/// Whether a comment says the name of what an item is about, and is no rule above a part of a file (`# ---- functions`).
pub(in crate::iac) fn speaks_of(comment: &str, item: &str) -> bool {
    let is_rule = ["---", "===", "###", "***", "~~~"]
        .iter()
        .any(|rule| comment.contains(rule));
    !is_rule && names_any(comment, &key_words(item))
}

fn names_any(comment: &str, words: &[String]) -> bool {
    split_words(comment).any(|word| words.contains(&word.to_lowercase()))
}

fn split_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric() && character != '_')
        .filter(|word| word.len() > 3)
}

/// Whether there is an empty line between two offsets.
pub(super) fn blank_line_between(source: &Source, start: usize, end: usize) -> bool {
    let between = source.text().get(start..end).unwrap_or_default();
    let mut lines = between.split('\n').skip(1).peekable();
    while let Some(line) = lines.next() {
        if lines.peek().is_some() && line.trim().is_empty() {
            return true;
        }
    }
    false
}

/// `lines`, and a blank line next to them that would be left over: one of two, or one at either end of `first..last`.
pub(super) fn with_spare_blank_line(
    source: &Source,
    lines: Span,
    first: usize,
    last: usize,
) -> Span {
    let text = source.text();
    let is_blank = |from: usize, to: usize| from < to && text[from..to].trim().is_empty();
    let previous = lines
        .start
        .checked_sub(1)
        .map(|at| Span::new(source.line_start(at), lines.start));
    let next = Span::new(lines.end, source.next_line_start(lines.end).max(lines.end));
    let blank_before =
        previous.filter(|line| line.start >= first && is_blank(line.start, line.end));
    let blank_after = is_blank(next.start, next.end) && next.end <= last;
    let at_start = lines.start <= first;
    let at_end = lines.end >= last;
    match blank_before {
        Some(before) if at_end => Span::new(before.start, lines.end),
        Some(_) if blank_after => Span::new(lines.start, next.end),
        None if at_start && blank_after => Span::new(lines.start, next.end),
        _ => lines,
    }
}

/// Which of the comments above a statement go with it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Above<'l> {
    /// Those that speak only of it.
    Weighed,
    /// Those that open with its name, or the line above it where it stands alone.
    Labelled(&'l Labels),
}

/// The edits that remove a statement with its line, the comments that speak only of it, and a blank line left over.
/// `gone` are all statements that go in the same block.
pub(super) fn remove_statement<'p>(
    program: &'p Program<'p>,
    statement: Node<'p>,
    gone: &[Node<'p>],
    above: Above<'_>,
) -> Vec<Edit> {
    let source = program.source();
    let text = source.text();
    let is_comment = |node: &Node<'p>| program.dialect.is_comment(*node);
    let block = program.ancestors(statement).first().copied();
    let siblings: Vec<Node<'p>> = block.map_or(Vec::new(), |block| {
        let mut cursor = block.walk();
        block.children(&mut cursor).collect()
    });
    let at = siblings.iter().position(|sibling| *sibling == statement);
    let at = at.unwrap_or_default();
    let leading: Vec<Node<'p>> = siblings[..at]
        .iter()
        .rev()
        .take_while(|sibling| is_comment(sibling))
        .copied()
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        // A comment behind the statement above is that statement's.
        .skip_while(|comment| {
            let start = source.line_start(comment.start_byte());
            !text[start..comment.start_byte()].trim().is_empty()
        })
        .collect();
    // What goes with it is not there to share a comment with.
    let rest = &siblings[at + 1..];
    let next = rest
        .iter()
        .position(|sibling| sibling.is_named() && !is_comment(sibling) && !gone.contains(sibling));
    let next = next.map(|next| NextItem {
        span: rest[next].byte_range().into(),
        line: source.line_start(rest[next].start_byte()),
        separate: rest[..next].iter().any(is_comment)
            || blank_line_between(source, statement.end_byte(), rest[next].start_byte()),
    });
    let span = Span::from(statement.byte_range());
    let leading: Vec<Span> = leading
        .iter()
        .map(|node| node.byte_range().into())
        .collect();
    let leading = match above {
        Above::Weighed => owned_leading_comments(source, &leading, span, next.as_ref()),
        Above::Labelled(labels) => {
            let labelled = labels.above(program, statement);
            let is_first = leading.len() == at;
            let alone = next.as_ref().is_none_or(|next| next.separate);
            match own_comments(source, &leading, span.start).as_slice() {
                // What opens a file, and what takes several lines, is about more.
                [only] if labelled.is_empty() && alone && !is_first => {
                    let text = source.slice(*only);
                    let kept = text.contains('\n') || labels.speak_of_kept(text);
                    if kept { Vec::new() } else { vec![*only] }
                }
                _ => labelled,
            }
        }
    };
    let start = leading.first().unwrap_or(&span).start;
    let trailing = siblings[at + 1..]
        .iter()
        .take_while(|sibling| {
            (is_comment(sibling) || sibling.kind() == ";")
                && source.line_start(sibling.start_byte())
                    == source.line_start(statement.end_byte())
        })
        .last();
    let end = trailing.map_or(statement.end_byte(), |node| {
        source.visible_end(node.byte_range().into())
    });
    let end = end + text[end..].len() - text[end..].trim_start_matches(';').len();

    let gone_here: Vec<&Node<'p>> = siblings
        .iter()
        .filter(|sibling| gone.contains(sibling))
        .collect();
    let emptied = siblings
        .iter()
        .filter(|sibling| sibling.is_named() && !is_comment(sibling))
        .all(|sibling| gone.contains(sibling));
    let nested = block.is_some_and(|block| block.parent().is_some());
    // A block of Python is never empty.
    if emptied
        && nested
        && program.language() == Language::Python
        && gone_here.first() == Some(&&statement)
    {
        let span = Span::new(statement.start_byte(), end);
        return vec![Edit::replace(span, "pass")];
    }
    let line_start = source.line_start(start);
    let own_lines = text[line_start..start].trim().is_empty()
        && text[end..source.line_end(end)].trim().is_empty();
    if !own_lines {
        let gap = text[end..].len() - text[end..].trim_start_matches([' ', '\t']).len();
        // What stands before it on its line ends that line then.
        let start = match text[end..source.line_end(end)].trim().is_empty() {
            true => line_start + text[line_start..start].trim_end().len(),
            false => start,
        };
        return vec![Edit::remove(Span::new(start, end + gap))];
    }
    let lines = Span::new(line_start, source.next_line_start(end));
    let inside = block.map_or(Span::new(0, text.len()), |block| {
        let open = block.child(0).filter(|child| !child.is_named());
        Span::new(
            open.map_or(block.start_byte(), |open| {
                source.next_line_start(open.start_byte())
            }),
            block.end_byte(),
        )
    });
    vec![Edit::remove(with_spare_blank_line(
        source,
        lines,
        source.line_start(inside.start),
        inside.end,
    ))]
}

/// Removals of statements without the blank lines between two of them, where a blank line stands above the first already.
pub(super) fn without_gaps(source: &Source, mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|edit| edit.span.start);
    let mut joined: Vec<Edit> = Vec::new();
    for edit in edits {
        let is_blank = |text: &str| text.trim().is_empty();
        let joins = joined.last().is_some_and(|last| {
            let between = source.text().get(last.span.end..edit.span.start);
            let above = last.span.start.checked_sub(1);
            let below_blank = above.is_some_and(|above| {
                let above = source.line_start(above);
                is_blank(&source.text()[above..last.span.start])
            });
            last.text.is_empty()
                && edit.text.is_empty()
                && between.is_some_and(|gap| gap.is_empty() || (below_blank && is_blank(gap)))
        });
        match joins {
            true => {
                if let Some(last) = joined.last_mut() {
                    last.span = last.span.join(edit.span);
                }
            }
            false => joined.push(edit),
        }
    }
    joined
}

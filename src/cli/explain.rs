//! The pages of codemods, by id or by what somebody knows of what went wrong: a message, a part of one, a word.

use super::exit::Exit;
use super::layout::Layout;
use super::render;
use super::streams::Streams;
use crate::codemod::Codemod;
use crate::codemods;
use crate::config::find_codemod;
use crate::engine::UNUSED_SUPPRESSION;
use crate::iac::camel_case;

/// The page about the one finding that is not a codemod's.
const ABOUT_UNUSED_SUPPRESSION: &str = "\
# unused-suppression

A comment `iacfix-ignore` suppresses nothing, or names no codemod. It is reported so that it cannot hide a later finding.

The fix removes the comment. It is safe: a comment changes nothing that is deployed.
";

/// Shows the page of a codemod, named by its id or by what speaks of it; where several are meant, what each of them does.
pub fn explain(words: &[String], layout: Layout, streams: &mut Streams) -> Exit {
    let asked = words.join(" ");
    let by_id = page(asked.trim());
    let found = match by_id {
        Ok(_) => Vec::new(),
        Err(_) => spoken_of(asked.trim()),
    };
    let text = match (found.as_slice(), by_id) {
        (_, Ok(page)) => page,
        ([], Err(_)) if asked.trim().contains(' ') => {
            let nothing = "no codemod repairs what this message speaks of; `iacfix list` shows what each one does";
            streams.note(&render::error(nothing));
            return Exit::Failure;
        }
        ([], Err(unknown)) => {
            streams.note(&render::error(&unknown));
            return Exit::Failure;
        }
        ([codemod], _) => page_of(codemod),
        (several, _) => list(several, layout),
    };
    streams.text(&text);
    streams.flush();
    Exit::Clean
}

/// The page about a codemod, or what to ask for instead.
pub fn page(id: &str) -> Result<String, String> {
    match id {
        UNUSED_SUPPRESSION => Ok(ABOUT_UNUSED_SUPPRESSION.to_owned()),
        id => match find_codemod(codemods::ALL, id) {
            Ok(codemod) => Ok(page_of(codemod)),
            Err(error) => Err(error.to_string()),
        },
    }
}

/// The page of a codemod, with its group under the title.
fn page_of(codemod: &Codemod) -> String {
    let Codemod { id, group, .. } = codemod;
    let runs = match group.runs_by_default() {
        true => "It runs by default.".to_owned(),
        false => {
            format!("It runs only where it is selected: `--select {id}` or `--select {group}`.")
        }
    };
    let about = format!("Group `{group}`: {}. {runs}", group.summary());
    match codemod.docs.split_once('\n') {
        Some((title, text)) => format!("{title}\n\n{about}\n{text}"),
        None => format!("{}\n\n{about}\n", codemod.docs),
    }
}

/// One line for each, and how to go on.
fn list(codemods: &[&Codemod], layout: Layout) -> String {
    let width = codemods.iter().map(|codemod| codemod.id.len()).max();
    let width = width.unwrap_or_default();
    let lines = codemods.iter().map(|codemod| {
        let summary = layout.wrapped(width + 4, codemod.summary);
        format!("  {:width$}  {summary}\n", codemod.id)
    });
    let lines: String = lines.collect();
    format!("{lines}\n`iacfix explain ID` shows the page of one of them\n")
}

/// The codemods that a message, a part of one or a word speaks of: those whose error it holds; else those whose error it is
/// a part of; else those whose pages hold the most of the names in it.
fn spoken_of(asked: &str) -> Vec<&'static Codemod> {
    let message = plain_words(asked);
    let with_error = |is_meant: &dyn Fn(&str) -> bool| -> Vec<&'static Codemod> {
        let codemods = codemods::ALL.iter().copied();
        let meant = |codemod: &&Codemod| codemod.errors.iter().any(|e| is_meant(&plain_words(e)));
        codemods.filter(meant).collect()
    };
    let whole = with_error(&|error| message.contains(error));
    if !whole.is_empty() {
        return whole;
    }
    if asked.contains(' ') {
        let part = with_error(&|error| error.contains(&message));
        if !part.is_empty() {
            return part;
        }
    }
    let names: Vec<String> = names(asked);
    let count = |codemod: &Codemod| {
        let held = |name: &&String| {
            holds_word(codemod.docs, name) || holds_word(codemod.docs, &camel_case(name))
        };
        names.iter().filter(held).count()
    };
    let most = codemods::ALL.iter().map(|codemod| count(codemod)).max();
    let most = most.unwrap_or_default();
    let all = codemods::ALL.iter().copied();
    all.filter(|codemod| most > 0 && count(codemod) == most)
        .collect()
}

/// What names something in a message: what no language has for a word. A word alone is meant as one.
fn names(asked: &str) -> Vec<String> {
    if !asked.contains(' ') {
        return vec![asked.to_owned()];
    }
    let words = asked.split(|next: char| !(next.is_alphanumeric() || next == '_'));
    let is_name = |word: &&str| {
        let inner = word.get(1..).unwrap_or_default();
        let mixed = inner.contains(char::is_uppercase) && word.contains(char::is_lowercase);
        mixed || word.trim_matches('_').contains('_')
    };
    let mut names: Vec<String> = words.filter(is_name).map(str::to_owned).collect();
    names.sort();
    names.dedup();
    names
}

/// Whether `word` stands in the text, as a whole and in any case. What joins the parts of an identifier or of an id joins
/// words.
fn holds_word(text: &str, word: &str) -> bool {
    let (text, word) = (text.to_lowercase(), word.to_lowercase());
    let joins = |next: Option<char>| {
        next.is_some_and(|next| next.is_alphanumeric() || matches!(next, '_' | '-'))
    };
    !word.is_empty()
        && text.match_indices(&word).any(|(at, _)| {
            !joins(text[..at].chars().next_back()) && !joins(text[at + word.len()..].chars().next())
        })
}

/// The words of a message in lower case, whatever stands between them and however its lines are broken.
fn plain_words(text: &str) -> String {
    let words: Vec<String> = text
        .split(|next: char| !next.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    format!(" {} ", words.join(" "))
}

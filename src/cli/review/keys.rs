//! The keys of a review.

use dialoguer::console::{Key, Term};

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Apply,
    Skip,
    ApplyRestOfFile,
    ApplyRestOfCodemod,
    SkipRestOfFile,
    SkipRestOfCodemod,
    Edit,
    Suppress,
    Undo,
    Explain,
    Quit,
    Help,
    Interrupt,
}

/// Every key with its answer and what it does, in the order in which they are offered.
const KEYS: [(char, Answer, &str); 12] = [
    ('y', Answer::Apply, "apply this fix"),
    ('n', Answer::Skip, "do not apply this fix"),
    (
        'a',
        Answer::ApplyRestOfFile,
        "apply this and the rest of the file; what is less safe than this is still asked about",
    ),
    (
        'A',
        Answer::ApplyRestOfCodemod,
        "apply this and the rest of this codemod, in all files; what is less safe is still asked about",
    ),
    (
        'd',
        Answer::SkipRestOfFile,
        "do not apply this nor the rest of the file",
    ),
    (
        'D',
        Answer::SkipRestOfCodemod,
        "do not apply this nor the rest of this codemod, in all files",
    ),
    (
        'e',
        Answer::Edit,
        "edit the replacement, and apply what is saved",
    ),
    (
        's',
        Answer::Suppress,
        "leave it, with a comment that suppresses it from now on",
    ),
    ('u', Answer::Undo, "undo the last decision in this file"),
    ('i', Answer::Explain, "explain what is wrong, and why"),
    (
        'q',
        Answer::Quit,
        "quit; what was applied is written, the rest is left",
    ),
    ('?', Answer::Help, "show this help"),
];

/// `[y,n,…,?]`
pub(super) fn offered() -> String {
    let keys: Vec<String> = KEYS.iter().map(|(key, ..)| key.to_string()).collect();
    format!("[{}]", keys.join(","))
}

/// One line for each key.
pub(super) fn help() -> String {
    let line = |(key, _, does): &(char, Answer, &str)| format!("{key} - {does}\n");
    KEYS.iter().map(line).collect()
}

/// Waits for a key, and shows it. A terminal that is gone counts as an interruption.
pub(super) fn read(terminal: &Term) -> Answer {
    let key = match terminal.read_key_raw() {
        Ok(key) => key,
        Err(_) => return Answer::Interrupt,
    };
    let (shown, answer) = match key {
        Key::CtrlC => return Answer::Interrupt,
        // Ctrl-D: the end of what there is to say.
        Key::Char('\u{4}') => ('q', Answer::Quit),
        Key::Char(character) => KEYS
            .iter()
            .find(|(key, ..)| *key == character)
            .map_or((' ', Answer::Help), |(key, answer, _)| (*key, *answer)),
        _ => (' ', Answer::Help),
    };
    let _ = terminal.write_line(&shown.to_string());
    answer
}

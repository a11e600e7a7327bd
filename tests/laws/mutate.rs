//! Random changes of a text that keep much of it whole: lines, words and bracketed parts are moved, copied and dropped.

use std::ops::Range;
use std::sync::OnceLock;

/// Numbers that look random and come out the same each time (SplitMix64).
pub struct Random(pub u64);

impl Random {
    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`; 0 where that is 0.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).expect("a length fits 64 bits");
        let number = if end == 0 { 0 } else { self.next() % end };
        usize::try_from(number).expect("it is below a length")
    }

    /// One of `items`.
    pub fn pick<'i, T: ?Sized>(&mut self, items: &[&'i T]) -> Option<&'i T> {
        items.get(self.below(items.len())).copied()
    }
}

/// The text after a few changes; `other` lends lines and words.
pub fn text(text: &str, other: &str, random: &mut Random) -> String {
    let mut text = text.to_owned();
    for _ in 0..=random.below(3) {
        text = once(&text, other, random);
    }
    text
}

/// The words of `fuzz/iacfix.dict`.
pub fn dictionary() -> &'static [String] {
    static WORDS: OnceLock<Vec<String>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let lines = include_str!("../../fuzz/iacfix.dict").lines();
        lines
            .filter_map(|line| line.strip_prefix('"')?.strip_suffix('"'))
            .map(|word| {
                word.replace("\\x0a", "\n")
                    .replace("\\x0d", "\r")
                    .replace("\\\"", "\"")
                    .replace("\\\\", "\\")
            })
            .collect()
    })
}

fn once(text: &str, other: &str, random: &mut Random) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let words = words(text);
    let with = |range: Range<usize>, new: &str| {
        let mut changed = text.to_owned();
        changed.replace_range(range, new);
        changed
    };
    match random.below(12) {
        // Lines: drop some, copy one, swap two, borrow one.
        0 => {
            let start = random.below(lines.len());
            let end = (start + 1 + random.below(3)).min(lines.len());
            let kept = lines.iter().enumerate();
            kept.filter(|(at, _)| !(start..end).contains(at))
                .map(|(_, line)| *line)
                .collect()
        }
        1 => moved(&lines, random.pick(&lines), random),
        2 => {
            let (a, b) = (random.below(lines.len()), random.below(lines.len()));
            let mut lines = lines;
            if a < lines.len() && b < lines.len() {
                lines.swap(a, b);
            }
            lines.concat()
        }
        3 => {
            let borrowed: Vec<&str> = other.split_inclusive('\n').collect();
            moved(&lines, random.pick(&borrowed), random)
        }
        // Words: replace one by another one of the file, of the other file, or of the dictionary; drop one; add one.
        4 | 5 => {
            let new = words.get(random.below(words.len())).cloned();
            match (words.get(random.below(words.len())), new) {
                (Some(old), Some(new)) => with(old.clone(), &text[new]),
                _ => text.to_owned(),
            }
        }
        6 => {
            let lent = self::words(other);
            let new = lent.get(random.below(lent.len())).cloned();
            match (words.get(random.below(words.len())), new) {
                (Some(old), Some(new)) => with(old.clone(), &other[new]),
                _ => text.to_owned(),
            }
        }
        7 => {
            let new = dictionary().get(random.below(dictionary().len()));
            let old = words.get(random.below(words.len())).cloned();
            let old = old.unwrap_or(0..0);
            let old = if random.below(2) == 0 {
                old
            } else {
                old.start..old.start
            };
            with(old, new.map_or("", String::as_str))
        }
        8 => {
            let dropped = words.get(random.below(words.len())).cloned();
            with(dropped.unwrap_or(0..0), "")
        }
        // A bracketed part: drop it, or put it where another one is.
        9 | 10 => {
            let parts = bracketed(text);
            let new = parts.get(random.below(parts.len())).cloned();
            match (parts.get(random.below(parts.len())), new) {
                (Some(old), Some(new)) if random.below(3) > 0 => with(old.clone(), &text[new]),
                (Some(old), _) => with(old.start + 1..old.end - 1, ""),
                _ => text.to_owned(),
            }
        }
        // One character.
        _ => {
            let places: Vec<(usize, char)> = text.char_indices().collect();
            let Some(&(at, old)) = places.get(random.below(places.len())) else {
                return text.to_owned();
            };
            let new = [
                "", "\n", "\r", "\t", " ", ",", ";", "{", "}", "(", ")", "\"", "é",
            ];
            let end = at + old.len_utf8() * random.below(2);
            with(at..end, random.pick(&new).unwrap_or(""))
        }
    }
}

fn moved(lines: &[&str], line: Option<&str>, random: &mut Random) -> String {
    let mut lines = lines.to_vec();
    let at = random.below(lines.len() + 1);
    lines.insert(at, line.unwrap_or(""));
    lines.concat()
}

/// The runs of letters, digits and underscores, and every other visible character by itself.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let in_word = |character: char| character.is_alphanumeric() || character == '_';
    let mut open = false;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        match words.last_mut() {
            Some(last) if open && in_word(character) => last.end = end,
            _ if character.is_whitespace() => {}
            _ => words.push(at..end),
        }
        open = in_word(character);
    }
    words
}

/// What stands between an opening bracket and its closing one, with both.
fn bracketed(text: &str) -> Vec<Range<usize>> {
    let mut open = Vec::new();
    let mut parts = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' | b'[' | b'{' => open.push(at),
            b')' | b']' | b'}' => parts.extend(open.pop().map(|start| start..at + 1)),
            _ => {}
        }
    }
    parts
}

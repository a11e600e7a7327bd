//! String literals.

/// The text that a string or a template without substitutions stands for, as far as it is one.
pub(super) fn decode(literal: &str) -> String {
    let (text, _) = read(literal);
    text
}

/// The text that a string or a template without substitutions stands for, character for character; `None` for what is no
/// text, as half of a surrogate pair.
pub(super) fn exact(literal: &str) -> Option<String> {
    match read(literal) {
        (text, Exactness::Exact) => Some(text),
        (_, Exactness::Near) => None,
    }
}

/// The text of a template without substitutions whose escapes mean nothing, as `String.raw` takes it.
pub(super) fn raw(template: &str) -> Option<String> {
    let inner = template.strip_prefix('`')?.strip_suffix('`')?;
    Some(with_lf(inner))
}

/// Whether a text is all that a literal stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Exactness {
    Exact,
    Near,
}

/// The language takes every line ending in a template for a line feed.
fn with_lf(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn read(literal: &str) -> (String, Exactness) {
    let quote = literal.chars().next().unwrap_or('"');
    let inner = literal
        .strip_prefix(quote)
        .map(|rest| rest.strip_suffix(quote).unwrap_or(rest))
        .unwrap_or(literal);
    let inner = with_lf(inner);
    let mut exactness = Exactness::Exact;
    if !inner.contains('\\') {
        return (inner, exactness);
    }
    let mut out = String::with_capacity(inner.len());
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            out.push(character);
            continue;
        }
        let read = match characters.next() {
            Some('n') => Some('\n'),
            Some('r') => Some('\r'),
            Some('t') => Some('\t'),
            Some('b') => Some('\u{8}'),
            Some('f') => Some('\u{c}'),
            Some('v') => Some('\u{b}'),
            Some('x') => hex(&mut characters, 2),
            Some('u') => unicode(&mut characters),
            Some('\n' | '\u{2028}' | '\u{2029}') | None => continue,
            Some(digit @ '0'..='7') => octal(digit, &mut characters),
            Some(other) => Some(other),
        };
        if read.is_none() {
            exactness = Exactness::Near;
        }
        out.extend(read);
    }
    (out, exactness)
}

/// What `\0` and the old `\101` stand for.
fn octal(first: char, characters: &mut std::str::Chars<'_>) -> Option<char> {
    let most = if first <= '3' { 3 } else { 2 };
    let mut digits = first.to_string();
    while let Some(next @ '0'..='7') = characters.clone().next()
        && digits.len() < most
    {
        digits.push(next);
        characters.next();
    }
    char::from_u32(u32::from_str_radix(&digits, 8).ok()?)
}

/// An imported name, which may be written as a string: `import { "a-b" as c }`.
pub(super) fn decode_name(name: &str) -> String {
    if name.starts_with(['"', '\'']) {
        return decode(name);
    }
    name.to_owned()
}

fn hex(characters: &mut std::str::Chars<'_>, digits: usize) -> Option<char> {
    char::from_u32(code_unit(characters, digits)?)
}

fn code_unit(characters: &mut std::str::Chars<'_>, digits: usize) -> Option<u32> {
    let text: String = characters.take(digits).collect();
    u32::from_str_radix(&text, 16).ok()
}

fn unicode(characters: &mut std::str::Chars<'_>) -> Option<char> {
    if !characters.as_str().starts_with('{') {
        let first = code_unit(characters, 4)?;
        // Two halves make one character; one half is none.
        let is_first_half = (0xD800..0xDC00).contains(&first);
        let second = characters.as_str().strip_prefix("\\u");
        return match second.and_then(|rest| u16::from_str_radix(rest.get(..4)?, 16).ok()) {
            Some(second) if is_first_half => {
                let pair = [u16::try_from(first).ok()?, second];
                let character = char::decode_utf16(pair).next()?.ok()?;
                characters.nth(5);
                Some(character)
            }
            _ => char::from_u32(first),
        };
    }
    characters.next();
    let text: String = characters.take_while(|&next| next != '}').collect();
    char::from_u32(u32::from_str_radix(&text, 16).ok()?)
}

#[cfg(test)]
mod tests {
    use super::{decode, exact, raw};

    #[test]
    fn escapes_are_decoded() {
        assert_eq!(decode(r"'AWS_\x52EGION'"), "AWS_REGION");
        assert_eq!(decode(r#""\u0041\u{42}\n\"""#), "AB\n\"");
        assert_eq!(decode("`plain`"), "plain");
        assert_eq!(decode("'"), "");
        assert_eq!(decode("'pro\\\r\nd'"), "prod");
        assert_eq!(decode("`a\r\nb`"), "a\nb");
    }

    #[test]
    fn what_stands_for_a_text_is_told_from_what_does_not() {
        let some = |text: &str| Some(text.to_owned());
        for (literal, text) in [
            (r"`a\\d\`b\${c}\$`", some("a\\d`b${c}$")),
            (r"'\0\101\7\47x\8'", some("\0A\u{7}'x8")),
            (r"'\uD83D\uDE00'", some("\u{1F600}")),
            (r"'\uD83D'", None),
            (r"'\uD83D\u0041'", None),
            ("`a\\\r\nb\rc`", some("ab\nc")),
        ] {
            assert_eq!(exact(literal), text, "{literal}");
        }
        assert_eq!(raw("`a\\n\r\n\\``"), some("a\\n\n\\`"));
    }
}

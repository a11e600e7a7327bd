//! String literals.

/// The text that a string without interpolation stands for, as far as it is one.
pub(super) fn decode(literal: &str) -> String {
    let (text, _) = read(literal);
    text
}

/// The text that a string without interpolation stands for, character for character; `None` for what is no text, and for
/// characters that are named.
pub(super) fn exact(literal: &str) -> Option<String> {
    match read(literal) {
        (text, Exactness::Exact) => Some(text),
        (_, Exactness::Near) => None,
    }
}

/// Whether a text is all that a literal stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Exactness {
    Exact,
    Near,
}

fn read(literal: &str) -> (String, Exactness) {
    let quote_at = literal.find(['"', '\'']).unwrap_or(0);
    let (prefix, quoted) = literal.split_at(quote_at);
    let quote = ["\"\"\"", "'''", "\"", "'"]
        .into_iter()
        .find(|quote| quoted.starts_with(quote))
        .unwrap_or_default();
    let inner = &quoted[quote.len()..];
    let inner = inner.strip_suffix(quote).unwrap_or(inner);
    // The language takes every line ending for a line feed.
    let inner = inner.replace("\r\n", "\n").replace('\r', "\n");
    let prefix = prefix.to_ascii_lowercase();
    let inner = if prefix.contains('f') {
        inner.replace("{{", "{").replace("}}", "}")
    } else {
        inner
    };
    let mut exactness = Exactness::Exact;
    if prefix.contains('r') || !inner.contains('\\') {
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
            Some('a') => Some('\u{7}'),
            Some('b') => Some('\u{8}'),
            Some('f') => Some('\u{c}'),
            Some('v') => Some('\u{b}'),
            Some('x') => code_point(&mut characters, 2),
            Some('u') => code_point(&mut characters, 4),
            Some('U') => code_point(&mut characters, 8),
            Some('\n') | None => continue,
            Some(quote @ ('\\' | '\'' | '"')) => Some(quote),
            Some(digit @ '0'..='7') => octal(digit, &mut characters),
            Some('N') if characters.as_str().starts_with('{') => {
                out.push_str("\\N");
                None
            }
            Some(other) => {
                out.push('\\');
                Some(other)
            }
        };
        if read.is_none() {
            exactness = Exactness::Near;
        }
        out.extend(read);
    }
    (out, exactness)
}

fn octal(first: char, characters: &mut std::str::Chars<'_>) -> Option<char> {
    let mut digits = first.to_string();
    while let Some(next @ '0'..='7') = characters.clone().next()
        && digits.len() < 3
    {
        digits.push(next);
        characters.next();
    }
    char::from_u32(u32::from_str_radix(&digits, 8).ok()?)
}

/// Whether a literal stands for bytes, and not for text.
pub(super) fn is_bytes(literal: &str) -> bool {
    let prefix = literal.split(['"', '\'']).next().unwrap_or_default();
    prefix.contains(['b', 'B'])
}

fn code_point(characters: &mut std::str::Chars<'_>, digits: usize) -> Option<char> {
    let text: String = characters.take(digits).collect();
    char::from_u32(u32::from_str_radix(&text, 16).ok()?)
}

#[cfg(test)]
mod tests {
    use super::{decode, exact};

    #[test]
    fn prefixes_quotes_and_escapes_are_decoded() {
        assert_eq!(decode(r#""AWS_\x52EGION""#), "AWS_REGION");
        assert_eq!(decode(r"r'\n'"), r"\n");
        assert_eq!(decode("'''a'b'''"), "a'b");
        assert_eq!(decode("f'{{x}}'"), "{x}");
        assert_eq!(decode(r"'\d'"), r"\d");
        assert_eq!(decode("'pro\\\r\nd'"), "prod");
        assert_eq!(decode("\"\"\"a\r\nb\"\"\""), "a\nb");
    }
    #[test]
    fn what_stands_for_a_text_is_told_from_what_does_not() {
        let some = |text: &str| Some(text.to_owned());
        for (literal, text) in [
            (r#""\101\a\0""#, some("A\u{7}\0")),
            (r"'\N{BULLET}'", None),
            (r"'\uD83D'", None),
            (r"rb'x'", some("x")),
            (r"'a\\nb'", some(r"a\nb")),
            ("F\'\'\'\n{{}}\\\n\'\'\'", some("\n{}")),
        ] {
            assert_eq!(exact(literal), text, "{literal}");
        }
    }
}

//! String literals.

/// The text that a string or a template without substitutions stands for.
pub(super) fn decode(literal: &str) -> String {
    let quote = literal.chars().next().unwrap_or('"');
    let inner = literal
        .strip_prefix(quote)
        .map(|rest| rest.strip_suffix(quote).unwrap_or(rest))
        .unwrap_or(literal);
    // The language takes every line ending for a line feed.
    let inner = inner.replace("\r\n", "\n");
    if !inner.contains('\\') {
        return inner;
    }
    let mut out = String::with_capacity(inner.len());
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            out.push(character);
            continue;
        }
        match characters.next() {
            Some('n') => out.push('\n'),
            Some('r') => out.push('\r'),
            Some('t') => out.push('\t'),
            Some('b') => out.push('\u{8}'),
            Some('f') => out.push('\u{c}'),
            Some('v') => out.push('\u{b}'),
            Some('0') => out.push('\0'),
            Some('x') => out.extend(hex(&mut characters, 2)),
            Some('u') => out.extend(unicode(&mut characters)),
            Some('\n' | '\r') | None => {}
            Some(other) => out.push(other),
        }
    }
    out
}

/// An imported name, which may be written as a string: `import { "a-b" as c }`.
pub(super) fn decode_name(name: &str) -> String {
    if name.starts_with(['"', '\'']) {
        return decode(name);
    }
    name.to_owned()
}

fn hex(characters: &mut std::str::Chars<'_>, digits: usize) -> Option<char> {
    let text: String = characters.take(digits).collect();
    char::from_u32(u32::from_str_radix(&text, 16).ok()?)
}

fn unicode(characters: &mut std::str::Chars<'_>) -> Option<char> {
    if !characters.as_str().starts_with('{') {
        return hex(characters, 4);
    }
    characters.next();
    let text: String = characters.take_while(|&next| next != '}').collect();
    char::from_u32(u32::from_str_radix(&text, 16).ok()?)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn escapes_are_decoded() {
        assert_eq!(decode(r"'AWS_\x52EGION'"), "AWS_REGION");
        assert_eq!(decode(r#""\u0041\u{42}\n\"""#), "AB\n\"");
        assert_eq!(decode("`plain`"), "plain");
        assert_eq!(decode("'"), "");
        assert_eq!(decode("'pro\\\r\nd'"), "prod");
        assert_eq!(decode("`a\r\nb`"), "a\nb");
    }
}

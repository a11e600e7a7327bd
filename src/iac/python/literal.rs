//! String literals.

/// The text that a string without interpolation stands for.
pub(super) fn decode(literal: &str) -> String {
    let quote_at = literal.find(['"', '\'']).unwrap_or(0);
    let (prefix, quoted) = literal.split_at(quote_at);
    let quote = ["\"\"\"", "'''", "\"", "'"]
        .into_iter()
        .find(|quote| quoted.starts_with(quote))
        .unwrap_or_default();
    let inner = &quoted[quote.len()..];
    let inner = inner.strip_suffix(quote).unwrap_or(inner);
    // The language takes every line ending for a line feed.
    let inner = inner.replace("\r\n", "\n");
    let prefix = prefix.to_ascii_lowercase();
    let inner = if prefix.contains('f') {
        inner.replace("{{", "{").replace("}}", "}")
    } else {
        inner
    };
    if prefix.contains('r') || !inner.contains('\\') {
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
            Some('x') => out.extend(code_point(&mut characters, 2)),
            Some('u') => out.extend(code_point(&mut characters, 4)),
            Some('U') => out.extend(code_point(&mut characters, 8)),
            Some('\n' | '\r') | None => {}
            Some(quote @ ('\\' | '\'' | '"')) => out.push(quote),
            Some(other) => {
                out.push('\\');
                out.push(other);
            }
        }
    }
    out
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
    use super::decode;

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
}

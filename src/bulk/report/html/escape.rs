//! Text from a campaign as text of a page: nothing in it is markup, and what would not be seen is shown. Knows no page.

use std::fmt::Write as _;

/// Any text as content or as the value of an attribute in quotes; its lines and tabs stay.
pub fn text(text: &str) -> String {
    escape(text, |next| matches!(next, '\n' | '\t'))
}

/// As [`text`], on one line.
pub fn line(text: &str) -> String {
    escape(text, |_| false)
}

/// The value of `href` for a page on the web; `None` for any other address, above all one that is a script.
pub fn web(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let is_web = ["http", "https"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known));
    (is_web && !rest.is_empty()).then(|| line(address))
}

/// The value of `href` for a file below the folder of the page.
pub fn file(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        match byte {
            // A colon would make what stands before it a scheme.
            b'/' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            byte => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

fn escape(text: &str, stays: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for next in text.chars() {
        match next {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            next if stays(next) => out.push(next),
            // Fonts have letters more often than pictures of what has none.
            '\r' => out.push_str("⟨CR⟩"),
            '\n' => out.push_str("⟨LF⟩"),
            next if is_unseen(next) => {
                let _ = write!(out, "⟨U+{:04X}⟩", u32::from(next));
            }
            next => out.push(next),
        }
    }
    out
}

/// Whether a character is nothing to look at, or has others shown in another order, or ends a line where no editor does.
fn is_unseen(next: char) -> bool {
    matches!(
        next,
        '\0'..='\x1f'
            | '\x7f'..='\u{9f}'
            | '\u{ad}'
            | '\u{61c}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_markup_and_nothing_is_hidden() {
        assert_eq!(
            text("<a b='c' d=\"e\">&amp;\n\t"),
            "&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;amp;\n\t"
        );
        assert_eq!(
            line("a\r\n\0\x1b\x7fb"),
            "a⟨CR⟩⟨LF⟩⟨U+0000⟩⟨U+001B⟩⟨U+007F⟩b"
        );
        assert_eq!(text("a\r\nb"), "a⟨CR⟩\nb");
        assert_eq!(
            text("\u{202e}\u{2028}\u{feff}日本"),
            "⟨U+202E⟩⟨U+2028⟩⟨U+FEFF⟩日本"
        );
    }

    #[test]
    fn only_pages_are_linked() {
        assert_eq!(web("https://h/a?b&c"), Some("https://h/a?b&amp;c".into()));
        assert_eq!(web("HTTP://h"), Some("HTTP://h".into()));
        for address in [
            "javascript://h/%0aalert(1)",
            "git@h:a/b",
            "https://",
            "/a",
            "",
        ] {
            assert_eq!(web(address), None);
        }
        assert_eq!(file("patches/a b:ä.patch"), "patches/a%20b%3A%C3%A4.patch");
    }
}

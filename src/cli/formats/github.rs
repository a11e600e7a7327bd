//! Annotations for GitHub Actions: commands to the runner on standard output, one a line.

use super::model::{Notice, Reported, Severity, Weight};
use super::{Document, Tally};

/// The commands.
#[derive(Debug)]
pub(super) struct Github;

impl Document for Github {
    fn finding(&mut self, finding: &Reported) -> String {
        let (start, end) = (finding.region.start, finding.region.end);
        let mut properties = vec![
            ("file", finding.file.name()),
            ("line", start.line.to_string()),
            ("endLine", finding.region.last_line().to_string()),
        ];
        // Columns are refused where an annotation is about several lines.
        if start.line == end.line {
            properties.push(("col", start.utf16_column.to_string()));
            properties.push(("endColumn", end.utf16_column.to_string()));
        }
        properties.push(("title", finding.codemod.to_owned()));
        let name = match finding.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        command(name, &properties, &finding.text())
    }

    fn notice(&mut self, notice: &Notice) -> String {
        let name = match notice.weight {
            Weight::Failure => "error",
            Weight::Warning => "warning",
        };
        let file = notice.file.as_ref().map(|file| ("file", file.name()));
        let title = ("title", "iacfix".to_owned());
        let properties: Vec<_> = file.into_iter().chain([title]).collect();
        command(name, &properties, &notice.message)
    }

    fn closing(&mut self, _: &Tally) -> String {
        String::new()
    }
}

fn command(name: &str, properties: &[(&str, String)], message: &str) -> String {
    let properties: Vec<String> = properties
        .iter()
        .map(|(key, value)| format!("{key}={}", escaped_property(value)))
        .collect();
    format!("::{name} {}::{}\n", properties.join(","), escaped(message))
}

/// What the runner takes for the text as it was: a command is one line.
fn escaped(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// As [`escaped`], where a comma ends the value and a colon the command.
fn escaped_property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_ends_its_command() {
        let made = command(
            "error",
            &[("file", "a,b:c%\n::error::x".to_owned())],
            "50% of\r\nit: a, b",
        );
        assert_eq!(
            made,
            "::error file=a%2Cb%3Ac%25%0A%3A%3Aerror%3A%3Ax::50%25 of%0D%0Ait: a, b\n"
        );
    }
}

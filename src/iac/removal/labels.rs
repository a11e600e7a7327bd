//! Comments that open with the name of what is imported, as `# re -> the names of buckets`: they go with the import.

use tree_sitter::Node;

use super::lines::own_comments;
use crate::iac::program::Program;
use crate::source::Span;

/// What a comment that goes with an import opens with, and what it must not speak of.
#[derive(Debug, Default)]
pub(super) struct Labels {
    /// Names that go.
    pub(super) gone: Vec<String>,
    /// Names that stay, and that the same comment may be about.
    pub(super) kept: Vec<String>,
}

impl Labels {
    /// Whether a comment is about what goes, by how it opens, and not about what stays as well.
    pub(super) fn mark(&self, comment: &str) -> bool {
        let start = comment.trim_start_matches(|next: char| {
            next.is_whitespace() || matches!(next, '/' | '*' | '#' | '!')
        });
        let opens = |label: &String| {
            let rest = start.strip_prefix(label.as_str());
            // `// path/to/file.ts` and `# re-run` open with no name.
            rest.is_some_and(|rest| {
                let ends = |next: char| next.is_whitespace() || ":=,;(".contains(next);
                rest.chars().next().is_none_or(ends) || rest.starts_with("->")
            })
        };
        self.gone.iter().any(opens) && !self.speak_of_kept(comment)
    }

    /// Whether a comment says a name that stays.
    pub(super) fn speak_of_kept(&self, comment: &str) -> bool {
        let mut words =
            comment.split(|next: char| !(next.is_alphanumeric() || "_$".contains(next)));
        words.any(|word| self.kept.iter().any(|kept| kept == word))
    }

    /// The comments directly above a node, where they go with it.
    pub(super) fn above<'p>(&self, program: &'p Program<'p>, node: Node<'p>) -> Vec<Span> {
        let mut comments = Vec::new();
        let mut before = node.prev_sibling();
        while let Some(comment) = before.filter(|before| program.dialect.is_comment(*before)) {
            comments.push(Span::from(comment.byte_range()));
            before = comment.prev_sibling();
        }
        comments.reverse();
        let own = own_comments(program.source(), &comments, node.start_byte());
        let text: Vec<&str> = own
            .iter()
            .map(|comment| program.source().slice(*comment))
            .collect();
        match self.mark(&text.join("\n")) {
            true => own,
            false => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Labels;

    #[test]
    fn a_comment_is_marked_by_how_it_opens() {
        let labels = Labels {
            gone: vec!["re".to_owned(), "path".to_owned()],
            kept: vec!["sys".to_owned()],
        };
        for comment in [
            "# re",
            "# re -> x",
            "// path: y",
            "/* re */",
            "#re->x",
            "# path (z)",
        ] {
            assert!(labels.mark(comment), "{comment}");
        }
        for comment in [
            "# re-run it",
            "// path/to/file.ts",
            "# return",
            "# for re",
            "# re and sys",
            "",
        ] {
            assert!(!labels.mark(comment), "{comment}");
        }
    }
}

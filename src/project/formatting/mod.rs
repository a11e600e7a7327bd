//! What the formatters of a project are set to: prettier, EditorConfig, black and ruff. Says how new code is to look,
//! never whether a file is formatted.

mod editorconfig;
mod glob;
mod prettier;
mod python;

use std::path::Path;

use super::Project;
use super::paths::rooted;
use crate::source::Preferences;
use crate::syntax::{Grammar, Language};

/// The settings that were read so far, by file.
#[derive(Default)]
pub(super) struct Formatting {
    prettier: prettier::Kept,
    editorconfig: editorconfig::Kept,
    python: python::Kept,
}

impl Formatting {
    /// Drops what was read.
    pub fn forget(&self) {
        self.prettier.clear();
        self.editorconfig.clear();
        self.python.clear();
    }
}

impl Project<'_> {
    /// What the settings of the project's formatter ask of the file at `path`; nothing where there are none.
    pub fn preferences(&self, path: &Path) -> Preferences {
        let Some(grammar) = Grammar::of(path) else {
            return Preferences::default();
        };
        let path = rooted(self.reader.files, path);
        let Some(folder) = path.parent() else {
            return Preferences::default();
        };
        let (reader, kept) = (&self.reader, &self.formatting);
        match grammar.language() {
            Language::Python => kept.python.nearest(reader, folder),
            Language::TypeScript => {
                let own = kept.prettier.nearest(reader, folder, &path);
                let editor = kept.editorconfig.around(reader, folder, &path);
                // Prettier obeys EditorConfig, and has a width of its own where neither says one.
                let both = own.unwrap_or_default().or(editor);
                match own {
                    Some(_) => both.or(prettier::DEFAULT),
                    None => both,
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::memory::Memory;
    use super::*;
    use crate::source::{ArrowBrackets, Indent, Quote, Semicolons, TrailingCommas};

    fn asked(files: &[(&str, &str)], path: &str) -> Preferences {
        let files = Memory::new(files.iter().copied());
        Project::new(&files).preferences(Path::new(path))
    }

    #[test]
    fn prettier_is_set_in_any_of_its_files() {
        let wanted = Preferences {
            width: Some(100),
            quote: Some(Quote::Single),
            ..Preferences::default()
        };
        for (name, text) in [
            (".prettierrc", "printWidth: 100\nsingleQuote: true\n"),
            (
                ".prettierrc",
                "{\"printWidth\": 100, \"singleQuote\": true}",
            ),
            (
                ".prettierrc.json",
                "{\"printWidth\": 100, \"singleQuote\": true}",
            ),
            (".prettierrc.yml", "printWidth: 100\nsingleQuote: true\n"),
            (".prettierrc.toml", "printWidth = 100\nsingleQuote = true\n"),
            (
                "package.json",
                "{\"prettier\": {\"printWidth\": 100, \"singleQuote\": true}}",
            ),
        ] {
            assert_eq!(asked(&[(name, text)], "lib/a.ts"), wanted, "{name}");
        }
    }

    #[test]
    fn prettier_says_everything_about_style() {
        let text =
            "useTabs: true\ntabWidth: 4\nsemi: false\ntrailingComma: es5\narrowParens: avoid\n";
        assert_eq!(
            asked(&[(".prettierrc", text)], "a.ts"),
            Preferences {
                width: Some(80),
                tab_width: Some(4),
                indent: Some(Indent::Tabs),
                quote: None,
                semicolons: Some(Semicolons::Never),
                trailing_commas: Some(TrailingCommas::Always),
                argument_commas: Some(TrailingCommas::Never),
                arrow_brackets: Some(ArrowBrackets::Avoid),
            }
        );
    }

    #[test]
    fn the_nearest_settings_of_prettier_are_the_only_ones() {
        let files = [
            (".prettierrc", "printWidth: 100"),
            ("package.json", "{}"),
            ("app/.prettierrc", "singleQuote: true"),
            ("js/.prettierrc.js", "module.exports = { printWidth: 120 }"),
        ];
        assert_eq!(asked(&files, "lib/a.ts").width, Some(100));
        assert_eq!(asked(&files, "app/a.ts").width, Some(80));
        assert_eq!(asked(&files, "a.py").width, None);
        // A program of its own: whatever it says is not known.
        assert_eq!(asked(&files, "js/a.ts"), Preferences::default());
    }

    #[test]
    fn overrides_are_about_the_files_that_they_name() {
        let text = "{\"overrides\": [{\"files\": [\"*.{ts,tsx}\"], \"excludeFiles\": \"bin/*\", \"options\": {\"printWidth\": 120}}]}";
        let files = [(".prettierrc", text)];
        assert_eq!(asked(&files, "lib/a.ts").width, Some(120));
        assert_eq!(asked(&files, "bin/a.ts").width, Some(80));
        assert_eq!(asked(&files, "lib/a.js").width, Some(80));
    }

    #[test]
    fn editorconfig_is_read_up_to_its_root_and_below_prettier() {
        let files = [
            (".editorconfig", "[*]\nmax_line_length = 140\n"),
            (
                "app/.editorconfig",
                "root = true\n\n[*.{ts,js}]\nindent_style = space\nindent_size = 4\nmax_line_length=120 ; wide\n[*.md]\nindent_size = 8\n",
            ),
            (
                "app/lib/.editorconfig",
                "[a.ts]\nmax_line_length = off\n[b.ts]\nindent_style = tab\n",
            ),
            ("app/bin/.prettierrc", "tabWidth: 2"),
        ];
        assert_eq!(asked(&files, "a.ts").width, Some(140));
        let app = asked(&files, "app/a.ts");
        assert_eq!(
            (app.width, app.indent),
            (Some(120), Some(Indent::Spaces(4)))
        );
        assert_eq!(asked(&files, "app/lib/a.ts").width, None);
        let b = asked(&files, "app/lib/b.ts");
        assert_eq!((b.tab_width, b.indent), (Some(4), Some(Indent::Tabs)));
        let bin = asked(&files, "app/bin/a.ts");
        assert_eq!(
            (bin.width, bin.indent),
            (Some(120), Some(Indent::Spaces(2)))
        );
    }

    #[test]
    fn black_and_ruff_say_the_width_of_python() {
        for (name, text, width) in [
            (
                "pyproject.toml",
                "[tool.black]\nline-length = 100\n",
                Some(100),
            ),
            (
                "pyproject.toml",
                "[tool.black]\nline_length = 100\n",
                Some(100),
            ),
            ("pyproject.toml", "[tool.black]\n", Some(88)),
            (
                "pyproject.toml",
                "[tool.ruff]\nline-length = 120\n",
                Some(120),
            ),
            ("pyproject.toml", "[project]\nname = \"x\"\n", None),
            (
                "ruff.toml",
                "line-length = 120\n[format]\nquote-style = \"single\"\n",
                Some(120),
            ),
        ] {
            let found = asked(&[(name, text)], "lib/a.py");
            assert_eq!(found.width, width, "{text}");
            let single = text.contains("single");
            assert_eq!(found.quote, single.then_some(Quote::Single));
        }
    }

    #[test]
    fn settings_that_cannot_be_understood_say_nothing() {
        let files = [
            (".prettierrc", "{"),
            ("pyproject.toml", "[tool"),
            (".editorconfig", "]"),
        ];
        assert_eq!(asked(&files, "a.ts"), Preferences::default());
        assert_eq!(asked(&files, "a.py"), Preferences::default());
    }
}

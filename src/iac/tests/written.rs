//! Texts that expressions stand for.

use super::*;
use crate::iac::Unwritten;

/// The text of `value`, or in a word why there is none.
fn written(document: &Document) -> Result<String, String> {
    let program = Program::new(document);
    let binding = program.top_level("value").unwrap();
    let written = binding.constant().unwrap().written();
    written
        .map(|written| written.text)
        .map_err(|why| match why {
            Unwritten::Interpolated(value) => format!("with {}", value.text()),
            Unwritten::Changed(_) => "changed".to_owned(),
            Unwritten::NotText(_) => "no text".to_owned(),
            Unwritten::Elsewhere(_) => "elsewhere".to_owned(),
        })
}

#[test]
fn texts_of_typescript() {
    let own = "const table = 'orders';\nconst own = 'b';\n";
    assert_each(
        [
            ("`\n  a\\`\\${b}\\\\n\n`", Ok("\n  a`${b}\\n\n")),
            ("'a' + \"b\\n\" + `c`", Ok("ab\nc")),
            ("'a' + own", Ok("ab")),
            ("'a' + table", Err("with table")),
            ("`a${table}`", Err("with table")),
            ("['a', 'b'].join('\\n')", Ok("a\nb")),
            ("['a', table].join('\\n')", Err("with table")),
            ("['a', 'b'].join()", Ok("a,b")),
            ("`\n a\u{feff}\n`.trim()", Ok("a")),
            ("' a '.trimStart()", Ok("a ")),
            ("' a '.trim().trimEnd()", Ok("a")),
            ("String.raw`\\n`", Ok("\\n")),
            ("String.raw`\\n${own}`", Err("changed")),
            ("'a'.replace('a', own)", Err("changed")),
            ("(`a` as string)", Ok("a")),
            ("'\\uD800'", Err("no text")),
            ("fs.readFileSync('a.js', 'utf8')", Err("elsewhere")),
            ("render('a')", Err("elsewhere")),
            ("pulumi.interpolate`a${own}`", Err("with own")),
            ("config.apply((it) => `a${it}`)", Err("with config")),
            ("table", Ok("orders")),
        ]
        .map(|(text, expected)| {
            let text = format!(
                "import * as fs from 'fs';\nimport * as pulumi from '@pulumi/pulumi';\n\
                 declare const config: any;\n{own}use(table);\nconst value = {text};\n"
            );
            let expected = expected.map(str::to_owned).map_err(str::to_owned);
            (text.clone(), written(&ts(&text)), expected)
        }),
    );
}

#[test]
fn texts_of_python() {
    assert_each(
        [
            ("\"\"\"\na\n\"\"\"", Ok("\na\n")),
            ("r\"\"\"a\\n\"\"\"", Ok("a\\n")),
            ("\"\"\" a \"\"\".strip()", Ok("a")),
            ("\"\"\"xax\"\"\".strip(\"x\")", Err("changed")),
            ("(\n    \"a\"  # one\n    \"b\"\n)", Ok("ab")),
            ("\"a\" + \"b\"", Ok("ab")),
            ("f\"\"\"a{{}}\"\"\"", Ok("a{}")),
            ("f\"a{table}\"", Err("with table")),
            (
                "textwrap.dedent(\"\"\"\\\n    a:\n      b\n\n    \t\n  \"\"\")",
                Ok("a:\n  b\n\n\n"),
            ),
            ("dedent(\"  a\\n\\tb\").lstrip()", Ok("a\n\tb")),
            ("\"\\n\".join([\"a\", \"b\"])", Ok("a\nb")),
            ("\"a %s\" % table", Err("changed")),
            ("table % 2", Err("changed")),
            ("count % 2", Err("elsewhere")),
            ("\"a {}\".format(table)", Err("changed")),
            ("\"\\N{BULLET}\"", Err("no text")),
            ("open(\"a.py\").read()", Err("elsewhere")),
        ]
        .map(|(text, expected)| {
            let text = format!(
                "import textwrap\nfrom textwrap import dedent\n\ntable = \"orders\"\nuse(table)\n\
                 value = {text}\n"
            );
            let expected = expected.map(str::to_owned).map_err(str::to_owned);
            (
                text.clone(),
                written(&parse("__main__.py", &text)),
                expected,
            )
        }),
    );
}

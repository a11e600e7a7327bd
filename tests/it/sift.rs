//! Files are told apart before any is parsed; what is found and counted is the same where none is.

use super::sandbox::{Run, Sandbox};

const FINDING: &str = "import * as aws from '@pulumi/aws';\n\nnew aws.lambda.Function('f', { environment: { variables: { AWS_REGION: 'x' } } });\n";

/// A folder with files of every kind: with findings, without, left out, not to be read, under settings of their own.
fn folder() -> Sandbox {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for part in 0..40 {
        let folder = format!("part{part}");
        let mut add = |name: &str, text: &[u8]| {
            files.push((format!("{folder}/{name}"), text.to_vec()));
        };
        add("nothing.ts", b"export const a = 1;\n");
        add("lines.py", b"a = 1\n");
        match part % 8 {
            0 => add("finding.ts", FINDING.as_bytes()),
            1 => add("binary.ts", b"a\0b"),
            2 => add("latin.py", b"a = '\xE4'\n"),
            3 => add("crlf.ts", b"const a = 1;\r\nconst b = 2;\r\n"),
            4 => {
                add("iacfix.toml", b"exclude = [\"out/\", \"*.gen.ts\"]\n");
                add("out/finding.ts", FINDING.as_bytes());
                add("a.gen.ts", FINDING.as_bytes());
                add("b.gen.ts", b"export const a = 1;\n");
            }
            5 => {
                add("iacfix.toml", b"ignore = [\"drop-reserved-env\"]\n");
                add("finding.ts", FINDING.as_bytes());
            }
            6 => add("iacfix.toml", b"ignore = 1\n"),
            _ => add(
                "suppressed.ts",
                b"// iacfix-ignore drop-reserved-env\nlet a;\n",
            ),
        }
    }
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_slice()))
        .collect();
    Sandbox::new(&files)
}

#[test]
fn what_is_found_and_counted_is_the_same_as_where_every_file_is_checked() {
    let sandbox = folder();
    let whole = ["."].as_slice();
    let parts = ["part8", "part4/a.gen.ts", "part0", "gone.ts"].as_slice();
    for paths in [whole, parts] {
        for format in ["text", "json", "sarif"] {
            let run = |more: &[&str]| -> Run {
                let arguments = [&["--format", format], more, paths].concat();
                sandbox.run(&arguments)
            };
            let sifted = run(&[]);
            // With this, each file is checked, whatever it holds.
            let verbose = run(&["-v"]);
            assert_eq!(sifted.stdout, verbose.stdout);
            assert_eq!(sifted.code, verbose.code);
            let said = sifted.stderr.lines();
            assert!(said.clone().all(|line| verbose.stderr.contains(line)));
            assert!(said.count() > 0);
            assert_eq!(run(&["--threads", "1"]).stdout, sifted.stdout);
        }
    }
}

//! What `--diff` prints does, through git and through patch, byte for byte what `--fix` does.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use iacfix::codemods;
use iacfix::fix::unified_diff;

use super::common::{Case, Tree};
use super::sandbox::{Sandbox, has_tools};

/// How a patch is applied, as the README says; patch need not name the files.
const TOOLS: [(&str, &[&str]); 2] = [("git", &["apply"]), ("patch", &["-p1", "-s"])];

type Files = BTreeMap<PathBuf, Vec<u8>>;

/// Applies a patch in a folder of the sandbox.
fn apply(sandbox: &Sandbox, folder: &str, (program, arguments): (&str, &[&str]), patch: &str) {
    let applied = sandbox.execute_in(folder, Path::new(program), arguments, patch);
    assert_eq!(applied.code, 0, "{program}: {applied:?}\n{patch}");
}

fn init(sandbox: &Sandbox, folder: &str) {
    let init = sandbox.execute(Path::new("git"), &["init", "-q", folder], "");
    assert_eq!(init.code, 0, "{init:?}");
}

fn sandbox_of(files: &Files) -> Sandbox {
    let sandbox = Sandbox::in_memory();
    for (path, text) in files {
        let path = sandbox.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    sandbox
}

/// Fixes the files below `folder` with `--fix`, and with `--diff` and each tool, in a repository whose root is `root`.
/// Answers what came out, which is the same each time.
fn fixed(files: &Files, root: &str, folder: &str, arguments: &[&str]) -> Files {
    let with = |mode| [&[mode], arguments].concat();
    let sandbox = sandbox_of(files);
    init(&sandbox, root);
    let run = sandbox.run_in(folder, &with("--fix"));
    assert!(run.code <= 1, "{run:?}");
    let fixed = sandbox.files();
    let mut patch = None;
    for tool in TOOLS {
        let sandbox = sandbox_of(files);
        init(&sandbox, root);
        let run = patch.get_or_insert_with(|| sandbox.run_in(folder, &with("--diff")));
        assert!(run.code <= 1, "{run:?}");
        // Git takes a patch without anything in it for a mistake.
        if !run.stdout.is_empty() {
            apply(&sandbox, folder, tool, &run.stdout);
        }
        same(&sandbox.files(), &fixed, &run.stdout, tool.0);
    }
    fixed
}

/// Fails with the first file that is not as it should be.
fn same(found: &Files, wanted: &Files, patch: &str, tool: &str) {
    let names = |files: &Files| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(found), names(wanted), "{tool}\n{patch}");
    for (path, text) in wanted {
        let (found, wanted) = (&found[path], text);
        assert!(
            found == wanted,
            "{tool}: {path:?}\n{:?}\n{:?}\n{patch}",
            String::from_utf8_lossy(found),
            String::from_utf8_lossy(wanted)
        );
    }
}

fn files<T: AsRef<str>>(texts: &[(&str, T)]) -> Files {
    let file = |(path, text): &(&str, T)| (PathBuf::from(path), text.as_ref().as_bytes().to_vec());
    texts.iter().map(file).collect()
}

#[test]
fn texts_of_every_kind_come_out_as_fix_writes_them() {
    if !has_tools(&["git", "patch"]) {
        return;
    }
    let far = format!(
        "let a; // iacfix-ignore no-such\n{}let b; // iacfix-ignore no-such",
        "let x;\n".repeat(50)
    );
    let texts = [
        (
            "lf.ts",
            "let a; // iacfix-ignore no-such\nlet b;\n",
            "let a;\nlet b;\n",
        ),
        ("crlf.ts", "let a;\r\nlet b;\r\n", "let a;\nlet b;\n"),
        (
            "mixed.ts",
            "let a;\nlet b;\r\nlet c;\rlet d;\n",
            "let a;\nlet b;\nlet c;\nlet d;\n",
        ),
        ("cr_at_the_end.ts", "let a;\r", "let a;\n"),
        (
            "no_end.ts",
            "let a;\nlet b; // iacfix-ignore no-such",
            "let a;\nlet b;",
        ),
        (
            "no_end_below.ts",
            "let a; // iacfix-ignore no-such\nlet b;",
            "let a;\nlet b;",
        ),
        ("no_end_crlf.ts", "let a;\r\nlet b;", "let a;\nlet b;"),
        (
            "byte_order_mark.ts",
            "\u{feff}let a; // iacfix-ignore no-such\r\n",
            "\u{feff}let a;\n",
        ),
        ("empty_in_the_end.py", "# iacfix-ignore no-such\n", ""),
        ("empty_without_end.py", "# iacfix-ignore no-such", ""),
        ("last_line.py", "a = 1\n# iacfix-ignore no-such", "a = 1\n"),
        (
            "like_a_patch.ts",
            "/*\n--- a/b\n+++ b/b\n@@ -1 +1 @@\n\\ No newline\n*/ // iacfix-ignore no-such\n",
            "/*\n--- a/b\n+++ b/b\n@@ -1 +1 @@\n\\ No newline\n*/\n",
        ),
        (
            "white_space.ts",
            "let a;  \r\n\t\r\n\u{c}\r\n \r\n",
            "let a;  \n\t\n\u{c}\n \n",
        ),
        (
            "other_line_ends.ts",
            "let a = '\u{2028}\u{85}\u{b}'; // iacfix-ignore no-such\n",
            "let a = '\u{2028}\u{85}\u{b}';\n",
        ),
        (
            "far.ts",
            &far,
            &far.replace(" // iacfix-ignore no-such", ""),
        ),
        ("untouched.ts", "let a;\n", "let a;\n"),
    ];
    let before = files(&texts.map(|(path, before, _)| (path, before)));
    let after = files(&texts.map(|(path, _, after)| (path, after)));
    same(&fixed(&before, ".", ".", &[]), &after, "", "--fix");
}

#[test]
fn names_of_every_kind_are_found_from_every_folder() {
    if !has_tools(&["git", "patch"]) {
        return;
    }
    let mut names: Vec<OsString> = [
        "plain.ts",
        "ä.ts",
        "\u{65e5}\u{672c}.py",
        "sub dir/deeper/with space.ts",
        " leading.ts",
        "-- dashes.ts",
        "--- a.ts",
        "it's.ts",
        "$(x) #.ts",
        "dev/null.ts",
        "a 2020-01-01 00:00:00.ts",
        "\u{202e}.ts",
    ]
    .map(OsString::from)
    .to_vec();
    if cfg!(unix) {
        let names_of_unix = [
            "tab\there.ts",
            "two\nlines.ts",
            "return\r.ts",
            "say \"x\".py",
            "back\\slash.py",
            "\\303.py",
            "a:b*?<>|.ts",
            "\u{1}\u{7f}\u{85}.ts",
            "ü \"x\"\t.py",
        ];
        names.extend(names_of_unix.map(OsString::from));
    }
    // Elsewhere a name is always a text.
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::ffi::OsStringExt;
        for name in [
            b"\xff.ts".as_slice(),
            b"latin \xe4.ts",
            b"\xe4/\xe4\"\xe4.ts",
        ] {
            names.push(OsString::from_vec(name.to_vec()));
        }
    }
    let all_with = |text: &str| -> Files {
        let file = |name| (Path::new("infra").join(name), text.as_bytes().to_vec());
        names.iter().map(file).collect()
    };
    let wanted = all_with("a = 1\n");
    // At the root of a repository, in a folder of it, and where there is none.
    for (root, folder) in [
        (".", "."),
        (".", "infra"),
        ("infra", "infra"),
        ("nowhere", "infra"),
    ] {
        let before = all_with("a = 1\r\n");
        same(&fixed(&before, root, folder, &[]), &wanted, "", "--fix");
    }
}

#[test]
fn named_paths_and_links_are_named_from_the_current_folder() {
    if !has_tools(&["git", "patch"]) {
        return;
    }
    for arguments in [
        ["../infra/./lib"].as_slice(),
        &["lib/a.ts", "./lib//a.ts"],
        &["lib/../../infra/lib/a.ts"],
    ] {
        let before = files(&[("infra/lib/a.ts", "let a;\r\n")]);
        let after = fixed(&before, ".", "infra", arguments);
        assert_eq!(after, files(&[("infra/lib/a.ts", "let a;\n")]));
    }
}

#[cfg(unix)]
#[test]
fn a_link_is_named_by_what_it_leads_to() {
    if !has_tools(&["git", "patch"]) {
        return;
    }
    for tool in TOOLS {
        let sandbox = Sandbox::new(&[
            ("infra/lib/a.ts", "let a;\r\n"),
            ("infra/lib/b.ts", "let b;\r\n"),
            ("outside/c.ts", "let c;\r\n"),
        ]);
        init(&sandbox, ".");
        for (to, link) in [
            ("lib/a.ts", "infra/link.ts"),
            ("lib", "infra/folder"),
            ("../outside/c.ts", "infra/out.ts"),
        ] {
            std::os::unix::fs::symlink(to, sandbox.path(link)).unwrap();
        }
        let run = sandbox.run_in("infra", &["--diff", "link.ts", "folder/b.ts", "out.ts"]);
        assert_eq!(run.code, 1);
        assert!(
            run.stderr
                .starts_with("warning: out.ts: not part of the patch"),
            "{run:?}"
        );
        apply(&sandbox, "infra", tool, &run.stdout);
        assert_eq!(sandbox.read("infra/lib/a.ts"), "let a;\n");
        assert_eq!(sandbox.read("infra/lib/b.ts"), "let b;\n");
        assert!(sandbox.path("infra/link.ts").is_symlink());
        let twice = sandbox.run_in("infra", &["--diff", ".", "link.ts", "folder"]);
        assert_eq!((twice.code, twice.stdout.as_str()), (0, ""));
    }
}

#[test]
fn every_golden_case_comes_out_of_its_patch_as_recorded() {
    if !has_tools(&["git", "patch"]) {
        return;
    }
    for codemod in codemods::ALL {
        let (mut before, mut after) = (Files::new(), Files::new());
        for case in Case::all(codemod) {
            let files = |tree: &Tree| -> Files {
                let file = |(path, text): (&Path, &str)| {
                    (Path::new(&case.name()).join(path), text.as_bytes().to_vec())
                };
                tree.files().map(file).collect()
            };
            after.extend(files(case.after.as_ref().unwrap_or(&case.before)));
            before.extend(files(&case.before));
        }
        let arguments = ["--unsafe-fixes", "--select", codemod.id];
        let mut found = fixed(&before, ".", ".", &arguments);
        // A fix may make room for another one, in another file.
        for _ in 0..3 {
            if found != after {
                found = fixed(&found, ".", ".", &arguments);
            }
        }
        same(&found, &after, "", codemod.id);
    }
}

/// A generator of numbers that are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        // Knuth's MMIX; its high bits are the good ones.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    /// A text of a few lines that are often alike, so that a diff finds much to match.
    fn text(&mut self) -> String {
        const LINES: [&str; 8] = ["a", "b", "", " ", "-- c", "++ d", "\u{feff}é", "\\ e"];
        const ENDS: [&str; 5] = ["\n", "\n", "\n", "\r\n", "\r"];
        let lines = self.below(25);
        let mut text: String = (0..lines)
            .flat_map(|_| [LINES[self.below(8)], ENDS[self.below(5)]])
            .collect();
        if self.below(3) == 0 {
            text.push_str("no end");
        }
        text
    }
}

#[test]
fn patches_between_any_texts_apply_and_create_files() {
    if !has_tools(&["git", "patch"]) {
        return;
    }
    let mut numbers = Numbers(1);
    let (mut before, mut after, mut patch) = (Files::new(), Files::new(), String::new());
    for number in 0..300 {
        let name = match number % 4 {
            0 => format!("new folder {number}/é \"{number}\".ts"),
            1 => format!("new {number}.ts"),
            _ => format!("f{number}.ts"),
        };
        let old = (number % 4 > 1).then(|| numbers.text());
        let new = match &old {
            // Some lines of the old text, and some others.
            Some(old) if number % 4 == 2 => {
                let kept = old.split_inclusive('\n').filter(|_| numbers.below(5) > 0);
                let kept: String = kept.collect();
                kept.replacen('b', "changed", numbers.below(3))
            }
            _ => numbers.text(),
        };
        // Nothing is to be said about an empty file that is new.
        if old.is_none() && new.is_empty() {
            continue;
        }
        patch.push_str(&unified_diff(&name, old.as_deref(), &new));
        before.extend(old.map(|old| (PathBuf::from(&name), old.into_bytes())));
        after.insert(PathBuf::from(name), new.into_bytes());
    }
    for tool in TOOLS {
        for repository in ["nowhere", "."] {
            let here = |files: &Files| -> Files {
                let moved = |(path, text): (&PathBuf, &Vec<u8>)| {
                    (Path::new("infra").join(path), text.clone())
                };
                files.iter().map(moved).collect()
            };
            let sandbox = sandbox_of(&here(&before));
            init(&sandbox, repository);
            apply(&sandbox, "infra", tool, &patch);
            same(&sandbox.files(), &here(&after), "", tool.0);
        }
    }
}

//! Configuration files: which one counts for which file, and what a mistake in one says.

use super::sandbox::Sandbox;

const CRLF: &str = "let a;\r\n";

/// The id of the one codemod that a line ending alone is enough for.
fn id() -> &'static str {
    let codemods = iacfix::codemods::ALL.iter();
    let found = codemods
        .map(|codemod| codemod.id)
        .find(|id| id.starts_with("normalize"));
    found.unwrap()
}

#[test]
fn the_nearest_configuration_counts_for_each_file() {
    let off = format!("ignore = [\"{}\"]\n", id());
    let sandbox = Sandbox::new(&[
        ("a.ts", CRLF),
        ("iacfix.toml", off.as_str()),
        ("on/b.ts", CRLF),
        ("on/iacfix.toml", ""),
        ("on/py/c.ts", CRLF),
        ("on/py/pyproject.toml", &format!("[tool.iacfix]\n{off}")),
        ("on/other/d.ts", CRLF),
        (
            "on/other/pyproject.toml",
            "[project]\nname = \"iacfix-user\"\n",
        ),
    ]);
    let run = sandbox.run(&["-q"]);
    let paths: Vec<&str> = run
        .stdout
        .lines()
        .filter(|line| line.ends_with(" fix"))
        .filter_map(|line| line.split(':').next())
        .collect();
    assert_eq!(paths, ["on/b.ts", "on/other/d.ts"], "{run:?}");
    assert_eq!(sandbox.run(&["--config", "iacfix.toml"]).code, 0);
    assert_eq!(sandbox.run(&["--config", "on/iacfix.toml"]).code, 1);
    assert_eq!(sandbox.run(&["--config", "gone.toml"]).code, 2);
    // The same file, seen from inside.
    assert_eq!(
        sandbox.run(&["--select", id(), "a.ts"]).code,
        0,
        "ignore wins over select"
    );
}

#[test]
fn groups_are_selected_and_ignored_like_ids() {
    let sandbox = Sandbox::new(&[("a.ts", CRLF), ("b/c.ts", CRLF), ("b/iacfix.toml", "")]);
    let group = iacfix::codemods::ALL
        .iter()
        .find(|codemod| codemod.id == id())
        .unwrap()
        .group;
    let code = |arguments: &[&str]| sandbox.run(arguments).code;
    assert_eq!(code(&["--select", group.name()]), 1);
    assert_eq!(code(&["--select", "deploy,policy"]), 0);
    assert_eq!(code(&["--ignore", group.name()]), 0);
    assert_eq!(code(&["--select", id(), "--ignore", group.name()]), 0);
    sandbox.write("b/iacfix.toml", "select = [\"deprecated\"]\n");
    assert_eq!(code(&["b"]), 0);
    assert_eq!(code(&["b", "--select", group.name()]), 1);
    let run = sandbox.run(&["--select", "polcy"]);
    assert_eq!(
        (run.code, run.stderr.as_str()),
        (
            2,
            "error: --select: unknown codemod or group `polcy`; did you mean `policy`?\n"
        )
    );
    let run = sandbox.run(&["a.ts", "--format", "json"]);
    assert!(run.stdout.contains(&format!("\"group\":\"{group}\"")));
}

#[test]
fn excluded_files_are_left_out_unless_they_are_named() {
    let sandbox = Sandbox::new(&[
        ("infra/gen/a.ts", CRLF),
        ("infra/b.gen.ts", CRLF),
        ("infra/iacfix.toml", "exclude = [\"/gen/\", \"*.gen.ts\"]\n"),
    ]);
    let run = sandbox.run(&[]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{run:?}");
    assert_eq!(sandbox.run(&["infra/gen/a.ts"]).code, 1);
}

#[test]
fn a_broken_configuration_keeps_only_its_own_files_from_being_checked() {
    let sandbox = Sandbox::new(&[
        ("bad/a.ts", CRLF),
        ("bad/b.ts", CRLF),
        ("bad/iacfix.toml", "\nselekt = []\n"),
        ("good/a.ts", CRLF),
    ]);
    let run = sandbox.run(&["--fix"]);
    assert_eq!(run.code, 2);
    assert_eq!(
        run.stderr,
        "error: bad/iacfix.toml: line 2: unknown key `selekt`; did you mean `select`?\n"
    );
    assert_eq!(sandbox.read("good/a.ts"), "let a;\n");
    assert_eq!(sandbox.read("bad/a.ts"), CRLF);
}

#[test]
fn a_mistake_on_the_command_line_stops_the_run() {
    let sandbox = Sandbox::new(&[("a.ts", CRLF)]);
    for (arguments, message) in [
        (
            ["--set", "max-file-sise=3"],
            "error: --set: unknown key `max-file-sise`; did you mean `max-file-size`?\n",
        ),
        (
            ["--set", "nonsense"],
            "error: --set: \"nonsense\" is not of the form KEY=VALUE\n",
        ),
        (
            ["--select", "zzz"],
            "error: --select: unknown codemod or group `zzz`; `iacfix list` shows all\n",
        ),
    ] {
        let run = sandbox.run(&[&["--fix"], arguments.as_slice()].concat());
        assert_eq!((run.code, run.stderr.as_str()), (2, message));
        assert_eq!(run.stdout, "");
    }
    assert_eq!(sandbox.read("a.ts"), CRLF);
}

#[test]
fn a_number_out_of_its_range_is_refused() {
    let sandbox = Sandbox::new(&[("a.ts", CRLF)]);
    for (days, code) in [(6, 2), (7, 0), (30, 0), (31, 2)] {
        let setting = format!("codemod.encrypt-lambda-env.deletion-window={days}");
        let run = sandbox.run(&["--select", "encrypt-lambda-env", "--set", &setting]);
        assert_eq!(run.code, code, "{run:?}");
        let explains = run.stderr.contains("a whole number from 7 to 30");
        assert_eq!(explains, code == 2, "{run:?}");
    }
}

#[test]
fn init_writes_a_file_that_sets_nothing_and_never_overwrites() {
    let sandbox = Sandbox::new(&[("a.ts", CRLF)]);
    assert_eq!(sandbox.run(&["init"]).code, 0);
    assert!(sandbox.read("iacfix.toml").contains("#max-file-size = "));
    let run = sandbox.run(&[]);
    assert_eq!(run.code, 1, "it is valid and changes nothing");
    // Nor does any of its lines, once it is no comment any more.
    let template = sandbox.read("iacfix.toml");
    let uncommented = template.lines().map(|line| match line.strip_prefix('#') {
        Some(setting) if !setting.starts_with([' ', ':']) => format!("{setting}\n"),
        _ => format!("{line}\n"),
    });
    sandbox.write("iacfix.toml", uncommented.collect::<String>());
    let same = sandbox.run(&[]);
    assert_eq!((same.code, same.stdout), (run.code, run.stdout));
    sandbox.write("iacfix.toml", "# mine\n");
    let run = sandbox.run(&["init"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("exists already"), "{run:?}");
    assert_eq!(sandbox.read("iacfix.toml"), "# mine\n");
}

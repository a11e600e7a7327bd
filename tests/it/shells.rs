//! The completion scripts in the real shells: what a user who presses Tab is offered.

use std::path::Path;

use super::sandbox::{Sandbox, has_tools};

/// The id of a codemod with settings, and of one without.
const WITH_SETTINGS: &str = "lower-reserved-concurrency";
const OTHER: &str = "drop-reserved-env";

fn with_script(shell: &str) -> Option<Sandbox> {
    has_tools(&[shell]).then(|| {
        let sandbox = Sandbox::new(&[("script.py", ""), ("other.py", "")]);
        let run = sandbox.run(&["completions", shell]);
        assert_eq!(run.code, 0, "{run:?}");
        sandbox.write("completions", run.stdout);
        sandbox
    })
}

fn run(sandbox: &Sandbox, shell: &str, arguments: &[&str], text: &str) -> String {
    sandbox.write("test", text);
    let run = sandbox.execute(Path::new(shell), &[arguments, &["test"]].concat(), "");
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run:?}");
    run.stdout
}

/// Fails unless, for each line typed, this is all that is offered.
fn assert_offers(shell: &str, offered: impl Fn(&str) -> Vec<String>) {
    let setting = format!("--set codemod.{WITH_SETTINGS}.a");
    let settings = ["account-limit=", "applicability="];
    let settings = settings.map(|key| format!("codemod.{WITH_SETTINGS}.{key}"));
    let settings: Vec<&str> = settings.iter().map(String::as_str).collect();
    let cases: &[(&str, &[&str])] = &[
        ("--sta", &["--staged", "--statistics"]),
        ("exp", &["explain"]),
        ("--select drop", &[OTHER]),
        ("--select pol", &["policy"]),
        ("--ignore unu", &["unused-suppression"]),
        (&setting, &settings),
        ("--format js", &["json", "json-lines"]),
        ("--changed --form", &["--format"]),
        ("--changed=main --form", &["--format"]),
        ("explain drop", &[OTHER]),
        ("explain unu", &["unused-suppression"]),
        ("completions fi", &["fish"]),
        ("-q explain unu", &["unused-suppression"]),
    ];
    for (typed, wanted) in cases {
        let mut found = offered(typed);
        found.sort();
        assert_eq!(found, *wanted, "{shell}: iacfix {typed}");
    }
}

#[test]
fn bash_offers_what_is_known() {
    let Some(sandbox) = with_script("bash") else {
        return;
    };
    assert_offers("bash", |typed| {
        let text = format!(
            "source ./completions\nCOMP_WORDS=(iacfix {typed})\nCOMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))\n\
             _iacfix iacfix \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD - 1]}}\"\n\
             printf '%s\\n' \"${{COMPREPLY[@]}}\"\n"
        );
        let found = run(&sandbox, "bash", &["--norc"], &text);
        found.lines().map(str::to_owned).collect()
    });
}

#[test]
fn fish_offers_what_is_known() {
    let Some(sandbox) = with_script("fish") else {
        return;
    };
    let offered = |typed: &str| -> Vec<String> {
        let text = format!("source ./completions\ncomplete -C 'iacfix {typed}'\n");
        let found = run(&sandbox, "fish", &["--no-config"], &text);
        let word = |line: &str| line.split('\t').next().unwrap().to_owned();
        found.lines().map(word).collect()
    };
    assert_offers("fish", offered);
    assert_eq!(offered("--changed script"), ["script.py"]);
    assert_eq!(offered("other.py script"), ["script.py"]);
}

#[test]
fn zsh_completes_what_is_known() {
    let Some(sandbox) = with_script("zsh") else {
        return;
    };
    let cases = [
        ("--stat\\t", "--statistics"),
        ("expl\\t unu\\t", "explain unused-suppression"),
        ("--select drop\\t", "--select drop-reserved-env"),
        ("--ignore unu\\t", "--ignore unused-suppression"),
        (
            "--set codemod.lower-reserved-concurrency.acc\\t",
            "--set codemod.lower-reserved-concurrency.account-limit=",
        ),
        ("--changed=main --exit\\t", "--changed=main --exit-zero"),
        ("--changed --exit\\t", "--changed --exit-zero"),
        ("-q compl\\t fi\\t", "-q completions fish"),
        ("scr\\t", "script.py"),
        ("oth\\t scr\\t", "other.py script.py"),
    ];
    // Zsh completes in a terminal only. Ctrl-X has it say what stands on the line by then.
    let mut text = String::from(
        "zmodload zsh/zpty\nzpty z 'TERM=dumb zsh -f -i'\n\
         zpty -w z 'autoload -U compinit; compinit -D -u; source ./completions; \
         say() { print -r -- \"{$BUFFER}\" }; zle -N say; bindkey \"^X\" say; PS1=\"REA\"DY'\n\
         zpty -r -m z out '*READY*'\n",
    );
    for (typed, _) in cases {
        text.push_str(&format!(
            "zpty -w -n z $'\\x15iacfix {typed}\\x18'\nzpty -r -m z out '*{{iacfix*}}*'\n\
             out=${{out##*\\{{iacfix }}; print -r -- \"${{out%%[[:space:]]#\\}}*}}\"\n"
        ));
    }
    text.insert_str(0, "setopt extended_glob\n");
    text.push_str("zpty -d z\n");
    sandbox.write("test", &text);
    // A completion that never comes would be waited for.
    let arguments = ["60", "zsh", "-f", "test"];
    let run = sandbox.execute(Path::new("timeout"), &arguments, "");
    let found: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(found, cases.map(|(_, wanted)| wanted), "{run:?}");
}

#[test]
fn every_shell_has_a_script() {
    let sandbox = Sandbox::new::<&str>(&[]);
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = sandbox.run(&["completions", shell]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{shell}");
        assert!(run.stdout.contains("--unsafe-fixes") || run.stdout.contains("unsafe-fixes"));
    }
    assert_eq!(sandbox.run(&["completions", "csh"]).code, 2);
}

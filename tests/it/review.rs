//! The review, key by key, on a real pseudo-terminal.

use std::fs::{Permissions, set_permissions};
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::sandbox::{Sandbox, has_tools};

/// Long enough for any machine; a test that passes never waits for it.
const PATIENCE: Duration = Duration::from_secs(60);

const PROMPT: &str = "[y,n,a,A,d,D,e,s,u,i,q,?]? ";

/// Three findings in one file.
const THREE: &str = "const a = 1; // iacfix-ignore no-such-a\nconst b = 2; // iacfix-ignore no-such-b\nconst c = 3; // iacfix-ignore no-such-c\n";

/// `THREE` with the comments of these lines removed.
fn three_without(removed: &[char]) -> String {
    let line = |line: &str| match removed.contains(&line.chars().nth(6).unwrap()) {
        true => line[..12].to_owned() + "\n",
        false => line.to_owned() + "\n",
    };
    THREE.lines().map(line).collect()
}

/// A terminal with iacfix in it, and someone who reads what it shows.
struct Terminal {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    keyboard: Box<dyn Write + Send>,
    screen: Receiver<Vec<u8>>,
    /// What was shown and not yet read.
    unread: String,
}

impl Terminal {
    fn review(sandbox: &Sandbox, arguments: &[&str]) -> Self {
        Self::review_with_editor(sandbox, arguments, "false")
    }

    fn of_columns(sandbox: &Sandbox, columns: u16) -> Self {
        Self::open(sandbox, &[], "false", columns)
    }

    fn review_with_editor(sandbox: &Sandbox, arguments: &[&str], editor: &str) -> Self {
        Self::open(sandbox, arguments, editor, 200)
    }

    fn open(sandbox: &Sandbox, arguments: &[&str], editor: &str, columns: u16) -> Self {
        let pty = native_pty_system().openpty(size(24, columns)).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_iacfix"));
        command.arg("-i");
        command.args(arguments);
        command.cwd(sandbox.root());
        command.env("HOME", sandbox.root());
        command.env("NO_COLOR", "1");
        command.env("EDITOR", editor);
        command.env_remove("VISUAL");
        let child = pty.slave.spawn_command(command).unwrap();
        let mut output = pty.master.try_clone_reader().unwrap();
        let (sender, screen) = channel();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(length) = output.read(&mut buffer) {
                if length == 0 || sender.send(buffer[..length].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self {
            keyboard: pty.master.take_writer().unwrap(),
            master: pty.master,
            child,
            screen,
            unread: String::new(),
        }
    }

    /// Waits until `text` is shown; answers everything that was shown up to its end.
    fn expect(&mut self, text: &str) -> String {
        let start = Instant::now();
        loop {
            if let Some(at) = self.unread.find(text) {
                let rest = self.unread.split_off(at + text.len());
                return std::mem::replace(&mut self.unread, rest);
            }
            let left = PATIENCE.saturating_sub(start.elapsed());
            match self.screen.recv_timeout(left) {
                Ok(bytes) => self.unread.push_str(&String::from_utf8_lossy(&bytes)),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("{text:?} is not shown, but {:?}", self.unread)
                }
            }
        }
    }

    /// Waits for the question about the finding with this number, and answers it.
    fn answer(&mut self, position: &str, key: &str) -> String {
        let shown = self.expect(&format!("({position}) Apply this fix {PROMPT}"));
        self.press(key);
        shown
    }

    fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    fn exit_code(&mut self) -> u32 {
        self.child.wait().unwrap().exit_code()
    }

    /// How the terminal treats what is typed.
    fn modes(&self) -> String {
        let termios = self.master.get_termios().unwrap();
        format!("{:?} {:?}", termios.local_flags, termios.input_flags)
    }
}

fn size(rows: u16, cols: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        ..PtySize::default()
    }
}

fn three() -> Sandbox {
    Sandbox::new(&[("a.ts", THREE)])
}

#[test]
fn what_a_baseline_knows_is_not_asked_about() {
    let known = three_without(&['c']);
    let sandbox = Sandbox::new(&[("a.ts", &known)]);
    let arguments = ["--baseline", "known.json"];
    let run = sandbox.run(&["--baseline", "known.json", "--write-baseline"]);
    assert_eq!(run.code, 0, "{run:?}");
    sandbox.write("a.ts", THREE);
    let mut terminal = Terminal::review(&sandbox, &arguments);
    let shown = terminal.answer("1/1", "y");
    assert!(
        shown.contains("no-such-c") && !shown.contains("a.ts:1:"),
        "{shown}"
    );
    terminal.expect("Applied 1 fix; 0 findings are left. 2 known findings are not shown.");
    assert_eq!(terminal.exit_code(), 0);
    assert_eq!(sandbox.read("a.ts"), known);
}

#[test]
fn y_applies_n_skips_and_q_keeps_what_was_accepted() {
    let sandbox = three();
    let mut terminal = Terminal::review(&sandbox, &[]);
    let shown = terminal.answer("1/3", "y");
    assert!(shown.contains("a.ts:1:14  unused-suppression  safe fix\r\n"));
    assert!(shown.contains("\r\n  this comment names no codemod of iacfix: no-such-a\r\n"));
    assert!(shown.contains("  help: remove it"));
    assert!(shown.contains("    1     | - const a = 1; // iacfix-ignore no-such-a"));
    assert_eq!(
        sandbox.read("a.ts"),
        THREE,
        "a file is written when its review ends"
    );
    terminal.answer("2/3", "n");
    terminal.answer("3/3", "q");
    terminal.expect("Applied 1 fix, skipped 1; 2 findings are left.");
    assert_eq!(terminal.exit_code(), 1);
    assert_eq!(sandbox.read("a.ts"), three_without(&['a']));
    assert_eq!(sandbox.names("."), ["a.ts"]);
}

#[test]
fn everything_applied_exits_with_0() {
    let sandbox = three();
    let mut terminal = Terminal::review(&sandbox, &[]);
    for position in ["1/3", "2/3", "3/3"] {
        terminal.answer(position, "y");
    }
    terminal.expect("Applied 3 fixes; 0 findings are left.");
    assert_eq!(terminal.exit_code(), 0);
    assert_eq!(sandbox.read("a.ts"), three_without(&['a', 'b', 'c']));
}

#[test]
fn a_applies_and_d_skips_the_rest_of_the_file_only() {
    let sandbox = Sandbox::new(&[("a.ts", THREE), ("b.ts", THREE), ("c.ts", THREE)]);
    let mut terminal = Terminal::review(&sandbox, &[]);
    terminal.answer("1/3", "n");
    terminal.answer("2/3", "a");
    let shown = terminal.answer("1/3", "d");
    assert!(shown.contains("b.ts:1:14"));
    let shown = terminal.answer("1/3", "q");
    assert!(shown.contains("c.ts:1:14"));
    terminal.expect("Applied 2 fixes, skipped 4; 7 findings are left.");
    assert_eq!(terminal.exit_code(), 1);
    assert_eq!(sandbox.read("a.ts"), three_without(&['b', 'c']));
    assert_eq!(sandbox.read("b.ts"), THREE);
    assert_eq!(sandbox.read("c.ts"), THREE);
}

#[test]
fn capital_a_applies_the_rest_of_the_codemod_in_all_files() {
    let sandbox = Sandbox::new(&[("a.ts", THREE), ("b.ts", THREE), ("c.ts", "let a;\r\n")]);
    let mut terminal = Terminal::review(&sandbox, &[]);
    terminal.answer("1/3", "A");
    let shown = terminal.answer("1/1", "n");
    assert!(
        shown.contains("c.ts:1:7"),
        "another codemod is asked about: {shown}"
    );
    terminal.expect("Applied 6 fixes, skipped 1; 1 finding is left.");
    assert_eq!(terminal.exit_code(), 1);
    assert_eq!(sandbox.read("b.ts"), three_without(&['a', 'b', 'c']));
}

#[test]
fn capital_d_skips_the_rest_of_the_codemod_in_all_files() {
    let sandbox = Sandbox::new(&[("a.ts", THREE), ("b.ts", THREE), ("c.ts", "let a;\r\n")]);
    let mut terminal = Terminal::review(&sandbox, &[]);
    terminal.answer("1/3", "y");
    terminal.answer("2/3", "D");
    terminal.answer("1/1", "y");
    terminal.expect("Applied 2 fixes, skipped 5; 5 findings are left.");
    assert_eq!(sandbox.read("a.ts"), three_without(&['a']));
    assert_eq!(sandbox.read("b.ts"), THREE);
    assert_eq!(sandbox.read("c.ts"), "let a;\n");
}

/// A script for `$EDITOR`.
fn editor(sandbox: &Sandbox, script: &str) -> String {
    sandbox.write("editor/run", format!("#!/bin/sh\n{script}\n"));
    let path = sandbox.path("editor/run");
    set_permissions(&path, Permissions::from_mode(0o755)).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn e_applies_what_is_saved_in_the_editor() {
    let sandbox = three();
    let editor = editor(
        &sandbox,
        "cp \"$1\" seen && sed -i 's/a = 1;/a = 100;/' \"$1\"",
    );
    let mut terminal = Terminal::review_with_editor(&sandbox, &["a.ts"], &editor);
    terminal.answer("1/3", "e");
    terminal.expect("editing lines 1–3 of a.ts as the fix would leave them");
    terminal.answer("2/3", "q");
    assert_eq!(terminal.exit_code(), 1);
    // What is opened is what the fix would make of the lines.
    assert_eq!(sandbox.read("seen"), three_without(&['a']));
    assert_eq!(
        sandbox.read("a.ts"),
        three_without(&['a']).replace("a = 1", "a = 100")
    );
}

#[test]
fn e_asks_again_when_nothing_usable_was_saved() {
    for (script, message) in [
        ("true", "nothing was edited"),
        (": > \"$1\"", "nothing was edited"),
        ("exit 1", "nothing was edited"),
        ("echo 'const = (' > \"$1\"", "what you saved does not parse"),
    ] {
        let sandbox = three();
        let editor = editor(&sandbox, script);
        let mut terminal = Terminal::review_with_editor(&sandbox, &["a.ts"], &editor);
        terminal.answer("1/3", "e");
        terminal.expect(message);
        terminal.answer("1/3", "y");
        terminal.answer("2/3", "q");
        terminal.exit_code();
        assert_eq!(sandbox.read("a.ts"), three_without(&['a']), "{script}");
    }
}

#[test]
fn what_was_edited_is_not_asked_about_again() {
    let program = "\
import * as aws from '@pulumi/aws';
new aws.lambda.Function('a', { reservedConcurrentExecutions: 1000 });
const between = [
  1, 2, 3,
];
new aws.lambda.Function('b', { reservedConcurrentExecutions: 900 });
";
    let sandbox = Sandbox::new(&[("a.ts", program)]);
    let editor = editor(&sandbox, "sed -i 's/: 10 /: 950 /' \"$1\"");
    let mut terminal = Terminal::review_with_editor(&sandbox, &["a.ts"], &editor);
    terminal.expect(&format!("(1/2) Apply this unsafe fix {PROMPT}"));
    terminal.press("e");
    let shown = terminal.expect(&format!("(2/2) Apply this unsafe fix {PROMPT}"));
    assert!(shown.contains("a.ts:6:"), "{shown}");
    terminal.press("u");
    terminal.expect(&format!("(1/2) Apply this unsafe fix {PROMPT}"));
    terminal.press("q");
    assert_eq!(terminal.exit_code(), 1);
    assert_eq!(sandbox.read("a.ts"), program);
}

#[test]
fn long_messages_are_wrapped_to_the_terminal() {
    let sandbox = three();
    let mut terminal = Terminal::of_columns(&sandbox, 50);
    let shown = terminal.expect(PROMPT);
    for line in shown.lines().filter(|line| !line.contains(PROMPT)) {
        assert!(line.chars().count() <= 50, "{line}");
    }
    assert!(
        shown.contains("\r\n        finding; `iacfix list`"),
        "{shown}"
    );
    terminal.press("q");
    terminal.exit_code();
}

#[test]
fn s_suppresses_with_a_reason() {
    let crlf = "let a;\r\nlet b;\r\n";
    let sandbox = Sandbox::new(&[("a.ts", crlf), ("b.py", "a = 1\r\n")]);
    let mut terminal = Terminal::review(&sandbox, &[]);
    terminal.answer("1/1", "s");
    terminal.expect("Reason (may be empty): ");
    terminal.press("a tool wants it\r");
    terminal.answer("1/1", "s");
    terminal.expect("Reason (may be empty): ");
    terminal.press("\r");
    terminal.expect("Applied 0 fixes, suppressed 2; 0 findings are left.");
    assert_eq!(terminal.exit_code(), 0);
    let text = sandbox.read("a.ts");
    assert!(text.starts_with("// iacfix-ignore "), "{text}");
    assert!(
        text.ends_with(&format!(": a tool wants it\r\n{crlf}")),
        "{text}"
    );
    let text = sandbox.read("b.py");
    assert!(text.starts_with("# iacfix-ignore "), "{text}");
    assert_eq!(sandbox.run(&[]).stdout, "No findings in 2 files.\n");
}

#[test]
fn s_on_an_unused_suppression_says_why_not() {
    let sandbox = three();
    let mut terminal = Terminal::review(&sandbox, &[]);
    terminal.answer("1/3", "s");
    terminal.expect("a comment about a comment would suppress nothing");
    terminal.answer("1/3", "q");
    terminal.exit_code();
    assert_eq!(sandbox.read("a.ts"), THREE);
}

#[test]
fn u_takes_the_last_decision_back() {
    let sandbox = three();
    let mut terminal = Terminal::review(&sandbox, &[]);
    terminal.answer("1/3", "u");
    terminal.expect("there is nothing to undo in this file");
    terminal.answer("1/3", "y");
    terminal.answer("2/3", "n");
    terminal.answer("3/3", "u");
    terminal.answer("2/3", "u");
    let shown = terminal.answer("1/3", "n");
    assert!(shown.contains("no-such-a"), "{shown}");
    terminal.answer("2/3", "y");
    terminal.answer("3/3", "q");
    terminal.expect("Applied 1 fix, skipped 1; 2 findings are left.");
    assert_eq!(terminal.exit_code(), 1);
    assert_eq!(sandbox.read("a.ts"), three_without(&['b']));
}

#[test]
fn i_explains_and_other_keys_show_the_help() {
    let sandbox = three();
    let mut terminal = Terminal::review(&sandbox, &[]);
    terminal.answer("1/3", "i");
    terminal.expect("# unused-suppression");
    // The finding stands below its page, so that nobody has to scroll for what is asked.
    terminal.expect("    1     | - const a = 1; // iacfix-ignore no-such-a");
    for key in ["?", "\r", "x", "\u{1b}[A"] {
        terminal.answer("1/3", key);
        terminal.expect("y - apply this fix");
        terminal.expect("? - show this help");
    }
    terminal.expect(PROMPT);
    wait_for_raw_mode(&terminal);
    terminal.press("\u{4}");
    terminal.expect("Applied 0 fixes; 3 findings are left.");
    assert_eq!(terminal.exit_code(), 1);
    assert_eq!(sandbox.read("a.ts"), THREE);
}

#[test]
fn ctrl_c_half_way_writes_nothing_of_the_file_and_keeps_those_before() {
    let sandbox = Sandbox::new(&[
        ("a.ts", "let a; // iacfix-ignore no-such\n"),
        ("b.ts", THREE),
    ]);
    let mut terminal = Terminal::review(&sandbox, &[]);
    terminal.expect(PROMPT);
    let asking = terminal.modes();
    terminal.press("y");
    terminal.answer("1/3", "y");
    terminal.expect(&format!("(2/3) Apply this fix {PROMPT}"));
    wait_for_raw_mode(&terminal);
    terminal.press("\u{3}");
    terminal.expect(
        "interrupted: b.ts is unchanged, 1 decision is discarded; 1 file was written before",
    );
    let after = terminal.modes();
    assert_eq!(terminal.exit_code(), 130);
    assert!(
        after.contains("ICANON") && after.contains("ECHO"),
        "{asking} {after}"
    );
    assert_eq!(sandbox.read("a.ts"), "let a;\n");
    assert_eq!(sandbox.read("b.ts"), THREE);
    assert_eq!(sandbox.names("."), ["a.ts", "b.ts"]);
}

/// Waits until a key is read as a key: before that, the terminal itself would act upon Ctrl-C.
fn wait_for_raw_mode(terminal: &Terminal) {
    let start = Instant::now();
    while terminal.modes().contains("ICANON") {
        assert!(start.elapsed() < PATIENCE, "no key is waited for");
        thread::yield_now();
    }
}

#[test]
fn a_signal_from_outside_restores_the_terminal() {
    for signal in ["-INT", "-TERM"] {
        let sandbox = three();
        let mut terminal = Terminal::review(&sandbox, &[]);
        terminal.answer("1/3", "y");
        terminal.expect(&format!("(2/3) Apply this fix {PROMPT}"));
        wait_for_raw_mode(&terminal);
        let process = terminal.child.process_id().unwrap().to_string();
        let sent = Command::new("kill").args([signal, &process]).status();
        assert!(sent.unwrap().success());
        terminal.expect("interrupted");
        assert_eq!(terminal.exit_code(), 130);
        assert!(terminal.modes().contains("ICANON"));
        assert_eq!(sandbox.read("a.ts"), THREE);
        assert_eq!(sandbox.names("."), ["a.ts"]);
    }
}

#[test]
fn a_file_that_changes_meanwhile_is_not_overwritten() {
    let sandbox = Sandbox::new(&[("a.ts", THREE), ("b.ts", THREE)]);
    let mut terminal = Terminal::review(&sandbox, &[]);
    terminal.expect(&format!("(1/3) Apply this fix {PROMPT}"));
    sandbox.write("a.ts", "const mine = 1;\n");
    terminal.press("a");
    terminal
        .expect("error: a.ts: not written: the file changed on disk since it was read; run again");
    terminal.answer("1/3", "a");
    terminal.expect("Applied 3 fixes; 3 findings are left.");
    assert_eq!(terminal.exit_code(), 2);
    assert_eq!(sandbox.read("a.ts"), "const mine = 1;\n");
    assert_eq!(sandbox.read("b.ts"), three_without(&['a', 'b', 'c']));
}

#[test]
fn a_window_that_changes_its_size_changes_nothing() {
    let sandbox = three();
    let mut terminal = Terminal::review(&sandbox, &[]);
    terminal.expect(&format!("(1/3) Apply this fix {PROMPT}"));
    wait_for_raw_mode(&terminal);
    terminal.master.resize(size(40, 60)).unwrap();
    terminal.press("y");
    terminal.answer("2/3", "q");
    assert_eq!(terminal.exit_code(), 1);
    assert_eq!(sandbox.read("a.ts"), three_without(&['a']));
}

#[test]
fn nothing_to_review_says_so() {
    let sandbox = Sandbox::new(&[("a.ts", "let a;\n")]);
    let mut terminal = Terminal::review(&sandbox, &[]);
    terminal.expect("No findings in 1 file.");
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
fn without_a_terminal_it_is_refused() {
    let sandbox = three();
    let run = sandbox.run(&["-i"]);
    assert_eq!(run.code, 2);
    assert_eq!(
        run.stderr,
        "error: --interactive needs a terminal to ask on; use --fix to apply all safe fixes, or --diff to see them\n"
    );
    assert_eq!(sandbox.read("a.ts"), THREE);
}

/// A setting that makes the fix of line endings an unsafe one, so that a file can hold both kinds.
fn unsafe_line_endings() -> String {
    let codemods = iacfix::codemods::ALL.iter().map(|codemod| codemod.id);
    let id = codemods.into_iter().find(|id| id.starts_with("normalize"));
    format!("codemod.{}.applicability=unsafe", id.unwrap())
}

#[test]
fn a_asks_about_what_is_less_safe_than_what_was_seen() {
    let setting = unsafe_line_endings();
    let text = format!("{THREE}let x;\r\n");
    let sandbox = Sandbox::new(&[("a.ts", text.as_str())]);
    let mut terminal = Terminal::review(&sandbox, &["--set", &setting]);
    terminal.answer("1/4", "a");
    terminal.expect("unsafe: this may change what is deployed");
    terminal.expect(&format!("(4/4) Apply this unsafe fix {PROMPT}"));
    terminal.press("n");
    terminal.expect("Applied 3 fixes, skipped 1; 1 finding is left.");
    assert_eq!(terminal.exit_code(), 1);
    let expected = three_without(&['a', 'b', 'c']) + "let x;\r\n";
    assert_eq!(sandbox.read("a.ts"), expected);
}

#[test]
fn u_takes_back_everything_that_one_key_decided() {
    let setting = unsafe_line_endings();
    let text = format!("{THREE}let x;\r\n");
    let sandbox = Sandbox::new(&[("a.ts", text.as_str())]);
    let mut terminal = Terminal::review(&sandbox, &["--set", &setting]);
    terminal.answer("1/4", "a");
    terminal.expect(&format!("(4/4) Apply this unsafe fix {PROMPT}"));
    terminal.press("u");
    terminal.answer("1/4", "q");
    terminal.expect("Applied 0 fixes; 4 findings are left.");
    assert_eq!(terminal.exit_code(), 1);
    assert_eq!(sandbox.read("a.ts"), text);
}

#[test]
fn only_what_was_changed_is_asked_about_and_what_is_not_staged_is_never_written() {
    if !has_tools(&["git"]) {
        return;
    }
    let sandbox = Sandbox::new(&[("a.ts", &three_without(&['a', 'c']))]);
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=A", "-c", "user.email=a@example.com"];
        let arguments = [identity.as_slice(), arguments].concat();
        let run = sandbox.execute(Path::new("git"), &arguments, "");
        assert_eq!(run.code, 0, "{run:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "-A"]);
    git(&["commit", "-q", "-m", "first"]);
    sandbox.write("a.ts", THREE);
    let mut terminal = Terminal::review(&sandbox, &["--changed"]);
    terminal.answer("1/2", "y");
    terminal.answer("2/2", "u");
    terminal.answer("1/2", "n");
    terminal.answer("2/2", "y");
    terminal.expect("Applied 1 fix, skipped 1; 1 finding is left.");
    assert_eq!(terminal.exit_code(), 1);
    assert_eq!(sandbox.read("a.ts"), three_without(&['c']));

    git(&["add", "-A"]);
    let mut terminal = Terminal::review(&sandbox, &["--staged"]);
    terminal.answer("1/1", "y");
    terminal.expect("the repairs are in the work tree and not staged");
    assert_eq!(terminal.exit_code(), 1);
    let now = sandbox.read("a.ts");
    assert_eq!(now, three_without(&['a', 'c']));
    // What is staged has the finding still, and the disk has other work.
    let mut terminal = Terminal::review(&sandbox, &["--staged"]);
    terminal.expect("a.ts: not written: it has changes that are not staged");
    assert_eq!(terminal.exit_code(), 2);
    assert_eq!(sandbox.read("a.ts"), now);
}

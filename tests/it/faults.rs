//! What can go wrong while files are written: each stays whole, and the run says what happened.

mod kept;

use std::fs::{self, File, OpenOptions, Permissions};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

use rustix::fs::OFlags;

use super::sandbox::{IACFIX, Run, Sandbox, has_tools, skip};

/// Long enough for any machine; a test that passes never waits for it.
const PATIENCE: Duration = Duration::from_secs(60);

/// How many files the tests about many files have.
const MANY: usize = 500;

const OLD: &str = "let a; // iacfix-ignore no-such\n";
const NEW: &str = "let a;\n";

fn name(number: usize) -> String {
    format!("f{number:03}.ts")
}

/// A text of its own for each file, long enough to be seen torn.
fn old(number: usize) -> String {
    format!("{OLD}// {}\n", format!("{number} ").repeat(1000))
}

fn new(number: usize) -> String {
    old(number).replace(OLD, NEW)
}

fn many() -> Sandbox {
    let sandbox = Sandbox::in_memory();
    for number in 0..MANY {
        sandbox.write(&name(number), old(number));
        let mode = Permissions::from_mode(mode(number));
        fs::set_permissions(sandbox.path(&name(number)), mode).unwrap();
    }
    sandbox
}

fn mode(number: usize) -> u32 {
    [0o644, 0o600, 0o755, 0o664][number % 4]
}

/// How many files have their new text; fails where one has neither that nor its old one, or other permissions.
fn written(sandbox: &Sandbox) -> usize {
    let is_new = |number: &usize| {
        let path = sandbox.path(&name(*number));
        let text = fs::read_to_string(&path).unwrap();
        let is_new = text == new(*number);
        assert!(is_new || text == old(*number), "{path:?} is torn");
        assert_eq!(mode_of(&path), mode(*number), "{path:?}");
        is_new
    };
    (0..MANY).filter(is_new).count()
}

fn mode_of(path: &Path) -> u32 {
    fs::metadata(path).unwrap().mode() & 0o7777
}

fn start(sandbox: &Sandbox, arguments: &[&str]) -> Child {
    let iacfix = Path::new(IACFIX);
    sandbox.command(iacfix).args(arguments).spawn().unwrap()
}

/// Waits until `is_so`; it becomes so, or the test is broken.
fn wait_until(mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < PATIENCE, "what is waited for never comes");
        thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn a_killed_run_leaves_every_file_whole_and_the_next_one_finishes() {
    let sandbox = many();
    let start_of_test = Instant::now();
    // The same moments in every run of the test, as far as the machine allows.
    let mut seed: u64 = 7;
    for round in 0..8 {
        if round > 2 && start_of_test.elapsed() > Duration::from_secs(5) {
            break;
        }
        for number in 0..MANY {
            fs::write(sandbox.path(&name(number)), old(number)).unwrap();
        }
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let few = usize::try_from(seed >> 33).unwrap() % (MANY - 20);
        let pause = Duration::from_micros((seed >> 20) % 2000);
        let mut child = start(&sandbox, &["--fix", "-q"]);
        let path = sandbox.path(&name(few));
        wait_until(|| fs::read_to_string(&path).unwrap() == new(few));
        thread::sleep(pause);
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(written(&sandbox) > few, "files are written in their order");

        // What the killed run left is hidden from every run, and goes with the next one that writes.
        let again = sandbox.run(&["--fix"]);
        assert_eq!(again.code, 0, "{again:?}");
        assert!(again.stdout.ends_with("in 500 files.\n"), "{again:?}");
        assert_eq!(written(&sandbox), MANY);
        assert_eq!(sandbox.names(".").len(), MANY);
    }
}

#[test]
fn leftovers_of_killed_runs_go_and_nothing_else_does() {
    let sandbox = Sandbox::new(&[
        ("a/a.ts", OLD),
        ("a/.iacfix-killed.tmp", "half a te"),
        ("a/.iacfix-alive.tmp", "another run has it"),
        ("a/.iacfix-notes", "someone's"),
        ("a/.iacfix-d.tmp/b.ts", OLD),
        (
            "b/.iacfix-killed.tmp",
            "where nothing is written nothing is touched",
        ),
    ]);
    let alive = File::open(sandbox.path("a/.iacfix-alive.tmp")).unwrap();
    alive.lock().unwrap();
    assert_eq!(sandbox.run(&[]).code, 1);
    assert!(sandbox.path("a/.iacfix-killed.tmp").exists());
    assert_eq!(sandbox.run(&["--fix"]).code, 0);
    let left = [
        ".iacfix-alive.tmp",
        ".iacfix-d.tmp",
        ".iacfix-notes",
        "a.ts",
    ];
    assert_eq!(sandbox.names("a"), left);
    assert_eq!(sandbox.names("b"), [".iacfix-killed.tmp"]);
}

/// A file of attributes that a run waits for, after it has read a source with CRLF and before it writes it.
struct Gate<'s> {
    sandbox: &'s Sandbox,
}

impl<'s> Gate<'s> {
    fn before(sandbox: &'s Sandbox) -> Self {
        let made = sandbox.execute(Path::new("mkfifo"), &[".gitattributes"], "");
        assert_eq!(made.code, 0, "{made:?}");
        Self { sandbox }
    }

    /// Waits for a run that reads, does `meanwhile`, and lets the run go on.
    fn pass(self, meanwhile: impl FnOnce()) {
        let path = self.sandbox.path(".gitattributes");
        let nonblocking = i32::try_from(OFlags::NONBLOCK.bits()).unwrap();
        let mut gate = None;
        wait_until(|| {
            let mut options = OpenOptions::new();
            options.write(true).custom_flags(nonblocking);
            gate = options.open(&path).ok();
            gate.is_some()
        });
        meanwhile();
        // Whoever reads it again finds a file.
        self.sandbox.write("attributes", "");
        fs::rename(self.sandbox.path("attributes"), path).unwrap();
        drop(gate);
    }
}

#[test]
fn a_signal_stops_the_run_between_two_files() {
    if !has_tools(&["mkfifo", "kill"]) {
        return;
    }
    for (signal, written, says) in [
        ("-INT", 0, "\ninterrupted: nothing was written\n"),
        (
            "-TERM",
            1,
            "\ninterrupted: 1 file was written, each as a whole; run again for the rest\n",
        ),
        (
            "-HUP",
            300,
            "\ninterrupted: 300 files were written, each as a whole; run again for the rest\n",
        ),
    ] {
        let sandbox = many();
        let crlf = old(written).replace('\n', "\r\n");
        sandbox.write(&name(written), &crlf);
        let gate = Gate::before(&sandbox);
        let child = start(&sandbox, &["--fix"]);
        let mut run = None;
        gate.pass(|| {
            if let Some(last) = written.checked_sub(1) {
                let path = sandbox.path(&name(last));
                wait_until(|| fs::read_to_string(&path).unwrap() == new(last));
            }
            let process = child.id().to_string();
            let sent = Command::new("kill").args([signal, &process]).status();
            assert!(sent.unwrap().success());
            run = Some(Run::end_of(child));
        });
        let run = run.unwrap();
        assert_eq!((run.code, run.stderr.as_str()), (130, says));
        assert_eq!(sandbox.read(&name(written)), crlf);
        sandbox.write(&name(written), old(written));
        assert_eq!(self::written(&sandbox), written);
        assert_eq!(sandbox.names(".").len(), MANY + 1);
    }
}

#[test]
fn a_file_that_changes_after_it_was_read_is_left_and_the_others_are_written() {
    if !has_tools(&["mkfifo"]) {
        return;
    }
    let crlf = "let a;\r\nlet b;\r\n";
    let changed = "not written: the file changed on disk since it was read; run again\n";
    let gone = "not written: the file is gone from the disk since it was read\n";
    type Meanwhile = fn(&Path);
    let cases: [(&str, Meanwhile, &str, Option<&str>); 8] = [
        (
            "changed",
            |path| fs::write(path, "mine").unwrap(),
            changed,
            Some("mine"),
        ),
        (
            "grown",
            |path| fs::write(path, "let a;\r\nlet b;\r\nmine").unwrap(),
            changed,
            Some("let a;\r\nlet b;\r\nmine"),
        ),
        (
            "emptied",
            |path| fs::write(path, "").unwrap(),
            changed,
            Some(""),
        ),
        ("removed", |path| fs::remove_file(path).unwrap(), gone, None),
        (
            "folder removed",
            |path| fs::remove_dir_all(path.parent().unwrap()).unwrap(),
            gone,
            None,
        ),
        (
            "a folder",
            |path| {
                fs::remove_file(path).unwrap();
                fs::create_dir(path).unwrap();
            },
            "not written: it is a folder\n",
            None,
        ),
        (
            "read-only",
            |path| fs::set_permissions(path, Permissions::from_mode(0o444)).unwrap(),
            "not written: the file is read-only; make it writable (chmod u+w) and run again\n",
            Some(crlf),
        ),
        (
            "fixed by someone else",
            |path| fs::write(path, "let a;\nlet b;\n").unwrap(),
            "",
            Some("let a;\nlet b;\n"),
        ),
    ];
    for (case, meanwhile, says, text) in cases {
        let sandbox = Sandbox::new(&[("a.ts", OLD), ("lib/b.ts", crlf), ("z.ts", OLD)]);
        let gate = Gate::before(&sandbox);
        let child = start(&sandbox, &["--fix"]);
        gate.pass(|| meanwhile(&sandbox.path("lib/b.ts")));
        let run = Run::end_of(child);
        let code = if says.is_empty() { 0 } else { 2 };
        assert_eq!(run.code, code, "{case}: {run:?}");
        let says = match says {
            "" => String::new(),
            says => format!("error: lib/b.ts: {says}"),
        };
        assert!(run.stderr.ends_with(&says), "{case}: {run:?}");
        let now = fs::read_to_string(sandbox.path("lib/b.ts")).ok();
        assert_eq!(now.as_deref(), text, "{case}");
        assert_eq!(sandbox.read("a.ts"), NEW, "{case}");
        assert_eq!(sandbox.read("z.ts"), NEW, "{case}");
        let left = sandbox.files().into_keys();
        let left: Vec<_> = left
            .filter(|path| path.to_string_lossy().contains(".tmp"))
            .collect();
        assert!(left.is_empty(), "{case}: {left:?}");
    }
}

#[test]
fn two_runs_at_once_fix_every_file_once() {
    for _ in 0..2 {
        let sandbox = many();
        let children = [(); 2].map(|()| start(&sandbox, &["--fix", "-q"]));
        for child in children {
            let run = Run::end_of(child);
            assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run:?}");
        }
        assert_eq!(written(&sandbox), MANY);
        assert_eq!(sandbox.names(".").len(), MANY);
    }
}

#[test]
fn two_runs_that_fix_different_things_leave_every_file_whole() {
    let both = "let a; // iacfix-ignore no-such\r\n";
    let [lf, shorter] = [OLD, "let a;\r\n"];
    let sandbox = Sandbox::in_memory();
    for number in 0..MANY {
        sandbox.write(&name(number), both);
    }
    let children = ["normalize-lf", "unused-suppression"]
        .map(|ignored| start(&sandbox, &["--fix", "-q", "--ignore", ignored]));
    for child in children {
        let run = Run::end_of(child);
        assert!([0, 2].contains(&run.code), "{run:?}");
        let is_known = |line: &str| line.ends_with("changed on disk since it was read; run again");
        assert!(run.stderr.lines().all(is_known), "{run:?}");
        assert_eq!(run.code == 2, !run.stderr.is_empty());
    }
    for number in 0..MANY {
        let text = sandbox.read(&name(number));
        assert!([lf, shorter, NEW].contains(&text.as_str()), "{text:?}");
    }
    assert_eq!(sandbox.run(&["--fix"]).code, 0);
    for number in 0..MANY {
        assert_eq!(sandbox.read(&name(number)), NEW);
    }
    assert_eq!(sandbox.names(".").len(), MANY);
}

/// Three files of which the one in the middle takes much room.
fn with_a_large_file() -> (Sandbox, String) {
    let large = format!("{OLD}{}", "// more than there is room for\n".repeat(2000));
    let files = [("a.ts", OLD), ("big/b.ts", &large), ("z.ts", OLD)];
    (Sandbox::new(&files), large)
}

fn the_large_file_stays(sandbox: &Sandbox, large: &str, run: &Run, says: &str) {
    assert_eq!(run.code, 2, "{run:?}");
    assert_eq!(
        run.stderr,
        format!("error: big/b.ts: not written: {says}\n")
    );
    assert!(run.stdout.starts_with("big/b.ts:1:8  "), "{run:?}");
    assert!(
        run.stdout.ends_with("Fixed 2 findings in 2 files. 1 finding left in 1 file (3 files checked); 1 fixable with --fix.\n"),
        "{run:?}"
    );
    assert_eq!(sandbox.read("big/b.ts"), large);
    assert_eq!(sandbox.names("big"), ["b.ts"]);
    for small in ["a.ts", "z.ts"] {
        assert_eq!(sandbox.read(small), NEW);
    }
}

fn shell(sandbox: &Sandbox, script: &str) -> Run {
    sandbox.execute(Path::new("sh"), &["-c", script, "sh", IACFIX], "")
}

#[test]
fn a_file_that_may_not_become_so_large_stays_as_it_is() {
    let (sandbox, large) = with_a_large_file();
    let script = "trap '' XFSZ && ulimit -f 16 && exec \"$1\" --fix";
    let says = "the file would be larger than this process may write; raise the limit (ulimit -f) and run again";
    let run = shell(&sandbox, script);
    the_large_file_stays(&sandbox, &large, &run, says);
}

#[test]
fn a_configuration_is_written_whole_or_not_at_all() {
    let sandbox = Sandbox::new::<&str>(&[]);
    let run = shell(&sandbox, "trap '' XFSZ && ulimit -f 1 && exec \"$1\" init");
    assert_eq!(run.code, 2);
    let says = "error: iacfix.toml: not written: the file would be larger";
    assert!(run.stderr.starts_with(says), "{run:?}");
    assert!(sandbox.names(".").is_empty());
    assert_eq!(sandbox.run(&["init"]).code, 0);
}

#[test]
fn a_full_disk_leaves_the_file_as_it_is() {
    let (sandbox, large) = with_a_large_file();
    let script = "mkdir disk && mount -t tmpfs -o size=100k iacfix disk && cp -r a.ts big z.ts disk || exit 99
        cd disk; \"$1\" --fix; code=$?; ls -A big; cd ..; cp -r disk/. . ; exit $code";
    let Some(mut run) = with_mounts(&sandbox, script) else {
        return;
    };
    let listed = run.stdout.rfind("b.ts\n").unwrap();
    assert_eq!(&run.stdout[listed - 1..], "\nb.ts\n");
    run.stdout.truncate(listed);
    the_large_file_stays(
        &sandbox,
        &large,
        &run,
        "the disk is full; free some space and run again",
    );
}

#[test]
fn a_read_only_file_system_leaves_the_file_as_it_is() {
    let (sandbox, large) = with_a_large_file();
    let script =
        "mount --bind big big && mount -o remount,ro,bind big || exit 99; exec \"$1\" --fix";
    if let Some(run) = with_mounts(&sandbox, script) {
        let says = "the file system is read-only; mount it writable and run again";
        the_large_file_stays(&sandbox, &large, &run, says);
    }
}

/// Runs a script that may mount what it likes; the mounts are gone when it ends. `None` where that is not allowed, for
/// which the script exits with 99.
fn with_mounts(sandbox: &Sandbox, script: &str) -> Option<Run> {
    if !cfg!(target_os = "linux") {
        skip("mounts of its own are for Linux");
        return None;
    }
    if !has_tools(&["unshare", "mount"]) {
        return None;
    }
    let arguments = [
        "--map-root-user",
        "--mount",
        "sh",
        "-c",
        script,
        "sh",
        IACFIX,
    ];
    let run = sandbox.execute(Path::new("unshare"), &arguments, "");
    if run.code == 99 || run.stderr.starts_with("unshare: ") {
        skip("mounting is not allowed here");
        return None;
    }
    Some(run)
}

#[test]
fn findings_that_nobody_takes_do_not_keep_files_from_being_fixed() {
    if !Path::new("/dev/full").exists() {
        return skip("there is no /dev/full");
    }
    let sandbox = Sandbox::new(&[("a.ts", OLD), ("b.ts", OLD)]);
    let run = shell(&sandbox, "exec \"$1\" --fix > /dev/full");
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.starts_with("error: standard output: "),
        "{run:?}"
    );
    assert_eq!([sandbox.read("a.ts"), sandbox.read("b.ts")], [NEW, NEW]);
}

#[test]
fn a_read_only_folder_leaves_its_files_as_they_are() {
    let (sandbox, large) = with_a_large_file();
    let folder = sandbox.path("big");
    fs::set_permissions(&folder, Permissions::from_mode(0o555)).unwrap();
    let run = sandbox.run(&["--fix"]);
    fs::set_permissions(&folder, Permissions::from_mode(0o755)).unwrap();
    let says = format!(
        "the folder {} is read-only; make it writable (chmod u+w) and run again",
        folder.canonicalize().unwrap().display()
    );
    the_large_file_stays(&sandbox, &large, &run, &says);
}

//! What someone sees who watches a campaign, on a real pseudo-terminal.

use std::io::{Read, Write};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use super::fleet::{COMMIT, CRLF, Fleet};
use crate::sandbox::{IACFIX, has_tools};

const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn a_bar_says_how_long_it_takes_and_ctrl_c_ends_it() {
    if !has_tools(&["git", "sh"]) {
        return;
    }
    let fleet = Fleet::new();
    for name in ["a", "b", "c"] {
        fleet.repository(name, &[("a.ts", CRLF.0)]);
    }
    let size = PtySize {
        rows: 24,
        cols: 120,
        pixel_width: 0,
        pixel_height: 0,
    };
    let pty = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(IACFIX);
    command.args(["bulk", "a", "b", "c", "--jobs", "1", "--verify"]);
    command.arg(
        "case $IACFIX_REPOSITORY in b) echo > /dev/null; touch \"$HOME/seen\"; sleep 1000;; esac",
    );
    command.args(COMMIT);
    command.cwd(fleet.sandbox.root());
    command.env("HOME", fleet.sandbox.root());
    command.env("GIT_CONFIG_NOSYSTEM", "1");
    let mut child = pty.slave.spawn_command(command).unwrap();
    let mut output = pty.master.try_clone_reader().unwrap();
    let (sender, screen) = channel();
    thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(length @ 1..) = output.read(&mut buffer) {
            if sender.send(buffer[..length].to_vec()).is_err() {
                break;
            }
        }
    });
    let start = Instant::now();
    let mut shown = String::new();
    let mut interrupted = false;
    let status = loop {
        assert!(start.elapsed() < PATIENCE, "{shown}");
        if let Ok(bytes) = screen.recv_timeout(Duration::from_millis(20)) {
            shown += &String::from_utf8_lossy(&bytes);
        }
        let waits =
            fleet.sandbox.path("seen").exists() && shown.contains(" 1/3 repositories, about ");
        if waits && !interrupted {
            interrupted = true;
            pty.master
                .take_writer()
                .unwrap()
                .write_all(b"\x03")
                .unwrap();
        }
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
    };
    while let Ok(bytes) = screen.recv_timeout(Duration::from_millis(200)) {
        shown += &String::from_utf8_lossy(&bytes);
    }
    assert_eq!(status.exit_code(), 130, "{shown}");
    for part in [
        "a: repaired 1 finding, 1 commit",
        "3 repositories: 1 repaired, 2 not reached.",
        "--resume does what is left",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    fleet.is_tidy("b");
}

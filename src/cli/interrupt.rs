//! What happens on Ctrl-C, SIGTERM and SIGHUP: nothing is half-written, and the terminal is as it was.

use std::io::{self, Write};
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use super::exit::Exit;
use super::{render, write};
use crate::bulk::Stop;

/// Set while an editor has the terminal: Ctrl-C is meant for the editor then.
static EDITING: AtomicBool = AtomicBool::new(false);

#[cfg(unix)]
static TERMINAL: Mutex<Option<rustix::termios::Termios>> = Mutex::new(None);

/// From now on an interruption waits for a write that is under way, restores the terminal and ends the process.
pub fn install() {
    // Fails only where a handler is installed already, which is then this one.
    let _ = ctrlc::set_handler(|| {
        if EDITING.load(Ordering::SeqCst) {
            return;
        }
        let written = match write::stop() {
            0 => "nothing was written".to_owned(),
            written => format!(
                "{} written, each as a whole; run again for the rest",
                render::count(written, "file was", "files were")
            ),
        };
        restore_terminal();
        let _ = writeln!(io::stderr(), "\ninterrupted: {written}");
        process::exit(i32::from(Exit::Interrupted.code()));
    });
}

/// From now on an interruption raises `stop`, so that what is under way comes to an end that can be gone on from; a second
/// one ends the process at once.
pub fn install_for(stop: &Stop) {
    let stop = stop.clone();
    // Fails only where a handler is installed already, which is then this one.
    let _ = ctrlc::set_handler(move || {
        if stop.raise() {
            process::exit(i32::from(Exit::Interrupted.code()));
        }
        let _ = writeln!(io::stderr(), "\ninterrupted: ending what is under way …");
    });
}

/// Remembers how the terminal is set, so that an interruption can set it so again.
#[cfg(unix)]
pub fn remember_terminal() {
    let mut terminal = TERMINAL.lock().unwrap_or_else(PoisonError::into_inner);
    *terminal = rustix::termios::tcgetattr(io::stdin()).ok();
}

/// Remembers how the terminal is set, so that an interruption can set it so again.
#[cfg(not(unix))]
pub fn remember_terminal() {}

#[cfg(unix)]
fn restore_terminal() {
    let terminal = TERMINAL.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(terminal) = &*terminal {
        use rustix::termios::{OptionalActions, tcsetattr};
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, terminal);
    }
}

#[cfg(not(unix))]
fn restore_terminal() {}

/// Runs `edit`, which hands the terminal to an editor.
pub fn while_editing<T>(edit: impl FnOnce() -> T) -> T {
    EDITING.store(true, Ordering::SeqCst);
    let result = edit();
    EDITING.store(false, Ordering::SeqCst);
    result
}

//! How far a run is, for runs that take a while, on a terminal.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::options::Verbosity;

/// A run that is done before this has passed shows nothing.
const PATIENCE: Duration = Duration::from_millis(500);

/// How far a run is.
#[derive(Debug)]
pub struct Progress {
    done: u64,
    start: Instant,
    wanted: Option<ProgressBar>,
}

impl Progress {
    /// At the start of a run. Nothing is shown unless standard error is a terminal.
    pub fn new(verbosity: Verbosity) -> Self {
        let wanted = verbosity > Verbosity::Quiet && io::stderr().is_terminal();
        Self {
            done: 0,
            start: Instant::now(),
            wanted: wanted.then(ProgressBar::hidden),
        }
    }

    /// One file is done. `print` prints what came of it, with the bar out of the way.
    pub fn advance(&mut self, print: impl FnOnce()) {
        self.advance_by(1, print);
    }

    /// As [`Progress::advance`] for several files.
    pub fn advance_by(&mut self, files: usize, print: impl FnOnce()) {
        self.done += files as u64;
        let Some(bar) = &mut self.wanted else {
            return print();
        };
        if bar.is_hidden() && self.start.elapsed() > PATIENCE {
            // Files are found while others are checked: nobody knows yet how many there are.
            *bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} files ({per_sec})") {
                bar.set_style(style);
            }
        }
        bar.suspend(print);
        bar.set_position(self.done);
    }

    /// Prints something else, with the bar out of the way.
    pub fn suspend(&mut self, print: impl FnOnce()) {
        match &self.wanted {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    /// The run is over: the bar disappears.
    pub fn finish(self) {
        if let Some(bar) = self.wanted {
            bar.finish_and_clear();
        }
    }
}

//! Standard output and standard error: colours where they are wanted, and a quiet end where nobody listens any more.

use std::io::{self, BufWriter, IsTerminal, Write};

use anstream::adapter::strip_str;
use anstream::{AutoStream, ColorChoice};

use super::args::Color;
use super::diff_text::coloured_patch;

/// Whether a stream takes colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Colouring {
    Coloured,
    Plain,
}

/// When what was written to standard output is handed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pace {
    /// After each file: someone is watching.
    EachFile,
    /// In large pieces.
    Late,
}

/// Whether standard output still takes what is written.
#[derive(Debug)]
pub enum OutState {
    /// It does.
    Open,
    /// Whoever read it has gone: `iacfix | head`.
    Closed,
    /// It failed otherwise: a full disk.
    Failed(io::Error),
}

/// Where a run writes to.
pub struct Streams {
    out: Box<dyn Write>,
    out_colouring: Colouring,
    pace: Pace,
    state: OutState,
    err: Box<dyn Write>,
    err_colouring: Colouring,
}

impl std::fmt::Debug for Streams {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Streams").finish_non_exhaustive()
    }
}

impl Streams {
    /// The streams of the process.
    pub fn standard(color: Color) -> Self {
        let colouring = |auto: ColorChoice| match (color, auto) {
            (Color::Always, _) => Colouring::Coloured,
            (Color::Never, _) | (Color::Auto, ColorChoice::Never) => Colouring::Plain,
            (Color::Auto, _) => Colouring::Coloured,
        };
        Self {
            out_colouring: colouring(AutoStream::choice(&io::stdout())),
            err_colouring: colouring(AutoStream::choice(&io::stderr())),
            out: Box::new(BufWriter::new(io::stdout())),
            pace: match io::stdout().is_terminal() {
                true => Pace::EachFile,
                false => Pace::Late,
            },
            state: OutState::Open,
            err: Box::new(io::stderr()),
        }
    }

    /// Writes to standard output, with the colours that it takes.
    pub fn text(&mut self, text: &str) {
        match self.out_colouring {
            Colouring::Coloured => self.raw(text),
            Colouring::Plain => self.raw(&strip_str(text).to_string()),
        }
    }

    /// Writes a patch to standard output: exactly as it is, but for the colours where they are wanted.
    pub fn patch(&mut self, patch: &str) {
        match self.out_colouring {
            Colouring::Coloured => self.raw(&coloured_patch(patch)),
            Colouring::Plain => self.raw(patch),
        }
    }

    /// Writes to standard output exactly this.
    pub fn raw(&mut self, text: &str) {
        let result = match self.state {
            OutState::Open => self.out.write_all(text.as_bytes()),
            OutState::Closed | OutState::Failed(_) => return,
        };
        self.note_result(result);
    }

    /// Writes to standard error, with the colours that it takes. Where that fails there is nobody to tell.
    pub fn note(&mut self, text: &str) {
        let _ = match self.err_colouring {
            Colouring::Coloured => self.err.write_all(text.as_bytes()),
            Colouring::Plain => self.err.write_all(strip_str(text).to_string().as_bytes()),
        };
        let _ = self.err.flush();
    }

    /// Hands on what was written about a file, where someone is watching.
    pub fn end_of_file(&mut self) {
        if self.pace == Pace::EachFile {
            self.flush();
        }
    }

    /// Hands on everything that was written to standard output.
    pub fn flush(&mut self) {
        if let OutState::Open = self.state {
            let result = self.out.flush();
            self.note_result(result);
        }
    }

    /// Whether standard output still takes what is written.
    pub fn state(&self) -> &OutState {
        &self.state
    }

    fn note_result(&mut self, result: io::Result<()>) {
        if let Err(error) = result {
            self.state = match error.kind() {
                io::ErrorKind::BrokenPipe => OutState::Closed,
                _ => OutState::Failed(error),
            };
        }
    }
}

/// Whether a person sits at the other end of standard input and standard error.
pub fn is_someone_there() -> Presence {
    match (io::stdin().is_terminal(), io::stderr().is_terminal()) {
        (true, true) => Presence::Someone,
        _ => Presence::Nobody,
    }
}

/// Whether questions can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// They can.
    Someone,
    /// They can't.
    Nobody,
}

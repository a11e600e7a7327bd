use std::process::ExitCode;

/// How a run ends, for whoever called it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Nothing was found, or all that was found is fixed.
    Clean,
    /// Findings are left, or a patch was printed.
    Findings,
    /// Wrong usage, wrong configuration, or a file that could not be read or written.
    Failure,
    /// Uncommitted work would be mixed in, or there is no repository.
    Refused,
    /// Interrupted by the user.
    Interrupted,
}

impl Exit {
    /// The number that the process exits with.
    pub fn code(self) -> u8 {
        match self {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::Failure => 2,
            Exit::Refused => 3,
            Exit::Interrupted => 130,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit.code())
    }
}

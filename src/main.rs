//! The `iacfix` binary: `run()` and an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    iacfix::cli::main().into()
}

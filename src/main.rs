//! The `iacfix` binary: `run()` and an exit code.

fn main() {}

//! Everything that is tested through the public interface.

// A test that unwraps says what it expects by panicking, its helpers too.
#![allow(clippy::unwrap_used)]

mod bad_input;
mod bulk;
mod changes;
mod cli;
#[allow(dead_code, unused_imports, reason = "each test binary uses its part")]
#[path = "../common/mod.rs"]
mod common;
mod config;
#[cfg(unix)]
mod faults;
mod generated;
mod git;
mod golden;
#[path = "../laws/mod.rs"]
mod laws;
mod outputs;
mod passes;
mod random;
#[cfg(unix)]
mod review;
mod sandbox;
mod session;
mod shells;
mod sift;
mod smoke;
mod tidy;

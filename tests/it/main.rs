//! Everything that is tested through the public interface.

// A test that unwraps says what it expects by panicking, its helpers too.
#![allow(clippy::unwrap_used)]

mod bad_input;
mod cli;
mod config;
mod golden;
mod laws;
mod random;
#[cfg(unix)]
mod review;
mod sandbox;
mod session;
mod smoke;
mod tidy;

//! The one integration binary: a plain list of modules.

// A test that unwraps says what it expects by panicking, its helpers too.
#![allow(clippy::unwrap_used)]

mod bad_input;
mod cli;
mod config;
#[cfg(unix)]
mod review;
mod sandbox;
mod tidy;

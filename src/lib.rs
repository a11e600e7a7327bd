//! iacfix finds deploy-blocking and deprecated patterns in infrastructure code and repairs them.
//!
//! The rooms, in the order in which data walks through them, are described in `ARCHITECTURE.md`.

// So that a codemod says `use iacfix::…`, as an outsider would.
extern crate self as iacfix;

pub mod baseline;
pub mod bulk;
pub mod cli;
pub mod codemod;
#[path = "../codemods/mod.rs"]
pub mod codemods;
pub mod config;
pub mod engine;
pub mod fix;
pub mod iac;
pub mod project;
pub mod source;
pub mod syntax;
pub mod walk;
pub mod workspace;

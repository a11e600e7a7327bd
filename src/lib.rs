//! iacfix finds deploy-blocking and deprecated patterns in infrastructure code and repairs them.
//!
//! The rooms, in the order in which data walks through them, are described in `ARCHITECTURE.md`.

extern crate self as iacfix;

pub mod fix;
pub mod source;
pub mod syntax;

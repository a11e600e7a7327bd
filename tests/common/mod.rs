//! What the test binaries share: the golden cases, and whether a tool that is missing may be done without.

mod case;
mod tool;

pub use crate::laws::tree::Tree;
pub use case::{Case, Runs, folder, folders_of};
pub use tool::{REQUIRE, required};

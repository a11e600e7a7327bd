//! What holds for every program, whichever codemods run. Checked on the golden cases, on random programs, and, from
//! `fuzz/`, on whatever a fuzzer comes up with.

// The package in `fuzz/` takes this module as it is, and not all of it.
#![allow(dead_code)]

pub mod edits;
pub mod mutate;
pub mod program;
pub mod run;
pub mod seeds;
pub mod targets;
pub mod tree;

//! The disk as a run sees it: reading files, and the configuration above each. Writes and prints nothing.

pub mod configs;
pub mod disk;

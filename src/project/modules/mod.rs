//! A module that a file imports → the file that it is. Packages from a registry are nobody's file.

mod python;
#[cfg(test)]
mod tests;
mod tsconfig;
pub(super) mod typescript;

pub(super) use tsconfig::TsConfig;
pub(super) use typescript::Imports;

use std::path::PathBuf;

use super::kept::{Kept, Parsed, Place};

/// The parsed files that module names are looked up in, and what was found of them.
#[derive(Default)]
pub(super) struct Modules {
    /// tsconfig.json and those that it extends.
    pub configs: Parsed<TsConfig>,
    /// package.json, for its `imports`.
    pub imports: Parsed<Imports>,
    /// The file of a Python module, by the folder of the file that imports it, its name, and the dots before that. Most
    /// lead nowhere, which takes asking for a dozen files.
    pub python: Kept<(Place, String, usize), Option<PathBuf>>,
}

impl Modules {
    /// Drops what was read.
    pub fn forget(&self) {
        self.configs.clear();
        self.imports.clear();
    }

    /// Drops what was found, as a source may be new.
    pub fn forget_found(&self) {
        self.python.clear();
    }
}

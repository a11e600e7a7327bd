//! A module that a file imports → the file that it is. Packages from a registry are nobody's file.

mod python;
#[cfg(test)]
mod tests;
mod tsconfig;
pub(super) mod typescript;

pub(super) use tsconfig::TsConfig;
pub(super) use typescript::Imports;

use super::kept::Parsed;

/// The parsed files that module names are looked up in.
#[derive(Default)]
pub(super) struct Modules {
    /// tsconfig.json and those that it extends.
    pub configs: Parsed<TsConfig>,
    /// package.json, for its `imports`.
    pub imports: Parsed<Imports>,
}

impl Modules {
    /// Drops what was read.
    pub fn forget(&self) {
        self.configs.clear();
        self.imports.clear();
    }
}

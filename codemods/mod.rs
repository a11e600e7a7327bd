//! The registry: one line a codemod, sorted by id.

use iacfix::codemod::Codemod;

mod drop_reserved_env;
mod normalize_lf;

/// Every codemod, sorted by id.
pub static ALL: &[&Codemod] = &[&drop_reserved_env::CODEMOD, &normalize_lf::CODEMOD];

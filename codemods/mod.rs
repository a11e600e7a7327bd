//! The registry: one line a codemod, sorted by id.

use iacfix::codemod::Codemod;

mod normalize_lf;

/// Every codemod, sorted by id.
pub static ALL: &[&Codemod] = &[&normalize_lf::CODEMOD];

//! The registry: one line a codemod, sorted by id.

use iacfix::codemod::Codemod;

mod add_stack_exports;
mod add_version_alias;
mod derive_environment_tag;
mod drop_reserved_env;
mod hoist_inline_provider;
mod lower_reserved_concurrency;
mod normalize_lf;
mod pass_environment_suffix;
mod split_bucket_config;
mod split_deployment_stage;

/// The codemod of this id, if there is one.
pub fn find(id: &str) -> Option<&'static Codemod> {
    ALL.iter().copied().find(|codemod| codemod.id == id)
}

/// Every codemod, sorted by id.
pub static ALL: &[&Codemod] = &[
    &add_stack_exports::CODEMOD,
    &add_version_alias::CODEMOD,
    &derive_environment_tag::CODEMOD,
    &drop_reserved_env::CODEMOD,
    &hoist_inline_provider::CODEMOD,
    &lower_reserved_concurrency::CODEMOD,
    &normalize_lf::CODEMOD,
    &pass_environment_suffix::CODEMOD,
    &split_bucket_config::CODEMOD,
    &split_deployment_stage::CODEMOD,
];

//! The registry: one line a codemod, sorted by id.

use iacfix::codemod::Codemod;

mod add_metric_dimensions;
mod add_stack_exports;
mod add_version_alias;
mod drop_reserved_env;
mod lower_reserved_concurrency;
mod merge_duplicate_alarms;
mod normalize_lf;
mod remove_unused_import;
mod split_bucket_config;
mod split_deployment_stage;

/// Every codemod, sorted by id.
pub static ALL: &[&Codemod] = &[
    &add_metric_dimensions::CODEMOD,
    &add_stack_exports::CODEMOD,
    &add_version_alias::CODEMOD,
    &drop_reserved_env::CODEMOD,
    &lower_reserved_concurrency::CODEMOD,
    &merge_duplicate_alarms::CODEMOD,
    &normalize_lf::CODEMOD,
    &remove_unused_import::CODEMOD,
    &split_bucket_config::CODEMOD,
    &split_deployment_stage::CODEMOD,
];

//! The registry: one line a codemod, sorted by id. What has no line below holds what several codemods know: `lambda` and
//! `version_alias` about functions, `environment` about what environments are called, `unused` about names that nothing uses,
//! `configuration` about how a stack's configuration is read.

use iacfix::codemod::Codemod;

mod add_metric_dimensions;
mod add_service_logs;
mod add_stack_exports;
mod add_version_alias;
mod apply_standard_tags;
mod complete_provisioned_autoscaling;
mod configuration;
mod containerize_lambda;
mod derive_environment_tag;
mod detach_lambda_vpc;
mod drop_reserved_env;
mod encrypt_lambda_env;
mod environment;
mod expose_registered_outputs;
mod extract_inline_code;
mod guard_vpc_endpoints;
mod hoist_inline_provider;
mod lambda;
mod lower_reserved_concurrency;
mod match_execution_role;
mod merge_duplicate_alarms;
mod narrow_any_cast;
mod normalize_lf;
mod pass_environment_suffix;
mod remove_unused_import;
mod scope_wildcard_arn;
mod split_bucket_config;
mod split_deployment_stage;
mod tier_log_lifecycle;
mod unused;
mod validate_environment_suffix;
mod version_alias;
mod void_unused_resource;

/// The codemod of this id, if there is one.
pub fn find(id: &str) -> Option<&'static Codemod> {
    ALL.iter().copied().find(|codemod| codemod.id == id)
}

/// Every codemod, sorted by id.
pub static ALL: &[&Codemod] = &[
    &add_metric_dimensions::CODEMOD,
    &add_service_logs::CODEMOD,
    &add_stack_exports::CODEMOD,
    &add_version_alias::CODEMOD,
    &apply_standard_tags::CODEMOD,
    &complete_provisioned_autoscaling::CODEMOD,
    &containerize_lambda::CODEMOD,
    &derive_environment_tag::CODEMOD,
    &detach_lambda_vpc::CODEMOD,
    &drop_reserved_env::CODEMOD,
    &encrypt_lambda_env::CODEMOD,
    &expose_registered_outputs::CODEMOD,
    &extract_inline_code::CODEMOD,
    &guard_vpc_endpoints::CODEMOD,
    &hoist_inline_provider::CODEMOD,
    &lower_reserved_concurrency::CODEMOD,
    &match_execution_role::CODEMOD,
    &merge_duplicate_alarms::CODEMOD,
    &narrow_any_cast::CODEMOD,
    &normalize_lf::CODEMOD,
    &pass_environment_suffix::CODEMOD,
    &remove_unused_import::CODEMOD,
    &scope_wildcard_arn::CODEMOD,
    &split_bucket_config::CODEMOD,
    &split_deployment_stage::CODEMOD,
    &tier_log_lifecycle::CODEMOD,
    &validate_environment_suffix::CODEMOD,
    &void_unused_resource::CODEMOD,
];

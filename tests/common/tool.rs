//! Tools that a machine may lack.

/// The variable that makes a missing tool an error: what checks a change has to check all of it.
pub const REQUIRE: &str = "IACFIX_REQUIRE_TOOLS";

/// Whether a test whose tool is missing has to fail, where it would otherwise be skipped.
pub fn required() -> bool {
    std::env::var(REQUIRE).is_ok_and(|value| !value.is_empty() && value != "0")
}

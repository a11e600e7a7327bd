//! Keeping a defect of iacfix that shows in one file away from the others.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Does `work` on one file; a panic in it is a defect of iacfix, and no reason to leave the other files alone.
///
/// # Errors
/// A sentence for people, where it panicked.
pub fn contained<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        "iacfix crashed on this file, which is unchanged; please report this".to_owned()
    })
}

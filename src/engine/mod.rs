//! Checking one file, and the fix loop. Text in, findings and text out; never prints, never reads the disk itself.

mod checker;
mod contained;
mod fingerprint;
mod gate;
mod patterns;
mod refusal;
mod scope;
mod session;
mod suppression;

pub use checker::{CheckError, Checked, Checker, Selection, UnusedSuppressions};
pub use contained::contained;
pub use fingerprint::Fingerprint;
pub use refusal::Refusal;
pub use scope::{ChangedLines, Scope};
pub use session::{Change, FixPolicy, Outcome, Session};
pub use suppression::{MARKER as SUPPRESSION_MARKER, UNUSED_SUPPRESSION};

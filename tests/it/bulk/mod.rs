//! `iacfix bulk` over real repositories.

mod commits;
mod dry_run;
mod fleet;
mod publish;
mod reports;
#[cfg(unix)]
mod resume;
mod scale;
mod schema;
#[cfg(unix)]
mod terminal;
mod verify;

//! One command over many repositories: what is done to each, in which order, and what is known about it afterwards. Runs git
//! and the user's commands. Never touches a checkout, an index or a current branch of the user's, never forces a push, never
//! asks, never prints.

mod campaign;
mod commands;
mod fence;
mod git;
mod journal;
mod names;
mod process;
mod publish;
mod remote;
pub mod report;
mod repository;
mod rollback;
mod settings;
mod steps;
mod store;
mod tree;
mod words;

pub use campaign::{Campaign, CampaignError, Ended, Observer, Progress};
pub use names::{Origin, Repository, Shard, file_name, stable_hash};
pub use process::Stop;
pub use settings::{Dirty, OnExisting, Restart, Settings};

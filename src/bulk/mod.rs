//! One command over many repositories: what is done to each, in which order, and what is known about it afterwards. Runs git
//! and the user's commands. Never touches a checkout, an index or a current branch of the user's, never forces a push, never
//! asks, never prints.

mod campaign;
mod commands;
mod commit;
mod fence;
mod git;
mod journal;
mod judge;
mod names;
mod open;
mod process;
mod publish;
mod remote;
pub mod report;
mod repository;
mod rollback;
mod settings;
mod state;
mod steps;
mod store;
mod survey;
mod tree;
mod trouble;
mod words;

pub use campaign::{Campaign, CampaignError, Ended, Observer, Progress};
pub use names::{Origin, Repository, Shard, file_name, stable_hash};
pub use process::Stop;
pub use settings::{Dirty, OnExisting, Restart, Settings};

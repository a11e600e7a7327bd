//! The golden cases before the tools that a user runs next: the type checkers, the runtime, the formatters. What is offered
//! to pipelines and to engines that carry a campaign in these, and the page of a report before a browser.
//!
//! Each is a test of its own. On a machine that lacks Node.js, Python or Chromium the tests that need it are skipped, with one
//! line that says so, and counted as ignored; with `IACFIX_REQUIRE_TOOLS=1` that is a failure.

// A test that unwraps says what it expects by panicking, its helpers too, and what is skipped is said aloud.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

#[allow(dead_code, unused_imports, reason = "each test binary uses its part")]
#[path = "../common/mod.rs"]
mod common;
mod documents;
mod fleets;
mod formats;
mod graph;
#[path = "../laws/mod.rs"]
mod laws;
mod page;
mod pipelines;
mod tags;
mod tools;
mod types;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};

use tools::Kind;

/// One test.
pub struct Witness {
    /// As in `cargo test <name>`.
    pub name: &'static str,
    /// What it cannot do without.
    pub needs: &'static [Kind],
    /// Fails with everything that is wrong, by case.
    pub test: fn() -> Result<(), String>,
}

const WITNESSES: &[&[Witness]] = &[
    tools::WITNESSES,
    documents::WITNESSES,
    fleets::WITNESSES,
    formats::WITNESSES,
    types::WITNESSES,
    graph::WITNESSES,
    page::WITNESSES,
    pipelines::WITNESSES,
    tags::WITNESSES,
];

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    // Each of them is many processes or much memory, so they follow one another.
    arguments.test_threads.get_or_insert(1);
    let trials = WITNESSES.iter().copied().flatten().map(trial).collect();
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn trial(witness: &'static Witness) -> Trial {
    let missing = witness.needs.iter().find_map(|kind| kind.missing());
    let skipped = missing.is_some() && !common::required();
    if let (Some(reason), true) = (&missing, skipped) {
        eprintln!("skipped: {}: {reason}", witness.name);
    }
    Trial::test(witness.name, move || match missing {
        Some(reason) => Err(Failed::from(format!(
            "{reason}, and {} is set",
            common::REQUIRE
        ))),
        None => (witness.test)().map_err(Failed::from),
    })
    .with_ignored_flag(skipped)
}

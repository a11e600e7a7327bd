//! What a campaign says while it runs and when it ends, and the exit code that it comes to.

use std::io::{self, IsTerminal};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::BulkArgs;
use crate::bulk::report::{CampaignState, Outcome, RepositoryReport, Sums};
use crate::bulk::{Observer, Progress};
use crate::cli::exit::Exit;
use crate::cli::options::{Strictness, Verbosity};
use crate::cli::render;
use crate::cli::streams::Streams;

/// Says what comes of repositories, above a bar on a terminal.
pub struct Screen<'s> {
    verbosity: Verbosity,
    streams: &'s mut Streams,
    bar: Option<ProgressBar>,
}

impl<'s> Screen<'s> {
    /// Nothing is said yet.
    pub fn new(verbosity: Verbosity, streams: &'s mut Streams) -> Self {
        Self {
            verbosity,
            streams,
            bar: None,
        }
    }

    /// The bar disappears.
    pub fn clear(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}

impl Observer for Screen<'_> {
    fn begins(&mut self, progress: Progress) {
        if self.verbosity == Verbosity::Quiet || !io::stderr().is_terminal() || progress.of < 2 {
            return;
        }
        let target = ProgressDrawTarget::stderr();
        let bar = ProgressBar::with_draw_target(Some(progress.of as u64), target);
        let style = "{bar:30} {pos}/{len} repositories, about {eta} left";
        if let Ok(style) = ProgressStyle::with_template(style) {
            bar.set_style(style);
        }
        bar.set_position(progress.done as u64);
        // What an earlier run did took no time of this one.
        bar.reset_eta();
        bar.enable_steady_tick(Duration::from_secs(1));
        self.bar = Some(bar);
    }

    fn done(&mut self, report: &RepositoryReport, progress: Progress) {
        let line = line_of(report);
        let is_trouble = matches!(report.outcome, Outcome::Failed | Outcome::Refused);
        let least = match report.outcome {
            Outcome::Failed | Outcome::Refused => Verbosity::Quiet,
            Outcome::Clean if report.errors.is_empty() => Verbosity::Verbose,
            _ => Verbosity::Normal,
        };
        let (verbosity, streams) = (self.verbosity, &mut *self.streams);
        let mut print = || {
            match is_trouble {
                true => streams.note(&render::error(&line)),
                false if verbosity >= least => streams.text(&format!("{line}\n")),
                false => {}
            }
            for error in &report.errors {
                streams.note(&render::error(&format!("{}: {error}", report.name)));
            }
            if verbosity > Verbosity::Quiet {
                for warning in &report.warnings {
                    streams.note(&render::warning(&format!("{}: {warning}", report.name)));
                }
            }
            streams.end_of_file();
        };
        match &self.bar {
            Some(bar) => {
                bar.suspend(print);
                bar.set_position(progress.done as u64);
            }
            None => print(),
        }
    }
}

/// What came of a repository, in one line.
fn line_of(report: &RepositoryReport) -> String {
    let counts = report.counts();
    let findings = |count| render::count(count, "finding", "findings");
    let reason = report.reason.as_deref().unwrap_or_default();
    let mut parts = Vec::new();
    match report.outcome {
        Outcome::Clean => parts.push("nothing found".to_owned()),
        Outcome::Skipped => parts.push(format!("skipped: it {reason}")),
        Outcome::Refused => parts.push(format!("refused: it {reason}")),
        Outcome::Failed => parts.push(reason.to_owned()),
        Outcome::Pending => parts.push("not reached".to_owned()),
        Outcome::Fixed | Outcome::Patched | Outcome::Left => {
            if counts.fixed > 0 {
                let does = match report.outcome {
                    Outcome::Patched => "a patch repairs",
                    _ => "repaired",
                };
                parts.push(format!("{does} {}", findings(counts.fixed)));
            }
            if counts.left > 0 {
                parts.push(format!("{} left", findings(counts.left)));
            }
        }
    }
    if !report.commits.is_empty() && report.outcome != Outcome::Failed {
        parts.push(render::count(report.commits.len(), "commit", "commits"));
    }
    for taken in &report.taken_back {
        parts.push(format!(
            "{} taken back, the verification failed with it",
            taken.codemod
        ));
    }
    if let Some(url) = report
        .pull_request
        .as_ref()
        .and_then(|request| request.url.as_ref())
    {
        parts.push(url.clone());
    }
    format!("{}: {}", report.name, parts.join(", "))
}

/// Says what it all came to.
pub fn end(
    sums: &Sums,
    state: CampaignState,
    args: &BulkArgs,
    (strictness, verbosity): (Strictness, Verbosity),
    streams: &mut Streams,
) -> Exit {
    let totals = &sums.totals;
    let outcomes = &totals.outcomes;
    let kinds = [
        ("repaired", outcomes.fixed),
        ("patched", outcomes.patched),
        ("with findings left", outcomes.left),
        ("with nothing found", outcomes.clean),
        ("skipped", outcomes.skipped),
        ("refused", outcomes.refused),
        ("failed", outcomes.failed),
        ("not reached", outcomes.pending),
    ];
    let kinds: Vec<String> = kinds
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(kind, count)| format!("{count} {kind}"))
        .collect();
    let mut text = render::count(totals.repositories, "repository", "repositories");
    if !kinds.is_empty() {
        text.push_str(&format!(": {}", kinds.join(", ")));
    }
    text.push_str(&format!(
        ".\n{}: {} repaired, {} left.",
        render::count(totals.findings, "finding", "findings"),
        totals.fixed,
        totals.left
    ));
    if let Some(folder) = &args.report {
        let page = folder.join("index.html");
        text.push_str(&format!(" The report is in {}.", render::path(&page)));
    }
    text.push('\n');
    if !args.commit && totals.fixed > 0 && args.merge_reports.is_empty() {
        text.push_str("Nothing was changed; --commit --branch NAME commits the fixes.\n");
    }
    if verbosity > Verbosity::Quiet {
        streams.text(&text);
    }
    streams.flush();
    if state == CampaignState::Interrupted {
        streams.note("interrupted: --resume does what is left\n");
    }
    exit(sums, state, strictness)
}

/// How the process ends.
fn exit(sums: &Sums, state: CampaignState, strictness: Strictness) -> Exit {
    let outcomes = &sums.totals.outcomes;
    let is_strict = strictness == Strictness::FindingsFail;
    if state == CampaignState::Interrupted {
        Exit::Interrupted
    } else if outcomes.failed + outcomes.pending + sums.unchecked_files > 0 {
        Exit::Failure
    } else if outcomes.refused > 0 {
        Exit::Refused
    } else if outcomes.left + outcomes.patched > 0 && is_strict {
        Exit::Findings
    } else {
        Exit::Clean
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_repository_decides_how_the_process_ends() {
        let sums = |outcomes: &[Outcome]| {
            let mut sums = Sums::default();
            for &outcome in outcomes {
                let mut report = RepositoryReport::pending("r", "r");
                report.outcome = outcome;
                sums.add(&report, str::to_owned);
            }
            sums
        };
        use CampaignState::{Complete, Interrupted};
        use Outcome::{Clean, Failed, Fixed, Left, Patched, Refused, Skipped};
        for (outcomes, code) in [
            (&[][..], 0),
            (&[Clean, Fixed, Skipped], 0),
            (&[Clean, Left], 1),
            (&[Patched], 1),
            (&[Left, Refused], 3),
            (&[Refused, Failed, Left], 2),
        ] {
            let ends = exit(&sums(outcomes), Complete, Strictness::FindingsFail);
            assert_eq!(ends.code(), code, "{outcomes:?}");
        }
        let passes = exit(&sums(&[Left]), Complete, Strictness::FindingsPass);
        assert_eq!(passes, Exit::Clean);
        let ends = exit(&sums(&[Failed]), Interrupted, Strictness::FindingsFail);
        assert_eq!(ends, Exit::Interrupted);
        let mut unchecked = sums(&[Fixed]);
        unchecked.unchecked_files = 1;
        let ends = exit(&unchecked, Complete, Strictness::FindingsFail);
        assert_eq!(ends, Exit::Failure);
    }
}

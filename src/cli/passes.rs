//! Repairing again: what is found in one file may depend on others, which are repaired after it.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::options::Mode;
use super::report::{FileReport, Workshop};
use super::run::write_changes;
use crate::project::Project;

/// More passes than this no program needs; where two fixes fight across files, this ends it.
const MOST_PASSES: usize = 8;

/// Repairs, once more and until nothing changes, the files whose findings may depend on a file that was written after they
/// were checked: those of its program, where some file of that looked into it. `reports` are what came of all files, and
/// become what came of them in the end.
pub fn go_on(workshop: &Workshop<'_>, reports: &mut [FileReport], written: &mut HashSet<PathBuf>) {
    let mut changed = again(workshop.project, reports, written);
    for _ in 0..MOST_PASSES {
        if changed.is_empty() {
            return;
        }
        // What was read before is not what is on the disk.
        let project = Project::new(workshop.disk);
        let workshop = Workshop {
            project: &project,
            ..*workshop
        };
        let mut fresh = HashSet::new();
        for &at in &changed {
            let before = &mut reports[at];
            let report = workshop.process(&before.path, Mode::Fix);
            let mut report = write_changes(&workshop, report, &mut fresh);
            report.fixed += before.fixed;
            *before = report;
        }
        changed = again(&project, reports, &fresh);
        written.extend(fresh);
    }
}

/// The files, by index, of the programs in which a file was written that others looked into.
fn again(project: &Project<'_>, reports: &[FileReport], written: &HashSet<PathBuf>) -> Vec<usize> {
    let program = |path: &Path| match project.program_of(path) {
        Some(program) => program.manifest,
        None => path.parent().unwrap_or(Path::new("")).to_owned(),
    };
    let touched: HashSet<PathBuf> = written
        .iter()
        .filter(|path| project.was_looked_into(path))
        .map(|path| program(path))
        .collect();
    match touched.is_empty() {
        true => Vec::new(),
        false => (0..reports.len())
            .filter(|&at| touched.contains(&program(&reports[at].path)))
            .collect(),
    }
}

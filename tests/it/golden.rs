//! The golden cases: `golden/<codemod>/<case>/` holds a small project before and after the fixes of one codemod, and
//! `examples/<program>/` a whole program before and after those of all codemods that its `iacfix.toml` selects.
//!
//! - `before/` is the project. A file named `gitattributes` or `gitignore` stands for `.gitattributes` or `.gitignore`,
//!   which git would obey itself.
//! - `after/` is the same tree with all fixes made, unsafe ones too. Without it nothing may change.
//! - `report.txt` is what is found on `before/`. Without it nothing may be found.
//! - `graph.txt` is how the resources change that the program registers, and `run.ts` or `run.py` begins it where no file
//!   of its own does. Both are the witness's (`tests/witness/graph.rs`).
//! - `case.toml` says where a case is an exception to what is asked of all, and why.
//!
//! `UPDATE_GOLDEN=1 cargo test golden` writes `after/` and `report.txt` as they come out, `UPDATE_GOLDEN=reports` only
//! the reports. On every case the laws in [`laws`] hold as well, whatever the files say.

mod laws;
mod report;

use std::collections::BTreeSet;
use std::path::Path;

use iacfix::codemod::Codemod;
use iacfix::codemods;
use iacfix::syntax::{Grammar, Language};

use crate::common::{Case, folder, folders_of};
use crate::laws::program::{difference, differences};
use crate::laws::run::to_convergence;

const BLESS: &str = "if this is what should happen: UPDATE_GOLDEN=1 cargo test golden";

#[test]
fn golden_cases_come_out_as_recorded() {
    let bless = Bless::asked_for();
    let mut failures = Vec::new();
    let mut count = 0;
    for case in Case::every() {
        count += 1;
        let wrong = check(&case, bless);
        if !wrong.is_empty() {
            failures.push(format!("── {}\n{}", case.name(), wrong.join("\n")));
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {count} golden cases fail:\n\n{}\n\n{BLESS}",
        failures.len(),
        failures.join("\n\n"),
    );
}

#[test]
fn registry_sources_and_golden_cases_agree() {
    let registered: BTreeSet<String> = codemods::ALL
        .iter()
        .map(|codemod| folder(codemod))
        .collect();
    for place in ["codemods", "golden"] {
        assert_eq!(
            registered,
            folders_of(place),
            "codemods/mod.rs (left) and the folders of {place}/ (right) name the same codemods"
        );
    }
}

#[test]
fn every_codemod_has_a_golden_fix_and_a_golden_look_alike_in_each_language() {
    let mut missing = Vec::new();
    for codemod in codemods::ALL {
        let cases = Case::all(codemod);
        if cases.iter().all(|case| case.after.is_none()) {
            // It never fixes anything: the reports are all that can be shown.
            continue;
        }
        for language in languages(codemod) {
            let of_language = |path: &Path| {
                Grammar::of(path).is_some_and(|grammar| grammar.language() == language)
            };
            let has_fix = cases.iter().any(|case| {
                case.after
                    .as_ref()
                    .is_some_and(|after| after.changed_from(&case.before).any(of_language))
            });
            let has_look_alike = cases
                .iter()
                .any(|case| case.after.is_none() && case.before.paths().any(of_language));
            for (what, has) in [("fix", has_fix), ("look-alike", has_look_alike)] {
                if !has {
                    missing.push(format!("{}: no {what} in {language:?}", codemod.id));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn whole_programs_are_repaired_by_all_codemods_together() {
    let programs = Case::whole_programs();
    assert!(programs.len() > 4, "{}", programs.len());
    for program in programs {
        let mut run: Vec<&str> = program.codemods().iter().map(|one| one.id).collect();
        run.sort_unstable();
        let all: Vec<&str> = codemods::ALL.iter().map(|one| one.id).collect();
        assert_eq!(run, all, "{}", program.name());
        assert!(program.after.is_some(), "{}", program.name());
    }
}

/// What a run may write.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bless {
    Nothing,
    Reports,
    Everything,
}

impl Bless {
    fn asked_for() -> Self {
        match std::env::var("UPDATE_GOLDEN").as_deref() {
            // Graphs are the witness's.
            Err(_) | Ok("" | "0" | "graphs") => Bless::Nothing,
            Ok("reports") => Bless::Reports,
            Ok(_) => Bless::Everything,
        }
    }
}

/// What is wrong with one case, each as a text of its own; empty where all is well.
fn check(case: &Case, bless: Bless) -> Vec<String> {
    let mut wrong = Vec::new();
    let checker = case.checker();
    let run = to_convergence(&checker, &case.before);
    wrong.extend(run.complaints);

    let report = report::report(&checker, &case.before);
    let recorded = case.report.as_deref().unwrap_or_default();
    if report != recorded {
        match bless {
            Bless::Nothing => wrong.push(difference("report.txt", recorded, &report)),
            Bless::Reports | Bless::Everything => case.write_report(&report),
        }
    }
    let wanted = case.after.as_ref().unwrap_or(&case.before);
    let stale = case.after.as_ref() == Some(&case.before);
    if *wanted != run.tree || stale {
        match bless {
            Bless::Everything => case.write_after(&run.tree),
            Bless::Nothing | Bless::Reports => wrong.extend(differences(wanted, &run.tree)),
        }
    }
    if stale && bless != Bless::Everything {
        wrong.push(
            "after/ is before/: remove it, so that the case says that nothing changes".into(),
        );
    }
    // The laws are about what happens, so they hold for a wrong result too, or say more about what is wrong.
    wrong.extend(laws::broken(case, &checker, &run.tree));
    wrong
}

/// The languages that a codemod declares to work on.
fn languages(codemod: &Codemod) -> BTreeSet<Language> {
    let both = || vec![Language::TypeScript, Language::Python];
    let languages = codemod.languages().unwrap_or_else(both);
    languages.into_iter().collect()
}

//! A JUnit report: a suite for each file with something to say, in which each finding is a test that fails.

use std::collections::{BTreeMap, HashMap};

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::model::{Artifact, Notice, Reported, Weight};
use super::{Document, Tally};

/// What concerns no file, or all of them.
const SUITE: &str = "iacfix";

/// The suites, which say at their beginning how many tests they hold.
#[derive(Debug, Default)]
pub(super) struct Junit {
    suites: BTreeMap<Option<Artifact>, Suite>,
}

#[derive(Debug, Default)]
struct Suite {
    tests: Vec<TestCase>,
    /// How many tests there are of each name.
    names: HashMap<&'static str, usize>,
}

impl Document for Junit {
    fn finding(&mut self, finding: &Reported) -> String {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        let start = finding.region.start;
        status
            .set_type(finding.codemod)
            .set_message(finding.message.as_str())
            .set_description(format!(
                "{}:{}:{}\n{}",
                finding.file.name(),
                start.line,
                start.column,
                finding.text()
            ));
        self.add(Some(&finding.file), finding.codemod, status);
        String::new()
    }

    fn notice(&mut self, notice: &Notice) -> String {
        if notice.weight == Weight::Failure {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
            status
                .set_type("error")
                .set_message(notice.message.as_str());
            self.add(notice.file.as_ref(), SUITE, status);
        }
        String::new()
    }

    fn closing(&mut self, _: &Tally) -> String {
        if self.suites.is_empty() {
            // A report without a test is taken for one of a run that did not happen.
            self.add(None, "no findings", TestCaseStatus::success());
        }
        let mut report = Report::new(SUITE);
        for (file, tests) in std::mem::take(&mut self.suites) {
            let name = name_of(file.as_ref());
            let mut suite = TestSuite::new(name.as_str());
            if file.is_some() {
                suite.extra.insert("file".into(), name.into());
            }
            suite.add_test_cases(tests.tests);
            report.add_test_suite(suite);
        }
        // Writing to memory does not fail.
        let report = report.to_string().unwrap_or_default();
        // Readers that go by the schema know this of suites, not of the report as a whole.
        report.replacen(" skipped=\"0\"", "", 1)
    }
}

impl Junit {
    /// Adds a test, numbered where the suite has one of the name: test results are compared by their names from run to
    /// run, which places would not outlast.
    fn add(&mut self, file: Option<&Artifact>, name: &'static str, status: TestCaseStatus) {
        let suite = self.suites.entry(file.cloned()).or_default();
        let number = suite.names.entry(name).or_default();
        *number += 1;
        let mut test = match *number {
            1 => TestCase::new(name, status),
            number => TestCase::new(format!("{name} ({number})"), status),
        };
        test.set_classname(name_of(file));
        suite.tests.push(test);
    }
}

fn name_of(file: Option<&Artifact>) -> String {
    file.map_or_else(|| SUITE.to_owned(), Artifact::name)
}

//! One command repairs what depends on the repairs of other files, too.

use super::common::Case;
use super::sandbox::{Run, Sandbox};

#[test]
fn one_command_repairs_a_whole_program() {
    for case in Case::whole_programs() {
        let files: Vec<(String, &str)> = case
            .before
            .files()
            .map(|(path, text)| (path.display().to_string(), text))
            .collect();
        let files: Vec<(&str, &str)> = files
            .iter()
            .map(|(path, text)| (path.as_str(), *text))
            .collect();
        let sandbox = Sandbox::new(&files);
        let arguments = ["--fix", "--unsafe-fixes", "--format", "json"];
        let fixed = sandbox.run(&arguments);
        assert!([0, 1].contains(&fixed.code), "{}: {fixed:?}", case.name());
        for (path, text) in case.after.as_ref().unwrap_or(&case.before).files() {
            let path = path.display().to_string();
            assert_eq!(sandbox.read(&path), text, "{}: {path}", case.name());
        }
        // What is said to be left is what a second run finds, and that changes nothing.
        let left = |run: &Run| -> Vec<String> {
            let lines = run.stdout.lines();
            let findings = lines.filter(|line| line.starts_with("{\"codemod\""));
            findings.map(str::to_owned).collect()
        };
        let again = sandbox.run(&arguments);
        assert_eq!(left(&again), left(&fixed), "{}", case.name());
        assert!(again.stdout.contains("\"fixed\":0"), "{}", case.name());
    }
}

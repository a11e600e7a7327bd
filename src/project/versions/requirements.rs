//! requirements.txt (<https://pip.pypa.io/en/stable/reference/requirements-file-format/>), and a single requirement as
//! PEP 508 writes it.

use super::python::normalized_name;
use super::requirement::Requirement;

/// The lines of a requirements file that matter here.
pub(super) struct Requirements {
    pub lines: Vec<Line>,
}

/// One line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// A requirement, by normalized name.
    Package(String, Requirement),
    /// `-r other.txt`
    Include(String),
    /// `-c other.txt`
    Constraints(String),
}

impl Requirements {
    /// Every text is a requirements file; lines that make no sense say nothing.
    pub fn parse(text: &str) -> Self {
        let joined = text.replace("\\\r\n", " ").replace("\\\n", " ");
        let lines = joined.lines().filter_map(line).collect();
        Self { lines }
    }
}

fn line(line: &str) -> Option<Line> {
    let line = line.trim();
    // A `#` within a URL is not a comment.
    let end = match line.find(" #").or_else(|| line.find("\t#")) {
        _ if line.starts_with('#') => 0,
        Some(at) => at,
        None => line.len(),
    };
    let line = line[..end].trim();
    let option = |long: &str, short: &str| {
        let rest = line
            .strip_prefix(long)
            .or_else(|| line.strip_prefix(short))?;
        let file = rest
            .trim_start_matches(['=', ' ', '\t'])
            .trim_matches(['"', '\'']);
        (!file.contains("://")).then(|| file.to_owned())
    };
    if let Some(file) = option("--requirement", "-r") {
        return Some(Line::Include(file));
    }
    if let Some(file) = option("--constraint", "-c") {
        return Some(Line::Constraints(file));
    }
    if line.starts_with('-') {
        return None;
    }
    // Options of one requirement: `--hash=sha256:…`.
    let requirement = line.split(" --").next().unwrap_or_default();
    let (name, requirement) = pep_508(requirement)?;
    Some(Line::Package(name, requirement))
}

/// The normalized name and the requirement of `name[extra] >=6,<7 ; marker` or `name @ URL`.
pub(super) fn pep_508(text: &str) -> Option<(String, Requirement)> {
    let text = text.trim();
    let end = text
        .find(|character: char| !character.is_ascii_alphanumeric() && !"._-".contains(character))
        .unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    if name.is_empty() {
        return None;
    }
    let rest = rest.trim_start();
    let rest = match rest.strip_prefix('[') {
        Some(extras) => extras.split_once(']')?.1.trim_start(),
        None => rest,
    };
    let name = normalized_name(name);
    if let Some(url) = rest.strip_prefix('@') {
        return Some((name, Requirement::elsewhere(url.trim())));
    }
    let specifiers = rest.split(';').next().unwrap_or_default().trim();
    let specifiers = specifiers
        .strip_prefix('(')
        .map_or(specifiers, |inner| inner.trim_end().trim_end_matches(')'));
    Some((name, Requirement::python(specifiers)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requirements_of_pep_508() {
        for (text, name, requirement) in [
            ("pulumi-aws", "pulumi-aws", Requirement::python("")),
            (
                "pulumi_aws>=6,<7",
                "pulumi-aws",
                Requirement::python(">=6,<7"),
            ),
            (
                "Pulumi.AWS[all] ~= 6.1 ; python_version > '3.8'",
                "pulumi-aws",
                Requirement::python("~= 6.1"),
            ),
            (
                "pulumi--aws (>=6.0)",
                "pulumi-aws",
                Requirement::python(">=6.0"),
            ),
            (
                "pulumi-aws @ git+https://github.com/pulumi/pulumi-aws@v6",
                "pulumi-aws",
                Requirement::elsewhere("git+https://github.com/pulumi/pulumi-aws@v6"),
            ),
        ] {
            assert_eq!(
                pep_508(text),
                Some((name.to_owned(), requirement)),
                "{text}"
            );
        }
        assert_eq!(
            pep_508("https://example.com/x.whl")
                .map(|(name, _)| name)
                .as_deref(),
            Some("https")
        );
        assert_eq!(pep_508(""), None);
    }

    #[test]
    fn lines() {
        let file = Requirements::parse(
            "# comment\n--index-url https://pypi.org/simple\n-r base.txt\r\n--requirement=more.txt # why\n-cpins.txt\n\
             -e ./local\npulumi-aws==7.51.1 \\\n    --hash=sha256:bffc7f \\\n    --hash=sha256:e858b9\n    # via app\n\
             pulumi>=3.0.0,<4.0.0 # comment\n",
        );
        assert_eq!(
            file.lines,
            [
                Line::Include("base.txt".to_owned()),
                Line::Include("more.txt".to_owned()),
                Line::Constraints("pins.txt".to_owned()),
                Line::Package("pulumi-aws".to_owned(), Requirement::python("==7.51.1")),
                Line::Package("pulumi".to_owned(), Requirement::python(">=3.0.0,<4.0.0")),
            ]
        );
    }
}

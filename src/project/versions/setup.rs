//! setup.py and setup.cfg, as far as they are literal text: nothing is run.

use super::python::Named;
use super::requirements::pep_508;

/// The requirements of setup.cfg: `install_requires` and every extra.
pub(super) fn parse_cfg(text: &str) -> Result<Named, String> {
    let mut found = Named::new();
    let mut section = "";
    let mut key = "";
    for line in text.lines() {
        let is_continued = line.starts_with([' ', '\t']);
        let line = line.trim();
        if line.is_empty() || line.starts_with(['#', ';']) {
            continue;
        }
        if !is_continued && line.starts_with('[') {
            section = line.trim_matches(['[', ']']);
            continue;
        }
        let mut value = line;
        if !is_continued && let Some((name, rest)) = line.split_once('=') {
            (key, value) = (name.trim(), rest);
        }
        let requires = match section {
            "options" => key == "install_requires",
            "options.extras_require" => true,
            _ => false,
        };
        if requires {
            found.extend(pep_508(value));
        }
    }
    Ok(found)
}

/// The requirements of setup.py: every literal of the list behind `install_requires` that reads like one.
pub(super) fn parse_py(text: &str) -> Result<Named, String> {
    let mut found = Named::new();
    for (at, _) in text.match_indices("install_requires") {
        let after =
            text[at + "install_requires".len()..].trim_start_matches([' ', '\t', '"', '\'']);
        let Some(value) = after.strip_prefix(['=', ':']) else {
            continue;
        };
        let Some(list) = value.trim_start().strip_prefix(['[', '(']) else {
            continue;
        };
        found.extend(literals(list).into_iter().filter_map(pep_508));
    }
    Ok(found)
}

/// The string literals up to the end of the list.
fn literals(list: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = list;
    while let Some(at) = rest.find(['"', '\'', '#', ']', ')']) {
        let (character, after) = (rest.as_bytes()[at], &rest[at + 1..]);
        rest = match character {
            b'#' => after.split_once('\n').map_or("", |(_, next)| next),
            b']' | b')' => break,
            quote => {
                let Some((literal, next)) = after.split_once(char::from(quote)) else {
                    break;
                };
                found.push(literal);
                next
            }
        };
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::requirement::Requirement;
    use super::*;

    #[test]
    fn literal_requirements() {
        let expected = [
            ("pulumi".to_owned(), Requirement::python(">=3.0.0,<4.0.0")),
            ("pulumi-aws".to_owned(), Requirement::python("~=6.1")),
        ];
        let py = "from setuptools import setup\n\nsetup(\n    name='x',\n    install_requires=[\n        'pulumi>=3.0.0,<4.0.0',  # the \"engine\"\n        \"pulumi_aws~=6.1\",\n    ],\n    packages=['a'],\n)\n";
        assert_eq!(parse_py(py).unwrap(), expected);
        let cfg = "[metadata]\nname = x\n\n[options]\ninstall_requires =\n    pulumi>=3.0.0,<4.0.0\n    # pinned\n    pulumi-aws~=6.1\npackages = find:\n";
        assert_eq!(parse_cfg(cfg).unwrap(), expected);
        assert!(
            parse_py("install_requires = read('requirements.txt')")
                .unwrap()
                .is_empty()
        );
    }
}

//! What a version requirement, as npm, PEP 440 or Poetry write it, says about the major version.

use std::ops::Bound;
use std::str::FromStr;

use nodejs_semver::Range;
use pep440_rs::{Version, VersionSpecifiers};
use version_ranges::Ranges;

use super::Undecided;

/// A requirement of one package, as a manifest writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Requirement {
    /// As it is written: `^6.0.0`, `>=6,<7`.
    pub text: String,
    /// The one major that it admits, or why there is not one.
    pub major: Result<u32, Undecided>,
    /// The only version that it admits.
    pub pinned: Option<String>,
    /// The versions that it admits, for Python.
    pub ranges: Option<Ranges<Version>>,
}

impl Requirement {
    /// A range of package.json.
    pub fn npm(text: &str) -> Self {
        let text = text.trim();
        let range = text
            .strip_prefix("npm:")
            .and_then(|alias| alias.rsplit_once('@'))
            .map_or(text, |(_, range)| range);
        let pinned = pinned_npm(range);
        Self {
            text: text.to_owned(),
            major: npm_major(range),
            pinned,
            ranges: None,
        }
    }

    /// Specifiers of PEP 440, `>=6,<7`; none at all admit every version.
    pub fn python(text: &str) -> Self {
        let text = text.trim();
        let ranges = if matches!(text, "" | "*") {
            Some(Ranges::full())
        } else {
            specifiers(text)
        };
        Self::of_ranges(text, ranges)
    }

    /// A constraint of Poetry's own: `^6.0`, `~6.1`, `6.*`, `6.1.0`, `^5 || ^6`, or what PEP 440 allows.
    pub fn poetry(text: &str) -> Self {
        let mut ranges = Some(Ranges::empty());
        for alternative in text.split('|').filter(|part| !part.trim().is_empty()) {
            let all = alternative
                .split(',')
                .map(poetry_range)
                .try_fold(Ranges::full(), |all, range| Some(all.intersection(&range?)));
            ranges = ranges.zip(all).map(|(any, all)| any.union(&all));
        }
        Self::of_ranges(text.trim(), ranges)
    }

    /// What is required, but not by a version: a repository, a folder, an archive.
    pub fn elsewhere(text: &str) -> Self {
        Self::of_ranges(text, None)
    }

    /// Either of two requirements, as with different environment markers.
    pub fn or(self, other: Self) -> Self {
        if self == other {
            return self;
        }
        let ranges = self.ranges.zip(other.ranges);
        let text = format!("{} or {}", or_any(&self.text), or_any(&other.text));
        Self::of_ranges(&text, ranges.map(|(this, other)| this.union(&other)))
    }

    /// Both requirements at once, as with a constraints file.
    pub fn and(self, other: &Self) -> Self {
        let (Some(this), Some(that)) = (&self.ranges, &other.ranges) else {
            return self;
        };
        let both = this.intersection(that);
        let parts = [self.text.as_str(), other.text.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|text| !text.is_empty()).collect();
        Self::of_ranges(&parts.join(","), Some(both))
    }

    fn of_ranges(text: &str, ranges: Option<Ranges<Version>>) -> Self {
        let pinned = ranges.as_ref().and_then(Ranges::as_singleton);
        Self {
            text: text.to_owned(),
            major: python_major(ranges.as_ref()),
            pinned: pinned.map(Version::to_string),
            ranges,
        }
    }
}

/// The major of a version as a lock file writes it: `6.83.4`, `v6.0.0-alpha.1`, `==6.1`.
pub(super) fn major_of(version: &str) -> Option<u32> {
    let version = version.trim_start_matches(['v', '=', ' ']);
    let end = version.find('.').unwrap_or(version.len());
    version[..end].parse().ok()
}

/// How a requirement is shown: one that says nothing admits any version.
pub(super) fn or_any(text: &str) -> &str {
    if text.is_empty() { "*" } else { text }
}

fn npm_major(range: &str) -> Result<u32, Undecided> {
    // A tag (`latest`), a protocol (`workspace:*`, `git+https://…`) or a repository (`user/name`) is not a range.
    let is_range = range.is_empty()
        || range.starts_with(|first: char| first.is_ascii_digit() || "^~<>=*xXv".contains(first));
    if !is_range || range.contains([':', '/']) {
        return Err(Undecided::NotARange);
    }
    let range = Range::parse(range).map_err(|_| Undecided::NotARange)?;
    let least = range.min_version().ok_or(Undecided::NotARange)?.major();
    let reaches = |major: u64| {
        let above = Range::parse(format!(">={major}.0.0"));
        above.is_ok_and(|above| range.allows_any(&above))
    };
    if reaches(1_000_000_000) {
        return Err(Undecided::Unbounded);
    }
    if reaches(least + 1) {
        return Err(Undecided::SeveralMajors);
    }
    u32::try_from(least).map_err(|_| Undecided::NotARange)
}

fn pinned_npm(range: &str) -> Option<String> {
    let version = range.trim_start_matches(['=', 'v', ' ']);
    let is_whole = version.split('.').count() >= 3 && !version.contains(['x', 'X', '*', ' ', '|']);
    (is_whole && version.starts_with(|first: char| first.is_ascii_digit()))
        .then(|| version.to_owned())
}

fn python_major(ranges: Option<&Ranges<Version>>) -> Result<u32, Undecided> {
    let ranges = ranges.ok_or(Undecided::NotARange)?;
    let (lower, upper) = ranges.bounding_range().ok_or(Undecided::NotARange)?;
    let first = |version: &Version| version.release().first().copied().unwrap_or_default();
    let least = match lower {
        Bound::Included(version) | Bound::Excluded(version) => first(version),
        Bound::Unbounded => 0,
    };
    let most = match upper {
        Bound::Included(version) => first(version),
        // `<7` and `<7.0.0` stop before the major.
        Bound::Excluded(version) if version.release()[1..].iter().all(|&part| part == 0) => {
            first(version).saturating_sub(1)
        }
        Bound::Excluded(version) => first(version),
        Bound::Unbounded => return Err(Undecided::Unbounded),
    };
    if least != most {
        return Err(Undecided::SeveralMajors);
    }
    u32::try_from(least).map_err(|_| Undecided::NotARange)
}

fn poetry_range(text: &str) -> Option<Ranges<Version>> {
    let text = text.trim();
    if text == "*" {
        return Some(Ranges::full());
    }
    if !is_countable(text) {
        return None;
    }
    if let Some(version) = text.strip_prefix('^') {
        let version = Version::from_str(version.trim()).ok()?;
        let release = version.release().to_vec();
        // The leftmost part that is not zero may not change.
        let kept = release.iter().position(|&part| part != 0);
        return between(version, &release, kept.unwrap_or(release.len() - 1));
    }
    if let Some(version) = text.strip_prefix('~').filter(|rest| !rest.starts_with('=')) {
        let version = Version::from_str(version.trim()).ok()?;
        let release = version.release().to_vec();
        return between(version, &release, (release.len() - 1).min(1));
    }
    let specifier = if text.starts_with(|first: char| first.is_ascii_digit()) {
        format!("=={text}")
    } else {
        text.to_owned()
    };
    specifiers(&specifier)
}

/// The versions that specifiers of PEP 440 admit.
fn specifiers(text: &str) -> Option<Ranges<Version>> {
    if !is_countable(text) {
        return None;
    }
    VersionSpecifiers::from_str(text).ok().map(Ranges::from)
}

/// Whether every number of `text` has a successor: ranges end at the next of a part.
fn is_countable(text: &str) -> bool {
    let mut numbers = text.split(|character: char| !character.is_ascii_digit());
    numbers.all(|number| number.len() < 19)
}

/// From `version` up to the next of the part at `kept`.
fn between(version: Version, release: &[u64], kept: usize) -> Option<Ranges<Version>> {
    let mut next = release.get(..=kept)?.to_vec();
    *next.last_mut()? += 1;
    Some(Ranges::between(
        version,
        Version::new(next).with_dev(Some(0)),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNBOUNDED: Result<u32, Undecided> = Err(Undecided::Unbounded);
    const SEVERAL: Result<u32, Undecided> = Err(Undecided::SeveralMajors);
    const OTHER: Result<u32, Undecided> = Err(Undecided::NotARange);

    #[test]
    fn npm_ranges() {
        for (text, major) in [
            ("^6.0.0", Ok(6)),
            ("^6", Ok(6)),
            ("~6.1", Ok(6)),
            ("6.x", Ok(6)),
            ("6", Ok(6)),
            ("v6.1.0", Ok(6)),
            ("6.83.4", Ok(6)),
            ("^6.0.0-alpha.1", Ok(6)),
            (">=6 <7", Ok(6)),
            (">=6.0.0 <7.0.0", Ok(6)),
            (">=6.0.0 <7.0.0-0", Ok(6)),
            ("6.0.0 - 6.9", Ok(6)),
            ("^6.0.0 || ~6.4", Ok(6)),
            ("npm:@pulumi/aws@^6.1", Ok(6)),
            ("<1", Ok(0)),
            (">=6 <8", SEVERAL),
            ("^5 || ^6", SEVERAL),
            ("5.x || 7.x", SEVERAL),
            ("<7", SEVERAL),
            (">=6.0.0", UNBOUNDED),
            (">6", UNBOUNDED),
            ("^6 || >=8", UNBOUNDED),
            ("*", UNBOUNDED),
            ("x", UNBOUNDED),
            ("", UNBOUNDED),
            ("latest", OTHER),
            ("dev", OTHER),
            ("workspace:*", OTHER),
            ("workspace:^6.0.0", OTHER),
            ("catalog:", OTHER),
            ("file:../aws", OTHER),
            ("pulumi/pulumi-aws#v6", OTHER),
            ("git+https://github.com/pulumi/pulumi-aws.git#v6.0.0", OTHER),
            ("https://example.com/aws-6.0.0.tgz", OTHER),
        ] {
            assert_eq!(Requirement::npm(text).major, major, "{text}");
        }
        assert_eq!(Requirement::npm("=6.1.0").pinned.as_deref(), Some("6.1.0"));
        assert_eq!(Requirement::npm("6.1").pinned, None);
        assert_eq!(Requirement::npm("^6.1.0").pinned, None);
    }

    #[test]
    fn python_specifiers() {
        for (text, major) in [
            (">=6,<7", Ok(6)),
            (">=6.0.0,<7.0.0", Ok(6)),
            (">= 6.0, < 7.0.0b1", Ok(6)),
            ("~=6.1", Ok(6)),
            ("==6.*", Ok(6)),
            ("==6.83.4", Ok(6)),
            ("===6.83.4", Ok(6)),
            (">=6,!=6.1.0,<7", Ok(6)),
            (">=6.0,<=6.99", Ok(6)),
            (">=6.0.0", UNBOUNDED),
            ("!=6.1.0", UNBOUNDED),
            ("", UNBOUNDED),
            ("*", UNBOUNDED),
            (">=6,<8", SEVERAL),
            ("<7", SEVERAL),
            (">=6,<=7.0", SEVERAL),
            (">=7,<6", OTHER),
            ("latest", OTHER),
            ("~=18446744073709551615.1", OTHER),
        ] {
            assert_eq!(Requirement::python(text).major, major, "{text}");
        }
        assert_eq!(
            Requirement::python("==6.83.4").pinned.as_deref(),
            Some("6.83.4")
        );
    }

    #[test]
    fn poetry_constraints() {
        for (text, major) in [
            ("^6.0", Ok(6)),
            ("^6", Ok(6)),
            ("~6.1.2", Ok(6)),
            ("~6", Ok(6)),
            ("~=6.1", Ok(6)),
            ("6.*", Ok(6)),
            ("6.83.4", Ok(6)),
            (">=6.0,<7.0", Ok(6)),
            ("^0.3", Ok(0)),
            ("^6.1 || ^6.9", Ok(6)),
            ("^5 || ^6", SEVERAL),
            ("^6 || *", UNBOUNDED),
            (">=6", UNBOUNDED),
            ("*", UNBOUNDED),
            ("^six", OTHER),
            ("^18446744073709551615", OTHER),
        ] {
            assert_eq!(Requirement::poetry(text).major, major, "{text}");
        }
    }

    #[test]
    fn requirements_combine() {
        let python = Requirement::python;
        assert_eq!(python(">=6").and(&python("<7")).major, Ok(6));
        assert_eq!(
            python("").and(&python("==6.1.0")).pinned.as_deref(),
            Some("6.1.0")
        );
        assert_eq!(python("==6.1.0").or(python("==6.2.0")).major, Ok(6));
        assert_eq!(python("==5.1.0").or(python("==6.2.0")).major, SEVERAL);
        assert_eq!(python("==6.1.0").or(python("")).text, "==6.1.0 or *");
    }

    #[test]
    fn majors_of_locked_versions() {
        assert_eq!(major_of("6.83.4"), Some(6));
        assert_eq!(major_of("v7.0.0-alpha.1"), Some(7));
        assert_eq!(major_of("==6.1"), Some(6));
        assert_eq!(major_of("0.0.0-use.local"), Some(0));
        assert_eq!(major_of("link:../aws"), None);
        assert_eq!(major_of("git+ssh://git@github.com/a/b.git#1"), None);
    }
}

//! What may be typed about reports in files, about findings that are known, and about suppressing all of them.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::{OsStringValueParser, TypedValueParser};

use super::args::Format;

/// A file that takes what is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFileArg {
    /// How it is written.
    pub format: Format,
    /// The file.
    pub path: PathBuf,
}

/// Where to write what is found, besides standard output.
#[derive(Debug, clap::Args)]
pub struct OutputArgs {
    /// Write what is found to a file, too: sarif=PATH; may be given several times
    #[arg(
        long = "output-file",
        value_name = "FORMAT=PATH",
        help_heading = "Output",
        conflicts_with = "interactive",
        value_parser = OsStringValueParser::new().try_map(output_file)
    )]
    pub files: Vec<OutputFileArg>,
}

/// Which findings are known, and how they become so.
#[derive(Debug, clap::Args)]
pub struct KnownArgs {
    /// Findings that FILE knows are neither shown nor fixed, and do not fail the run
    #[arg(long, value_name = "FILE", help_heading = "Known findings")]
    pub baseline: Option<PathBuf>,

    /// Write FILE: all findings where it is new, else without those that no longer occur; =all adds new ones to it
    #[arg(
        long,
        value_name = "WHICH",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "shrink",
        help_heading = "Known findings",
        requires = "baseline",
        conflicts_with_all = ["diff", "interactive", "stdin_filename", "add_suppressions"]
    )]
    pub write_baseline: Option<BaselineWriting>,

    /// Write a comment beside each finding that suppresses it from now on
    #[arg(
        long,
        value_name = "REASON",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "",
        value_parser = reason,
        help_heading = "Known findings",
        conflicts_with_all = ["fix", "unsafe_fixes", "diff", "interactive"]
    )]
    pub add_suppressions: Option<String>,
}

/// What a baseline that exists already is written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum BaselineWriting {
    /// What it knew and still occurs.
    Shrink,
    /// All that occurs.
    All,
}

fn output_file(typed: OsString) -> Result<OutputFileArg, String> {
    let bytes = typed.as_encoded_bytes();
    let formats = || {
        let names = Format::value_variants()
            .iter()
            .filter_map(|format| format.to_possible_value());
        let names: Vec<String> = names.map(|name| name.get_name().to_owned()).collect();
        names.join(", ")
    };
    let at = bytes.iter().position(|&byte| byte == b'=');
    let name = at.and_then(|at| std::str::from_utf8(&bytes[..at]).ok());
    let (Some(at), Some(name)) = (at, name) else {
        return Err(format!(
            "write FORMAT=PATH, with one of the formats {}",
            formats()
        ));
    };
    let format = Format::from_str(name, false)
        .map_err(|_| format!("{name:?} is no format; known are {}", formats()))?;
    // What stands behind an ASCII character is as much of a path as the whole.
    let path = path_from(&typed, at + 1);
    match path.as_os_str().as_encoded_bytes() {
        b"" => Err("the path is missing: write FORMAT=PATH".to_owned()),
        b"-" => Err(format!(
            "\"-\" is no file; use --format {name} for standard output, or {name}=./- for a file of that name"
        )),
        _ => Ok(OutputFileArg { format, path }),
    }
}

#[cfg(unix)]
fn path_from(typed: &OsString, start: usize) -> PathBuf {
    use std::os::unix::ffi::{OsStrExt, OsStringExt};
    PathBuf::from(OsString::from_vec(typed.as_bytes()[start..].to_vec()))
}

#[cfg(not(unix))]
fn path_from(typed: &OsString, start: usize) -> PathBuf {
    PathBuf::from(typed.to_string_lossy()[start..].to_owned())
}

/// A reason stands in a comment, which ends with its line.
fn reason(typed: &str) -> Result<String, String> {
    let ends_a_line = |next: char| next.is_control() || matches!(next, '\u{2028}' | '\u{2029}');
    match typed.contains(ends_a_line) {
        true => Err(
            "the reason stands in a comment of one line; write it without line breaks".to_owned(),
        ),
        false => Ok(typed.trim().to_owned()),
    }
}

//! The files that take what a run found, besides standard output. Each is written as a whole, when the run ends.

use std::collections::HashSet;
use std::path::PathBuf;

use anstream::adapter::strip_str;

use super::disk::Disk;
use super::formats::{self, Document, Notice, Reported};
use super::output_args::OutputFileArg;
use super::tally::Tally;
use super::write;

/// Files that are to be written.
#[derive(Debug, Default)]
pub struct OutputFiles(Vec<OutputFile>);

#[derive(Debug)]
struct OutputFile {
    path: PathBuf,
    content: Content,
    text: String,
}

#[derive(Debug)]
enum Content {
    /// For people.
    Text,
    /// For programs.
    Document(Box<dyn Document>),
}

/// A file that cannot be written.
#[derive(Debug)]
pub struct Unwritable {
    /// The file.
    pub path: PathBuf,
    /// What is wrong and what to do.
    pub message: String,
}

impl OutputFiles {
    /// Begins the files. What can be known to go wrong when they are written is known now, before any work.
    pub fn begin(wanted: &[OutputFileArg], disk: &Disk) -> (Self, Vec<Unwritable>) {
        let mut files = Vec::new();
        let mut unwritable = Vec::new();
        let mut places = HashSet::new();
        for OutputFileArg { format, path } in wanted {
            let problem = match write::refusal(path) {
                Some(problem) => Some(problem),
                None if !places.insert(disk.real_path(path)) => {
                    Some("two reports cannot be written to one file; name another one".to_owned())
                }
                None => None,
            };
            if let Some(message) = problem {
                unwritable.push(Unwritable {
                    path: path.clone(),
                    message,
                });
                continue;
            }
            let document = formats::document(*format, disk.current());
            let mut content = document.map_or(Content::Text, Content::Document);
            let text = match &mut content {
                Content::Text => String::new(),
                Content::Document(document) => document.opening(),
            };
            files.push(OutputFile {
                path: path.clone(),
                content,
                text,
            });
        }
        (Self(files), unwritable)
    }

    /// Adds to the files for people.
    pub fn text(&mut self, text: &str) {
        for file in &mut self.0 {
            if let Content::Text = file.content {
                file.text.push_str(&strip_str(text).to_string());
            }
        }
    }

    /// Adds a finding to the reports.
    pub fn finding(&mut self, finding: &Reported) {
        self.add(|document| document.finding(finding));
    }

    /// Adds to the reports what could not be done, or may not be as expected.
    pub fn notice(&mut self, notice: &Notice) {
        self.add(|document| document.notice(notice));
    }

    fn add(&mut self, mut what: impl FnMut(&mut dyn Document) -> String) {
        for file in &mut self.0 {
            if let Content::Document(document) = &mut file.content {
                file.text.push_str(&what(document.as_mut()));
            }
        }
    }

    /// Writes all files; answers which could not be.
    pub fn write(mut self, tally: &Tally) -> Vec<Unwritable> {
        self.add(|document| document.closing(tally));
        let written = self.0.into_iter().map(|file| {
            let written = write::replace(&file.path, &file.text);
            written.err().map(|message| Unwritable {
                path: file.path,
                message,
            })
        });
        written.flatten().collect()
    }
}

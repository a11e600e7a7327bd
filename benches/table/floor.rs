//! What a scan cannot do without: a small program that walks, reads, looks for the words, parses and asks one query, and
//! stops where it is told to. It knows nothing of resources.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use aho_corasick::AhoCorasick;
use ignore::{WalkBuilder, WalkState};
use tree_sitter::{Language, Parser, Query, QueryCursor, StreamingIterator};

/// How far it goes; each level does what the ones before it do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Walks, and reads every source.
    Read,
    /// Looks for the words of the codemods.
    Words,
    /// Looks for the provider's import first.
    Import,
    /// Parses what is left.
    Parse,
    /// Asks one query of the trees.
    Query,
}

impl Level {
    /// All levels, by the name that the command line takes.
    pub const ALL: &[(&str, Self)] = &[
        ("read", Self::Read),
        ("words", Self::Words),
        ("import", Self::Import),
        ("parse", Self::Parse),
        ("query", Self::Query),
    ];
}

const QUERIES: [&str; 2] = [
    "(new_expression constructor: (_) @type arguments: (arguments) @arguments) @resource",
    "(call function: (_) @type arguments: (argument_list) @arguments) @resource",
];

/// Scans everything under `root`, up to `level`; prints how many files were left at the end.
pub fn scan(root: &Path, level: Level, needles: &[&str]) {
    let words = AhoCorasick::new(needles).expect("a few literals");
    let left = AtomicUsize::new(0);
    let languages: [Language; 2] = [
        tree_sitter_typescript::LANGUAGE_TYPESCRIPT.into(),
        tree_sitter_python::LANGUAGE.into(),
    ];
    let compile = |at: usize| Query::new(&languages[at], QUERIES[at]).expect("a valid query");
    let queries = (level == Level::Query).then(|| [compile(0), compile(1)]);
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let walker = WalkBuilder::new(root)
        .require_git(false)
        .threads(threads)
        .build_parallel();
    walker.run(|| {
        let mut parsers = languages.clone().map(|language| {
            let mut parser = Parser::new();
            parser
                .set_language(&language)
                .expect("a language of this version");
            parser
        });
        let (left, words, queries) = (&left, &words, &queries);
        Box::new(move |entry| {
            let Ok(entry) = entry else {
                return WalkState::Continue;
            };
            let language = match entry
                .path()
                .extension()
                .and_then(|extension| extension.to_str())
            {
                Some("ts") => 0,
                Some("py") => 1,
                _ => return WalkState::Continue,
            };
            let Ok(text) = fs::read(entry.path()) else {
                return WalkState::Continue;
            };
            let imports = ["@pulumi/aws", "pulumi_aws"];
            let imports = |text: &[u8]| {
                imports
                    .iter()
                    .any(|import| memchr::memmem::find(text, import.as_bytes()).is_some())
            };
            if (level >= Level::Import && !imports(&text))
                || (level >= Level::Words && !words.is_match(&text))
            {
                return WalkState::Continue;
            }
            let mut found = 1;
            if level >= Level::Parse {
                let tree = parsers[language]
                    .parse(&text, None)
                    .expect("no limit is set");
                if let Some(queries) = queries {
                    let mut cursor = QueryCursor::new();
                    let mut matches =
                        cursor.matches(&queries[language], tree.root_node(), text.as_slice());
                    while matches.next().is_some() {
                        found += 1;
                    }
                }
            }
            left.fetch_add(found, Ordering::Relaxed);
            WalkState::Continue
        })
    });
    println!("{}", left.into_inner());
}

/// Writes every source below `root` again, as it is: beside itself, safely on the disk, and renamed. Repairing cannot do
/// without that.
pub fn write_again(root: &Path) {
    for entry in WalkBuilder::new(root).require_git(false).build().flatten() {
        let path = entry.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "ts" || extension == "py")
        {
            let text = fs::read(path).expect("it was just listed");
            let beside = path.with_extension("written");
            let file = fs::File::create(&beside).and_then(|mut file| {
                file.write_all(&text)?;
                Ok(file)
            });
            let synced = file.and_then(|file| file.sync_all());
            synced.expect("the folder can be written to");
            fs::rename(&beside, path).expect("the folder can be written to");
            let folder = path.parent().and_then(|folder| fs::File::open(folder).ok());
            folder.map(|folder| folder.sync_all());
        }
    }
}

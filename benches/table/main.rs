//! The table of `benches/README.md`: every goal as a ratio between commands that ran in one go, peers and floor included.
//!
//! `cargo bench` measures everything; `cargo bench -- scan small fix growth large` some of it. `--quarters N` takes so
//! many quarters of the archive (4), `--rounds N` so many rounds (5), `--real PATH` a checkout in place of the archive.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

mod archive;
mod floor;
mod goals;
mod measure;
mod programs;

use std::path::{Path, PathBuf};

use clap::Parser;

use floor::Level;

/// What the command line says.
#[derive(Debug, Parser)]
struct Args {
    /// What to measure; nothing is everything.
    goals: Vec<String>,
    /// Quarters of the archive.
    #[arg(long, default_value_t = 4)]
    quarters: usize,
    /// How often everything is measured.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// A checkout to scan in place of the archive.
    #[arg(long)]
    real: Option<PathBuf>,
    /// The iacfix to measure.
    #[arg(long, default_value = env!("CARGO_BIN_EXE_iacfix"))]
    iacfix: PathBuf,
    /// cargo says so.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let [floor, level, path] = words.as_slice()
        && floor == "floor"
    {
        return as_floor(level, Path::new(path));
    }
    goals::measure(&Args::parse());
}

/// The same binary is the program that everything is compared with.
fn as_floor(level: &str, path: &Path) {
    if level == "file" {
        let text = std::fs::read(path).unwrap();
        println!("{}", text.len());
        return;
    }
    if level == "write" {
        return floor::write_again(path);
    }
    let known = Level::ALL.iter().find(|(name, _)| *name == level);
    let (_, level) = known.expect("a level of the floor");
    let needles: Vec<&str> = iacfix::codemods::ALL
        .iter()
        .flat_map(|codemod| codemod.needles)
        .copied()
        .collect();
    floor::scan(path, *level, &needles);
}

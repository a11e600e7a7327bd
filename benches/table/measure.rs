//! Timing whole commands with hyperfine, in rounds, so that a busy moment of the machine meets all of them.

use std::fs;
use std::path::Path;
use std::process::Command;

/// A command to measure.
#[derive(Clone, Debug)]
pub struct Run {
    /// What the table calls it.
    pub name: String,
    /// The command line, for no shell.
    pub line: String,
    /// What makes everything ready before each time; for a shell.
    pub prepare: Option<String>,
}

impl Run {
    /// A command that needs no preparation.
    pub fn new(name: impl Into<String>, line: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            line: line.into(),
            prepare: None,
        }
    }
}

/// How often each command runs.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Rounds over all commands.
    pub rounds: usize,
    /// Times in each round, after one that is not counted.
    pub times: usize,
}

/// The median time of each command, in seconds, in their order.
pub fn medians(runs: &[Run], plan: Plan, scratch: &Path) -> Vec<f64> {
    let mut times: Vec<Vec<f64>> = vec![Vec::new(); runs.len()];
    let json = scratch.join("hyperfine.json");
    for _ in 0..plan.rounds {
        for (run, times) in runs.iter().zip(&mut times) {
            let mut hyperfine = Command::new("hyperfine");
            hyperfine
                .args([
                    "--shell=none",
                    "--ignore-failure",
                    "--style=none",
                    "--warmup=1",
                ])
                .arg(format!("--runs={}", plan.times))
                .arg("--export-json")
                .arg(&json);
            if let Some(prepare) = &run.prepare {
                // A preparation is for a shell, the command is not.
                hyperfine.arg("--prepare").arg(format!("sh -c '{prepare}'"));
            }
            let output = hyperfine
                .arg(&run.line)
                .output()
                .expect("hyperfine is installed; it is Debian's package of that name");
            assert!(
                output.status.success(),
                "{}: {}",
                run.line,
                String::from_utf8_lossy(&output.stderr)
            );
            let result = fs::read_to_string(&json).expect("hyperfine wrote its result");
            let result: serde_json::Value = serde_json::from_str(&result).expect("it is JSON");
            let found = result["results"][0]["times"]
                .as_array()
                .expect("it has times");
            times.extend(found.iter().filter_map(serde_json::Value::as_f64));
        }
    }
    times.iter_mut().map(|times| median(times)).collect()
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The most memory that a command ever held, in MiB.
pub fn memory(line: &str, scratch: &Path) -> f64 {
    let file = scratch.join("memory");
    let mut words = line.split_whitespace();
    let status = Command::new("/usr/bin/time")
        .args(["--quiet", "--format=%M", "--output"])
        .arg(&file)
        .args(&mut words)
        .output();
    status.expect("GNU time is installed; it is Debian's package `time`");
    let text = fs::read_to_string(&file).unwrap_or_default();
    let kilobytes: f64 = text.trim().parse().unwrap_or(f64::NAN);
    kilobytes / 1024.0
}

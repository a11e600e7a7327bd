//! The goals, and what is measured for each.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Args;
use crate::archive::{self, Shape};
use crate::measure::{Plan, Run, medians, memory};
use crate::programs;

/// Where everything is made that is measured on.
fn scratch() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench");
    fs::create_dir_all(&folder).expect("the folder for the benchmark can be made");
    folder
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Measures what the arguments ask for, and prints a table for each.
pub fn measure(args: &Args) {
    let wanted = |name: &str| args.goals.is_empty() || args.goals.iter().any(|goal| goal == name);
    let bench = Bench {
        iacfix: args.iacfix.display().to_string(),
        floor: std::env::current_exe().unwrap().display().to_string(),
        scratch: scratch(),
        plan: Plan {
            rounds: args.rounds,
            times: 1,
        },
    };
    if wanted("scan") {
        let root = args
            .real
            .clone()
            .unwrap_or_else(|| bench.archive(args.quarters));
        bench.scan(&root);
    }
    if wanted("small") {
        bench.small();
    }
    if wanted("fix") {
        bench.fix();
    }
    if wanted("growth") {
        bench.growth();
    }
    if wanted("large") {
        bench.large();
    }
}

struct Bench {
    iacfix: String,
    floor: String,
    scratch: PathBuf,
    plan: Plan,
}

impl Bench {
    fn archive(&self, quarters: usize) -> PathBuf {
        let shape = Shape::WHOLE.quarters(quarters);
        let root = archive::place(&self.scratch, shape);
        archive::make(&root, &repository().join("golden"), shape).expect("the archive can be made");
        root
    }

    fn floor(&self, level: &str, path: &Path) -> Run {
        Run::new(
            format!("floor: {level}"),
            format!("{} floor {level} {}", self.floor, path.display()),
        )
    }

    fn iacfix(&self, path: &Path) -> Run {
        Run::new(
            "iacfix",
            format!("{} --quiet {}", self.iacfix, path.display()),
        )
    }

    fn ast_grep(&self, path: &Path) -> Run {
        let config = repository().join("benches/peers/sgconfig.yml");
        let line = format!(
            "{} scan --config {} {}",
            peer(&self.scratch),
            config.display(),
            path.display()
        );
        Run::new("ast-grep, the same patterns", line)
    }

    /// A scan of everything, compared with the floor and with peers.
    fn scan(&self, root: &Path) {
        let mut runs: Vec<Run> = ["read", "words", "import", "parse", "query"]
            .map(|level| self.floor(level, root))
            .into();
        runs.push(self.iacfix(root));
        runs.push(self.ast_grep(root));
        runs.push(self.careful(root));
        let times = medians(&runs, self.plan, &self.scratch);
        title("scan", &format!("of {}", root.display()));
        let query = times[4];
        table(&runs, &times, &[("read", times[0]), ("query", query)]);
        println!(
            "\npeak memory: {:.0} MiB",
            memory(&runs[5].line, &self.scratch)
        );
    }

    /// A user who looks for the words first: `grep` for the list of files, and ast-grep over those.
    fn careful(&self, root: &Path) -> Run {
        let config = repository().join("benches/peers/sgconfig.yml");
        let words: Vec<String> = iacfix::codemods::ALL
            .iter()
            .flat_map(|codemod| codemod.needles)
            .filter(|needle| needle.chars().all(|character| !character.is_control()))
            .map(|needle| format!("-e '{needle}'"))
            .collect();
        let script = self.scratch.join("careful.sh");
        let text = format!(
            "rg -l -F --no-messages -t ts -t py {} {} | xargs {} scan --config {}\n",
            words.join(" "),
            root.display(),
            peer(&self.scratch),
            config.display()
        );
        fs::write(&script, text).unwrap();
        Run::new(
            "ripgrep for the words, then ast-grep",
            format!("sh {}", script.display()),
        )
    }

    /// One small file, with a finding and without.
    fn small(&self) {
        let with = self.scratch.join("with.ts");
        let without = self.scratch.join("without.ts");
        fs::write(&with, SMALL).unwrap();
        fs::write(
            &without,
            SMALL
                .replace("AWS_REGION", "REGION_NAME")
                .replace("@pulumi/aws", "./stand-in"),
        )
        .unwrap();
        let plan = Plan {
            rounds: self.plan.rounds * 4,
            times: 25,
        };
        let runs = [
            self.floor("file", &without),
            self.iacfix(&without),
            self.iacfix(&with),
            self.ast_grep(&with),
        ];
        let times = medians(&runs, plan, &self.scratch);
        title(
            "small",
            "one small file: without a finding twice, then with one twice",
        );
        table(
            &runs,
            &times,
            &[("only reading it", times[0]), ("ast-grep", times[3])],
        );
    }

    /// Repairing a thousand files that all need it.
    fn fix(&self) {
        let root = self.scratch.join("fix");
        let work = self.scratch.join("fix-work");
        archive::faulty(&root, 1_000).expect("the files can be made");
        let again = format!(
            "rm -rf {0} && cp -r {1} {0}",
            work.display(),
            root.display()
        );
        let fix = Run {
            name: "iacfix --fix".to_owned(),
            line: format!(
                "{} --quiet --fix --unsafe-fixes {}",
                self.iacfix,
                work.display()
            ),
            prepare: Some(again.clone()),
        };
        let write = Run {
            prepare: Some(again),
            ..self.floor("write", &work)
        };
        let scan = self.iacfix(&root);
        let runs = [scan, write, fix];
        let times = medians(&runs, self.plan, &self.scratch);
        title("fix", "1,000 files that all need it");
        table(
            &runs,
            &times,
            &[("2 × scan + write", 2.0 * times[0] + times[1])],
        );
    }

    /// Four sizes of archive.
    fn growth(&self) {
        let sizes = [1, 4, 16];
        let runs: Vec<Run> = sizes
            .map(|quarters| self.iacfix(&self.archive(quarters)))
            .into();
        let times = medians(&runs, self.plan, &self.scratch);
        title(
            "growth",
            "a quarter of the archive, all of it, four times it",
        );
        table(&runs, &times, &[("a quarter", times[0])]);
        for (run, quarters) in runs.iter().zip(sizes) {
            println!(
                "\npeak memory at {quarters}/4: {:.0} MiB",
                memory(&run.line, &self.scratch)
            );
        }
    }

    /// Programs that are large in one way, against half of each.
    fn large(&self) {
        title("large", "each against half of it; 2.0 is linear");
        println!(
            "| program | bytes | half | whole | ratio | memory | × bytes |\n|---|---|---|---|---|---|---|"
        );
        for large in programs::ALL {
            let write = |count: usize| {
                let path = self.scratch.join(format!("large-{count}.ts"));
                fs::write(&path, (large.text)(count)).unwrap();
                let run = self.iacfix(&path);
                Run {
                    line: format!("{} --set max-file-size=100000000", run.line),
                    ..run
                }
            };
            let runs = [write(large.count / 2), write(large.count)];
            let times = medians(&runs, self.plan, &self.scratch);
            let bytes = (large.text)(large.count).len() as f64;
            let held = memory(&runs[1].line, &self.scratch);
            println!(
                "| {} | {:.1} MB | {:.3} s | {:.3} s | {:.2} | {held:.0} MiB | {:.1} |",
                large.name,
                bytes / 1e6,
                times[0],
                times[1],
                times[1] / times[0],
                held * 1_048_576.0 / bytes
            );
        }
    }
}

const SMALL: &str = "import * as aws from '@pulumi/aws';\n\nconst role = new aws.iam.Role('role', { assumeRolePolicy: '{}' });\n\nexport const worker = new aws.lambda.Function('worker', {\n  runtime: 'nodejs20.x',\n  handler: 'index.handler',\n  role: role.arn,\n  environment: {\n    variables: {\n      AWS_REGION: 'eu-west-1',\n      STAGE: 'dev',\n    },\n  },\n});\n";

/// ast-grep, installed by lock file when it is first needed.
fn peer(scratch: &Path) -> String {
    let folder = scratch.join("peers");
    let binary = folder.join("bin/ast-grep");
    if !binary.exists() {
        let lock = repository().join("benches/peers/requirements.txt");
        let status = Command::new("python3")
            .args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--require-hashes",
                "--target",
            ])
            .arg(&folder)
            .arg("--requirement")
            .arg(lock)
            .status();
        assert!(
            status.is_ok_and(|status| status.success()),
            "ast-grep could not be installed"
        );
    }
    binary.display().to_string()
}

fn title(goal: &str, what: &str) {
    println!("\n## {goal}: {what}\n");
}

/// A line for each run, with its time as a ratio to each of `references`.
fn table(runs: &[Run], times: &[f64], references: &[(&str, f64)]) {
    let heads: Vec<String> = references
        .iter()
        .map(|(name, _)| format!(" × {name} |"))
        .collect();
    println!(
        "| | seconds |{}\n|---|---|{}",
        heads.concat(),
        "---|".repeat(references.len())
    );
    for (run, time) in runs.iter().zip(times) {
        let ratios: Vec<String> = references
            .iter()
            .map(|(_, reference)| format!(" {:.2} |", time / reference))
            .collect();
        println!("| {} | {time:.4} |{}", run.name, ratios.concat());
    }
}

//! The resources that a program registers, before and after its fixes: `graph.txt`.
//!
//! Every golden `before/` and `after/` runs under Pulumi's own mocks with the real provider. What is registered is
//! recorded: type, name, inputs, parent, dependencies, options, the outputs of components and of the stack. How that
//! differs is what the case states in `graph.txt`, and nothing else may; without the file nothing may differ.
//!
//! What a fix changes has to be reached. A program begins where Pulumi says, else with `index.ts` or `__main__.py`; where
//! a case holds the file of a component alone, or a function that nobody calls, `run.ts` or `run.py` beside `before/`
//! begins it. `case.toml` gives configuration, or says why something cannot be run or reached.
//!
//! An output that the program does not set is the text `s3.Bucket(data).arn`, so that it can be read where it goes.
//!
//! `UPDATE_GOLDEN=graphs cargo test --test witness graph` writes the files as they come out. Read them.

mod difference;
mod plan;
mod reach;
mod record;

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use iacfix::fix::unified_diff;
use iacfix::syntax::Language;
use serde_json::json;

use crate::Witness;
use crate::common::Case;
use crate::tools::{self, Kind};
use difference::difference;
use plan::Program;
use reach::{Missed, Side};
use record::{Graph, Record};

pub const WITNESSES: &[Witness] = &[Witness {
    name: "graph::programs_register_what_their_cases_say",
    needs: &[Kind::Node, Kind::Python],
    test: programs_register_what_their_cases_say,
}];

const FILE: &str = "graph.txt";
const BLESS: &str =
    "if this is what should happen: UPDATE_GOLDEN=graphs cargo test --test witness graph";

/// What a program did.
struct Run {
    graph: Graph,
    missed: Missed,
}

/// What the programs of a case did, by program: with `before/`, and with `after/` where there is one.
type Runs = BTreeMap<Program, (Run, Option<Run>)>;

fn programs_register_what_their_cases_say() -> Result<(), String> {
    let bless = env::var("UPDATE_GOLDEN").is_ok_and(|value| value == "graphs");
    let workspace = tools::workspace("graph");
    let mut wrong: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut queues: BTreeMap<(Language, u32), Vec<Job>> = BTreeMap::new();
    let cases = Case::every();
    for case in &cases {
        if !runs(case) {
            if case.folder.join(FILE).exists() {
                let stale = format!("it is not run: remove {FILE}");
                wrong.entry(case.name()).or_default().push(stale);
            }
            continue;
        }
        match plan::programs(case) {
            Ok(programs) => lay_out(case, programs, &workspace, &mut queues),
            Err(error) => wrong.entry(case.name()).or_default().push(error),
        }
    }
    let mut done = BTreeMap::new();
    for record in perform(queues, &workspace)? {
        let graph = record.graph();
        let missed = record.missed;
        done.insert(record.id, Run { graph, missed });
    }
    for case in cases.iter().filter(|case| runs(case)) {
        let Ok(programs) = plan::programs(case) else {
            continue;
        };
        let mut run = |program, side| done.remove(&id(case, program, side));
        let runs: Runs = programs
            .iter()
            .filter_map(|program| {
                let before = run(program, "before")?;
                Some((program.clone(), (before, run(program, "after"))))
            })
            .collect();
        let found = check(case, &runs, bless);
        if !found.is_empty() {
            wrong.entry(case.name()).or_default().extend(found);
        }
    }
    if wrong.is_empty() {
        return Ok(());
    }
    let count = wrong.len();
    let each = wrong
        .iter()
        .map(|(case, wrong)| format!("── {case}\n{}", wrong.join("\n")));
    let each: Vec<String> = each.collect();
    Err(format!(
        "{count} of {} golden cases fail:\n\n{}\n\n{BLESS}",
        cases.len(),
        each.join("\n\n"),
    ))
}

fn runs(case: &Case) -> bool {
    case.claims.broken.is_none() && case.claims.not_run.is_none()
}

/// One run of one program.
struct Job {
    id: String,
    root: PathBuf,
    entry: PathBuf,
    config: BTreeMap<String, String>,
    /// Whether it is asked which lines were not reached.
    watch: bool,
}

fn id(case: &Case, program: &Program, side: &str) -> String {
    format!("{}/{side}: {program}", case.name())
}

fn lay_out(
    case: &Case,
    programs: Vec<Program>,
    workspace: &Path,
    queues: &mut BTreeMap<(Language, u32), Vec<Job>>,
) {
    let sides = [
        ("before", Some(&case.before)),
        ("after", case.after.as_ref()),
    ];
    for (side, tree) in sides {
        let Some(tree) = tree else {
            continue;
        };
        let root = workspace.join(case.name()).join(side);
        plan::lay_out(case, tree, &root);
        for program in &programs {
            let queue = queues.entry((program.language, program.major)).or_default();
            queue.push(Job {
                id: id(case, program, side),
                root: root.clone(),
                entry: program.entry.clone(),
                config: program.config.clone(),
                watch: case.after.is_some(),
            });
        }
    }
}

/// Runs all jobs, one process for each queue, two at a time.
fn perform(
    queues: BTreeMap<(Language, u32), Vec<Job>>,
    workspace: &Path,
) -> Result<Vec<Record>, String> {
    let mut records = Vec::new();
    let queues: Vec<_> = queues.into_iter().collect();
    for pair in queues.chunks(2) {
        let results = thread::scope(|scope| {
            let started: Vec<_> = pair
                .iter()
                .map(|((language, major), jobs)| {
                    scope.spawn(move || perform_queue(*language, *major, jobs, workspace))
                })
                .collect();
            let join = |thread: thread::ScopedJoinHandle<'_, _>| thread.join();
            started.into_iter().map(join).collect::<Vec<_>>()
        });
        for result in results {
            records.extend(result.map_err(|_| "a thread panicked".to_owned())??);
        }
    }
    Ok(records)
}

fn perform_queue(
    language: Language,
    major: u32,
    jobs: &[Job],
    workspace: &Path,
) -> Result<Vec<Record>, String> {
    let set = format!("pulumi-aws-{major}");
    let driver = tools::repository().join("tests/witness/graph");
    let mut command = match language {
        Language::TypeScript => {
            let mut node = Command::new("node");
            let sets = [
                tools::installed(&set, Kind::Node)?.join("node_modules"),
                tools::installed("checkers", Kind::Node)?.join("node_modules"),
                tools::repository().join("tests/tools/stand-ins/node"),
            ];
            let places = env::join_paths(sets).map_err(|error| error.to_string())?;
            node.arg(driver.join("driver.cjs")).env("NODE_PATH", places);
            node
        }
        Language::Python => {
            let mut python = Command::new("python3");
            python
                .arg(driver.join("driver.py"))
                .env("PYTHONPATH", tools::installed(&set, Kind::Python)?)
                .env("PYTHONDONTWRITEBYTECODE", "1");
            python
        }
    };
    let file = |kind: &str| workspace.join(format!("{language:?}-{major}.{kind}"));
    let as_json = |job: &Job| {
        let config = configuration(job);
        json!({ "id": job.id, "root": job.root, "entry": job.entry, "config": config, "watch": job.watch })
    };
    let listed: Vec<_> = jobs.iter().map(as_json).collect();
    write(
        &file("jobs.json"),
        &serde_json::Value::from(listed).to_string(),
    );
    tools::run(command.arg(file("jobs.json")).arg(file("records.jsonl")))?;
    let told = fs::read_to_string(file("records.jsonl")).map_err(|error| error.to_string())?;
    let records: Vec<Record> = told
        .lines()
        .map(|line| serde_json::from_str(line).map_err(|error| format!("{error}: {line}")))
        .collect::<Result<_, _>>()?;
    if records.len() == jobs.len() {
        return Ok(records);
    }
    Err(format!(
        "{command:?}: {} records of {} jobs",
        records.len(),
        jobs.len()
    ))
}

/// The configuration by whole key: a key without a namespace is the program's.
fn configuration(job: &Job) -> BTreeMap<String, &str> {
    let whole = |key: &String| match key.contains(':') {
        true => key.clone(),
        false => format!("project:{key}"),
    };
    let config = job.config.iter();
    config
        .map(|(key, value)| (whole(key), value.as_str()))
        .collect()
}

/// What is wrong with one case.
fn check(case: &Case, runs: &Runs, bless: bool) -> Vec<String> {
    let mut wrong = Vec::new();
    for (program, (before, after)) in runs {
        let Some(after) = after else {
            continue;
        };
        if let Some(error) = &after.graph.error {
            wrong.push(format!("{program}: after/ fails: {error}"));
        }
        let once = |it: &&String| !before.graph.repeated.contains(it);
        for repeated in after.graph.repeated.iter().filter(once) {
            wrong.push(format!(
                "{program}: after/ registers {repeated} twice, before/ does not"
            ));
        }
    }
    wrong.extend(unreached(case, runs));
    let file = case.folder.join(FILE);
    let recorded = fs::read_to_string(&file).unwrap_or_default();
    let found = told(runs);
    if found == recorded {
        return wrong;
    }
    if !bless {
        let diff = unified_diff(FILE, Some(&recorded), &found);
        wrong.push(format!("{FILE} (- recorded, + what comes out)\n{diff}"));
    } else if found.is_empty() {
        fs::remove_file(&file).expect("a stale graph can be removed");
    } else {
        write(&file, &found);
    }
    wrong
}

/// What the fixes change and no program reached, unless the case says why.
fn unreached(case: &Case, runs: &Runs) -> Option<String> {
    let after = case.after.as_ref()?;
    // A program that fails reaches nothing more.
    let whole = runs
        .values()
        .filter(|(before, _)| before.graph.error.is_none());
    let befores: Vec<&Missed> = whole.map(|(before, _)| &before.missed).collect();
    let afters: Vec<&Missed> = runs
        .values()
        .flat_map(|(_, after)| after)
        .map(|it| &it.missed)
        .collect();
    let mut lines = reach::unreached(&case.before, after, Side::After, &afters);
    if !befores.is_empty() {
        lines.extend(reach::unreached(
            &case.before,
            after,
            Side::Before,
            &befores,
        ));
    }
    match (&case.claims.not_reached, lines.is_empty()) {
        (None, false) => Some(format!(
            "what changes is not reached: call it in a run.ts or run.py beside before/\n{}",
            lines.join("\n")
        )),
        (Some(_), true) => {
            Some("all that changes is reached: remove not-reached from case.toml".to_owned())
        }
        _ => None,
    }
}

/// How the graphs differ; by program only where they do not all differ alike.
fn told(runs: &Runs) -> String {
    let differences: Vec<(&Program, String)> = runs
        .iter()
        .map(|(program, (before, after))| {
            let text = match after {
                Some(after) => difference(&before.graph, &after.graph),
                None => before.graph.failure("before"),
            };
            (program, text)
        })
        .collect();
    let first = differences
        .first()
        .map(|(_, text)| text.clone())
        .unwrap_or_default();
    if differences.iter().all(|(_, text)| *text == first) {
        return first;
    }
    let sections = differences
        .iter()
        .map(|(program, text)| format!("# {program}\n{text}"));
    sections.collect::<Vec<_>>().join("\n")
}

fn write(path: &Path, text: &str) {
    fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

//! Many repositories: as much memory as a few take, and time in proportion.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::fleet::{CRLF, Fleet, IDLE, LAMBDA, RESERVED};
use crate::sandbox::{Run, has_tools};

const MANY: usize = 200;
const FEW: usize = 40;

/// Generates so many small repositories: four kinds of defects, and one in two without any.
fn generate(fleet: &Fleet, count: usize) {
    let kinds = [
        LAMBDA.0, "let a;\n", CRLF.0, "let b;\n", IDLE.0, "let c;\n", RESERVED, "let d;\n",
    ];
    for (kind, text) in kinds.iter().enumerate() {
        let module = format!("// {}\nexport const x = 1;\n", "words ".repeat(2000));
        fleet.repository(
            &format!("kind-{kind}"),
            &[("index.ts", *text), ("lib/module.ts", &module)],
        );
    }
    let mut list = String::new();
    for number in 0..count {
        let name = format!("fleet/service-{number}");
        copy(
            &fleet
                .sandbox
                .path(&format!("kind-{}", number % kinds.len())),
            &fleet.sandbox.path(&name),
        );
        list += &format!("{name}\n");
    }
    fleet.sandbox.write("list", list);
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            // Samples of hooks are of no use here.
            true if entry.file_name() == "hooks" => {}
            true => copy(&entry.path(), &to),
            false => drop(fs::copy(entry.path(), to).unwrap()),
        }
    }
}

/// Runs a campaign over the first `count` repositories; how long it took, and the most memory it had, in KiB.
fn measured(fleet: &Fleet, count: usize) -> (Duration, u64) {
    let list = fleet.sandbox.read("list");
    let few: Vec<&str> = list.lines().take(count).collect();
    fleet.sandbox.write("few", few.join("\n"));
    let work = format!("work-{count}");
    let start = Instant::now();
    let mut child = fleet.start(&["--repos", "few", "--work", &work, "--jobs", "2", "-q"]);
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let peak = fs::read_to_string(&status).unwrap_or_default();
        let peak = peak.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak = peak.and_then(|peak| peak.trim().trim_end_matches(" kB").parse().ok());
        most = most.max(peak.unwrap_or(0));
        thread::sleep(Duration::from_millis(5));
    }
    let took = start.elapsed();
    let run = Run::end_of(child);
    assert_eq!(run.code, 1, "{run:?}");
    let totals = &fleet.summary()["totals"];
    assert_eq!(totals["repositories"], count);
    assert_eq!(totals["outcomes"]["clean"], count / 2);
    assert_eq!(totals["fixed"], count * 3 / 8);
    assert_eq!(totals["left"], count / 8);
    (took, most)
}

#[test]
fn many_repositories_take_the_memory_of_a_few_and_time_in_proportion() {
    if !has_tools(&["git"]) {
        return;
    }
    let fleet = Fleet::new();
    generate(&fleet, MANY);
    let (short, little) = measured(&fleet, FEW);
    let (long, much) = measured(&fleet, MANY);
    // The machine may be busy with something else in one of the runs.
    let proportion = u32::try_from(MANY / FEW).unwrap();
    assert!(
        long < short * proportion * 4,
        "{short:?} for {FEW}, {long:?} for {MANY}"
    );
    if Path::new("/proc/self/status").exists() {
        assert!(
            little > 0 && much < little + 8 * 1024,
            "{little} KiB for {FEW}, {much} KiB for {MANY}"
        );
    }
}

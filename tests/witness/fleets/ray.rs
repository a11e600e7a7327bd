//! The Ray driver with Ray itself: over 200 repositories, stopped, with workers and programs that are killed.

use std::fs;
use std::io::Read;
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

use super::file;
use super::place::{IACFIX, Place, copy, ended, hold, same_reports};
use crate::tools::{self, Kind};

const REPOSITORIES: usize = 200;

/// In the place of the program: where killing is asked for, in the first attempt at shard 7 the worker is killed that
/// started it, and in that at shard 8 the program itself, each when some of the repositories are done.
const KILLED_ONCE: &str = r#"
case "$KILLING $* " in
  *" 7/8 "*) shard=7 victim=$PPID ;;
  *" 8/8 "*) shard=8 victim=$$ ;;
  *) shard='' ;;
esac
if [ -n "$KILLING" ] && [ -n "$shard" ] && mkdir "$HOME/killed-$shard" 2> /dev/null; then
  (
    until [ "$(grep -c '"done"' "$PWD/state/work/shard-$shard-of-8/journal.jsonl" 2> /dev/null)" -ge 3 ]; do
      kill -0 "$victim" || exit
      sleep 0.05
    done
    kill -9 "$victim" && touch "$HOME/killed-$shard/done"
  ) < /dev/null > /dev/null 2>&1 &
fi
exec "$REAL_IACFIX" "$@"
"#;

/// What the driver makes of a fleet, whatever happens meanwhile, is what one run makes of it: report, patches and commits.
pub fn makes_the_report_of_one_run() -> Result<(), String> {
    let mut place = Place::new();
    place.fleet("work", REPOSITORIES)?;
    copy(&place.path("work"), &place.path("sharded"));
    let commit = ["--commit", "--branch", "iacfix/repairs"];
    let whole = [
        "bulk",
        "--repos",
        "repos.txt",
        "--report",
        "report",
        "--quiet",
        "--jobs",
        "2",
    ];
    place.expect(1, "work", "iacfix", &[&whole, &commit[..]].concat())?;
    let tips = tips(&place)?;
    hold(tips.lines().count() == REPOSITORIES * 3 / 8, || {
        tips.clone()
    })?;
    // At the same paths, which the report names.
    rename(&place, "work", "whole")?;
    rename(&place, "sharded", "work")?;

    place.program("iacfix", KILLED_ONCE);
    place.set("REAL_IACFIX", IACFIX);
    place.set(
        "PYTHONPATH",
        tools::installed("ray", Kind::Python)?.to_string_lossy(),
    );
    place.set("PYTHONDONTWRITEBYTECODE", "1");
    place.set("RAY_TMPDIR", place.path("ray").to_string_lossy());
    fs::create_dir_all(place.path("ray")).map_err(|error| error.to_string())?;

    place.set("KILLING", "");
    let first = start(&place, &commit)?;
    until(&place, "work/state/reports/shard-1-of-8/summary.json")?;
    let sent = Command::new("kill")
        .args(["-TERM", &first.id().to_string()])
        .status();
    hold(sent.is_ok_and(|status| status.success()), || {
        "no signal was sent".into()
    })?;
    let said = ended(130, first)?;
    hold(said.contains("interrupted"), || said)?;
    nothing_runs(&place)?;

    place.set("KILLING", "yes");
    let said = ended(1, start(&place, &commit)?)?;
    for shard in [7, 8] {
        let was_killed = place.path(&format!("killed-{shard}/done")).exists();
        let again = format!("shard-{shard}-of-8: attempt 2 ended with ");
        hold(was_killed && said.contains(&again), || {
            format!("nobody was killed in shard {shard}: {said}")
        })?;
    }
    nothing_runs(&place)?;
    same_reports(&place.path("whole/report"), &place.path("work/report"))?;
    let sharded = self::tips(&place)?;
    hold(sharded == tips, || {
        format!("{tips}\nin shards is\n{sharded}")
    })
}

fn start(place: &Place, commit: &[&str]) -> Result<Child, String> {
    let driver = file("ray/driver.py");
    let driver = driver.to_string_lossy();
    let arguments = [
        &driver,
        "--repos",
        "repos.txt",
        "--state",
        "state",
        "--report",
        "report",
        "--shards",
        "8",
        "--at-once",
        "2",
        "--num-cpus",
        "2",
        "--",
        "--jobs",
        "1",
        "--quiet",
    ];
    let mut command = place.command("work", "python3", &[&arguments, commit].concat());
    command.spawn().map_err(|error| error.to_string())
}

fn rename(place: &Place, from: &str, to: &str) -> Result<(), String> {
    fs::rename(place.path(from), place.path(to)).map_err(|error| error.to_string())
}

fn until(place: &Place, path: &str) -> Result<(), String> {
    let began = Instant::now();
    while !place.path(path).exists() {
        hold(began.elapsed() < Duration::from_secs(300), || {
            format!("{path} is not made")
        })?;
        thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}

/// The commits that the branches of the fleet hold, by repository.
fn tips(place: &Place) -> Result<String, String> {
    let list = "for name in $(sort repos.txt); do\n\
                tip=$(git -C \"$name\" rev-parse --quiet --verify iacfix/repairs) && echo \"$name $tip\"\ndone; :";
    place.expect(0, "work", "sh", &["-c", list])
}

/// Fails where a process that the driver started outlives it. Those have the place in their environment.
fn nothing_runs(place: &Place) -> Result<(), String> {
    let mark = format!("RAY_TMPDIR={}", place.path("ray").display());
    let began = Instant::now();
    loop {
        let processes = running(&mark);
        if processes.is_empty() {
            return Ok(());
        }
        hold(began.elapsed() < Duration::from_secs(30), || {
            format!("these run on: {processes:?}")
        })?;
        thread::sleep(Duration::from_millis(200));
    }
}

fn running(mark: &str) -> Vec<String> {
    let Ok(entries) = fs::read_dir("/proc") else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for entry in entries.flatten() {
        let (mut environment, mut line) = (Vec::new(), String::new());
        let opened = fs::File::open(entry.path().join("environ"));
        let is_read = opened.is_ok_and(|mut file| file.read_to_end(&mut environment).is_ok());
        if is_read
            && environment
                .split(|byte| *byte == 0)
                .any(|one| one == mark.as_bytes())
        {
            let opened = fs::File::open(entry.path().join("cmdline"));
            let is_named = opened.is_ok_and(|mut file| file.read_to_string(&mut line).is_ok());
            // One that has ended and was not waited for has no command line.
            if is_named && !line.is_empty() {
                found.push(format!(
                    "{}: {}",
                    entry.path().display(),
                    line.replace('\0', " ")
                ));
            }
        }
    }
    found
}

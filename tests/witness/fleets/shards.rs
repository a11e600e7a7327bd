//! Platforms that run one job for each shard: their jobs run here, as their files say.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::place::{CRLF, Place, ended, expect, hold, same_reports};
use super::{Maker, documents, file};

const REPOSITORIES: usize = 24;

/// A job: what its container runs, with which variables.
struct Job {
    command: Vec<String>,
    environment: BTreeMap<String, String>,
}

impl Job {
    /// Runs it in the folder of the fleet, with one more variable. `moved` are the folders of the container, and where they
    /// are here.
    fn run(
        &self,
        place: &Place,
        more: (&str, usize),
        moved: &[(&str, String)],
        code: i32,
    ) -> Result<String, String> {
        let here = |text: &str| {
            let mut text = text.to_owned();
            for (from, to) in moved {
                text = text.replace(from, to);
            }
            text
        };
        let arguments: Vec<String> = self.command.iter().map(|part| here(part)).collect();
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let mut command = place.command("work", arguments[0], &arguments[1..]);
        for (name, value) in &self.environment {
            command.env(name, here(value));
        }
        command.env(more.0, more.1.to_string());
        expect(code, command)
    }
}

fn texts(value: &Value) -> Vec<String> {
    let texts = value.as_array().into_iter().flatten();
    texts
        .filter_map(|text| text.as_str().map(str::to_owned))
        .collect()
}

/// Variables as Kubernetes and AWS list them; those that are secrets are left out.
fn variables(listed: &Value) -> BTreeMap<String, String> {
    let listed = listed.as_array().into_iter().flatten();
    listed
        .filter_map(|one| Some((one["name"].as_str()?.into(), one["value"].as_str()?.into())))
        .collect()
}

/// The reports of shards, merged by each platform, are the report of one run.
pub fn make_one_report() -> Result<(), String> {
    let place = Place::new();
    place.fleet("work", REPOSITORIES)?;
    // One that is refused does not make a job fail.
    place.write("work/fleet/service-1/index.ts", "let other;\n");
    let whole = [
        "bulk",
        "--repos",
        "repos.txt",
        "--report",
        "whole",
        "--quiet",
    ];
    place.expect(3, "work", "iacfix", &whole)?;
    kubernetes(&place)?;
    aws_batch(&place)?;
    github(&place)
}

fn is_the_whole(place: &Place, folder: &str) -> Result<(), String> {
    same_reports(&place.path("work/whole"), &place.path(folder))
        .map_err(|error| format!("{folder}: {error}"))
}

fn kubernetes(place: &Place) -> Result<(), String> {
    let bulk = documents("kubernetes/iacfix-bulk.yaml")?;
    let job = bulk.iter().find(|document| document["kind"] == "Job");
    let job = job.ok_or("there is no job")?;
    let merge = &documents("kubernetes/iacfix-merge.yaml")?[0];
    let read = |job: &Value| {
        let container = &job["spec"]["template"]["spec"]["containers"][0];
        Job {
            command: [texts(&container["command"]), texts(&container["args"])].concat(),
            environment: variables(&container["env"]),
        }
    };
    let (shard, merging) = (read(job), read(merge));
    let shards = job["spec"]["completions"].as_u64().unwrap_or_default();
    for name in ["IACFIX_SHARDS", "IACFIX_STATE"] {
        hold(shard.environment[name] == merging.environment[name], || {
            format!("{name} differs")
        })?;
    }
    hold(
        shard.environment["IACFIX_SHARDS"] == shards.to_string(),
        || format!("not {shards} shards"),
    )?;
    let moved = [
        ("/campaign/", format!("{}/", place.path("work").display())),
        ("/state/", format!("{}/", place.path("pvc").display())),
    ];
    let index = "JOB_COMPLETION_INDEX";
    let shards = usize::try_from(shards).unwrap();
    for number in 1..shards {
        shard.run(place, (index, number), &moved, 0)?;
    }
    let said = merging.run(place, ("X", 0), &moved, 2)?;
    hold(said.contains("these shards: 1 (of 8)"), || said)?;
    shard.run(place, (index, 0), &moved, 0)?;
    // A pod that is started once more does nothing new.
    shard.run(place, (index, 0), &moved, 0)?;
    let said = merging.run(place, ("X", 0), &moved, 0)?;
    hold(said.contains("fleet/service-0"), || said)?;
    is_the_whole(place, "pvc/first-campaign/report")
}

fn aws_batch(place: &Place) -> Result<(), String> {
    // The storage is a folder, and what is submitted is kept.
    place.program(
        "aws",
        "case \"$1 $2\" in\n\
         's3 cp') cp \"$4\" \"$5\" ;;\n\
         's3 sync') mkdir -p \"$6\" && cp -R \"$5/.\" \"$6\" ;;\n\
         'batch submit-job') printf '%s' \"$4\" > \"$HOME/submitted.json\" ;;\n\
         *) exit 9 ;;\nesac\n",
    );
    let submit = |arguments: &[&str]| -> Result<Value, String> {
        let script = file("aws-batch/submit.sh");
        let mut command = place.command(".", &script.to_string_lossy(), arguments);
        command
            .env("IACFIX_QUEUE", "a queue")
            .env("IACFIX_BUCKET", place.path("work"))
            .env("IACFIX_CAMPAIGN", "spring")
            .env("IACFIX_SHARDS", "5");
        expect(0, command)?;
        let submitted = place.path("submitted.json");
        Maker::Aws("SubmitJob").accepts(&submitted.to_string_lossy())?;
        serde_json::from_str(&place.read("submitted.json")).map_err(|error| error.to_string())
    };
    let read = |submitted: &Value| {
        let overrides = &submitted["containerOverrides"];
        Job {
            command: texts(&overrides["command"]),
            environment: variables(&overrides["environment"]),
        }
    };
    let moved = [
        (
            "/tmp/repos.txt",
            place.path("s3-list").to_string_lossy().into_owned(),
        ),
        ("/state/", format!("{}/", place.path("efs").display())),
    ];
    let wrong = submit(&["shards", "--verify", "two\nlines"]).err();
    let said = wrong.unwrap_or_default();
    hold(said.contains("exit status: 2 instead of 0"), || said)?;
    let awkward = "echo \"$IACFIX_BRANCH\" \\ 'x'";
    let submitted = submit(&["shards", "--verify", awkward])?;
    hold(
        texts(&submitted["containerOverrides"]["command"])
            .last()
            .map(String::as_str)
            == Some(awkward),
        || submitted.to_string(),
    )?;
    let submitted = submit(&["shards", "--jobs", "1"])?;
    let shards = submitted["arrayProperties"]["size"].as_u64();
    hold(shards == Some(5), || submitted.to_string())?;
    for number in 0..5 {
        read(&submitted).run(place, ("AWS_BATCH_JOB_ARRAY_INDEX", number), &moved, 0)?;
    }
    let submitted = submit(&["merge", "an-id"])?;
    let waits = &submitted["dependsOn"][0]["jobId"];
    hold(waits == "an-id", || submitted.to_string())?;
    let submitted = submit(&["merge"])?;
    hold(submitted.get("dependsOn").is_none(), || {
        submitted.to_string()
    })?;
    read(&submitted).run(place, ("X", 0), &moved, 0)?;
    is_the_whole(place, "work/report-spring")
}

fn github(place: &Place) -> Result<(), String> {
    let workflow = &documents("github-actions/iacfix-bulk.yml")?[0];
    let script = |job: &str, step: &str| -> Result<Vec<String>, String> {
        let steps = workflow["jobs"][job]["steps"].as_array();
        let found = steps
            .into_iter()
            .flatten()
            .find(|found| found["name"] == step);
        let script = found.and_then(|step| step["run"].as_str());
        let script = script.ok_or_else(|| format!("{job} has no step {step}"))?;
        Ok(["sh", "-e", "-c", script].map(str::to_owned).to_vec())
    };
    let output = place.path("output").to_string_lossy().into_owned();
    let job = |job: &str, step: &str| -> Result<Job, String> {
        let environment = [
            ("IACFIX_STATE", "state"),
            ("IACFIX_SHARDS", "3"),
            ("IACFIX_PUBLISH", "false"),
            ("GITHUB_OUTPUT", &output),
            ("GITHUB_STEP_SUMMARY", &output),
        ];
        Ok(Job {
            command: script(job, step)?,
            environment: environment
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .into(),
        })
    };
    job("plan", "Number the shards")?.run(place, ("X", 0), &[], 0)?;
    hold(place.read("output") == "shards=[1,2,3]\n", || {
        place.read("output")
    })?;
    for number in 1..=3 {
        job("shard", "Run the shard")?.run(place, ("IACFIX_SHARD", number), &[], 0)?;
    }
    job("merge", "Merge the reports")?.run(place, ("X", 0), &[], 0)?;
    hold(place.read("output").contains("service-0"), || {
        place.read("output")
    })?;
    is_the_whole(place, "work/state/report")?;

    // With publishing, what is asked for is what would be pushed: here there is nowhere to push to.
    let mut publishing = job("shard", "Run the shard")?;
    publishing
        .environment
        .insert("IACFIX_PUBLISH".into(), "true".into());
    publishing
        .environment
        .insert("IACFIX_STATE".into(), "published".into());
    let said = publishing.run(place, ("IACFIX_SHARD", 1), &[], 2)?;
    hold(said.contains("has no remote to push to"), || said)
}

/// A shard whose job is stopped says so, and does the rest when it is started again.
pub fn go_on() -> Result<(), String> {
    let place = Place::new();
    for name in ["a", "b", "c"] {
        place.repository(name, &[("index.ts", CRLF.0.as_bytes())])?;
    }
    place.write("list", "a\nb\nc\n");
    let wait = "echo \"$IACFIX_REPOSITORY\" >> \"$HOME/seen\"; [ \"$IACFIX_REPOSITORY\" = a ] || until [ -e \"$HOME/go\" ]; do sleep 0.05; done";
    // The list comes through the pipe that the job has.
    let arguments = ["1/1", "--repos", "-", "--jobs", "1", "--verify", wait];
    let start = || {
        let mut command = place.command(".", "iacfix-shard", &arguments);
        command.env("IACFIX_STATE", place.path("state"));
        command.stdin(fs::File::open(place.path("list")).unwrap());
        command.spawn().map_err(|error| error.to_string())
    };
    let child = start()?;
    let began = Instant::now();
    while !place.read("seen").contains('b') {
        hold(began.elapsed() < Duration::from_secs(60), || {
            "it does not begin".into()
        })?;
        thread::sleep(Duration::from_millis(20));
    }
    let sent = Command::new("kill")
        .arg("-TERM")
        .arg(child.id().to_string())
        .status();
    hold(sent.is_ok_and(|status| status.success()), || {
        "no signal was sent".into()
    })?;
    ended(130, child)?;
    let summary = "state/reports/shard-1-of-1/summary.json";
    hold(place.read(summary).contains("\"interrupted\""), || {
        place.read(summary)
    })?;
    place.write("go", "");
    ended(0, start()?)?;
    hold(place.read(summary).contains("\"complete\""), || {
        place.read(summary)
    })?;
    let seen = place.read("seen");
    let of_first = seen.lines().filter(|name| *name == "a").count();
    hold(of_first == 2, || {
        format!("a was not judged before and after, once: {seen}")
    })
}

/// The token of the container is told to git, for the host that it is for and for no other.
pub fn credentials() -> Result<(), String> {
    let mut place = Place::new();
    place.set("GIT_TOKEN", "a=secret");
    place.set("GIT_TERMINAL_PROMPT", "0");
    place.set(
        "GIT_CONFIG_GLOBAL",
        file("container/gitconfig").to_string_lossy(),
    );
    let ask = |code, url: &str| {
        place.write("asked", format!("url={url}\n\n"));
        let mut command = place.command(".", "git", &["credential", "fill"]);
        command.stdin(fs::File::open(place.path("asked")).unwrap());
        expect(code, command)
    };
    let said = ask(0, "https://github.com/o/r")?;
    hold(
        said.contains("password=a=secret\n") && said.contains("username=x-access-token\n"),
        || said,
    )?;
    for other in [
        "https://example.com/o/r",
        "http://github.com/o/r",
        "https://github.com.example.com/",
    ] {
        let said = ask(128, other)?;
        hold(!said.contains("secret"), || said)?;
    }
    Ok(())
}

//! Where people already are: pre-commit itself, the steps of the GitHub action and the GitLab job, and an editor's checker.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use iacfix::syntax::Grammar;
use tempfile::TempDir;

use crate::Witness;
use crate::tools::{self, Kind, repository};

/// What is offered to pipelines does there what it is said to do.
pub const WITNESSES: &[Witness] = &[
    Witness {
        name: "pipelines::their_files_are_valid",
        needs: &[Kind::Python],
        test: their_files_are_valid,
    },
    Witness {
        name: "pipelines::pre_commit_fails_when_something_is_fixed_and_passes_then",
        needs: &[Kind::Python, GIT],
        test: pre_commit,
    },
    Witness {
        name: "pipelines::pre_commit_only_finds_where_it_is_to_check",
        needs: &[Kind::Python, GIT],
        test: pre_commit_check,
    },
    Witness {
        name: "pipelines::the_github_action_runs_a_release",
        needs: &[CURL, GIT],
        test: github_action,
    },
    Witness {
        name: "pipelines::the_gitlab_job_runs_a_release",
        needs: &[CURL, GIT],
        test: gitlab_job,
    },
    Witness {
        name: "pipelines::editors_check_a_configuration_with_the_schema_that_it_names",
        needs: &[Kind::Python],
        test: taplo,
    },
];

const GIT: Kind = Kind::Program("git");
const CURL: Kind = Kind::Program("curl");

const IACFIX: &str = env!("CARGO_BIN_EXE_iacfix");

/// A file with a finding that has a safe fix, the same without, and what the fix takes out.
const BAD: &str = "const a = 1; // iacfix-ignore no-such-codemod\n";
const GOOD: &str = "const a = 1;\n";

/// A folder, removed when the test ends, in which programs run as on a machine of their own.
struct Place {
    folder: TempDir,
    environment: BTreeMap<String, String>,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let environment = [
            ("HOME", folder.path().to_string_lossy().into_owned()),
            ("GIT_CONFIG_NOSYSTEM", "1".to_owned()),
        ];
        let environment = environment.map(|(name, value)| (name.to_owned(), value));
        Self {
            folder,
            environment: environment.into(),
        }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_default()
    }

    fn set(&mut self, name: &str, value: impl Into<String>) {
        self.environment.insert(name.to_owned(), value.into());
    }

    /// Runs a program in a folder of it, whatever comes of it.
    fn run(&self, folder: &str, program: &str, arguments: &[&str]) -> Result<Output, String> {
        let mut command = Command::new(program);
        command
            .args(arguments)
            .current_dir(self.path(folder))
            .env_remove("GIT_DIR")
            .env_remove("GIT_INDEX_FILE")
            .env_remove("GIT_WORK_TREE")
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("GITHUB_BASE_REF")
            .envs(&self.environment)
            .stdin(Stdio::null());
        let ran = command.output();
        ran.map_err(|error| format!("{program} {arguments:?}: {error}"))
    }

    /// Runs a program that has to end like this; answers what it said.
    fn expect(
        &self,
        code: i32,
        folder: &str,
        program: &str,
        arguments: &[&str],
    ) -> Result<String, String> {
        let output = self.run(folder, program, arguments)?;
        let said = [&output.stdout, &output.stderr].map(|said| String::from_utf8_lossy(said));
        let said = said.concat();
        match output.status.code() == Some(code) {
            true => Ok(said),
            false => Err(format!(
                "{program} {arguments:?}: {} instead of {code}\n{said}",
                output.status
            )),
        }
    }

    fn git(&self, folder: &str, arguments: &[&str]) -> Result<String, String> {
        self.expect(0, folder, "git", arguments)
    }

    /// A repository in a folder of it, with what is there in its first commit.
    fn repository(&self, folder: &str) -> Result<(), String> {
        self.git(folder, &["init", "-q", "-b", "main"])?;
        self.git(folder, &["config", "user.name", "A Tester"])?;
        self.git(folder, &["config", "user.email", "tester@example.com"])?;
        self.git(folder, &["add", "-A"])?;
        self.git(folder, &["commit", "-q", "-m", "first"]).map(drop)
    }
}

fn hold(is_so: bool, what: impl FnOnce() -> String) -> Result<(), String> {
    match is_so {
        true => Ok(()),
        false => Err(what()),
    }
}

fn text_of(path: &str) -> Result<String, String> {
    let path = repository().join(path);
    fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
}

/// A module of the Python tools, run on some arguments.
fn python(module: &str, arguments: &[&str]) -> Result<Output, String> {
    let tools = tools::installed("integrations", Kind::Python)?;
    tools::run(
        Command::new("python3")
            .current_dir(repository())
            .env("PYTHONPATH", tools)
            .args(["-m", module])
            .args(arguments),
    )
}

fn their_files_are_valid() -> Result<(), String> {
    let hooks = ".pre-commit-hooks.yaml";
    python("pre_commit", &["validate-manifest", hooks])?;
    let place = Place::new();
    place.write("job.yml", &rendered_gitlab_template(&[])?);
    let job = place.path("job.yml").to_string_lossy().into_owned();
    for (schema, file) in [
        ("vendor.github-actions", "action.yml"),
        ("vendor.gitlab-ci", &job),
    ] {
        python("check_jsonschema", &["--builtin-schema", schema, file])?;
    }
    // What is to be valid has to be able to be wrong.
    let wrong = text_of("action.yml")?.replace("using: composite", "using: nothing");
    place.write("action.yml", &wrong);
    let wrong = place.path("action.yml").to_string_lossy().into_owned();
    let arguments = ["--builtin-schema", "vendor.github-actions", &wrong];
    let said = python("check_jsonschema", &arguments)
        .err()
        .unwrap_or_default();
    hold(said.contains("Schema validation errors"), || {
        format!("a wrong action is called valid: {said}")
    })?;
    // The hooks take the files that iacfix reads.
    let kinds = format!("files: \\.({})$\n", Grammar::EXTENSIONS.join("|"));
    let hooks = text_of(hooks)?;
    hold(hooks.matches(&kinds).count() == 2, || {
        format!("both hooks take {kinds}")
    })
}

/// A repository in which one of the hooks is set up with the real pre-commit, but for building it from source; `more` is
/// what its user adds to it.
fn with_hook(id: &str, more: &str) -> Result<Place, String> {
    let tools = tools::installed("integrations", Kind::Python)?;
    let mut place = Place::new();
    place.set("PYTHONPATH", tools.to_string_lossy());
    place.set("PRE_COMMIT_HOME", place.path("cache").to_string_lossy());
    let hooks = text_of(".pre-commit-hooks.yaml")?;
    let hook = hooks.split("- id: ").find(|hook| {
        let mut lines = hook.lines();
        lines.next() == Some(id)
    });
    let hook = hook.ok_or_else(|| format!("there is no hook {id}"))?;
    let hook = hook
        .replace("language: rust", "language: system")
        .replace("entry: iacfix", &format!("entry: {IACFIX}"));
    let keys = hook.lines().skip(1).chain(more.lines());
    let keys: String = keys
        .map(|key| format!("        {}\n", key.trim()))
        .collect();
    let config = format!("repos:\n  - repo: local\n    hooks:\n      - id: {id}\n{keys}");
    place.write("work/.pre-commit-config.yaml", &config);
    place.write("work/a.ts", GOOD);
    place.write("work/iacfix.toml", "exclude = [\"generated/\"]\n");
    place.repository("work")?;
    place.expect(
        0,
        "work",
        "python3",
        &["-m", "pre_commit", "validate-config"],
    )?;
    place.expect(0, "work", "python3", &["-m", "pre_commit", "install"])?;
    Ok(place)
}

fn pre_commit() -> Result<(), String> {
    let place = with_hook("iacfix", "")?;
    let commit = ["commit", "-q", "-m", "more"];
    place.write("work/a.ts", BAD);
    place.write("work/lib/b.mts", BAD);
    place.write("work/README.md", BAD);
    place.write("work/generated/c.ts", BAD);
    place.write(
        "work/tool",
        "#!/usr/bin/env python3\na = 1 # iacfix-ignore no-such-codemod\n",
    );
    let added = ["add", "-A"];
    place.git("work", &added)?;
    // Work that is not staged is put aside and comes back.
    place.write("work/.gitignore", "x\n");
    place.git("work", &["add", ".gitignore"])?;
    place.write("work/.gitignore", "y\n");
    let said = place.expect(1, "work", "git", &commit)?;
    hold(said.contains("files were modified by this hook"), || {
        said.clone()
    })?;
    let fixed = || {
        place.read("work/a.ts") == GOOD
            && place.read("work/lib/b.mts") == GOOD
            && place.read("work/generated/c.ts") == BAD
            && place.read("work/README.md") == BAD
            && place.read("work/.gitignore") == "y\n"
    };
    hold(fixed(), || format!("not fixed as it should be: {said}"))?;
    place.git("work", &added)?;
    place.git("work", &commit)?;
    hold(fixed(), || "the second run changed something".to_owned())?;

    // A finding that stays stops the commit, and a `files` of the user's own lets through what iacfix does not read.
    let place = with_hook("iacfix", "files: ^infra/\n")?;
    place.write("work/infra/README.md", BAD);
    place.write("work/infra/a.ts", "a;\r\n");
    place.write("work/infra/run", "#!/usr/bin/env python3\n");
    place.write("work/a.ts", BAD);
    place.git("work", &added)?;
    let said = place.expect(1, "work", "git", &commit)?;
    hold(place.read("work/infra/a.ts") == "a;\n", || said.clone())?;
    hold(place.read("work/a.ts") == BAD, || said.clone())?;
    hold(!said.contains("error:"), || said.clone())?;
    place.git("work", &added)?;
    place.git("work", &commit).map(drop)
}

fn pre_commit_check() -> Result<(), String> {
    let place = with_hook("iacfix-check", "")?;
    place.write("work/a.ts", BAD);
    place.git("work", &["add", "-A"])?;
    let said = place.expect(1, "work", "git", &["commit", "-q", "-m", "more"])?;
    hold(
        said.contains("a.ts:1:14  unused-suppression  safe fix"),
        || said.clone(),
    )?;
    hold(place.read("work/a.ts") == BAD, || said)?;
    let all = ["-m", "pre_commit", "run", "--all-files"];
    place.expect(1, "work", "python3", &all)?;
    place.write("work/a.ts", GOOD);
    place.expect(0, "work", "python3", &all).map(drop)
}

/// The releases of a place, with the binary under test in them.
fn released(place: &Place) -> Result<String, String> {
    let version = env!("CARGO_PKG_VERSION");
    let folder = place.path(&format!("releases/v{version}"));
    let target = match env::consts::ARCH {
        "aarch64" => "aarch64-unknown-linux-gnu",
        _ => "x86_64-unknown-linux-gnu",
    };
    tools::run(
        Command::new(repository().join("integrations/package.sh")).args([
            Path::new(IACFIX),
            Path::new(target),
            &folder,
        ]),
    )?;
    let archive = format!("{}/iacfix-{version}-{target}.tar.gz", folder.display());
    let listed = tools::run(Command::new("tar").args(["-tzf", &archive]))?;
    let listed = String::from_utf8_lossy(&listed.stdout);
    for part in [
        "/iacfix",
        "/man/iacfix.1",
        "/completions/_iacfix",
        "/schema/iacfix.schema.json",
    ] {
        hold(listed.lines().any(|line| line.ends_with(part)), || {
            format!("the archive lacks {part}: {listed}")
        })?;
    }
    Ok(format!("file://{}", place.path("releases").display()))
}

/// A repository with a branch that adds a finding to one that was there, checked out as a pipeline does it.
fn with_branch(place: &Place) -> Result<(), String> {
    place.write("upstream/infra/old.ts", BAD);
    place.repository("upstream")?;
    place.git("upstream", &["checkout", "-q", "-b", "mine"])?;
    place.write("upstream/infra/new one.ts", BAD);
    place.git("upstream", &["add", "-A"])?;
    place.git("upstream", &["commit", "-q", "-m", "mine"])?;
    let upstream = place.path("upstream").to_string_lossy().into_owned();
    place
        .git(".", &["clone", "-q", &upstream, "work"])
        .map(drop)
}

fn github_action() -> Result<(), String> {
    let mut place = Place::new();
    let releases = released(&place)?;
    with_branch(&place)?;
    let action = text_of("action.yml")?;
    let steps: Vec<&str> = action.split("    - name: ").skip(1).collect();
    hold(steps.len() == 2, || action.clone())?;
    place.set("IACFIX_ACTION", repository().to_string_lossy());
    place.set("IACFIX_RELEASES", &releases);
    place.set("IACFIX_VERSION", "");
    place.set("IACFIX_FOLDER", place.path("temp/iacfix").to_string_lossy());
    place.set("GITHUB_PATH", place.path("path").to_string_lossy());
    // As a runner does it: the script of the step, in bash, with the variables that the step names.
    let step = |place: &Place, number: usize, code: i32| {
        let script = steps[number]
            .lines()
            .find_map(|line| line.trim().strip_prefix("run: '"));
        let script = script.and_then(|script| script.strip_suffix('\''));
        let script = script.ok_or_else(|| format!("step {number} runs nothing"))?;
        let named = steps[number].lines().filter_map(|line| {
            let (name, _) = line.trim().split_once(": ${{")?;
            name.starts_with("IACFIX_").then_some(name)
        });
        for name in named {
            hold(place.environment.contains_key(name), || {
                format!("{name} is not set here")
            })?;
        }
        let arguments = ["--noprofile", "--norc", "-eo", "pipefail", "-c", script];
        place.expect(code, "work", "bash", &arguments)
    };
    step(&place, 0, 0)?;
    let folder = place.read("path").trim().to_owned();
    let path = env::var("PATH").unwrap_or_default();
    place.set("PATH", format!("{folder}:{path}"));
    place.set("IACFIX_ARGS", "");
    place.set("IACFIX_CHANGED", "false");
    place.set("IACFIX_PATCH", "");
    let said = step(&place, 1, 1)?;
    hold(said.contains("2 findings in 2 files"), || said)?;
    place.set("IACFIX_CHANGED", "true");
    let said = step(&place, 1, 1)?;
    hold(said.contains("2 findings in 2 files"), || said)?;
    // Of a pull request.
    place.set("GITHUB_BASE_REF", "main");
    place.set("IACFIX_PATCH", place.path("the patch").to_string_lossy());
    let said = step(&place, 1, 1)?;
    hold(said.contains("1 finding in 1 file "), || said)?;
    hold(
        place.read("the patch").contains("+++ b/infra/new one.ts"),
        || place.read("the patch"),
    )?;
    place.set(
        "IACFIX_ARGS",
        "'infra/new one.ts' --statistics --exit-zero $(touch x) `touch x`",
    );
    let said = step(&place, 1, 2)?;
    hold(!place.path("work/x").exists(), || said.clone())?;
    place.set("IACFIX_ARGS", " 'infra/new one.ts'\n --exit-zero ");
    let said = step(&place, 1, 0)?;
    hold(said.contains("1 finding in 1 file "), || said)?;

    place.set("IACFIX_VERSION", "v99.0.0");
    let said = step(&place, 0, 2)?;
    hold(
        said.contains("iacfix 99.0.0 cannot be fetched from"),
        || said,
    )?;
    // What is not what was released is not run.
    place.set("IACFIX_VERSION", concat!("v", env!("CARGO_PKG_VERSION")));
    for entry in fs::read_dir(
        place
            .path("releases")
            .join(place.environment["IACFIX_VERSION"].as_str()),
    )
    .unwrap()
    {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|kind| kind == "gz") {
            fs::write(path, "another").unwrap();
        }
    }
    step(&place, 0, 1).map(drop)
}

/// The job of the GitLab template, as GitLab makes it of these inputs.
fn rendered_gitlab_template(inputs: &[(&str, &str)]) -> Result<String, String> {
    let template = text_of("integrations/gitlab/iacfix.gitlab-ci.yml")?;
    let (head, job) = template.split_once("\n---\n").ok_or("there is no head")?;
    let mut job = job.to_owned();
    let mut name = "";
    for line in head.lines() {
        let indentation = line.len() - line.trim_start().len();
        match (indentation, line.trim().split_once(':')) {
            (4, Some((input, ""))) => {
                name = input;
                if let Some((_, value)) = inputs.iter().find(|(given, _)| *given == name) {
                    job = job.replace(&format!("$[[ inputs.{name} ]]"), value);
                }
            }
            (6, Some(("default", value))) => {
                let value = value.trim().trim_matches('\'');
                job = job.replace(&format!("$[[ inputs.{name} ]]"), value);
            }
            _ => {}
        }
    }
    // What has no default is asked for.
    Ok(["releases", "version"].iter().fold(job, |job, input| {
        job.replace(&format!("$[[ inputs.{input} ]]"), "given")
    }))
}

fn gitlab_job() -> Result<(), String> {
    let mut place = Place::new();
    let releases = released(&place)?;
    with_branch(&place)?;
    let version = env!("CARGO_PKG_VERSION");
    let job = rendered_gitlab_template(&[
        ("releases", &releases),
        ("version", version),
        ("changed", "true"),
    ])?;
    hold(!job.contains("$[["), || job.clone())?;
    let (_, after) = job
        .split_once("  script:\n    - |\n")
        .ok_or("there is no script")?;
    let script: String = after
        .lines()
        .take_while(|line| line.starts_with("      "))
        .map(|line| format!("{}\n", &line[6..]))
        .collect();
    let (_, variables) = job
        .split_once("  variables:\n")
        .ok_or("there are no variables")?;
    for line in variables
        .lines()
        .take_while(|line| line.starts_with("    "))
    {
        if let Some((name, value)) = line.trim().split_once(": ") {
            place.set(name, value.trim_matches('"'));
        }
    }
    let run = |place: &Place, code| place.expect(code, "work", "bash", &["-c", &script]);
    let said = run(&place, 1)?;
    hold(said.contains("2 findings in 2 files"), || said)?;
    hold(
        place.read("work/iacfix.patch").matches("+++ ").count() == 2,
        || place.read("work/iacfix.patch"),
    )?;
    let base = place.git("work", &["rev-parse", "origin/main"])?;
    place.set("CI_MERGE_REQUEST_DIFF_BASE_SHA", base.trim());
    let said = run(&place, 1)?;
    hold(said.contains("1 finding in 1 file "), || said)?;
    place.git("work", &["apply", "iacfix.patch"])?;
    run(&place, 0).map(drop)
}

fn taplo() -> Result<(), String> {
    let tools = tools::installed("integrations", Kind::Python)?;
    let taplo = tools.join("bin/taplo").to_string_lossy().into_owned();
    let place = Place::new();
    place.expect(0, ".", IACFIX, &["init"])?;
    let check = |code| {
        place.expect(
            code,
            ".",
            &taplo,
            &["check", "--no-auto-config", "iacfix.toml"],
        )
    };
    check(0)?;
    let template = place.read("iacfix.toml");
    let (schema, _) = template.split_once('\n').unwrap_or_default();
    let with = |settings: &str| place.write("iacfix.toml", &format!("{schema}\n{settings}\n"));
    with(
        "exclude = [\"generated/\"]\n[codemod.lower-reserved-concurrency]\nmax = 200\nstyle = \"literal\"",
    );
    check(0)?;
    for wrong in [
        "exclud = []",
        "max-file-size = \"big\"",
        "[codemod.no-such]",
        "[provider]\nazure = 1",
    ] {
        with(wrong);
        check(1)?;
    }
    Ok(())
}

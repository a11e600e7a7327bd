//! Engines that carry iacfix over many repositories: what `integrations/` has for each is valid where the engine's maker
//! says what is, and does here what it would do there.

mod place;
mod ray;
mod shards;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;

use self::place::{CRLF, Place, RESERVED, hold};
use crate::Witness;
use crate::tools::{self, Kind, repository};

/// What carries iacfix over many repositories does so.
pub const WITNESSES: &[Witness] = &[
    Witness {
        name: "fleets::their_files_are_valid",
        needs: &[Kind::Python, Kind::Node],
        test: their_files_are_valid,
    },
    Witness {
        name: "fleets::multi_gitter_proposes_what_was_fixed",
        needs: &[GIT],
        test: multi_gitter,
    },
    Witness {
        name: "fleets::a_batch_change_has_what_was_fixed",
        needs: &[Kind::Python, GIT],
        test: sourcegraph,
    },
    Witness {
        name: "fleets::kubernetes_aws_batch_and_github_make_the_report_of_one_run",
        needs: &[Kind::Python, GIT],
        test: shards::make_one_report,
    },
    Witness {
        name: "fleets::a_shard_that_is_stopped_goes_on",
        needs: &[GIT],
        test: shards::go_on,
    },
    Witness {
        name: "fleets::a_token_is_for_one_host",
        needs: &[GIT],
        test: shards::credentials,
    },
    Witness {
        name: "fleets::ray_makes_the_report_of_one_run",
        needs: &[Kind::Python, GIT],
        test: ray::makes_the_report_of_one_run,
    },
];

const GIT: Kind = Kind::Program("git");

/// The version of Kubernetes whose schema is asked.
const KUBERNETES: &str = "1.33";

/// A file of `integrations/`.
fn file(path: &str) -> PathBuf {
    repository().join("integrations").join(path)
}

fn text_of(path: &str) -> Result<String, String> {
    let path = file(path);
    fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Runs Python with a set of tools.
fn python(set: &str, arguments: &[&str]) -> Result<Output, String> {
    tools::run(
        Command::new("python3")
            .current_dir(repository())
            .env("PYTHONPATH", tools::installed(set, Kind::Python)?)
            .args(arguments),
    )
}

/// Asks the schemas of Kubernetes or AWS, or reads YAML.
fn read(arguments: &[&str]) -> Result<Output, String> {
    let script = ["tests/witness/fleets/read.py"];
    python("orchestrators", &[&script, arguments].concat())
}

/// The documents of a file of YAML.
fn documents(path: &str) -> Result<Vec<Value>, String> {
    let path = file(path);
    let output = read(&["yaml", &path.to_string_lossy()])?;
    serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())
}

/// Whose schema a file is held to.
#[derive(Clone, Copy)]
enum Maker {
    Kubernetes,
    GitHub,
    Sourcegraph,
    /// With the operation that takes the file.
    Aws(&'static str),
}

impl Maker {
    fn accepts(self, path: &str) -> Result<(), String> {
        let check = "check_jsonschema";
        let schema = "tests/witness/schemas/batch_spec.schema.json";
        match self {
            Maker::Kubernetes => read(&["kubernetes", KUBERNETES, path]),
            Maker::Aws(operation) => read(&["aws", "batch", operation, path]),
            Maker::GitHub => {
                let builtin = ["--builtin-schema", "vendor.github-workflows", path];
                python("integrations", &[&["-m", check], &builtin[..]].concat())
            }
            Maker::Sourcegraph => {
                let given = ["-m", check, "--schemafile", schema, path];
                python("integrations", &given)
            }
        }
        .map(drop)
    }
}

fn their_files_are_valid() -> Result<(), String> {
    let place = Place::new();
    // Each with a change that makes it wrong: what is to be valid has to be able to be wrong.
    for (maker, path, good, bad) in [
        (
            Maker::Kubernetes,
            "kubernetes/iacfix-bulk.yaml",
            "backoffLimitPerIndex: 3",
            "backoffLimitsPerIndex: 3",
        ),
        (
            Maker::Kubernetes,
            "kubernetes/iacfix-merge.yaml",
            "backoffLimit: 0",
            "backoffLimit: none",
        ),
        (
            Maker::GitHub,
            "github-actions/iacfix-bulk.yml",
            "fail-fast: false",
            "fail-slow: false",
        ),
        (
            Maker::Sourcegraph,
            "sourcegraph/iacfix.batch.yaml",
            "    container:",
            "    pod:",
        ),
        (
            Maker::Aws("RegisterJobDefinition"),
            "aws-batch/job-definition.json",
            "\"sourceVolume\"",
            "\"volume\"",
        ),
    ] {
        let whole = file(path);
        maker.accepts(&whole.to_string_lossy())?;
        let text = text_of(path)?;
        hold(text.contains(good), || format!("{path} has no {good}"))?;
        let name = format!("wrong/{path}");
        place.write(&name, text.replace(good, bad));
        let wrong = maker.accepts(&place.path(&name).to_string_lossy());
        hold(wrong.is_err(), || format!("{path} is valid with {bad}"))?;
    }
    driver_is_typed_and_formatted()
}

fn driver_is_typed_and_formatted() -> Result<(), String> {
    let driver = file("ray/driver.py");
    let reader = repository().join("tests/witness/fleets/read.py");
    for script in [&driver, &reader] {
        let black = [
            "-m",
            "black",
            "--check",
            "--quiet",
            &script.to_string_lossy(),
        ];
        python("checkers", &black)?;
    }
    let workspace = tools::workspace("ray");
    fs::copy(&driver, workspace.join("driver.py")).map_err(|error| error.to_string())?;
    let ray = tools::installed("ray", Kind::Python)?;
    let config = serde_json::json!({
        "include": ["driver.py"],
        "extraPaths": [ray],
        "typeCheckingMode": "standard",
    });
    fs::write(workspace.join("pyrightconfig.json"), config.to_string())
        .map_err(|error| error.to_string())?;
    let checkers = tools::installed("checkers", Kind::Node)?;
    let pyright = checkers.join("node_modules/pyright/index.js");
    let arguments = ["--project", "."];
    let mut node = Command::new("node");
    node.arg(pyright).args(arguments).current_dir(&workspace);
    let said = tools::run(&mut node)?;
    let said = String::from_utf8_lossy(&said.stdout);
    hold(
        said.contains("0 errors") && !said.contains("No source files"),
        || said.clone().into_owned(),
    )
}

/// What multi-gitter does with one repository: a shallow clone, a branch, the script in it, and where that ends with 0 and
/// something changed a commit and a push.
const MULTI_GITTER: &str = r#"set -eu
script=$1 name=$2
shift 2
rm -rf clone
git clone -q --depth 1 "file://$HOME/$name.git" clone
cd clone
git checkout -q -b iacfix/repairs
REPOSITORY=$name "$script" "$@"
if [ -z "$(git status --porcelain)" ]; then
  echo "No data was changed"
  exit 0
fi
git add --all
git commit -q -m "Repair patterns that stop a deploy"
git push -q origin iacfix/repairs
"#;

fn multi_gitter() -> Result<(), String> {
    let place = Place::new();
    let latin: &[u8] = b"import * as aws from '@pulumi/aws';\nlet a = '\xe4';\r\n";
    for (name, files) in [
        (
            "repairs",
            &[("a.ts", CRLF.0.as_bytes()), ("b.ts", RESERVED.as_bytes())][..],
        ),
        ("left", &[("b.ts", RESERVED.as_bytes())]),
        ("clean", &[("a.ts", CRLF.1.as_bytes())]),
        (
            "unreadable",
            &[("a.ts", CRLF.0.as_bytes()), ("latin.ts", latin)],
        ),
    ] {
        place.repository(name, files)?;
        let bare = format!("{name}.git");
        place.git(".", &["clone", "-q", "--bare", name, &bare])?;
    }
    place.program("multi-gitter", MULTI_GITTER);
    let script = file("multi-gitter/iacfix.sh");
    let script = script.to_string_lossy();
    let run = |code, name: &str, options: &[&str]| {
        let arguments = [&[script.as_ref(), name], options].concat();
        place.expect(code, ".", "multi-gitter", &arguments)
    };
    let show = |name: &str, file: &str| {
        let blob = format!("iacfix/repairs:{file}");
        place.git(&format!("{name}.git"), &["cat-file", "blob", &blob])
    };

    run(0, "repairs", &[])?;
    hold(show("repairs", "a.ts")? == CRLF.1, || "not repaired".into())?;
    hold(show("repairs", "b.ts")? == RESERVED, || "not left".into())?;
    for name in ["left", "clean"] {
        let said = run(0, name, &[])?;
        hold(said.contains("No data was changed"), || said)?;
    }
    run(2, "unreadable", &[])?;
    let pushed = place.git("unreadable.git", &["branch", "--list"])?;
    hold(!pushed.contains("iacfix"), || pushed)?;
    // Options of iacfix follow the script.
    run(0, "left", &["--unsafe-fixes"])?;
    hold(show("left", "b.ts")? != RESERVED, || "not repaired".into())
}

fn sourcegraph() -> Result<(), String> {
    let spec = documents("sourcegraph/iacfix.batch.yaml")?;
    let step = spec[0]["steps"][0]["run"].as_str().unwrap_or_default();
    let place = Place::new();
    let step = step.replace("/tmp/iacfix.txt", &place.path("said").to_string_lossy());
    hold(step.contains("said"), || step.clone())?;
    let run = |code, folder: &str| place.expect(code, folder, "sh", &["-c", &step]);
    // An archive of the repository, without git's own files.
    place.write("repairs/lib/a.ts", CRLF.0);
    place.write("repairs/b.ts", RESERVED);
    let said = run(0, "repairs")?;
    hold(place.read("repairs/lib/a.ts") == CRLF.1, || said.clone())?;
    hold(
        said.lines().count() == 1 && said.contains("1 finding"),
        || said,
    )?;
    place.write("broken/a.ts", CRLF.0);
    place.write("broken/iacfix.toml", "selec = []\n");
    let said = run(2, "broken")?;
    hold(said.contains("selec"), || said)
}

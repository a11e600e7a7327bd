//! Each format as its tool writes it, and the rules by which one file answers for another.

use std::path::Path;

use super::super::memory::Memory;
use super::*;

const NODE: &str =
    r#"{"name": "app", "dependencies": {"@pulumi/aws": "^6.0.0", "@pulumi/pulumi": "^3.113.0"}}"#;
const ROOT: &str = r#"{"name": "root", "private": true, "workspaces": ["packages/*"]}"#;

/// What is shown for the file `path` among `files`, known or not.
fn shown(files: &[(&str, &str)], path: &str) -> String {
    let files = Memory::new(files.iter().copied());
    let project = Project::new(&files);
    match project.provider_or_reason(Path::new(path), Package::AWS) {
        Ok(version) => version.to_string(),
        Err(reason) => reason.to_string(),
    }
}

fn ts(files: &[(&str, &str)]) -> String {
    shown(files, "index.ts")
}

fn py(files: &[(&str, &str)]) -> String {
    shown(files, "__main__.py")
}

#[test]
fn package_json_alone() {
    let with = |json: &str| ts(&[("package.json", json)]);
    assert_eq!(with(NODE), "@pulumi/aws ^6.0.0, from package.json");
    assert_eq!(
        with(
            r#"{"peerDependencies": {"@pulumi/aws": ">=5"}, "devDependencies": {"@pulumi/aws": "7.23.0"}}"#
        ),
        "@pulumi/aws 7.23.0, from package.json"
    );
    assert_eq!(
        with(r#"{"dependencies": {"@pulumi/aws": ">=6.0.0"}}"#),
        "@pulumi/aws: >=6.0.0 of package.json has no upper bound"
    );
    assert_eq!(
        with(r#"{"dependencies": {"@pulumi/aws": ">=6 <8"}}"#),
        "@pulumi/aws: >=6 <8 of package.json admits several major versions"
    );
    assert_eq!(
        with(r#"{"dependencies": {"@pulumi/aws": "latest"}}"#),
        "@pulumi/aws: latest of package.json is not a range of versions"
    );
    assert_eq!(with("{}"), "@pulumi/aws: no manifest or lock file names it");
}

#[test]
fn package_lock_of_every_version() {
    let v1 = r#"{"name": "x", "lockfileVersion": 1, "requires": true, "dependencies": {
        "@pulumi/aws": {"version": "5.43.0", "resolved": "https://registry.npmjs.org/@pulumi/aws/-/aws-5.43.0.tgz",
          "requires": {"@pulumi/pulumi": "^3.0.0"}}}}"#;
    let v3 = r#"{"name": "x", "lockfileVersion": 3, "requires": true, "packages": {
        "": {"name": "x", "dependencies": {"@pulumi/aws": "^6.0.0"}},
        "node_modules/@pulumi/aws": {"version": "6.83.4", "resolved": "https://registry.npmjs.org/@pulumi/aws/-/aws-6.83.4.tgz", "license": "Apache-2.0"}}}"#;
    let manifest = ("package.json", NODE);
    assert_eq!(
        ts(&[manifest, ("package-lock.json", v1)]),
        "@pulumi/aws 5.43.0, from package-lock.json"
    );
    assert_eq!(
        ts(&[manifest, ("package-lock.json", v3)]),
        "@pulumi/aws 6.83.4, from package-lock.json"
    );
    assert_eq!(
        ts(&[("npm-shrinkwrap.json", v3), ("package-lock.json", v1)]),
        "@pulumi/aws 6.83.4, from npm-shrinkwrap.json"
    );
    // The lock file does not know it yet.
    assert_eq!(
        ts(&[manifest, ("package-lock.json", r#"{"packages": {"": {}}}"#)]),
        "@pulumi/aws ^6.0.0, from package.json"
    );
}

const WORKSPACES_LOCK: &str = r#"{"name": "root", "lockfileVersion": 3, "packages": {
    "": {"name": "root", "workspaces": ["packages/*"]},
    "node_modules/@acme/old": {"resolved": "packages/old", "link": true},
    "node_modules/@pulumi/aws": {"version": "7.48.0"},
    "node_modules/app": {"resolved": "packages/app", "link": true},
    "packages/app": {"version": "1.0.0", "dependencies": {"@pulumi/aws": ">=6"}},
    "packages/old": {"name": "@acme/old", "version": "1.0.0", "dependencies": {"@pulumi/aws": "^6.0.0"}},
    "packages/old/node_modules/@pulumi/aws": {"version": "6.83.4"}}}"#;

#[test]
fn a_workspace_gets_what_the_roots_lock_file_gives_it() {
    let files = [
        ("package.json", ROOT),
        ("package-lock.json", WORKSPACES_LOCK),
        (
            "packages/app/package.json",
            r#"{"dependencies": {"@pulumi/aws": ">=6"}}"#,
        ),
        ("packages/old/package.json", NODE),
        ("examples/x/package.json", NODE),
    ];
    assert_eq!(
        shown(&files, "packages/app/src/index.ts"),
        "@pulumi/aws 7.48.0, from package-lock.json"
    );
    assert_eq!(
        shown(&files, "packages/old/index.ts"),
        "@pulumi/aws 6.83.4, from package-lock.json"
    );
    // Not a workspace: the root's lock file is not its own.
    assert_eq!(
        shown(&files, "examples/x/index.ts"),
        "@pulumi/aws ^6.0.0, from package.json"
    );
    // Another language has other manifests.
    assert_eq!(
        shown(&files, "packages/app/main.py"),
        "pulumi-aws: no manifest or lock file names it"
    );
}

#[test]
fn the_nearest_project_wins() {
    let lock = r#"{"packages": {"node_modules/@pulumi/aws": {"version": "5.1.0"}}}"#;
    let files = [
        ("package.json", NODE),
        ("package-lock.json", WORKSPACES_LOCK),
        ("infra/package.json", NODE),
        ("infra/package-lock.json", lock),
        ("infra/lambda/package.json", r#"{"type": "module"}"#),
    ];
    assert_eq!(
        shown(&files, "infra/lambda/handler.ts"),
        "@pulumi/aws 5.1.0, from package-lock.json"
    );
    assert_eq!(ts(&files), "@pulumi/aws 7.48.0, from package-lock.json");
}

#[test]
fn another_repository_around_says_nothing() {
    let files = [
        ("package.json", NODE),
        ("vendor/x/.git/HEAD", ""),
        ("vendor/x/index.ts", ""),
    ];
    assert!(shown(&files, "vendor/x/index.ts").contains("names it"));
}

#[test]
fn yarn_classic() {
    let lock = "# THIS IS AN AUTOGENERATED FILE. DO NOT EDIT THIS FILE DIRECTLY.\n# yarn lockfile v1\n\n\n\
        \"@pulumi/aws@^6.0.0\", \"@pulumi/aws@^6.1.0\":\n  version \"6.83.4\"\n  resolved \"https://registry.yarnpkg.com/@pulumi/aws/-/aws-6.83.4.tgz#0\"\n  dependencies:\n    \"@pulumi/pulumi\" \"^3.142.0\"\n    version \"^9.0.0\"\n\n\
        \"@pulumi/aws@^7.0.0\":\n  version \"7.48.0\"\n\n\
        is-number@^6.0.0:\n  version \"6.0.0\"\n";
    let new = r#"{"dependencies": {"@pulumi/aws": "^7.0.0"}}"#;
    let unlisted = r#"{"dependencies": {"@pulumi/aws": ">=4"}}"#;
    let files = [
        ("package.json", ROOT),
        ("yarn.lock", lock),
        ("packages/app/package.json", NODE),
        ("packages/new/package.json", new),
        ("packages/odd/package.json", unlisted),
        ("examples/package.json", unlisted),
    ];
    assert_eq!(
        shown(&files, "packages/app/index.ts"),
        "@pulumi/aws 6.83.4, from yarn.lock"
    );
    assert_eq!(
        shown(&files, "packages/new/index.ts"),
        "@pulumi/aws 7.48.0, from yarn.lock"
    );
    assert_eq!(
        shown(&files, "packages/odd/index.ts"),
        "@pulumi/aws: 6.83.4 of yarn.lock and 7.48.0 of yarn.lock disagree"
    );
    assert_eq!(
        shown(&files, "examples/index.ts"),
        "@pulumi/aws: >=4 of package.json has no upper bound"
    );
}

#[test]
fn yarn_berry() {
    let lock = "# This file is generated by running \"yarn install\" inside your project.\n\n__metadata:\n  version: 8\n  cacheKey: 10c0\n\n\
        \"@pulumi/aws@npm:6.1.0\":\n  version: 6.1.0\n  resolution: \"@pulumi/aws@npm:6.1.0\"\n  languageName: node\n\n\
        ? \"@pulumi/pulumi@npm:^3.0.0, @pulumi/pulumi@npm:^3.1.0\"\n: version: 3.248.0\n  resolution: \"@pulumi/pulumi@npm:3.248.0\"\n\n\
        \"app@workspace:infra\":\n  version: 0.0.0-use.local\n  resolution: \"app@workspace:infra\"\n  dependencies:\n    \"@pulumi/aws\": \"npm:^6.0.0\"\n";
    let files = [
        ("package.json", r#"{"name": "root"}"#),
        ("yarn.lock", lock),
        ("infra/package.json", NODE),
    ];
    // A resolution replaced the range, so the only version is it.
    assert_eq!(
        shown(&files, "infra/index.ts"),
        "@pulumi/aws 6.1.0, from yarn.lock"
    );
    let pulumi = Package {
        key: "pulumi",
        npm: "@pulumi/pulumi",
        pypi: "pulumi",
    };
    let files = Memory::new(files);
    let version = Project::new(&files).provider(Path::new("infra/index.ts"), pulumi);
    assert_eq!(version.unwrap().version.as_deref(), Some("3.248.0"));
}

#[test]
fn pnpm_of_every_version() {
    let v5 = "lockfileVersion: 5.4\n\nimporters:\n\n  .:\n    specifiers:\n      typescript: ^5.0.0\n    devDependencies:\n      typescript: 5.9.3\n\n  packages/app:\n    specifiers:\n      '@pulumi/aws': ^6.0.0\n    dependencies:\n      '@pulumi/aws': 6.83.4_typescript@5.9.3\n\npackages:\n\n  /@pulumi/aws/6.83.4:\n    resolution: {integrity: sha512-x}\n";
    let v6 = "lockfileVersion: '6.0'\n\nsettings:\n  autoInstallPeers: true\n\nimporters:\n\n  .: {}\n\n  packages/app:\n    dependencies:\n      '@pulumi/aws':\n        specifier: ^6.0.0\n        version: 6.83.4(typescript@5.9.3)\n\npackages:\n\n  /@pulumi/aws@6.83.4:\n";
    let v9 = "---\nlockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    configDependencies: {}\n\npackages: {}\n\n---\nlockfileVersion: '9.0'\n\nimporters:\n\n  packages/app:\n    devDependencies:\n      '@pulumi/aws':\n        specifier: 'catalog:'\n        version: 6.83.4(ts-node@10.9.2(@types/node@24.0.0)(typescript@5.9.3))\n\npackages:\n\n  '@pulumi/aws@6.83.4':\n";
    for lock in [v5, v6, v9] {
        let files = [
            ("package.json", ROOT),
            ("pnpm-lock.yaml", lock),
            ("packages/app/package.json", NODE),
            ("packages/other/package.json", NODE),
        ];
        assert_eq!(
            shown(&files, "packages/app/index.ts"),
            "@pulumi/aws 6.83.4, from pnpm-lock.yaml"
        );
        assert_eq!(
            shown(&files, "packages/other/index.ts"),
            "@pulumi/aws ^6.0.0, from package.json"
        );
    }
    let single = "lockfileVersion: '6.0'\n\ndependencies:\n  '@pulumi/aws':\n    specifier: ^6.0.0\n    version: 6.83.4\n\npackages:\n";
    let files = [("package.json", NODE), ("pnpm-lock.yaml", single)];
    assert_eq!(ts(&files), "@pulumi/aws 6.83.4, from pnpm-lock.yaml");
}

#[test]
fn bun() {
    let lock = r#"{
  "lockfileVersion": 1,
  "workspaces": {
    "": { "name": "root", },
    "packages/app": { "name": "app", "dependencies": { "@pulumi/aws": "^7.0.0", }, },
    "packages/old": { "name": "@acme/old", "dependencies": { "@pulumi/aws": "^6.0.0", }, },
  },
  "packages": {
    "@acme/old": ["@acme/old@workspace:packages/old"],
    "@pulumi/aws": ["@pulumi/aws@6.83.4", "", { "dependencies": { "mime": "^2.0.0" } }, "sha512-x"],
    "app/@pulumi/aws": ["@pulumi/aws@7.48.0", "", {}, "sha512-y"],
  }
}"#;
    let files = [
        ("package.json", ROOT),
        ("bun.lock", lock),
        ("packages/app/package.json", NODE),
        ("packages/old/package.json", NODE),
    ];
    assert_eq!(
        shown(&files, "packages/app/index.ts"),
        "@pulumi/aws 7.48.0, from bun.lock"
    );
    assert_eq!(
        shown(&files, "packages/old/index.ts"),
        "@pulumi/aws 6.83.4, from bun.lock"
    );
}

#[test]
fn a_package_manager_that_is_named_decides() {
    let npm = (
        "package-lock.json",
        r#"{"packages": {"node_modules/@pulumi/aws": {"version": "6.1.0"}}}"#,
    );
    let yarn = (
        "yarn.lock",
        "\"@pulumi/aws@^6.0.0\":\n  version \"5.43.0\"\n",
    );
    assert_eq!(
        ts(&[("package.json", NODE), npm, yarn]),
        "@pulumi/aws: 6.1.0 of package-lock.json and 5.43.0 of yarn.lock disagree"
    );
    let named = NODE.replacen('{', r#"{"packageManager": "yarn@1.22.22", "#, 1);
    assert_eq!(
        ts(&[("package.json", &named), npm, yarn]),
        "@pulumi/aws 5.43.0, from yarn.lock"
    );
    let pulumi = (
        "Pulumi.yaml",
        "name: x\nruntime:\n  name: nodejs\n  options:\n    packagemanager: npm\n",
    );
    assert_eq!(
        ts(&[("package.json", NODE), npm, yarn, pulumi]),
        "@pulumi/aws 6.1.0, from package-lock.json"
    );
}

#[test]
fn requirements_files() {
    assert_eq!(
        py(&[(
            "requirements.txt",
            "pulumi>=3.0.0,<4.0.0\npulumi_aws>=6.0.2,<7.0.0\n"
        )]),
        "pulumi-aws >=6.0.2,<7.0.0, from requirements.txt"
    );
    assert_eq!(
        py(&[(
            "requirements.txt",
            "Pulumi.AWS==6.2.1 ; python_version >= '3.8'\n"
        )]),
        "pulumi-aws 6.2.1, from requirements.txt"
    );
    assert_eq!(
        py(&[("requirements.txt", "pulumi-aws\n")]),
        "pulumi-aws: * of requirements.txt has no upper bound"
    );
    assert_eq!(
        py(&[
            ("requirements.txt", "-r deps/base.txt\n"),
            ("deps/base.txt", "-c ../pins.txt\npulumi-aws\n-r base.txt\n"),
            ("pins.txt", "pulumi-aws==6.1.0\nboto3==1.0\n"),
        ]),
        "pulumi-aws 6.1.0, from requirements.txt"
    );
    // Files that include themselves over and over, as requirements and as constraints.
    let again = "pulumi-aws==6.1.0\n-r requirements.txt\n-c requirements.txt\n".repeat(20);
    assert_eq!(
        py(&[("requirements.txt", &again)]),
        "pulumi-aws 6.1.0, from requirements.txt"
    );
    // A constraint alone requires nothing.
    assert_eq!(
        py(&[
            ("requirements.txt", "-c pins.txt\n"),
            ("pins.txt", "pulumi-aws==6.1.0\n")
        ]),
        "pulumi-aws: no manifest or lock file names it"
    );
    assert_eq!(
        py(&[
            ("requirements.txt", "boto3\n"),
            ("requirements-infra.txt", "pulumi-aws~=7.1\n"),
        ]),
        "pulumi-aws ~=7.1, from requirements-infra.txt"
    );
    assert_eq!(
        py(&[("requirements/base.txt", "pulumi-aws~=7.1\n")]),
        "pulumi-aws ~=7.1, from base.txt"
    );
}

#[test]
fn uv() {
    let lock = "version = 1\nrevision = 3\nrequires-python = \">=3.11\"\n\n[manifest]\nmembers = [\n    \"app\",\n    \"root\",\n]\n\n\
        [[package]]\nname = \"app\"\nversion = \"0.1.0\"\nsource = { virtual = \"packages/app\" }\ndependencies = [\n    { name = \"pulumi-aws\" },\n]\n\n\
        [[package]]\nname = \"pulumi-aws\"\nversion = \"7.51.1\"\nsource = { registry = \"https://pypi.org/simple\" }\n";
    let member =
        "[project]\nname = \"app\"\nversion = \"0.1.0\"\ndependencies = [\"pulumi_aws>=6\"]\n";
    let files = [
        (
            "pyproject.toml",
            "[project]\nname = \"root\"\n[tool.uv.workspace]\nmembers = [\"packages/*\"]\n",
        ),
        ("uv.lock", lock),
        ("packages/app/pyproject.toml", member),
        ("packages/other/pyproject.toml", member),
    ];
    assert_eq!(
        shown(&files, "packages/app/app/main.py"),
        "pulumi-aws 7.51.1, from uv.lock"
    );
    assert_eq!(
        shown(&files, "packages/other/main.py"),
        "pulumi-aws: >=6 of pyproject.toml has no upper bound"
    );

    // Of what is locked for several environments, the manifest may rule out all but one.
    let two = format!("{lock}\n[[package]]\nname = \"pulumi-aws\"\nversion = \"6.83.4\"\n");
    let manifest =
        |range: &str| format!("[project]\nname = \"x\"\ndependencies = [\"pulumi-aws{range}\"]\n");
    let with = |range: &str| py(&[("uv.lock", &two), ("pyproject.toml", &manifest(range))]);
    assert_eq!(with(">=6,<7"), "pulumi-aws 6.83.4, from uv.lock");
    assert!(with(">=6").ends_with("disagree"));
}

#[test]
fn other_python_locks() {
    let poetry = "# This file is automatically @generated by Poetry 1.8.2 and should not be changed by hand.\n\n[[package]]\nname = \"pulumi-aws\"\nversion = \"6.27.0\"\ndescription = \"A Pulumi package\"\noptional = false\npython-versions = \">=3.8\"\nfiles = [\n    {file = \"pulumi_aws-6.27.0.tar.gz\", hash = \"sha256:0\"},\n]\n\n[package.dependencies]\nparver = \">=0.2.1\"\n\n[metadata]\nlock-version = \"2.0\"\n";
    assert_eq!(
        py(&[
            ("poetry.lock", poetry),
            (
                "pyproject.toml",
                "[tool.poetry.dependencies]\npulumi-aws = \"*\"\n"
            )
        ]),
        "pulumi-aws 6.27.0, from poetry.lock"
    );
    let pylock = "lock-version = \"1.0\"\ncreated-by = \"uv\"\n\n[[packages]]\nname = \"pulumi-aws\"\nversion = \"7.51.1\"\nindex = \"https://pypi.org/simple\"\n";
    assert_eq!(
        py(&[("pylock.toml", pylock)]),
        "pulumi-aws 7.51.1, from pylock.toml"
    );
    let pipfile = r#"{"_meta": {"hash": {"sha256": "0"}}, "default": {"pulumi-aws": {"hashes": [], "index": "pypi", "version": "==6.83.4"}}, "develop": {}}"#;
    assert_eq!(
        py(&[
            ("Pipfile.lock", pipfile),
            ("Pipfile", "[packages]\npulumi-aws = \"<7\"\n")
        ]),
        "pulumi-aws 6.83.4, from Pipfile.lock"
    );
    // A lock file further up is another project's.
    let files = [
        ("poetry.lock", poetry),
        ("infra/requirements.txt", "pulumi-aws>=7\n"),
    ];
    assert!(shown(&files, "infra/__main__.py").ends_with("has no upper bound"));
}

#[test]
fn pip_beside_a_lock_file() {
    let uv = (
        "uv.lock",
        "[[package]]\nname = \"pulumi-aws\"\nversion = \"7.1.0\"\n",
    );
    let pip = ("requirements.txt", "pulumi-aws==6.1.0\n");
    assert_eq!(
        py(&[uv, pip]),
        "pulumi-aws: 7.1.0 of uv.lock and ==6.1.0 of requirements.txt disagree"
    );
    let pulumi = |tool: &str| {
        format!("name: x\nruntime:\n  name: python\n  options:\n    toolchain: {tool}\n")
    };
    assert_eq!(
        py(&[uv, pip, ("Pulumi.yaml", &pulumi("uv"))]),
        "pulumi-aws 7.1.0, from uv.lock"
    );
    assert_eq!(
        py(&[uv, pip, ("Pulumi.yaml", &pulumi("pip"))]),
        "pulumi-aws 6.1.0, from requirements.txt"
    );
}

#[test]
fn python_manifests() {
    for (name, text, expected) in [
        (
            "pyproject.toml",
            "[project]\nname = \"x\"\ndependencies = [\"pulumi-aws>=6,<7\"]\n",
            ">=6,<7",
        ),
        (
            "pyproject.toml",
            "[project.optional-dependencies]\naws = [\"pulumi_aws[x]~=6.1\"]\n",
            "~=6.1",
        ),
        (
            "pyproject.toml",
            "[dependency-groups]\ndev = [{include-group = \"x\"}, \"pulumi-aws==6.*\"]\n",
            "==6.*",
        ),
        (
            "pyproject.toml",
            "[tool.poetry.dependencies]\npython = \"^3.11\"\npulumi-aws = \"^6.0\"\n",
            "^6.0",
        ),
        (
            "pyproject.toml",
            "[tool.poetry.dependencies]\npulumi-aws = {version = \"^6.0\", extras = [\"x\"]}\n",
            "^6.0",
        ),
        (
            "pyproject.toml",
            "[tool.poetry.group.infra.dependencies]\npulumi_aws = \"~6.1\"\n",
            "~6.1",
        ),
        ("Pipfile", "[packages]\npulumi-aws = \"~=6.1\"\n", "~=6.1"),
        (
            "Pipfile",
            "[dev-packages]\npulumi-aws = {version = \"<7,>=6\"}\n",
            "<7,>=6",
        ),
        (
            "setup.py",
            "setup(install_requires=['pulumi', 'pulumi-aws>=6,<7'])\n",
            ">=6,<7",
        ),
        (
            "setup.cfg",
            "[options]\ninstall_requires =\n  pulumi-aws>=6,<7\n",
            ">=6,<7",
        ),
    ] {
        let expected = format!("pulumi-aws {expected}, from {name}");
        assert_eq!(py(&[(name, text)]), expected, "{text}");
    }
    assert_eq!(
        py(&[(
            "pyproject.toml",
            "[tool.poetry.dependencies]\npulumi-aws = {git = \"https://x\"}\n"
        )]),
        "pulumi-aws: { git = \"https://x\" } of pyproject.toml is not a range of versions"
    );
    // Of two, the one that says more.
    assert_eq!(
        py(&[
            ("requirements.txt", "pulumi-aws\n"),
            ("setup.py", "install_requires=['pulumi-aws>=6,<7']")
        ]),
        "pulumi-aws >=6,<7, from setup.py"
    );
    assert_eq!(
        py(&[
            ("requirements.txt", "pulumi-aws~=6.1\n"),
            ("setup.py", "install_requires=['pulumi-aws~=7.1']")
        ]),
        "pulumi-aws: ~=6.1 of requirements.txt and ~=7.1 of setup.py disagree"
    );
}

#[test]
fn what_is_broken_is_noted_and_not_heard() {
    let broken = [
        ("package.json", "{"),
        ("package-lock.json", "<<<<<<< HEAD\n{}"),
        ("yarn.lock", "<<<<<<< HEAD\n"),
        ("pnpm-lock.yaml", "a: [b\nimporters: }"),
        ("bun.lock", "{\"workspaces\": "),
        ("Pulumi.yaml", "name: [\n"),
        ("uv.lock", "[[package"),
        ("poetry.lock", "[[package]]\nversion = \"6.1.0\"\n"),
        ("Pipfile.lock", "{\"default\": 1}"),
        ("pyproject.toml", "a = \n"),
    ];
    let files = Memory::new(broken);
    let project = Project::new(&files);
    for name in ["index.ts", "__main__.py"] {
        assert!(project.provider(Path::new(name), Package::AWS).is_none());
    }
    let notes = project.notes();
    for (name, _) in broken {
        let note = notes.iter().find(|note| note.path.ends_with(name));
        let note = note.unwrap_or_else(|| panic!("no note on {name}"));
        assert!(note.to_string().contains(" is not "), "{note}");
    }
    // A broken lock file leaves the word to the manifest.
    assert_eq!(
        ts(&[("package.json", NODE), ("package-lock.json", "{")]),
        "@pulumi/aws ^6.0.0, from package.json"
    );
}

#[test]
fn an_override_says_so() {
    let version = ProviderVersion::overridden(Package::AWS, Language::TypeScript, 7);
    assert_eq!(
        version.to_string(),
        "@pulumi/aws 7, set in the configuration"
    );
}

#[test]
fn manifests_are_read_once() {
    let files = Memory::new([
        ("package.json", NODE),
        ("package-lock.json", WORKSPACES_LOCK),
        ("src/a.ts", ""),
        (".git/HEAD", ""),
    ]);
    let project = Project::new(&files);
    let ask = |path: &str| project.provider(Path::new(path), Package::AWS).is_some();
    assert!(ask("src/a.ts"));
    let reads = files.reads();
    assert!(ask("src/b.ts") && ask("src/a.ts") && ask("index.ts"));
    assert_eq!(files.reads(), reads);
    project.forget(Path::new("package.json"));
    assert!(ask("src/a.ts"));
    assert!(files.reads() > reads);
}

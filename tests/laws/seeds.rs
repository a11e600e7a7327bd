//! What mutations start from: the golden cases, and a sample of every kind of manifest.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use iacfix::syntax::{Grammar, Language};

use super::targets::Target;
use super::tree::{Tree, entries};

/// The inputs that `target` starts from, without duplicates.
pub fn of(target: Target) -> Vec<Vec<u8>> {
    let texts: BTreeSet<String> = match target {
        Target::TypeScript => projects(Language::TypeScript),
        Target::Python => projects(Language::Python),
        Target::Manifests => manifests(),
        Target::Config => configurations(),
        Target::Edits => EDITS.iter().map(|&text| text.to_owned()).collect(),
    };
    texts.into_iter().map(String::into_bytes).collect()
}

/// The golden cases and the examples that hold a source in `language`, before and after their fixes.
fn projects(language: Language) -> BTreeSet<String> {
    let of_language =
        |path: &Path| Grammar::of(path).is_some_and(|grammar| grammar.language() == language);
    trees()
        .iter()
        .filter(|tree| tree.paths().any(of_language))
        .map(Tree::to_sections)
        .collect()
}

fn manifests() -> BTreeSet<String> {
    let mut texts: BTreeSet<String> = MANIFESTS
        .iter()
        .map(|(path, text)| format!("=== {path}\n{text}"))
        .collect();
    for tree in trees() {
        let mut kept = Tree::default();
        for (path, text) in tree.files() {
            if Grammar::of(path).is_none() && path.extension().is_none_or(|ext| ext != "md") {
                kept.put(path.to_owned(), text.to_owned());
            }
        }
        texts.insert(kept.to_sections());
    }
    texts
}

fn configurations() -> BTreeSet<String> {
    let mut texts: BTreeSet<String> = CONFIGURATIONS.iter().map(|&text| text.to_owned()).collect();
    for tree in trees() {
        texts.extend(tree.text(Path::new("iacfix.toml")).map(str::to_owned));
    }
    texts
}

/// The `before` and `after` of every golden case, and every example.
fn trees() -> Vec<Tree> {
    let root = repository();
    let examples = entries(&root.join("examples"));
    let (cases, plain): (Vec<_>, Vec<_>) = examples
        .into_iter()
        .partition(|example| example.join("before").is_dir());
    let cases = entries(&root.join("golden"))
        .into_iter()
        .flat_map(|codemod| entries(&codemod))
        .chain(cases)
        .flat_map(|case| [case.join("before"), case.join("after")]);
    let folders: Vec<PathBuf> = cases.chain(plain).collect();
    folders
        .iter()
        .filter(|folder| folder.is_dir())
        .map(|folder| Tree::read(folder))
        .collect()
}

/// The repository, seen from the package itself or from the one in `fuzz/`.
fn repository() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut around = package.ancestors();
    let found = around.find(|folder| folder.join("golden").is_dir());
    found.expect("the golden cases are in the repository")
}

const EDITS: [&str; 4] = [
    "\u{2}\u{0}\u{2}\u{0}x\u{4}\u{0}\u{1}yabcdefghij\nklm\n",
    "\u{4}\u{0}\u{2}\u{0}\u{0}\u{0}\u{2}\u{0}\u{0}\u{2}\u{0}\u{1}a\u{5}\u{1}\u{2}öäöü\r\nüß\u{1f600}x\ny",
    "\u{3}\u{7}\u{7}\u{2}\u{1}\u{7}\u{0}\u{2}\u{3}\u{9}\u{3}\u{1}\u{2}one\r\ntwo\r\nthree\r\nfour",
    "\u{0}",
];

const CONFIGURATIONS: [&str; 4] = [
    "select = [\"drop-reserved-env\"]\nignore = [\"normalize-lf\", \"unused-suppression\"]\nexclude = [\"a/\", \"!b\"]\nmax-file-size = 100\nprovider.aws = 6\n",
    "[codemod.lower-reserved-concurrency]\nmax = 200\naccount-limit = 3000\napplicability = \"safe\"\n",
    "[tool.iacfix]\nselect = []\n[tool.iacfix.codemod.drop-reserved-env]\nextra = [\"A\"]\n",
    "[codemod]\n\"x\" = { y.z = [1, 2.0, 1979-05-27, '''a''', true] }\n",
];

/// A small sample of each format that a version is read from.
const MANIFESTS: [(&str, &str); 19] = [
    (
        "package.json",
        "{\"name\":\"p\",\"main\":\"bin/app.ts\",\"workspaces\":[\"packages/*\"],\"dependencies\":{\"@pulumi/aws\":\"^6.0.0 || ~5.1\"},\"overrides\":{\"@pulumi/aws\":\"npm:@pulumi/aws@7.1.0\"}}\n",
    ),
    (
        "package-lock.json",
        "{\"lockfileVersion\":3,\"packages\":{\"\":{\"dependencies\":{\"@pulumi/aws\":\"^6\"}},\"node_modules/@pulumi/aws\":{\"version\":\"6.83.4\"}}}\n",
    ),
    (
        "npm-shrinkwrap.json",
        "{\"lockfileVersion\":1,\"dependencies\":{\"@pulumi/aws\":{\"version\":\"5.43.0\"}}}\n",
    ),
    (
        "yarn.lock",
        "# yarn lockfile v1\n\n\n\"@pulumi/aws@^6.0.0\", \"@pulumi/aws@6.x\":\n  version \"6.83.4\"\n  resolved \"https://registry.yarnpkg.com/x\"\n",
    ),
    (
        "yarn.lock",
        "__metadata:\n  version: 8\n\n\"@pulumi/aws@npm:^7.0.0\":\n  version: 7.48.0\n  resolution: \"@pulumi/aws@npm:7.48.0\"\n",
    ),
    (
        "pnpm-lock.yaml",
        "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      '@pulumi/aws':\n        specifier: ^7.0.0\n        version: 7.48.0(typescript@5.0.0)\n",
    ),
    (
        "pnpm-workspace.yaml",
        "packages:\n  - 'packages/*'\ncatalog:\n  '@pulumi/aws': ^7.0.0\ncatalogs:\n  old:\n    '@pulumi/aws': ^6.0.0\n",
    ),
    (
        "bun.lock",
        "{\n  \"lockfileVersion\": 1,\n  // a comment\n  \"workspaces\": {\"\": {\"dependencies\": {\"@pulumi/aws\": \"^6\",},},},\n  \"packages\": {\"@pulumi/aws\": [\"@pulumi/aws@6.1.0\", \"\", {}, \"sha\"],}\n}\n",
    ),
    (
        "requirements.txt",
        "-r more.txt\n-c constraints.txt\npulumi>=3,<4\npulumi-aws[x]>=6.0.0,<7.0.0; python_version >= \"3.8\" # why\\\n --hash=sha256:0\n=== more.txt\npulumi_aws==6.1.*\n",
    ),
    (
        "pyproject.toml",
        "[project]\nname = \"p\"\ndependencies = [\"pulumi-aws~=7.0\"]\n[tool.poetry.dependencies]\npulumi-aws = {version = \"^6.1\", optional = true}\n[dependency-groups]\ndev = [{include-group = \"x\"}, \"pulumi-aws\"]\n[tool.uv]\nconstraint-dependencies = [\"pulumi-aws<8\"]\n",
    ),
    (
        "poetry.lock",
        "[[package]]\nname = \"pulumi-aws\"\nversion = \"6.83.4\"\n\n[metadata]\nlock-version = \"2.0\"\n",
    ),
    (
        "uv.lock",
        "version = 1\n[[package]]\nname = \"pulumi-aws\"\nversion = \"7.48.0\"\nsource = { registry = \"https://pypi.org/simple\" }\n",
    ),
    (
        "pdm.lock",
        "[metadata]\nlock_version = \"4.5\"\n[[package]]\nname = \"pulumi-aws\"\nversion = \"7.48.0\"\n",
    ),
    (
        "Pipfile",
        "[packages]\npulumi-aws = \"==6.1.0\"\n=== Pipfile.lock\n{\"default\": {\"pulumi-aws\": {\"version\": \"==6.1.0\"}}}\n",
    ),
    (
        "setup.py",
        "from setuptools import setup\nsetup(name=\"p\", install_requires=[\"pulumi-aws>=6,<7\"])\n=== setup.cfg\n[options]\ninstall_requires =\n    pulumi-aws>=6,<7\n",
    ),
    (
        "Pulumi.yaml",
        "name: p\nruntime:\n  name: python\n  options:\n    toolchain: uv\n    virtualenv: venv\nmain: src/\n",
    ),
    (
        "Pulumi.json",
        "{\"name\": \"p\", \"runtime\": \"nodejs\", \"main\": \"index\"}\n",
    ),
    (
        "tsconfig.json",
        "{\"extends\": \"./base.json\", \"compilerOptions\": {\"baseUrl\": \".\", \"paths\": {\"@app/*\": [\"lib/*\", \"src/*\"],},},}\n=== base.json\n{\"extends\": [\"./tsconfig.json\"]}\n",
    ),
    (
        ".gitattributes",
        "* text=auto\n[attr]mine -text\n*.ts eol=crlf\n/lib/** mine\n\"a b.ts\" !eol\n",
    ),
];

//! An archive of many repositories, made from the golden cases: mostly code that has nothing to do with infrastructure,
//! some that only uses the words, and a few real programs. The same every time.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// How many files an archive has, and of which kinds. The shares are those of a crawl of public repositories.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Files of every kind.
    pub files: usize,
}

impl Shape {
    /// As many as in the archive whose figures the goals are taken from.
    pub const WHOLE: Self = Self { files: 45_000 };

    /// This many quarters of it.
    pub fn quarters(self, quarters: usize) -> Self {
        Self {
            files: self.files * quarters / 4,
        }
    }
}

/// Of 1000 files this many are TypeScript or Python.
const SOURCES: usize = 347;
/// Of 1000 sources this many hold a word that a codemod looks for.
const WITH_WORDS: usize = 352;
/// Of 1000 sources this many are programs for the provider.
const PROGRAMS: usize = 45;
/// What a source has on average, in bytes.
const SOURCE_BYTES: usize = 10_700;
/// Files for each repository.
const REPOSITORY: usize = 200;

/// Numbers that look random and are the same every time.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        // xorshift64*
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 16) as usize % limit
    }

    fn one_of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }
}

/// Makes an archive at `root`, if it is not there yet.
///
/// # Errors
/// Where it cannot be written.
pub fn make(root: &Path, golden: &Path, shape: Shape) -> io::Result<()> {
    let done = root.with_extension("done");
    if done.exists() {
        return Ok(());
    }
    if root.exists() {
        fs::remove_dir_all(root)?;
    }
    let programs = Programs::read(golden)?;
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    for index in 0..shape.files {
        let repository = root.join(format!("repository-{:04}", index / REPOSITORY));
        let within = index % REPOSITORY;
        let folder = match within % 8 {
            0 => repository.clone(),
            at => repository.join(format!("part{at}/module{}", within / 32)),
        };
        fs::create_dir_all(&folder)?;
        if within == 0 {
            fs::write(repository.join(".gitignore"), "dist/\n*.log\n/build\n")?;
            let manifest =
                r#"{ "dependencies": { "@pulumi/aws": "^6.0.0", "@pulumi/pulumi": "^3.0.0" } }"#;
            fs::write(repository.join("package.json"), manifest)?;
            fs::write(repository.join("requirements.txt"), "pulumi-aws>=6,<7\n")?;
        }
        let (name, text) = file(index, &mut numbers, &programs);
        fs::write(folder.join(name), text)?;
    }
    fs::write(done, "")
}

fn file(index: usize, numbers: &mut Numbers, programs: &Programs) -> (String, String) {
    if numbers.below(1000) >= SOURCES {
        let extension = numbers.one_of(&["md", "json", "go", "txt", "yaml", "svg"]);
        return (format!("file{index}.{extension}"), prose(numbers, 1_500));
    }
    let python = numbers.below(2) == 0;
    let kind = numbers.below(1000);
    let length = SOURCE_BYTES / 4 + numbers.below(SOURCE_BYTES * 3 / 2);
    let (program, words) = match kind {
        _ if kind < PROGRAMS => (Some(programs.any(python, numbers)), true),
        _ if kind < WITH_WORDS => (None, true),
        _ => (None, false),
    };
    let mut text = program.unwrap_or_default().to_owned();
    while text.len() < length {
        match python {
            true => python_function(&mut text, numbers, words),
            false => typescript_function(&mut text, numbers, words),
        }
    }
    let extension = if python { "py" } else { "ts" };
    (format!("file{index}.{extension}"), text)
}

/// The programs of the golden cases.
struct Programs {
    typescript: Vec<String>,
    python: Vec<String>,
}

impl Programs {
    fn read(golden: &Path) -> io::Result<Self> {
        let mut programs = Self {
            typescript: Vec::new(),
            python: Vec::new(),
        };
        let mut folders = vec![golden.to_owned()];
        let mut files = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder)? {
                let path = entry?.path();
                match path.is_dir() {
                    true => folders.push(path),
                    false => files.push(path),
                }
            }
        }
        files.sort();
        for path in files {
            let into = match path.extension().and_then(|extension| extension.to_str()) {
                Some("ts") => &mut programs.typescript,
                Some("py") => &mut programs.python,
                _ => continue,
            };
            let text = fs::read_to_string(&path)?;
            // A file that is not about the provider is no program, and one with CRLF is another matter.
            if text.contains("pulumi") && !text.contains('\r') {
                into.push(text);
            }
        }
        Ok(programs)
    }

    fn any(&self, python: bool, numbers: &mut Numbers) -> &str {
        let programs = if python {
            &self.python
        } else {
            &self.typescript
        };
        &programs[numbers.below(programs.len())]
    }
}

const NAMES: [&str; 16] = [
    "account", "batch", "cursor", "detail", "entry", "filter", "group", "handle", "invoice",
    "journal", "key", "ledger", "message", "number", "order", "payment",
];
const WORDS: [&str; 4] = ["environment", "Bucket", "environment", "Version("];

fn name(numbers: &mut Numbers) -> String {
    format!(
        "{}{}",
        numbers.one_of(&NAMES),
        ["", "s", "Id", "List", "Map", "2"][numbers.below(6)]
    )
}

fn typescript_function(text: &mut String, numbers: &mut Numbers, words: bool) {
    let (a, b, c) = (name(numbers), name(numbers), name(numbers));
    let word = if words {
        numbers.one_of(&WORDS)
    } else {
        "nothing ("
    };
    let number = numbers.below(10_000);
    text.push_str(&format!(
        "/** Takes the {a} of each {b}: {word}). */\nexport async function {a}{number}({b}: string[], options?: {{ {c}?: number }}): Promise<Map<string, number>> {{\n  const result = new Map<string, number>();\n  for (const [index, item] of {b}.entries()) {{\n    if (item.length > {number} && options?.{c} !== undefined) {{\n      result.set(`${{item}}-${{index}}`, options.{c} * {number});\n      continue;\n    }}\n    await store.put({{ id: item, {c}: [index, {number}], nested: {{ '{b}': true, deep: {{ value: null }} }} }});\n  }}\n  return result;\n}}\n\n"
    ));
}

fn python_function(text: &mut String, numbers: &mut Numbers, words: bool) {
    let (a, b, c) = (name(numbers), name(numbers), name(numbers));
    let word = if words {
        numbers.one_of(&WORDS)
    } else {
        "nothing ("
    };
    let number = numbers.below(10_000);
    text.push_str(&format!(
        "def {a}_{number}({b}: list[str], {c}_limit: int = {number}) -> dict[str, int]:\n    \"\"\"Takes the {a} of each {b}: {word}).\"\"\"\n    result = {{}}\n    for index, item in enumerate({b}):\n        if len(item) > {number} and {c}_limit is not None:\n            result[f\"{{item}}-{{index}}\"] = {c}_limit * {number}\n            continue\n        store.put(id=item, values=[index, {number}], nested={{\"{b}\": True, \"deep\": {{\"value\": None}}}})\n    return result\n\n\n"
    ));
}

fn prose(numbers: &mut Numbers, length: usize) -> String {
    let mut text = String::new();
    while text.len() < length {
        let word = name(numbers);
        text.push_str(&word);
        text.push(if numbers.below(12) == 0 { '\n' } else { ' ' });
    }
    text
}

/// Where an archive of this shape lies below `folder`.
pub fn place(folder: &Path, shape: Shape) -> PathBuf {
    folder.join(format!("archive-{}", shape.files))
}

/// Makes `count` programs at `root` that all have something to repair, each in a folder of its own.
///
/// # Errors
/// Where they cannot be written.
pub fn faulty(root: &Path, count: usize) -> io::Result<()> {
    let done = root.with_extension("done");
    if done.exists() {
        return Ok(());
    }
    let mut numbers = Numbers(0xD1B5_4A32_D192_ED03);
    for index in 0..count {
        let folder = root.join(format!("program-{index:04}"));
        fs::create_dir_all(&folder)?;
        let mut text = String::from(FAULTY);
        while text.len() < SOURCE_BYTES {
            typescript_function(&mut text, &mut numbers, true);
        }
        fs::write(folder.join("index.ts"), text)?;
    }
    fs::write(done, "")
}

const FAULTY: &str = "import * as aws from '@pulumi/aws';\n\nconst role = new aws.iam.Role('role', { assumeRolePolicy: '{}' });\n\nexport const worker = new aws.lambda.Function('worker', {\n  role: role.arn,\n  environment: { variables: { AWS_REGION: 'eu-west-1', STAGE: 'dev' } },\n  reservedConcurrentExecutions: 100,\n});\n\n";

//! Files that are made from the program itself: the schema of a configuration and the manual. They must be fresh, and the
//! schema must say what the parser says.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Command;
use clap_mangen::Man;
use iacfix::codemods::ALL;
use iacfix::config::{Config, SCHEMA_FILE, Table, keys_to_set, schema, template};
use jsonschema::Validator;
use serde_json::Value;

use super::sandbox::{Sandbox, has_tools};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Holds the files of a folder whose names end in `kind` to what they are to be; with `UPDATE_DOCS=1` writes them, else fails where one differs.
fn fresh_or_fail(folder: &str, kind: &str, wanted: &BTreeMap<String, String>) {
    let entries = fs::read_dir(root().join(folder)).into_iter().flatten();
    let is_of_kind = |entry: &io::Result<fs::DirEntry>| {
        let name = entry.as_ref().unwrap().file_name();
        name.to_string_lossy().ends_with(kind)
    };
    let found: BTreeMap<String, String> = entries
        .filter(is_of_kind)
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect();
    if found == *wanted {
        return;
    }
    assert!(
        env::var_os("UPDATE_DOCS").is_some(),
        "{folder}/ is out of date; run UPDATE_DOCS=1 cargo test --test it generated"
    );
    let folder = root().join(folder);
    fs::create_dir_all(&folder).unwrap();
    for name in found.keys() {
        fs::remove_file(folder.join(name)).unwrap();
    }
    for (name, text) in wanted {
        fs::write(folder.join(name), text).unwrap();
    }
}

#[test]
fn the_schema_is_fresh() {
    let name = "iacfix.schema.json".to_owned();
    fresh_or_fail(
        "schema",
        ".schema.json",
        &BTreeMap::from([(name, schema(ALL))]),
    );
}

#[test]
fn the_manual_is_fresh() {
    let mut command = iacfix::cli::command().disable_help_subcommand(true);
    command.build();
    let commands = command.get_subcommands().cloned().map(|command| {
        // What is global is said in the page about checking.
        let options = command
            .get_arguments()
            .filter(|option| option.is_global_set());
        let options: Vec<_> = options.map(|option| option.get_id().clone()).collect();
        let hidden = |command: Command, id| command.mut_arg(id, |option| option.hide(true));
        let command = options.into_iter().fold(command, hidden);
        (page_name(&command), page(command, ""))
    });
    let mut pages: BTreeMap<String, String> = commands.collect();
    pages.insert(page_name(&command), page(command, MORE));
    fresh_or_fail("man", ".1", &pages);
}

/// What the manual says besides the options, as roff.
const MORE: &str = r#".SH "EXIT STATUS"
.TP
0
Nothing was found, or all that was found is fixed.
.TP
1
Findings are left, or \fB\-\-diff\fR printed a patch (0 with \fB\-\-exit\-zero\fR).
.TP
2
Wrong usage, wrong configuration, or a file that could not be read or written; the other files were handled.
.TP
3
\fB\-\-changed\fR or \fB\-\-staged\fR where there is no git repository; \fBiacfix bulk\fR refused a repository.
.TP
130
Interrupted.
.SH ENVIRONMENT
.TP
NO_COLOR
Where it is set, \fB\-\-color=auto\fR uses none.
.TP
VISUAL, EDITOR
What a fix is edited with in a review.
.TP
GIT_DIR, GIT_INDEX_FILE
Heard by git, which \fB\-\-changed\fR and \fB\-\-staged\fR ask: in a hook they speak of the commit that is made.
.SH FILES
.TP
iacfix.toml
The settings of the files below its folder, up to the next such file; so does the table
.I tool.iacfix
of a pyproject.toml.
.B iacfix init
writes one.
"#;

fn page_name(command: &Command) -> String {
    format!("{}.1", command.get_display_name().unwrap_or("iacfix"))
}

fn page(command: Command, more: &str) -> String {
    let title = page_name(&command).trim_end_matches(".1").to_uppercase();
    let commands = command.get_subcommands().next().is_some();
    let man = Man::new(command.after_help(""))
        .title(title)
        .source(concat!("iacfix ", env!("CARGO_PKG_VERSION")))
        .manual("iacfix");
    let mut page = Vec::new();
    man.render_title(&mut page).unwrap();
    man.render_name_section(&mut page).unwrap();
    man.render_synopsis_section(&mut page).unwrap();
    man.render_description_section(&mut page).unwrap();
    man.render_options_section(&mut page).unwrap();
    if commands {
        man.render_subcommands_section(&mut page).unwrap();
    }
    let page = String::from_utf8(page).unwrap();
    let lines = page.lines().map(|line| format!("{}\n", line.trim_end()));
    lines.collect::<String>() + more
}

#[test]
fn the_manual_is_a_manual() {
    if !has_tools(&["mandoc"]) {
        return;
    }
    let sandbox = Sandbox::new::<&str>(&[]);
    let mandoc = |arguments: &[&str], page: &Path| {
        let arguments = [arguments, &[page.to_str().unwrap()]].concat();
        sandbox.execute(Path::new("mandoc"), &arguments, "")
    };
    for entry in fs::read_dir(root().join("man")).unwrap() {
        let page = entry.unwrap().path();
        let lint = mandoc(&["-T", "lint", "-W", "unsupp"], &page);
        assert_eq!((lint.code, lint.stdout.as_str()), (0, ""), "{lint:?}");
        // A page that mandoc cannot tell the date of is no worse for it.
        let lint = mandoc(&["-T", "lint", "-W", "warning"], &page);
        let about_layout =
            |line: &&str| line.contains("skipping paragraph macro") || line.contains(" date");
        let warnings: Vec<_> = lint
            .stdout
            .lines()
            .filter(|line| !about_layout(line))
            .collect();
        assert!(warnings.is_empty(), "{warnings:#?}");
    }
    let text = mandoc(&["-T", "ascii"], &root().join("man/iacfix.1")).stdout;
    let text: String = text.chars().filter(|next| *next != '\u{8}').collect();
    for words in ["--staged", "iacfix-explain(1)", "130"] {
        assert!(
            text.contains(words) || text.contains(&twice(words)),
            "{words}: {text}"
        );
    }
}

/// Bold as a printer does it: each character over itself.
fn twice(text: &str) -> String {
    text.chars().flat_map(|next| [next, next]).collect()
}

fn validator() -> Validator {
    let schema: Value = serde_json::from_str(&schema(ALL)).unwrap();
    jsonschema::draft7::meta::validate(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

/// What is wrong with a configuration, as its schema says.
fn problems(validator: &Validator, text: &str) -> Vec<String> {
    let value: Value = toml::from_str(text).unwrap();
    let errors = validator.iter_errors(&value);
    errors.map(|error| error.to_string()).collect()
}

#[test]
fn the_schema_accepts_what_the_parser_accepts() {
    let validator = validator();
    let id = ALL[0].id;
    let values = [
        "0",
        "1",
        "-1",
        "7",
        "1_000",
        "4294967295",
        "4294967296",
        "1.5",
        "true",
        "2020-01-01",
        "{}",
        "{ a = 1 }",
        "\"\"",
        "\"x\"",
        "\"safe\"",
        "\"unsafe\"",
        "\"display-only\"",
        "[]",
        "[1]",
        "[\"x\"]",
        "[\"x\", 1]",
        "[[\"x\"]]",
        "\"unused-suppression\"",
        "[\"unused-suppression\"]",
    ];
    let mut values = values.map(str::to_owned).to_vec();
    values.extend([format!("{id:?}"), format!("[{id:?}, {id:?}]")]);
    let mut keys: Vec<String> = keys_to_set(ALL).into_iter().map(|(key, _)| key).collect();
    for more in [
        "provider",
        "codemod",
        "codemod.nobody",
        "selct",
        "provider.azure",
        "Select",
        "\"\"",
    ] {
        keys.push(more.to_owned());
    }
    keys.extend([format!("codemod.{id}"), format!("codemod.{id}.nothing")]);
    let mut accepted = 0;
    for key in &keys {
        for value in &values {
            let text = format!("{key} = {value}\n");
            let parsed = Config::parse(ALL, &text, Table::Whole);
            let problems = problems(&validator, &text);
            assert_eq!(
                parsed.is_ok(),
                problems.is_empty(),
                "{text}{parsed:?}\n{problems:?}"
            );
            accepted += usize::from(parsed.is_ok());
        }
    }
    assert!(
        accepted > keys.len(),
        "{accepted} of {}",
        keys.len() * values.len()
    );
}

#[test]
fn configurations_that_are_shown_and_used_are_valid() {
    let validator = validator();
    // Every line of the template counts, too, once it is no comment any more.
    let template = template(ALL);
    let uncommented = template.lines().map(|line| match line.strip_prefix('#') {
        Some(setting) if !setting.starts_with([' ', ':']) => format!("{setting}\n"),
        _ => format!("{line}\n"),
    });
    let uncommented: String = uncommented.collect();
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let example = readme.split("```toml\n").nth(1).unwrap();
    let example = example.split("```").next().unwrap().to_owned();
    assert!(example.contains("[codemod."), "{example}");
    let mut texts = vec![(PathBuf::from("README.md"), example)];
    texts.push((PathBuf::from("template"), template.clone()));
    texts.push((PathBuf::from("template"), uncommented));
    let mut folders = vec![root().join("golden"), root().join("examples")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name().unwrap() == "iacfix.toml" {
                let text = fs::read_to_string(&path).unwrap();
                texts.push((path, text));
            }
        }
    }
    assert!(texts.len() > 5, "{}", texts.len());
    for (path, text) in texts {
        let problems = problems(&validator, &text);
        assert!(
            problems.is_empty(),
            "{}: {problems:?}\n{text}",
            path.display()
        );
    }
}

#[test]
fn init_writes_the_schema_that_its_first_line_names() {
    let sandbox = Sandbox::new::<&str>(&[]);
    let run = sandbox.run(&["init"]);
    assert_eq!(run.code, 0, "{run:?}");
    let named = sandbox.read("iacfix.toml");
    let named = named.lines().next().unwrap().strip_prefix("#:schema ./");
    assert_eq!(named, Some(SCHEMA_FILE));
    assert_eq!(sandbox.read(SCHEMA_FILE), schema(ALL));
    assert_eq!(sandbox.run(&["schema"]).stdout, schema(ALL));
    // One that an older version wrote is brought up to date; nothing is touched beside a configuration that is there.
    sandbox.write(SCHEMA_FILE, "{}\n");
    assert_eq!(sandbox.run(&["init"]).code, 2);
    assert_eq!(sandbox.read(SCHEMA_FILE), "{}\n");
    fs::remove_file(sandbox.path("iacfix.toml")).unwrap();
    assert_eq!(sandbox.run(&["init"]).code, 0);
    assert_eq!(sandbox.read(SCHEMA_FILE), schema(ALL));
}

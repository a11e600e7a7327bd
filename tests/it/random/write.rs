//! Writing a program in one of the languages and one of many styles.

use iacfix::syntax::Language;

use super::choices::Choices;
use super::code::{Comments, Entry, Form, Key, Object, Resource, Statement, Value, snake};

/// How a file is written.
#[derive(Clone, Debug)]
pub(super) struct Style {
    pub(super) language: Language,
    indent: &'static str,
    quote: char,
    semicolons: bool,
    trailing_commas: bool,
    imports: Imports,
    pub(super) crlf: bool,
    bom: bool,
    final_newline: bool,
}

/// How a file names the provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Imports {
    /// `import * as aws`.
    Whole,
    /// `import { lambda, s3 }`.
    Modules,
    /// `import * as s3 from "@pulumi/aws/s3"`.
    Deep,
}

impl Style {
    pub(super) fn of(language: Language, choices: &mut Choices<'_>) -> Self {
        let indents = match language {
            Language::TypeScript => ["  ", "    ", "\t"],
            Language::Python => ["    ", "  ", "\t"],
        };
        Self {
            language,
            indent: choices.pick(&indents),
            quote: choices.pick(&['"', '\'']),
            semicolons: !choices.one_in(3),
            trailing_commas: !choices.one_in(3),
            imports: choices.pick(&[Imports::Whole, Imports::Modules, Imports::Deep]),
            crlf: choices.one_in(6),
            bom: choices.one_in(8),
            final_newline: !choices.one_in(6),
        }
    }

    /// The whole file.
    pub(super) fn file(&self, statements: &[Statement]) -> String {
        let mut lines = self.import_lines();
        lines.push(String::new());
        self.statements(statements, 0, &mut lines);
        let mut text = lines.join("\n");
        if self.final_newline {
            text.push('\n');
        }
        if self.crlf {
            text = text.replace('\n', "\r\n");
        }
        if self.bom {
            text.insert(0, '\u{feff}');
        }
        text
    }

    fn import_lines(&self) -> Vec<String> {
        const MODULES: [&str; 8] = [
            "lambda",
            "s3",
            "apigateway",
            "iam",
            "appautoscaling",
            "ec2",
            "cloudwatch",
            "sqs",
        ];
        let q = self.quote;
        let end = self.end();
        match self.language {
            Language::TypeScript => {
                let mut lines = vec![format!("import * as pulumi from {q}@pulumi/pulumi{q}{end}")];
                match self.imports {
                    Imports::Whole => {
                        lines.push(format!("import * as aws from {q}@pulumi/aws{q}{end}"));
                    }
                    Imports::Modules => lines.push(format!(
                        "import {{ {}, Provider }} from {q}@pulumi/aws{q}{end}",
                        MODULES.join(", ")
                    )),
                    Imports::Deep => {
                        lines.extend(MODULES.map(|module| {
                            format!("import * as {module} from {q}@pulumi/aws/{module}{q}{end}")
                        }));
                        let module = "@pulumi/aws/provider";
                        lines.push(format!("import {{ Provider }} from {q}{module}{q}{end}"));
                    }
                }
                lines
            }
            Language::Python => {
                let mut lines = vec!["import pulumi".to_owned()];
                match self.imports {
                    Imports::Whole => lines.push("import pulumi_aws as aws".to_owned()),
                    Imports::Modules => {
                        let names = "lambda_, s3, apigateway, iam, appautoscaling, ec2, cloudwatch, sqs, Provider";
                        lines.push(format!("from pulumi_aws import {names}"));
                    }
                    Imports::Deep => lines.push("import pulumi_aws".to_owned()),
                }
                lines
            }
        }
    }

    /// `aws.s3.Bucket`, as the file names it; a class of no module is the package's own.
    fn class(&self, module: &str, class: &str) -> String {
        let py = self.language == Language::Python;
        let module = if py && module == "lambda" {
            "lambda_"
        } else {
            module
        };
        if module.is_empty() {
            return match self.imports {
                Imports::Whole => format!("aws.{class}"),
                Imports::Deep if py => format!("pulumi_aws.{class}"),
                Imports::Modules | Imports::Deep => class.to_owned(),
            };
        }
        match self.imports {
            Imports::Whole => format!("aws.{module}.{class}"),
            Imports::Deep if py => format!("pulumi_aws.{module}.{class}"),
            Imports::Modules | Imports::Deep => format!("{module}.{class}"),
        }
    }

    fn end(&self) -> &'static str {
        match self.language {
            Language::TypeScript if self.semicolons => ";",
            _ => "",
        }
    }

    fn mark(&self) -> &'static str {
        match self.language {
            Language::TypeScript => "//",
            Language::Python => "#",
        }
    }

    fn statements(&self, statements: &[Statement], level: usize, lines: &mut Vec<String>) {
        let indent = self.indent.repeat(level);
        for statement in statements {
            lines.extend(std::iter::repeat_n(String::new(), statement.blank));
            let Comments { above, after, .. } = &statement.comments;
            for comment in above {
                lines.push(format!("{indent}{} {comment}", self.mark()));
            }
            let start = lines.len();
            self.statement(&statement.form, level, lines);
            if let Some(after) = after {
                let is_block = matches!(statement.form, Form::Block { .. });
                let at = if is_block { start } else { lines.len() - 1 };
                let comment = format!(" {} {after}", self.mark());
                lines[at].push_str(&comment);
            }
        }
    }

    fn statement(&self, form: &Form, level: usize, lines: &mut Vec<String>) {
        let indent = self.indent.repeat(level);
        let ts = self.language == Language::TypeScript;
        let end = self.end();
        let line = match form {
            Form::Declare {
                name,
                value,
                exported,
            } => {
                let value = self.value(value, level);
                match (ts, exported) {
                    (true, true) => format!("export const {name} = {value}{end}"),
                    (true, false) => format!("const {name} = {value}{end}"),
                    (false, _) => format!("{} = {value}", snake(name)),
                }
            }
            Form::Bare(value) => format!("{}{end}", self.value(value, level)),
            Form::Assign(target, value) => {
                let target = self.own(target);
                format!("{target} = {}{end}", self.value(value, level))
            }
            Form::Export(name, value) => {
                let value = self.value(value, level);
                if ts {
                    format!("export const {name} = {value}{end}")
                } else {
                    let name = self.quoted(&snake(name));
                    format!("pulumi.export({name}, {value})")
                }
            }
            Form::Block { open, body, close } => {
                lines.push(format!("{indent}{}", self.own(open)));
                self.statements(body, level + 1, lines);
                if !ts {
                    if body.is_empty() {
                        lines.push(format!("{indent}{}pass", self.indent));
                    }
                    return;
                }
                close.clone()
            }
        };
        // The lines of a value carry their own indentation, but for the first.
        let mut first = true;
        for line in line.split('\n') {
            let lead = if first { indent.as_str() } else { "" };
            lines.push(format!("{lead}{line}"));
            first = false;
        }
    }

    fn own<'v>(&self, (ts, py): &'v (String, String)) -> &'v str {
        match self.language {
            Language::TypeScript => ts,
            Language::Python => py,
        }
    }

    fn quoted(&self, text: &str) -> String {
        let q = self.quote;
        let escaped = text.replace('\\', "\\\\").replace(q, &format!("\\{q}"));
        format!("{q}{escaped}{q}")
    }

    fn value(&self, value: &Value, level: usize) -> String {
        match value {
            Value::Text(text) => self.quoted(text),
            Value::Code(ts, py) => match self.language {
                Language::TypeScript => ts.clone(),
                Language::Python => py.clone(),
            },
            Value::Object(object) => self.object(object, level),
            Value::List(values) => {
                let values: Vec<String> = values
                    .iter()
                    .map(|value| self.value(value, level))
                    .collect();
                format!("[{}]", values.join(", "))
            }
            Value::Around(before, value, after) => {
                let value = self.value(value, level);
                format!("{}{value}{}", self.own(before), self.own(after))
            }
            Value::Choice(condition, yes, no) => {
                let condition = self.own(condition);
                let (yes, no) = (self.value(yes, level), self.value(no, level));
                match self.language {
                    Language::TypeScript => format!("{condition} ? {yes} : {no}"),
                    Language::Python => format!("{yes} if {condition} else {no}"),
                }
            }
            Value::Resource(resource) => self.resource(resource, level),
        }
    }

    fn resource(&self, resource: &Resource, level: usize) -> String {
        let class = self.class(resource.module, resource.class);
        let name = self.value(&resource.name, level);
        match self.language {
            Language::TypeScript => {
                let mut text = format!(
                    "new {class}({name}, {}",
                    self.object(&resource.arguments, level)
                );
                if let Some(options) = &resource.options {
                    text.push_str(&format!(", {}", self.object(options, level)));
                }
                text + ")"
            }
            Language::Python => {
                let mut arguments = resource.arguments.clone();
                if let Some(options) = &resource.options {
                    let options = self.entries(options, level, true);
                    let call = format!("pulumi.ResourceOptions({})", options.join(", "));
                    arguments
                        .entries
                        .push(Entry::name("opts", Value::Code(String::new(), call)));
                }
                self.bracketed(
                    &arguments,
                    level,
                    (&format!("{class}("), ")"),
                    true,
                    vec![name],
                )
            }
        }
    }

    fn object(&self, object: &Object, level: usize) -> String {
        match (self.language, object.class) {
            (Language::Python, Some(class)) => {
                let class = format!("{}(", self.class("lambda", class));
                self.bracketed(object, level, (&class, ")"), true, Vec::new())
            }
            _ => self.bracketed(object, level, ("{", "}"), false, Vec::new()),
        }
    }

    /// The entries between brackets, on one line or each on its own.
    fn bracketed(
        &self,
        object: &Object,
        level: usize,
        (open, close): (&str, &str),
        keywords: bool,
        first: Vec<String>,
    ) -> String {
        let commented = object
            .entries
            .iter()
            .any(|entry| !entry.comments.above.is_empty() || entry.comments.after.is_some());
        let empty = object.entries.is_empty() && first.is_empty();
        if empty || !(object.open || commented) {
            let mut parts = first;
            parts.extend(self.entries(object, level, keywords));
            let parts = parts.join(", ");
            return match self.language {
                Language::TypeScript if !empty => format!("{open} {parts} {close}"),
                _ => format!("{open}{parts}{close}"),
            };
        }
        let inner = self.indent.repeat(level + 1);
        let mut text = format!("{open}\n");
        let count = first.len() + object.entries.len();
        let comma = |at: usize| {
            if at + 1 < count || self.trailing_commas {
                ","
            } else {
                ""
            }
        };
        for (at, part) in first.iter().enumerate() {
            text.push_str(&format!("{inner}{part}{}\n", comma(at)));
        }
        let parts = self.entries(object, level + 1, keywords);
        for (at, (entry, part)) in object.entries.iter().zip(parts).enumerate() {
            for comment in &entry.comments.above {
                text.push_str(&format!("{inner}{} {comment}\n", self.mark()));
            }
            text.push_str(&format!("{inner}{part}{}", comma(first.len() + at)));
            if let Some(after) = &entry.comments.after {
                text.push_str(&format!(" {} {after}", self.mark()));
            }
            text.push('\n');
        }
        text + &self.indent.repeat(level) + close
    }

    fn entries(&self, object: &Object, level: usize, keywords: bool) -> Vec<String> {
        let entries = object.entries.iter();
        entries
            .map(|entry| {
                let value = self.value(&entry.value, level);
                let within = match (&entry.comments.within, self.language) {
                    (Some(comment), Language::TypeScript) => format!("/* {comment} */ "),
                    _ => String::new(),
                };
                match (&entry.key, self.language) {
                    (Key::Spread, Language::TypeScript) => format!("...{value}"),
                    (Key::Spread, Language::Python) => format!("**{value}"),
                    (Key::Name(key) | Key::Data(key), Language::TypeScript) => {
                        format!("{key}: {within}{value}")
                    }
                    (Key::Name(key), Language::Python) if keywords => {
                        format!("{}={value}", snake(key))
                    }
                    (Key::Name(key), Language::Python) => {
                        format!("{}: {value}", self.quoted(&snake(key)))
                    }
                    (Key::Data(key), Language::Python) => format!("{}: {value}", self.quoted(key)),
                }
            })
            .collect()
    }
}

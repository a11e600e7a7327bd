//! Parts of random programs that are about the code of functions.

use super::choices::Choices;
use super::code::{Entry, Form, Key, Object, Resource, Statement, Value, both, code, codes, text};
use super::program::{Place, Program};

impl Program {
    /// A function whose code is a text of the program, in one of many shapes, or nearly.
    pub(super) fn inline_code(
        &mut self,
        unit: usize,
        place: Place,
        choices: &mut Choices<'_>,
        body: &mut Vec<Statement>,
    ) {
        let marker = format!("work{unit}");
        let asset = |source: Value| {
            Value::Around(
                both("new pulumi.asset.StringAsset(", "pulumi.StringAsset("),
                Box::new(source),
                both(")", ")"),
            )
        };
        let shape = choices.below(6);
        let source = match shape {
            0 => codes(
                format!("`\n  exports.{marker} = (it) => \\`<\\${{it}}>\\`;\n`"),
                format!("\"\"\"\ndef {marker}(it):\n    return '\\\\n'\n\"\"\""),
            ),
            1 => codes(
                format!("[\"exports.{marker} = 1;\", \"\"].join(\"\\n\")"),
                format!("\"\\n\".join([\"{marker} = 1\", \"\"])"),
            ),
            2 => codes(
                format!("`\n exports.{marker} = 1;\n`.trim()"),
                format!("\"\"\"\n{marker} = 1\n\"\"\".strip()"),
            ),
            // A value is put into it.
            3 => codes(
                format!("`exports.{marker} = '${{region}}';`"),
                format!("f\"{marker} = '{{region}}'\""),
            ),
            _ => codes(
                format!("'exports.{marker} = ' + '1;\\n'"),
                format!("\"{marker} = \" + \"1\\n\""),
            ),
        };
        let source = match choices.one_in(3) {
            true => {
                let name = format!("source{unit}");
                body.push(Statement::of(Form::Declare {
                    name: name.clone(),
                    value: source,
                    exported: false,
                }));
                code(name)
            }
            false => source,
        };
        let mut files = Object {
            entries: vec![Entry::data("index", asset(source))],
            open: !choices.one_in(3),
            ..Object::default()
        };
        self.comment_entries(&mut files, choices);
        let archive = Value::Around(
            both("new pulumi.asset.AssetArchive(", "pulumi.AssetArchive("),
            Box::new(Value::Object(files)),
            both(")", ")"),
        );
        let archive = match choices.one_in(3) {
            true => {
                let name = format!("archive{unit}");
                body.push(Statement::of(Form::Declare {
                    name: name.clone(),
                    value: archive,
                    exported: false,
                }));
                code(name)
            }
            false => archive,
        };
        if shape != 3 {
            self.gone.push(both(&marker, &marker));
        }
        let handler = self.marker("handler");
        let mut arguments = Object {
            entries: vec![
                Entry::name("role", code("role")),
                Entry::name("handler", text(handler)),
                Entry::name("code", archive),
            ],
            ..Object::default()
        };
        self.comment_entries(&mut arguments, choices);
        let function = Resource {
            module: "lambda",
            class: "Function",
            name: Box::new(place.name(&format!("fn{unit}"))),
            arguments,
            options: place.options(choices),
        };
        body.push(self.declared_or_bare(format!("fn{unit}"), function, place, choices));
    }

    /// A function that packs a folder of code.
    pub(super) fn packed_folder(
        &mut self,
        unit: usize,
        place: Place,
        choices: &mut Choices<'_>,
        body: &mut Vec<Statement>,
    ) {
        let folder = format!("code{unit}");
        self.files.push((
            format!("{folder}/index.js"),
            "exports.run = 1;\n".to_owned(),
        ));
        let archive = Value::Around(
            both("new pulumi.asset.FileArchive(", "pulumi.FileArchive("),
            Box::new(text(format!("./{folder}"))),
            both(")", ")"),
        );
        let description = self.marker("description");
        let runtime = choices.pick(&["nodejs20.x", "python3.12", "ruby3.3"]);
        let mut entries = vec![
            Entry::name("role", code("role")),
            Entry::name("description", text(description)),
            Entry::name("runtime", text(runtime)),
            Entry::name("code", archive),
            Entry::name("handler", text("index.run")),
        ];
        if choices.one_in(3) {
            let list = Value::List(vec![text(choices.pick(&["arm64", "x86_64"]))]);
            entries.insert(2, Entry::name("architectures", list));
        }
        let mut arguments = Object {
            entries,
            ..Object::default()
        };
        self.comment_entries(&mut arguments, choices);
        // What is protected cannot be replaced.
        let protects = |object: &Object| {
            let mut keys = object.entries.iter().map(|entry| &entry.key);
            keys.any(|key| matches!(key, Key::Name(name) if name == "protect"))
        };
        let options = place.options(choices).filter(|object| !protects(object));
        let function = Resource {
            module: "lambda",
            class: "Function",
            name: Box::new(place.name(&format!("fn{unit}"))),
            arguments,
            options,
        };
        body.push(self.declared_or_bare(format!("fn{unit}"), function, place, choices));
        // In a loop each function would have a repository of its own.
        if place != Place::Loop {
            self.gone.push(both(&folder, &folder));
        }
    }
}

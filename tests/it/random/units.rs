//! The parts that random programs are made of: each a defect that some codemod repairs, or what looks like one.

use iacfix::syntax::Language;

use super::choices::Choices;
use super::code::{
    Comments, Entry, Form, Object, Resource, Statement, Value, both, code, codes, text,
};

/// A program that is being made up.
pub(super) struct Program {
    pub(super) statements: Vec<Statement>,
    /// What no fixed program may hold, in TypeScript and in Python, if nothing hides it.
    gone: Vec<(String, String)>,
    /// The same, where the version of the provider is known.
    gone_of_known_version: Vec<(String, String)>,
    /// What every fixed program has to hold if nothing hides it.
    wanted: Vec<(String, String)>,
    /// What every fixed program has to hold, exactly once.
    pub(super) kept: Vec<String>,
    /// Whether a comment suppresses something, so that a defect may stay.
    pub(super) suppressed: bool,
    /// Whether a function makes an environment, so that a key of it may stay.
    unfollowed: bool,
    count: usize,
}

/// The keys that Lambda reserves, of which programs are made.
const RESERVED: [&str; 4] = [
    "AWS_REGION",
    "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_SESSION_TOKEN",
    "AWS_DEFAULT_REGION",
];

/// Keys that look as if they were reserved.
const FREE: [&str; 4] = ["TZ", "MY_AWS_REGION", "AWS_ACCOUNT_ID", "aws_region"];

/// A number of executions that no account gives.
const MANY: &str = "777";

impl Program {
    pub(super) fn new() -> Self {
        Self {
            statements: Vec::new(),
            gone: Vec::new(),
            gone_of_known_version: Vec::new(),
            wanted: Vec::new(),
            kept: Vec::new(),
            suppressed: false,
            unfollowed: false,
            count: 0,
        }
    }

    /// What no fixed program may hold.
    pub(super) fn gone(&self, language: Language, version: Option<u32>) -> Vec<String> {
        if self.suppressed {
            return Vec::new();
        }
        let of_known = version.map_or(&[][..], |_| &self.gone_of_known_version[..]);
        let hidden =
            |text: &str| self.unfollowed && RESERVED.iter().any(|key| text.starts_with(key));
        let gone = self.gone.iter().chain(of_known);
        gone.filter(|(ts, _)| !hidden(ts))
            .map(|pair| of(language, pair))
            .collect()
    }

    /// What every fixed program has to hold.
    pub(super) fn wanted(&self, language: Language) -> Vec<String> {
        let wanted = self.wanted.iter().filter(|_| !self.suppressed);
        wanted.map(|pair| of(language, pair)).collect()
    }

    /// Adds one part at a random place of the program.
    pub(super) fn add(&mut self, choices: &mut Choices<'_>) {
        self.count += 1;
        let unit = self.count;
        let place = choices.pick(&[
            Place::Top,
            Place::Function,
            Place::Component,
            Place::Loop,
            Place::Condition,
        ]);
        let mut body = Vec::new();
        match choices.below(7) {
            0..=2 => self.lambda(unit, place, choices, &mut body),
            3 => self.bucket(unit, place, choices, &mut body),
            4 => self.deployment(unit, place, choices, &mut body),
            5 => self.provisioned(unit, place, choices, &mut body),
            _ => self.component(unit, place, choices, &mut body),
        }
        for statement in &mut body {
            statement.blank = choices.pick(&[0, 1, 0, 2]);
            self.comment(&mut statement.comments, choices, 4);
        }
        let placed = self.placed(unit, place, body);
        self.statements.extend(placed);
    }

    /// A text that no other part of the program holds, and that has to stay.
    fn marker(&mut self, what: &str) -> String {
        let marker = format!("{what}-{}x", self.kept.len());
        self.kept.push(marker.clone());
        marker
    }

    fn comment(&mut self, comments: &mut Comments, choices: &mut Choices<'_>, rarity: usize) {
        const TEXTS: [&str; 6] = [
            "plain",
            "don't, \"quote\" `this`",
            "näher betrachtet: 日本語 \u{1f680}",
            "a, b; (c [d {e",
            "}) ]; // # twice",
            "TODO(ä): \\",
        ];
        const SUPPRESSIONS: [&str; 3] = [
            "iacfix-ignore",
            "iacfix-ignore lower-reserved-concurrency, drop-reserved-env: on purpose",
            "iacfix-ignore-file split-bucket-config",
        ];
        let mut one = || {
            let texts: &[&str] = match choices.one_in(60) {
                true => &SUPPRESSIONS,
                false => &TEXTS,
            };
            choices
                .one_in(rarity)
                .then(|| choices.pick(texts).to_owned())
        };
        comments.above.extend(one());
        comments.above.extend(one());
        comments.after = one();
        comments.within = one().filter(|text| !text.contains("iacfix"));
        let all = comments.above.iter().chain(&comments.after);
        self.suppressed |= all.clone().any(|text| text.contains("iacfix"));
    }

    fn comment_entries(&mut self, object: &mut Object, choices: &mut Choices<'_>) {
        object.open = !choices.one_in(3);
        for entry in &mut object.entries {
            self.comment(&mut entry.comments, choices, 6);
        }
    }

    /// A function whose environment has keys that are reserved, in one of many shapes.
    fn lambda(
        &mut self,
        unit: usize,
        place: Place,
        choices: &mut Choices<'_>,
        body: &mut Vec<Statement>,
    ) {
        let shape = choices.below(9);
        let mut variables = self.variables(choices);
        let hoisted = format!("common{unit}");
        let mut declared = None;
        let value = match shape {
            0 => Value::Object(variables),
            1 => {
                let rest = self.variables(choices);
                declared = Some(Value::Object(rest));
                variables
                    .entries
                    .insert(0, Entry::spread(code(hoisted.clone())));
                Value::Object(variables)
            }
            2 => {
                declared = Some(Value::Object(variables));
                code(hoisted.clone())
            }
            3 => Value::Around(
                both("pulumi.output(", "pulumi.Output.from_input("),
                Box::new(Value::Object(variables)),
                both(")", ")"),
            ),
            4 => Value::Around(
                both("role.apply((arn) => (", "role.apply(lambda arn: "),
                Box::new(Value::Object(variables)),
                both("))", ")"),
            ),
            5 => Value::Around(
                both(
                    "pulumi.all([role, role]).apply(([a, b]) => (",
                    "pulumi.Output.all(role, role).apply(lambda both: ",
                ),
                Box::new(Value::Object(variables)),
                both("))", ")"),
            ),
            6 => {
                let other = self.variables(choices);
                Value::Choice(
                    both(
                        "pulumi.getStack() === \"dev\"",
                        "pulumi.get_stack() == \"dev\"",
                    ),
                    Box::new(Value::Object(variables)),
                    Box::new(Value::Object(other)),
                )
            }
            7 => {
                declared = Some(Value::Object(variables));
                code(hoisted.clone())
            }
            _ => {
                let returned = Value::Around(
                    both("return ", "return "),
                    Box::new(Value::Object(variables)),
                    both("", ""),
                );
                body.push(Statement::of(Form::Block {
                    open: both(
                        &format!("function variables{unit}() {{"),
                        &format!("def variables{unit}():"),
                    ),
                    body: vec![Statement::of(Form::Bare(returned))],
                    close: "}".to_owned(),
                }));
                code(format!("variables{unit}()"))
            }
        };
        if let Some(declared) = declared {
            body.push(Statement::of(Form::Declare {
                name: hoisted.clone(),
                value: declared,
                exported: false,
            }));
        }
        if shape == 7 {
            // The key comes later.
            body.push(Statement::of(Form::Assign(
                both(
                    &format!("{hoisted}.AWS_REGION"),
                    &format!("{hoisted}[\"AWS_REGION\"]"),
                ),
                code("region"),
            )));
        }
        let mut environment = Object {
            entries: vec![Entry::name("variables", value)],
            open: !choices.one_in(3),
            class: choices.one_in(2).then_some("FunctionEnvironmentArgs"),
        };
        self.comment_entries(&mut environment, choices);
        let mut function = self.function(unit, place, choices, body);
        function
            .arguments
            .entries
            .push(Entry::name("environment", Value::Object(environment)));
        self.comment_entries(&mut function.arguments, choices);
        // What a function returns is not followed.
        self.unfollowed |= shape == 8;
        for key in RESERVED {
            self.gone
                .push(both(&format!("{key}: "), &format!("{key}\": ")));
            self.gone
                .push(both(&format!("{key}: "), &format!("{key}': ")));
        }
        body.push(self.declared_or_bare(format!("fn{unit}"), function, place, choices));
    }

    fn variables(&mut self, choices: &mut Choices<'_>) -> Object {
        let mut object = Object::default();
        let mut keys: Vec<&str> = Vec::new();
        for _ in 0..1 + choices.below(4) {
            let reserved = !choices.one_in(2);
            let key = choices.pick(if reserved { &RESERVED } else { &FREE });
            if keys.contains(&key) {
                continue;
            }
            keys.push(key);
            let value = if reserved {
                match choices.below(6) {
                    0..=2 => code("region"),
                    3 => text("eu-west-1"),
                    4 => codes("process.env.HOME ?? \"\"", "os.environ.get(\"HOME\", \"\")"),
                    _ => codes("`${region}-a`", "f\"{region}-a\""),
                }
            } else {
                text(self.marker("value"))
            };
            object.entries.push(Entry::data(key, value));
        }
        self.comment_entries(&mut object, choices);
        object
    }

    fn function(
        &mut self,
        unit: usize,
        place: Place,
        choices: &mut Choices<'_>,
        body: &mut Vec<Statement>,
    ) -> Resource {
        let handler = self.marker("handler");
        let mut entries = vec![
            Entry::name("role", code("role")),
            Entry::name("handler", text(handler)),
        ];
        let reserved = match choices.below(8) {
            0 | 1 => None,
            2 => Some(code("0")),
            3 => Some(code("-1")),
            4 => Some(code("5")),
            5 => Some(code(MANY)),
            6 => Some(codes(
                format!("config.getNumber(\"reserved{unit}\") ?? {MANY}"),
                format!("config.get_int(\"reserved{unit}\") or {MANY}"),
            )),
            _ => {
                let name = format!("limit{unit}");
                body.push(Statement::of(Form::Declare {
                    name: name.clone(),
                    value: code(MANY),
                    exported: false,
                }));
                Some(code(name))
            }
        };
        if let Some(value) = reserved {
            entries.push(Entry::name("reservedConcurrentExecutions", value));
        }
        self.gone.push(both(MANY, MANY));
        Resource {
            module: "lambda",
            class: "Function",
            name: Box::new(place.name(&format!("fn{unit}"))),
            arguments: Object {
                entries,
                ..Object::default()
            },
            options: place.options(choices),
        }
    }

    /// A bucket with some of its configuration inline.
    fn bucket(
        &mut self,
        unit: usize,
        place: Place,
        choices: &mut Choices<'_>,
        body: &mut Vec<Statement>,
    ) {
        let one = |key: &str, value: Value| {
            Value::Object(Object {
                entries: vec![Entry::name(key, value)],
                ..Object::default()
            })
        };
        let yes = || codes("true", "True");
        let mut entries = Vec::new();
        let tag = self.marker("tag");
        entries.push(Entry::name(
            "tags",
            Value::Object(Object {
                entries: vec![Entry::data("Owner", text(tag))],
                ..Object::default()
            }),
        ));
        if choices.one_in(2) {
            entries.push(Entry::name("forceDestroy", yes()));
        }
        for _ in 0..1 + choices.below(3) {
            let (key, value) = match choices.below(6) {
                0 => ("versioning", one("enabled", yes())),
                1 => (
                    "serverSideEncryptionConfiguration",
                    one(
                        "rule",
                        one(
                            "applyServerSideEncryptionByDefault",
                            one("sseAlgorithm", text("AES256")),
                        ),
                    ),
                ),
                2 => {
                    let Value::Object(mut rule) = one("enabled", yes()) else {
                        continue;
                    };
                    rule.entries.push(Entry::name("id", text("old")));
                    rule.entries
                        .push(Entry::name("expiration", one("days", code("30"))));
                    self.comment_entries(&mut rule, choices);
                    ("lifecycleRules", Value::List(vec![Value::Object(rule)]))
                }
                3 => ("website", one("indexDocument", text("index.html"))),
                4 => {
                    let Value::Object(mut rule) =
                        one("allowedMethods", Value::List(vec![text("GET")]))
                    else {
                        continue;
                    };
                    rule.entries.push(Entry::name(
                        "allowedOrigins",
                        Value::List(vec![text("*"), text("näher")]),
                    ));
                    ("corsRules", Value::List(vec![Value::Object(rule)]))
                }
                _ => ("acl", text("public-read")),
            };
            let taken = entries
                .iter()
                .any(|entry| matches!(&entry.key, super::code::Key::Name(name) if name == key));
            if !taken {
                if matches!(
                    key,
                    "versioning" | "serverSideEncryptionConfiguration" | "website"
                ) {
                    let gone = both(
                        &format!("{key}: "),
                        &format!("{}=", super::code::snake(key)),
                    );
                    self.gone_of_known_version.push(gone);
                }
                entries.push(Entry::name(key, value));
            }
        }
        let mut arguments = Object {
            entries,
            ..Object::default()
        };
        self.comment_entries(&mut arguments, choices);
        let resource = Resource {
            module: "s3",
            class: choices.pick(&["Bucket", "BucketV2"]),
            name: Box::new(place.name(&format!("bucket{unit}"))),
            arguments,
            options: place.options(choices),
        };
        body.push(self.declared_or_bare(format!("bucket{unit}"), resource, place, choices));
    }

    /// A deployment that makes its stage itself, and somebody who asks it for that.
    fn deployment(
        &mut self,
        unit: usize,
        place: Place,
        choices: &mut Choices<'_>,
        body: &mut Vec<Statement>,
    ) {
        let api = format!("api{unit}");
        let deployment = format!("deployment{unit}");
        body.push(Statement::of(Form::Declare {
            name: api.clone(),
            value: Value::Resource(Resource {
                module: "apigateway",
                class: "RestApi",
                name: Box::new(place.name(&api)),
                arguments: Object::default(),
                options: place.options(choices),
            }),
            exported: false,
        }));
        let description = self.marker("description");
        let mut entries = vec![
            Entry::name("restApi", code(format!("{api}.id"))),
            Entry::name("stageName", text("prod")),
            Entry::name("description", text(description)),
        ];
        if choices.one_in(2) {
            let stage = self.marker("stage");
            entries.push(Entry::name("stageDescription", text(stage)));
        }
        let mut arguments = Object {
            entries,
            ..Object::default()
        };
        self.comment_entries(&mut arguments, choices);
        body.push(Statement::of(Form::Declare {
            name: deployment.clone(),
            value: Value::Resource(Resource {
                module: "apigateway",
                class: "Deployment",
                name: Box::new(place.name(&deployment)),
                arguments,
                options: place.options(choices),
            }),
            exported: false,
        }));
        if choices.one_in(2) {
            let url = codes(
                format!("{deployment}.invokeUrl"),
                format!("{deployment}.invoke_url"),
            );
            body.push(Statement::of(match place {
                Place::Top => Form::Export(format!("url{unit}"), url),
                _ => Form::Declare {
                    name: format!("url{unit}"),
                    value: url,
                    exported: false,
                },
            }));
        }
        self.gone.push(both(
            &format!("{deployment}.invokeUrl"),
            &format!("{deployment}.invoke_url"),
        ));
    }

    /// Provisioned concurrency of a function that publishes nothing.
    fn provisioned(
        &mut self,
        unit: usize,
        place: Place,
        choices: &mut Choices<'_>,
        body: &mut Vec<Statement>,
    ) {
        let name = format!("fn{unit}");
        let mut function = self.function(unit, place, choices, body);
        self.comment_entries(&mut function.arguments, choices);
        body.push(Statement::of(Form::Declare {
            name: name.clone(),
            value: Value::Resource(function),
            exported: false,
        }));
        let version = match choices.below(2) {
            0 => text("$LATEST"),
            _ => code(format!("{name}.version")),
        };
        let qualifier = if choices.one_in(2) {
            let alias = format!("alias{unit}");
            let mut arguments = Object {
                entries: vec![
                    Entry::name("functionName", code(format!("{name}.name"))),
                    Entry::name("functionVersion", version),
                ],
                ..Object::default()
            };
            self.comment_entries(&mut arguments, choices);
            body.push(Statement::of(Form::Declare {
                name: alias.clone(),
                value: Value::Resource(Resource {
                    module: "lambda",
                    class: "Alias",
                    name: Box::new(place.name(&alias)),
                    arguments,
                    options: place.options(choices),
                }),
                exported: false,
            }));
            code(format!("{alias}.name"))
        } else {
            version
        };
        let mut arguments = Object {
            entries: vec![
                Entry::name("functionName", code(format!("{name}.name"))),
                Entry::name("qualifier", qualifier),
                Entry::name("provisionedConcurrentExecutions", code("2")),
            ],
            ..Object::default()
        };
        self.comment_entries(&mut arguments, choices);
        let resource = Resource {
            module: "lambda",
            class: "ProvisionedConcurrencyConfig",
            name: Box::new(place.name(&format!("warm{unit}"))),
            arguments,
            options: place.options(choices),
        };
        body.push(self.declared_or_bare(format!("warm{unit}"), resource, place, choices));
        self.gone.push(both("$LATEST", "$LATEST"));
        self.gone.push(both(
            &format!("qualifier: {name}.version"),
            &format!("qualifier={name}.version"),
        ));
    }

    /// A component whose outputs nobody exports. It stands before everything, so that its class is known.
    fn component(
        &mut self,
        unit: usize,
        place: Place,
        choices: &mut Choices<'_>,
        body: &mut Vec<Statement>,
    ) {
        let class = format!("Stack{unit}");
        let output = format!("topicArn{unit}");
        let topic = codes(
            format!("this.{output} = pulumi.output(name)"),
            format!(
                "self.{} = pulumi.Output.from_input(name)",
                super::code::snake(&output)
            ),
        );
        let registers = codes("this.registerOutputs({})", "self.register_outputs({})");
        let mut statements = vec![
            Statement::of(Form::Bare(codes(
                format!("super(\"acme:{class}\", name, {{}}, opts)"),
                format!("super().__init__(\"acme:{class}\", name, None, opts)"),
            ))),
            Statement::of(Form::Bare(topic)),
            Statement::of(Form::Bare(registers)),
        ];
        for statement in &mut statements {
            self.comment(&mut statement.comments, choices, 6);
        }
        let constructor = Statement::of(Form::Block {
            open: both(
                "constructor(name: string, opts?: pulumi.ComponentResourceOptions) {",
                "def __init__(self, name, opts=None):",
            ),
            body: statements,
            close: "}".to_owned(),
        });
        let field = Statement::of(Form::Bare(codes(
            format!("public readonly {output}: pulumi.Output<string>"),
            "kind = \"component\"",
        )));
        self.statements.push(Statement {
            form: Form::Block {
                open: both(
                    &format!("class {class} extends pulumi.ComponentResource {{"),
                    &format!("class {class}(pulumi.ComponentResource):"),
                ),
                body: vec![field, constructor],
                close: "}".to_owned(),
            },
            comments: Comments::default(),
            blank: 1,
        });
        if place == Place::Top {
            self.wanted.push(both(
                &format!("export const {output} = "),
                &format!(".{}", super::code::snake(&output)),
            ));
        }
        let made = codes(
            format!("new {class}(\"stack{unit}\")"),
            format!("{class}(\"stack{unit}\")"),
        );
        body.push(Statement::of(match choices.below(2) {
            0 => Form::Bare(made),
            _ => Form::Declare {
                name: format!("stack{unit}"),
                value: made,
                exported: false,
            },
        }));
    }

    fn declared_or_bare(
        &mut self,
        name: String,
        resource: Resource,
        place: Place,
        choices: &mut Choices<'_>,
    ) -> Statement {
        let value = Value::Resource(resource);
        Statement::of(match choices.below(3) {
            0 => Form::Bare(value),
            kind => Form::Declare {
                name,
                value,
                exported: kind == 2 && place == Place::Top,
            },
        })
    }

    fn placed(&mut self, unit: usize, place: Place, body: Vec<Statement>) -> Vec<Statement> {
        let block = |open: (String, String), body: Vec<Statement>, close: &str| Statement {
            form: Form::Block {
                open,
                body,
                close: close.to_owned(),
            },
            comments: Comments::default(),
            blank: 1,
        };
        match place {
            Place::Top => body,
            Place::Function => vec![
                block(
                    both(
                        &format!("function make{unit}() {{"),
                        &format!("def make{unit}():"),
                    ),
                    body,
                    "}",
                ),
                Statement::of(Form::Bare(code(format!("make{unit}()")))),
            ],
            Place::Loop => vec![block(
                both(
                    "for (const item of [\"a\", \"b\"]) {",
                    "for item in [\"a\", \"b\"]:",
                ),
                body,
                "}",
            )],
            Place::Condition => vec![block(
                both(
                    "if (pulumi.getStack() === \"prod\") {",
                    "if pulumi.get_stack() == \"prod\":",
                ),
                body,
                "}",
            )],
            Place::Component => {
                let class = format!("Part{unit}");
                let mut inner = vec![Statement::of(Form::Bare(codes(
                    format!("super(\"acme:{class}\", name, {{}}, opts)"),
                    format!("super().__init__(\"acme:{class}\", name, None, opts)"),
                )))];
                inner.extend(body);
                let constructor = block(
                    both(
                        "constructor(name: string, opts?: pulumi.ComponentResourceOptions) {",
                        "def __init__(self, name, opts=None):",
                    ),
                    inner,
                    "}",
                );
                vec![
                    block(
                        both(
                            &format!("class {class} extends pulumi.ComponentResource {{"),
                            &format!("class {class}(pulumi.ComponentResource):"),
                        ),
                        vec![constructor],
                        "}",
                    ),
                    Statement::of(Form::Bare(codes(
                        format!("new {class}(\"part{unit}\")"),
                        format!("{class}(\"part{unit}\")"),
                    ))),
                ]
            }
        }
    }
}

fn of(language: Language, (ts, py): &(String, String)) -> String {
    match language {
        Language::TypeScript => ts.clone(),
        Language::Python => py.clone(),
    }
}

/// Where a part of a program stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Top,
    Function,
    Component,
    Loop,
    Condition,
}

impl Place {
    /// The logical name of a resource there.
    fn name(self, name: &str) -> Value {
        match self {
            Place::Loop => codes(
                format!("`{name}-${{item}}`"),
                format!("f\"{name}-{{item}}\""),
            ),
            Place::Component => codes(
                format!("`${{name}}-{name}`"),
                format!("f\"{{name}}-{name}\""),
            ),
            _ => text(name),
        }
    }

    fn options(self, choices: &mut Choices<'_>) -> Option<Object> {
        let (key, value) = match (self, choices.below(3)) {
            (_, 0) => return None,
            (Place::Component, _) => ("parent", codes("this", "self")),
            (_, 1) => ("protect", codes("true", "True")),
            _ => ("provider", code("provider")),
        };
        Some(Object {
            entries: vec![Entry::name(key, value)],
            ..Object::default()
        })
    }
}

//! The parts that random programs are made of: each a defect that some codemod repairs, or what looks like one.

use super::choices::Choices;
use super::code::{
    Comments, Entry, Form, Object, Resource, Statement, Value, both, code, codes, text,
};
use super::program::{Place, Program, RESERVED};

/// Keys that look as if they were reserved.
const FREE: [&str; 4] = ["TZ", "MY_AWS_REGION", "AWS_ACCOUNT_ID", "aws_region"];

/// A number of executions that no account gives.
const MANY: &str = "777";

impl Program {
    /// A function whose environment has keys that are reserved, in one of many shapes.
    pub(super) fn lambda(
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
    pub(super) fn bucket(
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
        let mut tags = vec![Entry::data("Owner", text(self.marker("tag")))];
        if choices.one_in(3) {
            tags.push(Entry::data("Environment", text("production")));
        }
        entries.push(Entry::name(
            "tags",
            Value::Object(Object {
                entries: tags,
                ..Object::default()
            }),
        ));
        self.gone.push(both("\"production\"", "\"production\""));
        self.gone.push(both("'production'", "'production'"));
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
    pub(super) fn deployment(
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
            let value = match choices.below(3) {
                0 => text(stage),
                // What stands on the lines of a string stays where it is.
                1 => codes(
                    format!("`for\n everyone\n\n    {stage}`"),
                    format!("\"\"\"for\n everyone\n\n    {stage}\"\"\""),
                ),
                _ => codes(
                    format!("`${{region}}\u{1} {stage}`"),
                    format!("f\"{{region}}\u{1} {stage}\""),
                ),
            };
            entries.push(Entry::name("stageDescription", value));
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
    pub(super) fn provisioned(
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

    /// Policies whose options construct their provider.
    pub(super) fn inline_provider(
        &mut self,
        unit: usize,
        place: Place,
        choices: &mut Choices<'_>,
        body: &mut Vec<Statement>,
    ) {
        let provider = |name: Value| Resource {
            module: "",
            class: "Provider",
            name: Box::new(name),
            arguments: Object {
                entries: vec![Entry::name("region", code("region"))],
                ..Object::default()
            },
            options: None,
        };
        let name = match choices.one_in(2) {
            true => place.name(&format!("far{unit}")),
            false => text(format!("far{unit}")),
        };
        for at in 0..1 + choices.below(2) {
            let mut entries = vec![Entry::name(
                "provider",
                Value::Resource(provider(name.clone())),
            )];
            if choices.one_in(2) {
                entries.insert(0, Entry::name("protect", codes("false", "False")));
            }
            let mut options = Object {
                entries,
                ..Object::default()
            };
            self.comment_entries(&mut options, choices);
            let logical = format!("far{unit}-{at}");
            let resource = Resource {
                module: "s3",
                class: "BucketPolicy",
                name: Box::new(place.name(&logical)),
                arguments: Object {
                    entries: vec![Entry::name("bucket", text(self.marker("bucket")))],
                    ..Object::default()
                },
                options: Some(options),
            };
            let policy = format!("far{unit}At{at}");
            body.push(self.declared_or_bare(policy, resource, place, choices));
        }
        let gone = |start: &str| format!("{start}Provider(");
        self.gone
            .push(both(&gone("provider: new aws."), &gone("provider=aws.")));
        self.gone
            .push(both(&gone("provider: new "), &gone("provider=")));
    }

    /// A component whose outputs nobody exports, and that is not given what the program has a variable for. It stands before everything, so that its class is known.
    pub(super) fn component(
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
        // What no property holds.
        let label = format!("label{unit}");
        let registers = codes(
            format!("this.registerOutputs({{ {label}: pulumi.interpolate`${{name}}-label` }})"),
            format!(
                "self.register_outputs({{\"{label}\": pulumi.Output.concat(name, \"-label\")}})"
            ),
        );
        self.wanted.push(both(
            &format!("this.{label} = "),
            &format!("self.{label} = "),
        ));
        // What TypeScript is not told the type of.
        let notes = codes(
            "new aws.sns.Topic(`${name}-notes`, { tags: { ...((args.labels as any) || {}) } })",
            "aws.sns.Topic(f\"{name}-notes\")",
        );
        self.wanted
            .push(both("args.labels as Record<string, string>", "-notes"));
        let mut statements = vec![
            Statement::of(Form::Bare(codes(
                format!("super(\"acme:{class}\", name, {{}}, opts)"),
                format!("super().__init__(\"acme:{class}\", name, None, opts)"),
            ))),
            Statement::of(Form::Bare(topic)),
            Statement::of(Form::Bare(notes)),
            Statement::of(Form::Bare(registers)),
        ];
        for statement in &mut statements {
            self.comment(&mut statement.comments, choices, 6);
        }
        let constructor = Statement::of(Form::Block {
            open: both(
                "constructor(name: string, args: { environment?: string; labels?: pulumi.Input<{ [key: string]: string }> } = {}, opts?: pulumi.ComponentResourceOptions) {",
                "def __init__(self, name, environment: str = \"dev\", opts=None):",
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
            self.wanted
                .push(both("{ environment }", "environment=environment"));
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
}

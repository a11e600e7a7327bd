//! Parts of random programs that are about what a team asks of its programs: names that are checked, and policies that are
//! no wider than they have to be.

use super::choices::Choices;
use super::code::{Entry, Form, Object, Resource, Statement, Value, both, codes, text};
use super::program::{Place, Program};

impl Program {
    /// A suffix that goes into a name, of a parameter, a variable or the arguments of a component; checked or not.
    pub(super) fn suffix(
        &mut self,
        unit: usize,
        choices: &mut Choices<'_>,
        body: &mut Vec<Statement>,
    ) {
        let form = choices.below(3);
        let suffix = match form {
            2 => both("args.environmentSuffix", "environment_suffix"),
            _ => both("environmentSuffix", "environment_suffix"),
        };
        let mut inner = Vec::new();
        if form == 1 {
            inner.push(Statement::of(Form::Declare {
                name: "environmentSuffix".to_owned(),
                value: codes(
                    "process.env.ENVIRONMENT_SUFFIX || \"dev\"",
                    "os.environ.get(\"ENVIRONMENT_SUFFIX\") or \"dev\"",
                ),
                exported: false,
            }));
        }
        if form == 2 {
            inner.push(Statement::of(Form::Bare(codes(
                format!("super(\"acme:Named{unit}\", name, {{}}, opts)"),
                format!("super().__init__(\"acme:Named{unit}\", name, None, opts)"),
            ))));
        }
        let is_checked = choices.one_in(4);
        if is_checked {
            inner.push(Statement::of(Form::Bare(codes(
                format!("validateName({})", suffix.0),
                format!("validate_name({})", suffix.1),
            ))));
        }
        let mut arguments = Object::default();
        let marker = self.marker("queue");
        arguments.entries.push(Entry::name("name", text(marker)));
        self.comment_entries(&mut arguments, choices);
        let queue = Resource {
            module: "sqs",
            class: "Queue",
            name: Box::new(match choices.below(3) {
                0 => codes(
                    format!("\"named{unit}-\" + {}", suffix.0),
                    format!("\"named{unit}-\" + {}", suffix.1),
                ),
                _ => codes(
                    format!("`named{unit}-${{{}}}`", suffix.0),
                    format!("f\"named{unit}-{{{}}}\"", suffix.1),
                ),
            }),
            arguments,
            options: None,
        };
        inner.push(Statement::of(Form::Bare(Value::Resource(queue))));
        for statement in &mut inner {
            statement.blank = choices.pick(&[0, 0, 1]);
            self.comment(&mut statement.comments, choices, 5);
        }
        let block = |open: (String, String), body: Vec<Statement>| {
            Statement::of(Form::Block {
                open,
                body,
                close: "}".to_owned(),
            })
        };
        body.push(match form {
            0 => block(
                both(
                    &format!("function named{unit}(environmentSuffix: string) {{"),
                    &format!("def named{unit}(environment_suffix: str):"),
                ),
                inner,
            ),
            1 => block(
                both(
                    &format!("function named{unit}() {{"),
                    &format!("def named{unit}():"),
                ),
                inner,
            ),
            _ => {
                let constructor = block(
                    both(
                        "constructor(name: string, args: { environmentSuffix: string }, opts?: pulumi.ComponentResourceOptions) {",
                        "def __init__(self, name, environment_suffix: str, opts=None):",
                    ),
                    inner,
                );
                block(
                    both(
                        &format!("class Named{unit} extends pulumi.ComponentResource {{"),
                        &format!("class Named{unit}(pulumi.ComponentResource):"),
                    ),
                    vec![constructor],
                )
            }
        });
        if !is_checked {
            self.wanted.push(both("/.test(", "re.fullmatch("));
        }
    }

    /// A policy that names resources in every region and account, in one of many shapes, or one that means to.
    pub(super) fn wildcard(
        &mut self,
        unit: usize,
        place: Place,
        choices: &mut Choices<'_>,
        body: &mut Vec<Statement>,
    ) {
        let denies = choices.one_in(5);
        let name = format!("scoped{unit}");
        let arn = |what: &str| match what {
            "plain" => text(format!("arn:aws:sqs:*:*:{name}")),
            "account" => text(format!("arn:aws:iam::*:role/{name}")),
            _ => codes(
                format!("`arn:aws:sns:*:*:{name}-${{provider ?? 'a'}}`"),
                format!("f\"arn:aws:sns:*:*:{name}-{{provider or 'a'}}\""),
            ),
        };
        let kinds = ["plain", "account", "template"];
        let resource = match choices.one_in(2) {
            true => arn(choices.pick(&kinds)),
            false => Value::List(vec![arn(choices.pick(&kinds)), arn("plain")]),
        };
        let mut statement = Object {
            entries: vec![
                Entry::data("Effect", text(if denies { "Deny" } else { "Allow" })),
                Entry::data("Action", text(self.marker("sqs:Do"))),
                Entry::data("Resource", resource),
            ],
            ..Object::default()
        };
        self.comment_entries(&mut statement, choices);
        let statements = Value::List(vec![Value::Object(statement)]);
        let document = Value::Object(Object {
            entries: vec![
                Entry::data("Version", text("2012-10-17")),
                Entry::data("Statement", statements),
            ],
            open: !choices.one_in(3),
            class: None,
        });
        let (start, end) = match choices.below(3) {
            0 => (both("JSON.stringify(", "json.dumps("), both(")", ")")),
            1 => (
                both("pulumi.jsonStringify(", "pulumi.Output.json_dumps("),
                both(")", ")"),
            ),
            _ => (
                both(
                    "role.apply((it) => JSON.stringify(",
                    "role.apply(lambda it: json.dumps(",
                ),
                both("))", "))"),
            ),
        };
        let policy = Value::Around(start, Box::new(document), end);
        let resource = Resource {
            module: "iam",
            class: "Policy",
            name: Box::new(place.name(&name)),
            arguments: Object {
                entries: vec![Entry::name("policy", policy)],
                ..Object::default()
            },
            options: place.options(choices),
        };
        body.push(self.declared_or_bare(name, resource, place, choices));
    }
}

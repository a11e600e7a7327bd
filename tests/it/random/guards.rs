//! Parts of random programs that are about what a team asks of its programs: names that are checked, and policies that are
//! no wider than they have to be.

use super::choices::Choices;
use super::code::{Form, Object, Resource, Statement, Value, both, codes};
use super::program::Program;

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
        arguments
            .entries
            .push(super::code::Entry::name("name", super::code::text(marker)));
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
}

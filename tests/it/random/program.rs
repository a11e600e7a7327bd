//! A program that is being made up: what is known about it, its comments, and where its parts stand.

use iacfix::syntax::Language;

use super::choices::Choices;
use super::code::{
    Comments, Entry, Form, Object, Resource, Statement, Value, both, code, codes, text,
};

/// A program that is being made up.
pub(super) struct Program {
    pub(super) statements: Vec<Statement>,
    /// What no fixed program may hold, in TypeScript and in Python, if nothing hides it.
    pub(super) gone: Vec<(String, String)>,
    /// The same, where the version of the provider is known.
    pub(super) gone_of_known_version: Vec<(String, String)>,
    /// What every fixed program has to hold if nothing hides it.
    pub(super) wanted: Vec<(String, String)>,
    /// What every fixed program has to hold, exactly once.
    pub(super) kept: Vec<String>,
    /// The files that lie beside it, by path.
    pub(super) files: Vec<(String, String)>,
    /// Whether a comment suppresses something, so that a defect may stay.
    pub(super) suppressed: bool,
    /// Whether a function makes an environment, so that a key of it may stay.
    pub(super) unfollowed: bool,
    /// Whether something leads out of a VPC, so that a function may stay in it.
    pub(super) ways_out: bool,
    count: usize,
}

/// The keys that Lambda reserves, of which programs are made.
pub(super) const RESERVED: [&str; 4] = [
    "AWS_REGION",
    "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_SESSION_TOKEN",
    "AWS_DEFAULT_REGION",
];

/// What comments say, suppressions apart.
pub(super) const TEXTS: [&str; 6] = [
    "plain",
    "don't, \"quote\" `this`",
    "näher betrachtet: 日本語 \u{1f680}",
    "a, b; (c [d {e",
    "}) ]; // # twice",
    "TODO(ä): \\",
];

impl Program {
    pub(super) fn new() -> Self {
        Self {
            statements: Vec::new(),
            gone: Vec::new(),
            gone_of_known_version: Vec::new(),
            wanted: Vec::new(),
            kept: Vec::new(),
            files: Vec::new(),
            suppressed: false,
            unfollowed: false,
            ways_out: false,
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
        let inside = |text: &str| self.ways_out && text.starts_with("subnet");
        gone.filter(|(ts, _)| !hidden(ts) && !inside(ts))
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
        match choices.below(20) {
            0..=2 => self.lambda(unit, place, choices, &mut body),
            3 => self.bucket(unit, place, choices, &mut body),
            4 => self.deployment(unit, place, choices, &mut body),
            5 => self.provisioned(unit, place, choices, &mut body),
            6 => self.inline_provider(unit, place, choices, &mut body),
            7 => self.role(unit, place, choices, &mut body),
            8 => self.scaling(unit, place, choices, &mut body),
            9 => self.isolated(unit, place, choices, &mut body),
            10 => self.alarms(unit, place, choices, &mut body),
            11 => self.dashboard(unit, place, choices, &mut body),
            12 => self.suffix(unit, choices, &mut body),
            13 => self.logs(unit, place, choices, &mut body),
            14 => self.inline_code(unit, place, choices, &mut body),
            15 => self.packed_folder(unit, place, choices, &mut body),
            16 => self.wildcard(unit, place, choices, &mut body),
            17 => self.unlogged(unit, place, choices, &mut body),
            18 => self.endpoints(unit, place, choices, &mut body),
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
    pub(super) fn marker(&mut self, what: &str) -> String {
        let marker = format!("{what}-{}x", self.kept.len());
        self.kept.push(marker.clone());
        marker
    }

    pub(super) fn comment(
        &mut self,
        comments: &mut Comments,
        choices: &mut Choices<'_>,
        rarity: usize,
    ) {
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

    pub(super) fn comment_entries(&mut self, object: &mut Object, choices: &mut Choices<'_>) {
        object.open = !choices.one_in(3);
        for entry in &mut object.entries {
            self.comment(&mut entry.comments, choices, 6);
        }
    }

    pub(super) fn declared_or_bare(
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
pub(super) enum Place {
    Top,
    Function,
    Component,
    Loop,
    Condition,
}

impl Place {
    /// The logical name of a resource there.
    pub(super) fn name(self, name: &str) -> Value {
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

    pub(super) fn options(self, choices: &mut Choices<'_>) -> Option<Object> {
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

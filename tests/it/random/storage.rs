//! Parts about what buckets keep, and for how long.

use super::choices::Choices;
use super::code::{Entry, Form, Object, Resource, Statement, Value, code, codes, text};
use super::program::{Place, Program};

impl Program {
    /// A bucket with a rule that deletes, inline or in a resource of its own: logs, or what is called otherwise.
    pub(super) fn logs(
        &mut self,
        unit: usize,
        place: Place,
        choices: &mut Choices<'_>,
        body: &mut Vec<Statement>,
    ) {
        let bucket = format!("store{unit}");
        let called = choices.pick(&["access-logs", "audit-log", "catalog", "awsLogs"]);
        let inline = choices.one_in(2);
        let days = format!("days{unit}");
        let is_named = choices.one_in(4);
        if is_named {
            body.push(Statement::of(Form::Declare {
                name: days.clone(),
                value: code("14"),
                exported: false,
            }));
        }
        let mut rules = Vec::new();
        for _ in 0..1 + choices.below(2) {
            let rule = self.rule(inline, is_named.then_some(&days), choices);
            rules.push(Value::Object(rule));
        }
        let rules = match choices.one_in(5) {
            true => {
                let name = format!("rules{unit}");
                body.push(Statement::of(Form::Declare {
                    name: name.clone(),
                    value: Value::List(rules),
                    exported: false,
                }));
                code(name)
            }
            false => Value::List(rules),
        };
        let mut arguments = Object::default();
        if inline {
            arguments
                .entries
                .push(Entry::name("lifecycleRules", rules.clone()));
            self.comment_entries(&mut arguments, choices);
        }
        let resource = |class: &'static str, name: &str, arguments: Object, options| Resource {
            module: "s3",
            class,
            name: Box::new(place.name(name)),
            arguments,
            options,
        };
        let options = place.options(choices);
        let own = resource(
            "Bucket",
            &format!("{called}-{unit}"),
            arguments,
            options.clone(),
        );
        body.push(Statement::of(Form::Declare {
            name: bucket.clone(),
            value: Value::Resource(own),
            exported: false,
        }));
        if !inline {
            let mut arguments = Object {
                entries: vec![
                    Entry::name("bucket", code(format!("{bucket}.id"))),
                    Entry::name("rules", rules),
                ],
                ..Object::default()
            };
            self.comment_entries(&mut arguments, choices);
            let class = choices.pick(&[
                "BucketLifecycleConfiguration",
                "BucketLifecycleConfigurationV2",
            ]);
            let rules = resource(class, &format!("rules-{unit}"), arguments, options);
            body.push(Statement::of(Form::Bare(Value::Resource(rules))));
        }
    }

    fn rule(&mut self, inline: bool, days: Option<&String>, choices: &mut Choices<'_>) -> Object {
        let one = |entries: Vec<Entry>| Object {
            entries,
            ..Object::default()
        };
        let id = self.marker("rule");
        let on = match inline {
            true => Entry::name("enabled", codes("true", "True")),
            false => Entry::name("status", text("Enabled")),
        };
        let days = match days {
            Some(name) => code(name.clone()),
            None => code(choices.pick(&["30", "7", "400"])),
        };
        let expiration = one(vec![Entry::name("days", days)]);
        let mut entries = vec![
            Entry::name("id", text(id)),
            on,
            Entry::name("expiration", Value::Object(expiration)),
        ];
        if choices.one_in(4) {
            let step = one(vec![
                Entry::name("days", code("3")),
                Entry::name("storageClass", text("GLACIER_IR")),
            ]);
            let steps = Value::List(vec![Value::Object(step)]);
            entries.push(Entry::name("transitions", steps));
        }
        let mut rule = one(entries);
        self.comment_entries(&mut rule, choices);
        rule
    }
}

//! Parts about networks and APIs that write no logs.

use super::choices::Choices;
use super::code::{Entry, Form, Object, Resource, Statement, Value, both, code, text};
use super::program::{Place, Program};

impl Program {
    /// A VPC, with a flow log or without, and a stage of an API, with access logs or without.
    pub(super) fn unlogged(
        &mut self,
        unit: usize,
        place: Place,
        choices: &mut Choices<'_>,
        body: &mut Vec<Statement>,
    ) {
        let vpc = format!("net{unit}");
        let block = self.marker("block");
        let mut entries = vec![Entry::name("cidrBlock", text(block))];
        if choices.one_in(3) {
            entries.push(Entry::name("tags", code("tags")));
        }
        let network = self.part("ec2", "Vpc", &vpc, entries, place, choices);
        body.push(Statement::of(Form::Declare {
            name: vpc.clone(),
            value: Value::Resource(network),
            exported: false,
        }));
        if choices.one_in(3) {
            let id = match choices.one_in(2) {
                true => {
                    let id = format!("id{unit}");
                    body.push(Statement::of(Form::Declare {
                        name: id.clone(),
                        value: code(format!("{vpc}.id")),
                        exported: false,
                    }));
                    code(id)
                }
                false => code(format!("{vpc}.id")),
            };
            let bucket = self.marker("bucket");
            let entries = vec![
                Entry::name("logDestination", text(bucket)),
                Entry::name("vpcId", id),
            ];
            let name = format!("log{unit}");
            let log = self.part("ec2", "FlowLog", &name, entries, place, choices);
            body.push(self.declared_or_bare(name, log, place, choices));
        }
        // Of the flow log that is there, or of the new one.
        let id = format!("{vpc}.id");
        self.wanted.push(both(&id, &id));

        let stage_name = self.marker("stage");
        let mut entries = vec![
            Entry::name("restApi", text("api")),
            Entry::name("deployment", text("deployment")),
            Entry::name("stageName", text(stage_name)),
        ];
        if choices.one_in(4) {
            let settings = Object {
                entries: vec![Entry::name("format", text("$context.requestId"))],
                open: !choices.one_in(3),
                class: choices.one_in(2).then_some("StageAccessLogSettingsArgs"),
            };
            entries.push(Entry::name("accessLogSettings", Value::Object(settings)));
        }
        let name = format!("front{unit}");
        let stage = self.part("apigateway", "Stage", &name, entries, place, choices);
        body.push(self.declared_or_bare(name, stage, place, choices));
        self.wanted
            .push(both("accessLogSettings", "access_log_settings"));
    }

    fn part(
        &mut self,
        module: &'static str,
        class: &'static str,
        name: &str,
        entries: Vec<Entry>,
        place: Place,
        choices: &mut Choices<'_>,
    ) -> Resource {
        let mut arguments = Object {
            entries,
            ..Object::default()
        };
        self.comment_entries(&mut arguments, choices);
        Resource {
            module,
            class,
            name: Box::new(place.name(name)),
            arguments,
            options: place.options(choices),
        }
    }
}

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

    /// Endpoints of a VPC, with what names them and what belongs to them.
    pub(super) fn endpoints(
        &mut self,
        unit: usize,
        place: Place,
        choices: &mut Choices<'_>,
        body: &mut Vec<Statement>,
    ) {
        // Functions beside them are not cut off any more.
        self.ways_out = true;
        let declare = |name: &str, value: Resource| {
            Statement::of(Form::Declare {
                name: name.to_owned(),
                value: Value::Resource(value),
                exported: false,
            })
        };
        let group = format!("group{unit}");
        let grouped = choices.one_in(2);
        if grouped {
            let vpc = vec![Entry::name("vpcId", text("vpc"))];
            let value = self.part("ec2", "SecurityGroup", &group, vpc, place, choices);
            body.push(declare(&group, value));
        }
        let endpoint = format!("endpoint{unit}");
        let service = self.marker("service");
        let mut entries = vec![
            Entry::name("vpcId", text("vpc")),
            Entry::name("serviceName", text(service)),
        ];
        if grouped {
            let id = code(format!("{group}.id"));
            entries.push(Entry::name("securityGroupIds", Value::List(vec![id])));
        }
        let value = self.part("ec2", "VpcEndpoint", &endpoint, entries, place, choices);
        body.push(declare(&endpoint, value));
        if choices.one_in(3) {
            let bucket = self.marker("bucket");
            let name = format!("between{unit}");
            let entries = vec![Entry::name("bucket", text(bucket))];
            let mut value = self.part("s3", "BucketPolicy", &name, entries, place, choices);
            if choices.one_in(2) {
                let list = Value::List(vec![code(endpoint.clone())]);
                let options = value.options.get_or_insert_with(Object::default);
                options.entries.push(Entry::name("dependsOn", list));
            }
            body.push(self.declared_or_bare(name, value, place, choices));
        }
        if choices.one_in(2) {
            let name = format!("belongs{unit}");
            let table = self.marker("table");
            let entries = vec![
                Entry::name("routeTableId", text(table)),
                Entry::name("vpcEndpointId", code(format!("{endpoint}.id"))),
            ];
            let class = "VpcEndpointRouteTableAssociation";
            let value = self.part("ec2", class, &name, entries, place, choices);
            body.push(Statement::of(Form::Bare(Value::Resource(value))));
        }
        if place != Place::Condition {
            self.wanted
                .push(both("if (enableVpcEndpoints", "if enable_vpc_endpoints"));
        }
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

//! Parts of random programs that are about functions and what stands around them: roles, networks, autoscaling.

use super::choices::Choices;
use super::code::{Entry, Form, Object, Resource, Statement, Value, both, code, codes, text};
use super::program::{Place, Program};

impl Program {
    /// A role with an execution policy that does not fit the network of its function, or one that does.
    pub(super) fn role(
        &mut self,
        unit: usize,
        place: Place,
        choices: &mut Choices<'_>,
        body: &mut Vec<Statement>,
    ) {
        let role = format!("role{unit}");
        let inside = choices.one_in(2);
        let fits = choices.one_in(4);
        let policy = match inside == fits {
            true => "VPCAccess",
            false => "Basic",
        };
        let arn = format!("iam::aws:policy/service-role/AWSLambda{policy}ExecutionRole");
        let arn = match choices.one_in(3) {
            true => codes(
                format!("`arn:${{provider ?? 'aws'}}:{arn}`"),
                format!("f\"arn:{{provider or 'aws'}}:{arn}\""),
            ),
            false => text(format!("arn:aws:{arn}")),
        };
        let listed = choices.one_in(3);
        let description = self.marker("description");
        let mut arguments = Object {
            entries: vec![
                Entry::name("assumeRolePolicy", text("{}")),
                Entry::name("description", text(description)),
            ],
            ..Object::default()
        };
        if listed {
            let list = Value::List(vec![arn.clone()]);
            arguments
                .entries
                .push(Entry::name("managedPolicyArns", list));
        }
        self.comment_entries(&mut arguments, choices);
        body.push(Statement::of(Form::Declare {
            name: role.clone(),
            value: Value::Resource(Resource {
                module: "iam",
                class: "Role",
                name: Box::new(place.name(&role)),
                arguments,
                options: place.options(choices),
            }),
            exported: false,
        }));
        if !listed {
            let mut arguments = Object {
                entries: vec![
                    Entry::name("role", code(format!("{role}.name"))),
                    Entry::name("policyArn", arn),
                ],
                ..Object::default()
            };
            self.comment_entries(&mut arguments, choices);
            let attachment = Resource {
                module: "iam",
                class: "RolePolicyAttachment",
                name: Box::new(place.name(&format!("attached{unit}"))),
                arguments,
                options: place.options(choices),
            };
            let name = format!("attached{unit}");
            body.push(self.declared_or_bare(name, attachment, place, choices));
        }
        let handler = self.marker("handler");
        let mut entries = vec![
            Entry::name("role", code(format!("{role}.arn"))),
            Entry::name("handler", text(handler)),
        ];
        if inside {
            let list = |id: &str| Value::List(vec![text(id)]);
            let config = Object {
                entries: vec![
                    Entry::name("subnetIds", list("subnet-1")),
                    Entry::name("securityGroupIds", list("sg-1")),
                ],
                open: !choices.one_in(3),
                class: choices.one_in(2).then_some("FunctionVpcConfigArgs"),
            };
            entries.push(Entry::name("vpcConfig", Value::Object(config)));
        }
        let mut arguments = Object {
            entries,
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
        if !fits {
            let wanted = match inside {
                true => "AWSLambdaVPCAccessExecutionRole",
                false => "AWSLambdaBasicExecutionRole",
            };
            self.wanted.push(both(wanted, wanted));
        }
    }

    /// Autoscaling of a function of which there is nothing to scale.
    pub(super) fn scaling(
        &mut self,
        unit: usize,
        place: Place,
        choices: &mut Choices<'_>,
        body: &mut Vec<Statement>,
    ) {
        let name = format!("scaled{unit}");
        let handler = self.marker("handler");
        let mut arguments = Object {
            entries: vec![
                Entry::name("role", code("role")),
                Entry::name("handler", text(handler)),
            ],
            ..Object::default()
        };
        self.comment_entries(&mut arguments, choices);
        let resource = |module, class, name: &str, arguments, options| Resource {
            module,
            class,
            name: Box::new(place.name(name)),
            arguments,
            options,
        };
        let options = place.options(choices);
        body.push(Statement::of(Form::Declare {
            name: name.clone(),
            value: Value::Resource(resource("lambda", "Function", &name, arguments, options)),
            exported: false,
        }));
        let end = choices.pick(&["", ":$LATEST", ":warm", ":VERSION"]);
        let id = match (choices.one_in(2), end) {
            (_, ":VERSION") => codes(
                format!("pulumi.interpolate`function:${{{name}.name}}:${{{name}.version}}`"),
                format!("pulumi.Output.concat(\"function:\", {name}.name, \":\", {name}.version)"),
            ),
            (true, end) => codes(
                format!("pulumi.interpolate`function:${{{name}.name}}{end}`"),
                format!("pulumi.Output.concat(\"function:\", {name}.name, \"{end}\")"),
            ),
            (false, end) => codes(
                format!("{name}.name.apply((it) => `function:${{it}}{end}`)"),
                format!("{name}.name.apply(lambda it: f\"function:{{it}}{end}\")"),
            ),
        };
        let dimension = match choices.one_in(3) {
            true => "lambda:function:ProvisionedConcurrentExecutions",
            false => "lambda:function:ProvisionedConcurrency",
        };
        let mut arguments = Object {
            entries: vec![
                Entry::name("minCapacity", code(choices.pick(&["0", "2"]))),
                Entry::name("maxCapacity", code("20")),
                Entry::name("resourceId", id),
                Entry::name("scalableDimension", text(dimension)),
                Entry::name("serviceNamespace", text("lambda")),
            ],
            ..Object::default()
        };
        self.comment_entries(&mut arguments, choices);
        let target = format!("target{unit}");
        let options = place.options(choices);
        let resource = resource("appautoscaling", "Target", &target, arguments, options);
        body.push(self.declared_or_bare(target, resource, place, choices));
        self.wanted.push(both("live", "live"));
        for gone in [":warm", "$LATEST", "ProvisionedConcurrentExecutions"] {
            self.gone.push(both(gone, gone));
        }
    }

    /// A function in a VPC from which it reaches nothing.
    pub(super) fn isolated(
        &mut self,
        unit: usize,
        place: Place,
        choices: &mut Choices<'_>,
        body: &mut Vec<Statement>,
    ) {
        let (vpc, subnet) = (format!("vpc{unit}"), format!("subnet{unit}"));
        let block = Entry::name("cidrBlock", text("10.0.0.0/16"));
        let vpc_id = Entry::name("vpcId", code(format!("{vpc}.id")));
        for (name, class, entries) in [
            (&vpc, "Vpc", vec![block.clone()]),
            (&subnet, "Subnet", vec![vpc_id, block]),
        ] {
            let mut arguments = Object {
                entries,
                ..Object::default()
            };
            self.comment_entries(&mut arguments, choices);
            body.push(Statement::of(Form::Declare {
                name: name.clone(),
                value: Value::Resource(Resource {
                    module: "ec2",
                    class,
                    name: Box::new(place.name(name)),
                    arguments,
                    options: place.options(choices),
                }),
                exported: false,
            }));
        }
        let list = match choices.below(3) {
            0 => Value::List(vec![code(format!("{subnet}.id"))]),
            1 => codes(
                format!("[{subnet}].map((it) => it.id)"),
                format!("[it.id for it in [{subnet}]]"),
            ),
            _ => {
                let ids = format!("ids{unit}");
                body.push(Statement::of(Form::Declare {
                    name: ids.clone(),
                    value: Value::List(vec![code(format!("{subnet}.id"))]),
                    exported: false,
                }));
                code(ids)
            }
        };
        let config = Object {
            entries: vec![
                Entry::name("subnetIds", list),
                Entry::name("securityGroupIds", Value::List(Vec::new())),
            ],
            open: !choices.one_in(3),
            class: choices.one_in(2).then_some("FunctionVpcConfigArgs"),
        };
        let handler = self.marker("handler");
        let mut arguments = Object {
            entries: vec![
                Entry::name("role", code("role")),
                Entry::name("handler", text(handler)),
                Entry::name("vpcConfig", Value::Object(config)),
            ],
            ..Object::default()
        };
        self.comment_entries(&mut arguments, choices);
        let function = Resource {
            module: "lambda",
            class: "Function",
            name: Box::new(place.name(&format!("inside{unit}"))),
            arguments,
            options: place.options(choices),
        };
        body.push(self.declared_or_bare(format!("inside{unit}"), function, place, choices));
        self.gone
            .push(both(&format!("{subnet}.id"), &format!("[{subnet}.id]")));
    }
}

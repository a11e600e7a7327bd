//! Parts about what watches a program: alarms and dashboards.

use super::choices::Choices;
use super::code::{Entry, Form, Object, Resource, Statement, Value, both, code, codes, text};
use super::program::{Place, Program};

impl Program {
    /// An alarm, and another one of its name that adds actions, or looks as if it did.
    pub(super) fn alarms(
        &mut self,
        unit: usize,
        place: Place,
        choices: &mut Choices<'_>,
        body: &mut Vec<Statement>,
    ) {
        let alarm = format!("alarm{unit}");
        let metric = self.marker("metric");
        let shape = choices.below(6);
        let named = choices.one_in(2);
        let mut entries = vec![
            Entry::name("comparisonOperator", text("GreaterThanThreshold")),
            Entry::name("evaluationPeriods", code("1")),
            Entry::name("metricName", text(metric)),
        ];
        if named {
            entries.insert(0, Entry::name("name", place.name(&alarm)));
        }
        if choices.one_in(3) {
            let own = self.marker("own");
            entries.push(Entry::name("alarmActions", Value::List(vec![text(own)])));
        }
        let options = place.options(choices);
        let mut first = Resource {
            module: "cloudwatch",
            class: "MetricAlarm",
            name: Box::new(place.name(&alarm)),
            arguments: Object {
                entries,
                ..Object::default()
            },
            options: options.clone(),
        };
        self.comment_entries(&mut first.arguments, choices);
        body.push(Statement::of(Form::Declare {
            name: alarm.clone(),
            value: Value::Resource(first),
            exported: false,
        }));
        let action = self.marker("action");
        let property = choices.pick(&["alarmActions", "okActions", "insufficientDataActions"]);
        let mut added = vec![
            Entry::name("name", code(format!("{alarm}.name"))),
            Entry::name(property, Value::List(vec![text(action)])),
        ];
        match shape {
            // It says more than the first one.
            0 => added.push(Entry::name("threshold", code("1"))),
            // It has another name.
            1 => added[0] = Entry::name("name", place.name(&format!("other{unit}"))),
            2 if named => added[0] = Entry::name("name", place.name(&alarm)),
            _ => {}
        }
        let mut second = Resource {
            module: "cloudwatch",
            class: "MetricAlarm",
            name: Box::new(place.name(&format!("action{unit}"))),
            arguments: Object {
                entries: added,
                ..Object::default()
            },
            options,
        };
        self.comment_entries(&mut second.arguments, choices);
        let second = Statement::of(Form::Bare(Value::Resource(second)));
        if shape < 4 {
            body.push(second);
            return;
        }
        // For each alarm of a list.
        let list = format!("list{unit}");
        body.push(Statement::of(Form::Declare {
            name: list.clone(),
            value: Value::List(vec![code(alarm.clone())]),
            exported: false,
        }));
        body.push(Statement::of(Form::Block {
            open: match shape {
                4 => both(
                    &format!("for (const {alarm} of {list}) {{"),
                    &format!("for {alarm} in {list}:"),
                ),
                _ => both(
                    &format!("for (const [index, {alarm}] of {list}.entries()) {{"),
                    &format!("for index, {alarm} in enumerate({list}):"),
                ),
            },
            body: vec![second],
            close: "}".to_owned(),
        }));
    }

    /// A dashboard with a metric whose dimensions are in an object, in place, or not there.
    pub(super) fn dashboard(
        &mut self,
        unit: usize,
        place: Place,
        choices: &mut Choices<'_>,
        body: &mut Vec<Statement>,
    ) {
        let queue = format!("queue{unit}");
        body.push(Statement::of(Form::Declare {
            name: queue.clone(),
            value: Value::Resource(Resource {
                module: "sqs",
                class: "Queue",
                name: Box::new(place.name(&queue)),
                arguments: Object::default(),
                options: place.options(choices),
            }),
            exported: false,
        }));
        let object = |entries: Vec<Entry>| {
            Value::Object(Object {
                entries,
                ..Object::default()
            })
        };
        let label = self.marker("label");
        let value = self.marker("value");
        let label = Entry::data("label", text(label));
        let dimensions = object(vec![Entry::data("Shop", text(value.clone()))]);
        let given = choices.below(5);
        let mut options = Object {
            entries: match given {
                0 => vec![label, Entry::data("dimensions", dimensions)],
                1 => vec![Entry::data("dimensions", dimensions), label],
                2 => vec![Entry::data("Shop", text(value.clone())), label],
                _ => vec![label],
            },
            ..Object::default()
        };
        self.comment_entries(&mut options, choices);
        let mut metric = match given {
            // Whose queue it is says the callback, or the only queue.
            3 => vec![text("AWS/SQS"), text("NumberOfMessagesSent")],
            _ => vec![text("Shop"), text("Sales")],
        };
        if given >= 3 {
            self.kept.retain(|kept| *kept != value);
        }
        if given == 4 {
            metric.extend([text("Shop"), text("all")]);
        }
        metric.push(Value::Object(options));
        let widgets = object(vec![Entry::data(
            "widgets",
            Value::List(vec![object(vec![Entry::data(
                "properties",
                object(vec![Entry::data(
                    "metrics",
                    Value::List(vec![Value::List(metric)]),
                )]),
            )])]),
        )]);
        let text_of = |open: (String, String), close: (String, String)| {
            Value::Around(open, Box::new(widgets.clone()), close)
        };
        let written = match choices.below(3) {
            0 => text_of(
                both("pulumi.jsonStringify(", "pulumi.Output.json_dumps("),
                both(")", ")"),
            ),
            1 => text_of(
                both(
                    &format!("{queue}.name.apply((name{unit}) => JSON.stringify("),
                    &format!("{queue}.name.apply(lambda name{unit}: json.dumps("),
                ),
                both("))", "))"),
            ),
            _ => text_of(
                both(
                    &format!(
                        "pulumi.all([role, {queue}.name]).apply(([arn, name{unit}]) => JSON.stringify("
                    ),
                    &format!(
                        "pulumi.Output.all(role, {queue}.name).apply(lambda both{unit}: json.dumps("
                    ),
                ),
                both("))", "))"),
            ),
        };
        let mut arguments = Object {
            entries: vec![
                Entry::name("dashboardName", codes("\"d\"", "\"d\"")),
                Entry::name("dashboardBody", written),
            ],
            ..Object::default()
        };
        self.comment_entries(&mut arguments, choices);
        let resource = Resource {
            module: "cloudwatch",
            class: "Dashboard",
            name: Box::new(place.name(&format!("dashboard{unit}"))),
            arguments,
            options: place.options(choices),
        };
        self.gone.push(both("dimensions: ", "dimensions\": "));
        self.gone.push(both("dimensions: ", "dimensions': "));
        body.push(Statement::of(Form::Bare(Value::Resource(resource))));
    }
}

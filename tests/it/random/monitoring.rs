//! Parts about what watches a program: alarms.

use super::choices::Choices;
use super::code::{Entry, Form, Object, Resource, Statement, Value, both, code, text};
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
}

//! The list that a dashboard writes a metric as: namespace, name, dimensions, options.

use iacfix::iac::{Code, Comments, Entry, Expr, Item, Key, Record, Value};

/// One metric of a dashboard.
pub(super) struct Metric<'a> {
    /// `['AWS/Lambda', 'Errors', 'FunctionName', name, { stat: 'Sum' }]`
    pub(super) list: Expr<'a>,
    pub(super) namespace: String,
    pub(super) name: String,
    items: Vec<Item<'a>>,
}

/// Where the dimensions of a metric are.
pub(super) enum Dimensions {
    /// Names and values in the list.
    InPlace,
    /// In an object: names and values, or why they cannot be taken out of it.
    InOptions(Result<Vec<(Code, Code)>, String>),
    None,
}

/// What the options of a metric may be called, beside what begins with a capital letter and is a dimension.
const DIMENSIONS: [&str; 2] = ["dimensions", "Dimensions"];

impl<'a> Metric<'a> {
    /// Reads a metric; `before` is the namespace of the one before it, which a `.` repeats. `None` for what is no metric, and
    /// for one that is not written out.
    pub(super) fn read(element: Expr<'a>, before: Option<&str>) -> Option<Self> {
        let list = element.resolved();
        let items = list.items()?;
        let [namespace, name, ..] = items.as_slice() else {
            return None;
        };
        let namespace = match text(namespace.value)?.as_str() {
            "." => before?.to_owned(),
            namespace => namespace.to_owned(),
        };
        Some(Self {
            list,
            namespace,
            name: text(name.value)?,
            items,
        })
    }

    pub(super) fn dimensions(&self) -> Dimensions {
        let mut found = Vec::new();
        let mut is_empty = true;
        for item in &self.items[2..] {
            let Some(record) = item.value.record() else {
                is_empty = false;
                continue;
            };
            for entry in record.entries() {
                match dimensions_in(&entry) {
                    Some(Ok(mut dimensions)) => {
                        if let Some((name, _)) = dimensions.first_mut() {
                            let comments = Comments {
                                above: entry.comments(),
                                behind: None,
                            };
                            *name = comments.around(name.clone());
                        }
                        found.extend(dimensions);
                    }
                    Some(Err(reason)) => return Dimensions::InOptions(Err(reason)),
                    None => {}
                }
            }
        }
        match (found.is_empty(), is_empty) {
            (false, _) => Dimensions::InOptions(match self.records().count() {
                1 => Ok(found),
                _ => Err("it has several objects".to_owned()),
            }),
            (true, true) => Dimensions::None,
            (true, false) => Dimensions::InPlace,
        }
    }

    /// The list with dimensions in place, and without those in its options.
    pub(super) fn with(&self, dimensions: &[(Code, Code)]) -> Option<Code> {
        let mut elements: Vec<Code> = Vec::new();
        let mut options: Vec<Code> = Vec::new();
        for item in &self.items {
            match item.value.record() {
                Some(record) => {
                    let left = options_of(item.value, record);
                    options.extend(left.map(|code| item.with(code)));
                }
                None => elements.push(item.with(item.value.code())),
            }
        }
        // One that is in the list already is not written twice.
        let known = |name: &Code| {
            let names = self.items.iter().skip(2).step_by(2);
            let mut names = names.filter_map(|item| text(item.value));
            matches!(name, Code::Text(name) if names.any(|known| known == *name))
        };
        for (name, value) in dimensions.iter().filter(|(name, _)| !known(name)) {
            elements.extend([name.clone(), value.clone()]);
        }
        elements.extend(options);
        Some(self.list.opened_in_python(Code::List(elements)))
    }

    fn records(&self) -> impl Iterator<Item = Record<'a>> {
        self.items.iter().filter_map(|item| item.value.record())
    }
}

/// What is left of the options of a metric without dimensions; `None` where that is nothing.
fn options_of(value: Expr<'_>, record: Record<'_>) -> Option<Code> {
    let entries = record.entries();
    let left: Vec<&Entry<'_>> = entries
        .iter()
        .filter(|entry| dimensions_in(entry).is_none())
        .collect();
    if left.len() == entries.len() {
        return Some(value.code());
    }
    let left: Vec<Code> = left.into_iter().map(Entry::code).collect();
    (!left.is_empty()).then(|| value.opened_as_written(Code::Entries(left)))
}

/// The dimensions that an entry of a metric's options holds, if it holds any.
fn dimensions_in(entry: &Entry<'_>) -> Option<Result<Vec<(Code, Code)>, String>> {
    let Key::Named(key) = &entry.key else {
        return None;
    };
    const ELSEWHERE: &str = "some of them come from somewhere else";
    let elsewhere = || Err(ELSEWHERE.to_owned());
    if !DIMENSIONS.contains(&key.as_str()) {
        let is_dimension = key.starts_with(|first: char| first.is_ascii_uppercase());
        return is_dimension.then(|| match entry.value {
            Some(value) => Ok(vec![(Code::Text(key.clone()), value.code())]),
            None => elsewhere(),
        });
    }
    let Some(value) = entry.value else {
        return Some(elsewhere());
    };
    Some(match (value.record(), value.items()) {
        (Some(record), _) => {
            let named = record
                .entries()
                .into_iter()
                .map(|entry| match (&entry.key, entry.value) {
                    (Key::Named(name), Some(value)) => Ok((Code::Text(name.clone()), value.code())),
                    _ => Err(ELSEWHERE.to_owned()),
                });
            named.collect()
        }
        (None, Some(items)) => {
            let pairs = items.into_iter().map(|item| match pair(item.value) {
                Some((name, value)) => Ok((name.code(), value.code())),
                None => Err(ELSEWHERE.to_owned()),
            });
            pairs.collect()
        }
        (None, None) => elsewhere(),
    })
}

/// `{ Name: …, Value: … }`, as templates of CloudFormation have it.
fn pair(value: Expr<'_>) -> Option<(Expr<'_>, Expr<'_>)> {
    let record = value.record()?;
    let entry = |names: [&str; 2]| {
        let mut entries = names
            .into_iter()
            .filter_map(|name| record.entry_named(name));
        entries.next()?.value
    };
    let pair = (entry(["Name", "name"])?, entry(["Value", "value"])?);
    (record.entries().len() == 2).then_some(pair)
}

fn text(expr: Expr<'_>) -> Option<String> {
    match expr.resolved().value() {
        Value::String(text) => Some(text),
        _ => None,
    }
}

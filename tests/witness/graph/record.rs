//! What a program registered, as the drivers tell it, and as lines that can be compared.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde::Deserialize;
use serde_json::{Map, Value};

/// The key by which Pulumi marks what JSON has no form for, and its values.
const SIGNATURE: &str = "4dabf18193072939515e22adb298388d";
const SECRET: &str = "1b47061264138c4ac30d75fd1eb44270";
const ASSET: &str = "c44067f5952c0a294b673a41bacd8c17";
const ARCHIVE: &str = "0def7320c3a5731c473e5ecbe6d01bc7";
const REFERENCE: &str = "5cf8f73096256a8f31e491e813e4eb8e";

/// What a run of one program registered.
#[derive(Debug, Deserialize)]
pub struct Record {
    pub id: String,
    resources: Vec<Registered>,
    exports: Map<String, Value>,
    /// Why the program failed, in one line.
    pub error: Option<String>,
    /// By file that was loaded, the lines that were not reached.
    #[serde(default)]
    pub missed: BTreeMap<PathBuf, Vec<usize>>,
}

#[derive(Debug, Deserialize)]
struct Registered {
    urn: String,
    #[serde(rename = "type")]
    token: String,
    name: String,
    parent: String,
    inputs: Map<String, Value>,
    outputs: Map<String, Value>,
    dependencies: Vec<String>,
    options: Map<String, Value>,
    /// The id of a resource that is only read.
    read: Option<String>,
}

/// A resource's type token and name, and which of those that share both it is.
pub type Key = (String, String, usize);

/// By path, as `environment.variables.LOG_LEVEL`, the value; empty where the path says it all.
pub type Lines = BTreeMap<String, String>;

/// One resource.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Resource {
    /// Its inputs, options, and outputs.
    pub lines: Lines,
    /// The resources that it waits for.
    pub dependencies: BTreeSet<String>,
    /// Those of them that its inputs name.
    pub named: BTreeSet<String>,
}

/// What a program registered, ready to be compared.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Graph {
    pub resources: BTreeMap<Key, Resource>,
    pub exports: Lines,
    pub error: Option<String>,
    /// The resources that are registered more than once, which the engine would refuse.
    pub repeated: Vec<String>,
}

impl Record {
    pub fn graph(&self) -> Graph {
        let labels = self
            .resources
            .iter()
            .map(|it| (it.urn.as_str(), it.label()));
        let names = Names(labels.collect());
        let mut graph = Graph {
            error: self.error.clone(),
            ..Graph::default()
        };
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        let mut sorted: Vec<&Registered> = self.resources.iter().collect();
        sorted.sort_by_key(|it| &it.urn);
        for resource in sorted {
            let count = seen.entry(&resource.urn).or_default();
            *count += 1;
            if *count == 2 {
                graph.repeated.push(resource.label());
            }
            let key = |n| (resource.token.clone(), resource.name.clone(), n);
            let free = (0..).find(|n| !graph.resources.contains_key(&key(*n)));
            let free = key(free.unwrap_or_default());
            graph.resources.insert(free, names.resource(resource));
        }
        for (name, value) in &self.exports {
            names.flatten(name, value, &mut graph.exports);
        }
        graph
    }
}

impl Graph {
    /// The line that says how the program of this side failed; empty where it did not.
    pub fn failure(&self, side: &str) -> String {
        let said = self.error.as_ref();
        said.map(|error| format!("! {side} fails: {error}\n"))
            .unwrap_or_default()
    }
}

impl Registered {
    /// `aws:s3/bucket:Bucket` and `data` are `s3.Bucket(data)`; the drivers write the same into the mocks' outputs.
    fn label(&self) -> String {
        let short = || {
            let (module, class) = self.token.strip_prefix("aws:")?.split_once('/')?;
            Some(format!("{module}.{}", class.split_once(':')?.1))
        };
        let class = short().unwrap_or_else(|| self.token.clone());
        format!("{class}({})", self.name)
    }
}

/// The labels of resources by URN.
struct Names<'r>(BTreeMap<&'r str, String>);

impl Names<'_> {
    fn of(&self, urn: &str) -> String {
        self.0.get(urn).cloned().unwrap_or_else(|| urn.to_owned())
    }

    fn resource(&self, resource: &Registered) -> Resource {
        let mut lines = Lines::new();
        for (name, value) in &resource.inputs {
            self.flatten(name, value, &mut lines);
        }
        let dependencies: BTreeSet<String> = resource
            .dependencies
            .iter()
            .map(|urn| self.of(urn))
            .collect();
        let is_named = |label: &&String| lines.values().any(|value| value.contains(*label));
        let named = dependencies.iter().filter(is_named).cloned().collect();
        // The stack, which is the parent of all else, is not among the resources.
        if let Some(parent) = self.0.get(resource.parent.as_str()) {
            lines.insert("opts.parent".to_owned(), parent.clone());
        }
        if let Some(id) = &resource.read {
            lines.insert("get".to_owned(), format!("{id:?}"));
        }
        for (name, value) in &resource.options {
            match (name.as_str(), value) {
                ("provider", Value::String(reference)) => {
                    let urn = reference.rsplit_once("::").map_or("", |(urn, _)| urn);
                    lines.insert("opts.provider".to_owned(), self.of(urn));
                }
                ("aliases", Value::Array(aliases)) => {
                    for alias in aliases {
                        let alias = self.alias(alias, &resource.parent);
                        lines.insert(format!("opts.aliases {alias}"), String::new());
                    }
                }
                _ => self.flatten(&format!("opts.{name}"), value, &mut lines),
            }
        }
        for (name, value) in &resource.outputs {
            self.flatten(&format!("outputs.{name}"), value, &mut lines);
        }
        Resource {
            lines,
            dependencies,
            named,
        }
    }

    /// An alias, without what only repeats the resource's parent.
    fn alias(&self, alias: &Value, parent: &str) -> String {
        let Value::Object(spec) = alias else {
            return self.text(alias);
        };
        let is_said = |text: &str| !text.is_empty() && text != parent;
        let said: Vec<String> = spec
            .iter()
            .filter(|(_, value)| value.as_str().is_none_or(is_said))
            .map(|(name, value)| format!("{}: {}", name.to_lowercase(), self.text(value)))
            .collect();
        said.join(", ")
    }

    /// The leaves of `value`, each by the path that begins with `path`.
    fn flatten(&self, path: &str, value: &Value, lines: &mut Lines) {
        match value {
            Value::Object(object) if !object.is_empty() => {
                if let Some(label) = self.marked(object) {
                    lines.insert(path.to_owned(), label);
                    return;
                }
                for (name, value) in object {
                    self.flatten(&format!("{path}.{name}"), value, lines);
                }
            }
            Value::Array(items) if !items.is_empty() => {
                for (index, value) in items.iter().enumerate() {
                    self.flatten(&format!("{path}[{index}]"), value, lines);
                }
            }
            _ => {
                lines.insert(path.to_owned(), self.text(value));
            }
        }
    }

    /// What an object stands for, where it is no record: a secret, an asset, a resource.
    fn marked(&self, object: &Map<String, Value>) -> Option<String> {
        let text = |key: &str| object.get(key).map(|value| self.text(value));
        let content = || {
            let keys = ["text", "path", "uri", "assets"];
            keys.iter().find_map(|key| text(key)).unwrap_or_default()
        };
        let urn = object.get("urn").and_then(Value::as_str);
        match object.get(SIGNATURE).and_then(Value::as_str) {
            Some(SECRET) => Some(format!("secret({})", text("value").unwrap_or_default())),
            Some(ASSET) => Some(format!("asset({})", content())),
            Some(ARCHIVE) => Some(format!("archive({})", content())),
            Some(REFERENCE) => Some(self.of(urn.unwrap_or_default())),
            // A whole resource, as the stack exports it.
            _ => self.0.get(urn?).cloned(),
        }
    }

    /// A value on one line.
    fn text(&self, value: &Value) -> String {
        match value {
            Value::Object(object) => self.marked(object).unwrap_or_else(|| {
                let entries = object
                    .iter()
                    .map(|(name, value)| format!("{name}: {}", self.text(value)));
                format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
            }),
            Value::Array(items) => {
                let items: Vec<String> = items.iter().map(|item| self.text(item)).collect();
                format!("[{}]", items.join(", "))
            }
            Value::String(text) if self.is_output(text) => text.clone(),
            // Python's drivers tell whole numbers as floats.
            Value::Number(number) => match number.as_f64() {
                Some(number) => number.to_string(),
                None => number.to_string(),
            },
            _ => value.to_string(),
        }
    }

    /// Whether a text is an output of a resource and nothing else: `s3.Bucket(data).arn`.
    fn is_output(&self, text: &str) -> bool {
        let is_name = |rest: &str| rest.chars().all(|it| it.is_alphanumeric() || it == '_');
        self.0.values().any(|label| {
            let output = text.strip_prefix(label.as_str());
            output.is_some_and(|it| it.strip_prefix('.').is_some_and(is_name))
        })
    }
}

//! How one graph differs from another, as text.
//!
//! ```text
//! ~ aws:lambda/function:Function worker
//!   - environment.variables.AWS_REGION: "us-east-1"
//!   ~ reservedConcurrentExecutions: 100 → 5
//! + aws:lambda/alias:Alias live
//!   + functionName: lambda.Function(worker).name
//! ~ exports
//!   + url: apigateway.Stage(live).invokeUrl
//! ```

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::record::{Graph, Key, Lines, Resource};

/// The aliases that a class of the provider has of itself.
const OF_THE_PROVIDER: &str = "opts.aliases type: \"aws:";

/// One line for each thing that changes, sorted; empty where nothing does.
pub fn difference(before: &Graph, after: &Graph) -> String {
    let mut text = before.failure("before") + &after.failure("after");
    let keys: BTreeSet<&Key> = before
        .resources
        .keys()
        .chain(after.resources.keys())
        .collect();
    for key in keys {
        let (token, name, nth) = key;
        let nth = if *nth == 0 {
            String::new()
        } else {
            format!(" #{}", nth + 1)
        };
        let title = format!("{token} {name}{nth}");
        let resource = match (before.resources.get(key), after.resources.get(key)) {
            (Some(before), Some(after)) => changed(
                &title,
                &lines(before, Some(after)),
                &lines(after, Some(before)),
            ),
            (Some(before), None) => whole('-', &title, &lines(before, None)),
            (None, Some(after)) => whole('+', &title, &lines(after, None)),
            (None, None) => String::new(),
        };
        text.push_str(&resource);
    }
    text.push_str(&changed("exports", &before.exports, &after.exports));
    text
}

/// The lines of a resource with those of its dependencies that its inputs do not show; where it is compared, those of
/// which the `other` has none.
fn lines(resource: &Resource, other: Option<&Resource>) -> Lines {
    let mut lines = resource.lines.clone();
    for dependency in resource.dependencies.difference(&resource.named) {
        if other.is_none_or(|other| !other.dependencies.contains(dependency)) {
            lines.insert(format!("opts.dependsOn {dependency}"), String::new());
        }
    }
    lines
}

fn whole(sign: char, title: &str, lines: &Lines) -> String {
    let mut text = format!("{sign} {title}\n");
    for (path, value) in lines {
        if !path.starts_with(OF_THE_PROVIDER) {
            let _ = writeln!(text, "  {sign} {}", line(path, value));
        }
    }
    text
}

fn changed(title: &str, before: &Lines, after: &Lines) -> String {
    let mut text = String::new();
    let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for path in paths {
        let _ = match (before.get(path), after.get(path)) {
            (Some(before), Some(after)) if before == after => Ok(()),
            (Some(before), Some(after)) => writeln!(text, "  ~ {path}: {before} → {after}"),
            (Some(before), None) => writeln!(text, "  - {}", line(path, before)),
            (None, Some(after)) => writeln!(text, "  + {}", line(path, after)),
            (None, None) => Ok(()),
        };
    }
    if text.is_empty() {
        return text;
    }
    format!("~ {title}\n{text}")
}

fn line(path: &str, value: &str) -> String {
    if value.is_empty() {
        return path.to_owned();
    }
    format!("{path}: {value}")
}

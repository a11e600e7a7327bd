//! pyproject.toml (PEP 621, PEP 735, Poetry, uv, PDM) and Pipfile.

use toml::{Table, Value};

use super::python::{Named, normalized_name};
use super::requirement::Requirement;
use super::requirements::pep_508;

/// The requirements of pyproject.toml.
pub(super) fn parse(text: &str) -> Result<Named, String> {
    let toml: Table =
        toml::from_str(text).map_err(|error| format!("is not valid TOML: {}", error.message()))?;
    let mut found = Named::new();
    let project = toml.get("project");
    add_list(&mut found, project.and_then(|it| it.get("dependencies")));
    add_lists(
        &mut found,
        project.and_then(|it| it.get("optional-dependencies")),
    );
    add_lists(&mut found, toml.get("dependency-groups"));

    let tool = |name: &str| toml.get("tool")?.get(name);
    let poetry = tool("poetry");
    let group = |key: &str| poetry.and_then(|poetry| poetry.get(key));
    add_poetry(&mut found, group("dependencies"));
    add_poetry(&mut found, group("dev-dependencies"));
    for group in tables(group("group")) {
        add_poetry(&mut found, group.get("dependencies"));
    }
    add_list(
        &mut found,
        tool("uv").and_then(|uv| uv.get("dev-dependencies")),
    );
    add_lists(
        &mut found,
        tool("pdm").and_then(|pdm| pdm.get("dev-dependencies")),
    );
    Ok(found)
}

/// The requirements of a Pipfile.
pub(super) fn parse_pipfile(text: &str) -> Result<Named, String> {
    let toml: Table =
        toml::from_str(text).map_err(|error| format!("is not valid TOML: {}", error.message()))?;
    let mut found = Named::new();
    for category in ["packages", "dev-packages"] {
        let packages = toml.get(category).and_then(Value::as_table);
        for (name, value) in packages.into_iter().flatten() {
            found.push((normalized_name(name), one(value, Requirement::python)));
        }
    }
    Ok(found)
}

/// `["pulumi-aws>=6,<7"]`. An entry that includes another group says nothing new.
fn add_list(found: &mut Named, list: Option<&Value>) {
    let entries = list.and_then(Value::as_array).into_iter().flatten();
    found.extend(entries.filter_map(Value::as_str).filter_map(pep_508));
}

fn add_lists(found: &mut Named, lists: Option<&Value>) {
    for (_, list) in lists.and_then(Value::as_table).into_iter().flatten() {
        add_list(found, Some(list));
    }
}

/// `{pulumi-aws = "^6.0", boto3 = {version = "…"}}`
fn add_poetry(found: &mut Named, dependencies: Option<&Value>) {
    for (name, value) in dependencies.and_then(Value::as_table).into_iter().flatten() {
        let name = normalized_name(name);
        // One entry for each environment.
        let alternatives = value
            .as_array()
            .map_or(std::slice::from_ref(value), Vec::as_slice);
        for value in alternatives {
            // PEP 621 may name the versions, and Poetry only where the package is from.
            let names_no_version = value.is_table() && value.get("version").is_none();
            if names_no_version && found.iter().any(|(other, _)| *other == name) {
                continue;
            }
            found.push((name.clone(), one(value, Requirement::poetry)));
        }
    }
}

fn one(value: &Value, parse: fn(&str) -> Requirement) -> Requirement {
    match value.as_str().or_else(|| value.get("version")?.as_str()) {
        Some(version) => parse(version),
        None => Requirement::elsewhere(value.to_string().trim()),
    }
}

fn tables(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let table = value.and_then(Value::as_table);
    table.into_iter().flatten().map(|(_, value)| value)
}

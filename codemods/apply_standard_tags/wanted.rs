//! The tags that every resource is to have: what the user says, held to what AWS takes.

use iacfix::codemod::Context;

/// A tag that every resource is to have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) key: String,
    pub(super) value: Given,
}

/// Where the value of a tag comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Given {
    /// It is this text.
    Text(String),
    /// The first of these that there is.
    FirstOf(Vec<Source>),
}

/// One place where a value may come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// The variable of this name, in camelCase.
    Variable(String),
    /// The name of the project.
    Project,
    /// The name of the stack.
    Stack,
}

/// The tags where the user names none: what every program knows.
const TAGS: [&str; 3] = [
    "Project=$project",
    "ManagedBy=Pulumi",
    "Environment=$environment|$environmentSuffix|$stack",
];

/// What the user asks for, else what is usual.
///
/// # Errors
/// What is wrong with it.
pub(super) fn of(ctx: &Context<'_>) -> Result<Vec<Wanted>, String> {
    match ctx.texts("tags") {
        [] => read(&TAGS),
        named => read(named),
    }
}

fn read(written: &[impl AsRef<str>]) -> Result<Vec<Wanted>, String> {
    let mut found: Vec<Wanted> = Vec::new();
    for written in written {
        let written = written.as_ref();
        let refused = |why: &str| Err(format!("the setting tags has {written:?}, {why}"));
        let Some((key, value)) = written.split_once('=') else {
            return refused("which is not of the form KEY=VALUE, as ManagedBy=Pulumi");
        };
        let (key, value) = (key.trim(), value.trim());
        if key.is_empty() || key.chars().count() > 128 || value.chars().count() > 256 {
            return refused("but AWS takes keys of 1 to 128 characters, and values of up to 256");
        }
        if key.to_ascii_lowercase().starts_with("aws:") {
            return refused("but AWS keeps keys that begin with aws: to itself");
        }
        if found
            .iter()
            .any(|other| other.key.eq_ignore_ascii_case(key))
        {
            return refused("whose key is there twice; some services do not tell cases apart");
        }
        let value = match value.starts_with('$') {
            true => {
                let sources: Option<Vec<Source>> = value.split('|').map(source).collect();
                match sources {
                    Some(sources) => Given::FirstOf(sources),
                    None => {
                        return refused(
                            "where every part has to be $ and a name, as $environment|$stack",
                        );
                    }
                }
            }
            false => Given::Text(value.to_owned()),
        };
        found.push(Wanted {
            key: key.to_owned(),
            value,
        });
    }
    Ok(found)
}

fn source(written: &str) -> Option<Source> {
    let name = written.trim().strip_prefix('$')?;
    let is_name = |character: char| character.is_ascii_alphanumeric() || character == '_';
    if name.is_empty() || !name.chars().all(is_name) {
        return None;
    }
    Some(match name {
        "project" => Source::Project,
        "stack" => Source::Stack,
        name => Source::Variable(name.to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::{Given, Source, TAGS, read};

    #[test]
    fn tags_are_read() {
        let usual = read(&TAGS).expect("they are right");
        let keys: Vec<&str> = usual.iter().map(|tag| tag.key.as_str()).collect();
        assert_eq!(keys, ["Project", "ManagedBy", "Environment"]);
        let variable = |name: &str| Source::Variable(name.to_owned());
        let sources = vec![
            variable("environment"),
            variable("environmentSuffix"),
            Source::Stack,
        ];
        assert_eq!(usual[2].value, Given::FirstOf(sources));
        let url = read(&["Docs=https://example.com/?a=b"]).expect("it is right");
        assert_eq!(
            url[0].value,
            Given::Text("https://example.com/?a=b".to_owned())
        );
    }

    #[test]
    fn what_aws_refuses_is_refused() {
        let long = format!("{}=x", "k".repeat(129));
        for (written, part) in [
            (vec!["Owner"], "KEY=VALUE"),
            (vec!["=x"], "1 to 128"),
            (vec![long.as_str()], "1 to 128"),
            (vec!["aws:x=y"], "begin with aws:"),
            (vec!["Owner=a", "owner=b"], "there twice"),
            (vec!["Environment=$"], "$ and a name"),
            (vec!["Environment=$a|b"], "$ and a name"),
        ] {
            let refused = read(&written).expect_err("it is wrong");
            assert!(refused.contains(part), "{written:?}: {refused}");
        }
    }
}

//! Rules of lifecycle configurations and of replication.

use iacfix::iac::{Code, Expr, Field, Item, Value};

use super::values::{
    Era, Properties, Setting, Stays, copy, field, filter, list, only, record, single, word,
};

/// `lifecycleRules` as the `rules` of a lifecycle configuration.
pub(super) fn lifecycle(setting: &Setting<'_, '_>) -> Result<Properties, Stays> {
    let rules = list(setting.value)?;
    let ids: Vec<String> = rules
        .iter()
        .filter_map(
            |rule| match field(&rule.value.fields()?, "id")?.value.value() {
                Value::String(id) => Some(id),
                _ => None,
            },
        )
        .collect();
    let mut rules_code = Vec::new();
    for (at, rule) in rules.iter().enumerate() {
        let mut id = format!("rule-{}", at + 1);
        while ids.contains(&id) {
            id.push_str("-2");
        }
        rules_code.push(rule.with(lifecycle_rule(setting, rule, id)?));
    }
    Ok(vec![("rules".to_owned(), Code::List(rules_code))])
}

/// Whether any rule speaks of versions that are not current.
pub(super) fn speaks_of_versions(value: Expr<'_>) -> bool {
    list(value).is_ok_and(|rules| {
        rules
            .iter()
            .filter_map(|rule| rule.value.fields())
            .flatten()
            .any(|field| field.name.starts_with("noncurrent"))
    })
}

fn lifecycle_rule(setting: &Setting<'_, '_>, rule: &Item<'_>, id: String) -> Result<Code, Stays> {
    let fields = record(rule.value)?;
    only(
        &fields,
        &[
            "id",
            "enabled",
            "prefix",
            "tags",
            "expiration",
            "transition",
            "noncurrentVersionTransition",
            "noncurrentVersionExpiration",
            "abortIncompleteMultipartUploadDays",
        ],
    )?;
    let mut entries: Properties = Vec::new();
    if field(&fields, "id").is_none() {
        entries.push(("id".to_owned(), Code::Text(id)));
    }
    let mut filter =
        Some(filter(&fields)?.unwrap_or_else(|| {
            Code::Object(vec![("prefix".to_owned(), Code::Text(String::new()))])
        }));
    // The filter stands where what it is made of stood, else behind the status.
    let filtered = fields
        .iter()
        .any(|field| matches!(field.name.as_str(), "prefix" | "tags"));
    for field in &fields {
        let value = field.value;
        let (name, code) = match field.name.as_str() {
            "enabled" => ("status", word(setting.ctx, value, "Enabled", "Disabled")?),
            "prefix" | "tags" => match filter.take() {
                Some(filter) => {
                    entries.push(("filter".to_owned(), filter));
                    continue;
                }
                None => continue,
            },
            "expiration" | "expirations" => ("expiration", dated(setting, value)?),
            "transitions" => {
                let transitions = list(value)?
                    .iter()
                    .map(|item| Ok(item.with(dated(setting, item.value)?)))
                    .collect::<Result<Vec<_>, Stays>>()?;
                (
                    "transitions",
                    field.value.opened_in_python(Code::List(transitions)),
                )
            }
            "noncurrentVersionExpiration" | "noncurrentVersionExpirations" => {
                ("noncurrentVersionExpiration", noncurrent(value)?)
            }
            "noncurrentVersionTransitions" => {
                let transitions = list(value)?
                    .iter()
                    .map(|item| Ok(item.with(noncurrent(item.value)?)))
                    .collect::<Result<Vec<_>, Stays>>()?;
                (
                    "noncurrentVersionTransitions",
                    field.value.opened_in_python(Code::List(transitions)),
                )
            }
            "abortIncompleteMultipartUploadDays" => (
                "abortIncompleteMultipartUpload",
                Code::Object(vec![("daysAfterInitiation".to_owned(), copy(value)?)]),
            ),
            name => (name, copy(value)?),
        };
        entries.push((name.to_owned(), field.with(code)));
        if field.name == "enabled" && !filtered {
            entries.extend(filter.take().map(|filter| ("filter".to_owned(), filter)));
        }
    }
    if field(&fields, "enabled").is_none() {
        return Err("a rule does not say whether it is enabled".to_owned());
    }
    Ok(Code::OneALine(Box::new(Code::Object(entries))))
}

/// A record whose date the resource of version 5 wants with a time.
fn dated(setting: &Setting<'_, '_>, value: Expr<'_>) -> Result<Code, Stays> {
    let one = single(value)?;
    let dated = one
        .fields()
        .is_none_or(|fields| field(&fields, "date").is_some());
    if !dated || !matches!(setting.era, Era::Five | Era::Unknown) {
        return copy(one);
    }
    let fields = record(one)?;
    let entries = fields
        .iter()
        .map(|field| {
            let code = match (field.name.as_str(), field.value.value()) {
                ("date", Value::String(date)) if date.len() == "2024-01-31".len() => {
                    Code::Text(format!("{date}T00:00:00Z"))
                }
                ("date", _) => {
                    return Err("version 5 of the provider wants its date with a time".to_owned());
                }
                _ => copy(field.value)?,
            };
            Ok((field.name.clone(), field.with(code)))
        })
        .collect::<Result<Properties, Stays>>()?;
    Ok(one.opened_as_written(Code::Object(entries)))
}

fn noncurrent(value: Expr<'_>) -> Result<Code, Stays> {
    let one = single(value)?;
    let fields = record(one)?;
    only(&fields, &["days", "storageClass"])?;
    if field(&fields, "days").is_none() {
        return Err("it does not say after how many days".to_owned());
    }
    renamed(one, &fields, &[("days", "noncurrentDays")])
}

/// A record with some of its fields renamed.
fn renamed(written: Expr<'_>, fields: &[Field<'_>], names: &[(&str, &str)]) -> Result<Code, Stays> {
    let entries = fields
        .iter()
        .map(|field| {
            let name = names.iter().find(|(from, _)| *from == field.name);
            let name = name.map_or(field.name.as_str(), |(_, to)| to);
            Ok((name.to_owned(), field.with(copy(field.value)?)))
        })
        .collect::<Result<Properties, Stays>>()?;
    Ok(written.opened_as_written(Code::Object(entries)))
}

/// `replicationConfiguration` as a `BucketReplicationConfig`.
pub(super) fn replication(setting: &Setting<'_, '_>) -> Result<Properties, Stays> {
    let fields = record(setting.value)?;
    only(&fields, &["role", "rule"])?;
    let (Some(role), Some(rules)) = (field(&fields, "role"), field(&fields, "rule")) else {
        return Err("its role or its rules are missing".to_owned());
    };
    let items = list(rules.value)?;
    let several = items.len() > 1;
    let code = items
        .iter()
        .map(|rule| Ok(rule.with(replication_rule(setting, rule.value, several)?)))
        .collect::<Result<Vec<_>, Stays>>()?;
    Ok(vec![
        ("role".to_owned(), role.with(copy(role.value)?)),
        ("rules".to_owned(), rules.with(Code::List(code))),
    ])
}

fn replication_rule(
    setting: &Setting<'_, '_>,
    rule: Expr<'_>,
    several: bool,
) -> Result<Code, Stays> {
    let fields = record(rule)?;
    only(
        &fields,
        &[
            "id",
            "priority",
            "prefix",
            "status",
            "deleteMarkerReplicationStatus",
            "filter",
            "destination",
            "sourceSelectionCriteria",
        ],
    )?;
    let filtered = field(&fields, "filter").is_some();
    let marked = field(&fields, "deleteMarkerReplicationStatus").is_some();
    if several && filtered && field(&fields, "priority").is_none() {
        return Err("one of several rules with filters has no priority".to_owned());
    }
    let mut entries: Properties = Vec::new();
    for field in &fields {
        let (name, code) = match field.name.as_str() {
            "filter" | "filters" => {
                let inner = record(field.value)?;
                only(&inner, &["prefix", "tags"])?;
                let none = || Code::Object(vec![("prefix".to_owned(), Code::Text(String::new()))]);
                ("filter", filter(&inner)?.unwrap_or_else(none))
            }
            "destination" | "destinations" => ("destination", destination(field.value)?),
            "deleteMarkerReplicationStatus" => (
                "deleteMarkerReplication",
                Code::Object(vec![("status".to_owned(), copy(field.value)?)]),
            ),
            "sourceSelectionCriteria" | "sourceSelectionCriterias" => {
                let inner = record(field.value)?;
                only(&inner, &["sseKmsEncryptedObject"])?;
                let entries = inner
                    .iter()
                    .map(|objects| {
                        let encrypted = record(objects.value)?;
                        only(&encrypted, &["enabled"])?;
                        let enabled = encrypted.first().ok_or("it is empty")?;
                        let status = word(setting.ctx, enabled.value, "Enabled", "Disabled")?;
                        let status =
                            Code::Object(vec![("status".to_owned(), enabled.with(status))]);
                        Ok(("sseKmsEncryptedObjects".to_owned(), objects.with(status)))
                    })
                    .collect::<Result<Properties, Stays>>()?;
                ("sourceSelectionCriteria", Code::Object(entries))
            }
            name => (name, copy(field.value)?),
        };
        entries.push((name.to_owned(), field.with(code)));
    }
    // With a filter S3 asks what becomes of delete markers; the inline setting says "Disabled" where it says nothing.
    if filtered && !marked {
        entries.push((
            "deleteMarkerReplication".to_owned(),
            Code::Object(vec![(
                "status".to_owned(),
                Code::Text("Disabled".to_owned()),
            )]),
        ));
    }
    Ok(Code::OneALine(Box::new(Code::Object(entries))))
}

fn destination(value: Expr<'_>) -> Result<Code, Stays> {
    let fields = record(value)?;
    only(
        &fields,
        &[
            "bucket",
            "storageClass",
            "accountId",
            "replicaKmsKeyId",
            "accessControlTranslation",
            "replicationTime",
            "metrics",
        ],
    )?;
    let mut entries: Properties = Vec::new();
    for field in &fields {
        let (name, code) = match field.name.as_str() {
            "accountId" => ("account", copy(field.value)?),
            "replicaKmsKeyId" => (
                "encryptionConfiguration",
                Code::Object(vec![("replicaKmsKeyId".to_owned(), copy(field.value)?)]),
            ),
            "accessControlTranslation" | "accessControlTranslations" => {
                ("accessControlTranslation", copy(single(field.value)?)?)
            }
            "replicationTime" | "replicationTimes" => ("replicationTime", minutes(field, "time")?),
            "metrics" => ("metrics", minutes(field, "eventThreshold")?),
            name => (name, copy(field.value)?),
        };
        entries.push((name.to_owned(), field.with(code)));
    }
    Ok(single(value)?.opened_as_written(Code::Object(entries)))
}

/// `{minutes, status}` with the minutes below `name`; both default to what S3 knows alone.
fn minutes(field_of: &Field<'_>, name: &str) -> Result<Code, Stays> {
    let fields = record(field_of.value)?;
    only(&fields, &["minutes", "status"])?;
    let value = |name: &str| fields.iter().find(|field| field.name == name);
    let status = match value("status") {
        Some(status) => status.with(copy(status.value)?),
        None => Code::Text("Enabled".to_owned()),
    };
    let minutes = match value("minutes") {
        Some(minutes) => minutes.with(copy(minutes.value)?),
        None => Code::Integer(15),
    };
    Ok(Code::Object(vec![
        ("status".to_owned(), status),
        (
            name.to_owned(),
            Code::Object(vec![("minutes".to_owned(), minutes)]),
        ),
    ]))
}

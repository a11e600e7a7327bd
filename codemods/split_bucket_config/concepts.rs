//! The thirteen inline settings and the resources that take their place.

use iacfix::iac::{Code, Value};
use iacfix::syntax::Language;

use super::rules;
use super::values::{
    Era, Properties, Setting, Stays, copy, field, list, only, record, single, word,
};

/// One inline setting and its resource.
pub(super) struct Concept {
    /// What the setting is called on the classes.
    pub(super) inline: &'static [&'static str],
    /// The class of its resource, without the `V2` of versions 5 and 6.
    pub(super) class: &'static str,
    /// Whether the class is called `…V2` before version 7.
    pub(super) suffix: Suffix,
    /// What its logical name ends in.
    pub(super) word: &'static str,
    /// What the classic bucket does when the setting is taken away.
    pub(super) classic: Classic,
    /// Whether taking the setting out leaves everything as it is deployed, where the bucket computes it.
    pub(super) neutral: Neutral,
    /// The properties of the resource besides `bucket`.
    pub(super) map: fn(&Setting<'_, '_>) -> Result<Moved, Stays>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Suffix {
    V2,
    None,
}

/// What the bucket of versions 5 and 6 does when a setting is no longer given.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Classic {
    /// It keeps what is there.
    Keeps,
    /// It deletes what is there, again with every refresh.
    Deletes,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Neutral {
    Yes,
    No,
}

/// What becomes of a setting.
pub(super) enum Moved {
    /// A resource with these properties.
    To(Properties),
    /// Nothing: the bucket is the same without it. Says why.
    Nowhere(&'static str),
    /// A flag of the bucket itself, and a resource where there is more to say.
    Flag(&'static str, Properties),
}

pub(super) const VERSIONING: &str = "BucketVersioning";
pub(super) const WEBSITE: &str = "BucketWebsiteConfiguration";
pub(super) const ACL: &str = "BucketAcl";
pub(super) const LIFECYCLE: &str = "BucketLifecycleConfiguration";
pub(super) const REPLICATION: &str = "BucketReplicationConfig";
pub(super) const OBJECT_LOCK: &str = "BucketObjectLockConfiguration";

/// All of them.
pub(super) const CONCEPTS: [Concept; 13] = [
    Concept {
        inline: &["versioning", "versionings"],
        class: VERSIONING,
        suffix: Suffix::V2,
        word: "versioning",
        classic: Classic::Keeps,
        neutral: Neutral::Yes,
        map: versioning,
    },
    Concept {
        inline: &[
            "serverSideEncryptionConfiguration",
            "serverSideEncryptionConfigurations",
        ],
        class: "BucketServerSideEncryptionConfiguration",
        suffix: Suffix::V2,
        word: "encryption",
        classic: Classic::Keeps,
        neutral: Neutral::Yes,
        map: encryption,
    },
    Concept {
        inline: &["lifecycleRules"],
        class: LIFECYCLE,
        suffix: Suffix::V2,
        word: "lifecycle",
        classic: Classic::Deletes,
        neutral: Neutral::No,
        map: |setting| match list(setting.value)?.is_empty() {
            true => Ok(Moved::Nowhere("has no rules")),
            false => Ok(Moved::To(rules::lifecycle(setting)?)),
        },
    },
    Concept {
        inline: &["logging", "loggings"],
        class: "BucketLogging",
        suffix: Suffix::V2,
        word: "logging",
        classic: Classic::Deletes,
        neutral: Neutral::Yes,
        map: logging,
    },
    Concept {
        inline: &["website", "websites"],
        class: WEBSITE,
        suffix: Suffix::V2,
        word: "website",
        classic: Classic::Deletes,
        neutral: Neutral::Yes,
        map: website,
    },
    Concept {
        inline: &["corsRules"],
        class: "BucketCorsConfiguration",
        suffix: Suffix::V2,
        word: "cors",
        classic: Classic::Deletes,
        neutral: Neutral::Yes,
        map: |setting| match setting.value.items().is_some_and(|items| items.is_empty()) {
            true => Ok(Moved::Nowhere("has no rules")),
            false => Ok(Moved::To(vec![(
                "corsRules".to_owned(),
                copy(setting.value)?,
            )])),
        },
    },
    Concept {
        inline: &["accelerationStatus"],
        class: "BucketAccelerateConfiguration",
        suffix: Suffix::V2,
        word: "acceleration",
        classic: Classic::Keeps,
        neutral: Neutral::Yes,
        map: |setting| Ok(Moved::To(vec![("status".to_owned(), copy(setting.value)?)])),
    },
    Concept {
        inline: &["requestPayer"],
        class: "BucketRequestPaymentConfiguration",
        suffix: Suffix::V2,
        word: "request-payment",
        classic: Classic::Keeps,
        neutral: Neutral::No,
        map: |setting| Ok(Moved::To(vec![("payer".to_owned(), copy(setting.value)?)])),
    },
    Concept {
        inline: &["objectLockConfiguration"],
        class: OBJECT_LOCK,
        suffix: Suffix::V2,
        word: "object-lock",
        classic: Classic::Deletes,
        neutral: Neutral::No,
        map: object_lock,
    },
    Concept {
        inline: &["acl"],
        class: ACL,
        suffix: Suffix::V2,
        word: "acl",
        classic: Classic::Deletes,
        neutral: Neutral::No,
        map: acl,
    },
    Concept {
        inline: &["grants"],
        class: ACL,
        suffix: Suffix::V2,
        word: "acl",
        classic: Classic::Deletes,
        neutral: Neutral::No,
        map: |_| {
            Err("a BucketAcl with grants has to name the owner, too; write it by hand".to_owned())
        },
    },
    Concept {
        inline: &["policy"],
        class: "BucketPolicy",
        suffix: Suffix::None,
        word: "policy",
        classic: Classic::Keeps,
        neutral: Neutral::Yes,
        map: |setting| Ok(Moved::To(vec![("policy".to_owned(), setting.value.code())])),
    },
    Concept {
        inline: &["replicationConfiguration", "replicationConfigurations"],
        class: REPLICATION,
        suffix: Suffix::None,
        word: "replication",
        classic: Classic::Deletes,
        neutral: Neutral::No,
        map: |setting| Ok(Moved::To(rules::replication(setting)?)),
    },
];

impl Concept {
    /// The class as the provider's version names it. The `…V2` names are the only ones that every version has.
    pub(super) fn class_in(&self, era: Era) -> String {
        match (self.suffix, era) {
            (Suffix::None, _) | (_, Era::Seven) => self.class.to_owned(),
            (Suffix::V2, _) => format!("{}V2", self.class),
        }
    }

    /// The type tokens of its resource, in every version.
    pub(super) fn tokens(&self) -> Vec<String> {
        ["", "V2"]
            .iter()
            .map(|suffix| {
                let class = format!("{}{suffix}", self.class);
                format!("aws:s3/b{}:{class}", &class[1..])
            })
            .collect()
    }
}

fn versioning(setting: &Setting<'_, '_>) -> Result<Moved, Stays> {
    let fields = record(setting.value)?;
    only(&fields, &["enabled", "mfaDelete"])?;
    if let Some(mfa) = field(&fields, "mfaDelete")
        && !matches!(mfa.value.value(), Value::Boolean(false) | Value::Null)
    {
        return Err("mfaDelete asks for the code of a device".to_owned());
    }
    let Some(enabled) = field(&fields, "enabled") else {
        return Ok(Moved::Nowhere("is not enabled"));
    };
    if matches!(enabled.value.resolved().value(), Value::Boolean(false)) {
        return Ok(Moved::Nowhere("is not enabled"));
    }
    let status = word(setting.ctx, enabled.value, "Enabled", "Suspended")?;
    let configuration = Code::Object(vec![("status".to_owned(), enabled.with(status))]);
    Ok(Moved::To(vec![(
        "versioningConfiguration".to_owned(),
        single(setting.value)?.opened_as_written(configuration),
    )]))
}

fn encryption(setting: &Setting<'_, '_>) -> Result<Moved, Stays> {
    let fields = record(setting.value)?;
    only(&fields, &["rule"])?;
    let rule = field(&fields, "rule").ok_or("it has no rule")?;
    let written = single(rule.value)?;
    let inner = record(written)?;
    let entries = inner
        .iter()
        .map(|entry| {
            let default = "applyServerSideEncryptionByDefault";
            let (name, value) = match entry.name.strip_suffix('s') {
                Some(one) if one == default => (default, single(entry.value)?),
                _ => (entry.name.as_str(), entry.value),
            };
            Ok((name.to_owned(), entry.with(copy(value)?)))
        })
        .collect::<Result<Properties, Stays>>()?;
    let rules = Code::List(vec![
        rule.with(written.opened_as_written(Code::Object(entries))),
    ]);
    Ok(Moved::To(vec![("rules".to_owned(), rules)]))
}

fn logging(setting: &Setting<'_, '_>) -> Result<Moved, Stays> {
    if setting.value.items().is_some_and(|items| items.is_empty()) {
        return Ok(Moved::Nowhere("names no target"));
    }
    let fields = record(setting.value)?;
    only(&fields, &["targetBucket", "targetPrefix"])?;
    if field(&fields, "targetBucket").is_none() {
        return Err("it names no target bucket".to_owned());
    }
    let mut properties = fields
        .iter()
        .map(|field| Ok((field.name.clone(), field.with(copy(field.value)?))))
        .collect::<Result<Properties, Stays>>()?;
    if field(&fields, "targetPrefix").is_none() {
        properties.push(("targetPrefix".to_owned(), Code::Text(String::new())));
    }
    Ok(Moved::To(properties))
}

fn website(setting: &Setting<'_, '_>) -> Result<Moved, Stays> {
    let fields = record(setting.value)?;
    only(
        &fields,
        &[
            "indexDocument",
            "errorDocument",
            "redirectAllRequestsTo",
            "routingRules",
        ],
    )?;
    let mut properties: Properties = Vec::new();
    for field in &fields {
        let one = |name: &str, code: Code| Code::Object(vec![(name.to_owned(), code)]);
        let (name, code) = match field.name.as_str() {
            "indexDocument" => ("indexDocument", one("suffix", copy(field.value)?)),
            "errorDocument" => ("errorDocument", one("key", copy(field.value)?)),
            "redirectAllRequestsTo" => ("redirectAllRequestsTo", redirect(field.value)?),
            _ => ("routingRuleDetails", routing_rules(setting, field.value)?),
        };
        properties.push((name.to_owned(), field.with(code)));
    }
    match properties.is_empty() {
        true => Err("it says nothing".to_owned()),
        false => Ok(Moved::To(properties)),
    }
}

fn redirect(value: iacfix::iac::Expr<'_>) -> Result<Code, Stays> {
    let Value::String(target) = value.value() else {
        return Err("redirectAllRequestsTo is not a text of its own, so that host and protocol cannot be told apart".to_owned());
    };
    let (protocol, host) = match target.split_once("://") {
        Some((protocol @ ("http" | "https"), host)) => (Some(protocol), host),
        Some(_) => return Err("redirectAllRequestsTo has another protocol".to_owned()),
        None => (None, target.as_str()),
    };
    if host.is_empty() || host.contains(['/', '?', '#']) {
        return Err("redirectAllRequestsTo names more than a host".to_owned());
    }
    let mut entries = vec![("hostName".to_owned(), Code::Text(host.to_owned()))];
    let protocol = protocol.map(|protocol| Code::Text(protocol.to_owned()));
    entries.extend(protocol.map(|protocol| ("protocol".to_owned(), protocol)));
    Ok(Code::Object(entries))
}

/// Routing rules as one JSON text.
fn routing_rules(setting: &Setting<'_, '_>, value: iacfix::iac::Expr<'_>) -> Result<Code, Stays> {
    match value.resolved().value() {
        Value::String(_) | Value::Template(_) => return Ok(value.code()),
        Value::List(_) if setting.ctx.program().language() == Language::TypeScript => {
            return Ok(Code::name("JSON.stringify").call([value.code()]));
        }
        Value::Call(call) => {
            let called = call.callee.text();
            let stringifies = ["JSON.stringify", "json.dumps"].contains(&called)
                || ["jsonStringify", "jsonDumps", "json_dumps"]
                    .iter()
                    .any(|name| called.ends_with(&format!(".{name}")));
            if stringifies {
                return Ok(value.code());
            }
        }
        _ if setting.era == Era::Seven => return Ok(value.code()),
        _ => {}
    }
    Err("routingRules may be a list, and the website configuration wants JSON".to_owned())
}

fn object_lock(setting: &Setting<'_, '_>) -> Result<Moved, Stays> {
    let fields = record(setting.value)?;
    only(&fields, &["objectLockEnabled", "rule"])?;
    let enabled = field(&fields, "objectLockEnabled").map(|field| field.value.value());
    if !matches!(&enabled, Some(Value::String(text)) if text == "Enabled") {
        return Err("it does not say in words that object lock is enabled".to_owned());
    }
    let Some(rule) = field(&fields, "rule") else {
        return Ok(Moved::Flag("objectLockEnabled", Vec::new()));
    };
    let inner = record(rule.value)?;
    only(&inner, &["defaultRetention"])?;
    let entries = inner
        .iter()
        .map(|retention| {
            let value = copy(single(retention.value)?)?;
            Ok(("defaultRetention".to_owned(), retention.with(value)))
        })
        .collect::<Result<Properties, Stays>>()?;
    let rule_code = single(rule.value)?.opened_as_written(Code::Object(entries));
    Ok(Moved::Flag(
        "objectLockEnabled",
        vec![("rule".to_owned(), rule.with(rule_code))],
    ))
}

fn acl(setting: &Setting<'_, '_>) -> Result<Moved, Stays> {
    let canned = setting.value.symbol().and_then(|symbol| {
        let last = symbol.path.last()?.to_ascii_lowercase();
        (symbol.package == "aws").then_some(last)
    });
    let private = match setting.value.resolved().value() {
        Value::String(text) => text == "private",
        Value::Null => true,
        _ => canned.as_deref() == Some("private"),
    };
    match private {
        true => Ok(Moved::Nowhere("says what is so anyway")),
        false => Ok(Moved::To(vec![("acl".to_owned(), copy(setting.value)?)])),
    }
}

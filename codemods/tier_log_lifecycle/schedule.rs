//! When logs move to which storage class, and when they are deleted: what the user says, held to what S3 takes.

use iacfix::codemod::Context;

/// One storage class, from the one that is quickest to read to the one that is cheapest to keep.
struct Class {
    name: &'static str,
    /// After how many days an object may move to it, at the earliest.
    earliest: i64,
    /// How many days an object has to be in it before it may move on.
    stay: i64,
    /// How many days are charged for, at the least.
    charged: i64,
}

/// The classes that lifecycle rules move objects to. They only move down this list.
const CLASSES: [Class; 6] = [
    Class {
        name: "STANDARD_IA",
        earliest: 30,
        stay: 30,
        charged: 30,
    },
    Class {
        name: "INTELLIGENT_TIERING",
        earliest: 0,
        stay: 0,
        charged: 0,
    },
    Class {
        name: "ONEZONE_IA",
        earliest: 30,
        stay: 30,
        charged: 30,
    },
    Class {
        name: "GLACIER_IR",
        earliest: 0,
        stay: 0,
        charged: 90,
    },
    Class {
        name: "GLACIER",
        earliest: 0,
        stay: 0,
        charged: 90,
    },
    Class {
        name: "DEEP_ARCHIVE",
        earliest: 0,
        stay: 0,
        charged: 180,
    },
];

/// The classes that cannot be read without restoring an object first, which takes hours.
const ARCHIVES: [&str; 2] = ["GLACIER", "DEEP_ARCHIVE"];

/// The transitions where the user names none.
const TRANSITIONS: [&str; 2] = ["STANDARD_IA:30", "GLACIER:60"];

/// What becomes of logs.
#[derive(Clone)]
pub(super) struct Schedule {
    /// The storage classes that they move to, and after how many days, in order.
    pub(super) steps: Vec<(&'static str, i64)>,
    /// After how many days they are deleted.
    pub(super) expiration: i64,
}

impl Schedule {
    /// What the user says, else what is usual.
    ///
    /// # Errors
    /// What S3 would refuse of it.
    pub(super) fn of(ctx: &Context<'_>) -> Result<Self, String> {
        let written: Vec<&str> = match ctx.texts("transitions") {
            [] => TRANSITIONS.to_vec(),
            named => named.iter().map(String::as_str).collect(),
        };
        Self::read(&written, ctx.integer("expiration-days"))
    }

    fn read(written: &[&str], expiration: i64) -> Result<Self, String> {
        let mut steps: Vec<(&'static Class, usize, i64)> = Vec::new();
        for written in written {
            let (at, days) = step(written)?;
            let class = &CLASSES[at];
            let name = class.name;
            if days < class.earliest {
                return Err(format!(
                    "the setting transitions has {written:?}, but S3 takes {name} only after {} or more",
                    counted(class.earliest)
                ));
            }
            if let Some((before, rank, since)) = steps.last() {
                if at <= *rank {
                    return Err(format!(
                        "the setting transitions has {name} behind {}, but S3 moves objects only the other way",
                        before.name
                    ));
                }
                if days <= *since || days - since < before.stay {
                    return Err(format!(
                        "the setting transitions has {written:?}, but {} comes {} earlier at the least",
                        before.name,
                        counted(before.stay.max(1))
                    ));
                }
            }
            steps.push((class, at, days));
        }
        if let Some((class, _, days)) = steps.last()
            && expiration <= *days
        {
            return Err(format!(
                "the setting expiration-days is {expiration}, but S3 deletes only after it has moved objects, to {} after {}",
                class.name,
                counted(*days)
            ));
        }
        Ok(Self {
            steps: steps
                .into_iter()
                .map(|(class, _, days)| (class.name, days))
                .collect(),
            expiration,
        })
    }

    /// What changes for logs that were deleted after `days`, and what it costs.
    pub(super) fn says(&self, days: i64) -> String {
        let mut moved = Vec::new();
        for (class, days) in &self.steps {
            // `to STANDARD_IA after 30 days and to GLACIER after 60`
            let days = match moved.is_empty() {
                true => counted(*days),
                false => days.to_string(),
            };
            moved.push(format!("to {class} after {days}"));
        }
        let mut said = format!(
            "move them {}, and delete them after {}: they are kept, and paid for, {} longer",
            moved.join(" and "),
            self.expiration,
            counted(self.expiration - days)
        );
        let archive = self
            .steps
            .iter()
            .find(|(class, _)| ARCHIVES.contains(class));
        if let Some((class, _)) = archive {
            said.push_str(&format!(
                "; what is in {class} has to be restored before it can be read"
            ));
        }
        if let Some((class, since)) = self.steps.last()
            && let Some(charged) = CLASSES.iter().find(|known| known.name == *class)
            && self.expiration - since < charged.charged
        {
            said.push_str(&format!(
                "; {class} charges for {}, also for what is deleted before",
                counted(charged.charged)
            ));
        }
        said
    }
}

/// One transition as it is written: which of the classes, and after how many days.
fn step(written: &str) -> Result<(usize, i64), String> {
    let malformed = || {
        format!(
            "the setting transitions has {written:?}, which is not of the form CLASS:DAYS, as STANDARD_IA:30"
        )
    };
    let (name, days) = written.split_once(':').ok_or_else(malformed)?;
    let days = days.trim().parse::<i64>().map_err(|_| malformed())?;
    let name = name.trim();
    let known = CLASSES.iter().position(|class| class.name == name);
    let at = known.ok_or_else(|| {
        let names: Vec<&str> = CLASSES.iter().map(|class| class.name).collect();
        format!(
            "the setting transitions names {name}; S3 moves objects to {}",
            names.join(", ")
        )
    })?;
    Ok((at, days))
}

/// `1 day`, `2 days`.
pub(super) fn counted(days: i64) -> String {
    match days {
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Schedule, TRANSITIONS};

    fn refused(written: &[&str], expiration: i64) -> Option<String> {
        Schedule::read(written, expiration).err()
    }

    #[test]
    fn what_s3_takes_is_taken() {
        assert_eq!(refused(&TRANSITIONS, 90), None);
        assert_eq!(refused(&["INTELLIGENT_TIERING:0"], 1), None);
        assert_eq!(
            refused(
                &["STANDARD_IA:30", "GLACIER_IR:60", "DEEP_ARCHIVE:150"],
                400
            ),
            None
        );
    }

    #[test]
    fn what_s3_would_refuse_is_refused() {
        for (written, expiration, part) in [
            (&["STANDARD_IA:29"][..], 90, "only after 30 days"),
            (&["GLACIER:40", "STANDARD_IA:80"], 90, "only the other way"),
            (&["GLACIER:40", "GLACIER:80"], 90, "only the other way"),
            (&["STANDARD_IA:30", "GLACIER:59"], 90, "30 days earlier"),
            (&["GLACIER_IR:30", "GLACIER:30"], 90, "1 day earlier"),
            (&["STANDARD_IA:30"], 30, "has moved objects"),
            (&["STANDARD:30"], 90, "S3 moves objects to"),
            (&["GLACIER"], 90, "CLASS:DAYS"),
            (&["GLACIER:soon"], 90, "CLASS:DAYS"),
            (&["GLACIER:-1"], 90, "only after 0 days"),
        ] {
            let refused = refused(written, expiration).unwrap_or_default();
            assert!(refused.contains(part), "{written:?}: {refused}");
        }
    }
}

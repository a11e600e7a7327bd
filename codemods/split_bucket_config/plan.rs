//! What moves, what stays and why, and the edits.

use iacfix::codemod::Context;
use iacfix::fix::{Applicability, Edit, Edits, Fix};
use iacfix::iac::{
    Code, Entry, Expr, ListOption, NewResource, Presence, Resource, Statement, Value,
};
use iacfix::project::Package;
use iacfix::source::Span;

use super::concepts::{
    ACL, Classic, Concept, LIFECYCLE, Moved, Neutral, OBJECT_LOCK, REPLICATION, VERSIONING, WEBSITE,
};
use super::place::Place;
use super::present;
use super::rules;
use super::values::{Era, Properties, Setting};
use super::{Inline, Origin, enumerate};

/// What is said about a bucket.
pub(super) struct Outcome {
    pub(super) help: String,
    pub(super) fix: Option<Fix>,
}

/// One setting that moves.
struct Move<'a> {
    concept: &'static Concept,
    entry: Entry<'a>,
    properties: Properties,
    /// A flag that the bucket gets in the setting's place.
    flag: Option<&'static str>,
    /// Why nothing takes its place.
    dropped: Option<String>,
    /// Whether the bucket has to ignore changes of it.
    ignored: bool,
}

/// One setting that stays.
struct Stay {
    name: String,
    reason: String,
    /// Whether it is worth saying by itself.
    silent: bool,
}

/// Outputs of a bucket that are its website's.
const WEBSITE_OUTPUTS: [&str; 2] = ["websiteEndpoint", "websiteDomain"];

/// What to do about the bucket; `None` where there is nothing to say.
pub(super) fn split<'a>(
    ctx: &Context<'a>,
    bucket: &Resource<'a>,
    settings: &[Inline<'a>],
) -> Option<Outcome> {
    let leave = match ctx.text("classic") {
        "leave" => Some("the setting \"classic\" leaves it"),
        _ => None,
    };
    let mut plan = Plan::new(ctx, bucket, settings, leave);
    if plan.moves.is_empty() && plan.stays.iter().all(|stay| stay.silent) {
        return None;
    }
    if plan.moves.is_empty() {
        return Some(Outcome {
            help: plan.help("decide by hand"),
            fix: None,
        });
    }
    let mut fix = plan.fix();
    if fix.is_err() && plan.moves.iter().any(|one| one.ignored) {
        let why =
            "the bucket would have to ignore changes of it, but its options cannot be added to";
        let smaller = Plan::new(ctx, bucket, settings, Some(why));
        if !smaller.moves.is_empty()
            && let Ok(found) = smaller.fix()
        {
            (plan, fix) = (smaller, Ok(found));
        }
    }
    Some(match fix {
        Ok(fix) => Outcome {
            help: plan.help(&plan.what_happens()),
            fix: Some(fix),
        },
        Err(reason) => Outcome {
            help: plan.help(&format!("declare the resources by hand: {reason}")),
            fix: None,
        },
    })
}

struct Plan<'c, 'a> {
    ctx: &'c Context<'a>,
    bucket: &'c Resource<'a>,
    era: Era,
    moves: Vec<Move<'a>>,
    stays: Vec<Stay>,
}

impl<'c, 'a> Plan<'c, 'a> {
    fn new(
        ctx: &'c Context<'a>,
        bucket: &'c Resource<'a>,
        settings: &[Inline<'a>],
        leave: Option<&str>,
    ) -> Self {
        let mut plan = Plan {
            ctx,
            bucket,
            era: Era::of(ctx),
            moves: Vec::new(),
            stays: Vec::new(),
        };
        for inline in settings {
            match plan.decide(inline, leave) {
                Ok(one) => plan.moves.push(one),
                Err((reason, silent)) => plan.stays.push(Stay {
                    name: ctx.source().slice(inline.entry.key_span()).to_owned(),
                    reason,
                    silent,
                }),
            }
        }
        // What depends on versioning is declared behind it.
        let dependent = |one: &Move<'_>| needs_versioning(one);
        if let Some(versioning) = plan
            .moves
            .iter()
            .position(|one| one.concept.class == VERSIONING)
            && let Some(first) = plan.moves[..versioning].iter().position(dependent)
        {
            let versioning = plan.moves.remove(versioning);
            plan.moves.insert(first, versioning);
        }
        plan
    }

    /// Whether it is the bucket of versions 5 and 6 that keeps to its own rules.
    fn is_classic(&self) -> bool {
        self.bucket.token() == "aws:s3/bucket:Bucket" && self.era != Era::Seven
    }

    fn line(&self, expr: Expr<'_>) -> usize {
        self.ctx.source().place(expr.span().start).line
    }

    fn decide(&self, inline: &Inline<'a>, leave: Option<&str>) -> Result<Move<'a>, (String, bool)> {
        let say = |reason: String| (reason, false);
        let concept = inline.concept;
        if inline.origin == Origin::Elsewhere {
            return Err(say("it comes from somewhere else".to_owned()));
        }
        let value = inline
            .entry
            .value
            .ok_or_else(|| say("it is a method".to_owned()))?;
        if self.is_classic() && concept.class == OBJECT_LOCK {
            let reason = "a Bucket of versions 5 and 6 takes object lock only inline";
            return Err((reason.to_owned(), true));
        }
        let setting = Setting {
            ctx: self.ctx,
            era: self.era,
            value,
        };
        let moved = (concept.map)(&setting).map_err(say)?;
        let present = present::declared(self.ctx, self.bucket, &concept.tokens());
        let deletes = self.is_classic() && concept.classic == Classic::Deletes;
        let mut one = Move {
            concept,
            entry: inline.entry.clone(),
            properties: Vec::new(),
            flag: None,
            dropped: None,
            // What is the same without the setting is not deleted.
            ignored: deletes && !matches!(moved, Moved::Nowhere(_)),
        };
        if let (true, Some(why)) = (one.ignored, leave) {
            return Err((why.to_owned(), true));
        }
        match moved {
            Moved::To(properties) => one.properties = properties,
            Moved::Nowhere(why) => one.dropped = Some(why.to_owned()),
            Moved::Flag(flag, properties) => {
                match self.bucket.property(flag) {
                    Presence::Absent => one.flag = Some(flag),
                    Presence::Present(property)
                        if property
                            .value()
                            .is_some_and(|value| matches!(value.value(), Value::Boolean(true))) => {
                    }
                    _ => return Err(say(format!("{flag} is given, too, as something else"))),
                }
                match properties.is_empty() {
                    true => one.dropped = Some("has no rule".to_owned()),
                    false => one.properties = properties,
                }
            }
        }
        if let Some(present) = present {
            let line = self.line(present.expr());
            let expected = match (&one.dropped, concept.class) {
                (Some(_), ACL) => {
                    vec![("acl".to_owned(), Code::Text("private".to_owned()))]
                }
                _ => one.properties.clone(),
            };
            if !present::says(&present, &expected) {
                return Err(say(format!(
                    "line {line} declares a {} of this bucket that says something else",
                    concept.class
                )));
            }
            one.dropped = Some(format!("is declared by line {line} already"));
        }
        if one.dropped.is_none() && concept.class == ACL {
            let tokens = ["aws:s3/bucketOwnershipControls:BucketOwnershipControls".to_owned()];
            if let Some(controls) = present::declared(self.ctx, self.bucket, &tokens) {
                return Err(say(format!(
                    "line {} declares the ownership controls that a BucketAcl has to depend on",
                    self.line(controls.expr())
                )));
            }
        }
        if one.dropped.is_none() && needs_versioning(&one) {
            let tokens = ["", "V2"].map(|suffix| {
                let class = format!("ucketVersioning{suffix}");
                format!("aws:s3/b{class}:B{class}")
            });
            if let Some(versioning) = present::declared(self.ctx, self.bucket, &tokens) {
                return Err(say(format!(
                    "line {} declares the versioning that it has to depend on",
                    self.line(versioning.expr())
                )));
            }
        }
        if one.dropped.is_none()
            && concept.class == WEBSITE
            && let Some(usage) = self
                .website_uses()
                .into_iter()
                .find(|usage| !self.bucket.is_followed_by(*usage))
        {
            return Err(say(format!(
                "line {} asks the bucket for the website where a new resource cannot be named",
                self.line(usage)
            )));
        }
        Ok(one)
    }

    /// Uses of the bucket's website, each as the member that is taken.
    fn website_uses(&self) -> Vec<Expr<'a>> {
        self.bucket
            .references()
            .uses
            .into_iter()
            .filter_map(Expr::parent_member)
            .filter(|member| {
                member
                    .member()
                    .is_some_and(|(_, name)| WEBSITE_OUTPUTS.contains(&name.as_str()))
            })
            .collect()
    }

    fn fix(&self) -> Result<Fix, String> {
        let ctx = self.ctx;
        let gone: Vec<Entry<'a>> = self
            .moves
            .iter()
            .filter(|one| one.flag.is_none())
            .map(|one| one.entry.clone())
            .collect();
        let ignored = ListOption {
            name: "ignoreChanges",
            elements: self
                .moves
                .iter()
                .filter(|one| one.ignored)
                .map(|one| self.written(&one.entry))
                .collect(),
        };
        let removed = self
            .bucket
            .withdraw(&gone, Some(&ignored))
            .ok_or("its options cannot be added to")?;
        let mut edits: Vec<Edit> = Vec::new();
        for one in &self.moves {
            if let (Some(flag), Some(value)) = (one.flag, one.entry.value) {
                edits.push(one.entry.rename(flag));
                edits.push(value.replace(&Code::Boolean(true)));
            }
        }
        let mut introduces = Vec::new();
        if self.moves.iter().any(|one| one.dropped.is_none()) {
            let place = Place::behind(ctx, self.bucket)?;
            let mut statements =
                self.statements(&place, &removed.edits, &mut edits, &mut introduces)?;
            statements.extend(place.tail);
            edits.extend(place.edits);
            introduces.extend(place.introduces);
            let behind = self.bucket.expr().insert_after(&statements);
            let behind = behind.ok_or("no statement holds the bucket")?;
            edits.extend(self.bucket.without_moved(&removed.edits, &behind.text));
            edits.push(behind);
        } else {
            edits.extend(removed.edits.iter().cloned());
        }
        let edits = Edits::new(ctx.program().with_imports_laid_out(join_inserts(edits)))
            .map_err(|error| error.to_string())?;
        let title = "Give the bucket's configuration resources of its own";
        Ok(
            Fix::in_file(ctx.source().path(), title, self.applicability(), edits)
                .introducing(introduces)
                .releasing(removed.releases),
        )
    }

    fn statements(
        &self,
        place: &Place,
        gone: &Edits,
        edits: &mut Vec<Edit>,
        introduces: &mut Vec<String>,
    ) -> Result<Vec<Statement>, String> {
        let mut versioning: Option<Code> = None;
        let mut statements = Vec::new();
        for one in self.moves.iter().filter(|one| one.dropped.is_none()) {
            let mut depends_on = Vec::new();
            if needs_versioning(one) {
                depends_on.extend(versioning.clone());
            }
            if one.concept.class == ACL {
                let name = place.name_of(self.ctx, "ownership-controls");
                let properties = vec![(
                    "rule".to_owned(),
                    Code::Object(vec![(
                        "objectOwnership".to_owned(),
                        Code::Text("BucketOwnerPreferred".to_owned()),
                    )]),
                )];
                let controls = self.resource(
                    place,
                    "BucketOwnershipControls",
                    "ownership-controls",
                    properties,
                    Vec::new(),
                    edits,
                )?;
                statements.push(controls.statement(Some(&name)));
                depends_on.push(Code::name(name.clone()));
                introduces.push(name);
            }
            if !depends_on.is_empty() {
                let (_, import) = self.ctx.program().package_name("pulumi", "@pulumi/pulumi");
                if self.ctx.program().language() == iacfix::syntax::Language::Python {
                    edits.extend(import);
                }
            }
            let class = one.concept.class_in(self.era);
            let properties = one.properties.clone();
            let resource = self.resource(
                place,
                &class,
                one.concept.word,
                properties,
                depends_on,
                edits,
            )?;
            let uses = match one.concept.class {
                WEBSITE => self.website_uses(),
                _ => Vec::new(),
            };
            let asked = one.concept.class == VERSIONING
                && self
                    .moves
                    .iter()
                    .any(|other| other.dropped.is_none() && needs_versioning(other));
            let name =
                (asked || !uses.is_empty()).then(|| place.name_of(self.ctx, one.concept.word));
            if let Some(name) = &name {
                introduces.push(name.clone());
                for usage in uses {
                    if let Some((_, output)) = usage.member() {
                        edits.push(usage.replace(&Code::name(name.clone()).member(output)));
                    }
                }
                if asked {
                    versioning = Some(Code::name(name.clone()));
                }
            }
            let mut comments = one.entry.comments_within(gone);
            if let Some(value) = one.entry.value {
                let kept = value.comments();
                comments.extend(kept.into_iter().filter(|comment| {
                    !one.properties.iter().any(|(_, code)| keeps(code, comment))
                }));
            }
            let statement = resource.statement(name.as_deref());
            statements.push(match comments.is_empty() {
                true => statement,
                false => Statement::Commented(comments, Box::new(statement)),
            });
        }
        Ok(statements)
    }

    fn resource(
        &self,
        place: &Place,
        class: &str,
        word: &str,
        properties: Properties,
        depends_on: Vec<Code>,
        edits: &mut Vec<Edit>,
    ) -> Result<NewResource, String> {
        let (class, imports) = self
            .bucket
            .sibling_class(class)
            .ok_or_else(|| format!("the class {class} cannot be named in this file"))?;
        edits.extend(imports);
        let name = self
            .bucket
            .extended_name(word)
            .ok_or("the bucket has no logical name that can be read")?;
        let bucket = ("bucket".to_owned(), place.bucket.clone().member("id"));
        Ok(NewResource {
            class,
            name,
            properties: std::iter::once(bucket).chain(properties).collect(),
            options: self.bucket.options_beside(depends_on),
        })
    }

    fn applicability(&self) -> Applicability {
        if self.era == Era::Unknown {
            return Applicability::DisplayOnly;
        }
        let neutral = self.moves.iter().all(|one| {
            let keeps = !self.is_classic()
                || (one.concept.classic == Classic::Keeps && one.concept.class != "BucketPolicy");
            let same = one.concept.neutral == Neutral::Yes;
            keeps && (same || (one.dropped.is_some() && one.flag.is_none()))
        });
        match neutral {
            true => Applicability::Safe,
            false => Applicability::Unsafe,
        }
    }

    fn what_happens(&self) -> String {
        let mut said = Vec::new();
        let classes: Vec<String> = self
            .moves
            .iter()
            .filter(|one| one.dropped.is_none())
            .map(|one| one.concept.class_in(self.era))
            .collect();
        if !classes.is_empty() {
            said.push(format!("declare {}", enumerate(&classes)));
        }
        for one in &self.moves {
            if let Some(why) = &one.dropped {
                let name = self.written(&one.entry);
                said.push(match one.flag {
                    Some(flag) => format!("give the bucket {flag} alone: {name} {why}"),
                    None => format!("remove {name}, which {why}"),
                });
            }
        }
        let ignored: Vec<String> = self
            .moves
            .iter()
            .filter(|one| one.ignored)
            .map(|one| self.written(&one.entry))
            .collect();
        if !ignored.is_empty() {
            said.push(format!(
                "let the bucket ignore changes of {}, which it would delete with the next refresh",
                enumerate(&ignored)
            ));
        }
        if self
            .moves
            .iter()
            .any(|one| one.concept.class == ACL && one.dropped.is_none())
        {
            said.push(
                "let the bucket take ACLs again with BucketOwnershipControls (a public ACL also needs a BucketPublicAccessBlock that lets it through)".to_owned(),
            );
        }
        if let Err(unknown) = self.ctx.provider(Package::AWS) {
            said.push(format!(
                "see first which version of the provider the program gets ({unknown}): what is shown is for versions 5 and 6"
            ));
        }
        said.join("; ")
    }

    /// `what`, and what stays with the reason for it.
    fn help(&self, what: &str) -> String {
        std::iter::once(what.to_owned())
            .chain(self.stays.iter().map(|stay| {
                format!(
                    "{} stays: {}",
                    stay.name.trim_matches(['"', '\'']),
                    stay.reason
                )
            }))
            .collect::<Vec<_>>()
            .join("; ")
    }

    /// The name of a setting as the program writes it.
    fn written(&self, entry: &Entry<'a>) -> String {
        let key = self.ctx.source().slice(entry.key_span());
        key.trim_matches(['"', '\'']).to_owned()
    }
}

/// Whether the resource of a setting can only be made once the bucket keeps versions.
fn needs_versioning(one: &Move<'_>) -> bool {
    match one.concept.class {
        REPLICATION => true,
        LIFECYCLE => one.entry.value.is_some_and(rules::speaks_of_versions),
        _ => false,
    }
}

/// Whether new code holds a comment.
fn keeps(code: &Code, comment: &str) -> bool {
    match code {
        Code::Commented(code, comments) => {
            comments.above.iter().any(|kept| kept == comment) || keeps(code, comment)
        }
        Code::OneALine(code) | Code::Member(code, _) => keeps(code, comment),
        Code::Object(entries) => entries.iter().any(|(_, code)| keeps(code, comment)),
        Code::List(elements) => elements.iter().any(|code| keeps(code, comment)),
        Code::Call(callee, arguments) => {
            keeps(callee, comment) || arguments.iter().any(|code| keeps(code, comment))
        }
        Code::Choice(condition, ..) => keeps(condition, comment),
        Code::Verbatim(text) => text.contains(comment.lines().next().unwrap_or(comment)),
        _ => false,
    }
}

/// Insertions at the same place as one, in order; the same one twice counts once.
fn join_inserts(edits: Vec<Edit>) -> Vec<Edit> {
    let mut joined: Vec<(Span, Vec<String>)> = Vec::new();
    for edit in edits {
        let same = joined
            .iter_mut()
            .find(|(span, _)| *span == edit.span && span.start == span.end);
        match same {
            Some((_, texts)) if texts.contains(&edit.text) => {}
            Some((_, texts)) => texts.push(edit.text),
            None => joined.push((edit.span, vec![edit.text])),
        }
    }
    joined
        .into_iter()
        .map(|(span, texts)| Edit::replace(span, texts.concat()))
        .collect()
}

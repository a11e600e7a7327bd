//! A stage that a REST deployment declares in passing → a stage of its own.

mod consumers;
mod declared;

use iacfix::codemod::{Codemod, Context, Findings, Group, Match, Rewrite};
use iacfix::fix::{Applicability, Edit, Edits, Fix};
use iacfix::iac::{
    Bound, Code, Elsewhere, Entry, Expr, NewResource, Presence, Removal, Resource, Value,
};
use iacfix::project::Package;
use iacfix::syntax::Language;

/// See `README.md`.
pub const CODEMOD: Codemod = Codemod {
    id: "split-deployment-stage",
    group: Group::Deprecated,
    summary: "give the stage of a REST API deployment a resource of its own",
    docs: include_str!("README.md"),
    errors: &[
        "stage_name is deprecated. Use the aws.apigateway.Stage resource instead",
        "stage_name is deprecated. Use the apigateway.Stage resource instead",
        "stage_name is deprecated. Use the aws_api_gateway_stage resource instead",
        "Object literal may only specify known properties, and 'stageName' does not exist in type 'DeploymentArgs'",
        "Property 'stageName' does not exist on type 'Deployment'",
        "Property 'invokeUrl' does not exist on type 'Deployment'",
        "Property 'executionArn' does not exist on type 'Deployment'",
        "Deployment._internal_init() got an unexpected keyword argument 'stage_name'",
        "'Deployment' object has no attribute 'stage_name'",
        "'Deployment' object has no attribute 'invoke_url'",
        "'Deployment' object has no attribute 'execution_arn'",
        "ConflictException: Stage already exists",
    ],
    settings: &[],
    needles: &["Deployment"],
    rewrite: Rewrite::Matches {
        queries: &[
            (Language::TypeScript, include_str!("typescript.scm")),
            (Language::Python, include_str!("python.scm")),
        ],
        rewrite,
    },
};

/// What moves, and what it is called on the stage.
const MOVED: [(&str, &str); 4] = [
    ("stageName", "stageName"),
    ("stageDescription", "description"),
    ("variables", "variables"),
    ("canarySettings", "canarySettings"),
];

/// Outputs of the deployment that are the stage's, and what they are called there.
const OUTPUTS: [(&str, &str); 5] = [
    ("invokeUrl", "invokeUrl"),
    ("executionArn", "executionArn"),
    ("stageName", "stageName"),
    ("stageDescription", "description"),
    ("canarySettings", "canarySettings"),
];

fn rewrite(ctx: &Context<'_>, matched: &Match<'_>, findings: &mut Findings) {
    let Some(deployment) = ctx.resource(matched) else {
        return;
    };
    let moved: Vec<(&str, Entry<'_>)> = MOVED
        .iter()
        .filter_map(|&(from, to)| Some((to, deployment.property(from).present()?.entry)))
        .collect();
    let stage_name = moved
        .iter()
        .find(|(to, _)| *to == "stageName")
        .and_then(|(_, entry)| entry.value);
    match (stage_name, deployment.property("stageName")) {
        (Some(name), _) => {
            let entry = &moved[0].1;
            let (help, fix) = match split(ctx, &deployment, &moved, name) {
                Ok(split) => (split.help, Some(split.fix)),
                Err(reason) if declared::is_empty(name) => (reason, None),
                Err(reason) => (
                    format!("move it to an aws.apigateway.Stage by hand: {reason}"),
                    None,
                ),
            };
            findings.report(
                entry.key_span(),
                match declared::is_empty(name) {
                    true => message(ctx, "is given an empty name for a stage"),
                    false => message(ctx, "declares its stage itself"),
                },
                help,
                fix,
            );
        }
        // A spread may hold the stage's name.
        (None, Presence::Unknown) => {}
        (None, _) => report_uses_without_stage(ctx, &deployment, findings),
    }
}

/// What is wrong, as far as the provider's version tells.
fn message(ctx: &Context<'_>, what: &str) -> String {
    let since = match ctx.provider(Package::AWS) {
        Ok(version) if version.major >= 7 => {
            format!("version {} of the provider has removed that", version.major)
        }
        Ok(_) => {
            "version 6 of the provider deprecates that, and version 7 has removed it".to_owned()
        }
        Err(_) => "version 7 of the provider has removed that".to_owned(),
    };
    format!("the deployment {what}; {since}")
}

/// A deployment without a stage whose stage is used all the same.
fn report_uses_without_stage(
    ctx: &Context<'_>,
    deployment: &Resource<'_>,
    findings: &mut Findings,
) {
    for usage in deployment.references().uses {
        let Some(member) = usage.parent_member() else {
            continue;
        };
        if let Some((_, name)) = member.member()
            && OUTPUTS.iter().any(|(output, _)| *output == name)
        {
            findings.report(
                member.span(),
                message(ctx, &format!("is asked for {name}, but declares no stage")),
                "declare an aws.apigateway.Stage of this deployment and ask it",
                None,
            );
        }
    }
}

struct Split {
    fix: Fix,
    help: String,
}

fn split<'a>(
    ctx: &Context<'a>,
    deployment: &Resource<'a>,
    moved: &[(&str, Entry<'a>)],
    stage_name: Expr<'a>,
) -> Result<Split, String> {
    let line = |expr: Expr<'_>| ctx.source().place(expr.span().start).line;
    let references = deployment.references();
    let mut removal = Removal::new(ctx.program(), &[]);
    let declared = declared::declared_stage(ctx, deployment, stage_name);
    let moves = declared.is_none() && !declared::is_empty(stage_name);
    for (_, entry) in moved {
        // The new stage goes on using what its settings name.
        if let Some(value) = entry.value.filter(|_| moves) {
            removal.keeping(value);
        }
        if entry.record().expr().binding().is_some() || !deployment.span().contains(entry.span()) {
            return Err("the arguments come from somewhere else".to_owned());
        }
        removal.entry(entry);
    }
    let removed = removal.finish().map_err(|error| error.to_string())?;
    let removed: Vec<Edit> = removed.edits.iter().cloned().collect();
    let mut edits = removed.clone();
    let stage_uses: Vec<Expr<'a>> = references
        .uses
        .iter()
        .filter_map(|usage| usage.parent_member())
        .filter(|member| {
            member
                .member()
                .is_some_and(|(_, name)| is_output(&name, moved))
        })
        .collect();

    if declared::is_empty(stage_name) {
        return declared::leave_out(ctx, moved, edits, &stage_uses);
    }
    if let Some(stage) = declared {
        return declared::leave_to(ctx, &stage, moved, edits, &stage_uses);
    }

    let placement = deployment.placement();
    let (deployment_name, binding) = match &placement.bound {
        Bound::Name(binding) => (binding.name().to_owned(), None),
        Bound::Member(member) => (member.text().to_owned(), None),
        Bound::Bare => {
            let name = ctx.program().free_name("deployment");
            (name.clone(), Some(name))
        }
        _ => return Err("nothing names the deployment here; bind it to a name first".to_owned()),
    };
    let statement = placement
        .statement
        .ok_or("no statement holds the deployment")?;
    if let Some(early) = stage_uses
        .iter()
        .find(|usage| usage.span().start < statement.start)
    {
        return Err(format!(
            "line {} uses the stage before the deployment is declared",
            line(*early)
        ));
    }
    // `if (preview) new aws.apigateway.Deployment(…)` holds more than what is declared.
    let held = match &placement.bound {
        Bound::Bare => deployment.expr().bare_lead().unwrap_or(deployment.span()),
        Bound::Member(member) => member.span(),
        _ => statement,
    };
    let line_start = ctx.source().line_start(statement.start);
    let before = &ctx.source().text()[line_start..held.start];
    if !before.trim().is_empty() {
        return Err("the deployment shares its statement or line with something else".to_owned());
    }
    let function = deployment.expr().enclosing_function();
    let is_in_scope =
        |usage: &Expr<'_>| function.is_none_or(|function| function.contains(usage.span()));
    let beyond = stage_uses.iter().find(|usage| !is_in_scope(usage));

    let rest_api = deployment
        .property("restApi")
        .present()
        .and_then(|property| property.value())
        .ok_or("the deployment's restApi is not known here")?;
    let (class, imports) = deployment
        .sibling_class("Stage")
        .ok_or("the class Stage cannot be named in this file")?;
    edits.extend(imports);
    let logical_name = logical_name(ctx, deployment)?;
    let mut properties = vec![
        ("restApi".to_owned(), rest_api.code()),
        (
            "deployment".to_owned(),
            Code::name(&deployment_name).member("id"),
        ),
    ];
    for (to, entry) in moved {
        let value = entry.value.ok_or("a stage setting is a method")?;
        let code = match *to {
            "canarySettings" => canary(ctx, deployment, value, &deployment_name)?,
            _ if entry.is_shorthand() => Code::name(value.text()),
            _ => value.code(),
        };
        let comments = entry.comments_removed_by(&removed);
        properties.push(((*to).to_owned(), comments.around(code)));
    }
    let consumers = consumers::literal_stages(ctx, stage_name, rest_api)
        .into_iter()
        .filter(|usage| usage.span().start > statement.end && is_in_scope(usage));
    let consumers: Vec<Expr<'a>> = consumers.collect();
    let stage_holder = match (beyond, &placement.bound) {
        (Some(beyond), Bound::Member(member)) => member_beside(ctx, deployment, *member)
            .ok_or_else(|| {
                format!(
                    "line {} uses the stage in another method; keep the stage in a member of its own",
                    line(*beyond)
                )
            })?,
        _ => deployment.sibling_name("deployment", "stage"),
    };
    let bound = !stage_uses.is_empty() || !consumers.is_empty();
    let new = NewResource {
        class,
        name: logical_name.clone(),
        properties,
        options: deployment.shared_options(),
    };
    let statement_edit = deployment
        .expr()
        .insert_after(&[new.statement(bound.then_some(stage_holder.as_str()))])
        .ok_or("no statement holds the deployment")?;
    edits.push(statement_edit);
    let mut introduces = Vec::new();
    if let Some(name) = binding {
        let bound = deployment.bind(&name);
        edits.push(bound.ok_or("the deployment shares its statement with something else")?);
        introduces.push(name);
    }
    if bound {
        edits.extend(point_to(&stage_holder, &stage_uses));
        let asked = Code::name(&stage_holder).member("stageName");
        edits.extend(consumers.iter().map(|usage| usage.replace(&asked)));
        introduces.push(stage_holder);
    }
    let import_name = match &logical_name {
        // `f"…"` has a letter before its quote.
        Code::Verbatim(text) => text
            .trim_start_matches(|first: char| first.is_ascii_alphabetic())
            .trim_matches(['"', '\'', '`'])
            .to_owned(),
        _ => String::new(),
    };
    let handed_on = handed_on(ctx, &references.uses);
    let others = match references.elsewhere {
        Elsewhere::No => "",
        Elsewhere::Perhaps => {
            ", and have other files that ask this deployment for its stage ask that"
        }
    };
    let stage = match stage_name.resolved().value() {
        Value::String(text) => text,
        _ => "STAGE-NAME".to_owned(),
    };
    Ok(Split {
        fix: fix(
            ctx,
            "Declare the stage as a resource of its own",
            edits,
            introduces,
        )?,
        help: format!(
            "declare an aws.apigateway.Stage{handed_on}{others}; where the stack is deployed already, import the stage before the next update, or it fails with \"Stage already exists\": pulumi import aws:apigateway/stage:Stage {import_name} REST-API-ID/{stage}"
        ),
    })
}

/// A new member for the stage beside the deployment's: `self.stage`. `None` in TypeScript, where a class declares its
/// members, and where there is such a member.
fn member_beside(ctx: &Context<'_>, deployment: &Resource<'_>, member: Expr<'_>) -> Option<String> {
    let (object, _) = member.member()?;
    let name = deployment.sibling_name("deployment", "stage");
    let new = format!("{}.{name}", object.text());
    let is_free = !ctx.source().text().contains(&new);
    (ctx.program().language() == Language::Python && is_free).then_some(new)
}

/// A note about the first use that gives the deployment to something that may ask it for its stage; empty where there is
/// none.
fn handed_on(ctx: &Context<'_>, uses: &[Expr<'_>]) -> String {
    let first = uses.iter().find(|usage| {
        let bound = usage.placement().bound;
        usage.parent_member().is_none() && matches!(bound, Bound::Argument | Bound::Other)
    });
    first.map_or_else(String::new, |usage| {
        let line = ctx.source().place(usage.span().start).line;
        format!(", and look at line {line}, which may ask the deployment for its stage")
    })
}

/// The logical name of the new stage: one that no other stage of the file has.
fn logical_name(ctx: &Context<'_>, deployment: &Resource<'_>) -> Result<Code, String> {
    let stages = ctx.program().resources(&["aws:apigateway/stage:Stage"]);
    let is_free = |name: &Code| {
        let mut others = stages.iter().filter_map(Resource::name);
        !others.any(|other| matches!(name, Code::Verbatim(name) if other.text() == name))
    };
    // A word that no name holds is added to the end.
    let longer = "\0";
    let mut names = ["deployment", longer]
        .into_iter()
        .map(|old| deployment.derived_name(old, "stage"));
    let name = names.find(|name| name.as_ref().is_none_or(is_free));
    name.ok_or("the names that the stage could have are taken")?
        .ok_or_else(|| "the deployment has no logical name that can be read".to_owned())
}

/// Whether a member of the deployment is the stage's: `variables` only where they move.
fn is_output(name: &str, moved: &[(&str, Entry<'_>)]) -> bool {
    OUTPUTS.iter().any(|(output, _)| *output == name)
        || (name == "variables" && moved.iter().any(|(to, _)| *to == "variables"))
}

/// The edits that make uses of the deployment's stage uses of the stage.
fn point_to(stage: &str, uses: &[Expr<'_>]) -> Vec<Edit> {
    uses.iter()
        .filter_map(|usage| {
            let (_, name) = usage.member()?;
            let output = OUTPUTS.iter().find(|(output, _)| *output == name);
            let name = output.map_or(name.as_str(), |(_, there)| *there);
            Some(usage.replace(&Code::name(stage).member(name)))
        })
        .collect()
}

/// Canary settings with the deployment that a stage's have to name. Version 5 of the provider has no such field.
fn canary(
    ctx: &Context<'_>,
    deployment: &Resource<'_>,
    value: Expr<'_>,
    deployment_name: &str,
) -> Result<Code, String> {
    let record = value
        .record()
        .ok_or("the canary settings come from somewhere else")?;
    match ctx.provider(Package::AWS) {
        Ok(version) if version.major <= 5 => return Ok(value.code()),
        Ok(_) => {}
        Err(_) => {
            return Err(
                "what canary settings need depends on the provider's version, which is not known"
                    .to_owned(),
            );
        }
    }
    let mut entries = vec![(
        "deploymentId".to_owned(),
        Code::name(deployment_name).member("id"),
    )];
    for entry in record.entries() {
        let (iacfix::iac::Key::Named(name), Some(value)) = (&entry.key, entry.value) else {
            return Err("the canary settings come from somewhere else".to_owned());
        };
        entries.push((iacfix::iac::camel_case(name), value.code()));
    }
    // `DeploymentCanarySettingsArgs(…)` in Python.
    if let Value::Call(_) = value.value() {
        let class = deployment.sibling_class("StageCanarySettingsArgs");
        return match class {
            Some((class, imports)) if imports.is_empty() => {
                Ok(Code::Keywords(Box::new(class), entries))
            }
            _ => Err("the canary settings are of the deployment's own class".to_owned()),
        };
    }
    Ok(Code::Object(entries))
}

fn fix(
    ctx: &Context<'_>,
    title: &str,
    edits: Vec<Edit>,
    introduces: Vec<String>,
) -> Result<Fix, String> {
    let edits = ctx.program().with_imports_laid_out(edits);
    let edits = Edits::new(edits).map_err(|error| error.to_string())?;
    // A stage that is deployed already has to be imported first, which no program says.
    Ok(
        Fix::in_file(ctx.source().path(), title, Applicability::Unsafe, edits)
            .introducing(introduces),
    )
}

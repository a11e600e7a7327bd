//! A stage that a REST deployment declares in passing → a stage of its own.

mod consumers;

use iacfix::codemod::{Codemod, Context, Findings, Match, Rewrite};
use iacfix::fix::{Applicability, Edit, Edits, Fix};
use iacfix::iac::{Bound, Code, Entry, Expr, NewResource, Presence, Removal, Resource, Value};
use iacfix::project::Package;
use iacfix::syntax::Language;

/// See `README.md`.
pub const CODEMOD: Codemod = Codemod {
    id: "split-deployment-stage",
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
                Err(reason) => (
                    format!("move it to an aws.apigateway.Stage by hand: {reason}"),
                    None,
                ),
            };
            findings.report(
                entry.key_span(),
                message(ctx, "declares its stage itself"),
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
        Ok(version) => format!(
            "version {} of the provider deprecates that, and version 7 has removed it",
            version.major
        ),
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
    for (_, entry) in moved {
        if entry.record().expr().binding().is_some() || !deployment.span().contains(entry.span()) {
            return Err("the arguments come from somewhere else".to_owned());
        }
        removal.entry(entry);
    }
    let mut edits: Vec<Edit> = removal
        .finish()
        .map_err(|error| error.to_string())?
        .edits
        .iter()
        .cloned()
        .collect();
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

    if let Some(stage) = declared_stage(ctx, deployment, stage_name) {
        let name = match stage.placement().bound {
            Bound::Name(binding) => Some(binding.name().to_owned()),
            Bound::Member(member) => Some(member.text().to_owned()),
            _ => None,
        };
        if moved.len() > 1 {
            return Err(format!(
                "line {} declares the stage already; see what of the deployment's other stage settings it still needs",
                line(stage.expr())
            ));
        }
        match (name, stage_uses.is_empty()) {
            (_, true) => {}
            (Some(name), false) => edits.extend(point_to(&name, &stage_uses)),
            (None, false) => {
                return Err(format!(
                    "bind the stage of line {} to a name",
                    line(stage.expr())
                ));
            }
        }
        return Ok(Split {
            fix: fix(
                ctx,
                "Leave the stage to its own resource",
                edits,
                Vec::new(),
            )?,
            help: format!(
                "remove it: line {} declares the same stage",
                line(stage.expr())
            ),
        });
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
    let function = deployment.expr().enclosing_function();
    if let Some(other) = stage_uses
        .iter()
        .find(|usage| usage.enclosing_function() != function)
        && !matches!(placement.bound, Bound::Name(_))
    {
        return Err(format!(
            "line {} uses the stage in another method; keep the stage in a member of its own",
            line(*other)
        ));
    }

    let rest_api = deployment
        .property("restApi")
        .present()
        .and_then(|property| property.value())
        .ok_or("the deployment's restApi is not known here")?;
    let (class, imports) = deployment
        .sibling_class("Stage")
        .ok_or("the class Stage cannot be named in this file")?;
    edits.extend(imports);
    let logical_name = deployment
        .derived_name("deployment", "stage")
        .ok_or("the deployment has no logical name that can be read")?;
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
            "canarySettings" => canary(ctx, value, &deployment_name)?,
            _ => value.code(),
        };
        properties.push(((*to).to_owned(), code));
    }
    let consumers = consumers::literal_stages(ctx, stage_name, rest_api)
        .into_iter()
        .filter(|usage| {
            usage.span().start > statement.end && usage.enclosing_function() == function
        });
    let consumers: Vec<Expr<'a>> = consumers.collect();
    let stage_name_free = deployment.sibling_name("deployment", "stage");
    let bound = !stage_uses.is_empty() || !consumers.is_empty();
    let new = NewResource {
        class,
        name: logical_name.clone(),
        properties,
        options: deployment.shared_options(),
    };
    let statement_edit = deployment
        .expr()
        .insert_after(&[new.statement(bound.then_some(stage_name_free.as_str()))])
        .ok_or("no statement holds the deployment")?;
    edits.push(statement_edit);
    let mut introduces = Vec::new();
    if let Some(name) = binding {
        let start = match ctx.program().language() {
            Language::TypeScript => format!("const {name} = "),
            Language::Python => format!("{name} = "),
        };
        edits.push(Edit::insert(statement.start, start));
        introduces.push(name);
    }
    if bound {
        edits.extend(point_to(&stage_name_free, &stage_uses));
        let asked = Code::name(&stage_name_free).member("stageName");
        edits.extend(consumers.iter().map(|usage| usage.replace(&asked)));
        introduces.push(stage_name_free);
    }
    let import_name = match &logical_name {
        Code::Verbatim(text) => text.trim_matches(['"', '\'', '`']).to_owned(),
        _ => String::new(),
    };
    let stage = match stage_name.resolved().value() {
        Value::String(text) => text,
        _ => "STAGE".to_owned(),
    };
    Ok(Split {
        fix: fix(
            ctx,
            "Declare the stage as a resource of its own",
            edits,
            introduces,
        )?,
        help: format!(
            "declare an aws.apigateway.Stage; where the stack is deployed already, import the stage before the next update, or it fails with \"Stage already exists\": pulumi import aws:apigateway/stage:Stage {import_name} REST-API-ID/{stage}"
        ),
    })
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

/// A stage that the file declares already, of the same API and the same name.
fn declared_stage<'a>(
    ctx: &Context<'a>,
    deployment: &Resource<'a>,
    stage_name: Expr<'a>,
) -> Option<Resource<'a>> {
    ctx.program()
        .resources(&["aws:apigateway/stage:Stage"])
        .into_iter()
        .find(|stage| {
            let names = |property: &str| stage.property(property).present()?.value();
            let same_name = names("stageName").is_some_and(|name| {
                consumers::same_text(name, stage_name)
                    // It may take its name from the deployment.
                    || name.member().is_some_and(|(object, member)| {
                        member == "stageName"
                            && deployment.references().uses.contains(&object)
                    })
            });
            let same_api = match (names("restApi"), deployment.property("restApi").present()) {
                (Some(one), Some(other)) => other
                    .value()
                    .is_some_and(|other| consumers::same_text(one, other)),
                _ => false,
            };
            same_name && same_api
        })
}

/// Canary settings with the deployment that a stage's have to name. Version 5 of the provider has no such field.
fn canary(ctx: &Context<'_>, value: Expr<'_>, deployment: &str) -> Result<Code, String> {
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
    if ctx.program().language() == Language::Python && value.text().contains('(') {
        return Err("the canary settings are of the deployment's own class".to_owned());
    }
    let mut entries = vec![(
        "deploymentId".to_owned(),
        Code::name(deployment).member("id"),
    )];
    for entry in record.entries() {
        let (iacfix::iac::Key::Named(name), Some(value)) = (&entry.key, entry.value) else {
            return Err("the canary settings come from somewhere else".to_owned());
        };
        entries.push((iacfix::iac::camel_case(name), value.code()));
    }
    Ok(Code::Object(entries))
}

fn fix(
    ctx: &Context<'_>,
    title: &str,
    edits: Vec<Edit>,
    introduces: Vec<String>,
) -> Result<Fix, String> {
    let edits = Edits::new(edits).map_err(|error| error.to_string())?;
    // A stage that is deployed already has to be imported first, which no program says.
    Ok(
        Fix::in_file(ctx.source().path(), title, Applicability::Unsafe, edits)
            .introducing(introduces),
    )
}

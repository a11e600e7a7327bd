//! Lambda functions of a runtime and an archive → of a container image, with a repository for it and a Dockerfile.

mod archive;
mod edge;
mod image;
mod repository;

use iacfix::codemod::{Codemod, Context, Findings, Group, Match, Rewrite, Setting, SettingKind};
use iacfix::fix::{Applicability, Edit, Edits, Fix};
use iacfix::iac::{Code, Expr, Presence, Removal, Resource, Value};
use iacfix::source::Span;
use iacfix::syntax::Language;

use archive::{Archive, Packed, packed_elsewhere, same_folder};
use image::Recipe;
use repository::Repository;

/// See `README.md`.
pub const CODEMOD: Codemod = Codemod {
    id: "containerize-lambda",
    group: Group::Policy,
    summary: "deploy Lambda functions as container images, with a repository and a Dockerfile",
    docs: include_str!("README.md"),
    errors: &[],
    settings: &[Setting {
        key: "tag-key",
        help: "the key of the stack's configuration that holds the tag of the image, where the program does not build it",
        kind: SettingKind::Text {
            default: "imageTag",
        },
    }],
    needles: &["runtime"],
    rewrite: Rewrite::Matches {
        queries: &[
            (Language::TypeScript, include_str!("typescript.scm")),
            (Language::Python, include_str!("python.scm")),
        ],
        rewrite,
    },
};

/// The type of function; one whose code stands in the program needs its archive.
const FUNCTION: &str = "aws:lambda/function:Function";

/// What makes a function one of an image.
const OF_IMAGES: [&str; 3] = ["packageType", "imageUri", "imageConfig"];

/// What only functions of archives have, and why that cannot just go.
const OF_ARCHIVES: [(&str, &str); 6] = [
    (
        "layers",
        "an image has no layers: copy what is in them into it",
    ),
    ("snapStart", "SnapStart starts no images"),
    (
        "codeSigningConfigArn",
        "what signs archives signs no images",
    ),
    (
        "sourceKmsKeyArn",
        "sourceKmsKeyArn encrypts archives; give the repository a key",
    ),
    (
        "durableConfig",
        "what becomes of durableConfig is not known",
    ),
    (
        "capacityProviderConfig",
        "what becomes of capacityProviderConfig is not known",
    ),
];

fn rewrite(ctx: &Context<'_>, matched: &Match<'_>, findings: &mut Findings) {
    let Some(function) = ctx.resource(matched) else {
        return;
    };
    let archive = match Archive::of(&function) {
        Packed::Archive(archive) => archive,
        Packed::Image => return,
        Packed::Unknown(why) => {
            findings.note(function.span(), why);
            return;
        }
    };
    if edge::may_run_there(ctx, &function) {
        let why = "this function may run at the edge of CloudFront, where there are no images";
        findings.note(function.span(), why);
        return;
    }
    let message = format!(
        "this function is an archive of {} for a runtime that Lambda provides, and no container image",
        archive.folder
    );
    let (help, fix) = match repair(ctx, &function, &archive) {
        Ok((help, fix)) => (help, Some(fix)),
        Err(reason) => (format!("make it one by hand: {reason}"), None),
    };
    findings.report(archive.place, message, help, fix);
}

/// A function that runs the code of a folder.
struct Member<'a> {
    function: Resource<'a>,
    archive: Box<Archive<'a>>,
}

fn repair<'a>(
    ctx: &Context<'a>,
    function: &Resource<'a>,
    archive: &Archive<'a>,
) -> Result<(String, Fix), String> {
    let members = members(ctx, function, &archive.folder);
    for member in &members {
        check(ctx, member).map_err(|reason| match member.function == *function {
            true => reason,
            false => {
                let line = line(ctx, member.function.span());
                format!("the function of line {line} runs the same code: {reason}")
            }
        })?;
    }
    let archives = || members.iter().map(|member| &*member.archive);
    packed_elsewhere(ctx, &archive.folder, archives())?;
    let recipe = Recipe::of(ctx, archives())?;
    let [first, others @ ..] = members.as_slice() else {
        return Err("what else runs the same code is not known".to_owned());
    };
    let sees = |member: &&Member<'a>| member.function.expr().sees(first.function.expr());
    if let Some(other) = others.iter().find(|member| !sees(member)) {
        let line = line(ctx, other.function.span());
        return Err(format!(
            "the function of line {line} runs the same code, and does not see what is declared beside the first one"
        ));
    }
    let repository = Repository::declare(ctx, &first.function, &first.archive, &recipe)?;
    let mut removal = Removal::new(ctx.program(), &[]);
    let mut edits = repository.edits;
    for member in &members {
        edits.extend(changed(
            ctx,
            member,
            &repository.uri,
            &recipe,
            &mut removal,
        )?);
    }
    let removed = removal.finish().map_err(|error| error.to_string())?;
    edits.extend(removed.edits.iter().cloned());
    let edits = ctx.program().with_imports_laid_out(edits);
    let edits = Edits::new(edits).map_err(|error| error.to_string())?;
    let mut fix = Fix::in_file(
        ctx.source().path(),
        "Deploy the function as a container image",
        // The function is replaced, and its image has to be there.
        Applicability::Unsafe,
        edits,
    );
    fix.new_files.extend(recipe.files);
    let together = match members.len() {
        1 => String::new(),
        count => format!(", for {count} functions"),
    };
    let help = format!("{}{together}; the function is replaced", repository.help);
    let fix = fix.introducing(repository.introduces);
    Ok((help, fix.releasing(removed.releases)))
}

/// The functions of the file that run the code of this folder, this one among them.
fn members<'a>(ctx: &Context<'a>, function: &Resource<'a>, folder: &str) -> Vec<Member<'a>> {
    let functions = ctx.program().resources(&[FUNCTION]).into_iter();
    let members = functions.filter_map(|one| match Archive::of(&one) {
        Packed::Archive(archive) if same_folder(&archive.folder, folder) => Some(Member {
            function: one,
            archive,
        }),
        _ => None,
    });
    members
        .filter(|one| one.function == *function || !ctx.is_suppressed(one.archive.place))
        .collect()
}

/// Whether a function can become one of an image.
fn check(ctx: &Context<'_>, member: &Member<'_>) -> Result<(), String> {
    let function = &member.function;
    if edge::may_run_there(ctx, function) {
        return Err("it may run at the edge of CloudFront, where there are no images".to_owned());
    }
    for (name, reason) in OF_ARCHIVES {
        let is_empty = |value: Expr<'_>| match value.resolved().value() {
            Value::List(layers) => layers.is_empty(),
            Value::Null => true,
            _ => false,
        };
        match function.property(name) {
            Presence::Absent => {}
            Presence::Present(property) if property.value().is_some_and(is_empty) => {}
            Presence::Present(_) => return Err(reason.to_owned()),
            Presence::Unknown => return Err(format!("whether it has {name} is not known")),
        }
    }
    if matches!(function.option("ignoreChanges"), Presence::Present(_)) {
        return Err("its ignoreChanges may keep what an image does not have".to_owned());
    }
    let is_false = |value: Expr<'_>| matches!(value.resolved().value(), Value::Boolean(false));
    if let Presence::Present(protect) = function.option("protect")
        && !protect.value().is_some_and(is_false)
    {
        return Err("it is protected, and has to be replaced".to_owned());
    }
    let managed = ctx
        .program()
        .resources(&["aws:lambda/runtimeManagementConfig:RuntimeManagementConfig"]);
    if !managed.is_empty() {
        return Err("a RuntimeManagementConfig of the program may be the function's".to_owned());
    }
    let own = [
        &member.archive.runtime,
        &member.archive.handler,
        &member.archive.code,
    ];
    for entry in own {
        if !function.span().contains(entry.span()) {
            let name = entry.neutral_name().unwrap_or_default();
            return Err(format!("{name} is in arguments that others may share"));
        }
    }
    Ok(())
}

/// The edits after which a function is one of the image at `uri`.
fn changed<'a>(
    ctx: &Context<'a>,
    member: &Member<'a>,
    uri: &Code,
    recipe: &Recipe,
    removal: &mut Removal<'a>,
) -> Result<Vec<Edit>, String> {
    let Archive {
        runtime,
        handler,
        code,
        ..
    } = &*member.archive;
    let (pulumi, _) = ctx.program().package_name("pulumi", "@pulumi/pulumi");
    for entry in [runtime, code] {
        let Some(value) = entry.value else { continue };
        removal.replacing(value);
        // What the new values name, too.
        for name in value.names_within() {
            if name.text() == pulumi {
                removal.keeping(name);
            }
        }
    }
    let unknown = "an argument is written in a way that is not known";
    let mut edits = runtime
        .rewrite("packageType", &Code::Text("Image".to_owned()))
        .ok_or(unknown)?;
    edits.extend(code.rewrite("imageUri", uri).ok_or(unknown)?);
    match (&recipe.command, handler.value) {
        (Some(_), _) => {
            removal.entry(handler);
        }
        (None, Some(value)) => {
            let command = Code::List(vec![value.code()]);
            let config = Code::Object(vec![("commands".to_owned(), command)]);
            edits.extend(handler.rewrite("imageConfig", &config).ok_or(unknown)?);
        }
        (None, None) => return Err(unknown.to_owned()),
    }
    if let Presence::Present(hash) = member.function.property("sourceCodeHash") {
        if !member.function.span().contains(hash.entry.span()) {
            return Err("sourceCodeHash is in arguments that others may share".to_owned());
        }
        removal.entry(&hash.entry);
    }
    Ok(edits)
}

/// The line of something, for people.
fn line(ctx: &Context<'_>, span: Span) -> usize {
    ctx.source().place(span.start).line
}

//! A tag that names one environment in every stack → the variable that names the stack's own.

mod tags;

use iacfix::codemod::{Codemod, Context, Findings, Group, Imports, Rewrite, Setting, SettingKind};
use iacfix::fix::{Applicability, Edit, Edits, Fix};
use iacfix::iac::{Binding, Code, Value, ValueKind};
use iacfix::syntax::Language;

use super::environment;
use tags::{Shared, Tag};

/// See `README.md`.
pub const CODEMOD: Codemod = Codemod {
    id: "derive-environment-tag",
    group: Group::Hygiene,
    summary: "have the environment tag say which environment it is, where the program knows",
    docs: include_str!("README.md"),
    errors: &[],
    settings: &[
        Setting {
            key: "keys",
            help: "the tags that name the environment; Environment, environment, Env and env where none are named",
            kind: SettingKind::Texts,
        },
        Setting {
            key: "variables",
            help: "the variables that hold it, in camelCase, the best one first; environment and environmentSuffix where none are named",
            kind: SettingKind::Texts,
        },
    ],
    needles: &["tags"],
    rewrite: Rewrite::Files {
        imports: Imports::Pulumi,
        languages: &[Language::TypeScript, Language::Python],
        rewrite,
    },
};

/// The tags where the user names none.
const KEYS: [&str; 4] = ["Environment", "environment", "Env", "env"];

/// The variables where the user names none. What classifies the environment says more than what only keeps names apart.
const VARIABLES: [&str; 2] = [environment::ENVIRONMENT, environment::SUFFIX];

fn rewrite(ctx: &Context<'_>, findings: &mut Findings) {
    let keys = environment::chosen(ctx, "keys", &KEYS);
    let variables = environment::chosen(ctx, "variables", &VARIABLES);
    for tag in tags::of(ctx.program(), &keys) {
        if let Some(variable) = variables.iter().find_map(|name| variable(ctx, &tag, name)) {
            report(ctx, &tag, variable, findings);
        }
    }
}

/// The variable of this name that is in scope where the tag stands, and given before, unless it is certainly no text.
fn variable<'a>(ctx: &Context<'a>, tag: &Tag<'a>, name: &str) -> Option<Binding<'a>> {
    let visible = ctx.program().visible_from(tag.value);
    let spelled =
        |binding: &Binding<'a>| environment::is_called(ctx.program(), binding.name(), name);
    let nearest = visible.into_iter().find(spelled)?;
    let statement = tag.value.placement().statement?;
    let is_given = nearest.is_variable() && nearest.span().end <= statement.start;
    let is_text = match nearest.constant() {
        Some(value) => {
            let is_composed = matches!(value.resolved().value(), Value::Object(_) | Value::List(_));
            let kind = value.worth().kind;
            !is_composed && matches!(kind, ValueKind::Text | ValueKind::Unknown)
        }
        None => true,
    };
    (is_given && is_text).then_some(nearest)
}

fn report(ctx: &Context<'_>, tag: &Tag<'_>, variable: Binding<'_>, findings: &mut Findings) {
    let name = variable.name();
    let message = format!(
        "the tag {} says {} in every stack, although {name} is in scope",
        tag.key, tag.literal
    );
    let value = variable.constant();
    let applicability = match value.map(|value| (value.resolved().value(), value.worth())) {
        // Nothing that is deployed changes.
        Some((Value::String(text), _)) if text == tag.literal => Applicability::Safe,
        Some((_, worth)) if worth.kind == ValueKind::Text && !worth.missing => {
            Applicability::Unsafe
        }
        _ => Applicability::DisplayOnly,
    };
    let doubt = match applicability {
        Applicability::DisplayOnly => ", if it is always a text",
        Applicability::Unsafe | Applicability::Safe => "",
    };
    if tag.shared == Shared::WithOthers {
        let help = format!("use {name} by hand: the tags are used for something else, too");
        return findings.report(tag.span, message, help, None);
    }
    let edit = match ctx.program().language() {
        // `{ environment }`
        Language::TypeScript if tag.key == name => Edit::replace(tag.span, name),
        Language::TypeScript | Language::Python => tag.value.replace(&Code::name(name)),
    };
    let fix = Edits::new([edit]).ok().map(|edits| {
        let title = format!("Tag with {name}");
        Fix::in_file(ctx.source().path(), title, applicability, edits)
    });
    findings.report(tag.span, message, format!("use {name}{doubt}"), fix);
}

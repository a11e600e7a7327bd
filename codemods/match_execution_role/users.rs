//! Who uses a role: functions that run with it, and whoever else may have it do something.

use iacfix::codemod::Context;
use iacfix::iac::{Bound, Call, Consumer, Elsewhere, Expr, Program, Resource, Visibility};

use super::super::lambda::is_function;

/// What a role's own permissions are given through, by type and property.
const GIVEN_THROUGH: [(&str, &str); 3] = [
    ("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "role"),
    ("aws:iam/rolePolicy:RolePolicy", "role"),
    ("aws:iam/policyAttachment:PolicyAttachment", "roles.[]"),
];

/// Who uses a role.
#[derive(Default)]
pub(super) struct Users<'a> {
    /// The functions that run with it.
    pub(super) functions: Vec<Resource<'a>>,
    /// Where the role or its name is handed to code that may attach policies to it.
    pub(super) may_attach: Option<Expr<'a>>,
    /// Where it is handed to anything that may run with it, functions of the file left out.
    pub(super) may_run: Option<Expr<'a>>,
    /// What is known of other files.
    pub(super) elsewhere: Others,
}

/// What is known of other files that may name a role.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Others {
    /// No other file can name it, or none of the program does.
    #[default]
    None,
    /// Nothing says which files the program has.
    NotKnown,
    /// Another file of the program names it, and deals with functions or policies.
    Some,
}

/// Who uses the role.
pub(super) fn users<'a>(ctx: &Context<'a>, role: &Resource<'a>) -> Users<'a> {
    let mut users = Users::default();
    let references = role.references();
    let mut names: Vec<String> = match references.elsewhere {
        Elsewhere::Perhaps => own_name(role).into_iter().collect(),
        Elsewhere::No => Vec::new(),
    };
    for usage in references.uses {
        let member = usage.parent_member();
        let asked = member.and_then(|member| member.member());
        let (value, asked) = match (member, asked) {
            (Some(member), Some((_, name))) => (member, Some(name)),
            _ => (usage, None),
        };
        names.extend(given_name(value));
        for consumer in value.consumers() {
            users.add(ctx, value, asked.as_deref(), consumer);
        }
    }
    users.elsewhere = elsewhere(ctx, &names);
    users
}

/// The name under which other files may find the role.
fn own_name(role: &Resource<'_>) -> Option<String> {
    match role.placement().bound {
        Bound::Name(binding) => Some(binding.name().to_owned()),
        Bound::Member(member) => Some(last_name(member)),
        Bound::Field(name) => Some(name),
        _ => None,
    }
}

/// A name that a value of the role is given, too, and that other files may use.
fn given_name(value: Expr<'_>) -> Option<String> {
    match value.placement().bound {
        Bound::Name(binding) => {
            (binding.visibility() != Visibility::Private).then(|| binding.name().to_owned())
        }
        Bound::Member(member) => {
            let binding = member.binding();
            let private = binding.is_some_and(|own| own.visibility() == Visibility::Private);
            (!private).then(|| last_name(member))
        }
        _ => None,
    }
}

fn last_name(member: Expr<'_>) -> String {
    let text = member.text();
    text.rsplit('.').next().unwrap_or(text).to_owned()
}

impl<'a> Users<'a> {
    fn add(
        &mut self,
        ctx: &Context<'a>,
        value: Expr<'a>,
        asked: Option<&str>,
        consumer: Consumer<'a>,
    ) {
        let names = matches!(asked, None | Some("name" | "id"));
        let runs = matches!(asked, None | Some("arn"));
        let place = match consumer {
            Consumer::Property { resource, path } => {
                let through = (resource.token(), path.as_str());
                if is_function(&resource) && path == "role" {
                    if !self.functions.contains(&resource) {
                        self.functions.push(resource);
                    }
                    return;
                }
                if path.starts_with("opts") || GIVEN_THROUGH.contains(&through) {
                    return;
                }
                // What of AWS uses a role runs with it; only what is about policies changes it.
                let about_policies = resource.token().starts_with("aws:iam/");
                let known = resource.token().starts_with("aws:");
                if runs {
                    self.may_run.get_or_insert(value);
                }
                if names && (about_policies || !known) {
                    self.may_attach.get_or_insert(value);
                }
                return;
            }
            Consumer::Member { span, .. } | Consumer::Elsewhere(span) => span,
        };
        let place = ctx.program().expr_at(place).unwrap_or(value);
        let stays = match place.handed_to() {
            Some(call) => only_shows(&call),
            // What is given a name is looked at by its name; what stands in a text is shown.
            None => matches!(
                place.placement().bound,
                Bound::Name(_) | Bound::Member(_) | Bound::Field(_) | Bound::Other | Bound::Bare
            ),
        };
        if stays {
            return;
        }
        if names {
            self.may_attach.get_or_insert(value);
        }
        if runs {
            self.may_run.get_or_insert(value);
        }
    }
}

/// Whether a call only shows what it is given, or makes a text of it.
fn only_shows(call: &Call<'_>) -> bool {
    if let Some(symbol) = call.callee.symbol()
        && symbol.package == "pulumi"
    {
        let path: Vec<&str> = symbol.path.iter().map(String::as_str).collect();
        return matches!(
            path.as_slice(),
            ["export" | "interpolate" | "concat" | "jsonStringify"]
                | ["Output", "concat" | "format" | "jsonDumps"]
                | ["log", _]
        );
    }
    if let Some((_, method)) = call.callee.member()
        && method == "registerOutputs"
    {
        return true;
    }
    let path = call.callee.global_path().unwrap_or_default();
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    matches!(
        path.as_slice(),
        ["JSON", "stringify"] | ["json", "dumps"] | ["console", _] | ["print"]
    )
}

/// What the other files of the program do with the names that the role is found under.
fn elsewhere(ctx: &Context<'_>, names: &[String]) -> Others {
    if names.is_empty() {
        return Others::None;
    }
    let files = ctx.program_files();
    if files.is_empty() {
        return Others::NotKnown;
    }
    let others = files
        .iter()
        .filter(|(path, _)| path.as_path() != ctx.source().path());
    for (_, document) in others {
        let mut words = words(document.source().text());
        let mentions = words.any(|word| names.iter().any(|name| name == word));
        if mentions && deals_with_roles(&Program::new(document)) {
            return Others::Some;
        }
    }
    Others::None
}

/// Whether a program declares functions, or gives permissions.
fn deals_with_roles(program: &Program<'_>) -> bool {
    let given = GIVEN_THROUGH.iter().map(|(token, _)| *token);
    let types: Vec<&str> = super::super::lambda::FUNCTIONS
        .into_iter()
        .chain(given)
        .collect();
    !program.constructions(&types).is_empty()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|next: char| !next.is_alphanumeric() && next != '_')
}

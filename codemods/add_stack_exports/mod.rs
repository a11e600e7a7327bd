//! A component whose outputs no stack has → exports of them in the entry program.

mod component;
mod names;
mod outputs;

use iacfix::codemod::{Codemod, Context, Findings, Group, Rewrite, Setting, SettingKind};
use iacfix::fix::{Applicability, Edits, Fix};
use iacfix::iac::{Binding, Bound, Code, Export, ExportForm, Expr, Placement, Statement, Value};
use iacfix::syntax::Language;

use component::Component;
use names::Chosen;

/// See `README.md`.
pub const CODEMOD: Codemod = Codemod {
    id: "add-stack-exports",
    group: Group::Hygiene,
    summary: "export the outputs of a component from the program that constructs it",
    docs: include_str!("README.md"),
    errors: &[
        "current stack does not have output property",
        "does not exist on stack",
        "expected entrypoint module to have either a default export or named exports but not both",
    ],
    settings: &[
        Setting {
            key: "names",
            help: "how the exports are named: property keeps the spelling of the component's property, camel writes bucketArn, snake writes bucket_arn",
            kind: SettingKind::Choice {
                default: "property",
                choices: &["property", "camel", "snake"],
            },
        },
        Setting {
            key: "include",
            help: "patterns of the names that are exported, with * for any characters; where it is set, no other name is, and what looks like a secret is exported too if it matches",
            kind: SettingKind::Texts,
        },
        Setting {
            key: "exclude",
            help: "patterns of names that are not exported, with * for any characters",
            kind: SettingKind::Texts,
        },
    ],
    needles: &[],
    rewrite: Rewrite::Entries {
        languages: &[Language::TypeScript, Language::Python],
        rewrite,
    },
};

/// A construction of a component at which something can be said.
struct Construction<'a> {
    expr: Expr<'a>,
    class: Expr<'a>,
    placement: Placement<'a>,
    /// What it is bound to, or will be.
    name: String,
    component: Component,
    chosen: Chosen,
    role: Role,
}

/// What a component is to its program.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Nothing else is made of it.
    Result,
    /// Others are constructed with what it holds.
    Part,
}

fn rewrite(ctx: &Context<'_>, findings: &mut Findings) {
    let program = ctx.program();
    let exports = program.exports();
    let mut constructions = constructions(ctx);
    names::choose(ctx, &exports, &mut constructions);
    for construction in &constructions {
        if construction.chosen.exports.is_empty()
            || is_exported(construction, &exports)
            || is_part(construction, &constructions, &exports)
        {
            continue;
        }
        let message = format!(
            "the stack has no outputs of {}: what a component holds or registers is an output of the component alone, not of the stack",
            construction.component.name
        );
        let (help, fix) = match export(ctx, &exports, construction) {
            Ok(fix) => (help(construction), Some(fix)),
            Err(reason) => (
                format!(
                    "export {} by hand: {reason}",
                    listed(&construction.chosen.names())
                ),
                None,
            ),
        };
        findings.report(construction.class.span(), message, help, fix);
    }
}

/// The constructions of components, in order of place. A component that another one constructs is its own affair.
fn constructions<'a>(ctx: &Context<'a>) -> Vec<Construction<'a>> {
    let program = ctx.program();
    let mut taken: Vec<String> = Vec::new();
    let mut found = Vec::new();
    for expr in program.calls_that_construct() {
        let Value::Call(call) = expr.value() else {
            continue;
        };
        let placement = expr.placement();
        let bound = match placement.bound {
            Bound::Name(binding) if binding.constant().is_some() => Some(binding),
            Bound::Bare => None,
            // Whoever is handed the component may export it.
            _ => continue,
        };
        if expr.is_in_class() {
            continue;
        }
        let Some(component) = component::followed(ctx, call.callee) else {
            continue;
        };
        let name = match bound {
            Some(binding) => binding.name().to_owned(),
            None => names::free(program, names::variable(program, &component.name), &taken),
        };
        taken.push(name.clone());
        found.push(Construction {
            expr,
            class: call.callee,
            placement,
            name,
            component,
            chosen: Chosen::default(),
            role: match bound {
                Some(binding) if binding.feeds_construction() => Role::Part,
                _ => Role::Result,
            },
        });
    }
    found
}

/// Whether the program may export something of the component already.
fn is_exported(construction: &Construction<'_>, exports: &[Export]) -> bool {
    let statement = construction.expr.top_level_statement();
    let in_export = exports
        .iter()
        .any(|export| statement.is_some_and(|statement| export.statement.contains(statement)));
    let through = |binding: Binding<'_>| binding.may_be_exported();
    match construction.placement.bound {
        _ if construction.component.exports || in_export => true,
        // What a function or a block makes of it is not followed: there is nothing only where nothing is exported.
        _ if !is_top_level(construction) => !exports.is_empty(),
        Bound::Name(binding) => through(binding),
        _ => false,
    }
}

/// Whether the component is a part of what the program makes rather than its result: other things are made of it, or the
/// author has chosen what to export of components like it.
fn is_part(
    construction: &Construction<'_>,
    constructions: &[Construction<'_>],
    exports: &[Export],
) -> bool {
    let others = || {
        let others = constructions.iter();
        others.filter(|other| other.expr != construction.expr)
    };
    let chosen_of_another =
        others().any(|other| other.chosen.made.is_empty() && is_exported(other, exports));
    let class = &construction.component.name;
    let is_one_of_many = others().any(|other| other.component.name == *class);
    let made = |name: &String| others().any(|other| other.chosen.made.contains(name));
    let has_chosen = exports
        .iter()
        .any(|export| export.names.is_empty() || !export.names.iter().all(made));
    construction.role == Role::Part || chosen_of_another || (is_one_of_many && has_chosen)
}

fn is_top_level(construction: &Construction<'_>) -> bool {
    construction.placement.statement.is_some()
        && construction.placement.statement == construction.expr.top_level_statement()
}

fn export(
    ctx: &Context<'_>,
    exports: &[Export],
    construction: &Construction<'_>,
) -> Result<Fix, String> {
    let program = ctx.program();
    let form = |form: ExportForm| exports.iter().any(|export| export.form == form);
    let statement = construction
        .placement
        .statement
        .filter(|_| is_top_level(construction))
        .ok_or_else(|| match construction.expr.enclosing_function() {
            Some(_) => "it is constructed in a function, and a program exports only what is known at its top level; return it and export it there",
            None => "it is constructed in a block, and a program exports only what is known at its top level",
        })?;
    if form(ExportForm::Default) {
        return Err("the file has a default export, beside which Pulumi allows no others; add them to its value".to_owned());
    }
    let is_common = program.language() == Language::TypeScript && program.is_common_js();
    if form(ExportForm::CommonJs) || is_common {
        return Err(format!(
            "the file is a CommonJS module; add lines such as exports.{} = {}.{}",
            construction.chosen.exports[0].name,
            construction.name,
            construction.chosen.exports[0].path
        ));
    }
    let mut edits = Vec::new();
    let function = match program.language() {
        Language::TypeScript => String::new(),
        Language::Python => {
            let (function, import) = program.function_name("pulumi", "export", statement.start);
            edits.extend(import);
            function
        }
    };
    let mut introduces = Vec::new();
    if construction.placement.bound == Bound::Bare {
        let bound = construction.expr.bind(&construction.name);
        edits.push(bound.ok_or("it shares its statement with something else")?);
        introduces.push(construction.name.clone());
    }
    let statements: Vec<Statement> = construction
        .chosen
        .exports
        .iter()
        .map(|export| Statement::Export {
            function: function.clone(),
            name: export.name.clone(),
            value: Code::Verbatim(format!("{}.{}", construction.name, export.path)),
        })
        .collect();
    edits.push(program.insert_exports(&statements, statement.end));
    if program.language() == Language::TypeScript {
        introduces.extend(construction.chosen.names());
    }
    let edits = Edits::new(edits).map_err(|error| error.to_string())?;
    let title = format!("Export the outputs of {}", construction.component.name);
    Ok(
        // Other fixes may give the component more to export.
        Fix::in_file(ctx.source().path(), title, Applicability::Safe, edits)
            .introducing(introduces)
            .after_others(),
    )
}

fn help(construction: &Construction<'_>) -> String {
    let chosen = &construction.chosen;
    let mut help = format!("export {}", listed(&chosen.names()));
    if !chosen.secrets.is_empty() {
        let (looks, it) = match chosen.secrets.len() {
            1 => ("looks like a secret and is", "it"),
            _ => ("look like secrets and are", "them"),
        };
        help.push_str(&format!(
            "; {} {looks} left out, name {it} in include to export {it}",
            listed(&chosen.secrets)
        ));
    }
    help
}

/// Names as a sentence has them: `a, b and c`.
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

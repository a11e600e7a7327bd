//! Following a construction to its class, in whichever file of the program that is, and what the class offers.

use iacfix::codemod::Context;
use iacfix::iac::{Class, ClassName, Exported, Expr, ImportedName, Program};
use iacfix::syntax::Language;

use super::outputs::{self, Output};

/// Longer chains of imports and base classes than this are not followed.
const MAX_STEPS: usize = 12;

/// A class of the program that is a component, with what its objects certainly offer.
#[derive(Clone, Debug, Default)]
pub(super) struct Component {
    pub(super) name: String,
    /// In order of declaration, those of its bases first.
    pub(super) outputs: Vec<Output>,
    /// Whether a file that one of its classes stands in exports something itself, as Python can from anywhere.
    pub(super) exports: bool,
}

/// The component that `callee` names; `None` for any other class, and for one that cannot be followed.
pub(super) fn followed(ctx: &Context<'_>, callee: Expr<'_>) -> Option<Component> {
    let component = class_of(ctx, callee, MAX_STEPS)?;
    // `pulumi.ComponentResource` itself has no name of the program's own.
    (!component.name.is_empty()).then_some(component)
}

fn class_of(ctx: &Context<'_>, expr: Expr<'_>, steps: usize) -> Option<Component> {
    named(ctx, expr.program(), expr.named_class()?, steps)
}

fn named(
    ctx: &Context<'_>,
    program: &Program<'_>,
    class: ClassName<'_>,
    steps: usize,
) -> Option<Component> {
    let steps = steps.checked_sub(1)?;
    match class {
        ClassName::Package(symbol) => symbol
            .is("pulumi", "ComponentResource")
            .then(Component::default),
        ClassName::Here(class) => read(ctx, program, &class, steps),
        ClassName::Imported(name) => imported(ctx, program, name, steps),
    }
}

fn read(
    ctx: &Context<'_>,
    program: &Program<'_>,
    class: &Class<'_>,
    steps: usize,
) -> Option<Component> {
    let bases = class.bases();
    let mut component = class_of(ctx, *bases.first()?, steps)?;
    component.name = class.name().to_owned();
    for output in outputs::of(class) {
        component
            .outputs
            .retain(|known| known.path() != output.path());
        component.outputs.push(output);
    }
    let elsewhere = program.source().path() != ctx.source().path();
    component.exports |= program.language() == Language::Python
        && program
            .exports()
            .iter()
            .any(|export| elsewhere || export.statement.contains(class.span()));
    Some(component)
}

/// The class of another file.
fn imported(
    ctx: &Context<'_>,
    from: &Program<'_>,
    name: ImportedName,
    steps: usize,
) -> Option<Component> {
    let (module, name) = split(from.language(), name)?;
    let path = ctx.module_file(from, &module, Some(&name))?;
    let document = ctx.project().document(&path)?;
    let program = Program::new(&document);
    program
        .exported(&name)
        .into_iter()
        .find_map(|exported| match exported {
            Exported::Class(class) => named(ctx, &program, class, steps),
            Exported::From(name) => imported(ctx, &program, name, steps.checked_sub(1)?),
        })
}

/// The module that the last name of an import is taken of, and that name.
fn split(language: Language, name: ImportedName) -> Option<(String, String)> {
    let ImportedName { mut module, path } = name;
    match (language, path.as_slice()) {
        (Language::TypeScript, []) => Some((module, "default".to_owned())),
        (Language::TypeScript, [name]) => Some((module, name.clone())),
        // A namespace of a namespace is rare, and another file still.
        (Language::TypeScript, _) => None,
        (Language::Python, [modules @ .., name]) => {
            for inner in modules {
                if !module.ends_with('.') {
                    module.push('.');
                }
                module.push_str(inner);
            }
            Some((module, name.clone()))
        }
        (Language::Python, []) => None,
    }
}

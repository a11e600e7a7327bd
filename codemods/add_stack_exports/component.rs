//! Following a construction to its class, in whichever file of the program that is, and what the class offers.

use iacfix::codemod::{Context, Followed};
use iacfix::iac::{Class, Expr};
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
    let steps = steps.checked_sub(1)?;
    let class = expr.named_class()?;
    ctx.follow_class(expr.program(), &class, &mut |found| match found {
        Followed::Package(symbol) => symbol
            .is("pulumi", "ComponentResource")
            .then(Component::default),
        Followed::Class(class) => read(ctx, class, steps),
    })
}

fn read(ctx: &Context<'_>, class: &Class<'_>, steps: usize) -> Option<Component> {
    let program = class.program();
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

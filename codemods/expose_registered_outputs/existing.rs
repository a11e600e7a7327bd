//! What the objects of a component hold already, its bases included.

use iacfix::codemod::{Context, Followed};
use iacfix::iac::{Access, Class};

/// Longer chains of base classes than this are not followed.
const MAX_BASES: usize = 12;

/// What every component has of Pulumi's own.
const OWN: [&str; 12] = [
    "constructor",
    "getData",
    "getProvider",
    "get_provider",
    "initialize",
    "isInstance",
    "registerOutputs",
    "register_outputs",
    "translateOutputProperty",
    "translate_output_property",
    "translate_input_property",
    "urn",
];

/// The names that the objects of a class have.
#[derive(Debug, Default)]
pub(super) struct Names {
    public: Vec<String>,
    hidden: Vec<String>,
}

/// Whether a name is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Existing {
    No,
    Public,
    /// By something that only the class itself can read.
    Hidden,
}

impl Names {
    /// Whether a member has one of the two spellings.
    pub(super) fn has(&self, key: &str, name: &str) -> Existing {
        let any = |names: &[String]| names.iter().any(|known| known == key || known == name);
        match (any(&self.public), any(&self.hidden)) {
            (true, _) => Existing::Public,
            (_, true) => Existing::Hidden,
            _ => match OWN.contains(&name) {
                true => Existing::Hidden,
                false => Existing::No,
            },
        }
    }
}

pub(super) fn of(ctx: &Context<'_>, class: &Class<'_>) -> Names {
    let mut names = Names::default();
    collect(ctx, class, MAX_BASES, &mut names);
    names
}

fn collect(ctx: &Context<'_>, class: &Class<'_>, steps: usize, names: &mut Names) {
    for (name, access) in class.names() {
        match access {
            Access::Public => names.public.push(name),
            Access::Private => names.hidden.push(name),
        }
    }
    let base = class.bases().first().and_then(|base| base.named_class());
    if let (Some(steps), Some(base)) = (steps.checked_sub(1), base) {
        ctx.follow_class(class.program(), &base, &mut |found| match found {
            Followed::Class(base) => {
                collect(ctx, base, steps, names);
                Some(())
            }
            Followed::Package(_) => None,
        });
    }
}

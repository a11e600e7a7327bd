//! What the objects of a type hold, in whichever file of the program it is written. Reports nothing.

use iacfix::codemod::Context;
use iacfix::iac::{Fields, Parameter, Program};

/// Types that extend types that extend types, more than this nobody writes.
const MAX_STEPS: usize = 8;

/// The fields of a type that `program` names, in whichever file it is.
pub(crate) fn fields_in(
    ctx: &Context<'_>,
    program: &Program<'_>,
    fields: &Fields,
) -> Vec<Parameter> {
    fields_within(ctx, program, fields, MAX_STEPS).unwrap_or_default()
}

fn fields_within(
    ctx: &Context<'_>,
    program: &Program<'_>,
    fields: &Fields,
    steps: usize,
) -> Option<Vec<Parameter>> {
    let steps = steps.checked_sub(1)?;
    match fields {
        Fields::Unknown => None,
        Fields::Written(fields) => Some(fields.clone()),
        Fields::Named(name) => {
            let (mut all, of) = program.fields_of(name)?;
            for base in &of {
                all.extend(fields_within(ctx, program, base, steps).unwrap_or_default());
            }
            Some(all)
        }
        Fields::Imported(name) => ctx.follow_import(program, name.clone(), &mut |program, name| {
            fields_within(ctx, program, &Fields::Named(name.to_owned()), steps)
        }),
    }
}

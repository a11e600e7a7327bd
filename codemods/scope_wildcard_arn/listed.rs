//! Resources that the settings name, in place of every resource of a service.

use iacfix::codemod::Context;
use iacfix::iac::{Code, Expr};

use super::arn::Arn;

/// What a statement names in place of an ARN; nothing where the settings name nothing of its service, or where the ARN does
/// not name every resource.
pub(super) fn instead(ctx: &Context<'_>, place: Expr<'_>, arn: &Arn<'_>) -> Vec<Code> {
    let names_every = matches!(arn.resource.split_once(['/', ':']), Some((_, "*")) | None);
    if !names_every || !arn.resource.ends_with('*') {
        return Vec::new();
    }
    let listed = ctx.texts("resources").iter();
    listed
        .filter_map(|text| match text.strip_prefix("arn:") {
            Some(rest) => {
                let is_of_service = rest.split(':').nth(1) == Some(arn.service.as_str());
                is_of_service.then(|| Code::Text(text.clone()))
            }
            None => named(ctx, place, text, &arn.service),
        })
        .collect()
}

/// The ARN of a resource that the program calls `name`, where that is seen from `place` and given before.
fn named(ctx: &Context<'_>, place: Expr<'_>, name: &str, service: &str) -> Option<Code> {
    let visible = ctx.program().visible_from(place);
    let binding = visible.into_iter().find(|binding| binding.name() == name)?;
    let resource = binding.constant()?.resource()?;
    let module = resource.token().split([':', '/']).nth(1)?;
    (module == service).then_some(())?;
    Some(resource.name_at(place)?.member("arn"))
}

//! A map whose type is cast away before it is spread or falls back to an empty one → the type that is declared.

use iacfix::codemod::{Codemod, Context, Findings, Group, Imports, Rewrite};
use iacfix::fix::{Applicability, Edit, Edits, Fix};
use iacfix::iac::{
    AnyCast, Binding, Bound, Consumer, Expr, Fields, Known, MapType, Parameter, Program, ValueKind,
};
use iacfix::syntax::Language;

/// See `README.md`.
pub const CODEMOD: Codemod = Codemod {
    id: "narrow-any-cast",
    group: Group::Hygiene,
    summary: "cast maps to the type that they are declared with, not to any",
    docs: include_str!("README.md"),
    errors: &["Unexpected any. Specify a different type"],
    settings: &[],
    needles: &["as any", "<any>"],
    rewrite: Rewrite::Files {
        imports: Imports::Pulumi,
        languages: &[Language::TypeScript],
        rewrite,
    },
};

/// What can be done about a cast.
enum Remedy {
    /// The declared type serves as it is.
    LeaveOut,
    /// The declared type allows what cannot be spread.
    Narrow(String),
    /// Nothing that compiles for certain, and why.
    None(String),
}

fn rewrite(ctx: &Context<'_>, findings: &mut Findings) {
    for cast in ctx.program().casts_of_maps() {
        if let Some(declared) = declared(ctx, cast.value) {
            report(ctx, &cast, &declared, findings);
        }
    }
}

/// A map type as it is declared, and whether that is in this file.
struct Declared {
    map: MapType,
    /// Whether the names in it mean the same here.
    here: bool,
}

/// What a value is declared as; `None` where that is not known, or no map.
fn declared(ctx: &Context<'_>, value: Expr<'_>) -> Option<Declared> {
    let value = value.bare();
    if let Some(binding) = value.binding()
        && let Some(map) = binding.declared().and_then(|declared| declared.map)
    {
        return Some(Declared { map, here: true });
    }
    let (object, name) = value.member()?;
    let parameter = object.bare().binding()?.declared()?;
    let program = ctx.program();
    let fields = ctx.fields_of(program, &parameter.fields);
    let field = one(&fields, &name)?;
    Some(Declared {
        map: field.map.clone()?,
        here: is_written_here(program, &parameter.fields),
    })
}

/// The only field of the name: types that are merged may have several.
fn one<'f>(fields: &'f [Parameter], name: &str) -> Option<&'f Parameter> {
    let mut named = fields.iter().filter(|field| field.name == name);
    let first = named.next()?;
    named.next().is_none().then_some(first)
}

/// Whether all of a type's fields are written in the file, without those of other types.
fn is_written_here(program: &Program<'_>, fields: &Fields) -> bool {
    match fields {
        Fields::Written(_) => true,
        Fields::Named(name) => program.fields_of(name).is_some_and(|(_, of)| of.is_empty()),
        Fields::Imported(_) | Fields::Unknown => false,
    }
}

fn report(ctx: &Context<'_>, cast: &AnyCast<'_>, declared: &Declared, findings: &mut Findings) {
    let value = cast.value.text();
    let message = format!(
        "{value} is cast to any, although its type is declared: nothing checks what is made of it"
    );
    let (help, edits) = match remedy(ctx, cast, declared) {
        Remedy::LeaveOut => (
            "leave the cast out: the declared type serves".to_owned(),
            cast.leave_out(),
        ),
        Remedy::Narrow(written) => (
            format!(
                "cast it to {written}; where it may be given as an output, its entries are there only in pulumi.output({value}).apply(…)"
            ),
            cast.narrow(&written),
        ),
        Remedy::None(reason) => return findings.report(cast.whole.span(), message, reason, None),
    };
    let (applicability, doubt) = match goes_into_resources(cast) {
        true => (Applicability::Safe, ""),
        false => (
            Applicability::Unsafe,
            " (if it compiles where it is handed on)",
        ),
    };
    let Some(edits) = edits else {
        let help = format!("{help}; move the comment within the cast first");
        return findings.report(cast.whole.span(), message, help, None);
    };
    let fix = fix(ctx, edits, applicability);
    findings.report(cast.whole.span(), message, format!("{help}{doubt}"), fix);
}

fn fix(ctx: &Context<'_>, edits: Vec<Edit>, applicability: Applicability) -> Option<Fix> {
    let edits = Edits::new(edits).ok()?;
    let title = "Use the declared type";
    Some(Fix::in_file(
        ctx.source().path(),
        title,
        applicability,
        edits,
    ))
}

fn remedy(ctx: &Context<'_>, cast: &AnyCast<'_>, declared: &Declared) -> Remedy {
    let Some(values) = values_here(ctx, declared) else {
        return Remedy::None(format!(
            "cast it to a map of {} by hand: that type is written in another file",
            declared.map.values
        ));
    };
    // What the map becomes a part of may be declared as something else.
    let holders = [
        Some(cast.whole),
        cast.spread_into.map(|record| record.expr()),
    ];
    for holder in holders.into_iter().flatten() {
        if let Bound::Name(name) = holder.placement().bound
            && is_annotated(ctx, name)
            && let Some(holder) = name.declared()
            && holder.map.map(|map| (map.values, map.known))
                != Some((values.clone(), Known::AtOnce))
        {
            return Remedy::None(format!(
                "use the declared type by hand: {} is declared as something else",
                name.name()
            ));
        }
    }
    let beside = cast
        .spread_into
        .into_iter()
        .flat_map(|record| record.entries());
    let is_other = |value: Expr<'_>| value.worth().kind == ValueKind::Other;
    if beside.filter_map(|entry| entry.value).any(is_other) {
        return Remedy::None(
            "use the declared type by hand: not all that stands beside it is of that type"
                .to_owned(),
        );
    }
    match declared.map.known {
        Known::AtOnce => Remedy::LeaveOut,
        // A property of a resource takes an output as well.
        Known::PerhapsLater if is_given_whole(cast) => Remedy::LeaveOut,
        Known::PerhapsLater if matches!(values.as_str(), "any" | "unknown") => {
            Remedy::None("declare what its values are: they may be anything".to_owned())
        }
        Known::PerhapsLater => Remedy::Narrow(format!("Record<string, {values}>")),
    }
}

/// Whether a type is written between the name and what it is given.
fn is_annotated(ctx: &Context<'_>, name: Binding<'_>) -> bool {
    let value = name.initializer().map(|value| value.span().start);
    let between = value.and_then(|value| ctx.source().text().get(name.span().end..value));
    between.is_some_and(|between| between.contains(':'))
}

/// Whether the map is what a property of a resource is given, and nothing else is made of it.
fn is_given_whole(cast: &AnyCast<'_>) -> bool {
    let consumers = cast.whole.consumers();
    cast.spread_into.is_none()
        && cast.whole.placement().bound == Bound::Entry
        && matches!(consumers.as_slice(), [Consumer::Property { .. }])
}

/// The type of the map's values as this file can write it.
fn values_here(ctx: &Context<'_>, declared: &Declared) -> Option<String> {
    let values = &declared.map.values;
    let is_plain = matches!(
        values.as_str(),
        "string" | "number" | "boolean" | "any" | "unknown"
    );
    if is_plain || declared.here || declared.map.known == Known::AtOnce {
        return Some(values.clone());
    }
    let is_input = matches!(values.as_str(), "pulumi.Input<string>" | "Input<string>");
    let input = ctx.program().known_name("pulumi", "Input")?;
    let root = input.split('.').next().unwrap_or(&input);
    let root = ctx.program().top_level(root)?;
    (is_input && root.is_imported()).then(|| format!("{input}<string>"))
}

/// Whether all that is made of the map is given to properties of resources, or taken of it by key.
fn goes_into_resources(cast: &AnyCast<'_>) -> bool {
    let consumers = cast.whole.consumers();
    !consumers.is_empty()
        && consumers
            .iter()
            .all(|consumer| !matches!(consumer, Consumer::Elsewhere(_)))
}

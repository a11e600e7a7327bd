//! The resources that logs need, as they are written beside the one that is logged.

use iacfix::codemod::Context;
use iacfix::fix::Edit;
use iacfix::iac::{Bound, Code, Expr, NewOptions, NewResource, Resource, Value};
use iacfix::syntax::Language;

/// The periods for which CloudWatch keeps logs, in days.
const PERIODS: [i64; 22] = [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
    3288, 3653,
];

/// What new resources take over from the one that they stand beside, and how the file names what they are made of.
pub(super) struct Beside<'r, 'a> {
    resource: &'r Resource<'a>,
    /// How the file names the provider.
    aws: String,
    options: NewOptions,
    /// The imports that have to be added.
    pub(super) imports: Vec<Edit>,
}

impl<'r, 'a> Beside<'r, 'a> {
    /// Beside a resource whose statement holds nothing else.
    pub(super) fn of(ctx: &Context<'a>, resource: &'r Resource<'a>) -> Result<Self, String> {
        let alone = matches!(
            resource.placement().bound,
            Bound::Name(_) | Bound::Member(_) | Bound::Bare
        );
        if !alone || !resource.runs_with_statement() {
            return Err("no statement of its own holds it".to_owned());
        }
        let shared = ["parent", "provider"].iter();
        let constructs = shared
            .filter_map(|name| resource.option(name).present()?.value())
            .any(|value| matches!(value.value(), Value::Call(_)));
        if constructs {
            return Err("its options construct something, which can be there once only; declare that before it".to_owned());
        }
        let module = match ctx.program().language() {
            Language::TypeScript => "@pulumi/aws",
            Language::Python => "pulumi_aws",
        };
        let (aws, import) = ctx.program().package_name("aws", module);
        Ok(Self {
            resource,
            aws,
            options: resource.options_beside(Vec::new()),
            imports: import.into_iter().collect(),
        })
    }

    /// How the file names Pulumi, imported where it is not.
    pub(super) fn pulumi(&mut self, ctx: &Context<'_>) -> String {
        let module = match ctx.program().language() {
            Language::TypeScript => "@pulumi/pulumi",
            Language::Python => "pulumi",
        };
        let (pulumi, import) = ctx.program().package_name("pulumi", module);
        self.imports.extend(import);
        pulumi
    }

    /// A class of the provider.
    pub(super) fn class(&self, module: &str, class: &str) -> Code {
        Code::name(&self.aws).member(module).member(class)
    }

    /// A resource that is called like the one it stands beside, with `word` behind it.
    pub(super) fn resource(
        &self,
        class: Code,
        word: &str,
        properties: Vec<(&str, Code)>,
    ) -> Result<NewResource, String> {
        let name = self
            .resource
            .extended_name(word)
            .ok_or("its logical name cannot be read")?;
        let properties = properties.into_iter();
        Ok(NewResource {
            class,
            name,
            properties: properties
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
            options: self.options.clone(),
        })
    }

    /// A log group that keeps its logs as long as the settings say.
    pub(super) fn log_group(&self, ctx: &Context<'_>, word: &str) -> Result<NewResource, String> {
        let asked = ctx.integer("retention-days");
        let longest = PERIODS[PERIODS.len() - 1];
        let days = PERIODS.into_iter().find(|days| *days >= asked);
        let mut properties = vec![("retentionInDays", Code::Integer(days.unwrap_or(longest)))];
        properties.extend(self.tags());
        properties.extend(self.region());
        self.resource(self.class("cloudwatch", "LogGroup"), word, properties)
    }

    /// Tags that several resources share, under the name that they have.
    pub(super) fn tags(&self) -> Option<(&'static str, Code)> {
        let tags = self.resource.property("tags").present()?.value()?;
        matches!(tags.value(), Value::Reference).then_some(("tags", named(tags)))
    }

    /// The region, where the resource is given one.
    pub(super) fn region(&self) -> Option<(&'static str, Code)> {
        let region = self.resource.property("region").present()?.value()?;
        Some(("region", named(region)))
    }
}

/// An expression as it is written, or the name that it is.
fn named(expr: Expr<'_>) -> Code {
    match (expr.binding(), expr.member()) {
        (Some(_), None) => Code::name(expr.text()),
        _ => expr.code(),
    }
}

/// Data, as the functions that write JSON take it.
pub(super) fn data(entries: Vec<(&str, Code)>) -> Code {
    let entries = entries.into_iter();
    let data = entries.map(|(key, value)| Code::Datum(key.to_owned(), Box::new(value)));
    Code::Entries(data.collect())
}

/// A string.
pub(super) fn text(text: &str) -> Code {
    Code::Text(text.to_owned())
}

/// JSON of data without outputs.
pub(super) fn json(ctx: &Context<'_>, beside: &mut Beside<'_, '_>, value: Code) -> Code {
    if ctx.program().language() == Language::TypeScript {
        return Code::name("JSON.stringify").call([value]);
    }
    match ctx.program().standard_function("json", "dumps") {
        Some((function, None)) => Code::name(function).call([value]),
        _ => json_of_outputs(ctx, beside, value),
    }
}

/// JSON of data with outputs.
pub(super) fn json_of_outputs(ctx: &Context<'_>, beside: &mut Beside<'_, '_>, value: Code) -> Code {
    let pulumi = beside.pulumi(ctx);
    match ctx.program().language() {
        Language::TypeScript => Code::name(format!("{pulumi}.jsonStringify")).call([value]),
        Language::Python => Code::name(pulumi)
            .member("Output")
            .member("jsonDumps")
            .call([value]),
    }
}

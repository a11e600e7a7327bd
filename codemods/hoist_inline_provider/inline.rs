//! Providers that are constructed among options: which they are, and where each could be declared.

use iacfix::iac::{Expr, Held, Resource};

/// A provider that is constructed among the options of what uses it.
pub(super) struct Inline<'a> {
    pub(super) resource: Resource<'a>,
    /// Where it can be declared, or why nowhere.
    pub(super) place: Result<Place<'a>, &'static str>,
    /// Whether it stands in a loop and has one name for all rounds.
    pub(super) is_named_alike_in_each_round: bool,
}

/// Before what a provider can be declared.
pub(super) enum Place<'a> {
    /// Before the statement that it stands in.
    Statement,
    /// Before the loop that it stands in.
    Loop(Expr<'a>),
}

impl<'a> Inline<'a> {
    /// `provider` as one that stands among options; `None` where it does not.
    pub(super) fn of(provider: Resource<'a>) -> Option<Self> {
        let expr = provider.expr();
        // `providers: [new aws.Provider(…)]` and `providers: { aws: new aws.Provider(…) }`
        let (key, options) = match expr.held()? {
            Held::Entry(key, record) if key == "provider" => (key, record),
            Held::Entry(_, list) | Held::Element(list) => match list.held()? {
                Held::Entry(key, record) => (key, record),
                Held::Element(_) => return None,
            },
        };
        // Options that have a name construct it once for whoever uses them.
        if !matches!(key.as_str(), "provider" | "providers") || options.is_kept() {
            return None;
        }
        let repetitions = expr.repetitions();
        let name = provider.name()?;
        let outermost = repetitions.first();
        let is_named_alike_in_each_round = name.is_steady()
            && outermost.is_some_and(|repetition| name.means_the_same_before(*repetition));
        let repetition = repetitions
            .into_iter()
            .find(|repetition| expr.is_steady() && expr.means_the_same_before(*repetition));
        let place = match repetition {
            Some(repetition) => Ok(Place::Loop(repetition)),
            None if is_named_alike_in_each_round => {
                Err("its name is the same in each round of the loop, and its settings are not")
            }
            None if provider.placement().statement.is_none() => Err("no statement holds it"),
            None if !provider.runs_with_statement() => {
                Err("it is constructed only sometimes, or in a function without statements")
            }
            None if !expr.means_the_same_before(expr) => {
                Err("it needs what the same statement declares")
            }
            None => Ok(Place::Statement),
        };
        Some(Self {
            resource: provider,
            place,
            is_named_alike_in_each_round,
        })
    }

    /// Whether `other` is registered under the same name below the same parent.
    pub(super) fn has_urn_of(&self, other: &Resource<'a>) -> bool {
        let same = |ours: Option<Expr<'a>>, theirs: Option<Expr<'a>>| match (ours, theirs) {
            (Some(ours), Some(theirs)) => ours.is_worth_the_same_as(theirs),
            (None, None) => true,
            _ => false,
        };
        same(self.resource.name(), other.name()) && same(parent(&self.resource), parent(other))
    }

    /// Whether `other` is constructed in the same way, name and options included.
    pub(super) fn has_settings_of(&self, other: &Resource<'a>) -> bool {
        self.resource.is_constructed_like(other)
    }

    /// Whether a declaration of `other` is in force wherever this one stands, and would be one of the same name.
    pub(super) fn may_be_declared_with(&self, other: &Inline<'a>) -> bool {
        let expr = self.resource.expr();
        if expr == other.resource.expr() {
            return true;
        }
        let anchor = match &other.place {
            Ok(Place::Statement) => other.resource.expr(),
            Ok(Place::Loop(repetition)) => *repetition,
            Err(_) => return false,
        };
        let own = expr.repetitions().first().copied().unwrap_or(expr);
        (own.follows(anchor) || expr.follows(anchor)) && self.has_urn_of(&other.resource)
    }
}

/// The parent among the options; the options themselves where they cannot be read.
fn parent<'a>(resource: &Resource<'a>) -> Option<Expr<'a>> {
    let options = resource.options()?;
    match options.resolved().record() {
        Some(record) => record.property("parent")?.value,
        None => Some(options),
    }
}

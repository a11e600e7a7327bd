//! Which resource an expression stands for, and how a resource can be named from somewhere else in the file.

use super::code::Code;
use super::dialect::Role;
use super::expr::Expr;
use super::placement::Bound;
use super::resource::Resource;

impl<'p> Expr<'p> {
    /// The resource that it stands for: a construction, a name that is bound to one and never to anything else, or a member
    /// of the object itself (`this.fn`, `self.fn`) that its class sets exactly once. `None` for what comes from elsewhere.
    pub fn constructed(self) -> Option<Resource<'p>> {
        let expr = self.resolved();
        if let Some(resource) = expr.resource() {
            return Some(resource);
        }
        expr.member()?;
        let program = expr.program;
        let mut found = program.scopes.calls.iter().filter_map(|&node| {
            let resource = program.resource_at(node)?;
            let kept = matches!(
                resource.placement().bound,
                Bound::Member(_) | Bound::Field(_)
            );
            (kept && resource.references().uses.contains(&expr)).then_some(resource)
        });
        let resource = found.next()?;
        (found.next().is_none() && resource.is_set_once()).then_some(resource)
    }

    /// Whether it comes after the statement that holds `other`, inside the block that holds that statement: what is
    /// declared before the one can be used in the other. Never where no statement holds `other`.
    pub fn follows(self, other: Expr<'p>) -> bool {
        let Some(statement) = other.statement() else {
            return false;
        };
        let block = self.program.ancestors(statement).first().copied();
        block.is_some_and(|block| self.program.ancestors(self.node).contains(&block))
            && statement.start_byte() <= self.node.start_byte()
            && self.enclosing_function() == other.enclosing_function()
    }
}

impl<'p> Resource<'p> {
    /// What the resource is called at `place`: its name, where that is seen from there and given before, or the member of
    /// the object itself that holds it. `None` where nothing there names it.
    pub fn name_at(&self, place: Expr<'p>) -> Option<Code> {
        let own = self.expr();
        let same_function = own.enclosing_function() == place.enclosing_function();
        if same_function && place.span().start < own.span().end {
            return None;
        }
        match self.placement().bound {
            Bound::Name(binding) => {
                binding.constant()?;
                let seen = own
                    .program
                    .visible_from(place)
                    .into_iter()
                    .find(|seen| seen.name() == binding.name())?;
                (seen == binding).then(|| Code::name(binding.name()))
            }
            Bound::Member(member) => {
                (place.class() == own.class()).then(|| Code::Verbatim(member.text().to_owned()))
            }
            Bound::Field(name) => (place.class() == own.class() && !same_function)
                .then(|| Code::name("this").member(name)),
            _ => None,
        }
    }

    /// Whether the member that the resource is bound to is given nothing else within the class.
    fn is_set_once(&self) -> bool {
        let own = self.expr();
        let (name, allowed) = match self.placement().bound {
            Bound::Member(member) => (member.member().map(|(_, name)| name), 1),
            Bound::Field(name) => (Some(name), 0),
            _ => return false,
        };
        let assigned = own.program.scopes.own_members.iter().filter(|&&node| {
            let member = own.sibling(node);
            matches!(member.role(), Role::Target(_))
                && member.member().map(|(_, name)| name) == name
                && member.class() == own.class()
        });
        assigned.count() <= allowed
    }
}

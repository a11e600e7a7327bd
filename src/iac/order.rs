//! What runs whenever something else does, and what can be written at another place and mean the same.

use tree_sitter::Node;

use super::binding::Binding;
use super::dialect::{Shape, Structure};
use super::expr::Expr;
use super::scope::BindingKind;

/// Something that runs once for each element of a list, under no condition.
#[derive(Clone, Copy, Debug)]
pub struct ForEach<'p> {
    /// The list.
    pub list: Expr<'p>,
    /// The loop, or the call that goes through the list.
    pub around: Expr<'p>,
}

impl<'p> Expr<'p> {
    /// Whether it runs whenever the statement beside its own that holds `other` did, and as often as that: no branch,
    /// loop or function stands between it and the block around both, and nothing in between leaves the block early.
    pub fn runs_after(self, other: Expr<'p>) -> bool {
        let program = self.program;
        let Some(statement) = self.statement().filter(|_| self.runs_with_its_statement()) else {
            return false;
        };
        let Some(&block) = program.ancestors(statement).first() else {
            return false;
        };
        let around = program.ancestors(other.node);
        let Some(at) = around.iter().position(|ancestor| *ancestor == block) else {
            return false;
        };
        let first = at.checked_sub(1).map_or(other.node, |below| around[below]);
        let mut cursor = block.walk();
        let between = block
            .named_children(&mut cursor)
            .filter(|child| {
                first.end_byte() <= child.start_byte() && child.end_byte() <= statement.start_byte()
            })
            .collect::<Vec<_>>();
        first.end_byte() <= statement.start_byte()
            && !between.into_iter().any(|child| self.may_leave(child))
    }

    /// The list for each element of which it runs, where nothing but a loop or a callback stands around it.
    pub fn runs_for_each(self) -> Option<ForEach<'p>> {
        let program = self.program;
        let dialect = program.dialect;
        let guard = |body: Node<'p>| {
            let ancestors = program.ancestors(body);
            let guard = dialect.guard(program.document(), body, &ancestors)?;
            (dialect.structure(guard.statement) != Structure::Branch).then_some(guard)
        };
        // `list.forEach((element) => f(element))`, `for (const element of list) f(element);`
        let alone = std::iter::once(self.node)
            .chain(program.ancestors(self.node))
            .take_while(|node| dialect.structure(*node) != Structure::Block)
            .take(3)
            .find_map(guard);
        let found = match alone {
            Some(guard) => guard,
            None => {
                let statement = self
                    .statement()
                    .filter(|_| self.runs_with_its_statement())?;
                let block = *program.ancestors(statement).first()?;
                let mut cursor = block.walk();
                let leaves = block
                    .named_children(&mut cursor)
                    .take_while(|child| *child != statement)
                    .any(|child| self.may_leave(child));
                guard(block).filter(|_| !leaves)?
            }
        };
        Some(ForEach {
            list: self.sibling(found.condition),
            around: self.sibling(found.statement),
        })
    }

    /// Whether everything that it names means the same at `place`, further up: the first name that does not.
    ///
    /// # Errors
    /// The use of a name that means something else there, or may not have its value yet.
    pub fn can_stand_at(self, place: Expr<'p>) -> Result<(), Expr<'p>> {
        let visible = self.program.visible_from(place);
        for usage in self.names_within() {
            let known = match (usage.binding(), usage.shape()) {
                // A global.
                (None, Shape::Name(_)) => true,
                (None, _) => false,
                (Some(binding), _) => {
                    binding.is_fixed() && binding.has_its_value_at(usage, place, &visible)
                }
            };
            if !known {
                return Err(usage);
            }
        }
        Ok(())
    }

    /// Whether nothing but what is always computed stands between it and its statement.
    fn runs_with_its_statement(self) -> bool {
        let Some(statement) = self.statement() else {
            return false;
        };
        let dialect = self.program.dialect;
        let around = self.program.ancestors(self.node);
        let inside = around.iter().take_while(|outer| **outer != statement);
        self.node == statement
            || inside
                .chain([&statement])
                .all(|node| dialect.structure(*node) == Structure::Other)
    }

    /// Whether a statement may leave the block that it stands in before its end.
    fn may_leave(self, statement: Node<'p>) -> bool {
        let dialect = self.program.dialect;
        let mut waiting = vec![statement];
        while let Some(node) = waiting.pop() {
            if dialect.leaves(node) {
                return true;
            }
            if dialect.structure(node) != Structure::Function {
                let mut cursor = node.walk();
                waiting.extend(node.named_children(&mut cursor));
            }
        }
        false
    }
}

impl<'p> Binding<'p> {
    /// Whether the name that is used at `usage` means the same at `place`, where it has its value already. `visible` is what
    /// is seen from there, nearest first.
    fn has_its_value_at(self, usage: Expr<'p>, place: Expr<'p>, visible: &[Binding<'p>]) -> bool {
        let declared = usage.sibling(self.data().declared.node);
        let is_parameter = self.kind() == BindingKind::Parameter;
        let statement = place.statement().unwrap_or(place.node);
        let is_before = declared.node.end_byte() <= statement.start_byte();
        if self.data().member_of.is_some() {
            let same_function = declared.enclosing_function() == place.enclosing_function();
            return place.class() == usage.class()
                && (is_parameter || (same_function && is_before && self.constant().is_some()));
        }
        let seen = visible.iter().find(|seen| seen.name() == self.name());
        seen == Some(&self) && (is_before || is_parameter || self.kind() == BindingKind::Import)
    }
}

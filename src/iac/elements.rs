//! Lists and their elements: what goes into a list, and the list whose elements a name stands for one after the other.

use tree_sitter::Node;

use super::binding::Binding;
use super::code::Code;
use super::dialect::{Role, Shape, Spread, Structure};
use super::expr::{Expr, Value};
use crate::fix::Edit;

/// Lists of lists of lists are not followed further than this.
const MAX_DEPTH: usize = 8;

impl<'p> Binding<'p> {
    /// Whether it is given a value in one place only, be it as a whole or as a part of something.
    pub fn is_fixed(self) -> bool {
        self.data().reassigned == 0
    }
}

impl<'p> Expr<'p> {
    /// What parts it, an item of a list or an argument, from one that is written behind it: on a line of its own where it
    /// has one.
    pub(super) fn gap_behind(self) -> String {
        let source = self.program.source();
        let start = self.node.start_byte();
        match source.text()[source.line_start(start)..start]
            .trim()
            .is_empty()
        {
            true => {
                let line_ending = source.style().line_ending.as_str();
                format!(",{line_ending}{}", source.indentation(start))
            }
            false => ", ".to_owned(),
        }
    }

    /// Writes `first` in its place, which is an element of a list, and `others` behind it.
    pub fn replace_element(self, first: &Code, others: &[Code]) -> Vec<Edit> {
        let program = self.program;
        let source = program.source();
        let start = self.node.start_byte();
        let indentation = source.indentation(start);
        let before = &source.text()[source.line_start(start)..start];
        let gap = self.gap_behind();
        let behind: String = others
            .iter()
            .map(|code| format!("{gap}{}", program.print(code, indentation, 0)))
            .collect();
        let first = program.print(first, indentation, program.columns(before));
        vec![Edit::replace(self.span(), format!("{first}{behind}"))]
    }

    /// Every use of a name or of a member of the object itself inside it, in order; what it declares itself is left out.
    pub fn names_within(self) -> Vec<Expr<'p>> {
        let scopes = &self.program.scopes;
        scopes
            .uses_within(self.node)
            .map(|index| self.sibling(scopes.uses[index].node))
            .filter(|usage| {
                let binding = usage.binding();
                binding.is_none_or(|binding| !self.span().contains(binding.span()))
            })
            .collect()
    }

    /// What the name was given last where it is read. A name that is given a value in several places is followed only
    /// where one of them certainly comes last: it stands before the use in the block around it, with none between.
    pub fn given(self) -> Option<Expr<'p>> {
        let binding = self.bare().binding()?;
        if let Some(constant) = binding.constant() {
            return Some(constant);
        }
        let declared = self.sibling(self.bare().given_at(binding)?);
        match declared.role() {
            Role::Target(value) => Some(self.sibling(value)),
            _ => None,
        }
    }

    /// The list whose elements the name stands for, one after the other: of a loop, or of a callback's call.
    pub fn element_of(self) -> Option<Expr<'p>> {
        let binding = self.bare().binding()?;
        let declared = match binding.is_fixed() {
            true => binding.data().declared.node,
            false => self.bare().given_at(binding)?,
        };
        let program = self.program;
        let ancestors = program.ancestors(declared);
        let list = program
            .dialect
            .passed_through(program.document(), declared, &ancestors)?;
        Some(self.sibling(list))
    }

    /// Everything that is an element of the list when it is complete: what it is written with, what is computed for each
    /// element of another one, and what is added to it later. `None` where anything else happens to it.
    pub fn elements(self) -> Option<Vec<Expr<'p>>> {
        let mut found = Vec::new();
        self.collect_elements(&mut found, MAX_DEPTH)?;
        Some(found)
    }

    fn collect_elements(self, found: &mut Vec<Expr<'p>>, depth: usize) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        let bare = self.bare();
        if let Some(element) = self.program.dialect.comprehended(bare.node) {
            found.push(self.sibling(element));
            return Some(());
        }
        match bare.shape() {
            Shape::List(_) => {
                found.extend(bare.items()?.into_iter().map(|item| item.value));
                Some(())
            }
            Shape::Call => {
                found.extend(bare.mapped()?);
                Some(())
            }
            Shape::Name(_) | Shape::Member(..) => {
                let binding = bare.binding()?;
                binding.constant()?.collect_elements(found, depth)?;
                for usage in binding.uses() {
                    found.extend(usage.added()?);
                }
                Some(())
            }
            _ => None,
        }
    }

    /// What a callback gives for each element: `list.map((element) => …)`.
    fn mapped(self) -> Option<Vec<Expr<'p>>> {
        let Value::Call(call) = self.value() else {
            return None;
        };
        let (_, method) = call.callee.member()?;
        let callback = call.arguments.first()?.resolved();
        match (method.as_str(), callback.shape()) {
            ("map", Shape::Function) => {
                let results = self.program.dialect.results(callback.node);
                Some(results.into_iter().map(|node| self.sibling(node)).collect())
            }
            _ => None,
        }
    }

    /// The elements that a use of a list adds to it; `None` where it may do anything else than add or read.
    fn added(self) -> Option<Vec<Expr<'p>>> {
        match self.role() {
            Role::Wrapped(outer) => self.sibling(outer).added(),
            Role::MemberOf(member) => {
                let member = self.sibling(member);
                match (member.role(), member.shape()) {
                    (Role::Callee(call), Shape::Member(_, method)) => {
                        let call = self.program.call(call)?;
                        match method.as_str() {
                            "push" | "append" if call.spread == Spread::None => {
                                let given = call.positional.into_iter();
                                Some(given.map(|node| self.sibling(node)).collect())
                            }
                            "map" | "forEach" | "filter" | "find" | "some" | "every" | "slice"
                            | "entries" | "includes" | "indexOf" | "join" | "flatMap"
                            | "reduce" | "index" | "count" | "copy" => Some(Vec::new()),
                            _ => None,
                        }
                    }
                    (Role::Target(_) | Role::Changed, _) => None,
                    _ => Some(Vec::new()),
                }
            }
            // Whoever is given the list may change it.
            Role::Argument { call, .. } => self.only_reads_arguments(call).then(Vec::new),
            Role::Changed | Role::Target(_) => None,
            _ => Some(Vec::new()),
        }
    }

    fn only_reads_arguments(self, call: Node<'p>) -> bool {
        let Some(call) = self.program.call(call) else {
            return false;
        };
        let callee = self.sibling(call.callee);
        let path = callee.global_path();
        callee
            .symbol()
            .is_some_and(|symbol| symbol.package == "pulumi")
            || path.is_some_and(|path| {
                matches!(
                    path.iter().map(String::as_str).collect::<Vec<_>>()[..],
                    ["enumerate" | "len" | "zip" | "sorted" | "print"] | ["console", _]
                )
            })
    }

    /// The declaration that gives the name `self` of `binding` the value that is read here.
    fn given_at(self, binding: Binding<'p>) -> Option<Node<'p>> {
        let program = self.program;
        let dialect = program.dialect;
        let declarations = program.scopes.declarations_of(binding.id)?;
        let ancestors = program.ancestors(self.node);
        let function = self.enclosing_function();
        let mut last = None;
        for &declared in &declarations {
            if self.sibling(declared).enclosing_function() != function {
                return None;
            }
            if declared.start_byte() < self.node.start_byte() {
                last = Some(declared);
            }
        }
        let last = last?;
        let outside = program.ancestors(last);
        let block = *outside.iter().find(|outer| {
            let structure = dialect.structure(**outer);
            matches!(structure, Structure::Block | Structure::Loop)
        })?;
        let mut between = ancestors.iter().take_while(|ancestor| **ancestor != block);
        // What the declaration itself is made of is read before it.
        let comes_after = match dialect.structure(block) {
            Structure::Loop => {
                between.any(|ancestor| dialect.structure(*ancestor) == Structure::Block)
            }
            _ => !between.any(|ancestor| outside.contains(ancestor)),
        };
        if !ancestors.contains(&block) || !comes_after {
            return None;
        }
        // What a loop around the use does later comes before the next time.
        let comes_again = ancestors
            .iter()
            .take_while(|ancestor| **ancestor != block)
            .filter(|ancestor| dialect.structure(**ancestor) == Structure::Loop)
            .any(|around| {
                declarations
                    .iter()
                    .any(|declared| around.byte_range().contains(&declared.start_byte()))
            });
        (!comes_again).then_some(last)
    }
}

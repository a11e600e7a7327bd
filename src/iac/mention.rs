//! What a value goes into: the text that it becomes a part of, the function that gives it, the call that it is an argument
//! of, and where the program stops for it.

use tree_sitter::Node;

use super::binding::Binding;
use super::dialect::{Role, Shape, Structure};
use super::expr::Expr;
use super::placement::Bound;
use super::program::Program;
use crate::source::Span;
use crate::syntax::{Language, Named};

/// Texts within texts within texts are not followed further than this.
const MAX_STEPS: usize = 32;

impl<'p> Expr<'p> {
    /// Every member of something that is taken inside it, the outermost of each chain: `args.suffix`, `process.env.SUFFIX`.
    pub fn members_within(self) -> Vec<Expr<'p>> {
        let is_member = |node: &Node<'p>| matches!(self.sibling(*node).shape(), Shape::Member(..));
        let mut found: Vec<Expr<'p>> = Vec::new();
        for node in nodes_within(self.node).filter(is_member) {
            let member = self.sibling(node);
            if !found
                .iter()
                .any(|outer| outer.span().contains(member.span()))
            {
                found.push(member);
            }
        }
        found
    }

    /// The whole text that it becomes a part of, or may be itself: the template, f-string, concatenation or joined list
    /// around it, with the brackets, choices and fallbacks on the way. Itself where it is a part of none.
    pub fn text_around(self) -> Expr<'p> {
        let mut expr = self;
        for _ in 0..MAX_STEPS {
            match expr.outer_text() {
                Some(outer) => expr = outer,
                None => break,
            }
        }
        expr
    }

    /// The call that it is a positional argument of, and its position.
    pub fn argument_of(self) -> Option<(Expr<'p>, usize)> {
        match self.role() {
            Role::Argument { call, position } => Some((self.sibling(call), position)),
            _ => None,
        }
    }

    /// The call that calls it.
    pub fn called(self) -> Option<Expr<'p>> {
        match self.role() {
            Role::Callee(call) => Some(self.sibling(call)),
            _ => None,
        }
    }

    /// The name of the function whose result it is.
    pub fn result_of(self) -> Option<Binding<'p>> {
        let Role::Result(function) = self.role() else {
            return None;
        };
        self.sibling(function).function_name()
    }

    /// The call that is handed the function around it, where that is written as an argument: `x.apply((it) => …)`.
    pub fn callback_around(self) -> Option<Expr<'p>> {
        let program = self.program;
        let mut around = program.ancestors(self.node).into_iter();
        let function =
            around.find(|node| program.dialect.structure(*node) == Structure::Function)?;
        self.sibling(function).argument_of().map(|(call, _)| call)
    }

    /// Whether the program may stop while it runs this: somewhere inside stands a `throw`, a `raise` or an `assert`.
    pub fn may_stop(self) -> bool {
        let program = self.program;
        nodes_within(self.node).any(|node| program.dialect.stops(node))
    }

    fn outer_text(self) -> Option<Expr<'p>> {
        let program = self.program;
        match self.role() {
            Role::Wrapped(outer) | Role::Alternative(outer) => return Some(self.sibling(outer)),
            Role::Argument { call, .. } => {
                let call = self.sibling(call);
                return call.is_text_of_arguments().then_some(call);
            }
            // `[a, b].join('-')`, `"-".join([a, b])`
            Role::Element(list) => return self.sibling(list).joined(),
            _ => {}
        }
        // Between a value and its template stand the brackets of the hole.
        for outer in program.ancestors(self.node).into_iter().take(2) {
            let outer = self.sibling(outer);
            match outer.shape() {
                Shape::Template(values) => {
                    let inside = |value: &Node<'p>| self.span().contains(value.byte_range().into());
                    return values.iter().any(inside).then_some(outer);
                }
                Shape::Operation(operands) => {
                    let own = operands
                        .iter()
                        .any(|operand| operand.id() == self.node.id());
                    return (own && outer.is_concatenation(&operands)).then_some(outer);
                }
                // pulumi.interpolate`…`
                Shape::Call => {
                    let written = outer.node.field("arguments");
                    let own = written.is_some_and(|written| written.id() == self.node.id());
                    return (own && outer.is_text_of_arguments()).then_some(outer);
                }
                _ => {}
            }
        }
        None
    }

    /// Whether an operation puts texts together: `a + b`, Python's `"%s" % a`.
    fn is_concatenation(self, operands: &[Node<'p>]) -> bool {
        let [left, right] = operands else {
            return false;
        };
        let between = Span::new(left.end_byte(), right.start_byte());
        let python = self.program.language() == Language::Python;
        match self.program.text_of(between).trim() {
            "+" => true,
            "%" => python && self.program.dialect.is_string(*left),
            _ => false,
        }
    }

    /// Whether a call gives a text that holds its arguments.
    fn is_text_of_arguments(self) -> bool {
        let Some(call) = self.program.call(self.node) else {
            return false;
        };
        let callee = self.sibling(call.callee);
        if let Some(symbol) = callee.symbol() {
            return ["interpolate", "concat", "Output.concat", "Output.format"]
                .iter()
                .any(|path| symbol.is("pulumi", path));
        }
        // "app-{}".format(suffix)
        let method = callee.member();
        method.is_some_and(|(text, name)| {
            name == "format" && self.program.dialect.is_string(text.bare().node)
        })
    }

    /// The call that puts the elements of a list together as one text.
    fn joined(self) -> Option<Expr<'p>> {
        let is_join = |call: Expr<'p>| {
            let callee = self.program.call(call.node)?.callee;
            let (_, method) = self.sibling(callee).member()?;
            (method == "join").then_some(call)
        };
        match self.role() {
            Role::Argument { call, position: 0 } => is_join(self.sibling(call)),
            Role::MemberOf(member) => is_join(self.sibling(member).called()?),
            _ => None,
        }
    }

    /// What the function that is written here is called, where it is a declaration, or the value of a name.
    fn function_name(self) -> Option<Binding<'p>> {
        let program = self.program;
        if let Bound::Name(binding) = self.placement().bound {
            return Some(binding);
        }
        let id = program.scopes.declared_at(self.node.field("name")?)?;
        Some(Binding { program, id })
    }
}

impl<'p> Binding<'p> {
    /// Where its name can mean it: the function that it is declared in, or the class whose objects hold it, else the file.
    pub fn reach(self) -> Span {
        let program = self.program;
        let declared = self.data().declared.node;
        let wanted = match self.data().member_of {
            Some(_) => Structure::Class,
            None => Structure::Function,
        };
        let mut around = program.ancestors(declared).into_iter();
        around
            .find(|node| program.dialect.structure(*node) == wanted)
            .unwrap_or(program.document().root())
            .byte_range()
            .into()
    }

    /// What is written where it is declared, and runs when it is called: the function itself.
    pub fn function(self) -> Option<Expr<'p>> {
        let program = self.program;
        let whole = Expr {
            program,
            node: self.data().declared.node,
        };
        if let Some(value) = self.constant() {
            return matches!(value.resolved().shape(), Shape::Function).then(|| value.resolved());
        }
        let outer = *program.ancestors(whole.node).first()?;
        let named = outer.field("name").is_some_and(|name| name == whole.node);
        let is_function = program.dialect.structure(outer) == Structure::Function;
        (named && is_function).then(|| whole.sibling(outer))
    }
}

impl<'p> Program<'p> {
    /// The names of the file, in order of declaration, members of classes included, that `wanted` accepts as they are
    /// written.
    pub fn names_like(&'p self, wanted: impl Fn(&str) -> bool) -> Vec<Binding<'p>> {
        self.bindings()
            .filter(|binding| wanted(binding.name()))
            .collect()
    }

    /// Every member that is taken of a name of the file and that `wanted` accepts as it is written: `args.suffix`. Members of
    /// the object itself have a name of their own, and are left out.
    pub fn members_like(&'p self, wanted: impl Fn(&str) -> bool) -> Vec<Expr<'p>> {
        let uses = self.scopes.uses.iter();
        uses.map(|usage| Expr {
            program: self,
            node: usage.node,
        })
        .filter_map(Expr::parent_member)
        .filter(|member| match member.shape() {
            Shape::Member(_, name) => wanted(&name) && member.own_member().is_none(),
            _ => false,
        })
        .collect()
    }

    /// What the program asks before it stops: the condition around a `throw`, `raise` or `assert`, in order.
    pub fn conditions_of_stops(&'p self) -> Vec<Expr<'p>> {
        let dialect = self.dialect;
        let at = |node| Expr {
            program: self,
            node,
        };
        let mut found: Vec<Expr<'p>> = Vec::new();
        for stop in self.stops() {
            // `assert condition`
            found.push(at(stop));
            for outer in self.ancestors(stop) {
                if dialect.structure(outer) == Structure::Function {
                    break;
                }
                let asked = ["condition", "value", "subject"];
                found.extend(asked.iter().filter_map(|field| outer.field(field)).map(at));
            }
        }
        found.sort_by_key(|condition| condition.span());
        found.dedup();
        found
    }

    /// Every call of the file, in order.
    pub fn calls(&'p self) -> impl Iterator<Item = Expr<'p>> {
        let calls = self.scopes.calls.iter();
        calls.map(|&node| Expr {
            program: self,
            node,
        })
    }

    /// Where the program stops: statements that say so, and calls that end the process.
    fn stops(&'p self) -> Vec<Node<'p>> {
        let written = nodes_within(self.document().root()).filter(|node| self.dialect.stops(*node));
        let ends = |call: &Expr<'p>| {
            let callee = self.call(call.node).map(|call| call.callee);
            let path = callee.and_then(|callee| call.sibling(callee).global_path());
            let path = path.unwrap_or_default();
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            matches!(path.as_slice(), ["process" | "sys", "exit"] | ["exit"])
        };
        let calls = self.calls().filter(ends).map(|call| call.node);
        written.chain(calls).collect()
    }
}

/// A node and everything inside it, from the top down.
fn nodes_within(root: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let mut waiting = vec![root];
    std::iter::from_fn(move || {
        let node = waiting.pop()?;
        let mut cursor = node.walk();
        let children: Vec<Node<'_>> = node.named_children(&mut cursor).collect();
        waiting.extend(children.into_iter().rev());
        Some(node)
    })
}

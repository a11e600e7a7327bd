//! Outputs whose values a callback of `.apply` is given, and what they are called inside.

use super::binding::Binding;
use super::code::Code;
use super::dialect::{Part, Shape, Spread, Structure};
use super::expr::Expr;
use super::record::{Key, Record};

/// An output whose value is known where an expression stands.
#[derive(Clone, Debug)]
pub struct Applied<'p> {
    /// The output: `fn.name`.
    pub output: Expr<'p>,
    /// What its value is called inside the callback: `name`, `args[0]`, `args["name"]`.
    pub called: Code,
    /// The name of its own that it has there, if it has one.
    pub binding: Option<Binding<'p>>,
}

impl<'p> Expr<'p> {
    /// The outputs whose values the callbacks around it are given, of the innermost callback first:
    /// `pulumi.all([fn.name]).apply(([name]) => …)`, `fn.name.apply((name) => …)`.
    pub fn applied_around(self) -> Vec<Applied<'p>> {
        let program = self.program;
        let dialect = program.dialect;
        let visible = program.visible_from(self);
        let seen = |binding: &Binding<'p>| {
            let nearest = visible.iter().find(|other| other.name() == binding.name());
            nearest == Some(binding)
        };
        let mut found = Vec::new();
        for ancestor in program.ancestors(self.node) {
            if dialect.structure(ancestor) != Structure::Function {
                continue;
            }
            let Some(outputs) = self.sibling(ancestor).applied_to() else {
                continue;
            };
            for (name, part) in dialect.first_parameter(program.document(), ancestor) {
                let id = program.scopes.declared_at(name);
                let binding = id.map(|id| Binding { program, id });
                let Some(binding) = binding.filter(seen) else {
                    continue;
                };
                found.extend(outputs.called(binding, &part));
            }
        }
        found
    }

    /// Whether outputs may stand in it: it goes into the function of Pulumi that writes JSON and waits for what is in it.
    pub fn may_hold_outputs(self) -> bool {
        let program = self.program;
        for ancestor in program.ancestors(self.node) {
            if program.dialect.structure(ancestor) == Structure::Function {
                return false;
            }
            if let Some(call) = program.call(ancestor) {
                let symbol = self.sibling(call.callee).symbol();
                return symbol.is_some_and(|symbol| {
                    ["jsonStringify", "Output.jsonStringify", "Output.jsonDumps"]
                        .iter()
                        .any(|path| symbol.is("pulumi", path))
                });
            }
        }
        false
    }

    /// What `.apply` is called on where this is its callback.
    fn applied_to(self) -> Option<Outputs<'p>> {
        let super::dialect::Role::Argument { call, position: 0 } = self.role() else {
            return None;
        };
        let call = self.sibling(call);
        call.apply_callback()?;
        let callee = self.sibling(self.program.call(call.node)?.callee);
        let (outputs, _) = callee.member()?;
        Some(Outputs::of(outputs))
    }
}

/// One output, or several that were put together.
enum Outputs<'p> {
    One(Expr<'p>),
    List(Vec<Expr<'p>>),
    Record(Record<'p>),
    Unknown,
}

impl<'p> Outputs<'p> {
    fn of(outputs: Expr<'p>) -> Self {
        let outputs = outputs.resolved();
        let program = outputs.program;
        let call = match outputs.shape() {
            Shape::Call => program.call(outputs.node),
            _ => return Outputs::One(outputs),
        };
        let Some(call) = call else {
            return Outputs::Unknown;
        };
        let callee = outputs.sibling(call.callee).symbol();
        let combines = callee
            .is_some_and(|symbol| symbol.is("pulumi", "all") || symbol.is("pulumi", "Output.all"));
        if !combines || call.spread == Spread::Some {
            return Outputs::Unknown;
        }
        let at = |node| outputs.sibling(node);
        if !call.keywords.is_empty() {
            return Outputs::Record(Record::at(outputs));
        }
        // TypeScript puts them into one list or object, Python gives each by itself.
        match call.positional.as_slice() {
            &[only] if matches!(at(only).resolved().shape(), Shape::List(_) | Shape::Record) => {
                let only = at(only).resolved();
                match (only.items(), only.record()) {
                    (Some(items), _) => {
                        Outputs::List(items.into_iter().map(|item| item.value).collect())
                    }
                    (None, Some(record)) => Outputs::Record(record),
                    (None, None) => Outputs::Unknown,
                }
            }
            several => Outputs::List(several.iter().map(|&node| at(node)).collect()),
        }
    }

    /// The outputs that a parameter stands for, when it is `part` of what the callback is given.
    fn called(&self, binding: Binding<'p>, part: &Part) -> Vec<Applied<'p>> {
        let name = binding.name();
        let own = |output: Expr<'p>| Applied {
            output,
            called: Code::name(name),
            binding: Some(binding),
        };
        let within = |output: Expr<'p>, access: String| Applied {
            output,
            called: Code::Verbatim(format!("{name}{access}")),
            binding: None,
        };
        match (self, part) {
            (Outputs::One(output), Part::Whole) => vec![own(*output)],
            (Outputs::List(outputs), Part::Index(at)) => outputs
                .get(*at)
                .map(|output| own(*output))
                .into_iter()
                .collect(),
            (Outputs::List(outputs), Part::Whole) => outputs
                .iter()
                .enumerate()
                .map(|(at, output)| within(*output, format!("[{at}]")))
                .collect(),
            (Outputs::Record(record), part) => {
                let entries = record.entries();
                if entries.iter().any(|entry| entry.key == Key::Spread) {
                    return Vec::new();
                }
                let named = entries.iter().filter_map(|entry| match &entry.key {
                    Key::Named(key) => Some((key.as_str(), entry.value?)),
                    Key::Computed | Key::Spread => None,
                });
                named
                    .filter_map(|(key, output)| match part {
                        Part::Key(wanted) => (wanted == key).then(|| own(output)),
                        Part::Whole => Some(within(output, binding.access(key))),
                        Part::Index(_) => None,
                    })
                    .collect()
            }
            _ => Vec::new(),
        }
    }
}

impl Binding<'_> {
    /// How an entry of the record that it stands for is read: `.key`, `["key"]`.
    fn access(self, key: &str) -> String {
        let program = self.program;
        match program.language() {
            crate::syntax::Language::TypeScript => format!(".{key}"),
            crate::syntax::Language::Python => {
                format!("[{}]", program.print(&Code::Text(key.to_owned()), "", 0))
            }
        }
    }
}

//! Expressions and the values that they stand for.

use tree_sitter::Node;

use super::binding::Binding;
use super::dialect::Shape;
use super::names::Symbol;
use super::program::Program;
use super::record::Record;
use crate::source::Span;

/// An expression of a program.
#[derive(Clone, Copy)]
pub struct Expr<'p> {
    pub(super) program: &'p Program<'p>,
    pub(super) node: Node<'p>,
}

/// What an expression stands for, as far as its own text says.
#[derive(Clone, Debug)]
pub enum Value<'p> {
    /// A string without interpolation, decoded.
    String(String),
    /// A number.
    Number(Number),
    /// `true` or `false`.
    Boolean(bool),
    /// `null`, `undefined` or `None`.
    Null,
    /// A template or f-string with the interpolated expressions.
    Template(Vec<Expr<'p>>),
    /// An object or a dict.
    Object(Record<'p>),
    /// A list.
    List(Vec<Element<'p>>),
    /// A name or a member of something: `deployment.invokeUrl`.
    Reference,
    /// A call or construction.
    Call(Call<'p>),
    /// `a || b`, `a ?? b`, `a or b`.
    Fallback {
        /// Taken where it is there.
        primary: Expr<'p>,
        /// Taken where it is not.
        fallback: Expr<'p>,
    },
    /// `c ? a : b`, `a if c else b`.
    Choice(Expr<'p>, Expr<'p>),
    /// Anything else.
    Opaque,
}

/// An element of a list.
pub type Element<'p> = Expr<'p>;

/// A number as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Its text: `1_000`, `0x10`, `-1`.
    pub text: String,
    /// Its value, where it is a whole number that fits.
    pub integer: Option<i64>,
}

/// A call, with what it calls.
#[derive(Clone, Debug)]
pub struct Call<'p> {
    /// What is called.
    pub callee: Expr<'p>,
    /// The positional arguments.
    pub arguments: Vec<Expr<'p>>,
    /// The keyword arguments as a record, where the language has them; no entries where there are none.
    pub keywords: Record<'p>,
}

impl std::fmt::Debug for Expr<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Expr({:?})", self.text())
    }
}

impl PartialEq for Expr<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.node.id() == other.node.id()
    }
}

impl Eq for Expr<'_> {}

impl<'p> Expr<'p> {
    /// Where it stands.
    pub fn span(self) -> Span {
        self.node.byte_range().into()
    }

    /// Its text.
    pub fn text(self) -> &'p str {
        self.program.text(self.node)
    }

    /// The program that it is of.
    pub fn program(self) -> &'p Program<'p> {
        self.program
    }

    /// What it stands for by itself; names are not followed. Parentheses and casts are looked through.
    pub fn value(self) -> Value<'p> {
        let at = |node| Expr {
            program: self.program,
            node,
        };
        match self.bare_shape() {
            Shape::String(text) => Value::String(text),
            Shape::Number(text) => Value::Number(Number::read(text)),
            Shape::Boolean(value) => Value::Boolean(value),
            Shape::Null => Value::Null,
            Shape::Template(parts) => Value::Template(parts.into_iter().map(at).collect()),
            Shape::Record => Value::Object(Record::at(self.bare())),
            Shape::List(elements) => Value::List(elements.into_iter().map(at).collect()),
            Shape::Name(_) | Shape::Member(..) => Value::Reference,
            Shape::Wrapped(_) => Value::Opaque,
            Shape::Fallback(primary, fallback) => Value::Fallback {
                primary: at(primary),
                fallback: at(fallback),
            },
            Shape::Choice(yes, no) => Value::Choice(at(yes), at(no)),
            Shape::Call => match self.program.call(self.bare().node) {
                Some(call) => Value::Call(Call {
                    callee: at(call.callee),
                    arguments: call.positional.into_iter().map(at).collect(),
                    keywords: Record::at(self.bare()),
                }),
                None => Value::Opaque,
            },
            Shape::Guarded(_)
            | Shape::Merge(..)
            | Shape::Operation(_)
            | Shape::Function
            | Shape::Opaque => Value::Opaque,
        }
    }

    /// What of a package it names, through imports, members and names that are bound once.
    pub fn symbol(self) -> Option<Symbol> {
        self.program.symbol(self.node)
    }

    /// The binding of this file that it names: a name, or a member of the object that its class describes, `this.env`.
    /// `None` for a member of anything else, a global, or no name at all.
    pub fn binding(self) -> Option<Binding<'p>> {
        let bare = self.bare();
        let id = match bare.shape() {
            Shape::Name(_) | Shape::Member(..) => self.program.scopes.binding_of(bare.node)?,
            _ => return None,
        };
        Some(Binding {
            program: self.program,
            id,
        })
    }

    /// The object and the neutral name where it is a member of something: `fn.functionArn`, `fn["functionArn"]`,
    /// `fn.function_arn`.
    pub fn member(self) -> Option<(Expr<'p>, String)> {
        match self.bare_shape() {
            Shape::Member(object, name) => Some((
                self.sibling(object),
                self.program.dialect.neutral_name(&name),
            )),
            _ => None,
        }
    }

    /// The names of a chain of members down to a global that the file does not bind, as written: `process`, `env`,
    /// `AWS_REGION`. An imported module of no provider starts it as well: `os`, `environ`. `None` where it starts from
    /// anything else, and for a chain that is longer than any that means something.
    pub fn global_path(self) -> Option<Vec<String>> {
        let mut path = Vec::new();
        let mut expr = self.bare();
        while path.len() < 16 {
            match expr.shape() {
                Shape::Member(object, name) => {
                    path.push(name);
                    expr = expr.sibling(object).bare();
                }
                Shape::Name(name) => {
                    let free = self.program.scopes.is_free(expr.node);
                    path.push(match free {
                        true => name.to_owned(),
                        false => expr.binding()?.imported_module()?,
                    });
                    path.reverse();
                    return Some(path);
                }
                _ => return None,
            }
        }
        None
    }

    /// The expression that it stands for once names that are bound once are followed, and parentheses and casts are
    /// looked through. Itself where there is nothing to follow.
    pub fn resolved(self) -> Expr<'p> {
        let mut expr = self;
        for _ in 0..16 {
            expr = expr.bare();
            match expr.binding().and_then(Binding::constant) {
                Some(initializer) => expr = initializer,
                None => break,
            }
        }
        expr
    }

    /// The string that it stands for once names are followed.
    pub(super) fn text_value(self) -> Option<String> {
        match self.resolved().value() {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The expression inside parentheses, casts and `await`.
    pub fn bare(self) -> Expr<'p> {
        let mut expr = self;
        while let Shape::Wrapped(inner) = expr.shape() {
            expr = expr.sibling(inner);
        }
        expr
    }

    fn bare_shape(self) -> Shape<'p> {
        self.bare().shape()
    }

    pub(super) fn shape(self) -> Shape<'p> {
        self.program
            .dialect
            .shape(self.program.document(), self.node)
    }

    pub(super) fn sibling(self, node: Node<'p>) -> Expr<'p> {
        Expr {
            program: self.program,
            node,
        }
    }
}

impl Number {
    pub(super) fn read(text: &str) -> Self {
        let plain = text.replace('_', "").to_ascii_lowercase();
        let (negative, digits) = match plain.strip_prefix('-') {
            Some(digits) => (true, digits.trim_start()),
            None => (false, plain.as_str()),
        };
        let radix = [("0x", 16), ("0o", 8), ("0b", 2)]
            .into_iter()
            .find_map(|(prefix, radix)| Some((digits.strip_prefix(prefix)?, radix)));
        let magnitude = match radix {
            Some((digits, radix)) => i64::from_str_radix(digits, radix).ok(),
            None => digits.parse::<i64>().ok().or_else(|| whole(digits)),
        };
        Self {
            text: text.to_owned(),
            integer: magnitude.map(|magnitude| if negative { -magnitude } else { magnitude }),
        }
    }
}

/// The value of a float's text where it is whole: `1e3`, `100.0`.
fn whole(digits: &str) -> Option<i64> {
    let value = digits.parse::<f64>().ok()?;
    // Beyond 2^53 a float does not name one whole number.
    (value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0).then_some(value as i64)
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn numbers_are_read_as_they_are_written() {
        for (text, integer) in [
            ("1_000", Some(1000)),
            ("0x10", Some(16)),
            ("-1", Some(-1)),
            ("1e3", Some(1000)),
            ("1.5", None),
            ("99999999999999999999999", None),
        ] {
            assert_eq!(Number::read(text).integer, integer, "{text}");
        }
    }
}

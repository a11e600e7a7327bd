//! Declaring a new resource beside an existing one, in the way the existing one is written.

use super::binding::Binding;
use super::code::Code;
use super::dialect::Shape;
use super::expr::{Expr, Value};
use super::names::snake_case;
use super::placement::Bound;
use super::resource::Resource;
use super::statement::Statement;
use crate::fix::Edit;
use crate::syntax::Language;

/// A resource to be declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewResource {
    /// The class, as the file can name it.
    pub class: Code,
    /// The logical name.
    pub name: Code,
    /// The properties, by neutral name.
    pub properties: Vec<(String, Code)>,
    /// The resource options, by neutral name, or one expression for all of them.
    pub options: NewOptions,
}

/// The options of a resource to be declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewOptions {
    /// Each by its neutral name; none at all where there are none.
    Each(Vec<(String, Code)>),
    /// All of them, from an expression of the program.
    From(Code),
}

impl<'p> Resource<'p> {
    /// Another class of the module that this resource's class is of, as the file can name it, with what has to be
    /// inserted for that: an import beside the one that names this class.
    pub fn sibling_class(&self, class: &str) -> Option<(Code, Vec<Edit>)> {
        let callee = self.callee();
        let within = |callee: Expr<'p>| match callee.bare().shape() {
            Shape::Member(module, _) => {
                let module = callee.sibling(module);
                Some((
                    Code::Verbatim(format!("{}.{class}", module.text())),
                    Vec::new(),
                ))
            }
            _ => None,
        };
        if let Some(found) = within(callee) {
            return Some(found);
        }
        let binding = callee.binding()?;
        if let Some(value) = binding.constant() {
            return within(value.resolved());
        }
        self.sibling_import(binding, class)
    }

    /// A new logical name that derives from this resource's: `word` takes the place of `old` where the name holds it, else
    /// it is added to the end. `None` where the resource has no name that can be read.
    pub fn derived_name(&self, old: &str, word: &str) -> Option<Code> {
        let name = self.name()?;
        let text = name.text();
        let written = match name.resolved().value() {
            Value::String(_) | Value::Template(_) if name.binding().is_none() => {
                match replace_word(text, old, word) {
                    Some(replaced) => replaced,
                    None => {
                        let quote = text.len() - text.chars().next_back().map_or(0, char::len_utf8);
                        format!("{}-{word}{}", &text[..quote], &text[quote..])
                    }
                }
            }
            _ => match self.expr().program().language() {
                Language::TypeScript => format!("`${{{text}}}-{word}`"),
                Language::Python if !text.contains(['"', '\\', '\n']) => {
                    format!("f\"{{{text}}}-{word}\"")
                }
                Language::Python => return None,
            },
        };
        Some(Code::Verbatim(written))
    }

    /// The options that a resource beside this one shares with it: its parent and its provider, but nothing that speaks
    /// of this resource alone.
    pub fn shared_options(&self) -> NewOptions {
        let Some(options) = self.options() else {
            return NewOptions::Each(Vec::new());
        };
        match options.resolved().record() {
            Some(record) => NewOptions::Each(
                ["parent", "provider"]
                    .into_iter()
                    .filter_map(|name| {
                        let value = record.property(name)?.value?;
                        Some((name.to_owned(), Code::Verbatim(value.text().to_owned())))
                    })
                    .collect(),
            ),
            None => NewOptions::From(Code::Verbatim(options.text().to_owned())),
        }
    }

    /// A name for a new binding beside this resource's: `word` takes the place of `old` in its name, else it is added.
    pub fn sibling_name(&self, old: &str, word: &str) -> String {
        let program = self.expr().program();
        let own = match self.placement().bound {
            Bound::Name(binding) => binding.name().to_owned(),
            Bound::Member(member) => member.member().map(|(_, name)| name).unwrap_or_default(),
            Bound::Field(name) => name,
            _ => String::new(),
        };
        let spelled = |neutral: &str| match program.language() {
            Language::TypeScript => neutral.to_owned(),
            Language::Python => snake_case(neutral),
        };
        // A longer name says more than a numbered one.
        let replaced = replace_word(&own, old, word)
            .map(|replaced| spelled(&replaced))
            .filter(|name| !own.is_empty() && program.free_name(name) == *name);
        let neutral = match replaced {
            Some(replaced) => return replaced,
            None if own.is_empty() => word.to_owned(),
            None => {
                let mut capital = word.to_owned();
                capital[..1].make_ascii_uppercase();
                match own.contains('_') {
                    true => format!("{own}_{word}"),
                    false => format!("{own}{capital}"),
                }
            }
        };
        program.free_name(&spelled(&neutral))
    }

    fn callee(&self) -> Expr<'p> {
        let expr = self.expr();
        match expr.value() {
            Value::Call(call) => call.callee,
            _ => expr,
        }
    }

    fn sibling_import(&self, binding: Binding<'p>, class: &str) -> Option<(Code, Vec<Edit>)> {
        let program = self.expr().program;
        let mut wanted = binding.symbol()?;
        *wanted.path.last_mut()? = class.to_owned();
        let known = program
            .bindings()
            .find(|known| known.symbol().as_ref() == Some(&wanted));
        if let Some(known) = known {
            return Some((Code::name(known.name()), Vec::new()));
        }
        // A name that means something else already would be shadowed.
        if program.free_name(class) != class {
            return None;
        }
        let name = binding.data().declared.node;
        let import = program.dialect.import_at(name, &program.ancestors(name))?;
        Some((
            Code::name(class),
            vec![program.add_to_import(&import, class)],
        ))
    }
}

impl NewResource {
    /// The statement that declares it, bound to `name` if there is one.
    pub fn statement(self, name: Option<&str>) -> Statement {
        let construction = Code::Resource(Box::new(self));
        match name {
            Some(name) => Statement::Declare(name.to_owned(), construction),
            None => Statement::Bare(construction),
        }
    }
}

/// `old` in `text`, in the case that it has there, replaced by `word` in the same case; `None` where it does not occur.
fn replace_word(text: &str, old: &str, word: &str) -> Option<String> {
    let capital = |text: &str| {
        let mut capital = text.to_owned();
        if let Some(first) = capital.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        capital
    };
    let (at, new) = text
        .rfind(old)
        .map(|at| (at, word.to_owned()))
        .or_else(|| Some((text.rfind(&capital(old))?, capital(word))))?;
    Some(format!("{}{new}{}", &text[..at], &text[at + old.len()..]))
}

//! Classes of Python. What its objects hold is what `__init__` assigns.

use tree_sitter::Node;

use super::Python;
use crate::iac::class::{Access, Given};
use crate::iac::nodes::named;
use crate::iac::outline::{Outline, RawClass, RawExport, RawMember, RawType};
use crate::syntax::{Document, Named};

impl Outline for Python {
    fn class<'d>(
        &self,
        document: &'d Document,
        _: Node<'d>,
        ancestors: &[Node<'d>],
    ) -> Option<RawClass<'d>> {
        let &node = ancestors
            .first()
            .filter(|node| node.kind_name() == "class_definition")?;
        let bases = node.field("superclasses");
        let body = node.field("body")?;
        let mut reading = Reading {
            document,
            body,
            members: Vec::new(),
            called: Vec::new(),
        };
        reading.method("__init__", Given::Always);
        reading.getters();
        let constructor = reading
            .functions()
            .find(|(_, function)| reading.name_of(*function) == Some("__init__"))
            .and_then(|(_, function)| function.field("body"));
        let declared = |statement: Node<'d>| {
            let assignment = named(statement).next()?;
            let is_field = assignment.kind_name() == "assignment";
            is_field.then_some(assignment)
        };
        let methods = reading.functions();
        let methods = methods.filter_map(|(_, function)| reading.name_of(function));
        let values = named(body)
            .filter_map(declared)
            .filter_map(|assignment| Some(document.text(assignment.field("left")?)));
        Some(RawClass {
            node,
            bases: bases.into_iter().flat_map(super::positional).collect(),
            body,
            fields: named(body)
                .filter(|statement| {
                    declared(*statement).is_some_and(|field| {
                        field.field("type").is_some() && field.field("right").is_none()
                    })
                })
                .collect(),
            methods: methods.map(str::to_owned).collect(),
            shared: values.map(str::to_owned).collect(),
            constructor,
            members: reading.members,
        })
    }

    fn exports<'d>(&self, _: &'d Document) -> Vec<RawExport<'d>> {
        Vec::new()
    }
}

/// What is known of a class while its methods are read.
struct Reading<'d> {
    document: &'d Document,
    body: Node<'d>,
    members: Vec<RawMember<'d>>,
    called: Vec<String>,
}

/// What follows a statement of a block.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    /// The next statement.
    Certain,
    /// Perhaps the end of the method.
    Perhaps,
}

impl<'d> Reading<'d> {
    /// Reads what a method assigns, and what the methods of the same object assign that it calls.
    fn method(&mut self, name: &str, given: Given) {
        let found = self
            .functions()
            .find(|(_, function)| self.name_of(*function) == Some(name));
        let Some((_, function)) = found else { return };
        if self.called.iter().any(|called| called == name) {
            return;
        }
        self.called.push(name.to_owned());
        if let Some(body) = function.field("body") {
            self.block(body, given);
        }
    }

    fn block(&mut self, block: Node<'d>, given: Given) -> Next {
        let mut given = given;
        for statement in named(block) {
            if self.statement(statement, given) == Next::Perhaps {
                given = Given::Sometimes;
            }
        }
        match given {
            Given::Always => Next::Certain,
            Given::Sometimes => Next::Perhaps,
        }
    }

    fn statement(&mut self, statement: Node<'d>, given: Given) -> Next {
        match statement.kind_name() {
            "expression_statement" => {
                for expression in named(statement) {
                    self.expression(expression, given);
                }
                Next::Certain
            }
            "with_statement" => match statement.field("body") {
                Some(body) => self.block(body, given),
                None => Next::Certain,
            },
            "return_statement" => Next::Perhaps,
            "function_definition" | "class_definition" | "decorated_definition" => Next::Certain,
            // What a branch or a loop assigns may be missing, and what follows it, too, where it returns.
            _ => {
                let mut returns = false;
                let mut work = vec![statement];
                while let Some(node) = work.pop() {
                    match node.kind_name() {
                        "block" => {
                            self.block(node, Given::Sometimes);
                            returns |= has_return(node);
                        }
                        _ => work.extend(named(node)),
                    }
                }
                if returns {
                    Next::Perhaps
                } else {
                    Next::Certain
                }
            }
        }
    }

    fn expression(&mut self, expression: Node<'d>, given: Given) {
        match expression.kind_name() {
            "assignment" => {
                let value = expression.field("right");
                let left = expression.field("left");
                if let (Some(name), Some(value)) = (left.and_then(|left| self.own(left)), value) {
                    let declared = expression.field("type");
                    self.assign(name, given, declared, value);
                }
                if let Some(value) = value.filter(|value| value.kind_name() == "assignment") {
                    self.expression(value, given);
                }
            }
            "call" => {
                let method = expression
                    .field("function")
                    .and_then(|function| self.own(function));
                if let Some(method) = method {
                    self.method(method, given);
                }
            }
            _ => {}
        }
    }

    fn assign(&mut self, name: &'d str, given: Given, declared: Option<Node<'d>>, value: Node<'d>) {
        let written = declared;
        let declared = declared.map(|declared| self.read_type(declared));
        match self.members.iter_mut().find(|member| member.name == name) {
            Some(known) => {
                // What is assigned twice has either value.
                known.value = None;
                if given == Given::Always {
                    known.given = given;
                }
            }
            None => self.members.push(RawMember {
                name: name.to_owned(),
                access: access(name),
                given,
                declared,
                written,
                value: Some(value),
            }),
        }
    }

    /// Methods that are read as members are: `@property`.
    fn getters(&mut self) {
        let found: Vec<_> = self
            .functions()
            .filter(|(decorators, _)| {
                decorators
                    .iter()
                    .any(|decorator| self.document.text(*decorator) == "@property")
            })
            .filter_map(|(_, function)| {
                let name = self.name_of(function)?;
                let declared = function.field("return_type")?;
                Some(RawMember {
                    name: name.to_owned(),
                    access: access(name),
                    given: Given::Always,
                    declared: Some(self.read_type(declared)),
                    written: Some(declared),
                    value: None,
                })
            })
            .collect();
        self.members.extend(found);
    }

    /// The methods of the class with their decorators.
    fn functions(&self) -> impl Iterator<Item = (Vec<Node<'d>>, Node<'d>)> + use<'d> {
        named(self.body).filter_map(|node| match node.kind_name() {
            "function_definition" => Some((Vec::new(), node)),
            "decorated_definition" => {
                let definition = node.field("definition")?;
                let decorators = named(node).filter(|child| child.kind_name() == "decorator");
                (definition.kind_name() == "function_definition")
                    .then(|| (decorators.collect(), definition))
            }
            _ => None,
        })
    }

    fn name_of(&self, function: Node<'d>) -> Option<&'d str> {
        let name = function.field("name")?;
        Some(self.document.text(name))
    }

    /// The name of the object's own member that `node` is.
    fn own(&self, node: Node<'d>) -> Option<&'d str> {
        if node.kind_name() != "attribute" {
            return None;
        }
        let object = node.field("object")?;
        let name = node.field("attribute")?;
        (self.document.text(object) == "self").then(|| self.document.text(name))
    }

    fn read_type(&self, node: Node<'d>) -> RawType<'d> {
        let parts: Vec<_> = named(node).collect();
        match (node.kind_name(), parts.as_slice()) {
            ("type", [inner]) => self.read_type(*inner),
            ("identifier", _) => RawType {
                root: Some(node),
                path: Vec::new(),
                arguments: Vec::new(),
            },
            ("attribute", [object, name]) => {
                let mut read = self.read_type(*object);
                read.path.push(self.document.text(*name).to_owned());
                read
            }
            ("subscript", [name, arguments @ ..]) => {
                let mut read = self.read_type(*name);
                read.arguments = arguments.iter().map(|node| self.read_type(*node)).collect();
                read
            }
            ("generic_type", [name, parameters]) => {
                let mut read = self.read_type(*name);
                read.arguments = named(*parameters)
                    .map(|node| self.read_type(node))
                    .collect();
                read
            }
            _ => RawType::other(),
        }
    }
}

fn access(name: &str) -> Access {
    match name.starts_with('_') {
        true => Access::Private,
        false => Access::Public,
    }
}

/// Whether a block may end its function early, functions inside it left out.
fn has_return(block: Node<'_>) -> bool {
    let mut work = vec![block];
    while let Some(node) = work.pop() {
        match node.kind_name() {
            "return_statement" => return true,
            "function_definition" | "class_definition" | "lambda" => {}
            _ => work.extend(named(node)),
        }
    }
    false
}

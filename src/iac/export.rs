//! What a file exports, and what of a stack becomes its outputs.

use tree_sitter::Node;

use super::binding::{Binding, Visibility};
use super::class::{ClassName, ImportedName};
use super::code::Code;
use super::dialect::Constructs;
use super::expr::{Expr, Value};
use super::program::Program;
use super::scope::{BindingId, BindingKind};
use super::statement::Statement;
use crate::fix::Edit;
use crate::source::{Span, TrailingCommas};
use crate::syntax::Language;

/// One statement that makes stack outputs where it stands in an entry program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// The statement of the top level that it is, or that holds it.
    pub statement: Span,
    /// How it exports.
    pub form: ExportForm,
    /// The names that it is certain to export.
    pub names: Vec<String>,
}

/// How a statement exports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportForm {
    /// By name, at the top level: `export const url = …`, `pulumi.export("url", …)`.
    Named,
    /// By name, somewhere inside the statement.
    Inside,
    /// One value that stands for all: `export default …`, `export = …`.
    Default,
    /// CommonJS: `exports.url = …`, `module.exports = …`.
    CommonJs,
}

/// What a name that a file exports stands for.
#[derive(Clone, Debug)]
pub enum Exported<'p> {
    /// Something of the file itself, or what it imports.
    Class(ClassName<'p>),
    /// What the file exports again from elsewhere.
    From(ImportedName),
}

impl<'d> Program<'d> {
    /// Every export of the file, in order of place.
    pub fn exports(&self) -> Vec<Export> {
        if self.language() == Language::Python {
            return self.export_calls();
        }
        let raw = self.dialect.exports(self.document());
        raw.into_iter()
            .map(|raw| Export {
                statement: raw.statement.byte_range().into(),
                form: raw.form,
                names: raw
                    .names
                    .into_iter()
                    .filter_map(|name| name.exported)
                    .collect(),
            })
            .collect()
    }

    /// Whether the file is a module of the old kind, which no `export` may stand in: it asks for others with `require`,
    /// and neither imports nor exports.
    pub fn is_common_js(&self) -> bool {
        let path = self.source().path();
        let extension = path.extension().and_then(|extension| extension.to_str());
        let has_statements = self
            .bindings()
            .any(|binding| binding.data().declared.imported.is_some())
            || self
                .exports()
                .iter()
                .any(|export| export.form != ExportForm::CommonJs);
        match extension {
            Some("cjs") => true,
            Some("js" | "jsx") => !has_statements,
            _ => false,
        }
    }

    /// Whether the name can be declared at the top level: nothing is called so there, and nothing that the file does not
    /// declare is meant by it anywhere.
    pub fn is_free_at_top_level(&self, name: &str) -> bool {
        let is_global = self
            .scopes
            .uses
            .iter()
            .any(|usage| usage.binding.is_none() && self.text(usage.node) == name);
        self.top_level(name).is_none() && !is_global
    }

    /// What the file's export `name` may stand for, most likely first: several where everything of other modules is
    /// exported again. Python exports whatever is bound at the top level.
    pub fn exported<'p>(&'p self, name: &str) -> Vec<Exported<'p>> {
        let here = |name: &str| {
            let class = self.top_level(name)?.class_at(Vec::new())?;
            Some(Exported::Class(class))
        };
        let stars = |stars: Vec<String>| {
            stars.into_iter().map(|module| {
                Exported::From(ImportedName {
                    module,
                    path: vec![name.to_owned()],
                })
            })
        };
        if self.language() == Language::Python {
            return match here(name) {
                Some(found) => vec![found],
                None => stars(self.scopes.star_imports.clone()).collect(),
            };
        }
        let raw = self.dialect.exports(self.document());
        let names: Vec<_> = raw.into_iter().flat_map(|raw| raw.names).collect();
        if let Some(exported) = names
            .iter()
            .find(|exported| exported.exported.as_deref() == Some(name))
        {
            let found = match &exported.module {
                Some(module) => Some(Exported::From(ImportedName {
                    module: module.clone(),
                    path: vec![exported.local.clone()],
                })),
                None => here(&exported.local),
            };
            return found.into_iter().collect();
        }
        let all = names
            .into_iter()
            .filter(|exported| exported.exported.is_none())
            .filter_map(|exported| exported.module)
            .collect();
        // `export *` leaves the default export out.
        if name == "default" {
            return Vec::new();
        }
        stars(all).collect()
    }

    /// An edit that adds statements after the last of the file's exports by name that stands behind `after`, else at the
    /// end of the file.
    pub fn insert_exports(&self, statements: &[Statement], after: usize) -> Edit {
        let source = self.source();
        let text = source.text();
        let line_ending = source.style().line_ending.as_str();
        let printed: Vec<String> = statements
            .iter()
            .map(|statement| self.print_statement(statement, ""))
            .collect();
        let last = self
            .exports()
            .into_iter()
            .rfind(|export| export.form == ExportForm::Named && export.statement.start >= after);
        let (at, gap) = match last {
            Some(last)
                if is_line_end(
                    text,
                    &source.line_end(last.statement.end),
                    last.statement.end,
                ) =>
            {
                (source.line_end(last.statement.end), line_ending.to_owned())
            }
            _ => (text.trim_end().len(), line_ending.repeat(2)),
        };
        Edit::insert(at, format!("{gap}{}", printed.join(line_ending)))
    }

    /// Every call of the file that constructs something, as far as its form says, in order of place.
    pub fn calls_that_construct<'p>(&'p self) -> impl Iterator<Item = Expr<'p>> {
        let calls = self.scopes.calls.iter().copied();
        calls
            .filter(|&node| {
                let callee = self.dialect.callee(node);
                callee.is_some_and(|(_, constructs)| constructs == Constructs::Yes)
            })
            .map(move |node| Expr {
                program: self,
                node,
            })
    }

    /// How the file names something of a package: by a name of its own, or as a member of the package.
    pub fn known_name(&self, package: &str, item: &str) -> Option<String> {
        let own = self.bindings().find(|binding| {
            binding
                .symbol()
                .is_some_and(|symbol| symbol.is(package, item))
        });
        if let Some(own) = own {
            return Some(own.name().to_owned());
        }
        let whole = self.package_names(package);
        Some(format!("{}.{item}", whole.first()?.name()))
    }

    /// How the file can call a function of a package: through the name that it has for the function or the package, else
    /// through a new import above the last one that stands before `before`.
    pub fn function_name(
        &self,
        package: &str,
        function: &str,
        before: usize,
    ) -> (String, Option<Edit>) {
        if let Some(known) = self.known_name(package, function) {
            return (known, None);
        }
        let last = self
            .bindings()
            .filter(|binding| binding.kind() == BindingKind::Import)
            .filter_map(|binding| {
                let name = Expr {
                    program: self,
                    node: binding.data().declared.node,
                };
                // What is imported in a function or a branch is known only there.
                self.top_statement(name.node)
                    .filter(|top| name.statement() == Some(*top))
            })
            .map(|statement| self.source().line_start(statement.start_byte()))
            .filter(|&start| start < before)
            .max();
        let line = format!(
            "import {package}{}",
            self.source().style().line_ending.as_str()
        );
        (
            format!("{package}.{function}"),
            Some(Edit::insert(last.unwrap_or(0), line)),
        )
    }

    /// The calls of `pulumi.export`, wherever they stand.
    fn export_calls(&self) -> Vec<Export> {
        let mut found: Vec<Export> = Vec::new();
        for &node in &self.scopes.calls {
            let expr = Expr {
                program: self,
                node,
            };
            let Value::Call(call) = expr.value() else {
                continue;
            };
            let is_export = call
                .callee
                .symbol()
                .is_some_and(|symbol| symbol.is("pulumi", "export"));
            let Some(statement) = self.top_statement(node).filter(|_| is_export) else {
                continue;
            };
            let name = match call.arguments.first().map(|name| name.resolved().value()) {
                Some(Value::String(name)) => Some(name),
                _ => None,
            };
            let alone = expr.placement().statement == Some(statement.byte_range().into())
                && expr.placement().bound == super::placement::Bound::Bare;
            found.push(Export {
                statement: statement.byte_range().into(),
                form: match alone {
                    true => ExportForm::Named,
                    false => ExportForm::Inside,
                },
                names: name.into_iter().collect(),
            });
        }
        found
    }

    /// The statement of the top level that `node` is in.
    fn top_statement<'p>(&'p self, node: Node<'p>) -> Option<Node<'p>> {
        let ancestors = self.ancestors(node);
        match ancestors.len() {
            0 => None,
            1 => Some(node),
            length => Some(ancestors[length - 2]),
        }
    }
}

impl<'p> Expr<'p> {
    /// Binds it to a name where it is a statement of its own, `void` or not; a call that is then too long for its line is laid out anew.
    pub fn bind(self, name: &str) -> Option<Edit> {
        let program = self.program;
        let source = program.source();
        let lead = self.bare_lead()?;
        let start = lead.start;
        let head = match program.language() {
            Language::TypeScript => format!("const {name} = "),
            Language::Python => format!("{name} = "),
        };
        if lead.end > start || self.node.start_byte() > start {
            return Some(Edit::replace(lead, head));
        }
        let line_end = source.line_end(start);
        let before = program.columns(&source.text()[source.line_start(start)..start]);
        let length = source.text()[start..line_end].chars().count();
        let was_short = before + length <= program.width();
        let is_short = before + head.chars().count() + length <= program.width();
        if !was_short || is_short || line_end < self.node.end_byte() {
            return Some(Edit::insert(start, head));
        }
        let column = before + head.chars().count();
        let call = program.call(self.node)?;
        let container = program.dialect.container(self.node);
        let mut cursor = container.walk();
        let arguments: Vec<Expr<'p>> = container
            .named_children(&mut cursor)
            .map(|node| self.sibling(node))
            .collect();
        let is_plain = arguments
            .iter()
            .all(|argument| !program.dialect.is_comment(argument.node));
        if !is_plain {
            return Some(Edit::insert(start, head));
        }
        let class = Code::Verbatim(program.text(call.callee).to_owned());
        let code = |argument: &Expr<'p>| argument.code();
        // As prettier does: a last object alone hugs the brackets.
        let objects = arguments
            .iter()
            .filter(|argument| matches!(argument.value(), Value::Object(_)))
            .count();
        let indentation = source.indentation(start);
        if program.language() == Language::TypeScript
            && objects == 1
            && let [most @ .., last] = arguments.as_slice()
            && let Value::Object(record) = last.value()
        {
            let line_ending = source.style().line_ending.as_str();
            let inner = format!("{indentation}{}", source.style().indent_unit(2));
            let entries: Vec<String> = record
                .entries()
                .iter()
                .map(|entry| format!("{inner}{}", program.text_of(entry.span())))
                .collect();
            let most: String = most
                .iter()
                .map(|argument| format!("{}, ", argument.text()))
                .collect();
            let comma = match source.style().trailing_commas {
                TrailingCommas::Always => ",",
                TrailingCommas::Never => "",
            };
            let separator = format!(",{line_ending}");
            return Some(Edit::replace(
                self.span(),
                format!(
                    "{head}new {}({most}{{{line_ending}{}{comma}{line_ending}{indentation}}})",
                    program.text(call.callee),
                    entries.join(&separator)
                ),
            ));
        }
        let arguments = arguments.iter().map(code);
        let laid_out = program.print(&class.construct(arguments), indentation, column);
        Some(Edit::replace(self.span(), format!("{head}{laid_out}")))
    }

    /// The statement of the top level that it stands in.
    pub fn top_level_statement(self) -> Option<Span> {
        let statement = self.program.top_statement(self.node)?;
        Some(statement.byte_range().into())
    }
}

impl<'p> Binding<'p> {
    /// Whether its value, or anything that is made of it, may be exported. What stands in one statement of the top level
    /// with it is taken to be made of it.
    pub fn may_be_exported(self) -> bool {
        let program = self.program;
        let exports = program.exports();
        let is_export = |span: Span| exports.iter().any(|export| export.statement.contains(span));
        let own = program
            .top_statement(self.data().declared.node)
            .map(|statement| Span::from(statement.byte_range()));
        let mut seen: Vec<BindingId> = vec![self.id];
        let mut waiting = vec![self];
        while let Some(binding) = waiting.pop() {
            if binding.visibility() == Visibility::Exported {
                return true;
            }
            for &index in &binding.data().uses {
                let node = program.scopes.uses[index].node;
                let Some(statement) = program.top_statement(node) else {
                    continue;
                };
                let span = Span::from(statement.byte_range());
                if is_export(span) {
                    return true;
                }
                if Some(span) == own {
                    continue;
                }
                let mut touched: Vec<Binding<'p>> = program
                    .bindings()
                    .filter(|other| span.contains(other.span()))
                    .collect();
                let declares = touched
                    .iter()
                    .any(|other| program.scopes.is_module_level(other.id));
                if !declares {
                    // Nothing is declared at the top level: what is used beside it may be given it, as in `outputs.url = stack.url`.
                    let beside = program
                        .scopes
                        .uses_within(statement)
                        .filter_map(|index| program.scopes.uses[index].binding)
                        .map(|id| Binding { program, id })
                        .filter(|other| {
                            matches!(other.kind(), BindingKind::Value | BindingKind::Variable)
                        });
                    touched.extend(beside);
                }
                for other in touched {
                    if !seen.contains(&other.id) {
                        seen.push(other.id);
                        waiting.push(other);
                    }
                }
            }
        }
        false
    }
}

impl<'p> Binding<'p> {
    /// Whether a member of it is part of what something else is constructed with, as far as names tell: classes begin
    /// with a capital letter.
    pub fn feeds_construction(self) -> bool {
        self.uses().any(|usage| {
            usage.parent_member().is_some()
                && self
                    .program
                    .ancestors(usage.node)
                    .into_iter()
                    .filter_map(|ancestor| self.program.dialect.callee(ancestor))
                    .filter(|&(_, constructs)| constructs == Constructs::Yes)
                    .any(|(callee, _)| {
                        let callee = self.program.text(callee);
                        let name = callee.rsplit('.').next().unwrap_or(callee);
                        name.starts_with(|first: char| first.is_ascii_uppercase())
                    })
        })
    }
}

/// Whether nothing but a comment stands between the end of a statement and the end of its line.
fn is_line_end(text: &str, line_end: &usize, end: usize) -> bool {
    let rest = text[end..*line_end].trim_start_matches(';').trim_start();
    rest.is_empty() || rest.starts_with("//") || rest.starts_with('#')
}

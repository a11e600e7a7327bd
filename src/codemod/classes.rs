//! Following a name to a class or a type of the program, in whichever file that is.

use super::Context;
use crate::iac::{
    Class, ClassName, Exported, Expr, Fields, ImportedName, Parameter, Program, Symbol,
};
use crate::syntax::Language;

/// Longer chains of imports and base classes than this are not followed.
const MAX_STEPS: usize = 12;

/// What a name that should be a class leads to.
#[derive(Debug)]
pub enum Followed<'c, 'p> {
    /// A class of the program.
    Class(&'c Class<'p>),
    /// What a Pulumi package exports.
    Package(&'c Symbol),
}

impl Context<'_> {
    /// What `visit` makes of the class that `class` leads to, seen from `program`, in this file or in another one of the
    /// project. `None` where it leads nowhere, or `visit` says so.
    pub fn follow_class<T>(
        &self,
        program: &Program<'_>,
        class: &ClassName<'_>,
        visit: &mut dyn FnMut(Followed<'_, '_>) -> Option<T>,
    ) -> Option<T> {
        self.follow(program, class, MAX_STEPS, visit)
    }

    /// Whether the class that `class` names is a component: one of its first base classes is `pulumi.ComponentResource`.
    pub fn is_component(&self, class: Expr<'_>) -> bool {
        self.is_component_within(class, MAX_STEPS)
    }

    /// What `visit` makes of the file that a name is imported from, and of what it is called there, as often as needed
    /// until it answers: a file may export what it imports itself.
    pub fn follow_import<T>(
        &self,
        from: &Program<'_>,
        name: ImportedName,
        visit: &mut dyn FnMut(&Program<'_>, &str) -> Option<T>,
    ) -> Option<T> {
        self.follow_import_within(from, name, MAX_STEPS, visit)
    }

    /// The fields of a type that `program` names, in whichever file it is; none where the type is not written down, or is a
    /// class.
    pub fn fields_of(&self, program: &Program<'_>, fields: &Fields) -> Vec<Parameter> {
        self.fields_within(program, fields, MAX_STEPS)
            .unwrap_or_default()
    }

    fn fields_within(
        &self,
        program: &Program<'_>,
        fields: &Fields,
        steps: usize,
    ) -> Option<Vec<Parameter>> {
        let steps = steps.checked_sub(1)?;
        match fields {
            Fields::Unknown => None,
            Fields::Written(fields) => Some(fields.clone()),
            Fields::Named(name) => {
                let (mut all, of) = program.fields_of(name)?;
                for base in &of {
                    all.extend(self.fields_within(program, base, steps).unwrap_or_default());
                }
                Some(all)
            }
            Fields::Imported(name) => {
                self.follow_import(program, name.clone(), &mut |program, name| {
                    self.fields_within(program, &Fields::Named(name.to_owned()), steps)
                })
            }
        }
    }

    fn is_component_within(&self, class: Expr<'_>, steps: usize) -> bool {
        let (Some(steps), Some(name)) = (steps.checked_sub(1), class.named_class()) else {
            return false;
        };
        let key = match &name {
            ClassName::Imported(name) => {
                Some((class.program().source().path().to_owned(), name.clone()))
            }
            ClassName::Here(_) | ClassName::Package(_) => None,
        };
        let components = &self.memory.components;
        let known = key
            .as_ref()
            .and_then(|key| components.borrow().get(key).copied());
        if let Some(known) = known {
            return known;
        }
        let found = self.follow(class.program(), &name, steps, &mut |found| match found {
            Followed::Package(symbol) => Some(symbol.is("pulumi", "ComponentResource")),
            Followed::Class(class) => {
                let base = class.bases().first().copied()?;
                Some(self.is_component_within(base, steps))
            }
        });
        let is_component = found == Some(true);
        if let Some(key) = key {
            components.borrow_mut().insert(key, is_component);
        }
        is_component
    }

    fn follow<T>(
        &self,
        program: &Program<'_>,
        class: &ClassName<'_>,
        steps: usize,
        visit: &mut dyn FnMut(Followed<'_, '_>) -> Option<T>,
    ) -> Option<T> {
        let steps = steps.checked_sub(1)?;
        match class {
            ClassName::Package(symbol) => visit(Followed::Package(symbol)),
            ClassName::Here(class) => visit(Followed::Class(class)),
            ClassName::Imported(name) => {
                self.follow_import_within(program, name.clone(), steps, &mut |program, name| {
                    program
                        .exported(name)
                        .iter()
                        .find_map(|exported| match exported {
                            Exported::Class(class) => self.follow(program, class, steps, visit),
                            Exported::From(_) => None,
                        })
                })
            }
        }
    }

    fn follow_import_within<T>(
        &self,
        from: &Program<'_>,
        name: ImportedName,
        steps: usize,
        visit: &mut dyn FnMut(&Program<'_>, &str) -> Option<T>,
    ) -> Option<T> {
        let steps = steps.checked_sub(1)?;
        let (module, name) = split(from.language(), name)?;
        let path = self.module_file(from, &module, Some(&name))?;
        let document = self.project().document(&path)?;
        let program = Program::new(&document);
        if let Some(found) = visit(&program, &name) {
            return Some(found);
        }
        let exported = program.exported(&name).into_iter();
        let mut further = exported.filter_map(|exported| match exported {
            Exported::From(name) => Some(name),
            Exported::Class(_) => None,
        });
        further.find_map(|name| self.follow_import_within(&program, name, steps, visit))
    }
}

/// The module that the last name of an import is taken of, and that name.
fn split(language: Language, name: ImportedName) -> Option<(String, String)> {
    let ImportedName { mut module, path } = name;
    match (language, path.as_slice()) {
        (Language::TypeScript, []) => Some((module, "default".to_owned())),
        (Language::TypeScript, [name]) => Some((module, name.clone())),
        // A namespace of a namespace is rare, and another file still.
        (Language::TypeScript, _) => None,
        (Language::Python, [modules @ .., name]) => {
            for inner in modules {
                if !module.ends_with('.') {
                    module.push('.');
                }
                module.push_str(inner);
            }
            Some((module, name.clone()))
        }
        (Language::Python, []) => None,
    }
}

//! Calls of what a package exports, resources or not, and how to call what stands beside it there.

use super::code::Code;
use super::dialect::Shape;
use super::expr::{Expr, Value};
use super::program::Program;
use crate::fix::Edit;

/// How a file can name a class of a package.
#[derive(Clone, Debug)]
pub struct Packaged<'p> {
    /// The class.
    pub code: Code,
    /// What has to be inserted or changed for that.
    pub edits: Vec<Edit>,
    /// What of the call that names its sibling stays written: see [`Removal::keeping`](super::Removal::keeping).
    pub kept: Option<Expr<'p>>,
}

impl<'d> Program<'d> {
    /// Every call of `class`, in whichever module of the package it is exported, in order of place.
    pub fn calls_of<'p>(&'p self, package: &str, class: &str) -> Vec<Expr<'p>> {
        let calls = self.calls_that_construct();
        calls.filter(|call| call.calls(package, class)).collect()
    }
}

impl<'p> Expr<'p> {
    /// Whether it is a call of `class`, in whichever module of the package that is exported.
    pub fn calls(self, package: &str, class: &str) -> bool {
        let Value::Call(call) = self.value() else {
            return false;
        };
        let symbol = call.callee.symbol();
        symbol.is_some_and(|symbol| {
            symbol.package == package && symbol.path.last().is_some_and(|name| name == class)
        })
    }

    /// Another class of the module that the class is of which this calls, in place of this call. `None` where the file names
    /// the class in a way that leads to no other.
    pub fn beside_class(self, class: &str) -> Option<Packaged<'p>> {
        let Value::Call(call) = self.value() else {
            return None;
        };
        let callee = call.callee.bare();
        if let Shape::Member(module, _) = callee.shape() {
            let module = callee.sibling(module);
            return Some(Packaged {
                code: Code::Verbatim(format!("{}.{class}", module.text())),
                edits: Vec::new(),
                kept: Some(module),
            });
        }
        let program = self.program;
        let binding = callee.binding()?;
        let mut wanted = binding.symbol()?;
        *wanted.path.last_mut()? = class.to_owned();
        let mut known = program.bindings();
        if let Some(known) = known.find(|known| known.symbol().as_ref() == Some(&wanted)) {
            return Some(Packaged {
                code: Code::name(known.name()),
                edits: Vec::new(),
                kept: None,
            });
        }
        // A name that means something else already would be shadowed.
        if program.free_name(class) != class {
            return None;
        }
        let name = binding.data().declared.node;
        let import = program.dialect.import_at(name, &program.ancestors(name))?;
        // Nothing else needs the name: the other one takes its place.
        let is_alone =
            binding.data().uses.len() == 1 && binding.name() == program.text(import.item);
        let edit = match is_alone {
            true => Edit::replace(import.item.byte_range().into(), class),
            false => program.add_to_import(&import, class),
        };
        Some(Packaged {
            code: Code::name(class),
            edits: vec![edit],
            kept: is_alone.then_some(callee),
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::fix::Edits;
    use crate::iac::Program;
    use crate::source::Source;
    use crate::syntax::{Document, Grammar};

    /// How the first archive of a file is called as one of files, and the first line with what that takes.
    fn beside(path: &str, text: &str) -> Option<(String, String)> {
        let grammar = Grammar::of(path.as_ref()).expect("a known extension");
        let document = Document::parse(Source::new(path, text), grammar).expect("it can be parsed");
        let program = Program::new(&document);
        let calls = program.calls_of("pulumi", "AssetArchive");
        let found = calls.first()?.beside_class("FileArchive")?;
        let after = Edits::new(found.edits).ok()?.apply(text).ok()?;
        let first = after.lines().next()?.to_owned();
        Some((program.print(&found.code, "", 0), first))
    }

    #[test]
    fn a_class_is_named_as_the_one_beside_it_is() {
        let some = |code: &str, first: &str| Some((code.to_owned(), first.to_owned()));
        let ts = |text: &str| beside("index.ts", text);
        let whole = "import * as pulumi from '@pulumi/pulumi';";
        assert_eq!(
            ts(&format!("{whole}\nnew pulumi.asset.AssetArchive({{}});")),
            some("pulumi.asset.FileArchive", whole)
        );
        let named = "import { AssetArchive, StringAsset } from '@pulumi/pulumi/asset';";
        assert_eq!(
            ts(&format!("{named}\nnew AssetArchive({{}});")),
            some("FileArchive", &named.replace("AssetArchive", "FileArchive"))
        );
        let both = named.replace("AssetArchive", "AssetArchive, FileArchive");
        assert_eq!(
            ts(&format!(
                "{named}\nnew AssetArchive({{}});\nnew AssetArchive({{}});"
            )),
            some("FileArchive", &both)
        );
        assert_eq!(
            ts(&format!("{both}\nnew AssetArchive({{}});")),
            some("FileArchive", &both)
        );
        assert_eq!(
            ts(&format!(
                "{named}\nnew AssetArchive({{}});\nclass FileArchive {{}}"
            )),
            None
        );
        assert_eq!(
            ts("import { AssetArchive } from './own';\nnew AssetArchive({});"),
            None
        );
        assert_eq!(
            beside(
                "a.py",
                "from pulumi import AssetArchive as Archive\nArchive({})\n"
            ),
            some(
                "FileArchive",
                "from pulumi import AssetArchive as Archive, FileArchive"
            )
        );
        assert_eq!(
            beside("a.py", "import pulumi\npulumi.AssetArchive({})\n"),
            some("pulumi.FileArchive", "import pulumi")
        );
    }
}

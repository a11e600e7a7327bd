//! The language-neutral model of a program: resources, properties, values, bindings, and edits of them.
//!
//! Only `typescript` and `python` name node kinds; what they answer is asked through `dialect`. Knows no codemod.

mod applied;
mod bind;
mod binding;
mod changes;
mod class;
mod code;
mod comments;
mod declare;
mod dialect;
mod edit;
mod elements;
mod export;
mod expr;
mod follow;
mod imports;
mod layout;
mod lookup;
mod names;
mod neutral;
mod nodes;
mod options;
mod order;
mod outline;
mod package;
mod placement;
mod program;
mod python;
mod reach;
mod record;
mod references;
mod relayout;
mod removal;
mod resource;
mod scope;
mod statement;
#[cfg(test)]
mod tests;
mod traverse;
mod typescript;
mod width;

pub use applied::Applied;
pub use binding::{Binding, Consumer, Visibility};
pub use class::{Access, Class, ClassName, Given, ImportedName, Member, TypeName};
pub use code::Code;
pub use comments::Comments;
pub use declare::{NewOptions, NewResource};
pub use export::{Export, ExportForm, Exported};
pub use expr::{Call, Element, Expr, Number, Value};
pub use follow::{Alternatives, Contribution, Contributions, Patch, Unknown};
pub use names::{PROVIDER_NEEDLES, Symbol, camel_case};
pub use neutral::{Field, Item};
pub use options::ListOption;
pub use order::ForEach;
pub use placement::{Bound, Placement, Repeated};
pub use program::{Program, construction_pattern};
pub use record::{Entry, Key, Record};
pub use references::{Elsewhere, References};
pub use removal::{Import, ImportedAs, NotRemovable, Removal, Removed};
pub use resource::{Presence, Property, Resource};
pub use scope::BindingKind;
pub use statement::Statement;

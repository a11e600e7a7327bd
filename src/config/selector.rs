//! How users name one codemod or several.

use super::{ConfigError, LIST_SHOWS_ALL, unknown};
use crate::codemod::{Codemod, Group};

/// What stands for every codemod, whatever its group.
pub const ALL: &str = "all";

/// One or several codemods, as a user names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Selector {
    /// Every codemod.
    All,
    Codemod(&'static str),
    Group(Group),
}

impl Selector {
    /// What `name` names.
    ///
    /// # Errors
    /// [`ConfigError`] for what is no id and no group.
    pub fn of(registry: &[&'static Codemod], name: &str) -> Result<Self, ConfigError> {
        if name == ALL {
            return Ok(Selector::All);
        }
        if let Some(group) = Group::of(name) {
            return Ok(Selector::Group(group));
        }
        let ids = || registry.iter().map(|codemod| codemod.id);
        let id = ids().find(|id| *id == name).map(Selector::Codemod);
        id.ok_or_else(|| {
            let groups = Group::ALL.map(Group::name);
            let known: Vec<&str> = ids().chain(groups).chain([ALL]).collect();
            unknown("codemod or group", name, &known, Some(LIST_SHOWS_ALL))
        })
    }

    /// Whether it names `codemod`.
    pub fn names(self, codemod: &Codemod) -> bool {
        match self {
            Selector::All => true,
            Selector::Codemod(id) => codemod.id == id,
            Selector::Group(group) => codemod.group == group,
        }
    }
}

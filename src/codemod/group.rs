use std::fmt;

/// What kind of defect a codemod is about, which also says whether it runs unless asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// The deploy, or a compiler before it, rejects the program.
    Deploy,
    /// The provider warns of it, and a later version rejects it.
    Deprecated,
    /// It deploys, and is not as it should be: names, tags, outputs, what linters say.
    Hygiene,
    /// Security, cost and structure: changes that a team opts into.
    Policy,
}

impl Group {
    /// Every group, in the order in which they are shown.
    pub const ALL: [Group; 4] = [
        Group::Deploy,
        Group::Deprecated,
        Group::Hygiene,
        Group::Policy,
    ];

    /// As it is written where codemods are selected. No codemod has such an id.
    pub fn name(self) -> &'static str {
        match self {
            Group::Deploy => "deploy",
            Group::Deprecated => "deprecated",
            Group::Hygiene => "hygiene",
            Group::Policy => "policy",
        }
    }

    /// The group called `name`.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.name() == name)
    }

    /// What its codemods are about, in a few words.
    pub fn summary(self) -> &'static str {
        match self {
            Group::Deploy => "what a deploy, or a compiler before it, rejects",
            Group::Deprecated => "what a later version of the provider rejects",
            Group::Hygiene => "names, tags, outputs, and what linters say",
            Group::Policy => "security, cost and structure, for teams that opt in",
        }
    }

    /// Whether its codemods run where nothing is selected.
    pub fn runs_by_default(self) -> bool {
        self != Group::Policy
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

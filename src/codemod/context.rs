use std::any::Any;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use super::program_files::{program_files, resolve};
use super::{Codemod, Settings};
use crate::iac::{ImportedName, Program, Resource};
use crate::project::{LineEndingRule, Package, Project, ProviderVersion, VersionUnknown};
use crate::source::{Source, Span};
use crate::syntax::{Document, QueryMatch};

/// What a codemod sees of a file that was parsed.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    program: &'a Program<'a>,
    project: &'a Project<'a>,
    codemod: &'static Codemod,
    user: UserSettings<'a>,
    pub(super) memory: &'a Memory,
}

/// What was found out, by codemod and question.
type Answers = BTreeMap<(&'static str, String), Box<dyn Any>>;

/// What codemods found out about one file and need not find out again.
#[derive(Default)]
pub struct Memory {
    answers: RefCell<Answers>,
    /// Whether the classes that files import are components, by the file that imports them. Every codemod about components
    /// asks that of each construction, and it takes building the model of another file.
    pub(super) components: RefCell<BTreeMap<(PathBuf, ImportedName), bool>>,
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memory").finish_non_exhaustive()
    }
}

/// What the user set that concerns one codemod and one file.
#[derive(Clone, Copy, Debug)]
pub struct UserSettings<'a> {
    /// What is set for the codemod.
    pub settings: &'a Settings,
    /// The major versions of providers that are set, by `Package::key`.
    pub provider_majors: &'a BTreeMap<String, u32>,
    /// The lines of the file on which the user does not want to hear from the codemod.
    pub suppressed: &'a [Span],
}

/// What a codemod sees of a file that was not parsed.
#[derive(Clone, Copy, Debug)]
pub struct TextContext<'a> {
    source: &'a Source,
    project: &'a Project<'a>,
}

/// One match of a codemod's query.
#[derive(Clone, Debug)]
pub struct Match<'a> {
    captures: QueryMatch<'a>,
}

impl<'a> Context<'a> {
    /// A context for one codemod and one file.
    pub fn new(
        program: &'a Program<'a>,
        project: &'a Project<'a>,
        codemod: &'static Codemod,
        user: UserSettings<'a>,
        memory: &'a Memory,
    ) -> Self {
        Self {
            program,
            project,
            codemod,
            user,
            memory,
        }
    }

    /// What `find_out` says about the file as a whole, asked once for all matches of the codemod. Each question has answers
    /// of one type.
    pub fn once<T: Clone + 'static>(&self, what: &str, find_out: impl FnOnce() -> T) -> T {
        let key = (self.codemod.id, what.to_owned());
        if let Some(known) = self.memory.answers.borrow().get(&key)
            && let Some(known) = known.downcast_ref::<T>()
        {
            return known.clone();
        }
        let found = find_out();
        let mut answers = self.memory.answers.borrow_mut();
        answers.insert(key, Box::new(found.clone()));
        found
    }

    /// The resource model of the file.
    pub fn program(&self) -> &'a Program<'a> {
        self.program
    }

    /// The file's text.
    pub fn source(&self) -> &'a Source {
        self.program.source()
    }

    /// The manifests and files around it.
    pub fn project(&self) -> &'a Project<'a> {
        self.project
    }

    /// The version of a provider that the file's program gets.
    ///
    /// # Errors
    /// [`VersionUnknown`] says why it is not known; a fix that depends on it is then only shown.
    pub fn provider(&self, package: Package) -> Result<ProviderVersion, VersionUnknown> {
        match self.user.provider_majors.get(package.key) {
            Some(&major) => Ok(ProviderVersion::overridden(
                package,
                self.program.language(),
                major,
            )),
            None => self
                .project
                .provider_or_reason(self.source().path(), package),
        }
    }

    /// The files of the Pulumi program that the file belongs to, itself included, by path; none where the program's
    /// entry does not lead to it. They are read as they are on the disk.
    pub fn program_files(&self) -> BTreeMap<PathBuf, Arc<Document>> {
        program_files(self.project, self.source().path())
    }

    /// The file that `from` imports the module from, as the import names it: `./lib/stack`, `lib.stack`; with a name of
    /// the module, which may be a file in Python. `None` for packages.
    pub fn module_file(
        &self,
        from: &Program<'_>,
        module: &str,
        name: Option<&str>,
    ) -> Option<PathBuf> {
        let path = from.source().path();
        resolve(self.project, path, from.language(), module, name)
    }

    /// The resource that the match's `@resource` constructs; `None` where it is not one of a provider.
    pub fn resource(&self, matched: &Match<'a>) -> Option<Resource<'a>> {
        self.program
            .resource_at(matched.captures.capture("resource")?)
    }

    /// The whole number that the user set for `key`, else its default.
    pub fn integer(&self, key: &str) -> i64 {
        self.user.settings.integer(self.codemod, key)
    }

    /// The word or text that the user set for `key`, else its default.
    pub fn text(&self, key: &str) -> &'a str {
        self.user.settings.text(self.codemod, key)
    }

    /// The texts that the user set for `key`, else none.
    pub fn texts(&self, key: &str) -> &'a [String] {
        self.user.settings.texts(key)
    }

    /// Whether the user suppressed this codemod where `span` starts. A fix must not take along what is suppressed.
    pub fn is_suppressed(&self, span: Span) -> bool {
        self.user
            .suppressed
            .iter()
            .any(|line| line.start <= span.start && span.start <= line.end)
    }
}

impl<'a> Match<'a> {
    /// A match with the given captures.
    pub fn new(captures: QueryMatch<'a>) -> Self {
        Self { captures }
    }
}

impl<'a> TextContext<'a> {
    /// A context for one file.
    pub fn new(source: &'a Source, project: &'a Project<'a>) -> Self {
        Self { source, project }
    }

    /// The file's text.
    pub fn source(&self) -> &'a Source {
        self.source
    }

    /// What the repository says about the file's line endings.
    pub fn line_ending_rule(&self) -> LineEndingRule {
        self.project.line_ending_rule(self.source.path())
    }
}

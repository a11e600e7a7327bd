//! The queries of the codemods: read when the first file needs them, shared, and dispatched by type of resource.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::codemod::{Codemod, Rewrite};
use crate::iac::{Program, construction_pattern};
use crate::syntax::{Language, Pattern, PatternError, Predicate, PredicateArgument, QueryMatch};

/// The patterns of a selection of codemods, by language.
#[derive(Debug)]
pub(super) struct Patterns {
    codemods: Vec<&'static Codemod>,
    languages: Vec<(Language, OnceLock<Slots>)>,
}

/// The patterns of one language, or what is wrong with one of them.
type Slots = Result<Vec<Slot>, PatternError>;

/// A pattern and the codemods that share it.
#[derive(Debug)]
pub(super) struct Slot {
    pattern: Pattern,
    users: Vec<User>,
    kind: Kind,
}

/// A codemod that a pattern was written for.
#[derive(Debug)]
struct User {
    codemod: usize,
    /// What must hold for it besides.
    predicates: Vec<Predicate>,
}

/// How the matches of a pattern are found.
#[derive(Debug)]
enum Kind {
    /// The model answers it: the pattern is the construction of a resource, and asks for nothing but certain types. For
    /// each type, users by index.
    Construction(HashMap<String, Vec<usize>>),
    /// The query is compiled and asked.
    Query,
}

impl Patterns {
    /// The patterns of `codemods`; none of them is looked at yet.
    pub(super) fn new(codemods: &[&'static Codemod]) -> Self {
        let mut languages: Vec<(Language, _)> = Vec::new();
        for codemod in codemods {
            for &(language, _) in queries(codemod) {
                if languages.iter().all(|(known, _)| *known != language) {
                    languages.push((language, OnceLock::new()));
                }
            }
        }
        Self {
            codemods: codemods.to_vec(),
            languages,
        }
    }

    /// The patterns for files of `language`.
    ///
    /// # Errors
    /// [`PatternError`] where a codemod's `.scm` has unbalanced brackets.
    pub(super) fn of(&self, language: Language) -> Result<&[Slot], PatternError> {
        let found = self.languages.iter().find(|(known, _)| *known == language);
        let Some((_, slots)) = found else {
            return Ok(&[]);
        };
        let slots = slots.get_or_init(|| self.read(language));
        slots.as_deref().map_err(Clone::clone)
    }

    fn read(&self, language: Language) -> Slots {
        let mut shared: Vec<(Pattern, Vec<User>)> = Vec::new();
        for (codemod, entry) in self.codemods.iter().enumerate() {
            let own = queries(entry).iter().filter(|(of, _)| *of == language);
            for (_, scm) in own {
                for pattern in Pattern::split(scm)? {
                    let user = User {
                        codemod,
                        predicates: pattern.predicates().to_vec(),
                    };
                    let known = shared
                        .iter_mut()
                        .find(|(known, _)| known.text() == pattern.text());
                    match known {
                        Some((_, users)) => users.push(user),
                        None => shared.push((pattern, vec![user])),
                    }
                }
            }
        }
        let slots = shared
            .into_iter()
            .map(|(pattern, users)| Slot::new(language, pattern, users));
        Ok(slots.collect())
    }
}

impl Slot {
    fn new(language: Language, pattern: Pattern, users: Vec<User>) -> Self {
        let is_construction = pattern.text() == construction_pattern(language);
        let kind = match types_of_all(&users) {
            Some(types) if is_construction => Kind::Construction(types),
            _ => Kind::Query,
        };
        Self {
            pattern,
            users,
            kind,
        }
    }

    /// Whether one of `codemods` uses it.
    pub(super) fn serves(&self, codemods: &[usize]) -> bool {
        let mut users = self.users.iter();
        users.any(|user| codemods.contains(&user.codemod))
    }

    /// The places that matter to `codemods`, in order, each with those codemods for which everything holds.
    ///
    /// # Errors
    /// [`PatternError`] where the pattern is not a query of the file's grammar.
    pub(super) fn matches<'p>(
        &self,
        program: &'p Program<'p>,
        codemods: &[usize],
    ) -> Result<Vec<(QueryMatch<'p>, Vec<usize>)>, PatternError> {
        let is_wanted = |user: &&User| codemods.contains(&user.codemod);
        match &self.kind {
            Kind::Construction(types) => {
                let users = |token: &str| {
                    let users = types.get(token).into_iter().flatten();
                    let wanted = users.map(|&at| &self.users[at]).filter(is_wanted);
                    wanted.map(|user| user.codemod).collect::<Vec<_>>()
                };
                let mut dispatch: HashMap<&str, Vec<usize>> = types
                    .keys()
                    .map(|token| (token.as_str(), users(token)))
                    .collect();
                dispatch.retain(|_, users| !users.is_empty());
                let tokens: Vec<&str> = dispatch.keys().copied().collect();
                let found = program.constructions(&tokens).into_iter();
                let found = found.filter_map(|(token, node)| {
                    let users = dispatch.get(token)?;
                    Some((program.construction_match(node)?, users.clone()))
                });
                Ok(found.collect())
            }
            Kind::Query => {
                let found = self.pattern.matches(program.document())?.into_iter();
                let found = found.filter_map(|captures| {
                    let holds = |user: &&User| {
                        let mut predicates = user.predicates.iter();
                        predicates.all(|predicate| holds(program, predicate, &captures))
                    };
                    let users = self.users.iter().filter(is_wanted).filter(holds);
                    let users: Vec<usize> = users.map(|user| user.codemod).collect();
                    (!users.is_empty()).then_some((captures, users))
                });
                Ok(found.collect())
            }
        }
    }
}

fn queries(codemod: &Codemod) -> &'static [(Language, &'static str)] {
    match codemod.rewrite {
        Rewrite::Matches { queries, .. } => queries,
        Rewrite::Files { .. } | Rewrite::Entries { .. } | Rewrite::Text(_) => &[],
    }
}

/// For each type that `(#resource? @resource.type …)` allows, the users that ask for it; `None` where a user asks for
/// anything else, or for nothing.
fn types_of_all(users: &[User]) -> Option<HashMap<String, Vec<usize>>> {
    let mut types: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, user) in users.iter().enumerate() {
        let [predicate] = user.predicates.as_slice() else {
            return None;
        };
        let [PredicateArgument::Capture(capture), tokens @ ..] = predicate.arguments.as_slice()
        else {
            return None;
        };
        if predicate.name != RESOURCE || capture != "resource.type" {
            return None;
        }
        for token in tokens {
            let PredicateArgument::Text(token) = token else {
                return None;
            };
            types.entry(token.clone()).or_default().push(at);
        }
    }
    Some(types)
}

/// The predicate that asks which resource an expression names.
const RESOURCE: &str = "resource?";

fn holds(program: &Program<'_>, predicate: &Predicate, captures: &QueryMatch<'_>) -> bool {
    let [PredicateArgument::Capture(capture), tokens @ ..] = predicate.arguments.as_slice() else {
        return false;
    };
    let Some(node) = captures.capture(capture) else {
        return false;
    };
    match predicate.name.as_str() {
        RESOURCE => program.resource_type(node).is_some_and(|token| {
            tokens
                .iter()
                .any(|wanted| *wanted == PredicateArgument::Text(token.clone()))
        }),
        _ => false,
    }
}

//! Where the new resources are declared, and what they call the bucket.

use iacfix::codemod::Context;
use iacfix::fix::Edit;
use iacfix::iac::{Bound, Code, Resource, Statement};
use iacfix::source::Span;
use iacfix::syntax::Language;

/// Where new resources can be declared.
pub(super) struct Place {
    /// What the bucket is called behind its statement.
    pub(super) bucket: Code,
    /// What names of what belongs to the bucket start with.
    pub(super) base: String,
    /// What gives the bucket a name, where it has none.
    pub(super) edits: Vec<Edit>,
    /// The names that are new.
    pub(super) introduces: Vec<String>,
    /// What comes behind the new resources.
    pub(super) tail: Vec<Statement>,
}

impl Place {
    /// The place behind the bucket's statement.
    ///
    /// # Errors
    /// Why no statement can be placed there.
    pub(super) fn behind(ctx: &Context<'_>, bucket: &Resource<'_>) -> Result<Self, &'static str> {
        let placement = bucket.placement();
        let statement = placement
            .statement
            .ok_or("no statement holds the bucket; declare it in one first")?;
        let source = ctx.source();
        let before = &source.text()[source.line_start(statement.start)..statement.start];
        if !bucket.runs_with_statement() || !before.trim().is_empty() {
            return Err("no statement can be placed behind the bucket; give it one of its own");
        }
        let known = |name: String, base: String| Place {
            bucket: Code::Name(name),
            base,
            edits: Vec::new(),
            introduces: Vec::new(),
            tail: Vec::new(),
        };
        let free = || ctx.program().free_name("bucket");
        match placement.bound {
            Bound::Name(binding) => Ok(known(binding.name().to_owned(), binding.name().to_owned())),
            Bound::Member(member) => {
                let base = member.member().map(|(_, name)| name).unwrap_or_default();
                Ok(known(member.text().to_owned(), base))
            }
            Bound::Bare => {
                let name = free();
                let bound = bucket.bind(&name);
                Ok(Place {
                    edits: vec![
                        bound.ok_or("the bucket shares its statement with something else")?,
                    ],
                    introduces: vec![name.clone()],
                    ..known(name.clone(), name)
                })
            }
            Bound::Returned => {
                let lead = Span::new(statement.start, bucket.span().start);
                if source.slice(lead).trim() != "return" {
                    return Err("the bucket is returned as a part of something else");
                }
                let name = free();
                let start = match ctx.program().language() {
                    Language::TypeScript => format!("const {name} = "),
                    Language::Python => format!("{name} = "),
                };
                Ok(Place {
                    edits: vec![Edit::replace(lead, start)],
                    introduces: vec![name.clone()],
                    tail: vec![Statement::Return(Code::name(name.clone()))],
                    ..known(name.clone(), name)
                })
            }
            _ => Err("nothing names the bucket here; bind it to a name first"),
        }
    }

    /// A free name for something that belongs to the bucket.
    pub(super) fn name_of(&self, ctx: &Context<'_>, word: &str) -> String {
        let name = match ctx.program().language() {
            Language::TypeScript => {
                let words = word.split('-').map(|word| {
                    let mut capital = word.to_owned();
                    if let Some(first) = capital.get_mut(..1) {
                        first.make_ascii_uppercase();
                    }
                    capital
                });
                format!("{}{}", self.base, words.collect::<String>())
            }
            Language::Python => {
                let base = self.base.chars().flat_map(|character| {
                    let underscore = character.is_ascii_uppercase()
                        && self.base.contains(|other: char| other.is_ascii_lowercase());
                    underscore
                        .then_some('_')
                        .into_iter()
                        .chain([character.to_ascii_lowercase()])
                });
                let base: String = base.collect();
                format!("{base}_{}", word.replace('-', "_"))
            }
        };
        ctx.program().free_name(&name)
    }
}

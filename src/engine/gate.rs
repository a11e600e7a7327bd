//! The gate: which codemods a file is worth parsing for, from a scan for literals.
//!
//! Nearly all files import no provider, so that is asked first; what only a program of a provider can be found with is
//! looked for in those alone, all of it in one scan.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use memchr::memmem::Finder;

use crate::codemod::{Codemod, Rewrite};
use crate::iac::PROVIDER_NEEDLES;
use crate::syntax::Language;

/// What a selection of codemods looks for, before anything is parsed.
#[derive(Debug)]
pub(super) struct Gate {
    providers: [Finder<'static>; PROVIDER_NEEDLES.len()],
    suppression: Finder<'static>,
    needs: Vec<Need>,
    /// One automaton over the needles that are only looked for in programs of a provider, built for the first of those;
    /// `None` where it cannot be built.
    needles: OnceLock<Option<AhoCorasick>>,
}

/// What one codemod needs of a file.
#[derive(Debug)]
struct Need {
    /// One of these, unless there are none.
    needles: &'static [&'static str],
    /// For one that needs no provider, its needles again, ready to be looked for.
    anywhere: Option<Vec<Finder<'static>>>,
    /// One of these languages; `None` for all.
    languages: Option<Vec<Language>>,
}

/// What the scan found in one file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Passed {
    /// Indices of the codemods that have to look at the file, in order.
    pub(super) codemods: Vec<usize>,
    /// Whether the text holds a suppression marker.
    pub(super) suppression: bool,
}

impl Gate {
    pub(super) fn new(codemods: &[&'static Codemod], suppression_marker: &'static str) -> Self {
        let needs = codemods.iter().map(|codemod| {
            let needs_provider = matches!(
                codemod.rewrite,
                Rewrite::Matches { .. } | Rewrite::Files { .. }
            );
            Need {
                needles: codemod.needles,
                anywhere: (!needs_provider)
                    .then(|| codemod.needles.iter().map(Finder::new).collect()),
                languages: codemod.languages(),
            }
        });
        Self {
            providers: PROVIDER_NEEDLES.map(Finder::new),
            suppression: Finder::new(suppression_marker),
            needs: needs.collect(),
            needles: OnceLock::new(),
        }
    }

    /// Scans `text`, which is of `language`.
    pub(super) fn scan(&self, text: &str, language: Language) -> Passed {
        let holds = |finder: &Finder<'_>| finder.find(text.as_bytes()).is_some();
        let held = match self.providers.iter().any(holds) {
            true => self.needles_in(text),
            false => Vec::new(),
        };
        let passes = |&(index, need): &(usize, &Need)| {
            let languages = need.languages.as_ref();
            if !languages.is_none_or(|languages| languages.contains(&language)) {
                return false;
            }
            match &need.anywhere {
                Some(needles) => needles.is_empty() || needles.iter().any(holds),
                None => held.get(index).is_some_and(|held| *held),
            }
        };
        let passed = self.needs.iter().enumerate().filter(passes);
        Passed {
            codemods: passed.map(|(index, _)| index).collect(),
            suppression: holds(&self.suppression),
        }
    }

    /// Whether [`Gate::scan`] would let anything of `text` pass, apart from the codemods that `leave` names: stops at the
    /// first thing that does.
    pub(super) fn passes_any(
        &self,
        text: &str,
        language: Language,
        leave: impl Fn(usize) -> bool,
    ) -> bool {
        let holds = |finder: &Finder<'_>| finder.find(text.as_bytes()).is_some();
        let wanted = |index: usize, need: &Need| {
            let languages = need.languages.as_ref();
            !leave(index) && languages.is_none_or(|languages| languages.contains(&language))
        };
        let anywhere = self.needs.iter().enumerate().any(|(index, need)| {
            let finders = need.anywhere.as_ref().filter(|_| wanted(index, need));
            finders.is_some_and(|finders| finders.is_empty() || finders.iter().any(holds))
        });
        if anywhere || holds(&self.suppression) {
            return true;
        }
        if !self.providers.iter().any(holds) {
            return false;
        }
        let everywhere = |(index, need): (usize, &Need)| {
            need.anywhere.is_none() && need.needles.is_empty() && wanted(index, need)
        };
        if self.needs.iter().enumerate().any(everywhere) {
            return true;
        }
        let Some(automaton) = self.automaton() else {
            return true;
        };
        let owners: Vec<usize> = self.owners().map(|(index, _)| index).collect();
        automaton.find_overlapping_iter(text).any(|found| {
            let owner = owners[found.pattern().as_usize()];
            wanted(owner, &self.needs[owner])
        })
    }

    /// For each codemod that needs a provider, whether `text` holds one of its needles. Stops as soon as all are known.
    fn needles_in(&self, text: &str) -> Vec<bool> {
        let mut held: Vec<bool> = self
            .needs
            .iter()
            .map(|need| need.anywhere.is_some() || need.needles.is_empty())
            .collect();
        let Some(automaton) = self.automaton() else {
            return vec![true; held.len()];
        };
        let owners: Vec<usize> = self.owners().map(|(index, _)| index).collect();
        let mut left = held.iter().filter(|held| !**held).count();
        let mut found = automaton.find_overlapping_iter(text);
        while left > 0
            && let Some(found) = found.next()
        {
            let owner = owners[found.pattern().as_usize()];
            if !std::mem::replace(&mut held[owner], true) {
                left -= 1;
            }
        }
        held
    }

    /// Each literal of the automaton with the codemod that it belongs to, by index.
    fn owners(&self) -> impl Iterator<Item = (usize, &'static str)> {
        let needs = self.needs.iter().enumerate();
        let needs = needs.filter(|(_, need)| need.anywhere.is_none());
        needs.flat_map(|(index, need)| need.needles.iter().map(move |needle| (index, *needle)))
    }

    fn automaton(&self) -> Option<&AhoCorasick> {
        let build = || {
            let needles = self.owners().map(|(_, needle)| needle);
            // It scans little: what it costs to build counts for more than how fast it is.
            let mut builder = AhoCorasick::builder();
            builder.kind(Some(AhoCorasickKind::ContiguousNFA));
            builder.build(needles).ok()
        };
        self.needles.get_or_init(build).as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codemods;

    #[test]
    fn something_passes_where_a_scan_lets_something_pass() {
        let codemods: Vec<&'static Codemod> = codemods::ALL.to_vec();
        let is_entry = |index: usize| matches!(codemods[index].rewrite, Rewrite::Entries { .. });
        let gate = Gate::new(&codemods, "iacfix-ignore");
        let import = "import * as aws from \"@pulumi/aws\";\n";
        let rest = codemods.iter().flat_map(|codemod| codemod.needles);
        let texts = rest.flat_map(|needle| [(*needle).to_owned(), format!("{import}{needle}")]);
        let others = ["", import, "import pulumi_aws", "// iacfix-ignore", "a\r\n"];
        for text in texts.chain(others.map(str::to_owned)) {
            for language in [Language::TypeScript, Language::Python] {
                let mut passed = gate.scan(&text, language);
                passed.codemods.retain(|&index| !is_entry(index));
                let any = !passed.codemods.is_empty() || passed.suppression;
                assert_eq!(gate.passes_any(&text, language, is_entry), any, "{text}");
            }
        }
    }
}

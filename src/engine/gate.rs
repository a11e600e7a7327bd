//! The gate: which codemods a file is worth parsing for, from a scan for literals.
//!
//! Nearly all files import nothing of Pulumi, so that is asked first; what only its programs can be found with is looked
//! for in those alone, all of it in one scan.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use memchr::memmem::Finder;

use crate::codemod::{Codemod, Imports, Rewrite};
use crate::iac::{PROVIDER_NEEDLES, PULUMI_NEEDLE};
use crate::syntax::Language;

/// What a selection of codemods looks for, before anything is parsed.
#[derive(Debug)]
pub(super) struct Gate {
    pulumi: Finder<'static>,
    suppression: Finder<'static>,
    needs: Vec<Need>,
    /// One automaton over the needles that are only looked for in what imports Pulumi, built for the first of those; `None`
    /// where it cannot be built.
    needles: OnceLock<Option<AhoCorasick>>,
}

/// What one codemod needs of a file.
#[derive(Debug)]
struct Need {
    /// One of these, unless there are none.
    needles: &'static [&'static str],
    /// What the file has to import, or, for one that needs no import, its needles again, ready to be looked for.
    place: Where,
    /// One of these languages; `None` for all.
    languages: Option<Vec<Language>>,
}

/// In which files the needles of a codemod are looked for.
#[derive(Debug)]
enum Where {
    Importing(Imports),
    Anywhere(Vec<Finder<'static>>),
}

/// What a text imports, as far as its letters tell.
#[derive(Clone, Copy, Debug)]
struct Imported {
    pulumi: bool,
    provider: bool,
}

impl Imported {
    /// Whether a codemod that needs `imports` may look at the text.
    fn has(self, imports: Imports) -> bool {
        match imports {
            Imports::Provider => self.provider,
            Imports::Pulumi => self.pulumi,
        }
    }
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
            let imports = match codemod.rewrite {
                Rewrite::Matches { .. } => Some(Imports::Provider),
                Rewrite::Files { imports, .. } => Some(imports),
                Rewrite::Entries { .. } | Rewrite::Text(_) => None,
            };
            let anywhere = || codemod.needles.iter().map(Finder::new).collect();
            Need {
                needles: codemod.needles,
                place: imports.map_or_else(|| Where::Anywhere(anywhere()), Where::Importing),
                languages: codemod.languages(),
            }
        });
        Self {
            pulumi: Finder::new(PULUMI_NEEDLE),
            suppression: Finder::new(suppression_marker),
            needs: needs.collect(),
            needles: OnceLock::new(),
        }
    }

    /// Scans `text`, which is of `language`.
    pub(super) fn scan(&self, text: &str, language: Language) -> Passed {
        let imported = self.imported(text);
        let held = match imported.pulumi {
            true => self.needles_in(text),
            false => Vec::new(),
        };
        let passes = |&(index, need): &(usize, &Need)| {
            if !need.is_for(language) {
                return false;
            }
            match &need.place {
                Where::Anywhere(needles) => needles.is_empty() || any_in(needles, text),
                Where::Importing(imports) => {
                    imported.has(*imports) && held.get(index).is_some_and(|held| *held)
                }
            }
        };
        let passed = self.needs.iter().enumerate().filter(passes);
        Passed {
            codemods: passed.map(|(index, _)| index).collect(),
            suppression: self.suppression.find(text.as_bytes()).is_some(),
        }
    }

    fn imported(&self, text: &str) -> Imported {
        let pulumi = self.pulumi.find(text.as_bytes()).is_some();
        let holds =
            |needle: &&str| memchr::memmem::find(text.as_bytes(), needle.as_bytes()).is_some();
        Imported {
            pulumi,
            provider: pulumi && PROVIDER_NEEDLES.iter().any(holds),
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
        let wanted = |index: usize, need: &Need| !leave(index) && need.is_for(language);
        let needs = || {
            let needs = self.needs.iter().enumerate();
            needs.filter(|&(index, need)| wanted(index, need))
        };
        let anywhere = needs().any(|(_, need)| match &need.place {
            Where::Anywhere(needles) => needles.is_empty() || any_in(needles, text),
            Where::Importing(_) => false,
        });
        if anywhere || self.suppression.find(text.as_bytes()).is_some() {
            return true;
        }
        let imported = self.imported(text);
        if !imported.pulumi {
            return false;
        }
        let may_look = |need: &Need| match need.place {
            Where::Importing(imports) => imported.has(imports),
            Where::Anywhere(_) => false,
        };
        if needs().any(|(_, need)| need.needles.is_empty() && may_look(need)) {
            return true;
        }
        let Some(automaton) = self.automaton() else {
            return true;
        };
        let owners: Vec<usize> = self.owners().map(|(index, _)| index).collect();
        automaton.find_overlapping_iter(text).any(|found| {
            let owner = owners[found.pattern().as_usize()];
            let need = &self.needs[owner];
            wanted(owner, need) && may_look(need)
        })
    }

    /// For each codemod that needs an import, whether `text` holds one of its needles. Stops as soon as all are known.
    fn needles_in(&self, text: &str) -> Vec<bool> {
        let mut held: Vec<bool> = self
            .needs
            .iter()
            .map(|need| need.is_anywhere() || need.needles.is_empty())
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
        let needs = needs.filter(|(_, need)| !need.is_anywhere());
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

impl Need {
    fn is_for(&self, language: Language) -> bool {
        let languages = self.languages.as_ref();
        languages.is_none_or(|languages| languages.contains(&language))
    }

    fn is_anywhere(&self) -> bool {
        matches!(self.place, Where::Anywhere(_))
    }
}

fn any_in(needles: &[Finder<'_>], text: &str) -> bool {
    let mut needles = needles.iter();
    needles.any(|needle| needle.find(text.as_bytes()).is_some())
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
        let sdk = "from pulumi import Config\n";
        let with_sdk = codemods.iter().flat_map(|codemod| codemod.needles);
        let with_sdk = with_sdk.map(|needle| format!("{sdk}{needle}"));
        let texts = texts.chain(with_sdk);
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

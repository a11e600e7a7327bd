//! The gate: which codemods a file is worth parsing for, from one literal scan.

use aho_corasick::AhoCorasick;

use crate::codemod::{Codemod, Rewrite};
use crate::iac::PROVIDER_NEEDLES;
use crate::syntax::Language;

/// One automaton over every needle of the selected codemods, the providers' imports and the suppression marker.
#[derive(Debug)]
pub(super) struct Gate {
    automaton: Option<AhoCorasick>,
    /// For each literal of the automaton, what it stands for.
    meanings: Vec<Vec<Meaning>>,
    /// For each codemod, by index: whether it needs one of its needles and a provider, and in which languages it works.
    needs: Vec<Need>,
}

#[derive(Clone, Copy, Debug)]
enum Meaning {
    Needle(usize),
    Provider,
    Suppression,
}

#[derive(Debug)]
struct Need {
    needle: bool,
    provider: bool,
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
    pub(super) fn new(codemods: &[&'static Codemod], suppression_marker: &str) -> Self {
        let mut literals: Vec<&str> = vec![suppression_marker];
        let mut meanings = vec![vec![Meaning::Suppression]];
        let mut add = |literal: &'static str, meaning| {
            let at = literals.iter().position(|known| *known == literal);
            match at {
                Some(at) => meanings[at].push(meaning),
                None => {
                    literals.push(literal);
                    meanings.push(vec![meaning]);
                }
            }
        };
        for needle in PROVIDER_NEEDLES {
            add(needle, Meaning::Provider);
        }
        for (index, codemod) in codemods.iter().enumerate() {
            for needle in codemod.needles {
                add(needle, Meaning::Needle(index));
            }
        }
        let needs = codemods
            .iter()
            .map(|codemod| Need {
                needle: !codemod.needles.is_empty(),
                provider: matches!(codemod.rewrite, Rewrite::Matches { .. }),
                languages: codemod.languages(),
            })
            .collect();
        Self {
            // An automaton over a few dozen short literals is always small enough to be built.
            automaton: AhoCorasick::new(&literals).ok(),
            meanings,
            needs,
        }
    }

    /// Scans `text`, which is of `language`. Stops as soon as nothing more can be learnt.
    pub(super) fn scan(&self, text: &str, language: Language) -> Passed {
        let mut seen: Vec<bool> = self.needs.iter().map(|need| !need.needle).collect();
        let (mut provider, mut suppression) = (false, false);
        match &self.automaton {
            Some(automaton) => {
                let mut fresh = vec![true; self.meanings.len()];
                let mut left = fresh.len();
                for found in automaton.find_overlapping_iter(text) {
                    let literal = found.pattern().as_usize();
                    if !std::mem::take(&mut fresh[literal]) {
                        continue;
                    }
                    for meaning in &self.meanings[literal] {
                        match *meaning {
                            Meaning::Needle(codemod) => seen[codemod] = true,
                            Meaning::Provider => provider = true,
                            Meaning::Suppression => suppression = true,
                        }
                    }
                    left -= 1;
                    if left == 0 {
                        break;
                    }
                }
            }
            None => {
                seen.fill(true);
                (provider, suppression) = (true, true);
            }
        }
        let codemods = (0..self.needs.len())
            .filter(|&index| {
                let need = &self.needs[index];
                let languages = need.languages.as_ref();
                seen[index]
                    && (provider || !need.provider)
                    && languages.is_none_or(|languages| languages.contains(&language))
            })
            .collect();
        Passed {
            codemods,
            suppression,
        }
    }
}

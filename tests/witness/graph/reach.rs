//! Which of the lines that a fix changes were not reached when the programs ran.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use iacfix::syntax::Grammar;
use similar::{ChangeTag, TextDiff};

use crate::common::Tree;

/// By file that was loaded, the lines that were not reached, from 1.
pub type Missed = BTreeMap<PathBuf, Vec<usize>>;

/// Which side of the change a tree is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Before,
    After,
}

/// The changed lines of one side that none of the `runs` reached, as `index.ts:14: text`. A new file that no run loads is
/// no part of the program: it is what the program packs.
pub fn unreached(before: &Tree, after: &Tree, side: Side, runs: &[&Missed]) -> Vec<String> {
    let (tree, tag) = match side {
        Side::Before => (before, ChangeTag::Delete),
        Side::After => (after, ChangeTag::Insert),
    };
    let mut unreached = Vec::new();
    for (path, text) in tree.files().filter(|(path, _)| Grammar::of(path).is_some()) {
        let old = before.text(path).unwrap_or_default();
        let new = after.text(path).unwrap_or_default();
        let is_packed =
            before.text(path).is_none() && runs.iter().all(|run| !run.contains_key(path));
        if old == new || is_packed {
            continue;
        }
        let missed = missed_by_all(path, text, runs);
        for change in TextDiff::from_lines(old, new).iter_all_changes() {
            let line = match side {
                Side::Before => change.old_index(),
                Side::After => change.new_index(),
            };
            let number = line.unwrap_or_default() + 1;
            if change.tag() == tag && missed.contains(&number) {
                let path = path.display();
                unreached.push(format!("{path}:{number}: {}", change.value().trim()));
            }
        }
    }
    unreached
}

/// The lines of a file that no run reached: those that all runs that loaded it missed, or all that say something.
fn missed_by_all(path: &Path, text: &str, runs: &[&Missed]) -> BTreeSet<usize> {
    let loaded = runs.iter().filter_map(|run| run.get(path));
    let loaded = loaded.map(|lines| lines.iter().copied().collect::<BTreeSet<usize>>());
    loaded
        .reduce(|all, lines| all.intersection(&lines).copied().collect())
        .unwrap_or_else(|| {
            let lines = text.lines().enumerate();
            let filled = lines.filter(|(_, line)| !line.trim().is_empty());
            filled.map(|(index, _)| index + 1).collect()
        })
}

//! What the words of a written date mean: one closed list, from the tables in `english`, `tongues` and `arabic`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::letters::{letters, signs};
use super::meaning::Meaning;
use super::{arabic, english, tongues};

static MEANINGS: LazyLock<HashMap<String, Meaning>> = LazyLock::new(|| {
    let listed = [english::TABLE, tongues::TABLE, arabic::TABLE].into_iter().flatten();
    let listed = listed.flat_map(|&(words, meaning)| words.split('|').map(move |word| (word.to_owned(), meaning)));
    let acts = [english::ACTS, arabic::ACTS].into_iter().flatten().map(|&word| (word.to_owned(), Meaning::Act(word)));
    let remarks = [english::REMARKS, arabic::REMARKS].into_iter().flatten();
    let acts = acts.chain(remarks.map(|&word| (word.to_owned(), Meaning::Remark(word))));
    let steps = [english::STEPS, arabic::STEPS].into_iter().flatten().map(|&word| (word.to_owned(), Meaning::Step(word)));
    let ordinals = english::ordinals().chain(tongues::ordinals()).chain(arabic::ordinals()).map(|(word, n)| (word, Meaning::Ordinal(n)));
    ordinals.chain(listed).chain(acts).chain(steps).map(|(word, meaning)| (spelled(&word), meaning)).collect()
});

static UNKNOWN: LazyLock<Vec<String>> =
    LazyLock::new(|| [english::UNKNOWN, arabic::UNKNOWN].into_iter().flatten().map(|text| spelled(text)).collect());

/// What a word, or several parted by single spaces, means.
pub(super) fn meaning(words: &str) -> Option<Meaning> {
    MEANINGS.get(words).copied()
}

/// Whether the whole text, in one spelling, says that no date is known.
pub(super) fn says_unknown(text: &str) -> bool {
    let text = text.trim_end_matches('.');
    UNKNOWN.iter().any(|unknown| unknown.trim_end_matches('.') == text)
}

/// As a text is spelled when it is looked up: hyphens within are spaces.
pub(super) fn spelled(words: &str) -> String {
    letters(&signs(words).unwrap_or_default()).replace('-', " ")
}

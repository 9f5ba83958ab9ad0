//! What the words of a written date mean: one closed list, from the tables in `english`, `tongues` and `arabic`.

use std::collections::{HashMap, HashSet};
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
    let steps =
        [english::STEPS, arabic::STEPS].into_iter().flatten().map(|&word| (word.to_owned(), Meaning::Step(word)));
    let ordinals = english::ordinals()
        .chain(tongues::ordinals())
        .chain(arabic::ordinals())
        .map(|(word, n)| (word, Meaning::Ordinal(n)));
    ordinals.chain(listed).chain(acts).chain(steps).map(|(word, meaning)| (spelled(&word), meaning)).collect()
});

/// Everything with which a longer phrase begins: what is not here needs no looking further.
static BEGINNINGS: LazyLock<HashSet<String>> =
    LazyLock::new(|| MEANINGS.keys().flat_map(|words| beginnings(words)).collect());

static UNKNOWN: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let texts = [english::UNKNOWN, arabic::UNKNOWN].into_iter().flatten();
    texts.map(|text| letters(&signs(text).unwrap_or_default()).trim_end_matches('.').to_owned()).collect()
});

/// What a word, or several parted by single spaces, means.
pub(super) fn meaning(words: &str) -> Option<Meaning> {
    MEANINGS.get(words).copied()
}

/// Whether a longer phrase begins so.
pub(super) fn begins(words: &str) -> bool {
    BEGINNINGS.contains(words)
}

/// The words with which a phrase begins, without the whole of it; «و» is a piece of its own.
pub(super) fn beginnings(words: &str) -> impl Iterator<Item = String> + '_ {
    let starts = std::iter::once(0).chain(words.match_indices(' ').map(|(at, _)| at + 1));
    let and = starts.filter(|&at| words[at..].starts_with('و')).map(|at| format!("{}و", &words[..at]));
    words.match_indices(' ').map(|(at, _)| words[..at].to_owned()).chain(and)
}

/// Whether the whole text, in one spelling, says that no date is known.
pub(super) fn says_unknown(text: &str) -> bool {
    UNKNOWN.contains(text.trim_end_matches('.'))
}

/// As a text is spelled when it is looked up: hyphens within are spaces.
pub(super) fn spelled(words: &str) -> String {
    letters(&signs(words).unwrap_or_default()).replace('-', " ")
}

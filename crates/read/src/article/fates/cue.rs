//! The words of a sentence that tell a fate.

use std::ops::Range;

use super::super::sentence::Sentence;
use super::super::tags::Tag;
use super::super::verbs::lemmas;
use super::super::words::singular;
use super::lexicon::{ENGLISH, Entry};

/// Words that tell a fate.
#[derive(Clone, Debug)]
pub(super) struct Cue {
    pub(super) tokens: Range<usize>,
    pub(super) entry: &'static Entry,
    pub(super) sort: Sort,
}

/// What sort of words they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// The verb of this clause.
    Verb(usize),
    /// What is said of the thing: "intact".
    State,
    /// "damage to".
    Noun,
}

/// All cues of a sentence: verbs, then states and nouns. Some overlap; the first that tells something is meant.
pub(super) fn cues(s: &Sentence) -> Vec<Cue> {
    let verbs = (0..s.clauses.len()).flat_map(|k| verb_cues(s, k));
    let states = s.range.clone().filter_map(|at| state_cue(s, at));
    let nouns = s.range.clone().filter_map(|at| noun_cue(s, at));
    verbs.chain(states).chain(nouns).collect()
}

impl Cue {
    /// Whether both have a token in common.
    pub(super) fn overlaps(&self, other: &Cue) -> bool {
        self.tokens.start < other.tokens.end && other.tokens.start < self.tokens.end
    }
}

/// The readings of a verb: those with the longest particle that stands there.
fn verb_cues(s: &Sentence, k: usize) -> Vec<Cue> {
    let verb = s.clauses[k].verb;
    let low = s.low(verb);
    let entries = lemmas(low).into_iter().filter_map(|lemma| ENGLISH.verbs.get(&lemma)).flatten();
    let mut cues: Vec<Cue> = Vec::new();
    for entry in entries {
        if let Some(end) = stands(s, verb + 1, &entry.rest) {
            let cue = Cue { tokens: verb..end, entry, sort: Sort::Verb(k) };
            if cues.first().is_none_or(|first| first.entry.rest.len() == entry.rest.len()) {
                cues.push(cue);
            } else if cues.first().is_some_and(|first| first.entry.rest.len() < entry.rest.len()) {
                cues = vec![cue];
            }
        }
    }
    cues
}

/// Whether words stand from a token on; a pronoun may stand before a particle ("put it out"). Gives the token behind them.
fn stands(s: &Sentence, from: usize, words: &[String]) -> Option<usize> {
    let at =
        |from: usize| words.iter().enumerate().all(|(n, word)| s.low(from + n) == word).then_some(from + words.len());
    let own = at(from);
    if own.is_some() || words.len() != 1 {
        return own;
    }
    (s.tag(from) == Some(Tag::Pronoun)).then(|| at(from + 1)).flatten()
}

fn state_cue(s: &Sentence, at: usize) -> Option<Cue> {
    let entry = ENGLISH.states.get(s.low(at))?.iter().find(|entry| stands_plain(s, at + 1, &entry.rest))?;
    Some(Cue { tokens: at..at + 1 + entry.rest.len(), entry, sort: Sort::State })
}

fn stands_plain(s: &Sentence, from: usize, words: &[String]) -> bool {
    words.iter().enumerate().all(|(n, word)| s.low(from + n) == word)
}

fn noun_cue(s: &Sentence, at: usize) -> Option<Cue> {
    if !matches!(s.tag(at), Some(Tag::Noun | Tag::Aside | Tag::Adverb)) {
        return None;
    }
    let low = s.low(at);
    let entries = ENGLISH.nouns.get(low).or_else(|| ENGLISH.nouns.get(&singular(low)))?;
    let entry = entries.iter().find(|entry| stands_plain(s, at + 1, &entry.rest))?;
    Some(Cue { tokens: at..at + 1 + entry.rest.len(), entry, sort: Sort::Noun })
}

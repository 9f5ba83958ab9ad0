//! The letters of one Arabic word, in one spelling, and what is written onto its front.

use super::lexicon::{self, LONGEST};
use super::sense::Sense;

/// Whether a character is a letter of the Arabic script; digits, vowel signs and tatweel are none.
pub(super) fn is_arabic(c: char) -> bool {
    let letter = matches!(c, '\u{620}'..='\u{64a}' | '\u{66e}'..='\u{66f}' | '\u{671}'..='\u{6d3}' | '\u{6d5}' | '\u{6ee}'..='\u{6ef}'
        | '\u{6fa}'..='\u{6fc}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{fdfb}' | '\u{fe70}'..='\u{fefc}');
    letter && c != '\u{640}'
}

/// Where the first letters of a word stand: «ولل» is the longest front.
const FRONT: usize = 4;

/// A word in one spelling, as far as one that speaks of time could be long.
#[derive(Debug, Default)]
pub(super) struct Letters {
    spelled: String,
    /// Of the first letters: where in the spelling, in the text's bytes, in its characters.
    starts: [(usize, usize, usize); FRONT],
    count: usize,
}

/// What a word is made of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Split {
    /// What the letters on the front mean.
    prefixes: [Sense; 2],
    /// How many letters stand on the front.
    pub(super) letters: usize,
    /// The word has its article.
    pub(super) the: bool,
    pub(super) sense: Sense,
}

impl Split {
    /// The letters on the front, by their place.
    pub(super) fn front(self) -> impl Iterator<Item = (usize, Sense)> {
        self.prefixes.into_iter().take(self.letters).enumerate()
    }
}

impl Letters {
    /// Forgets the word.
    pub(super) fn clear(&mut self) {
        self.spelled.clear();
        self.count = 0;
    }

    /// Takes a character that stands at `here` (byte, character).
    pub(super) fn push(&mut self, c: char, here: (usize, usize)) {
        let Some(letter) = lexicon::fold(c).filter(|_| self.spelled.len() <= LONGEST + 2 * FRONT) else { return };
        if let Some(start) = self.starts.get_mut(self.count) {
            *start = (self.spelled.len(), here.0, here.1);
        }
        self.spelled.push(letter);
        self.count += 1;
    }

    pub(super) fn as_str(&self) -> &str {
        &self.spelled
    }

    /// Where a letter of the front stands in the text (byte, character).
    pub(super) fn start(&self, letter: usize) -> (usize, usize) {
        self.starts.get(letter).map_or((0, 0), |(_, byte, char)| (*byte, *char))
    }

    fn behind(&self, letters: usize) -> &str {
        let from = if letters < self.count.min(FRONT) { self.starts.get(letters).map(|start| start.0) } else { None };
        from.and_then(|from| self.spelled.get(from..)).unwrap_or("")
    }

    /// The word without its front, where it may be one with the next.
    pub(super) fn opener(&self, split: &Split) -> &str {
        let word = self.behind(split.letters);
        if lexicon::opens(word) { word } else { "" }
    }

    /// Takes off what is written onto the front, where what is left speaks of time.
    pub(super) fn split(&self) -> Split {
        let none = Split { prefixes: [Sense::Other; 2], letters: 0, the: false, sense: Sense::Other };
        if self.spelled.len() > LONGEST {
            return none;
        }
        if let Some((the, sense)) = known(&self.spelled) {
            return Split { the, sense, ..none };
        }
        let and = self.spelled.starts_with(['و', 'ف']);
        if let Some((the, sense)) = held(self.behind(1)).filter(|_| and) {
            return Split { prefixes: [Sense::And, Sense::Other], letters: 1, the, sense };
        }
        let at = usize::from(and);
        match (self.preposition(at), and) {
            (Some((first, the, sense)), true) => Split { prefixes: [Sense::And, first], letters: 2, the, sense },
            (Some((first, the, sense)), false) => Split { prefixes: [first, Sense::Other], letters: 1, the, sense },
            (None, true) => self.preposition(0).map_or(none, |(first, the, sense)| Split {
                prefixes: [first, Sense::Other],
                letters: 1,
                the,
                sense,
            }),
            (None, false) => none,
        }
    }

    /// «ب» or «ل» at a letter, and the word behind it; «لل» holds the article.
    fn preposition(&self, at: usize) -> Option<(Sense, bool, Sense)> {
        let word = self.behind(at);
        let rest = self.behind(at + 1);
        if word.starts_with('ب') {
            return held(rest).map(|(the, sense)| (Sense::In, the, sense));
        }
        let rest = Some(rest).filter(|_| word.starts_with('ل'))?;
        let (the, sense) =
            held(rest).or_else(|| rest.strip_prefix('ل').and_then(lexicon::arabic).map(|sense| (true, sense)))?;
        Some((Sense::For, the, sense))
    }
}

/// The shortest word that something can be written onto, in bytes: two letters («لم» is no year with its era).
const SHORTEST: usize = 4;

/// What is left when letters are taken off the front.
fn held(rest: &str) -> Option<(bool, Sense)> {
    known(rest).filter(|_| rest.len() >= SHORTEST)
}

/// Whether a word has its article, and its sense.
fn known(word: &str) -> Option<(bool, Sense)> {
    let opens = || lexicon::opens(word).then_some(Sense::Other);
    if let Some(sense) = lexicon::arabic(word).or_else(opens) {
        return Some((false, sense));
    }
    let bare = word.strip_prefix("ال").filter(|bare| bare.len() >= SHORTEST)?;
    lexicon::arabic(bare).map(|sense| (true, sense))
}

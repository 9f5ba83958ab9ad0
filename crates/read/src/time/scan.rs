//! Short questions about the tokens of a text. Asking beyond the ends is allowed.

use super::sense::Sense;
use super::tokens::{Number, Shape, Token};

/// The tokens of one text, and short questions about them.
pub(super) struct Scan<'t> {
    text: &'t str,
    tokens: &'t [Token],
    /// The narrative stands in years before the common era, so that "in 490" is one of them.
    pub(super) ancient: bool,
    /// Where the narrative and its speaker stand.
    pub(super) told: Stand,
}

/// Where a narrative and its speaker stand, as far as the reading of words hangs on it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stand {
    /// The first year of the century that the narrative stands in: "the fifties" are its.
    pub(super) hundreds: i32,
    /// The first year of the century that is spoken in: "the last century" is the one before.
    pub(super) spoken: i32,
    /// When the text was published is known.
    pub(super) speaking: bool,
    /// The day of speaking is known: "today" is that day, not these days.
    pub(super) speaking_day: bool,
}

impl Default for Stand {
    fn default() -> Self {
        Self { hundreds: 1900, spoken: 2000, speaking: false, speaking_day: false }
    }
}

impl<'t> Scan<'t> {
    /// A scan over `tokens`, which were cut from `text`.
    pub(super) fn new(text: &'t str, tokens: &'t [Token], ancient: bool) -> Self {
        Self { text, tokens, ancient, told: Stand::default() }
    }

    /// The same, where narrative and speaker stand so.
    pub(super) fn told(self, told: Stand) -> Self {
        Self { told, ..self }
    }

    /// The token at `i`.
    pub(super) fn token(&self, i: usize) -> Option<&Token> {
        self.tokens.get(i)
    }

    /// The token before `i`.
    pub(super) fn before(&self, i: usize) -> Option<&Token> {
        self.tokens.get(i.wrapping_sub(1))
    }

    /// The lexicon's sense of the token at `i`.
    pub(super) fn sense(&self, i: usize) -> Sense {
        self.token(i).map_or(Sense::Other, |t| t.sense)
    }

    /// The sense of the token before `i`.
    pub(super) fn sense_before(&self, i: usize) -> Sense {
        self.before(i).map_or(Sense::Other, |t| t.sense)
    }

    /// Whether the token at `i` is of an Arabic passage.
    pub(super) fn arabic(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.arabic)
    }

    /// Whether an Arabic word with its article stands at `i`.
    pub(super) fn the(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.the)
    }

    /// The number at `i`.
    pub(super) fn number(&self, i: usize) -> Option<Number> {
        match self.token(i)?.shape {
            Shape::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Whether the mark `mark` stands at `i`.
    pub(super) fn mark(&self, i: usize, mark: char) -> bool {
        self.token(i).is_some_and(|t| t.shape == Shape::Mark(mark))
    }

    /// Whether an apostrophe of any shape stands at `i`.
    pub(super) fn apostrophe(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| matches!(t.shape, Shape::Mark('\'' | '’' | '‘' | 'ʼ')))
    }

    /// Whether a dash stands at `i`.
    pub(super) fn dash(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.shape == Shape::Dash)
    }

    /// Whether the token at `i` touches the one before it.
    pub(super) fn glued(&self, i: usize) -> bool {
        i > 0 && self.token(i).is_some_and(|t| t.glued)
    }

    /// Whether a dash that touches both its neighbours stands at `i`.
    pub(super) fn hyphen(&self, i: usize) -> bool {
        self.dash(i) && self.glued(i) && self.glued(i + 1)
    }

    /// Whether the token at `i` is a word.
    pub(super) fn is_word(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.shape == Shape::Word)
    }

    /// Whether a word with a capital stands at `i`.
    pub(super) fn capital(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.shape == Shape::Word && t.capital)
    }

    /// Whether a word without a capital stands at `i`.
    pub(super) fn lower(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.shape == Shape::Word && !t.capital)
    }

    /// The token at `i` as it was written, or nothing.
    pub(super) fn word(&self, i: usize) -> &'t str {
        self.token(i).and_then(|t| self.text.get(t.bytes.0..t.bytes.1)).unwrap_or("")
    }

    /// Whether the token at `i` is `word`, whatever its capitals.
    pub(super) fn says(&self, i: usize, word: &str) -> bool {
        self.word(i).eq_ignore_ascii_case(word)
    }

    /// Whether the token at `i` ends a sentence.
    pub(super) fn ends_sentence(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| matches!(t.shape, Shape::Break | Shape::Mark('.' | '!' | '?' | '؟')))
    }

    /// Whether a sentence starts at `i`: nothing before it, or a mark that ends a sentence.
    pub(super) fn opens_sentence(&self, i: usize) -> bool {
        self.before(i).is_none_or(|t| {
            matches!(t.shape, Shape::Break | Shape::Mark('.' | '!' | '?' | ':' | '"' | '“' | '(' | '•' | '*'))
        })
    }
}

//! Cuts a text, in one spelling, into numbers, words and signs, whatever they mean.

use super::lexicon::meaning;

/// A piece of the text before words have a meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Raw {
    pub(super) text: String,
    pub(super) kind: Kind,
    /// Whether it is written together with the piece before it.
    pub(super) tight: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    Word,
    Sign,
}

impl Raw {
    /// Adds it to the words `before` it.
    pub(super) fn join(&self, words: &mut String, before: &[Raw]) {
        words.push_str(if words.is_empty() || (self.tight && joins(before)) { "" } else { " " });
        words.push_str(&self.text);
    }
}

/// Pieces as words are looked up; hyphens are spaces.
pub(super) fn spell(raws: &[Raw]) -> String {
    let mut words = String::new();
    for (index, raw) in raws.iter().enumerate().filter(|(_, raw)| raw.kind != Kind::Sign) {
        raw.join(&mut words, &raws[..index]);
    }
    words
}

/// All pieces of a text.
pub(super) fn raws(text: &str) -> Vec<Raw> {
    let mut raws: Vec<Raw> = Vec::new();
    let mut chars = text.chars().peekable();
    let (mut tight, mut touches) = (false, false);
    while let Some(c) = chars.next() {
        let kind = kind(c);
        let mut text = c.to_string();
        let mut ends_in_dot = false;
        while kind != Kind::Sign
            && let Some(&next) = chars.peek()
        {
            // The dot of an abbreviation belongs to it, and joins its letters: b.c., ق.م
            let dotted = kind == Kind::Word && next == '.';
            if !dotted && (self::kind(next) != kind || next == ' ') {
                break;
            }
            text.extend(chars.next().filter(|_| !dotted));
            ends_in_dot = dotted;
        }
        if c == ' ' {
            (tight, touches) = (false, false);
            continue;
        }
        if kind == Kind::Word {
            raws.extend(split_and(&text, tight));
        } else {
            // The hyphen of "av. J.-C." stands behind a dot.
            let hyphen = touches && matches!(c, '-' | '–');
            raws.push(Raw { text, kind, tight: tight || hyphen });
        }
        (tight, touches) = (!ends_in_dot, true);
    }
    raws
}

fn kind(c: char) -> Kind {
    match c {
        '0'..='9' => Kind::Number,
        _ if c.is_alphabetic() => Kind::Word,
        _ => Kind::Sign,
    }
}

/// «و» is written together with the word that follows it.
fn split_and(word: &str, tight: bool) -> Vec<Raw> {
    let raw = |text: &str, tight| Raw { text: text.to_owned(), kind: Kind::Word, tight };
    match word.strip_prefix('و').filter(|rest| !rest.is_empty() && meaning(word).is_none()) {
        Some(rest) => vec![raw("و", tight), raw(rest, true)],
        None => vec![raw(word, tight)],
    }
}

/// Whether the last piece is written as one with the next: the «و» that was split off, a number with its ending.
fn joins(before: &[Raw]) -> bool {
    before.last().is_some_and(|raw| raw.text == "و" || raw.kind == Kind::Number)
}

//! Cuts a text, in one spelling, into numbers, words that mean something, and signs. A word that is not in the lexicon
//! ends it: nothing of a text is passed over.

use super::letters::is_arabic;
use super::lexicon::{begins, meaning};
use super::meaning::Meaning;
use super::periods::Periods;

/// What a text is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Thing {
    Number(Digits),
    Is(Meaning),
    /// The name of a period: which, in the table of periods.
    Period(u16),
    /// The name of a region that has periods: which, in the table.
    Region(u16),
    Sign(char),
}

/// A number as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Digits {
    pub(super) value: i64,
    /// How many digits there are.
    pub(super) length: u8,
}

/// A thing and whether it is written together with the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) thing: Thing,
    pub(super) tight: bool,
}

/// Longest phrase of the lexicon and of names of periods, in words and numbers.
const LONGEST_PHRASE: usize = 6;

/// A piece of the text before words have a meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Raw {
    text: String,
    kind: Kind,
    tight: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Word,
    Sign,
}

/// All items of a text (spelled one way); `None` when a word in it is not known.
pub(super) fn cut(text: &str, periods: &Periods) -> Option<Vec<Item>> {
    let raws = raws(text);
    let mut items = Vec::with_capacity(raws.len());
    let mut at = 0;
    while let Some(raw) = raws.get(at) {
        let (thing, length) = match raw.kind {
            Kind::Number => match raws.get(at + 1).filter(|next| next.kind == Kind::Word) {
                Some(_) => named(&raws[at..], periods).or_else(|| number(raw))?,
                None => number(raw)?,
            },
            Kind::Sign => (Thing::Sign(raw.text.chars().next()?), 1),
            Kind::Word => word(&raws[at..], periods)?,
        };
        items.push(Item { thing, tight: raw.tight });
        at += length;
    }
    without_fillers(items)
}

/// Whether the text has words of the Arabic script.
pub(super) fn has_arabic(text: &str) -> bool {
    text.chars().any(is_arabic)
}

fn raws(text: &str) -> Vec<Raw> {
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

/// What the words that start here say, and how many pieces they are: of names and the lexicon the longer.
fn word(raws: &[Raw], periods: &Periods) -> Option<(Thing, usize)> {
    let (said, name) = (phrase(raws), named(raws, periods));
    match (said, name) {
        (Some(said), Some(name)) if said.1 >= name.1 => Some(said),
        (said, name) => name.or(said),
    }
}

/// The longest phrase of the lexicon that starts here, and how many pieces it takes.
fn phrase(raws: &[Raw]) -> Option<(Thing, usize)> {
    longest(raws, |kind| kind == Kind::Word, |words| meaning(words).map(Thing::Is), begins)
}

/// The longest name of a period or a region that starts here; numbers may be part of it ("18th Dynasty").
fn named(raws: &[Raw], periods: &Periods) -> Option<(Thing, usize)> {
    if periods.is_empty() {
        return None;
    }
    longest(raws, |kind| kind != Kind::Sign, |words| periods.thing(words), |words| periods.begins(words))
}

/// The longest run of pieces that is known; none is looked for behind words with which nothing `begins`.
fn longest(
    raws: &[Raw],
    is_part: fn(Kind) -> bool,
    known: impl Fn(&str) -> Option<Thing>,
    begins: impl Fn(&str) -> bool,
) -> Option<(Thing, usize)> {
    let mut best = None;
    let mut words = String::new();
    let mut count = 0;
    for (index, raw) in raws.iter().enumerate() {
        match raw.kind {
            kind if is_part(kind) && count == LONGEST_PHRASE => break,
            kind if is_part(kind) => {
                words.push_str(if count == 0 || (raw.tight && joins(&raws[..index])) { "" } else { " " });
                words.push_str(&raw.text);
                count += 1;
                best = known(&words).map(|thing| (thing, index + 1)).or(best);
                if !begins(&words) {
                    break;
                }
            }
            Kind::Sign if index > 0 && raw.tight && matches!(raw.text.as_str(), "-" | "–") => {}
            _ => break,
        }
    }
    best
}

/// Whether the last piece is written as one with the next: the «و» that was split off, a number with its ending.
fn joins(before: &[Raw]) -> bool {
    before.last().is_some_and(|raw| raw.text == "و" || raw.kind == Kind::Number)
}

fn number(raw: &Raw) -> Option<(Thing, usize)> {
    digits(&raw.text).map(|digits| (Thing::Number(digits), 1))
}

fn digits(text: &str) -> Option<Digits> {
    let length = u8::try_from(text.len()).ok().filter(|&length| length <= 6)?;
    Some(Digits { value: text.parse().ok()?, length })
}

/// Fillers may stand before a number or a word that says something; behind the last one they would say something else
/// ("1820 years").
fn without_fillers(items: Vec<Item>) -> Option<Vec<Item>> {
    let filler = |item: &Item| item.thing == Thing::Is(Meaning::Filler);
    let stray = |pair: &[Item]| filler(&pair[0]) && matches!(pair[1].thing, Thing::Sign(_));
    if items.last().is_some_and(filler) || items.windows(2).any(stray) {
        return None;
    }
    let behind_filler = std::iter::once(false).chain(items.iter().map(filler));
    let parted = items.iter().zip(behind_filler).map(|(item, behind)| Item { tight: item.tight && !behind, ..*item });
    Some(parted.filter(|item| !filler(item)).collect())
}

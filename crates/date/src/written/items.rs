//! Cuts a text, in one spelling, into numbers, words that mean something, and signs. A word that is not in the lexicon
//! ends it: nothing of a text is passed over.

use super::letters::is_arabic;
use super::lexicon::{begins, meaning};
use super::meaning::Meaning;
use super::periods::Periods;
use super::pieces::{Kind, Raw, raws, spell};

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

/// All items of a text (spelled one way); `None` when a word in it is not known.
pub(super) fn cut(text: &str, periods: &Periods) -> Option<Vec<Item>> {
    let raws = raws(text);
    let mut items = Vec::with_capacity(raws.len());
    let (mut at, mut name) = (0, Name::default());
    while let Some(raw) = raws.get(at) {
        let shared = if periods.is_empty() { None } else { shared(&raws[at..], &name, periods) };
        let (thing, length) = match (shared, raw.kind) {
            (Some(shared), _) => shared,
            (None, Kind::Number) => match raws.get(at + 1).filter(|next| next.kind == Kind::Word) {
                Some(_) => named(&raws[at..], periods).or_else(|| number(raw))?,
                None => number(raw)?,
            },
            (None, Kind::Sign) => (Thing::Sign(raw.text.chars().next()?), 1),
            (None, Kind::Word) => word(&raws[at..], periods)?,
        };
        name.heed(thing, &raws[at..at + length]);
        items.push(Item { thing, tight: raw.tight });
        at += length;
    }
    without_fillers(items)
}

/// The name of the period before, as long as nothing but what joins two stands behind it.
#[derive(Default)]
struct Name {
    words: Option<String>,
    is_joined: bool,
}

impl Name {
    fn heed(&mut self, thing: Thing, raws: &[Raw]) {
        match thing {
            Thing::Period(_) => *self = Name { words: Some(spell(raws)), is_joined: false },
            _ if self.words.is_none() => {}
            _ if !self.is_joined && raws.first().is_some_and(joins_two) => self.is_joined = true,
            _ => *self = Name::default(),
        }
    }
}

/// A name of which one word is said and the rest left to the name beside it: "Dynasty 18–19", "Iron Age I–II", "Early and Middle
/// Bronze Age", "18th–19th Dynasty".
fn shared(raws: &[Raw], before: &Name, periods: &Periods) -> Option<(Thing, usize)> {
    let first =
        raws.first().filter(|raw| raw.kind != Kind::Sign && !(raw.kind == Kind::Number && raw.text.len() > 2))?;
    let ending = raws.get(1).is_some_and(|next| first.kind == Kind::Number && next.tight && next.kind == Kind::Word);
    let length = 1 + usize::from(ending);
    let is_joined = raws.get(length).is_some_and(joins_two);
    if !(before.is_joined || is_joined) || named(raws, periods).is_some() {
        return None;
    }
    let word = spell(&raws[..length]);
    let period = |words: String| periods.thing(&words).filter(|thing| matches!(thing, Thing::Period(_)));
    let stem = before.words.as_deref().filter(|_| before.is_joined).and_then(|words| words.rsplit_once(' '));
    let behind = stem.and_then(|(stem, _)| period(format!("{stem} {word}")));
    let ahead = || {
        let rest = raws.get(length + 1..).filter(|_| is_joined)?;
        let (Thing::Period(_), count) = named(rest, periods)? else { return None };
        period(format!("{word} {}", spell(&rest[..count]).split_once(' ')?.1))
    };
    behind.or_else(ahead).map(|thing| (thing, length))
}

/// Whether it joins two dates.
fn joins_two(raw: &Raw) -> bool {
    let joins = |meaning| matches!(meaning, Meaning::And | Meaning::Or | Meaning::To);
    match raw.kind {
        Kind::Sign => matches!(raw.text.as_str(), "-" | "–" | "/" | "&"),
        Kind::Word => meaning(&raw.text).is_some_and(joins),
        Kind::Number => false,
    }
}

/// Whether the text has words of the Arabic script.
pub(super) fn has_arabic(text: &str) -> bool {
    text.chars().any(is_arabic)
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
                raw.join(&mut words, &raws[..index]);
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

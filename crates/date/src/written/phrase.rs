//! Reads a whole text: one date, two ends, several to choose from, or a date before or after which it lies.

use super::cursor::Cursor;
use super::double::{self, Side, dash};
use super::items::{Item, Thing};
use super::marks::marks;
use super::meaning::Meaning;
use super::one::one;
use super::said::{Mark, Said};

/// How the dates of a text belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Phrase {
    One(Said),
    /// It begins within the first and ends within the second.
    Range(Said, Said),
    /// Some time from the first to the second.
    Between(Said, Said),
    Or(Vec<Said>),
    And(Vec<Said>),
    /// It or before.
    Before(Said),
    /// It or after.
    After(Said),
    Until(Said),
    Since(Said),
    /// The same date by the Hijri and the common calendar.
    Double(Side, Side),
}

/// A phrase and the word for what else than the making happened then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Whole {
    pub(super) phrase: Phrase,
    pub(super) act: Option<&'static str>,
}

/// All items as one phrase; `None` when anything is left over.
pub(super) fn whole(items: &[Item]) -> Option<Whole> {
    let cursor = &mut Cursor::new(items);
    let mut mark = marks(cursor);
    let act = act(cursor).flatten();
    mark = mark | marks(cursor);
    let phrase = phrase(cursor)?;
    let act = act.or(act_behind(cursor)?);
    cursor.is_at_end().then(|| Whole { phrase: phrase.marked(mark), act })
}

/// "Made", "published": the word, when it says something else than the making.
fn act(cursor: &mut Cursor) -> Option<Option<&'static str>> {
    let act = cursor.meaning(|meaning| match meaning {
        Meaning::Made => Some(None),
        Meaning::Act(word) => Some(Some(word)),
        _ => None,
    });
    if act.is_some() {
        cursor.sign(':');
    }
    act
}

/// `1920 (designed)`.
fn act_behind(cursor: &mut Cursor) -> Option<Option<&'static str>> {
    if cursor.sign('(').is_none() {
        return Some(None);
    }
    let act = act(cursor)?;
    cursor.sign(')').map(|()| act)
}

fn phrase(cursor: &mut Cursor) -> Option<Phrase> {
    let forms = [between, limited, in_two_calendars, joined, half_open];
    forms.into_iter().find_map(|form| cursor.attempt(form)).or_else(|| cursor.attempt(one).map(Phrase::One))
}

/// "Between 1820 and 1830", "after 1820 and before 1830".
fn between(cursor: &mut Cursor) -> Option<Phrase> {
    let word = cursor.meaning(|meaning| matches!(meaning, Meaning::Between | Meaning::After).then_some(meaning))?;
    cursor.sign('-');
    let first = one(cursor)?;
    if word == Meaning::Between {
        cursor.word(Meaning::And).or_else(|| dash(cursor))?;
    } else {
        cursor.word(Meaning::And).or_else(|| cursor.sign(',')).or(Some(()))?;
        cursor.word(Meaning::Before)?;
    }
    let (first, last) = Said::completed(first, one(cursor)?)?;
    Some(Phrase::Between(first, last))
}

/// "Before", "after", "until" or "since" a date.
fn limited(cursor: &mut Cursor) -> Option<Phrase> {
    let word = cursor.meaning(Some)?;
    let limit: fn(Said) -> Phrase = match word {
        Meaning::Before | Meaning::By => Phrase::Before,
        Meaning::After | Meaning::OnOrAfter => Phrase::After,
        Meaning::Until => Phrase::Until,
        Meaning::Since => Phrase::Since,
        _ => return None,
    };
    cursor.sign('-');
    let said = one(cursor)?;
    ends(cursor).then(|| limit(said))
}

/// Whether the text, or the bracket, ends here.
fn ends(cursor: &Cursor) -> bool {
    cursor.peek().is_none_or(|item| item.thing == Thing::Sign('('))
}

fn in_two_calendars(cursor: &mut Cursor) -> Option<Phrase> {
    double::double(cursor).map(|(hijri, common)| Phrase::Double(hijri, common))
}

/// "From … to …", `1820–1830`, "1820 or 1821", "1820 and 1830".
fn joined(cursor: &mut Cursor) -> Option<Phrase> {
    let from = cursor.word(Meaning::From).is_some();
    let first = one(cursor)?;
    if !from && cursor.word(Meaning::Or).is_some() {
        return several(cursor, first, Meaning::Or).map(Phrase::Or);
    }
    if !from && (cursor.word(Meaning::And).is_some() || cursor.sign('&').is_some()) {
        return several(cursor, first, Meaning::And).map(Phrase::And);
    }
    range_sign(cursor)?;
    let (first, last) = Said::completed(first, one(cursor)?)?;
    Some(Phrase::Range(first, last))
}

/// What is left of a list after its first joining word.
fn several(cursor: &mut Cursor, first: Said, word: Meaning) -> Option<Vec<Said>> {
    let mut list = vec![first];
    loop {
        let (before, next) = Said::completed(list.pop()?, one(cursor)?)?;
        list.extend([before, next]);
        if cursor.word(word).is_none() {
            break;
        }
    }
    // What only the last one says, such as the era, holds for all.
    for at in (1..list.len()).rev() {
        (list[at - 1], list[at]) = Said::completed(list[at - 1], list[at])?;
    }
    Some(list)
}

/// "1820 onwards", "from 1820", "1820 or later", "1989–present".
fn half_open(cursor: &mut Cursor) -> Option<Phrase> {
    let from = cursor.word(Meaning::From).is_some();
    let said = one(cursor)?;
    cursor.sign(',');
    let now = |cursor: &mut Cursor| {
        range_sign(cursor)?;
        cursor.word(Meaning::Now)
    };
    if cursor.attempt(now).is_some() || cursor.word(Meaning::Onwards).is_some() {
        Some(Phrase::Since(said))
    } else if cursor.word(Meaning::OrLater).is_some() {
        Some(Phrase::After(said))
    } else if cursor.word(Meaning::OrEarlier).is_some() {
        Some(Phrase::Before(said))
    } else {
        (from && cursor.is_at_end()).then_some(Phrase::Since(said))
    }
}

fn range_sign(cursor: &mut Cursor) -> Option<()> {
    dash(cursor).or_else(|| cursor.sign('/')).or_else(|| cursor.word(Meaning::Until))
}

impl Phrase {
    /// The same with a mark on every date.
    fn marked(self, mark: Mark) -> Phrase {
        let each = |list: Vec<Said>| list.into_iter().map(|said| said.marked(mark)).collect();
        match self {
            Phrase::One(said) => Phrase::One(said.marked(mark)),
            Phrase::Range(first, last) => Phrase::Range(first.marked(mark), last.marked(mark)),
            Phrase::Between(first, last) => Phrase::Between(first.marked(mark), last.marked(mark)),
            Phrase::Or(list) => Phrase::Or(each(list)),
            Phrase::And(list) => Phrase::And(each(list)),
            Phrase::Before(said) => Phrase::Before(said.marked(mark)),
            Phrase::After(said) => Phrase::After(said.marked(mark)),
            Phrase::Until(said) => Phrase::Until(said.marked(mark)),
            Phrase::Since(said) => Phrase::Since(said.marked(mark)),
            Phrase::Double(one, other) => Phrase::Double(one.marked(mark), other.marked(mark)),
        }
    }

    /// The same, to be changed.
    pub(super) fn dates_mut(&mut self) -> Vec<&mut Said> {
        match self {
            Phrase::One(one) | Phrase::Before(one) | Phrase::After(one) => vec![one],
            Phrase::Until(one) | Phrase::Since(one) => vec![one],
            Phrase::Range(first, last) | Phrase::Between(first, last) => vec![first, last],
            Phrase::Or(list) | Phrase::And(list) => list.iter_mut().collect(),
            Phrase::Double(one, other) => one.dates_mut().into_iter().chain(other.dates_mut()).collect(),
        }
    }

    /// All dates in it.
    pub(super) fn dates(&self) -> Vec<Said> {
        match self {
            Phrase::One(one) | Phrase::Before(one) | Phrase::After(one) => vec![*one],
            Phrase::Until(one) | Phrase::Since(one) => vec![*one],
            Phrase::Range(first, last) | Phrase::Between(first, last) => vec![*first, *last],
            Phrase::Or(list) | Phrase::And(list) => list.clone(),
            Phrase::Double(one, other) => [one.dates(), other.dates()].concat(),
        }
    }
}

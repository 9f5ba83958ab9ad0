//! Reads a whole cell, part by part: dates and what each is the date of, acts without a date, periods and regions.

use super::cursor::Cursor;
use super::gather::{Whole, gathered, is_counted};
use super::items::{Item, Thing};
use super::marks::marks;
use super::meaning::Meaning;
use super::one::one;
use super::phrase::{Phrase, phrase};
use super::said::Said;

/// What a date is the date of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    Made,
    /// A step of the making, in a word.
    Step(&'static str),
    /// Something else.
    Other(&'static str),
}

/// One of the things that a cell tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Told {
    Dated {
        phrase: Box<Phrase>,
        act: Option<Act>,
        act_behind: bool,
    },
    /// An act without a date: "posthumous cast".
    Undated(Act),
    Region(u16),
}

/// One part of a cell, with how it follows the one before it.
pub(super) struct Segment {
    pub(super) told: Told,
    /// `,`, `;` and the like; none stands for a space alone.
    sign: Option<char>,
    pub(super) bracketed: bool,
}

/// All items as what a cell says; `None` when anything is left over or does not fit together.
pub(super) fn whole(items: &[Item]) -> Option<Whole> {
    let cursor = &mut Cursor::new(items);
    let mut segments: Vec<Segment> = Vec::new();
    while !cursor.is_at_end() {
        let segment = segment(cursor, segments.is_empty())?;
        if !segments.last().is_none_or(|before| may_follow(before, &segment)) {
            return None;
        }
        push(&mut segments, segment)?;
        // "1828 (or 1836)"
        while let Some(other) = cursor.attempt(alternative) {
            add_alternative(segments.last_mut()?, other)?;
        }
    }
    gathered(segments)
}

fn segment(cursor: &mut Cursor, is_first: bool) -> Option<Segment> {
    let mut sign = if is_first { None } else { cursor.sign_of(&[',', ';', ':', '/', '-', '–', '+', '.']) };
    if !is_first && cursor.word(Meaning::And).is_some() {
        sign = sign.or(Some('&'));
    }
    let bracketed = cursor.sign('(').is_some();
    let told = told(cursor)?;
    if bracketed {
        // "(designed 1920, made 1922)" would need brackets within the list.
        cursor.sign(')')?;
    }
    Some(Segment { told, sign, bracketed })
}

fn told(cursor: &mut Cursor) -> Option<Told> {
    let forms = [dated, undated, |cursor: &mut Cursor| cursor.region().map(Told::Region)];
    forms.into_iter().find_map(|form| cursor.attempt(form))
}

fn dated(cursor: &mut Cursor) -> Option<Told> {
    let mark = marks(cursor);
    let act = act(cursor);
    let mark = mark | marks(cursor);
    let phrase = phrase(cursor)?.marked(mark);
    let behind = cursor.attempt(|cursor| {
        cursor.sign('(')?;
        let is_remark = matches!(cursor.next(), Some(Thing::Is(Meaning::Remark(_))));
        let act = self::act(cursor).filter(|_| !is_remark)?;
        cursor.sign(')').map(|()| act)
    });
    Some(Told::Dated { phrase: Box::new(phrase), act: act.or(behind), act_behind: behind.is_some() })
}

/// "Made", "published", "reworked and exhibited", with a colon or not.
fn act(cursor: &mut Cursor) -> Option<Act> {
    let mut found = word(cursor)?;
    while let Some(more) = cursor.attempt(|cursor| {
        cursor.word(Meaning::And).or_else(|| cursor.sign_of(&[',', '/', '&']).map(|_| ()))?;
        word(cursor)
    }) {
        found = if matches!(found, Act::Other(_)) { more } else { found };
    }
    cursor.sign(':');
    Some(found)
}

fn word(cursor: &mut Cursor) -> Option<Act> {
    cursor.meaning(|meaning| match meaning {
        Meaning::Made => Some(Act::Made),
        Meaning::Step(word) => Some(Act::Step(word)),
        Meaning::Act(word) | Meaning::Remark(word) => Some(Act::Other(word)),
        _ => None,
    })
}

/// "Posthumous cast", "printed later", "?later cast", "modern reproduction". A step of the making after a death of which
/// nothing is said leaves its date open, so nothing is read.
fn undated(cursor: &mut Cursor) -> Option<Told> {
    marks(cursor);
    let when = |cursor: &mut Cursor| {
        cursor.meaning(|meaning| matches!(meaning, Meaning::Later | Meaning::Posthumous).then_some(meaning))
    };
    let before = when(cursor);
    let act = act(cursor)?;
    let when = before.or_else(|| when(cursor));
    let open = when == Some(Meaning::Posthumous) && !matches!(act, Act::Other(_));
    (!open && act != Act::Made).then_some(Told::Undated(act))
}

/// "(or 1836)", also where the second bracket was forgotten.
fn alternative(cursor: &mut Cursor) -> Option<Said> {
    cursor.sign('(')?;
    cursor.word(Meaning::Or)?;
    let said = one(cursor)?;
    cursor.sign(')').or(cursor.is_at_end().then_some(()))?;
    Some(said)
}

fn add_alternative(segment: &mut Segment, other: Said) -> Option<()> {
    let Told::Dated { phrase, .. } = &mut segment.told else { return None };
    let mut list = match phrase.as_ref() {
        Phrase::One(one) => vec![*one],
        Phrase::Or(list) => list.clone(),
        _ => return None,
    };
    let (before, other) = Said::completed(list.pop()?, other)?;
    list.extend([before, other]);
    **phrase = Phrase::Or(list);
    Some(())
}

impl Segment {
    /// Whether it is a date, and no period.
    pub(super) fn is_date(&self) -> bool {
        matches!(&self.told, Told::Dated { phrase, .. } if !phrase.is_of_periods())
    }

    pub(super) fn is_period(&self) -> bool {
        matches!(&self.told, Told::Dated { phrase, .. } if phrase.is_of_periods())
    }

    fn has_act(&self) -> bool {
        matches!(self.told, Told::Dated { act: Some(_), .. })
    }

    /// Whether it is a century, decade or millennium, which a year in brackets may say more exactly.
    fn is_counted(&self) -> bool {
        matches!(&self.told, Told::Dated { phrase, .. } if is_counted(phrase))
    }

    fn has_act_behind(&self) -> bool {
        matches!(self.told, Told::Dated { act_behind: true, .. })
    }
}

/// Two dates need a sign between them; a dash or a stroke parts a period or a region from a date alone.
fn may_follow(before: &Segment, segment: &Segment) -> bool {
    match segment.sign {
        None if segment.bracketed => {
            !segment.is_date() || !before.is_date() || segment.has_act() || before.is_counted()
        }
        None => !(before.is_date() && segment.is_date()) || before.has_act_behind(),
        Some('&') => segment.has_act() || !segment.is_date(),
        Some('-' | '–' | '/' | ':' | '.') => before.is_date() != segment.is_date(),
        Some(_) => true,
    }
}

/// Adds a segment; a year of two digits takes its century from the one before ("1992, 93"), and a date behind a comma its act
/// ("exhibited 1809, 1840").
fn push(segments: &mut Vec<Segment>, mut segment: Segment) -> Option<()> {
    let before = segments.last_mut().map(|before| &mut before.told);
    if let Some(Told::Dated { phrase: before, act: act_before, act_behind }) = before
        && let Told::Dated { phrase, act, .. } = &mut segment.told
        && segment.sign == Some(',')
        && !before.is_of_periods()
        && !phrase.is_of_periods()
    {
        if act.is_none() && !*act_behind {
            *act = *act_before;
        }
        complete(before, phrase)?;
    }
    segments.push(segment);
    Some(())
}

/// What the second of two dates leaves out.
fn complete(before: &mut Phrase, phrase: &mut Phrase) -> Option<()> {
    let earlier = match before {
        Phrase::One(said) | Phrase::Range(_, said) => *said,
        _ => return Some(()),
    };
    let (Phrase::One(later) | Phrase::Range(later, _)) = phrase else { return Some(()) };
    let short = later.is_bare_year() && later.number.is_some_and(|number| number.length < 3) && later.era.is_none();
    if short {
        // A single digit may be a day, a page or a copy as well.
        later.number.filter(|number| number.length == 2)?;
        earlier.is_bare_year().then_some(())?;
        *later = Said::completed(earlier, *later)?.1;
    }
    Some(())
}

impl Act {
    /// Its word, unless it says no more than that it was made.
    pub(super) fn word(self) -> Option<&'static str> {
        match self {
            Act::Made => None,
            Act::Step(word) | Act::Other(word) => Some(word),
        }
    }
}

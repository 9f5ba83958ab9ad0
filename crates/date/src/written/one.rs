//! Reads one date: a year, a day, a century, a period or a part of one, with its era and marks.

use super::atoms::{era, year};
use super::counted::{arabic_century, century_number, counted, decade, part_of_year};
use super::cursor::Cursor;
use super::items::Thing;
use super::marks::{marks, marks_behind};
use super::meaning::Meaning;
use super::part::part;
use super::said::{Mark, Part, Said};
use super::{calendar, numeric};

/// One date; what it leaves out may follow from the other end of a range.
pub(super) fn one(cursor: &mut Cursor) -> Option<Said> {
    cursor.attempt(|cursor| {
        let mark = marks(cursor);
        let era = era(cursor);
        let mark = mark | if era.is_some() { marks(cursor) } else { Mark::default() };
        let mut said = plain(cursor)?;
        if era.is_some() {
            said.era = era;
            said.era_in_front = true;
        }
        if said.era.is_none() {
            said.era = self::era(cursor);
        }
        said.mark_behind = marks_behind(cursor);
        Some(said.marked(mark))
    })
}

/// A date that is a year and nothing more.
pub(super) fn bare_year(cursor: &mut Cursor) -> Option<Said> {
    let mark = marks(cursor);
    let mut said = year(cursor)?;
    said.era = self::era(cursor);
    said.mark_behind = marks_behind(cursor);
    Some(said.marked(mark))
}

fn plain(cursor: &mut Cursor) -> Option<Said> {
    let forms = [period, numeric::date, calendar::date, decade, counted, century_number, arabic_century, part_of_year];
    forms.into_iter().find_map(|form| cursor.attempt(form)).or_else(|| cursor.attempt(year))
}

/// "Early Ottoman period", «العصر المملوكي المتأخر».
fn period(cursor: &mut Cursor) -> Option<Said> {
    cursor.ahead().iter().any(|item| matches!(item.thing, Thing::Period(_))).then_some(())?;
    let part = part(cursor);
    cursor.word(Meaning::Age);
    let period = Some(cursor.period()?);
    cursor.word(Meaning::Age);
    let behind = |cursor: &mut Cursor| {
        cursor.meaning(|meaning| match meaning {
            Meaning::ThirdBehind(index) => Some(Part { index, of: 3, loose: true }),
            _ => None,
        })
    };
    let part = part.or_else(|| behind(cursor));
    Some(Said { part, period, ..Said::default() })
}

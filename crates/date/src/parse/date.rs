//! One date: its components, their masks and qualifiers.

use super::cursor::Cursor;
use super::year::year;
use crate::day::month_length;
use crate::error::DateError;
use crate::form::{ANY, Date, Mark, Mask, Part, Qualifier, Year, exact, matches};

pub(super) fn date(cursor: &mut Cursor) -> Result<Date, DateError> {
    let mut marks = [Mark::default(); 3];
    let year = marked(cursor, &mut marks[0], year)?;
    let mut part = Part::Year;
    if matches!(year, Year::Digits { .. }) && cursor.take("-") {
        let at = cursor.at();
        let month = marked(cursor, &mut marks[1], two_digits)?;
        part = month_or_season(cursor, at, month)?;
        if matches!(part, Part::Month(_)) && cursor.take("-") {
            part = day(cursor, &year, month, &mut marks[2])?;
        }
    }
    Ok(Date { year, part, marks })
}

/// A component with its qualifiers on either side.
fn marked<T>(
    cursor: &mut Cursor,
    mark: &mut Mark,
    component: impl Fn(&mut Cursor) -> Result<T, DateError>,
) -> Result<T, DateError> {
    mark.alone = qualifier(cursor);
    let value = component(cursor)?;
    mark.group = qualifier(cursor);
    Ok(value)
}

fn qualifier(cursor: &mut Cursor) -> Qualifier {
    let (approximate, uncertain) = match cursor.peek() {
        Some(b'~') => (cursor.take("~"), false),
        Some(b'?') => (false, cursor.take("?")),
        Some(b'%') => (cursor.take("%"), true),
        _ => (false, false),
    };
    Qualifier { approximate, uncertain }
}

/// One digit of a mask.
pub(super) fn digit(cursor: &mut Cursor, expected: &'static str) -> Result<u8, DateError> {
    cursor.one(expected, |byte| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'X' => Some(ANY),
        _ => None,
    })
}

fn two_digits(cursor: &mut Cursor) -> Result<Mask, DateError> {
    let expected = "two digits or X";
    Ok([digit(cursor, expected)?, digit(cursor, expected)?])
}

fn month_or_season(cursor: &Cursor, at: usize, mask: Mask) -> Result<Part, DateError> {
    match exact(mask) {
        Some(code @ 21..=41) => Ok(Part::Season(code)),
        _ if (1..=12).any(|month| matches(mask, month)) => Ok(Part::Month(mask)),
        _ => Err(cursor.calendar(at, "months are 01 to 12, seasons and other divisions of the year 21 to 41")),
    }
}

fn day(cursor: &mut Cursor, year: &Year, month: Mask, mark: &mut Mark) -> Result<Part, DateError> {
    let at = cursor.at();
    let day = marked(cursor, mark, two_digits)?;
    if day_exists(year, month, day) {
        Ok(Part::Day(month, day))
    } else {
        Err(cursor.calendar(at, "the month has no such day"))
    }
}

/// Whether some day fits the masks.
fn day_exists(year: &Year, month: Mask, day: Mask) -> bool {
    let longest = |month: u8| match (year.exact(), month) {
        (Some(year), _) => month_length(year, month),
        (None, 2) if !year.may_be_leap() => 28,
        (None, _) => month_length(2000, month),
    };
    let last = (1..=12).filter(|&m| matches(month, m)).map(longest).max().unwrap_or(0);
    (1..=last).any(|d| matches(day, d))
}

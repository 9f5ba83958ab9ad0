//! Days, months and seasons with their names: `3 May 1931`, "May 3, 1931", «١٢ رمضان ١٣٤٠», "spring 1931".

use super::atoms::{day, month};
use super::cursor::Cursor;
use super::items::Digits;
use super::meaning::Meaning;
use super::said::Said;

/// A date with a month or season by name; the year may be left to the other end of a range.
pub(super) fn date(cursor: &mut Cursor) -> Option<Said> {
    let forms = [year_first, month_first, day_first, season, lone_day];
    forms.into_iter().find_map(|form| cursor.attempt(form))
}

/// "3 May 1931", "3-May-1931", "May 1931", "May, 1931".
fn day_first(cursor: &mut Cursor) -> Option<Said> {
    let day = day(cursor);
    let sign = day.and_then(|_| cursor.sign_of(&['-', '/', '.']));
    cursor.word(Meaning::From);
    let month = Some(month(cursor)?);
    if let Some(sign) = sign {
        cursor.sign(sign)?;
    }
    Some(Said { day, month, number: year_behind(cursor), ..Said::default() })
}

/// "May 3, 1931", "May 3rd 1931"; a number of two digits behind a month is a day.
fn month_first(cursor: &mut Cursor) -> Option<Said> {
    let month = Some(month(cursor)?);
    let day = Some(day(cursor)?);
    Some(Said { day, month, number: year_behind(cursor), ..Said::default() })
}

/// "1931 May 3", "1931, May", "1931 (May)".
fn year_first(cursor: &mut Cursor) -> Option<Said> {
    let number = Some(cursor.number().filter(is_year)?);
    let bracketed = cursor.sign('(').is_some();
    cursor.sign(',');
    let month = Some(month(cursor)?);
    let day = day(cursor);
    if bracketed {
        cursor.sign(')')?;
    }
    Some(Said { day, month, number, ..Said::default() })
}

fn season(cursor: &mut Cursor) -> Option<Said> {
    let season = cursor.meaning(|meaning| match meaning {
        Meaning::Season(code) => Some(code),
        _ => None,
    })?;
    Some(Said { season: Some(season), number: year_behind(cursor), ..Said::default() })
}

/// The end of "June 9–11, 1953".
fn lone_day(cursor: &mut Cursor) -> Option<Said> {
    let day = Some(day(cursor)?);
    cursor.sign(',')?;
    let number = Some(cursor.number().filter(|number| number.length == 4)?);
    Some(Said { day, number, ..Said::default() })
}

fn year_behind(cursor: &mut Cursor) -> Option<Digits> {
    cursor.attempt(|cursor| {
        cursor.sign(',').or_else(|| cursor.word(Meaning::From));
        cursor.number().filter(is_year)
    })
}

fn is_year(number: &Digits) -> bool {
    number.length >= 3
}

//! Days and months in digits: `3.5.1931`, `03/04/1931`, `1931/04/03`, `3/1959`.

use super::cursor::Cursor;
use super::items::{Digits, Item, Thing};
use super::said::{Month, Said};

/// A date in digits with the year in full.
pub(super) fn date(cursor: &mut Cursor) -> Option<Said> {
    [year_last, year_first, month_and_year].into_iter().find_map(|form| cursor.attempt(form))
}

/// With dots the day comes first wherever dates are written so; with strokes it may be the month.
fn year_last(cursor: &mut Cursor) -> Option<Said> {
    let first = short(cursor)?;
    let sign = cursor.sign_of(&['.', '/', '-'])?;
    let second = short(cursor)?;
    cursor.sign(sign)?;
    let year = year(cursor)?;
    match (sign, first, second) {
        ('.', day, month @ 1..=12) => Some(said(year, month, Some(day))),
        ('.', ..) => None,
        (_, a @ 1..=12, b @ 1..=12) => Some(Said { swappable: a != b, ..said(year, b, Some(a)) }),
        (_, day, month @ 1..=12) | (_, month @ 1..=12, day) => Some(said(year, month, Some(day))),
        _ => None,
    }
}

/// The year first: then the month, then the day.
fn year_first(cursor: &mut Cursor) -> Option<Said> {
    let year = year(cursor)?;
    let sign = cursor.sign_of(&['.', '/', '-'])?;
    let month = short(cursor).filter(|month| *month <= 12)?;
    cursor.sign(sign)?;
    let day = short(cursor)?;
    Some(said(year, month, Some(day)))
}

/// `3/1959`; with a hyphen `03-1959`, but `1-1000 CE` are years.
fn month_and_year(cursor: &mut Cursor) -> Option<Said> {
    let digits = cursor.clone().number()?;
    let month = short(cursor).filter(|month| *month <= 12)?;
    let sign = cursor.sign_of(&['.', '/', '-'])?;
    let year = year(cursor)?;
    let may_be_years =
        sign == '-' && (digits.length == 1 || matches!(cursor.peek(), Some(Item { thing: Thing::Is(_), .. })));
    (!may_be_years).then(|| said(year, month, None))
}

fn said(year: Digits, month: u8, day: Option<u8>) -> Said {
    Said { number: Some(year), month: Some(Month { number: month, hijri: false }), day, ..Said::default() }
}

/// A number of one or two digits, not 0.
fn short(cursor: &mut Cursor) -> Option<u8> {
    let number = cursor.number().filter(|number| number.length <= 2)?;
    u8::try_from(number.value).ok().filter(|number| *number > 0)
}

fn year(cursor: &mut Cursor) -> Option<Digits> {
    cursor.number().filter(|number| number.length == 4)
}

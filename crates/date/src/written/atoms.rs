//! The smallest parts of a date: an era, a year, a month, a day.

use super::cursor::Cursor;
use super::items::{Digits, Thing};
use super::meaning::{Era, Meaning};
use super::said::{Month, Said};

pub(super) fn era(cursor: &mut Cursor) -> Option<Era> {
    cursor.meaning(|meaning| match meaning {
        Meaning::Era(era) => Some(era),
        _ => None,
    })
}

/// A number that may be a year, a day or a century, by what surrounds it.
pub(super) fn year(cursor: &mut Cursor) -> Option<Said> {
    let number = thousands(cursor).or_else(|| cursor.number())?;
    let masked = number.length == 3 && cursor.peek().is_some_and(|item| item.tight && item.thing == Thing::Sign('?'));
    // "182?" may be the 1820s.
    (!masked).then_some(())?;
    Some(Said { number: Some(number), ..Said::default() })
}

/// `10,000` as one number, where an era follows.
fn thousands(cursor: &mut Cursor) -> Option<Digits> {
    cursor.attempt(|cursor| {
        let high = cursor.number().filter(|high| high.length <= 3)?;
        cursor.sign(',')?;
        let tight = cursor.peek().is_some_and(|item| item.tight);
        let low = cursor.number().filter(|low| low.length == 3 && tight)?;
        era(&mut cursor.clone())?;
        Some(Digits { value: high.value * 1000 + low.value, length: high.length + 3 })
    })
}

/// A month of either calendar.
pub(super) fn month(cursor: &mut Cursor) -> Option<Month> {
    let month = named_month(cursor)?;
    // Both names of one month: «كانون الثاني/يناير».
    cursor.attempt(|cursor| {
        cursor.sign('/')?;
        named_month(cursor).filter(|other| *other == month)
    });
    Some(month)
}

fn named_month(cursor: &mut Cursor) -> Option<Month> {
    cursor.meaning(|meaning| match meaning {
        Meaning::Month(number) => Some(Month { number, hijri: false }),
        Meaning::HijriMonth(number) => Some(Month { number, hijri: true }),
        _ => None,
    })
}

/// A day of the month: `3`, `3rd`.
pub(super) fn day(cursor: &mut Cursor) -> Option<u8> {
    cursor.attempt(|cursor| {
        let number = cursor.number().filter(|number| number.length <= 2)?;
        cursor.tight_word(Meaning::OrdinalEnding);
        u8::try_from(number.value).ok().filter(|day| (1..=31).contains(day))
    })
}

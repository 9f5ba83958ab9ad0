//! Decades, centuries and millennia as spans of years.

use super::moment::{Moment, Year};
use super::scan::Scan;
use super::sense::{Era, Sense};
use super::year::{astronomical, era};

/// A decade ("the 1980s", "the 470s BC") or hundred years ("the 1700s").
pub(super) fn decade(scan: &Scan, i: usize) -> Option<(Moment, usize)> {
    let number = scan.number(i).filter(|n| n.plural && !n.decimal && n.value.is_multiple_of(10))?;
    let ancient = scan.ancient && number.digits == 3;
    let before = match era(scan, i + 1) {
        None if ancient => Some(i + 1),
        Some((Era::Before, next)) if number.value >= 10 => Some(next),
        _ => None,
    };
    let first = astronomical(number.value.min(99_990), Era::Common);
    let length = if first % 100 == 0 && first < 1900 { 100 } else { 10 };
    if let Some(next) = before {
        let year = Year::Span(1 - (first + length - 1), 1 - first);
        return Some((Moment { year, ..Moment::default() }, next));
    }
    if number.digits == 2 {
        return short_decade(scan, i, number.value).map(|moment| (moment, i + 1));
    }
    let year = Year::Span(first, first + length - 1);
    (1000..2200).contains(&first).then(|| (Moment { year, ..Moment::default() }, i + 1))
}

/// "the '60s", "the late 60s": of the century that the narrative stands in.
fn short_decade(scan: &Scan, i: usize, tens: u32) -> Option<Moment> {
    let quoted = usize::from(scan.apostrophe(i.wrapping_sub(1)));
    let led = matches!(scan.sense_before(i - quoted), Sense::The | Sense::Part(_));
    led.then(|| decade_of(scan, tens as i32))
}

/// The decade of the narrative's century that begins with these tens.
pub(super) fn decade_of(scan: &Scan, tens: i32) -> Moment {
    let first = scan.told.hundreds + tens;
    Moment { year: Year::Span(first, first + 9), ..Moment::default() }
}

/// The years of a millennium by its number, as its centuries count.
pub(super) fn millennium_years(number: u32, era: Era) -> Year {
    let number = i32::try_from(number.min(9)).unwrap_or(9);
    match era {
        Era::Common | Era::Hijri => Year::Span((number - 1) * 1000, number * 1000 - 1),
        Era::Before => Year::Span(1 - number * 1000, -(number - 1) * 1000),
    }
}

/// The years of a century by its number: the 20th is 1900 to 1999 (as EDTF writes it, `19XX`), the
/// 4th before the common era is 400 BC to 301 BC.
pub(super) fn century_years(number: u32, era: Era) -> Year {
    let number = i32::try_from(number.min(999)).unwrap_or(999);
    match era {
        Era::Common | Era::Hijri => Year::Span((number - 1) * 100, number * 100 - 1),
        Era::Before => Year::Span(1 - number * 100, -(number - 1) * 100),
    }
}

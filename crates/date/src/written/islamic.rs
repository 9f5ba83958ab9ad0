//! Hijri dates as days and years of the common calendar, by the tabular calendar: good to two days.

use super::piece::{Kind, Piece, year_text};
use super::said::Said;
use crate::day::Day;
use crate::hijri::Hijri;

/// Last year that is read as one of the Hijra: far from both today and typing errors.
const LAST_YEAR: i64 = 1_600;

/// A year, month or day of the Hijra. What is about or perhaps so is as wide as if it were said in the common calendar:
/// a year in years, a month in months.
pub(super) fn piece(said: &Said) -> Option<Piece> {
    let year = said.number.map(|number| number.value).filter(|year| (1..=LAST_YEAR).contains(year))?;
    if said.part.is_some() || said.season.is_some() || said.swappable {
        return None;
    }
    match (said.month, said.day) {
        (None, None) if said.marks().is_set() => {
            let (first, last) = common_years(year, year);
            Some(Piece::two(Kind::Span, year_text(first)?, year_text(last)?))
        }
        (None, None) => Some(span(Hijri::new(year, 1, 1)?.to_day(), before(Hijri::new(year + 1, 1, 1)?))),
        (Some(month), None) if month.hijri => Some(in_month(year, month.number, said.marks().is_set())?),
        (Some(month), Some(day)) if month.hijri => {
            day_of(year, month.number, day).map(|day| Piece::single(day.to_string()))
        }
        _ => None,
    }
}

/// Whether the one year, of the Hijra, begins or ends in the other, of the common era.
pub(super) fn are_one_year(hijri: &Said, common: &Said) -> bool {
    let (Some(hijri), Some(common)) = (hijri.number, common.number) else { return false };
    let years = common_years(hijri.value, hijri.value);
    years.0 == common.value || years.1 == common.value
}

fn in_month(year: i64, month: u8, marked: bool) -> Option<Piece> {
    let next = if month == 12 { Hijri::new(year + 1, 1, 1)? } else { Hijri::new(year, month + 1, 1)? };
    let (first, last) = (Hijri::new(year, month, 1)?.to_day(), before(next));
    if !marked {
        return Some(span(first, last));
    }
    let month = |day: Day| day.date();
    let text = |(year, month, _): (i64, u8, u8)| format!("{year:04}-{month:02}");
    Some(Piece::two(Kind::Span, text(month(first)), text(month(last))))
}

/// The day; a month that is computed to have 29 days may have been seen to have 30.
fn day_of(year: i64, month: u8, day: u8) -> Option<Day> {
    let sighted = || (day == 30).then(|| Hijri::new(year, month, 29)).flatten().map(|hijri| hijri.to_day().plus(1));
    Hijri::new(year, month, day).map(Hijri::to_day).or_else(sighted)
}

fn before(hijri: Hijri) -> Day {
    hijri.to_day().plus(-1)
}

fn span(first: Day, last: Day) -> Piece {
    Piece::two(Kind::Span, first.to_string(), last.to_string())
}

/// The years of the common era in which a stretch of Hijri years begins and ends.
pub(super) fn common_years(first: i64, last: i64) -> (i64, i64) {
    let year = |day: Option<Day>| day.map_or(0, |day| day.date().0);
    let begin = Hijri::new(first, 1, 1).map(Hijri::to_day);
    let end = Hijri::new(last + 1, 1, 1).map(before);
    (year(begin), year(end))
}

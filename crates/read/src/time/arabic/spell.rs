//! Decades, centuries and millennia.

use super::super::moment::{Moment, Within, Year};
use super::super::phrase::Found;
use super::super::scan::Scan;
use super::super::sense::{Era, Part, Sense, Unit};
use super::super::stretch::century_years;
use super::super::year::plain;
use super::number::ordinal;
use super::year::era;

/// «ستينيات القرن السادس عشر», «القرن الثاني الميلادي», «الألف الرابع ق.م».
pub(super) fn find(scan: &Scan, i: usize) -> Option<Found> {
    decade(scan, i).or_else(|| counted_decade(scan, i)).or_else(|| century(scan, i)).or_else(|| millennium(scan, i))
}

fn found(year: Year, from: usize, to: usize) -> Option<Found> {
    Found::new(Moment::within(year, Within::Whole), from, to, false)
}

/// «الخمسينات», «ثلاثينيات القرن الثامن», «عقد الستينيات».
fn decade(scan: &Scan, i: usize) -> Option<Found> {
    let label = matches!(scan.sense(i), Sense::Unit { unit: Unit::Decade, many: false });
    let at = i + usize::from(label);
    let Sense::Tens(tens) = scan.sense(at) else { return None };
    let next = at + 1 + usize::from(scan.sense(at + 1) == Sense::From);
    if let Some(century) = century(scan, next) {
        let Year::Span(first, last) = century.moment.year else { return None };
        let first = if last <= 0 { last - i32::from(tens) - 9 } else { first + i32::from(tens) };
        return found(Year::Span(first, first + 9), i, century.to);
    }
    let first = scan.told.hundreds + i32::from(tens);
    let led = scan.the(at) || label;
    found(Year::Span(first, first + 9), i, at + 1).filter(|_| led)
}

/// «العقد الأول من القرن العشرين».
fn counted_decade(scan: &Scan, i: usize) -> Option<Found> {
    let decade = matches!(scan.sense(i), Sense::Unit { unit: Unit::Decade, many: false }) && scan.the(i);
    let (nth, next) = ordinal(scan, i + 1).filter(|(nth, _)| decade && *nth <= 10)?;
    let century = century(scan, next + 1).filter(|_| scan.sense(next) == Sense::From)?;
    let Year::Span(first, _) = century.moment.year else { return None };
    let first = first + (nth as i32 - 1) * 10;
    found(Year::Span(first, first + 9), i, century.to)
}

/// «القرن التاسع عشر», «القرن 19 م», «القرن الثالث الهجري», «القرن الماضي», «القرن نفسه».
pub(super) fn century(scan: &Scan, i: usize) -> Option<Found> {
    let century = matches!(scan.sense(i), Sense::Unit { unit: Unit::Century, many: false } | Sense::Two(Unit::Century))
        && scan.the(i);
    let told = match scan.sense(i + 1) {
        _ if !century => return None,
        Sense::Pointer(step) => Some(scan.told.spoken + 100 * i32::from(step)),
        Sense::Same => Some(scan.told.hundreds),
        Sense::Previous => Some(scan.told.hundreds - 100),
        Sense::Next => Some(scan.told.hundreds + 100),
        _ => None,
    };
    if let Some(first) = told {
        return found(Year::Span(first, first + 99), i, i + 2);
    }
    let (nth, to) = nth(scan, i + 1)?;
    let (era, to) = era(scan, to).unwrap_or((Era::Common, to));
    century_of(nth, era, i, to)
}

/// The place of a century in words or digits, and the token after it.
pub(super) fn nth(scan: &Scan, i: usize) -> Option<(u32, usize)> {
    let digits = || plain(scan, i).filter(|n| n.digits <= 2).map(|n| (n.value, i + 1));
    ordinal(scan, i).or_else(digits).filter(|(nth, _)| (1..=99).contains(nth))
}

/// The century with its place in its era.
pub(super) fn century_of(nth: u32, era: Era, from: usize, to: usize) -> Option<Found> {
    let hijri = era == Era::Hijri;
    let year = match century_years(nth, era) {
        Year::Span(first, last) if hijri => Year::Span(first + 1, last + 1),
        year => year,
    };
    Found::new(Moment { hijri, ..Moment::within(year, Within::Whole) }, from, to, false)
}

/// «الألف الثالث قبل الميلاد», «الألفية الثالثة».
fn millennium(scan: &Scan, i: usize) -> Option<Found> {
    let named = matches!(scan.sense(i), Sense::Millennium | Sense::Cardinal(1000)) && scan.the(i);
    let (nth, to) = ordinal(scan, i + 1).filter(|(nth, _)| named && (1..=9).contains(nth))?;
    let (era, to) = era(scan, to).unwrap_or((Era::Common, to));
    let last = nth as i32 * 1000;
    let year = match era {
        Era::Before => Year::Span(1 - last, 1000 - last),
        Era::Common => Year::Span(last - 1000, last - 1),
        Era::Hijri => return None,
    };
    found(year, i, to)
}

/// The early years of a millennium of the common era are its first decade: «مطلع الألفية الثالثة».
pub(super) fn turn_of_millennium(moment: &Moment, part: Part) -> Moment {
    match moment.year {
        Year::Span(first, last) if part == Part::Early && last - first == 999 && first > 0 => {
            Moment { year: Year::Span(first, first + 9), ..*moment }
        }
        _ => *moment,
    }
}

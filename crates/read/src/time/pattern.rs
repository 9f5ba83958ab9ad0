//! Finds dates that name a place in the calendar: days, months, seasons, years, decades, centuries.

use super::lexicon::is_event;
use super::moment::{Moment, Within, Year};
use super::noun;
use super::phrase::{Found, Meaning, Phrase};
use super::scan::Scan;
use super::season::{self, feast, season};
use super::sense::{Era, Part, Sense, Unit};
use super::stretch;
use super::tokens::Number;
use super::year::{self, year_after};

/// The moment that starts at token `i`.
pub(super) fn find(scan: &Scan, i: usize) -> Option<Found> {
    match scan.sense(i) {
        Sense::About => about(scan, i),
        Sense::The | Sense::A => {
            let led = scan.sense(i) == Sense::The;
            let plain = body(scan, i + 1).filter(|found| found.article && led);
            let found =
                plain.or_else(|| described(scan, i + 1)).filter(|found| !season::is_of_an_event(scan, found))?;
            Some(Found { from: i, ..found })
        }
        _ => body(scan, i),
    }
}

/// "about 1910", "c. 466 BC".
fn about(scan: &Scan, i: usize) -> Option<Found> {
    let short = scan.word(i).len() <= 2;
    if short && scan.capital(i) {
        return None;
    }
    let next = i + 1 + usize::from(short && scan.mark(i + 1, '.'));
    let found = find(scan, next).or_else(|| {
        let number =
            year::plain(scan, next).filter(|n| short && (3..=4).contains(&n.digits) && !year::counts(scan, next))?;
        let year = year::astronomical(number.value, Era::Common);
        Found::new(Moment::year(year), next, next + 1, false)
    })?;
    let moment = Moment { about: true, ..found.moment };
    Some(Found { from: i, moment, ..found })
}

/// "the harsh Anatolian winter", "a bitter winter": a season behind words that describe it.
fn described(scan: &Scan, i: usize) -> Option<Found> {
    (i + 1..i + 3).any(|at| matches!(scan.sense(at), Sense::Season(_))).then_some(())?;
    let describes = |at: usize| scan.is_word(at) && scan.sense(at) == Sense::Other && !noun::is_closed(scan.word(at));
    let at = if scan.lower(i) && describes(i) { i + 1 + usize::from(describes(i + 1)) } else { i };
    let season =
        at > i && matches!(scan.sense(at), Sense::Season(_)) && scan.lower(at) && scan.sense(at + 1) != Sense::And;
    let sure = season && (season::never_else(scan, at) || year::attached(scan, at + 2).is_some());
    core(scan, at).filter(|found| sure && found.from == at)
}

fn body(scan: &Scan, i: usize) -> Option<Found> {
    part_of_day(scan, i)
        .or_else(|| part(scan, i))
        .or_else(|| half(scan, i))
        .or_else(|| decade_of_century(scan, i))
        .or_else(|| turn_of_century(scan, i))
        .or_else(|| core(scan, i))
}

/// "early April", "mid-1998", "the end of the summer of 1955".
fn part(scan: &Scan, i: usize) -> Option<Found> {
    if scan.sense(i + 1) == Sense::Of && (scan.says(i, "rest") || scan.says(i, "remainder")) {
        let inner = core(scan, i + 2).or_else(|| bare_year(scan, i + 2))?;
        return Found::new(inner.moment, i, inner.to, true);
    }
    let (part, next) = part_word(scan, i)?;
    let inner = core(scan, next).or_else(|| bare_year(scan, next))?;
    let moment = Moment { part: Some(part), ..inner.moment };
    Found::new(moment, i, inner.to, true)
}

/// The part at `i`, and where what it is a part of begins: "early", "late in", "the end of the".
pub(super) fn part_word(scan: &Scan, i: usize) -> Option<(Part, usize)> {
    let Sense::Part(part) = scan.sense(i) else {
        return None;
    };
    let direct = ["early", "mid", "late"].iter().any(|w| scan.says(i, w));
    // "Mid to late August": as late as that.
    let again =
        direct && matches!(scan.sense(i + 1), Sense::To | Sense::Or) && matches!(scan.sense(i + 2), Sense::Part(_));
    if again {
        return part_word(scan, i + 2);
    }
    let mut next = i + 1;
    if scan.dash(next) && direct {
        next += 1;
    }
    next += usize::from(direct && scan.says(next, "part"));
    let joined = scan.sense(next) == Sense::Of || direct && matches!(scan.sense(next), Sense::In | Sense::On);
    next += usize::from(joined);
    if joined && scan.sense(next) == Sense::The {
        next += 1;
    }
    (direct || joined).then_some((part, next))
}

/// "the second half of 2008", "the first quarter of 1998".
fn half(scan: &Scan, i: usize) -> Option<Found> {
    let number = match scan.sense(i) {
        Sense::Ordinal(number @ 1..=4) => number,
        _ if scan.says(i, "latter") => 2,
        _ if matches!(scan.word(i), "last" | "final" | "Last") && scan.says(i + 1, "quarter") => 4,
        _ => scan.number(i).filter(|n| n.ordinal && n.value <= 4)?.value as u8,
    };
    let (code, parts) = if scan.sense(i + 1) == Sense::Half {
        (39 + number, 2)
    } else if scan.says(i + 1, "quarter") {
        (32 + number, 4)
    } else {
        return None;
    };
    let start = i + 3 + usize::from(scan.sense(i + 3) == Sense::The);
    let inner = core(scan, start)
        .or_else(|| bare_year(scan, start))
        .filter(|_| scan.sense(i + 2) == Sense::Of && number <= parts)?;
    let moment = match inner.moment {
        Moment { year: Year::One(_), within: Within::Whole, .. } => {
            Moment::within(inner.moment.year, Within::Season(code))
        }
        moment => Moment { part: Some(if number * 2 > parts { Part::Late } else { Part::Early }), ..moment },
    };
    Found::new(moment, i, inner.to, true)
}

/// "the turn of the 20th century": around its first year or its last, so no closer than the century.
fn turn_of_century(scan: &Scan, i: usize) -> Option<Found> {
    let turn = scan.says(i, "turn") && scan.sense(i + 1) == Sense::Of && scan.sense(i + 2) == Sense::The;
    let inner = core(scan, i + 3).filter(|found| turn && matches!(found.moment.year, Year::Span(..)))?;
    Found::new(inner.moment, i, inner.to, true)
}

/// "the first decade of the 20th century".
fn decade_of_century(scan: &Scan, i: usize) -> Option<Found> {
    let (Sense::Ordinal(number @ 1..=10), Sense::Unit { unit: Unit::Decade, many: false }) =
        (scan.sense(i), scan.sense(i + 1))
    else {
        return None;
    };
    let start = i + 3 + usize::from(scan.sense(i + 3) == Sense::The);
    let inner = core(scan, start).filter(|_| scan.sense(i + 2) == Sense::Of)?;
    let Year::Span(first, last) = inner.moment.year else { return None };
    let first = first + 10 * (i32::from(number) - 1);
    let century = last - first + 1 + 10 * (i32::from(number) - 1) == 100 && first > 0;
    let decade = Moment::within(Year::Span(first, first + 9), Within::Whole);
    Found::new(decade, i, inner.to, true).filter(|_| century)
}

/// "the early morning hours of 30 April", "the night of 13 February".
fn part_of_day(scan: &Scan, i: usize) -> Option<Found> {
    let mut at = i;
    if matches!(scan.sense(at), Sense::Part(_)) {
        at += 1;
        at += usize::from(scan.sense(at) == Sense::In);
        at += usize::from(scan.sense(at) == Sense::The);
    }
    let hours = at > i && scan.word(at) == "hours";
    if !matches!(scan.sense(at), Sense::DayPart(_)) && !hours {
        return None;
    }
    at += 1 + usize::from(scan.says(at + 1, "hours"));
    if !matches!(scan.sense(at), Sense::Of | Sense::On) {
        return None;
    }
    at += 1 + usize::from(scan.sense(at + 1) == Sense::The);
    let inner = core(scan, at).filter(|f| matches!(f.moment.within, Within::Day(..) | Within::Weekday(_)))?;
    let moment = Moment { day_part: true, ..inner.moment };
    Found::new(moment, i, inner.to, true)
}

/// A date without any word before it that narrows it.
pub(super) fn core(scan: &Scan, i: usize) -> Option<Found> {
    match scan.sense(i) {
        Sense::Weekday(day) => weekday(scan, i, day),
        Sense::Month { number, short } => feast(scan, i).or_else(|| month_first(scan, i, number, short)),
        Sense::Season(code) => season(scan, i, code),
        Sense::Ordinal(day) => day_first(scan, i, day).or_else(|| century(scan, i, day.into())),
        Sense::Tens(tens) => {
            let led = matches!(scan.sense_before(i), Sense::The | Sense::Part(_)) || scan.dash(i.wrapping_sub(1));
            Found::new(stretch::decade_of(scan, tens.into()), i, i + 1, true).filter(|_| led)
        }
        Sense::Unit { unit: Unit::Year, .. } => {
            let (year, to) = year::attached(scan, i + 1)?;
            Found::new(Moment::year(year), i, to, true)
        }
        Sense::Era(_) => free_year(scan, i),
        _ if scan.number(i).is_some() => numeral(scan, i),
        _ if scan.capital(i) => feast(scan, i).or_else(|| free_year(scan, i)),
        _ => None,
    }
}

fn numeral(scan: &Scan, i: usize) -> Option<Found> {
    let number = scan.number(i)?;
    iso(scan, i)
        .or_else(|| slashed(scan, i))
        .or_else(|| day_first(scan, i, day_number(number)?))
        .or_else(|| century(scan, i, number.value).filter(|_| number.ordinal))
        .or_else(|| {
            let (moment, to) = stretch::decade(scan, i)?;
            Found::new(moment, i, to, true)
        })
        .or_else(|| free_year(scan, i))
}

fn free_year(scan: &Scan, i: usize) -> Option<Found> {
    let (moment, to) = year::free(scan, i)?;
    Found::new(moment, i, to, false)
}

/// A year where the words before it leave no doubt that it is one.
pub(super) fn bare_year(scan: &Scan, i: usize) -> Option<Found> {
    let (year, to) = year::attached(scan, i)?;
    Found::new(Moment::year(year), i, to, false)
}

/// A number that can be a day of a month.
pub(super) fn day_number(number: Number) -> Option<u8> {
    let fits = number.digits <= 2 && !number.decimal && !number.plural && (1..=31).contains(&number.value);
    fits.then_some(number.value as u8)
}

/// `2031-12-06`, and `2031-12` where it cannot be a range of years.
fn iso(scan: &Scan, i: usize) -> Option<Found> {
    let year = year::plain(scan, i).filter(|n| n.digits == 4 && !n.grouped)?;
    let month = year::plain(scan, i + 2).filter(|n| n.digits == 2 && n.value <= 12)?;
    if !scan.hyphen(i + 1) || scan.word(i + 1) != "-" {
        return None;
    }
    let full = Year::One(year.value as i32);
    let month_number = month.value as u8;
    if let Some(day) = scan.number(i + 4).filter(|n| n.digits == 2 && scan.hyphen(i + 3)) {
        let within = Within::Day(month_number, day_number(day)?);
        return Found::new(Moment::within(full, within), i, i + 5, false);
    }
    let no_range = month.value <= year.value % 100 && (1000..2200).contains(&year.value);
    let within = Within::Month(month_number);
    Found::new(Moment::within(full, within), i, i + 3, false).filter(|_| no_range)
}

/// `24/10/1648`, where only one of the two numbers can be the day; with points the day comes first.
fn slashed(scan: &Scan, i: usize) -> Option<Found> {
    let (points, [first, second], year) = three_numbers(scan, i)?;
    let (day, month) = match (first, second) {
        (day, month) if month <= 12 && (points || day > 12 || day == month) => (day, month),
        (month, day) if month <= 12 && day > 12 => (day, month),
        _ => return None,
    };
    Found::new(Moment::day((year, month, day)), i, i + 5, false)
}

/// `03/04/1931`, where both numbers can be the day: one of both days.
pub(super) fn either_way(scan: &Scan, i: usize) -> Option<Phrase> {
    let (points, [first, second], year) = three_numbers(scan, i)?;
    let both = !points && first <= 12 && second <= 12 && first != second;
    let found = |month, day| Found::new(Moment::day((year, month, day)), i, i + 5, false).filter(|_| both);
    let (one, other) = (found(first.min(second), first.max(second))?, found(first.max(second), first.min(second))?);
    Some(Phrase { one: true, ..Phrase::new(i, i + 5, Meaning::OneOf(one, other)) })
}

/// Two numbers up to 31 and a year, with strokes (or points: true) between.
fn three_numbers(scan: &Scan, i: usize) -> Option<(bool, [u8; 2], i32)> {
    let mark = if scan.mark(i + 1, '/') { '/' } else { '.' };
    let joined = (1..5).all(|k| scan.glued(i + k)) && scan.mark(i + 1, mark) && scan.mark(i + 3, mark);
    let year = year::plain(scan, i + 4).filter(|n| n.digits == 4 && joined)?;
    let [first, second] = [i, i + 2].map(|k| scan.number(k).and_then(day_number));
    Some((mark == '.', [first?, second?], year.value as i32))
}

/// "6 December 2023", "the 6th of December", "the first day of May 1990".
fn day_first(scan: &Scan, i: usize, day: u8) -> Option<Found> {
    let ordinal = scan.number(i).is_none_or(|n| n.ordinal);
    let mut next = i + 1;
    if ordinal && scan.says(next, "day") {
        next += 1;
    }
    if ordinal && scan.sense(next) == Sense::Of {
        next += 1;
    }
    if scan.hyphen(next) {
        next += 1;
    }
    let Sense::Month { number, short } = scan.sense(next) else {
        return None;
    };
    let (year, to) = year_after(scan, next + 1, short);
    let within = Within::Day(number, day);
    Found::new(Moment::within(year, within), i, to, ordinal)
        .or_else(|| Found::new(Moment::within(Year::Unsaid, within), i, next + 1, ordinal))
}

/// "December 6, 2023", "Dec. 6", "December 2023", "December".
fn month_first(scan: &Scan, i: usize, month: u8, short: bool) -> Option<Found> {
    let after = i + 1 + usize::from(short && scan.mark(i + 1, '.'));
    if let Some(found) = month_day(scan, i, month, after) {
        return Some(found);
    }
    let (year, to) = year_after(scan, i + 1, short);
    let moment = Moment::within(year, Within::Month(month));
    let said = year != Year::Unsaid || !short && month_alone(scan, i, month);
    Found::new(moment, i, to, false).filter(|_| said)
}

fn month_day(scan: &Scan, i: usize, month: u8, after: usize) -> Option<Found> {
    let at = after + usize::from(scan.sense(after) == Sense::The);
    let number = scan.number(at)?;
    let day = day_number(number)?;
    let clock = scan.glued(at + 1) && scan.mark(at + 1, ':');
    let counts = !number.ordinal && scan.sense_before(i) == Sense::In && year::counts(scan, at);
    if clock || counts || at > after && !number.ordinal {
        return None;
    }
    let (year, to) = year_after(scan, at + 1, false);
    let within = Within::Day(month, day);
    Found::new(Moment::within(year, within), i, to, false)
        .or_else(|| Found::new(Moment::within(Year::Unsaid, within), i, at + 1, false))
}

/// Whether a month's name without day or year is the month: not a person's name, not the verbs
/// "may" and "march" at the start of a sentence.
fn month_alone(scan: &Scan, i: usize, month: u8) -> bool {
    let led =
        !matches!(scan.sense_before(i), Sense::Other | Sense::The | Sense::A | Sense::Vague(_) | Sense::Cardinal(_));
    let part = scan.dash(i.wrapping_sub(1)) && matches!(scan.sense_before(i.wrapping_sub(1)), Sense::Part(_));
    if led || part {
        return true;
    }
    let event = is_event(scan.word(i + 1)) || scan.capital(i + 1) && scan.capital(i + 2) && is_event(scan.word(i + 2));
    if event && (scan.capital(i + 1) || matches!(scan.sense_before(i), Sense::A | Sense::The)) {
        return true;
    }
    let named = scan.capital(i + 1) && scan.sense(i + 1) == Sense::Other
        || scan.capital(i.wrapping_sub(1)) && !scan.opens_sentence(i.wrapping_sub(1));
    if matches!(scan.sense_before(i), Sense::A | Sense::The) && scan.lower(i + 1) && !named {
        return true;
    }
    let verb = matches!(month, 3 | 5) && !scan.dash(i + 1) && scan.sense(i + 1) != Sense::And;
    !named && !verb
}

/// "Thursday, 6 December 2023", "Thursday".
fn weekday(scan: &Scan, i: usize, day: u8) -> Option<Found> {
    let next = i + 1 + usize::from(scan.mark(i + 1, ','));
    let next = next + usize::from(scan.sense(next) == Sense::The);
    if let Some(date) = core(scan, next).filter(|f| matches!(f.moment.within, Within::Day(..))) {
        return Found::new(date.moment, i, date.to, false);
    }
    let name = scan.capital(i.wrapping_sub(1)) && !scan.opens_sentence(i.wrapping_sub(1))
        || scan.capital(i + 1) && scan.sense(i + 1) == Sense::Other;
    let day_part = matches!(scan.sense(i + 1), Sense::DayPart(_));
    let moment = Moment { day_part, ..Moment::within(Year::Unsaid, Within::Weekday(day)) };
    Found::new(moment, i, i + 1 + usize::from(day_part), false).filter(|_| !name)
}

/// "the 4th century BC", "nineteenth century".
fn century(scan: &Scan, i: usize, number: u32) -> Option<Found> {
    let next = i + 1 + usize::from(scan.hyphen(i + 1));
    if scan.sense(next) == Sense::Millennium {
        let (era, to) = year::era(scan, next + 1).unwrap_or((Era::Common, next + 1));
        let moment = Moment::within(stretch::millennium_years(number, era), Within::Whole);
        return Found::new(moment, i, to, true).filter(|_| (1..=9).contains(&number));
    }
    let century = |at| matches!(scan.sense(at), Sense::Unit { unit: Unit::Century, .. });
    if !century(next) {
        // "The late nineteenth and early twentieth centuries".
        let at = i + 2 + usize::from(scan.sense(i + 2) == Sense::The);
        let at = at + usize::from(matches!(scan.sense(at), Sense::Part(_)));
        let ordinal = matches!(scan.sense(at), Sense::Ordinal(_)) || scan.number(at).is_some_and(|n| n.ordinal);
        let shared = matches!(scan.sense(i + 1), Sense::And | Sense::Or | Sense::To) && ordinal && century(at + 1);
        let moment = Moment::within(stretch::century_years(number, Era::Common), Within::Whole);
        return Found::new(moment, i, i + 1, true).filter(|_| shared && (1..=100).contains(&number));
    }
    let (era, to) = year::era(scan, next + 1).unwrap_or((Era::Common, next + 1));
    let year = stretch::century_years(number, era);
    (1..=100).contains(&number).then_some(())?;
    Found::new(Moment::within(year, Within::Whole), i, to, true)
}

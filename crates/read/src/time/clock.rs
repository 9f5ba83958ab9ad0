//! Times of day: "3:00 a.m.", "15:30", "noon", "at dawn".

use super::moment::{Moment, Within};
use super::pattern;
use super::phrase::{Meaning, Phrase};
use super::scan::Scan;
use super::sense::{DayPart, Sense};

/// The time of day at token `i`.
pub(super) fn find(scan: &Scan, i: usize) -> Option<Phrase> {
    let the = usize::from(scan.sense(i) == Sense::The);
    if matches!(scan.sense(i + the), Sense::DayPart(_)) {
        return named(scan, i, i + the).map(|found| Phrase { from: i, ..found });
    }
    if let Sense::Part(_) = scan.sense(i + the) {
        // "By mid-afternoon", "in the late evening".
        let at = i + the + 1 + usize::from(scan.dash(i + the + 1));
        let part = matches!(scan.sense(at), Sense::DayPart(_)).then_some(at)?;
        return named(scan, i, part).map(|found| Phrase { from: i, ..found });
    }
    let at = i + usize::from(scan.sense(i) == Sense::About);
    let (clock, to) = clock(scan, at)?;
    let (clock, to) = said_part(scan, to).map_or((clock, to), |(part, to)| (in_part(clock, part), to));
    Some(with_day(scan, i, to, clock))
}

/// "in the morning", "at night" behind an hour of a clock, and the token after it.
fn said_part(scan: &Scan, i: usize) -> Option<(DayPart, usize)> {
    let at = i + 1 + usize::from(scan.sense(i + 1) == Sense::The);
    match (scan.sense(i), scan.sense(at)) {
        (Sense::In, Sense::DayPart(part)) => Some((part, at + 1)),
        (Sense::At, Sense::DayPart(DayPart::Night)) => Some((DayPart::Night, at + 1)),
        _ => None,
    }
}

/// An hour of twelve in its part of the day: two at night is early, ten at night late.
fn in_part((hour, minute): (u8, u8), part: DayPart) -> (u8, u8) {
    let late = match part {
        DayPart::Afternoon | DayPart::Evening => (1..12).contains(&hour),
        DayPart::Night => (6..12).contains(&hour),
        _ => false,
    };
    (if late { hour + 12 } else { hour }, minute)
}

/// "9:34 p.m., March 19", "05:30 on 6 May 2031": a clock and the day behind it.
fn with_day(scan: &Scan, i: usize, to: usize, clock: (u8, u8)) -> Phrase {
    let to = zone(scan, to);
    let mut next = to + usize::from(scan.mark(to, ','));
    next += usize::from(scan.sense(next) == Sense::On);
    let day = pattern::find(scan, next).filter(|f| matches!(f.moment.within, Within::Day(..)));
    let (moment, end) = match day {
        Some(found) => (found.moment, found.to),
        None => (Moment::default(), to),
    };
    let clock = Some(clock);
    Phrase::new(i, end, Meaning::Moment(Moment { clock, ..moment }))
}

/// Passes a time zone: "GMT", "local time", "Marsa time".
fn zone(scan: &Scan, i: usize) -> usize {
    let letters = scan.word(i);
    let code = (2..=4).contains(&letters.len()) && letters.bytes().all(|b| b.is_ascii_uppercase());
    if scan.says(i + 1, "time") && (code || scan.says(i, "local") || scan.capital(i)) {
        i + 2
    } else {
        i + usize::from(code && letters.ends_with('T'))
    }
}

/// Hour and minute, and the token after them.
fn clock(scan: &Scan, i: usize) -> Option<((u8, u8), usize)> {
    if let Some(found) = military(scan, i) {
        return Some(found);
    }
    if let Sense::Cardinal(hour @ 1..=12) = scan.sense(i)
        && o_clock(scan, i + 1)
    {
        return Some(((hour as u8, 0), i + 4));
    }
    let hour = scan.number(i).filter(|n| n.digits <= 2 && !n.ordinal && !n.plural && !n.grouped)?;
    let two = scan.number(i + 2).filter(|n| n.digits == 2 && scan.glued(i + 1) && scan.glued(i + 2));
    let (minute, next) = match two {
        Some(minute) if scan.mark(i + 1, ':') && !hour.decimal => (minute.value, i + 3),
        _ if hour.decimal => (u32::from(hour.hundredths), i + 1),
        _ => (0, i + 1),
    };
    let (hour_of_day, to) = match half_of_day(scan, next) {
        Some((afternoon, to)) if (1..=12).contains(&hour.value) => {
            (hour.value % 12 + if afternoon { 12 } else { 0 }, to)
        }
        Some(_) => return None,
        None if o_clock(scan, next) => (hour.value, next + 3),
        None if next == i + 3 => (hour.value, next),
        // "At 2 in the morning".
        None if matches!(scan.sense_before(i), Sense::At | Sense::About | Sense::By)
            && (1..=12).contains(&hour.value)
            && said_part(scan, next).is_some() =>
        {
            (hour.value, next)
        }
        None => return None,
    };
    (hour_of_day < 24 && minute < 60).then_some(((hour_of_day as u8, minute as u8), to))
}

fn o_clock(scan: &Scan, i: usize) -> bool {
    scan.says(i, "o") && scan.apostrophe(i + 1) && scan.says(i + 2, "clock")
}

/// "0600 hours", "at 1430 hours", "at 0430".
fn military(scan: &Scan, i: usize) -> Option<((u8, u8), usize)> {
    let number = scan.number(i).filter(|n| n.digits == 4 && !n.grouped && !n.ordinal && !n.plural)?;
    let hours = scan.word(i + 1) == "hours";
    let led = matches!(scan.sense_before(i), Sense::At | Sense::By | Sense::About);
    let zero = scan.word(i).starts_with('0');
    let counts = scan.lower(i + 1) && matches!(scan.sense(i + 1), Sense::Other | Sense::Unit { .. });
    let sure = if hours { led || zero } else { led && !counts && (zero || scan.sense_before(i) == Sense::At) };
    let (hour, minute) = (number.value / 100, number.value % 100);
    (sure && hour < 24 && minute < 60).then_some(((hour as u8, minute as u8), i + 1 + usize::from(hours)))
}

/// "a.m.", "PM": whether it is the afternoon, and the token after it.
fn half_of_day(scan: &Scan, i: usize) -> Option<(bool, usize)> {
    match scan.word(i) {
        "am" | "AM" => return Some((false, i + 1)),
        "pm" | "PM" => return Some((true, i + 1)),
        _ => {}
    }
    let afternoon = scan.says(i, "p");
    let dotted = (afternoon || scan.says(i, "a")) && scan.mark(i + 1, '.') && scan.says(i + 2, "m");
    let close = scan.glued(i + 1) && scan.glued(i + 2);
    (dotted && close).then(|| (afternoon, i + 3 + usize::from(scan.mark(i + 3, '.'))))
}

/// "at night", "in the morning", "noon": the part of the day at `i`, whose words begin at `from`.
fn named(scan: &Scan, from: usize, i: usize) -> Option<Phrase> {
    let the = scan.sense(from) == Sense::The;
    let led = matches!(
        scan.sense_before(from),
        Sense::About
            | Sense::At
            | Sense::By
            | Sense::In
            | Sense::During
            | Sense::Until
            | Sense::Before
            | Sense::After
            | Sense::Since
    );
    let clock = match scan.word(i) {
        "noon" | "midday" => Some((12, 0)),
        _ => None,
    };
    let moment = Moment { day_part: true, clock, ..Moment::default() };
    let image = scan.sense(i + 1) == Sense::Of;
    let led = led || matches!(scan.word(i), "night" | "overnight") && !the;
    (led && !image && scan.lower(i)).then(|| Phrase::new(i, i + 1, Meaning::Moment(moment)))
}

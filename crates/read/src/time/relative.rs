//! Times counted from another time: "two days later", "the following year", "that month".

use super::definite;
use super::length;
use super::moment::{Moment, Within};
use super::noun;
use super::pattern;
use super::phrase::{Amount, Found, Length, Meaning, Phrase, Relative, Target};
use super::pointer::{of_year, pointer};
use super::scan::Scan;
use super::sense::{Part, Sense, Unit};

/// The relative expression at token `i`.
pub(super) fn find(scan: &Scan, i: usize) -> Option<Phrase> {
    part_of(scan, i)
        .or_else(|| years_end(scan, i))
        .or_else(|| early_hours(scan, i))
        .or_else(|| day_of_month(scan, i))
        .or_else(|| reference(scan, i))
        .or_else(|| neighbour(scan, i))
        .or_else(|| of_an_event(scan, i))
        .or_else(|| numbered(scan, i).filter(|_| !scan.says(i + 1, "first")))
        .or_else(|| counted(scan, i))
}

/// "later that year", "the end of the month", "early the next morning".
fn part_of(scan: &Scan, i: usize) -> Option<Phrase> {
    let at = i + usize::from(scan.sense(i) == Sense::The);
    let (part, mut next) = match scan.sense(at) {
        Sense::Later => (Some(Part::Late), at + 1),
        Sense::Earlier => (Some(Part::Early), at + 1),
        Sense::Part(_) => (Some(pattern::part_word(scan, at)?.0), pattern::part_word(scan, at)?.1),
        _ if ["rest", "remainder", "course"].iter().any(|w| scan.says(at, w)) => (None, at + 1),
        _ if scan.says(at, "turn") && scan.sense(at + 1) == Sense::Of => (None, at + 1),
        _ if scan.sense(at + 1) == Sense::Half && scan.sense(at + 2) == Sense::Of => (Some(half(scan, at)?), at + 2),
        _ if scan.says(at, "latter") && scan.says(at + 1, "part") => (Some(Part::Late), at + 2),
        _ if at > i => definite::some_of(scan, at)?,
        _ => return None,
    };
    let joined = matches!(scan.sense(next), Sense::In | Sense::On | Sense::Of);
    next += usize::from(joined);
    let definite = scan.sense(next) == Sense::The || scan.sense(next.wrapping_sub(1)) == Sense::The;
    let whole = next + usize::from(scan.sense(next) == Sense::The);
    let article = usize::from(scan.sense(next.wrapping_sub(1)) == Sense::The);
    let mut phrase = reference(scan, next).or_else(|| reference(scan, next - article)).or_else(|| {
        let (target, day_part) = target(scan, whole).filter(|_| definite)?;
        let relative = Relative { day_part, ..Relative::to(target, 0) };
        Some(Phrase::new(next, whole + 1, Meaning::Relative(relative)))
    });
    phrase = phrase.or_else(|| numbered(scan, next - article));
    let mut phrase = phrase?;
    if let Meaning::Relative(relative) = &mut phrase.meaning {
        relative.part = part;
    }
    matches!(phrase.meaning, Meaning::Relative(_) | Meaning::Vague).then_some(Phrase { from: i, ..phrase })
}

/// "the morning of the attack", "the day of the vote": when that was the words do not tell.
fn of_an_event(scan: &Scan, i: usize) -> Option<Phrase> {
    (scan.sense(i) == Sense::The && scan.sense(i + 2) == Sense::Of && scan.lower(i + 1)).then_some(())?;
    let (target, _) = target(scan, i + 1)?;
    let article = scan.sense(i + 2) == Sense::Of && matches!(scan.sense(i + 3), Sense::The | Sense::A | Sense::That);
    let to = noun::of(scan, i + 2).filter(|_| article && target == Target::Unit(Unit::Day))?;
    Some(Phrase::new(i, to, Meaning::Vague))
}

/// Which part "first half" and "latter half" are.
fn half(scan: &Scan, i: usize) -> Option<Part> {
    match scan.sense(i) {
        Sense::Ordinal(1) => Some(Part::Early),
        Sense::Ordinal(2) => Some(Part::Late),
        _ => scan.says(i, "latter").then_some(Part::Late),
    }
}

/// "by year's end".
fn years_end(scan: &Scan, i: usize) -> Option<Phrase> {
    let at = i + usize::from(scan.sense(i) == Sense::The);
    let year = matches!(scan.sense(at), Sense::Unit { unit: Unit::Year, many: false });
    let end = year && scan.apostrophe(at + 1) && scan.says(at + 2, "s") && scan.says(at + 3, "end");
    let late = Relative { part: Some(Part::Late), ..Relative::to(Target::Unit(Unit::Year), 0) };
    end.then(|| Phrase::new(i, at + 4, Meaning::Relative(late)))
}

/// "the early hours of the next day", "the afternoon of that day".
fn early_hours(scan: &Scan, i: usize) -> Option<Phrase> {
    let at = i + usize::from(scan.sense(i) == Sense::The);
    let hours = scan.sense(at) == Sense::Part(Part::Early) && scan.says(at + 1, "hours");
    let of = at + if hours { 2 } else { 1 };
    let named = (hours || matches!(scan.sense(at), Sense::DayPart(_))) && scan.sense(of) == Sense::Of;
    let phrase = reference(scan, of + 1).filter(|_| named)?;
    match phrase.meaning {
        Meaning::Relative(day @ Relative { target: Target::Unit(Unit::Day), .. }) => {
            let early = Relative { day_part: true, part: hours.then_some(Part::Early), ..day };
            Some(Phrase::new(i, phrase.to, Meaning::Relative(early)))
        }
        _ => None,
    }
}

/// "on the 8th", "the morning of the 7th", "the 9th of that month".
fn day_of_month(scan: &Scan, i: usize) -> Option<Phrase> {
    let ordinal = |at: usize| scan.number(at).filter(|n| n.ordinal).and_then(pattern::day_number);
    // "Between the 5th and 9th".
    let counts = scan.lower(i + 1) && scan.sense(i + 1) == Sense::Other && !noun::is_closed(scan.word(i + 1));
    let second = scan.sense_before(i) == Sense::And && ordinal(i.wrapping_sub(2)).is_some() && !counts;
    if let (Some(day), true) = (ordinal(i), second) {
        return Some(Phrase::new(i, i + 1, Meaning::Relative(Relative::to(Target::Day(day), 0))));
    }
    if scan.sense(i) != Sense::The {
        return None;
    }
    let mut at = i;
    let day_part = matches!(scan.sense(i + 1), Sense::DayPart(_))
        && scan.sense(i + 2) == Sense::Of
        && scan.sense(i + 3) == Sense::The;
    at += if day_part { 3 } else { 0 };
    let day = ordinal(at + 1)?;
    let mut to = at + 2;
    if scan.sense(to) == Sense::Of
        && matches!(scan.sense(to + 1), Sense::The | Sense::That)
        && scan.says(to + 2, "month")
    {
        to += 3;
    }
    let led = day_part
        || to > at + 2
        || matches!(
            scan.sense_before(i),
            Sense::On | Sense::By | Sense::Until | Sense::From | Sense::To | Sense::Between
        );
    let noun =
        matches!(scan.sense(to), Sense::Other | Sense::Unit { .. } | Sense::Half) && !noun::is_closed(scan.word(to));
    let alone = !scan.is_word(to) || !noun;
    let relative = Relative { day_part, ..Relative::to(Target::Day(day), 0) };
    let sure = day_part || to > at + 2;
    (led && (alone || sure)).then(|| Phrase::new(i, to, Meaning::Relative(relative)))
}

/// Whether the token at `i` can be the last of a day's date.
fn ends_a_day(scan: &Scan, i: usize) -> bool {
    scan.number(i).is_some() || matches!(scan.sense(i), Sense::Month { .. })
}

/// The singular unit, season, weekday or part of the day at `i`.
fn target(scan: &Scan, i: usize) -> Option<(Target, bool)> {
    Some(match scan.sense(i) {
        Sense::Unit { unit, many: false } if unit >= Unit::Day && scan.lower(i) => (Target::Unit(unit), false),
        Sense::Season(code) => (Target::Season(code), false),
        Sense::Weekday(day) => (Target::Weekday(day), false),
        Sense::Month { number, short: false } if !scan.dash(i + 1) => (Target::Near(Within::Month(number)), false),
        Sense::DayPart(_) => (Target::Unit(Unit::Day), true),
        _ => return None,
    })
}

/// "the following year", "that same day", "next summer", "the next few months", "this time".
fn reference(scan: &Scan, i: usize) -> Option<Phrase> {
    let (shift, definite, next) = pointer(scan, i)?;
    if let Some(vague) = same_time(scan, i, next, shift) {
        return Some(vague);
    }
    if let Some(phrase) = next_few(scan, i, next, shift) {
        return Some(phrase);
    }
    let (target, day_part) = target(scan, next)?;
    let still = scan.sense(i) == Sense::This && matches!(scan.sense_before(i), Sense::To | Sense::Until);
    if still && next == i + 1 && target == Target::Unit(Unit::Day) && !day_part {
        return Some(Phrase::new(i, next + 1, Meaning::Vague));
    }
    let past = scan.says(next - 1, "past") || definite && scan.says(next - 1, "last");
    let lasting = definite && scan.says(next - 1, "next") && scan.sense_before(i) == Sense::For && !day_part;
    if past || lasting {
        let Target::Unit(unit) = target else { return None };
        let (length, to) = length::with_half(scan, Length::one(unit), next + 1);
        return Some(Phrase::new(i, to, Meaning::Length(length)));
    }
    let spoken = !definite && scan.sense(next - 1) != Sense::Same || scan.sense(i) == Sense::This && shift == 0;
    let relative = Relative { day_part, spoken, ..Relative::to(target, shift) };
    Some(Phrase::new(i, next + 1, Meaning::Relative(relative)))
}

/// "this time", "the same period": no more than its context.
fn same_time(scan: &Scan, i: usize, next: usize, shift: i64) -> Option<Phrase> {
    let time = ["time", "period", "moment", "date"].iter().any(|w| scan.word(next) == *w);
    // "This time the pump held": the third attempt, not a time.
    let attempt = scan.sense(i) == Sense::This && scan.word(next) == "time" && !led(scan, i);
    let to = next + 1;
    let as_what = (scan.says(to, "as") && !scan.says(to + 1, "well")).then(|| noun::placed(scan, to + 1)).flatten();
    (time && shift == 0 && !attempt).then(|| Phrase::new(i, as_what.unwrap_or(to), Meaning::Vague))
}

/// Whether a preposition of time stands before `i`.
fn led(scan: &Scan, i: usize) -> bool {
    matches!(
        scan.sense_before(i),
        Sense::At
            | Sense::By
            | Sense::During
            | Sense::Of
            | Sense::In
            | Sense::Until
            | Sense::Since
            | Sense::About
            | Sense::Before
            | Sense::After
            | Sense::From
            | Sense::For
    )
}

/// "the next few months", "the following days".
fn next_few(scan: &Scan, i: usize, next: usize, shift: i64) -> Option<Phrase> {
    // "The last days of August" are a part of it.
    let last = scan.says(next - 1, "last");
    // "It was to last 45 days."
    let verb = last && next - 1 == i && !matches!(scan.sense_before(i), Sense::In | Sense::For | Sense::During);
    if shift == 0 || verb || last && scan.sense(next + 1) == Sense::Of {
        return None;
    }
    if let Sense::Unit { unit, many: true } = scan.sense(next) {
        let length = Length::of(Amount::Unsaid, unit);
        return Some(Phrase::new(i, next + 1, Meaning::Length(length)));
    }
    let counts =
        matches!(scan.sense(next), Sense::Cardinal(_) | Sense::Several | Sense::Half) || scan.number(next).is_some();
    let found = length::measure(scan, next).filter(|_| counts)?;
    Some(Phrase::new(i, found.to, Meaning::Length(found.length)))
}

/// "the day before", "the night after 6 May".
fn neighbour(scan: &Scan, i: usize) -> Option<Phrase> {
    if scan.sense(i) != Sense::The {
        return None;
    }
    let (target, day_part) = target(scan, i + 1)?;
    let shift = match scan.sense(i + 2) {
        Sense::Before | Sense::Earlier => -1,
        Sense::After | Sense::Later | Sense::Next => 1,
        _ => return None,
    };
    let relative = Relative { day_part, ..Relative::to(target, shift) };
    if let Some(anchor) = anchor(scan, i + 3) {
        let relative = Relative { anchor: Some(anchor), ..relative };
        return Some(Phrase::new(i, anchor.to, Meaning::Relative(relative)));
    }
    let verb = scan.sense(i + 2) == Sense::Next && scan.lower(i + 3) && scan.sense(i + 3) == Sense::Other;
    if verb || ends_there(scan, i + 3) {
        return Some(Phrase::new(i, i + 3, Meaning::Relative(relative)));
    }
    let counts = matches!(scan.sense(i + 2), Sense::Before | Sense::After);
    counts.then(|| Some(Phrase::new(i, noun::event(scan, i, i + 3)?, Meaning::Vague)))?
}

/// "the second day", "the third evening of the siege": which day of the calendar that was the words do not tell.
fn numbered(scan: &Scan, i: usize) -> Option<Phrase> {
    let ordinal = matches!(scan.sense(i + 1), Sense::Ordinal(_)) || scan.number(i + 1).is_some_and(|n| n.ordinal);
    (scan.sense(i) == Sense::The && ordinal && scan.lower(i + 2)).then_some(())?;
    let (target, _) = target(scan, i + 2)?;
    if scan.sense(i + 3) == Sense::Of && pattern::find(scan, i + 4).is_some() {
        return None;
    }
    let of = noun::of(scan, i + 3);
    // "On 6 May, the third day of the siege": the day told before it.
    let beside = of.is_some() && scan.mark(i.wrapping_sub(1), ',') && ends_a_day(scan, i.wrapping_sub(2));
    let meaning = if beside { Meaning::Relative(Relative::to(target, 0)) } else { Meaning::Vague };
    let day = target == Target::Unit(Unit::Day) && !scan.hyphen(i + 3);
    day.then(|| Phrase::new(i, of.unwrap_or(i + 3), meaning))
}

/// The moment that "before" or "after" counts from.
fn anchor(scan: &Scan, i: usize) -> Option<Found> {
    pattern::find(scan, i).or_else(|| {
        let found = pattern::find(scan, i + 1).filter(|_| scan.sense(i) == Sense::The)?;
        Some(found)
    })
}

/// Whether nothing follows that "before" or "after" could take as its object.
fn ends_there(scan: &Scan, i: usize) -> bool {
    let subject = ["he", "she", "it", "they", "there", "being"].contains(&scan.word(i));
    if scan.lower(i) && noun::is_closed(scan.word(i)) && !subject {
        return true;
    }
    !scan.is_word(i) && scan.number(i).is_none()
        || matches!(scan.sense(i), Sense::And | Sense::Or | Sense::By | Sense::In | Sense::At)
}

/// "two days later", "three years before 1990", "a decade ago".
fn counted(scan: &Scan, i: usize) -> Option<Phrase> {
    let (length, to) = match length::measure(scan, i) {
        Some(found) => (found.length, found.to),
        None => bare_plural(scan, i)?,
    };
    let direction: i64 = match scan.sense(to) {
        Sense::Later | Sense::After => 1,
        Sense::Earlier | Sense::Before => -1,
        Sense::Ago => return Some(Phrase::new(i, to + 1, ago(scan, length))),
        _ => return None,
    };
    let open = matches!(scan.sense(to), Sense::After | Sense::Before);
    let named = scan.lower(to + 2) && scan.sense(to + 2) == Sense::Other && !noun::is_closed(scan.word(to + 2));
    let after_that = open && scan.sense(to + 1) == Sense::That && !named;
    if after_that {
        let meaning = shifted(length, direction).map_or(Meaning::Vague, Meaning::Relative);
        return Some(Phrase::new(i, to + 2, meaning));
    }
    if open && !ends_there(scan, to + 1) {
        return counted_from(
            scan,
            i,
            to + 1,
            shifted(length, direction).unwrap_or(Relative::to(Target::Unit(length.unit), direction)),
        );
    }
    let meaning = shifted(length, direction).map_or(Meaning::Vague, Meaning::Relative);
    Some(Phrase::new(i, to + 1, meaning))
}

/// Counted from the time of writing, where that is known.
fn ago(scan: &Scan, length: Length) -> Meaning {
    let back = shifted(length, -1).filter(|_| scan.told.speaking);
    back.map_or(Meaning::Vague, |back| Meaning::Relative(Relative { spoken: true, ..back }))
}

fn bare_plural(scan: &Scan, i: usize) -> Option<(Length, usize)> {
    let from = i + usize::from(scan.sense(i) == Sense::Amount);
    match scan.sense(from) {
        Sense::Unit { unit, many: true } => {
            let length = Length::of(Amount::Unsaid, unit);
            Some((length, from + 1))
        }
        _ => None,
    }
}

fn counted_from(scan: &Scan, i: usize, at: usize, relative: Relative) -> Option<Phrase> {
    match anchor(scan, at) {
        Some(anchor) => {
            let relative = Relative { anchor: Some(anchor), ..relative };
            Some(Phrase::new(i, anchor.to, Meaning::Relative(relative)))
        }
        // "Eight days after the flood": when that was the words do not tell.
        None => Some(Phrase::new(i, noun::event(scan, i, at)?, Meaning::Vague)),
    }
}

/// A length as a shift in its direction, where it is a whole number of days or more.
fn shifted(length: Length, direction: i64) -> Option<Relative> {
    let (unit, count, about) = match (length.unit, length.amount) {
        (Unit::Decade, Amount::Hundredths(n)) => (Unit::Year, i64::from(n / 10), true),
        (Unit::Century, Amount::Hundredths(n)) => (Unit::Year, i64::from(n), true),
        (unit, _) => (unit, length.whole()?, false),
    };
    let count = count * direction;
    let relative = Relative { about, ..Relative::to(Target::Unit(unit), count) };
    (unit >= Unit::Minute).then_some(relative)
}

/// A moment without a year, followed by a year that is named by reference.
pub(super) fn in_referred_year(scan: &Scan, found: &Phrase) -> Option<Phrase> {
    let Meaning::Moment(moment) = found.meaning else {
        return None;
    };
    let Moment { within, part, day_part, .. } = moment;
    let (shift, to) = of_year(scan, found.to).filter(|_| moment.wants_year())?;
    let relative = Relative { part, day_part, ..Relative::to(Target::Within(within), shift) };
    Some(Phrase::new(found.from, to, Meaning::Relative(relative)))
}

//! Ranges and pairs: "6–9 May 1990", "from 1939 to 1945", "499–493 BC", "April 6 or 7".

use super::moment::{Moment, Within, Year, years};
use super::pattern;
use super::phrase::{Found, Meaning, Phrase};
use super::scan::Scan;
use super::sense::{Era, Sense, Unit};
use super::stretch;
use super::year;

/// What joins two moments.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Joint {
    Dash,
    Slash,
    To,
    Until,
    And,
    Or,
}

/// The moment at `i`, or the range or pair that begins with it.
pub(super) fn find(scan: &Scan, i: usize) -> Option<Phrase> {
    if let Some((first, second, joint)) = shared(scan, i) {
        return pair(scan, first, second, joint);
    }
    let first = pattern::find(scan, i)?;
    let Some((joint, next)) = joint(scan, first.to) else {
        return Some(first.into());
    };
    if let Some(to) = present(scan, next, joint) {
        return Some(Phrase::new(i, to, Meaning::Open(first, (next, to))));
    }
    let joined = tail(scan, first, next, joint)
        .or_else(|| pattern::find(scan, next))
        .or_else(|| last_year(scan, &first, next, joint))
        .filter(|second| fits(scan, &first, second, joint))
        .and_then(|second| pair(scan, share_year(first, &second), second, joint));
    Some(joined.unwrap_or_else(|| first.into()))
}

fn joint(scan: &Scan, i: usize) -> Option<(Joint, usize)> {
    let joint = match scan.sense(i) {
        Sense::To => Joint::To,
        Sense::Until => Joint::Until,
        Sense::And => Joint::And,
        Sense::Or => Joint::Or,
        _ if scan.dash(i) => Joint::Dash,
        _ if scan.mark(i, '/') => Joint::Slash,
        _ => return None,
    };
    Some((joint, i + 1))
}

/// Whether "from" (before "to") or "between" (before "and") opens the range.
fn opened(scan: &Scan, first: &Found, joint: Joint) -> bool {
    let before = match scan.sense_before(first.from) {
        Sense::The => scan.sense_before(first.from.wrapping_sub(1)),
        sense => sense,
    };
    match joint {
        Joint::And => before == Sense::Between,
        _ => before == Sense::From,
    }
}

/// "to the present", "–today".
fn present(scan: &Scan, i: usize, joint: Joint) -> Option<usize> {
    if !matches!(joint, Joint::To | Joint::Dash | Joint::Until) {
        return None;
    }
    let mut next = i + usize::from(scan.sense(i) == Sense::The);
    if scan.says(next, "present") {
        next += 1;
        let day = next + usize::from(scan.dash(next));
        return Some(if scan.says(day, "day") { day + 1 } else { next });
    }
    let now = scan.says(i, "today") || scan.says(i, "now") || scan.says(i, "date");
    now.then_some(i + 1)
}

/// First members that cannot stand alone: a day or a year whose month or era comes with the second.
fn shared(scan: &Scan, i: usize) -> Option<(Found, Found, Joint)> {
    let mut from = i + usize::from(scan.sense(i) == Sense::The);
    // "The night of 4–5 August".
    let day_part = matches!(scan.sense(from), Sense::DayPart(_)) && scan.sense(from + 1) == Sense::Of;
    from += if day_part { 2 } else { 0 };
    let number = scan.number(from).filter(|n| !n.decimal && !n.plural);
    let ordinal = number.map_or(matches!(scan.sense(from), Sense::Ordinal(_)), |n| n.ordinal);
    if number.is_none() && !ordinal {
        return None;
    }
    let (joint, next) = joint(scan, from + 1)?;
    let (first, second) = shared_day(scan, from, next)
        .or_else(|| shared_era(scan, from, next, joint))
        .or_else(|| shared_century(scan, from, next))?;
    let article = from > i;
    let moment = Moment { day_part, ..first.moment };
    (!article || ordinal || day_part).then_some((Found { from: i, moment, ..first }, second, joint))
}

fn day_at(scan: &Scan, i: usize) -> Option<u8> {
    match scan.sense(i) {
        Sense::Ordinal(day) => Some(day),
        _ => pattern::day_number(scan.number(i)?),
    }
}

fn shared_day(scan: &Scan, i: usize, next: usize) -> Option<(Found, Found)> {
    let day = day_at(scan, i)?;
    let second = pattern::find(scan, next)?;
    let starts_with_day = scan.number(next + usize::from(scan.sense(next) == Sense::The)).is_some()
        || matches!(scan.sense(next), Sense::Ordinal(_));
    let Within::Day(month, last) = second.moment.within else {
        return None;
    };
    let moment = Moment::within(second.moment.year, Within::Day(month, day));
    let found = Found { moment, from: i, to: i + 1, article: false };
    (starts_with_day && day < last && moment.exists()).then_some((found, second))
}

fn shared_era(scan: &Scan, i: usize, next: usize, joint: Joint) -> Option<(Found, Found)> {
    let number = year::plain(scan, i)?;
    let (last, to) = year::with_era(scan, next)?;
    let era = if last <= 0 { Era::Before } else { Era::Common };
    let first = year::astronomical(number.value, era);
    let apart = matches!(joint, Joint::And | Joint::Or);
    let found = |year, from, to| Found { moment: Moment::year(year), from, to, article: false };
    (first <= last || apart && number.digits >= 2).then(|| (found(first, i, i + 1), found(last, next, to)))
}

/// "the 5th and 4th centuries BC".
fn shared_century(scan: &Scan, i: usize, next: usize) -> Option<(Found, Found)> {
    let ordinal = |k: usize| match scan.sense(k) {
        Sense::Ordinal(number) => Some(u32::from(number)),
        _ => scan.number(k).filter(|n| n.ordinal).map(|n| n.value),
    };
    let (first, second) = (ordinal(i)?, ordinal(next)?);
    let Sense::Unit { unit: Unit::Century, .. } = scan.sense(next + 1) else {
        return None;
    };
    let (era, to) = year::era(scan, next + 2).unwrap_or((Era::Common, next + 2));
    let found = |number, from, to| Found {
        moment: Moment::within(stretch::century_years(number, era), Within::Whole),
        from,
        to,
        article: true,
    };
    Some((found(first, i, i + 1), found(second, next, to)))
}

/// Second members that cannot stand alone: a day of the same month, the last digits of a year.
fn tail(scan: &Scan, first: Found, i: usize, joint: Joint) -> Option<Found> {
    tail_day(scan, first, i).or_else(|| tail_year(scan, first, i, joint))
}

fn tail_day(scan: &Scan, first: Found, i: usize) -> Option<Found> {
    let Within::Day(month, day) = first.moment.within else {
        return None;
    };
    let number = scan.number(i)?;
    let last = pattern::day_number(number).filter(|last| *last > day)?;
    let own_month = matches!(scan.sense(i + 1), Sense::Month { .. } | Sense::Of);
    let clock = scan.glued(i + 1) && scan.mark(i + 1, ':');
    if own_month || clock || !number.ordinal && year::counts(scan, i) {
        return None;
    }
    let comma = usize::from(scan.mark(i + 1, ','));
    let (year, to) = match (first.moment.year, year::attached(scan, i + 1 + comma)) {
        (Year::Unsaid, Some((year, to))) => (Year::One(year), to),
        (year, _) => (year, i + 1),
    };
    let moment = Moment::within(year, Within::Day(month, last));
    moment.exists().then_some(Found { moment, from: i, to, article: false })
}

/// The second year of "1957–1960" and "from 1625 to 1629", which the dash or "from" makes sure of.
fn last_year(scan: &Scan, first: &Found, i: usize, joint: Joint) -> Option<Found> {
    let joined = (matches!(joint, Joint::Dash | Joint::Slash) || opened(scan, first, joint))
        && first.moment.one_year().is_some();
    pattern::bare_year(scan, i).filter(|_| joined)
}

/// "1957–60", "1995 or '96".
fn tail_year(scan: &Scan, first: Found, i: usize, joint: Joint) -> Option<Found> {
    let from = first.moment.one_year().filter(|_| first.moment.within == Within::Whole)?;
    let quoted = scan.apostrophe(i);
    let at = i + usize::from(quoted);
    let number = year::plain(scan, at).filter(|n| n.digits <= 2)?;
    if number.digits == 1 {
        return last_digit(scan, from, i, number.value, joint);
    }
    let apart = joint == Joint::Dash && !scan.is_word(at + 1);
    let close = matches!(joint, Joint::Dash | Joint::Slash) && scan.glued(at) || apart;
    let year = from - from.rem_euclid(100) + number.value as i32;
    let after = scan.glued(at + 1) && (scan.dash(at + 1) || scan.is_word(at + 1));
    let moment = Moment::year(year);
    (from > 0 && year > from && (quoted || close) && !after).then_some(Found {
        moment,
        from: i,
        to: at + 1,
        article: false,
    })
}

/// The "7" of "1906–7".
fn last_digit(scan: &Scan, from: i32, i: usize, digit: u32, joint: Joint) -> Option<Found> {
    let year = from - from.rem_euclid(10) + digit as i32;
    let close = matches!(joint, Joint::Dash | Joint::Slash) && scan.glued(i) && scan.glued(i - 1);
    let after = scan.glued(i + 1) && (scan.dash(i + 1) || scan.is_word(i + 1) || scan.mark(i + 1, '/'));
    let found = Found { moment: Moment::year(year), from: i, to: i + 1, article: false };
    (from > 0 && year > from && close && !after).then_some(found)
}

/// Whether two moments are of one grain, so that a bare dash or word can join them.
fn same_grain(first: &Moment, second: &Moment) -> bool {
    use std::mem::discriminant;
    discriminant(&first.within) == discriminant(&second.within)
}

/// Whether two moments can be joined so. Words and dashes also stand between moments that have
/// nothing to do with each other, so both must be of one grain unless "from" or "between" opens.
fn fits(scan: &Scan, first: &Found, second: &Found, joint: Joint) -> bool {
    if matches!(second.moment.within, Within::Weekday(_)) {
        return false;
    }
    let opened = opened(scan, first, joint);
    let same = same_grain(&first.moment, &second.moment);
    match joint {
        Joint::And => opened || same && shares_words(first, second),
        Joint::Or => same,
        Joint::Until => opened,
        Joint::To | Joint::Dash | Joint::Slash => opened || same,
    }
}

/// Whether one of two moments leans on the other: "May and June 1990", "April 6 and 7", "1995 and '96".
fn shares_words(first: &Found, second: &Found) -> bool {
    let year_behind = first.moment.wants_year() && second.moment.one_year().is_some();
    let day_only = second.to - second.from == 1 && second.moment.month().is_some();
    let short_year = second.to - second.from == 2 && second.moment.within == Within::Whole;
    let same_month = first.moment.month() == second.moment.month();
    let later = second.moment.one_year() > first.moment.one_year();
    year_behind || day_only && same_month || short_year && later
}

/// Gives the first of two the year that is said only with the second.
fn share_year(first: Found, second: &Found) -> Found {
    let (Some(year), true) = (second.moment.one_year(), first.moment.wants_year()) else {
        return first;
    };
    let earlier = match (order(&first.moment), order(&second.moment)) {
        (Some(a), Some(b)) => i32::from(a > b),
        _ => 0,
    };
    let moment = first.moment.in_year(year - earlier);
    if moment.exists() { Found { moment, ..first } } else { first }
}

/// The place of a moment within its year, to compare two.
fn order(moment: &Moment) -> Option<(u8, u8)> {
    match moment.within {
        Within::Day(month, day) => Some((month, day)),
        Within::Season(24) => Some((12, 0)),
        _ => moment.month().map(|month| (month, 0)),
    }
}

fn pair(scan: &Scan, first: Found, second: Found, joint: Joint) -> Option<Phrase> {
    let meaning = match joint {
        Joint::Or => Meaning::OneOf(first, second),
        Joint::And if !opened(scan, &first, joint) => Meaning::Both(first, second),
        _ => Meaning::Range(first, second),
    };
    let forward = match (years(&first.moment), years(&second.moment)) {
        (Some(a), Some(b)) if a == b => {
            order(&first.moment) <= order(&second.moment) || order(&second.moment).is_none()
        }
        (Some(a), Some(b)) => a.0 <= b.0,
        _ => true,
    };
    let apart = matches!(meaning, Meaning::Both(..) | Meaning::OneOf(..));
    (forward || apart).then(|| Phrase::new(first.from, second.to, meaning))
}

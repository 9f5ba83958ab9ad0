//! Two moments: «من 1985 حتى 2010», «بين 3 و7 أكتوبر 2016», «سنتي 858 و824 ق.م», «1936-1937», «ليلة 11-12 نيسان».

use super::super::moment::{Moment, Within, Year, years};
use super::super::phrase::{Found, Meaning, Phrase};
use super::super::scan::Scan;
use super::super::sense::{DayPart, Era, Sense, Unit};
use super::{date, number, spell, year};

/// What joins two moments.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    And,
    Or,
    To,
    Dash,
}

/// The moment at `i`, or the two that begin with it.
pub(super) fn find(scan: &Scan, i: usize) -> Option<Phrase> {
    night(scan, i)
        .or_else(|| days(scan, i))
        .or_else(|| years_of_one_era(scan, i))
        .or_else(|| centuries(scan, i))
        .or_else(|| moments(scan, i))
}

fn joint(scan: &Scan, i: usize) -> Option<(Joint, usize)> {
    if let Some(next) = number::and(scan, i) {
        // «من 1890 وحتى 1910»
        if matches!(scan.sense(next), Sense::To | Sense::Until) {
            return Some((Joint::To, next + 1));
        }
        return Some((Joint::And, next));
    }
    let joint = match scan.sense(i) {
        Sense::To | Sense::Until => Joint::To,
        Sense::Or => Joint::Or,
        _ if scan.dash(i) || scan.mark(i, '/') => Joint::Dash,
        _ => return None,
    };
    Some((joint, i + 1))
}

/// Whether «بين» (before «و») or «من» (before «إلى») opens the pair.
fn opened(scan: &Scan, from: usize, joint: Joint) -> bool {
    match joint {
        Joint::And => scan.sense_before(from) == Sense::Between,
        _ => scan.sense_before(from) == Sense::From,
    }
}

/// «ليلة 11-12 نيسان»: one night.
fn night(scan: &Scan, i: usize) -> Option<Phrase> {
    if scan.sense(i) != Sense::DayPart(DayPart::Night) {
        return None;
    }
    let (first, second, _) = shared_days(scan, i + 1)?;
    let first = Found { moment: Moment { day_part: true, ..first.moment }, from: i, ..first };
    let night = !first.moment.hijri;
    night.then(|| Phrase { one: true, ..Phrase::new(i, second.to, Meaning::Range(first, second)) })
}

/// «بين 3 و7 أكتوبر 2016», «يومي 3 و4 آذار 1958», «من 3 إلى 7 أيار».
fn days(scan: &Scan, i: usize) -> Option<Phrase> {
    let label = scan.sense(i) == Sense::Both(Unit::Day)
        || matches!(scan.sense(i), Sense::Unit { unit: Unit::Day, many: true }) && scan.the(i);
    let (first, second, joint) = shared_days(scan, i + usize::from(label))?;
    let first = Found { from: i, ..first };
    Some(phrase(scan, first, second, joint, label))
}

/// A day whose month is told with the next.
fn shared_days(scan: &Scan, i: usize) -> Option<(Found, Found, Joint)> {
    let (day, to) = date::day_of_month(scan, i)?;
    let (joint, next) = joint(scan, to)?;
    date::day_of_month(scan, next)?;
    let second = date::find(scan, next)?;
    let Within::Day(month, last) = second.moment.within else { return None };
    let moment = Moment { within: Within::Day(month, day), ..second.moment };
    let first = Found::new(moment, i, to, false).filter(|_| day < last)?;
    Some((first, second, joint))
}

/// «سنتي 858 و824 ق.م»: the era is told with the second.
fn years_of_one_era(scan: &Scan, i: usize) -> Option<Phrase> {
    let about = scan.sense(i) == Sense::About;
    let first = year::said(scan, i + usize::from(about))?;
    let (joint, next) = joint(scan, first.to)?;
    let second = year::said(scan, next)?;
    let sure = first.labelled || opened(scan, i, joint) || second.era.is_some() && joint == Joint::Dash;
    // «عام 1800 و1200 كتاب»: what follows a year is not always one.
    let both = matches!(scan.sense(i), Sense::Both(_) | Sense::Unit { many: true, .. })
        || second.labelled
        || joint != Joint::And
        || opened(scan, i, joint);
    let shared = second.era.filter(|era| *era != Era::Common);
    let back = shared != Some(Era::Before) && second.number < first.number;
    if !sure || !both || back {
        return None;
    }
    let fits = |number: u32| (100..2200).contains(&number) || shared.is_some();
    let (one, two) = (first.found(shared)?, second.found(first.era.filter(|_| second.era.is_none()))?);
    let roughly = |found: Found| Found { moment: Moment { about, ..found.moment }, ..found };
    let (one, two) = (roughly(Found { from: i, ..one }), roughly(two));
    (fits(first.number) && fits(second.number)).then(|| phrase(scan, one, two, joint, first.labelled))
}

/// «القرنين الحادي عشر والثالث عشر».
fn centuries(scan: &Scan, i: usize) -> Option<Phrase> {
    let two =
        matches!(scan.sense(i), Sense::Two(Unit::Century) | Sense::Unit { unit: Unit::Century, .. }) && scan.the(i);
    let (one, to) = spell::nth(scan, i + 1).filter(|_| two)?;
    let (joint, next) = joint(scan, to)?;
    let (other, to_second) = spell::nth(scan, next)?;
    let (era, end) = year::era(scan, to_second).unwrap_or((Era::Common, to_second));
    let first = spell::century_of(one, era, i, to)?;
    let second = spell::century_of(other, era, next, end)?;
    Some(phrase(scan, first, second, joint, true))
}

/// Two whole moments, of which the first may lean on the second's year.
fn moments(scan: &Scan, i: usize) -> Option<Phrase> {
    let first = date::find(scan, i)?;
    let Some((joint, next)) = joint(scan, first.to) else { return Some(first.into()) };
    let next = next + usize::from(scan.sense(next) == Sense::About);
    let second = date::find(scan, next).or_else(|| last_year(scan, &first, next, joint));
    let joined = second.filter(|second| fits(scan, &first, second, joint));
    Some(joined.map_or_else(|| first.into(), |second| phrase(scan, share_year(first, &second), second, joint, false)))
}

/// The second year of «1957-1960» and «1957-60».
fn last_year(scan: &Scan, first: &Found, i: usize, joint: Joint) -> Option<Found> {
    let from = first
        .moment
        .one_year()
        .filter(|_| joint != Joint::And && !first.moment.hijri && first.moment.within == Within::Whole)?;
    let number = super::super::year::plain(scan, i).filter(|n| matches!(n.digits, 2 | 4))?;
    let short = number.digits == 2;
    let year = if short { from - from.rem_euclid(100) + number.value as i32 } else { number.value as i32 };
    let close =
        joint == Joint::Or || !short && (1000..2200).contains(&year) || short && joint == Joint::Dash && scan.glued(i);
    Found::new(Moment::year(year), i, i + 1, false).filter(|_| year > from && close)
}

/// Whether two moments belong together: both of one grain, unless a word opens the pair.
fn fits(scan: &Scan, first: &Found, second: &Found, joint: Joint) -> bool {
    use std::mem::discriminant;
    let same = discriminant(&first.moment.within) == discriminant(&second.moment.within)
        && first.moment.hijri == second.moment.hijri;
    let dates = !matches!(second.moment.within, Within::Weekday(_)) && first.moment.clock.is_none();
    let opened = opened(scan, first.from, joint);
    let leans = first.moment.wants_year() && second.moment.one_year().is_some();
    dates
        && match joint {
            Joint::And => opened || same && leans,
            Joint::Or => same,
            Joint::To => opened,
            Joint::Dash => {
                same && first.moment.within != Within::Whole
                    || opened
                    || same && years(&first.moment) < years(&second.moment)
            }
        }
}

/// Gives the first of two the year that is said only with the second.
fn share_year(first: Found, second: &Found) -> Found {
    let (Some(year), true) =
        (second.moment.one_year(), first.moment.wants_year() && first.moment.hijri == second.moment.hijri)
    else {
        return first;
    };
    let turns = first.moment.month() > second.moment.month();
    let moment = first.moment.in_year(year - i32::from(turns));
    if moment.exists() { Found { moment, ..first } } else { first }
}

/// The pair as one phrase: an interval, a choice, or two moments. Intervals of the Hijri calendar stay two moments: each has days of
/// its own.
fn phrase(scan: &Scan, first: Found, second: Found, joint: Joint, apart: bool) -> Phrase {
    let forward = match (first.moment.year, second.moment.year) {
        (Year::Unsaid, _) | (_, Year::Unsaid) => true,
        _ => years(&first.moment) <= years(&second.moment),
    };
    let ranges = match joint {
        Joint::And => opened(scan, first.from, joint),
        Joint::Dash => true,
        Joint::To => !apart || opened(scan, first.from, joint),
        Joint::Or => false,
    };
    let hijri = first.moment.hijri || second.moment.hijri;
    match joint {
        Joint::Or if !hijri => {
            Phrase { one: true, ..Phrase::new(first.from, second.to, Meaning::OneOf(first, second)) }
        }
        _ if ranges && forward && !hijri => Phrase::new(first.from, second.to, Meaning::Range(first, second)),
        _ => Phrase::new(first.from, second.to, Meaning::Both(first, second)),
    }
}

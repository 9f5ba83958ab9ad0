//! Lengths of time that are certain ones: "a three year period", "the first two years of the siege", "the weeks before the landing".

use super::length::{self, Measured, counted, measure};
use super::moment::Moment;
use super::noun;
use super::pattern;
use super::phrase::{Amount, Length, Meaning, Phrase, Relative, Target};
use super::scan::Scan;
use super::sense::{Part, Sense, Unit};

/// The length at token `i` that an article makes certain.
pub(super) fn find(scan: &Scan, i: usize) -> Option<Phrase> {
    period(scan, i).or_else(|| edge(scan, i)).or_else(|| definite(scan, i))
}

/// "a three year period", "a period of twelve months", "the same 28-day period".
fn period(scan: &Scan, i: usize) -> Option<Phrase> {
    if !matches!(scan.sense(i), Sense::A | Sense::The) {
        return None;
    }
    if is_period(scan, i + 1) && scan.sense(i + 2) == Sense::Of {
        let found = measure(scan, i + 3)?;
        return Some(Phrase::new(i, found.to, Meaning::Length(found.length)));
    }
    let found = measure(scan, i + 1 + usize::from(scan.sense(i + 1) == Sense::Same))?;
    is_period(scan, found.to).then(|| {
        let to = noun::of(scan, found.to + 1).unwrap_or(found.to + 1);
        Phrase::new(i, to, Meaning::Length(found.length))
    })
}

fn is_period(scan: &Scan, i: usize) -> bool {
    matches!(scan.word(i), "period" | "span" | "stretch" | "interval")
}

/// "the first two years of the siege", "the final months of the war", "the intervening years".
fn edge(scan: &Scan, i: usize) -> Option<Phrase> {
    if let (Sense::The, Some(part)) = (scan.sense(i), week_of_month(scan, i + 1)) {
        let found = part_of_date(scan, i, i + 3)?;
        return Some(match found.meaning {
            Meaning::Moment(moment) => {
                Phrase { meaning: Meaning::Moment(Moment { part: Some(part), ..moment }), ..found }
            }
            _ => found,
        });
    }
    let numbered = matches!(scan.sense(i + 1), Sense::Ordinal(_))
        && matches!(scan.sense(i + 2), Sense::Unit { unit: Unit::Week | Unit::Month | Unit::Year, many: false });
    if scan.sense(i) != Sense::The || !numbered && !EDGES.contains(&scan.word(i + 1)) {
        return None;
    }
    let bare = || {
        let (unit, many) = length::unit(scan, i + 2)?;
        let amount = if many { Amount::Unsaid } else { Amount::Hundredths(100) };
        Some(Measured { length: Length::of(amount, unit), to: i + 3 })
    };
    let found = measure(scan, i + 2).or_else(bare)?;
    if let Some(part) = part_of_date(scan, i, found.to) {
        return Some(part);
    }
    let of = tail(scan, found.to);
    let day = found.length == Length::one(Unit::Day);
    let meaning =
        if day { Meaning::Relative(Relative::to(Target::Unit(Unit::Day), 0)) } else { Meaning::Length(found.length) };
    (of.is_some() || scan.word(i + 1) == "intervening").then(|| Phrase::new(i, of.unwrap_or(found.to), meaning))
}

/// "first days", "last few weeks": which part of what follows behind "of" they are, and the token after them.
pub(super) fn some_of(scan: &Scan, i: usize) -> Option<(Option<Part>, usize)> {
    (EDGES.contains(&scan.word(i)) && scan.word(i) != "intervening").then_some(())?;
    let to = if is_plural(scan, i + 1) { i + 2 } else { measure(scan, i + 1)?.to };
    (scan.sense(to) == Sense::Of).then(|| (Some(edge_part(scan, i)), to))
}

/// "third week" of a month, and which part of it that is.
fn week_of_month(scan: &Scan, i: usize) -> Option<Part> {
    let week = matches!(scan.sense(i + 1), Sense::Unit { unit: Unit::Week, many: false });
    match scan.sense(i) {
        Sense::Ordinal(2 | 3) if week => Some(Part::Mid),
        Sense::Ordinal(4 | 5) if week => Some(Part::Late),
        _ => None,
    }
}

fn edge_part(scan: &Scan, i: usize) -> Part {
    let late = ["last", "final", "closing", "remaining"].contains(&scan.word(i));
    if late { Part::Late } else { Part::Early }
}

/// "the first week of May", "the last days of August 1943".
fn part_of_date(scan: &Scan, i: usize, to: usize) -> Option<Phrase> {
    let found = pattern::find(scan, to + 1).filter(|_| scan.sense(to) == Sense::Of)?;
    let part = Some(edge_part(scan, i + 1));
    let moment = Moment { part, ..found.moment };
    (moment.clock.is_none() && !moment.day_part).then(|| Phrase::new(i, found.to, Meaning::Moment(moment)))
}

/// "the three years of the war", "the weeks before the landing", "the chaotic months that followed": an amount or only a plural
/// that what stands behind it makes one certain time.
fn definite(scan: &Scan, i: usize) -> Option<Phrase> {
    if scan.sense(i) != Sense::The {
        return None;
    }
    let counts = counted(scan, i + 1) || scan.sense(i + 1) == Sense::Several;
    if let Some(found) = measure(scan, i + 1).filter(|found| counts && is_plural(scan, found.to - 1)) {
        let to = tail(scan, found.to).unwrap_or(found.to);
        return Some(Phrase::new(i, to, Meaning::Length(found.length)));
    }
    let adjective = scan.lower(i + 1) && scan.sense(i + 1) == Sense::Other && !noun::is_closed(scan.word(i + 1));
    let at = i + 1 + usize::from(adjective);
    let (unit, _) = length::unit(scan, at).filter(|(_, many)| *many)?;
    Some(Phrase::new(i, tail(scan, at + 1)?, Meaning::Length(Length::of(Amount::Unsaid, unit))))
}

fn is_plural(scan: &Scan, i: usize) -> bool {
    length::unit(scan, i).is_some_and(|(_, many)| many)
}

/// The token after what says which years or days are meant: "of the siege", "before the landing", "between the truce and the
/// vote", "leading up to the war", "that followed the truce".
fn tail(scan: &Scan, i: usize) -> Option<usize> {
    let event = |at| noun::placed(scan, at);
    match scan.sense(i) {
        Sense::Of => event(i + 1),
        Sense::Before | Sense::After | Sense::Between | Sense::Since | Sense::Next | Sense::Previous => event(i + 1),
        Sense::That => that_followed(scan, i),
        _ if scan.says(i, "which") => that_followed(scan, i),
        _ if scan.says(i, "leading") && scan.says(i + 1, "up") && scan.sense(i + 2) == Sense::To => event(i + 3),
        _ => None,
    }
}

/// The token after "that followed", "which preceded the war".
fn that_followed(scan: &Scan, i: usize) -> Option<usize> {
    let verb = matches!(scan.word(i + 1), "followed" | "preceded" | "remained");
    verb.then(|| if scan.is_word(i + 2) { noun::phrase(scan, i + 2).unwrap_or(i + 2) } else { i + 2 })
}

/// Which part of something the length is.
const EDGES: [&str; 9] =
    ["first", "last", "final", "early", "opening", "closing", "initial", "intervening", "remaining"];

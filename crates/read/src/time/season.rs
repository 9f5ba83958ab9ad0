//! Seasons ("the winter of 1914–15", "spring") and feasts with a fixed day ("Christmas 1963"), whose days are in `languages/en.toml`.

use super::lexicon::{self, Feast, is_event};
use super::moment::{Moment, Within, Year};
use super::phrase::Found;
use super::pointer;
use super::scan::Scan;
use super::sense::Sense;
use super::year::{self, year_after};

/// "summer 1955", "the winter of 1914", "the autumn".
pub(super) fn season(scan: &Scan, i: usize, code: u8) -> Option<Found> {
    let of = usize::from(scan.sense(i + 1) == Sense::Of) + usize::from(scan.mark(i + 1, ','));
    if let Some((year, to)) = year::attached(scan, i + 1 + of) {
        let moment = Moment::within(Year::One(year), Within::Season(code));
        return Found::new(moment, i, next_year(scan, to, year).unwrap_or(to), true);
    }
    let moment = Moment::within(Year::Unsaid, Within::Season(code));
    Found::new(moment, i, i + 1, true).filter(|_| season_alone(scan, i))
}

/// The "–15" or "–1915" of "the winter of 1914–15".
fn next_year(scan: &Scan, i: usize, year: i32) -> Option<usize> {
    let number = year::plain(scan, i + 1).filter(|_| scan.dash(i) || scan.mark(i, '/'))?;
    let next = if number.digits == 2 { (year + 1).rem_euclid(100) } else { year + 1 };
    (i32::try_from(number.value) == Ok(next)).then_some(i + 2)
}

/// Whether a season without a year is one; "fall" and "spring" have other meanings.
fn season_alone(scan: &Scan, i: usize) -> bool {
    let capital = scan.capital(i);
    let neighbour = |k: usize| scan.capital(k) && scan.sense(k) == Sense::Other;
    let joined = scan.hyphen(i + 1) && !matches!(scan.sense(i + 2), Sense::Season(_));
    if capital && is_event(scan.word(i + 1)) {
        return true;
    }
    if capital && (neighbour(i.wrapping_sub(1)) || neighbour(i + 1)) || joined {
        return false;
    }
    if never_else(scan, i) || is_event(scan.word(i + 1)) || scan.says(i + 1, "season") {
        return true;
    }
    let led = |sense| {
        matches!(
            sense,
            Sense::In | Sense::By | Sense::During | Sense::Until | Sense::Since | Sense::Of | Sense::Part(_)
        )
    };
    if matches!(scan.sense(i + 1), Sense::And | Sense::Or) || scan.dash(i + 1) {
        return (i + 2..i + 5).any(|k| matches!(scan.sense(k), Sense::Season(_)));
    }
    let before = scan.sense_before(i);
    let two_before = scan.sense_before(i.wrapping_sub(1));
    if pointer::of_year(scan, i + 1).is_some() {
        return true;
    }
    scan.sense(i + 1) != Sense::Of && (led(before) || before == Sense::The && led(two_before))
}

/// Seasons whose names mean nothing else, unlike "spring" and "fall".
pub(super) fn never_else(scan: &Scan, i: usize) -> bool {
    ["summer", "autumn", "winter"].iter().any(|word| scan.says(i, word))
}

/// Whether a season only tells of which year's an event is: "the spring offensive", whose article is the event's.
pub(super) fn is_of_an_event(scan: &Scan, found: &Found) -> bool {
    matches!(found.moment.within, Within::Season(21..=24))
        && found.moment.year == Year::Unsaid
        && found.moment.part.is_none()
        && is_event(scan.word(found.to))
}

/// Feasts with a fixed day: "Christmas 1963", "New Year's Eve". One that is no day's name by itself ("Christmas") is one with a
/// year, or where something leads to it.
pub(super) fn feast(scan: &Scan, i: usize) -> Option<Found> {
    let feast = lexicon::feasts(scan.word(i)).iter().find(|feast| stands_at(scan, i, feast))?;
    let next = i + feast.words().len();
    let (year, to) = year_after(scan, next, false);
    let day_part = usize::from(year == Year::Unsaid && matches!(scan.sense(next), Sense::DayPart(_)));
    let moment = Moment::within(year, Within::Day(feast.month, feast.day));
    let moment = Moment { day_part: day_part > 0, ..moment };
    let led = matches!(
        scan.sense_before(i),
        Sense::At | Sense::By | Sense::Before | Sense::After | Sense::Until | Sense::Since | Sense::On | Sense::About
    );
    let named = scan.capital(next) && scan.sense(next) == Sense::Other;
    let certain = feast.day_itself || year != Year::Unsaid || led || day_part > 0;
    Found::new(moment, i, to + day_part, false).filter(|_| certain && !named)
}

/// Whether the name of a feast stands at `i`.
fn stands_at(scan: &Scan, i: usize, feast: &Feast) -> bool {
    let mut words = feast.words().iter().enumerate();
    words.all(|(n, word)| if word == "'" { scan.apostrophe(i + n) } else { scan.says(i + n, word) })
}

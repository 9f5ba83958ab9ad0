//! Seasons ("the winter of 1914–15", "spring") and feasts with a fixed day ("Christmas 1963").

use super::moment::{Moment, Within, Year};
use super::phrase::Found;
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

/// The "–15" of "the winter of 1914–15".
fn next_year(scan: &Scan, i: usize, year: i32) -> Option<usize> {
    let number = year::plain(scan, i + 1).filter(|n| n.digits == 2 && scan.dash(i))?;
    (number.value as i32 == (year + 1).rem_euclid(100)).then_some(i + 2)
}

/// Whether a season without a year is one; "fall" and "spring" have other meanings.
fn season_alone(scan: &Scan, i: usize) -> bool {
    let capital = scan.capital(i);
    let neighbour = |k: usize| scan.capital(k) && scan.sense(k) == Sense::Other;
    let joined = scan.hyphen(i + 1) && !matches!(scan.sense(i + 2), Sense::Season(_));
    if capital && (neighbour(i.wrapping_sub(1)) || neighbour(i + 1)) || joined {
        return false;
    }
    if scan.says(i, "summer") || scan.says(i, "autumn") || scan.says(i, "winter") {
        return true;
    }
    let noun = scan.lower(i + 1)
        && ["offensive", "offensives", "campaign", "campaigns", "fighting", "harvest", "season"]
            .contains(&scan.word(i + 1));
    if noun {
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
    scan.sense(i + 1) != Sense::Of && (led(before) || before == Sense::The && led(two_before))
}

/// Feasts with a fixed day: "Christmas 1963", "New Year's Eve".
pub(super) fn holiday(scan: &Scan, i: usize) -> Option<Found> {
    let (month, day, next, certain) = if scan.word(i) == "Christmas" {
        match scan.word(i + 1) {
            "Eve" => (12, 24, i + 2, true),
            "Day" => (12, 25, i + 2, true),
            _ => (12, 25, i + 1, false),
        }
    } else if scan.word(i) == "New" && scan.word(i + 1) == "Year" && scan.apostrophe(i + 2) {
        match scan.word(i + 4) {
            "Eve" => (12, 31, i + 5, true),
            "Day" => (1, 1, i + 5, true),
            _ => return None,
        }
    } else {
        return None;
    };
    let (year, to) = year_after(scan, next, false);
    let moment = Moment::within(year, Within::Day(month, day));
    Found::new(moment, i, to, false).filter(|_| certain || year != Year::Unsaid)
}

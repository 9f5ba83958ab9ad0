//! Words that point from a time that was told to another: "that", "the same", "the following".

use super::scan::Scan;
use super::sense::{Sense, Unit};

/// The words that point: shift, whether a determiner leads, and the token after them.
pub(super) fn pointer(scan: &Scan, i: usize) -> Option<(i64, bool, usize)> {
    let determiner = matches!(scan.sense(i), Sense::The | Sense::This | Sense::That);
    let mut next = i + usize::from(determiner);
    let very = scan.says(next, "very");
    next += usize::from(very);
    let shift = match scan.sense(next) {
        Sense::Same => Some(0),
        Sense::Next => Some(1),
        Sense::Previous => Some(-1),
        _ => None,
    };
    match (scan.sense(i), shift) {
        (_, Some(0)) if !determiner => None,
        (_, Some(shift)) => Some((shift, determiner, next + 1)),
        (Sense::This | Sense::That, None) => Some((0, true, next)),
        (Sense::The, None) if very => Some((0, true, next)),
        // "The new year".
        (Sense::The, None) if scan.says(next, "new") && is_year(scan, next + 1) => Some((1, true, next + 1)),
        _ => None,
    }
}

/// "of that year", "of the following year" behind a month or a day: the shift and what follows it.
pub(super) fn of_year(scan: &Scan, i: usize) -> Option<(i64, usize)> {
    let next = i + usize::from(scan.mark(i, ','));
    let next = next + usize::from(matches!(scan.sense(next), Sense::Of | Sense::In));
    let (shift, _, at) = pointer(scan, next)?;
    is_year(scan, at).then_some((shift, at + 1))
}

fn is_year(scan: &Scan, i: usize) -> bool {
    matches!(scan.sense(i), Sense::Unit { unit: Unit::Year, many: false })
}

//! What is Arabic about time expressions: letters written onto the front of words, the article, two of a thing, agreement in
//! gender, numbers written out, months under three sets of names, and the Hijri calendar. What the expressions mean, and how a
//! narrative places them, is told by the same rules as in English.

mod clock;
mod date;
mod length;
mod number;
mod pair;
mod relative;
mod spell;
mod year;

use super::phrase::{Meaning, Phrase};
use super::scan::Scan;
use super::sense::Sense;

/// The time expression that starts at token `i`, if one does.
pub(super) fn phrase(scan: &Scan, i: usize) -> Option<Phrase> {
    if !can_start(scan, i) {
        return None;
    }
    if let Some(set) = length::recurring(scan, i) {
        return Some(set);
    }
    if let Some(found) = date::numeric(scan, i).or_else(|| pair::find(scan, i)) {
        let found = relative::in_referred_year(scan, &found).unwrap_or(found);
        return Some(relative::spoken_weekday(scan, found));
    }
    relative::season(scan, i)
        .or_else(|| relative::find(scan, i))
        .or_else(|| clock::find(scan, i))
        .or_else(|| length::find(scan, i))
        .or_else(|| vague(scan, i))
}

/// Words that only lead to a time or join two start none.
fn can_start(scan: &Scan, i: usize) -> bool {
    scan.number(i).is_some()
        || !matches!(
            scan.sense(i),
            Sense::Other
                | Sense::And
                | Sense::Or
                | Sense::In
                | Sense::For
                | Sense::From
                | Sense::To
                | Sense::At
                | Sense::By
                | Sense::Until
                | Sense::Since
                | Sense::During
                | Sense::Between
                | Sense::Same
                | Sense::Life
                | Sense::Whole
                | Sense::Less
                | Sense::Which
        )
}

/// «الآن», «حاليا», «مؤخرا».
fn vague(scan: &Scan, i: usize) -> Option<Phrase> {
    matches!(scan.sense(i), Sense::Vague(_)).then(|| Phrase::new(i, i + 1, Meaning::Vague))
}

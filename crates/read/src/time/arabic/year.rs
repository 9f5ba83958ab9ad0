//! Years, with or without «سنة» or «عام» before them, and the era behind them.

use super::super::lexicon::is_arabic_measure;
use super::super::moment::{Moment, Year};
use super::super::phrase::Found;
use super::super::scan::Scan;
use super::super::sense::{Era, Sense, Unit};
use super::super::tokens::Shape;
use super::super::year::{astronomical, plain};
use super::number;

/// A year as it is said.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said {
    pub(super) number: u32,
    pub(super) era: Option<Era>,
    /// «سنة», «عام», «عامي» stands before it.
    pub(super) labelled: bool,
    from: usize,
    pub(super) to: usize,
}

impl Said {
    /// The moment, with the era of another year where this one says none.
    pub(super) fn moment(&self, shared: Option<Era>) -> Moment {
        let era = self.era.or(shared).unwrap_or(Era::Common);
        let year = Year::One(astronomical(self.number, era));
        Moment { year, hijri: era == Era::Hijri, ..Moment::default() }
    }

    pub(super) fn found(&self, shared: Option<Era>) -> Option<Found> {
        Found::new(self.moment(shared), self.from, self.to, false)
    }

    fn is_modern(&self) -> bool {
        (1000..2200).contains(&self.number)
    }
}

/// The era at `i`: «ق.م», «قبل الميلاد», «م», «للميلاد», «هـ», «الهجري».
pub(super) fn era(scan: &Scan, i: usize) -> Option<(Era, usize)> {
    let at = i + usize::from(scan.sense(i) == Sense::For);
    if let Sense::Era(era) = scan.sense(at) {
        return Some((era, at + 1));
    }
    let dotted = scan.word(i) == "ق" && scan.mark(i + 1, '.') && scan.word(i + 2) == "م";
    dotted.then_some((Era::Before, i + 3))
}

/// Whether a word that says that a year follows stands at `i`.
pub(super) fn is_label(scan: &Scan, i: usize) -> bool {
    match scan.sense(i) {
        Sense::Unit { unit: Unit::Year, many } => !many || scan.number(i + 1).is_some(),
        Sense::Both(Unit::Year) => true,
        _ => false,
    }
}

/// The year at `i`, however bare: who asks looks at what stands around it.
pub(super) fn said(scan: &Scan, i: usize) -> Option<Said> {
    let labelled = is_label(scan, i);
    let at = i + usize::from(labelled);
    let digits = plain(scan, at).filter(|n| n.digits <= 4 || era(scan, at + 1).is_some()).map(|n| (n.value, at + 1));
    let (number, next) = digits.or_else(|| number::in_words(scan, at))?;
    let (era, to) = era(scan, next).map_or((None, next), |(era, to)| (Some(era), to));
    let words = scan.number(at).is_none();
    let plain = number >= if words && !labelled { 1000 } else { 100 };
    let part = scan.glued(at + 1) && scan.mark(at + 1, ':');
    (!part && (plain || era.is_some())).then_some(Said { number, era, labelled, from: i, to })
}

/// The year behind a month or a season: «1939», «سنة 1035», «من عام 1988», «عام ألف وتسعمئة».
pub(super) fn behind(scan: &Scan, i: usize, hijri: bool) -> Option<Said> {
    let from = i + usize::from(scan.sense(i) == Sense::From || scan.sense(i) == Sense::For && is_label(scan, i + 1));
    let comma = from + usize::from(from == i && (scan.mark(i, '،') || scan.mark(i, ',')));
    let found = said(scan, comma).filter(|found| found.labelled || from == i)?;
    let apart = comma > i && !found.labelled && !found.is_modern();
    let bare = found.is_modern() || hijri && found.number < 1600 || found.labelled || found.era.is_some();
    let counts = !found.labelled && found.era.is_none() && counts(scan, found.to);
    let era = found.era.or((hijri && found.number < 1600).then_some(Era::Hijri));
    (bare && !apart && !counts).then_some(Said { era, ..found })
}

/// Whether what stands behind a number is what it counts.
fn counts(scan: &Scan, i: usize) -> bool {
    scan.mark(i, '%')
        || scan.mark(i, '٪')
        || is_arabic_measure(scan.word(i))
        || matches!(scan.sense(i), Sense::Unit { many: false, .. })
}

/// A year that stands by itself.
pub(super) fn free(scan: &Scan, i: usize) -> Option<Found> {
    let found = said(scan, i)?;
    // «5 م» are metres.
    let common = found.is_modern() || found.number >= 100 && led(scan, i);
    let sure = found.labelled || found.era.is_some_and(|era| era != Era::Common || common);
    if sure {
        return found.found(None);
    }
    let digits = plain(scan, i).is_some_and(|n| n.digits == 4 && !n.grouped) && found.is_modern();
    (digits && stands_as_year(scan, i) && !counts(scan, i + 1)).then(|| found.found(None))?
}

/// Whether the word before lets a number of any size be a year.
fn led(scan: &Scan, i: usize) -> bool {
    matches!(
        scan.sense_before(i),
        Sense::In | Sense::Since | Sense::Until | Sense::Before | Sense::After | Sense::From | Sense::To | Sense::About
    )
}

/// Whether what stands before a number of four digits lets it be a year.
fn stands_as_year(scan: &Scan, i: usize) -> bool {
    let in_row = |k: usize| plain(scan, k).is_some_and(|n| n.digits == 4 && (1000..2200).contains(&n.value));
    match scan.sense_before(i) {
        Sense::In
        | Sense::Since
        | Sense::Until
        | Sense::Before
        | Sense::After
        | Sense::By
        | Sense::During
        | Sense::Part(_) => true,
        Sense::Between => true,
        Sense::From => matches!(scan.sense(i + 1), Sense::To | Sense::Until | Sense::And) || !scan.is_word(i + 1),
        Sense::To => scan.sense_before(i - 1) != Sense::Other || !scan.is_word(i + 1),
        Sense::And | Sense::Or => in_row(i.wrapping_sub(2)),
        Sense::Month { .. } | Sense::Season(_) => true,
        Sense::Other => after_other(scan, i),
        _ => false,
    }
}

fn after_other(scan: &Scan, i: usize) -> bool {
    let Some(before) = scan.before(i) else { return true };
    match before.shape {
        Shape::Mark('.') => !scan.glued(i),
        Shape::Mark(c) => !matches!(c, '$' | '£' | '€' | '#' | '№' | '/' | '+' | '=' | '%' | '«' | '٪'),
        Shape::Break => true,
        Shape::Dash => !scan.glued(i) || !scan.glued(i - 1),
        Shape::Number(_) => false,
        // «موسم 1936-1937»: two years joined by a dash are years behind any word.
        Shape::Word => {
            scan.hyphen(i + 1)
                && plain(scan, i + 2).is_some_and(|n| n.digits == 4 && n.value > plain(scan, i).map_or(0, |n| n.value))
        }
    }
}

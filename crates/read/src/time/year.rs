//! Which numbers are years, and which are only numbers.

use super::lexicon::is_measure;
use super::moment::{Moment, Year};
use super::noun;
use super::scan::Scan;
use super::sense::{Era, Sense};
use super::tokens::{Number, Shape};

/// A plain whole number as a year could be written: no decimals, no ordinal, no plural.
pub(super) fn plain(scan: &Scan, i: usize) -> Option<Number> {
    scan.number(i).filter(|n| !n.decimal && !n.ordinal && !n.plural && n.value > 0 && n.value <= 99_999)
}

/// The era at `i` ("BC", "B.C.E.", "AD") and what follows it.
pub(super) fn era(scan: &Scan, i: usize) -> Option<(Era, usize)> {
    if let Sense::Era(era) = scan.sense(i) {
        return Some((era, i + 1));
    }
    let era = match (scan.word(i), scan.word(i + 2)) {
        ("B", "C") => Era::Before,
        ("A", "D") | ("C", "E") => Era::Common,
        _ => return None,
    };
    if !scan.mark(i + 1, '.') || !scan.glued(i + 2) {
        return None;
    }
    let mut next = i + 3;
    if scan.mark(next, '.') && scan.word(next + 1) == "E" && scan.glued(next + 1) {
        next += 2;
    }
    Some((era, next + usize::from(scan.mark(next, '.'))))
}

/// The astronomical year of a counted one.
pub(super) fn astronomical(number: u32, era: Era) -> i32 {
    let number = i32::try_from(number).unwrap_or(i32::MAX);
    match era {
        Era::Before => 1 - number,
        Era::Common | Era::Hijri => number,
    }
}

/// A year that names its era: "4,000 BC", "AD 79".
pub(super) fn with_era(scan: &Scan, i: usize) -> Option<(i32, usize)> {
    if let Some((Era::Common, next)) = era(scan, i) {
        let number = plain(scan, next)?;
        return Some((astronomical(number.value, Era::Common), next + 1));
    }
    let number = plain(scan, i)?;
    let (era, next) = era(scan, i + 1)?;
    Some((astronomical(number.value, era), next))
}

/// A number of four digits that can be a year of the last millennium or the next century.
fn four_digits(scan: &Scan, i: usize) -> Option<i32> {
    let number = plain(scan, i)?;
    let fits = number.digits == 4 && !number.grouped && (1000..2200).contains(&number.value);
    let letters_follow = scan.glued(i + 1) && scan.is_word(i + 1);
    (fits && !letters_follow).then_some(number.value as i32)
}

/// The year of a month or season just read: an era, or four digits that count nothing.
pub(super) fn attached(scan: &Scan, i: usize) -> Option<(i32, usize)> {
    if let Some(found) = with_era(scan, i) {
        return Some(found);
    }
    if let Some(number) = plain(scan, i).filter(|n| n.digits == 3 && scan.ancient && !counts(scan, i)) {
        return Some((astronomical(number.value, Era::Before), i + 1));
    }
    let year = four_digits(scan, i)?;
    let modern = (1700..2100).contains(&year);
    let counts = if modern { is_measure(scan.word(i + 1)) } else { counts(scan, i) };
    (!counts && !unit_follows(scan, i)).then_some((year, i + 1))
}

/// The year after a month or day: "1940", ", 1940", "of 1940"; the token after it, or `i`.
pub(super) fn year_after(scan: &Scan, i: usize, short: bool) -> (Year, usize) {
    let dotted = i + usize::from(short && scan.mark(i, '.'));
    let mut next = dotted;
    let comma = scan.mark(next, ',');
    next += usize::from(comma || scan.hyphen(next) || scan.sense(next) == Sense::Of);
    next += usize::from(comma && scan.sense(next) == Sense::In);
    match attached(scan, next) {
        Some((year, to)) if !(comma && counts(scan, next)) => (Year::One(year), to),
        _ => (Year::Unsaid, dotted),
    }
}

/// A year that stands by itself.
pub(super) fn free(scan: &Scan, i: usize) -> Option<(Moment, usize)> {
    if let Some((year, next)) = with_era(scan, i) {
        return Some((Moment::year(year), next));
    }
    if part_of_a_name(scan, i) || unit_follows(scan, i) {
        return None;
    }
    let year = match four_digits(scan, i) {
        Some(year) if stands_as_year(scan, i, year) => year,
        Some(_) => return None,
        None => ancient(scan, i)?,
    };
    Some((Moment::year(year), i + 1))
}

/// "In 490", told among years before the common era.
fn ancient(scan: &Scan, i: usize) -> Option<i32> {
    let number = plain(scan, i).filter(|n| n.digits == 3 && scan.ancient)?;
    let led = matches!(
        scan.sense_before(i),
        Sense::In
            | Sense::By
            | Sense::Since
            | Sense::Until
            | Sense::During
            | Sense::From
            | Sense::Between
            | Sense::After
            | Sense::Before
            | Sense::Part(_)
    );
    // "About 470 it stood", but "about 700 Greek cities".
    let named = scan.is_word(i + 1) && scan.sense(i + 1) == Sense::Other && !noun::is_closed(scan.word(i + 1));
    let led = led || scan.sense_before(i) == Sense::About && !named;
    let three = |at: usize| plain(scan, at).is_some_and(|n| n.digits == 3);
    // "(218–201)", "in 149 and 146".
    let bracketed = scan.mark(i.wrapping_sub(1), '(') && scan.dash(i + 1) && three(i + 2) && scan.mark(i + 3, ')');
    let led = led || bracketed || scan.sense_before(i) == Sense::And && three(i.wrapping_sub(2));
    (led && !counts(scan, i)).then(|| astronomical(number.value, Era::Before))
}

/// Whether the words around a number of four digits let it be a year.
fn stands_as_year(scan: &Scan, i: usize, year: i32) -> bool {
    let modern = (1700..2100).contains(&year);
    if is_quantity(scan, i) {
        return false;
    }
    if scan.sense_before(i) == Sense::Of && scan.says(i.wrapping_sub(2), "as") {
        return modern;
    }
    match scan.sense_before(i) {
        Sense::In if modern && scan.capital(i.wrapping_sub(1)) && scan.is_word(i + 2) => !is_count(scan.word(i + 1)),
        Sense::In | Sense::Since | Sense::Until | Sense::During | Sense::By => {
            modern && !is_measure(scan.word(i + 1)) || !counts(scan, i)
        }
        Sense::The | Sense::A => modern && !counted(scan, i + 1) || !counts(scan, i),
        Sense::At | Sense::Amount => false,
        Sense::About => !scan.is_word(i + 1) || !counts(scan, i) && modern,
        Sense::Other => after_other(scan, i) && !counts(scan, i),
        _ => !counts(scan, i) && (modern || !scan.lower(i + 1) || scan.sense(i + 1) != Sense::Other),
    }
}

/// Whether the words around a number say how many they are: "some 1800 died", "a force of 1500", "1500 of them".
fn is_quantity(scan: &Scan, i: usize) -> bool {
    let after = scan.word(i + 1);
    let befell = ["were", "died", "fled", "perished", "survived", "surrendered", "deserted"].contains(&after);
    let led = matches!(
        scan.sense_before(i),
        Sense::In | Sense::Since | Sense::Until | Sense::By | Sense::From | Sense::To | Sense::And | Sense::Of
    );
    let of_them =
        scan.sense(i + 1) == Sense::Of && ["them", "these", "those", "his", "their", "its"].contains(&scan.word(i + 2));
    let amount = scan.sense_before(i) == Sense::Of && AMOUNTS.contains(&scan.word(i.wrapping_sub(2)));
    scan.sense_before(i) == Sense::Several || befell && !led || of_them || amount
}

/// Words behind which "of" leads to how many there were.
const AMOUNTS: [&str; 14] = [
    "army",
    "average",
    "body",
    "contingent",
    "crew",
    "detachment",
    "force",
    "garrison",
    "loss",
    "maximum",
    "minimum",
    "number",
    "strength",
    "total",
];

/// What no sentence says of a year, even at its start.
fn is_count(word: &str) -> bool {
    matches!(word, "cases" | "instances" | "places" | "of" | "million" | "villages" | "towns" | "households" | "homes")
}

/// What may stand before a free year, when it is no word of time.
fn after_other(scan: &Scan, i: usize) -> bool {
    let Some(before) = scan.before(i) else {
        return true;
    };
    match before.shape {
        Shape::Mark('(') => !after_ship(scan, i),
        Shape::Mark('.') => !scan.glued(i) && !numbers_things(scan.word(i.wrapping_sub(2))),
        Shape::Mark(c) => !matches!(c, '$' | '£' | '€' | '¥' | '#' | '№' | '/' | '+' | '='),
        Shape::Break => true,
        Shape::Dash => !scan.glued(i) || !scan.glued(i - 1),
        Shape::Number(_) => false,
        Shape::Word if before.capital => scan.hyphen(i + 1) && four_digits(scan, i + 2).is_some(),
        Shape::Word if scan.says(i - 1, "than") => matches!(scan.sense_before(i - 1), Sense::Later | Sense::Earlier),
        Shape::Word => !numbers_things(scan.word(i - 1)),
    }
}

/// Words after which a number is a label.
fn numbers_things(word: &str) -> bool {
    matches!(
        word,
        "no" | "nos"
            | "No"
            | "Nos"
            | "Vol"
            | "vols"
            | "ch"
            | "fig"
            | "Fig"
            | "number"
            | "numbered"
            | "p"
            | "pp"
            | "page"
            | "pages"
            | "vol"
            | "volume"
            | "chapter"
            | "article"
            | "section"
            | "route"
            | "highway"
            | "resolution"
            | "flight"
            | "model"
            | "type"
            | "unit"
            | "room"
            | "lot"
            | "item"
            | "line"
            | "than"
    )
}

/// "HMS Larch (1941)": the year tells two ships apart, it dates nothing.
fn after_ship(scan: &Scan, i: usize) -> bool {
    let first = i.saturating_sub(6);
    scan.token(i + 1).is_some_and(|t| t.shape == Shape::Mark(')'))
        && (first..i).any(|k| matches!(scan.word(k), "HMS" | "USS" | "SS" | "HMAS" | "HMCS" | "RMS"))
}

/// Addresses ("1175 East 29th Avenue"), labels ("U-1206"), compounds ("1500-man").
fn part_of_a_name(scan: &Scan, i: usize) -> bool {
    let label = scan.glued(i) && i >= 2 && scan.hyphen(i - 1) && scan.capital(i - 2);
    let compound = scan.hyphen(i + 1)
        && scan.lower(i + 2)
        && scan.sense(i + 2) == Sense::Other
        && !matches!(scan.word(i + 2), "present" | "era");
    label && scan.sense(i - 2) == Sense::Other || compound || address(scan, i)
}

fn address(scan: &Scan, i: usize) -> bool {
    let street = |k: usize| {
        matches!(
            scan.word(k),
            "Street"
                | "St"
                | "Avenue"
                | "Ave"
                | "Road"
                | "Rd"
                | "Boulevard"
                | "Blvd"
                | "Drive"
                | "Lane"
                | "Highway"
                | "Square"
        )
    };
    let named = |k: usize| scan.capital(k) || scan.number(k).is_some_and(|n| n.ordinal);
    (i + 1..i + 5).take_while(|k| named(*k)).any(street)
}

/// A unit of measure or per cent touches or follows the number.
fn unit_follows(scan: &Scan, i: usize) -> bool {
    scan.mark(i + 1, '%')
        || scan.mark(i + 1, '°')
        || scan.glued(i + 1) && scan.mark(i + 1, ':') && scan.glued(i + 2)
        || matches!(scan.sense(i + 1), Sense::Unit { .. })
        || matches!(scan.word(i + 1), "km" | "m" | "ft" | "kg" | "mm" | "cm" | "mi" | "hours")
}

/// Whether the number at `i` counts what follows it: a measure or a plural, perhaps behind one
/// adjective.
pub(super) fn counts(scan: &Scan, i: usize) -> bool {
    let adjective = scan.lower(i + 1) && scan.sense(i + 1) == Sense::Other && !verb_like(scan.word(i + 1));
    counted(scan, i + 1) || adjective && counted(scan, i + 2)
}

/// Whether the word at `i` can be what a number counts.
fn counted(scan: &Scan, i: usize) -> bool {
    scan.lower(i) && (is_measure(scan.word(i)) || plural(scan.word(i)))
}

fn plural(word: &str) -> bool {
    word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && !matches!(
            word,
            "this"
                | "was"
                | "has"
                | "does"
                | "his"
                | "hers"
                | "its"
                | "thus"
                | "always"
                | "onwards"
                | "afterwards"
                | "perhaps"
        )
}

/// Small words that can follow a year but are no adjectives.
fn verb_like(word: &str) -> bool {
    word.len() <= 3 && word != "new" && word != "old"
        || word.ends_with("ed")
        || matches!(word, "were" | "when" | "with" | "that" | "which" | "while" | "where" | "after")
}

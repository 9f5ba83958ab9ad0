//! Lengths of time ("two weeks", "three-year") and what recurs ("every year", "daily").

use super::noun;
use super::phrase::{Amount, Length, Meaning, Phrase};
use super::scan::Scan;
use super::sense::{Sense, Unit};

/// A length and the tokens that say it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measured {
    pub(super) length: Length,
    pub(super) to: usize,
}

/// The length that starts at token `i`, its leading "over", "nearly", "more than" included.
pub(super) fn measure(scan: &Scan, i: usize) -> Option<Measured> {
    let bounded = bound(scan, i);
    let (amount, next) = amount(scan, bounded)?;
    let found = with_unit(scan, amount, None, next)
        .or_else(|| either(scan, amount, next))
        .or_else(|| with_adjective(scan, amount, next))?;
    let (length, to) = with_half(scan, found.length, found.to);
    Some(Measured { length, to: age(scan, to) })
}

/// A length that ends before `i` with its half ("a year and a half"), where one follows, and the token after it.
pub(super) fn with_half(scan: &Scan, length: Length, i: usize) -> (Length, usize) {
    let half = and_a_half(scan, i).filter(|to| unit(scan, *to).is_none() && !scan.hyphen(*to));
    match (length, half) {
        (Length { amount: Amount::Hundredths(n), most: None, .. }, Some(to)) if n % 100 == 0 => {
            (Length { amount: Amount::Hundredths(n + 50), ..length }, to)
        }
        _ => (length, i),
    }
}

/// Passes "over", "almost", "more than", "at least", "about", in any number.
fn bound(scan: &Scan, i: usize) -> usize {
    let mut next = i;
    for _ in 0..3 {
        // Most words bound nothing.
        if matches!(scan.sense(next), Sense::The | Sense::Cardinal(_) | Sense::Unit { .. })
            || scan.number(next).is_some()
        {
            break;
        }
        let pair = match scan.word(next + 1) {
            "than" => ["more", "less", "fewer", "longer", "More", "Less"].contains(&scan.word(next)),
            "least" | "most" => scan.sense(next) == Sense::At,
            "to" => scan.says(next, "up") || scan.says(next, "close"),
            _ => false,
        };
        // "Some twenty years": about so many; "a mere six weeks".
        let some = scan.sense(next) == Sense::Several && counted(scan, next + 1) && scan.says(next, "some");
        let further = scan.sense(next) == Sense::Other
            && matches!(scan.word(next + 1), "more" | "less" | "over")
            && (scan.word(next + 1) == "over" || scan.word(next + 2) == "than");
        let little = further && matches!(scan.word(next), "little" | "no" | "not" | "slightly" | "well");
        let mere = scan.sense(next) == Sense::A && scan.says(next + 1, "mere") && counted(scan, next + 2);
        next += match scan.sense(next) {
            _ if pair || mere => 2,
            _ if some || little => 1,
            Sense::Amount | Sense::About => 1,
            _ => break,
        };
    }
    next
}

/// Whether a number stands at `i`, in digits or words.
pub(super) fn counted(scan: &Scan, i: usize) -> bool {
    matches!(scan.sense(i), Sense::Cardinal(_)) || scan.number(i).is_some_and(|n| !n.ordinal && !n.plural)
}

/// The amount at `i`: "twenty-one", "a few", "two and a half", "22.8".
fn amount(scan: &Scan, i: usize) -> Option<(Amount, usize)> {
    if let Some(number) = scan.number(i) {
        let plain = !number.ordinal && !number.plural && number.value < 1_000_000;
        let all = || number.value * 100 + u32::from(number.hundredths);
        return plain.then(|| (Amount::Hundredths(all()), i + 1));
    }
    match scan.sense(i) {
        Sense::A => indefinite(scan, i),
        Sense::Several => Some((Amount::Unsaid, i + 1)),
        _ if scan.sense(i + 1) == Sense::Of && HEAPS.contains(&scan.word(i)) => Some((Amount::Unsaid, i + 2)),
        Sense::Half => {
            let next = i + 1 + usize::from(scan.sense(i + 1) == Sense::A || scan.hyphen(i + 1));
            Some((Amount::Hundredths(50), next))
        }
        Sense::Cardinal(_) => Some(cardinal(scan, i)),
        _ => None,
    }
}

fn indefinite(scan: &Scan, i: usize) -> Option<(Amount, usize)> {
    let next = i + 1;
    Some(match scan.sense(next) {
        Sense::Several => (Amount::Unsaid, next + 1),
        Sense::Half => (Amount::Hundredths(50), next + 1 + usize::from(scan.hyphen(next + 1))),
        Sense::Cardinal(100) => (Amount::Hundredths(10_000), next + 1),
        _ if scan.says(next, "couple") => (Amount::Hundredths(200), next + 1 + of(scan, next + 1)),
        _ if scan.says(next, "dozen") => (Amount::Hundredths(1200), next + 1),
        _ if scan.sense(next + 1) == Sense::Of && UNCOUNTED.contains(&scan.word(next)) => (Amount::Unsaid, next + 2),
        Sense::Unit { many: false, .. } if unit_long(scan, next).is_none() => (Amount::Hundredths(100), next),
        _ if MORE.contains(&scan.word(next)) || scan.says(i, "another") => {
            let at = next + usize::from(!scan.says(i, "another"));
            return amount(scan, at).or(Some((Amount::Hundredths(100), at)));
        }
        _ => return None,
    })
}

/// Words between "a" and how much more it is.
const MORE: [&str; 6] = ["further", "full", "additional", "whole", "single", "entire"];

/// Nouns that say that there are several: "a number of years", "a matter of days".
const UNCOUNTED: [&str; 4] = ["number", "matter", "series", "handful"];

/// The same without an article: "hundreds of years".
const HEAPS: [&str; 6] = ["dozens", "hundreds", "thousands", "scores", "Hundreds", "Thousands"];

fn of(scan: &Scan, i: usize) -> usize {
    usize::from(scan.sense(i) == Sense::Of)
}

/// "twenty-one", "three hundred", "two and a half".
fn cardinal(scan: &Scan, i: usize) -> (Amount, usize) {
    let mut total = 0u32;
    let mut next = i;
    while let Sense::Cardinal(value) = scan.sense(next) {
        total = match value {
            100 => total.max(1) * 100,
            value => total + u32::from(value),
        };
        next += 1;
        let tens = total % 100 >= 20 && scan.hyphen(next);
        if tens && matches!(scan.sense(next + 1), Sense::Cardinal(1..=9)) {
            next += 1;
        }
        if total > 9_999 {
            break;
        }
    }
    let half = and_a_half(scan, next);
    let hundredths = total * 100 + if half.is_some() { 50 } else { 0 };
    (Amount::Hundredths(hundredths), half.unwrap_or(next))
}

/// The token after "and a half", "-and-a-half".
fn and_a_half(scan: &Scan, i: usize) -> Option<usize> {
    let mut next = i;
    for sense in [Sense::And, Sense::A, Sense::Half] {
        next += usize::from(scan.hyphen(next));
        if scan.sense(next) != sense {
            return None;
        }
        next += 1;
    }
    Some(next)
}

/// The unit at `i`, if any. "Day" with a capital is mostly part of a name.
pub(super) fn unit(scan: &Scan, i: usize) -> Option<(Unit, bool)> {
    match scan.sense(i) {
        Sense::Unit { unit, many } if scan.lower(i) => Some((unit, many)),
        _ => None,
    }
}

fn with_unit(scan: &Scan, amount: Amount, most: Option<Amount>, i: usize) -> Option<Measured> {
    let hyphen = scan.hyphen(i);
    let at = i + usize::from(hyphen);
    // "The Thirty Years' War", "the Six-Day War": how long it was.
    let named = match scan.sense(at) {
        Sense::Unit { unit, many }
            if scan.capital(i.wrapping_sub(1)) && matches!(scan.sense_before(i), Sense::Cardinal(_))
                || scan.number(i.wrapping_sub(1)).is_some() && scan.apostrophe(at + 1) =>
        {
            Some((unit, many))
        }
        _ => None,
    };
    let (unit, many) = unit(scan, at).or(named)?;
    let one = matches!(amount, Amount::Hundredths(n) if n <= 100) && most.is_none();
    let mut to = at + 1;
    if scan.hyphen(to) && (scan.says(to + 1, "long") || scan.says(to + 1, "old")) {
        to += 2;
    }
    let attributive = hyphen || matches!(amount, Amount::Hundredths(_)) && (modifies(scan, to) || scan.apostrophe(to));
    to += usize::from(!many && !one && scan.says(to, "long"));
    let length = Length { most, ..Length::of(amount, unit) };
    (many || one || attributive).then_some(Measured { length, to })
}

/// "a three year period", "ten day truce": a singular unit before a noun.
fn modifies(scan: &Scan, i: usize) -> bool {
    scan.lower(i)
}

/// "two or three days", "twelve to eighteen months".
fn either(scan: &Scan, low: Amount, i: usize) -> Option<Measured> {
    if !(matches!(scan.sense(i), Sense::Or | Sense::To) || scan.hyphen(i)) {
        return None;
    }
    let (high, next) = amount(scan, i + 1)?;
    with_unit(scan, low, Some(high), next)
}

/// "two bloody weeks".
fn with_adjective(scan: &Scan, amount: Amount, i: usize) -> Option<Measured> {
    let adjective = scan.lower(i)
        && (matches!(scan.sense(i), Sense::Previous | Sense::Next)
            || scan.sense(i) == Sense::Other && !scan.word(i).ends_with('s'))
        && !matches!(scan.word(i), "of" | "other" | "per" | "men" | "people" | "million" | "times");
    if !adjective {
        return None;
    }
    let found = with_unit(scan, amount, None, i + 1)?;
    (unit(scan, found.to - 1)?.1).then_some(found)
}

/// "old", "of age" after a length.
fn age(scan: &Scan, i: usize) -> usize {
    if scan.says(i, "old") {
        i + 1
    } else if scan.sense(i) == Sense::Of && scan.says(i + 1, "age") {
        i + 2
    } else {
        i
    }
}

/// A length as a phrase; a bare plural ("for months") only where something leads to it.
pub(super) fn find(scan: &Scan, i: usize) -> Option<Phrase> {
    if let Some(found) = of_age(scan, i) {
        return Some(found);
    }
    if let Some(found) = measure(scan, i) {
        let to = noun::of(scan, found.to).unwrap_or(found.to);
        return Some(Phrase::new(i, to, Meaning::Length(found.length)));
    }
    if let Some(found) = unit_long(scan, i) {
        return Some(found);
    }
    let (unit, many) = match scan.sense(i) {
        Sense::Unit { unit, many: true } if scan.opens_sentence(i) => (unit, true),
        _ => unit(scan, i)?,
    };
    let led = matches!(
        scan.sense_before(i),
        Sense::For | Sense::During | Sense::After | Sense::Amount | Sense::By | Sense::In | Sense::And
    );
    let of = noun::of(scan, i + 1);
    let led = led || of.is_some();
    let length = Length::of(Amount::Unsaid, unit);
    (many && led).then(|| Phrase::new(i, of.unwrap_or(i + 1), Meaning::Length(length)))
}

/// "a decades-long war", "a month-long truce": the article is the noun's.
fn unit_long(scan: &Scan, i: usize) -> Option<Phrase> {
    let Sense::Unit { unit, many } = scan.sense(i) else { return None };
    let long = scan.hyphen(i + 1) && (scan.says(i + 2, "long") || scan.says(i + 2, "old"));
    let length = if many { Length::of(Amount::Unsaid, unit) } else { Length::one(unit) };
    long.then(|| Phrase::new(i, i + 3, Meaning::Length(length)))
}

/// The number in "at age seventy-nine", "aged 22".
fn of_age(scan: &Scan, i: usize) -> Option<Phrase> {
    let led = matches!(scan.word(i.wrapping_sub(1)), "age" | "aged")
        || scan.sense_before(i) == Sense::Of && scan.says(i.wrapping_sub(2), "age");
    let (amount, to) = amount(scan, i).filter(|_| led && i > 0)?;
    let plain = scan.number(i).is_none_or(|number| number.value < 120);
    let length = Length::of(amount, Unit::Year);
    (plain && unit(scan, to).is_none()).then(|| Phrase::new(i, to, Meaning::Length(length)))
}

/// What recurs: "every year", "each of", "per day", "daily", "every two years".
pub(super) fn recurring(scan: &Scan, i: usize) -> Option<Phrase> {
    if scan.mark(i, '/') && scan.glued(i) && scan.number(i.wrapping_sub(1)).is_some() {
        let (unit, _) = unit(scan, i + 1).filter(|(_, many)| !many)?;
        return Some(Phrase::new(i + 1, i + 2, Meaning::Set(Some(Length::one(unit)))));
    }
    if let Sense::Periodic(unit) = scan.sense(i) {
        let set = Meaning::Set(Some(Length::one(unit)));
        return scan
            .lower(i)
            .then(|| Phrase::new(i, i + 1, set.clone()))
            .or_else(|| scan.opens_sentence(i).then(|| Phrase::new(i, i + 1, set)));
    }
    let almost = usize::from(scan.sense(i) == Sense::Amount);
    let at = i + almost;
    if scan.sense(at) != Sense::Every {
        return per_annum(scan, i);
    }
    let (length, to) = match scan.sense(at + 1) {
        Sense::Unit { unit, many: false } => (Some(Length::one(unit)), at + 2),
        Sense::Weekday(_) => (Some(Length::one(Unit::Week)), at + 2),
        Sense::Season(_) | Sense::Month { .. } => (Some(Length::one(Unit::Year)), at + 2),
        Sense::DayPart(_) => (Some(Length::one(Unit::Day)), at + 2),
        _ => measure(scan, at + 1).map(|m| (Some(m.length), m.to))?,
    };
    Some(Phrase::new(i, to, Meaning::Set(length)))
}

/// "per annum", "once a year": so often in each.
fn per_annum(scan: &Scan, i: usize) -> Option<Phrase> {
    let latin = scan.says(i, "per") && scan.says(i + 1, "annum");
    latin.then(|| Phrase::new(i, i + 2, Meaning::Set(Some(Length::one(Unit::Year)))))
}

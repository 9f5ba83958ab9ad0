//! Lengths of time («سنتين وثمانية أشهر», «ربع قرن»), ages («التاسعة من عمره») and what recurs («كل ثلاث سنوات»).

use super::super::phrase::{Amount, Length, Meaning, Phrase};
use super::super::scan::Scan;
use super::super::sense::{Sense, Unit};
use super::{date, number, year};

/// A length and the token after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measured {
    pub(super) length: Length,
    pub(super) to: usize,
}

/// The unit at `i`, one or several of it; «ليلة» and «ثانية» have other meanings too.
fn unit(scan: &Scan, i: usize) -> Option<Unit> {
    match scan.sense(i) {
        Sense::Unit { unit, .. } => Some(unit),
        Sense::DayPart(_) if scan.word(i).ends_with('ة') => Some(Unit::Day),
        Sense::Feminine(2) if !scan.the(i) => Some(Unit::Second),
        _ => None,
    }
}

/// The length at `i` that says how many, its leading «نحو», «أكثر من» included.
pub(super) fn measure(scan: &Scan, i: usize) -> Option<Measured> {
    let mut at = i;
    while at < i + 3 && matches!(scan.sense(at), Sense::Amount | Sense::About) {
        at += 1;
    }
    let found = definite(scan, at).or_else(|| plain(scan, at)).or_else(|| bare(scan, at).filter(|_| at > i))?;
    Some(with_more(scan, found))
}

/// The same behind «بعد» or «قبل», where one unit needs no number: «بعد أسبوع».
pub(super) fn counted(scan: &Scan, i: usize) -> Option<Measured> {
    measure(scan, i).or_else(|| bare(scan, i).map(|found| with_more(scan, found))).or_else(|| several(scan, i))
}

/// «ثلاث سنوات», «يومين», «نصف قرن», «بضعة أيام».
fn plain(scan: &Scan, i: usize) -> Option<Measured> {
    let measured = |length, to| Some(Measured { length, to });
    match scan.sense(i) {
        Sense::Two(unit) if !scan.the(i) => return measured(Length::of(Amount::Hundredths(200), unit), i + 1),
        Sense::Half | Sense::Quarter | Sense::Third if !scan.the(i) => return part_of_unit(scan, i),
        Sense::Several => return measured(Length::of(Amount::Unsaid, unit(scan, i + 1)?), i + 2),
        _ => {}
    }
    let (low, next) = amount(scan, i)?;
    let between = number::and(scan, next).is_some() && scan.sense_before(i) == Sense::Between;
    if let Some((high, after)) = either(scan, next, between) {
        let length = Length { most: Some(high), ..Length::of(low, unit(scan, after)?) };
        return measured(length, after + 1);
    }
    let of = unit(scan, next).filter(|_| !is_date(scan, next))?;
    measured(Length::of(low, of), next + 1)
}

/// «5 شهر رجب», «1948 عام», «العشرين يوما»: numbers before a unit that count none of it.
fn is_date(scan: &Scan, next: usize) -> bool {
    let month = date::month(scan, next).is_some();
    month || scan.the(next) || year::is_label(scan, next) && scan.number(next + 1).is_some()
}

fn amount(scan: &Scan, i: usize) -> Option<(Amount, usize)> {
    if let Some(number) = scan.number(i) {
        let fits = !number.ordinal && !number.plural && number.value < 1_000_000;
        return fits.then(|| (Amount::Hundredths(number.value * 100 + u32::from(number.hundredths)), i + 1));
    }
    let (value, to) = number::in_words(scan, i)?;
    Some((Amount::Hundredths(value.min(1_000_000) * 100), to))
}

/// The greater of two amounts: «ثلاثة أو أربعة أيام», «3-5 أيام», «بين ثلاثة وأربعة أيام».
fn either(scan: &Scan, i: usize, between: bool) -> Option<(Amount, usize)> {
    let joined =
        between || matches!(scan.sense(i), Sense::Or | Sense::To) || scan.dash(i) && scan.number(i + 1).is_some();
    amount(scan, i + 1).filter(|(_, to)| joined && unit(scan, *to).is_some())
}

/// «نصف قرن», «ربع ساعة», «نصف سنة»: in the lesser unit, where that comes out even.
fn part_of_unit(scan: &Scan, i: usize) -> Option<Measured> {
    let (parts, unit) = (parts(scan, i)?, unit(scan, i + 1)?);
    let length = lesser(unit).map_or(Length::of(Amount::Hundredths(100 / parts), unit), |(count, lesser)| {
        Length::of(Amount::Hundredths(count * 100 / parts), lesser)
    });
    Some(Measured { length, to: i + 2 })
}

/// How many of a lesser unit make up one, where halves and quarters of it come out even.
fn lesser(unit: Unit) -> Option<(u32, Unit)> {
    match unit {
        Unit::Hour => Some((60, Unit::Minute)),
        Unit::Year => Some((12, Unit::Month)),
        _ => None,
    }
}

/// «السنوات الثلاث الأخيرة», «العقدين الأخيرين», «الأيام التالية».
fn definite(scan: &Scan, i: usize) -> Option<Measured> {
    if !scan.the(i) {
        return None;
    }
    let (amount, unit, next) = match scan.sense(i) {
        Sense::Two(unit) => (Amount::Hundredths(200), unit, i + 1),
        Sense::Unit { unit, many: true } => match number::in_words(scan, i + 1).filter(|_| scan.the(i + 1)) {
            Some((count, to)) => (Amount::Hundredths(count * 100), unit, to),
            None => (Amount::Unsaid, unit, i + 1),
        },
        _ => return None,
    };
    let points = matches!(scan.sense(next), Sense::Next | Sense::Previous | Sense::Latest | Sense::Pointer(_));
    let counted = amount != Amount::Unsaid && next > i + 1;
    (points || counted).then_some(Measured { length: Length::of(amount, unit), to: next + usize::from(points) })
}

/// One of a unit without a number: «أسبوع», «عقد واحد».
fn bare(scan: &Scan, i: usize) -> Option<Measured> {
    let Sense::Unit { unit, many: false } = scan.sense(i) else { return None };
    let next = i + 1;
    let named = scan.number(next).is_some() || date::month(scan, i).is_some() || date::weekday_at(scan, i).is_some();
    let of = number::in_words(scan, next).is_some_and(|(number, _)| number > 1)
        || matches!(scan.sense(next), Sense::HijriMonth(_) | Sense::Month { .. } | Sense::Tens(_));
    (!scan.the(i) && !named && !of)
        .then(|| Measured { length: Length::one(unit), to: next + usize::from(scan.sense(next) == Sense::Cardinal(1)) })
}

/// Several of a unit without a number: «أياما», «عقود».
fn several(scan: &Scan, i: usize) -> Option<Measured> {
    let Sense::Unit { unit, many: true } = scan.sense(i) else { return None };
    // «سنوات الحرب», «أيام الوباء»: a time with a name.
    let named = scan.word(i + 1).starts_with("ال") || scan.number(i + 1).is_some();
    let to = i + 1 + usize::from(scan.sense(i + 1) == Sense::Whole);
    (!scan.the(i) && !named).then(|| Measured { length: Length::of(Amount::Unsaid, unit), to })
}

/// What stands behind a length and belongs to it: «ونصف», «وثمانية أشهر», «كاملة», «في اليوم».
fn with_more(scan: &Scan, found: Measured) -> Measured {
    let Measured { mut length, mut to } = found;
    if let Some(at) = number::and(scan, to) {
        if let Some((more, next)) = more(scan, at, length.unit) {
            (length.more, to) = (Some(more), next);
        } else if let (Some((part, next)), Amount::Hundredths(n)) = (part_more(scan, at, length.unit), length.amount) {
            (length.amount, to) = (Amount::Hundredths(n + part), next);
        }
    }
    to += usize::from(matches!(scan.sense(to), Sense::Whole | Sense::About));
    let rate = scan.sense(to) == Sense::In && scan.the(to + 1) && !scan.the(to + 2) && scan.number(to + 2).is_none();
    if let (true, Sense::Unit { unit, many: false }) = (rate && scan.sense(to + 2) != Sense::Same, scan.sense(to + 1))
        && unit > length.unit
    {
        to += 2;
    }
    Measured { length, to }
}

/// The part in hundredths that is added to a number of units, and the token after it: «ونصف», «ونصف القرن».
fn part_more(scan: &Scan, i: usize, of: Unit) -> Option<(u32, usize)> {
    let parts = parts(scan, i)?;
    let again = scan.the(i + 1) && unit(scan, i + 1) == Some(of);
    let other = unit(scan, i + 1).is_some() && !again;
    (!other).then_some((100 / parts, i + 1 + usize::from(again)))
}

/// How many of the parts at `i` make a whole.
fn parts(scan: &Scan, i: usize) -> Option<u32> {
    match scan.sense(i) {
        Sense::Half => Some(2),
        Sense::Third => Some(3),
        Sense::Quarter => Some(4),
        _ => None,
    }
}

/// The lesser part of a length: «ونصف الساعة», «وثمانية أشهر», «وشهرين».
fn more(scan: &Scan, i: usize, of: Unit) -> Option<((u32, Unit), usize)> {
    if parts(scan, i).is_some() {
        let ((part, to), (count, lesser)) = (part_more(scan, i, of)?, lesser(of)?);
        return Some(((count * part / 100, lesser), to));
    }
    let found = plain(scan, i).or_else(|| bare(scan, i)).filter(|found| found.length.unit < of)?;
    Some(((u32::try_from(found.length.whole()?).ok()?, found.length.unit), found.to))
}

/// Whether a length behind «بعد» is what something took: «بعد ثماني سنوات من العمل», not «بعد شهر من سقوط المدينة» or «من تلك
/// القراءة», which are counted from an event.
pub(super) fn took(scan: &Scan, i: usize) -> bool {
    if scan.sense(i) != Sense::From || date::find(scan, i + 1).is_some() {
        return false;
    }
    let word = scan.word(i + 1);
    let pronoun = word.chars().count() > 4 && (word.ends_with('ه') || word.ends_with("ها") || word.ends_with("هم"));
    let event = !word.starts_with("ال") && scan.word(i + 2).starts_with("ال");
    let points = matches!(scan.sense(i + 1), Sense::That | Sense::This);
    !(pronoun || event || points)
}

/// A length as a phrase.
pub(super) fn find(scan: &Scan, i: usize) -> Option<Phrase> {
    let (length, to) = age(scan, i)
        .or_else(|| measure(scan, i))
        .or_else(|| unnumbered(scan, i))
        .map(|found| (found.length, found.to))?;
    Some(Phrase::new(i, to, Meaning::Length(length)))
}

/// A unit without a number, where something leads to it, or its ending says that it is a length.
fn unnumbered(scan: &Scan, i: usize) -> Option<Measured> {
    let led = matches!(scan.sense_before(i), Sense::During | Sense::Since | Sense::For | Sense::After);
    let adverb = scan.word(i).trim_end_matches(['\u{64b}', '\u{64c}', '\u{64d}']).ends_with('ا');
    let once = scan.says(i, "يوما") || scan.says(i, "يومًا");
    // «عقدا» is also a contract, «قرنا» a horn.
    let other = |found: &Measured| found.length.unit >= Unit::Decade;
    let one = bare(scan, i).filter(|found| led || adverb && !once && !other(found) || found.to > i + 1);
    let more = || several(scan, i).filter(|found| led || adverb || found.to > i + 1);
    Some(with_more(scan, one.or_else(more)?))
}

/// «التاسعة من عمره», «السبعين من العمر», and «السادسة عشرة» behind «كنت في».
fn age(scan: &Scan, i: usize) -> Option<Measured> {
    let (years, to) = number::ordinal(scan, i).filter(|(years, _)| *years < 120)?;
    let length = Length::of(Amount::Hundredths(years * 100), Unit::Year);
    if scan.sense(to) == Sense::From && scan.sense(to + 1) == Sense::Life {
        return Some(Measured { length, to: to + 2 });
    }
    let feminine = matches!(scan.sense(i), Sense::Feminine(_)) && years > 10;
    let led = scan.sense_before(i) == Sense::In && scan.sense_before(i.wrapping_sub(1)) == Sense::Reached;
    (feminine && led).then_some(Measured { length, to })
}

/// What recurs: «كل سنة», «كل يوم خميس», «كل 12 يوما», «سنويا», «صيفا», «مرتين في الأسبوع».
pub(super) fn recurring(scan: &Scan, i: usize) -> Option<Phrase> {
    let set = |unit: Unit, to: usize| Some(Phrase::new(i, to, Meaning::Set(Some(Length::one(unit)))));
    match scan.sense(i) {
        Sense::Periodic(unit) => set(unit, i + 1),
        Sense::EachSeason(_) => set(Unit::Year, i + 1),
        Sense::Season(24)
            if !scan.the(i)
                && !scan.is_word(i + 1)
                && scan.number(i + 1).is_none()
                && scan.sense_before(i) != Sense::In =>
        {
            set(Unit::Year, i + 1)
        }
        Sense::Every => every(scan, i + 1).map(|(length, to)| Phrase::new(i, to, Meaning::Set(Some(length)))),
        // «أيام الجمعة»
        Sense::Unit { unit: Unit::Day, many: true } if !scan.the(i) => {
            let (_, to) = date::weekday_at(scan, i + 1).filter(|_| scan.the(i + 1) || scan.is_word(i + 1))?;
            set(Unit::Week, to)
        }
        Sense::Times => times(scan, i, i + 1),
        Sense::Cardinal(_) => {
            let (_, to) = number::in_words(scan, i)?;
            times(scan, i, to + 1).filter(|_| scan.sense(to) == Sense::Times)
        }
        _ => None,
    }
}

/// What stands behind «كل».
fn every(scan: &Scan, i: usize) -> Option<(Length, usize)> {
    if scan.the(i) {
        return None;
    }
    if let Some((_, to)) = date::weekday_at(scan, i) {
        return Some((Length::one(Unit::Week), to));
    }
    match scan.sense(i) {
        Sense::Weekday(_) => Some((Length::one(Unit::Week), i + 1)),
        Sense::Season(_) | Sense::Month { .. } | Sense::HijriMonth(_) => Some((Length::one(Unit::Year), i + 1)),
        Sense::DayPart(_) => Some((Length::one(Unit::Day), i + 1)),
        _ => {
            let found = plain(scan, i).or_else(|| bare(scan, i))?;
            Some((found.length, found.to))
        }
    }
}

/// «مرتين في الأسبوع», «مرة كل سنتين».
fn times(scan: &Scan, i: usize, next: usize) -> Option<Phrase> {
    let (length, to) = match scan.sense(next) {
        Sense::Every => every(scan, next + 1)?,
        Sense::In if scan.the(next + 1) => match scan.sense(next + 1) {
            Sense::Unit { unit, many: false } if !scan.the(next + 2) => (Length::one(unit), next + 2),
            _ => return None,
        },
        _ => return None,
    };
    Some(Phrase::new(i, to, Meaning::Set(Some(length))))
}

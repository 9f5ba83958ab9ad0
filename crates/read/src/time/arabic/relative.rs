//! Times counted from another: «بعد ثلاثة أسابيع», «العام التالي», «الأسبوع الماضي», «ذلك اليوم», «مساء غد».

use super::super::moment::{Moment, Within, Year};
use super::super::phrase::{Amount, Found, Length, Meaning, Phrase, Relative, Target};
use super::super::scan::Scan;
use super::super::sense::{DayPart, Part, Sense, Unit};
use super::number::ordinal;
use super::{date, length};

/// The relative expression at token `i`.
pub(super) fn find(scan: &Scan, i: usize) -> Option<Phrase> {
    counted(scan, i)
        .or_else(|| wrapped(scan, i))
        .or_else(|| days_of_month(scan, i))
        .or_else(|| reference(scan, i))
        .or_else(|| of_day(scan, i))
}

fn relative(from: usize, to: usize, relative: Relative) -> Phrase {
    Phrase::new(from, to, Meaning::Relative(relative))
}

/// «نهاية العقد الحالي», «مطلع الشهر التالي», «صباح اليوم التالي», «مساء غد», «بعد ظهر أمس».
fn wrapped(scan: &Scan, i: usize) -> Option<Phrase> {
    let (part, day_part) = match scan.sense(i) {
        Sense::Part(part) => (Some(part), false),
        Sense::Final if matches!(scan.sense(i + 1), Sense::Unit { .. }) => (Some(Part::Late), false),
        Sense::DayPart(_) => (None, true),
        _ => return None,
    };
    let next = i + 1 + usize::from(scan.sense(i + 1) == Sense::From);
    let inner = reference(scan, next)
        .or_else(|| nth_day(scan, next))
        .or_else(|| of_day(scan, next))
        .or_else(|| told_unit(scan, next).filter(|_| part.is_some()))?;
    let Meaning::Relative(found) = inner.meaning else { return None };
    let by_day =
        matches!(found.target, Target::Unit(Unit::Day) | Target::Day(_) | Target::Weekday(_)) && !found.day_part;
    let whole = Relative { part, day_part, ..found };
    (by_day || !day_part).then(|| relative(i, inner.to, whole))
}

/// «الشهر» in «نهاية الشهر»: the one that is told.
fn told_unit(scan: &Scan, i: usize) -> Option<Phrase> {
    let (target, _, to) = target(scan, i)?;
    let unit = matches!(target, Target::Week | Target::Unit(Unit::Month | Unit::Year | Unit::Decade | Unit::Century))
        && !scan.the(to);
    unit.then(|| relative(i, to, Relative::to(target, 0)))
}

/// A day that is counted from another, with or without a part of it, and the token after it.
pub(super) fn day(scan: &Scan, i: usize) -> Option<(Relative, usize)> {
    let found = wrapped(scan, i).or_else(|| reference(scan, i)).or_else(|| of_day(scan, i))?;
    match found.meaning {
        Meaning::Relative(day)
            if matches!(day.target, Target::Unit(Unit::Day) | Target::Day(_) | Target::Weekday(_)) =>
        {
            Some((day, found.to))
        }
        _ => None,
    }
}

/// «اليوم السادس عشر»: a day of the month that is told; below the eleventh it is rather a day of what happened.
fn nth_day(scan: &Scan, i: usize) -> Option<Phrase> {
    let day = matches!(scan.sense(i), Sense::Unit { unit: Unit::Day, many: false }) && scan.the(i);
    let (nth, to) = ordinal(scan, i + 1).filter(|(nth, _)| day && (11..=31).contains(nth))?;
    Some(relative(i, to, Relative::to(Target::Day(nth as u8), 0)))
}

/// «السابع من الشهر نفسه», and before it «الأول» in «بين الأول والسابع من الشهر نفسه».
fn days_of_month(scan: &Scan, i: usize) -> Option<Phrase> {
    if let Some(found) = nth_day(scan, i) {
        return Some(found);
    }
    let (day, to) = date::day_of_month(scan, i)?;
    let target = Relative::to(Target::Day(day), 0);
    if let Some(month) = this_month(scan, to) {
        let shift = month.0;
        return Some(relative(i, month.1, Relative { shift, ..target }));
    }
    let next = super::number::and(scan, to)?;
    let (_, after) = date::day_of_month(scan, next)?;
    let (shift, _) = this_month(scan, after)?;
    (scan.sense_before(i) == Sense::Between).then(|| relative(i, to, Relative { shift, ..target }))
}

/// «من الشهر نفسه», «من ذلك الشهر»: how many months on, and the token after it.
fn this_month(scan: &Scan, i: usize) -> Option<(i64, usize)> {
    let found = reference(scan, i + 1).filter(|_| scan.sense(i) == Sense::From)?;
    match found.meaning {
        Meaning::Relative(Relative { target: Target::Unit(Unit::Month), shift, .. }) => Some((shift, found.to)),
        _ => None,
    }
}

/// «ذلك اليوم», «هذه السنة», «العام التالي», «السنة نفسها», «الأسبوع الماضي», «نونبر الماضي», «الأحد المقبل».
fn reference(scan: &Scan, i: usize) -> Option<Phrase> {
    let spoken = match scan.sense(i) {
        Sense::That => Some(false),
        Sense::This => Some(true),
        _ => None,
    };
    if let Some(spoken) = spoken {
        let (target, day_part, to) = target(scan, i + 1).filter(|_| scan.the(i + 1))?;
        let (_, _, to) = pointer(scan, to).filter(|found| found.1 == Some(0)).unwrap_or((false, None, to));
        return Some(relative(i, to, Relative { spoken, day_part, ..Relative::to(target, 0) }));
    }
    let (target, day_part, next) = target(scan, i)?;
    let (spoken, shift, to) = pointer(scan, next)?;
    Some(relative(i, to, Relative { spoken, day_part, ..Relative::to(target, shift?) }))
}

/// What points behind a unit: from the time of speaking or not, the shift, and the token after it.
fn pointer(scan: &Scan, i: usize) -> Option<(bool, Option<i64>, usize)> {
    let at = i + usize::from(scan.sense(i) == Sense::Which);
    let (spoken, shift) = match scan.sense(at) {
        Sense::Same => (false, 0),
        Sense::Next => (false, 1),
        Sense::Previous => (false, -1),
        Sense::Pointer(step) if scan.the(at) => (true, i64::from(step)),
        _ => return None,
    };
    let surely = at > i || scan.the(at) || scan.sense(at) == Sense::Same;
    surely.then_some((spoken, Some(shift), at + 1))
}

/// What is pointed at, whether it is a part of the day, and the token after it.
fn target(scan: &Scan, i: usize) -> Option<(Target, bool, usize)> {
    Some(match scan.sense(i) {
        Sense::Unit { unit: Unit::Week, many: false } if scan.the(i) => (Target::Week, false, i + 1),
        Sense::Unit { unit, many: false } if scan.the(i) && unit >= Unit::Day => (Target::Unit(unit), false, i + 1),
        Sense::Season(code) if scan.the(i) => (Target::Season(code), false, i + 1),
        Sense::DayPart(_) if scan.the(i) => (Target::Unit(Unit::Day), true, i + 1),
        _ => {
            if let Some(month) = date::month(scan, i).filter(|month| !month.hijri) {
                return Some((Target::Near(Within::Month(month.number)), false, month.to));
            }
            let (day, to) = date::weekday_at(scan, i)?;
            (Target::Weekday(day), false, to)
        }
    })
}

/// «أمس», «غدا», «اليوم», «الليلة», «الصباح»: a day, or a part of the day that is told.
fn of_day(scan: &Scan, i: usize) -> Option<Phrase> {
    let day = Relative { spoken: true, ..Relative::to(Target::Unit(Unit::Day), 0) };
    match scan.sense(i) {
        Sense::Shift(days) => Some(relative(i, i + 1, Relative { shift: i64::from(days), ..day })),
        Sense::Unit { unit: Unit::Day, many: false } if scan.the(i) => {
            today(scan, i).map(|()| match scan.told.speaking_day && !is_nowadays(scan, i) {
                true => relative(i, i + 1, day),
                false => Phrase::new(i, i + 1, Meaning::Vague),
            })
        }
        Sense::DayPart(_) if scan.the(i) => part_led(scan, i)
            .then(|| relative(i, i + 1, Relative { day_part: true, spoken: is_tonight(scan, i), ..day })),
        _ => None,
    }
}

/// Whether «اليوم» is this day, and not a day of which more is said.
fn today(scan: &Scan, i: usize) -> Option<()> {
    let goes_on = scan.the(i + 1) || scan.number(i + 1).is_some() || scan.sense(i + 1) == Sense::Which;
    // «ست ساعات في اليوم», «ذلك اليوم»: a rate, a day told before.
    let led = matches!(
        scan.sense_before(i),
        Sense::In | Sense::That | Sense::Every | Sense::Times | Sense::For | Sense::Same
    );
    (!goes_on && !led).then_some(())
}

/// «وهو اليوم متحف», «حتى اليوم»: not the day, but these days.
fn is_nowadays(scan: &Scan, i: usize) -> bool {
    matches!(scan.sense_before(i), Sense::Reached | Sense::Until | Sense::To)
}

/// «الليلة»: this night.
fn is_tonight(scan: &Scan, i: usize) -> bool {
    scan.sense(i) == Sense::DayPart(DayPart::Night) && scan.word(i).ends_with(['ة', 'ه'])
}

/// Whether a part of the day by itself is a time: «منذ الصباح», «قبل الفجر», «الليلة»; not «العصر الحديث».
fn part_led(scan: &Scan, i: usize) -> bool {
    let led = matches!(
        scan.sense_before(i),
        Sense::In | Sense::Since | Sense::Before | Sense::After | Sense::Until | Sense::At | Sense::During | Sense::To
    ) || matches!(scan.word(i.wrapping_sub(1)), "قبيل" | "بُعيد" | "بعيد" | "مع");
    let tonight = is_tonight(scan, i);
    let described = scan.is_word(i + 1)
        && (scan.the(i + 1) || scan.sense(i + 1) == Sense::Other && scan.word(i + 1).starts_with("ال"));
    (led || tonight) && !described
}

/// «بعد ثلاثة أسابيع», «قبل ذلك بيومين», «قبل سنة وشهرين», «قبل رجوعي بشهرين».
fn counted(scan: &Scan, i: usize) -> Option<Phrase> {
    let direction: i64 = match scan.sense(i) {
        Sense::After | Sense::AfterThat => 1,
        Sense::Before | Sense::BeforeThat => -1,
        _ => return None,
    };
    if matches!(scan.sense(i), Sense::AfterThat | Sense::BeforeThat) {
        let found = length::counted(scan, i + 2).filter(|_| scan.sense(i + 1) == Sense::In)?;
        return Some(Phrase::new(i, found.to, shifted(found.length, direction, false)));
    }
    if scan.sense(i + 1) == Sense::That && scan.sense(i + 2) == Sense::In {
        let found = length::counted(scan, i + 3)?;
        return Some(Phrase::new(i, found.to, shifted(found.length, direction, false)));
    }
    if let Some(found) = length::counted(scan, i + 1) {
        if let Some(said) = said_again(scan, i, &found) {
            return Some(said);
        }
        let took = direction > 0 && length::took(scan, found.to);
        return (!took).then(|| Phrase::new(i, found.to, from_moment(scan, found.to, found.length, direction)));
    }
    from_event(scan, i, direction)
}

/// «سنة 1981، أي بعد ثلاث عشرة سنة»، «1997، بعد ثلاثة وعشرين عاما من تلك القراءة»: the date just told, counted from something else.
fn said_again(scan: &Scan, i: usize, found: &length::Measured) -> Option<Phrase> {
    let that_is = matches!(scan.word(i.wrapping_sub(1)), "أي" | "أى") && i > 0;
    let dated = |k: usize| scan.number(k).is_some() || matches!(scan.sense(k), Sense::Month { .. });
    let beside = i > 1 && scan.mark(i - 1, '،') && dated(i - 2) && scan.sense(found.to) == Sense::From;
    let unit = if found.length.unit >= Unit::Year { Unit::Year } else { found.length.unit };
    let again = Relative { length: Some(found.length), ..Relative::to(Target::Unit(unit), 0) };
    ((that_is || beside) && unit >= Unit::Day).then(|| relative(i, found.to, again))
}

/// Counted from a moment behind «من», else from the narrative, or the time of speaking: «قبل سنتين».
fn from_moment(scan: &Scan, i: usize, length: Length, direction: i64) -> Meaning {
    let mut meaning = shifted(length, direction, direction < 0);
    if let (Meaning::Relative(relative), Sense::From) = (&mut meaning, scan.sense(i)) {
        relative.anchor = date::find(scan, i + 1).filter(|found: &Found| found.moment.one_year().is_some());
    }
    meaning
}

/// «قبل رجوعي بشهرين», «بعد الحريق بثلاثة أيام»: the event stands between.
fn from_event(scan: &Scan, i: usize, direction: i64) -> Option<Phrase> {
    let at = (i + 2..i + 5)
        .find(|k| scan.sense(*k) == Sense::In && scan.glued(k + 1) && scan.is_word(k + 1) || !scan.is_word(*k))?;
    let plain = (i + 1..at).all(|k| matches!(scan.sense(k), Sense::Other));
    let found = length::counted(scan, at + 1).filter(|_| plain && scan.sense(at) == Sense::In)?;
    let meaning = if direction > 0 { shifted(found.length, direction, false) } else { Meaning::Vague };
    Some(Phrase::new(i, found.to, meaning))
}

/// A length as a shift in its direction, where it is a whole number of days or more; else the length itself.
fn shifted(length: Length, direction: i64, spoken: bool) -> Meaning {
    let hundredths = match (length.amount, length.most) {
        (Amount::Hundredths(n), None) => i64::from(n),
        _ => return Meaning::Length(length),
    };
    let more = length.more.map_or(0, |(count, unit)| if unit == Unit::Month { i64::from(count) } else { 0 });
    let (unit, all) = match length.unit {
        Unit::Week => (Unit::Day, hundredths * 7),
        Unit::Fortnight => (Unit::Day, hundredths * 14),
        Unit::Decade => (Unit::Year, hundredths * 10),
        Unit::Century => (Unit::Year, hundredths * 100),
        Unit::Year if more > 0 => (Unit::Month, hundredths * 12 + more * 100),
        unit => (unit, hundredths),
    };
    let exact = unit >= Unit::Day && all % 100 == 0 && (length.more.is_none() || more > 0);
    if !exact {
        return Meaning::Length(length);
    }
    let about = matches!(length.unit, Unit::Decade | Unit::Century) && !spoken;
    let shift = direction * all / 100;
    Meaning::Relative(Relative { about, spoken, length: Some(length), ..Relative::to(Target::Unit(unit), shift) })
}

/// A day of the week in a text whose day is known: the one before that day, or the next where the sentence looks ahead.
pub(super) fn spoken_weekday(scan: &Scan, found: Phrase) -> Phrase {
    let Meaning::Moment(moment @ Moment { within: Within::Weekday(day), .. }) = found.meaning else { return found };
    let (spoken, shift, to) = match pointer(scan, found.to) {
        Some((spoken, Some(shift), to)) => (spoken, shift, to),
        _ if scan.told.speaking_day => (true, i64::from(looks_ahead(scan, found.from)), found.to),
        _ => return found,
    };
    let Moment { part, day_part, clock, .. } = moment;
    let weekday = Relative { part, day_part, clock, spoken, ..Relative::to(Target::Weekday(day), shift) };
    Phrase { to, meaning: Meaning::Relative(weekday), ..found }
}

/// Whether the sentence before `i` speaks of what is to come: «من المتوقع», «سيصل».
fn looks_ahead(scan: &Scan, i: usize) -> bool {
    (i.saturating_sub(12)..i)
        .rev()
        .take_while(|k| !scan.ends_sentence(*k))
        .any(|k| scan.sense(k) == Sense::Ahead || is_future_verb(scan.word(k)))
}

/// Whether a word is a verb of the future: س before a form of the present. Nouns that begin so have other endings or stems.
fn is_future_verb(word: &str) -> bool {
    let person = ["سي", "ست", "سن", "سأ"].iter().any(|start| word.starts_with(start));
    let noun = word.ends_with('ة')
        || ["سيار", "سياس", "سياح", "سياق", "سيد", "سينم", "ستار", "سنابل"].iter().any(|stem| word.starts_with(stem));
    person && !noun && word.chars().count() >= 5
}

/// A season that only a year named by reference makes one: «ربيع ذلك العام».
pub(super) fn season(scan: &Scan, i: usize) -> Option<Phrase> {
    let Sense::Season(code) = scan.sense(i) else { return None };
    let found = Found::new(Moment::within(Year::Unsaid, Within::Season(code)), i, i + 1, false)?;
    in_referred_year(scan, &found.into())
}

/// A moment without a year, followed by a year that is named by reference: «ربيع ذلك العام», «آذار من السنة التالية».
pub(super) fn in_referred_year(scan: &Scan, found: &Phrase) -> Option<Phrase> {
    let Meaning::Moment(moment) = found.meaning else { return None };
    let Moment { within, part, day_part, .. } = moment;
    let wants = moment.wants_year() && !moment.hijri;
    let next = found.to + usize::from(scan.sense(found.to) == Sense::From);
    if let Some(year) = reference(scan, next).filter(|_| wants) {
        let Meaning::Relative(Relative { target: Target::Unit(Unit::Year), shift, spoken, .. }) = year.meaning else {
            return None;
        };
        let year_of = Relative { part, day_part, spoken, ..Relative::to(Target::Within(within), shift) };
        return Some(relative(found.from, year.to, year_of));
    }
    let (spoken, shift, to) = pointer(scan, found.to).filter(|_| wants)?;
    let target = match within {
        Within::Season(code) if (21..=24).contains(&code) => Target::Season(code),
        Within::Month(_) => Target::Near(within),
        _ => return None,
    };
    Some(relative(found.from, to, Relative { part, spoken, ..Relative::to(target, shift?) }))
}

//! Times of day: «الساعة 10:30 من يوم 11 حزيران», «السادسة والربع مساءً», «ليلا».

use super::super::moment::{Moment, Within, Year};
use super::super::phrase::{Meaning, Phrase, Relative};
use super::super::scan::Scan;
use super::super::sense::{DayPart, Part, Sense, Unit};
use super::{date, number, relative};

/// The time of day at token `i`.
pub(super) fn find(scan: &Scan, i: usize) -> Option<Phrase> {
    early_hours(scan, i).or_else(|| clock(scan, i)).or_else(|| adverb(scan, i))
}

/// «الساعات الأولى من فجر الأربعاء», «ساعات الصباح الأولى».
fn early_hours(scan: &Scan, i: usize) -> Option<Phrase> {
    let hours = matches!(scan.sense(i), Sense::Unit { unit: Unit::Hour, many: true });
    let first = |k: usize| scan.sense(k) == Sense::Feminine(1) && scan.the(k);
    let to = match hours {
        true if scan.the(i) && first(i + 1) && scan.sense(i + 2) == Sense::From => i + 3,
        true if matches!(scan.sense(i + 1), Sense::DayPart(_)) && first(i + 2) => {
            let moment = Moment { day_part: true, part: Some(Part::Early), ..Moment::default() };
            return Some(Phrase::new(i, i + 3, Meaning::Moment(moment)));
        }
        _ => return None,
    };
    let dated = date::find(scan, to).filter(|f| matches!(f.moment.within, Within::Day(..) | Within::Weekday(_)));
    if let Some(found) = dated {
        let moment = Moment { day_part: true, part: Some(Part::Early), ..found.moment };
        return Some(relative::spoken_weekday(scan, Phrase::new(i, found.to, Meaning::Moment(moment))));
    }
    let (found, to) = relative::day(scan, to)?;
    Some(Phrase::new(i, to, Meaning::Relative(Relative { day_part: true, part: Some(Part::Early), ..found })))
}

/// «الساعة الثانية وعشرين دقيقة من بعد ظهر أمس», «10:30», «السادسة صباحا».
fn clock(scan: &Scan, i: usize) -> Option<Phrase> {
    let labelled = matches!(scan.sense(i), Sense::Unit { unit: Unit::Hour, many: false }) && scan.the(i);
    let at = i + usize::from(labelled);
    let (hour, minute, to, exact) = in_digits(scan, at, labelled).or_else(|| in_words(scan, at))?;
    let (part, day_at, part_to) = part_behind(scan, to, labelled || exact);
    if !labelled && !exact && part.is_none() {
        return None;
    }
    let clock = of_day(hour, minute, part)?;
    Some(with_day(scan, i, part_to, day_at, clock))
}

/// Hour, minute, the token after them, and whether they can be nothing else.
type Read = (u32, u32, usize, bool);

fn in_digits(scan: &Scan, i: usize, labelled: bool) -> Option<Read> {
    let hour = scan.number(i).filter(|n| n.digits <= 2 && !n.ordinal && !n.grouped)?;
    let minute = scan.number(i + 2).filter(|n| n.digits == 2 && scan.glued(i + 1) && scan.glued(i + 2));
    match minute {
        Some(minute) if scan.mark(i + 1, ':') => Some((hour.value, minute.value, i + 3, true)),
        _ if hour.decimal && labelled => Some((hour.value, u32::from(hour.hundredths), i + 1, true)),
        _ => {
            let (minute, to) = minutes(scan, i + 1).unwrap_or((0, i + 1));
            Some((hour.value, minute, to, false))
        }
    }
    .filter(|read| read.0 < 24 && read.1 < 60)
}

fn in_words(scan: &Scan, i: usize) -> Option<Read> {
    let (hour, next) = match scan.sense(i) {
        // «الواحدة» is a cardinal in its form.
        Sense::Cardinal(1) if scan.the(i) => (1, i + 1),
        _ => number::feminine(scan, i)?,
    };
    match minutes(scan, next) {
        Some((minute, to)) => Some((hour, minute, to, true)),
        None => Some((hour, 0, next, false)),
    }
    .filter(|read| (1..=24).contains(&read.0))
}

/// «والنصف», «والربع», «وعشرين دقيقة», «إلا ربعا»: minutes, those of the hour before counted from its end.
fn minutes(scan: &Scan, i: usize) -> Option<(u32, usize)> {
    let less = scan.sense(i) == Sense::Less;
    let at = if less { i + 1 } else { number::and(scan, i)? };
    let part = |minute: u32| Some((if less { 60 + minute } else { minute }, at + 1));
    match scan.sense(at) {
        Sense::Half if scan.the(at) => return part(30),
        Sense::Quarter if scan.the(at) || less => return part(15),
        Sense::Third if scan.the(at) || less => return part(20),
        _ => {}
    }
    let (minute, next) = number::cardinal(scan, at).filter(|(minute, _)| *minute < 60)?;
    let unit = matches!(scan.sense(next), Sense::Unit { unit: Unit::Minute, .. });
    unit.then_some((if less { 60 + minute } else { minute }, next + 1))
}

/// The part of the day behind a clock: the part, where a day may follow, and the token after it.
fn part_behind(scan: &Scan, i: usize, sure: bool) -> (Option<DayPart>, Option<usize>, usize) {
    let from = usize::from(
        sure && matches!(scan.sense(i), Sense::From | Sense::In) && matches!(scan.sense(i + 1), Sense::DayPart(_)),
    );
    match scan.sense(i + from) {
        Sense::DayPart(part) => (Some(part), Some(i + from), i + from + 1),
        _ => (None, None, i),
    }
}

/// Hour and minute of the whole day. `minute` from 60 on are those that lack to the hour.
fn of_day(hour: u32, minute: u32, part: Option<DayPart>) -> Option<(u8, u8)> {
    let (hour, minute) = if minute >= 60 { (hour.checked_sub(1)?, 120 - minute) } else { (hour, minute) };
    let hour = match part {
        Some(DayPart::Afternoon | DayPart::Evening | DayPart::Noon)
            if hour < 12 && !(part == Some(DayPart::Noon) && hour == 11) =>
        {
            hour + 12
        }
        Some(DayPart::Night) if (6..12).contains(&hour) => hour + 12,
        Some(DayPart::Night | DayPart::Midnight | DayPart::Morning) if hour == 12 => 0,
        _ => hour,
    };
    (hour < 24 && minute < 60).then_some((hour as u8, minute as u8))
}

/// A clock and the day behind it: «من يوم 11 حزيران», «من بعد ظهر أمس», «مساء اليوم التالي».
fn with_day(scan: &Scan, i: usize, to: usize, part_at: Option<usize>, clock: (u8, u8)) -> Phrase {
    let clock = Some(clock);
    let next = to + usize::from(scan.sense(to) == Sense::From);
    let dated =
        |at: usize| date::find(scan, at).filter(|f| matches!(f.moment.within, Within::Day(..) | Within::Weekday(_)));
    if let Some(found) = part_at.and_then(dated).or_else(|| dated(next)) {
        return Phrase::new(i, found.to, Meaning::Moment(Moment { clock, day_part: false, ..found.moment }));
    }
    let counted = part_at.and_then(|at| relative::day(scan, at)).or_else(|| relative::day(scan, next));
    match counted {
        Some((found, end)) => Phrase::new(i, end, Meaning::Relative(Relative { clock, day_part: false, ..found })),
        None => Phrase::new(i, to, Meaning::Moment(Moment { clock, ..Moment::default() })),
    }
}

/// «ليلا», «صباحا», «عند منتصف الليل»: a part of the day that needs no article.
fn adverb(scan: &Scan, i: usize) -> Option<Phrase> {
    let Sense::DayPart(part) = scan.sense(i) else { return None };
    let clock = match part {
        DayPart::Midnight => Some((0, 0)),
        DayPart::Noon => Some((12, 0)),
        _ => None,
    };
    let word = scan.word(i).trim_end_matches(['\u{64b}', '\u{64c}', '\u{64d}']);
    let form = !scan.the(i)
        && (word.ends_with('ا')
            || word.contains(' ') && part != DayPart::Afternoon
            || word == "مساء" && !scan.is_word(i + 1));
    // «ليل نهار» and «عصرا ذهبيا» are no times.
    let alone =
        !matches!(scan.sense(i + 1), Sense::Unit { .. } | Sense::DayPart(_)) && !scan.word(i + 1).ends_with('ا');
    let moment = Moment { day_part: true, clock, year: Year::Unsaid, ..Moment::default() };
    (form && alone).then(|| Phrase::new(i, i + 1, Meaning::Moment(moment)))
}

//! Days, months, seasons and days of the week.

use super::super::calendar::{month_length, plus_days, weekday as weekday_of};
use super::super::hijri;
use super::super::moment::{Moment, Within, Year};
use super::super::pattern::day_number;
use super::super::phrase::{Found, Meaning, Phrase};
use super::super::scan::Scan;
use super::super::sense::{Era, Part, Sense, Unit};
use super::super::tokens::Shape;
use super::super::year::plain;
use super::number::ordinal;
use super::{spell, year};

/// The moment that starts at token `i`.
pub(super) fn find(scan: &Scan, i: usize) -> Option<Found> {
    match scan.sense(i) {
        Sense::About => {
            let found = find(scan, i + 1).or_else(|| bare_year(scan, i + 1))?;
            let moment = Moment { about: true, ..found.moment };
            Some(Found { from: i, moment, ..found })
        }
        Sense::Part(part) => part_of(scan, i, i + 1, part),
        Sense::DayPart(_) => in_day(scan, i),
        Sense::Half | Sense::Quarter | Sense::Third => fraction(scan, i),
        Sense::Final => last_of(scan, i),
        _ => core(scan, i),
    }
}

fn core(scan: &Scan, i: usize) -> Option<Found> {
    nth_weekday(scan, i)
        .or_else(|| weekday(scan, i))
        .or_else(|| day(scan, i))
        .or_else(|| month_alone(scan, i))
        .or_else(|| season(scan, i))
        .or_else(|| spell::find(scan, i))
        .or_else(|| year::free(scan, i))
}

/// A year that only what stands before it makes one: «نهاية 2014».
fn bare_year(scan: &Scan, i: usize) -> Option<Found> {
    year::behind(scan, i, false)?.found(None)
}

/// «مطلع عام 1946», «أواخر القرن السابع», «منتصف نوفمبر».
fn part_of(scan: &Scan, i: usize, next: usize, part: Part) -> Option<Found> {
    let inner = season_or_month(scan, next).or_else(|| core(scan, next)).or_else(|| bare_year(scan, next))?;
    let moment = spell::turn_of_millennium(&inner.moment, part);
    Found::new(Moment { part: Some(part), ..moment }, i, inner.to, false)
}

/// A month or a season that needs no year where something leads to it.
fn season_or_month(scan: &Scan, i: usize) -> Option<Found> {
    let month = month(scan, i)?;
    Some(with_year(
        scan,
        i,
        month.to,
        Moment { hijri: month.hijri, ..Moment::within(Year::Unsaid, Within::Month(month.number)) },
    ))
}

/// «النصف الأول من القرن الثاني», «الربع الأخير من عام 1990».
fn fraction(scan: &Scan, i: usize) -> Option<Found> {
    let parts = match scan.sense(i) {
        Sense::Half => 2,
        Sense::Third => 3,
        _ => 4,
    };
    let (nth, next) = match scan.sense(i + 1) {
        Sense::Latest if scan.the(i) => (parts, i + 2),
        _ => ordinal(scan, i + 1).filter(|_| scan.the(i))?,
    };
    let inner = core(scan, next + 1).or_else(|| bare_year(scan, next + 1))?;
    if scan.sense(next) != Sense::From || nth > parts {
        return None;
    }
    let code = match parts {
        2 => 39 + nth,
        3 => 36 + nth,
        _ => 32 + nth,
    };
    let whole_year = !inner.moment.hijri && inner.moment.one_year().is_some() && inner.moment.within == Within::Whole;
    let moment = match whole_year && parts != 3 {
        true => Moment { within: Within::Season(code as u8), ..inner.moment },
        false => Moment { part: Some(if nth * 2 > parts { Part::Late } else { Part::Early }), ..inner.moment },
    };
    Found::new(moment, i, inner.to, false)
}

/// «صباح 14 تشرين الأول», «مساء السبت 6 شباط», «ليلة 5 أيار».
fn in_day(scan: &Scan, i: usize) -> Option<Found> {
    let next = i + 1 + usize::from(scan.sense(i + 1) == Sense::From);
    let inner = nth_weekday(scan, next)
        .or_else(|| weekday(scan, next))
        .or_else(|| day(scan, next))
        .filter(|_| !scan.the(i) || next > i + 1)?;
    let dated = matches!(inner.moment.within, Within::Day(..) | Within::Weekday(_));
    let moment = Moment { day_part: true, ..inner.moment };
    Found::new(moment, i, inner.to, false).filter(|_| dated)
}

/// A month and the tokens that name it.
pub(super) struct Month {
    pub(super) number: u8,
    pub(super) hijri: bool,
    pub(super) to: usize,
}

/// «شباط», «شهر رجب», «تشرين الأول/أكتوبر», «كانون الثاني (يناير)».
pub(super) fn month(scan: &Scan, i: usize) -> Option<Month> {
    let label = matches!(scan.sense(i), Sense::Unit { unit: Unit::Month, many: false }) && !scan.the(i)
        || scan.sense(i) == Sense::Both(Unit::Month);
    let at = i + usize::from(label);
    match scan.sense(at) {
        Sense::Month { number, .. } => Some(Month { number, hijri: false, to: second_name(scan, at + 1, number) }),
        Sense::HijriMonth(number) => Some(Month { number, hijri: true, to: at + 1 }),
        _ => None,
    }
}

/// The token after another name of the same month, where one is given.
fn second_name(scan: &Scan, i: usize, month: u8) -> usize {
    let same = matches!(scan.sense(i + 1), Sense::Month { number, .. } if number == month);
    match scan.token(i).map(|t| t.shape) {
        Some(Shape::Mark('/') | Shape::Dash) if same => i + 2,
        Some(Shape::Mark('(')) if same && scan.mark(i + 2, ')') => i + 3,
        _ => i,
    }
}

/// Gives a day, month or season the year behind it, where there is one that has such a day.
fn with_year(scan: &Scan, from: usize, to: usize, moment: Moment) -> Found {
    let plain = Found { moment, from, to, article: false };
    let Some(said) = year::behind(scan, to, moment.hijri) else { return plain };
    let common = said.era != Some(Era::Hijri);
    let year = match (moment.hijri && common, moment.month()) {
        (true, Some(month)) => match hijri::year_of(month, said.number as i32) {
            Some(year) => Year::One(year),
            None => return plain,
        },
        _ => said.moment(None).year,
    };
    let hijri = moment.hijri || !common;
    Found::new(Moment { year, hijri, ..moment }, from, said.to, false).unwrap_or(plain)
}

/// A day of a month, in digits or words, and the token after it.
pub(super) fn day_of_month(scan: &Scan, i: usize) -> Option<(u8, usize)> {
    let at =
        i + usize::from(matches!(scan.sense(i), Sense::Unit { unit: Unit::Day, many: false } | Sense::Both(Unit::Day)));
    if let Some(number) = scan.number(at) {
        let clock = scan.glued(at + 1) && scan.mark(at + 1, ':');
        return day_number(number).filter(|_| !clock).map(|day| (day, at + 1));
    }
    let first = scan.sense(at) == Sense::Ordinal(1) && !scan.the(at) && month(scan, at + 1).is_some();
    if first || scan.sense(at) == Sense::Start {
        return Some((1, at + 1));
    }
    let (number, to) = ordinal(scan, at).filter(|_| !matches!(scan.sense(at), Sense::Feminine(_)))?;
    u8::try_from(number).ok().filter(|day| *day <= 31).map(|day| (day, to))
}

/// «5 أيار 1945», «الثامن عشر من تموز عام 1936», «غرة ذي القعدة».
fn day(scan: &Scan, i: usize) -> Option<Found> {
    let (day, next) = day_of_month(scan, i)?;
    let month = month(scan, next + usize::from(scan.sense(next) == Sense::From))?;
    let moment = Moment { hijri: month.hijri, ..Moment::within(Year::Unsaid, Within::Day(month.number, day)) };
    let found = with_year(scan, i, month.to, moment);
    Found::new(found.moment, i, found.to, false)
}

/// A month by itself; many are also names or other words, so that something has to lead to them.
fn month_alone(scan: &Scan, i: usize) -> Option<Found> {
    let month = month(scan, i)?;
    let moment = Moment { hijri: month.hijri, ..Moment::within(Year::Unsaid, Within::Month(month.number)) };
    let found = with_year(scan, i, month.to, moment);
    let labelled = matches!(scan.sense(i), Sense::Unit { .. } | Sense::Both(_)) || month.to > i + 1;
    let said = found.to > month.to || labelled || month_led(scan, i, month.to);
    said.then_some(found)
}

/// Whether a month's name is surely the month: «في نيسان», «من آذار إلى أيار», not «نيسان خوري», «من مارس».
fn month_led(scan: &Scan, i: usize, to: usize) -> bool {
    let before = i.wrapping_sub(1);
    match scan.sense(before) {
        Sense::In
        | Sense::Until
        | Sense::Since
        | Sense::During
        | Sense::By
        | Sense::Between
        | Sense::Before
        | Sense::After
        | Sense::To
        | Sense::Part(_) => true,
        Sense::And | Sense::Or | Sense::From | Sense::For => {
            !scan.is_word(to)
                || matches!(
                    scan.sense(to),
                    Sense::To
                        | Sense::Until
                        | Sense::And
                        | Sense::From
                        | Sense::Pointer(_)
                        | Sense::Next
                        | Sense::Previous
                )
        }
        // «نيسان. مطر»: a heading or an entry of a diary.
        Sense::Other => !scan.is_word(before) && !scan.is_word(to),
        _ => false,
    }
}

/// «ربيع 1994», «خريف ألفين واثني عشر», «شتاء 1942-1943», «الصيف».
pub(super) fn season(scan: &Scan, i: usize) -> Option<Found> {
    let Sense::Season(code) = scan.sense(i) else { return None };
    let found = with_year(scan, i, i + 1, Moment::within(Year::Unsaid, Within::Season(code)));
    if found.to == i + 1 {
        let led = matches!(
            scan.sense_before(i),
            Sense::In
                | Sense::Until
                | Sense::Since
                | Sense::During
                | Sense::By
                | Sense::Part(_)
                | Sense::Between
                | Sense::And
        );
        return Some(found).filter(|_| scan.the(i) && led && !scan.the(i + 1));
    }
    let next = plain(scan, found.to + 1).filter(|_| scan.hyphen(found.to) || scan.mark(found.to, '/'));
    let last = found.moment.one_year().and_then(|year| u32::try_from(year).ok()).map(|year| year + 1);
    let both = next.is_some_and(|n| Some(n.value) == last || n.digits == 2 && last.map(|y| y % 100) == Some(n.value));
    Some(Found { to: found.to + if both { 2 } else { 0 }, ..found })
}

/// The day of the week at `i`, «يوم» before it included, and the token after it.
pub(super) fn weekday_at(scan: &Scan, i: usize) -> Option<(u8, usize)> {
    let label = matches!(scan.sense(i), Sense::Unit { unit: Unit::Day, many: false }) && !scan.the(i);
    let at = i + usize::from(label);
    match scan.sense(at) {
        // «الأحد» and «الاثنين» have their article in the list of words.
        Sense::Weekday(day) if scan.the(at) || label || matches!(day, 0 | 6) => Some((day, at + 1)),
        _ => None,
    }
}

/// «السبت 6 شباط 1943», «الجمعة 8-8-2014», «يوم الأربعاء».
fn weekday(scan: &Scan, i: usize) -> Option<Found> {
    let (number, to) = weekday_at(scan, i)?;
    let next = to + usize::from(scan.mark(to, '،') || scan.mark(to, ','));
    if let Some(date) = day(scan, next).or_else(|| Some(numeric_one(scan, next)?.0)) {
        return Found::new(date.moment, i, date.to, false);
    }
    Found::new(Moment::within(Year::Unsaid, Within::Weekday(number)), i, to, false)
}

/// «الخميس الأول من آذار 1973», «أول جمعة من أيار 2012».
fn nth_weekday(scan: &Scan, i: usize) -> Option<Found> {
    let (number, nth, to) = match (weekday_at(scan, i), scan.sense(i)) {
        (Some((number, next)), _) => {
            let (nth, to) = ordinal(scan, next)?;
            (number, nth, to)
        }
        (None, Sense::Ordinal(nth)) if !scan.the(i) => match scan.sense(i + 1) {
            Sense::Weekday(number) => (number, u32::from(nth), i + 2),
            _ => return None,
        },
        _ => return None,
    };
    let month =
        month(scan, to + 1).filter(|month| matches!(scan.sense(to), Sense::From | Sense::In) && !month.hijri)?;
    let found = with_year(scan, i, month.to, Moment::within(Year::Unsaid, Within::Month(month.number)));
    let Some(year) = found.moment.one_year().filter(|_| (1..=5).contains(&nth)) else { return Some(found) };
    let first = weekday_of((year, month.number, 1));
    let day = 1 + (7 + number - first) % 7 + 7 * (nth as u8 - 1);
    Found::new(Moment::day((year, month.number, day)), i, found.to, false)
}

/// «آخر يوم من شباط 2013», «آخر جمعة من شتنبر».
fn last_of(scan: &Scan, i: usize) -> Option<Found> {
    let next = i + 2;
    let month = month(scan, next + 1).filter(|_| matches!(scan.sense(next), Sense::From | Sense::In))?;
    let moment = Moment { hijri: month.hijri, ..Moment::within(Year::Unsaid, Within::Month(month.number)) };
    let found = with_year(scan, i, month.to, moment);
    let late = Some(Found { moment: Moment { part: Some(Part::Late), ..found.moment }, ..found });
    let Some(year) = found.moment.one_year().filter(|_| !month.hijri) else { return late };
    let last = (year, month.number, month_length(Some(year), month.number));
    let day = match scan.sense(i + 1) {
        Sense::Unit { unit: Unit::Day, many: false } => last,
        Sense::Weekday(number) => plus_days(last, -(7 + i64::from(weekday_of(last)) - i64::from(number)) % 7),
        _ => return late,
    };
    Found::new(Moment::day(day), i, found.to, false)
}

/// «14/2/1927», «8-8-2014», «2014-08-08»: the date, and the other that it may be.
fn numeric_one(scan: &Scan, i: usize) -> Option<(Found, Option<Found>)> {
    let [first, second, third] = [i, i + 2, i + 4].map(|k| plain(scan, k));
    let (first, second, third) = (first?, second?, third?);
    let joint = scan.token(i + 1).map(|t| t.shape)?;
    let joined = (i + 1..=i + 4).all(|k| scan.glued(k)) && scan.token(i + 3).map(|t| t.shape) == Some(joint);
    if !joined || !matches!(joint, Shape::Mark('/' | '.') | Shape::Dash) {
        return None;
    }
    let found = |year: u32, month: u32, day: u32| {
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        Found::new(Moment::day((i32::try_from(year).ok()?, month, day)), i, i + 5, false)
            .filter(|_| (1..=12).contains(&month))
    };
    if first.digits == 4 {
        return found(first.value, second.value, third.value).map(|found| (found, None));
    }
    let year = Some(third).filter(|n| n.digits == 4)?.value;
    let day_first = found(year, second.value, first.value);
    let month_first = found(year, first.value, second.value).filter(|other| day_first != Some(*other));
    day_first.or(month_first).map(|found| (found, month_first.filter(|_| day_first.is_some())))
}

/// A date in digits; where day and month may stand either way round, one of both.
pub(in super::super) fn numeric(scan: &Scan, i: usize) -> Option<Phrase> {
    Some(match numeric_one(scan, i)? {
        (found, None) => found.into(),
        (found, Some(other)) => Phrase { one: true, ..Phrase::new(i, found.to, Meaning::OneOf(found, other)) },
    })
}

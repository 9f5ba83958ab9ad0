//! Counts a relative time from its anchor: units forward and back, the next such season.

use super::calendar::{plus_days, plus_months, weekday};
use super::moment::{Moment, Within, Year, season_month};
use super::phrase::{Relative, Target};
use super::sense::Unit;

/// A day of the month that lies no more than this before the one told is of the same month; an earlier one is of the next.
const LOOKS_BACK: u8 = 10;

/// The moment that a relative time means, counted from `anchor`.
pub(super) fn reckon(relative: &Relative, anchor: &Moment) -> Option<Moment> {
    let year = anchor.one_year()?;
    let shift = relative.shift;
    let step = i32::try_from(shift).ok()?;
    let about = relative.about;
    let moment = match relative.target {
        Target::Unit(unit) => by_unit(unit, shift, year, anchor)?,
        Target::Season(code) => {
            let year = year + season_shift(anchor, code, step);
            Moment::within(Year::One(year), Within::Season(code))
        }
        Target::Within(within) => Moment::within(Year::One(year + step), within),
        Target::Near(within) => Moment::within(Year::One(year + month_shift(anchor, within, step)), within),
        Target::Week => {
            let day = anchor.full_day()?;
            let (year, month, monday) = plus_days(day, 7 * i64::from(step) - i64::from(weekday(day)));
            Moment::within(Year::One(year), Within::Week(month, monday))
        }
        Target::Weekday(_) => return None,
        Target::Day(day) => {
            let back = anchor.full_day().is_some_and(|(.., told)| told > day + LOOKS_BACK);
            let (year, month) = plus_months(year, anchor.month()?, i64::from(back));
            Moment::day((year, month, day))
        }
    };
    Some(Moment { about, ..moment }).filter(Moment::exists)
}

/// So many hours or minutes from a clock that was told, with its day.
fn by_clock(minutes: i64, anchor: &Moment) -> Option<Moment> {
    let (day, (hour, minute)) = (anchor.full_day()?, anchor.clock?);
    let all = (i64::from(hour) * 60 + i64::from(minute)).checked_add(minutes).filter(|all| all.abs() < 1_000_000)?;
    let (days, rest) = (all.div_euclid(24 * 60), all.rem_euclid(24 * 60));
    let clock = Some(((rest / 60) as u8, (rest % 60) as u8));
    Some(Moment { clock, ..Moment::day(plus_days(day, days)) })
}

fn by_unit(unit: Unit, shift: i64, year: i32, anchor: &Moment) -> Option<Moment> {
    let step = i32::try_from(shift).ok().filter(|s| s.abs() < 100_000)?;
    Some(match unit {
        Unit::Century => span(year, 100, step),
        Unit::Decade => span(year, 10, step),
        Unit::Year => Moment::year(year + step),
        Unit::Month => {
            let (year, month) = plus_months(year, anchor.month()?, shift);
            Moment::within(Year::One(year), Within::Month(month))
        }
        // "That same day", where only its month or year was told.
        Unit::Day if step == 0 => Moment { part: None, about: false, clock: None, ..*anchor },
        Unit::Day => Moment::day(plus_days(anchor.full_day()?, i64::from(step))),
        Unit::Week | Unit::Fortnight => {
            let days = if unit == Unit::Week { 7 } else { 14 };
            let day = anchor.full_day().filter(|_| step != 0)?;
            let placed = Moment::day(plus_days(day, i64::from(step) * days));
            Moment { about: true, ..placed }
        }
        Unit::Hour => by_clock(shift.checked_mul(60)?, anchor)?,
        Unit::Minute => by_clock(shift, anchor)?,
        Unit::Second => return None,
    })
}

/// The decade or century of a year, `step` further. Before the common era both count backwards:
/// the 470s BC are 479 to 470 BC, the 4th century BC 400 to 301 BC.
fn span(year: i32, length: i32, step: i32) -> Moment {
    let counted = 1 - year;
    let first = match (year > 0, length) {
        (true, _) => year.div_euclid(length) * length,
        (false, 100) => 1 - ((counted - 1).div_euclid(length) + 1) * length,
        (false, _) => 2 - (counted.div_euclid(length) + 1) * length,
    };
    let first = first + step * length;
    Moment::within(Year::Span(first, first + length - 1), Within::Whole)
}

/// How many years on the month before, at or after the time of speaking is: "last November", "next May".
fn month_shift(anchor: &Moment, within: Within, step: i32) -> i32 {
    let (Within::Month(then), Some(now)) = (within, anchor.month()) else { return step };
    match step.signum() {
        -1 if now > then => step + 1,
        1 if now < then => step - 1,
        _ => step,
    }
}

/// How many years on the next or previous such season is; the month told last decides.
fn season_shift(anchor: &Moment, code: u8, step: i32) -> i32 {
    match (anchor.month(), season_month(code)) {
        (Some(now), _) if code == 24 && step == 0 && anchor.within != Within::Season(24) => i32::from(now >= 7),
        (Some(now), Some(then)) if step > 0 && now < then => step - 1,
        (Some(now), Some(then)) if step < 0 && now > then => step + 1,
        _ => step,
    }
}

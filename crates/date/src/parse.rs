//! Parser of EDTF levels 0, 1 and 2 (ISO 8601-2:2019 annex A; Library of Congress specification, 4 February 2019).
//!
//! Beyond the letter of the standard, masks may stand in years before year 0 (`-12XX`), which it leaves unsaid.

use crate::cursor::Cursor;
use crate::day::{YEAR_LIMIT, month_length};
use crate::error::DateError;
use crate::form::{ANY, Date, End, Form, Mark, Mask, Member, Part, Qualifier, Year, Zone, exact, matches};

/// Largest number of dates in one set.
pub(crate) const SET_LIMIT: usize = 500;

pub(crate) fn parse(text: &str) -> Result<Form, DateError> {
    let mut cursor = Cursor::new(text);
    let form = match cursor.peek() {
        Some(b'[') => Form::OneOf(set(&mut cursor, "[", "]")?),
        Some(b'{') => Form::AllOf(set(&mut cursor, "{", "}")?),
        _ => single_or_interval(&mut cursor)?,
    };
    match cursor.peek() {
        None => Ok(form),
        Some(_) => Err(cursor.unexpected("the end")),
    }
}

fn single_or_interval(cursor: &mut Cursor) -> Result<Form, DateError> {
    let start = end(cursor)?;
    match start {
        End::Date(date) if cursor.peek() != Some(b'/') => Ok(Form::Date(date)),
        _ => {
            cursor.demand("/", "\"/\" between the two ends of an interval")?;
            let at = cursor.at();
            let finish = end(cursor)?;
            check_interval(cursor, at, &start, &finish)?;
            Ok(Form::Interval(start, finish))
        }
    }
}

fn end(cursor: &mut Cursor) -> Result<End, DateError> {
    match cursor.peek() {
        None if cursor.at() > 0 => Ok(End::Unknown),
        Some(b'/') if cursor.at() == 0 => Ok(End::Unknown),
        Some(b'.') => cursor.demand("..", "\"..\"").map(|()| End::Open),
        _ => date(cursor).map(End::Date),
    }
}

fn check_interval(cursor: &Cursor, at: usize, start: &End, finish: &End) -> Result<(), DateError> {
    match (start, finish) {
        (End::Date(start), End::Date(finish)) => check_order(cursor, at, start, finish),
        (End::Unknown, End::Unknown) => Err(cursor.unexpected("a date on one side of \"/\" at least")),
        _ => Ok(()),
    }
}

/// A range must be possible: its end may not lie wholly before its start.
fn check_order(cursor: &Cursor, at: usize, start: &Date, finish: &Date) -> Result<(), DateError> {
    match (start.unqualified().hull(), finish.unqualified().hull()) {
        (Some((first, _)), Some((_, last))) if last < first => Err(cursor.reversed(at)),
        _ => Ok(()),
    }
}

fn set(cursor: &mut Cursor, open: &str, close: &'static str) -> Result<Vec<Member>, DateError> {
    cursor.demand(open, "the start of a set")?;
    let mut members = Vec::new();
    loop {
        members.push(member(cursor, close)?);
        if members.len() > SET_LIMIT {
            return Err(cursor.too_many(SET_LIMIT));
        }
        if cursor.take(close) {
            return Ok(members);
        }
        cursor.demand(",", "\",\", or the end of the set")?;
        cursor.take(" ");
    }
}

fn member(cursor: &mut Cursor, close: &str) -> Result<Member, DateError> {
    if cursor.take("..") {
        return Ok(Member::Range(None, Some(date(cursor)?)));
    }
    let first = date(cursor)?;
    if !cursor.take("..") {
        return Ok(Member::One(first));
    }
    if cursor.peek().is_none_or(|next| next == b',' || close.as_bytes().contains(&next)) {
        return Ok(Member::Range(Some(first), None));
    }
    let at = cursor.at();
    let last = date(cursor)?;
    check_order(cursor, at, &first, &last)?;
    Ok(Member::Range(Some(first), Some(last)))
}

fn date(cursor: &mut Cursor) -> Result<Date, DateError> {
    let mut marks = [Mark::default(); 3];
    let year = marked(cursor, &mut marks[0], year)?;
    let mut part = Part::Year;
    if matches!(year, Year::Digits { .. }) && cursor.take("-") {
        let at = cursor.at();
        let month = marked(cursor, &mut marks[1], two_digits)?;
        part = month_or_season(cursor, at, month)?;
        if matches!(part, Part::Month(_)) && cursor.take("-") {
            part = day_or_time(cursor, &year, month, &mut marks[2])?;
        }
    }
    Ok(Date { year, part, marks })
}

/// A component with its qualifiers on either side.
fn marked<T>(
    cursor: &mut Cursor,
    mark: &mut Mark,
    component: impl Fn(&mut Cursor) -> Result<T, DateError>,
) -> Result<T, DateError> {
    mark.alone = qualifier(cursor);
    let value = component(cursor)?;
    mark.group = qualifier(cursor);
    Ok(value)
}

fn qualifier(cursor: &mut Cursor) -> Qualifier {
    let (approximate, uncertain) = match cursor.peek() {
        Some(b'~') => (cursor.take("~"), false),
        Some(b'?') => (false, cursor.take("?")),
        Some(b'%') => (cursor.take("%"), true),
        _ => (false, false),
    };
    Qualifier { approximate, uncertain }
}

fn year(cursor: &mut Cursor) -> Result<Year, DateError> {
    if cursor.take("Y") {
        return long_year(cursor);
    }
    let at = cursor.at();
    let negative = cursor.take("-");
    let expected = "a year of four digits or X (\"Y\" before a longer one)";
    let digits = [digit(cursor, expected)?, digit(cursor, expected)?, digit(cursor, expected)?, digit(cursor, expected)?];
    if negative && digits == [0; 4] {
        return Err(cursor.calendar(at, "there is no year -0000; 1 BC is 0000"));
    }
    let plain = Year::Digits { negative, digits };
    match plain.exact() {
        Some(best) if cursor.take("S") => significant(cursor, best),
        _ => Ok(plain),
    }
}

fn long_year(cursor: &mut Cursor) -> Result<Year, DateError> {
    let at = cursor.at();
    let negative = cursor.take("-");
    let from = cursor.at();
    let number = number(cursor, "the digits of a year")?;
    let length = cursor.at() - from;
    let power = if cursor.take("E") { self::number(cursor, "an exponent")? } else { 0 };
    if power == 0 && length < 5 {
        return Err(cursor.calendar(at, "\"Y\" is for years of five or more digits; write four digits without it"));
    }
    let size = u32::try_from(power).ok().and_then(|power| 10_i64.checked_pow(power)).and_then(|ten| number.checked_mul(ten));
    let best = size.filter(|&years| years <= YEAR_LIMIT).map(|years| if negative { -years } else { years });
    let best = best.ok_or_else(|| cursor.calendar(at, "the year is too far away; at most 10^15 can be counted"))?;
    if cursor.take("S") { significant(cursor, best) } else { Ok(Year::Long { best, low: best, high: best }) }
}

/// `S` and a number: only so many of the leading digits are known.
fn significant(cursor: &mut Cursor, best: i64) -> Result<Year, DateError> {
    let at = cursor.at();
    let count = number(cursor, "the number of significant digits")?;
    if count == 0 {
        return Err(cursor.calendar(at, "at least one digit must be significant"));
    }
    let length = best.unsigned_abs().checked_ilog10().map_or(1, |n| n + 1);
    let open = i64::from(length).saturating_sub(count).max(0) as u32;
    let step = 10_i64.pow(open);
    let low = best.abs() / step * step;
    let (low, high) = (low, low + step - 1);
    Ok(if best < 0 { Year::Long { best, low: -high, high: -low } } else { Year::Long { best, low, high } })
}

fn number(cursor: &mut Cursor, expected: &'static str) -> Result<i64, DateError> {
    let at = cursor.at();
    let mut value = cursor.one(expected, decimal)?;
    while cursor.peek().and_then(decimal).is_some() {
        let next = cursor.one(expected, decimal)?;
        value = value.checked_mul(10).and_then(|v| v.checked_add(next)).ok_or_else(|| cursor.calendar(at, "the number is too large"))?;
    }
    Ok(value)
}

fn decimal(byte: u8) -> Option<i64> {
    byte.is_ascii_digit().then(|| i64::from(byte - b'0'))
}

/// One digit of a mask.
fn digit(cursor: &mut Cursor, expected: &'static str) -> Result<u8, DateError> {
    cursor.one(expected, |byte| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'X' => Some(ANY),
        _ => None,
    })
}

fn two_digits(cursor: &mut Cursor) -> Result<Mask, DateError> {
    let expected = "two digits or X";
    Ok([digit(cursor, expected)?, digit(cursor, expected)?])
}

fn month_or_season(cursor: &Cursor, at: usize, mask: Mask) -> Result<Part, DateError> {
    match exact(mask) {
        Some(code @ 21..=41) => Ok(Part::Season(code)),
        _ if (1..=12).any(|month| matches(mask, month)) => Ok(Part::Month(mask)),
        _ => Err(cursor.calendar(at, "months are 01 to 12, seasons and other divisions of the year 21 to 41")),
    }
}

fn day_or_time(cursor: &mut Cursor, year: &Year, month: Mask, mark: &mut Mark) -> Result<Part, DateError> {
    let at = cursor.at();
    let day = marked(cursor, mark, two_digits)?;
    if !day_exists(year, month, day) {
        return Err(cursor.calendar(at, "the month has no such day"));
    }
    match (year.exact(), exact(month), exact(day)) {
        (Some(_), Some(month), Some(day)) if cursor.take("T") => time(cursor, month, day),
        _ => Ok(Part::Day(month, day)),
    }
}

/// Whether some day fits the masks.
fn day_exists(year: &Year, month: Mask, day: Mask) -> bool {
    let longest = |month: u8| match (year.exact(), month) {
        (Some(year), _) => month_length(year, month),
        (None, 2) if !year.may_be_leap() => 28,
        (None, _) => month_length(2000, month),
    };
    let last = (1..=12).filter(|&m| matches(month, m)).map(longest).max().unwrap_or(0);
    (1..=last).any(|d| matches(day, d))
}

fn time(cursor: &mut Cursor, month: u8, day: u8) -> Result<Part, DateError> {
    let hour = clock(cursor, 23)?;
    cursor.demand(":", "\":\" and minutes")?;
    let minute = clock(cursor, 59)?;
    cursor.demand(":", "\":\" and seconds")?;
    let second = clock(cursor, 59)?;
    let zone = zone(cursor)?;
    Ok(Part::Time { month, day, clock: [hour, minute, second], zone })
}

fn zone(cursor: &mut Cursor) -> Result<Zone, DateError> {
    if cursor.take("Z") {
        return Ok(Zone::Utc);
    }
    let west = cursor.peek() == Some(b'-');
    if !(cursor.take("+") || cursor.take("-")) {
        return Ok(Zone::Local);
    }
    let hours = i16::from(clock(cursor, 14)?);
    let minutes = if cursor.take(":") { i16::from(clock(cursor, 59)?) } else { 0 };
    let east = hours * 60 + minutes;
    Ok(Zone::Offset(if west { -east } else { east }))
}

/// Two digits of a clock, up to `highest`.
fn clock(cursor: &mut Cursor, highest: u8) -> Result<u8, DateError> {
    let at = cursor.at();
    let tens = cursor.one("two digits of a time", decimal)?;
    let value = tens * 10 + cursor.one("two digits of a time", decimal)?;
    match u8::try_from(value) {
        Ok(value) if value <= highest => Ok(value),
        _ => Err(cursor.calendar(at, "hours go to 23, minutes and seconds to 59, zones to 14 hours")),
    }
}

//! The year: four digits or X, longer ones behind `Y`, exponents and significant digits.

use super::cursor::Cursor;
use super::date::digit;
use crate::day::YEAR_LIMIT;
use crate::error::DateError;
use crate::form::Year;

pub(super) fn year(cursor: &mut Cursor) -> Result<Year, DateError> {
    if cursor.take("Y") {
        return long_year(cursor);
    }
    let at = cursor.at();
    let negative = cursor.take("-");
    let mut digits = [0; 4];
    for place in &mut digits {
        *place = digit(cursor, "a year of four digits or X (\"Y\" before a longer one)")?;
    }
    if negative && digits == [0; 4] {
        return Err(cursor.calendar(at, "there is no year -0000; 1 BC is 0000"));
    }
    let plain = Year::Digits { negative, digits };
    match plain.exact() {
        Some(best) if cursor.take("S") => significant(cursor, best, 4),
        _ => Ok(plain),
    }
}

fn long_year(cursor: &mut Cursor) -> Result<Year, DateError> {
    let at = cursor.at();
    let negative = cursor.take("-");
    if cursor.peek() == Some(b'0') {
        return Err(cursor.unexpected("a digit other than 0 at the start of a long year"));
    }
    let number = number(cursor, "the digits of a year")?;
    let power = if cursor.take("E") { self::number(cursor, "an exponent")? } else { 0 };
    let ten = u32::try_from(power).ok().and_then(|power| 10_i64.checked_pow(power));
    let size = ten.and_then(|ten| number.checked_mul(ten)).filter(|&years| years <= YEAR_LIMIT);
    let size = size.ok_or_else(|| cursor.calendar(at, "the year is too far away; at most 10^15 can be counted"))?;
    if size < 10_000 {
        return Err(cursor.calendar(at, "\"Y\" is for years of five or more digits; write four digits without it"));
    }
    let best = if negative { -size } else { size };
    if cursor.take("S") {
        significant(cursor, best, size.ilog10() + 1)
    } else {
        Ok(Year::Long { best, low: best, high: best })
    }
}

/// `S` and a number: only so many of the leading digits are known.
fn significant(cursor: &mut Cursor, best: i64, length: u32) -> Result<Year, DateError> {
    let at = cursor.at();
    let count = number(cursor, "the number of significant digits")?;
    let open = u32::try_from(count).ok().filter(|&count| count > 0).and_then(|count| length.checked_sub(count));
    let open = open.ok_or_else(|| {
        cursor.calendar(at, "the number of significant digits is between 1 and the number of digits of the year")
    })?;
    let step = 10_i64.pow(open);
    let nearest = best.abs() / step * step;
    let furthest = nearest + step - 1;
    let (low, high) = if best < 0 { (-furthest, -nearest) } else { (nearest, furthest) };
    Ok(Year::Long { best, low, high })
}

fn number(cursor: &mut Cursor, expected: &'static str) -> Result<i64, DateError> {
    let at = cursor.at();
    let mut value = cursor.one(expected, decimal)?;
    while cursor.peek().and_then(decimal).is_some() {
        let next = cursor.one(expected, decimal)?;
        let longer = value.checked_mul(10).and_then(|value| value.checked_add(next));
        value = longer.ok_or_else(|| cursor.calendar(at, "the number is too large"))?;
    }
    Ok(value)
}

fn decimal(byte: u8) -> Option<i64> {
    byte.is_ascii_digit().then(|| i64::from(byte - b'0'))
}

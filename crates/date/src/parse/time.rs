//! Time of day behind a full date, with its zone (level 0).

use super::cursor::Cursor;
use crate::error::DateError;
use crate::form::{Date, Mark, Part, Zone, exact};

/// What follows `date` from its `T` on.
pub(super) fn time(cursor: &mut Cursor, date: Date) -> Result<Date, DateError> {
    let full = match date.part {
        Part::Day(month, day) if date.year.exact().is_some() => exact(month).zip(exact(day)),
        _ => None,
    };
    let plain = date.marks == <[Mark; 3]>::default();
    let (month, day) = full.filter(|_| plain).ok_or_else(|| cursor.unexpected(super::THE_END))?;
    cursor.demand("T", "\"T\"")?;
    let hour = clock(cursor, 23)?;
    cursor.demand(":", "\":\" and minutes")?;
    let minute = clock(cursor, 59)?;
    cursor.demand(":", "\":\" and seconds")?;
    let second = clock(cursor, if minute == 59 { 60 } else { 59 })?;
    let zone = zone(cursor)?;
    Ok(Date { part: Part::Time { month, day, clock: [hour, minute, second], zone }, ..date })
}

fn zone(cursor: &mut Cursor) -> Result<Zone, DateError> {
    let at = cursor.at();
    if cursor.take("Z") {
        return Ok(Zone::Utc);
    }
    let west = cursor.peek() == Some(b'-');
    if !(cursor.take("+") || cursor.take("-")) {
        return Ok(Zone::Local);
    }
    let hours = i16::from(clock(cursor, 14)?);
    let minutes = if cursor.take(":") { i16::from(clock(cursor, 59)?) } else { 0 };
    match hours * 60 + minutes {
        0 if west => Err(cursor.calendar(at, "there is no zone -00:00; write Z, or no zone when it is not known")),
        841.. => Err(cursor.calendar(at, "zones lie within 14 hours of UTC")),
        east => Ok(Zone::Offset(if west { -east } else { east })),
    }
}

/// Two digits of a clock, up to `highest`.
fn clock(cursor: &mut Cursor, highest: u8) -> Result<u8, DateError> {
    let at = cursor.at();
    let digit = |byte: u8| byte.is_ascii_digit().then(|| byte - b'0');
    let tens = cursor.one("two digits of a time", digit)?;
    let value = tens * 10 + cursor.one("two digits of a time", digit)?;
    if value <= highest {
        Ok(value)
    } else {
        Err(cursor.calendar(at, "hours go to 23, minutes and seconds to 59, zones to 14 hours"))
    }
}

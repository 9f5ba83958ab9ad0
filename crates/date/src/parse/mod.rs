//! Parser of EDTF levels 0, 1 and 2 (ISO 8601-2:2019 annex A; Library of Congress specification, 4 February 2019).
//!
//! Beyond the letter of the standard: masks in years before year 0 (`-12XX`), times of day before year 0, qualifiers to
//! the left of long years, and ranges of a set whose ends are qualified, masked or of different precision.

mod cursor;
mod date;
mod time;
mod year;

use crate::error::DateError;
use crate::form::{Date, End, Form, Member};
use cursor::Cursor;
use date::date;

/// Largest number of dates in one set.
const SET_LIMIT: usize = 500;

/// Where a text must end.
const THE_END: &str = "the end (a time of day stands only behind a single full date)";

pub(crate) fn parse(text: &str) -> Result<Form, DateError> {
    let mut cursor = Cursor::new(text);
    let form = match cursor.peek() {
        Some(b'[') => Form::OneOf(set(&mut cursor, "[", "]")?),
        Some(b'{') => Form::AllOf(set(&mut cursor, "{", "}")?),
        _ => single_or_interval(&mut cursor)?,
    };
    match cursor.peek() {
        None => Ok(form),
        Some(_) => Err(cursor.unexpected(THE_END)),
    }
}

fn single_or_interval(cursor: &mut Cursor) -> Result<Form, DateError> {
    let start = end(cursor)?;
    match start {
        End::Date(date) if cursor.peek() == Some(b'T') => time::time(cursor, date).map(Form::Date),
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

/// One end of an interval: empty, open, a date, or a date that is the latest beginning or earliest end.
fn end(cursor: &mut Cursor) -> Result<End, DateError> {
    let is_start = cursor.at() == 0;
    match cursor.peek() {
        None if !is_start => return Ok(End::Unknown),
        Some(b'/') if is_start => return Ok(End::Unknown),
        _ => {}
    }
    if cursor.take("..") {
        let alone = !is_start || cursor.peek() == Some(b'/');
        return if alone { Ok(End::Open) } else { date(cursor).map(End::OrBefore) };
    }
    let date = date(cursor)?;
    Ok(if !is_start && cursor.take("..") { End::OrAfter(date) } else { End::Date(date) })
}

fn check_interval(cursor: &Cursor, at: usize, start: &End, finish: &End) -> Result<(), DateError> {
    match (start, finish) {
        (End::Date(start), End::Date(finish)) => check_order(cursor, at, start, finish),
        _ if start.date().is_none() && finish.date().is_none() => {
            Err(cursor.unexpected("a date on one side of \"/\" at least"))
        }
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
        members.push(member(cursor)?);
        if members.len() > SET_LIMIT {
            return Err(cursor.too_many(SET_LIMIT));
        }
        if cursor.take(close) {
            return Ok(members);
        }
        cursor.demand(",", "\",\" and another date, or the end of the set")?;
    }
}

fn member(cursor: &mut Cursor) -> Result<Member, DateError> {
    if cursor.take("..") {
        return Ok(Member::Range(None, Some(date(cursor)?)));
    }
    let first = date(cursor)?;
    if !cursor.take("..") {
        return Ok(Member::One(first));
    }
    if matches!(cursor.peek(), None | Some(b',' | b']' | b'}')) {
        return Ok(Member::Range(Some(first), None));
    }
    let at = cursor.at();
    let last = date(cursor)?;
    check_order(cursor, at, &first, &last)?;
    Ok(Member::Range(Some(first), Some(last)))
}

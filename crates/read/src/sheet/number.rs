//! Numbers as people see them in a sheet.

use super::number_format::{Place, Shape};
use super::serial::{Serial, Shows, date};
use super::{Cell, CellKind, Note, letter};

/// How many digits a spreadsheet shows of a number.
const DIGITS: usize = 15;

/// The cell that a stored number makes in its format.
pub(super) fn cell(raw: &str, shape: &Shape, since_1904: bool, index: usize, notes: &mut Vec<Note>) -> Cell {
    let Some((text, number)) = plain(raw) else {
        notes.push(Note::Odd { column: letter(index), found: raw.to_owned() });
        return Cell::text(raw.to_owned());
    };
    match shape {
        Shape::Plain => Cell::new(text, CellKind::Number),
        Shape::Percent => Cell::new(format!("{}%", rounded(number * 100.0)), CellKind::Number),
        Shape::Elapsed => Cell::new(elapsed(number), CellKind::Text),
        Shape::Places(places) => in_places(text, places),
        Shape::Date(shows) => dated(text, number, since_1904, *shows, index, notes),
    }
}

/// A number without exponent, and its value; none when it is no number.
fn plain(raw: &str) -> Option<(String, f64)> {
    let raw = raw.trim();
    let number: f64 = raw.parse().ok().filter(|number: &f64| number.is_finite())?;
    let digits = raw.strip_prefix('-').unwrap_or(raw);
    let whole = !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit());
    Some((if whole { raw.to_owned() } else { rounded(number) }, number))
}

/// With as many digits as are shown: what binary fractions add behind them is not seen by anybody.
fn rounded(number: f64) -> String {
    let shown: f64 = format!("{number:.*e}", DIGITS - 1).parse().unwrap_or(number);
    format!("{}", if shown == 0.0 { 0.0 } else { shown })
}

fn elapsed(number: f64) -> String {
    // Beyond this many seconds a number has no seconds left.
    let seconds = (number.abs() * 86_400.0).round().min(9e15) as u64;
    let sign = if number < 0.0 { "-" } else { "" };
    format!("{sign}{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// Digits in their places, from the right; more digits than places stand before the first.
fn in_places(text: String, places: &[Place]) -> Cell {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Cell::new(text, CellKind::Number);
    }
    let mut digits: Vec<char> = text.chars().collect();
    let mut shown = Vec::new();
    let mut left = places.iter().filter(|place| **place == Place::Digit).count();
    for place in places.iter().rev() {
        match place {
            Place::Literal(c) => shown.push(*c),
            Place::Digit => {
                shown.push(digits.pop().unwrap_or('0'));
                left -= 1;
                if left == 0 {
                    shown.extend(digits.drain(..).rev());
                }
            }
        }
    }
    let shown: String = shown.into_iter().rev().collect();
    let number = shown.bytes().all(|byte| byte.is_ascii_digit());
    Cell::new(shown, if number { CellKind::Number } else { CellKind::Text })
}

fn dated(text: String, number: f64, since_1904: bool, shows: Shows, index: usize, notes: &mut Vec<Note>) -> Cell {
    let column = letter(index);
    match date(number, since_1904, shows) {
        Serial::Date(text, stored) => {
            notes.extend(stored.map(|stored| Note::Shortened { column, stored }));
            Cell::new(text, CellKind::Date)
        }
        Serial::FalseLeapDay(text) => {
            notes.push(Note::FalseLeapDay { column });
            Cell::new(text, CellKind::Text)
        }
        Serial::Beyond => {
            notes.push(Note::NoDate { column, number: text.clone() });
            Cell::new(text, CellKind::Number)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::number_format::parse;
    use super::*;

    fn shown(raw: &str, code: &str) -> (String, usize) {
        let mut notes = Vec::new();
        let cell = cell(raw, &parse(code), false, 0, &mut notes);
        (cell.text, notes.len())
    }

    #[test]
    fn numbers_as_people_see_them() {
        for (raw, code, text) in [
            ("1892", "General", "1892"),
            ("1892.0", "General", "1892"),
            ("0.1", "General", "0.1"),
            ("0.30000000000000004", "General", "0.3"),
            ("1.2345678901234567E+19", "General", "12345678901234600000"),
            ("12345678901234567890", "General", "12345678901234567890"),
            ("1E-3", "General", "0.001"),
            ("-0", "General", "0"),
            ("-12.50", "General", "-12.5"),
            ("42", "00000", "00042"),
            ("1234567", "00000", "1234567"),
            ("42", "\"MM-\"0000", "MM-0042"),
            ("31042", "00-000", "31-042"),
            ("-3", "000", "-3"),
            ("0.125", "0%", "12.5%"),
            ("0.07", "0%", "7%"),
            ("1.5", "[h]:mm", "36:00:00"),
            ("47982", "d/m/yyyy", "2031-05-14"),
        ] {
            assert_eq!(shown(raw, code), (text.to_owned(), 0), "{raw} in {code}");
        }
    }

    #[test]
    fn what_is_odd_is_noted() {
        for (raw, code, text) in [
            ("60", "d/m/yyyy", "1900-02-29"),
            ("-5", "d/m/yyyy", "-5"),
            ("47982", "yyyy", "2031"),
            ("jar", "General", "jar"),
            ("NaN", "General", "NaN"),
        ] {
            assert_eq!(shown(raw, code), (text.to_owned(), 1), "{raw} in {code}");
        }
    }
}

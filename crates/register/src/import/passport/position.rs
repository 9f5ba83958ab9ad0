//! Where an accession was collected, as a passport list (MCPD) gives it: in decimal degrees, in degrees, minutes and seconds, or
//! in both.

use daftar_claim::{Decimal, Value};

use super::super::cell::{Meant, Read};
use super::super::told::Why;
use super::super::{cell, position};
use super::Found;
use super::odd::Odd;
use crate::mcpd::degrees::{self, Axis, Degrees, NoDegrees};

/// The columns, latitude first.
pub(super) const DECIMAL: [&str; 2] = ["DECLATITUDE", "DECLONGITUDE"];
pub(super) const SEXAGESIMAL: [&str; 2] = ["LATITUDE", "LONGITUDE"];

/// What the four cells say: empty where nothing stands.
pub(super) struct Cells<'r> {
    pub(super) decimal: [&'r str; 2],
    pub(super) sexagesimal: [&'r str; 2],
    /// How far off it may be by the list's own word, in metres.
    pub(super) uncertainty: Option<Decimal>,
}

/// One number in degrees, minutes and seconds.
enum Half {
    Nothing,
    Degrees(Degrees),
    /// Decimal degrees, in the wrong column.
    Decimal,
    Unread,
}

impl Cells<'_> {
    /// Reads the position, with everything that is odd about it.
    pub(super) fn read(self, found: &mut Found) {
        let decimal = self.in_decimals(found);
        let halves = self.in_degrees(found);
        if decimal.is_none() && self.decimal == ["", ""] {
            return self.of_degrees(halves, found);
        }
        if let (Some(read), [Half::Degrees(latitude), Half::Degrees(longitude)]) = (&decimal, &halves) {
            compare(read, [*latitude, *longitude], found);
        }
        stray(&halves, found);
        if let Some(read) = decimal {
            found.say(DECIMAL[0], self.known_to(read));
        }
    }

    /// The position in decimal degrees, if it is one.
    fn in_decimals(&self, found: &mut Found) -> Option<Read> {
        match self.decimal {
            ["", ""] => None,
            [_, ""] => found.unread(DECIMAL[0], Why::HalfPosition),
            ["", _] => found.unread(DECIMAL[1], Why::HalfPosition),
            both if both.iter().all(|text| is_nought(text)) => {
                // The corner of nowhere, where whoever had no position put one.
                DECIMAL.iter().for_each(|code| found.leave(code, Why::Passport(Odd::Missing)));
                None
            }
            [latitude, longitude] => match cell::place_of_two(latitude, longitude) {
                Ok(read) => Some(read),
                Err(why) => {
                    found.keep(DECIMAL[1]);
                    found.unread(DECIMAL[0], why)
                }
            },
        }
    }

    /// The two numbers in degrees, minutes and seconds; each is kept in its own words as well.
    fn in_degrees(&self, found: &mut Found) -> [Half; 2] {
        let [latitude, longitude] = self.sexagesimal;
        let lone = (latitude.is_empty() != longitude.is_empty()).then_some(if longitude.is_empty() { 0 } else { 1 });
        if let Some(at) = lone {
            found.leave(SEXAGESIMAL[at], Why::HalfPosition);
            return [Half::Nothing, Half::Nothing];
        }
        [(0, Axis::Latitude), (1, Axis::Longitude)]
            .map(|(at, axis)| half(self.sexagesimal[at], (SEXAGESIMAL[at], axis), found))
    }

    /// Where nothing but degrees, minutes and seconds is given, the position is reckoned from them.
    fn of_degrees(&self, halves: [Half; 2], found: &mut Found) {
        let [latitude, longitude] = self.sexagesimal;
        match halves {
            [Half::Degrees(north), Half::Degrees(east)] => {
                let point = position::in_two(&north.decimal(), &east.decimal());
                let Ok(Value::Geometry { wkt, .. }) = point else { return };
                let told = self.uncertainty.clone().or_else(|| Decimal::parse(&degrees::uncertainty(north, east)).ok());
                let value = Value::Geometry { wkt, uncertainty: told };
                found.say(SEXAGESIMAL[0], Read::value(value).quoting(&format!("{latitude} {longitude}")));
            }
            [Half::Decimal, Half::Decimal] => match cell::place_of_two(latitude, longitude) {
                Ok(read) => {
                    found.odd(SEXAGESIMAL[0], Why::Passport(Odd::DecimalDegrees));
                    found.say(SEXAGESIMAL[0], self.known_to(read));
                }
                Err(why) => {
                    found.keep(SEXAGESIMAL[1]);
                    found.leave(SEXAGESIMAL[0], why);
                }
            },
            halves => stray(&halves, found),
        }
    }

    /// With what the list says of how far off it may be.
    fn known_to(&self, read: Read) -> Read {
        match read.meant {
            Meant::Value(Value::Geometry { wkt, .. }) => {
                let value = Value::Geometry { wkt, uncertainty: self.uncertainty.clone() };
                Read { meant: Meant::Value(value), ..read }
            }
            meant => Read { meant, ..read },
        }
    }
}

/// Tells where two ways to write a place tell of two places.
fn compare(decimal: &Read, degrees: [Degrees; 2], found: &mut Found) {
    let Meant::Value(Value::Geometry { wkt, .. }) = &decimal.meant else { return };
    let Some(numbers) = degrees::point(wkt) else { return };
    for ((code, number), degrees) in SEXAGESIMAL.into_iter().zip(numbers).zip(degrees) {
        if !degrees.agrees(number) {
            found.odd(code, Why::Passport(Odd::Disagree { decimal: number.to_owned() }));
        }
    }
}

/// Decimal degrees in a column for others, beside what is none.
fn stray(halves: &[Half; 2], found: &mut Found) {
    let stray = SEXAGESIMAL.into_iter().zip(halves).filter(|(_, half)| matches!(half, Half::Decimal));
    stray.for_each(|(code, _)| found.leave(code, Why::Passport(Odd::NoDegrees)));
}

fn half(text: &str, (code, axis): (&'static str, Axis), found: &mut Found) -> Half {
    match degrees::read(text, axis) {
        _ if text.is_empty() => Half::Nothing,
        Ok(degrees) => {
            found.say_in_words(code, text);
            Half::Degrees(degrees)
        }
        Err(NoDegrees::Form) if Decimal::parse(text).is_ok() => Half::Decimal,
        Err(why) => {
            let odd = if why == NoDegrees::Sixty { Odd::Sixty } else { Odd::NoDegrees };
            found.leave(code, Why::Passport(odd));
            Half::Unread
        }
    }
}

fn is_nought(text: &str) -> bool {
    Decimal::parse(text).is_ok_and(|number| number.to_f64() == 0.0)
}

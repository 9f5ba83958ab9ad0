//! When and where an event was: no more exactly than the data set knows.

use daftar_claim::{Decimal, Edtf, Value};
use daftar_date::written::{Order, Periods, Written, read_with};
use daftar_date::{Truth, before};
use daftar_read::sheet::Row;

use super::columns::Reads;
use super::{AREA_POINT, EventOdd, Events, Found, text, whole};
use crate::import::cell::{Meant, place_of_two};
use crate::import::mapping::Dialect;
use crate::import::position;
use crate::import::told::Why;

/// How many days before and after ACLED's day it may have been, by its precision.
const DAYS: [(&str, i64); 3] = [("1", 0), ("2", 3), ("3", 15)];
/// UCDP's second level: within about 25 kilometres, in metres.
const NEAR: &str = "25000";

/// A day as data sets write it: ISO, perhaps with an empty time of day.
fn day(text: &str) -> Option<&str> {
    let (day, time) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    let empty = time.bytes().all(|byte| b"0:.Z".contains(&byte));
    let sound = day.len() == 10
        && day
            .bytes()
            .enumerate()
            .all(|(at, byte)| if [4, 7].contains(&at) { byte == b'-' } else { byte.is_ascii_digit() });
    (sound && empty && Edtf::parse(day).is_ok()).then_some(day)
}

/// The one day on which all reports came out; none where there are several.
pub(super) fn days(text: &str) -> Option<Edtf> {
    let mut all = text.split(';').map(|part| day(part.trim()));
    let first = all.next()??;
    all.all(|one| one == Some(first)).then(|| Edtf::parse(first).ok())?
}

/// So many days before and after a day.
fn about(day: &Edtf, days: i64) -> Option<Edtf> {
    if days == 0 {
        return Some(day.clone());
    }
    let bounds = day.bounds();
    let (first, last) = (bounds.earliest()?, bounds.latest()?);
    Edtf::parse(&format!("{}/{}", first.plus(-days), last.plus(days))).ok()
}

impl Events {
    /// When it was.
    pub(super) fn when(&self, row: &Row, found: &mut Found) {
        let read = match self.dialect {
            Dialect::Acled => self.on_a_day(row, found),
            _ => self.within_days(row, found),
        };
        let Some((at, year)) = self.filled(row, "year") else { return };
        let same = read.is_some_and(|date| date.as_str().starts_with(whole(year)) && whole(year).len() == 4);
        if !same {
            found.leave(at, Why::Event(EventOdd::OtherYear));
        }
    }

    /// From the first day that it may have been to the last.
    fn within_days(&self, row: &Row, found: &mut Found) -> Option<Edtf> {
        let of = |reads: Reads| {
            let at = self.columns.iter().position(|known| known.is_some_and(|known| known.reads == reads))?;
            Some((at, text(row, at))).filter(|(_, text)| !text.is_empty())
        };
        let (starts, ends) = (of(Reads::Starts), of(Reads::Ends));
        let (at, written) = starts.or(ends)?;
        let both = [starts, ends].map(|cell| cell.map(|(_, text)| day(text)));
        let edtf = match both {
            [Some(Some(first)), Some(Some(last))] if first == last => Edtf::parse(first).ok(),
            [Some(Some(first)), Some(Some(last))] if first < last => Edtf::parse(&format!("{first}/{last}")).ok(),
            [Some(Some(_)), Some(Some(_))] => {
                found.odd.push((at, Why::Event(EventOdd::Ends)));
                found.kept.extend([starts, ends].iter().flatten().map(|(at, _)| *at));
                return None;
            }
            // One of the two alone leaves the other open.
            [Some(Some(first)), None] => Edtf::parse(&format!("{first}/..")).ok(),
            [None, Some(Some(last))] => Edtf::parse(&format!("../{last}")).ok(),
            _ => None,
        };
        match edtf {
            Some(edtf) => {
                let letters = match (starts, ends) {
                    (Some((_, first)), Some((_, last))) if first != last => format!("{first}/{last}"),
                    _ => written.to_owned(),
                };
                found.told(at, "date", Value::Date(edtf.clone()), &letters);
                Some(edtf)
            }
            None => {
                found.odd.push((at, Why::NoDate));
                found.kept.extend([starts, ends].iter().flatten().map(|(at, _)| *at));
                None
            }
        }
    }

    /// On a day, or so many days before or after.
    fn on_a_day(&self, row: &Row, found: &mut Found) -> Option<Edtf> {
        let (at, written) = self.filled(row, "event_date")?;
        let read = match day(written).map(|day| Edtf::parse(day).ok()) {
            Some(day) => day,
            None => match read_with(written, Some(Order::DayFirst), &Periods::default()) {
                Some(Written::Date { edtf, .. }) => Some(edtf),
                _ => None,
            },
        };
        let precision = self.filled(row, "time_precision").map(|(_, text)| whole(text));
        let days = DAYS.iter().find(|(code, _)| Some(*code) == precision).map(|(_, days)| *days);
        // A precision that nobody knows makes no day more exact.
        match read.as_ref().and_then(|day| about(day, days.or(precision.is_none().then_some(0))?)) {
            Some(edtf) => {
                found.told(at, "date", Value::Date(edtf), written);
                read
            }
            None => {
                found.leave(at, Why::NoDate);
                None
            }
        }
    }

    /// A report is not older than what it tells.
    pub(super) fn told_before(&self, row: &Row, at: usize, stated: &Edtf, found: &mut Found) {
        let Some((_, first)) = self.filled(row, "date_start") else { return };
        let Some(first) = day(first).and_then(|day| Edtf::parse(day).ok()) else { return };
        if before(stated.within(), first.within()) == Truth::Yes {
            found.odd.push((at, Why::Event(EventOdd::SaidBefore { day: first.as_str().to_owned() })));
        }
    }

    /// Where it was: a point with its radius where the codebook gives one; a point that stands for an area where it says so.
    pub(super) fn place(&self, row: &Row, found: &mut Found) {
        let (north, east) = (self.filled(row, "latitude"), self.filled(row, "longitude"));
        let shape = self.filled(row, "geom_wkt");
        let ((at, latitude), (other, longitude)) = match (north, east) {
            (Some(north), Some(east)) => (north, east),
            (None, None) => return found.kept.extend(shape.map(|(at, _)| at)),
            _ => {
                found.kept.extend(shape.map(|(at, _)| at));
                let (at, _) = north.or(east).unwrap_or_default();
                return found.leave(at, Why::HalfPosition);
            }
        };
        let (property, uncertainty) = self.precision(row);
        match place_of_two(latitude, longitude).map(|read| read.meant) {
            Ok(Meant::Value(Value::Geometry { wkt, .. })) => {
                self.compare(&wkt, shape, found);
                found.told(at, property, Value::Geometry { wkt, uncertainty }, "");
            }
            Ok(_) => {}
            Err(why) => {
                found.leave(at, why);
                found.kept.push(other);
                found.kept.extend(shape.map(|(at, _)| at));
            }
        }
    }

    /// As what a position is said, and how far off it may be, by the level that the codebook gives.
    fn precision(&self, row: &Row) -> (&'static str, Option<Decimal>) {
        let level = |name: &str| self.filled(row, name).map(|(_, text)| whole(text));
        match (self.dialect, level("where_prec"), level("geo_precision")) {
            (Dialect::UcdpGed, Some("1"), _) | (Dialect::Acled, _, Some("1")) => ("location", None),
            (Dialect::UcdpGed, Some("2"), _) => ("location", Decimal::parse(NEAR).ok()),
            _ => (AREA_POINT, None),
        }
    }

    /// The shape is the same place once more; where it is not, it is kept.
    fn compare(&self, wkt: &daftar_claim::Wkt, shape: Option<(usize, &str)>, found: &mut Found) {
        let Some((at, text)) = shape else { return };
        let numbers = |text: &str| -> Option<Vec<f64>> {
            let inside = text.split_once('(')?.1.strip_suffix(')')?;
            inside.split_ascii_whitespace().map(|number| number.parse().ok()).collect()
        };
        let same =
            matches!(position::in_one(text), Ok(Value::Geometry { .. })) && numbers(text) == numbers(wkt.as_str());
        if !same {
            found.leave(at, Why::Event(EventOdd::OtherPlace));
        }
    }
}

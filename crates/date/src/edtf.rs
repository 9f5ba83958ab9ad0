//! [`Edtf`]: a date as it was written, with what was parsed from it.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use crate::bounds::Bounds;
use crate::day::{Day, YEAR_LIMIT};
use crate::error::DateError;
use crate::form::{Date, Form, Part, Year};
use crate::parse::parse;
use crate::width::Precision;

/// A date, interval or set of dates in EDTF (ISO 8601-2), levels 0–2.
///
/// The original text is kept and is what is shown, compared by `==` and hashed: `2004-06-11?` and `?2004-?06-?11` say the
/// same but are not equal. Whether two are the same *time* is three-valued: see [`same`](crate::same). There is no `Ord`:
/// times that may overlap have no order; [`sort_key`](Edtf::sort_key) serves display.
#[derive(Clone)]
pub struct Edtf {
    text: Box<str>,
    form: Form,
}

impl Edtf {
    /// Reads an EDTF text, byte for byte as given (no trimming).
    ///
    /// # Errors
    /// [`DateError`] says what was found, at which byte, and what was expected.
    pub fn parse(text: &str) -> Result<Edtf, DateError> {
        parse(text).map(|form| Edtf { text: text.into(), form })
    }

    /// One day, in full. Days of years beyond four digits can only be written as their year, at most
    /// [`YEAR_LIMIT`] away.
    pub fn from_day(day: Day) -> Edtf {
        let (year, month, of_month) = day.date();
        let best = year.clamp(-YEAR_LIMIT, YEAR_LIMIT);
        let (text, year, part) = match year {
            -9999..=9999 => (day.to_string(), Year::whole(year), Part::Day(tens(month), tens(of_month))),
            _ => (format!("Y{best}"), Year::Long { best, low: best, high: best }, Part::Year),
        };
        Edtf { text: text.into(), form: Form::Date(Date { year, part, marks: Default::default() }) }
    }

    /// The text as it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it is written with `/`: a time that begins and ends.
    pub fn is_interval(&self) -> bool {
        matches!(self.form, Form::Interval(..))
    }

    /// Whether it is written with `[]` (one of) or `{}` (all of).
    pub fn is_set(&self) -> bool {
        matches!(self.form, Form::OneOf(_) | Form::AllOf(_))
    }

    /// Whether any part carries `~` or `%`.
    pub fn is_approximate(&self) -> bool {
        self.form.dates().any(|date| date.is_qualified(|q| q.approximate))
    }

    /// Whether any part carries `?` or `%`.
    pub fn is_uncertain(&self) -> bool {
        self.form.dates().any(|date| date.is_qualified(|q| q.uncertain))
    }

    /// Whether a year in it is not given at all (`XXXX-12-06`).
    pub fn lacks_year(&self) -> bool {
        self.form.dates().any(|date| date.year.is_unspecified())
    }

    /// How exactly it is given; of several dates the least exact.
    pub fn precision(&self) -> Precision {
        self.form.dates().map(Date::precision).max().unwrap_or(Precision::Unspecified)
    }

    /// The four points between which it lies, widened by what its qualifiers allow ([`WIDTHS`](crate::WIDTHS)).
    pub fn bounds(&self) -> Bounds {
        Bounds::of(&self.form)
    }

    /// The four points as written, qualifiers left aside.
    pub fn stated_bounds(&self) -> Bounds {
        Bounds::of(&self.form.unqualified())
    }

    /// The astronomical year, when every date in it gives that same year in full.
    pub fn year(&self) -> Option<i64> {
        let mut years = self.form.dates().map(|date| date.year.exact());
        let first = years.next()??;
        years.all(|year| year == Some(first)).then_some(first)
    }

    /// The same date with the year filled in where none was given (`XXXX-12-06` in 2023 is `2023-12-06`); `None` when no
    /// year is missing, when the year does not fit in four digits, or when the result is no date (29 February, or an
    /// interval that would end before it begins).
    pub fn fill_year(&self, year: i64) -> Option<Edtf> {
        let signed =
            self.form.dates().any(|d| d.year.is_unspecified() && matches!(d.year, Year::Digits { negative: true, .. }));
        if signed || !self.lacks_year() || !(-9999..=9999).contains(&year) {
            return None;
        }
        let sign = if year < 0 { "-" } else { "" };
        Edtf::parse(&self.text.replace("XXXX", &format!("{sign}{:04}", year.abs()))).ok()
    }

    /// Earliest and latest day as stated, **for display order only**: two dates whose times may overlap have no true order.
    /// A date open or unknown towards the past stands at its latest day; one without any known day comes last.
    pub fn sort_key(&self) -> (i64, i64) {
        let bounds = self.stated_bounds();
        match (bounds.earliest(), bounds.latest()) {
            (Some(first), Some(last)) => (first.0, last.0),
            (None, Some(last)) => (last.0, last.0),
            (Some(first), None) => (first.0, i64::MAX),
            (None, None) => (i64::MAX, i64::MAX),
        }
    }

    /// The same date with its qualifiers left aside; the text stays.
    pub(crate) fn unqualified(&self) -> Edtf {
        Edtf { text: self.text.clone(), form: self.form.unqualified() }
    }

    pub(crate) fn form(&self) -> &Form {
        &self.form
    }
}

fn tens(number: u8) -> [u8; 2] {
    [number / 10, number % 10]
}

impl Year {
    /// A year of up to four digits.
    fn whole(year: i64) -> Year {
        let size = year.unsigned_abs();
        let digit = |place: u64| (size / place % 10) as u8;
        Year::Digits { negative: year < 0, digits: [digit(1000), digit(100), digit(10), digit(1)] }
    }
}

impl PartialEq for Edtf {
    fn eq(&self, other: &Edtf) -> bool {
        self.text == other.text
    }
}

impl Eq for Edtf {}

impl Hash for Edtf {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl fmt::Debug for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Edtf({:?})", self.text)
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for Edtf {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Edtf, DateError> {
        Edtf::parse(text)
    }
}

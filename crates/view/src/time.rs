//! The time of a statement: as it is written, else as it was inferred. What rests on inference never excludes.

use std::borrow::Cow;

use daftar_claim::{Claim, Edtf};
use daftar_date::{Edge, Reading, Time, Truth, by, overlaps};
use serde::Serialize;

use crate::rules::Rules;

/// Where the time of a statement comes from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DatedBy {
    /// The statement gives it.
    Written,
    /// The statement gives a part of it; the rest is inferred.
    Completed,
    /// A reader inferred it.
    Inferred,
    /// Only when the statement was made is known: it held then, or had happened by then.
    Statement,
    /// Nothing tells it.
    Undated,
    /// The value is a time itself, which holds at any time.
    Timeless,
}

/// The time of a statement, with its first and last possible day at hand.
#[derive(Clone, Debug)]
pub(crate) struct When<'a> {
    pub(crate) taken: Option<Cow<'a, Edtf>>,
    pub(crate) dated_by: DatedBy,
    reading: Reading,
    /// First possible day; `i64::MIN` when open or not known.
    pub(crate) first: i64,
    /// Last possible day; `i64::MAX` when open or not known.
    pub(crate) last: i64,
}

impl<'a> When<'a> {
    /// The time of a claim whose property has these rules.
    pub(crate) fn of(claim: &'a Claim, rules: &Rules) -> When<'a> {
        let (taken, dated_by, reading) = taken(claim, rules);
        When::new(taken, dated_by, reading)
    }

    /// Where that time comes from.
    pub(crate) fn dated_by(claim: &Claim, rules: &Rules) -> DatedBy {
        taken(claim, rules).1
    }

    /// Something that happened within a date that is written.
    pub(crate) fn within(date: &'a Edtf) -> When<'a> {
        When::new(Some(Cow::Borrowed(date)), DatedBy::Written, Reading::Within)
    }

    fn new(taken: Option<Cow<'a, Edtf>>, dated_by: DatedBy, reading: Reading) -> When<'a> {
        let (first, last) = taken.as_ref().map_or((i64::MIN, i64::MAX), |edtf| hull(edtf));
        When { taken, dated_by, reading, first, last }
    }

    fn time(&self) -> Option<Time<'_>> {
        self.taken.as_deref().map(|edtf| Time { edtf, reading: self.reading })
    }

    /// The days on which what is known of it may change: where it may begin, has begun, may end, has ended.
    pub(crate) fn turns(&self) -> Vec<i64> {
        let Some(bounds) = self.taken.as_ref().map(|edtf| edtf.bounds()) else { return Vec::new() };
        let edges = [bounds.start_min, bounds.start_max, bounds.end_min, bounds.end_max];
        edges.into_iter().filter_map(Edge::day).flat_map(|day| [day.0, day.0 + 1]).collect()
    }

    /// Which way it is read.
    pub(crate) fn is_within(&self) -> bool {
        self.reading == Reading::Within
    }

    /// Whether the statement itself does not give the whole of it.
    pub(crate) fn rests_on_inference(&self) -> bool {
        matches!(self.dated_by, DatedBy::Completed | DatedBy::Inferred | DatedBy::Statement)
    }

    /// Whether the statement gives at least a part of it.
    pub(crate) fn is_told(&self) -> bool {
        matches!(self.dated_by, DatedBy::Written | DatedBy::Completed)
    }

    /// Whether it is the statement's own.
    pub(crate) fn is_written(&self) -> bool {
        self.dated_by == DatedBy::Written
    }

    /// Whether both share a day, by the times as taken.
    pub(crate) fn overlaps(&self, other: &When) -> Truth {
        if self.is_before(other) || other.is_before(self) {
            return Truth::No;
        }
        match (self.time(), other.time()) {
            (Some(one), Some(other)) => overlaps(one, other),
            _ => Truth::Possibly,
        }
    }

    /// Whether it certainly ends before the other begins, by the times as taken. The outermost days decide that exactly.
    pub(crate) fn is_before(&self, other: &When) -> bool {
        self.last < other.first
    }

    /// Whether every day that it may lie on belongs to the other, by the outermost days.
    pub(crate) fn is_inside(&self, other: &When) -> bool {
        other.first <= self.first && self.last <= other.last
    }

    /// Whether it had begun by the last day of a moment.
    pub(crate) fn begun_by(&self, at: &Moment) -> Truth {
        match self.time() {
            _ if self.last <= at.first => Truth::Yes,
            _ if self.first > at.last => Truth::No,
            Some(time) => by(time, at.edtf.throughout()),
            None => Truth::Possibly,
        }
    }

    /// Whether it shares a day with a moment.
    pub(crate) fn touches(&self, at: &Moment) -> Truth {
        match self.time() {
            _ if self.last < at.first || self.first > at.last => Truth::No,
            Some(time) => overlaps(time, at.edtf.throughout()),
            None => Truth::Possibly,
        }
    }

    /// Whether what is told of this time holds at a moment, at most possibly when the time is inferred; and the same, trusting what
    /// is inferred.
    pub(crate) fn holds(&self, goes_on: bool, at: &Moment) -> (Truth, Truth) {
        let as_dated = match self.dated_by {
            DatedBy::Timeless => Truth::Yes,
            DatedBy::Undated if !goes_on => Truth::Yes,
            _ if goes_on => self.begun_by(at),
            _ => self.touches(at),
        };
        (if self.rests_on_inference() { Truth::Possibly } else { as_dated }, as_dated)
    }

    /// The same time, kept beyond its statement.
    pub(crate) fn owned(&self) -> When<'static> {
        let taken = self.taken.as_ref().map(|edtf| Cow::Owned(edtf.clone().into_owned()));
        When { taken, dated_by: self.dated_by, reading: self.reading, first: self.first, last: self.last }
    }

    /// For display order only.
    pub(crate) fn sort_key(&self) -> (i64, i64) {
        self.taken.as_ref().map_or((i64::MAX, i64::MAX), |edtf| edtf.sort_key())
    }

    /// The text of the time as taken.
    pub(crate) fn as_str(&self) -> Option<&str> {
        self.taken.as_ref().map(|edtf| edtf.as_str())
    }
}

/// The time that is taken, where it comes from, and how it is read.
fn taken<'a>(claim: &'a Claim, rules: &Rules) -> (Option<Cow<'a, Edtf>>, DatedBy, Reading) {
    let reading = if rules.happens() { Reading::Within } else { Reading::Throughout };
    if rules.is_timeless() {
        return (None, DatedBy::Timeless, reading);
    }
    let inferred = claim.inferred.as_ref().and_then(|inferred| inferred.when.as_ref());
    let (taken, dated_by) = match (&claim.when, inferred, &claim.stated) {
        (Some(when), Some(inferred), _) if when.lacks_year() => (Some(Cow::Borrowed(inferred)), DatedBy::Completed),
        (Some(when), _, _) => (Some(Cow::Borrowed(when)), DatedBy::Written),
        (None, Some(inferred), _) => (Some(Cow::Borrowed(inferred)), DatedBy::Inferred),
        (None, None, Some(stated)) => statement_time(stated, reading),
        (None, None, None) => (None, DatedBy::Undated),
    };
    (taken, dated_by, reading)
}

/// What happened had happened when it was told; a state held when it was told.
fn statement_time(stated: &Edtf, reading: Reading) -> (Option<Cow<'_, Edtf>>, DatedBy) {
    if reading == Reading::Throughout {
        return (Some(Cow::Borrowed(stated)), DatedBy::Statement);
    }
    let end = if stated.is_interval() || stated.is_set() {
        stated.bounds().latest().map(|day| Edtf::from_day(day).as_str().to_owned())
    } else {
        Some(stated.as_str().to_owned())
    };
    match end.and_then(|end| Edtf::parse(&format!("[..{end}]")).ok()) {
        Some(by_then) => (Some(Cow::Owned(by_then)), DatedBy::Statement),
        None => (None, DatedBy::Undated),
    }
}

/// A date that a view is asked about, with its first and last day at hand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment<'a> {
    pub(crate) edtf: &'a Edtf,
    first: i64,
    pub(crate) last: i64,
}

impl<'a> Moment<'a> {
    pub(crate) fn new(edtf: &'a Edtf) -> Moment<'a> {
        let (first, last) = hull(edtf);
        Moment { edtf, first, last }
    }
}

/// First and last possible day; the limits of i64 where there is none.
fn hull(edtf: &Edtf) -> (i64, i64) {
    let bounds = edtf.bounds();
    let day = |edge: Edge, other: i64| edge.day().map_or(other, |day| day.0);
    (day(bounds.start_min, i64::MIN), day(bounds.end_max, i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Says, edtf, shipped};
    use daftar_claim::Statement;

    fn when(statement: &Statement) -> When<'_> {
        let profiles = shipped();
        When::of(&statement.claim, &Rules::of(&statement.claim.property, &profiles))
    }

    fn lost() -> Says {
        Says::of("mill", "state").code("state", "destroyed")
    }

    #[test]
    fn what_is_written_comes_first_then_what_is_inferred() {
        let told = |says: Says| {
            let statement = says.done();
            let when = when(&statement);
            (when.as_str().map(str::to_owned), when.dated_by)
        };
        assert_eq!(told(lost().when("2031-10").inferred("2030", "guess")), (Some("2031-10".into()), DatedBy::Written));
        let completed = told(lost().when("XXXX-12-06").inferred("2031-12-06", "told after November 2031"));
        assert_eq!(completed, (Some("2031-12-06".into()), DatedBy::Completed));
        assert_eq!(told(lost().when("XXXX-12-06")), (Some("XXXX-12-06".into()), DatedBy::Written));
        assert_eq!(told(lost().stated("2032-03")), (Some("[..2032-03]".into()), DatedBy::Statement));
        assert_eq!(told(lost()), (None, DatedBy::Undated));
        assert_eq!(told(Says::of("mill", "founded").date("2014").when("2014")), (None, DatedBy::Timeless));
    }

    #[test]
    fn days_decide_without_looking_further_where_they_can() {
        let (october, december) = (lost().when("2031-10").done(), lost().when("2031-12-06").done());
        let (october, december) = (when(&october), when(&december));
        assert!(october.is_before(&december) && !december.is_before(&october));
        assert_eq!(october.overlaps(&december), Truth::No);
        assert_eq!(october.overlaps(&october), Truth::Possibly);
        let at = |text: &str| october.begun_by(&Moment::new(&edtf(text)));
        assert_eq!([at("2031-09"), at("2031-10-15"), at("2031-11")], [Truth::No, Truth::Possibly, Truth::Yes]);
        let day = |text: &str| october.touches(&Moment::new(&edtf(text)));
        assert_eq!([day("2031-09-30"), day("2031-10-15"), day("2031-10")], [Truth::No, Truth::Possibly, Truth::Yes]);
    }
}

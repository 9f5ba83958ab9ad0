//! What a date looks like on the line, still in days: what is certain, what fades, what has no limit.

use daftar_register::claim::Value;
use daftar_register::date::{Day, Edge, Edtf};
use daftar_register::view::{DatedBy, Item};

/// The shape of one item.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Shape {
    /// On some day of these; `wide` reaches further where the source is not sure.
    Within { wide: Days, stated: Days },
    /// About these days.
    About { wide: Days, stated: Days },
    /// From the one to the other, all days between.
    Throughout { start: Limit, end: Limit },
    /// By that day.
    By(Day),
    /// On that day or later.
    From(Day),
}

/// First and last day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Days {
    pub(crate) first: Day,
    pub(crate) last: Day,
}

/// Where something that lasts begins or ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Limit {
    /// Certainly reaches `inner`, perhaps `outer`.
    Between { outer: Day, inner: Day },
    /// Nobody knows how far beyond that day.
    Unknown,
    /// Without limit.
    Open,
}

impl Shape {
    /// None when nothing tells where on the line it stands.
    pub(crate) fn of(item: &Item) -> Option<Shape> {
        let date = item.date.as_ref()?;
        let lasts = matches!(item.value.value, Value::Date(_)) && (date.is_interval() || date.is_set());
        match item.dated_by {
            DatedBy::Statement => date.bounds().latest().map(Shape::By),
            _ if lasts && date.is_interval() => Shape::lasting(date),
            _ => Shape::happening(date),
        }
    }

    fn happening(date: &Edtf) -> Option<Shape> {
        let bounds = date.bounds();
        let (wide, stated) = match (bounds.earliest(), bounds.latest()) {
            (Some(first), Some(last)) => {
                let wide = Days { first, last };
                (wide, if date.is_approximate() || date.is_uncertain() { stated(date)? } else { wide })
            }
            (None, Some(last)) => return Some(Shape::By(last)),
            (Some(first), None) => return Some(Shape::From(first)),
            (None, None) => return None,
        };
        let about = wide != stated && !date.is_interval();
        Some(if about { Shape::About { wide, stated } } else { Shape::Within { wide, stated } })
    }

    fn lasting(date: &Edtf) -> Option<Shape> {
        let bounds = date.bounds();
        let limit = |outer: Edge, inner: Edge| match (outer, inner) {
            (Edge::Day(outer), Edge::Day(inner)) => Limit::Between { outer, inner },
            (Edge::Open, Edge::Open) => Limit::Open,
            _ => Limit::Unknown,
        };
        let start = limit(bounds.start_min, bounds.start_max);
        let end = limit(bounds.end_max, bounds.end_min);
        match (start, end) {
            (Limit::Between { .. }, _) | (_, Limit::Between { .. }) => Some(Shape::Throughout { start, end }),
            _ => Shape::happening(date),
        }
    }

    /// The day from which it is counted: the first on which it may have begun, as stated.
    pub(crate) fn begins(&self) -> Day {
        match *self {
            Shape::Within { stated, .. } | Shape::About { stated, .. } => stated.first,
            Shape::By(_) | Shape::From(_) | Shape::Throughout { .. } => self.days().first,
        }
    }

    /// The days that it needs on the axis.
    pub(crate) fn days(&self) -> Days {
        match *self {
            Shape::Within { wide, .. } | Shape::About { wide, .. } => wide,
            Shape::By(day) | Shape::From(day) => Days { first: day, last: day },
            Shape::Throughout { start, end } => match (start.outer(), end.outer()) {
                (Some(first), Some(last)) => Days { first: first.min(last), last: first.max(last) },
                (one, other) => Days::one(one.or(other).unwrap_or(Day(0))),
            },
        }
    }
}

impl Days {
    fn one(day: Day) -> Days {
        Days { first: day, last: day }
    }
}

impl Limit {
    fn outer(self) -> Option<Day> {
        match self {
            Limit::Between { outer, .. } => Some(outer),
            Limit::Unknown | Limit::Open => None,
        }
    }
}

fn stated(date: &Edtf) -> Option<Days> {
    let bounds = date.stated_bounds();
    Some(Days { first: bounds.earliest()?, last: bounds.latest()? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::invented::{happened, lasted};

    fn day(year: i64, month: u8, day: u8) -> Day {
        Day::new(year, month, day).unwrap()
    }

    fn october() -> Days {
        Days { first: day(2031, 10, 1), last: day(2031, 10, 31) }
    }

    #[test]
    fn a_happening_lies_on_some_day_of_its_date() {
        assert_eq!(Shape::of(&happened("2031-10")), Some(Shape::Within { wide: october(), stated: october() }));
        let wide = Days { first: day(2031, 9, 1), last: day(2031, 11, 30) };
        assert_eq!(Shape::of(&happened("2031-10~")), Some(Shape::About { wide, stated: october() }));
    }

    #[test]
    fn an_end_that_nobody_tells_is_an_arrow_not_a_day() {
        assert_eq!(Shape::of(&happened("[..2032-02]")), Some(Shape::By(day(2032, 2, 29))));
        assert_eq!(Shape::of(&happened("[2032-02..]")), Some(Shape::From(day(2032, 2, 1))));
        assert_eq!(Shape::of(&happened("XXXX-12-06")), None);
    }

    #[test]
    fn only_a_date_that_is_the_value_itself_lasts_throughout() {
        let start = Limit::Between { outer: day(2031, 10, 1), inner: day(2031, 10, 31) };
        let end = Limit::Between { outer: day(2032, 4, 7), inner: day(2032, 4, 7) };
        assert_eq!(Shape::of(&lasted("2031-10/2032-04-07")), Some(Shape::Throughout { start, end }));
        assert_eq!(Shape::of(&lasted("2031-10/..")), Some(Shape::Throughout { start, end: Limit::Open }));
        assert_eq!(Shape::of(&lasted("2031-10/")), Some(Shape::Throughout { start, end: Limit::Unknown }));
        assert!(matches!(Shape::of(&happened("2031-10/2032-04-07")), Some(Shape::Within { .. })));
    }

    #[test]
    fn what_is_only_dated_by_its_telling_had_happened_by_then() {
        let item = Item { dated_by: DatedBy::Statement, ..happened("2032-03-20") };
        assert_eq!(Shape::of(&item), Some(Shape::By(day(2032, 3, 20))));
    }
}

//! The dates that frame what is told: those of the lead, and of a section's heading.

use super::moment::{Moment, Within};
use super::narrative::Place;
use super::tokens::Span;

/// The years that a heading gives to what stands below it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Section {
    pub(super) first: i32,
    pub(super) last: i32,
    pub(super) span: Span,
}

/// A date that was told, and where.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told {
    pub(super) moment: Moment,
    pub(super) year: i32,
    pub(super) span: Span,
    pub(super) place: Place,
}

/// The time that the lead gives to the whole.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) first: Told,
    pub(super) last: Option<Told>,
}

/// The end of an interval: where it would lie before the start, it is of the next year ("December – January").
pub(super) fn not_before(start: &Moment, end: Moment) -> Moment {
    let back = match (rank(start, false), rank(&end, true)) {
        (Some(start), Some(end)) => end < start,
        _ => false,
    };
    let next = start.one_year().map(|year| end.in_year(year + 1)).filter(|next| back && next.exists());
    next.unwrap_or(end)
}

/// The place of a moment in time, coarsely: year, month, day.
pub(super) fn rank(moment: &Moment, end: bool) -> Option<(i32, u8, u8)> {
    let year = moment.one_year()?;
    Some(match moment.within {
        Within::Day(month, day) => (year, month, day),
        _ => {
            let (month, day) = if end { (12, 31) } else { (1, 1) };
            (year, moment.month().unwrap_or(month), day)
        }
    })
}

impl Section {
    /// Whether a year that goes on from another is rather one of the section's: the narrative has neither left it forwards nor
    /// told a day elsewhere.
    pub(super) fn corrects(&self, told: &Told, year: i32) -> bool {
        let day = told.moment.full_day().is_some() && told.year < self.first;
        told.year <= self.last && !day && !(self.first..=self.last).contains(&year)
    }
}

impl Frame {
    /// No longer than a year, so that a month has one place in it.
    pub(super) fn is_short(&self) -> bool {
        let Some(last) = self.last else {
            return true;
        };
        let months = |told: &Told, default| told.year * 12 + i32::from(told.moment.month().unwrap_or(default));
        months(&last, 12) - months(&self.first, 1) < 12
    }

    pub(super) fn holds(&self, moment: &Moment) -> bool {
        let last = self.last.unwrap_or(self.first);
        let (first, last) = (rank(&self.first.moment, false), rank(&last.moment, true));
        first <= rank(moment, true) && rank(moment, false) <= last
    }

    /// The one year in which the frame holds a moment.
    pub(super) fn only_year(&self, moment: &Moment) -> Option<i32> {
        let last = self.last.unwrap_or(self.first);
        let mut years = (self.first.year..=last.year).filter(|y| self.holds(&moment.in_year(*y)));
        let year = years.next()?;
        years.next().is_none().then_some(year)
    }
}

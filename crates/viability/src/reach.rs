//! When a threshold is fallen under.

use crate::span::Span;

/// Farther ahead nothing is foretold: 200 years, in days.
pub const HORIZON_DAYS: f64 = 200.0 * 365.25;

/// When a germination falls under a threshold, as seen from a day. Earlier is less.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub enum Reach {
    /// It is below already.
    Already,
    /// On this day, counted from day 0 of the lot.
    Day(f64),
    /// Not within [`HORIZON_DAYS`].
    Beyond,
}

impl Reach {
    /// A day, seen from `now`.
    #[inline]
    pub(crate) fn of(day: f64, now: f64) -> Reach {
        if day <= now {
            Reach::Already
        } else if day - now <= HORIZON_DAYS {
            Reach::Day(day)
        } else {
            Reach::Beyond
        }
    }
}

/// When a germination falls under a threshold: never one date.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Falls {
    /// Not likely before.
    pub early: Reach,
    /// The best guess.
    pub best: Reach,
    /// Not likely after.
    pub late: Reach,
}

impl Falls {
    /// As seen from a day `now`: what falls on these days, all counted from day 0 of the lot.
    #[inline]
    pub fn of(days: Span, now: f64) -> Falls {
        let [early, best, late] = [days.low(), days.best(), days.high()].map(|day| Reach::of(day, now));
        Falls { early, best, late }
    }

    /// Whether it is below already whatever is assumed.
    pub fn is_surely_below(self) -> bool {
        self.late == Reach::Already
    }
}

//! What is foretold of a lot, whatever the day on which it is looked at.
//!
//! When it falls under a threshold follows from its tests and its storage alone. How much of it germinates is another number on each
//! day; it is reckoned for some days ahead, the same for all lots, thirty days apart. On a day in between at least as much germinates
//! as on the later of the two round it, and at most as much as on the earlier, for seed never recovers: a range is so widened by what
//! a month takes, never narrowed. The page of one lot reckons with the day itself.

use daftar_date::Day;
use daftar_viability::{Basis, Caution, Falls, Outlook, Span};

use super::memo::Kept;
use super::outcome::{Germination, Outcome, Reached, Share};
use super::sowing::{LeftOut, Sowing};
use super::terms::{Doubt, Terms};

/// Days from one such day to the next, from 1970-01-01 on.
const STEP: i64 = 30;
/// So many steps ahead are reckoned: seven months. Whoever looks later, or earlier, has it reckoned anew; each step takes as long as what
/// does not hang on the day.
const STEPS: i64 = 7;
/// A fraction is kept as so many parts, rounded outwards.
const PARTS: f64 = u16::MAX as f64;

/// What is foretold of a lot whose day 0 is that of its first test.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Foretold {
    /// The days on which it falls under the threshold.
    pub(super) falls: Span,
    /// On what it rests.
    pub(super) basis: Basis,
    /// What makes it less sure.
    pub(super) cautions: Vec<Caution>,
    /// The place of the first day ahead.
    pub(super) from: i64,
    /// What germinates on each: at least, the best guess, at most.
    pub(super) shares: Vec<[u16; 3]>,
}

impl Foretold {
    /// What is foretold of a lot, looked at from a day on.
    pub(super) fn of(outlook: &Outlook, first: Day, terms: &Terms) -> Foretold {
        let from = terms.today.0.div_euclid(STEP);
        let share = |ahead: i64| outlook.germination((day(from.saturating_add(ahead), first) - first.0) as f64);
        // Of days beyond what can be reckoned with there are none.
        let shares = (0..=STEPS).map_while(|ahead| share(ahead).ok().map(parts)).collect();
        let (falls, basis) = (outlook.days_of_fall(terms.threshold), outlook.basis());
        Foretold { falls, basis, cautions: outlook.cautions().to_vec(), from, shares }
    }

    /// What it comes to on a day; none where that day was not reckoned ahead.
    pub(super) fn seen_on(&self, today: Day, first: Day) -> Option<(Germination, Vec<Doubt>)> {
        let at = today.0.div_euclid(STEP);
        let place = usize::try_from(at.checked_sub(self.from)?).ok()?;
        let (earlier, later) = (share(self.shares.get(place)?), share(self.shares.get(place.checked_add(1)?)?));
        let [begun, over] = [at, at.saturating_add(1)].map(|at| day(at, first));
        let gone = (today.0 - begun) as f64 / (over - begun).max(1) as f64;
        let best = earlier.best + gone * (later.best - earlier.best);
        let now = Share { low: later.low, best: best.clamp(later.low, earlier.high), high: earlier.high };
        let falls = Falls::of(self.falls, (today.0 - first.0) as f64);
        let [early, best, late] = [falls.early, falls.best, falls.late].map(|reach| Reached::of(reach, first));
        let germination = Germination { now, early, best, late, basis: self.basis.into() };
        Some((germination, self.cautions.iter().map(Doubt::from).collect()))
    }
}

/// What is foretold of a lot by its tests, to be seen on other days than that of the list.
#[derive(Clone, PartialEq, Debug)]
pub struct Ahead {
    /// What came out; none where it was not reckoned ahead.
    pub(super) kept: Option<Kept>,
    /// The day of the first test that it goes by, and of the last.
    pub(super) tests: Option<[Day; 2]>,
    /// The day of the first test that is dated after the day of the list: from then on it goes by that, too.
    pub(super) until: Option<Day>,
}

impl Ahead {
    /// By these tests.
    pub(super) fn of(tests: &[Sowing]) -> Ahead {
        let days = |wanted: Option<LeftOut>| {
            tests.iter().filter(move |test| test.left_out == wanted).filter_map(|test| test.day())
        };
        let tests = days(None).min().zip(days(None).max()).map(|(first, last)| [first, last]);
        Ahead { kept: None, tests, until: days(Some(LeftOut::Later)).min() }
    }

    /// The day of the last test that it goes by.
    pub(crate) fn last_test(&self) -> Option<Day> {
        self.tests.map(|[_, last]| last)
    }

    /// The same on a day; none where what is said of the lot must be asked again for that.
    pub fn seen_on(&self, today: Day) -> Option<Outcome> {
        let by_the_same = self.last_test().is_none_or(|last| last <= today) && self.until.is_none_or(|day| today < day);
        match self.kept.as_ref().filter(|_| by_the_same)? {
            Err(why) => Some(Outcome::Unknown(*why)),
            Ok(foretold) => {
                let (germination, _) = foretold.seen_on(today, self.tests?[0])?;
                Some(Outcome::Known(germination))
            }
        }
    }
}

/// A day ahead, but none before the first test.
fn day(at: i64, first: Day) -> i64 {
    at.saturating_mul(STEP).max(first.0)
}

/// A fraction in whole parts, from and to rounded outwards.
fn parts(span: Span) -> [u16; 3] {
    // From 0 to 1 by what germination is, and `as` keeps to what a u16 holds.
    let [low, best, high] = [span.low(), span.best(), span.high()].map(|share| share * PARTS);
    [low.floor() as u16, best.round() as u16, high.ceil() as u16]
}

fn share(parts: &[u16; 3]) -> Share {
    let [low, best, high] = parts.map(|part| f64::from(part) / PARTS);
    Share { low, best, high }
}

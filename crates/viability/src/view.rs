//! What is believed of a lot under one reading of its storage.

use crate::belief::{Belief, Line};
use crate::clock::{Clock, End};
use crate::error::Error;
use crate::fit::Point;
use crate::germination::{Tally, Test, excess, heterogeneity};
use crate::keeping::Keeping;
use crate::lot::{Aged, Lot, Species};
use crate::normal::fraction;
use crate::posterior::Prior;

/// How far lots stray from published constants: the standard deviation of ln σ. Published sets of one species scatter by 0.4 to
/// 0.6 (robust; 38 pairs at 7–10 % and 10–30 °C), and a lot strays √(1 + 1/k) times as far from the mean of k sets.
pub const SPREAD: f64 = std::f64::consts::LN_2;
/// The same where the constants are of another species: the spread of ln σ between species (robust, over 116 species).
pub const PROXY_SPREAD: f64 = 1.8;

/// How much is lost on the way when a lot's own rate of ageing is carried over to another storage: the standard deviation of
/// ln σ for each unit by which ln σ itself differs. Published sets of one species differ by 0.07 (robust, over seven changes
/// of storage) to 0.12 (where moisture changes).
pub const CARRIED: f64 = 0.12;
/// Rates of ageing that differ less (in ln) are of one storage.
const SAME: f64 = 0.05;

/// What is believed under one reading of the storage. The first is the best guess; ranges add their mildest and harshest end.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct View {
    pub(crate) clock: Clock,
    pub(crate) belief: Belief,
    /// The best guess.
    best: Best,
    /// The age at the last test.
    tested: f64,
}

/// Kᵢ and slope.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Best {
    pub(crate) ki: f64,
    pub(crate) slope: f64,
}

impl View {
    fn of(lot: &Lot<'_>, clock: Clock, belief: Belief, prior: Prior) -> Result<View, Error> {
        let best = best(lot, &clock, &belief, prior)?;
        let day = last_day(lot.tests);
        let belief = match prior {
            Prior::Published(_) => belief.carried(CARRIED * changed(&clock, day)),
            Prior::Nothing => belief,
        };
        let tested = clock.loss(day);
        Ok(View { clock, belief, best, tested })
    }

    /// The best guess of a line.
    pub(crate) fn best(&self) -> Best {
        self.best
    }

    /// The best guess of v on a day.
    pub(crate) fn viability(&self, day: f64) -> f64 {
        self.best.ki - self.best.slope * self.clock.loss(day)
    }

    /// What each line has v be on a day.
    pub(crate) fn on(&self, day: f64) -> impl Fn(&Line) -> f64 {
        let age = self.clock.loss(day);
        let (before, after) = (age.min(self.tested), (age - self.tested).max(0.0));
        move |line| line.ki - line.slope * (before + line.later * after)
    }

    /// The age by the clock at which a line has lost so much.
    pub(crate) fn age_at(&self, line: &Line, loss: f64) -> f64 {
        let age = loss / line.slope.max(1e-300);
        if age <= self.tested { age } else { self.tested + (age - self.tested) / line.later }
    }
}

/// The day of the last test; 0 without tests.
pub(crate) fn last_day(tests: &[Aged]) -> f64 {
    tests.iter().map(|aged| aged.day).fold(0.0, f64::max)
}

/// How far the rate of ageing after the last test lies from that up to it, in ln; 0 in one storage, and where tests of
/// day 0 tell nothing of a rate.
pub(crate) fn changed(clock: &Clock, last_test: f64) -> f64 {
    if last_test == 0.0 {
        return 0.0;
    }
    let before = (clock.loss(last_test) / last_test).ln();
    let farthest = clock.rates_after(last_test).map(|rate| (rate.ln() - before).abs()).fold(0.0, f64::max);
    if farthest > SAME { farthest } else { 0.0 }
}

/// Whether tests tell anything of a rate.
pub(crate) fn has_two_ages(tests: &[Aged]) -> bool {
    tests.iter().any(|aged| aged.day != tests[0].day)
}

/// What is assumed of the rate. Sets that differ more than lots usually do widen it, by how much they differ where the seeds
/// lay.
pub(crate) fn prior(lot: &Lot<'_>, keeping: &Keeping<'_>) -> Prior {
    let usual = match lot.species {
        _ if keeping.sets.is_empty() => return Prior::Nothing,
        Species::Proxy(_) => PROXY_SPREAD,
        _ => SPREAD,
    };
    let places = lot.storage.stretches().map(|stretch| keeping.disagreement(stretch.condition.best));
    Prior::Published(places.fold(usual, f64::max))
}

/// What is believed, on whatever grid: the best guess of the storage first; ranges add their mildest and harshest end. With
/// the heterogeneity of the tests.
pub(crate) fn views(
    lot: &Lot<'_>,
    keeping: &Keeping<'_>,
    prior: Prior,
    believe: fn(&[Point], Prior, f64) -> Belief,
) -> Result<(Vec<View>, f64), Error> {
    let ends: &[End] = if lot.storage.is_range() { &[End::Best, End::Mild, End::Harsh] } else { &[End::Best] };
    let clock = |end| if prior == Prior::Nothing { Clock::of_days() } else { Clock::of(lot.storage, keeping, end) };
    let ends = if prior == Prior::Nothing { &ends[..1] } else { ends };
    let heterogeneity = spread_of_tests(lot, &clock(End::Best), prior);
    let view = |end: &End| {
        let clock = clock(*end);
        let belief = believe(&points(lot.tests, &clock), prior, heterogeneity);
        View::of(lot, clock, belief, prior)
    };
    Ok((ends.iter().map(view).collect::<Result<_, Error>>()?, heterogeneity))
}

/// The tests on a clock.
pub(crate) fn points(tests: &[Aged], clock: &Clock) -> Vec<Point> {
    tests.iter().map(|aged| Point { age: clock.loss(aged.day), test: aged.test }).collect()
}

/// The heterogeneity factor of tests round the line in the middle of what is believed while it is taken to be 1.
fn spread_of_tests(lot: &Lot<'_>, clock: &Clock, prior: Prior) -> f64 {
    let unknowns = if has_two_ages(lot.tests) { 2 } else { 1 };
    if lot.tests.len() <= unknowns {
        return 1.0;
    }
    let points = points(lot.tests, clock);
    let belief = Belief::rough(&points, prior, 1.0);
    let excess = points.iter().map(|point| excess(point.test, fraction(belief.viability(point.age)))).sum();
    heterogeneity(excess, points.len() - unknowns)
}

/// The best guess: the plain equation where tests of one age and constants are all there is.
fn best(lot: &Lot<'_>, clock: &Clock, belief: &Belief, prior: Prior) -> Result<Best, Error> {
    if has_two_ages(lot.tests) || prior == Prior::Nothing {
        return Ok(Best { ki: belief.viability(0.0), slope: belief.slope() });
    }
    let tests: Vec<Test> = lot.tests.iter().map(|aged| aged.test).collect();
    Ok(Best { ki: Tally::of(&tests)?.deviate() + clock.loss(last_day(lot.tests)), slope: 1.0 })
}

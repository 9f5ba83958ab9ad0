//! What is believed of a lot under one reading of its storage.

use crate::belief::{Belief, Prior};
use crate::clock::{Clock, End};
use crate::error::Error;
use crate::fit::Point;
use crate::germination::{Tally, Test, excess, heterogeneity};
use crate::keeping::Keeping;
use crate::lot::{Aged, Lot, Species};
use crate::normal::fraction;

/// How far lots stray from published constants: the standard deviation of ln σ. Two published sets for one species differ
/// about twofold (over the published sets of species with several, robust standard deviations of 0.5 to 1.0).
pub const SPREAD: f64 = std::f64::consts::LN_2;
/// The same where the constants are of another species: the spread of ln σ between species (robust, over 116 species).
pub const PROXY_SPREAD: f64 = 1.8;

/// What is believed under one reading of the storage. The first is the best guess; ranges add their mildest and harshest end.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct View {
    pub(crate) clock: Clock,
    pub(crate) belief: Belief,
    /// The best guess: Kᵢ and slope.
    pub(crate) point: (f64, f64),
}

impl View {
    /// The best guess of v on a day.
    pub(crate) fn viability(&self, day: f64) -> f64 {
        self.point.0 - self.point.1 * self.clock.loss(day)
    }
}

/// Whether tests tell anything of a rate.
pub(crate) fn has_two_ages(tests: &[Aged]) -> bool {
    tests.iter().any(|aged| aged.day != tests[0].day)
}

/// What is assumed of the rate. Sets that differ more than lots usually do widen what is assumed, by how much they differ where the seeds lay.
pub(crate) fn prior(lot: &Lot<'_>, keeping: &Keeping<'_>) -> Prior {
    let usual = match lot.species {
        _ if keeping.sets.is_empty() => return Prior::Nothing,
        Species::Proxy(_) => PROXY_SPREAD,
        _ => SPREAD,
    };
    let places = lot.storage.stretches().map(|stretch| keeping.disagreement(stretch.condition.best));
    Prior::Published(places.fold(usual, f64::max))
}

/// What is believed, on whatever grid: the best guess of the storage first; ranges add their mildest and harshest end. With the heterogeneity of the tests.
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
        let point = point(lot, &clock, &belief, prior)?;
        Ok(View { clock, belief, point })
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

/// The best guess, Kᵢ and slope: the plain equation where tests of one age and constants are all there is.
fn point(lot: &Lot<'_>, clock: &Clock, belief: &Belief, prior: Prior) -> Result<(f64, f64), Error> {
    if has_two_ages(lot.tests) || prior == Prior::Nothing {
        return Ok((belief.viability(0.0), belief.slope()));
    }
    let tests: Vec<Test> = lot.tests.iter().map(|aged| aged.test).collect();
    Ok((Tally::of(&tests)?.deviate() + clock.loss(lot.tests[0].day), 1.0))
}

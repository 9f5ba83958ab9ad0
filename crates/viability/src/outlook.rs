//! The forecast of a lot, from its storage, its tests and what is published of its species.

use crate::belief::Belief;
use crate::caution::cautions;
use crate::draw;
use crate::equation::Constants;
use crate::error::{Error, within};
use crate::fit::Fit;
use crate::germination::{Test, level_of};
use crate::keeping::Keeping;
use crate::lot::{Aged, Basis, Caution, Lot, Unknown};
use crate::moisture::{Moisture, critical_moisture};
use crate::normal::fraction;
use crate::posterior::Prior;
use crate::reach::Falls;
use crate::span::Span;
use crate::threshold::Threshold;
use crate::view::{View, changed, has_two_ages, last_day, points, prior, views};

/// Days at most: farther than any horizon.
const EVER: f64 = 1e15;
/// Days that can be asked for.
const DAYS: [f64; 2] = [0.0, 1e7];
const FROM_START: &str = "from 0, the first day of the storage, to 10,000,000";
/// The latest test is expected with this probability, or it surprises.
const EXPECTED: f64 = 0.99;

/// What can be said of a lot: a forecast, or why there is none.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// A forecast.
    Known(Box<Outlook>),
    /// Why not.
    Unknown(Unknown),
}

/// The forecast of a lot. Days are counted from day 0 of its storage, germination is a fraction.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlook {
    views: Vec<View>,
    level: f64,
    basis: Basis,
    fit: Option<Fit>,
    cautions: Vec<Caution>,
    heterogeneity: f64,
}

impl Outlook {
    /// Forecasts a lot, with intervals that hold with probability `level` (0.9 is usual).
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for an impossible level, oil content or day of a test.
    pub fn of(lot: &Lot<'_>, level: f64) -> Result<Answer, Error> {
        let level = level_of(level)?;
        let driest = driest(lot.oil_fraction)?;
        for aged in lot.tests {
            within("the day of a test", aged.day, DAYS, FROM_START)?;
        }
        if let Some(unknown) = unknown(lot) {
            return Ok(Answer::Unknown(unknown));
        }
        let sets: Vec<Constants> = lot.species.sets().iter().map(|set| set.constants).collect();
        let keeping = Keeping { sets: &sets, driest };
        let prior = prior(lot, &keeping);
        let (views, heterogeneity) = views(lot, &keeping, prior, Belief::of)?;
        let fit = Fit::of(&points(lot.tests, &views[0].clock));
        let basis = basis(lot, prior, &views[0].belief);
        let mut cautions = cautions(lot, &keeping, heterogeneity);
        let changed = changed(&views[0].clock, last_day(lot.tests));
        if changed > 0.0 && prior != Prior::Nothing {
            cautions.push(Caution::Moved(changed.exp()));
        }
        if is_surprising(lot, &keeping)? {
            cautions.push(Caution::Surprising);
        }
        Ok(Answer::Known(Box::new(Outlook { views, level, basis, fit, cautions, heterogeneity })))
    }

    /// The fraction that germinates on a day.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless the day lies from 0 to 10,000,000.
    pub fn germination(&self, day: f64) -> Result<Span, Error> {
        let day = checked(day)?;
        let best = self.views[0].viability(day);
        let mut ends = self.views.iter().flat_map(|view| view.belief.quantiles(self.level, view.on(day)));
        let first = ends.next().unwrap_or(best);
        let (low, high) = ends.fold((first, first), |(low, high), v| (low.min(v), high.max(v)));
        Ok(Span::around(fraction(best), fraction(low), fraction(high)))
    }

    /// When germination falls under a threshold, as seen from the day `now`.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless `now` lies from 0 to 10,000,000.
    pub fn falls(&self, threshold: Threshold, now: f64) -> Result<Falls, Error> {
        Ok(Falls::of(self.days_of_fall(threshold), checked(now)?))
    }

    /// The days on which germination falls under a threshold, from whichever day it is looked at; up to 10¹⁵.
    pub fn days_of_fall(&self, threshold: Threshold) -> Span {
        let (view, loss) = (&self.views[0], |ki: f64| (ki - threshold.deviate(ki)).clamp(0.0, EVER));
        let best = view.clock.day((loss(view.best().ki) / view.best().slope.max(1e-300)).min(EVER));
        let mut ends = self.views.iter().flat_map(|view| {
            let ages = view.belief.quantiles(self.level, |line| view.age_at(line, loss(line.ki)).min(EVER));
            ages.map(|age| view.clock.day(age))
        });
        let first = ends.next().unwrap_or(best);
        let (early, late) = ends.fold((first, first), |(early, late), day| (early.min(day), late.max(day)));
        Span::around(best, early, late)
    }

    /// The probability that germination has fallen under a threshold by a day, at the best guess of the storage.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless the day lies from 0 to 10,000,000.
    pub fn chance_below(&self, threshold: Threshold, day: f64) -> Result<f64, Error> {
        let viability = self.views[0].on(checked(day)?);
        Ok(self.views[0].belief.chance(|line| viability(line) < threshold.deviate(line.ki)))
    }

    /// How many of `sown` seeds will germinate on a day, fewest and most: the interval of a test, chance of the draw included.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless the day lies from 0 to 10,000,000; [`Error::Test`] when no seed is sown.
    pub fn next_test(&self, day: f64, sown: u32) -> Result<(u32, u32), Error> {
        let day = checked(day)?;
        let sown = Test::new(sown, 0)?.sown();
        Ok(draws(&self.views, day, sown, self.heterogeneity, self.level))
    }

    /// How many times as long as published seeds of this lot live (σ over published σ); where nothing is published, σ in days.
    pub fn keeps(&self) -> Span {
        let slopes = self.views[0].belief.slopes(self.level);
        Span::around(1.0 / self.views[0].best().slope, 1.0 / slopes.low().max(1e-300), 1.0 / slopes.high().max(1e-300))
    }

    /// On what it rests.
    pub fn basis(&self) -> Basis {
        self.basis
    }

    /// The line that the lot's own tests draw, ages in the viability lost as published (in days where nothing is); None when
    /// they draw none.
    pub fn fit(&self) -> Option<&Fit> {
        self.fit.as_ref()
    }

    /// What makes it less sure than it looks.
    pub fn cautions(&self) -> &[Caution] {
        &self.cautions
    }

    /// The probability with which its intervals hold.
    pub fn level(&self) -> f64 {
        self.level
    }
}

fn checked(day: f64) -> Result<f64, Error> {
    within("a day", day, DAYS, FROM_START)
}

/// Below this moisture drying is of no more use. Without the oil content, the lower end of the equation: 5 %.
fn driest(oil_fraction: Option<f64>) -> Result<Moisture, Error> {
    oil_fraction.map_or_else(|| Moisture::fresh_percent(5.0), critical_moisture)
}

fn unknown(lot: &Lot<'_>) -> Option<Unknown> {
    if lot.tests.is_empty() {
        return Some(Unknown::NeverTested);
    }
    if !lot.species.sets().is_empty() {
        return None;
    }
    if !has_two_ages(lot.tests) {
        return Some(Unknown::NoConstants);
    }
    (!lot.storage.is_constant()).then_some(Unknown::StorageChanged)
}

fn basis(lot: &Lot<'_>, prior: Prior, belief: &Belief) -> Basis {
    match prior {
        Prior::Nothing => Basis::Tests,
        Prior::Published(_) if !has_two_ages(lot.tests) => Basis::Table,
        Prior::Published(before) => {
            let after = belief.ln_slope_deviation();
            Basis::Blend { share: (1.0 - (after / before).powi(2)).clamp(0.0, 1.0) }
        }
    }
}

/// Whether a test of the last day lies outside what those before it led to expect.
fn is_surprising(lot: &Lot<'_>, keeping: &Keeping<'_>) -> Result<bool, Error> {
    let last = last_day(lot.tests);
    let (latest, before): (Vec<Aged>, Vec<Aged>) = lot.tests.iter().partition(|aged| aged.day == last);
    let earlier = Lot { tests: &before, ..*lot };
    if unknown(&earlier).is_some() {
        return Ok(false);
    }
    let (views, heterogeneity) = views(&earlier, keeping, prior(&earlier, keeping), Belief::rough)?;
    Ok(latest.iter().any(|aged| {
        let (fewest, most) = draws(&views, last, aged.test.sown(), heterogeneity, EXPECTED);
        !(fewest..=most).contains(&aged.test.germinated())
    }))
}

/// Fewest and most of `sown` seeds that germinate on a day, over all readings of the storage.
fn draws(views: &[View], day: f64, sown: u32, heterogeneity: f64, level: f64) -> (u32, u32) {
    let ends = views.iter().map(|view| {
        let viability = view.on(day);
        let histogram = view.belief.histogram(400, |line| fraction(viability(line)));
        draw::ends(&histogram, sown, heterogeneity, level)
    });
    ends.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1))).unwrap_or((0, sown))
}

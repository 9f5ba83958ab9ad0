//! The null model of damage spread as the exposure is: inhomogeneous cross-K and L, and nearest-facility counts.

use crate::binomial::Binomial;
use crate::cross::{Correction, inside, to_l};
use crate::envelope::Curves;
use crate::error::Error;
use crate::exposure::Exposure;
use crate::few::{TooFew, suffices};
use crate::label::Exact;
use crate::neighbours::Neighbours;
use crate::point::Point;
use crate::reaches::{Reaches, cumulate};
use crate::run::Run;
use crate::stream::{Purpose, Stream};
use crate::weigh::Weigh;

/// Facilities and damage in an exposed window.
#[derive(Debug, Clone)]
pub struct Scatter<'a> {
    exposure: &'a Exposure<'a>,
    neighbours: Neighbours,
    facilities: usize,
    damage: &'a [Point],
    /// One over the density at each damaged place.
    shares: Vec<f64>,
    reaches: Reaches,
    weigh: Weigh,
    /// What the sum at each distance is divided by.
    counted: Vec<f64>,
    /// Share of the exposure within each distance of some facility.
    pub(crate) nearest_shares: Vec<f64>,
}

impl<'a> Scatter<'a> {
    /// # Errors
    /// No facilities or no damage, points outside the window, damage where nothing is exposed; border correction at too great
    /// distances.
    pub fn new(
        exposure: &'a Exposure<'a>,
        facilities: &[Point],
        damage: &'a [Point],
        reaches: &Reaches,
        correction: Correction,
    ) -> Result<Self, Error> {
        exposure.window().contains_all("facility", facilities)?;
        exposure.window().contains_all("damage", damage)?;
        if damage.is_empty() {
            return Err(Error::Nothing { what: "damage" });
        }
        let shares = exposure.intensities(damage)?.into_iter().map(|intensity| 1.0 / intensity).collect();
        let neighbours = Neighbours::new(exposure.window().bounds(), facilities, reaches)?;
        let weigh = Weigh::new(exposure.window(), facilities, reaches, correction);
        let counted = match &weigh {
            Weigh::Border { depths, .. } => inside(depths, reaches)?,
            _ => vec![facilities.len() as f64; reaches.len()],
        };
        let mut all = Self {
            exposure,
            neighbours,
            facilities: facilities.len(),
            damage,
            shares,
            reaches: reaches.clone(),
            weigh,
            counted,
            nearest_shares: Vec::new(),
        };
        all.nearest_shares = all.reckon_shares();
        Ok(all)
    }

    /// Why nothing can be asked, if so.
    #[must_use]
    pub fn too_few(&self) -> Option<TooFew> {
        let near = *self.nearest_shares.last()?;
        if near <= 0.0 {
            Some(TooFew::NothingNear)
        } else {
            suffices(self.damage.len(), near * self.damage.len() as f64)
        }
    }

    /// Inhomogeneous cross-L of the damage and of damage spread as the exposure is, so many as there are. Weights at the edge
    /// are interpolated, the same for both; see [`crate::Cross`] for the exact ones.
    ///
    /// # Errors
    /// None that is to be expected.
    pub fn l(&self, run: Run) -> Result<Curves, Error> {
        let simulated =
            run.each(Purpose::Null, || vec![0; self.exposure.cells()], |counts, stream| self.simulate(counts, stream));
        Curves::new(self.observed(), simulated)
    }

    /// How many damaged places lie within each distance of some facility, and how many of damage spread as the exposure is. Each
    /// simulation draws counts by distance, however much damage there is; the chances are measured at 16 places in each cell, at
    /// one if there are more than 100,000 cells.
    ///
    /// # Errors
    /// None that is to be expected.
    pub fn nearest(&self, run: Run) -> Result<Curves, Error> {
        let simulated = run.each(Purpose::Null, || (), |(), stream| self.draw_counts(&self.nearest_shares, stream));
        Curves::new(self.nearest_counts(), simulated)
    }

    /// Exact chances of the nearest-facility count within the distance with this index: those of a binomial number. Nothing where
    /// there is no such distance.
    #[must_use]
    pub fn exact(&self, reach: usize) -> Option<Exact> {
        let distance = *self.reaches.all().get(reach)?;
        let (count, share) = (self.damage.len() as u64, self.nearest_shares[reach]);
        let chances = Binomial::new(count, share).chances();
        let damaged = self.nearest_counts()[reach] as u64;
        let (greater, less) = (chances.at_least(damaged), chances.at_most(damaged));
        let expected = count as f64 * share;
        Some(Exact { reach: distance, at_risk: count, damaged, expected, greater, less, both: chances.both(damaged) })
    }

    fn observed(&self) -> Vec<f64> {
        let mut bins = vec![0.0; self.reaches.len() + 1];
        for (place, share) in self.damage.iter().zip(&self.shares) {
            self.weigh.add(*place, *share, self.neighbours.of(*place), &self.reaches, &mut bins);
        }
        self.finished(bins)
    }

    /// First how many fall into each cell, then cell by cell where, so that memory is read in order.
    fn simulate(&self, counts: &mut [u32], stream: &mut Stream) -> Vec<f64> {
        counts.fill(0);
        (0..self.damage.len()).for_each(|_| counts[self.exposure.draw_cell(stream)] += 1);
        let mut bins = vec![0.0; self.reaches.len() + 1];
        for (cell, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let share = self.exposure.share(cell, self.damage.len());
            for _ in 0..*count {
                let place = self.exposure.draw_in(cell, stream);
                self.weigh.add(place, share, self.neighbours.of(place), &self.reaches, &mut bins);
            }
        }
        self.finished(bins)
    }

    /// L of so many places as there is damage, drawn one by one.
    pub(crate) fn l_of(
        &self,
        draw: impl Fn(&Exposure, &mut Stream) -> (usize, Point),
        stream: &mut Stream,
    ) -> Vec<f64> {
        let mut bins = vec![0.0; self.reaches.len() + 1];
        for _ in 0..self.damage.len() {
            let (cell, place) = draw(self.exposure, stream);
            let share = self.exposure.share(cell, self.damage.len());
            self.weigh.add(place, share, self.neighbours.of(place), &self.reaches, &mut bins);
        }
        self.finished(bins)
    }

    /// At these distances.
    #[must_use]
    pub fn reaches(&self) -> &Reaches {
        &self.reaches
    }

    /// How many facilities, and how much damage.
    #[must_use]
    pub fn numbers(&self) -> [usize; 2] {
        [self.facilities, self.damage.len()]
    }

    /// How much damage would lie within each distance of some facility, if nothing drew it.
    #[must_use]
    pub fn expected_nearest(&self) -> Vec<f64> {
        self.nearest_shares.iter().map(|share| share * self.damage.len() as f64).collect()
    }

    fn finished(&self, mut bins: Vec<f64>) -> Vec<f64> {
        bins.pop();
        cumulate(&mut bins);
        bins.into_iter().zip(&self.counted).map(|(sum, counted)| to_l(sum.max(0.0) / counted)).collect()
    }

    fn nearest_counts(&self) -> Vec<f64> {
        let mut counts = vec![0.0; self.reaches.len() + 1];
        self.damage.iter().for_each(|place| counts[self.nearest_bin(*place)] += 1.0);
        counts.pop();
        cumulate(&mut counts);
        counts
    }

    /// Share of the exposure within each distance of some facility.
    fn reckon_shares(&self) -> Vec<f64> {
        let mut shares = vec![0.0; self.reaches.len() + 1];
        self.exposure.lattice(|place, share| shares[self.nearest_bin(place)] += share);
        shares.pop();
        cumulate(&mut shares);
        shares
    }

    pub(crate) fn nearest_bin(&self, place: Point) -> usize {
        let squares = self.neighbours.of(place).places.iter().map(|at| at.square_to(place));
        let least = squares.fold(f64::INFINITY, f64::min);
        if least.is_finite() { self.reaches.bin(least.sqrt()) } else { self.reaches.len() }
    }

    pub(crate) fn draw_counts(&self, shares: &[f64], stream: &mut Stream) -> Vec<f64> {
        let (mut left, mut before, mut sum) = (self.damage.len() as u64, 0.0, 0);
        let mut draw = |share: &f64| {
            let here = Binomial::new(left, (share - before) / (1.0f64 - before).max(f64::MIN_POSITIVE)).draw(stream);
            (left, before, sum) = (left - here, *share, sum + here);
            sum as f64
        };
        shares.iter().map(&mut draw).collect()
    }
}

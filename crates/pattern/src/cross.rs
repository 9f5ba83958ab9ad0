//! Ripley's cross-K from facilities to damage, and Besag's L of it, also where the intensity of damage varies.

use crate::error::{Error, as_many};
use crate::near::Facilities;
use crate::point::Point;
use crate::reaches::{Reaches, cumulate};
use crate::window::Window;

/// What is done about damage that cannot be seen beyond the boundary of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Correction {
    /// Nothing: counts near the boundary are too low.
    None,
    /// Weight: area over the overlap of the window and its shift by the pair (Ohser & Stoyan 1981).
    Translation,
    /// Weight: one over the share of the circle around the facility that lies inside (Ripley 1976), at most 100.
    Isotropic,
    /// Only facilities that lie as far inside as the distance asked for (Ripley 1988).
    Border,
}

/// How dense damage would be if nothing drew it: for each damaged place, in the order given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Intensity<'a> {
    /// The same everywhere: number over area.
    Even,
    /// At each damaged place, a unit of area; from data other than the damage.
    Each(&'a [f64]),
}

/// A window with facilities and damage in it.
#[derive(Debug, Clone)]
pub struct Cross<'a> {
    window: &'a Window,
    facilities: Facilities,
    /// Distance of each facility to the boundary.
    depths: Vec<f64>,
    damage: &'a [Point],
    /// Area that each damaged place stands for: one over the intensity there.
    shares: Vec<f64>,
}

impl<'a> Cross<'a> {
    /// # Errors
    /// No facilities or no damage, points outside the window, an intensity that is not above 0, one too many or too few.
    pub fn new(
        window: &'a Window,
        facilities: &[Point],
        damage: &'a [Point],
        intensity: Intensity,
    ) -> Result<Self, Error> {
        window.contains_all("facility", facilities)?;
        window.contains_all("damage", damage)?;
        if damage.is_empty() {
            return Err(Error::Nothing { what: "damage" });
        }
        let shares = shares(window, damage, intensity)?;
        let depths = facilities.iter().map(|place| window.to_boundary(*place)).collect();
        Ok(Self { window, facilities: Facilities::new(facilities)?, depths, damage, shares })
    }

    /// K at each distance, in units of area: Baddeley, Møller & Waagepetersen (2000) with the weight of the correction, where the
    /// facilities count equally. If damage keeps no distance and seeks none, K(r) is πr².
    ///
    /// # Errors
    /// [`Error::NothingInside`] for [`Correction::Border`] at too great distances.
    pub fn k(&self, reaches: &Reaches, correction: Correction) -> Result<Vec<f64>, Error> {
        if correction == Correction::Border {
            return self.border(reaches);
        }
        let mut bins = vec![0.0; reaches.len() + 1];
        self.pairs(reaches, |facility, damage, distance, bin| {
            bins[bin] += self.shares[damage] * self.weight(facility, damage, distance, correction);
        });
        Ok(self.finished(bins))
    }

    /// L(r) = √(K(r)/π): r, if damage keeps no distance and seeks none (Besag 1977).
    ///
    /// # Errors
    /// As [`Cross::k`].
    pub fn l(&self, reaches: &Reaches, correction: Correction) -> Result<Vec<f64>, Error> {
        Ok(self.k(reaches, correction)?.into_iter().map(to_l).collect())
    }

    /// Cross-pair-correlation at each distance: how many times as much damage at just this distance as if nothing drew
    /// it. Smoothed by Epanechnikov's kernel with the standard deviation `bandwidth`, divided by 2πr (Stoyan & Stoyan
    /// 1994). It shows at which distance, and is no test.
    ///
    /// # Errors
    /// A bandwidth that is not above 0; [`Correction::Border`], which it does not have.
    pub fn pair_correlation(
        &self,
        reaches: &Reaches,
        bandwidth: f64,
        correction: Correction,
    ) -> Result<Vec<f64>, Error> {
        let expected = "a length above 0; about 0.15 divided by the root of the density is usual";
        crate::error::within("the bandwidth", bandwidth, [f64::MIN_POSITIVE, f64::MAX], expected)?;
        if correction == Correction::Border {
            return Err(Error::OutOfRange {
                what: "the correction",
                found: 0.0,
                expected: "translation, isotropic or none, not border",
            });
        }
        let half = bandwidth * 5f64.sqrt();
        let wider = Reaches::new(vec![reaches.farthest() + half])?;
        let mut sums = vec![0.0; reaches.len()];
        self.pairs(&wider, |facility, damage, distance, _| {
            let weight = self.shares[damage] * self.weight(facility, damage, distance, correction);
            spread(&mut sums, reaches, distance, half, weight);
        });
        let each = self.facilities.len() as f64 * 2.0 * std::f64::consts::PI;
        Ok(sums.into_iter().zip(reaches.all()).map(|(sum, reach)| sum / (each * reach)).collect())
    }

    fn border(&self, reaches: &Reaches) -> Result<Vec<f64>, Error> {
        let counted = inside(&self.depths, reaches)?;
        let mut bins = vec![0.0; reaches.len() + 1];
        self.pairs(reaches, |facility, damage, _, bin| {
            let last = reaches.all().partition_point(|reach| *reach <= self.depths[facility]);
            if bin < last {
                bins[bin] += self.shares[damage];
                bins[last] -= self.shares[damage];
            }
        });
        bins.truncate(reaches.len());
        cumulate(&mut bins);
        Ok(bins.into_iter().zip(counted).map(|(sum, counted)| sum.max(0.0) / counted).collect())
    }

    /// Gives each pair up to the farthest distance: facility, damage, distance, bin.
    fn pairs(&self, reaches: &Reaches, mut pair: impl FnMut(usize, usize, f64, usize)) {
        let farthest = reaches.farthest();
        for (damage, place) in self.damage.iter().enumerate() {
            self.facilities.about(*place, farthest, |facility, _, square| {
                let distance = square.sqrt();
                if distance <= farthest {
                    pair(facility as usize, damage, distance, reaches.bin(distance));
                }
            });
        }
    }

    fn weight(&self, facility: usize, damage: usize, distance: f64, correction: Correction) -> f64 {
        let (from, to) = (self.facilities.places()[facility], self.damage[damage]);
        match correction {
            Correction::None | Correction::Border => 1.0,
            Correction::Translation => self.window.translation_weight(to.x - from.x, to.y - from.y),
            Correction::Isotropic if distance <= self.depths[facility] => 1.0,
            Correction::Isotropic => self.window.isotropic_weight(from, distance),
        }
    }

    fn finished(&self, mut bins: Vec<f64>) -> Vec<f64> {
        bins.pop();
        cumulate(&mut bins);
        let facilities = self.facilities.len() as f64;
        bins.into_iter().map(|sum| sum / facilities).collect()
    }
}

/// √(K/π).
pub(crate) fn to_l(k: f64) -> f64 {
    (k / std::f64::consts::PI).sqrt()
}

/// How many facilities lie so far inside, for each distance.
pub(crate) fn inside(depths: &[f64], reaches: &Reaches) -> Result<Vec<f64>, Error> {
    let count = |reach: &f64| match depths.iter().filter(|depth| *depth >= reach).count() {
        0 => Err(Error::NothingInside { reach: *reach }),
        counted => Ok(counted as f64),
    };
    reaches.all().iter().map(count).collect()
}

fn shares(window: &Window, damage: &[Point], intensity: Intensity) -> Result<Vec<f64>, Error> {
    let Intensity::Each(intensities) = intensity else {
        return Ok(vec![window.area() / damage.len() as f64; damage.len()]);
    };
    as_many("intensities at the damage", intensities.len(), damage.len())?;
    let expected = "a density above 0; nothing can be damaged where nothing is";
    let share = |found: &f64| {
        crate::error::within("an intensity at damage", *found, [f64::MIN_POSITIVE, f64::MAX], expected)
            .map(|found| 1.0 / found)
    };
    intensities.iter().map(share).collect()
}

/// Adds a pair to the distances that its kernel reaches.
fn spread(sums: &mut [f64], reaches: &Reaches, distance: f64, half: f64, weight: f64) {
    let from = reaches.all().partition_point(|reach| *reach <= distance - half);
    for (sum, reach) in sums[from..].iter_mut().zip(&reaches.all()[from..]) {
        let off = (reach - distance) / half;
        if off >= 1.0 {
            break;
        }
        *sum += weight * 0.75 * (1.0 - off * off) / half;
    }
}

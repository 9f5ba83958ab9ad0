//! What is at risk, damaged or not, by how near it lies to facilities.

use crate::error::Error;
use crate::few::{TooFew, suffices};
use crate::near::Facilities;
use crate::point::{Point, finite};
use crate::reaches::Reaches;
use crate::rows::Rows;

/// A thing at risk.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asset {
    /// Where it is.
    pub at: Point,
    /// Whether it is damaged.
    pub damaged: bool,
    /// Its stratum: within one, any thing might have been damaged as well as another, if nothing drew damage.
    pub stratum: u32,
    /// Whether it is itself one of the facilities. Such ones are left out, for they are near themselves, and told apart.
    pub is_facility: bool,
}

/// Which facilities count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Statistic {
    /// The nearest: how many damaged things lie within a distance of some facility.
    Nearest,
    /// Each: how many pairs of a damaged thing and a facility lie within a distance; the cross-K without its constants.
    Every,
}

/// Things, and how many of them are damaged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many.
    pub assets: usize,
    /// How many of them are damaged.
    pub damaged: usize,
}

/// All of one stratum.
#[derive(Debug, Clone)]
pub(crate) struct Stratum {
    pub(crate) name: u32,
    /// Place of its first thing in the rows.
    pub(crate) first: usize,
    pub(crate) tally: Tally,
    /// By bin of the nearest facility, the last for those beyond.
    pub(crate) assets: Vec<u64>,
    /// The same of the damaged.
    pub(crate) damaged: Vec<u64>,
}

/// Things at risk in strata, with their distances to the facilities in bins.
#[derive(Debug, Clone)]
pub struct AtRisk {
    pub(crate) reaches: Reaches,
    pub(crate) strata: Vec<Stratum>,
    /// Thing by thing, by stratum.
    pub(crate) rows: Rows,
    pub(crate) is_damaged: Vec<bool>,
    left_out: Tally,
    facilities: usize,
}

impl AtRisk {
    /// # Errors
    /// No assets, or coordinates that are no numbers.
    pub fn new(assets: &[Asset], facilities: &Facilities, reaches: &Reaches) -> Result<Self, Error> {
        let places: Vec<Point> = assets.iter().map(|asset| asset.at).collect();
        finite("asset", &places)?;
        let mut order: Vec<&Asset> = assets.iter().filter(|asset| !asset.is_facility).collect();
        if order.is_empty() {
            return Err(Error::Nothing { what: "asset at risk beside the facilities themselves" });
        }
        order.sort_by_key(|asset| asset.stratum);
        let facilities = Facilities::for_reach(facilities.places(), reaches.farthest())?;
        let rows = Rows::new(order.iter().map(|asset| &asset.at), &facilities, reaches)?;
        let left_out = tally(assets.iter().filter(|asset| asset.is_facility));
        let mut all = Self {
            reaches: reaches.clone(),
            strata: Vec::new(),
            rows,
            is_damaged: order.iter().map(|asset| asset.damaged).collect(),
            left_out,
            facilities: facilities.len(),
        };
        all.strata = all.in_strata(&order);
        Ok(all)
    }

    /// At these distances.
    #[must_use]
    pub fn reaches(&self) -> &Reaches {
        &self.reaches
    }

    /// How many facilities.
    #[must_use]
    pub fn facilities(&self) -> usize {
        self.facilities
    }

    /// How many things at risk, without those left out.
    #[must_use]
    pub fn tally(&self) -> Tally {
        self.strata.iter().fold(Tally::default(), |sum, stratum| Tally {
            assets: sum.assets + stratum.tally.assets,
            damaged: sum.damaged + stratum.tally.damaged,
        })
    }

    /// How many strata.
    #[must_use]
    pub fn strata(&self) -> usize {
        self.strata.len()
    }

    /// The things that are facilities themselves.
    #[must_use]
    pub fn left_out(&self) -> Tally {
        self.left_out
    }

    /// Whether strata hold as many things as others do.
    pub(crate) fn same_strata(&self, other: &Self) -> bool {
        let all = |one: &Self| one.strata.iter().map(|stratum| (stratum.name, stratum.tally)).collect::<Vec<_>>();
        all(self) == all(other)
    }

    /// Why nothing can be asked, if so.
    #[must_use]
    pub fn too_few(&self) -> Option<TooFew> {
        let tally = self.tally();
        if tally.damaged == 0 {
            return Some(TooFew::NoDamage);
        }
        if tally.damaged == tally.assets {
            return Some(TooFew::AllDamaged);
        }
        if self.rows.are_empty() {
            return Some(TooFew::NothingNear);
        }
        let fixed = |stratum: &Stratum| stratum.tally.damaged == 0 || stratum.tally.damaged == stratum.tally.assets;
        if self.strata.iter().all(fixed) {
            return Some(TooFew::NothingToExchange);
        }
        let near = self.expected(Statistic::Nearest);
        suffices(tally.damaged, near[near.len() - 1])
    }

    fn in_strata(&self, order: &[&Asset]) -> Vec<Stratum> {
        let mut strata: Vec<Stratum> = Vec::new();
        for (place, asset) in order.iter().enumerate() {
            if strata.last().is_none_or(|stratum| stratum.name != asset.stratum) {
                strata.push(Stratum::empty(asset.stratum, place, self.reaches.len()));
            }
            let bin = self.rows.row(place).first().map_or(self.reaches.len(), |bin| usize::from(*bin));
            if let Some(stratum) = strata.last_mut() {
                stratum.take(asset.damaged, bin);
            }
        }
        strata
    }
}

impl Stratum {
    fn empty(name: u32, first: usize, bins: usize) -> Self {
        Self { name, first, tally: Tally::default(), assets: vec![0; bins + 1], damaged: vec![0; bins + 1] }
    }

    fn take(&mut self, damaged: bool, bin: usize) {
        self.tally.assets += 1;
        self.tally.damaged += usize::from(damaged);
        self.assets[bin] += 1;
        self.damaged[bin] += u64::from(damaged);
    }

    /// Things, and damaged ones, up to a bin.
    pub(crate) fn near(&self, bin: usize) -> [u64; 2] {
        [self.assets[..=bin].iter().sum(), self.damaged[..=bin].iter().sum()]
    }
}

fn tally<'a>(assets: impl Iterator<Item = &'a Asset>) -> Tally {
    assets.fold(Tally::default(), |sum, asset| Tally {
        assets: sum.assets + 1,
        damaged: sum.damaged + usize::from(asset.damaged),
    })
}

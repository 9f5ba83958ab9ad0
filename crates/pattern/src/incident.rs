//! One attack damages several things: then things are no units, attacks are.

use crate::asset::Asset;
use crate::error::{Error, within};
use crate::near::Facilities;
use crate::point::{Point, finite};

/// Damage by incidents.
#[derive(Debug, Clone, PartialEq)]
pub struct Incidents {
    /// For each asset, in the order given, its incident; nothing where it is intact.
    pub of: Vec<Option<u32>>,
    /// How many incidents.
    pub count: usize,
    /// How many assets are damaged in the largest.
    pub largest: usize,
}

impl Incidents {
    /// Damaged things belong to one incident if a chain of damaged ones leads from one to the other in steps of at most `reach`, which
    /// is declared beforehand.
    ///
    /// # Errors
    /// A reach that is not above 0, coordinates that are no numbers.
    pub fn joined(assets: &[Asset], reach: f64) -> Result<Self, Error> {
        within("the reach of an incident", reach, [f64::MIN_POSITIVE, f64::MAX], "a length above 0")?;
        let damaged: Vec<usize> = (0..assets.len()).filter(|asset| assets[*asset].damaged).collect();
        let places: Vec<Point> = damaged.iter().map(|asset| assets[*asset].at).collect();
        finite("asset", &places)?;
        let mut of = vec![None; assets.len()];
        if !places.is_empty() {
            let incidents = chains(&places, &Facilities::for_reach(&places, reach)?, reach);
            damaged.iter().zip(incidents).for_each(|(asset, incident)| of[*asset] = Some(incident));
        }
        Ok(Self::counted(of))
    }

    /// As a source tells them: for each asset its incident, nothing where it is intact. A damaged asset without one is one of its own.
    ///
    /// # Errors
    /// Not one for each asset.
    pub fn told(assets: &[Asset], incidents: &[Option<u32>]) -> Result<Self, Error> {
        crate::error::as_many("incidents", incidents.len(), assets.len())?;
        let mut known = std::collections::BTreeMap::new();
        let number = |(index, (asset, told)): (usize, (&Asset, &Option<u32>))| {
            let next = known.len() as u32;
            let key = told.map_or((1, index as u32), |incident| (0, incident));
            asset.damaged.then(|| *known.entry(key).or_insert(next))
        };
        Ok(Self::counted(assets.iter().zip(incidents).enumerate().map(number).collect()))
    }

    fn counted(of: Vec<Option<u32>>) -> Self {
        let mut sizes = Vec::new();
        for incident in of.iter().flatten() {
            let place = *incident as usize;
            sizes.resize(sizes.len().max(place + 1), 0);
            sizes[place] += 1;
        }
        Self { of, count: sizes.len(), largest: sizes.into_iter().max().unwrap_or(0) }
    }

    /// The assets with each incident as one: of its assets only that one counts as damaged which lies nearest to their centre, as if the
    /// attack had been on it. What is exchanged then are incidents, whole; the statistic counts incidents near facilities.
    #[must_use]
    pub fn as_units(&self, assets: &[Asset]) -> Vec<Asset> {
        let mut sums = vec![(0.0, 0.0, 0.0); self.count];
        for (asset, incident) in assets.iter().zip(&self.of) {
            if let Some(incident) = incident {
                let sum = &mut sums[*incident as usize];
                *sum = (sum.0 + asset.at.x, sum.1 + asset.at.y, sum.2 + 1.0);
            }
        }
        let mut seats: Vec<Option<(f64, usize)>> = vec![None; self.count];
        for (index, (asset, incident)) in assets.iter().zip(&self.of).enumerate() {
            let Some(incident) = incident else { continue };
            let (x, y, count) = sums[*incident as usize];
            let off = asset.at.square_to(Point::new(x / count, y / count));
            let seat = &mut seats[*incident as usize];
            if seat.is_none_or(|(least, _)| off < least) {
                *seat = Some((off, index));
            }
        }
        let mut units: Vec<Asset> = assets.iter().map(|asset| Asset { damaged: false, ..*asset }).collect();
        seats.into_iter().flatten().for_each(|(_, index)| units[index].damaged = true);
        units
    }
}

/// For each place the number of its chain.
fn chains(places: &[Point], grid: &Facilities, reach: f64) -> Vec<u32> {
    let mut chains = vec![u32::MAX; places.len()];
    let mut count = 0;
    for start in 0..places.len() {
        if chains[start] != u32::MAX {
            continue;
        }
        chains[start] = count;
        let mut open = vec![start];
        while let Some(from) = open.pop() {
            grid.about(places[from], reach, |other, _, square| {
                if square <= reach * reach && chains[other as usize] == u32::MAX {
                    chains[other as usize] = count;
                    open.push(other as usize);
                }
            });
        }
        count += 1;
    }
    chains
}

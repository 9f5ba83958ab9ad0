//! The global envelope test: how extreme a curve is as a whole, and the band that goes with it.

use std::cmp::Ordering;

use super::{Curves, Side, order, share};

/// By what curves are ordered, the most extreme first. Declared beforehand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// Extreme rank length: by the ranks of a curve, the least first (Myllymäki et al. 2017).
    RankLength,
    /// Continuous rank: by how far its most extreme value lies from the next (Hahn 2015; Mrkvička et al. 2022).
    Continuous,
    /// Area: by the least rank, and how much and how far the curve lies out (Mrkvička et al. 2022).
    Area,
}

/// What such a test gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Extreme {
    /// Share of the curves as extreme as the observed one or more, the observed one with them: at least 1/(simulations + 1).
    pub p: f64,
    /// The band outside of which the observed curve lies somewhere if p is at most the level.
    pub band: Band,
    /// For each curve, the observed one first: the share of curves as extreme or more.
    pub measures: Vec<f64>,
}

/// A band for whole curves at a level.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// Lower edge at each place; `None` where only high curves speak against the null model.
    pub low: Option<Vec<f64>>,
    /// Upper edge; `None` where only low ones do.
    pub high: Option<Vec<f64>>,
}

impl Curves {
    /// The test, and its band at a `level` such as 0.05.
    #[must_use]
    pub fn extreme(&self, measure: Measure, side: Side, level: f64) -> Extreme {
        let measures = self.measures(measure, side);
        let band = self.band(&measures, side, level);
        Extreme { p: measures[0], band, measures }
    }

    /// The p of the test alone.
    #[must_use]
    pub fn extreme_p(&self, measure: Measure, side: Side) -> f64 {
        self.measures(measure, side)[0]
    }

    fn measures(&self, measure: Measure, side: Side) -> Vec<f64> {
        match measure {
            Measure::RankLength => {
                let mut ranks = self.ranks(side);
                ranks.iter_mut().for_each(|ranks| ranks.sort_by(f64::total_cmp));
                shares(&ranks, lexicographic)
            }
            Measure::Continuous => shares(&self.least_continuous(side), f64::total_cmp),
            Measure::Area => shares(&self.areas(side), f64::total_cmp),
        }
    }

    fn least_continuous(&self, side: Side) -> Vec<f64> {
        self.continuous(side).iter().map(|ranks| ranks.iter().copied().fold(f64::INFINITY, f64::min)).collect()
    }

    fn areas(&self, side: Side) -> Vec<f64> {
        let places = self.len() as f64;
        let area = |ranks: &Vec<f64>| {
            let least = ranks.iter().copied().fold(f64::INFINITY, f64::min).ceil();
            least - ranks.iter().filter(|rank| **rank < least).map(|rank| least - rank).sum::<f64>() / places
        };
        self.continuous(side).iter().map(area).collect()
    }

    /// For each curve, at each place: small for the most extreme.
    fn continuous(&self, side: Side) -> Vec<Vec<f64>> {
        self.by_place(|values| {
            let low = continuous_ranks(values, false);
            let high = continuous_ranks(values, true);
            let both = low.iter().zip(&high).map(|(low, high)| low.min(*high)).collect();
            match side {
                Side::Both => both,
                Side::Greater => high,
                Side::Less => low,
            }
        })
    }

    /// Pointwise ends of the curves that are not among the most extreme, of which there are at most `level` of all.
    fn band(&self, measures: &[f64], side: Side, level: f64) -> Band {
        let order = order(measures);
        let most = level * measures.len() as f64;
        let fits = |critical: f64| measures.iter().filter(|measure| **measure < critical).count() as f64 <= most + 1e-9;
        let critical = order.iter().map(|index| measures[*index]).rev().find(|critical| fits(*critical)).unwrap_or(0.0);
        let kept: Vec<&Vec<f64>> = self
            .all
            .iter()
            .zip(measures)
            .filter(|(_, measure)| **measure >= critical)
            .map(|(curve, _)| curve)
            .collect();
        let end = |pick: fn(f64, f64) -> f64| {
            (0..self.len()).map(|place| kept.iter().map(|curve| curve[place]).reduce(pick).unwrap_or(0.0)).collect()
        };
        Band { low: (side != Side::Greater).then(|| end(f64::min)), high: (side != Side::Less).then(|| end(f64::max)) }
    }
}

fn lexicographic(a: &[f64], b: &[f64]) -> Ordering {
    let apart = a.iter().zip(b).map(|(a, b)| a.total_cmp(b)).find(|order| *order != Ordering::Equal);
    apart.unwrap_or(Ordering::Equal)
}

/// For each, the share of all that do not come after it.
fn shares<T: std::borrow::Borrow<Q>, Q: ?Sized>(all: &[T], compare: impl Fn(&Q, &Q) -> Ordering) -> Vec<f64> {
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by(|a, b| compare(all[*a].borrow(), all[*b].borrow()));
    let mut shares = vec![0.0; all.len()];
    let mut end = all.len();
    for place in (0..all.len()).rev() {
        if place + 1 < all.len()
            && compare(all[order[place]].borrow(), all[order[place + 1]].borrow()) != Ordering::Equal
        {
            end = place + 1;
        }
        shares[order[place]] = share(end, all.len());
    }
    shares
}

/// Ranks from the lowest (or the highest) that also say how far a value lies from its neighbours.
fn continuous_ranks(values: &[f64], from_above: bool) -> Vec<f64> {
    let mut order = order(values);
    if from_above {
        order.reverse();
    }
    let at = |place: usize| values[order[place]];
    let last = order.len() - 1;
    let mut ranks = vec![0.0; values.len()];
    for place in 0..=last {
        let rank = match place {
            _ if last == 0 || at(0) == at(last) => last as f64 / 2.0,
            0 => (-apart(at(1), at(0)) / apart(at(last), at(1)).max(f64::MIN_POSITIVE)).exp(),
            _ if place == last => last as f64,
            _ if at(place + 1) == at(place - 1) => place as f64 + 0.5,
            _ => place as f64 + apart(at(place), at(place - 1)) / apart(at(place + 1), at(place - 1)),
        };
        ranks[order[place]] = rank;
    }
    ranks
}

fn apart(a: f64, b: f64) -> f64 {
    (a - b).abs()
}

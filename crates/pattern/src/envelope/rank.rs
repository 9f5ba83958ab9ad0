//! Ranks at each place, the least of which tells how far out a curve lies.

use super::{Curves, Side, order, share};

/// The rank test (Myllymäki et al. 2017): ties leave it with an interval of p.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranked {
    /// The conservative p: ties count as more extreme.
    pub p: f64,
    /// How many simulated curves are more extreme; so many of all, with the observed one, are the liberal p.
    pub more_extreme: usize,
}

impl Curves {
    /// By the least rank of each curve.
    #[must_use]
    pub fn ranked(&self, side: Side) -> Ranked {
        let least: Vec<f64> =
            self.ranks(side).iter().map(|ranks| ranks.iter().copied().fold(f64::INFINITY, f64::min)).collect();
        let tied = least.iter().filter(|rank| **rank <= least[0]).count();
        let more_extreme = least.iter().filter(|rank| **rank < least[0]).count();
        Ranked { p: share(tied, least.len()), more_extreme }
    }

    /// For each curve, at each place: 1 for the most extreme, halves where values are equal.
    pub(super) fn ranks(&self, side: Side) -> Vec<Vec<f64>> {
        let turned = (self.all.len() + 1) as f64;
        self.by_place(|values| {
            let ranks = middle_ranks(values).into_iter();
            ranks
                .map(|rank| match side {
                    Side::Both => rank.min(turned - rank),
                    Side::Greater => turned - rank,
                    Side::Less => rank,
                })
                .collect()
        })
    }
}

/// Ranks from 1; equal values share the middle of theirs.
fn middle_ranks(values: &[f64]) -> Vec<f64> {
    let order = order(values);
    let mut ranks = vec![0.0; values.len()];
    let mut from = 0;
    while from < order.len() {
        let equal = order[from..].iter().take_while(|index| values[**index] == values[order[from]]).count();
        let rank = (2 * from + equal + 1) as f64 / 2.0;
        order[from..from + equal].iter().for_each(|index| ranks[*index] = rank);
        from += equal;
    }
    ranks
}

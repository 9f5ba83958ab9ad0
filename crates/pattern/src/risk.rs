//! How much greater the risk is near facilities than far from them.

use crate::asset::AtRisk;
use crate::error::{Error, within};
use crate::hypergeometric::Hypergeometric;

/// Damaged and at risk, near and far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fourfold {
    /// Damaged near facilities.
    pub near_damaged: u64,
    /// At risk near facilities.
    pub near: u64,
    /// Damaged beyond the farthest distance.
    pub far_damaged: u64,
    /// At risk beyond it.
    pub far: u64,
}

/// An estimate and an interval; `None` where the numbers give no such end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ratio {
    /// The estimate, if there is a finite one.
    pub estimate: Option<f64>,
    /// Lower end, 0 at least.
    pub low: f64,
    /// Upper end, if there is one.
    pub high: Option<f64>,
}

/// The risk in a band of distances against that beyond the farthest distance, in one stratum.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StratumRisk {
    /// Which stratum.
    pub stratum: u32,
    /// The counts.
    pub counts: Fourfold,
    /// Share damaged near over share damaged far, where anything is damaged far.
    pub risk_ratio: Option<f64>,
    /// Ratio of odds, by conditional likelihood, with the exact conditional interval (Fisher 1935).
    pub odds_ratio: Ratio,
}

/// The risk in a band of distances against that beyond the farthest distance.
#[derive(Debug, Clone, PartialEq)]
pub struct Risk {
    /// From more than this distance; 0 counts the place itself.
    pub from: f64,
    /// Up to this distance.
    pub to: f64,
    /// Stratum by stratum.
    pub strata: Vec<StratumRisk>,
    /// Ratio of risks over all strata (Mantel & Haenszel 1959), its interval by Greenland & Robins (1985); nothing where no stratum has
    /// damage both near and far.
    pub pooled: Option<Ratio>,
}

impl AtRisk {
    /// Risks in bands that end at the distances with these indices, rising; intervals at a `level` such as 0.95.
    ///
    /// # Errors
    /// Indices that are not rising or too great, a level that is not between 0 and 1.
    pub fn risks(&self, ends: &[usize], level: f64) -> Result<Vec<Risk>, Error> {
        within("the level", level, [0.5, 0.9999], "a share such as 0.95")?;
        let mut risks = Vec::new();
        let mut first = 0;
        for end in ends {
            let expected = "rising indices of distances that were given";
            within("the end of a band", *end as f64, [first as f64, self.reaches.len() as f64 - 1.0], expected)?;
            risks.push(self.risk(first, *end, level));
            first = end + 1;
        }
        Ok(risks)
    }

    fn risk(&self, first: usize, last: usize, level: f64) -> Risk {
        let all = self.reaches.all();
        let strata: Vec<StratumRisk> = self
            .strata
            .iter()
            .map(|stratum| {
                let sum = |bins: &[u64]| bins[first..=last].iter().sum();
                let counts = Fourfold {
                    near_damaged: sum(&stratum.damaged),
                    near: sum(&stratum.assets),
                    far_damaged: stratum.damaged[all.len()],
                    far: stratum.assets[all.len()],
                };
                StratumRisk {
                    stratum: stratum.name,
                    counts,
                    risk_ratio: counts.risk_ratio(),
                    odds_ratio: counts.odds_ratio(level),
                }
            })
            .collect();
        let counts: Vec<Fourfold> = strata.iter().map(|stratum| stratum.counts).collect();
        let from = if first == 0 { 0.0 } else { all[first - 1] };
        Risk { from, to: all[last], pooled: pooled(&counts, level), strata }
    }
}

impl Fourfold {
    /// Share damaged near over share damaged far.
    #[must_use]
    pub fn risk_ratio(&self) -> Option<f64> {
        let can = self.near > 0 && self.far_damaged > 0;
        can.then(|| (self.near_damaged as f64 / self.near as f64) / (self.far_damaged as f64 / self.far as f64))
    }

    /// Ratio of odds given all sums, with the exact interval at a `level`.
    #[must_use]
    pub fn odds_ratio(&self, level: f64) -> Ratio {
        let law = Hypergeometric::new(self.near + self.far, self.near, self.near_damaged + self.far_damaged);
        let [fewest, most] = law.ends();
        let (count, tail) = (self.near_damaged, (1.0 - level) / 2.0);
        if fewest == most {
            return Ratio { estimate: None, low: 0.0, high: None };
        }
        let low = if count == fewest { 0.0 } else { odds(|odds| law.tilted(odds).at_least(count) - tail) };
        let high = (count < most).then(|| odds(|odds| tail - law.tilted(odds).at_most(count)));
        let inner = || odds(|odds| law.tilted(odds).mean() - count as f64);
        let estimate = if count == fewest { Some(0.0) } else { (count < most).then(inner) };
        Ratio { estimate, low, high }
    }
}

/// Odds at which what rises with them is 0, between e⁻⁴⁰ and e⁴⁰.
fn odds(rising: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = (-40.0f64, 40.0f64);
    for _ in 0..80 {
        let middle = (low + high) / 2.0;
        if rising(middle.exp()) < 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    ((low + high) / 2.0).exp()
}

fn pooled(strata: &[Fourfold], level: f64) -> Option<Ratio> {
    let (mut near, mut far, mut spread) = (0.0, 0.0, 0.0);
    for counts in strata.iter().filter(|counts| counts.near > 0 && counts.far > 0) {
        let [a, b] = [counts.near_damaged as f64, counts.far_damaged as f64];
        let [at_near, at_far] = [counts.near as f64, counts.far as f64];
        let all = at_near + at_far;
        near += a * at_far / all;
        far += b * at_near / all;
        spread += ((a + b) * at_near * at_far - a * b * all) / (all * all);
    }
    if near == 0.0 || far == 0.0 {
        return None;
    }
    let ratio = near / far;
    let times = (crate::normal::deviate((1.0 + level) / 2.0) * (spread.max(0.0) / (near * far)).sqrt()).exp();
    Some(Ratio { estimate: Some(ratio), low: ratio / times, high: Some(ratio * times) })
}

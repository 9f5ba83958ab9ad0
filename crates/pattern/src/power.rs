//! How often a test would find an effect of a stated size: what a "not distinguishable" is worth.

use crate::asset::{AtRisk, Statistic, Stratum, Tally};
use crate::chances::Chances;
use crate::envelope::{Curves, Measure, Side};
use crate::error::{Error, within};
use crate::exposure::Exposure;
use crate::hypergeometric::Hypergeometric;
use crate::label::spread;
use crate::normal::deviate;
use crate::reaches::cumulate;
use crate::run::Run;
use crate::scatter::Scatter;
use crate::stream::{Purpose, Stream, marked};

/// An effect to be found: near facilities damage is so many times as likely. Declared beforehand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Supposed {
    /// Odds near over odds far among things at risk; density near over density far of exposure. Above 0.
    pub times: f64,
    /// Index of the distance up to which it is near.
    pub reach: usize,
}

/// The share of made-up patterns with the effect in which it is found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Power {
    /// The effect.
    pub supposed: Supposed,
    /// The share.
    pub share: f64,
    /// Lower end of its 95 % interval (Wilson 1927).
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// How many patterns were made up.
    pub simulations: usize,
}

/// How a test decides.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// Which curves speak against the null model.
    pub side: Side,
    /// Greatest p that is taken as such.
    pub level: f64,
}

/// What power is reckoned of.
struct Asked<'a> {
    supposed: Supposed,
    rule: Rule,
    null: &'a Curves,
}

impl Asked<'_> {
    /// Makes up patterns with the effect and tests each among the null curves.
    fn power<S>(
        self,
        run: Run,
        scratch: impl Fn() -> S + Sync,
        make_up: impl Fn(&mut S, &mut Stream) -> Vec<f64> + Sync,
    ) -> Result<Power, Error> {
        let found = run.each(Purpose::Power, scratch, |scratch, stream| {
            let one = Curves::new(make_up(scratch, stream), self.null.simulated().to_vec())?;
            Ok(one.extreme_p(Measure::RankLength, self.rule.side) <= self.rule.level)
        });
        let simulations = found.len();
        let found = found.into_iter().collect::<Result<Vec<bool>, Error>>()?.into_iter().filter(|found| *found).count();
        let [low, high] = wilson(found, simulations);
        Ok(Power { supposed: self.supposed, share: found as f64 / simulations as f64, low, high, simulations })
    }
}

impl AtRisk {
    /// Power of the global test by extreme rank length, by `simulations` patterns of damage with the effect among the curves of the null
    /// model: with so many damaged in each stratum as there are, near ones are drawn by Fisher's noncentral law.
    ///
    /// # Errors
    /// A size that is not above 0, a distance that is not there, no simulations.
    pub fn power(
        &self,
        statistic: Statistic,
        rule: Rule,
        supposed: Supposed,
        null: &Curves,
        simulations: usize,
        run: Run,
    ) -> Result<Power, Error> {
        check(supposed, self.reaches.len(), simulations)?;
        let laws: Vec<Chances> = self.strata.iter().map(|stratum| near_law(stratum, supposed)).collect();
        let asked = Asked { supposed, rule, null };
        asked.power(run.times(simulations), Vec::new, |marks, stream| match statistic {
            Statistic::Nearest => self.counts_with(&laws, supposed.reach, stream),
            Statistic::Every => self.assets_with(&laws, supposed.reach, marks, stream),
        })
    }

    fn counts_with(&self, laws: &[Chances], reach: usize, stream: &mut Stream) -> Vec<f64> {
        let mut counts = vec![0.0; self.reaches.len()];
        for (stratum, law) in self.strata.iter().zip(laws) {
            let near = law.draw(stream);
            let (inner, outer) = stratum.assets.split_at(reach + 1);
            let all: u64 = inner.iter().sum();
            let with_end: Vec<u64> = inner.iter().copied().chain([0]).collect();
            spread(&with_end, all, near, stream, |bin, count| counts[bin] += count as f64);
            let (total, left) = (stratum.tally.assets as u64 - all, stratum.tally.damaged as u64 - near);
            spread(outer, total, left, stream, |bin, count| counts[reach + 1 + bin] += count as f64);
        }
        cumulate(&mut counts);
        counts
    }

    fn assets_with(&self, laws: &[Chances], reach: usize, marks: &mut Vec<u64>, stream: &mut Stream) -> Vec<f64> {
        let mut sums = vec![0.0; self.reaches.len()];
        for (stratum, law) in self.strata.iter().zip(laws) {
            let members = stratum.first..stratum.first + stratum.tally.assets;
            let is_near = |asset: &usize| self.rows.row(*asset).first().is_some_and(|bin| usize::from(*bin) <= reach);
            let (near, far): (Vec<usize>, Vec<usize>) = members.partition(is_near);
            let count = law.draw(stream) as usize;
            for (assets, some) in [(near, count), (far, stratum.tally.damaged - count)] {
                let rest = 2 * some > assets.len();
                marks.clear();
                marks.resize(assets.len().div_ceil(64), 0);
                stream.mark(marks, 0, assets.len(), some.min(assets.len() - some));
                let sign = if rest { -1.0 } else { 1.0 };
                let mut add = |asset: usize, sign: f64| {
                    self.rows.row(asset).iter().for_each(|bin| sums[usize::from(*bin)] += sign)
                };
                if rest {
                    assets.iter().for_each(|asset| add(*asset, 1.0));
                }
                marked(marks, |place| add(assets[place], sign));
            }
        }
        cumulate(&mut sums);
        sums
    }
}

impl Scatter<'_> {
    /// Power of the global test of [`Scatter::nearest`] by extreme rank length, by `simulations` patterns of so much damage, which near
    /// facilities is so many times as dense as the exposure says.
    ///
    /// # Errors
    /// A size that is not above 0, a distance that is not there, no simulations.
    pub fn nearest_power(
        &self,
        rule: Rule,
        supposed: Supposed,
        null: &Curves,
        simulations: usize,
        run: Run,
    ) -> Result<Power, Error> {
        check(supposed, self.reaches().len(), simulations)?;
        let shares = tilted(&self.nearest_shares, supposed);
        let asked = Asked { supposed, rule, null };
        asked.power(run.times(simulations), || (), |(), stream| self.draw_counts(&shares, stream))
    }

    /// The same of [`Scatter::l`].
    ///
    /// # Errors
    /// As [`Scatter::nearest_power`].
    pub fn l_power(
        &self,
        rule: Rule,
        supposed: Supposed,
        null: &Curves,
        simulations: usize,
        run: Run,
    ) -> Result<Power, Error> {
        check(supposed, self.reaches().len(), simulations)?;
        let most = supposed.times.max(1.0);
        let draw = |exposure: &Exposure, stream: &mut Stream| loop {
            let cell = exposure.draw_cell(stream);
            let place = exposure.draw_in(cell, stream);
            let times = if self.nearest_bin(place) <= supposed.reach { supposed.times } else { 1.0 };
            if stream.share() * most < times {
                return (cell, place);
            }
        };
        let asked = Asked { supposed, rule, null };
        asked.power(run.times(simulations), || (), |(), stream| self.l_of(draw, stream))
    }
}

fn check(supposed: Supposed, reaches: usize, simulations: usize) -> Result<(), Error> {
    within("the supposed effect", supposed.times, [1e-6, 1e6], "times above 0, such as 2")?;
    within(
        "the index of the supposed distance",
        supposed.reach as f64,
        [0.0, reaches as f64 - 1.0],
        "that of a distance that was given",
    )?;
    within("the simulations of power", simulations as f64, [1.0, 1e5], "1 to 100,000; 200 tell it to about 0.07")?;
    Ok(())
}

fn near_law(stratum: &Stratum, supposed: Supposed) -> Chances {
    let Tally { assets, damaged } = stratum.tally;
    let [near, _] = stratum.near(supposed.reach);
    Hypergeometric::new(assets as u64, near, damaged as u64).tilted(supposed.times)
}

/// Cumulated shares where those up to a distance count so many times.
fn tilted(shares: &[f64], supposed: Supposed) -> Vec<f64> {
    let near = shares[supposed.reach];
    let all = 1.0 + (supposed.times - 1.0) * near;
    let at = |(index, share): (usize, &f64)| {
        let inner = share.min(near);
        let more = if index > supposed.reach { share - near } else { 0.0 };
        ((inner * supposed.times + more) / all).min(1.0)
    };
    shares.iter().enumerate().map(at).collect()
}

/// The 95 % interval of a share (Wilson 1927).
pub fn wilson(found: usize, of: usize) -> [f64; 2] {
    let (z, n) = (deviate(0.975), of as f64);
    let share = found as f64 / n;
    let middle = (share + z * z / (2.0 * n)) / (1.0 + z * z / n);
    let half = z / (1.0 + z * z / n) * (share * (1.0 - share) / n + z * z / (4.0 * n * n)).sqrt();
    [(middle - half).max(0.0), (middle + half).min(1.0)]
}

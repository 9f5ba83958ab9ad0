//! The null model of dispersed damage: within each stratum, the damaged ones might as well have been any others.

use crate::asset::{AtRisk, Statistic, Stratum, Tally};
use crate::chances::Chances;
use crate::envelope::Curves;
use crate::error::Error;
use crate::hypergeometric::Hypergeometric;
use crate::reaches::cumulate;
use crate::run::Run;
use crate::stream::{Purpose, Stream, marked};

/// Exact chances of a count within one distance: no simulation. It is a test only if the distance was declared beforehand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exact {
    /// The distance.
    pub reach: f64,
    /// Things at risk within it.
    pub at_risk: u64,
    /// Damaged ones within it.
    pub damaged: u64,
    /// How many would be damaged there on average, if nothing drew damage.
    pub expected: f64,
    /// Chance of so many or more.
    pub greater: f64,
    /// Chance of so many or fewer.
    pub less: f64,
    /// Twice the smaller of both, 1 at most.
    pub both: f64,
}

impl AtRisk {
    /// The statistic at each distance.
    #[must_use]
    pub fn observed(&self, statistic: Statistic) -> Vec<f64> {
        match statistic {
            Statistic::Nearest => {
                let at = |bin: usize| self.strata.iter().map(|stratum| stratum.damaged[bin]).sum::<u64>() as f64;
                self.curve((0..self.reaches.len()).map(at).collect())
            }
            Statistic::Every => {
                let mut marks = vec![0u64; self.rows.len().div_ceil(64)];
                (0..self.rows.len())
                    .filter(|asset| self.is_damaged[*asset])
                    .for_each(|asset| marks[asset / 64] |= 1 << (asset % 64));
                self.curve(self.rows.sum(&marks))
            }
        }
    }

    /// Its mean under the null model: exact.
    #[must_use]
    pub fn expected(&self, statistic: Statistic) -> Vec<f64> {
        self.moments(statistic).into_iter().map(|[mean, _]| mean).collect()
    }

    /// Its variance under the null model: exact (sampling from a finite population, Cochran 1977).
    #[must_use]
    pub fn variance(&self, statistic: Statistic) -> Vec<f64> {
        self.moments(statistic).into_iter().map(|[_, variance]| variance).collect()
    }

    /// Exact chances of the nearest-facility count within the distance with this index: of several strata, those of a sum of
    /// independent hypergeometric numbers. Nothing where there is no such distance.
    #[must_use]
    pub fn exact(&self, reach: usize) -> Option<Exact> {
        let distance = *self.reaches.all().get(reach)?;
        let (mut chances, mut sums, mut expected) = (Chances::none(), [0, 0], 0.0);
        for stratum in &self.strata {
            let [at_risk, damaged] = stratum.near(reach);
            let law = Hypergeometric::new(stratum.tally.assets as u64, at_risk, stratum.tally.damaged as u64);
            chances = chances.plus(&law.chances());
            sums = [sums[0] + at_risk, sums[1] + damaged];
            expected += law.mean();
        }
        let [at_risk, damaged] = sums;
        let (greater, less) = (chances.at_least(damaged), chances.at_most(damaged));
        Some(Exact { reach: distance, at_risk, damaged, expected, greater, less, both: chances.both(damaged) })
    }

    /// The observed curve and those of relabelled damage. For [`Statistic::Nearest`] each simulation draws counts by stratum and
    /// distance, however many things there are.
    ///
    /// # Errors
    /// None that is to be expected: sums of counts are numbers.
    pub fn relabelled(&self, statistic: Statistic, run: Run) -> Result<Curves, Error> {
        let simulated = match statistic {
            Statistic::Nearest => run.each(Purpose::Null, || (), |(), stream| self.draw_counts(stream)),
            Statistic::Every => {
                run.each(Purpose::Null, Vec::new, |chosen, stream| self.draw_assets(statistic, chosen, stream))
            }
        };
        Curves::new(self.observed(statistic), simulated)
    }

    /// The same, thing by thing: classes of facilities that have the same things at risk then see the same draws, so that
    /// [`Curves::joined`] is one test of them all, as [`crate::ask_of_classes`] has it.
    ///
    /// # Errors
    /// As [`AtRisk::relabelled`].
    pub fn relabelled_by_asset(&self, statistic: Statistic, run: Run) -> Result<Curves, Error> {
        let simulated = run.each(Purpose::Null, Vec::new, |chosen, stream| self.draw_assets(statistic, chosen, stream));
        Curves::new(self.observed(statistic), simulated)
    }

    fn draw_counts(&self, stream: &mut Stream) -> Vec<f64> {
        let mut counts = vec![0.0; self.reaches.len()];
        for stratum in &self.strata {
            let (assets, damaged) = (stratum.tally.assets as u64, stratum.tally.damaged as u64);
            spread(&stratum.assets, assets, damaged, stream, |bin, count| counts[bin] += count as f64);
        }
        self.curve(counts)
    }

    /// Those that stay intact tell as much as those that are damaged; the fewer are drawn.
    fn draw_assets(&self, statistic: Statistic, marks: &mut Vec<u64>, stream: &mut Stream) -> Vec<f64> {
        marks.clear();
        marks.resize(self.is_damaged.len().div_ceil(64), 0);
        for stratum in &self.strata {
            let Tally { assets, damaged } = stratum.tally;
            stream.mark(marks, stratum.first, assets, damaged.min(assets - damaged));
            if 2 * damaged > assets {
                turn(marks, stratum.first, assets);
            }
        }
        if statistic == Statistic::Every {
            return self.curve(self.rows.sum(marks));
        }
        let mut sums = vec![0.0; self.reaches.len() + 1];
        marked(marks, |asset| {
            sums[self.rows.row(asset).first().map_or(self.reaches.len(), |bin| usize::from(*bin))] += 1.0
        });
        sums.pop();
        self.curve(sums)
    }

    #[inline]
    fn count(&self, statistic: Statistic, asset: usize, sums: &mut [i64]) {
        let row = self.rows.row(asset);
        let counted = if statistic == Statistic::Nearest { &row[..row.len().min(1)] } else { row };
        counted.iter().for_each(|bin| sums[usize::from(*bin)] += 1);
    }

    fn curve(&self, mut bins: Vec<f64>) -> Vec<f64> {
        cumulate(&mut bins);
        bins
    }

    /// Mean and variance at each distance.
    fn moments(&self, statistic: Statistic) -> Vec<[f64; 2]> {
        let mut all = vec![[0.0; 2]; self.reaches.len()];
        for stratum in &self.strata {
            let (assets, damaged) = (stratum.tally.assets as f64, stratum.tally.damaged as f64);
            for (sum, [mean, variance]) in all.iter_mut().zip(self.of_rows(statistic, stratum)) {
                sum[0] += damaged * mean;
                sum[1] += damaged * (1.0 - damaged / assets) * variance;
            }
        }
        all
    }

    /// Mean and variance of what each thing of a stratum would add.
    fn of_rows(&self, statistic: Statistic, stratum: &Stratum) -> Vec<[f64; 2]> {
        let assets = stratum.tally.assets as f64;
        let mut sums = vec![[0.0f64; 2]; self.reaches.len()];
        for asset in stratum.first..stratum.first + stratum.tally.assets {
            let mut counts = vec![0i64; self.reaches.len()];
            self.count(statistic, asset, &mut counts);
            let mut count = 0;
            for (sum, more) in sums.iter_mut().zip(counts) {
                count += more;
                *sum = [sum[0] + count as f64, sum[1] + (count * count) as f64];
            }
        }
        let moments = |[sum, squares]: [f64; 2]| {
            let mean = sum / assets;
            let spread = (squares - assets * mean * mean).max(0.0);
            [mean, if assets > 1.0 { spread / (assets - 1.0) } else { 0.0 }]
        };
        sums.into_iter().map(moments).collect()
    }
}

/// Turns `count` bits from `first` on.
fn turn(marks: &mut [u64], first: usize, count: usize) {
    (first..first + count).for_each(|place| marks[place / 64] ^= 1 << (place % 64));
}

/// Draws `drawn` of `total` things without replacement and tells how many come from each bin but the last.
pub(crate) fn spread(bins: &[u64], total: u64, drawn: u64, stream: &mut Stream, mut count: impl FnMut(usize, u64)) {
    let (mut total, mut drawn) = (total, drawn);
    for (bin, near) in bins[..bins.len() - 1].iter().enumerate() {
        if drawn == 0 {
            return;
        }
        let here = Hypergeometric::new(total, *near, drawn).draw(stream);
        count(bin, here);
        total -= near;
        drawn -= here;
    }
}

//! How much facilities raise the risk, and how fast that fades: a model of one curve, fitted.

use crate::asset::Asset;
use crate::error::{Error, as_many, within};
use crate::few::TooFew;
use crate::point::Point;
use crate::point::finite;
use crate::run::Run;
use crate::scoring::{Model, climb};
use crate::stream::{Purpose, marked};

/// Which facilities raise the risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Raised {
    /// Each, one times the other.
    ByEvery,
    /// The nearest alone.
    ByNearest,
}

/// The raised risk of Diggle & Rowlingson (1994): odds of damage are `rho · exp(covariates · theta) · ∏ (1 + alpha · exp(-beta d²))`.
#[derive(Debug, Clone, PartialEq)]
pub struct Focused {
    /// How much the odds rise at a facility, 0 or more: they are 1 + alpha times as high there.
    pub alpha: f64,
    /// How fast it fades, one over the square of a length; nothing where nothing is raised.
    pub beta: Option<f64>,
    /// Odds of damage far from facilities where all covariates are 0.
    pub rho: f64,
    /// Of the covariates, in logarithms of odds a unit.
    pub theta: Vec<f64>,
    /// Logarithm of the likelihood.
    pub ln_likelihood: f64,
    /// That of the model without facilities.
    pub null_ln_likelihood: f64,
}

/// Damaged and intact things, their covariates and squares of their distances to facilities.
#[derive(Debug, Clone)]
pub struct Focus {
    damaged: Vec<bool>,
    strata: Vec<u32>,
    /// Thing by thing: one for the constant, then the covariates.
    columns: Vec<Vec<f64>>,
    /// Thing by thing.
    squares: Vec<f64>,
    facilities: usize,
    starts: Vec<[f64; 2]>,
}

/// Most pairs that are taken: all are looked at in each step of each fit.
const MOST_PAIRS: usize = 20_000_000;

/// Steps from each start, before the best ones are gone on with.
const FIRST_STEPS: usize = 8;
/// How many starts are gone on with.
const GONE_ON: usize = 3;
/// Most steps of each.
const MOST_STEPS: usize = 200;

impl Focus {
    /// `covariates` is empty or has a row for each asset. Facilities that are assets themselves should be left out before.
    ///
    /// # Errors
    /// No assets or facilities, numbers that are none, rows of different lengths, more than 20 million pairs.
    pub fn new(assets: &[Asset], facilities: &[Point], covariates: &[Vec<f64>], raised: Raised) -> Result<Self, Error> {
        let places: Vec<Point> = assets.iter().map(|asset| asset.at).collect();
        finite("asset", &places)?;
        finite("facility", facilities)?;
        if assets.is_empty() || facilities.is_empty() {
            return Err(Error::Nothing { what: if assets.is_empty() { "asset" } else { "facility" } });
        }
        let expected = "at most 20 million; take the nearest facility only, or a smaller area";
        within("the number of pairs", (assets.len() * facilities.len()) as f64, [1.0, MOST_PAIRS as f64], expected)?;
        let squares =
            |place: &Point| facilities.iter().map(|facility| facility.square_to(*place)).collect::<Vec<f64>>();
        let row = |place: &Point| match raised {
            Raised::ByEvery => squares(place),
            Raised::ByNearest => vec![squares(place).into_iter().fold(f64::INFINITY, f64::min)],
        };
        let squares: Vec<f64> = places.iter().flat_map(row).collect();
        Ok(Self {
            damaged: assets.iter().map(|asset| asset.damaged).collect(),
            strata: assets.iter().map(|asset| asset.stratum).collect(),
            columns: columns(covariates, assets.len())?,
            facilities: squares.len() / assets.len(),
            starts: starts(&squares),
            squares,
        })
    }

    /// The likeliest curve, looked for from eight starts, of which the best three are climbed to the top.
    ///
    /// # Errors
    /// All or nothing is damaged.
    pub fn fit(&self) -> Result<Focused, TooFew> {
        match self.damaged.iter().filter(|damaged| **damaged).count() {
            0 => Err(TooFew::NoDamage),
            all if all == self.damaged.len() => Err(TooFew::AllDamaged),
            _ => Ok(self.fit_to(&self.damaged)),
        }
    }

    /// The fit, and p of its D among those of damage relabelled within strata, each fitted anew: twice the gain of likelihood has no
    /// chi-square law here, for beta means nothing where alpha is 0.
    ///
    /// # Errors
    /// As [`Focus::fit`].
    pub fn test(&self, run: Run) -> Result<(Focused, f64), TooFew> {
        let fit = self.fit()?;
        let strata = self.by_stratum();
        let gains = run.each(
            Purpose::Null,
            || (),
            |(), stream| {
                let mut damaged = vec![false; self.damaged.len()];
                for members in &strata {
                    let count = members.iter().filter(|asset| self.damaged[**asset]).count();
                    let (some, rest) = (count.min(members.len() - count), 2 * count > members.len());
                    let mut marks = vec![0u64; members.len().div_ceil(64)];
                    stream.mark(&mut marks, 0, members.len(), some);
                    members.iter().for_each(|asset| damaged[*asset] = rest);
                    marked(&marks, |place| damaged[members[place]] = !rest);
                }
                self.fit_to(&damaged).d()
            },
        );
        let as_great = gains.iter().filter(|gain| **gain >= fit.d() * (1.0 - 1e-9)).count();
        let p = (as_great + 1) as f64 / (gains.len() + 1) as f64;
        Ok((fit, p))
    }

    fn by_stratum(&self) -> Vec<Vec<usize>> {
        let mut order: Vec<usize> = (0..self.strata.len()).collect();
        order.sort_by_key(|asset| self.strata[*asset]);
        order.chunk_by(|a, b| self.strata[*a] == self.strata[*b]).map(<[usize]>::to_vec).collect()
    }

    fn fit_to(&self, damaged: &[bool]) -> Focused {
        let model = Model { damaged, columns: &self.columns, squares: &self.squares, facilities: self.facilities };
        let share = damaged.iter().filter(|damaged| **damaged).count() as f64 / damaged.len() as f64;
        let mut flat = vec![0.0; self.columns[0].len()];
        flat[0] = (share / (1.0 - share)).ln();
        let (null, without) = climb(&model, flat, false, MOST_STEPS);
        let from = |[ln_alpha, ln_beta]: &[f64; 2]| {
            let start = null.iter().copied().chain([*ln_alpha, *ln_beta]).collect();
            climb(&model, start, true, FIRST_STEPS)
        };
        let mut begun: Vec<(Vec<f64>, f64)> = self.starts.iter().map(from).collect();
        begun.sort_by(|a, b| b.1.total_cmp(&a.1));
        let on = begun.into_iter().take(GONE_ON).map(|(at, _)| climb(&model, at, true, MOST_STEPS));
        let best = on.max_by(|a, b| a.1.total_cmp(&b.1));
        match best {
            Some((found, with)) if with > without => focused(&found, with, without),
            _ => Focused {
                alpha: 0.0,
                beta: None,
                rho: null[0].exp(),
                theta: null[1..].to_vec(),
                ln_likelihood: without,
                null_ln_likelihood: without,
            },
        }
    }
}

impl Focused {
    /// Twice the gain of likelihood over the model without facilities.
    #[must_use]
    pub fn d(&self) -> f64 {
        2.0 * (self.ln_likelihood - self.null_ln_likelihood)
    }
}

fn focused(found: &[f64], with: f64, without: f64) -> Focused {
    let last = found.len() - 2;
    Focused {
        alpha: found[last].exp(),
        beta: Some(found[last + 1].exp()),
        rho: found[0].exp(),
        theta: found[1..last].to_vec(),
        ln_likelihood: with,
        null_ln_likelihood: without,
    }
}

fn columns(covariates: &[Vec<f64>], assets: usize) -> Result<Vec<Vec<f64>>, Error> {
    if covariates.is_empty() {
        return Ok(vec![vec![1.0]; assets]);
    }
    as_many("rows of covariates", covariates.len(), assets)?;
    for (index, row) in covariates.iter().enumerate() {
        as_many("covariates of an asset", row.len(), covariates[0].len())?;
        if let Some(found) = row.iter().find(|number| !number.is_finite()) {
            return Err(Error::NotFinite { what: "covariates of asset", index, found: *found });
        }
    }
    Ok(covariates.iter().map(|row| [1.0].into_iter().chain(row.iter().copied()).collect()).collect())
}

/// Logarithms of alpha and beta to start from: little and much, fading within near and far distances that occur.
fn starts(squares: &[f64]) -> Vec<[f64; 2]> {
    let mut sorted: Vec<f64> = squares.iter().copied().filter(|square| *square > 0.0).collect();
    sorted.sort_by(f64::total_cmp);
    let at = |share: f64| sorted.get((share * sorted.len() as f64) as usize).copied();
    let fading = [0.002, 0.01, 0.05, 0.3].into_iter().filter_map(at);
    fading.flat_map(|square| [[0.7, -square.ln()], [3.0, -square.ln()]]).collect()
}

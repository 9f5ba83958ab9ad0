//! A question declared beforehand, and its answer with all tests that were run.

use crate::asset::{AtRisk, Statistic, Tally};
use crate::envelope::{Band, Curves, Measure, Side};
use crate::error::{Error, within};
use crate::few::TooFew;
use crate::label::Exact;
use crate::power::{Power, Rule, Supposed};
use crate::risk::Risk;
use crate::run::Run;
use crate::scatter::Scatter;

/// What is asked, declared before the damage is looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Question {
    /// Which facilities count. The primary test is the global one by extreme rank length of this.
    pub statistic: Statistic,
    /// Which side speaks against the null model. Greater only where lowered risk is of no interest to anybody.
    pub side: Side,
    /// Greatest p that is taken as a finding, such as 0.05.
    pub level: f64,
    /// Simulations.
    pub run: Run,
    /// The effect for which power is told, with how many made-up patterns.
    pub supposed: Option<(Supposed, usize)>,
}

/// What is taken as how things would be if nothing drew damage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Null {
    /// Within each of so many strata, the damaged ones might as well have been any others.
    ExchangedLabels {
        /// How many.
        strata: usize,
    },
    /// Damage is spread as an exposure says that is known from elsewhere, each place by itself.
    SpreadAsExposure,
}

/// Which test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Global, by extreme rank length.
    RankLength,
    /// Global, by the least rank; the conservative end of its p.
    Rank,
    /// Global, by the greatest deviation from the mean (MAD).
    GreatestDeviation,
    /// Global, by squared deviations over all distances (DCLF).
    SummedDeviation,
    /// Exact, of the nearest-facility count within the farthest distance.
    Exact,
}

/// A test that was run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Test {
    /// Which.
    pub kind: Kind,
    /// Its p, above 0.
    pub p: f64,
    /// How many simulations it rests on; 0 for an exact one.
    pub simulations: usize,
}

/// What the primary test says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Verdict {
    /// There is too little to ask.
    TooFew(TooFew),
    /// Not distinguishable from the null model at the level. That is no proof of it: see the power.
    NotDistinguishable,
    /// More damage near facilities than the null model gives.
    More {
        /// The least and the greatest distance at which the curve lies above the band.
        from: f64,
        /// See `from`.
        to: f64,
    },
    /// Less.
    Less {
        /// The least and the greatest distance at which the curve lies below the band.
        from: f64,
        /// See `from`.
        to: f64,
    },
    /// More at some distances and less at others.
    Mixed,
    /// Different as a whole, though at no single distance outside the band: so it may be with few, equal counts.
    AsAWhole,
}

/// What no such test can see, whatever its p.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unseen {
    /// Why anything was damaged. Nearness is no intent.
    Intent,
    /// Whether a whole area was attacked because of its facilities: strata or exposure take that for given.
    AreaBecauseOfFacilities,
    /// Damage that several things share: one attack is counted as often as it damages, and p is too small then.
    SharedAttacks,
    /// Damage that nobody looked for: near facilities more is looked for.
    UnequalReporting,
    /// How far places are off.
    LocationError,
    /// Whether the exposure is right. It must not come from the damage itself.
    ExposureTakenAsKnown,
    /// What lies beyond the farthest distance.
    BeyondReach,
}

/// How much there is of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbers {
    /// Facilities.
    pub facilities: usize,
    /// Things at risk and damaged ones; of an exposure, the damaged places for both.
    pub at_risk: Tally,
    /// Things that are facilities themselves and were left out.
    pub left_out: Tally,
}

/// The curves of the primary test.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Distances.
    pub reaches: Vec<f64>,
    /// The observed curve and all simulated ones.
    pub curves: Curves,
    /// The band at the level.
    pub band: Band,
}

/// The answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The question.
    pub question: Question,
    /// Against what.
    pub null: Null,
    /// How much there is.
    pub numbers: Numbers,
    /// What the primary test says.
    pub verdict: Verdict,
    /// All tests that were run, the primary one first. None where there is too little.
    pub tests: Vec<Test>,
    /// The curves; nothing where there is too little.
    pub picture: Option<Picture>,
    /// Exact chances within the farthest distance, also where there is too little for curves.
    pub exact: Option<Exact>,
    /// Risk within the farthest distance against that beyond, with exact intervals; only of things at risk.
    pub risks: Vec<Risk>,
    /// How often a stated effect would be found.
    pub power: Option<Power>,
    /// What the test cannot see.
    pub unseen: Vec<Unseen>,
}

impl Question {
    fn rule(&self) -> Rule {
        Rule { side: self.side, level: self.level }
    }

    fn check(&self) -> Result<(), Error> {
        within("the level", self.level, [1e-6, 0.5], "a share such as 0.05")?;
        let least = 1.0 / self.level - 1.0;
        let expected = "so many that p can be as small as the level: 1/level - 1";
        within("the number of simulations", self.run.simulations() as f64, [least.floor(), 1e6], expected)?;
        Ok(())
    }
}

/// Whether damage among things at risk is more near facilities than exchanged labels give.
///
/// # Errors
/// A level that is no share between 0 and 1/2, too few simulations for it, a supposed effect at a distance that is not there.
pub fn ask(at_risk: &AtRisk, question: Question) -> Result<Answer, Error> {
    question.check()?;
    let null = Null::ExchangedLabels { strata: at_risk.strata() };
    let numbers = Numbers { facilities: at_risk.facilities(), at_risk: at_risk.tally(), left_out: at_risk.left_out() };
    let last = at_risk.reaches().len() - 1;
    let mut answer = Answer::bare(question, null, numbers);
    answer.exact = at_risk.exact(last);
    answer.risks = at_risk.risks(&[last], 0.95)?;
    if let Some(few) = at_risk.too_few() {
        answer.verdict = Verdict::TooFew(few);
        return Ok(answer);
    }
    let curves = at_risk.relabelled(question.statistic, question.run)?;
    answer.power = match question.supposed {
        Some((supposed, simulations)) => {
            Some(at_risk.power(question.statistic, question.rule(), supposed, &curves, simulations, question.run)?)
        }
        None => None,
    };
    answer.test(at_risk.reaches().all(), curves)?;
    Ok(answer)
}

/// Whether damage is more near facilities than an exposure gives.
///
/// # Errors
/// As [`ask`].
pub fn ask_of_exposure(scatter: &Scatter, question: Question) -> Result<Answer, Error> {
    question.check()?;
    let [facilities, damaged] = scatter.numbers();
    let numbers = Numbers { facilities, at_risk: Tally { assets: damaged, damaged }, left_out: Tally::default() };
    let mut answer = Answer::bare(question, Null::SpreadAsExposure, numbers);
    answer.exact = scatter.exact(scatter.reaches().len() - 1);
    if let Some(few) = scatter.too_few() {
        answer.verdict = Verdict::TooFew(few);
        return Ok(answer);
    }
    let nearest = question.statistic == Statistic::Nearest;
    let curves = if nearest { scatter.nearest(question.run)? } else { scatter.l(question.run)? };
    answer.power = match question.supposed {
        Some((supposed, simulations)) if nearest => {
            Some(scatter.nearest_power(question.rule(), supposed, &curves, simulations, question.run)?)
        }
        Some((supposed, simulations)) => {
            Some(scatter.l_power(question.rule(), supposed, &curves, simulations, question.run)?)
        }
        None => None,
    };
    answer.test(scatter.reaches().all(), curves)?;
    Ok(answer)
}

impl Answer {
    /// p of the primary test, if there was enough for one.
    #[must_use]
    pub fn p(&self) -> Option<f64> {
        self.tests.first().map(|test| test.p)
    }

    fn bare(question: Question, null: Null, numbers: Numbers) -> Self {
        let mut unseen = vec![
            Unseen::Intent,
            Unseen::AreaBecauseOfFacilities,
            Unseen::SharedAttacks,
            Unseen::UnequalReporting,
            Unseen::LocationError,
            Unseen::BeyondReach,
        ];
        if null == Null::SpreadAsExposure {
            unseen.push(Unseen::ExposureTakenAsKnown);
        }
        let verdict = Verdict::NotDistinguishable;
        let (tests, risks) = (Vec::new(), Vec::new());
        Self { question, null, numbers, verdict, tests, picture: None, exact: None, risks, power: None, unseen }
    }

    fn test(&mut self, reaches: &[f64], curves: Curves) -> Result<(), Error> {
        let (side, simulations) = (self.question.side, curves.simulations());
        let primary = curves.extreme(Measure::RankLength, side, self.question.level);
        let mut add = |kind, p| self.tests.push(Test { kind, p, simulations });
        add(Kind::RankLength, primary.p);
        add(Kind::Rank, curves.ranked(side).p);
        add(Kind::GreatestDeviation, curves.greatest_deviation(side).p);
        add(Kind::SummedDeviation, curves.summed_deviation(reaches, side)?.p);
        if let Some(exact) = self.exact {
            let p = match side {
                Side::Both => exact.both,
                Side::Greater => exact.greater,
                Side::Less => exact.less,
            };
            self.tests.push(Test { kind: Kind::Exact, p, simulations: 0 });
        }
        if primary.p <= self.question.level {
            self.verdict = verdict(reaches, curves.observed(), &primary.band);
        }
        self.picture = Some(Picture { reaches: reaches.to_vec(), curves, band: primary.band });
        Ok(())
    }
}

/// Where the observed curve lies outside.
fn verdict(reaches: &[f64], observed: &[f64], band: &Band) -> Verdict {
    let outside = |edge: &Option<Vec<f64>>, above: bool| -> Option<[f64; 2]> {
        let edge = edge.as_ref()?;
        let is_out =
            |place: &usize| if above { observed[*place] > edge[*place] } else { observed[*place] < edge[*place] };
        let out: Vec<f64> = (0..reaches.len()).filter(is_out).map(|place| reaches[place]).collect();
        Some([*out.first()?, *out.last()?])
    };
    match (outside(&band.high, true), outside(&band.low, false)) {
        (Some([from, to]), None) => Verdict::More { from, to },
        (None, Some([from, to])) => Verdict::Less { from, to },
        (Some(_), Some(_)) => Verdict::Mixed,
        (None, None) => Verdict::AsAWhole,
    }
}

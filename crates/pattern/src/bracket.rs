//! The same question asked in several ways, of which none alone is right.

use crate::answer::{Answer, Question, ask};
use crate::asset::{Asset, AtRisk};
use crate::error::{Error, as_many, within};
use crate::near::Facilities;
use crate::point::Point;
use crate::reaches::Reaches;
use crate::strata::{crossed, squares};
use crate::stream::{Purpose, Stream};

/// Of one size of strata.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    /// Side of the squares into which strata are cut; nothing for the strata as given.
    pub side: Option<f64>,
    /// The answer.
    pub answer: Answer,
}

/// The answers for the strata as given, and cut into ever smaller squares. Coarse strata lay to the facilities what their area has, fine strata
/// take it away: the truth lies between, and all are to be told.
///
/// # Errors
/// As [`ask`], and sides that are not above 0.
pub fn bracket(
    assets: &[Asset],
    facilities: &Facilities,
    reaches: &Reaches,
    sides: &[f64],
    question: Question,
) -> Result<Vec<Level>, Error> {
    let places: Vec<Point> = assets.iter().map(|asset| asset.at).collect();
    let given: Vec<u32> = assets.iter().map(|asset| asset.stratum).collect();
    let mut levels = vec![Level { side: None, answer: ask(&AtRisk::new(assets, facilities, reaches)?, question)? }];
    for side in sides {
        let strata = crossed(&[&given, &squares(&places, *side)?])?;
        let cut: Vec<Asset> = assets.iter().zip(strata).map(|(asset, stratum)| Asset { stratum, ..*asset }).collect();
        levels.push(Level { side: Some(*side), answer: ask(&AtRisk::new(&cut, facilities, reaches)?, question)? });
    }
    Ok(levels)
}

/// How an answer varies if places are moved by their stated errors.
#[derive(Debug, Clone, PartialEq)]
pub struct Jittered {
    /// p of the primary test as the places are.
    pub p: Option<f64>,
    /// p of each repetition in which there was enough to ask, rising.
    pub all: Vec<f64>,
    /// Pooled ratio of risks within the farthest distance in each repetition that has one, rising.
    pub ratios: Vec<f64>,
    /// How many repetitions had p at most the level.
    pub found: usize,
    /// How many repetitions.
    pub repetitions: usize,
}

/// Asks again with each asset moved by a normal error with the standard deviation of its own in each direction; before each repetition,
/// its number is told.
///
/// # Errors
/// As [`ask`]; errors below 0, not one for each asset, no repetitions.
pub fn jittered(
    assets: &[Asset],
    errors: &[f64],
    facilities: &Facilities,
    reaches: &Reaches,
    question: Question,
    repetitions: usize,
    told: &dyn Fn(usize),
) -> Result<Jittered, Error> {
    as_many("errors of places", errors.len(), assets.len())?;
    within("the number of repetitions", repetitions as f64, [1.0, 100_000.0], "1 to 100,000; 100 are usual")?;
    errors
        .iter()
        .try_for_each(|error| within("the error of a place", *error, [0.0, 1e100], "0 or more").map(|_| ()))?;
    let question = Question { supposed: None, ..question };
    let p = ask(&AtRisk::new(assets, facilities, reaches)?, question)?.p();
    let (mut all, mut ratios) = (Vec::new(), Vec::new());
    for repetition in 0..repetitions {
        told(repetition);
        let mut stream = Stream::new(question.run.seed(), Purpose::Jitter, repetition);
        let mut moved = |(asset, error): (&Asset, &f64)| {
            let at = Point::new(asset.at.x + error * stream.normal(), asset.at.y + error * stream.normal());
            Asset { at, ..*asset }
        };
        let assets: Vec<Asset> = assets.iter().zip(errors).map(&mut moved).collect();
        let answer = ask(&AtRisk::new(&assets, facilities, reaches)?, question)?;
        all.extend(answer.p());
        ratios.extend(answer.risks.iter().filter_map(|risk| risk.pooled).filter_map(|pooled| pooled.estimate));
    }
    all.sort_by(f64::total_cmp);
    ratios.sort_by(f64::total_cmp);
    let found = all.iter().filter(|p| **p <= question.level).count();
    Ok(Jittered { p, all, ratios, found, repetitions })
}

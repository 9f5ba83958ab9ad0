//! Where it is disputed what is damaged: whether the answer hangs on it.

use crate::answer::{Answer, Question, ask};
use crate::asset::{Asset, AtRisk};
use crate::effect::nearest_distances;
use crate::error::{Error, as_many};
use crate::near::Facilities;
use crate::point::Point;
use crate::reaches::Reaches;

/// Which of the disputed are taken as damaged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Taken {
    /// None.
    None,
    /// All.
    All,
    /// Those within a distance of some facility: the case for nearness.
    Within(f64),
    /// Those beyond it: the case against.
    Beyond(f64),
}

/// Answers for all sides of a dispute.
#[derive(Debug, Clone, PartialEq)]
pub struct Disputed {
    /// How many assets are disputed.
    pub count: usize,
    /// Each way to take them, with its answer.
    pub cases: Vec<(Taken, Answer)>,
    /// Whether some cases find what others do not, or the contrary, or have too little to ask.
    pub changes: bool,
}

impl Disputed {
    /// The case with the smallest p, and that with the greatest; nothing where no case had enough.
    #[must_use]
    pub fn extremes(&self) -> Option<[&(Taken, Answer); 2]> {
        let p = |case: &&(Taken, Answer)| case.1.p().unwrap_or(f64::NAN);
        let asked = || self.cases.iter().filter(|case| case.1.p().is_some());
        let least = asked().min_by(|a, b| p(a).total_cmp(&p(b)))?;
        let most = asked().max_by(|a, b| p(a).total_cmp(&p(b)))?;
        Some([least, most])
    }
}

/// Most distances at which the disputed are parted into near and far.
const PARTS: usize = 8;

/// Asks with the disputed taken as damaged in the ways that are best and worst for nearness: all, none, and only the near or only the far
/// ones, parted at up to eight of the distances. For one distance the p of a count is least and greatest among these; for a
/// curve, and for two sides, other ways to take them may go a little beyond.
///
/// # Errors
/// As [`ask`]; not one mark for each asset.
pub fn disputed(
    assets: &[Asset],
    is_disputed: &[bool],
    facilities: &Facilities,
    reaches: &Reaches,
    question: Question,
) -> Result<Disputed, Error> {
    as_many("marks of dispute", is_disputed.len(), assets.len())?;
    let places: Vec<Point> = assets.iter().map(|asset| asset.at).collect();
    let distances = nearest_distances(&places, facilities)?;
    let mut cases = Vec::new();
    for taken in Taken::ways(reaches) {
        let settle = |index: usize| {
            let damaged = if is_disputed[index] { taken.counts(distances[index]) } else { assets[index].damaged };
            Asset { damaged, ..assets[index] }
        };
        let settled: Vec<Asset> = (0..assets.len()).map(settle).collect();
        cases.push((taken, ask(&AtRisk::new(&settled, facilities, reaches)?, question)?));
    }
    // More and less are two findings, not one.
    let finding = |case: &(Taken, Answer)| std::mem::discriminant(&case.1.verdict);
    let changes = cases.iter().any(|case| finding(case) != finding(&cases[0]));
    Ok(Disputed { count: is_disputed.iter().filter(|disputed| **disputed).count(), cases, changes })
}

impl Taken {
    /// Whether something disputed that lies so far from the nearest facility is taken as damaged.
    #[must_use]
    pub fn counts(self, distance: f64) -> bool {
        match self {
            Self::None => false,
            Self::All => true,
            Self::Within(reach) => distance <= reach,
            Self::Beyond(reach) => distance > reach,
        }
    }

    /// The ways that are best and worst for nearness: none, all, and only the near or only the far ones, parted at up to eight distances.
    #[must_use]
    pub fn ways(reaches: &Reaches) -> Vec<Taken> {
        let parts = PARTS.min(reaches.len());
        let at = |part: usize| reaches.all()[(part + 1) * reaches.len() / parts - 1];
        let both = (0..parts).flat_map(|part| [Taken::Within(at(part)), Taken::Beyond(at(part))]);
        [Taken::None, Taken::All].into_iter().chain(both).collect()
    }
}

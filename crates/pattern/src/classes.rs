//! Several classes of facilities, or periods, at once: one test for all.

use crate::answer::Question;
use crate::asset::AtRisk;
use crate::envelope::{Curves, Measure, holm};
use crate::error::Error;
use crate::few::TooFew;

/// The answer for several classes.
#[derive(Debug, Clone, PartialEq)]
pub struct Classes {
    /// p of the joint test: whether any class differs. Above 0.
    pub p: f64,
    /// p of each class alone, in the order given; how it comes, without regard to the others.
    pub each: Vec<f64>,
    /// The same, held to one level for all (Holm 1979).
    pub held: Vec<f64>,
    /// The curves of all classes, end to end.
    pub curves: Curves,
}

/// Tests several classes of facilities around the same things at risk, with the same exchanged labels for all: their curves end to end are one
/// global test by extreme rank length. A thing that is a facility of any class is to be left out for all.
///
/// # Errors
/// No class; classes with different things at risk, or with their facilities among them. The inner error tells of which class (from 0) there is
/// too little.
pub fn ask_of_classes(classes: &[AtRisk], question: Question) -> Result<Result<Classes, (usize, TooFew)>, Error> {
    let Some(first) = classes.first() else { return Err(Error::Nothing { what: "class of facilities" }) };
    let unlike = |class: &AtRisk| class.is_damaged != first.is_damaged || !class.same_strata(first);
    if let Some(class) = classes.iter().position(unlike) {
        return Err(Error::Unlike { class });
    }
    for (number, class) in classes.iter().enumerate() {
        if let Some(few) = class.too_few() {
            return Ok(Err((number, few)));
        }
    }
    let curves = |class: &AtRisk| class.relabelled_by_asset(question.statistic, question.run);
    let all = classes.iter().map(curves).collect::<Result<Vec<Curves>, Error>>()?;
    let each: Vec<f64> = all.iter().map(|curves| curves.extreme_p(Measure::RankLength, question.side)).collect();
    let curves = Curves::joined(&all)?;
    let p = curves.extreme_p(Measure::RankLength, question.side);
    Ok(Ok(Classes { p, held: holm(&each), each, curves }))
}

//! Whether damage near facilities is more than dispersed damage would give: the question, all answers to it, and the words for them.
//!
//! Bare numbers come from `daftar-pattern`; here they are asked in every way that the method declares (strata from coarse to fine, attacks
//! instead of things, both sides of disputes, errors of places), and told with what no such test can see. Nothing here says why anything
//! was damaged.

mod json;
mod methods;
mod spread;
mod suffered;
mod tell;
#[cfg(test)]
mod tests;
mod words;

use daftar_pattern::{
    Answer, Asset, AtRisk, Disputed, Error, Facilities, Incidents, Jittered, Level, Point, Question, Reaches, Run,
    Side, Statistic, Supposed, ask, bracket, disputed, jittered,
};

pub use daftar_pattern;
pub use json::{curves_csv, to_json};
pub use spread::Ground;
pub use suffered::suffered;
pub use tell::{Line, Section, sections};

/// Simulations of each repetition when places are moved by their errors, and how many repetitions.
const JITTERED: usize = 49;
/// Made-up patterns by which power is told.
const MADE_UP: usize = 200;
/// Errors of places under this are not worth asking again for, in metres.
const LEAST_ERROR: f64 = 0.5;

/// What is asked, declared before the damage is looked at. Lengths in metres.
#[derive(Clone, PartialEq, Debug)]
pub struct Asked {
    /// What the facilities are called.
    pub facilities: String,
    /// What the things at risk are called.
    pub things: String,
    /// The farthest distance at which nearness is looked for.
    pub within: f64,
    /// Into how many equal steps it is parted.
    pub steps: usize,
    /// Which facilities count.
    pub statistic: Statistic,
    /// Which side speaks against the null model.
    pub side: Side,
    /// Greatest p that is taken as a finding.
    pub level: f64,
    /// Simulations.
    pub simulations: usize,
    /// Where the random numbers begin: the same numbers come out for the same seed.
    pub seed: u64,
    /// Processors.
    pub threads: usize,
    /// Sides of the squares into which strata are cut, to ask again.
    pub squares: Vec<f64>,
    /// Damaged things within so much of each other are asked of as one attack, too.
    pub attack: Option<f64>,
    /// The effect for which power is told: near facilities damage is so many times as likely.
    pub times: f64,
}

/// Whether something is damaged, by all that is said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Damaged {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// Nobody says anything of it: it counts as not damaged, and how many such there are is told.
    Unsaid,
    /// Sources differ, or what is said is not certain.
    Disputed,
}

/// A thing at risk, in metres of a plane.
#[derive(Clone, PartialEq, Debug)]
pub struct Thing {
    /// Where.
    pub at: Point,
    /// Whether it is damaged.
    pub damaged: Damaged,
    /// The stratum, by its place in the list of names.
    pub stratum: u32,
    /// How far off its place may be.
    pub error: f64,
    /// The attack that a source tells, by number.
    pub attack: Option<u32>,
    /// Whether it is itself one of the facilities.
    pub is_facility: bool,
}

/// Something that was given and not reckoned with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LeftOut {
    /// Of which list: `facilities` or `things`.
    pub of: &'static str,
    /// Which: a row, or a name.
    pub which: String,
    /// Why, in English and in Arabic.
    pub why: [String; 2],
}

/// What it is asked of.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Given {
    /// Where the facilities are.
    pub facilities: Vec<Point>,
    /// What is at risk.
    pub things: Vec<Thing>,
    /// The names of the strata.
    pub strata: Vec<String>,
    /// What was left out.
    pub left_out: Vec<LeftOut>,
    /// By how much distances may be off because the earth is round, as a share.
    pub stretch: f64,
    /// Where damage might have been, if that is asked instead of what is at risk: then of the things only the damaged ones count.
    pub ground: Option<Ground>,
    /// How what was given was taken, where a reader may want to know it: in English and in Arabic.
    pub told: Vec<[String; 2]>,
}

/// The answer with everything that was tried.
#[derive(Clone, PartialEq, Debug)]
pub struct Report {
    /// What was asked.
    pub asked: Asked,
    /// Of what.
    pub given: Given,
    /// The answer to the question as it was declared; what is disputed counts as not damaged in it.
    pub answer: Answer,
    /// The same with strata cut into squares.
    pub finer: Vec<Level>,
    /// The same with attacks as units.
    pub attacks: Option<Attacks>,
    /// The same for all sides of what is disputed.
    pub disputed: Option<Disputed>,
    /// The same with places moved by their errors.
    pub jittered: Option<Jittered>,
}

/// The question with attacks as units.
#[derive(Clone, PartialEq, Debug)]
pub struct Attacks {
    /// Whether sources tell the attacks, or damaged things near each other were joined.
    pub told: bool,
    /// How many attacks.
    pub count: usize,
    /// How many things the largest damaged.
    pub largest: usize,
    /// The answer.
    pub answer: Answer,
}

impl Asked {
    /// What the question comes to on bare numbers.
    ///
    /// # Errors
    /// Numbers that cannot be.
    fn question(&self) -> Result<Question, Error> {
        let run = Run::new(self.simulations, self.seed, self.threads)?;
        let supposed = Supposed { times: self.times, reach: self.steps.saturating_sub(1) };
        let Asked { statistic, side, level, .. } = *self;
        Ok(Question { statistic, side, level, run, supposed: Some((supposed, MADE_UP)) })
    }
}

impl Report {
    /// Asks, and tells how many of how many ways of asking are done.
    ///
    /// # Errors
    /// Numbers that cannot be: no facilities, no things, distances or levels that are none.
    pub fn of(asked: Asked, given: Given, progress: &dyn Fn(u64, u64)) -> Result<Report, Error> {
        if given.ground.is_some() {
            return spread::report(asked, given, progress);
        }
        let repeated = |done: usize| progress(done as u64 + 1, JITTERED as u64 + 1);
        progress(0, JITTERED as u64 + 1);
        let question = asked.question()?;
        let bare = Question { supposed: None, ..question };
        let (facilities, reaches) = (Facilities::new(&given.facilities)?, Reaches::even(asked.within, asked.steps)?);
        let assets: Vec<Asset> = given.things.iter().map(Thing::asset).collect();
        let answer = ask(&AtRisk::new(&assets, &facilities, &reaches)?, question)?;
        // The first of a bracket is the question itself.
        let finer = match asked.squares.is_empty() {
            true => Vec::new(),
            false => bracket(&assets, &facilities, &reaches, &asked.squares, bare)?.split_off(1),
        };
        let attacks = attacks(&asked, &given, &assets, (&facilities, &reaches), bare)?;
        let differ: Vec<bool> = given.things.iter().map(|thing| thing.damaged == Damaged::Disputed).collect();
        let disputed = match differ.contains(&true) {
            true => Some(disputed(&assets, &differ, &facilities, &reaches, bare)?),
            false => None,
        };
        let errors: Vec<f64> = given.things.iter().map(|thing| thing.error).collect();
        let jittered = match errors.iter().any(|error| *error >= LEAST_ERROR) {
            true => Some(jittered(&assets, &errors, &facilities, &reaches, bare, JITTERED, &repeated)?),
            false => None,
        };
        Ok(Report { asked, given, answer, finer, attacks, disputed, jittered })
    }
}

fn attacks(
    asked: &Asked,
    given: &Given,
    assets: &[Asset],
    (facilities, reaches): (&Facilities, &Reaches),
    question: Question,
) -> Result<Option<Attacks>, Error> {
    let told: Vec<Option<u32>> = given.things.iter().map(|thing| thing.attack).collect();
    let is_told = told.iter().any(Option::is_some);
    let incidents = match (is_told, asked.attack) {
        (true, _) => Incidents::told(assets, &told)?,
        (false, Some(reach)) => Incidents::joined(assets, reach)?,
        (false, None) => return Ok(None),
    };
    let answer = ask(&AtRisk::new(&incidents.as_units(assets), facilities, reaches)?, question)?;
    Ok(Some(Attacks { told: is_told, count: incidents.count, largest: incidents.largest, answer }))
}

impl Thing {
    fn asset(&self) -> Asset {
        let Thing { at, stratum, is_facility, .. } = *self;
        Asset { at, damaged: self.damaged == Damaged::Yes, stratum, is_facility }
    }
}

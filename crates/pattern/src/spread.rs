//! The question about an exposure, asked in several ways.

use crate::answer::{Answer, Question, ask_of_exposure};
use crate::bracket::{Jittered, Level};
use crate::cross::Correction;
use crate::error::{Error, as_many, within};
use crate::exposure::{Exposure, Raster};
use crate::point::Point;
use crate::reaches::Reaches;
use crate::scatter::Scatter;
use crate::stream::{Purpose, Stream};
use crate::window::Window;

/// Damage where an exposure says that damage might have been.
#[derive(Debug, Clone, Copy)]
pub struct Spread<'a> {
    /// In which window.
    pub window: &'a Window,
    /// The exposure, from data other than the damage.
    pub raster: &'a Raster,
    /// Facilities, all inside the window.
    pub facilities: &'a [Point],
    /// The distances.
    pub reaches: &'a Reaches,
    /// What is done at the edge of the window.
    pub correction: Correction,
}

impl Spread<'_> {
    /// Whether something can be damaged at a place, by the exposure.
    #[must_use]
    pub fn is_exposed(&self, place: Point) -> bool {
        self.window.contains(place) && self.raster.value(place).is_some_and(|value| value > 0.0)
    }

    /// The question as it is.
    ///
    /// # Errors
    /// As [`ask_of_exposure`]; damage where nothing is exposed.
    pub fn ask(&self, damage: &[Point], question: Question) -> Result<Answer, Error> {
        let exposure = Exposure::new(self.window, self.raster)?;
        let scatter = Scatter::new(&exposure, self.facilities, damage, self.reaches, self.correction)?;
        ask_of_exposure(&scatter, question)
    }

    /// The question with the exposure averaged over squares of these sides. A coarse exposure lays to the facilities what their area has, a
    /// fine one takes it away: the truth lies between, and all are to be told.
    ///
    /// # Errors
    /// As [`Spread::ask`]; sides that are not above 0.
    pub fn bracket(&self, damage: &[Point], sides: &[f64], question: Question) -> Result<Vec<Level>, Error> {
        let level = |side: &f64| {
            let raster = self.raster.coarser(*side)?;
            let answer = Spread { raster: &raster, ..*self }.ask(damage, question)?;
            Ok(Level { side: Some(*side), answer })
        };
        sides.iter().map(level).collect()
    }

    /// The question with each damaged place moved by a normal error with the standard deviation of its own in each direction. What
    /// lands where nothing is exposed stays where it was. Before each repetition, its number is told.
    ///
    /// # Errors
    /// As [`Spread::ask`]; errors below 0, not one for each place, no repetitions.
    pub fn jittered(
        &self,
        damage: &[Point],
        errors: &[f64],
        question: Question,
        repetitions: usize,
        told: &dyn Fn(usize),
    ) -> Result<Jittered, Error> {
        as_many("errors of places", errors.len(), damage.len())?;
        within("the number of repetitions", repetitions as f64, [1.0, 100_000.0], "1 to 100,000; 100 are usual")?;
        errors
            .iter()
            .try_for_each(|error| within("the error of a place", *error, [0.0, 1e100], "0 or more").map(|_| ()))?;
        let question = Question { supposed: None, ..question };
        let p = self.ask(damage, question)?.p();
        let mut all = Vec::new();
        for repetition in 0..repetitions {
            told(repetition);
            let mut stream = Stream::new(question.run.seed(), Purpose::Jitter, repetition);
            let mut moved = |(at, error): (&Point, &f64)| {
                let there = Point::new(at.x + error * stream.normal(), at.y + error * stream.normal());
                if self.is_exposed(there) { there } else { *at }
            };
            let places: Vec<Point> = damage.iter().zip(errors).map(&mut moved).collect();
            all.extend(self.ask(&places, question)?.p());
        }
        all.sort_by(f64::total_cmp);
        let found = all.iter().filter(|p| **p <= question.level).count();
        Ok(Jittered { p, all, ratios: Vec::new(), found, repetitions })
    }
}

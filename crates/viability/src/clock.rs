//! How much a lot has aged by a day: days over σ, added up stretch by stretch.
//!
//! In changing conditions v = Kᵢ − Σ pᵢ/σᵢ: damage adds up, whatever the order (Ellis & Roberts 1981, *Seed Science and
//! Technology* 9: 373–409).

use crate::keeping::Keeping;
use crate::storage::{Condition, Storage, Stretch};

/// Which end of the ranges of a storage is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Best,
    Mild,
    Harsh,
}

/// Viability lost by each day, in normal equivalent deviates; rises strictly.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Clock {
    past: Vec<Piece>,
    then: Vec<Piece>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Piece {
    days: f64,
    rate: f64,
}

impl Clock {
    /// The clock of a storage, by published constants.
    pub(crate) fn of(storage: &Storage, keeping: &Keeping<'_>, end: End) -> Clock {
        let pieces = |stretches: &[Stretch]| {
            let piece = |s: &Stretch| Piece { days: s.days, rate: rate(keeping, &s.condition, end) };
            stretches.iter().map(piece).collect()
        };
        Clock { past: pieces(&storage.past), then: pieces(&storage.then) }
    }

    /// A clock that counts days: where no constants are known.
    pub(crate) fn of_days() -> Clock {
        Clock { past: Vec::new(), then: vec![Piece { days: 365.25, rate: 1.0 }] }
    }

    /// What is lost by a day.
    pub(crate) fn loss(&self, day: f64) -> f64 {
        let mut left = day.max(0.0);
        let mut lost = 0.0;
        for piece in &self.past {
            if left <= piece.days {
                return lost + left * piece.rate;
            }
            left -= piece.days;
            lost += piece.days * piece.rate;
        }
        lost + self.repeated(left, |piece| piece.days, |piece| piece.days * piece.rate)
    }

    /// The day on which so much is lost; 0 for nothing.
    pub(crate) fn day(&self, loss: f64) -> f64 {
        let mut left = loss.max(0.0);
        let mut day = 0.0;
        for piece in &self.past {
            let whole = piece.days * piece.rate;
            if left <= whole {
                return day + left / piece.rate;
            }
            left -= whole;
            day += piece.days;
        }
        day + self.repeated(left, |piece| piece.days * piece.rate, |piece| piece.days)
    }

    /// The rates of ageing after a day, in viability lost in a day. Stretches that come again are one: their mean.
    pub(crate) fn rates_after(&self, day: f64) -> impl Iterator<Item = f64> {
        let mut end = 0.0;
        let past = self.past.iter().filter(move |piece| {
            end += piece.days;
            end > day
        });
        let (days, lost) = self.then.iter().fold((0.0, 0.0), |sum, p| (sum.0 + p.days, sum.1 + p.days * p.rate));
        past.map(|piece| piece.rate).chain([lost / days])
    }

    /// Goes round `then` until `from` of one measure is used up, and tells how much of the other that was.
    fn repeated(&self, from: f64, one: impl Fn(&Piece) -> f64, other: impl Fn(&Piece) -> f64) -> f64 {
        let (round, gained): (f64, f64) = (self.then.iter().map(&one).sum(), self.then.iter().map(&other).sum());
        let rounds = (from / round).floor();
        let mut left = from - rounds * round;
        let mut got = rounds * gained;
        for piece in &self.then {
            let whole = one(piece);
            let part = (left / whole).clamp(0.0, 1.0);
            got += part * other(piece);
            left -= whole;
        }
        got
    }
}

/// Viability lost in a day.
fn rate(keeping: &Keeping<'_>, condition: &Condition, end: End) -> f64 {
    let best = keeping.ln_sigma(condition.best);
    let all = condition.corners.iter().map(|corner| keeping.ln_sigma(*corner));
    let ln_sigma = match end {
        End::Best => best,
        End::Mild => all.fold(best, f64::max),
        End::Harsh => all.fold(best, f64::min),
    };
    (-ln_sigma).exp()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Constants, Moisture, Span};

    fn condition(celsius: f64, moisture: f64) -> Condition {
        Condition::measured(Span::exactly(celsius).unwrap(), Span::exactly(moisture).unwrap()).unwrap()
    }

    fn clock(past: &[(f64, f64)], then: &[(f64, f64)]) -> (Clock, Constants) {
        let rice = Constants::new(8.242, 4.345, 0.0307, 0.000501).unwrap();
        let stretches = |list: &[(f64, f64)]| {
            list.iter().map(|(days, t)| Stretch { days: *days, condition: condition(*t, 10.0) }).collect()
        };
        let storage = Storage::new(stretches(past), stretches(then)).unwrap();
        let keeping = Keeping { sets: &[rice], driest: Moisture::fresh_percent(5.0).unwrap() };
        (Clock::of(&storage, &keeping, End::Best), rice)
    }

    #[test]
    fn losses_add_up_over_stretches_and_seasons() {
        let (clock, rice) = clock(&[(100.0, 30.0), (50.0, 5.0)], &[(180.0, 25.0), (185.25, 10.0)]);
        let sigma = |t| rice.sigma_days(Moisture::fresh_percent(10.0).unwrap(), t);
        let year = 180.0 / sigma(25.0) + 185.25 / sigma(10.0);
        let by_hand = 100.0 / sigma(30.0) + 50.0 / sigma(5.0) + 2.0 * year + 180.0 / sigma(25.0) + 10.0 / sigma(10.0);
        assert!((clock.loss(150.0 + 2.0 * 365.25 + 190.0) - by_hand).abs() < 1e-12);
        for day in [0.0, 1.0, 99.0, 100.0, 149.0, 151.0, 400.0, 5000.0] {
            assert!((clock.day(clock.loss(day)) - day).abs() < 1e-6, "{day}");
        }
    }

    #[test]
    fn pieces_of_one_condition_are_the_whole() {
        let (whole, _) = clock(&[], &[(1.0, 20.0)]);
        let (pieces, _) = clock(&[(3.0, 20.0), (400.0, 20.0)], &[(17.0, 20.0), (200.0, 20.0)]);
        for day in [1.0, 300.0, 403.0, 404.0, 9000.0] {
            assert!((whole.loss(day) / pieces.loss(day) - 1.0).abs() < 1e-12);
        }
    }
}

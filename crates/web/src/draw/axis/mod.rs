//! The line of time: which day stands where. Far-apart eras stand on pieces of their own with a break between.
//!
//! Everything is measured along time, from 0 at the earliest; only the markup turns it round for right-to-left.

mod eras;
mod step;
mod ticks;

use daftar_register::date::Day;

use super::shape::Days;
pub(crate) use step::Step;
pub(crate) use ticks::{Names, Tick, ticks};

/// The room that a break takes, in pixels.
const BREAK: f32 = 20.0;

/// The room at both ends of a piece in which nothing begins, in pixels.
const MARGIN: f32 = 24.0;

/// The line, as pieces from the earliest on.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Axis {
    pub(crate) pieces: Vec<Piece>,
}

/// A stretch of the line with one scale.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Piece {
    /// The first day, and the first one that is no longer on it.
    pub(crate) days: (i64, i64),
    /// Of these days, those on which something stands.
    pub(crate) held: (i64, i64),
    /// Of these days, those that do not belong to a neighbour.
    pub(crate) own: (i64, i64),
    /// Where it begins and ends, in pixels.
    pub(crate) px: (f32, f32),
}

impl Axis {
    /// The line for what stands on these days.
    pub(crate) fn around(stretches: &[Days], width: f32) -> Axis {
        let eras = eras::eras(stretches);
        let gaps = BREAK * eras.len().saturating_sub(1) as f32;
        let wished: f32 = eras.iter().map(eras::Era::weight).sum();
        let mut from = 0.0;
        let pieces = eras.iter().enumerate().map(|(place, era)| {
            let before = place.checked_sub(1).and_then(|before| eras.get(before)).map_or(i64::MIN, |era| era.days.1);
            let after = eras.get(place + 1).map_or(i64::MAX, |era| era.days.0);
            let px = (from, from + (width - gaps) * era.weight() / wished);
            from = px.1 + BREAK;
            Piece::padded(era, (before, after), px)
        });
        Axis { pieces: pieces.collect() }
    }

    /// The line from one day to another and no further.
    pub(crate) fn between(first: Day, last: Day, width: f32) -> Axis {
        let days = (first.0.min(last.0), last.0.max(first.0).saturating_add(1));
        Axis { pieces: vec![Piece { days, held: days, own: days, px: (0.0, width) }] }
    }

    /// Where a day begins. What lies beyond the line stands a little outside of it.
    pub(crate) fn at(&self, day: i64) -> f32 {
        let Some(last) = self.pieces.last() else { return 0.0 };
        let on = self.pieces.iter().find(|piece| day <= piece.held.1).unwrap_or(last);
        let before = if on.px.0 > 0.0 { BREAK / 2.0 } else { MARGIN };
        on.at(day).clamp(on.px.0 - before, last.px.1 + MARGIN)
    }

    /// Where the line begins and ends.
    pub(crate) fn ends(&self) -> (f32, f32) {
        let first = self.pieces.first().map_or(0.0, |piece| piece.px.0);
        (first, self.pieces.last().map_or(0.0, |piece| piece.px.1))
    }

    /// Where the breaks are: the middle of each.
    pub(crate) fn breaks(&self) -> impl Iterator<Item = f32> {
        self.pieces.windows(2).map(|pair| (pair[0].px.1 + pair[1].px.0) / 2.0)
    }
}

impl Piece {
    /// A piece for an era with a margin at both ends. Its own days lie between those of its neighbours.
    fn padded(era: &eras::Era, between: (i64, i64), px: (f32, f32)) -> Piece {
        let days = era.roomy();
        let inner = f64::from((px.1 - px.0 - 2.0 * MARGIN).max(1.0));
        let margin = (length(days) * f64::from(MARGIN) / inner).ceil() as i64;
        let days = (days.0.saturating_sub(margin), days.1.saturating_add(margin));
        let own = (days.0.max(between.0), days.1.min(between.1));
        Piece { days, held: era.days, own, px }
    }

    fn at(&self, day: i64) -> f32 {
        let share = length((self.days.0, day)) / length(self.days);
        self.px.0 + (share * f64::from(self.px.1 - self.px.0)) as f32
    }

    /// Where a day begins that lies on this piece.
    pub(crate) fn within(&self, day: i64) -> f32 {
        self.at(day.clamp(self.days.0, self.days.1)).clamp(self.px.0, self.px.1)
    }

    /// Pixels of one day.
    pub(crate) fn scale(&self) -> f64 {
        f64::from(self.px.1 - self.px.0) / length(self.days)
    }
}

fn length((first, end): (i64, i64)) -> f64 {
    end as f64 - first as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(first: (i64, u8, u8), last: (i64, u8, u8)) -> Days {
        let day = |(year, month, day)| Day::new(year, month, day).unwrap();
        Days { first: day(first), last: day(last) }
    }

    #[test]
    fn time_runs_forward_on_every_line() {
        let pot = days((-3199, 1, 1), (-3199, 12, 31));
        let siege = days((2031, 12, 6), (2032, 4, 7));
        let axis = Axis::around(&[pot, siege, siege], 800.0);
        assert_eq!(axis.pieces.len(), 2);
        let places: Vec<f32> = [pot.first, pot.last, siege.first, siege.last].map(|day| axis.at(day.0)).into();
        assert!(places.is_sorted_by(|a, b| a < b), "{places:?}");
        assert!(places[0] > 0.0 && places[3] < 800.0);
        assert!(places[3] - places[2] > 200.0, "the siege has room: {places:?}");
        let middle = axis.breaks().next().unwrap();
        assert!(places[1] < middle && middle < places[2]);
    }

    #[test]
    fn no_piece_reaches_into_the_time_of_the_next() {
        let year = |year| days((year, 1, 1), (year, 12, 31));
        let (autumn, spring) = (days((2031, 10, 3), (2031, 10, 9)), days((2032, 4, 1), (2032, 4, 7)));
        let axis = Axis::around(&[year(-3199), year(1890), year(2014), autumn, autumn, spring], 800.0);
        assert_eq!(axis.pieces.len(), 3);
        assert!(axis.pieces.windows(2).all(|pair| pair[0].own.1 <= pair[1].own.0), "{axis:?}");
        assert!(axis.at(autumn.first.0) > axis.pieces[2].px.0, "{axis:?}");
        assert!(axis.at(spring.last.0) - axis.at(autumn.first.0) > 200.0, "{axis:?}");
    }

    #[test]
    fn what_lies_in_a_break_or_beyond_stays_at_the_edge() {
        let axis = Axis::around(&[days((-3199, 1, 1), (-3199, 12, 31)), days((2031, 1, 1), (2032, 1, 1))], 800.0);
        let middle = axis.breaks().next().unwrap();
        assert_eq!(axis.at(0), middle);
        assert_eq!((axis.at(i64::MIN), axis.at(i64::MAX)), (-MARGIN, 800.0 + MARGIN));
    }
}

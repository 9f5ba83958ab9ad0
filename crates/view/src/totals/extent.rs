//! How large things are, and how much of that is affected, in square metres.

use daftar_date::Truth;
use serde::Serialize;

use super::group::Counts;
use crate::area::overlap;
use crate::course::{Courses, Current, Figure};
use crate::shape::Shape;

/// The area of the things of a group.
#[derive(Clone, PartialEq, Default, Debug, Serialize)]
pub struct Extent {
    /// At least, and at most, in square metres.
    pub area: [f64; 2],
    /// How much of it is affected: the share that is told of a damaged thing, else the whole thing.
    pub affected: [f64; 2],
    /// Of how many things an area is told.
    pub told: u64,
    /// Of how many of the things that may be damaged none is told.
    pub without: u64,
    /// What lies in several shapes, and was taken off so that it counts once: of all, of what is surely and of what may be affected.
    pub overlap: [f64; 3],
}

/// The areas of the things of a group, gathered.
#[derive(Default)]
pub(super) struct Gathering<'c> {
    sum: Extent,
    shapes: Vec<(&'c Shape, Truth)>,
}

/// What is told of one thing's area.
pub(super) struct Told<'c> {
    area: Option<[f64; 2]>,
    share: Option<[f64; 2]>,
    shapes: Vec<&'c Shape>,
}

impl<'c> Told<'c> {
    /// From what is current of its area, of the share that is affected, and of its shape.
    pub(super) fn of(area: &[Current], share: &[Current], shape: &[Current], courses: &'c Courses) -> Told<'c> {
        let number = |value: &Current| match value.figure {
            Figure::Number(number) => Some(number),
            Figure::Shape(_, area) => Some(area),
            _ => None,
        };
        let span = |values: &mut dyn Iterator<Item = [f64; 2]>| {
            values.reduce(|[low, high], [other, another]| [low.min(other), high.max(another)])
        };
        let laid = |value: &Current| match value.figure {
            Figure::Shape(place, _) => courses.shape(place),
            _ => None,
        };
        Told {
            area: span(&mut area.iter().chain(shape).filter_map(number).map(|number| [number, number])),
            share: span(&mut share.iter().filter_map(part)),
            shapes: shape.iter().filter_map(laid).take(1).collect(),
        }
    }
}

/// The share that is affected, from and to, of 1.
fn part(value: &Current) -> Option<[f64; 2]> {
    let percents = match value.figure {
        Figure::Number(percent) => [percent, percent],
        Figure::Count([low, best, high]) => {
            let alone = best.filter(|_| low.is_none() && high.is_none());
            let or = |end: Option<i64>, other: f64| end.or(alone).map_or(other, |percent| percent as f64);
            [or(low, 0.0), or(high, 100.0)]
        }
        _ => return None,
    };
    Some(percents.map(|percent| (percent / 100.0).clamp(0.0, 1.0)))
}

impl<'c> Gathering<'c> {
    /// Adds a thing that belongs to the group as `member` says and is damaged as `damaged` says.
    pub(super) fn add(&mut self, told: &Told<'c>, member: Counts, damaged: Counts) {
        let hit = member.and(damaged).truth;
        let Some([low, high]) = told.area else {
            self.sum.without += u64::from(!hit.is_no());
            return;
        };
        if member.truth.is_no() {
            return;
        }
        self.sum.told += 1;
        let [least, most] = told.share.unwrap_or([1.0, 1.0]);
        self.sum.area[0] += if member.truth.is_yes() { low } else { 0.0 };
        self.sum.area[1] += high;
        self.sum.affected[0] += if hit.is_yes() { low * least } else { 0.0 };
        self.sum.affected[1] += if hit.is_no() { 0.0 } else { high * most };
        // A share of a shape lies nobody knows where in it: only whole shapes are laid on each other.
        let whole = told.share.is_none();
        self.shapes.extend(told.shapes.iter().map(|shape| (*shape, if whole { hit } else { Truth::No })));
    }

    /// The areas, what lies in several shapes counted once.
    pub(super) fn finish(mut self) -> Option<Extent> {
        if self.sum.told == 0 {
            return None;
        }
        let over = |fits: &dyn Fn(Truth) -> bool| {
            let fitting = self.shapes.iter().filter(|(_, hit)| fits(*hit));
            overlap(&fitting.map(|(shape, _)| *shape).collect::<Vec<_>>())
        };
        let over = [over(&|_| true), over(&|hit| hit.is_yes()), over(&|hit| !hit.is_no())];
        let sum = &mut self.sum;
        sum.overlap = over;
        sum.area = sum.area.map(|area| (area - over[0]).max(0.0));
        sum.affected = [(sum.affected[0] - over[1]).max(0.0), (sum.affected[1] - over[2]).max(0.0)];
        Some(self.sum)
    }
}

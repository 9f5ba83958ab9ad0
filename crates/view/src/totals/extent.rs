//! How large things are, and how much of that is affected, in square metres.

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
    /// What lies in several shapes, and was taken off so that it counts once: of the area at least and at most, and the same of what is
    /// affected.
    pub overlap: [f64; 4],
}

/// The areas of the things of a group, gathered.
#[derive(Default)]
pub(super) struct Gathering<'c> {
    sum: Extent,
    laid: Vec<Laid<'c>>,
    /// The largest of the areas that surely count, and that are surely affected: together they are not less.
    largest: [f64; 2],
    /// What was found of things that were laid on each other, by their places.
    over: Vec<(Vec<usize>, f64)>,
}

/// A thing with shapes, as it belongs to the group.
struct Laid<'c> {
    shapes: Vec<&'c Shape>,
    /// Whether its area can be no other than that of its one shape.
    exact: bool,
    /// Whether, where it is affected, that is the whole of it: a share of a shape lies nobody knows where in it.
    whole: bool,
    /// Whether any of its area surely counts, and is surely affected.
    sure: [bool; 2],
    may_be_hit: bool,
}

/// What is told of one thing's area.
pub(super) struct Told<'c> {
    area: Option<[f64; 2]>,
    share: Option<[f64; 2]>,
    shapes: Vec<&'c Shape>,
    exact: bool,
}

impl<'c> Told<'c> {
    /// From what is current of its area, of the share that is affected, and of its shape.
    pub(super) fn of(area: &[Current], share: &[Current], shape: &[Current], courses: &'c Courses) -> Told<'c> {
        let laid = |value: &Current| match value.figure {
            Figure::Shape(place, _) => courses.shape(place),
            _ => None,
        };
        let numbers: Vec<(&Current, f64)> =
            area.iter().chain(shape).filter_map(|value| Some((value, number(value)?))).collect();
        let firm = numbers.iter().any(|(value, _)| value.is_firm());
        let span = span(numbers.iter().map(|(_, number)| [*number; 2]));
        Told {
            area: span.map(|[low, high]| [if firm { low } else { 0.0 }, high]),
            share: affected(share),
            shapes: shape.iter().filter_map(laid).collect(),
            exact: numbers.len() == 1,
        }
    }
}

fn number(value: &Current) -> Option<f64> {
    match value.figure {
        Figure::Number(number) => Some(number),
        Figure::Shape(_, area) => Some(area),
        _ => None,
    }
}

/// From the least to the most of several spans.
fn span(spans: impl Iterator<Item = [f64; 2]>) -> Option<[f64; 2]> {
    spans.reduce(|[low, high], [other, another]| [low.min(other), high.max(another)])
}

/// The share that is affected, of 1: any, where it is told with reserve alone; none where nobody tells one.
fn affected(shares: &[Current]) -> Option<[f64; 2]> {
    let told = span(shares.iter().map(part))?;
    Some(if shares.iter().any(Current::is_firm) { told } else { [0.0, 1.0] })
}

/// A share, from and to, of 1; one that is not known or not understood may be any.
fn part(value: &Current) -> [f64; 2] {
    let percents = match value.figure {
        Figure::Number(percent) => [percent, percent],
        Figure::Count([low, best, high]) => {
            let alone = best.filter(|_| low.is_none() && high.is_none());
            let or = |end: Option<i64>, other: f64| end.or(alone).map_or(other, |percent| percent as f64);
            [or(low, 0.0), or(high, 100.0)]
        }
        Figure::None => [0.0, 0.0],
        _ => [0.0, 100.0],
    };
    percents.map(|percent| (percent / 100.0).clamp(0.0, 1.0))
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
        let sure = [if member.truth.is_yes() { low } else { 0.0 }, if hit.is_yes() { low * least } else { 0.0 }];
        self.sum.area = [self.sum.area[0] + sure[0], self.sum.area[1] + high];
        let hit_most = if hit.is_no() { 0.0 } else { high * most };
        self.sum.affected = [self.sum.affected[0] + sure[1], self.sum.affected[1] + hit_most];
        self.largest = [self.largest[0].max(sure[0]), self.largest[1].max(sure[1])];
        if !told.shapes.is_empty() {
            let (shapes, exact, whole) = (told.shapes.clone(), told.exact, told.share.is_none());
            self.laid.push(Laid { shapes, exact, whole, sure: sure.map(|area| area > 0.0), may_be_hit: !hit.is_no() });
        }
    }

    /// Adds what was gathered of other things, before any is laid on another.
    pub(super) fn join(&mut self, other: Gathering<'c>) {
        let add = |sum: [f64; 2], more: [f64; 2]| [sum[0] + more[0], sum[1] + more[1]];
        self.sum.area = add(self.sum.area, other.sum.area);
        self.sum.affected = add(self.sum.affected, other.sum.affected);
        self.sum.told += other.sum.told;
        self.sum.without += other.sum.without;
        self.largest = [self.largest[0].max(other.largest[0]), self.largest[1].max(other.largest[1])];
        self.laid.extend(other.laid);
    }

    /// The areas, what lies in several shapes counted once. Off the least comes all that may lie in several, whichever shapes are
    /// right; off the most what surely does.
    pub(super) fn finish(mut self) -> Option<Extent> {
        if self.sum.told == 0 {
            return None;
        }
        self.sum.overlap = [
            self.over(&|one| one.sure[0]),
            self.over(&|one| one.exact),
            self.over(&|one| one.sure[1]),
            self.over(&|one| one.exact && one.whole && one.may_be_hit),
        ];
        let Gathering { mut sum, largest, .. } = self;
        let [of_least, of_most, hit_least, hit_most] = sum.overlap;
        sum.area = [(sum.area[0] - of_least).max(largest[0]), (sum.area[1] - of_most).max(0.0)];
        sum.affected = [(sum.affected[0] - hit_least).max(largest[1]), (sum.affected[1] - hit_most).max(0.0)];
        Some(sum)
    }

    /// How much of these lies in several of them, each thing being all of its shapes. Laid on each other once.
    fn over(&mut self, fits: &dyn Fn(&Laid) -> bool) -> f64 {
        let fitting = self.laid.iter().enumerate().filter(|(_, one)| fits(one));
        let (places, fitting): (Vec<usize>, Vec<&Laid>) = fitting.unzip();
        if let Some((_, over)) = self.over.iter().find(|(known, _)| *known == places) {
            return *over;
        }
        let shapes: Vec<&Shape> = fitting.iter().flat_map(|one| &one.shapes).copied().collect();
        let several = fitting.iter().filter(|one| one.shapes.len() > 1);
        let own: f64 = several.map(|one| overlap(&one.shapes)).sum();
        let over = (overlap(&shapes) - own).max(0.0);
        self.over.push((places, over));
        over
    }
}

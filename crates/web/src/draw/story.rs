//! A timeline made ready for drawing, whatever the width: shapes, lanes, and who says what.

use std::collections::HashMap;

use daftar_register::claim::ClaimId;
use daftar_register::view::{Cited, Timeline};

use super::drawing::{Drawing, Word};
use super::lanes::{Lane, lanes};
use super::shape::{Days, Shape};

/// A timeline with what every drawing of it needs.
pub(crate) struct Story<'t> {
    pub(crate) timeline: &'t Timeline,
    /// The statements by id.
    pub(crate) cited: HashMap<ClaimId, &'t Cited>,
    /// The shapes of the items in their order; none for what does not stand on the line, or not in what is shown.
    pub(crate) shapes: Vec<Option<Shape>>,
    pub(crate) lanes: Vec<Lane>,
    /// Whether it is about more than one entity.
    pub(crate) several: bool,
}

impl<'t> Story<'t> {
    /// At most `most` lanes.
    pub(crate) fn new(timeline: &'t Timeline, drawing: &Drawing, most: usize) -> Story<'t> {
        let is_shown = |days: Days| drawing.shown.is_none_or(|(first, last)| days.first <= last && first <= days.last);
        let shape = |item| Shape::of(item).filter(|shape| is_shown(shape.days()));
        let shapes: Vec<Option<Shape>> = timeline.items.iter().map(shape).collect();
        let cited: HashMap<ClaimId, &Cited> = timeline.statements.iter().map(|cited| (cited.claim, cited)).collect();
        let on_line = |place: usize| shapes[place].is_some();
        let by = drawing.lanes;
        let lanes = lanes(timeline, by, &cited, on_line, most, &drawing.words.word(Word::Others));
        let several = timeline.items.windows(2).any(|pair| pair[0].entity != pair[1].entity);
        Story { timeline, cited, shapes, lanes, several }
    }

    /// The days that need room on the line.
    pub(crate) fn days(&self) -> Vec<Days> {
        self.shapes.iter().flatten().map(Shape::days).collect()
    }

    /// The day from which each item of a lane is counted, with its place in the timeline.
    pub(crate) fn begun(&self, lane: &Lane) -> Vec<(i64, usize)> {
        let day = |&place: &usize| Some((self.shapes[place].as_ref()?.begins().0, place));
        lane.items.iter().filter_map(day).collect()
    }
}

//! One statement of a thing's course, as few bytes.

use daftar_claim::{ClaimId, Value};

use super::plan::{Role, bits};
use crate::area;
use crate::asked::Spoken;
use crate::rules::Rules;

/// No number, where one may stand.
pub(crate) const NOBODY: u32 = u32::MAX;

/// What one statement says of one property of a thing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Telling {
    pub(crate) claim: ClaimId,
    /// The property's place in the plan.
    pub(crate) property: u8,
    /// Values with one key are one value; counted from 0 for each property of a thing.
    pub(crate) key: u16,
    pub(crate) figure: Figure,
    /// Places of its time, of when it was said, of its source and of its speaker.
    pub(crate) time: u32,
    pub(crate) saying: u32,
    pub(crate) source: u32,
    pub(crate) speaker: u32,
    pub(crate) how: How,
    /// Where its denials begin, and how many there are.
    pub(crate) denials: (u32, u16),
}

/// How it is said.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct How {
    /// Whether it is firm enough to end others, as soon as it holds.
    pub(crate) firm: bool,
    pub(crate) once: bool,
    pub(crate) restores: bool,
    /// No more than that nothing was seen.
    pub(crate) unseen: bool,
    /// With reserve only.
    pub(crate) hedged: bool,
    /// Somebody wishes its value to be shown first (see [`Wish`]).
    pub(crate) wished: bool,
    /// Somebody else's grade, read by a crosswalk.
    pub(crate) mapped: bool,
}

/// What it says.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Figure {
    /// The steps that it may mean, as bits.
    Steps(u32),
    /// That it is not known.
    Silent,
    /// That there is none.
    None,
    /// At least, by its own best, at most: how many, or percents.
    Count([Option<i64>; 3]),
    /// A number: square metres, or percent.
    Number(f64),
    /// The place of a shape, and its area.
    Shape(u32, f64),
    /// The place of a shape that has no area: a point, a line.
    Spot(u32),
    /// A shape that has no inside.
    Faulty(area::Fault),
    /// The place of another thing's id.
    Thing(u32),
    /// Anything else.
    Other,
}

/// Who says something about a statement, and when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Voice {
    pub(crate) saying: u32,
    pub(crate) source: u32,
    pub(crate) speaker: u32,
}

/// That somebody wishes a value to be shown first, as long as nobody has wished otherwise in its place.
#[derive(Clone, Debug)]
pub(crate) struct Wish {
    pub(crate) by: Voice,
    pub(crate) superseded_by: Vec<Voice>,
}

/// What a statement says, for a property of that role; `lay` takes a shape.
pub(crate) fn figure(one: &Spoken, role: &Role, lay: &mut dyn FnMut(crate::Shape) -> u32) -> Figure {
    let rules: &Rules = &one.rules;
    match (&*one.value, role) {
        (value, _) if rules.says_nothing(value) => Figure::Silent,
        (Value::None, _) => Figure::None,
        (value, Role::Scale(steps)) => match bits(value, rules, steps) {
            0 => Figure::Other,
            bits => Figure::Steps(bits),
        },
        (Value::Count { low, best, high }, Role::Count | Role::Share) => Figure::Count([*low, *best, *high]),
        (Value::Number { number, unit }, Role::Share) => match unit.as_deref() {
            Some("%" | "٪") => Figure::Number(number.to_f64()),
            _ => Figure::Other,
        },
        (Value::Number { number, unit }, Role::Area) => {
            area::square_metres(number.to_f64(), unit.as_deref()).map_or(Figure::Other, Figure::Number)
        }
        (Value::Geometry { wkt, .. }, Role::Shape) => match crate::Shape::of(wkt) {
            Some(shape) => match area::of_shape(&shape) {
                Some(Ok(area)) => Figure::Shape(lay(shape), area),
                Some(Err(fault)) => Figure::Faulty(fault),
                None => Figure::Spot(lay(shape)),
            },
            None => Figure::Other,
        },
        _ => Figure::Other,
    }
}

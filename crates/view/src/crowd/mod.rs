//! Where very many things lie, and how they stand at the time asked for: what a map shows when there are too many to draw each.
//!
//! What lies in one square of a grid is one mark, with how many things there are and how they stand. The grid is laid from the same corner
//! whatever part of it is looked at, so that a mark does not change when the map is moved. A sensitive place takes part with its fixed
//! cell, as everywhere: a square smaller than the cell shows nothing of where in it the place lies, and where squares are larger, whole
//! cells are one mark.

mod square;

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use daftar_claim::EntityId;
use daftar_date::Truth;
use serde::Serialize;

use self::square::{Gathering, Level, Lies, Square, grown, square, wider};
use crate::ask::Ask;
use crate::course::{Answering, Courses, Figure, NONE, Role, SILENT, Thing};
use crate::portions::in_portions;
use crate::shape::Position;
use crate::{json, known};

/// A part of the map, and into how large squares it is divided.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Part<'s> {
    /// West, south, east and north, in degrees; where it crosses the antimeridian, west is greater than east.
    pub bounds: [f64; 4],
    /// The side of a square, in degrees; none for things one by one.
    pub side: Option<f64>,
    /// The only things that are told; none for all.
    pub only: Option<&'s BTreeSet<EntityId>>,
}

/// What lies in a part of the map.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Crowd {
    /// The marks, those with most things first.
    pub marks: Vec<Mark>,
    /// How many things lie in the part that was asked for.
    pub inside: usize,
    /// How many there are everywhere.
    pub all: usize,
    /// How many more are known by an area alone, whose middle is no place of theirs: they are in no mark.
    pub somewhere: usize,
    /// The bounds of all; none where there is nothing.
    pub bounds: Option<[f64; 4]>,
}

/// Things that lie together.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Mark {
    /// Where: the middle of them.
    pub at: Position,
    /// The bounds of all of them.
    pub bounds: [f64; 4],
    /// How many.
    pub things: usize,
    /// How many stand how: by the rank of the worst that any source tells, `not-known`, or `untold`.
    pub levels: BTreeMap<String, usize>,
    /// The thing, where it is one.
    #[serde(serialize_with = "json::text_or_null")]
    pub only: Option<EntityId>,
    /// The bounds of the cell, or of several that are one mark, where it is of sensitive places.
    pub cell: Option<[f64; 4]>,
}

impl Mark {
    /// The worst that is told of any of its things: a rank, `not-known` or `untold`.
    pub fn worst(&self) -> &str {
        let rank = |level: &&String| level.parse::<i64>().unwrap_or(if *level == "not-known" { -1 } else { -2 });
        self.levels.keys().max_by_key(rank).map_or("untold", String::as_str)
    }
}

/// How many things have a place.
pub fn placed(courses: &Courses) -> usize {
    let shapes = shapes_of(courses, false);
    courses.things().iter().filter(|thing| thing.cell.is_some() || has_shape(courses, thing, &shapes)).count()
}

/// What lies in a part of the map, as it stood and as had been said by the times that are asked for.
pub fn crowd(courses: &Courses, ask: &Ask, part: &Part<'_>) -> Crowd {
    let answering = courses.answer(ask);
    let looking = Looking {
        answering: &answering,
        part,
        shapes: shapes_of(courses, false),
        areas: shapes_of(courses, true),
        scales: scales(courses),
    };
    let found = in_portions(courses.things(), |things| looking.at(things));
    found.into_iter().reduce(Found::join).unwrap_or_default().crowd()
}

/// What is looked for.
struct Looking<'q, 'c> {
    answering: &'q Answering<'c>,
    part: &'q Part<'q>,
    shapes: Vec<u8>,
    areas: Vec<u8>,
    scales: Vec<u8>,
}

/// What some of the things come to.
#[derive(Default)]
struct Found {
    squares: HashMap<Square, Gathering>,
    inside: usize,
    all: usize,
    somewhere: usize,
    bounds: Option<[f64; 4]>,
}

impl Looking<'_, '_> {
    fn at(&self, things: &[Thing]) -> Found {
        let mut found = Found::default();
        let is_asked = |thing: &&Thing| self.part.only.is_none_or(|only| only.contains(&thing.entity));
        things.iter().filter(is_asked).for_each(|thing| self.take(thing, &mut found));
        found
    }

    fn take(&self, thing: &Thing, found: &mut Found) {
        let Some(lies) = lies(self.answering, thing, &self.shapes) else {
            found.somewhere += usize::from(lies(self.answering, thing, &self.areas).is_some());
            return;
        };
        let at = lies.middle();
        found.all += 1;
        found.bounds = Some(grown(found.bounds, at));
        if is_inside(self.part.bounds, at) {
            found.inside += 1;
            let (square, cells) = square(self.part.side, lies, thing.entity);
            let gathering = found.squares.entry(square).or_insert_with(|| Gathering::new(thing.entity, cells));
            gathering.take(lies, level(self.answering, thing, &self.scales));
        }
    }
}

impl Found {
    /// What both found, this one first.
    fn join(mut self, other: Found) -> Found {
        for (square, more) in other.squares {
            match self.squares.entry(square) {
                Entry::Occupied(known) => known.into_mut().join(more),
                Entry::Vacant(place) => drop(place.insert(more)),
            }
        }
        self.inside += other.inside;
        self.all += other.all;
        self.somewhere += other.somewhere;
        self.bounds = wider(self.bounds, other.bounds);
        self
    }

    fn crowd(self) -> Crowd {
        let mut marks: Vec<(Square, Mark)> =
            self.squares.into_iter().map(|(square, one)| (square, one.mark())).collect();
        marks.sort_unstable_by_key(|(square, mark)| (std::cmp::Reverse(mark.things), *square));
        let marks = marks.into_iter().map(|(_, mark)| mark).collect();
        Crowd { marks, inside: self.inside, all: self.all, somewhere: self.somewhere, bounds: self.bounds }
    }
}

fn is_inside([west, south, east, north]: [f64; 4], [longitude, latitude]: Position) -> bool {
    let along = if west <= east { (west..=east).contains(&longitude) } else { longitude >= west || longitude <= east };
    along && (south..=north).contains(&latitude)
}

/// The properties of places, or of points that stand for an area.
fn shapes_of(courses: &Courses, areas: bool) -> Vec<u8> {
    let all = courses.properties(|role| *role == Role::Shape).into_iter();
    all.filter(|(_, property)| (property.as_str() == known::AREA_POINT) == areas).map(|(place, _)| place).collect()
}

fn scales(courses: &Courses) -> Vec<u8> {
    courses.properties(|role| matches!(role, Role::Scale(_))).into_iter().map(|(place, _)| place).collect()
}

fn has_shape(courses: &Courses, thing: &Thing, shapes: &[u8]) -> bool {
    courses
        .tellings_of(thing)
        .iter()
        .any(|one| shapes.contains(&one.property) && matches!(one.figure, Figure::Shape(..) | Figure::Spot(_)))
}

/// Where a thing lies by the first position that holds and had been said; for whom its place is withheld, its cell.
fn lies(answering: &Answering<'_>, thing: &Thing, shapes: &[u8]) -> Option<Lies> {
    let courses = answering.courses;
    if let Some(cell) = thing.cell.filter(|_| thing.sensitive && !has_shape(courses, thing, shapes)) {
        return Some(Lies::In(cell));
    }
    let told = courses.tellings_of(thing).iter().filter(|one| shapes.contains(&one.property));
    let mut held = told.filter(|one| {
        let by = !answering.holds(one).0.is_no() && answering.said(one.saying) != Truth::No;
        by && answering.is_from(one.source, one.speaker)
    });
    held.find_map(|one| match one.figure {
        Figure::Shape(place, _) | Figure::Spot(place) => Some(Lies::At(courses.shape(place)?.middle()?)),
        _ => None,
    })
}

/// The worst that any source tells of it, by its rank.
fn level(answering: &Answering<'_>, thing: &Thing, scales: &[u8]) -> Level {
    let (mut worst, mut silent) = (None, false);
    for scale in scales {
        let standing = answering.standing(thing, *scale);
        let steps = answering.courses.steps(*scale).iter().enumerate();
        let may_be = steps.filter(|(place, _)| standing.may_be & (1 << place) != 0);
        worst = worst.max(may_be.map(|(_, step)| step.rank).max());
        silent |= standing.may_be & (SILENT | NONE) != 0;
    }
    match worst {
        Some(rank) => Level::Rank(rank),
        None if silent => Level::NotKnown,
        None => Level::Untold,
    }
}

#[cfg(test)]
mod tests;

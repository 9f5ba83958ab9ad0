//! Where very many things lie, and how they stand at the time asked for: what a map shows when there are too many to draw each.
//!
//! What lies in one square of a grid is one mark, with how many things there are and how they stand. The grid is laid from the same corner
//! whatever part of it is looked at, so that a mark does not change when the map is moved. A sensitive place takes part with its fixed
//! cell, as everywhere: a square smaller than the cell shows nothing of where in it the place lies, and where squares are larger, whole
//! cells are one mark.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use daftar_claim::EntityId;
use daftar_date::Truth;
use serde::Serialize;

use crate::ask::Ask;
use crate::cell::Cell;
use crate::course::{Answering, Courses, Figure, NONE, Role, SILENT, Thing};
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

/// The square in which something lies.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Square {
    Grid(i64, i64),
    Cells(i32, i32),
    Alone(EntityId),
}

/// What gathers in a square.
struct Gathering {
    sum: Position,
    bounds: Option<[f64; 4]>,
    things: usize,
    levels: BTreeMap<String, usize>,
    only: EntityId,
    cell: Option<[f64; 4]>,
}

/// Where a thing lies.
#[derive(Clone, Copy)]
enum Lies {
    At(Position),
    In(Cell),
}

impl Lies {
    fn middle(self) -> Position {
        match self {
            Lies::At(at) => at,
            Lies::In(cell) => {
                let [west, south, east, north] = cell.bounds();
                [(west + east) / 2.0, (south + north) / 2.0]
            }
        }
    }
}

/// How many things have a place.
pub fn placed(courses: &Courses) -> usize {
    let shapes = shapes(courses);
    courses.things().iter().filter(|thing| thing.cell.is_some() || has_shape(courses, thing, &shapes)).count()
}

/// What lies in a part of the map, as it stood and as had been said by the times that are asked for.
pub fn crowd(courses: &Courses, ask: &Ask, part: &Part<'_>) -> Crowd {
    let answering = courses.answer(ask);
    let (shapes, scales) = (shapes(courses), scales(courses));
    let mut squares: HashMap<Square, Gathering> = HashMap::new();
    let areas = shapes_of(courses, true);
    let (mut all, mut inside, mut somewhere, mut bounds) = (0, 0, 0, None);
    let is_asked = |thing: &&Thing| part.only.is_none_or(|only| only.contains(&thing.entity));
    for thing in courses.things().iter().filter(is_asked) {
        let Some(lies) = lies(&answering, thing, &shapes) else {
            somewhere += usize::from(lies(&answering, thing, &areas).is_some());
            continue;
        };
        let at = lies.middle();
        all += 1;
        bounds = Some(grown(bounds, at));
        if !is_inside(part.bounds, at) {
            continue;
        }
        inside += 1;
        let level = level(&answering, thing, &scales);
        let (square, cells) = square(part.side, lies, thing.entity);
        squares.entry(square).or_insert_with(|| Gathering::new(thing.entity, cells)).take(lies, level);
    }
    let mut marks: Vec<(Square, Mark)> = squares.into_iter().map(|(square, one)| (square, one.mark())).collect();
    marks.sort_unstable_by_key(|(square, mark)| (std::cmp::Reverse(mark.things), *square));
    Crowd { marks: marks.into_iter().map(|(_, mark)| mark).collect(), inside, all, somewhere, bounds }
}

impl Gathering {
    fn new(only: EntityId, cell: Option<[f64; 4]>) -> Gathering {
        Gathering { sum: [0.0; 2], bounds: None, things: 0, levels: BTreeMap::new(), only, cell }
    }

    fn take(&mut self, lies: Lies, level: String) {
        let [east, north] = lies.middle();
        self.sum = [self.sum[0] + east, self.sum[1] + north];
        let [west, south, east, north] = match lies {
            Lies::In(cell) => cell.bounds(),
            Lies::At([east, north]) => [east, north, east, north],
        };
        self.bounds = Some(grown(Some(grown(self.bounds, [west, south])), [east, north]));
        self.things += 1;
        *self.levels.entry(level).or_default() += 1;
    }

    fn mark(self) -> Mark {
        let many = self.things.max(1) as f64;
        let at = [self.sum[0] / many, self.sum[1] / many];
        Mark {
            bounds: grown(self.bounds, at),
            at,
            things: self.things,
            levels: self.levels,
            only: (self.things == 1).then_some(self.only),
            cell: self.cell,
        }
    }
}

/// The square in which a thing is shown, and its bounds where it is of cells: these stay marks of their own, so that their things are never
/// among those whose place is told.
fn square(side: Option<f64>, lies: Lies, entity: EntityId) -> (Square, Option<[f64; 4]>) {
    let number = |degrees: f64, side: f64| (degrees / side).floor() as i64;
    match (lies, side) {
        (Lies::In(cell), side) => {
            let ((east, north), bounds) = cell.among(side.unwrap_or_default());
            (Square::Cells(east, north), Some(bounds))
        }
        (Lies::At([east, north]), Some(side)) => (Square::Grid(number(east, side), number(north, side)), None),
        (Lies::At(_), None) => (Square::Alone(entity), None),
    }
}

fn is_inside([west, south, east, north]: [f64; 4], [longitude, latitude]: Position) -> bool {
    let along = if west <= east { (west..=east).contains(&longitude) } else { longitude >= west || longitude <= east };
    along && (south..=north).contains(&latitude)
}

fn grown(bounds: Option<[f64; 4]>, [east, north]: Position) -> [f64; 4] {
    let [w, s, e, n] = bounds.unwrap_or([east, north, east, north]);
    [w.min(east), s.min(north), e.max(east), n.max(north)]
}

fn shapes(courses: &Courses) -> Vec<u8> {
    shapes_of(courses, false)
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
fn level(answering: &Answering<'_>, thing: &Thing, scales: &[u8]) -> String {
    let (mut worst, mut silent) = (None, false);
    for scale in scales {
        let standing = answering.standing(thing, *scale);
        let steps = answering.courses.steps(*scale).iter().enumerate();
        let may_be = steps.filter(|(place, _)| standing.may_be & (1 << place) != 0);
        worst = worst.max(may_be.map(|(_, step)| step.rank).max());
        silent |= standing.may_be & (SILENT | NONE) != 0;
    }
    match worst {
        Some(rank) => rank.to_string(),
        None if silent => "not-known".to_owned(),
        None => "untold".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Says, edtf, entity, point, shipped};
    use crate::{Asked, Audience, Surroundings};
    use daftar_claim::Statement;

    fn house(n: usize, east: f64, state: &str) -> Vec<Statement> {
        let name = format!("house {n}");
        vec![
            Says::of(&name, "kind").code("kind", "building").done(),
            Says::of(&name, "location").value(point(&format!("POINT ({east} 35.0)"), None)).done(),
            Says::of(&name, "state").code("state", state).when("2031-10").done(),
        ]
    }

    fn courses(list: &[Statement], audience: Audience) -> Courses {
        let (profiles, ask) = (shipped(), Ask { audience, ..Ask::default() });
        let surroundings = Surroundings::gather(list, audience, &profiles);
        let mut courses = Courses::new(&profiles);
        courses.take(&Asked::new(list, &ask, &profiles, &surroundings), &|_| true);
        courses.sort();
        courses
    }

    const EARTH: [f64; 4] = [-180.0, -90.0, 180.0, 90.0];

    fn part(side: Option<f64>) -> Part<'static> {
        Part { bounds: EARTH, side, only: None }
    }

    #[test]
    fn what_lies_in_one_square_is_one_mark() {
        let list: Vec<Statement> =
            [house(1, 21.01, "damaged"), house(2, 21.02, "destroyed"), house(3, 23.0, "intact")].concat();
        let courses = courses(&list, Audience::Public);
        let found = crowd(&courses, &Ask::default(), &part(Some(1.0)));
        assert_eq!((found.all, found.inside, found.bounds), (3, 3, Some([21.01, 35.0, 23.0, 35.0])));
        let two = &found.marks[0];
        assert_eq!((two.things, two.only, found.marks[1].only), (2, None, Some(entity("house 3"))));
        assert!((two.at[0] - 21.015).abs() < 1e-9);
        assert_eq!(two.levels, [("3".to_owned(), 1), ("5".to_owned(), 1)].into());
        let alone = crowd(&courses, &Ask::default(), &part(None));
        assert_eq!(alone.marks.len(), 3);
        let east = crowd(&courses, &Ask::default(), &Part { bounds: [22.0, 30.0, 24.0, 40.0], ..part(None) });
        assert_eq!((east.inside, east.all), (1, 3));
        let across = crowd(&courses, &Ask::default(), &Part { bounds: [22.0, 30.0, 21.015, 40.0], ..part(None) });
        assert_eq!(across.inside, 2, "across the antimeridian");
        let before = crowd(&courses, &Ask { at: Some(edtf("2031-09")), ..Ask::default() }, &part(None));
        assert!(before.marks.iter().all(|mark| mark.levels == [("untold".to_owned(), 1)].into()));
        assert_eq!(placed(&courses), 3);
    }

    #[test]
    fn sensitive_places_are_their_cell_however_small_the_squares() {
        let well = |n: usize, east: &str| {
            let name = format!("well {n}");
            vec![
                Says::of(&name, "kind").code("kind", "water-point").done(),
                Says::of(&name, "location").value(point(&format!("POINT ({east} 35.0239)"), None)).done(),
            ]
        };
        let list: Vec<Statement> = [well(1, "21.0173"), well(2, "21.0399"), house(3, 21.02, "damaged")].concat();
        for side in [None, Some(0.0001), Some(1.0)] {
            let found = crowd(&courses(&list, Audience::Public), &Ask::default(), &part(side));
            let cell = found.marks.iter().find(|mark| mark.cell.is_some()).unwrap();
            assert_eq!((cell.things, cell.at, found.marks.len()), (2, [21.025, 35.025], 2), "{side:?}");
            let wide = if side == Some(1.0) { [21.0, 35.0, 22.0, 36.0] } else { [21.0, 35.0, 21.05, 35.05] };
            assert_eq!((cell.cell, cell.bounds), (Some(wide), [21.0, 35.0, 21.05, 35.05]), "{side:?}");
        }
        let keeper = crowd(&courses(&list, Audience::Keeper), &Ask::default(), &part(None));
        assert!(keeper.marks.len() == 3 && keeper.marks.iter().all(|mark| mark.cell.is_none()));
    }

    #[test]
    fn every_thing_is_in_a_mark_however_many_cells_there_are() {
        let well = |n: usize| {
            let (name, at) = (
                format!("well {n}"),
                format!("POINT ({} {})", 20.01 + (n % 50) as f64 / 20.0, 34.01 + (n / 50) as f64 / 20.0),
            );
            vec![
                Says::of(&name, "kind").code("kind", "water-point").done(),
                Says::of(&name, "location").value(point(&at, None)).done(),
            ]
        };
        let list: Vec<Statement> = (0..1500).flat_map(well).collect();
        let courses = courses(&list, Audience::Public);
        for (side, marks) in [(0.01, 1500), (0.125, 17 * 11), (0.25, 10 * 6)] {
            let found = crowd(&courses, &Ask::default(), &part(Some(side)));
            let told: usize = found.marks.iter().map(|mark| mark.things).sum();
            assert_eq!((told, found.inside), (1500, 1500), "{side}");
            assert_eq!(found.marks.len(), marks, "{side}");
        }
    }

    #[test]
    fn embargoed_sites_are_their_cell_for_keepers_too() {
        let list = [
            Says::of("depot", "kind").code("kind", "military-site").done(),
            Says::of("depot", "location").value(point("POINT (21.0173 35.0239)", None)).done(),
            Says::of("depot", "area-point").value(point("POINT (21.0174 35.0238)", None)).done(),
        ];
        for audience in [Audience::Public, Audience::Keeper] {
            let found = crowd(&courses(&list, audience), &Ask::default(), &part(None));
            let marks: Vec<_> = found.marks.iter().map(|mark| (mark.at, mark.cell.is_some())).collect();
            assert_eq!((marks, found.somewhere), (vec![([21.025, 35.025], true)], 0), "{audience:?}");
        }
    }
}

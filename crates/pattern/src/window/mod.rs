//! The area that is looked at: polygons with holes.

mod circle;
mod overlap;
mod rings;

use crate::error::Error;
use crate::point::{Point, finite, turn};

pub(crate) use circle::HEAVIEST;
pub(crate) use overlap::Lattice;

/// A polygon or several, with holes: where things at risk are known.
///
/// Lengths are in the unit of the coordinates, areas in its square. The boundary belongs to the window.
#[derive(Debug, Clone, PartialEq)]
pub struct Window {
    /// What is inside lies left of the way from the first to the second.
    edges: Vec<[Point; 2]>,
    /// Edges as functions of x, for integrals.
    spans: Vec<overlap::Span>,
    longest: f64,
    low: Point,
    high: Point,
    area: f64,
    rectangle: bool,
}

impl Window {
    /// The window whose boundary the rings are, in any order and direction; whether a ring is a hole follows from how many others it
    /// lies in. A last corner that repeats the first is dropped, and so are corners that repeat the one before.
    ///
    /// # Errors
    /// Coordinates that are no numbers, rings without area, rings that cross or touch themselves, that cross each other or share
    /// a stretch.
    pub fn new(rings: &[Vec<Point>]) -> Result<Self, Error> {
        let rings = rings::sound(rings)?;
        let edges: Vec<[Point; 2]> = rings.iter().flat_map(|ring| rings::edges(ring)).collect();
        let (low, high) = bounds(edges.iter().map(|edge| edge[0]));
        let spans = overlap::spans(&edges);
        let rectangle = rings.len() == 1 && is_rectangle(&rings[0]);
        let area = if rectangle {
            (high.x - low.x) * (high.y - low.y)
        } else {
            rings.iter().map(|ring| rings::area(ring)).sum()
        };
        Ok(Self { longest: overlap::longest(&spans), edges, spans, low, high, area, rectangle })
    }

    /// A rectangle from its lower left and its upper right corner.
    ///
    /// # Errors
    /// As [`Window::new`].
    pub fn rectangle(low: Point, high: Point) -> Result<Self, Error> {
        Self::new(&[vec![low, Point::new(high.x, low.y), high, Point::new(low.x, high.y)]])
    }

    /// Area.
    #[must_use]
    pub fn area(&self) -> f64 {
        self.area
    }

    /// The lower left and the upper right corner of the rectangle around it.
    #[must_use]
    pub fn bounds(&self) -> [Point; 2] {
        [self.low, self.high]
    }

    /// Whether it is a rectangle along the axes.
    #[must_use]
    pub fn is_rectangle(&self) -> bool {
        self.rectangle
    }

    /// Whether a place lies in it or on its boundary.
    #[must_use]
    pub fn contains(&self, place: Point) -> bool {
        let around = place.x >= self.low.x && place.x <= self.high.x && place.y >= self.low.y && place.y <= self.high.y;
        around && (self.rectangle || rings::side(&self.edges, place) != rings::Side::Out)
    }

    /// Distance to the nearest place of the boundary, from inside or outside.
    #[must_use]
    pub fn to_boundary(&self, place: Point) -> f64 {
        let squares = self.edges.iter().map(|edge| square_to_edge(place, *edge));
        squares.fold(f64::INFINITY, f64::min).sqrt()
    }

    /// Nothing if all places lie inside.
    pub(crate) fn contains_all(&self, what: &'static str, places: &[Point]) -> Result<(), Error> {
        finite(what, places)?;
        match places.iter().position(|place| !self.contains(*place)) {
            None => Ok(()),
            Some(index) => Err(Error::Outside { what, index, at: places[index] }),
        }
    }
}

fn bounds(corners: impl Iterator<Item = Point>) -> (Point, Point) {
    let start = (Point::new(f64::INFINITY, f64::INFINITY), Point::new(f64::NEG_INFINITY, f64::NEG_INFINITY));
    corners.fold(start, |(low, high), corner| {
        (Point::new(low.x.min(corner.x), low.y.min(corner.y)), Point::new(high.x.max(corner.x), high.y.max(corner.y)))
    })
}

fn is_rectangle(ring: &[Point]) -> bool {
    let along = |edge: [Point; 2]| edge[0].x == edge[1].x || edge[0].y == edge[1].y;
    ring.len() == 4 && rings::edges(ring).all(along)
}

fn square_to_edge(place: Point, [from, to]: [Point; 2]) -> f64 {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let along = ((place.x - from.x) * dx + (place.y - from.y) * dy) / (dx * dx + dy * dy);
    let along = along.clamp(0.0, 1.0);
    place.square_to(Point::new(from.x + along * dx, from.y + along * dy))
}

/// Whether `place`, which lies on the line through the edge, lies on the edge.
fn is_beside(place: Point, [from, to]: [Point; 2]) -> bool {
    let between = |a: f64, b: f64, c: f64| c >= a.min(b) && c <= a.max(b);
    between(from.x, to.x, place.x) && between(from.y, to.y, place.y)
}

fn is_on(place: Point, edge: [Point; 2]) -> bool {
    turn(edge[0], edge[1], place) == 0.0 && is_beside(place, edge)
}

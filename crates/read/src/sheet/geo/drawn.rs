//! The shape of a placemark, put together element by element.

use super::shape::{Kind, Writer, collection, plain};

/// A position: its numbers as they are written.
type Position = Vec<String>;

/// A shape by itself.
#[derive(Debug, Clone, PartialEq)]
enum Part {
    Point(Vec<Position>),
    Line(Vec<Position>),
    Area(Vec<Vec<Position>>),
}

/// What has been drawn so far.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    parts: Vec<Part>,
    /// Whether a part is being drawn, and so on inwards.
    open: Vec<Open>,
    odd: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Point,
    Line,
    Area,
    Ring,
}

impl Drawn {
    /// An element begins.
    pub(super) fn begin(&mut self, name: &str) {
        let inside = self.open.last() == Some(&Open::Area);
        let (open, part) = match name {
            "Point" => (Open::Point, Some(Part::Point(Vec::new()))),
            "LineString" => (Open::Line, Some(Part::Line(Vec::new()))),
            "LinearRing" if inside => (Open::Ring, None),
            "LinearRing" => (Open::Line, Some(Part::Line(Vec::new()))),
            "Polygon" => (Open::Area, Some(Part::Area(Vec::new()))),
            _ => return,
        };
        self.open.push(open);
        self.parts.extend(part);
    }

    /// An element ends.
    pub(super) fn end(&mut self, name: &str) {
        if ["Point", "LineString", "LinearRing", "Polygon"].contains(&name) {
            self.open.pop();
        }
    }

    /// The text of coordinates: numbers parted by commas, positions by spaces.
    pub(super) fn positions(&mut self, text: &str) {
        let position = |tuple: &str| tuple.split(',').map(|number| plain(number).into_owned()).collect::<Position>();
        let positions: Vec<Position> = text.split_whitespace().map(position).collect();
        match (self.parts.last_mut(), self.open.last()) {
            (Some(Part::Point(all) | Part::Line(all)), Some(Open::Point | Open::Line)) => all.extend(positions),
            (Some(Part::Area(rings)), Some(Open::Ring)) => rings.push(positions),
            _ => self.odd = true,
        }
    }

    /// Whether something stands there that is no shape.
    pub(super) fn odd(&self) -> bool {
        self.odd
    }

    /// As Well-Known Text; nothing where nothing was drawn.
    pub(super) fn well_known(&self) -> String {
        let same = |kind: fn(&Part) -> bool| self.parts.len() > 1 && self.parts.iter().all(kind);
        match &self.parts[..] {
            [] => String::new(),
            [one] => one.well_known(),
            all if same(|part| matches!(part, Part::Point(_))) => many(Kind::MultiPoint, all),
            all if same(|part| matches!(part, Part::Line(_))) => many(Kind::MultiLineString, all),
            all if same(|part| matches!(part, Part::Area(_))) => many(Kind::MultiPolygon, all),
            all => collection(&all.iter().map(Part::well_known).collect::<Vec<_>>()),
        }
    }
}

impl Part {
    fn kind(&self) -> Kind {
        match self {
            Part::Point(_) => Kind::Point,
            Part::Line(_) => Kind::LineString,
            Part::Area(_) => Kind::Polygon,
        }
    }

    fn dimensions(&self) -> usize {
        let first = match self {
            Part::Point(all) | Part::Line(all) => all.first(),
            Part::Area(rings) => rings.first().and_then(|ring| ring.first()),
        };
        first.map_or(2, Vec::len)
    }

    fn well_known(&self) -> String {
        let mut out = Writer::begin(self.kind(), self.dimensions());
        self.write(false, &mut out);
        out.end()
    }

    fn write(&self, bracketed: bool, out: &mut Writer) {
        match self {
            Part::Point(all) => all.iter().for_each(|one| position(one, bracketed, out)),
            Part::Line(all) => line(all, out),
            Part::Area(rings) => {
                out.open();
                rings.iter().for_each(|ring| line(ring, out));
                out.close();
            }
        }
    }
}

fn many(kind: Kind, parts: &[Part]) -> String {
    let mut out = Writer::begin(kind, parts.first().map_or(2, Part::dimensions));
    out.open();
    parts.iter().for_each(|part| part.write(true, &mut out));
    out.close();
    out.end()
}

fn line(all: &[Position], out: &mut Writer) {
    out.open();
    all.iter().for_each(|one| position(one, false, out));
    out.close();
}

fn position(numbers: &Position, bracketed: bool, out: &mut Writer) {
    out.position(numbers.iter().map(|number| number.as_str().into()), bracketed);
}

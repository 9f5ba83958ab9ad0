//! Well-Known Text taken apart, its numbers as they are written: as it comes from standards, and as people write it.

use super::odd::ShapeOdd;
use super::plain;
use crate::import::told::Why;

/// The words for shapes, and how many brackets stand about their positions.
const KINDS: [(&str, usize); 6] =
    [("POINT", 0), ("LINESTRING", 1), ("POLYGON", 2), ("MULTIPOINT", 1), ("MULTILINESTRING", 2), ("MULTIPOLYGON", 3)];
const COLLECTION: &str = "GEOMETRYCOLLECTION";

/// The numbers of a position.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Position {
    numbers: Vec<String>,
}

impl Position {
    pub(super) fn of(x: &str, y: &str) -> Position {
        Position { numbers: vec![x.to_owned(), y.to_owned()] }
    }

    fn number(&self, at: usize) -> f64 {
        self.numbers.get(at).and_then(|number| number.parse().ok()).unwrap_or(f64::NAN)
    }

    pub(super) fn x(&self) -> f64 {
        self.number(0)
    }

    pub(super) fn y(&self) -> f64 {
        self.number(1)
    }

    pub(super) fn turned(&self) -> Position {
        Position { numbers: self.numbers.iter().take(2).rev().cloned().collect() }
    }

    /// The two numbers, without exponent.
    pub(super) fn tidy(&self) -> Position {
        Position { numbers: self.numbers.iter().take(2).map(|number| plain(number)).collect() }
    }
}

/// A shape: its areas, their rings, their positions. What is less has one of each.
#[derive(Debug)]
pub(super) struct Parsed {
    word: &'static str,
    depth: usize,
    pub(super) areas: Vec<Vec<Vec<Position>>>,
    pub(super) srid: Option<u32>,
}

/// Whether a text begins as a shape.
pub(super) fn is_shape(text: &str) -> bool {
    let (_, text) = srid(text);
    let word: String = text.chars().take_while(char::is_ascii_alphabetic).collect();
    word_of(&word).is_some() || word.to_uppercase().starts_with(COLLECTION)
}

/// A number of EPSG before the shape, as PostGIS writes it.
fn srid(text: &str) -> (Option<u32>, &str) {
    let told = text.strip_prefix("SRID=").or(text.strip_prefix("srid=")).and_then(|rest| rest.split_once(';'));
    told.and_then(|(number, rest)| Some((Some(number.trim().parse().ok()?), rest.trim_start()))).unwrap_or((None, text))
}

/// A kind of shape by its word, which heights and measures may mark.
fn word_of(word: &str) -> Option<(&'static str, usize)> {
    let word = word.to_uppercase();
    let plain = ["ZM", "Z", "M"].iter().find_map(|mark| word.strip_suffix(mark)).unwrap_or(&word);
    KINDS.iter().find(|(known, _)| *known == word || *known == plain).copied()
}

impl Parsed {
    /// Takes a text apart; else says why it is no shape, if more can be said of that than that it is none.
    pub(super) fn of(text: &str) -> Result<Parsed, Option<ShapeOdd>> {
        let (srid, text) = srid(text);
        let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
        let (word, rest) = text.split_at(end);
        if word.to_uppercase().starts_with(COLLECTION) {
            return Err(Some(ShapeOdd::Collection));
        }
        let (word, depth) = word_of(word).ok_or(None)?;
        let rest = rest.trim_start();
        let marked = ["ZM", "Z", "M", "zm", "z", "m"].iter().find_map(|mark| rest.strip_prefix(mark));
        let rest = marked.unwrap_or(rest).trim();
        if rest.eq_ignore_ascii_case("EMPTY") {
            return Err(Some(ShapeOdd::Empty));
        }
        let areas = nested(rest, depth, word == "MULTIPOINT").ok_or(None)?;
        Ok(Parsed { word, depth, areas, srid })
    }

    /// The same with other positions.
    pub(super) fn map(self, place: &dyn Fn(&Position) -> Result<Position, Why>) -> Result<Parsed, Why> {
        let ring = |ring: &Vec<Position>| ring.iter().map(place).collect::<Result<Vec<_>, Why>>();
        let area = |area: &Vec<Vec<Position>>| area.iter().map(ring).collect::<Result<Vec<_>, Why>>();
        let areas = self.areas.iter().map(area).collect::<Result<Vec<_>, Why>>()?;
        Ok(Parsed { areas, ..self })
    }

    pub(super) fn is_area(&self) -> bool {
        ["POLYGON", "MULTIPOLYGON"].contains(&self.word)
    }

    fn rings(&self) -> impl Iterator<Item = &Vec<Position>> {
        self.areas.iter().flatten()
    }

    /// The first height or measure that is not nought.
    pub(super) fn heights(&self) -> Option<ShapeOdd> {
        let further = |position: &Position| {
            let not_nought = |number: &&String| number.parse::<f64>() != Ok(0.0);
            position.numbers.iter().skip(2).find(not_nought).cloned()
        };
        self.rings().flatten().find_map(further).map(|first| ShapeOdd::Heights { first })
    }

    /// Looks whether lines are lines, and outlines are closed.
    pub(super) fn whole(&self) -> Result<(), Why> {
        let points = self.word.ends_with("POINT");
        for ring in self.rings().filter(|_| !points) {
            let ends =
                ring.first().zip(ring.last()).is_some_and(|(one, other)| (one.x(), one.y()) == (other.x(), other.y()));
            let odd = match (self.is_area(), ring.len()) {
                (false, 0 | 1) | (true, 0..=2) => Some(ShapeOdd::TooFew),
                (true, _) if !ends => Some(ShapeOdd::Unclosed),
                (true, 3) => Some(ShapeOdd::TooFew),
                _ => ring
                    .windows(2)
                    .any(|two| (two[0].x() - two[1].x()).abs() > 180.0)
                    .then_some(ShapeOdd::RoundTheEarth),
            };
            if let Some(odd) = odd {
                return Err(Why::Shape(odd));
            }
        }
        Ok(())
    }

    /// As the bytes of a claim have it.
    pub(super) fn well_known(&self) -> String {
        let position = |one: &Position| one.numbers.join(" ");
        let line = |ring: &Vec<Position>| format!("({})", ring.iter().map(position).collect::<Vec<_>>().join(", "));
        let several = |all: Vec<String>| format!("({})", all.join(", "));
        let area = |rings: &Vec<Vec<Position>>| several(rings.iter().map(line).collect());
        let inside = match (self.word, self.depth) {
            ("MULTIPOINT", _) => several(self.rings().flatten().map(|one| format!("({})", position(one))).collect()),
            (_, 0 | 1) => self.rings().map(line).collect(),
            (_, 2) => self.areas.iter().map(area).collect(),
            _ => several(self.areas.iter().map(area).collect()),
        };
        format!("{} {inside}", self.word)
    }
}

/// What stands in so many brackets; of points, each may have its own.
fn nested(text: &str, depth: usize, points: bool) -> Option<Vec<Vec<Vec<Position>>>> {
    let inside = text.strip_prefix('(')?.strip_suffix(')')?;
    let rings = |text: &str| groups(text)?.into_iter().map(line).collect::<Option<Vec<_>>>();
    Some(match depth {
        _ if points => {
            let each = |one: &str| {
                let one = one.trim();
                position(one.strip_prefix('(').and_then(|one| one.strip_suffix(')')).unwrap_or(one))
            };
            vec![vec![inside.split(',').map(each).collect::<Option<Vec<_>>>()?]]
        }
        0 => vec![vec![vec![position(inside)?]]],
        1 => vec![vec![line(inside)?]],
        2 => vec![rings(inside)?],
        _ => groups(inside)?.into_iter().map(rings).collect::<Option<Vec<_>>>()?,
    })
}

/// What stands in the outermost brackets, with nothing but commas between.
fn groups(text: &str) -> Option<Vec<&str>> {
    let (mut depth, mut start, mut found) = (0_u32, 0, Vec::new());
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => {
                depth += 1;
                start = if depth == 1 { at + 1 } else { start };
            }
            b')' => {
                depth = depth.checked_sub(1)?;
                found.extend(text.get(start..at).filter(|_| depth == 0));
            }
            b',' | b' ' | b'\t' | b'\n' | b'\r' => {}
            _ if depth == 0 => return None,
            _ => {}
        }
    }
    (depth == 0 && !found.is_empty()).then_some(found)
}

fn line(text: &str) -> Option<Vec<Position>> {
    text.split(',').map(position).collect()
}

fn position(text: &str) -> Option<Position> {
    let numbers: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    let sound = (2..=4).contains(&numbers.len()) && numbers.iter().all(|number| number.parse::<f64>().is_ok());
    sound.then_some(Position { numbers })
}

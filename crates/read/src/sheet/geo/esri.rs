//! A shape as a Shapefile has it (ESRI 1998): numbers of eight bytes, and where among them each of its parts begins.

use super::super::Note;
use super::rings::{Areas, Position, areas};
use super::shape::{Kind, Writer, of_f64};

/// No measure: anything below this.
const NO_MEASURE: f64 = -1e38;

/// The numbers of one shape.
struct Numbers<'b> {
    rest: &'b [u8],
}

impl Numbers<'_> {
    fn f64(&mut self) -> Option<f64> {
        let (bytes, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(f64::from_le_bytes(*bytes))
    }

    fn count(&mut self, bytes: usize) -> Option<usize> {
        let (found, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        usize::try_from(i32::from_le_bytes(*found)).ok().filter(|count| bytes == 0 || *count <= rest.len() / bytes)
    }

    fn pairs(&mut self, count: usize) -> Option<Vec<Position>> {
        (0..count).map(|_| Some(Position { at: [self.f64()?, self.f64()?], further: None })).collect()
    }

    /// Adds to each position a further number, behind the lowest and highest of all.
    fn further(&mut self, positions: &mut [Position]) -> Option<()> {
        self.f64().and(self.f64())?;
        positions.iter_mut().try_for_each(|position| {
            position.further = Some(self.f64()?);
            Some(())
        })
    }
}

/// A shape as Well-Known Text; none where it is of a type that has none.
pub(super) fn well_known(bytes: &[u8], notes: &mut Vec<Note>) -> Option<String> {
    let (number, rest) = bytes.split_first_chunk()?;
    let number = u32::from_le_bytes(*number);
    let (plain, family) = (number % 10, number / 10);
    let mark = ["", " Z", " M"].get(usize::try_from(family).ok()?)?;
    let mut numbers = Numbers { rest };
    match plain {
        1 => {
            let mut position = numbers.pairs(1)?.pop()?;
            position.further = (family > 0).then(|| numbers.f64()).flatten();
            Some(write(Kind::Point, mark, |out| out.position(numbers_of(&position), false)))
        }
        3 | 5 | 8 => several(plain, (family, mark), numbers, notes),
        _ => None,
    }
}

fn several(plain: u32, (family, mark): (u32, &str), mut numbers: Numbers<'_>, notes: &mut Vec<Note>) -> Option<String> {
    numbers.pairs(2)?;
    let parts = if plain == 8 { 1 } else { numbers.count(4)? };
    let points = numbers.count(4)?;
    let mut starts = vec![0];
    if plain != 8 {
        starts = (0..parts).map(|_| numbers.count(0)).collect::<Option<Vec<_>>>()?;
    }
    let mut positions = numbers.pairs(points)?;
    if family > 0 {
        // Measures may be missing altogether.
        numbers.further(&mut positions).or((family == 2).then_some(()))?;
    }
    let measured = positions.iter().all(|position| position.further.is_some_and(|one| one > NO_MEASURE));
    let mark = if family == 2 && !measured { "" } else { mark };
    if family == 2 && !measured {
        positions.iter_mut().for_each(|position| position.further = None);
    }
    let ends = starts.iter().skip(1).copied().chain([points]);
    let lines: Vec<Vec<Position>> = starts
        .iter()
        .zip(ends)
        .map(|(start, end)| positions.get(*start..end).map(<[Position]>::to_vec))
        .collect::<Option<_>>()?;
    Some(match plain {
        8 => write(Kind::MultiPoint, mark, |out| line(&positions, true, out)),
        3 if lines.len() == 1 => write(Kind::LineString, mark, |out| line(&lines[0], false, out)),
        3 => write(Kind::MultiLineString, mark, |out| rings(&lines, out)),
        _ => return polygon(lines, mark, notes),
    })
}

fn polygon(lines: Vec<Vec<Position>>, mark: &str, notes: &mut Vec<Note>) -> Option<String> {
    let Areas { areas, against } = areas(lines)?;
    notes.extend(against.then_some(Note::RingsAgainst));
    Some(match &areas[..] {
        [one] => write(Kind::Polygon, mark, |out| rings(one, out)),
        all => write(Kind::MultiPolygon, mark, |out| {
            out.open();
            all.iter().for_each(|one| rings(one, out));
            out.close();
        }),
    })
}

fn write(kind: Kind, mark: &str, fill: impl FnOnce(&mut Writer)) -> String {
    let mut out = Writer::marked(kind, mark);
    fill(&mut out);
    out.end()
}

fn numbers_of(position: &Position) -> impl Iterator<Item = std::borrow::Cow<'static, str>> {
    position.at.into_iter().chain(position.further).map(of_f64)
}

fn line(positions: &[Position], bracketed: bool, out: &mut Writer) {
    out.open();
    positions.iter().for_each(|position| out.position(numbers_of(position), bracketed));
    out.close();
}

fn rings(lines: &[Vec<Position>], out: &mut Writer) {
    out.open();
    lines.iter().for_each(|one| line(one, false, out));
    out.close();
}

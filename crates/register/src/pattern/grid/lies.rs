//! Where the cells of a grid lie on the earth.

use daftar_view::pattern::daftar_pattern::Point;

use super::super::plane::Plane;
use super::held::Part;
use crate::import::Crs;

/// Places along each edge by which bounds are found.
const ALONG: usize = 16;
/// Beyond the bounds that are found so, as much again of their width is taken, and so many cells: between those places edges are bent.
const BEYOND: f64 = 0.01;
const CELLS_BEYOND: f64 = 2.0;
/// Cells are at most so many times as long as they are wide; thinner ones are a mistake, and would be looked at for ever.
const THINNEST: f64 = 30.0;
/// Metres of a grid are more than these, degrees less.
const MOST_DEGREES: f64 = 400.0;

/// Where cells lie: their system of coordinates, how many there are, and how places are reckoned from columns and rows.
#[derive(Debug)]
pub(super) struct Lies {
    crs: Crs,
    called: String,
    /// Columns and rows.
    pub(super) size: [usize; 2],
    to_ground: Affine,
    to_cells: Affine,
}

/// Of x and y `x·a + y·b + c`, and `x·d + y·e + f`.
pub(super) type Affine = [f64; 6];

fn laid([a, b, c, d, e, f]: Affine, [x, y]: [f64; 2]) -> [f64; 2] {
    [x * a + y * b + c, x * d + y * e + f]
}

fn turned([a, b, c, d, e, f]: Affine) -> Option<Affine> {
    let of = a * e - b * d;
    let back = [e / of, -b / of, (b * f - c * e) / of, -d / of, a / of, (c * d - a * f) / of];
    back.iter().all(|number| number.is_finite()).then_some(back)
}

impl Lies {
    /// A grid of so many columns and rows, of which the corner of a cell that is nearest to the first row and column lies at `to_ground` of
    /// its place.
    ///
    /// # Errors
    /// What lies nowhere on the earth, or has cells without width.
    pub(super) fn of(called: &str, size: [usize; 2], to_ground: Affine) -> Result<Lies, String> {
        let [a, b, _, d, e, _] = to_ground;
        let sides = [a.hypot(d), b.hypot(e)];
        let to_cells = turned(to_ground).filter(|_| sides.iter().all(|side| *side > 0.0));
        let to_cells =
            to_cells.ok_or_else(|| format!("cells of {} × {}; expected a width and a height", sides[0], sides[1]))?;
        if (sides[0] / sides[1]).max(sides[1] / sides[0]) > THINNEST {
            return Err(format!("cells of {} × {}; expected some about as wide as high", sides[0], sides[1]));
        }
        let lies = Lies { crs: Crs::of(called), called: Crs::called(called), size, to_ground, to_cells };
        match lies.is_on_earth() {
            true => Ok(lies),
            false => Err(format!(
                "it reaches {}, which is nowhere on the earth; expected places of that system: if it is another, gdal_translate -a_srs says so",
                lies.reach()
            )),
        }
    }

    fn is_on_earth(&self) -> bool {
        let corners = self.corners();
        match self.crs {
            Crs::Degrees => corners.iter().all(|[east, north]| east.abs() <= 360.1 && north.abs() <= 90.1),
            // Metres that look like degrees, or lie beyond what its system reaches.
            _ => {
                let farthest = corners.iter().flatten().fold(0.0, |most: f64, one| most.max(one.abs()));
                farthest > MOST_DEGREES && corners.iter().all(|corner| self.crs.back(*corner).is_some())
            }
        }
    }

    fn corners(&self) -> [[f64; 2]; 4] {
        let [columns, rows] = self.size.map(|many| many as f64);
        [[0.0, 0.0], [columns, 0.0], [0.0, rows], [columns, rows]].map(|corner| laid(self.to_ground, corner))
    }

    /// From where to where it reaches, in words.
    pub(super) fn reach(&self) -> String {
        let corners = self.corners();
        let least = |axis: usize| corners.iter().fold(f64::INFINITY, |least, corner| least.min(corner[axis]));
        let most = |axis: usize| corners.iter().fold(f64::NEG_INFINITY, |most, corner| most.max(corner[axis]));
        format!("from {}, {} to {}, {} ({})", least(0), least(1), most(0), most(1), self.called)
    }

    /// All of its cells.
    pub(super) fn whole(&self) -> Part {
        Part { from: [0, 0], to: self.size }
    }

    /// At which column and row a place lies; those of the first cell are from 0 to 1.
    pub(super) fn cell(&self, (north, east): (f64, f64)) -> Option<[f64; 2]> {
        self.crs.there([east, north]).map(|there| laid(self.to_cells, there))
    }

    /// By how many columns and rows the same place lies elsewhere: once round the earth.
    pub(super) fn rounds(&self) -> Vec<[f64; 2]> {
        let [a, _, _, d, ..] = self.to_cells;
        let round = self.crs.around().map(|far| [a * far, d * far]);
        [0.0, 1.0, -1.0]
            .into_iter()
            .filter_map(|times| match round {
                Some([columns, rows]) => Some([columns * times, rows * times]),
                None => (times == 0.0).then_some([0.0, 0.0]),
            })
            .collect()
    }

    /// The cells that meet a rectangle of the plane.
    pub(super) fn part(&self, plane: &Plane, [low, high]: [Point; 2]) -> Option<Part> {
        let at = |one: usize, other: usize| {
            let part = |at: usize, from: f64, to: f64| from + (to - from) * at as f64 / ALONG as f64;
            Point::new(part(one, low.x, high.x), part(other, low.y, high.y))
        };
        let all = (0..=ALONG).flat_map(|one| (0..=ALONG).map(move |other| (one, other)));
        let cells: Vec<[f64; 2]> = all.filter_map(|(one, other)| self.cell(plane.back(at(one, other)))).collect();
        let parts = self.rounds().into_iter().filter_map(|round| self.clipped(&cells, round));
        parts.reduce(|one, other| one.and(other))
    }

    /// Which cells there are between the least and the greatest of these.
    fn clipped(&self, cells: &[[f64; 2]], round: [f64; 2]) -> Option<Part> {
        let clip = |axis: usize| {
            let of = || cells.iter().map(|cell| cell[axis] + round[axis]);
            let (least, most) = (of().reduce(f64::min)?, of().reduce(f64::max)?);
            let beyond = (most - least) * BEYOND + CELLS_BEYOND;
            let many = self.size[axis] as f64;
            let (from, to) = ((least - beyond).floor().max(0.0), (most + beyond).ceil().min(many));
            (from < to).then_some((from as usize, to as usize))
        };
        let (columns, rows) = (clip(0)?, clip(1)?);
        Some(Part { from: [columns.0, rows.0], to: [columns.1, rows.1] })
    }

    /// Places along the edges of some of its cells: latitude and longitude.
    pub(super) fn edges(&self, part: &Part) -> Vec<(f64, f64)> {
        let at = |along: usize, axis: usize| {
            let (from, to) = (part.from[axis] as f64, part.to[axis] as f64);
            from + (to - from) * along as f64 / ALONG as f64
        };
        let around = (0..=ALONG).flat_map(|along| {
            [
                [at(along, 0), at(0, 1)],
                [at(along, 0), at(ALONG, 1)],
                [at(0, 0), at(along, 1)],
                [at(ALONG, 0), at(along, 1)],
            ]
        });
        around.filter_map(|cell| self.place(cell)).collect()
    }

    /// Which place lies at a column and row: latitude and longitude.
    pub(super) fn place(&self, cell: [f64; 2]) -> Option<(f64, f64)> {
        self.crs.back(laid(self.to_ground, cell)).map(|[east, north]| (north.clamp(-90.0, 90.0), east))
    }
}

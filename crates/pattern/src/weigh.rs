//! Weights of pairs at the edge, fast: exact where that is cheap, else interpolated, the same way for data and simulations.

use crate::cross::Correction;
use crate::neighbours::Near;
use crate::point::Point;
use crate::reaches::{Reaches, lesser};
use crate::window::{HEAVIEST, Lattice, Window};

/// What pairs weigh.
#[derive(Debug, Clone)]
pub(crate) enum Weigh {
    None,
    /// Sides of a rectangle.
    Rectangle {
        wide: f64,
        tall: f64,
    },
    Translation(Lattice),
    /// For facilities nearer to the boundary than the farthest distance, where their weights begin.
    Isotropic {
        begins: Vec<Option<u32>>,
        weights: Vec<f64>,
        scale: f64,
    },
    /// For each facility, its distance to the boundary, and the first bin that is too far.
    Border {
        depths: Vec<f64>,
        ends: Vec<u32>,
    },
}

/// Steps from 0 to the farthest distance at which isotropic weights are reckoned.
const STEPS: usize = 256;

impl Weigh {
    pub(crate) fn new(window: &Window, facilities: &[Point], reaches: &Reaches, correction: Correction) -> Self {
        let depth = |place: &Point| window.to_boundary(*place);
        match correction {
            Correction::None => Self::None,
            Correction::Translation if window.is_rectangle() => {
                let [low, high] = window.bounds();
                Self::Rectangle { wide: high.x - low.x, tall: high.y - low.y }
            }
            Correction::Translation => Self::Translation(Lattice::new(window, reaches.farthest())),
            Correction::Isotropic => Self::isotropic(window, facilities, reaches.farthest()),
            Correction::Border => {
                let depths: Vec<f64> = facilities.iter().map(depth).collect();
                let end = |depth: &f64| reaches.all().partition_point(|reach| *reach <= *depth) as u32;
                Self::Border { ends: depths.iter().map(end).collect(), depths }
            }
        }
    }

    fn isotropic(window: &Window, facilities: &[Point], farthest: f64) -> Self {
        let (mut begins, mut weights) = (Vec::new(), Vec::new());
        for place in facilities {
            if window.to_boundary(*place) >= farthest {
                begins.push(None);
                continue;
            }
            begins.push(Some(weights.len() as u32));
            let at = |step: usize| window.isotropic_weight(*place, farthest * step as f64 / STEPS as f64);
            weights.extend((0..=STEPS + 1).map(at));
        }
        Self::Isotropic { begins, weights, scale: STEPS as f64 / farthest }
    }

    /// Adds all pairs of a damaged place with facilities that may be near. The last bin is that of the far ones.
    #[inline]
    pub(crate) fn add(&self, place: Point, share: f64, near: Near, reaches: &Reaches, bins: &mut [f64]) {
        match self {
            Self::None => each(place, near, reaches, |_, _, _, bin| bins[bin] += share),
            Self::Rectangle { wide, tall } => {
                let (least, whole) = (1.0 / HEAVIEST, 1.0 / (wide * tall));
                each(place, near, reaches, |at, _, _, bin| {
                    let (right, up) = ((place.x - at.x).abs(), (place.y - at.y).abs());
                    let overlap = (wide - lesser(right, *wide)) * (tall - lesser(up, *tall)) * whole;
                    bins[bin] += share / if overlap > least { overlap } else { least };
                });
            }
            Self::Translation(lattice) => each(place, near, reaches, |at, _, _, bin| {
                bins[bin] += share * lattice.weight(place.x - at.x, place.y - at.y);
            }),
            Self::Isotropic { begins, weights, scale } => each(place, near, reaches, |_, index, square, bin| {
                let weight = begins[index as usize].map_or(1.0, |begin| {
                    let along = square.sqrt() * scale;
                    let step = (along as usize).min(STEPS);
                    let (from, part) = (begin as usize + step, along - step as f64);
                    weights[from] * (1.0 - part) + weights[from + 1] * part
                });
                bins[bin] += share * weight;
            }),
            Self::Border { ends, .. } => each(place, near, reaches, |_, index, _, bin| {
                let end = ends[index as usize] as usize;
                if bin < end {
                    bins[bin] += share;
                    bins[end] -= share;
                }
            }),
        }
    }
}

/// Each facility with the square of its distance and its bin, also those just too far: no branch to be guessed.
#[inline]
fn each(place: Point, near: Near, reaches: &Reaches, mut pair: impl FnMut(Point, u32, f64, usize)) {
    for (at, index) in near.places.iter().zip(near.indices) {
        let square = at.square_to(place);
        pair(*at, *index, square, reaches.bin_of_square(square));
    }
}

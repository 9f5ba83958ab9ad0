//! Whether a position lies within a ring, asked often: the sides of a ring are laid out in strips by their heights, so that few are
//! looked at.

use super::rings::Position;

/// About so many sides lie in a strip.
const IN_STRIP: usize = 16;
/// A side lies in so many strips, on average, and in no more: a zigzag would fill the memory.
const STRIPS_OF_SIDE: f64 = 4.0;
/// A position is on a side if it is no farther from it than this part of the ring's size.
const TOUCHING: f64 = 1e-9;

/// The bounds of a ring.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    pub(super) low: [f64; 2],
    pub(super) high: [f64; 2],
}

impl Bounds {
    /// None where a ring has no corner, or one that lies nowhere.
    pub(super) fn of(ring: &[Position]) -> Option<Bounds> {
        let first = ring.first()?.at;
        let mut bounds = Bounds { low: first, high: first };
        for position in ring {
            for axis in [0, 1] {
                bounds.low[axis] = bounds.low[axis].min(position.at[axis]);
                bounds.high[axis] = bounds.high[axis].max(position.at[axis]);
            }
        }
        let finite = |position: &Position| position.at.iter().all(|number| number.is_finite());
        ring.iter().all(finite).then_some(bounds)
    }

    pub(super) fn size(&self, axis: usize) -> f64 {
        self.high[axis] - self.low[axis]
    }

    pub(super) fn middle(&self, axis: usize) -> f64 {
        self.low[axis] + self.size(axis) / 2.0
    }

    pub(super) fn has(&self, at: [f64; 2]) -> bool {
        [0, 1].into_iter().all(|axis| (self.low[axis]..=self.high[axis]).contains(&at[axis]))
    }
}

/// The sides of a ring.
pub(super) struct Sides<'r> {
    ring: &'r [Position],
    bounds: Bounds,
    /// The sides of each strip, from below, by their numbers.
    strips: Vec<Vec<u32>>,
}

impl<'r> Sides<'r> {
    pub(super) fn of(ring: &'r [Position], bounds: Bounds) -> Sides<'r> {
        let climbed: f64 = ring.windows(2).map(|pair| (pair[1].at[1] - pair[0].at[1]).abs()).sum();
        let few = STRIPS_OF_SIDE * ring.len() as f64 * bounds.size(1) / climbed;
        let strips = (ring.len() / IN_STRIP).min(if few.is_finite() { few as usize } else { 1 }).max(1);
        let mut sides = Sides { ring, bounds, strips: vec![Vec::new(); strips] };
        for (number, pair) in (0..).zip(ring.windows(2)) {
            let (one, other) = (sides.strip(pair[0].at[1]), sides.strip(pair[1].at[1]));
            sides.strips[one.min(other)..=one.max(other)].iter_mut().for_each(|strip| strip.push(number));
        }
        sides
    }

    fn strip(&self, y: f64) -> usize {
        let share = (y - self.bounds.low[1]) / self.bounds.size(1);
        // What is no number is nought.
        ((share * self.strips.len() as f64) as usize).min(self.strips.len() - 1)
    }

    /// How many sides are looked at for a position.
    pub(super) fn near(&self, [_, y]: [f64; 2]) -> usize {
        self.strips[self.strip(y)].len()
    }

    /// Whether a position lies within; none where it lies on a side.
    pub(super) fn have(&self, at: [f64; 2]) -> Option<bool> {
        if !self.bounds.has(at) {
            return Some(false);
        }
        let [x, y] = at;
        let close = TOUCHING * self.bounds.size(0).max(self.bounds.size(1));
        let mut within = false;
        for number in &self.strips[self.strip(y)] {
            let number = *number as usize;
            let ([x1, y1], [x2, y2]) = (self.ring[number].at, self.ring[number + 1].at);
            // Twice the area of the triangle: the length of the side, and how far the position is from it.
            let apart = (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1);
            let beside = |one: f64, other: f64, at: f64| at >= one.min(other) - close && at <= one.max(other) + close;
            if apart.abs() <= close * (x2 - x1).hypot(y2 - y1) && beside(x1, x2, x) && beside(y1, y2, y) {
                return None;
            }
            within ^= (y1 > y) != (y2 > y) && (apart > 0.0) == (y2 < y1);
        }
        Some(within)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(corners: &[[f64; 2]]) -> Vec<Position> {
        corners.iter().map(|at| Position { at: *at, further: None }).collect()
    }

    #[test]
    fn a_position_lies_within_without_or_on_a_side() {
        for (scale, far) in [(1.0, 0.0), (1e-4, 36.0), (100.0, 4_000_000.0)] {
            let of = |[x, y]: [f64; 2]| [far + scale * x, far + scale * y];
            let bay = [[0.0, 0.0], [0.0, 4.0], [4.0, 4.0], [2.0, 2.0], [4.0, 0.0], [0.0, 0.0]].map(of);
            let bay = ring(&bay);
            let sides = Sides::of(&bay, Bounds::of(&bay).unwrap());
            for (at, expected) in [
                ([1.0, 2.0], Some(true)),
                ([3.0, 2.0], Some(false)),
                ([3.0, 3.5], Some(true)),
                ([5.0, 2.0], Some(false)),
                ([0.0, 3.0], None),
                ([3.0, 3.0], None),
                ([2.0, 2.0], None),
            ] {
                assert_eq!(sides.have(of(at)), expected, "{at:?} {scale}");
            }
        }
    }

    #[test]
    fn a_circle_of_many_corners_is_looked_at_strip_by_strip() {
        let at = |number: u32| (f64::from(number) * std::f64::consts::TAU / 100_000.0).sin_cos();
        let mut corners: Vec<[f64; 2]> = (0..100_000).map(|number| at(number).into()).collect();
        corners.push(corners[0]);
        let circle = ring(&corners);
        let sides = Sides::of(&circle, Bounds::of(&circle).unwrap());
        for step in -9..=9 {
            let x = f64::from(step) * 0.15;
            assert_eq!(sides.have([x, 0.3]), Some(x.hypot(0.3) < 1.0), "{x}");
        }
        assert!(sides.near([0.0, 0.0]) < 100);
        // A zigzag has few strips.
        let zigzag: Vec<[f64; 2]> = (0..100_000).map(|number| [f64::from(number), f64::from(number % 2)]).collect();
        let zigzag = ring(&zigzag);
        assert!(Sides::of(&zigzag, Bounds::of(&zigzag).unwrap()).strips.len() <= 4);
    }
}

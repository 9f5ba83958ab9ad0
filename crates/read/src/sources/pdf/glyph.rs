//! A glyph as it stands on a page.

use crate::sources::place::Area;

/// A matrix `[a b c d e f]` (ISO 32000-1, 8.3.3).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// This one first, then the other.
    pub(super) fn then(self, next: Matrix) -> Matrix {
        let ([a, b, c, d, e, f], [p, q, r, s, t, u]) = (self.0, next.0);
        Matrix([a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u])
    }

    pub(super) fn apply(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// Moves by this much before.
    pub(super) fn moved(self, x: f64, y: f64) -> Matrix {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(self)
    }
}

/// One glyph, or what several draw together.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    /// What it says, in the order of reading.
    pub(super) text: String,
    /// Where it begins and ends along the line, and where the line is, in points: of upright text x and y; of turned
    /// text as if it were upright.
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) base: f64,
    /// How tall its letters are, in points.
    pub(super) size: f64,
    /// Whither the text goes, in quarter turns.
    pub(super) turn: u8,
    /// Whether it is painted.
    pub(super) inked: bool,
    /// Whether the text was given as such: then brackets in it are not those that are drawn.
    pub(super) given: bool,
}

impl Glyph {
    /// The rectangle of a glyph from `(x, y)` to `(to_x, to_y)` along its base line.
    pub(super) fn new(text: String, start: (f64, f64), end: (f64, f64), size: f64, inked: bool) -> Option<Glyph> {
        let (x, y) = (end.0 - start.0, end.1 - start.1);
        let turn = if x.abs() >= y.abs() {
            if x < 0.0 { 2 } else { 0 }
        } else if y > 0.0 {
            1
        } else {
            3
        };
        let (from, base) = turned(start, turn);
        let (to, _) = turned(end, turn);
        let sound = [from, to, base, size].iter().all(|value| value.is_finite() && value.abs() < 1e7);
        sound.then_some(Glyph { text, from, to: to.max(from), base, size, turn, inked, given: false })
    }

    /// Where it stands on the page. Fonts do not all say how far their letters reach: four fifths of the size above the
    /// base line, and a fifth below.
    pub(super) fn area(&self) -> Area {
        let low = back((self.from, self.base - self.size * 0.2), self.turn);
        let high = back((self.to, self.base + self.size * 0.8), self.turn);
        area(low, high)
    }
}

/// The rectangle of two opposite corners.
pub(super) fn area(one: (f64, f64), other: (f64, f64)) -> Area {
    let whole = |value: f64| value.round() as i32;
    Area {
        left: whole(one.0.min(other.0)),
        bottom: whole(one.1.min(other.1)),
        right: whole(one.0.max(other.0)),
        top: whole(one.1.max(other.1)),
    }
}

fn turned((x, y): (f64, f64), turn: u8) -> (f64, f64) {
    match turn {
        0 => (x, y),
        1 => (y, -x),
        2 => (-x, -y),
        _ => (-y, x),
    }
}

fn back((along, up): (f64, f64), turn: u8) -> (f64, f64) {
    match turn {
        0 => (along, up),
        1 => (-up, along),
        2 => (-along, -up),
        _ => (up, -along),
    }
}

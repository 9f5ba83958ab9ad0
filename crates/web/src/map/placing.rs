//! Laying a picture on the map by points of which both are known: the pixel and the position.
//!
//! Two points turn, scale and move it (a similarity, which keeps shapes). Three or more may also stretch it, by least squares
//! (affine), unless they lie nearly on one line. All is reckoned in the plane of Web Mercator, in which the map is drawn.

use serde::Serialize;

use super::plane::{Ground, ground};

/// A pixel whose position is known.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Tie {
    /// Pixels from the left and from the top.
    pub pixel: [f64; 2],
    /// Longitude and latitude, degrees, WGS 84.
    pub position: [f64; 2],
}

/// Why points do not place a picture.
#[derive(Clone, Copy, PartialEq, Debug, thiserror::Error)]
pub enum PlacingError {
    /// One or none.
    #[error("{0} known points; a picture needs two or more, far apart")]
    TooFew(usize),
    /// Outside of what the map can draw.
    #[error("point {0}: latitude {1} cannot be drawn; expected a position between 85.05 south and north")]
    OffTheMap(usize, f64),
    /// All are one pixel, or one position.
    #[error("the known points are one and the same {0}; choose points far apart")]
    OneSpot(&'static str),
    /// A number is not finite.
    #[error("point {0} has a number that is none")]
    NotANumber(usize),
}

/// How the picture is laid.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Turned, scaled and moved.
    Similarity,
    /// Stretched and slanted as well.
    Affine,
}

/// A picture's place.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Placed {
    /// How it is laid.
    pub method: Method,
    /// From pixels to metres of the plane: east = a·x + c·y + e, north = b·x + d·y + f, as `[a, b, c, d, e, f]`.
    pub matrix: [f64; 6],
    /// How far each point lies from where it should be, metres on the ground.
    pub residuals: Vec<f64>,
    /// The root of their mean square; none when there are too few points to tell.
    pub residual: Option<f64>,
    /// The same if the picture is not stretched: what it would be off if it were drawn to scale. None for two points.
    pub unstretched: Option<f64>,
    /// Metres on the ground that a pixel stands for, about the middle of the points.
    pub metres_per_pixel: f64,
    /// Whether the picture comes to lie with its back up: mostly a sign that points were exchanged.
    pub mirrored: bool,
}

/// Places a picture.
///
/// # Errors
/// When there are too few points, or they do not differ.
pub fn place(ties: &[Tie]) -> Result<Placed, PlacingError> {
    let points = Points::of(ties)?;
    let similar = points.similarity();
    let affine = points.affine().filter(|_| points.points.len() > 2);
    let method = if affine.is_some() { Method::Affine } else { Method::Similarity };
    let matrix = affine.unwrap_or(similar);
    let residuals = points.residuals(matrix);
    let enough = points.points.len() > if method == Method::Affine { 3 } else { 2 };
    let of_similar = || mean(&points.residuals(similar));
    let determinant = matrix[0] * matrix[3] - matrix[1] * matrix[2];
    Ok(Placed {
        method,
        matrix,
        residual: enough.then(|| mean(&residuals)),
        unstretched: (points.points.len() > 2).then(of_similar),
        residuals,
        metres_per_pixel: determinant.abs().sqrt() * points.scale,
        mirrored: determinant > 0.0, // Pixels count downwards, so that a picture with its face up has a negative one.
    })
}

impl Placed {
    /// Where a pixel lies: longitude and latitude, degrees.
    pub fn position(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let [a, b, c, d, e, f] = self.matrix;
        Ground { east: a * x + c * y + e, north: b * x + d * y + f }.position()
    }

    /// Which pixel lies at a position; none beyond the map, or when the picture is laid flat as a line.
    pub fn pixel(&self, position: [f64; 2]) -> Option<[f64; 2]> {
        let [a, b, c, d, e, f] = self.matrix;
        let point = ground(position)?;
        let (east, north, determinant) = (point.east - e, point.north - f, a * d - b * c);
        let pixel = [(d * east - c * north) / determinant, (a * north - b * east) / determinant];
        pixel.iter().all(|n| n.is_finite()).then_some(pixel)
    }
}

/// The root of the mean square.
fn mean(residuals: &[f64]) -> f64 {
    (residuals.iter().map(|metres| metres * metres).sum::<f64>() / residuals.len() as f64).sqrt()
}

/// The same point in the picture and on the ground.
type Pair = ([f64; 2], [f64; 2]);

/// The points about their middle. Pixels count upwards here.
struct Points {
    points: Vec<Pair>,
    pixel: [f64; 2],
    ground: [f64; 2],
    /// Metres on the ground that a metre of the plane stands for, at the middle.
    scale: f64,
}

impl Points {
    fn of(ties: &[Tie]) -> Result<Points, PlacingError> {
        if ties.len() < 2 {
            return Err(PlacingError::TooFew(ties.len()));
        }
        let points = ties.iter().enumerate().map(|(n, tie)| both(n + 1, tie)).collect::<Result<Vec<_>, _>>()?;
        let middle = |part: fn(&Pair) -> [f64; 2]| {
            let sum = points.iter().map(part).fold([0.0, 0.0], |sum, one| [sum[0] + one[0], sum[1] + one[1]]);
            sum.map(|sum| sum / points.len() as f64)
        };
        let (pixel, ground) = (middle(|one| one.0), middle(|one| one.1));
        let about = |one: [f64; 2], middle: [f64; 2]| [one[0] - middle[0], one[1] - middle[1]];
        let points: Vec<_> = points.iter().map(|one| (about(one.0, pixel), about(one.1, ground))).collect();
        let reach = |part: fn(&Pair) -> [f64; 2]| points.iter().map(part).map(|[x, y]| x.hypot(y)).fold(0.0, f64::max);
        if reach(|one| one.0) < 0.5 {
            return Err(PlacingError::OneSpot("pixel"));
        }
        if reach(|one| one.1) < 1e-3 {
            return Err(PlacingError::OneSpot("position"));
        }
        let scale = Ground { east: ground[0], north: ground[1] }.scale();
        Ok(Points { points, pixel, ground, scale })
    }

    /// The best similarity: pixels and ground as complex numbers, ground = k · pixel.
    fn similarity(&self) -> [f64; 6] {
        let (mut re, mut im, mut square) = (0.0, 0.0, 0.0);
        for ([x, y], [east, north]) in &self.points {
            re += x * east + y * north;
            im += x * north - y * east;
            square += x * x + y * y;
        }
        self.matrix([re / square, -im / square, im / square, re / square])
    }

    /// The best affine map; none when the pixels lie nearly on one line.
    fn affine(&self) -> Option<[f64; 6]> {
        let sum = |of: fn(&([f64; 2], [f64; 2])) -> f64| self.points.iter().map(of).sum::<f64>();
        let (xx, xy, yy) = (sum(|(p, _)| p[0] * p[0]), sum(|(p, _)| p[0] * p[1]), sum(|(p, _)| p[1] * p[1]));
        let determinant = xx * yy - xy * xy;
        if determinant <= 1e-3 * (xx + yy).powi(2) {
            return None;
        }
        let solve = |x: f64, y: f64| [(x * yy - y * xy) / determinant, (y * xx - x * xy) / determinant];
        let east = solve(sum(|(p, g)| p[0] * g[0]), sum(|(p, g)| p[1] * g[0]));
        let north = solve(sum(|(p, g)| p[0] * g[1]), sum(|(p, g)| p[1] * g[1]));
        Some(self.matrix([east[0], east[1], north[0], north[1]]))
    }

    /// The matrix for pixels that count downwards from the corner.
    fn matrix(&self, [east_x, east_y, north_x, north_y]: [f64; 4]) -> [f64; 6] {
        let east = self.ground[0] - east_x * self.pixel[0] - east_y * self.pixel[1];
        let north = self.ground[1] - north_x * self.pixel[0] - north_y * self.pixel[1];
        [east_x, north_x, -east_y, -north_y, east, north]
    }

    fn residuals(&self, [a, b, c, d, ..]: [f64; 6]) -> Vec<f64> {
        let off = |(pixel, ground): &([f64; 2], [f64; 2])| {
            let east = a * pixel[0] - c * pixel[1] - ground[0];
            let north = b * pixel[0] - d * pixel[1] - ground[1];
            east.hypot(north) * self.scale
        };
        self.points.iter().map(off).collect()
    }
}

/// The pixel, counted upwards, and the point of the plane.
fn both(number: usize, tie: &Tie) -> Result<([f64; 2], [f64; 2]), PlacingError> {
    if !tie.pixel.iter().chain(&tie.position).all(|n| n.is_finite()) {
        return Err(PlacingError::NotANumber(number));
    }
    let ground = ground(tie.position).ok_or(PlacingError::OffTheMap(number, tie.position[1]))?;
    Ok(([tie.pixel[0], -tie.pixel[1]], [ground.east, ground.north]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ties of a plan that is turned by 30°, 0.5 m a pixel, about 35° N 21° E.
    fn turned(pixels: &[[f64; 2]]) -> Vec<Tie> {
        let middle = ground([21.0, 35.0]).unwrap();
        let (sin, cos) = 30_f64.to_radians().sin_cos();
        let tie = |&[x, y]: &[f64; 2]| {
            let (x1, y1) = ((x * cos + y * sin) * 0.5 / middle.scale(), (x * sin - y * cos) * 0.5 / middle.scale());
            let position = Ground { east: middle.east + x1, north: middle.north + y1 }.position();
            Tie { pixel: [x, y], position }
        };
        pixels.iter().map(tie).collect()
    }

    fn near(one: [f64; 2], other: [f64; 2]) -> bool {
        one.iter().zip(other).all(|(one, other)| (one - other).abs() < 1e-7)
    }

    #[test]
    fn two_points_turn_and_scale() {
        let placed = place(&turned(&[[0.0, 0.0], [800.0, 600.0]])).unwrap();
        assert_eq!((placed.method, placed.residual, placed.unstretched), (Method::Similarity, None, None));
        assert!((placed.metres_per_pixel - 0.5).abs() < 1e-3, "{}", placed.metres_per_pixel);
        assert!(!placed.mirrored);
        let other = turned(&[[800.0, 0.0]])[0];
        assert!(near(placed.position(other.pixel), other.position));
        let [x, y] = placed.pixel(other.position).unwrap();
        assert!((x - 800.0).abs() < 1e-3 && y.abs() < 1e-3, "{x} {y}");
        assert_eq!(placed.pixel([21.0, 89.0]), None);
    }

    #[test]
    fn four_true_points_fit_without_residual() {
        let placed = place(&turned(&[[0.0, 0.0], [800.0, 0.0], [800.0, 600.0], [0.0, 600.0]])).unwrap();
        assert_eq!(placed.method, Method::Affine);
        assert!(placed.residual.unwrap() < 1e-3 && placed.unstretched.unwrap() < 1e-3);
    }

    #[test]
    fn a_stretched_plan_fits_affinely_and_says_what_it_is_off_by() {
        let mut ties = turned(&[[0.0, 0.0], [800.0, 0.0], [800.0, 600.0], [0.0, 600.0]]);
        ties.iter_mut().for_each(|tie| tie.pixel[0] *= 1.1);
        let placed = place(&ties).unwrap();
        assert!(placed.residual.unwrap() < 1e-3);
        assert!((5.0..25.0).contains(&placed.unstretched.unwrap()), "{:?}", placed.unstretched);
    }

    #[test]
    fn a_wrong_point_shows_in_the_residuals() {
        let mut ties = turned(&[[0.0, 0.0], [800.0, 0.0], [800.0, 600.0], [0.0, 600.0], [400.0, 300.0]]);
        ties[4].pixel[0] += 100.0;
        let placed = place(&ties).unwrap();
        let worst = placed.residuals.iter().copied().fold(0.0, f64::max);
        assert!((worst - placed.residuals[4]).abs() < 1e-9 && (30.0..50.0).contains(&worst), "{worst}");
    }

    #[test]
    fn three_points_fit_whatever_they_are_and_say_that_nothing_tells() {
        let mut ties = turned(&[[0.0, 0.0], [800.0, 0.0], [800.0, 600.0]]);
        ties[2].pixel[1] -= 50.0;
        let placed = place(&ties).unwrap();
        assert_eq!((placed.method, placed.residual), (Method::Affine, None));
        assert!(placed.unstretched.unwrap() > 3.0);
    }

    #[test]
    fn points_on_a_line_do_not_stretch() {
        let placed = place(&turned(&[[0.0, 0.0], [400.0, 1.0], [800.0, 0.0]])).unwrap();
        assert_eq!(placed.method, Method::Similarity);
        assert!(placed.residual.unwrap() < 1e-3);
    }

    #[test]
    fn exchanged_points_lie_with_the_back_up() {
        let mut ties = turned(&[[0.0, 0.0], [800.0, 0.0], [800.0, 600.0], [0.0, 600.0]]);
        for (one, other) in [(0, 1), (2, 3)] {
            let position = ties[one].position;
            ties[one].position = ties[other].position;
            ties[other].position = position;
        }
        assert!(place(&ties).unwrap().mirrored);
    }

    #[test]
    fn what_does_not_place_says_why() {
        let tie = |x: f64, latitude: f64| Tie { pixel: [x, 0.0], position: [21.0, latitude] };
        assert_eq!(place(&[]), Err(PlacingError::TooFew(0)));
        assert_eq!(place(&[tie(1.0, 35.0), tie(1.0, 36.0)]), Err(PlacingError::OneSpot("pixel")));
        assert_eq!(place(&[tie(1.0, 35.0), tie(9.0, 35.0)]), Err(PlacingError::OneSpot("position")));
        assert_eq!(place(&[tie(1.0, 35.0), tie(9.0, 89.0)]), Err(PlacingError::OffTheMap(2, 89.0)));
        assert_eq!(place(&[tie(1.0, 35.0), tie(f64::NAN, 35.1)]), Err(PlacingError::NotANumber(2)));
    }
}

//! How much of a circle lies in the window: Ripley's isotropic weight, exactly.

use std::f64::consts::PI;

use super::Window;
use crate::point::Point;

/// The heaviest weight that a pair may have, as in spatstat: a circle of which next to nothing lies inside says nothing.
pub(crate) const HEAVIEST: f64 = 100.0;

impl Window {
    /// Share of the circle's line that lies in the window, from 0 to 1; 1 for a circle without size.
    #[must_use]
    pub fn share_of_circle(&self, centre: Point, radius: f64) -> f64 {
        if radius <= 0.0 {
            return 1.0;
        }
        let mut angles: Vec<f64> = self.edges.iter().flat_map(|edge| meetings(centre, radius, *edge)).collect();
        angles.sort_by(f64::total_cmp);
        let on_circle = |angle: f64| Point::new(centre.x + radius * angle.cos(), centre.y + radius * angle.sin());
        let (Some(first), Some(last)) = (angles.first().copied(), angles.last().copied()) else {
            return if self.contains(on_circle(0.0)) { 1.0 } else { 0.0 };
        };
        let arcs = angles.windows(2).map(|pair| [pair[0], pair[1]]).chain([[last, first + 2.0 * PI]]);
        let inside = arcs.filter(|[from, to]| to - from > 1e-14 && self.contains(on_circle((from + to) / 2.0)));
        (inside.map(|[from, to]| to - from).sum::<f64>() / (2.0 * PI)).min(1.0)
    }

    /// Weight of a pair whose facility is the circle's centre (Ripley 1976), at most 100.
    #[must_use]
    pub fn isotropic_weight(&self, centre: Point, radius: f64) -> f64 {
        (1.0 / self.share_of_circle(centre, radius)).min(HEAVIEST)
    }
}

/// Angles at which the circle meets an edge.
fn meetings(centre: Point, radius: f64, [from, to]: [Point; 2]) -> impl Iterator<Item = f64> {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let (x, y) = (from.x - centre.x, from.y - centre.y);
    let square = dx * dx + dy * dy;
    let middle = -(x * dx + y * dy) / square;
    let off = (x * dy - y * dx).powi(2) / square;
    let half = ((radius * radius - off) / square).sqrt();
    let along = [middle - half, middle + half].into_iter().filter(|along| (0.0..=1.0).contains(along));
    along.map(move |along| (y + along * dy).atan2(x + along * dx))
}

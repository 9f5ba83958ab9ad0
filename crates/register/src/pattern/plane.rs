//! From degrees to metres: azimuthal equidistant on the WGS 84 ellipsoid, about the middle of the places (Snyder 1987, Map
//! Projections, 25; geodesics after Karney 2013).

use daftar_view::pattern::daftar_pattern::Point;
use geographiclib_rs::{DirectGeodesic as _, Geodesic, InverseGeodesic as _};

/// The plane about a middle.
pub(super) struct Plane {
    earth: Geodesic,
    middle: (f64, f64),
}

impl Plane {
    /// About the middle of these places (latitude, longitude); nothing without any. Where they lie round the earth makes no
    /// difference, nor does the antimeridian.
    pub(super) fn about(places: impl Iterator<Item = (f64, f64)>) -> Option<Plane> {
        let (mut sum, mut many) = ([0.0; 3], 0usize);
        for (latitude, longitude) in places {
            let (north, east) = (latitude.to_radians(), longitude.to_radians());
            let one = [north.cos() * east.cos(), north.cos() * east.sin(), north.sin()];
            sum.iter_mut().zip(one).for_each(|(sum, one)| *sum += one);
            many += 1;
        }
        let [x, y, z] = sum;
        let middle = (z.atan2(x.hypot(y)).to_degrees(), y.atan2(x).to_degrees());
        (many > 0).then(|| Plane { earth: Geodesic::wgs84(), middle })
    }

    /// Where a place lies, in metres east and north of the middle.
    pub(super) fn at(&self, (latitude, longitude): (f64, f64)) -> Point {
        let (metres, azimuth, _, _): (f64, f64, f64, f64) =
            self.earth.inverse(self.middle.0, self.middle.1, latitude, longitude);
        let azimuth = azimuth.to_radians();
        Point::new(metres * azimuth.sin(), metres * azimuth.cos())
    }

    /// Which place lies at a point: latitude and longitude. The longitude goes on over the 180th meridian, so that it has no jump near the
    /// middle.
    pub(super) fn back(&self, at: Point) -> (f64, f64) {
        let azimuth = at.x.atan2(at.y).to_degrees();
        let (north, east): (f64, f64) = self.earth.direct(self.middle.0, self.middle.1, azimuth, at.x.hypot(at.y));
        (north, east + 360.0 * ((self.middle.1 - east) / 360.0).round())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_in_a_town_are_those_on_the_ground() {
        let places = [(35.000, 21.000), (35.004, 21.006), (34.998, 21.010), (35.010, 20.995)];
        let plane = Plane::about(places.into_iter()).unwrap();
        let earth = Geodesic::wgs84();
        for one in places {
            for other in places {
                let ground: f64 = earth.inverse(one.0, one.1, other.0, other.1);
                let (a, b) = (plane.at(one), plane.at(other));
                assert!((ground - (a.x - b.x).hypot(a.y - b.y)).abs() < 0.001, "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn there_and_back_is_the_same_place() {
        let plane = Plane::about([(35.0, 21.0)].into_iter()).unwrap();
        for place in [(35.0, 21.0), (35.2, 20.7), (33.0, 24.0)] {
            let back = plane.back(plane.at(place));
            assert!((back.0 - place.0).abs() < 1e-9 && (back.1 - place.1).abs() < 1e-9, "{place:?} {back:?}");
        }
    }

    #[test]
    fn the_antimeridian_parts_nothing() {
        let places = [(-17.0, 179.99), (-17.0, -179.99)];
        let plane = Plane::about(places.into_iter()).unwrap();
        let [a, b] = places.map(|place| plane.at(place));
        assert!(((a.x - b.x).abs() - 2129.0).abs() < 5.0, "{a:?} {b:?}");
        let (one, other) = (plane.back(a).1, plane.back(b).1);
        assert!((one - other).abs() < 0.03, "no jump between {one} and {other}");
    }
}

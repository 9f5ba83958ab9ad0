//! Web Mercator (EPSG:3857), the plane in which the map is drawn: angles are true in it, lengths grow away from the equator.

/// The radius that Web Mercator takes the earth to have, metres.
const RADIUS: f64 = 6_378_137.0;

/// Where the square of the plane ends, degrees north and south.
const LIMIT: f64 = 85.051_129;

/// A point of the plane, metres.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Ground {
    pub(crate) east: f64,
    pub(crate) north: f64,
}

/// The point of the plane; none beyond its northern and southern edge.
pub(crate) fn ground([longitude, latitude]: [f64; 2]) -> Option<Ground> {
    let north = || RADIUS * latitude.to_radians().tan().asinh();
    (latitude.abs() <= LIMIT).then(|| Ground { east: RADIUS * longitude.to_radians(), north: north() })
}

impl Ground {
    /// Longitude and latitude, degrees.
    pub(crate) fn position(self) -> [f64; 2] {
        [(self.east / RADIUS).to_degrees(), (self.north / RADIUS).sinh().atan().to_degrees()]
    }

    /// Metres on the ground for a metre of the plane here.
    pub(crate) fn scale(self) -> f64 {
        self.position()[1].to_radians().cos()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let point = ground([21.0, 35.0]).unwrap();
        assert!((point.east - 2_337_709.306).abs() < 0.01 && (point.north - 4_163_881.144).abs() < 0.01, "{point:?}");
        let [longitude, latitude] = point.position();
        assert!((longitude - 21.0).abs() < 1e-12 && (latitude - 35.0).abs() < 1e-12);
        assert!((point.scale() - 0.819_152).abs() < 1e-6);
        assert_eq!(ground([0.0, 86.0]), None);
    }
}

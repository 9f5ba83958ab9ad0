//! In which system of coordinates shapes are, and degrees from it where that is exact: from degrees of WGS 84 and what lies within a
//! metre of it, from UTM on these, and from Web Mercator. Others are named and not guessed.

use std::sync::Arc;

use proj4rs::Proj;
use proj4rs::transform::transform;

use super::odd::ShapeOdd;

/// Degrees of WGS 84, and of what lies within a metre of it: ETRS89, and WGS 84 with heights.
const DEGREES: [u32; 4] = [4326, 4979, 4258, 4937];
/// Web Mercator, under its old numbers too.
const WEB_MERCATOR: [u32; 4] = [3857, 900_913, 3785, 102_100];
/// The radius of Web Mercator's sphere, in metres.
const RADIUS: f64 = 6_378_137.0;
/// An easting lies between these, for its zone is but so broad; and so many degrees from its zone's meridian, which leaves room for what
/// is drawn in the zone beside its own.
const EASTINGS: std::ops::RangeInclusive<f64> = 100_000.0..=900_000.0;
const BESIDE_MERIDIAN: f64 = 9.0;
/// As much of a system's description is told.
const TOLD: usize = 80;

/// A system of coordinates.
#[derive(Clone, Debug, Default)]
pub(crate) enum Crs {
    /// Degrees, as all that says nothing else.
    #[default]
    Degrees,
    /// Metres of a zone.
    Utm(Arc<Utm>),
    WebMercator,
    /// What is not read, as the file calls it.
    Other(String),
}

/// A zone of UTM.
#[derive(Debug)]
pub(crate) struct Utm {
    number: u32,
    south: bool,
    zone: Proj,
    degrees: Proj,
}

impl Utm {
    fn to_degrees(&self, [x, y]: [f64; 2]) -> Result<[f64; 2], ShapeOdd> {
        let outside =
            || ShapeOdd::OutsideZone { zone: format!("{}{}", self.number, if self.south { 'S' } else { 'N' }) };
        let mut point = (x, y, 0.0);
        if !EASTINGS.contains(&x) || transform(&self.zone, &self.degrees, &mut point).is_err() {
            return Err(outside());
        }
        let (longitude, latitude) = (point.0.to_degrees(), point.1.to_degrees());
        if self.is_near(longitude) { Ok([longitude, latitude]) } else { Err(outside()) }
    }

    fn is_near(&self, longitude: f64) -> bool {
        let meridian = f64::from(self.number) * 6.0 - 183.0;
        // On the other side of the 180th meridian it goes on.
        let beside = (longitude - meridian + 540.0).rem_euclid(360.0) - 180.0;
        beside.abs() <= BESIDE_MERIDIAN
    }

    fn there(&self, [longitude, latitude]: [f64; 2]) -> Option<[f64; 2]> {
        let mut point = (longitude.to_radians(), latitude.to_radians(), 0.0);
        let is_near = self.is_near(longitude);
        (is_near && transform(&self.degrees, &self.zone, &mut point).is_ok()).then_some([point.0, point.1])
    }

    fn back(&self, [x, y]: [f64; 2]) -> Option<[f64; 2]> {
        let mut point = (x, y, 0.0);
        transform(&self.zone, &self.degrees, &mut point).ok()?;
        let place = [point.0.to_degrees(), point.1.to_degrees()];
        // Far from its meridian a zone's metres are those of other places too: only what leads back is taken.
        let [to_x, to_y] = self.there(place)?;
        ((to_x - x).abs() < 1.0 && (to_y - y).abs() < 1.0).then_some(place)
    }
}

impl Crs {
    /// By what a file or a mapping says of it.
    pub(crate) fn of(told: &str) -> Crs {
        let told = told.trim();
        let other = || Crs::Other(Crs::called(told));
        if told.to_uppercase().replace(['/', ':'], "").ends_with("CRS84") {
            return Crs::Degrees;
        }
        match number(told) {
            Some(number) if DEGREES.contains(&number) => Crs::Degrees,
            Some(number) if WEB_MERCATOR.contains(&number) => Crs::WebMercator,
            Some(number) => zone_of(number).and_then(|(zone, south)| utm(zone, south)).unwrap_or_else(other),
            None => described(told).unwrap_or_else(other),
        }
    }

    /// Longitude and latitude of metres, easting first; none where they are degrees already.
    pub(super) fn to_degrees(&self, [x, y]: [f64; 2]) -> Result<Option<[f64; 2]>, ShapeOdd> {
        let in_metres = matches!(self, Crs::Utm(_) | Crs::WebMercator);
        if in_metres && x.abs().max(y.abs()) <= 180.0 {
            return Err(ShapeOdd::Degrees);
        }
        match self {
            Crs::Degrees => Ok(None),
            Crs::Other(crs) => Err(ShapeOdd::OtherCrs { crs: crs.clone() }),
            Crs::WebMercator => Ok(Some(off_mercator([x, y]))),
            Crs::Utm(utm) => utm.to_degrees([x, y]).map(Some),
        }
    }

    /// Where longitude and latitude lie in it, easting first; none where it does not reach.
    pub(crate) fn there(&self, [longitude, latitude]: [f64; 2]) -> Option<[f64; 2]> {
        match self {
            Crs::Degrees => Some([longitude, latitude]),
            Crs::Utm(utm) => utm.there([longitude, latitude]),
            Crs::WebMercator => {
                let north = (std::f64::consts::FRAC_PI_4 + latitude.to_radians() / 2.0).tan().ln() * RADIUS;
                north.is_finite().then_some([longitude.to_radians() * RADIUS, north])
            }
            Crs::Other(_) => None,
        }
    }

    /// Longitude and latitude of what lies at a place of it; none where no place on the earth lies there. Unlike a shape, a grid may reach
    /// far over the sides of its zone.
    pub(crate) fn back(&self, [x, y]: [f64; 2]) -> Option<[f64; 2]> {
        match self {
            Crs::Degrees => Some([x, y]),
            Crs::Utm(utm) => utm.back([x, y]),
            Crs::WebMercator => Some(off_mercator([x, y])),
            Crs::Other(_) => None,
        }
    }

    /// How far it is round the earth along its first axis, where that ends at a meridian.
    pub(crate) fn around(&self) -> Option<f64> {
        match self {
            Crs::Degrees => Some(360.0),
            Crs::WebMercator => Some(std::f64::consts::TAU * RADIUS),
            Crs::Utm(_) | Crs::Other(_) => None,
        }
    }

    /// What a person knows a system by.
    pub(crate) fn called(told: &str) -> String {
        let name = if told.contains('[') { told.split('"').nth(1).unwrap_or(told) } else { told };
        name.chars().take(TOLD).collect()
    }

    /// Whether two are the same system.
    pub(in crate::import) fn is(&self, other: &Crs) -> bool {
        match (self, other) {
            (Crs::Utm(one), Crs::Utm(other)) => (one.number, one.south) == (other.number, other.south),
            (Crs::Other(one), Crs::Other(other)) => one == other,
            (one, other) => std::mem::discriminant(one) == std::mem::discriminant(other),
        }
    }
}

fn off_mercator([x, y]: [f64; 2]) -> [f64; 2] {
    let latitude = 2.0 * (y / RADIUS).exp().atan() - std::f64::consts::FRAC_PI_2;
    [(x / RADIUS).to_degrees(), latitude.to_degrees()]
}

/// The number of EPSG that a name gives: `EPSG:32637`, `urn:ogc:def:crs:EPSG::32637`, `http://www.opengis.net/def/crs/EPSG/0/32637`; or
/// the last of a description.
fn number(told: &str) -> Option<u32> {
    let upper = told.to_uppercase();
    if upper.contains('[') {
        let (_, last) = upper.rsplit_once("[\"EPSG\",")?;
        // It speaks of the whole, and not of its unit, only where its own bracket and that of the whole follow.
        let end = last.find(']')?;
        let whole = last[end..].split_whitespace().collect::<String>() == "]]";
        return last[..end].trim_matches(['"', ' ']).parse().ok().filter(|_| whole);
    }
    upper.contains("EPSG").then(|| upper.rsplit([':', '/', ' ']).next()?.parse().ok())?
}

/// The zone of a number of EPSG: WGS 84 north and south, ETRS89.
fn zone_of(number: u32) -> Option<(u32, bool)> {
    match number {
        32_601..=32_660 => Some((number - 32_600, false)),
        32_701..=32_760 => Some((number - 32_700, true)),
        25_828..=25_838 => Some((number - 25_800, false)),
        _ => None,
    }
}

fn utm(number: u32, south: bool) -> Option<Crs> {
    let of = |text: &str| Proj::from_proj_string(text).ok();
    let half = if south { " +south" } else { "" };
    let zone = of(&format!("+proj=utm +zone={number}{half} +ellps=WGS84 +towgs84=0,0,0 +units=m +no_defs"))?;
    let degrees = of("+proj=longlat +ellps=WGS84 +towgs84=0,0,0 +no_defs")?;
    Some(Crs::Utm(Arc::new(Utm { number, south, zone, degrees })))
}

/// A system by its description, as ESRI and OGC write it.
fn described(told: &str) -> Option<Crs> {
    let name = told.split('"').nth(1)?.to_lowercase().replace([' ', '/'], "_");
    let wgs = told.contains("D_WGS_1984") || told.contains("WGS_1984") || told.contains("WGS 84");
    match told.split('[').next()?.trim().to_uppercase().as_str() {
        "GEOGCS" | "GEOGCRS" => wgs.then_some(Crs::Degrees),
        "PROJCS" | "PROJCRS" if name.contains("web_mercator") || name.contains("pseudo-mercator") => {
            Some(Crs::WebMercator)
        }
        "PROJCS" | "PROJCRS" if wgs => {
            let (_, zone) = name.split_once("utm_zone_")?;
            let digits = zone.find(|c: char| !c.is_ascii_digit())?;
            let number = zone[..digits].parse().ok().filter(|zone| (1..=60).contains(zone))?;
            match &zone[digits..] {
                "n" => utm(number, false),
                "s" => utm(number, true),
                _ => None,
            }
        }
        _ => None,
    }
}

//! Shapes as lists write them, in Well-Known Text: looked at before they are taken. What is no place on the earth as it stands is kept as
//! it is written, with a word of why; nothing is closed, turned round or moved unasked.

mod areas;
mod crossing;
mod crs;
mod odd;
mod parsed;

use daftar_claim::{Decimal, Value, Wkt};

pub(crate) use crs::Crs;
pub use odd::ShapeOdd;

use super::cell::{Meant, Read};
use super::mapping::Axes;
use super::told::Why;
use parsed::{Parsed, Position};

/// Beyond this many degrees numbers are none, however a shape is turned.
const NO_DEGREES: f64 = 400.0;
/// What is reckoned from metres has so many digits: a centimetre.
const DIGITS: usize = 7;

/// In which system the shapes of a list are, and which number comes first.
#[derive(Clone, Debug, Default)]
pub(super) struct Frame {
    pub(super) crs: Crs,
    pub(super) axes: Option<Axes>,
}

/// Whether a text is a shape rather than two numbers.
pub(super) fn is_shape(text: &str) -> bool {
    parsed::is_shape(text.trim())
}

/// Reads a shape.
pub(super) fn read(text: &str, frame: &Frame) -> Result<Read, Why> {
    let odd = |odd| Why::Shape(odd);
    let parsed = Parsed::of(text.trim()).map_err(|found| found.map_or(Why::NoPosition, odd))?;
    let crs = match parsed.srid {
        Some(srid) => Crs::of(&format!("EPSG:{srid}")),
        None => frame.crs.clone(),
    };
    let turned = frame.axes == Some(Axes::LatitudeFirst);
    let heights = parsed.heights();
    let placed = parsed.map(&|position| placed(position, &crs, turned))?;
    placed.whole()?;
    let wkt = Wkt::parse(&placed.well_known()).map_err(|_| Why::NoPosition)?;
    let crossing = crossing::found(&placed).map(ShapeOdd::from);
    let doubt = crossing.or_else(|| areas::found(&placed)).or(heights).map(odd);
    let same = wkt.as_str() == text;
    let value = Value::Geometry { wkt, uncertainty: None };
    Ok(Read { meant: Meant::Value(value), quote: (!same).then(|| text.to_owned()), doubt })
}

/// A shape in degrees, out of the system of coordinates that is told, and what is odd about it.
pub(crate) fn in_degrees(text: &str, crs: Option<&str>) -> Result<(Wkt, Option<Why>), Why> {
    let frame = Frame { crs: crs.map(Crs::of).unwrap_or_default(), axes: None };
    match read(text, &frame)? {
        Read { meant: Meant::Value(Value::Geometry { wkt, .. }), doubt, .. } => Ok((wkt, doubt)),
        _ => Err(Why::NoPosition),
    }
}

/// A position in degrees, longitude first.
fn placed(position: &Position, crs: &Crs, turned: bool) -> Result<Position, Why> {
    let position = if turned { position.turned() } else { position.clone() };
    let (x, y) = (position.x(), position.y());
    if !x.is_finite() || !y.is_finite() {
        return Err(Why::Shape(ShapeOdd::NoNumber));
    }
    if let Some([longitude, latitude]) = crs.to_degrees([x, y]).map_err(Why::Shape)? {
        return in_range(Position::of(&decimal(longitude), &decimal(latitude)));
    }
    in_range(position.tidy())
}

fn in_range(position: Position) -> Result<Position, Why> {
    let (east, north) = (position.x().abs(), position.y().abs());
    match () {
        () if east.max(north) > NO_DEGREES => Err(Why::Shape(ShapeOdd::Metres)),
        () if north > 90.0 && north <= 180.0 && east <= 90.0 => Err(Why::Turned),
        () if north > 90.0 || east > 180.0 => Err(Why::OffTheEarth),
        () => Ok(position),
    }
}

/// A number of degrees with as many digits as metres give.
fn decimal(number: f64) -> String {
    let text = format!("{number:.DIGITS$}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// A number as the bytes of a claim have it: as it is written, where it is plain.
fn plain(text: &str) -> String {
    match Decimal::parse(text) {
        Ok(decimal) => decimal.as_str().to_owned(),
        Err(_) => text.parse::<f64>().map_or_else(|_| text.to_owned(), |number| number.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use daftar_date::Lang;

    use super::*;

    fn said(text: &str, frame: &Frame) -> Result<(String, Option<Why>), Why> {
        let read = read(text, frame)?;
        match read.meant {
            Meant::Value(Value::Geometry { wkt, .. }) => Ok((wkt.as_str().to_owned(), read.doubt)),
            other => panic!("{other:?}"),
        }
    }

    fn wkt(text: &str) -> Result<String, Why> {
        said(text, &Frame::default()).map(|(wkt, _)| wkt)
    }

    fn in_crs(text: &str, crs: &str) -> Result<String, Why> {
        said(text, &Frame { crs: Crs::of(crs), axes: None }).map(|(wkt, _)| wkt)
    }

    #[test]
    fn what_is_sound_is_taken_to_the_letter() {
        for text in [
            "POINT (21.0125 35.00310)",
            "LINESTRING (21 35, 22 36)",
            "POLYGON ((0 0, 4 0, 4 4, 0 0), (1 0.5, 2 0.5, 2 1, 1 0.5))",
            "MULTIPOINT ((21 35), (22 36))",
            "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)), ((5 5, 6 5, 6 6, 5 5)))",
        ] {
            assert_eq!(said(text, &Frame::default()), Ok((text.to_owned(), None)), "{text}");
        }
        assert_eq!(wkt("point(21 35)").unwrap(), "POINT (21 35)");
        assert_eq!(wkt("SRID=4326;MULTIPOINT (21 35, 22 36)").unwrap(), "MULTIPOINT ((21 35), (22 36))");
        assert_eq!(wkt("POINT (2.1e1 35)").unwrap(), "POINT (21 35)");
    }

    #[test]
    fn what_is_not_is_kept_as_it_is_written_and_says_why() {
        let odd = |text: &str| match wkt(text) {
            Err(Why::Shape(odd)) => odd,
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(odd("POINT EMPTY"), ShapeOdd::Empty);
        assert_eq!(odd("POINT (NaN 35)"), ShapeOdd::NoNumber);
        assert_eq!(odd("POINT (inf 35)"), ShapeOdd::NoNumber);
        assert_eq!(odd("POLYGON ((0 0, 4 0, 4 4))"), ShapeOdd::Unclosed);
        assert_eq!(odd("POLYGON ((0 0, 4 0, 0 0))"), ShapeOdd::TooFew);
        assert_eq!(odd("LINESTRING (0 0)"), ShapeOdd::TooFew);
        assert_eq!(odd("LINESTRING (179 0, -179 0)"), ShapeOdd::RoundTheEarth);
        assert_eq!(odd("POINT (501140.6 3873386.9)"), ShapeOdd::Metres);
        assert_eq!(odd("GEOMETRYCOLLECTION (POINT (1 2))"), ShapeOdd::Collection);
        assert_eq!(wkt("POINT (190 35)"), Err(Why::OffTheEarth));
        assert_eq!(wkt("POINT (35 121)"), Err(Why::Turned));
        for text in
            ["POINT (21)", "POLYGON (21 35)", "POINT ((21 35))", "POINT (21 35", "CIRCLE (21 35)", "POINT (a b)"]
        {
            assert!(wkt(text).is_err(), "{text}");
        }
        for lang in [Lang::En, Lang::Ar] {
            assert!(ShapeOdd::Unclosed.words(lang) != ShapeOdd::TooFew.words(lang));
        }
    }

    #[test]
    fn crossing_sides_and_heights_are_told_and_the_shape_stands() {
        let doubt = |text: &str| match said(text, &Frame::default()).unwrap() {
            (_, Some(Why::Shape(odd))) => Some(odd),
            (_, None) => None,
            other => panic!("{other:?}"),
        };
        assert_eq!(doubt("POLYGON ((0 0, 4 4, 4 0, 0 4, 0 0))"), Some(ShapeOdd::Crosses { at: "2, 2".into() }));
        // A hole that leaves its outline crosses it; one that touches it does not.
        assert!(doubt("POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 6 1, 6 2, 1 1))").is_some());
        assert_eq!(doubt("POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (0 0, 1 2, 2 1, 0 0))"), None);
        assert_eq!(doubt("POINT Z (21 35 12.5)"), Some(ShapeOdd::Heights { first: "12.5".into() }));
        assert_eq!(wkt("POINT Z (21 35 12.5)").unwrap(), "POINT (21 35)");
        assert_eq!(doubt("POINT Z (21 35 0.0)"), None);
        assert_eq!(doubt("POINT M (21 35 7)"), Some(ShapeOdd::Heights { first: "7".into() }));
    }

    #[test]
    fn areas_that_are_none_or_lie_where_they_cannot_are_told_and_the_shape_stands() {
        let doubt = |text: &str| said(text, &Frame::default()).unwrap().1;
        let told = |odd| Some(Why::Shape(odd));
        let at = |at: &str| at.to_owned();
        let outside = "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (5 1, 6 1, 6 2, 5 1))";
        assert_eq!(doubt(outside), told(ShapeOdd::HoleOutside { at: at("1, 5") }));
        assert_eq!(doubt("POLYGON ((0 0, 4 0, 0 0, 4 0, 0 0))"), told(ShapeOdd::Flat { at: at("0, 0") }));
        let two = |other: &str| {
            doubt(&format!("MULTIPOLYGON (((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 3 1, 3 3, 1 3, 1 1)), (({other})))"))
        };
        for over in [
            "0.2 0.2, 0.8 0.2, 0.8 0.8, 0.2 0.2",
            "3.5 1, 6 1, 6 2, 3.5 1",
            "0 0, 4 0, 4 4, 0 4, 0 0",
            "-1 -1, 9 -1, 9 9, -1 9, -1 -1",
        ] {
            assert!(matches!(two(over), Some(Why::Shape(ShapeOdd::Overlap { .. }))), "{over}: {:?}", two(over));
        }
        for beside in
            ["4 0, 6 0, 6 4, 4 4, 4 0", "1 1, 3 1, 3 3, 1 3, 1 1", "1.5 1.5, 2 1.5, 2 2, 1.5 1.5", "5 5, 6 5, 6 6, 5 5"]
        {
            assert_eq!(two(beside), None, "{beside}");
        }
    }

    #[test]
    fn numbers_are_turned_round_only_where_the_mapping_says_so() {
        let turned = Frame { axes: Some(Axes::LatitudeFirst), ..Frame::default() };
        assert_eq!(said("POINT (35 21)", &turned).unwrap().0, "POINT (21 35)");
        assert_eq!(wkt("POINT (35 21)").unwrap(), "POINT (35 21)");
    }

    #[test]
    fn metres_that_lie_nowhere_near_are_not_reckoned() {
        let outside = |zone: &str| Err(Why::Shape(ShapeOdd::OutsideZone { zone: zone.into() }));
        // Northing first; of another zone; degrees.
        assert_eq!(in_crs("POINT (3873386.9 501140.6)", "EPSG:32634"), outside("34N"));
        assert_eq!(in_crs("POINT (99999 3873386.9)", "EPSG:32634"), outside("34N"));
        assert_eq!(in_crs("POINT (101000 9100000)", "EPSG:32637"), outside("37N"));
        for crs in ["EPSG:32637", "EPSG:3857"] {
            assert_eq!(in_crs("POINT (36.29 33.51)", crs), Err(Why::Shape(ShapeOdd::Degrees)), "{crs}");
        }
        // What a list says of the order of its numbers holds for metres too.
        let turned = Frame { axes: Some(Axes::LatitudeFirst), crs: Crs::of("EPSG:32634") };
        let placed = said("POINT (3873386.9142070194 501140.60266250256)", &turned);
        assert_eq!(placed.unwrap().0, "POINT (21.0125 35.0031)");
    }

    #[test]
    fn a_number_of_a_unit_is_none_of_the_whole() {
        let told = r#"GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]]]"#;
        assert_eq!(in_crs("POINT (21 35)", told).as_deref(), Ok("POINT (21 35)"));
        let told = r#"PROJCS["WGS 84 / UTM zone 34N",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]]],UNIT["metre",1,AUTHORITY["EPSG","9001"]]]"#;
        assert_eq!(
            in_crs("POINT (501140.60266250256 3873386.9142070194)", told).as_deref(),
            Ok("POINT (21.0125 35.0031)")
        );
        let told = r#"PROJCS["x",UNIT["metre",1,AUTHORITY["EPSG","9001"]],AUTHORITY["EPSG","32634"]]"#;
        assert_eq!(
            in_crs("POINT (501140.60266250256 3873386.9142070194)", told).as_deref(),
            Ok("POINT (21.0125 35.0031)")
        );
    }

    /// Reckoned by PROJ 9 (pyproj).
    #[test]
    fn metres_become_degrees_where_their_system_is_known() {
        for (crs, from, to) in [
            ("EPSG:32634", "POINT (501140.60266250256 3873386.9142070194)", "POINT (21.0125 35.0031)"),
            ("urn:ogc:def:crs:EPSG::32737", "POINT (300000 9000000)", "POINT (37.1804775 -9.0420471)"),
            ("EPSG:32636", "POINT (250000.5 3470000.25)", "POINT (30.3723955 31.3376009)"),
            ("EPSG:32601", "POINT (200000 1000000)", "POINT (-179.7286927 9.0364081)"),
            ("EPSG:3857", "POINT (2339100.8002936607 4164302.429662067)", "POINT (21.0125 35.0031)"),
            (
                "PROJCS[\"WGS_1984_UTM_Zone_34N\",GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]]],PROJECTION[\"Transverse_Mercator\"]]",
                "POINT (501140.60266250256 3873386.9142070194)",
                "POINT (21.0125 35.0031)",
            ),
        ] {
            assert_eq!(in_crs(from, crs).as_deref(), Ok(to), "{crs}");
        }
        assert_eq!(
            in_crs("POINT (21 35)", "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\"]]").as_deref(),
            Ok("POINT (21 35)")
        );
        for crs in
            ["EPSG:28191", "EPSG:4281", "PROJCS[\"Palestine_1923_Palestine_Grid\",GEOGCS[\"GCS_Palestine_1923\"]]"]
        {
            match in_crs("POINT (170000 130000)", crs) {
                Err(Why::Shape(ShapeOdd::OtherCrs { .. })) => {}
                other => panic!("{crs}: {other:?}"),
            }
        }
    }
}

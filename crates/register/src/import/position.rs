//! Positions as lists write them: degrees with decimals, or with minutes and seconds; in one cell, or parted into two columns.

use daftar_claim::{Decimal, Value, Wkt};

use super::told::Why;

/// Which of the two numbers of a position.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Axis {
    Latitude,
    Longitude,
}

/// A number of degrees, and which one its hemisphere says it is.
#[derive(Clone, PartialEq, Debug)]
struct Degrees {
    decimal: Decimal,
    axis: Option<Axis>,
}

/// What stands for a hemisphere, in small letters: whether it turns the sign round, and which number it is.
const HEMISPHERES: [(&str, bool, Axis); 16] = [
    ("north", false, Axis::Latitude),
    ("south", true, Axis::Latitude),
    ("east", false, Axis::Longitude),
    ("west", true, Axis::Longitude),
    ("شمالا", false, Axis::Latitude),
    ("شمال", false, Axis::Latitude),
    ("جنوب", true, Axis::Latitude),
    ("شرقا", false, Axis::Longitude),
    ("شرق", false, Axis::Longitude),
    ("غرب", true, Axis::Longitude),
    ("n", false, Axis::Latitude),
    ("s", true, Axis::Latitude),
    ("e", false, Axis::Longitude),
    ("w", true, Axis::Longitude),
    ("ش", false, Axis::Latitude),
    ("ج", true, Axis::Latitude),
];
/// Minutes and seconds become decimals with so many digits: a tenth of a metre.
const DIGITS: usize = 6;

/// A position in one cell: WKT, or latitude, then longitude.
pub(crate) fn in_one(text: &str) -> Result<Value, Why> {
    if let Ok(wkt) = Wkt::parse(text.trim()) {
        return Ok(Value::Geometry { wkt, uncertainty: None });
    }
    let (latitude, longitude) = text.split_once([',', '،', ';']).ok_or(Why::NoPosition)?;
    in_two(latitude, longitude)
}

/// A position of which each number has its own cell.
pub(crate) fn in_two(latitude: &str, longitude: &str) -> Result<Value, Why> {
    let read = |text: &str| degrees(text).ok_or(Why::NoPosition);
    let (latitude, longitude) = (read(latitude)?, read(longitude)?);
    let (north, east) = (latitude.decimal.to_f64().abs(), longitude.decimal.to_f64().abs());
    let turned = latitude.axis == Some(Axis::Longitude) || longitude.axis == Some(Axis::Latitude);
    if turned || (north > 90.0 && north <= 180.0 && east <= 90.0) {
        return Err(Why::Turned);
    }
    if north > 90.0 || east > 180.0 {
        return Err(Why::OffTheEarth);
    }
    let point = format!("POINT ({} {})", longitude.decimal.as_str(), latitude.decimal.as_str());
    let wkt = Wkt::parse(&point).map_err(|_| Why::NoPosition)?;
    Ok(Value::Geometry { wkt, uncertainty: None })
}

/// `31.25`, `31° 15' 30" N`, `N 31 15.5`, `٣١٫٢٥ ش`.
fn degrees(text: &str) -> Option<Degrees> {
    let plain: String = text.trim().to_lowercase().chars().map(plain).collect();
    let (rest, turned, axis) = hemisphere(plain.trim());
    let apart = |c: char| c.is_whitespace() || ['°', 'º', '\'', '′', '’', '"', '″', '”', ':'].contains(&c);
    let parts: Vec<&str> = rest.split(apart).filter(|part| !part.is_empty()).collect();
    let (first, small) = parts.split_first()?;
    if small.len() > 2 || (turned && first.starts_with('-')) {
        return None;
    }
    let decimal = if small.is_empty() { Decimal::parse(first).ok()? } else { sexagesimal(first, small)? };
    let text = decimal.as_str();
    let zero = decimal.to_f64() == 0.0;
    let decimal = if turned && !zero { Decimal::parse(&format!("-{text}")).ok()? } else { decimal };
    Some(Degrees { decimal, axis })
}

/// Digits and signs as ASCII has them.
fn plain(c: char) -> char {
    match c {
        '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10).unwrap_or(c),
        '۰'..='۹' => char::from_digit(c as u32 - '۰' as u32, 10).unwrap_or(c),
        '٫' => '.',
        '−' => '-',
        other => other,
    }
}

fn hemisphere(text: &str) -> (&str, bool, Option<Axis>) {
    let rest = |name: &str| text.strip_prefix(name).or_else(|| text.strip_suffix(name));
    let found = HEMISPHERES.iter().find_map(|(name, turned, axis)| Some((rest(name)?, *turned, *axis)));
    found.map_or((text, false, None), |(rest, turned, axis)| (rest, turned, Some(axis)))
}

/// Degrees with minutes, and perhaps seconds; only the last of them has decimals.
fn sexagesimal(degrees: &str, small: &[&str]) -> Option<Decimal> {
    let (sign, whole) = degrees.strip_prefix('-').map_or(("", degrees), |whole| ("-", whole));
    let mut sum = f64::from(whole.parse::<u16>().ok()?);
    for (place, part) in small.iter().enumerate() {
        let last = place + 1 == small.len();
        let sound = part.bytes().all(|byte| byte.is_ascii_digit() || (last && byte == b'.'));
        let number: f64 = part.parse().ok().filter(|number| sound && *number < 60.0)?;
        sum += number / 60f64.powi(i32::try_from(place).ok()? + 1);
    }
    let text = format!("{sum:.DIGITS$}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    Decimal::parse(&if text == "0" { text.to_owned() } else { format!("{sign}{text}") }).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wkt(read: Result<Value, Why>) -> Result<String, Why> {
        read.map(|value| match value {
            Value::Geometry { wkt, .. } => wkt.as_str().to_owned(),
            other => panic!("{other:?}"),
        })
    }

    #[test]
    fn positions_are_latitude_first_and_on_the_earth() {
        let point = |text: &str| Ok(text.to_owned());
        assert_eq!(wkt(in_one("31.25, 34.27")), point("POINT (34.27 31.25)"));
        assert_eq!(wkt(in_one("POINT (34.27 31.25)")), point("POINT (34.27 31.25)"));
        assert_eq!(wkt(in_one("91, 34")), Err(Why::Turned));
        assert_eq!(wkt(in_one("91, 134")), Err(Why::OffTheEarth));
        assert_eq!(wkt(in_one("181, 34")), Err(Why::OffTheEarth));
        assert_eq!(wkt(in_one("somewhere, else")), Err(Why::NoPosition));
    }

    #[test]
    fn degrees_are_read_as_hands_write_them() {
        let read = |text: &str| degrees(text).map(|one| one.decimal.as_str().to_owned());
        for (text, expected) in [
            ("31.25", "31.25"),
            ("31.250", "31.250"),
            ("-31.25°", "-31.25"),
            ("31° 15' 30\" N", "31.258333"),
            ("31°15′S", "-31.25"),
            ("N 31 15.5", "31.258333"),
            ("31:15:00", "31.25"),
            ("٣١٫٢٥ ش", "31.25"),
            ("34°16' West", "-34.266667"),
            ("0° 30' S", "-0.5"),
            ("-0 30", "-0.5"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "N", "31° 75'", "31° 15.5' 30\"", "-31 S", "31,25", "1 2 3 4", "about 31", "31 -15"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn two_numbers_that_look_turned_round_are_refused() {
        assert_eq!(wkt(in_two("34.27 E", "31.25 N")), Err(Why::Turned));
        assert_eq!(wkt(in_two("134.27", "31.25")), Err(Why::Turned));
        assert_eq!(wkt(in_two("31.25", "34.27")), Ok("POINT (34.27 31.25)".to_owned()));
    }
}

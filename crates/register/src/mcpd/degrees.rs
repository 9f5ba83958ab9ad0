//! Degrees, minutes and seconds as the standard writes them: `DDMMSSH` and `DDDMMSSH`, with `--` for what is not known.

use daftar_claim::Wkt;

/// Metres of a degree along a meridian.
const DEGREE: f64 = 111_320.0;

/// One number of a position.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Degrees {
    /// Degrees, south and west of nothing negative.
    pub(crate) degrees: f64,
    /// How far off it may be: the smallest part that is given, in degrees.
    pub(crate) step: f64,
}

/// Why a text is none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum NoDegrees {
    /// It is not of this form, or off the earth.
    Form,
    /// Sixty minutes or seconds: these are one degree or minute more, or a mistake.
    Sixty,
}

/// Which of the two numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Axis {
    Latitude,
    Longitude,
}

impl Axis {
    fn width(self) -> usize {
        if self == Axis::Latitude { 2 } else { 3 }
    }

    fn most(self) -> f64 {
        if self == Axis::Latitude { 90.0 } else { 180.0 }
    }

    fn sign(self, hemisphere: &str) -> Option<f64> {
        match (self, hemisphere) {
            (Axis::Latitude, "N") | (Axis::Longitude, "E") => Some(1.0),
            (Axis::Latitude, "S") | (Axis::Longitude, "W") => Some(-1.0),
            _ => None,
        }
    }
}

/// Reads one number.
///
/// # Errors
/// When it is of another form, off the earth, or has sixty minutes or seconds.
pub(crate) fn read(text: &str, axis: Axis) -> Result<Degrees, NoDegrees> {
    let text = text.to_ascii_uppercase();
    let width = axis.width();
    if !text.is_ascii() || text.len() != width + 5 {
        return Err(NoDegrees::Form);
    }
    let sign = axis.sign(&text[width + 4..]).ok_or(NoDegrees::Form)?;
    let whole = number(&text[..width])?.ok_or(NoDegrees::Form)?;
    let (minutes, seconds) = (number(&text[width..width + 2])?, number(&text[width + 2..width + 4])?);
    if minutes.is_none() && seconds.is_some() {
        return Err(NoDegrees::Form);
    }
    let most = minutes.unwrap_or_default().max(seconds.unwrap_or_default());
    if most >= 60.0 {
        return Err(if most == 60.0 { NoDegrees::Sixty } else { NoDegrees::Form });
    }
    let sum = whole + minutes.unwrap_or_default() / 60.0 + seconds.unwrap_or_default() / 3600.0;
    let step = if seconds.is_some() { 1.0 / 3600.0 } else { minutes.map_or(1.0, |_| 1.0 / 60.0) };
    if sum <= axis.most() { Ok(Degrees { degrees: sign * sum, step }) } else { Err(NoDegrees::Form) }
}

/// Two digits or three; none for `--`.
fn number(text: &str) -> Result<Option<f64>, NoDegrees> {
    match text {
        "--" => Ok(None),
        digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            digits.parse().map(Some).map_err(|_| NoDegrees::Form)
        }
        _ => Err(NoDegrees::Form),
    }
}

impl Degrees {
    /// Whether decimal degrees are the same, as precisely as both are written.
    pub(crate) fn agrees(&self, decimal: &str) -> bool {
        let digits = decimal.split_once('.').map_or(0, |(_, digits)| digits.len());
        let told = 10f64.powi(-i32::try_from(digits).unwrap_or(i32::MAX));
        decimal.parse().is_ok_and(|decimal: f64| (self.degrees - decimal).abs() <= self.step + told)
    }

    /// With six digits behind the point, which is more than seconds tell.
    pub(crate) fn decimal(&self) -> String {
        let text = format!("{:.6}", self.degrees);
        let text = text.trim_end_matches('0').trim_end_matches('.');
        if text == "-0" { "0".to_owned() } else { text.to_owned() }
    }
}

/// Latitude and longitude of a point, as they are written; none of any other shape.
pub(crate) fn point(wkt: &Wkt) -> Option<[&str; 2]> {
    let numbers = wkt.as_str().trim().strip_prefix("POINT")?.trim().strip_prefix('(')?.strip_suffix(')')?;
    let (longitude, latitude) = numbers.trim().split_once(' ')?;
    let latitude = latitude.trim();
    (!latitude.contains(' ')).then_some([latitude, longitude])
}

/// How far off a position may be, in whole metres, when nothing else is said of it.
pub(crate) fn uncertainty(latitude: Degrees, longitude: Degrees) -> String {
    let north = latitude.step * DEGREE;
    let east = longitude.step * DEGREE * latitude.degrees.to_radians().cos().abs();
    format!("{:.0}", north.hypot(east).ceil())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_are_as_precise_as_they_are_written() {
        let read = |text| read(text, Axis::Latitude).map(|one| (one.decimal(), (1.0 / one.step).round()));
        assert_eq!(read("312100N"), Ok(("31.35".into(), 3600.0)));
        assert_eq!(read("3121--N"), Ok(("31.35".into(), 60.0)));
        assert_eq!(read("31----S"), Ok(("-31".into(), 1.0)));
        assert_eq!(read("000000S"), Ok(("0".into(), 3600.0)));
        assert_eq!(read("312160N"), Err(NoDegrees::Sixty));
        assert_eq!(read("316000N"), Err(NoDegrees::Sixty));
        for text in ["", "31N", "31--15N", "316199N", "910000N", "900001N", "312100E", "0341800N", "31.3500", "٣١٢١٠٠N"]
        {
            assert_eq!(read(text), Err(NoDegrees::Form), "{text}");
        }
        let east = super::read("0341800e", Axis::Longitude).unwrap();
        assert_eq!(east.decimal(), "34.3");
    }

    #[test]
    fn two_ways_to_write_a_place_agree_within_what_they_tell() {
        let degrees = |text| read(text, Axis::Latitude).unwrap();
        assert!(degrees("3120--N").agrees("31.34"), "31°20' is 31.333");
        assert!(degrees("312024N").agrees("31.3400"));
        assert!(!degrees("3230--N").agrees("31.3400"));
        assert!(!degrees("312000N").agrees("31.3400"));
        let place = (degrees("3121--N"), read("03418--E", Axis::Longitude).unwrap());
        let off: f64 = uncertainty(place.0, place.1).parse().unwrap();
        assert!((2_400.0..2_500.0).contains(&off), "{off}");
    }
}

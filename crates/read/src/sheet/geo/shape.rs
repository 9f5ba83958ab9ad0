//! Shapes as Well-Known Text, written number by number.

/// What kind of shape.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Point,
    LineString,
    Polygon,
    MultiPoint,
    MultiLineString,
    MultiPolygon,
}

impl Kind {
    /// All, in the order of their numbers in Well-Known Binary, with their names in GeoJSON and in Well-Known Text.
    const ALL: [(Kind, &str, &str); 6] = [
        (Kind::Point, "Point", "POINT"),
        (Kind::LineString, "LineString", "LINESTRING"),
        (Kind::Polygon, "Polygon", "POLYGON"),
        (Kind::MultiPoint, "MultiPoint", "MULTIPOINT"),
        (Kind::MultiLineString, "MultiLineString", "MULTILINESTRING"),
        (Kind::MultiPolygon, "MultiPolygon", "MULTIPOLYGON"),
    ];

    /// By its name in GeoJSON.
    pub(super) fn named(name: &str) -> Option<Kind> {
        Kind::ALL.iter().find(|(_, known, _)| *known == name).map(|(kind, ..)| *kind)
    }

    /// By its number in Well-Known Binary.
    pub(super) fn numbered(number: u32) -> Option<Kind> {
        let at = usize::try_from(number).ok()?.checked_sub(1)?;
        Kind::ALL.get(at).map(|(kind, ..)| *kind)
    }

    /// What several of it are.
    pub(super) fn many(self) -> Option<Kind> {
        match self {
            Kind::Point => Some(Kind::MultiPoint),
            Kind::LineString => Some(Kind::MultiLineString),
            Kind::Polygon => Some(Kind::MultiPolygon),
            _ => None,
        }
    }

    /// Its word in Well-Known Text.
    pub(super) fn word(self) -> &'static str {
        Kind::ALL.iter().find(|(kind, ..)| *kind == self).map_or("", |(_, _, word)| word)
    }

    /// How many brackets stand about its positions.
    pub(super) fn depth(self) -> usize {
        match self {
            Kind::Point => 0,
            Kind::LineString | Kind::MultiPoint => 1,
            Kind::Polygon | Kind::MultiLineString => 2,
            Kind::MultiPolygon => 3,
        }
    }
}

/// A text that is being written.
pub(super) struct Writer {
    out: String,
    /// Whether something stands before what comes next.
    follows: bool,
    point: bool,
    filled: bool,
    start: usize,
}

impl Writer {
    /// Begins a shape whose positions are of so many numbers: the third is a height.
    pub(super) fn begin(kind: Kind, dimensions: usize) -> Writer {
        Writer::marked(
            kind,
            if dimensions == 3 {
                " Z"
            } else if dimensions > 3 {
                " ZM"
            } else {
                ""
            },
        )
    }

    /// Begins a shape, marked as one of this many dimensions.
    pub(super) fn marked(kind: Kind, mark: &str) -> Writer {
        let out = format!("{}{mark} ", kind.word());
        let start = out.len();
        Writer { out, follows: false, point: kind == Kind::Point, filled: false, start }
    }

    fn part(&mut self) {
        if self.follows {
            self.out.push_str(", ");
        }
        self.follows = false;
    }

    pub(super) fn open(&mut self) {
        self.part();
        self.out.push('(');
    }

    pub(super) fn close(&mut self) {
        self.out.push(')');
        self.follows = true;
    }

    /// One position.
    pub(super) fn position<'n>(&mut self, numbers: impl Iterator<Item = std::borrow::Cow<'n, str>>, bracketed: bool) {
        let bracketed = bracketed || self.point;
        self.part();
        self.out.push_str(if bracketed { "(" } else { "" });
        for (at, number) in numbers.enumerate() {
            self.out.push_str(if at > 0 { " " } else { "" });
            self.out.push_str(&number);
        }
        self.out.push_str(if bracketed { ")" } else { "" });
        (self.follows, self.filled) = (true, true);
    }

    /// The whole text.
    pub(super) fn end(mut self) -> String {
        if !self.filled {
            self.out.truncate(self.start);
            self.out.push_str("EMPTY");
        }
        self.out
    }
}

/// Several shapes as one.
pub(super) fn collection(parts: &[String]) -> String {
    if parts.is_empty() {
        "GEOMETRYCOLLECTION EMPTY".to_owned()
    } else {
        format!("GEOMETRYCOLLECTION ({})", parts.join(", "))
    }
}

/// How far a point may be moved to be written without an exponent.
const FAR: i32 = 40;

/// A number without exponent; as it is where it has none, or is none.
pub(super) fn plain(number: &str) -> std::borrow::Cow<'_, str> {
    let Some((digits, exponent)) = number.split_once(['e', 'E']) else { return number.into() };
    let Some(exponent) = exponent.parse::<i32>().ok().filter(|exponent| exponent.abs() <= FAR) else {
        return number.into();
    };
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all = format!("{whole}{fraction}");
    let point = i32::try_from(whole.len()).unwrap_or(0) + exponent;
    let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or(0));
    let length = i32::try_from(all.len()).unwrap_or(0);
    let (whole, fraction) = match usize::try_from(point) {
        Ok(point) if point < all.len() && point > 0 => (all[..point].to_owned(), all[point..].to_owned()),
        Ok(point) if point > 0 => (format!("{all}{}", zeros(point as i32 - length)), String::new()),
        _ => ("0".to_owned(), format!("{}{all}", zeros(-point))),
    };
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    if fraction.is_empty() { format!("{sign}{whole}").into() } else { format!("{sign}{whole}.{fraction}").into() }
}

/// A number of a binary file in as few digits as tell it from all others.
pub(super) fn of_f64(number: f64) -> std::borrow::Cow<'static, str> {
    // Not a number, and infinite, are told as words.
    if number == 0.0 { "0".into() } else { number.to_string().into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lose_their_exponents_and_no_digit() {
        for (number, expected) in [
            ("12.50", "12.50"),
            ("1.5e1", "15"),
            ("1.50e1", "15.0"),
            ("-2.5E-3", "-0.0025"),
            ("5e0", "5"),
            ("120e-1", "12.0"),
            ("0.05e2", "5"),
            ("1e3", "1000"),
            ("1e900", "1e900"),
            ("x", "x"),
        ] {
            assert_eq!(plain(number), expected, "{number}");
        }
        assert_eq!(of_f64(-0.0), "0");
        assert_eq!(of_f64(21.05), "21.05");
        assert_eq!(of_f64(1e-7), "0.0000001");
    }
}

//! When two values are one, when they agree, and when they cannot both be: decided by their type.

use std::borrow::Cow;

use daftar_claim::{Edtf, EntityId, Value, Wkt};
use daftar_date::{Truth, compatible, overlaps};

use crate::identity::Identity;
use crate::rules::Rules;
use crate::shape::{Position, Shape};
use crate::spelling::{folded, is_arabic};

/// Values with one key are one value, told by several.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Key<'a> {
    None,
    Unknown,
    Number(String, Option<String>),
    Code(Cow<'a, str>, Cow<'a, str>),
    Date(Cow<'a, str>),
    Entity(EntityId),
    Text(String),
    Other(String),
}

impl<'a> Key<'a> {
    pub(crate) fn of(value: &'a Value, identity: &Identity) -> Key<'a> {
        match value {
            Value::None => Key::None,
            Value::Unknown => Key::Unknown,
            Value::Text { text, .. } => Key::Text(folded(text)),
            Value::Number { number, unit } => Key::Number(plain_number(number.as_str()), unit.as_deref().map(folded)),
            Value::Code { scheme, code, .. } => Key::Code(scheme.as_str().into(), code.as_str().into()),
            Value::Date(date) => Key::Date(date.as_str().into()),
            Value::Entity(id) => Key::Entity(identity.first(*id)),
            other => Key::Other(other.to_json()),
        }
    }
}

/// A decimal without the zeros that change nothing: `05.10` is `5.1`.
fn plain_number(text: &str) -> String {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    match (whole, fraction) {
        ("", "") => "0".to_owned(),
        (whole, "") => format!("{sign}{whole}"),
        (whole, fraction) => format!("{sign}{whole}.{fraction}"),
    }
}

/// How two values stand to each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Likeness {
    /// They are one value.
    Same,
    /// They differ in precision only.
    Compatible,
    /// They cannot be compared: other language, other unit, or one of them says nothing.
    Open,
    /// They cannot both be, unless a doubt holds.
    Doubtful(Doubt),
    /// They cannot both be.
    Different,
}

/// What would reconcile two values.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Doubt {
    /// "About" or a question mark reaches far enough.
    Approximate,
    /// The two things named are perhaps one.
    MayBeSame,
    /// Nobody says how exact a position is.
    Position,
}

/// Compares two values of one property. The order of the two does not matter.
pub(crate) fn compare(a: &Value, b: &Value, rules: &Rules, identity: &Identity) -> Likeness {
    if rules.says_nothing(a) || rules.says_nothing(b) {
        return Likeness::Open;
    }
    match (a, b) {
        (Value::None, Value::None) => Likeness::Same,
        (Value::None, _) | (_, Value::None) => Likeness::Different,
        (Value::Text { text: a, lang: la }, Value::Text { text: b, lang: lb }) => {
            texts((a, la.as_deref()), (b, lb.as_deref()))
        }
        (Value::Number { .. }, Value::Number { .. }) => numbers(a, b, identity),
        (Value::Count { .. }, Value::Count { .. }) => counts(a, b),
        (Value::Date(a), Value::Date(b)) => dates(a, b, rules),
        (Value::Code { scheme: a, code: x, .. }, Value::Code { scheme: b, code: y, .. }) => match a == b {
            true => same_or(x == y, Likeness::Different),
            false => Likeness::Open,
        },
        (Value::Entity(a), Value::Entity(b)) => entities(*a, *b, identity),
        (Value::File(a), Value::File(b)) => same_or(a == b, Likeness::Different),
        (Value::Geometry { wkt: a, uncertainty: ua }, Value::Geometry { wkt: b, uncertainty: ub }) => {
            let metres = ua.as_ref().zip(ub.as_ref()).map(|(a, b)| a.to_f64() + b.to_f64());
            positions(a, b, metres)
        }
        _ => same_or(a == b, Likeness::Open),
    }
}

fn same_or(same: bool, other: Likeness) -> Likeness {
    if same { Likeness::Same } else { other }
}

fn texts((a, lang_a): (&str, Option<&str>), (b, lang_b): (&str, Option<&str>)) -> Likeness {
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let other_language = match (lang_a, lang_b) {
        (Some(a), Some(b)) => primary(a) != primary(b),
        _ => is_arabic(a) != is_arabic(b),
    };
    let different = if other_language { Likeness::Open } else { Likeness::Different };
    same_or(folded(a) == folded(b), different)
}

fn numbers(a: &Value, b: &Value, identity: &Identity) -> Likeness {
    match (Key::of(a, identity), Key::of(b, identity)) {
        (Key::Number(a, unit_a), Key::Number(b, unit_b)) if unit_a == unit_b => same_or(a == b, Likeness::Different),
        _ => Likeness::Open,
    }
}

/// From at least how many to at most how many. "Over 200" has no upper end, "dozens" neither end.
fn range(value: &Value) -> Option<(i64, i64)> {
    match value {
        Value::Count { low: None, best: Some(best), high: None } => Some((*best, *best)),
        Value::Count { low, high, .. } => Some((low.unwrap_or(0), high.unwrap_or(i64::MAX))),
        _ => None,
    }
}

fn counts(a: &Value, b: &Value) -> Likeness {
    match range(a).zip(range(b)) {
        _ if a == b => Likeness::Same,
        Some((a, b)) if a.0 <= b.1 && b.0 <= a.1 => Likeness::Compatible,
        Some(_) => Likeness::Different,
        None => Likeness::Open,
    }
}

fn dates(a: &Edtf, b: &Edtf, rules: &Rules) -> Likeness {
    if rules.has_spans() && a.is_interval() && b.is_interval() {
        return same_or(a == b, Likeness::Open); // They are compared by their ends, each under its own property.
    }
    if rules.has_spans() && a.is_interval() != b.is_interval() {
        let apart = overlaps(a.within(), b.within()).is_no();
        return if apart { Likeness::Different } else { Likeness::Open };
    }
    match compatible(a, b) {
        Truth::Yes => same_or(a == b, Likeness::Compatible),
        Truth::Possibly => Likeness::Doubtful(Doubt::Approximate),
        Truth::No => Likeness::Different,
    }
}

fn entities(a: EntityId, b: EntityId, identity: &Identity) -> Likeness {
    if identity.are_same(a, b) {
        Likeness::Same
    } else if identity.may_be_same(a, b) {
        Likeness::Doubtful(Doubt::MayBeSame)
    } else {
        Likeness::Different
    }
}

/// Points by their distance; other shapes only when they are written alike.
fn positions(a: &Wkt, b: &Wkt, uncertainty: Option<f64>) -> Likeness {
    if a == b {
        return Likeness::Same;
    }
    let point = |wkt: &Wkt| Shape::of(wkt)?.point();
    let Some((a, b)) = point(a).zip(point(b)) else { return Likeness::Open };
    match uncertainty {
        Some(metres) if distance(a, b) <= metres => Likeness::Compatible,
        Some(_) => Likeness::Different,
        None => Likeness::Doubtful(Doubt::Position),
    }
}

/// Metres between two points on the mean sphere (haversine): far finer than any stated uncertainty.
fn distance([lon_a, lat_a]: Position, [lon_b, lat_b]: Position) -> f64 {
    const RADIUS: f64 = 6_371_008.8;
    let half = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
    let chord = half(lat_b - lat_a) + lat_a.to_radians().cos() * lat_b.to_radians().cos() * half(lon_b - lon_a);
    2.0 * RADIUS * chord.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Says, custody, entity, point, shipped};
    use daftar_claim::{Decimal, PropertyId, Statement};

    fn compare_as(property: &str, a: &Value, b: &Value) -> Likeness {
        compare_knowing(&[], property, a, b)
    }

    fn compare_knowing(links: &[Statement], property: &str, a: &Value, b: &Value) -> Likeness {
        let profiles = shipped();
        let rules = Rules::of(&PropertyId::parse(property).unwrap(), &profiles);
        let identity = Identity::of(links);
        let answer = compare(a, b, &rules, &identity);
        assert_eq!(answer, compare(b, a, &rules, &identity), "the order of the two does not matter");
        answer
    }

    fn count(low: Option<i64>, best: Option<i64>, high: Option<i64>) -> Value {
        Value::Count { low, best, high }
    }

    fn text(text: &str, lang: &str) -> Value {
        Value::Text { text: text.into(), lang: Some(lang.into()) }
    }

    #[test]
    fn counts_agree_where_their_ranges_meet() {
        let over = count(Some(3500), None, None);
        let cases = [
            (over.clone(), count(None, Some(3500), None), Likeness::Compatible),
            (over.clone(), over.clone(), Likeness::Same),
            (over, count(None, Some(3499), None), Likeness::Different),
            (count(None, None, None), count(None, Some(40), None), Likeness::Compatible),
            (count(Some(10), None, Some(20)), count(Some(21), Some(25), Some(30)), Likeness::Different),
            (Value::Unknown, count(None, Some(1), None), Likeness::Open),
            (Value::None, count(None, Some(1), None), Likeness::Different),
        ];
        for (a, b, expected) in cases {
            assert_eq!(compare_as("holdings", &a, &b), expected, "{a:?} {b:?}");
        }
    }

    #[test]
    fn dates_agree_when_one_is_less_precise() {
        let date = |text: &str| Value::Date(Edtf::parse(text).unwrap());
        let cases = [
            ("2023-04", "2023-04-07", Likeness::Compatible),
            ("2016", "2014", Likeness::Different),
            ("2016", "2016", Likeness::Same),
            ("-3999", "-3999~", Likeness::Compatible),
            ("2016~", "2019", Likeness::Doubtful(Doubt::Approximate)),
        ];
        for (a, b, expected) in cases {
            assert_eq!(compare_as("founded", &date(a), &date(b)), expected, "{a} {b}");
        }
        assert_eq!(compare_as("date", &date("2031-12-06/2032-04-07"), &date("2031-12-12/2032-01")), Likeness::Open);
        assert_eq!(compare_as("date", &date("2031-12-06/2032-04-07"), &date("2031-12-06")), Likeness::Open);
        assert_eq!(compare_as("date", &date("2031-12-06/2032-04-07"), &date("2030")), Likeness::Different);
    }

    #[test]
    fn words_of_two_languages_are_not_compared() {
        assert_eq!(compare_as("name", &text("Mill", "en"), &text("طاحونة", "ar")), Likeness::Open);
        assert_eq!(compare_as("name", &text("Mill", "en-GB"), &text("mill", "en")), Likeness::Same);
        assert_eq!(compare_as("name", &text("Mill", "en"), &Value::text("Wheel")), Likeness::Different);
        assert_eq!(compare_as("name", &Value::text("بئر"), &text("well", "en")), Likeness::Open);
    }

    #[test]
    fn numbers_need_one_unit_and_positions_an_uncertainty() {
        let metres = |n: &str, unit: Option<&str>| Value::Number {
            number: Decimal::parse(n).unwrap(),
            unit: unit.map(Into::into),
        };
        assert_eq!(compare_as("depth", &metres("12.50", Some("m")), &metres("12.5", Some("M"))), Likeness::Same);
        assert_eq!(compare_as("depth", &metres("12", Some("m")), &metres("13", Some("m"))), Likeness::Different);
        assert_eq!(compare_as("depth", &metres("12", Some("m")), &metres("40", Some("ft"))), Likeness::Open);
        let (here, near) = ("POINT (21.0 35.0)", "POINT (21.001 35.0)");
        let at = |wkt: &str, metres: Option<&str>| point(wkt, metres);
        let likeness = |a: Option<&str>, b: Option<&str>| compare_as("location", &at(here, a), &at(near, b));
        assert_eq!(likeness(Some("60"), Some("40")), Likeness::Compatible, "91 metres apart");
        assert_eq!(likeness(Some("50"), Some("40")), Likeness::Different);
        assert_eq!(likeness(None, Some("40")), Likeness::Doubtful(Doubt::Position));
    }

    #[test]
    fn things_are_one_after_same_as_and_perhaps_after_may_be_same() {
        let (a, b) = (Value::Entity(entity("guard")), Value::Entity(entity("upland guard")));
        assert_eq!(compare_as("party", &a, &b), Likeness::Different);
        let linked = |property: &str| [Says::of("guard", property).entity("upland guard").done()];
        assert_eq!(compare_knowing(&linked("same-as"), "party", &a, &b), Likeness::Same);
        let doubtful = Likeness::Doubtful(Doubt::MayBeSame);
        assert_eq!(compare_knowing(&linked("may-be-same"), "party", &a, &b), doubtful);
    }

    #[test]
    fn codes_differ_within_their_scheme() {
        let state = |code: &str| Value::code("state", code);
        assert_eq!(compare_as("state", &state("damaged"), &state("destroyed")), Likeness::Different);
        assert_eq!(compare_as("state", &state("unknown"), &state("destroyed")), Likeness::Open);
        assert_eq!(compare_as("state", &Value::code("fate", "safe"), &state("destroyed")), Likeness::Open);
        assert_eq!(compare_as("custody", &custody("copy"), &custody("view")), Likeness::Open);
    }

    #[test]
    fn zeros_change_nothing() {
        for (written, plain) in [("05.10", "5.1"), ("-0.0", "0"), ("007", "7"), ("-3.50", "-3.5"), (".", "0")] {
            assert_eq!(plain_number(written), plain);
        }
    }
}

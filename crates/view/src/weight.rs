//! Weights in the units that people write, set beside each other: converted exactly, and only where the unit is understood.

use daftar_claim::{Decimal, Value};
use serde::{Serialize, Serializer};

/// A weight in nanograms, so that an ounce is a whole number of them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub struct Weight(i128);

/// Nanograms in each unit that is understood. A pound and an ounce are those of 1959 (0.45359237 kg); what is called a ton or
/// a ratl is not one weight everywhere, so these are not here.
const UNITS: [(&[&str], i128); 6] = [
    (&["mg", "milligram", "milligrams", "ملغ", "ملغم", "مغ"], 1_000_000),
    (&["g", "gram", "grams", "gramme", "grammes", "غ", "غم", "جم", "غرام", "جرام"], 1_000_000_000),
    (
        &["kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "كغ", "كغم", "كجم", "كيلو", "كيلوغرام", "كيلوجرام"],
        1_000_000_000_000,
    ),
    (&["t", "tonne", "tonnes", "طن"], 1_000_000_000_000_000),
    (&["lb", "lbs", "pound", "pounds", "[lb_av]"], 453_592_370_000),
    (&["oz", "ounce", "ounces", "[oz_av]"], 28_349_523_125),
];

/// The decimals of kilograms that are told: milligrams.
const TOLD: u32 = 6;
/// Nanograms in a milligram.
const MILLIGRAM: i128 = 1_000_000;

impl Weight {
    /// The weight that a value tells: more than nothing, in a unit that is understood.
    pub fn of(value: &Value) -> Option<Weight> {
        let Value::Number { number, unit: Some(unit) } = value else { return None };
        let unit = unit.trim().trim_end_matches('.').to_lowercase();
        times(number, nanograms(&unit)?).filter(|weight| *weight > 0).map(Weight)
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Weight) -> Weight {
        Weight(self.0.saturating_add(other.0))
    }

    /// In kilograms, with no more than six decimals and no idle zeros: `12.5`.
    pub fn kilograms(self) -> String {
        let milligrams = (self.0 + MILLIGRAM / 2) / MILLIGRAM;
        let whole = 10_i128.pow(TOLD);
        let text = format!("{}.{:06}", milligrams / whole, milligrams % whole);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

/// Nanograms in a unit, by its name in small letters.
pub(crate) fn nanograms(unit: &str) -> Option<i128> {
    UNITS.iter().find(|(names, _)| names.contains(&unit)).map(|(_, each)| *each)
}

/// A decimal number of so many, to the nearest whole; none when it is too large to be reckoned with.
pub(crate) fn times(number: &Decimal, each: i128) -> Option<i128> {
    let (whole, fraction) = number.as_str().split_once('.').unwrap_or((number.as_str(), ""));
    let fraction = fraction.trim_end_matches('0');
    let digits: i128 = format!("{whole}{fraction}").parse().ok()?;
    let scale = 10_i128.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    let product = digits.checked_mul(each)?;
    Some(product.checked_add(scale / 2)? / scale)
}

impl Serialize for Weight {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.kilograms())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight(number: &str, unit: &str) -> Option<String> {
        let number = Decimal::parse(number).unwrap();
        Weight::of(&Value::Number { number, unit: Some(unit.into()) }).map(Weight::kilograms)
    }

    #[test]
    fn units_are_converted_exactly_or_not_at_all() {
        let known = [
            (("850", "g"), "0.85"),
            (("12.50", "kg"), "12.5"),
            (("2", "KG."), "2"),
            (("1", "lb"), "0.453592"),
            (("16", "oz"), "0.453592"),
            (("3", "كغ"), "3"),
            (("0.5", "t"), "500"),
            (("120", "mg"), "0.00012"),
        ];
        for ((number, unit), kilograms) in known {
            assert_eq!(weight(number, unit).as_deref(), Some(kilograms), "{number} {unit}");
        }
        for (number, unit) in
            [("3", "stone"), ("1", "ton"), ("2", ""), ("0", "kg"), ("-1", "kg"), ("9".repeat(40).as_str(), "kg")]
        {
            assert_eq!(weight(number, unit), None, "{number} {unit}");
        }
        let bare = Value::Number { number: Decimal::parse("5").unwrap(), unit: None };
        assert_eq!(Weight::of(&bare), None, "a number without a unit is no weight");
    }

    #[test]
    fn sixteen_ounces_are_a_pound_to_the_last_nanogram() {
        let of = |number: &str, unit: &str| {
            Weight::of(&Value::Number { number: Decimal::parse(number).unwrap(), unit: Some(unit.into()) }).unwrap()
        };
        assert_eq!(of("16", "oz"), of("1", "lb"));
        assert_eq!(of("1.5", "kg").and(of("250", "g")).kilograms(), "1.75");
    }
}

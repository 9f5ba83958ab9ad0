//! Amounts of seed: by weight, by count, or in the bank's own measures, and how one becomes another, with what is not sure
//! of it.

use std::fmt;

use daftar_claim::{Decimal, Value};
use serde::{Serialize, Serializer};

use crate::weight::{nanograms, times};

/// A million parts of a unit: micrograms, millionths of a seed or of a jar.
const PARTS: i128 = 1_000_000;

/// The most parts that are counted: beyond it a number is a mistake, and sums stay there.
const MOST: i128 = i128::MAX / 4;

/// What an amount is counted in.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Grams.
    Grams,
    /// Seeds.
    Seeds,
    /// The bank's own measure, in its words: "jar".
    Own(String),
}

/// An exact number of units.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub struct Units(i128);

/// At least and at most; equal when it is known.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Serialize)]
pub struct Range {
    /// At least.
    pub low: Units,
    /// At most.
    pub high: Units,
}

/// An amount as it is told.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Amount {
    /// How much.
    #[serde(flatten)]
    pub range: Range,
    /// Of what.
    pub unit: Unit,
}

/// A measure of the bank's own: how much of a crop it holds.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Measure {
    /// What it is called, each as written.
    pub names: Vec<String>,
    /// The crops that it is known for; any where none is named.
    pub crops: Vec<String>,
    /// Grams.
    pub grams: Range,
}

/// What is known to make one unit of another.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize)]
pub struct Scales {
    /// The weight of a thousand seeds, in grams.
    pub thousand_seeds: Option<Range>,
    /// The measures for the crop.
    pub measures: Vec<Measure>,
}

impl Units {
    /// None of it.
    pub const NONE: Units = Units(0);

    /// A whole number of units.
    pub fn whole(number: i64) -> Units {
        Units(i128::from(number) * PARTS)
    }

    /// The millionths of a unit that it is counted in.
    pub(crate) fn parts(self) -> i128 {
        self.0
    }

    /// So many millionths.
    pub(crate) fn of_parts(parts: i128) -> Units {
        Units(parts.clamp(-MOST, MOST))
    }

    /// Without what is less than one: nobody has half a seed.
    pub fn whole_ones(self) -> Units {
        Units(self.0.div_euclid(PARTS) * PARTS)
    }

    /// With no more than six decimals and no idle zeros.
    pub fn text(self) -> String {
        let (sign, size) = if self.0 < 0 { ("-", -self.0) } else { ("", self.0) };
        let text = format!("{sign}{}.{:06}", size / PARTS, size % PARTS);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    /// For charts only.
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / PARTS as f64
    }

    /// Stays at the edge of what can be counted.
    fn plus(self, parts: i128) -> Units {
        Units(self.0.saturating_add(parts).clamp(-MOST, MOST))
    }

    /// Times one over another, rounded down or up.
    fn by(self, over: Units, under: Units, up: bool) -> Option<Units> {
        let product = self.0.checked_mul(over.0)?;
        let (whole, rest) = (product.checked_div_euclid(under.0)?, product.checked_rem_euclid(under.0)?);
        Some(Units(whole + i128::from(up && rest != 0)))
    }
}

impl fmt::Display for Units {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl Serialize for Units {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

impl Range {
    /// Just that much.
    pub fn exactly(units: Units) -> Range {
        Range { low: units, high: units }
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Range) -> Range {
        Range { low: self.low.plus(other.low.0), high: self.high.plus(other.high.0) }
    }

    /// What is left when the other is taken.
    #[must_use]
    pub fn less(self, other: Range) -> Range {
        Range { low: self.low.plus(-other.high.0), high: self.high.plus(-other.low.0) }
    }

    /// From the lower of both to the higher.
    #[must_use]
    pub fn or(self, other: Range) -> Range {
        Range { low: self.low.min(other.low), high: self.high.max(other.high) }
    }

    /// The same, and nothing where it is less than nothing.
    #[must_use]
    pub fn or_nothing(self) -> Range {
        Range { low: self.low.max(Units::NONE), high: self.high.max(Units::NONE) }
    }

    /// Whether both can be the same.
    pub fn meets(self, other: Range) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// Times a range over another; none where that is nothing, or too large to be reckoned with.
    fn by(self, over: Range, under: Range) -> Option<Range> {
        let positive = [over.low, under.low].iter().all(|units| units.0 > 0) && self.low.0 >= 0;
        let low = self.low.by(over.low, under.high, false);
        let high = self.high.by(over.high, under.low, true);
        positive.then(|| Some(Range { low: low?, high: high? })).flatten()
    }
}

impl Amount {
    /// The amount that a value tells: a number with its unit, or a count of seeds. None for less than nothing.
    pub fn of(value: &Value) -> Option<Amount> {
        match value {
            Value::Number { number, unit: Some(unit) } => {
                let (unit, each) = unit_of(unit)?;
                let parts = times(number, each)?;
                (0..=MOST).contains(&parts).then(|| Amount { range: Range::exactly(Units(parts)), unit })
            }
            Value::Count { low, best, high } => {
                let low = low.or(*best)?;
                let high = high.or(*best).unwrap_or(low);
                let range = Range { low: Units::whole(low), high: Units::whole(high) };
                (low >= 0).then_some(Amount { range, unit: Unit::Seeds })
            }
            _ => None,
        }
    }

    /// The same in another unit, as far as it is known how much that is.
    pub fn to(&self, unit: &Unit, scales: &Scales) -> Option<Range> {
        let thousand = Range::exactly(Units::whole(1_000));
        match (&self.unit, unit) {
            (from, to) if from == to => Some(self.range),
            (Unit::Seeds, Unit::Grams) => self.range.by(scales.thousand_seeds?, thousand),
            (Unit::Grams, Unit::Seeds) => self.range.by(thousand, scales.thousand_seeds?),
            (Unit::Own(name), Unit::Grams) => {
                let one = Range::exactly(Units::whole(1));
                self.range.by(scales.measure(name)?, one)
            }
            (Unit::Own(_), Unit::Seeds) => {
                let range = self.to(&Unit::Grams, scales)?;
                Amount { range, unit: Unit::Grams }.to(unit, scales)
            }
            _ => None,
        }
    }
}

impl Scales {
    /// How many grams a measure holds; from the least to the most where several say it.
    fn measure(&self, name: &str) -> Option<Range> {
        let called = |one: &&Measure| one.names.iter().any(|known| same_word(known, name));
        self.measures.iter().filter(called).map(|one| one.grams).reduce(Range::or)
    }
}

/// The unit that a word names, and how many parts one of it has.
fn unit_of(word: &str) -> Option<(Unit, i128)> {
    const SEEDS: [&str; 8] = ["seed", "seeds", "grain", "grains", "بذرة", "بذور", "حبة", "حبات"];
    let word = word.trim();
    let low = word.trim_end_matches('.').to_lowercase();
    match nanograms(&low) {
        // A microgram is a thousand nanograms.
        Some(each) => Some((Unit::Grams, each / 1_000)),
        None if SEEDS.contains(&low.as_str()) => Some((Unit::Seeds, PARTS)),
        None if !word.is_empty() => Some((Unit::Own(word.to_owned()), PARTS)),
        None => None,
    }
}

/// Whether two words are one but for case and a plural s.
fn same_word(one: &str, other: &str) -> bool {
    let bare = |word: &str| {
        let low = word.trim().to_lowercase();
        low.strip_suffix('s').map(str::to_owned).unwrap_or(low)
    };
    bare(one) == bare(other)
}

/// A number of grams, give or take so many; none when it is not more than nothing.
pub(super) fn grams(number: &Decimal, give_or_take: Option<&Decimal>) -> Option<Range> {
    let parts = |number: &Decimal| times(number, PARTS);
    let (middle, spread) = (parts(number)?, give_or_take.and_then(parts).unwrap_or(0).abs());
    let range = Range { low: Units(middle).plus(-spread), high: Units(middle).plus(spread) };
    (range.low.0 > 0).then_some(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(number: &str, unit: &str) -> Amount {
        let number = Decimal::parse(number).unwrap();
        Amount::of(&Value::Number { number, unit: Some(unit.into()) }).unwrap()
    }

    fn range(low: &str, high: &str) -> Range {
        let parts = |text: &str| Units(times(&Decimal::parse(text).unwrap(), PARTS).unwrap());
        Range { low: parts(low), high: parts(high) }
    }

    #[test]
    fn weights_counts_and_measures_are_told_apart() {
        assert_eq!(amount("1.5", "kg").range, range("1500", "1500"));
        assert_eq!(amount("250", "غ").unit, Unit::Grams);
        assert_eq!(amount("300", "seeds"), Amount { range: range("300", "300"), unit: Unit::Seeds });
        assert_eq!(amount("2.5", "jars").unit, Unit::Own("jars".into()));
        assert_eq!(amount("0", "g").range, Range::default(), "an empty jar is an amount");
        let of = |number: &str, unit: Option<&str>| {
            Amount::of(&Value::Number { number: Decimal::parse(number).unwrap(), unit: unit.map(Into::into) })
        };
        assert_eq!(of("-1", Some("g")), None);
        assert_eq!(of("5", None), None, "a number without a unit is no amount");
        let count = Value::Count { low: Some(40), best: None, high: Some(60) };
        assert_eq!(Amount::of(&count).unwrap().range, range("40", "60"));
    }

    #[test]
    fn one_becomes_another_with_all_that_is_not_sure() {
        let jar =
            Measure { names: vec!["jar".into(), "مرطبان".into()], crops: Vec::new(), grams: range("700", "800") };
        let scales = Scales { thousand_seeds: Some(range("40", "50")), measures: vec![jar] };
        assert_eq!(amount("100", "seeds").to(&Unit::Grams, &scales), Some(range("4", "5")));
        assert_eq!(amount("4", "g").to(&Unit::Seeds, &scales), Some(range("80", "100")));
        assert_eq!(amount("2", "Jars").to(&Unit::Grams, &scales), Some(range("1400", "1600")));
        assert_eq!(amount("2", "jars").to(&Unit::Seeds, &scales), Some(range("28000", "40000")));
        assert_eq!(amount("2", "handfuls").to(&Unit::Grams, &scales), None);
        assert_eq!(amount("9", "g").to(&Unit::Seeds, &Scales::default()), None);
    }

    #[test]
    fn amounts_beyond_all_bounds_stay_at_the_edge() {
        let most = Range::exactly(Units(MOST));
        assert_eq!(most.and(most), most);
        assert_eq!(Range::default().less(most).less(most).low, Units(-MOST));
        let number = Decimal::parse("170000000000000000000000000000000").unwrap();
        assert_eq!(Amount::of(&Value::Number { number, unit: Some("g".into()) }), None, "that is no amount of seed");
    }

    #[test]
    fn what_is_rounded_is_rounded_outwards() {
        let scales = Scales { thousand_seeds: Some(range("3", "3")), measures: Vec::new() };
        let seeds = amount("1", "g").to(&Unit::Seeds, &scales).unwrap();
        assert_eq!((seeds.low.text().as_str(), seeds.high.text().as_str()), ("333.333333", "333.333334"));
        assert_eq!(grams(&Decimal::parse("5").unwrap(), Some(&Decimal::parse("6").unwrap())), None);
    }
}

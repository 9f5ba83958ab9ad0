//! Quantities: "over 3,500", "six", "dozens", "60%".

use std::ops::Range;

use daftar_claim::Value;

use super::passage::Passage;

/// A number as written, with what the words around it leave open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quantity {
    /// A count, or a number with the unit `%`.
    pub(super) value: Value,
    /// Its tokens, those of "over" and "dozens" included.
    pub(super) range: Range<usize>,
}

/// Whether a lower-case word is a number, or "dozens" and its like.
pub(super) fn is_number(word: &str) -> bool {
    number_word(word).is_some() || is_many(word)
}

/// Counts without a number: rule 5 of the record keeps them so.
fn is_many(word: &str) -> bool {
    matches!(word, "dozens" | "scores" | "hundreds" | "thousands" | "tens")
}

/// The number that a lower-case word names, up to a thousand.
pub(super) fn number_word(word: &str) -> Option<i64> {
    const SMALL: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    const TENS: [&str; 7] = ["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    if let Some((tens, ones)) = word.split_once('-') {
        let (tens, ones) = (number_word(tens)?, number_word(ones)?);
        return (tens >= 20 && tens % 10 == 0 && (1..10).contains(&ones)).then_some(tens + ones);
    }
    let small = SMALL.iter().position(|w| *w == word).map(|n| n as i64);
    small.or_else(|| TENS.iter().position(|w| *w == word).map(|n| n as i64 * 10 + 30)).or(match word {
        "dozen" => Some(12),
        "hundred" => Some(100),
        "thousand" => Some(1000),
        _ => None,
    })
}

/// The first quantity in a range of tokens.
pub(super) fn first(passage: &Passage, range: &Range<usize>) -> Option<Quantity> {
    range.clone().find_map(|i| at(passage, i, range))
}

fn at(passage: &Passage, i: usize, range: &Range<usize>) -> Option<Quantity> {
    let low = passage.low(i);
    let from = qualifier(passage, i, range.start);
    if is_many(low) {
        let value = Value::Count { low: None, best: None, high: None };
        return Some(Quantity { value, range: from..i + 1 });
    }
    let number: i64 = match low.replace(',', "").parse() {
        Ok(number) => number,
        Err(_) => number_word(low)?,
    };
    if passage.mark(i + 1, '%') || matches!(passage.low(i + 1), "percent" | "per-cent") {
        return percent(low, from..i + 2);
    }
    let (number, to) = scaled(passage, number, i);
    let value = bounded(number, passage.low_words(&(from..i)));
    Some(Quantity { value, range: from..to })
}

fn percent(digits: &str, range: Range<usize>) -> Option<Quantity> {
    let number = daftar_claim::Decimal::parse(digits).ok()?;
    Some(Quantity { value: Value::Number { number, unit: Some("%".to_owned()) }, range })
}

/// "two hundred", "3 million".
fn scaled(passage: &Passage, number: i64, i: usize) -> (i64, usize) {
    let factor = match passage.low(i + 1) {
        "hundred" => 100,
        "thousand" => 1_000,
        "million" => 1_000_000,
        "dozen" => 12,
        _ => return (number, i + 1),
    };
    (number.saturating_mul(factor), i + 2)
}

/// Where the words begin that qualify the number at `i`.
fn qualifier(passage: &Passage, i: usize, first: usize) -> usize {
    const WORDS: [&str; 18] = [
        "over",
        "under",
        "about",
        "around",
        "nearly",
        "almost",
        "approximately",
        "roughly",
        "some",
        "only",
        "than",
        "least",
        "most",
        "more",
        "fewer",
        "less",
        "up",
        "to",
    ];
    let mut from = i;
    while from > first && (WORDS.contains(&passage.low(from - 1)) || passage.low(from - 1) == "at" && from < i) {
        from -= 1;
    }
    from
}

/// A count with the bounds that its qualifier gives.
fn bounded(number: i64, qualifier: &str) -> Value {
    let (low, best, high) = match qualifier {
        "over" | "more than" | "at least" => (Some(number), None, None),
        "under" | "fewer than" | "less than" | "up to" | "at most" => (None, None, Some(number)),
        _ => (None, Some(number), None),
    };
    Value::Count { low, best, high }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Value> {
        let passage = Passage::new(text.to_owned(), 0);
        first(&passage, &(0..passage.tokens.len())).map(|q| q.value)
    }

    fn count(low: Option<i64>, best: Option<i64>, high: Option<i64>) -> Option<Value> {
        Some(Value::Count { low, best, high })
    }

    #[test]
    fn bounds_follow_the_words() {
        assert_eq!(read("over 3,500 jars"), count(Some(3500), None, None));
        assert_eq!(read("at least two hundred families"), count(Some(200), None, None));
        assert_eq!(read("up to 40 wells"), count(None, None, Some(40)));
        assert_eq!(read("six people"), count(None, Some(6), None));
        assert_eq!(read("dozens of wells"), count(None, None, None));
        assert_eq!(read("eighty-three jars"), count(None, Some(83), None));
        assert_eq!(read("the jars"), None);
    }

    #[test]
    fn shares_keep_their_unit() {
        let sixty = Value::Number { number: daftar_claim::Decimal::parse("60").unwrap(), unit: Some("%".to_owned()) };
        assert_eq!(read("60% of the land"), Some(sixty));
    }
}

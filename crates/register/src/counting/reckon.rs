//! Reckoning with decimal numbers as they are written, exactly.

use daftar_claim::Decimal;

/// Decimals of what is reckoned from a sample.
const DECIMALS: u32 = 6;
/// A weight of a thousand seeds is told to so many digits: a sample says no more.
const DIGITS: usize = 4;

/// What the scale showed, less what the container weighs, with the decimals of the finer of both. None when the container
/// weighs more, or when either is too long to be reckoned with.
pub fn weight_less(shown: &Decimal, container: &Decimal) -> Option<Decimal> {
    let ((shown, one), (container, other)) = (parts(shown)?, parts(container)?);
    let scale = one.max(other);
    let raised = |digits: i128, from: u32| digits.checked_mul(10_i128.checked_pow(scale - from)?);
    let rest = raised(shown, one)?.checked_sub(raised(container, other)?)?;
    if rest < 0 { None } else { written(rest, scale) }
}

/// What a thousand seeds weigh, when so many weigh so much: to four digits. None when there are no seeds, when they weigh
/// nothing, or when it is too much to be reckoned with.
pub fn weight_of_a_thousand(weight: &Decimal, seeds: i64) -> Option<Decimal> {
    let (digits, scale) = parts(weight)?;
    if seeds <= 0 || digits <= 0 {
        return None;
    }
    let over = digits.checked_mul(1_000)?.checked_mul(10_i128.pow(DECIMALS))?;
    let under = i128::from(seeds).checked_mul(10_i128.checked_pow(scale)?)?;
    let plain = written(rounded(over.checked_add(under / 2)? / under), DECIMALS)?;
    let text = plain.as_str().trim_end_matches('0').trim_end_matches('.');
    Decimal::parse(text).ok().filter(|_| text != "0")
}

/// The digits of a number, and how many of them are decimals.
fn parts(number: &Decimal) -> Option<(i128, u32)> {
    let (whole, fraction) = number.as_str().split_once('.').unwrap_or((number.as_str(), ""));
    Some((format!("{whole}{fraction}").parse().ok()?, u32::try_from(fraction.len()).ok()?))
}

fn written(digits: i128, scale: u32) -> Option<Decimal> {
    let (places, one) = (usize::try_from(scale).ok()?, 10_i128.checked_pow(scale)?);
    let text = match places {
        0 => digits.to_string(),
        places => format!("{}.{:0places$}", digits / one, digits % one),
    };
    Decimal::parse(&text).ok()
}

/// With no more than four digits that count.
fn rounded(number: i128) -> i128 {
    let idle = number.to_string().len().saturating_sub(DIGITS);
    let one = 10_i128.pow(u32::try_from(idle).unwrap_or(0));
    (number + one / 2) / one * one
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn the_container_is_subtracted_to_the_last_digit() {
        let less =
            |one: &str, other: &str| weight_less(&number(one), &number(other)).map(|rest| rest.as_str().to_owned());
        assert_eq!(less("512.0", "12.55").as_deref(), Some("499.45"));
        assert_eq!(less("0.3", "0.1").as_deref(), Some("0.2"));
        assert_eq!(less("310", "310").as_deref(), Some("0"), "an empty jar");
        assert_eq!(less("310", "310.5"), None);
        assert_eq!(less(&"9".repeat(60), "1"), None);
    }

    #[test]
    fn a_sample_says_four_digits_of_a_thousand() {
        let of =
            |weight: &str, seeds: i64| weight_of_a_thousand(&number(weight), seeds).map(|one| one.as_str().to_owned());
        assert_eq!(of("4.23", 100).as_deref(), Some("42.3"));
        assert_eq!(of("5", 130).as_deref(), Some("38.46"));
        assert_eq!(of("0.02", 300).as_deref(), Some("0.06667"));
        assert_eq!(of("1234.56", 1000).as_deref(), Some("1235"));
        assert_eq!((of("5", 0), of("0", 100), of("0.000000000001", 1_000_000)), (None, None, None));
    }
}

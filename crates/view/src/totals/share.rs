//! Numbers and shares in words: a share of a number of things, with the interval of chance.

use daftar_date::Lang;
use daftar_pattern::wilson;

use super::Counted;
use crate::shown::pick;

/// The share of a number of things, at least and at most, with the interval of each.
#[derive(Clone, Copy, PartialEq, Debug, serde::Serialize)]
pub struct Share {
    /// Of how many.
    pub of: u64,
    /// The share at least.
    pub low: f64,
    /// The share at most.
    pub high: f64,
    /// The 95 % interval of the one (Wilson 1927).
    pub interval_of_low: [f64; 2],
    /// That of the other.
    pub interval_of_high: [f64; 2],
}

impl Share {
    /// Of a number of things; none where there are none, or more are counted than there are.
    pub fn of(counted: &Counted, of: u64) -> Option<Share> {
        let whole = |n: u64| usize::try_from(n).ok();
        let share = |n: u64| n as f64 / of as f64;
        let interval = |n: u64| Some(wilson(whole(n)?, whole(of)?));
        let fits = of > 0 && counted.high <= of;
        fits.then_some(())?;
        Some(Share {
            of,
            low: share(counted.low),
            high: share(counted.high),
            interval_of_low: interval(counted.low)?,
            interval_of_high: interval(counted.high)?,
        })
    }

    /// From the lower end of the lower interval to the upper end of the upper one.
    pub fn widest(&self) -> [f64; 2] {
        [self.interval_of_low[0], self.interval_of_high[1]]
    }

    /// In words.
    pub fn words(&self, lang: Lang) -> String {
        let one = self.low == self.high;
        let (low, high) = (percent(self.low), percent(self.high));
        let span = |[low, high]: [f64; 2]| format!("{}–{}", percent(low), percent(high));
        let share = apart(&if one { low.clone() } else { format!("{low}–{high}") }, lang);
        let intervals = match one {
            true => apart(&span(self.interval_of_low), lang),
            false => {
                let and = pick(lang, " and ", " و");
                format!(
                    "{}{and}{}",
                    apart(&span(self.interval_of_low), lang),
                    apart(&span(self.interval_of_high), lang)
                )
            }
        };
        match lang {
            Lang::En => format!(
                "{share} of {} (95% interval{} {intervals}, Wilson 1927)",
                number(self.of),
                if one { "" } else { "s" }
            ),
            Lang::Ar => format!("{share} من {} (مجال الثقة 95%: {intervals}، ويلسون 1927)", number(self.of)),
        }
    }
}

/// A whole number, its thousands parted.
pub fn number(n: impl std::fmt::Display) -> String {
    let digits = n.to_string();
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits.as_str()), |digits| ("-", digits));
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    format!("{sign}{out}")
}

/// In percents, small ones to a tenth; what is not nothing is not told as nothing.
pub fn percent(share: f64) -> String {
    match share * 100.0 {
        all if all > 0.0 && all < 0.05 => "<0.1%".to_owned(),
        all if all > 99.5 && all < 100.0 => ">99%".to_owned(),
        all if all > 0.0 && all < 9.95 => format!("{all:.1}%"),
        all => format!("{all:.0}%"),
    }
}

/// From left to right in both languages.
pub(super) fn apart(text: &str, lang: Lang) -> String {
    if lang == Lang::Ar { format!("\u{2066}{text}\u{2069}") } else { text.to_owned() }
}

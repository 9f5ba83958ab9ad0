//! A number typed in a hurry, on a phone, in whichever digits and with whichever marks. What can be read in two ways is asked,
//! never guessed: 1,250 is a thousand or one and a quarter.

use daftar_register::claim::Decimal;
use daftar_register::folded_number;
use maud::{Markup, html};

use super::field::{Ask, Input, field};
use super::typed::Typed;
use super::writing::Writing;
use crate::screen::Screen;
use crate::words::Said;

/// The most digits of an amount.
const LONGEST: usize = 15;
/// What a number that has two readings is refused with.
const TWO_WAYS: &str = "fault-two-ways";

/// What a typed number can mean.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Reading {
    /// Nothing was typed.
    Empty,
    /// This number.
    One(Decimal),
    /// The first with its mark between thousands, the second with a decimal mark.
    Either(Decimal, Decimal),
    /// Less than nothing.
    Negative,
    /// No number.
    Not,
}

/// Reads a number. `٫` is a decimal mark and `٬` stands between thousands, whatever else; a point or a comma is the one or the
/// other by where it stands: before other than three digits it is a decimal mark, several of them stand between thousands.
pub(crate) fn reading(typed: &str) -> Reading {
    let text = folded_number(typed).replace('،', ",").replace(['\'', '’', ' '], "٬");
    if text.is_empty() {
        return Reading::Empty;
    }
    if let Some(rest) = text.strip_prefix('-') {
        return if matches!(reading(rest), Reading::One(_) | Reading::Either(..)) {
            Reading::Negative
        } else {
            Reading::Not
        };
    }
    if text.chars().filter(char::is_ascii_digit).count() > LONGEST {
        return Reading::Not;
    }
    if is_unclear(&text) {
        let whole = decimal(&text.replace(['.', ','], ""), "");
        let parted = text.split_once(['.', ',']).and_then(|(whole, fraction)| decimal(whole, fraction));
        return whole.zip(parted).map_or(Reading::Not, |(whole, parted)| Reading::Either(whole, parted));
    }
    let (whole, fraction) = split(&text);
    let read = grouped(whole).and_then(|whole| decimal(&whole, fraction.unwrap_or_default()));
    read.filter(|_| fraction.is_none_or(|fraction| !fraction.is_empty())).map_or(Reading::Not, Reading::One)
}

/// One to three digits, a point or a comma, three digits: 1,250. Not 0,250, for no thousands begin so.
fn is_unclear(text: &str) -> bool {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once(['.', ',']).is_some_and(|(whole, rest)| {
        digits(whole) && digits(rest) && rest.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0')
    })
}

/// What stands before the decimal mark, and what stands behind it.
fn split(text: &str) -> (&str, Option<&str>) {
    let mark = match text.rfind('٫') {
        Some(at) => Some((at, '٫')),
        None => text.rfind(['.', ',']).and_then(|at| Some((at, text.get(at..)?.chars().next()?))),
    };
    let Some((at, mark)) = mark else { return (text, None) };
    let others = text.chars().filter(|c| matches!(c, '.' | ',' | '٬')).any(|c| c != mark);
    let once = text.matches(mark).count() == 1;
    // Several of one kind, and none of another, stand between thousands.
    match (once, others) {
        (false, false) if mark != '٫' => (text, None),
        _ => (text.get(..at).unwrap_or_default(), text.get(at + mark.len_utf8()..)),
    }
}

/// The digits of a whole number, whose thousands may be parted by one kind of mark.
fn grouped(whole: &str) -> Option<String> {
    let Some(mark) = whole.chars().find(|c| !c.is_ascii_digit()) else { return Some(whole.to_owned()) };
    let mut groups = whole.split(mark);
    let first = groups.next().filter(|first| (1..=3).contains(&first.len()))?;
    let fits = matches!(mark, '.' | ',' | '٬') && groups.clone().all(|group| group.len() == 3);
    let all: String = std::iter::once(first).chain(groups).collect();
    (fits && all.bytes().all(|byte| byte.is_ascii_digit())).then_some(all)
}

fn decimal(whole: &str, fraction: &str) -> Option<Decimal> {
    let digits = match whole.trim_start_matches('0') {
        "" if whole.is_empty() && fraction.is_empty() => return None,
        "" => "0",
        digits => digits,
    };
    let text = if fraction.is_empty() { digits.to_owned() } else { format!("{digits}.{fraction}") };
    Decimal::parse(&text).ok()
}

/// The field in which it is said which of two readings is meant.
fn which(field: &str) -> String {
    format!("{field}.which")
}

impl Writing<'_> {
    /// The amount that was typed. One that can be read in two ways asks which, unless that was answered.
    pub(crate) fn amount(&mut self, field: &str) -> Option<Decimal> {
        let chosen = self.typed.text(&which(field)).to_owned();
        match reading(self.typed.text(field)) {
            Reading::Empty => None,
            Reading::One(number) => Some(number),
            Reading::Either(one, other) => {
                let meant = [one, other].into_iter().find(|number| number.as_str() == chosen);
                if meant.is_none() {
                    self.fault(field, TWO_WAYS);
                }
                meant
            }
            Reading::Negative => self.refused(field, "fault-negative"),
            Reading::Not => self.refused(field, "fault-amount"),
        }
    }

    /// A number of seeds: there are no parts of a seed, so that 1,250 is a thousand and more.
    pub(crate) fn seeds(&mut self, field: &str) -> Option<i64> {
        match reading(self.typed.text(field)) {
            Reading::Empty => None,
            Reading::One(number) | Reading::Either(number, _) => match number.as_str().parse::<i64>() {
                // Signed bytes hold integers up to 2⁵³ only; what was typed has fifteen digits.
                Ok(seeds) => Some(seeds),
                Err(_) => self.refused(field, "fault-seeds"),
            },
            Reading::Negative => self.refused(field, "fault-negative"),
            Reading::Not => self.refused(field, "fault-seeds"),
        }
    }

    fn refused<T>(&mut self, field: &str, words: &'static str) -> Option<T> {
        self.fault(field, words);
        None
    }
}

/// A field for an amount: large, with the keys for digits; and, where what was typed can be read in two ways, both of them.
pub(crate) fn amount(name: &str, label: &str, help: &str, typed: &Typed, screen: &Screen<'_>) -> Markup {
    let asks = typed.fault_of(name).is_some_and(|fault| fault.words == TWO_WAYS);
    html! {
        (field(&Ask { name, label: &screen.say(label), help: &screen.say(help), input: Input::Amount }, typed, screen))
        @if let (Reading::Either(one, other), true) = (reading(typed.text(name)), asks) {
            (tiles(&which(name), &screen.say("count-which"), &[one, other].map(|number| {
                (number.as_str().to_owned(), told(&number, screen))
            }), typed))
        }
    }
}

/// A number so that its mark cannot be taken for the other.
fn told(number: &Decimal, screen: &Screen<'_>) -> String {
    let Some((whole, fraction)) = number.as_str().split_once('.') else { return screen.digits(number.as_str()) };
    let next = whole.parse::<u64>().map(|whole| whole.saturating_add(1).to_string()).unwrap_or_default();
    match fraction.bytes().all(|digit| digit == b'0') {
        true => screen.digits(whole),
        false => screen.tell(
            "count-between",
            &[("number", Said::Text(number.as_str())), ("low", Said::Text(whole)), ("high", Said::Text(&next))],
        ),
    }
}

/// A choice of one among few, each large enough for a thumb.
pub(crate) fn tiles(name: &str, legend: &str, choices: &[(String, String)], typed: &Typed) -> Markup {
    html! {
        fieldset.ask.tiles {
            legend { (legend) }
            @for (n, (value, words)) in choices.iter().enumerate() {
                @let id = format!("{name}-{n}");
                span.tile {
                    input id=(id) type="radio" name=(name) value=(value) checked[typed.text(name) == value];
                    label for=(id) { bdi { (words) } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match reading(text) {
            Reading::Empty => "empty".into(),
            Reading::One(number) => number.as_str().into(),
            Reading::Either(one, other) => format!("{} or {}", one.as_str(), other.as_str()),
            Reading::Negative => "negative".into(),
            Reading::Not => "not".into(),
        }
    }

    #[test]
    fn numbers_of_all_hands_are_read() {
        for (typed, meant) in [
            ("12.5", "12.5"),
            ("12,5", "12.5"),
            ("١٢٫٥", "12.5"),
            ("۱۲٫۵", "12.5"),
            ("١٢،٥", "12.5"),
            ("١٬٢٥٠", "1250"),
            ("1٬250٫5", "1250.5"),
            ("1,250.5", "1250.5"),
            ("1.250,5", "1250.5"),
            ("1 250,5", "1250.5"),
            ("1'250.50", "1250.50"),
            ("1,250,000", "1250000"),
            ("٢٫٥٠٠", "2.500"),
            ("0,250", "0.250"),
            ("0.125", "0.125"),
            ("1250.125", "1250.125"),
            (".5", "0.5"),
            ("007", "7"),
            ("0", "0"),
            ("\u{2067} 480 \u{2069}", "480"),
            ("", "empty"),
        ] {
            assert_eq!(read(typed), meant, "{typed}");
        }
    }

    #[test]
    fn what_has_two_readings_is_asked() {
        assert_eq!(read("1,250"), "1250 or 1.250");
        assert_eq!(read("١٢.٥٠٠"), "12500 or 12.500");
        assert_eq!(read("125,000"), "125000 or 125.000");
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        assert_eq!(
            (read("-3").as_str(), read("−١٢٫٥").as_str(), read("-1,250").as_str()),
            ("negative", "negative", "negative")
        );
        for typed in ["a lot", "12.", "1,25,0", "12,5,7", "1.250.5", "1,2.5,0", "12 5", "1e9", "½", "-", "--3", "1٫5٫2"]
        {
            assert_eq!(read(typed), "not", "{typed}");
        }
        assert_eq!(read(&"9".repeat(16)), "not");
    }
}

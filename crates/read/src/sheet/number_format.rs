//! What a number format of Excel makes of a number, as far as it is more than looks.

use super::serial::Shows;

/// What a format shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A number.
    Plain,
    /// A date or a time of day.
    Date(Shows),
    /// Hours beyond 24, as in `[h]:mm`.
    Elapsed,
    /// A hundredth.
    Percent,
    /// Digits in their places, with zeros or letters before them: `00000`, `"MM-"0000`.
    Places(Vec<Place>),
}

/// A place in a format of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A digit, zero where the number has none.
    Digit,
    /// A character that is always there.
    Literal(char),
}

/// What the formats with fixed numbers are.
pub(super) fn fixed(id: u32) -> Shape {
    match id {
        9 | 10 => Shape::Percent,
        14..=16 | 22 | 27..=31 | 34..=36 | 50..=58 => Shape::Date(Shows::Day),
        17 => Shape::Date(Shows::Month),
        18..=21 | 32 | 33 | 45 | 47 => Shape::Date(Shows::Time),
        46 => Shape::Elapsed,
        _ => Shape::Plain,
    }
}

/// What a format says, from its first section: that for numbers above zero.
pub(super) fn parse(code: &str) -> Shape {
    let code = Code::new(code);
    if code.elapsed {
        return Shape::Elapsed;
    }
    match code.dates() {
        Some(shows) => Shape::Date(shows),
        None if code.symbols.contains('%') => Shape::Percent,
        None => code.places(),
    }
}

/// A format taken apart.
#[derive(Default)]
struct Code {
    /// All that is not literal.
    symbols: String,
    /// Digits and literals, in their order.
    places: Vec<Place>,
    elapsed: bool,
}

impl Code {
    fn new(code: &str) -> Code {
        let mut taken = Code::default();
        let mut rest = code.chars();
        while let Some(c) = rest.next() {
            match c {
                ';' => break,
                '"' => taken.places.extend(rest.by_ref().take_while(|c| *c != '"').map(Place::Literal)),
                '\\' => taken.places.extend(rest.next().map(Place::Literal)),
                '_' | '*' => _ = rest.next(),
                '[' => {
                    let inside: String = rest.by_ref().take_while(|c| *c != ']').collect();
                    taken.elapsed |=
                        matches!(inside.to_ascii_lowercase().as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss");
                }
                '-' | ' ' | '(' | ')' => taken.places.push(Place::Literal(c)),
                _ => taken.symbol(c),
            }
        }
        taken
    }

    fn symbol(&mut self, c: char) {
        self.symbols.push(c.to_ascii_lowercase());
        if c == '0' {
            self.places.push(Place::Digit);
        }
    }

    /// What of a date is shown; none when the format is not one of dates.
    fn dates(&self) -> Option<Shows> {
        let symbols = self.symbols.replace("general", "").replace("am/pm", "h").replace("a/p", "h");
        let letters: Vec<char> = symbols.chars().filter(|c| "yebmdhs".contains(*c)).collect();
        let exponent =
            symbols.contains("e+") || symbols.contains("e-") || symbols.contains('0') && !symbols.contains('s');
        if letters.is_empty() || exponent {
            return None;
        }
        let minute = |at: usize| {
            let before = letters[..at].iter().rev().find(|c| **c != 'm');
            let after = letters[at..].iter().find(|c| **c != 'm');
            before == Some(&'h') || after == Some(&'s')
        };
        let month = letters.iter().enumerate().any(|(at, c)| *c == 'm' && !minute(at));
        let year = letters.iter().any(|c| "yeb".contains(*c));
        Some(match (letters.contains(&'d'), month, year) {
            (true, ..) => Shows::Day,
            (_, true, _) => Shows::Month,
            (_, _, true) => Shows::Year,
            _ => Shows::Time,
        })
    }

    /// Digits in their places, if the format puts zeros or letters before a whole number.
    fn places(self) -> Shape {
        let first = self.places.iter().position(|place| *place == Place::Digit);
        let letters = |place: &Place| matches!(place, Place::Literal(c) if c.is_alphabetic());
        let prefix = first.is_some_and(|first| self.places[..first].iter().any(letters));
        let zeros = self.symbols.len();
        if self.symbols.chars().all(|c| c == '0') && (zeros > 1 || prefix) {
            return Shape::Places(self.places);
        }
        Shape::Plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_dates() {
        for (code, shows) in [
            ("yyyy\\-mm\\-dd", Shows::Day),
            ("[$-409]d/m/yy h:mm AM/PM;@", Shows::Day),
            ("dd.mm.", Shows::Day),
            ("mmm yyyy", Shows::Month),
            ("mmmm", Shows::Month),
            ("yyyy", Shows::Year),
            ("h:mm", Shows::Time),
            ("mm:ss.0", Shows::Time),
            ("[Red]yyyy", Shows::Year),
        ] {
            assert_eq!(parse(code), Shape::Date(shows), "{code}");
        }
        assert_eq!(parse("[h]:mm:ss"), Shape::Elapsed);
    }

    #[test]
    fn formats_of_numbers() {
        for code in
            ["General", "0", "#,##0.00", "0.00E+00", "\"days\" 0.0", "0\" cm\"", "@", "# ?/?", "[Red]0.0;[Blue]0", ""]
        {
            assert_eq!(parse(code), Shape::Plain, "{code}");
        }
        assert_eq!(parse("0.0%"), Shape::Percent);
        assert_eq!(parse("000"), Shape::Places(vec![Place::Digit; 3]));
        let prefixed = [Place::Literal('M'), Place::Literal('-'), Place::Digit];
        assert_eq!(parse("\"M-\"0"), Shape::Places(prefixed.to_vec()));
    }
}

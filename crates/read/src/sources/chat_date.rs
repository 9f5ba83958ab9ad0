//! The head of a line in a chat that WhatsApp wrote out: date and time in the forms of its phones, then the sender.
//!
//! `12/03/2031, 21:14 - `, `3/12/31, 9:14 PM - `, `[12.03.31, 21:14:05] `, `٣/٤/٢٠٣١، ٩:١٤ م - `, with marks of direction and
//! narrow spaces anywhere. Nobody publishes the forms; these are the ones that its phones have been seen to write.

/// The head of a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Head<'l> {
    /// Date and time, as written.
    pub(super) at: &'l str,
    /// The three numbers of the date, in their order.
    pub(super) numbers: [u32; 3],
    /// Where the line goes on after the head, in bytes.
    pub(super) rest: usize,
}

/// The head that a line begins with.
pub(super) fn head(line: &str) -> Option<Head<'_>> {
    let mut scan = Scan { line, at: 0 };
    scan.marks();
    let bracket = scan.eat('[');
    let start = scan.at;
    let numbers = date(&mut scan)?;
    scan.marks();
    let _comma = scan.eat(',') || scan.eat('،');
    scan.spaces();
    time(&mut scan)?;
    let end = scan.at;
    scan.spaces();
    if bracket {
        scan.eat(']').then_some(())?;
    } else {
        (scan.eat('-') || scan.eat('–')).then_some(())?;
    }
    let at = line[start..end].trim_matches(is_mark).trim();
    scan.spaces();
    Some(Head { at, numbers, rest: scan.at })
}

/// Three numbers with one and the same sign between them.
fn date(scan: &mut Scan) -> Option<[u32; 3]> {
    let first = scan.number()?;
    scan.marks();
    let sign = ['/', '.', '-'].into_iter().find(|sign| scan.eat(*sign))?;
    let second = scan.number()?;
    scan.marks();
    scan.eat(sign).then_some(())?;
    let third = scan.number()?;
    let plausible = |number: u32| (1..=31).contains(&number);
    let year_first = (1000..=9999).contains(&first) && plausible(second) && plausible(third);
    let year_last = plausible(first) && plausible(second) && third <= 9999;
    (year_first || year_last).then_some([first, second, third])
}

/// Hours and minutes, perhaps seconds, perhaps which half of the day.
fn time(scan: &mut Scan) -> Option<()> {
    scan.number().filter(|hour| *hour < 25)?;
    for place in 0..2 {
        let before = scan.at;
        scan.marks();
        if !(scan.eat(':') || scan.eat('.')) {
            scan.at = before;
            return (place == 1).then(|| half(scan));
        }
        scan.number().filter(|number| *number < 60)?;
    }
    half(scan);
    Some(())
}

fn half(scan: &mut Scan) {
    let before = scan.at;
    scan.spaces();
    let halves = [
        "AM",
        "PM",
        "am",
        "pm",
        "a.m.",
        "p.m.",
        "a. m.",
        "p. m.",
        "a.\u{a0}m.",
        "p.\u{a0}m.",
        "صباحًا",
        "مساءً",
        "ص",
        "م",
    ];
    match halves.iter().find(|half| scan.rest().starts_with(**half)) {
        Some(half) => scan.at += half.len(),
        None => scan.at = before,
    }
}

/// Marks of direction, which Arabic phones strew in.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A line and how far it was looked at, in bytes.
struct Scan<'l> {
    line: &'l str,
    at: usize,
}

impl Scan<'_> {
    fn rest(&self) -> &str {
        &self.line[self.at..]
    }

    fn skip(&mut self, test: impl Fn(char) -> bool) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(test).len();
    }

    fn marks(&mut self) {
        self.skip(is_mark);
    }

    fn spaces(&mut self) {
        self.skip(|c| is_mark(c) || matches!(c, ' ' | '\u{a0}' | '\u{202f}'));
    }

    fn eat(&mut self, c: char) -> bool {
        let found = self.rest().starts_with(c);
        self.at += if found { c.len_utf8() } else { 0 };
        found
    }

    /// Up to four digits, European, Arabic or Persian.
    fn number(&mut self) -> Option<u32> {
        self.marks();
        let digits = self.rest().chars().take_while(|c| digit(*c).is_some()).take(5);
        let (mut number, mut count, mut bytes) = (0, 0, 0);
        for c in digits {
            number = number * 10 + digit(c)?;
            count += 1;
            bytes += c.len_utf8();
        }
        self.at += bytes;
        (1..=4).contains(&count).then_some(number)
    }
}

fn digit(c: char) -> Option<u32> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        _ => return None,
    };
    Some(c as u32 - zero as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_many_phones() {
        for (line, at, rest) in [
            ("12/03/2031, 21:14 - Salma: x", "12/03/2031, 21:14", "Salma: x"),
            ("3/12/31, 9:14\u{202f}PM - Salma: x", "3/12/31, 9:14\u{202f}PM", "Salma: x"),
            ("[12.03.31, 21:14:05] Salma: x", "12.03.31, 21:14:05", "Salma: x"),
            ("\u{200e}[2031-03-12, 9:14:05 p.m.] Salma: x", "2031-03-12, 9:14:05 p.m.", "Salma: x"),
            ("١٢/٣/٢٠٣١، ٩:١٤ م - سلمى: x", "١٢/٣/٢٠٣١، ٩:١٤ م", "سلمى: x"),
            ("\u{200f}12\u{200f}/3\u{200f}/2031، 9:14 ص - سلمى: x", "12\u{200f}/3\u{200f}/2031، 9:14 ص", "سلمى: x"),
            ("12/03/31 21.14 - Salma: x", "12/03/31 21.14", "Salma: x"),
        ] {
            let found = head(line).unwrap_or_else(|| panic!("{line:?}"));
            assert_eq!((found.at, &line[found.rest..]), (at, rest), "{line:?}");
        }
    }

    #[test]
    fn what_is_no_head() {
        for line in [
            "",
            "12/03/2031",
            "12/03/2031, 21:14",
            "99/99/2031, 21:14 - x",
            "12/3-31, 21:14 - x",
            "12/03/2031, 21:99 - x",
        ] {
            assert_eq!(head(line), None, "{line:?}");
        }
    }
}

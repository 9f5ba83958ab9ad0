//! Cuts text into words, numbers and marks, with positions in Unicode scalar values.

use super::letters::{self, Letters};
use super::lexicon::{self, steers};
use super::sense::Sense;

/// Characters from the first to one past the last, counted in Unicode scalar values.
pub type Span = (usize, usize);

/// One word, number or mark of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// First character, counted in Unicode scalar values.
    pub(super) start: usize,
    /// One past the last character.
    pub(super) end: usize,
    /// The same span in bytes, to read the word itself.
    pub(super) bytes: (usize, usize),
    /// What it looks like.
    pub(super) shape: Shape,
    /// What the lexicon knows of it.
    pub(super) sense: Sense,
    /// No white space stands before it.
    pub(super) glued: bool,
    /// Its first letter is a capital.
    pub(super) capital: bool,
    /// An Arabic word with its article.
    pub(super) the: bool,
    /// Of an Arabic passage: an Arabic word, or what stands behind one.
    pub(super) arabic: bool,
}

/// What a token looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Letters, perhaps with digits behind them.
    Word,
    /// Digits.
    Number(Number),
    /// Any hyphen, dash or minus sign.
    Dash,
    /// Any other visible character.
    Mark(char),
    /// An empty line.
    Break,
}

/// A number as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct Number {
    /// The whole part; numbers above four thousand million are cut there.
    pub(super) value: u32,
    /// How many digits the whole part has.
    pub(super) digits: u8,
    /// Hundredths, where a decimal point follows.
    pub(super) hundredths: u8,
    /// Written with separators (`4,000`).
    pub(super) grouped: bool,
    /// Written with a decimal point.
    pub(super) decimal: bool,
    /// Written with `st`, `nd`, `rd` or `th`.
    pub(super) ordinal: bool,
    /// Written with `s` (`1980s`).
    pub(super) plural: bool,
}

/// Cuts `text` into `tokens` (emptied first).
pub(super) fn cut(text: &str, tokens: &mut Vec<Token>) {
    tokens.clear();
    let mut cutter = Cutter { text, byte: 0, chars: 0, opener: String::new(), letters: Letters::default() };
    let mut glued = true;
    while let Some(c) = cutter.peek() {
        if is_space(c) {
            glued = false;
            if cutter.space() >= 2 {
                cutter.opener.clear();
                tokens.push(cutter.token(cutter.here(), Shape::Break, false));
            }
        } else if steers(c) {
            cutter.step(c);
        } else {
            cutter.visible(c, glued, tokens);
            glued = true;
        }
    }
    tell_passages(tokens);
}

/// Numbers and marks are of the passage of the word before them, those at the start of the first word's.
fn tell_passages(tokens: &mut [Token]) {
    let mut arabic = tokens.iter().find(|token| token.shape == Shape::Word).is_some_and(|token| token.arabic);
    for token in tokens {
        if token.shape == Shape::Word {
            arabic = token.arabic;
        }
        token.arabic = arabic;
    }
}

/// White space, and the break between words that is not seen.
fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{200b}'
}

/// Tatweel between numbers is typed for a dash.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' | '\u{640}')
}

/// The value of a western, Arabic-Indic or Persian digit.
fn digit(c: char) -> Option<u32> {
    match c {
        '٠'..='٩' => Some(u32::from(c) - u32::from('٠')),
        '۰'..='۹' => Some(u32::from(c) - u32::from('۰')),
        _ => c.to_digit(10),
    }
}

fn is_digit(c: char) -> bool {
    digit(c).is_some()
}

/// Where the cutting stands.
struct Cutter<'t> {
    text: &'t str,
    byte: usize,
    chars: usize,
    /// The word just cut, in one spelling, where it may be one with the next; else empty.
    opener: String,
    /// The letters of the Arabic word that is cut.
    letters: Letters,
}

impl Cutter<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.byte..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        match self.text.as_bytes().get(self.byte) {
            Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
            Some(_) => self.rest().chars().next(),
            None => None,
        }
    }

    /// The character behind the next one.
    fn second(&self) -> Option<char> {
        self.rest().chars().nth(1)
    }

    fn here(&self) -> (usize, usize) {
        (self.byte, self.chars)
    }

    fn step(&mut self, c: char) {
        self.byte += c.len_utf8();
        self.chars += 1;
    }

    /// Passes over characters while `wanted` holds.
    fn pass(&mut self, wanted: impl Fn(char) -> bool) {
        while let Some(c) = self.peek().filter(|c| wanted(*c)) {
            self.step(c);
        }
    }

    /// Passes over a word; characters that only steer belong to it where it goes on behind them.
    fn word(&mut self) {
        let plain = |c: char| c.is_alphanumeric() && !letters::is_arabic(c);
        self.pass(plain);
        while self.peek().is_some_and(steers) && self.second().is_some_and(plain) {
            self.pass(steers);
            self.pass(plain);
        }
    }

    /// Passes over white space; says how many lines it ended.
    fn space(&mut self) -> usize {
        let mut lines = 0;
        while let Some(c) = self.peek().filter(|c| is_space(*c) || steers(*c)) {
            lines += usize::from(c == '\n');
            self.step(c);
        }
        lines
    }

    fn visible(&mut self, c: char, glued: bool, tokens: &mut Vec<Token>) {
        let from = self.here();
        if letters::is_arabic(c) {
            return self.arabic(glued, tokens);
        }
        let shape = if is_digit(c) {
            self.number()
        } else if c.is_alphanumeric() && !is_dash(c) {
            self.word();
            Shape::Word
        } else {
            self.step(c);
            if is_dash(c) { Shape::Dash } else { Shape::Mark(c) }
        };
        self.opener.clear();
        tokens.push(self.token(from, shape, glued));
    }

    fn token(&self, from: (usize, usize), shape: Shape, glued: bool) -> Token {
        let word = self.text.get(from.0..self.byte).unwrap_or("");
        let (sense, capital) = match shape {
            Shape::Word => (sense(word), word.chars().next().is_some_and(char::is_uppercase)),
            _ => (Sense::Other, false),
        };
        let bytes = (from.0, self.byte);
        Token { start: from.1, end: self.chars, bytes, shape, sense, glued, capital, the: false, arabic: false }
    }

    /// An Arabic word: its letters, and before it those written onto its front as words of their own.
    fn arabic(&mut self, glued: bool, tokens: &mut Vec<Token>) {
        let mut letters = std::mem::take(&mut self.letters);
        letters.clear();
        let mut end = self.here();
        while let Some(c) = self.peek().filter(|c| letters::is_arabic(*c) || lexicon::is_sign(*c)) {
            letters.push(c, self.here());
            self.step(c);
            end = if steers(c) { end } else { self.here() };
        }
        if !self.is_one_with_the_last(&letters, end, tokens) {
            self.push(&letters, end, glued, tokens);
        }
        self.letters = letters;
    }

    fn push(&mut self, letters: &Letters, end: (usize, usize), glued: bool, tokens: &mut Vec<Token>) {
        let split = letters.split();
        let mut start = letters.start(0);
        let mut push = |from: (usize, usize), to: (usize, usize), sense, glued, the| {
            let (shape, bytes) = (Shape::Word, (from.0, to.0));
            let (capital, arabic) = (false, true);
            tokens.push(Token { start: from.1, end: to.1, bytes, shape, sense, glued, capital, the, arabic });
        };
        for (n, sense) in split.front() {
            let next = letters.start(n + 1);
            push(start, next, sense, glued || n > 0, false);
            start = next;
        }
        push(start, end, split.sense, glued || split.letters > 0, split.the);
        self.opener.clear();
        self.opener.push_str(letters.opener(&split));
    }

    /// Joins a word to the one before it, where both are one: «كانون الثاني».
    fn is_one_with_the_last(&mut self, letters: &Letters, end: (usize, usize), tokens: &mut [Token]) -> bool {
        let length = self.opener.len();
        if length == 0 {
            return false;
        }
        self.opener.push(' ');
        self.opener.push_str(letters.as_str());
        let (Some(sense), Some(last)) = (lexicon::arabic(&self.opener), tokens.last_mut()) else {
            self.opener.truncate(length);
            return false;
        };
        (last.sense, last.end, last.bytes.1) = (sense, end.1, end.0);
        self.opener.clear();
        true
    }

    fn number(&mut self) -> Shape {
        let mut number = Number::default();
        let before = self.text.get(..self.byte).unwrap_or("").strip_suffix('.');
        let part_of_date = before.is_some_and(|text| text.ends_with(is_digit));
        self.digits(&mut number);
        while self.group_follows() && number.digits <= 9 {
            self.pass(|c| matches!(c, ',' | '٬'));
            number.grouped = true;
            self.digits(&mut number);
        }
        if !part_of_date {
            self.decimals(&mut number);
        }
        self.suffix(&mut number);
        Shape::Number(number)
    }

    fn digits(&mut self, number: &mut Number) {
        while let Some(c) = self.peek() {
            if let Some(digit) = digit(c) {
                number.value = number.value.saturating_mul(10).saturating_add(digit);
                number.digits = number.digits.saturating_add(1);
            } else if !steers(c) || !self.second().is_some_and(is_digit) {
                return;
            }
            self.step(c);
        }
    }

    /// A comma and exactly three digits.
    fn group_follows(&self) -> bool {
        let mut rest = self.rest().chars();
        rest.next().is_some_and(|c| matches!(c, ',' | '٬'))
            && rest.by_ref().take(3).filter(|c| is_digit(*c)).count() == 3
            && !rest.next().is_some_and(is_digit)
    }

    /// A point and digits, unless another point and digits follow: those are parts of a date.
    fn decimals(&mut self, number: &mut Number) {
        let mut rest = self.rest().chars();
        let Some(point) = rest.next().filter(|c| matches!(c, '.' | '٫')) else { return };
        let mut rest = rest.skip_while(|c| is_digit(*c));
        if !self.second().is_some_and(is_digit) || rest.next() == Some('.') && rest.next().is_some_and(is_digit) {
            return;
        }
        self.step(point);
        let mut part = Number::default();
        self.digits(&mut part);
        number.decimal = true;
        number.hundredths = match (part.digits, part.value) {
            (1, tenths) => (tenths * 10) as u8,
            (2, hundredths) => hundredths as u8,
            _ => 0,
        };
    }

    /// `st nd rd th` after a number, `s` or `'s` after a decade.
    fn suffix(&mut self, number: &mut Number) {
        let rest = self.rest();
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let ends = |n: usize| !rest.chars().nth(n).is_some_and(char::is_alphanumeric);
        let suffix = rest.get(..letters).unwrap_or("");
        if matches!(suffix, "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH") && ends(2) {
            number.ordinal = true;
            self.byte += 2;
            self.chars += 2;
        } else if suffix == "s" && ends(1) {
            number.plural = true;
            self.step('s');
        } else if number.value.is_multiple_of(10) && number.digits >= 2 {
            self.apostrophe_s(number);
        }
    }

    fn apostrophe_s(&mut self, number: &mut Number) {
        let mut rest = self.rest().chars();
        let Some(mark) = rest.next().filter(|c| matches!(c, '\'' | '’')) else {
            return;
        };
        if rest.next() == Some('s') && !rest.next().is_some_and(char::is_alphanumeric) {
            number.plural = true;
            self.step(mark);
            self.step('s');
        }
    }
}

/// The sense of a word in Latin letters, whatever steers within it.
fn sense(word: &str) -> Sense {
    if word.is_ascii() || !word.contains(steers) {
        return lexicon::sense(word);
    }
    let plain: String = word.chars().filter(|c| !steers(*c)).collect();
    lexicon::sense(&plain)
}

#[cfg(test)]
mod tests {
    use super::super::sense::{Era, Unit};
    use super::*;

    fn cut_words(text: &str) -> Vec<(String, Sense, bool)> {
        let mut tokens = Vec::new();
        cut(text, &mut tokens);
        let word = |t: &Token| text.chars().skip(t.start).take(t.end - t.start).collect::<String>();
        assert!(tokens.iter().all(|t| text.get(t.bytes.0..t.bytes.1) == Some(word(t).as_str())));
        tokens.iter().map(|t| (word(t), t.sense, t.the)).collect()
    }

    #[test]
    fn letters_on_the_front_of_an_arabic_word_are_words() {
        let found = cut_words("ولعامي 1798 و1801، للميلاد، فبعد، والفيل");
        let senses: Vec<(&str, Sense)> = found.iter().map(|(word, sense, _)| (word.as_str(), *sense)).collect();
        assert_eq!(
            senses[..5],
            [
                ("و", Sense::And),
                ("ل", Sense::For),
                ("عامي", Sense::Both(Unit::Year)),
                ("1798", Sense::Other),
                ("و", Sense::And),
            ]
        );
        assert_eq!(senses[7..9], [("ل", Sense::For), ("لميلاد", Sense::Era(Era::Common))]);
        assert!(found[8].2, "«للميلاد» has its article");
        assert_eq!(senses[10..12], [("ف", Sense::And), ("بعد", Sense::After)]);
        assert_eq!(senses.last(), Some(&("والفيل", Sense::Other)));
    }

    #[test]
    fn what_only_steers_breaks_no_word() {
        let found = cut_words(
            "\u{202b}كـا\u{200f}نُون\u{200f} الثّاني\u{202c} ١٩\u{200e}٣٧\u{200f} Dec\u{2060}ember 1,200 24.10.1648",
        );
        let words: Vec<&str> = found.iter().map(|(word, ..)| word.as_str()).collect();
        assert_eq!(found[0].1, Sense::Month { number: 1, short: false });
        assert_eq!(words[0], "كـا\u{200f}نُون\u{200f} الثّاني");
        assert_eq!(words[1..], ["١٩\u{200e}٣٧", "Dec\u{2060}ember", "1,200", "24", ".", "10", ".", "1648"]);
        assert_eq!(found[2].1, Sense::Month { number: 12, short: false });
    }
}

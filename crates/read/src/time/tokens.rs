//! Cuts text into words, numbers and marks, with positions in Unicode scalar values.

use super::lexicon::{self, Sense};

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
    let mut cutter = Cutter { text, byte: 0, chars: 0 };
    let mut glued = true;
    while let Some(c) = cutter.peek() {
        if invisible(c) {
            glued = false;
            if cutter.space() >= 2 {
                tokens.push(cutter.token(cutter.here(), Shape::Break, false));
            }
            continue;
        }
        let token = cutter.visible(c, glued);
        tokens.push(token);
        glued = true;
    }
}

/// White space, and characters that only steer the direction or breaking of lines.
fn invisible(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// Where the cutting stands.
struct Cutter<'t> {
    text: &'t str,
    byte: usize,
    chars: usize,
}

impl Cutter<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.byte..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
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

    /// Passes over white space; says how many lines it ended.
    fn space(&mut self) -> usize {
        let mut lines = 0;
        while let Some(c) = self.peek().filter(|c| invisible(*c)) {
            lines += usize::from(c == '\n');
            self.step(c);
        }
        lines
    }

    fn visible(&mut self, c: char, glued: bool) -> Token {
        let from = self.here();
        let shape = if c.is_ascii_digit() {
            self.number()
        } else if c.is_alphanumeric() {
            self.pass(char::is_alphanumeric);
            Shape::Word
        } else {
            self.step(c);
            if is_dash(c) { Shape::Dash } else { Shape::Mark(c) }
        };
        self.token(from, shape, glued)
    }

    fn token(&self, from: (usize, usize), shape: Shape, glued: bool) -> Token {
        let word = self.text.get(from.0..self.byte).unwrap_or("");
        let (sense, capital) = match shape {
            Shape::Word => (lexicon::sense(word), word.chars().next().is_some_and(char::is_uppercase)),
            _ => (Sense::Other, false),
        };
        Token { start: from.1, end: self.chars, bytes: (from.0, self.byte), shape, sense, glued, capital }
    }

    fn number(&mut self) -> Shape {
        let mut number = Number::default();
        self.digits(&mut number);
        while self.group_follows() && number.digits <= 9 {
            self.step(',');
            number.grouped = true;
            self.digits(&mut number);
        }
        self.decimals(&mut number);
        self.suffix(&mut number);
        Shape::Number(number)
    }

    fn digits(&mut self, number: &mut Number) {
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            number.value = number.value.saturating_mul(10).saturating_add(digit);
            number.digits = number.digits.saturating_add(1);
            self.byte += 1;
            self.chars += 1;
        }
    }

    /// A comma and exactly three digits.
    fn group_follows(&self) -> bool {
        let rest = self.rest().as_bytes();
        rest.first() == Some(&b',')
            && rest.len() >= 4
            && rest.iter().skip(1).take(3).all(u8::is_ascii_digit)
            && !rest.get(4).is_some_and(u8::is_ascii_digit)
    }

    fn decimals(&mut self, number: &mut Number) {
        let mut rest = self.rest().bytes();
        if rest.next() != Some(b'.') || !rest.next().is_some_and(|b| b.is_ascii_digit()) {
            return;
        }
        self.step('.');
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

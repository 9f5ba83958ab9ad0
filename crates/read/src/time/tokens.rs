//! Cuts text into words, numbers and marks, with positions in Unicode scalar values.

use super::lexicon::{self, Sense};

/// One word, number or mark of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// First character, counted in Unicode scalar values.
    pub(super) start: usize,
    /// One past the last character.
    pub(super) end: usize,
    /// The same span in bytes, to read the word itself.
    bytes: (usize, usize),
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

/// The tokens of one text, and short questions about them. Asking beyond the ends is allowed.
pub(super) struct Scan<'t> {
    text: &'t str,
    tokens: &'t [Token],
    /// The narrative stands in years before the common era, so that "in 490" is one of them.
    pub(super) ancient: bool,
}

impl<'t> Scan<'t> {
    /// A scan over `tokens`, which were cut from `text`.
    pub(super) fn new(text: &'t str, tokens: &'t [Token], ancient: bool) -> Self {
        Self {
            text,
            tokens,
            ancient,
        }
    }

    /// How many tokens there are.
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token at `i`.
    pub(super) fn token(&self, i: usize) -> Option<&Token> {
        self.tokens.get(i)
    }

    /// The token before `i`.
    pub(super) fn before(&self, i: usize) -> Option<&Token> {
        self.tokens.get(i.wrapping_sub(1))
    }

    /// The lexicon's sense of the token at `i`.
    pub(super) fn sense(&self, i: usize) -> Sense {
        self.token(i).map_or(Sense::Other, |t| t.sense)
    }

    /// The sense of the token before `i`.
    pub(super) fn sense_before(&self, i: usize) -> Sense {
        self.before(i).map_or(Sense::Other, |t| t.sense)
    }

    /// The number at `i`.
    pub(super) fn number(&self, i: usize) -> Option<Number> {
        match self.token(i)?.shape {
            Shape::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Whether the mark `mark` stands at `i`.
    pub(super) fn mark(&self, i: usize, mark: char) -> bool {
        self.token(i).is_some_and(|t| t.shape == Shape::Mark(mark))
    }

    /// Whether an apostrophe of any shape stands at `i`.
    pub(super) fn apostrophe(&self, i: usize) -> bool {
        self.token(i)
            .is_some_and(|t| matches!(t.shape, Shape::Mark('\'' | '’' | '‘' | 'ʼ')))
    }

    /// Whether a dash stands at `i`.
    pub(super) fn dash(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.shape == Shape::Dash)
    }

    /// Whether the token at `i` touches the one before it.
    pub(super) fn glued(&self, i: usize) -> bool {
        i > 0 && self.token(i).is_some_and(|t| t.glued)
    }

    /// Whether a dash that touches both its neighbours stands at `i`.
    pub(super) fn hyphen(&self, i: usize) -> bool {
        self.dash(i) && self.glued(i) && self.glued(i + 1)
    }

    /// Whether the token at `i` is a word.
    pub(super) fn is_word(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.shape == Shape::Word)
    }

    /// Whether a word with a capital stands at `i`.
    pub(super) fn capital(&self, i: usize) -> bool {
        self.token(i)
            .is_some_and(|t| t.shape == Shape::Word && t.capital)
    }

    /// Whether a word without a capital stands at `i`.
    pub(super) fn lower(&self, i: usize) -> bool {
        self.token(i)
            .is_some_and(|t| t.shape == Shape::Word && !t.capital)
    }

    /// The token at `i` as it was written, or nothing.
    pub(super) fn word(&self, i: usize) -> &'t str {
        self.token(i)
            .and_then(|t| self.text.get(t.bytes.0..t.bytes.1))
            .unwrap_or("")
    }

    /// Whether the token at `i` is `word`, whatever its capitals.
    pub(super) fn says(&self, i: usize, word: &str) -> bool {
        self.word(i).eq_ignore_ascii_case(word)
    }

    /// Whether a sentence starts at `i`: nothing before it, or a mark that ends a sentence.
    pub(super) fn opens_sentence(&self, i: usize) -> bool {
        self.before(i).is_none_or(|t| {
            matches!(
                t.shape,
                Shape::Break | Shape::Mark('.' | '!' | '?' | ':' | '"' | '“' | '(' | '•' | '*')
            )
        })
    }
}

/// Cuts `text` into `tokens` (emptied first).
pub(super) fn cut(text: &str, tokens: &mut Vec<Token>) {
    tokens.clear();
    let mut cutter = Cutter {
        text,
        byte: 0,
        chars: 0,
    };
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
    c.is_whitespace()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}')
}

fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
    )
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
            Shape::Word => (
                lexicon::sense(word),
                word.chars().next().is_some_and(char::is_uppercase),
            ),
            _ => (Sense::Other, false),
        };
        Token {
            start: from.1,
            end: self.chars,
            bytes: (from.0, self.byte),
            shape,
            sense,
            glued,
            capital,
        }
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

//! One paragraph cut into words, numbers and marks, and into sentences.

use std::ops::Range;

use daftar_claim::Span;

/// What sort of token it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Letters, with what joins them: "Al-Qarya", "1930s", "7th".
    Word,
    /// Digits: "3,500", "12.5".
    Number,
    /// The ending of a possessive: "'s", or the apostrophe alone.
    Owner,
    /// Any other character.
    Mark(char),
}

/// A token: bytes of the passage, and characters of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) bytes: (usize, usize),
    pub(super) chars: (usize, usize),
    pub(super) shape: Shape,
}

/// A paragraph, heading or list item with its tokens.
#[derive(Debug)]
pub(super) struct Passage {
    text: String,
    /// The same in lower case as far as ASCII goes, so that bytes stay where they are.
    low: String,
    base: u64,
    pub(super) tokens: Vec<Token>,
}

impl Passage {
    /// Cuts a text that starts at character `base` of the document.
    pub(super) fn new(text: String, base: u64) -> Passage {
        let tokens = cut(&text);
        Passage { low: text.to_ascii_lowercase(), text, base, tokens }
    }

    /// All of its text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The lower-case form of a token; empty beyond the end.
    pub(super) fn low(&self, i: usize) -> &str {
        self.token(i).map_or("", |t| &self.low[t.bytes.0..t.bytes.1])
    }

    /// A token as written; empty beyond the end.
    pub(super) fn word(&self, i: usize) -> &str {
        self.token(i).map_or("", |t| &self.text[t.bytes.0..t.bytes.1])
    }

    /// The words of a range of tokens, as written.
    pub(super) fn words(&self, range: &Range<usize>) -> &str {
        match (self.token(range.start), range.end.checked_sub(1).and_then(|last| self.token(last))) {
            (Some(first), Some(last)) if range.start < range.end => &self.text[first.bytes.0..last.bytes.1],
            _ => "",
        }
    }

    /// The same in lower case.
    pub(super) fn low_words(&self, range: &Range<usize>) -> &str {
        match (self.token(range.start), range.end.checked_sub(1).and_then(|last| self.token(last))) {
            (Some(first), Some(last)) if range.start < range.end => &self.low[first.bytes.0..last.bytes.1],
            _ => "",
        }
    }

    /// Where a range of tokens stands in the document.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        let (first, last) = (self.token(range.start), range.end.checked_sub(1).and_then(|last| self.token(last)));
        let start = first.map_or(0, |t| t.chars.0) as u64;
        let end = last.map_or(0, |t| t.chars.1) as u64;
        Span { start: self.base + start, end: self.base + end.max(start) }
    }

    /// Where a token begins in the document, in characters.
    pub(super) fn start(&self, i: usize) -> u64 {
        self.base + self.token(i).map_or(0, |t| t.chars.0) as u64
    }

    /// Where the passage begins in the document, in characters.
    pub(super) fn base(&self) -> u64 {
        self.base
    }

    /// The tokens that touch characters `start..end` of the document.
    pub(super) fn tokens_at(&self, start: u64, end: u64) -> Range<usize> {
        let (start, end) = (start.saturating_sub(self.base) as usize, end.saturating_sub(self.base) as usize);
        let from = self.tokens.partition_point(|t| t.chars.1 <= start);
        let to = self.tokens.partition_point(|t| t.chars.0 < end);
        from..to.max(from)
    }

    /// Whether a token starts with a capital letter.
    pub(super) fn capital(&self, i: usize) -> bool {
        self.shape(i) == Some(Shape::Word) && self.word(i).chars().next().is_some_and(|c| c.is_uppercase() || c == '<')
    }

    /// What sort of token it is.
    pub(super) fn shape(&self, i: usize) -> Option<Shape> {
        self.token(i).map(|t| t.shape)
    }

    /// Whether the token is this mark.
    pub(super) fn mark(&self, i: usize, mark: char) -> bool {
        self.shape(i) == Some(Shape::Mark(mark))
    }

    fn token(&self, i: usize) -> Option<&Token> {
        self.tokens.get(i)
    }

    /// The sentences, as ranges of tokens.
    pub(super) fn sentences(&self) -> Vec<Range<usize>> {
        let mut sentences = Vec::new();
        let mut from = 0;
        for i in 0..self.tokens.len() {
            if i >= from && (self.ends_sentence(i) || i + 1 - from == LONGEST) {
                let to = self.with_closers(i + 1);
                if from < to {
                    sentences.push(from..to);
                }
                from = to.max(from);
            }
        }
        if from < self.tokens.len() {
            sentences.push(from..self.tokens.len());
        }
        sentences
    }

    /// Quotation marks and brackets that close behind a full stop belong to its sentence.
    fn with_closers(&self, mut i: usize) -> usize {
        while let (Some(Shape::Mark('"' | '”' | ')' | ']' | '\'' | '’' | '»')), true) = (self.shape(i), self.touches(i))
        {
            i += 1;
        }
        i
    }

    /// Whether no space stands before the token.
    pub(super) fn touches(&self, i: usize) -> bool {
        match (i.checked_sub(1).and_then(|before| self.token(before)), self.token(i)) {
            (Some(before), Some(token)) => before.chars.1 == token.chars.0,
            _ => false,
        }
    }

    fn ends_sentence(&self, i: usize) -> bool {
        match self.shape(i) {
            Some(Shape::Mark('!' | '?' | '؟')) => true,
            Some(Shape::Mark('.')) => !self.abbreviates(i) && self.opens_next(self.with_closers(i + 1)),
            _ => false,
        }
    }

    /// Whether what follows a full stop can begin a sentence.
    fn opens_next(&self, i: usize) -> bool {
        match self.token(i) {
            None => true,
            Some(token) => {
                let first = self.text[token.bytes.0..].chars().next().unwrap_or(' ');
                !self.touches(i) && !first.is_lowercase()
            }
        }
    }

    fn abbreviates(&self, i: usize) -> bool {
        let before = i.wrapping_sub(1);
        if !self.touches(i) {
            return false;
        }
        let initial = self.capital(before) && self.word(before).chars().count() == 1;
        let number_follows = self.shape(i + 1) == Some(Shape::Number);
        initial || ABBREVIATIONS.contains(&self.low(before)) || number_follows && self.low(before) == "no"
    }
}

/// The most tokens in a sentence; a longer one is read in parts, so that no text takes more than its share of time.
const LONGEST: usize = 400;

/// Words whose full stop ends no sentence.
const ABBREVIATIONS: [&str; 36] = [
    "mr", "mrs", "ms", "dr", "prof", "rev", "st", "mt", "maj", "gen", "brig", "col", "lt", "capt", "cpt", "cmdr",
    "sgt", "adm", "gov", "sen", "rep", "hon", "pres", "jr", "sr", "vs", "etc", "ca", "approx", "al", "e.g", "i.e",
    "fig", "eng", "sheikh", "b",
];

fn cut(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut cutter = Cutter { rest: text, byte: 0, char: 0 };
    while let Some(first) = cutter.rest.chars().next() {
        if first.is_whitespace() {
            cutter.skip(first);
            continue;
        }
        let (length, shape) = cutter.next(first, tokens.last());
        tokens.push(cutter.take(length, shape));
    }
    tokens
}

struct Cutter<'a> {
    rest: &'a str,
    byte: usize,
    char: usize,
}

impl Cutter<'_> {
    fn skip(&mut self, c: char) {
        self.rest = &self.rest[c.len_utf8()..];
        self.byte += c.len_utf8();
        self.char += 1;
    }

    fn take(&mut self, length: usize, shape: Shape) -> Token {
        let chars = self.rest[..length].chars().count();
        let token = Token { bytes: (self.byte, self.byte + length), chars: (self.char, self.char + chars), shape };
        self.rest = &self.rest[length..];
        self.byte += length;
        self.char += chars;
        token
    }

    /// The length in bytes and the shape of the token that starts here.
    fn next(&self, first: char, last: Option<&Token>) -> (usize, Shape) {
        let after_word = last.is_some_and(|t| t.shape == Shape::Word && t.bytes.1 == self.byte);
        match first {
            '\'' | '’' if after_word => self.owner(first),
            '<' => self.bracketed().map_or((1, Shape::Mark('<')), |length| (length, Shape::Word)),
            c if c.is_ascii_digit() => self.number(),
            c if c.is_alphanumeric() => (self.run(), Shape::Word),
            c => (c.len_utf8(), Shape::Mark(c)),
        }
    }

    fn owner(&self, apostrophe: char) -> (usize, Shape) {
        let length = apostrophe.len_utf8();
        let rest = &self.rest[length..];
        let word_follows = |text: &str| text.starts_with(char::is_alphanumeric);
        if rest.starts_with(['s', 'S']) && !word_follows(&rest[1..]) {
            return (length + 1, Shape::Owner);
        }
        let plural = rest.strip_prefix(' ').is_some_and(word_follows);
        (length, if plural { Shape::Owner } else { Shape::Mark(apostrophe) })
    }

    /// A word in angle brackets, as markup and corpora have them, is one word.
    fn bracketed(&self) -> Option<usize> {
        let end = self.rest.bytes().take(24).position(|b| b == b'>')?;
        let inside = &self.rest[1..end];
        (!inside.is_empty() && inside.bytes().all(|b| b.is_ascii_alphanumeric())).then_some(end + 1)
    }

    /// Digits with points and commas between them; letters behind make it a word ("7th", "1930s").
    fn number(&self) -> (usize, Shape) {
        let bytes = self.rest.as_bytes();
        let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
        let mut end = 0;
        while digit(end) || (matches!(bytes.get(end), Some(b',' | b'.')) && digit(end + 1)) {
            end += 1;
        }
        match self.rest[end..].chars().next() {
            Some(c) if c.is_alphabetic() => (end + Cutter { rest: &self.rest[end..], ..*self }.run(), Shape::Word),
            _ => (end, Shape::Number),
        }
    }

    /// Letters and digits, joined by dashes, apostrophes inside names ("O'Neill") and combining marks.
    fn run(&self) -> usize {
        let mut end = 0;
        let mut chars = self.rest.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map(|(_, next)| *next);
            let letter = next.is_some_and(char::is_alphanumeric);
            let joins = match c {
                '-' | '–' | '‑' => letter,
                '\'' | '’' => letter && !self.possessive(at + c.len_utf8()),
                _ => c.is_alphanumeric() || is_combining(c),
            };
            if !joins {
                break;
            }
            end = at + c.len_utf8();
        }
        end
    }

    fn possessive(&self, at: usize) -> bool {
        let rest = &self.rest[at..];
        rest.starts_with(['s', 'S']) && !rest[1..].starts_with(char::is_alphanumeric)
    }
}

/// Arabic vowel signs, Latin combining accents, and the letter joiners.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{200C}' | '\u{200D}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<String> {
        let passage = Passage::new(text.to_owned(), 0);
        (0..passage.tokens.len()).map(|i| passage.word(i).to_owned()).collect()
    }

    #[test]
    fn words_numbers_and_possessives() {
        assert_eq!(tokens("The museum's 3,500 jars."), ["The", "museum", "'s", "3,500", "jars", "."]);
        assert_eq!(tokens("Al–Tahuna, the Guards' 7th"), ["Al–Tahuna", ",", "the", "Guards", "'", "7th"]);
        assert_eq!(tokens("O'Neill <unk> 1930s"), ["O'Neill", "<unk>", "1930s"]);
    }

    #[test]
    fn sentences_end_where_they_end() {
        let text = "Maj. Gen. Harun of No. 2 spoke. \"It fell.\" Then J. Sala left";
        let passage = Passage::new(text.to_owned(), 0);
        let sentences: Vec<&str> = passage.sentences().iter().map(|s| passage.words(s)).collect();
        assert_eq!(sentences, ["Maj. Gen. Harun of No. 2 spoke.", "\"It fell.\"", "Then J. Sala left"]);
    }

    #[test]
    fn spans_count_characters_of_the_document() {
        let passage = Passage::new("بيت the mill".to_owned(), 100);
        assert_eq!(passage.span(&(1..3)), Span { start: 104, end: 112 });
        assert_eq!(passage.tokens_at(104, 107), 1..2);
    }
}

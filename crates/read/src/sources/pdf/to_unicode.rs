//! `ToUnicode`: which letters the codes of a font are (ISO 32000-1, 9.10.3), as far as a font says so.

use std::collections::HashMap;

/// How many codes a map may name; fonts have at most 65,536 glyphs.
const LIMIT: usize = 1 << 17;

/// Codes and what they say.
#[derive(Debug, Default)]
pub(super) struct ToUnicode {
    texts: HashMap<u32, String>,
    /// How many bytes codes have, where it says so.
    pub(super) width: Option<usize>,
}

/// A word of the map: a string of hexadecimal digits as bytes, a bracket, or a keyword.
enum Word<'m> {
    Bytes(Vec<u8>),
    Open,
    Close,
    Key(&'m [u8]),
}

impl ToUnicode {
    /// Reads a map; what is not as it should be is passed over.
    pub(super) fn read(map: &[u8]) -> ToUnicode {
        let mut found = ToUnicode::default();
        let mut words = Words { map, at: 0 };
        while let Some(word) = words.next() {
            match word {
                Word::Key(b"begincodespacerange") => found.code_space(&mut words),
                Word::Key(b"beginbfchar") => found.characters(&mut words),
                Word::Key(b"beginbfrange") => found.ranges(&mut words),
                _ => {}
            }
        }
        found
    }

    /// What a code says; none when the map does not tell, or tells nothing that is a letter.
    pub(super) fn text(&self, code: u32) -> Option<&str> {
        self.texts.get(&code).map(String::as_str)
    }

    fn code_space(&mut self, words: &mut Words) {
        while let Some(Word::Bytes(low)) = words.next() {
            self.width = Some(self.width.unwrap_or(0).max(low.len().clamp(1, 4)));
            let _high = words.next();
        }
    }

    fn characters(&mut self, words: &mut Words) {
        while let Some(Word::Bytes(code)) = words.next() {
            let Some(Word::Bytes(text)) = words.next() else { return };
            self.add(number(&code), utf_16(&text));
        }
    }

    fn ranges(&mut self, words: &mut Words) {
        while let Some(Word::Bytes(low)) = words.next() {
            let Some(Word::Bytes(high)) = words.next() else { return };
            let codes = number(&low)..=number(&high).min(number(&low).saturating_add(0xFFFF));
            match words.next() {
                Some(Word::Bytes(text)) => {
                    for (step, code) in codes.enumerate() {
                        self.add(code, utf_16(&stepped(&text, step)));
                    }
                }
                Some(Word::Open) => {
                    for code in codes {
                        match words.next() {
                            Some(Word::Bytes(text)) => self.add(code, utf_16(&text)),
                            _ => break,
                        }
                    }
                }
                _ => return,
            }
        }
    }

    fn add(&mut self, code: u32, text: Option<String>) {
        if let Some(text) = text.filter(|text| text.chars().all(is_letter) && !text.is_empty())
            && self.texts.len() < LIMIT
        {
            self.texts.insert(code, text);
        }
    }
}

/// Whether a character says something: private ones and those that stand for nothing do not.
pub(super) fn is_letter(c: char) -> bool {
    !matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fffd}' | '\u{f0000}'..)
        && (!c.is_control() || matches!(c, '\t' | '\n' | '\r'))
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |number, byte| number << 8 | u32::from(*byte))
}

/// The text of the code that comes `step` after the first of its range: its last unit is that much higher.
fn stepped(text: &[u8], step: usize) -> Vec<u8> {
    let mut text = text.to_vec();
    if let [.., high, low] = &mut text[..] {
        let unit = u16::from_be_bytes([*high, *low]).wrapping_add(step as u16);
        [*high, *low] = unit.to_be_bytes();
    } else if let [one] = &mut text[..] {
        *one = one.wrapping_add(step as u8);
    }
    text
}

fn utf_16(bytes: &[u8]) -> Option<String> {
    if let [one] = bytes {
        return Some(char::from(*one).to_string());
    }
    let units = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).collect::<Result<String, _>>().ok()
}

struct Words<'m> {
    map: &'m [u8],
    at: usize,
}

impl<'m> Words<'m> {
    fn next(&mut self) -> Option<Word<'m>> {
        loop {
            let byte = *self.map.get(self.at)?;
            self.at += 1;
            match byte {
                b'<' if self.map.get(self.at) == Some(&b'<') => self.at += 1,
                b'<' => return Some(Word::Bytes(self.hex())),
                b'[' => return Some(Word::Open),
                b']' => return Some(Word::Close),
                b'%' => self.at += self.length(|byte| !matches!(byte, b'\n' | b'\r')),
                b'a'..=b'z' | b'A'..=b'Z' => {
                    let start = self.at - 1;
                    self.at += self.length(|byte| byte.is_ascii_alphanumeric());
                    return Some(Word::Key(&self.map[start..self.at]));
                }
                _ => {}
            }
        }
    }

    fn length(&self, test: impl Fn(&u8) -> bool) -> usize {
        self.map[self.at..].iter().take_while(|byte| test(byte)).count()
    }

    fn hex(&mut self) -> Vec<u8> {
        let length = self.length(|byte| *byte != b'>');
        let inside = &self.map[self.at..self.at + length];
        self.at += length + 1;
        let digits: Vec<u8> =
            inside.iter().filter_map(|byte| char::from(*byte).to_digit(16)).map(|digit| digit as u8).collect();
        digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_and_ranges() {
        let map = b"1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0003> <0020> <0010> <06440627> endbfchar
            2 beginbfrange <0020> <0022> <0645> <0030> <0031> [<0041> <E000>] endbfrange";
        let map = ToUnicode::read(map);
        assert_eq!(map.width, Some(2));
        let texts = [3, 0x10, 0x21, 0x30, 0x31, 0x99].map(|code| map.text(code));
        assert_eq!(texts, [Some(" "), Some("لا"), Some("ن"), Some("A"), None, None]);
    }

    #[test]
    fn what_is_broken_is_passed_over() {
        for map in [
            &b"beginbfrange <00> <FFFFFFFF> <00"[..],
            b"beginbfchar <",
            b"beginbfrange <00> [ ] <",
            b"%\nbeginbfchar <zz> <>",
        ] {
            assert_eq!(ToUnicode::read(map).text(0x99999), None);
        }
    }
}

//! Fonts: which letters a string holds and how wide they are (ISO 32000-1, 9.6–9.10).

use std::collections::HashMap;

use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};

use super::encoding::{Base, named};
use super::guard::data;
use super::to_unicode::{ToUnicode, is_letter};

/// How long a map of letters may be when it is unpacked, in bytes.
const MAP: u64 = 16 << 20;

/// The fonts that every reader has (9.6.2.2); the two of symbols have encodings of their own.
const STANDARD: [&str; 5] = ["Helvetica", "Times", "Courier", "Arial", "TimesNewRoman"];

/// A font, as far as reading needs it.
#[derive(Debug, Default)]
pub(super) struct Font {
    /// How many bytes a code has.
    width: usize,
    to_unicode: Option<ToUnicode>,
    /// What codes of one byte say by encoding, where that is fixed.
    encoded: HashMap<u32, String>,
    /// Codes are the letters themselves, in UTF-16.
    is_utf_16: bool,
    widths: HashMap<u32, f64>,
    ranges: Vec<(u32, u32, f64)>,
    default_width: f64,
    /// What a unit of width is in units of text: a thousandth but for fonts that are drawn by the document.
    unit: f64,
}

/// A code of a string.
pub(super) struct Code {
    /// What it says, if the font tells.
    pub(super) text: Option<String>,
    /// How wide it is, in units of text at size 1.
    pub(super) width: f64,
    /// Whether it is the one byte 32, at which words may be spaced (9.3.3).
    pub(super) space: bool,
}

impl Font {
    /// Reads a font.
    pub(super) fn read(dict: &Dict) -> Font {
        let map = dict.get::<Stream>("ToUnicode").and_then(|stream| data(&stream, MAP));
        let to_unicode = map.map(|map| ToUnicode::read(&map));
        let kind = dict.get::<Name>("Subtype");
        let mut font = match kind.as_deref() {
            Some(b"Type0") => composite(dict),
            _ => simple(dict),
        };
        font.to_unicode = to_unicode;
        font
    }

    /// The codes of a string. Codes of several bytes that are cut off are none.
    pub(super) fn codes(&self, bytes: &[u8]) -> impl Iterator<Item = Code> {
        bytes.chunks_exact(self.width.max(1)).map(|bytes| {
            let code = bytes.iter().fold(0, |code, byte| code << 8 | u32::from(*byte));
            Code { text: self.text(code), width: self.advance(code), space: bytes == [32] }
        })
    }

    /// What a code says: by the font's own map, else by an encoding that the standard fixes, else nothing.
    fn text(&self, code: u32) -> Option<String> {
        let mapped = self.to_unicode.as_ref().and_then(|map| map.text(code));
        let encoded = || self.encoded.get(&code).map(String::as_str);
        let itself = || char::from_u32(code).filter(|c| self.is_utf_16 && is_letter(*c)).map(String::from);
        mapped.or_else(encoded).map(str::to_owned).or_else(itself)
    }

    fn advance(&self, code: u32) -> f64 {
        let listed = self.widths.get(&code).copied();
        let ranged =
            || self.ranges.iter().find(|(low, high, _)| (*low..=*high).contains(&code)).map(|(.., width)| *width);
        listed.or_else(ranged).unwrap_or(self.default_width) * self.unit
    }
}

fn simple(dict: &Dict) -> Font {
    let descriptor = dict.get::<Dict>("FontDescriptor").unwrap_or_default();
    let is_type_3 = dict.get::<Name>("Subtype").as_deref() == Some(b"Type3");
    let scale =
        dict.get::<Array>("FontMatrix").and_then(|matrix| matrix.iter::<Number>().next().map(|one| one.as_f64()));
    let first = dict.get::<i32>("FirstChar").unwrap_or(0).clamp(0, 255) as u32;
    let widths = dict.get::<Array>("Widths").map(|widths| {
        widths.iter::<Number>().take(256).enumerate().map(|(at, width)| (first + at as u32, width.as_f64())).collect()
    });
    let missing = descriptor.get::<Number>("MissingWidth").map_or(0.0, |width| width.as_f64());
    Font {
        width: 1,
        encoded: encoded(dict, &descriptor),
        default_width: if widths.is_none() && missing == 0.0 { 500.0 } else { missing },
        widths: widths.unwrap_or_default(),
        unit: scale.filter(|_| is_type_3).unwrap_or(0.001),
        ..Font::default()
    }
}

/// What the codes of a simple font say by its encoding; those of a font with an encoding of its own say nothing.
fn encoded(dict: &Dict, descriptor: &Dict) -> HashMap<u32, String> {
    let mut texts = HashMap::new();
    let encoding = dict.get::<Object>("Encoding");
    let details = dict.get::<Dict>("Encoding");
    let base = match (&encoding, &details) {
        (Some(Object::Name(name)), _) => Base::named(name),
        (_, Some(details)) => details.get::<Name>("BaseEncoding").and_then(|name| Base::named(&name)),
        _ => None,
    };
    let symbolic = descriptor.get::<i32>("Flags").is_some_and(|flags| flags & 4 != 0);
    if let Some(base) = base.or_else(|| standard(dict).filter(|_| !symbolic)) {
        texts.extend((0..=255u8).filter_map(|code| Some((u32::from(code), base.text(code)?))));
    }
    if let Some(differences) = details.and_then(|details| details.get::<Array>("Differences")) {
        differ(&differences, &mut texts);
    }
    texts
}

/// A font of the standard ones has the standard's encoding where it names none.
fn standard(dict: &Dict) -> Option<Base> {
    let name = dict.get::<Name>("BaseFont")?;
    let embedded = dict.get::<Dict>("FontDescriptor").is_some_and(|descriptor| {
        ["FontFile", "FontFile2", "FontFile3"].iter().any(|key| descriptor.contains_key(key))
    });
    (!embedded && STANDARD.iter().any(|known| name.as_str().starts_with(known))).then_some(Base::Standard)
}

/// `[65 /alef /beh 97 /teh]`: each number is the code of the name after it.
fn differ(differences: &Array, texts: &mut HashMap<u32, String>) {
    let mut code = 0u32;
    for object in differences.iter::<Object>().take(1024) {
        match object {
            Object::Number(number) => code = number.as_i64().clamp(0, 255) as u32,
            Object::Name(name) => {
                match named(name.as_str()) {
                    Some(text) => texts.insert(code, text),
                    None => texts.remove(&code),
                };
                code += 1;
            }
            _ => {}
        }
    }
}

fn composite(dict: &Dict) -> Font {
    let descendant =
        dict.get::<Array>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict>().next()).unwrap_or_default();
    let encoding = dict.get::<Name>("Encoding");
    let name = encoding.as_ref().map_or("", |name| name.as_str());
    let own = dict.get::<Stream>("Encoding").and_then(|stream| data(&stream, MAP)).map(|map| ToUnicode::read(&map));
    let mut font = Font {
        width: own.and_then(|own| own.width).unwrap_or(2),
        is_utf_16: name.starts_with("Uni") && (name.contains("UCS2") || name.contains("UTF16")),
        default_width: descendant.get::<Number>("DW").map_or(1000.0, |width| width.as_f64()),
        unit: 0.001,
        ..Font::default()
    };
    if let Some(widths) = descendant.get::<Array>("W") {
        wide(&widths, &mut font);
    }
    font
}

/// `[1 [500 600] 7 20 1000]`: widths from a code on, or one for all codes from one to another (9.7.4.3).
fn wide(widths: &Array, font: &mut Font) {
    let mut numbers: Vec<f64> = Vec::new();
    for object in widths.iter::<Object>().take(1 << 17) {
        match object {
            Object::Number(number) => numbers.push(number.as_f64()),
            Object::Array(list) => {
                let first = numbers.pop().unwrap_or(0.0).clamp(0.0, 65535.0) as u32;
                let list = list.iter::<Number>().take(1 << 16).enumerate();
                font.widths.extend(list.map(|(at, width)| (first + at as u32, width.as_f64())));
                numbers.clear();
            }
            _ => {}
        }
        if let [low, high, width] = numbers[..] {
            let code = |number: f64| number.clamp(0.0, 65535.0) as u32;
            font.ranges.push((code(low), code(high), width));
            numbers.clear();
        }
    }
}

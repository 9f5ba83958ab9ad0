//! The encodings that ISO 32000-1 fixes for simple fonts (Annex D), and the names of glyphs (Adobe Glyph List).

use encoding_rs::{MACINTOSH, WINDOWS_1252};

/// Names of the printable ASCII characters, in their order from the space.
const ASCII: &str = "space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright asterisk plus \
    comma hyphen period slash zero one two three four five six seven eight nine colon semicolon less equal greater question at \
    A B C D E F G H I J K L M N O P Q R S T U V W X Y Z bracketleft backslash bracketright asciicircum underscore grave \
    a b c d e f g h i j k l m n o p q r s t u v w x y z braceleft bar braceright asciitilde";

/// Names of the characters of the upper half of Latin-1, in their order from the space without break.
const LATIN: &str = "nbspace exclamdown cent sterling currency yen brokenbar section dieresis copyright ordfeminine guillemotleft \
    logicalnot softhyphen registered macron degree plusminus twosuperior threesuperior acute mu paragraph periodcentered cedilla \
    onesuperior ordmasculine guillemotright onequarter onehalf threequarters questiondown Agrave Aacute Acircumflex Atilde \
    Adieresis Aring AE Ccedilla Egrave Eacute Ecircumflex Edieresis Igrave Iacute Icircumflex Idieresis Eth Ntilde Ograve Oacute \
    Ocircumflex Otilde Odieresis multiply Oslash Ugrave Uacute Ucircumflex Udieresis Yacute Thorn germandbls agrave aacute \
    acircumflex atilde adieresis aring ae ccedilla egrave eacute ecircumflex edieresis igrave iacute icircumflex idieresis eth \
    ntilde ograve oacute ocircumflex otilde odieresis divide oslash ugrave uacute ucircumflex udieresis yacute thorn ydieresis";

/// Other names that fonts of documents use.
const OTHERS: [(&str, &str); 44] = [
    ("quoteleft", "‘"),
    ("quoteright", "’"),
    ("quotedblleft", "“"),
    ("quotedblright", "”"),
    ("quotesinglbase", "‚"),
    ("quotedblbase", "„"),
    ("guilsinglleft", "‹"),
    ("guilsinglright", "›"),
    ("endash", "–"),
    ("emdash", "—"),
    ("bullet", "•"),
    ("ellipsis", "…"),
    ("dagger", "†"),
    ("daggerdbl", "‡"),
    ("perthousand", "‰"),
    ("Euro", "€"),
    ("trademark", "™"),
    ("florin", "ƒ"),
    ("fraction", "⁄"),
    ("minus", "−"),
    ("OE", "Œ"),
    ("oe", "œ"),
    ("Scaron", "Š"),
    ("scaron", "š"),
    ("Zcaron", "Ž"),
    ("zcaron", "ž"),
    ("Ydieresis", "Ÿ"),
    ("Lslash", "Ł"),
    ("lslash", "ł"),
    ("dotlessi", "ı"),
    ("circumflex", "ˆ"),
    ("tilde", "˜"),
    ("fi", "fi"),
    ("fl", "fl"),
    ("ff", "ff"),
    ("ffi", "ffi"),
    ("ffl", "ffl"),
    ("sfthyphen", "\u{ad}"),
    ("nonbreakingspace", "\u{a0}"),
    ("middot", "·"),
    ("dcroat", "đ"),
    ("Gbreve", "Ğ"),
    ("gbreve", "ğ"),
    ("Idotaccent", "İ"),
];

/// The upper half of StandardEncoding (D.2), where it is not empty.
const STANDARD: [(u8, &str); 48] = [
    (0xA1, "¡"),
    (0xA2, "¢"),
    (0xA3, "£"),
    (0xA4, "⁄"),
    (0xA5, "¥"),
    (0xA6, "ƒ"),
    (0xA7, "§"),
    (0xA8, "¤"),
    (0xA9, "'"),
    (0xAA, "“"),
    (0xAB, "«"),
    (0xAC, "‹"),
    (0xAD, "›"),
    (0xAE, "fi"),
    (0xAF, "fl"),
    (0xB1, "–"),
    (0xB2, "†"),
    (0xB3, "‡"),
    (0xB4, "·"),
    (0xB6, "¶"),
    (0xB7, "•"),
    (0xB8, "‚"),
    (0xB9, "„"),
    (0xBA, "”"),
    (0xBB, "»"),
    (0xBC, "…"),
    (0xBD, "‰"),
    (0xBF, "¿"),
    (0xC1, "`"),
    (0xC2, "´"),
    (0xC3, "ˆ"),
    (0xC4, "˜"),
    (0xC5, "¯"),
    (0xC8, "¨"),
    (0xD0, "—"),
    (0xE1, "Æ"),
    (0xE3, "ª"),
    (0xE8, "Ł"),
    (0xE9, "Ø"),
    (0xEA, "Œ"),
    (0xEB, "º"),
    (0xF1, "æ"),
    (0xF5, "ı"),
    (0xF8, "ł"),
    (0xF9, "ø"),
    (0xFA, "œ"),
    (0xFB, "ß"),
    (0x60, "‘"),
];

/// An encoding of the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    WinAnsi,
    MacRoman,
    Standard,
}

impl Base {
    pub(super) fn named(name: &[u8]) -> Option<Base> {
        match name {
            b"WinAnsiEncoding" => Some(Base::WinAnsi),
            b"MacRomanEncoding" => Some(Base::MacRoman),
            b"StandardEncoding" => Some(Base::Standard),
            _ => None,
        }
    }

    /// What a code says in it.
    pub(super) fn text(self, code: u8) -> Option<String> {
        let decoded = match self {
            Base::WinAnsi => WINDOWS_1252.decode_without_bom_handling(&[code]).0.into_owned(),
            Base::MacRoman => MACINTOSH.decode_without_bom_handling(&[code]).0.into_owned(),
            Base::Standard if code == b'\'' => "’".to_owned(),
            Base::Standard => match STANDARD.iter().find(|(known, _)| *known == code) {
                Some((_, text)) => (*text).to_owned(),
                None if code.is_ascii() => char::from(code).to_string(),
                None => return None,
            },
        };
        (!decoded.chars().any(char::is_control)).then_some(decoded)
    }
}

/// What a glyph of this name says (Adobe Glyph List Specification, 2): names that a list has, and names made of numbers.
pub(super) fn named(name: &str) -> Option<String> {
    let name = name.split('.').next().filter(|name| !name.is_empty())?;
    let listed = |list: &str, first: u32| {
        let at = list.split_ascii_whitespace().position(|known| known == name)?;
        char::from_u32(first + at as u32).map(String::from)
    };
    let other = || OTHERS.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned());
    listed(ASCII, 0x20)
        .or_else(|| listed(LATIN, 0xA0))
        .or_else(other)
        .or_else(|| numbered(name))
        .or_else(|| arabic(name))
}

/// `uni0642`, `uni06440627` and `u0642`.
fn numbered(name: &str) -> Option<String> {
    let hex = |digits: &str| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
    let upper = |digits: &str| digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'A'..=b'F'));
    if let Some(digits) = name.strip_prefix("uni").filter(|digits| upper(digits) && digits.len() % 4 == 0) {
        let chars = digits.as_bytes().chunks(4).map(|four| std::str::from_utf8(four).ok().and_then(hex));
        return chars.collect::<Option<String>>().filter(|text| !text.is_empty());
    }
    let digits = name.strip_prefix('u').filter(|digits| upper(digits) && (4..=6).contains(&digits.len()))?;
    hex(digits).map(String::from)
}

/// Arabic letters as the Adobe Glyph List names them.
fn arabic(name: &str) -> Option<String> {
    let number: u32 = name.strip_prefix("afii")?.parse().ok()?;
    let code = match number {
        57388 => 0x60C,
        57392..=57401 => 0x660 + number - 57392,
        57403 => 0x61B,
        57407 => 0x61F,
        57409..=57434 => 0x621 + number - 57409,
        57440..=57446 => 0x640 + number - 57440,
        57470 => 0x647,
        57448..=57450 => 0x648 + number - 57448,
        57451..=57458 => 0x64B + number - 57451,
        _ => return None,
    };
    char::from_u32(code).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_glyphs() {
        let named = |name| named(name).unwrap_or_default();
        assert_eq!([named("A"), named("asciitilde"), named("ydieresis"), named("a.sc")], ["A", "~", "ÿ", "a"]);
        let arabic = [named("uni06440627"), named("u0642"), named("afii57415"), named("fi")];
        assert_eq!(arabic, ["لا", "ق", "ا", "fi"]);
        assert_eq!([named("g12"), named("C0001"), named(".notdef"), named("uniXYZ1")], [""; 4]);
    }

    #[test]
    fn codes_of_encodings() {
        assert_eq!(Base::WinAnsi.text(0x93).as_deref(), Some("“"));
        assert_eq!(Base::Standard.text(0x27).as_deref(), Some("’"));
        assert_eq!(Base::MacRoman.text(0x8E).as_deref(), Some("é"));
        assert_eq!(Base::Standard.text(0x90), None);
    }
}

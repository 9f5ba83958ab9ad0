//! Encodings by name and by judgement, MacArabic among them, which no library at hand has.

use encoding_rs::{Encoding, ISO_8859_6, UTF_8, WINDOWS_1252, WINDOWS_1256};

use super::SheetError;

/// How bytes are characters. All but UTF-8 stand for one byte a character, or are named by the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Charset {
    /// One of the WHATWG Encoding Standard.
    Known(&'static Encoding),
    /// What Arabic Macintoshes wrote until about 2001.
    MacArabic,
}

/// The upper half of MacArabic. The punctuation that it has twice, for each direction, is one in Unicode.
const MAC_ARABIC: &str = "Ä\u{a0}ÇÉÑÖÜáàâäں«çéèêëí…îïñó»ôö÷úùûü !\"#$٪&'()*+،-./٠١٢٣٤٥٦٧٨٩:؛<=>؟❊ءآأؤإئابةتثجحخدذرز\
                          سشصضطظعغ[\\]^_ـفقكلمنهوىي\u{64b}\u{64c}\u{64d}\u{64e}\u{64f}\u{650}\u{651}\u{652}پٹچەڤگڈڑ{|}ژے";

/// The encodings among which letters decide, the first one where they do not; and how rare each is, in letters that
/// must speak for it: one word can be a word in two of them.
const JUDGED: [(Charset, f64); 4] = [
    (Charset::Known(WINDOWS_1252), 0.0),
    (Charset::Known(WINDOWS_1256), 0.0),
    (Charset::Known(ISO_8859_6), 3.0),
    (Charset::MacArabic, 3.0),
];

/// Arabic letters from the most frequent to the rare; what is not among them hardly occurs in Arabic.
const FREQUENT: &str = "اليمونرتبةعدسفهكقأحجشصخطىزءضإغئذثظؤآ";

impl Charset {
    pub(crate) const UTF_8: Charset = Charset::Known(UTF_8);

    /// The encoding of this name.
    pub(crate) fn named(label: &str) -> Result<Charset, SheetError> {
        if matches!(label.to_ascii_lowercase().as_str(), "macarabic" | "x-mac-arabic" | "mac-arabic") {
            return Ok(Charset::MacArabic);
        }
        let known = Encoding::for_label(label.as_bytes()).map(Charset::Known);
        known.ok_or_else(|| SheetError::UnknownEncoding(label.to_owned()))
    }

    /// The name of the Encoding Standard.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Charset::Known(encoding) => encoding.name(),
            Charset::MacArabic => "x-mac-arabic",
        }
    }

    /// The text of these bytes; U+FFFD stands for bytes that the encoding does not have.
    pub(crate) fn text(self, bytes: &[u8]) -> String {
        match self {
            Charset::Known(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
            Charset::MacArabic => bytes.iter().map(|byte| mac_arabic(*byte)).collect(),
        }
    }

    /// The encoding in which the bytes above ASCII make the likeliest text.
    pub(crate) fn judge(bytes: &[u8]) -> Charset {
        let mut best = (f64::NEG_INFINITY, JUDGED[0].0);
        for (charset, rarity) in JUDGED {
            let likelihood = likelihood(&charset.text(bytes)) - rarity;
            if likelihood > best.0 {
                best = (likelihood, charset);
            }
        }
        best.1
    }
}

fn mac_arabic(byte: u8) -> char {
    match byte.checked_sub(0x80) {
        None => char::from(byte),
        Some(upper) => MAC_ARABIC.chars().nth(usize::from(upper)).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

/// How much a text looks like one: each character above ASCII speaks for or against it, beside its neighbours.
fn likelihood(text: &str) -> f64 {
    let mut sum = 0.0;
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let after = rest.peek().copied().unwrap_or(' ');
        if !c.is_ascii() {
            sum += weight(c, before, after);
        }
        before = c;
    }
    sum
}

fn weight(c: char, before: char, after: char) -> f64 {
    let beside = |test: fn(char) -> bool| test(before) || test(after);
    match c {
        '\u{621}'..='\u{64a}' if c != 'ـ' => arabic_letter(c) - if beside(latin) { 3.0 } else { 0.0 },
        'ـ' | '\u{64b}'..='\u{652}' => {
            if arabic(before) {
                0.3
            } else {
                -2.0
            }
        }
        '،' | '؛' | '؟' | '٪' | '٠'..='٩' => 0.4,
        '\u{a0}' | '«' | '»' | '–' | '—' | '‘' | '’' | '“' | '”' | '…' | '°' | '×' | '€' | '£' => {
            0.2
        }
        '\u{200c}'..='\u{200f}' => 0.0,
        _ if arabic(c) => -0.5,
        _ if latin(c) => latin_letter(c, before, after),
        _ if c.is_control() || c == char::REPLACEMENT_CHARACTER => -4.0,
        _ => -1.0,
    }
}

/// How frequent an Arabic letter is: from 1.5 for alif to -0.5.
fn arabic_letter(c: char) -> f64 {
    let rank = FREQUENT.chars().position(|letter| letter == c);
    rank.map_or(-0.5, |rank| 1.5 - 0.05 * rank as f64)
}

/// A letter with an accent stands alone among plain ones, and is a capital only where capitals stand.
fn latin_letter(c: char, before: char, after: char) -> f64 {
    let plain = before.is_ascii_alphabetic() || after.is_ascii_alphabetic();
    let capital_inside = c.is_uppercase() && before.is_lowercase();
    let crowded = !before.is_ascii() || !after.is_ascii();
    match (capital_inside, plain, crowded) {
        (true, ..) => -2.0,
        (_, true, _) => 1.5,
        (_, _, true) => -1.5,
        _ => 0.0,
    }
}

fn latin(c: char) -> bool {
    c.is_ascii_alphabetic() || ('À'..='ž').contains(&c) && c != '×' && c != '÷'
}

fn arabic(c: char) -> bool {
    ('\u{600}'..='\u{6ff}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOWN: &str = "متحف الطاحونة في سنابل، جرة من الفخار وجدها الجيران قرب البئر";

    fn mac(text: &str) -> Vec<u8> {
        let byte = |c: char| (0x80..=0xff).find(|byte| mac_arabic(*byte) == c && !c.is_ascii()).unwrap_or(c as u8);
        text.chars().map(byte).collect()
    }

    #[test]
    fn mac_arabic_has_all_its_characters() {
        assert_eq!(MAC_ARABIC.chars().count(), 128);
        assert_eq!(Charset::MacArabic.text(&mac(TOWN)), TOWN);
        assert_eq!([mac_arabic(0xC7), mac_arabic(0xEA), mac_arabic(0xFF)], ['ا', 'ي', 'ے']);
    }

    #[test]
    fn letters_tell_the_encoding_of_arabic() {
        for encoding in [WINDOWS_1256, ISO_8859_6] {
            let (bytes, _, lossy) = encoding.encode(TOWN);
            assert!(!lossy);
            assert_eq!(Charset::judge(&bytes), Charset::Known(encoding));
        }
        // Where the bytes are letters alone, MacArabic and ISO-8859-6 are the same, and so is the text.
        assert_eq!(Charset::judge(&mac(TOWN)).text(&mac("الطاحونة")), "الطاحونة");
        assert_eq!(Charset::judge(&mac("«جرة» سنة ١٩١٢ في سنابل… قرب البئر")), Charset::MacArabic);
    }

    #[test]
    fn letters_tell_latin_from_arabic() {
        for text in ["Musée du moulin, céramique trouvée près de la côte", "Mühle, Tongefäß, groß", "señal, cerámica"]
        {
            assert_eq!(Charset::judge(&WINDOWS_1252.encode(text).0).text(&WINDOWS_1252.encode(text).0), text);
        }
        for word in ["بئر", "قمح", "زيتون", "جرة", "سبانخ", "ملوخية", "مرسى", "رمال"] {
            assert_eq!(Charset::judge(&WINDOWS_1256.encode(word).0), Charset::Known(WINDOWS_1256), "{word}");
        }
    }

    #[test]
    fn an_unknown_name_is_said() {
        assert!(matches!(Charset::named("klingon"), Err(SheetError::UnknownEncoding(_))));
        assert_eq!(Charset::named("cp1256").map(Charset::name).ok(), Some("windows-1256"));
    }
}

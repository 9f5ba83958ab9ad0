//! Folding: the form in which words are compared, so that how a word happens to be spelled does not hide it.
//!
//! Case, accents, vowel marks, the stretching stroke and apostrophes go; alef and hamza forms, final ya and ta marbuta,
//! and digits of other scripts become one each. What is shown is always the original text.

use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};

/// Calls `each` with every folded word of a text, and the bytes of the text that it was folded from.
pub(crate) fn words(text: &str, mut each: impl FnMut(&str, Range<usize>)) {
    let mut word = String::new();
    let mut range = 0..0;
    for (at, c) in text.char_indices() {
        let before = word.len();
        let breaks = push_folded(c, &mut word);
        if word.len() > before {
            let start = if before == 0 { at } else { range.start };
            range = start..at + c.len_utf8();
        } else if !word.is_empty() && breaks {
            each(&word, range.clone());
            word.clear();
        } else if !word.is_empty() {
            range.end = at + c.len_utf8();
        }
    }
    if !word.is_empty() {
        each(&word, range);
    }
}

/// Appends what a character folds to; when that is nothing, says whether it ends a word.
fn push_folded(c: char, out: &mut String) -> bool {
    match c {
        'a'..='z' | '0'..='9' => out.push(c),
        'A'..='Z' => out.push(c.to_ascii_lowercase()),
        '\'' | '`' => return false,
        '\0'..='\x7f' => return true,
        _ => return push_beyond_ascii(c, out),
    }
    false
}

fn push_beyond_ascii(c: char, out: &mut String) -> bool {
    if vanishes(c) {
        return false;
    }
    let before = out.len();
    for lower in c.to_lowercase() {
        decompose_compatible(lower, |part| {
            if !vanishes(part) && part.is_alphanumeric() {
                push_letter(part, out);
            }
        });
    }
    out.len() == before
}

/// Marks on letters, strokes and signs that do not part words.
fn vanishes(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{640}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
        || matches!(c, '\u{feff}' | '´' | '‘' | '’' | '\u{2b9}'..='\u{2c1}')
        || canonical_combining_class(c) != 0
}

fn push_letter(c: char, out: &mut String) {
    let plain = match c {
        'ٱ' => 'ا',
        'ة' | 'ہ' | 'ھ' | 'ە' => 'ه',
        'ى' | 'ی' => 'ي',
        'ک' => 'ك',
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        'ı' => 'i',
        'ø' => 'o',
        'ł' => 'l',
        'đ' => 'd',
        'ß' => return out.push_str("ss"),
        'æ' => return out.push_str("ae"),
        'œ' => return out.push_str("oe"),
        other => other,
    };
    out.push(plain);
}

fn digit(c: char, zero: char) -> char {
    char::from_digit(u32::from(c).wrapping_sub(u32::from(zero)), 10).unwrap_or(c)
}

/// A folded Arabic word without what is written onto its front: the article, and before it *and*, *in*, *to*.
///
/// Gives the forms one after the other, `بالمتحف` then `المتحف` then `متحف`, without the word itself. What looks like
/// such a letter may belong to the word; the word itself therefore always stays beside them.
pub(crate) fn stems(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(word);
    std::iter::from_fn(move || {
        let (shorter, bare) = shorten(rest?)?;
        rest = (!bare).then_some(shorter);
        Some(shorter)
    })
}

/// The word without its first prefix, and whether that was the article, which is the last to come off.
fn shorten(word: &str) -> Option<(&str, bool)> {
    let at_least = |rest: &&str, letters: usize| rest.chars().nth(letters - 1).is_some();
    let article = word.strip_prefix("ال").or_else(|| word.strip_prefix("لل"));
    if let Some(rest) = article.filter(|rest| at_least(rest, 2)) {
        return Some((rest, true));
    }
    let letter = ["و", "ب", "ل"].into_iter().find_map(|letter| word.strip_prefix(letter));
    let joined = ["ف", "ك"].into_iter().find_map(|letter| word.strip_prefix(letter));
    letter
        .or_else(|| joined.filter(|rest| rest.starts_with("ال")))
        .filter(|rest| at_least(rest, 3))
        .map(|rest| (rest, false))
}

/// What remains of a folded word without the ending of a plural or of a gender, where it may have one: `mill` of `mills`,
/// `فلاح` of `فلاحين`. What looks like such an ending may belong to the word: it is only ever compared with other remains.
pub(crate) fn light(word: &str) -> Option<String> {
    let long_enough = |rest: &&str| rest.chars().nth(2).is_some();
    let arabic = ["ات", "ون", "ين", "ان", "ه"].into_iter().find_map(|ending| word.strip_suffix(ending));
    if let Some(rest) = arabic {
        return Some(rest).filter(long_enough).map(str::to_owned);
    }
    if let Some(rest) = word.strip_suffix("ies").filter(long_enough) {
        return Some(format!("{rest}y"));
    }
    let hissing = |rest: &&str| ["s", "x", "z", "ch", "sh"].iter().any(|end| rest.ends_with(end));
    if let Some(rest) = word.strip_suffix("es").filter(long_enough).filter(hissing) {
        return Some(rest.to_owned());
    }
    let plain = |rest: &&str| !["s", "u", "i"].iter().any(|end| rest.ends_with(end));
    word.strip_suffix('s').filter(long_enough).filter(plain).map(str::to_owned)
}

/// Appends the words of a text to a document, each with its stems.
pub(super) fn push_document(text: &str, out: &mut String) {
    words(text, |word, _| {
        push_spaced(word, out);
        stems(word).for_each(|stem| push_spaced(stem, out));
    });
}

fn push_spaced(word: &str, out: &mut String) {
    if !out.is_empty() {
        out.push(' ');
    }
    out.push_str(word);
}

/// A name in the form in which names are compared: its folded words with one space between them.
pub(crate) fn name(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    words(text, |word, _| push_spaced(word, &mut out));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_fold_to_one() {
        let pairs = [
            ("Crème Brûlée", "creme brulee"),
            ("Łódź, Straße", "lodz strasse"),
            ("the miller's WHEEL", "the millers wheel"),
            ("مُتْحَف", "متحف"),
            ("أحمد إلى آخر ٱلباب", "احمد الي اخر الباب"),
            ("طاحونة", "طاحونه"),
            ("١٩٨٥ ۱۹۸۵", "1985 1985"),
            ("مدرّسة", "مدرسه"),
            ("مبنى", "مبني"),
            ("كتـــاب", "كتاب"),
            ("مسؤول، رئيس", "مسوول رييس"),
            ("ﻣﺘﺤﻒ", "متحف"),
            ("A-12/3 (old)", "a 12 3 old"),
            ("…", ""),
        ];
        for (text, folded) in pairs {
            assert_eq!(name(text), folded, "{text}");
        }
    }

    #[test]
    fn words_know_where_they_stood() {
        let text = " مُتْحَفٌ؛ Café";
        let mut found = Vec::new();
        words(text, |word, range| found.push((word.to_owned(), text.get(range).map(str::to_owned))));
        let expected = [("متحف", "مُتْحَفٌ"), ("cafe", "Café")];
        assert_eq!(found, expected.map(|(word, text)| (word.to_owned(), Some(text.to_owned()))));
    }

    #[test]
    fn endings_of_plurals_come_off() {
        let of = |word| light(word).unwrap_or_else(|| word.to_owned());
        for (word, rest) in
            [("mills", "mill"), ("cities", "city"), ("presses", "press"), ("press", "press"), ("glass", "glass")]
        {
            assert_eq!(of(word), rest);
        }
        for word in ["gas", "bus", "وين", "بيت", "is", "crisis"] {
            assert_eq!(light(word), None, "{word}");
        }
        assert_eq!(of("فلاحين"), of("فلاحون"));
        assert_eq!(of("مزرعات"), of("مزرعه"));
    }

    #[test]
    fn prefixes_come_off_from_the_front() {
        let stems_of = |word| stems(word).collect::<Vec<_>>();
        assert_eq!(stems_of("المتحف"), ["متحف"]);
        assert_eq!(stems_of("بالمتحف"), ["المتحف", "متحف"]);
        assert_eq!(stems_of("وبالمتحف"), ["بالمتحف", "المتحف", "متحف"]);
        assert_eq!(stems_of("للمتحف"), ["متحف"]);
        assert_eq!(stems_of("فالمتحف"), ["المتحف", "متحف"]);
        assert_eq!(stems_of("بمتحف"), ["متحف"]);
        assert_eq!(stems_of("فخار"), [""; 0]);
        assert_eq!(stems_of("بيت"), [""; 0]);
        assert_eq!(stems_of("mill"), [""; 0]);
    }
}

//! Bytes as words of 11 bits each. After the bytes come as many bits of their SHA-256 as fill the last word, at least eight: for
//! 32 bytes this is BIP-39, whose English list is used; the Arabic list is our own.

use std::collections::HashMap;
use std::sync::LazyLock;

use daftar_date::Lang;
use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::{Mistaken, PaperError, SEED, SHARE};

/// The bits of a word.
const BITS: usize = 11;
/// The least bits of the check.
const CHECK: usize = 8;
/// How many words are proposed for one that is not on the list.
const PROPOSED: usize = 3;

/// The 2,048 Arabic words: everyday things, no two of which are one letter apart.
static ARABIC: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("../words/ar.txt").lines().collect());

/// Each word of both lists, folded, with its language and number.
static PLACES: LazyLock<HashMap<String, (Lang, u16)>> = LazyLock::new(|| {
    let of = |lang: Lang| (0..).zip(list(lang)).map(move |(number, word)| (fold(word), (lang, number)));
    of(Lang::En).chain(of(Lang::Ar)).collect()
});

fn list(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::En => bip39::Language::English.word_list(),
        Lang::Ar => &ARABIC,
    }
}

/// The words of these bytes.
pub(crate) fn write(bytes: &[u8], lang: Lang) -> Vec<&'static str> {
    let bits: Vec<bool> = bits(bytes).chain(check(bytes)).collect();
    let number = |bits: &[bool]| bits.iter().fold(0, |number, bit| number << 1 | usize::from(*bit));
    bits.chunks(BITS).filter_map(|bits| list(lang).get(number(bits)).copied()).collect()
}

/// The bytes of words in either language; the numbers before them are passed over.
pub(crate) fn read(typed: &str) -> Result<Vec<u8>, PaperError> {
    let typed: Vec<(String, &str)> = typed
        .split(|c| !is_letter(c))
        .map(|word| (fold(word), word))
        .filter(|(folded, _)| !folded.is_empty())
        .collect();
    let found: Vec<Option<(Lang, u16)>> = typed.iter().map(|(folded, _)| PLACES.get(folded).copied()).collect();
    let mistaken: Vec<Mistaken> = (1..)
        .zip(typed.iter().zip(&found))
        .filter(|(_, (_, found))| found.is_none())
        .map(|(place, ((folded, word), _))| Mistaken { place, typed: (*word).to_owned(), near: near(folded) })
        .collect();
    if !mistaken.is_empty() {
        return Err(PaperError::Words(mistaken));
    }
    let numbers: Vec<u16> = found.into_iter().flatten().map(|(_, number)| number).collect();
    let length = [SEED, SHARE].into_iter().find(|length| words_of(*length) == numbers.len());
    let length = length.ok_or(PaperError::WordCount { found: numbers.len() })?;
    let bits: Vec<bool> =
        numbers.iter().flat_map(|number| (0..BITS).rev().map(move |bit| number >> bit & 1 == 1)).collect();
    let (bytes, told) = bits.split_at(length * 8);
    let byte = |bits: &[bool]| bits.iter().fold(0, |byte: u8, bit| byte << 1 | u8::from(*bit));
    let bytes: Vec<u8> = bytes.chunks(8).map(byte).collect();
    if check(&bytes).eq(told.iter().copied()) { Ok(bytes) } else { Err(PaperError::Check) }
}

/// Whether it is part of a word: a letter, or a mark over one.
pub(crate) fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_combining_mark(c)
}

/// How many words so many bytes make.
fn words_of(bytes: usize) -> usize {
    (bytes * 8 + CHECK).div_ceil(BITS)
}

fn bits(bytes: &[u8]) -> impl Iterator<Item = bool> + '_ {
    bytes.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1 == 1))
}

fn check(bytes: &[u8]) -> impl Iterator<Item = bool> + use<> {
    let hash: [u8; 32] = Sha256::digest(bytes).into();
    let length = words_of(bytes.len()) * BITS - bytes.len() * 8;
    hash.into_iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1 == 1)).take(length)
}

/// A word as it is compared: small letters, no marks, one form for letters that are written in several.
fn fold(word: &str) -> String {
    let letter = |c: char| match c {
        'ى' => 'ي',
        'ة' => 'ه',
        'ٱ' => 'ا',
        'ک' => 'ك',
        'ی' => 'ي',
        other => other,
    };
    let kept = |c: &char| !is_combining_mark(*c) && !matches!(c, 'ء' | 'ـ');
    word.nfkd().filter(kept).map(letter).flat_map(char::to_lowercase).collect()
}

/// The words of either list that are most like this one, if any is at most two letters away.
fn near(folded: &str) -> Vec<&'static str> {
    let length = folded.chars().count();
    let alike = PLACES.iter().filter(|(word, _)| word.chars().count().abs_diff(length) <= 2);
    let far = alike.map(|(word, place)| (strsim::osa_distance(folded, word), *place));
    let mut near: Vec<(usize, (Lang, u16))> = far.filter(|(far, _)| *far <= 2).collect();
    near.sort_by_key(|(far, (lang, number))| (*far, *lang == Lang::Ar, *number));
    let nearest = near.first().map_or(0, |(far, _)| *far);
    let nearest = near.into_iter().take_while(|(far, _)| *far == nearest).take(PROPOSED);
    nearest.filter_map(|(_, (lang, number))| list(lang).get(usize::from(number)).copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_arabic_word_is_taken_for_another() {
        assert_eq!(ARABIC.len(), 1 << BITS);
        let folded: Vec<String> = ARABIC.iter().map(|word| fold(word)).collect();
        for (n, word) in folded.iter().enumerate() {
            assert!(word.chars().all(|c| ('ا'..='ي').contains(&c)) && word.chars().count() >= 2, "{word}");
            let near = folded[n + 1..].iter().find(|other| strsim::levenshtein(word, other) < 2);
            assert_eq!(near, None, "{word}");
        }
        assert_eq!(PLACES.len(), 2 << BITS);
    }
}

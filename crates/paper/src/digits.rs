//! Bytes as groups of six digits: two bytes as a number of five digits, and a check digit after Damm (2004), which finds
//! every single wrong digit and every two neighbours that changed places. The last group holds the first two bytes of the
//! SHA-256 of all bytes.

use sha2::{Digest as _, Sha256};

use crate::{PaperError, SEED, SHARE};

/// The digits of a group.
const GROUP: usize = 6;

/// The quasigroup of order 10 of H. M. Damm, "Total anti-symmetrische Quasigruppen" (2004).
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

/// The groups of an even number of bytes.
pub(crate) fn write(bytes: &[u8]) -> Vec<String> {
    let check = check(bytes);
    let pairs = bytes.as_chunks::<2>().0.iter().chain([&check]);
    pairs.map(|pair| with_check_digit(u16::from_be_bytes(*pair))).collect()
}

/// The bytes of what was typed.
pub(crate) fn read(typed: &str) -> Result<Vec<u8>, PaperError> {
    let digits = typed.chars().filter(|c| !separates(*c)).map(digit).collect::<Option<Vec<u8>>>();
    let digits = digits.filter(|digits| !digits.is_empty()).ok_or(PaperError::Empty)?;
    let (groups, rest) = digits.as_chunks::<GROUP>();
    let lengths = [SEED, SHARE].map(|bytes| bytes / 2 + 1);
    if !rest.is_empty() || !lengths.contains(&groups.len()) {
        let uneven = uneven(typed);
        return Err(if uneven.is_empty() {
            PaperError::DigitCount { found: digits.len() }
        } else {
            PaperError::Groups(uneven)
        });
    }
    let read: Vec<Option<[u8; 2]>> = groups.iter().map(value).collect();
    let wrong = places(&read, Option::is_none);
    if !wrong.is_empty() {
        return Err(PaperError::Groups(wrong));
    }
    let mut bytes = read.into_iter().flatten().collect::<Vec<_>>().concat();
    let told = bytes.split_off(bytes.len() - 2);
    if told == check(&bytes) { Ok(bytes) } else { Err(PaperError::Check) }
}

/// Whether it only stands between digits.
pub(crate) fn separates(c: char) -> bool {
    let directs = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    c.is_whitespace() || directs || "-–.,،·:/".contains(c)
}

/// The groups, as they were typed apart, that do not have six digits; none if they were not typed in groups.
fn uneven(typed: &str) -> Vec<usize> {
    let groups: Vec<usize> =
        typed.split(separates).filter(|group| !group.is_empty()).map(|group| group.chars().count()).collect();
    let even = groups.iter().filter(|length| **length == GROUP).count();
    if even * 2 < groups.len() { Vec::new() } else { places(&groups, |length| *length != GROUP) }
}

/// The places, from 1, of those that are so.
fn places<T>(all: &[T], is_so: impl Fn(&T) -> bool) -> Vec<usize> {
    (1..).zip(all).filter(|(_, one)| is_so(one)).map(|(place, _)| place).collect()
}

fn check(bytes: &[u8]) -> [u8; 2] {
    let hash: [u8; 32] = Sha256::digest(bytes).into();
    [hash[0], hash[1]]
}

fn with_check_digit(number: u16) -> String {
    let five = format!("{number:05}");
    let check = interim(five.bytes().map(|digit| digit - b'0'));
    format!("{five}{check}")
}

/// What six digits say, if their check digit fits.
fn value(group: &[u8; GROUP]) -> Option<[u8; 2]> {
    let number = group[..5].iter().fold(0, |number: u32, digit| number * 10 + u32::from(*digit));
    let number = u16::try_from(number).ok()?;
    (interim(group.iter().copied()) == 0).then_some(number.to_be_bytes())
}

fn interim(digits: impl Iterator<Item = u8>) -> u8 {
    digits.fold(0, |interim, digit| DAMM[usize::from(interim)][usize::from(digit)])
}

/// A digit of the European, the Arabic-Indic or the Persian row.
fn digit(c: char) -> Option<u8> {
    let zero = match c {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        _ => return None,
    };
    u8::try_from(u32::from(c) - u32::from(zero)).ok()
}

//! What is written on paper for the worst day: a register's recovery seed, or a trustee's share of it, as words in English or
//! Arabic, as digits, and as a QR code; and how it is read back from what people type.
//!
//! The three forms say the same bytes, and each alone is enough. Words are for reading aloud, digits for any keyboard, the code
//! for a camera. Every form checks itself: an unknown word, a mistyped group or a wrong order is told with its place.
//! `FORMAT.md`, section 8, has the bytes, so that a key can be read from paper without this program.

mod digits;
mod error;
mod qr;
mod seed;
mod share;
mod words;

pub use error::{Mistaken, PaperError};
pub use seed::{SeedError, read_seed};
pub use share::{ShareError, Split, join};

use daftar_date::Lang;

/// How many bytes a recovery seed has.
const SEED: usize = 32;
/// How many a share has: what it belongs to, and a point for every byte of the seed.
const SHARE: usize = 4 + SEED;

/// What a sheet of paper carries.
#[derive(Clone, PartialEq, Eq)]
pub enum Paper {
    /// A recovery seed.
    Seed([u8; 32]),
    /// A trustee's share of one.
    Share(Share),
}

/// One of several shares, of which so many together give the seed; fewer tell nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Share {
    /// How many are needed.
    pub need: u8,
    /// Its number, from 1.
    pub number: u8,
    /// Two random bytes that all shares of one splitting have in common.
    pub set: [u8; 2],
    /// The value at `number` of each byte's polynomial.
    value: [u8; 32],
}

impl Paper {
    /// The words, in order: 24 of a seed (in English those of BIP-39), 27 of a share.
    pub fn words(&self, lang: Lang) -> Vec<&'static str> {
        words::write(&self.bytes(), lang)
    }

    /// The groups of six digits: 17 of a seed, 19 of a share.
    pub fn digits(&self) -> Vec<String> {
        digits::write(&self.bytes())
    }

    /// The digits as a QR code: the inside of an SVG element that is `size` modules wide and high, with a quiet zone.
    pub fn qr(&self) -> Qr {
        qr::draw(&self.digits().concat())
    }

    /// Reads what somebody typed or scanned: words in either language however they are spelled, digits of any script, with or
    /// without spaces; or the 64 hexadecimal digits of a seed.
    ///
    /// # Errors
    /// What does not fit, and where.
    pub fn read(typed: &str) -> Result<Paper, PaperError> {
        if let Some(seed) = hexadecimal(typed) {
            return Ok(Paper::Seed(seed));
        }
        let bytes = if typed.chars().any(words::is_letter) { words::read(typed)? } else { digits::read(typed)? };
        Paper::of(&bytes).ok_or(PaperError::Check)
    }

    fn bytes(&self) -> Vec<u8> {
        match self {
            Paper::Seed(seed) => seed.to_vec(),
            Paper::Share(share) => {
                let [first, second] = share.set;
                [&[share.need, share.number, first, second], share.value.as_slice()].concat()
            }
        }
    }

    fn of(bytes: &[u8]) -> Option<Paper> {
        if bytes.len() == SEED {
            return bytes.try_into().ok().map(Paper::Seed);
        }
        let ([need, number, first, second], value) = bytes.split_first_chunk()?;
        let value = value.try_into().ok()?;
        let is_share = *number > 0 && *need > 1;
        is_share.then_some(Paper::Share(Share { need: *need, number: *number, set: [*first, *second], value }))
    }
}

/// A QR code to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr {
    /// Its width and height in modules, the quiet zone included.
    pub size: usize,
    /// What is dark, as the data of an SVG path.
    pub path: String,
}

impl std::fmt::Debug for Paper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Paper::Seed(_) => f.write_str("Seed(…)"),
            Paper::Share(share) => share.fmt(f),
        }
    }
}

impl std::fmt::Debug for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Share({} of those of which {} are needed, …)", self.number, self.need)
    }
}

/// A short text as a QR code, for labels: the code on a box, the number of a thing.
pub fn code(text: &str) -> Qr {
    qr::draw(text)
}

/// A short text as a QR code in characters, to be scanned from a dark terminal; empty where it is too long.
pub fn code_in_characters(text: &str) -> String {
    qr::blocks(text)
}

/// The seed of 64 hexadecimal digits, however they are grouped.
fn hexadecimal(typed: &str) -> Option<[u8; 32]> {
    let digits: Vec<u8> = typed.chars().filter(|c| !digits::separates(*c)).map(hex).collect::<Option<_>>()?;
    let (pairs, rest) = digits.as_chunks::<2>();
    let bytes: Vec<u8> = pairs.iter().map(|[high, low]| high << 4 | low).collect();
    if rest.is_empty() { bytes.try_into().ok() } else { None }
}

fn hex(c: char) -> Option<u8> {
    c.to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

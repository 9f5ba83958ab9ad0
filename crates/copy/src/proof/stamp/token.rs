//! What a time stamp says: a hash, and when it was seen.

use daftar_claim::Hash;

use super::StampError;
use super::der::{BOOLEAN, Der, INTEGER, OCTETS, OID, SEQUENCE, TIME};
use super::oid;

/// What an authority signed (`TSTInfo`).
pub(super) struct Token<'d> {
    /// The hash that it saw.
    pub(super) hash: Hash,
    /// When, in seconds since 1970.
    pub(super) time: u64,
    /// The number used once that the request had.
    pub(super) nonce: Option<&'d [u8]>,
}

impl<'d> Token<'d> {
    pub(super) fn read(content: &'d [u8]) -> Result<Token<'d>, StampError> {
        const WHAT: &str = "what a time stamp says";
        let mut outer = Der(content);
        let mut parts = outer.inside(SEQUENCE, WHAT)?;
        outer.end()?;
        if parts.take(INTEGER, WHAT)?.content != [1] {
            return Err(StampError::Form("a time stamp of version 1"));
        }
        parts.take(OID, WHAT)?;
        let hash = imprint(parts.inside(SEQUENCE, WHAT)?)?;
        parts.take(INTEGER, WHAT)?;
        let time = seconds(parts.take(TIME, WHAT)?.content).ok_or(StampError::Form("a time that can be"))?;
        parts.take_if(SEQUENCE)?;
        parts.take_if(BOOLEAN)?;
        let nonce = parts.take_if(INTEGER)?.map(|value| value.content);
        Ok(Token { hash, time, nonce })
    }
}

/// The hash, which must be a SHA-256.
fn imprint(mut parts: Der<'_>) -> Result<Hash, StampError> {
    const WHAT: &str = "the SHA-256 of what was stamped";
    let algorithm = parts.inside(SEQUENCE, WHAT)?.take(OID, WHAT)?.content;
    let hash = parts.take(OCTETS, WHAT)?.content;
    parts.end()?;
    let sha256 = algorithm.strip_prefix(oid::SHA2) == Some(&[1]);
    let hash = hash.try_into().ok().filter(|_| sha256).ok_or(StampError::Form(WHAT))?;
    Ok(Hash(hash))
}

/// `YYYYMMDDhhmmss[.fraction]Z` as seconds since 1970; of a fraction, the second that it ends in.
fn seconds(text: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(text).ok()?.strip_suffix('Z')?;
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() != 14 || !digits(whole) || !digits(fraction) {
        return None;
    }
    let part = |from: usize, to: usize| whole[from..to].parse::<i8>().ok();
    let time = jiff::civil::DateTime::new(
        whole[..4].parse().ok()?,
        part(4, 6)?,
        part(6, 8)?,
        part(8, 10)?,
        part(10, 12)?,
        part(12, 14)?,
        0,
    );
    let time = time.ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_second();
    u64::try_from(time).ok().map(|time| time + u64::from(fraction.bytes().any(|digit| digit != b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_to_the_second_and_rounded_away_from_the_past() {
        assert_eq!(seconds(b"19700101000000Z"), Some(0));
        assert_eq!(seconds(b"20320501120000Z"), Some(1_967_025_600));
        assert_eq!(seconds(b"20320501120000.5Z"), Some(1_967_025_601));
        for wrong in [
            "20321301120000Z",
            "20320501120000",
            "2032050112000Z",
            "20320501120000.Z",
            "2032050112000xZ",
            "19691231235959Z",
        ] {
            assert_eq!(seconds(wrong.as_bytes()), None, "{wrong}");
        }
    }
}

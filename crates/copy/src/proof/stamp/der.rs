//! DER (ITU-T X.690), as much of it as time stamps need: one tag byte, definite lengths in their shortest form.

use super::StampError;

pub(super) const BOOLEAN: u8 = 0x01;
pub(super) const INTEGER: u8 = 0x02;
pub(super) const OCTETS: u8 = 0x04;
pub(super) const NULL: u8 = 0x05;
pub(super) const OID: u8 = 0x06;
pub(super) const TIME: u8 = 0x18;
pub(super) const SEQUENCE: u8 = 0x30;
pub(super) const SET: u8 = 0x31;
/// A member with a number of its own.
pub(super) const NUMBERED: u8 = 0xa0;

/// What is left to be read.
#[derive(Clone, Copy)]
pub(super) struct Der<'d>(pub(super) &'d [u8]);

/// One value: its tag, all its bytes, and what it contains.
#[derive(Clone, Copy)]
pub(super) struct Value<'d> {
    pub(super) tag: u8,
    pub(super) whole: &'d [u8],
    pub(super) content: &'d [u8],
}

impl<'d> Der<'d> {
    /// The next value; none at the end.
    pub(super) fn next(&mut self) -> Result<Option<Value<'d>>, StampError> {
        let all = self.0;
        let [tag, first, ..] = *all else {
            return if all.is_empty() { Ok(None) } else { Err(StampError::Form("a length in DER")) };
        };
        let long = usize::from(first.saturating_sub(0x80));
        let (head, length) = if first < 0x80 { (2, usize::from(first)) } else { (2 + long, long_length(all, long)?) };
        let cut = head.checked_add(length).filter(|end| *end <= all.len());
        let (whole, rest) = all.split_at(cut.ok_or(StampError::Form("as many bytes as DER announces"))?);
        self.0 = rest;
        Ok(Some(Value { tag, whole, content: &whole[head..] }))
    }

    /// The next value, which must have this tag.
    pub(super) fn take(&mut self, tag: u8, what: &'static str) -> Result<Value<'d>, StampError> {
        self.next()?.filter(|value| value.tag == tag).ok_or(StampError::Form(what))
    }

    /// The next value, if it has this tag.
    pub(super) fn take_if(&mut self, tag: u8) -> Result<Option<Value<'d>>, StampError> {
        if self.0.first() == Some(&tag) { self.next() } else { Ok(None) }
    }

    /// What the next value, which must have this tag, contains.
    pub(super) fn inside(&mut self, tag: u8, what: &'static str) -> Result<Der<'d>, StampError> {
        Ok(Der(self.take(tag, what)?.content))
    }

    /// All that is left, value by value.
    pub(super) fn all(mut self) -> Result<Vec<Value<'d>>, StampError> {
        let mut values = Vec::new();
        while let Some(value) = self.next()? {
            values.push(value);
        }
        Ok(values)
    }

    /// That nothing is left.
    pub(super) fn end(self) -> Result<(), StampError> {
        if self.0.is_empty() { Ok(()) } else { Err(StampError::Form("nothing after the end")) }
    }
}

/// A length in so many bytes of its own: at most four, and no fewer would do.
fn long_length(all: &[u8], bytes: usize) -> Result<usize, StampError> {
    let wrong = StampError::Form("a length in DER");
    let digits = all.get(2..2 + bytes).filter(|_| (1..=4).contains(&bytes)).ok_or(wrong.clone())?;
    let length = digits.iter().fold(0, |sum: usize, byte| sum << 8 | usize::from(*byte));
    let shortest = digits[0] != 0 && length >= 0x80;
    if shortest { Ok(length) } else { Err(wrong) }
}

/// Writes a value of at most 64 KiB.
pub(super) fn write(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let mut out = vec![tag];
    match length {
        0..0x80 => out.push(length as u8),
        0x80..0x100 => out.extend([0x81, length as u8]),
        _ => out.extend([0x82, (length >> 8) as u8, length as u8]),
    }
    out.extend_from_slice(content);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_nothing_else() {
        for length in [0, 1, 127, 128, 255, 256, 5000] {
            let bytes = write(OCTETS, &vec![7; length]);
            let mut der = Der(&bytes);
            let value = der.next().unwrap().unwrap();
            assert_eq!((value.tag, value.content.len(), value.whole), (OCTETS, length, &bytes[..]));
            assert!(der.end().is_ok());
            assert!(length == 0 || Der(&bytes[..bytes.len() - 1]).next().is_err(), "cut off");
        }
        for wrong in [
            &[4][..],
            &[4, 0x80, 0, 0],
            &[4, 0x81, 5, 1, 2, 3, 4, 5],
            &[4, 0x82, 0, 200],
            &[4, 0xff],
            &[4, 0x85, 1, 1, 1, 1, 1],
        ] {
            assert!(Der(wrong).next().is_err(), "{wrong:?}");
        }
    }
}

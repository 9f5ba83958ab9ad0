//! Bytes of a segment: numbers and texts, written one after the other and read back with care.

use crate::index::IndexError;

/// Appends numbers and texts.
#[derive(Default)]
pub(super) struct Pen(pub(super) Vec<u8>);

impl Pen {
    /// Seven bits a byte, the lowest first.
    pub(super) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    pub(super) fn signed(&mut self, number: i64) {
        self.number((number << 1 ^ number >> 63) as u64);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.extend_from_slice(text.as_bytes());
    }

    pub(super) fn id(&mut self, id: &[u8; 32]) {
        self.0.extend_from_slice(id);
    }
}

/// Reads what a [`Pen`] wrote.
pub(super) struct Reader<'b>(pub(super) &'b [u8]);

impl<'b> Reader<'b> {
    fn take(&mut self, length: usize) -> Result<&'b [u8], IndexError> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or_else(short)?;
        self.0 = rest;
        Ok(taken)
    }

    pub(super) fn number(&mut self) -> Result<u64, IndexError> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = *self.take(1)?.first().ok_or_else(short)?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(short())
    }

    pub(super) fn signed(&mut self) -> Result<i64, IndexError> {
        let number = self.number()?;
        Ok((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    /// How many things follow; each has a byte at least.
    pub(super) fn length(&mut self) -> Result<usize, IndexError> {
        let length = usize::try_from(self.number()?).unwrap_or(usize::MAX);
        if length > self.0.len() { Err(short()) } else { Ok(length) }
    }

    pub(super) fn text(&mut self) -> Result<String, IndexError> {
        let length = self.length()?;
        String::from_utf8(self.take(length)?.to_vec()).map_err(|_| IndexError::damaged("a text of a table is no UTF-8"))
    }

    pub(super) fn id(&mut self) -> Result<[u8; 32], IndexError> {
        self.take(32)?.try_into().map_err(|_| short())
    }
}

fn short() -> IndexError {
    IndexError::damaged("a piece of a table is too short")
}

/// Many texts after each other, found by their places.
#[derive(Debug, Default)]
pub(super) struct Texts {
    ends: Vec<u32>,
    bytes: String,
}

impl Texts {
    /// The bytes of some texts.
    pub(super) fn write<'t>(texts: impl ExactSizeIterator<Item = &'t str>) -> Result<Vec<u8>, IndexError> {
        let (mut head, mut bytes) = ((texts.len() as u32).to_le_bytes().to_vec(), Vec::new());
        for text in texts {
            bytes.extend_from_slice(text.as_bytes());
            let full = |_| IndexError::Full { what: "bytes of one column's values", most: u64::from(u32::MAX) };
            head.extend(u32::try_from(bytes.len()).map_err(full)?.to_le_bytes());
        }
        head.extend(bytes);
        Ok(head)
    }

    /// Reads them.
    pub(super) fn read(bytes: &[u8]) -> Result<Texts, IndexError> {
        let (count, rest) = bytes.split_first_chunk::<4>().ok_or_else(short)?;
        let head = (u32::from_le_bytes(*count) as usize).checked_mul(4).ok_or_else(short)?;
        let (ends, texts) = rest.split_at_checked(head).ok_or_else(short)?;
        let bytes = std::str::from_utf8(texts).map_err(|_| IndexError::damaged("a table's texts are no UTF-8"))?;
        let texts = Texts { ends: numbers(ends)?, bytes: bytes.to_owned() };
        let in_order = texts.ends.is_sorted() && texts.ends.last().is_none_or(|end| *end as usize == bytes.len());
        let cut_well = texts.ends.iter().all(|end| bytes.is_char_boundary(*end as usize));
        if in_order && cut_well { Ok(texts) } else { Err(short()) }
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn get(&self, n: usize) -> &str {
        let start = if n == 0 { 0 } else { self.ends.get(n - 1).copied().unwrap_or(0) };
        let end = self.ends.get(n).copied().unwrap_or(start);
        self.bytes.get(start as usize..end as usize).unwrap_or_default()
    }

    /// How many of the texts, which must be sorted, are less than something: `below` says of which.
    pub(super) fn partition_point(&self, below: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if below(self.get(middle)) { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// The place of a text among sorted ones.
    pub(super) fn find(&self, text: &str) -> Option<usize> {
        let place = self.partition_point(|one| one < text);
        (place < self.len() && self.get(place) == text).then_some(place)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|n| self.get(n))
    }
}

/// Numbers of four bytes each.
pub(super) fn numbers(bytes: &[u8]) -> Result<Vec<u32>, IndexError> {
    let (numbers, rest) = bytes.as_chunks::<4>();
    if !rest.is_empty() {
        return Err(short());
    }
    Ok(numbers.iter().map(|number| u32::from_le_bytes(*number)).collect())
}

/// The bytes of numbers.
pub(super) fn bytes_of(numbers: impl IntoIterator<Item = u32>) -> Vec<u8> {
    numbers.into_iter().flat_map(u32::to_le_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_by_their_place_and_by_their_words() {
        let written = Texts::write(["", "jar", "mill", "جرة"].into_iter()).unwrap();
        let texts = Texts::read(&written).unwrap();
        assert_eq!(texts.iter().collect::<Vec<_>>(), ["", "jar", "mill", "جرة"]);
        assert_eq!((texts.find("mill"), texts.find("mile"), texts.get(9)), (Some(2), None, ""));
        for cut in 0..written.len() {
            assert!(Texts::read(&written[..cut]).is_err(), "cut at {cut}");
        }
    }

    #[test]
    fn numbers_and_texts_are_read_back_and_cuts_are_told() {
        let mut pen = Pen::default();
        pen.number(300);
        pen.signed(-7);
        pen.text("جرّة");
        let bytes = pen.0;
        let mut reader = Reader(&bytes);
        assert_eq!(
            (reader.number().unwrap(), reader.signed().unwrap(), reader.text().unwrap()),
            (300, -7, "جرّة".into())
        );
        assert!(Reader(&bytes[..4]).number().and_then(|_| Reader(&bytes[2..4]).text()).is_err());
        assert!(Reader(&[0xff; 12]).number().is_err());
    }
}

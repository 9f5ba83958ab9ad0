//! A set of rows: one bit for each.

use std::ops::Range;

/// Which rows of a segment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Bits {
    words: Vec<u64>,
    rows: usize,
}

impl Bits {
    pub(super) fn none(rows: usize) -> Bits {
        Bits { words: vec![0; rows.div_ceil(64)], rows }
    }

    pub(super) fn all(rows: usize) -> Bits {
        let mut bits = Bits { words: vec![u64::MAX; rows.div_ceil(64)], rows };
        bits.cut();
        bits
    }

    /// Clears what lies beyond the last row.
    fn cut(&mut self) {
        let over = self.words.len() * 64 - self.rows;
        if let Some(last) = self.words.last_mut() {
            *last &= u64::MAX >> over;
        }
    }

    pub(super) fn insert(&mut self, row: u32) {
        if let Some(word) = self.words.get_mut(row as usize / 64).filter(|_| (row as usize) < self.rows) {
            *word |= 1 << (row % 64);
        }
    }

    pub(super) fn contains(&self, row: u32) -> bool {
        self.words.get(row as usize / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    pub(super) fn and(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= b);
    }

    pub(super) fn or(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a |= b);
    }

    pub(super) fn and_not(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= !b);
    }

    pub(super) fn count(&self) -> u64 {
        self.words.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// The rows, in their order.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        (0u32..).zip(&self.words).flat_map(|(n, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros())?;
                left &= left - 1;
                Some(n * 64 + bit)
            })
        })
    }

    /// The rows, as runs of rows that follow each other.
    pub(super) fn runs(&self) -> impl Iterator<Item = Range<usize>> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let start = self.next(at, true)?;
            at = self.next(start, false).unwrap_or(self.rows);
            Some(start..at)
        })
    }

    /// The first row from here on that is in the set, or the first that is not.
    fn next(&self, from: usize, inside: bool) -> Option<usize> {
        let (first, mut mask) = (from / 64, u64::MAX << (from % 64));
        for (n, word) in self.words.iter().enumerate().skip(first) {
            let word = if inside { *word } else { !*word } & mask;
            if word != 0 {
                return Some(n * 64 + word.trailing_zeros() as usize);
            }
            mask = u64::MAX;
        }
        None
    }

    /// The bytes of it.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        self.words.iter().flat_map(|word| word.to_le_bytes()).collect()
    }

    /// Reads the bytes of a set of so many rows; none when they are not that.
    pub(super) fn from_bytes(bytes: &[u8], rows: usize) -> Option<Bits> {
        let (words, rest) = bytes.as_chunks::<8>();
        if !rest.is_empty() || words.len() != rows.div_ceil(64) {
            return None;
        }
        let mut bits = Bits { words: words.iter().map(|word| u64::from_le_bytes(*word)).collect(), rows };
        bits.cut();
        Some(bits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_joined_cut_and_counted() {
        let of = |rows: &[u32]| {
            let mut bits = Bits::none(130);
            rows.iter().for_each(|row| bits.insert(*row));
            bits
        };
        let (mut a, b) = (of(&[0, 63, 64, 129, 130]), of(&[63, 129]));
        assert_eq!(a.iter().collect::<Vec<_>>(), [0, 63, 64, 129], "130 is beyond the last row");
        assert_eq!(Bits::from_bytes(&a.to_bytes(), 130), Some(a.clone()));
        assert_eq!(Bits::from_bytes(&a.to_bytes(), 300), None);
        a.and(&b);
        assert_eq!(a, b);
        let mut others = Bits::all(130);
        others.and_not(&a);
        a = others;
        assert_eq!((a.count(), Bits::all(130).count(), Bits::all(0).count()), (128, 130, 0));
        a.or(&b);
        assert_eq!(a, Bits::all(130));
        a.and_not(&b);
        assert!(!a.contains(63) && a.contains(62) && !a.contains(500));
        assert_eq!(a.runs().collect::<Vec<_>>(), [0..63, 64..129]);
        assert_eq!(b.runs().collect::<Vec<_>>(), [63..64, 129..130]);
        assert!(Bits::all(128).runs().eq(std::iter::once(0..128)));
        assert_eq!(Bits::none(70).runs().count() + Bits::all(0).runs().count(), 0);
    }
}

//! Which facilities each thing has near, by bins of distance, and quick sums over many things.

use crate::error::{Error, within};
use crate::near::Facilities;
use crate::point::Point;
use crate::reaches::Reaches;
use crate::stream::marked;

/// For each thing a row: the bins of all facilities within the farthest distance, rising.
#[derive(Debug, Clone)]
pub(crate) struct Rows {
    /// Where each row begins; one more at the end.
    starts: Vec<u32>,
    bins: Vec<u16>,
    width: usize,
    dense: Option<Dense>,
}

/// The same as counts by bin, padded; adding up whole rows of bytes is quicker than going from bin to bin.
#[derive(Debug, Clone)]
struct Dense {
    padded: usize,
    counts: Vec<u8>,
    /// How many rows may be added before a byte is full.
    rows: usize,
}

/// Most bins of all rows together.
const MOST_PAIRS: f64 = 4e8;
/// Most bytes of dense rows.
const MOST: usize = 64 << 20;

impl Rows {
    pub(crate) fn new<'a>(
        places: impl Iterator<Item = &'a Point>,
        facilities: &Facilities,
        reaches: &Reaches,
    ) -> Result<Self, Error> {
        let (mut starts, mut bins) = (vec![0u32], Vec::new());
        for place in places {
            let from = bins.len();
            facilities.about(*place, reaches.farthest(), |_, _, square| {
                let bin = reaches.bin_of_square(square);
                if bin < reaches.len() {
                    bins.push(bin as u16);
                }
            });
            bins[from..].sort_unstable();
            starts.push(bins.len() as u32);
            let expected = "400 million at most; take shorter distances, or a smaller area";
            within(
                "the number of things and facilities near each other",
                bins.len() as f64,
                [0.0, MOST_PAIRS],
                expected,
            )?;
        }
        let mut rows = Self { starts, bins, width: reaches.len(), dense: None };
        rows.dense = rows.dense();
        Ok(rows)
    }

    /// How many things.
    pub(crate) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Whether nothing has a facility near.
    pub(crate) fn are_empty(&self) -> bool {
        self.bins.is_empty()
    }

    /// Bins of the facilities of a thing.
    #[inline]
    pub(crate) fn row(&self, thing: usize) -> &[u16] {
        &self.bins[self.starts[thing] as usize..self.starts[thing + 1] as usize]
    }

    /// Sums by bin over all marked things.
    pub(crate) fn sum(&self, marks: &[u64]) -> Vec<f64> {
        let Some(dense) = &self.dense else { return self.sum_sparse(marks) };
        let (mut sums, mut bytes, mut rows) = (vec![0u64; dense.padded], vec![0u8; dense.padded], 0);
        marked(marks, |thing| {
            let row = &dense.counts[thing * dense.padded..(thing + 1) * dense.padded];
            bytes.iter_mut().zip(row).for_each(|(byte, count)| *byte = byte.wrapping_add(*count));
            rows += 1;
            if rows == dense.rows {
                flush(&mut sums, &mut bytes);
                rows = 0;
            }
        });
        flush(&mut sums, &mut bytes);
        sums[..self.width].iter().map(|sum| *sum as f64).collect()
    }

    fn sum_sparse(&self, marks: &[u64]) -> Vec<f64> {
        let mut sums = vec![0u64; self.width];
        marked(marks, |thing| self.row(thing).iter().for_each(|bin| sums[usize::from(*bin)] += 1));
        sums.into_iter().map(|sum| sum as f64).collect()
    }

    /// Where that is quicker: rows are longer than there are steps of 16 bytes, and no byte is full at once.
    fn dense(&self) -> Option<Dense> {
        let padded = self.width.next_multiple_of(16);
        if padded * self.len() > MOST || self.bins.len() * 16 < padded * self.len() {
            return None;
        }
        let mut counts = vec![0u8; padded * self.len()];
        for thing in 0..self.len() {
            for bin in self.row(thing) {
                let count = &mut counts[thing * padded + usize::from(*bin)];
                *count = count.checked_add(1)?;
            }
        }
        let most = counts.iter().copied().max().unwrap_or(1).max(1);
        Some(Dense { padded, counts, rows: usize::from(u8::MAX / most) })
    }
}

fn flush(sums: &mut [u64], bytes: &mut [u8]) {
    for (sum, byte) in sums.iter_mut().zip(bytes) {
        *sum += u64::from(*byte);
        *byte = 0;
    }
}

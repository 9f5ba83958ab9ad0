//! Reading a log again: of a long one nearly all is as it was, and need not be taken apart anew.

use daftar_claim::{Hash, SignedHeader};

use crate::headers;
use crate::log::{Held, Log};

impl Log {
    /// The entries that it holds of a segment, in their order.
    pub(crate) fn held_in(&self, number: u32) -> &[Held] {
        let segment = self.segments.iter().position(|segment| segment.number == number);
        let within = |segment: usize| {
            let from = self.entries.partition_point(|held| held.segment < segment);
            self.entries.get(from..self.entries.partition_point(|held| held.segment <= segment))
        };
        segment.and_then(within).unwrap_or_default()
    }
}

/// The entry among these whose pair of lines lay there and was the same, byte by byte, and its hash.
pub(crate) fn same(known: &[Held], start: usize, pair: &[u8]) -> Option<(SignedHeader, Hash)> {
    let place = known.binary_search_by_key(&start, |held| held.place.start).ok()?;
    let held = known.get(place)?;
    let mut lines = Vec::with_capacity(pair.len());
    headers::write(&mut lines, &held.header);
    (lines == pair).then(|| (held.header.clone(), held.hash))
}

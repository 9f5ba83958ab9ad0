//! Reading a log again: of a long one nearly all is as it was, and need neither be read nor taken apart anew.

use std::fs::Metadata;
use std::path::Path;

use daftar_claim::{Hash, SignedHeader};

use crate::error::{At, StoreError};
use crate::headers;
use crate::layout::Files;
use crate::log::{Held, Log};
use crate::segment::Segment;

/// What changes whenever a file is written or another takes its place: its number on the disk, its length, and the
/// time of its last change, which nobody sets by hand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Mark {
    file: (u64, u64),
    length: u64,
    changed: (i64, i64),
}

impl Mark {
    #[cfg(unix)]
    fn of(metadata: &Metadata) -> Option<Mark> {
        use std::os::unix::fs::MetadataExt;
        let (file, changed) = ((metadata.dev(), metadata.ino()), (metadata.ctime(), metadata.ctime_nsec()));
        Some(Mark { file, length: metadata.len(), changed })
    }

    /// Elsewhere nothing tells, and every file is read again.
    #[cfg(not(unix))]
    fn of(_: &Metadata) -> Option<Mark> {
        None
    }

    /// The mark of the file that lies there now.
    pub(crate) fn at(path: &Path) -> Result<Option<Mark>, StoreError> {
        std::fs::metadata(path).at(path).map(|metadata| Mark::of(&metadata))
    }
}

impl Log {
    /// Takes over a closed segment that `before` held whole, if nothing has written to its headers since. The last
    /// segment of either is read, whatever its mark: it is the one that is written to.
    pub(crate) fn take_over(&mut self, number: u32, files: &Files, before: &Log) -> Result<bool, StoreError> {
        let Some((segment, held)) = before.closed_and_whole(number) else { return Ok(false) };
        let mark = Mark::at(&files.headers())?;
        let continues = held.first().is_some_and(|held| self.objection(&held.header).is_none());
        let same = mark.is_some() && mark == segment.mark && continues;
        if same {
            let place = self.segments.len();
            self.segments.push(Segment::new(number, files.clone(), segment.shapes.clone()).marked(mark));
            self.entries.extend(held.iter().map(|held| Held { segment: place, ..held.clone() }));
        }
        Ok(same)
    }

    fn closed_and_whole(&self, number: u32) -> Option<(&Segment, &[Held])> {
        let (_, closed) = self.segments.split_last()?;
        let place = closed.binary_search_by_key(&number, |segment| segment.number).ok()?;
        let (segment, held) = (closed.get(place)?, self.held_in(number));
        (held.len() == segment.shapes.len()).then_some((segment, held))
    }

    /// The entries that it holds of a segment, in their order.
    pub(crate) fn held_in(&self, number: u32) -> &[Held] {
        let segment = self.segments.binary_search_by_key(&number, |segment| segment.number).ok();
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

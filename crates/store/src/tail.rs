//! What stands behind the last entry of a log, and whether a writer may cut it off.
//!
//! An entry is acknowledged only after its header was synced. So an incomplete pair of lines at the end was never
//! acknowledged. A complete pair that cannot be read may be a torn write as well, or damage to an acknowledged entry:
//! only the acknowledged head, or blank bytes such as a lost write leaves, can tell.

use std::ops::Range;

/// Behind the last entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Tail {
    /// Nothing.
    None,
    /// An incomplete pair, from this offset of the last headers file.
    Torn(usize),
    /// Complete pairs that cannot be read, from this offset.
    Unreadable {
        /// Where the first begins.
        start: usize,
        /// Whether blank bytes are among them.
        blank: bool,
    },
}

impl Tail {
    /// The last headers file ends in an incomplete pair at `start`.
    pub(crate) fn torn(&mut self, start: usize) {
        if *self == Tail::None {
            *self = Tail::Torn(start);
        }
    }

    /// A complete pair at `start` cannot be read.
    pub(crate) fn unreadable(&mut self, start: usize, blank: bool) {
        if !self.is_unreadable() {
            *self = Tail::Unreadable { start, blank };
        }
    }

    pub(crate) fn is_unreadable(&self) -> bool {
        matches!(self, Tail::Unreadable { .. })
    }

    /// Whether what stands there was surely never acknowledged.
    pub(crate) fn may_be_cut(&self, acknowledged_is_here: bool) -> bool {
        match self {
            Tail::None | Tail::Torn(_) => true,
            Tail::Unreadable { blank, .. } => acknowledged_is_here || *blank,
        }
    }

    /// Where it begins.
    pub(crate) fn start(&self) -> Option<usize> {
        match self {
            Tail::None => None,
            Tail::Torn(start) | Tail::Unreadable { start, .. } => Some(*start),
        }
    }
}

/// Whether a file system left bytes unwritten: two zero bytes side by side. No line of ours has any, and a single
/// flipped bit does not make two.
pub(crate) fn has_blank(bytes: &[u8]) -> bool {
    bytes.windows(2).any(|pair| pair == [0, 0])
}

/// Where the files of the last segment end, while it is open and sound.
#[derive(Clone, Debug, Default)]
pub(crate) struct End {
    /// Length of the headers file, in bytes.
    pub(crate) headers: u64,
    /// Where the lines of each entry lie in the bodies file.
    pub(crate) places: Vec<Range<usize>>,
}

impl End {
    /// Length of the bodies file, in bytes.
    pub(crate) fn bodies(&self) -> usize {
        self.places.last().map_or(0, |place| place.end)
    }
}

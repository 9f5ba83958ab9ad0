//! How the index on the disk stands to the logs that it was made from.

use std::collections::BTreeMap;

use daftar_claim::Key;

use crate::index::{Access, Index, SealState, check_seal};
use crate::layout::Layout;
use crate::lock::Lock;
use crate::store::Store;

/// How the index stands to the logs. Whatever it is, nothing of the record is lost.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum IndexStand {
    /// As it was closed, and level with them.
    Level,
    /// Some program is writing to it.
    Written,
    /// Closed, and not level with them: the next writer puts it right.
    Behind,
    /// It was not closed, or is not there: the next writer puts it right.
    Unclosed,
    /// Its bytes are not those that were closed: it is to be made anew.
    Changed {
        /// In what they differ.
        why: String,
    },
}

impl IndexStand {
    /// Looks at the index in a register's folder; `heads` are the numbers of the logs' last entries.
    pub(crate) fn of(layout: &Layout, heads: &BTreeMap<Key, u64>) -> IndexStand {
        match check_seal(&layout.index()) {
            Ok(SealState::Good) if watermark(layout).is_some_and(|reached| reached == *heads) => IndexStand::Level,
            Ok(SealState::Good) => IndexStand::Behind,
            Ok(SealState::Missing) if Lock::is_held(layout) => IndexStand::Written,
            Ok(SealState::Missing) => IndexStand::Unclosed,
            Ok(SealState::Broken { why }) => IndexStand::Changed { why },
            Err(error) => IndexStand::Changed { why: error.to_string() },
        }
    }
}

impl Store {
    /// How the index in the register's folder stands to the logs; all of it is read.
    pub fn index_stand(&self) -> IndexStand {
        let heads = self.heads().into_iter().map(|head| (head.entry.log, head.entry.number)).collect();
        IndexStand::of(&self.layout, &heads)
    }
}

fn watermark(layout: &Layout) -> Option<BTreeMap<Key, u64>> {
    Index::open(&layout.index(), Access::Read).and_then(|index| index.watermark()).ok()
}

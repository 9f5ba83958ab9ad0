//! Copies of a register: which were made, where sealed ones are put, whether they work, and what is mended from them.

mod brought;
mod deposit;
mod given;
mod noted;
mod password;
mod places;
mod rehearse;
mod repair;
mod scratch;
mod stake;
mod trial;
mod whereabouts;

pub use brought::Origin;
pub(crate) use brought::lay_out_bundle;
pub use deposit::Kept;
pub use noted::{Copied, CopyKind};
pub use places::{Deposits, Looked, Place};
pub use rehearse::{Extent, LogExtent, Rehearsal};
pub use repair::{Heard, Line, Repaired, Repairing};
pub use scratch::Scratch;
pub use stake::Stake;
pub use trial::{Outcome, Trial};
pub use whereabouts::Whereabouts;

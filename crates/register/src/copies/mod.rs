//! Copies of a register: which were made, where sealed ones are put, and what can be brought back from them.

mod deposit;
mod noted;
mod password;
mod places;

pub use deposit::Kept;
pub use noted::{Copied, CopyKind};
pub use places::{Deposits, Looked, Place};

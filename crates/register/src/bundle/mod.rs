//! Bundles: what goes into one and for whom, where it is written, how it is taken, and how a device starts from one.

mod addressee;
mod making;
mod out;
mod parts;
mod piped;
mod sealing;
mod starting;
mod taking;

pub use addressee::Addressee;
pub use making::{Bundled, Bundling};
pub use sealing::Identities;
pub use taking::{PartTaken, TakenFile};

pub(crate) use parts::parts_beside;
pub(crate) use sealing::open;
pub(crate) use starting::first_entry;

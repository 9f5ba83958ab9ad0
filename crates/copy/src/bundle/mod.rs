//! Bundles: files that carry entries and source files by hand, whole or in parts.
//!
//! ```text
//! goods: what is to go ─▶ plan: which part carries what ─▶ make: a tar archive for each part
//! take: each member checked, what holds is taken ─▶ piece: a large file grows from part to part
//! ```
//!
//! Each part is a bundle of its own: any tar program opens it, and it can be taken without the others, as far as what it
//! goes on from is here.

mod founding;
mod goods;
mod make;
mod member;
mod packed;
mod page;
mod piece;
mod plan;
mod take;

use std::path::PathBuf;

use daftar_claim::LedgerError;

pub use founding::{Founding, founding};
pub use goods::Goods;
pub use make::{Made, make};
pub use page::{FrontPage, MOST_PARTS, Part, front_page};
pub use piece::Incoming;
pub use plan::{Plan, plan};
pub use take::{Gap, Taken, take};

pub use crate::carry::Lacking;

/// Why a bundle could not be made or taken.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// The file could not be read or written.
    #[error("the bundle could not be read or written: {0}")]
    Io(#[from] std::io::Error),
    /// It is not a bundle.
    #[error("this is no bundle that this program reads: {0}; nothing was taken")]
    NotABundle(String),
    /// The register could not give or take.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// A member has a name or content that a bundle's member cannot have.
    #[error("{}: {why}", .member.display())]
    Member {
        /// The member.
        member: PathBuf,
        /// What is wrong.
        why: String,
    },
    /// The parts cannot be as small as was asked.
    #[error("{what} alone fills {needed} bytes: make the parts larger than that")]
    TooSmall {
        /// What does not fit.
        what: String,
        /// How many bytes a part must have room for.
        needed: u64,
    },
    /// So many parts would be needed that nobody could keep them together.
    #[error("that would be more than {MOST_PARTS} parts: make them larger")]
    TooMany,
    /// The register was written to while its bundle was made.
    #[error("something was erased here while the bundle was being made: make it again")]
    Changed,
}

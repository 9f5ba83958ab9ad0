//! Copies that survive: bundles carry by hand what another register lacks; [`sync`] brings two running ones level;
//! a [`proof`] shows a stranger what was in one.
//!
//! This crate knows the [`Ledger`] trait, never how a register lies on disk. The bundle's form stands in `FORMAT.md`,
//! section 9; any program that reads tar archives can look into one.

mod carry;
mod make;
pub mod proof;
pub mod sync;
mod take;

use std::path::PathBuf;

use daftar_claim::{Ledger, LedgerError};
use serde::Serialize;

pub use make::{Made, make};
pub use take::{Founding, Taken, founding, take};

/// The form of bundles that this program writes and reads.
const FORMAT: &str = "daftar-bundle/1";

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
}

/// Something in a bundle that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// The member of the bundle.
    pub member: String,
    /// Why.
    pub why: String,
}

/// A ledger that can be asked and written.
pub(crate) type Whole<'a> = &'a mut dyn Ledger;

//! Copies that survive: a [`bundle`] carries by hand what another register lacks; [`sync`] brings two running ones level;
//! a [`proof`] shows a stranger what was in one.
//!
//! This crate knows the [`Ledger`](daftar_claim::Ledger) trait, never how a register lies on disk. The bundle's form stands in
//! `FORMAT.md`, section 9; any program that reads tar archives can look into one.

pub mod bundle;
mod carry;
pub mod proof;
pub mod sync;

use serde::Serialize;

pub use bundle::{BundleError, Made, Taken};

/// Something that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// The member of the bundle, or what it was.
    pub member: String,
    /// Why.
    pub why: String,
}

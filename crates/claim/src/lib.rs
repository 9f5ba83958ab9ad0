//! What a register says, and the bytes that are signed.
//!
//! Everything is a [`Claim`]: a statement about a [`Subject`], always with a source. Claims travel in signed
//! [`entry`] batches; what is restricted is [`seal`]ed. This crate does no I/O, reads no clock, and alone makes the
//! bytes that are hashed and signed. The layout of those bytes is written down in `FORMAT.md`.

mod act;
mod body;
pub mod checked;
pub mod checkpoint;
mod claim;
mod composed;
mod draft;
mod entry;
mod id;
pub mod json;
mod keys;
mod ledger;
mod members;
pub mod merkle;
mod names;
mod note;
mod order;
pub mod profile;
mod quotation;
mod seal;
pub mod standing;
mod statement;
mod value;

pub use act::{Act, EntryId, Ground, May, RecordingId, RecordingRange};
pub use body::{Body, BodyError};
pub use claim::{Certainty, Claim, Inferred, Locator, PropertyId, Salt, Span, Speaker, Subject};
pub use composed::{Bodies, Composed};
pub use draft::{Draft, DraftId};
pub use entry::{
    Batch, Clock, Entry, EntryError, FORMAT, Head, Header, MAX_ACTS, MAX_BODIES, MAX_HEADER, Recovery, SignedHeader,
    Timestamp,
};
pub use id::{ClaimId, EntityId, FileId, Hash, IdError, Key, RegisterId, TextId, row_entity, span_entity};
pub use keys::{RecoverySeed, SigningKey};
pub use ledger::{BodyState, Ledger, LedgerEntry, LedgerError};
pub use names::Names;
pub use note::Note;
pub use order::Order;
pub use profile::Profiles;
pub use quotation::QUOTATION;
pub use seal::{SealError, SealKey, SealedClaim, Secret};
pub use standing::Standing;
pub use statement::{Ended, Recording, Statement};
pub use value::{Custody, Decimal, Preference, Value, ValueError, Wkt};

pub use daftar_date::Edtf;

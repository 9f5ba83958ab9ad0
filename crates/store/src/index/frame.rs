//! Frames: what the claims of one table column, or of one sentence, have in common.
//!
//! A frame is a claim with blanks: its subject, value, quoted words, and the row or characters in its source are left
//! out. It is stored as the canonical JSON of such a claim, so that putting a claim together again is filling the blanks.

use std::hash::{Hash as _, Hasher};

use daftar_claim::json::Json;
use daftar_claim::{Claim, EntityId, Hash, Locator, Span, Subject, Value};

use super::error::{IndexError, Result};

/// The row of a cell, or the first character and the length of a span.
pub(super) type Place = (u64, u64);

/// A frame's key in memory: a hash of what stands in it.
pub(super) fn key(claim: &Claim) -> [u8; 32] {
    let mut bytes = Bytes(Vec::with_capacity(256));
    (claim.certainty, &claim.inferred, &claim.property, &claim.said_by, claim.source).hash(&mut bytes);
    (&claim.stated, &claim.when).hash(&mut bytes);
    match &claim.locator {
        Some(Locator::Text { text, place, .. }) => (1, text, place).hash(&mut bytes),
        Some(Locator::Cell { sheet, column, .. }) => (2, sheet, column).hash(&mut bytes),
        Some(Locator::Page(page)) => (3, page).hash(&mut bytes),
        None => 0.hash(&mut bytes),
    }
    super::values::hash(&bytes.0)
}

/// Collects what is hashed.
struct Bytes(Vec<u8>);

impl Hasher for Bytes {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        0
    }
}

/// The claim with its blanks.
pub(super) fn blank(claim: &Claim) -> Claim {
    let blank = Subject::Entity(EntityId(Hash([0; 32])));
    let mut frame = Claim { subject: blank, value: Value::None, quote: None, ..claim.clone() };
    set_place(&mut frame, (0, 0));
    frame
}

/// Where in its source the claim is, as far as that is left blank.
pub(super) fn place(claim: &Claim) -> Place {
    match &claim.locator {
        Some(Locator::Text { span, .. }) => (span.start, span.end.wrapping_sub(span.start)),
        Some(Locator::Cell { row, .. }) => (*row, 0),
        Some(Locator::Page(_)) | None => (0, 0),
    }
}

/// Fills in the place.
pub(super) fn set_place(claim: &mut Claim, (start, length): Place) {
    match &mut claim.locator {
        Some(Locator::Text { span, .. }) => *span = Span { start, end: start.wrapping_add(length) },
        Some(Locator::Cell { row, .. }) => *row = start,
        Some(Locator::Page(_)) | None => {}
    }
}

/// The bytes of a frame.
pub(super) fn write(frame: &Claim) -> Vec<u8> {
    frame.content().into_bytes()
}

/// Reads a frame.
pub(super) fn read(body: &[u8]) -> Result<Claim> {
    let refuse = || IndexError::damaged("a frame cannot be read");
    let json = std::str::from_utf8(body).ok().and_then(|text| Json::parse(text).ok()).ok_or_else(refuse)?;
    let (claim, _) = Claim::read(&json).map_err(|error| IndexError::damaged(error.to_string()))?;
    Ok(claim)
}

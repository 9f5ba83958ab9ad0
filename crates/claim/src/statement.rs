//! A claim as a ledger holds it: with its recordings, and whether it stands.

use crate::act::{EntryId, RecordingId};
use crate::claim::Claim;
use crate::entry::{Clock, Timestamp};
use crate::id::{ClaimId, EntityId};

/// A claim with everything that a view needs to know of its being recorded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Statement {
    /// The claim's id.
    pub id: ClaimId,
    /// The claim.
    pub claim: Claim,
    /// Who recorded it when, in the order of log, number and position.
    pub recordings: Vec<Recording>,
    /// Whether it was sealed, and opened with a key of this device.
    pub sealed: bool,
}

/// One recording of a claim.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recording {
    /// Log, number, position.
    pub id: RecordingId,
    /// On whose behalf it was recorded.
    pub party: EntityId,
    /// When; none when unknown.
    pub time: Option<Timestamp>,
    /// Where that time comes from.
    pub clock: Clock,
    /// What ended it, if anything did.
    pub ended: Option<Ended>,
}

/// What ended a recording.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Ended {
    /// Its party retracted it.
    Retracted {
        /// The entry that did.
        by: EntryId,
    },
    /// Its party put another claim in its place.
    Replaced {
        /// The recording that came in its place.
        by: RecordingId,
    },
}

impl Statement {
    /// A claim stands while one of its recordings stands.
    pub fn stands(&self) -> bool {
        self.recordings.iter().any(|recording| recording.ended.is_none())
    }

    /// The recordings that stand.
    pub fn standing(&self) -> impl Iterator<Item = &Recording> {
        self.recordings.iter().filter(|recording| recording.ended.is_none())
    }
}

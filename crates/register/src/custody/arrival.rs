//! How files came: a step `ingest` for each that comes in, and `collect` where it is told whence.
//!
//! The step is recorded when the file comes, not when what was read from it is: weeks of review lie between, and a file of
//! which nothing is recorded lies here all the same. It repeats nothing: no other statement says when a file came and that its
//! bytes were these.

use daftar_claim::{Claim, Custody, Edtf, FileId, Speaker, Subject};
use daftar_view::step_of;

use super::{NewStep, TOOL, bare};
use crate::{Register, RegisterError};

/// How a file was come by, before it was brought here.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Collected {
    /// Where from: an address or a place.
    pub from: Option<String>,
    /// When it was captured.
    pub when: Option<Edtf>,
    /// By whom, if not by the keeper.
    pub by: Option<Speaker>,
    /// With which tool.
    pub tool: Option<String>,
}

impl Collected {
    /// Whether anything is told.
    pub fn is_told(&self) -> bool {
        *self != Collected::default()
    }

    /// The step that tells it of a file.
    pub fn step(&self, file: FileId) -> NewStep {
        let custody = Custody { from: self.from.clone(), tool: self.tool.clone(), ..bare("collect") };
        NewStep { custody, when: self.when.clone(), by: self.by.clone(), ..NewStep::of(file, "collect") }
    }
}

impl Register {
    /// The step by which a file came: `before` is what it was made from, or the file itself.
    pub(crate) fn ingestion(&self, before: FileId, after: FileId) -> Result<Claim, RegisterError> {
        let mut step = NewStep::of(after, "ingest").hashes(Some(before), Some(after));
        step.custody.tool = Some(TOOL.to_owned());
        self.step_claim(&step)
    }

    /// Records that files came here, each beside what it was made from; those that came before are left alone.
    pub(crate) fn note_arrival(&mut self, came: &[(FileId, FileId)]) -> Result<(), RegisterError> {
        let mut claims = Vec::new();
        for (before, after) in came {
            if !self.has_arrived(*after)? {
                claims.push(self.ingestion(*before, *after)?);
            }
        }
        self.record(claims).map(drop)
    }

    /// Whether a device of this site has recorded that the file came.
    fn has_arrived(&self, file: FileId) -> Result<bool, RegisterError> {
        let (own, subject) = (self.own_logs(), Subject::File(file));
        let is_arrival = |claim: &Claim| step_of(claim).is_some_and(|step| step.action == "ingest");
        let open = self.store.index().about(&subject)?.into_iter().any(|one| {
            let stands = self.standing.ended(one.recording).is_none();
            own.contains(&one.recording.entry.log) && stands && is_arrival(&one.claim)
        });
        Ok(open || self.opened_claims().any(|claim| claim.subject == subject && is_arrival(claim)))
    }
}

//! How files came: a step `ingest` for each that comes in, and `collect` where it is told whence.
//!
//! The step is recorded when the file comes, not when what was read from it is: weeks of review lie between, and a file of
//! which nothing is recorded lies here all the same. It repeats nothing: no other statement says when a file came and that its
//! bytes were these.

use std::collections::BTreeSet;
use std::path::PathBuf;

use daftar_claim::{Claim, Custody, Edtf, FileId, Secret, Speaker, Subject};
use daftar_view::step_of;

use super::{NewStep, TOOL, bare};
use crate::{Register, RegisterError, chance};

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
    /// Keeps files as source files: their bytes first, then, in one entry, that they came and whence. So each is recorded as a
    /// whole or not at all, and what is told of it already is not told again.
    ///
    /// # Errors
    /// When a file cannot be read or nothing be written: then none is recorded. When whence they came is to be sealed and the
    /// keys are locked.
    pub fn keep_files(&mut self, paths: &[PathBuf], collected: &Collected) -> Result<Vec<FileId>, RegisterError> {
        // What would stop the entry is asked before the bytes are here.
        self.may_collect(collected)?;
        let kept = self.store.put_files(paths)?;
        let (mut bodies, mut secrets) = (Vec::new(), Vec::new());
        for file in kept.iter().copied().collect::<BTreeSet<FileId>>() {
            if !self.has_arrived(file)? {
                bodies.push(self.ingestion(file, file)?.to_bytes(&chance::salt()?));
            }
            match self.collection(file, collected)? {
                Some((claim, false)) => bodies.push(claim.to_bytes(&chance::salt()?)),
                Some((claim, true)) => {
                    let concerns = self.concerned(&claim, Vec::new())?;
                    secrets.push(Secret { claim, concerns });
                }
                None => {}
            }
        }
        self.append_files(bodies, &secrets)?;
        Ok(kept)
    }

    /// Whether it can be recorded now whence files were come by: asked before they are here.
    ///
    /// # Errors
    /// When it is to be sealed and the keys are locked, or the clock is wrong.
    pub fn may_collect(&mut self, collected: &Collected) -> Result<(), RegisterError> {
        self.this_moment()?;
        if collected.is_told() && self.is_private_collection(collected)? {
            self.need_keys()?;
        }
        Ok(())
    }

    /// Records whence a file that is here was come by, unless that is told of it already.
    ///
    /// # Errors
    /// When it is to be sealed and the keys are locked, or nothing can be written.
    pub fn collect(&mut self, file: FileId, collected: &Collected) -> Result<(), RegisterError> {
        match self.collection(file, collected)? {
            Some((claim, false)) => self.append_files(vec![claim.to_bytes(&chance::salt()?)], &[]),
            Some((claim, true)) => {
                self.need_keys()?;
                let concerns = self.concerned(&claim, Vec::new())?;
                self.append_files(Vec::new(), &[Secret { claim, concerns }])
            }
            None => Ok(()),
        }
    }

    fn append_files(&mut self, mut bodies: Vec<Vec<u8>>, secrets: &[Secret]) -> Result<(), RegisterError> {
        if secrets.is_empty() {
            return self.append_all(bodies).map(drop);
        }
        bodies.extend(self.seal_bodies(secrets)?);
        self.append_all(bodies)?;
        self.open_and_withhold()
    }

    /// The step that tells whence a file was come by, and whether it is to be sealed; none where that is told already.
    fn collection(&self, file: FileId, collected: &Collected) -> Result<Option<(Claim, bool)>, RegisterError> {
        if !collected.is_told() {
            return Ok(None);
        }
        let claim = self.step_claim(&collected.step(file))?;
        let same = |told: &Claim| {
            let when = collected.when.is_none() || told.when == claim.when;
            told.value == claim.value && told.said_by == claim.said_by && when
        };
        let known = self.tells(file, &same)?;
        let sealed = self.is_private_step(file, &claim)?;
        Ok((!known).then_some((claim, sealed)))
    }

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
        self.tells(file, &|claim| step_of(claim).is_some_and(|step| step.action == "ingest"))
    }

    /// Whether a device of this site has recorded such a statement about a file.
    fn tells(&self, file: FileId, such: &dyn Fn(&Claim) -> bool) -> Result<bool, RegisterError> {
        let (own, subject) = (self.own_logs(), Subject::File(file));
        let open = self.store.index().about(&subject)?.into_iter().any(|one| {
            let stands = self.standing.ended(one.recording).is_none();
            own.contains(&one.recording.entry.log) && stands && such(&one.claim)
        });
        Ok(open || self.opened_claims().any(|claim| claim.subject == subject && such(claim)))
    }
}

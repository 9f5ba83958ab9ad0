//! Makes a proof: what is needed to show that a statement was here, and no more.

use daftar_claim::checkpoint::{SignedCheckpoint, Signer};
use daftar_claim::{
    Body, BodyState, ClaimId, EntryId, Hash, Key, RecordingId, SealKey, SignedHeader, Subject, TextId, merkle,
};
use daftar_copy::proof::{Demands, Placed, Proof, Proved, check, stamp, vouchers};
use daftar_view::Audience;

use super::hashes;
use crate::{Register, RegisterError};

/// How far a statement is hidden from the public.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Veil {
    /// Everybody may read it.
    Open,
    /// It is open, and shown to keepers only.
    Restricted,
    /// It is sealed.
    Sealed,
}

/// A proof that was made.
#[derive(Debug)]
pub struct Proven {
    /// The file.
    pub file: String,
    /// What it shows.
    pub proved: Proved,
    /// How far the statement is hidden from the public.
    pub veil: Veil,
}

/// A claim about a claim about a claim: so far it is asked whether any of them is restricted.
const DEPTH: u32 = 8;

impl Register {
    /// The recording that a text names: `key:…/NUMBER/POSITION`, or a statement's id, of which it is the first that counts.
    ///
    /// # Errors
    /// When there is none.
    pub fn recording(&self, text: &str) -> Result<RecordingId, RegisterError> {
        if let Some(recording) = parse_recording(text) {
            return Ok(recording);
        }
        let claim = self.claim(text)?;
        let mut recordings = self.store.recordings_of(claim)?;
        recordings.retain(|recording| self.standing.counts(recording.entry));
        let made = |recording: &RecordingId| (self.standing.time(recording.entry).0, *recording);
        let unknown = || RegisterError::Unknown { what: "statement", id: text.to_owned(), see: "show" };
        recordings.into_iter().min_by_key(made).ok_or_else(unknown)
    }

    /// Proves that a recording is in this register, with the earliest checkpoint that others vouch for, else with one of now.
    /// What the public may not read is proved only with `reveal`; a sealed statement without it stays sealed.
    ///
    /// # Errors
    /// When the statement is not here, its entry does not count, or it must be revealed.
    pub fn prove(&self, recording: RecordingId, reveal: bool) -> Result<Proven, RegisterError> {
        let body = self.body_to_prove(recording)?;
        let veil = self.veil(Body::id_of(&body), DEPTH)?;
        if veil == Veil::Restricted && !reveal {
            return Err(RegisterError::Ask(
                "that statement is restricted: whoever gets the proof can read it, and pass it on for ever. If that is meant, \
                 ask again with --reveal"
                    .into(),
            ));
        }
        let opens = match veil == Veil::Sealed && reveal {
            true => Some(self.key_of(Body::id_of(&body))?),
            false => None,
        };
        let proof = match self.best_checkpoint(recording.entry)? {
            Some(checkpoint) => self.proof(recording, body, opens, checkpoint)?,
            None => self.proof(recording, body, opens, self.checkpoint()?)?,
        };
        let file = proof.write();
        let holds = check(file.as_bytes(), &Demands::default());
        let proved = holds.map_err(|error| RegisterError::Ask(format!("no proof can be made of it: {error}")))?;
        Ok(Proven { file, proved, veil })
    }

    fn body_to_prove(&self, recording: RecordingId) -> Result<Vec<u8>, RegisterError> {
        let ask = |why: &str| Err(RegisterError::Ask(why.to_owned()));
        if self.header(recording.entry).is_none() {
            return ask("no such entry is here: see `daftar log`");
        }
        if !self.standing.counts(recording.entry) {
            return ask("the entry does not count here: its key is not granted, or was revoked");
        }
        match self.store.bodies(recording.entry)?.into_iter().nth(recording.position as usize) {
            Some(BodyState::Present(bytes)) => Ok(bytes),
            Some(BodyState::Erased(_)) => ask("it was erased: nothing is left that could be proved"),
            Some(BodyState::Withheld(_)) => ask("whoever sent the entry kept it back: ask them for the proof"),
            Some(_) => ask("it is not here: sync, or take a bundle, and ask again"),
            None => ask("the entry has fewer statements: positions count from 0"),
        }
    }

    fn key_of(&self, claim: ClaimId) -> Result<SealKey, RegisterError> {
        let keyring = self.keyring.as_ref().ok_or(RegisterError::Locked)?;
        let missing =
            || RegisterError::Ask("its key is not on this device: who sealed it can prove what it says".into());
        keyring.key(claim).cloned().ok_or_else(missing)
    }

    /// How far a statement is hidden: also when what the public may read of it is less than all, or it is about one that is.
    fn veil(&self, claim: ClaimId, depth: u32) -> Result<Veil, RegisterError> {
        if self.store.index().claim(&claim)?.is_empty() {
            return Ok(Veil::Sealed);
        }
        let statement = self.statement(claim)?;
        let public = match statement.claim.subject {
            Subject::Entity(entity) => {
                let heard = self.hear_entity(entity, &self.standing, Audience::Public)?;
                let same = heard.statements.iter().any(|one| one.id == claim && one.claim == statement.claim);
                same && heard.surroundings.may_see(&statement, Audience::Public, &self.profiles)
            }
            Subject::Claim(about) => depth > 0 && self.veil(about, depth - 1)? == Veil::Open,
            Subject::File(_) => false,
        };
        Ok(if public { Veil::Open } else { Veil::Restricted })
    }

    /// Of the checkpoints that are kept and reach so far, the one that others vouch for since the earliest time; else any.
    fn best_checkpoint(&self, entry: EntryId) -> Result<Option<SignedCheckpoint>, RegisterError> {
        let kept = self.kept_checkpoints();
        let mut best: Option<(u64, SignedCheckpoint)> = None;
        for signed in kept.all()? {
            let reaches = signed.checkpoint.log(entry.log).is_some_and(|log| log.entries >= entry.number);
            let stamps = kept.stamps(signed.checkpoint.hash())?;
            let since = since(&signed, &stamps).unwrap_or(u64::MAX);
            if reaches && best.as_ref().is_none_or(|(best, _)| since < *best) {
                best = Some((since, signed));
            }
        }
        Ok(best.map(|(_, signed)| signed))
    }

    fn proof(
        &self,
        recording: RecordingId,
        body: Vec<u8>,
        opens: Option<SealKey>,
        mut checkpoint: SignedCheckpoint,
    ) -> Result<Proof, RegisterError> {
        let stranger = || RegisterError::Ask("no entry here says whose its key is: it cannot be proved".into());
        let entry = self.header(recording.entry).ok_or_else(stranger)?;
        let logs = self.logs();
        let signers: Vec<Option<Signer>> = checkpoint.signers();
        let by = |signer: &Option<Signer>| match signer {
            Some(Signer::Register(key)) => vouchers(self.id(), &logs, &self.standing, entry, *key).map(|by| (*key, by)),
            _ => None,
        };
        let (signer, by) = signers.iter().find_map(by).ok_or_else(stranger)?;
        // One key of the register's is enough; each further one would need its own entries.
        let mut signers = signers.into_iter();
        checkpoint.lines.retain(|_| belongs(signers.next().flatten(), signer));
        let place = |header: &SignedHeader| self.placed(header, &checkpoint);
        Ok(Proof {
            body,
            opens,
            position: recording.position,
            path: self.path_in(recording)?,
            entry: place(entry).ok_or_else(stranger)?,
            vouchers: by.iter().map(|id| place(self.header(*id)?)).collect::<Option<_>>().ok_or_else(stranger)?,
            stamps: self.kept_checkpoints().stamps(checkpoint.checkpoint.hash())?,
            checkpoint,
        })
    }

    fn path_in(&self, recording: RecordingId) -> Result<Vec<Hash>, RegisterError> {
        let id = |state: &BodyState| match state {
            BodyState::Present(bytes) => Some(Body::id_of(bytes).hash()),
            BodyState::Erased(id) | BodyState::Withheld(id) => Some(id.hash()),
            BodyState::Awaited(id) | BodyState::Damaged(id) => id.map(|id| id.hash()),
        };
        let ids: Option<Vec<Hash>> = self.store.bodies(recording.entry)?.iter().map(id).collect();
        let ids = ids.ok_or_else(|| {
            RegisterError::Ask("the ids of the other statements of its entry are not here: sync, and ask again".into())
        })?;
        Ok(merkle::proof(&ids, recording.position as usize))
    }

    /// Where an entry stands in its log, as a checkpoint has it; none when it does not reach so far.
    fn placed(&self, header: &SignedHeader, checkpoint: &SignedCheckpoint) -> Option<Placed> {
        let entry = header.header.entry;
        let size = usize::try_from(checkpoint.checkpoint.log(entry.log)?.entries).ok()?;
        let at = usize::try_from(entry.number).ok()?.checked_sub(1)?;
        let logs = self.logs();
        let hashes = hashes(logs.get(&entry.log)?.get(..size)?);
        (at < size).then(|| Placed { header: header.clone(), path: merkle::proof(&hashes, at) })
    }
}

/// Whether a signature line stays: those of partners, and the one of this key.
fn belongs(signer: Option<Signer>, ours: Key) -> bool {
    match signer {
        Some(Signer::Register(key)) => key == ours,
        Some(Signer::Partner(..)) => true,
        None => false,
    }
}

/// Since when somebody else vouches for a checkpoint.
fn since(signed: &SignedCheckpoint, stamps: &[Vec<u8>]) -> Option<u64> {
    let hash = signed.checkpoint.hash();
    let seen = signed.signers().into_iter().filter_map(|signer| match signer {
        Some(Signer::Partner(_, time)) => Some(time),
        _ => None,
    });
    let stamped = stamps.iter().filter_map(|answer| Some(stamp::check(answer, hash, None).ok()?.time));
    seen.chain(stamped).min()
}

fn parse_recording(text: &str) -> Option<RecordingId> {
    let (log, rest) = text.split_once('/')?;
    let (number, position) = rest.split_once('/')?;
    let entry = EntryId { log: Key::parse(log).ok()?, number: number.parse().ok()? };
    Some(RecordingId { entry, position: position.parse().ok()? })
}

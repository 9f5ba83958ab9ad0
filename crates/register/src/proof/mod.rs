//! Checkpoints: what the register holds, signed here and co-signed by partners; and proofs made from them.

mod kept;
mod prove;
mod stamp;

use daftar_claim::checkpoint::{Checkpoint, LogState, SignedCheckpoint, Signer};
use daftar_claim::{Hash, Key, May, Timestamp};
use serde::{Deserialize, Serialize};

use crate::home::{read_form, to_json, write_private};
use crate::{Register, RegisterError};

pub use prove::{Proven, Veil};

/// The last checkpoint of each register that this device co-signed.
#[derive(Default, Serialize, Deserialize)]
struct Cosigned {
    texts: Vec<String>,
}

impl Register {
    /// A checkpoint of what the register holds now, signed by this device and kept. As long as nothing new is recorded it is
    /// the same one.
    ///
    /// # Errors
    /// When this device has no key that may record here, or the files cannot be written.
    pub fn checkpoint(&self) -> Result<SignedCheckpoint, RegisterError> {
        let logs = self.logs();
        let state = |(log, headers): (&Key, &Vec<_>)| LogState::of(*log, &hashes(headers));
        let checkpoint = Checkpoint { register: self.id(), logs: logs.iter().map(state).collect() };
        let kept = self.kept_checkpoints();
        let mut signed = match kept.get(checkpoint.hash())? {
            Some(signed) => signed,
            None => SignedCheckpoint { checkpoint, lines: Vec::new() },
        };
        let device = self.device.as_ref().filter(|device| self.knows_key(device.key.public()));
        let device = device.ok_or_else(|| {
            RegisterError::Ask("this device has no key that may record here: let a keeper `daftar grant` it".into())
        })?;
        signed.sign(&device.key);
        kept.keep(&signed)?;
        Ok(signed)
    }

    fn knows_key(&self, key: Key) -> bool {
        self.standing.grants().any(|(known, _, may)| known == key && may == May::Record)
    }

    /// Takes a checkpoint of this register that partners co-signed: keeps the lines that hold. Returns it and how many were new.
    ///
    /// # Errors
    /// When it is no checkpoint, is of another register, or says something else than what is here.
    pub fn take_checkpoint(&self, note: &str) -> Result<(SignedCheckpoint, usize), RegisterError> {
        let came = SignedCheckpoint::parse(note)?;
        if came.checkpoint.register != self.id() {
            return Err(RegisterError::Ask(format!(
                "it is a checkpoint of another notebook, {}",
                came.checkpoint.register
            )));
        }
        for log in &came.checkpoint.logs {
            if self.state_at(log.log, log.entries).as_ref() != Some(log) {
                return Err(RegisterError::Ask(format!(
                    "it says something else of the log {} than what is here: it is of another branch, or of entries that \
                     never came here; sync first",
                    log.log
                )));
            }
        }
        let kept = self.kept_checkpoints();
        let mut signed = kept
            .get(came.checkpoint.hash())?
            .unwrap_or_else(|| SignedCheckpoint { checkpoint: came.checkpoint.clone(), lines: Vec::new() });
        let ours = |line: &&String| match signer_of(&came, line) {
            Some(Signer::Register(key)) => self.knows_key(key),
            other => other.is_some(),
        };
        let lines: Vec<&String> = came.lines.iter().filter(ours).collect();
        let new = lines.into_iter().filter(|line| signed.add(line)).count();
        if !signed.signers().iter().any(|signer| matches!(signer, Some(Signer::Register(_)))) {
            return Err(RegisterError::Ask("no key of this notebook signed that checkpoint".into()));
        }
        kept.keep(&signed)?;
        Ok((signed, new))
    }

    /// What a checkpoint says of a log when it had so many entries; none when it has fewer here.
    fn state_at(&self, log: Key, entries: u64) -> Option<LogState> {
        let logs = self.logs();
        let headers = logs.get(&log).map(Vec::as_slice).unwrap_or_default();
        let first = headers.get(..usize::try_from(entries).ok()?)?;
        Some(LogState::of(log, &hashes(first)))
    }

    /// Co-signs a checkpoint of a partner's register: this device saw it now. Refused is one that takes back what this device
    /// co-signed before, or differs from what is here of the same logs.
    ///
    /// # Errors
    /// When it is refused, or this device has no key.
    pub fn cosign(&self, note: &str) -> Result<SignedCheckpoint, RegisterError> {
        let mut signed = SignedCheckpoint::parse(note)?;
        let signers = signed.signers();
        if signers.iter().any(Option::is_none) || !signers.iter().any(|one| matches!(one, Some(Signer::Register(_)))) {
            return Err(RegisterError::Ask(
                "its signatures do not hold: it is not signed by a key that writes it".into(),
            ));
        }
        let device = self.device.as_ref();
        let device =
            device.ok_or_else(|| RegisterError::Ask("this device has no key: record something first".into()))?;
        if signed.checkpoint.log(device.key.public()).is_some() {
            return Err(RegisterError::Ask(
                "this device writes in that notebook: `daftar checkpoint` signs it; to co-sign is for partners with a \
                 notebook of their own"
                    .into(),
            ));
        }
        self.agrees(&signed.checkpoint)?;
        self.remember_cosigned(&signed.checkpoint)?;
        signed.cosign(&device.key, seconds(&self.time())?);
        Ok(signed)
    }

    /// That nothing here speaks against a checkpoint.
    fn agrees(&self, checkpoint: &Checkpoint) -> Result<(), RegisterError> {
        for log in &checkpoint.logs {
            if self.state_at(log.log, log.entries).is_some_and(|here| here != *log) {
                return Err(RegisterError::Ask(format!(
                    "it says something else of the log {} than the copy here: do not co-sign it, and ask its keeper why",
                    log.log
                )));
            }
        }
        Ok(())
    }

    /// Remembers a checkpoint as the last that was co-signed, if it takes nothing back.
    fn remember_cosigned(&self, checkpoint: &Checkpoint) -> Result<(), RegisterError> {
        let path = self.seat.cosigned();
        let mut cosigned = read_form::<Cosigned>(&path)?.unwrap_or_default();
        let of_it =
            |text: &String| Checkpoint::parse(text).ok().filter(|before| before.register == checkpoint.register);
        if let Some(before) = cosigned.texts.iter().find_map(of_it)
            && let Some(log) = before.logs.iter().find(|log| !goes_on(checkpoint.log(log.log), log))
        {
            return Err(RegisterError::Ask(format!(
                "this device co-signed more of the log {} before, or something else: do not co-sign it, and ask its keeper why",
                log.log
            )));
        }
        cosigned.texts.retain(|text| of_it(text).is_none());
        cosigned.texts.push(checkpoint.text());
        write_private(&path, &to_json(&cosigned))
    }
}

/// Whether a log that was seen is still there, and no shorter.
fn goes_on(now: Option<&LogState>, before: &LogState) -> bool {
    now.is_some_and(|now| now.entries > before.entries || now == before)
}

fn signer_of(signed: &SignedCheckpoint, line: &str) -> Option<Signer> {
    let at = signed.lines.iter().position(|known| known == line)?;
    signed.signers().into_iter().nth(at)?
}

fn hashes(headers: &[&daftar_claim::SignedHeader]) -> Vec<Hash> {
    headers.iter().map(|header| header.hash()).collect()
}

/// A time as seconds since 1970.
fn seconds(time: &Timestamp) -> Result<u64, RegisterError> {
    let parsed = time.as_str().parse::<jiff::Timestamp>().ok().and_then(|time| u64::try_from(time.as_second()).ok());
    parsed.ok_or_else(|| RegisterError::Ask(format!("{} is no time that can be signed: set the clock", time.as_str())))
}

/// Seconds since 1970 as a time.
pub fn timestamp(seconds: u64) -> Option<Timestamp> {
    let time = jiff::Timestamp::from_second(i64::try_from(seconds).ok()?).ok()?;
    Timestamp::parse(&time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()).ok()
}

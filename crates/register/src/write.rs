//! Writing: claims and acts become entries, signed, durable, acknowledged.

use std::collections::BTreeMap;

use daftar_claim::{
    Act, Batch, Body, Entry, EntryId, Hash, Head, Header, Key, MAX_BODIES, SealKey, Secret, SignedHeader,
};

use crate::clock::Moment;
use crate::{Register, RegisterError, chance};

/// What recording came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Recorded {
    /// New recordings.
    pub recorded: usize,
    /// Claims whose content this party had recorded already.
    pub unchanged: usize,
    /// The entries that were made, log and number.
    #[serde(serialize_with = "entries")]
    pub entries: Vec<EntryId>,
}

/// A fresh id for a batch.
pub(crate) fn batch_id() -> Result<String, RegisterError> {
    Ok(Hash(chance::bytes()?).to_string()[..32].to_owned())
}

pub(crate) fn no_key() -> RegisterError {
    RegisterError::Ask("this device has no key".into())
}

fn entries<S: serde::Serializer>(entries: &[EntryId], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(entries.iter().map(|entry| format!("{}/{}", entry.log, entry.number)))
}

impl Register {
    /// Appends bodies without acts: one entry, or a batch that its last entry closes.
    pub(crate) fn append_all(&mut self, bodies: Vec<Vec<u8>>) -> Result<Vec<EntryId>, RegisterError> {
        if bodies.len() <= MAX_BODIES {
            let entry = if bodies.is_empty() { None } else { Some(self.append(bodies, Vec::new())?) };
            return Ok(entry.into_iter().collect());
        }
        let id = batch_id()?;
        let count = bodies.len().div_ceil(MAX_BODIES);
        let mut bodies = bodies.into_iter();
        let mut made = Vec::new();
        for part in 1..=count {
            let chunk: Vec<_> = bodies.by_ref().take(MAX_BODIES).collect();
            made.push(self.append_entry(chunk, Vec::new(), Some(Batch { id: id.clone(), last: part == count }))?);
        }
        self.refresh()?;
        Ok(made)
    }

    /// Appends one entry.
    pub(crate) fn append(&mut self, bodies: Vec<Vec<u8>>, acts: Vec<Act>) -> Result<EntryId, RegisterError> {
        let entry = self.append_entry(bodies, acts, None)?;
        self.refresh()?;
        Ok(entry)
    }

    /// Appends an entry that nobody asked for, as that something came from others.
    pub(crate) fn append_unasked(&mut self, acts: Vec<Act>) -> Result<EntryId, RegisterError> {
        self.by_itself(|register| register.append(Vec::new(), acts))
    }

    /// Writes what the program notes by itself. A clock that is behind does not stop it: then nobody knows when that was.
    pub(crate) fn by_itself<T>(
        &mut self,
        write: impl FnOnce(&mut Register) -> Result<T, RegisterError>,
    ) -> Result<T, RegisterError> {
        let asked = self.moment.clone();
        if asked == Moment::Device && self.clock_doubt().is_some_and(|doubt| doubt.behind) {
            self.moment = Moment::Unknown;
        }
        let written = write(self);
        self.moment = asked;
        written
    }

    fn append_entry(
        &mut self,
        bodies: Vec<Vec<u8>>,
        acts: Vec<Act>,
        batch: Option<Batch>,
    ) -> Result<EntryId, RegisterError> {
        let header = Header { batch, ..self.next_header(acts)? };
        let device = self.device.as_ref().ok_or_else(no_key)?;
        let entry = Entry::sign(header, bodies, &device.key)?;
        let head = self.store.append(&entry)?;
        self.seat.acknowledge(head)?;
        Ok(head.entry)
    }

    /// The header of the next entry of this device's log, which may be a new log; bodies and root are still to be filled in.
    pub(crate) fn next_header(&mut self, mut acts: Vec<Act>) -> Result<Header, RegisterError> {
        let succession = self.ensure_log()?;
        let device = self.device.as_ref().ok_or_else(no_key)?;
        let log = device.key.public();
        let last = self.store.headers_of(log).last();
        let (time, clock) = self.moment.decide((self.now)(), self.last_time())?;
        if let Some((old, key)) = &succession {
            acts.push(Act::Succeed { log: old.entry.log, signature: key.vouch_for(log) });
        }
        Ok(Header {
            register: Some(self.id()),
            entry: EntryId { log, number: last.map_or(1, |last| last.header.entry.number + 1) },
            on_behalf_of: device.party,
            previous: last.map(SignedHeader::hash),
            predecessor: succession.as_ref().map(|(head, _)| *head),
            heads: self.unseen_heads(log),
            profiles: self.profile_set(),
            batch: None,
            time,
            clock,
            bodies: 0,
            root: Hash([0; 32]),
            acts,
            recovery: None,
        })
    }

    /// When this device last wrote, by what counts; entries whose time was corrected count with the right one.
    pub(crate) fn last_time(&self) -> Option<daftar_claim::Timestamp> {
        let own = self.own_logs();
        let entries = own.iter().flat_map(|log| self.store.headers_of(*log));
        entries.filter_map(|header| self.standing.time(header.header.entry).0).max()
    }

    /// Heads of other logs that no entry of this log has named yet.
    pub(crate) fn unseen_heads(&self, log: Key) -> Vec<Head> {
        let mut named: BTreeMap<Key, u64> = BTreeMap::new();
        for header in self.store.headers_of(log) {
            for head in &header.header.heads {
                named.insert(head.entry.log, head.entry.number);
            }
        }
        let heads = self.store.heads().into_iter();
        heads.filter(|head| head.entry.log != log && named.get(&head.entry.log) != Some(&head.entry.number)).collect()
    }

    /// Records a claim sealed: only holders of its key can read it. It concerns those given and whom it names.
    ///
    /// # Errors
    /// When the sealing keys are locked, or nothing could be written.
    pub fn record_sealed(&mut self, secret: &Secret) -> Result<EntryId, RegisterError> {
        self.need_keys()?;
        let concerns = self.concerned(&secret.claim, secret.concerns.clone())?;
        let bodies = self.seal_bodies(&[Secret { claim: secret.claim.clone(), concerns }])?;
        let entry = self.append(bodies, Vec::new())?;
        self.open_and_withhold()?;
        Ok(entry)
    }

    /// Seals claims: their keys are kept, durably, before the claims are written.
    pub(crate) fn seal_bodies(&mut self, secrets: &[Secret]) -> Result<Vec<Vec<u8>>, RegisterError> {
        Ok(self.seal_all(secrets)?.iter().map(Body::to_bytes).collect())
    }

    /// The same, as bodies.
    pub(crate) fn seal_all(&mut self, secrets: &[Secret]) -> Result<Vec<Body>, RegisterError> {
        self.need_keys()?;
        let keyring = self.keyring.as_mut().ok_or(RegisterError::Locked)?;
        let mut bodies = Vec::with_capacity(secrets.len());
        for secret in secrets {
            let key: SealKey = chance::seal_key()?;
            let body = Body::Sealed(secret.seal(&key, chance::salt()?));
            keyring.add(Body::id_of(&body.to_bytes()), key);
            bodies.push(body);
        }
        keyring.keep(&self.seat)?;
        Ok(bodies)
    }

    /// Opens the sealing keys where no passphrase is needed.
    pub(crate) fn need_keys(&mut self) -> Result<(), RegisterError> {
        match (&self.keyring, self.is_locked()) {
            (Some(_), _) => Ok(()),
            (None, true) => Err(RegisterError::Locked),
            (None, false) => self.unlock(None).map(|_| ()),
        }
    }
}

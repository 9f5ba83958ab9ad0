//! Taking entries of other logs: everything is checked here, whoever sends it.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use daftar_claim::{Body, BodyState, ClaimId, EntryError, EntryId, Hash, Key, LedgerEntry, SignedHeader};

use crate::append::{self, Arrival, follows};
use crate::error::StoreError;
use crate::fork;
use crate::notes::Note;
use crate::store::{Positioned, Store};
use crate::walk::Shape;

/// An entry that is staged: its bodies are written, and it is not in the log yet.
struct Taken {
    id: EntryId,
    hash: Hash,
    read: Vec<Positioned>,
}

/// An offered entry, checked in itself; not yet against the log.
struct Offer {
    header: SignedHeader,
    hash: Hash,
    /// The ids of all bodies; none where the sender does not know them all.
    ids: Option<Vec<ClaimId>>,
    /// The bytes of each body that is offered and may be kept.
    bodies: Vec<Option<Vec<u8>>>,
    /// What the offered bodies mean, with their positions.
    read: Vec<Positioned>,
    /// Positions that the sender withholds.
    withheld: Vec<u32>,
}

impl Offer {
    fn check(entry: LedgerEntry, erased: &HashSet<ClaimId>) -> Result<Offer, StoreError> {
        let id = entry.header.header.entry;
        let refuse = |why: String| StoreError::refused(id, why);
        let header = check_header(entry.header)?;
        if entry.bodies.len() != header.header.bodies as usize {
            return Err(refuse(format!(
                "{} bodies came, the header says {}",
                entry.bodies.len(),
                header.header.bodies
            )));
        }
        let hash = header.hash();
        let mut offer = Offer { header, hash, ids: None, bodies: Vec::new(), read: Vec::new(), withheld: Vec::new() };
        let mut ids = Vec::with_capacity(entry.bodies.len());
        for (position, state) in entry.bodies.into_iter().enumerate() {
            ids.push(offer.add(position as u32, state, erased)?);
        }
        offer.ids = ids.into_iter().collect();
        offer.check_root()?;
        Ok(offer)
    }

    /// Adds one body; gives its id, where one is known.
    fn add(&mut self, at: u32, state: BodyState, erased: &HashSet<ClaimId>) -> Result<Option<ClaimId>, StoreError> {
        let (id, bytes) = match state {
            BodyState::Present(bytes) => {
                let id = Body::id_of(&bytes);
                (Some(id), Some(bytes).filter(|_| !erased.contains(&id)))
            }
            BodyState::Withheld(id) => {
                self.withheld.push(at);
                (Some(id), None)
            }
            BodyState::Erased(id) => (Some(id), None),
            BodyState::Awaited(id) | BodyState::Damaged(id) => (id, None),
        };
        if let (Some(bytes), Some(id)) = (&bytes, id) {
            self.read.push((at, id, read_body(self.header.header.entry, at, bytes)?));
        }
        self.bodies.push(bytes);
        Ok(id)
    }

    fn check_root(&self) -> Result<(), StoreError> {
        let refuse = |why: &str| Err(StoreError::refused(self.header.header.entry, why));
        match &self.ids {
            Some(ids) if Shape::of(&self.header.header).covers(ids) => Ok(()),
            Some(_) => refuse("its bodies' ids do not lead to the root that is signed"),
            None if self.bodies.iter().all(Option::is_none) => Ok(()),
            None => refuse("bodies can be checked only with the ids of all of them: send those too"),
        }
    }

    fn positions(&self, which: impl Fn(&Option<Vec<u8>>) -> bool) -> Vec<u32> {
        let all = self.bodies.iter().enumerate();
        all.filter(|(_, bytes)| which(bytes)).map(|(position, _)| position as u32).collect()
    }

    /// What accounts for the bodies that are not kept.
    fn note(&self) -> Option<Note> {
        let absent = self.positions(Option::is_none);
        let number = self.header.header.entry.number;
        let ids = self.ids.clone().unwrap_or_default();
        (!absent.is_empty()).then(|| Note { number, ids, absent, withheld: self.withheld.clone() })
    }
}

/// Checks that a header means what its bytes say, and that its signature holds strictly.
pub(crate) fn check_header(header: SignedHeader) -> Result<SignedHeader, StoreError> {
    let id = header.header.entry;
    let refuse = |error: EntryError| StoreError::refused(id, error.to_string());
    let checked = SignedHeader::parse(header.bytes.clone(), header.signature).map_err(refuse)?;
    match checked == header {
        true => Ok(checked),
        false => Err(StoreError::refused(id, "the header's bytes say something else than the header")),
    }
}

/// Reads a body that is to be kept.
pub(crate) fn read_body(entry: EntryId, position: u32, bytes: &[u8]) -> Result<Body, StoreError> {
    Body::parse(bytes).map_err(|error| StoreError::refused(entry, format!("body {position}: {error}")))
}

impl Store {
    /// Takes an entry; see [`daftar_claim::Ledger::take`].
    pub(crate) fn take_entry(&mut self, entry: LedgerEntry) -> Result<bool, StoreError> {
        self.take_entries(vec![entry]).pop().unwrap_or(Ok(false))
    }

    /// Takes entries. Those that continue their logs are synced together. An answer for each.
    pub(crate) fn take_entries(&mut self, entries: Vec<LedgerEntry>) -> Vec<Result<bool, StoreError>> {
        let (mut answers, mut staged) = (Vec::with_capacity(entries.len()), Vec::new());
        for entry in entries {
            let taken = Offer::check(entry, &self.erased).and_then(|offer| {
                self.writable()?;
                if !self.continues_log(&offer) {
                    self.sync_staged(&mut staged, &mut answers);
                    return self.take_beside(offer);
                }
                staged.push((answers.len(), self.stage_offer(offer)?));
                Ok(true)
            });
            answers.push(taken);
        }
        self.sync_staged(&mut staged, &mut answers);
        self.catalog.settle();
        answers
    }

    /// Whether an entry is the next of its log, with those that are staged.
    fn continues_log(&mut self, offer: &Offer) -> bool {
        let log = self.log_mut(offer.header.header.entry.log);
        log.refusal_to_take().is_none() && follows(log, &offer.header).is_ok()
    }

    fn stage_offer(&mut self, offer: Offer) -> Result<Taken, StoreError> {
        let (id, hash, note, disk) = (offer.header.header.entry, offer.hash, offer.note(), self.disk.clone());
        let bodies: Vec<Vec<u8>> = offer.bodies.into_iter().flatten().collect();
        let arrival = Arrival { header: offer.header, hash, lines: append::lines(&bodies), note };
        self.log_mut(id.log).stage(&*disk, arrival)?;
        Ok(Taken { id, hash, read: offer.read })
    }

    /// Makes staged entries durable. Where that fails, the answers to them are put right.
    fn sync_staged(&mut self, staged: &mut Vec<(usize, Taken)>, answers: &mut [Result<bool, StoreError>]) {
        let disk = self.disk.clone();
        let logs: BTreeSet<Key> = staged.iter().map(|(_, taken)| taken.id.log).collect();
        let mut failures: BTreeMap<Key, StoreError> = BTreeMap::new();
        for key in logs {
            let log = self.log_mut(key);
            failures.extend(log.flush(&*disk).err().map(|error| (key, error)));
            log.reconsider();
        }
        let mut arrived = Vec::with_capacity(staged.len());
        for (at, Taken { id, hash, read }) in staged.drain(..) {
            let why = || {
                failures
                    .get(&id.log)
                    .map_or_else(|| "the entry after it could not be written".to_owned(), ToString::to_string)
            };
            match self.log_mut(id.log).held(id.number).is_some_and(|held| held.hash == hash) {
                true => arrived.push((id, read)),
                false => answers[at] = Err(StoreError::Interrupted(why())),
            }
        }
        self.catalog.add(&arrived);
    }

    /// Takes an entry that does not continue its log: one that is here already, or one of another branch.
    fn take_beside(&mut self, offer: Offer) -> Result<bool, StoreError> {
        let id = offer.header.header.entry;
        let log = self.log_mut(id.log);
        match log.held(id.number).map(|held| held.hash) {
            Some(hash) if hash == offer.hash => self.complete(offer),
            Some(_) => self.keep_branch(&offer),
            None => {
                if let Some(refusal) = log.refusal_to_take() {
                    return Err(refusal);
                }
                let refusal = follows(log, &offer.header);
                let other_branch = id.number >= log.next_number() && fork::continues(log, &offer.header)?;
                if other_branch { self.keep_branch(&offer) } else { refusal.map(|()| false) }
            }
        }
    }

    /// Takes the bodies that an entry here still lacks.
    fn complete(&mut self, offer: Offer) -> Result<bool, StoreError> {
        let id = offer.header.header.entry;
        let Some(ids) = offer.ids.clone() else { return Ok(false) };
        let here = self.bodies(id)?;
        let gained = |at: usize| !matches!(here[at], BodyState::Present(_)) && offer.bodies[at].is_some();
        let gains: Vec<u32> = (0..here.len()).filter(|at| gained(*at)).map(|at| at as u32).collect();
        let noted = self.log_mut(id.log).notes.get(id.number).is_some_and(|note| {
            note.absent.iter().any(|at| matches!(here.get(*at as usize), Some(BodyState::Present(_))))
        });
        // A body that is here against its note arrived just before a crash: then the note is to be put right.
        if gains.is_empty() && !noted {
            return Ok(false);
        }
        let (mut bodies, mut absent) = (Vec::new(), Vec::new());
        for (at, (state, offered)) in here.into_iter().zip(&offer.bodies).enumerate() {
            match (state, offered) {
                (BodyState::Present(bytes), _) => bodies.push(bytes),
                (_, Some(bytes)) => bodies.push(bytes.clone()),
                (BodyState::Damaged(_), None) => {}
                (_, None) => absent.push(at as u32),
            }
        }
        let disk = self.disk.clone();
        let log = self.log_mut(id.log);
        let before = log.notes.get(id.number).map(|note| note.withheld.clone()).unwrap_or_default();
        let withheld = before.into_iter().filter(|at| absent.binary_search(at).is_ok()).collect();
        log.put_in(&*disk, id.number, &bodies, Note { number: id.number, ids, absent, withheld })?;
        let read = offer.read.into_iter().filter(|(at, ..)| gains.binary_search(at).is_ok()).collect();
        self.catalog.add(&[(id, read)]);
        self.catalog.settle();
        Ok(!gains.is_empty())
    }

    /// Keeps an entry whose number the log here has already given to another, and says so.
    fn keep_branch(&mut self, offer: &Offer) -> Result<bool, StoreError> {
        let id = offer.header.header.entry;
        let disk = self.disk.clone();
        let log = self.log_mut(id.log);
        if !fork::continues(log, &offer.header)? {
            let why = "fork: it goes on from a branch that is not here; send the entries before it first";
            return Err(StoreError::refused(id, why));
        }
        let bodies: Vec<Vec<u8>> = offer.bodies.iter().flatten().cloned().collect();
        fork::keep(&*disk, log, &offer.header, offer.hash, &bodies, offer.note())?;
        let why = "fork: another entry of this number, signed with the same key, is here; both are kept, and whoever \
                   may grant keys decides which branch counts";
        Err(StoreError::refused(id, why))
    }
}

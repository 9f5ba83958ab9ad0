//! A register, open: its files, its keys, and what counts in it.

use std::cell::{OnceCell, RefCell};
use std::collections::HashSet;
use std::path::Path;
use std::sync::{Arc, Mutex};

use daftar_claim::standing::{Cut, Grounds, Logs, cut_at};
use daftar_claim::{
    Body, BodyState, ClaimId, Edtf, EntityId, EntryId, FileId, Head, Key, Profiles, RegisterId, SignedHeader,
    SigningKey, Standing, Statement, Timestamp,
};
use daftar_date::Day;
use daftar_store::disk::{Disk, RealDisk};
use daftar_store::table::Table;
use daftar_store::{Access, Store};

use crate::RegisterError;
use crate::chance;
use crate::clock::{ClockDoubt, Moment};
use crate::home::{Device, Home, Seat};
use crate::keyring::{Keyring, Passphrase};
use crate::remembered::Remembered;
use crate::rows::Ledger;
use crate::seeds::Held;
use crate::withheld::Withheld;

/// What came of bringing a register level with its files.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Renewed {
    /// It is level.
    Level,
    /// The index does not follow the logs: somebody is writing, or it must be made anew. All is as it was.
    Behind,
    /// Something was forgotten since: open it anew, so that nothing in memory knows of it.
    Forgotten,
}

/// What is to be erased by entries that are on their way.
#[derive(Clone, Debug, Default)]
pub(crate) struct Foretold {
    pub(crate) claims: HashSet<ClaimId>,
    pub(crate) files: HashSet<FileId>,
}

/// A register, open.
pub struct Register {
    pub(crate) store: Store,
    pub(crate) seat: Seat,
    pub(crate) device: Option<Device>,
    pub(crate) standing: Standing,
    pub(crate) profiles: Profiles,
    pub(crate) keyring: Option<Keyring>,
    /// Passages that only keepers read.
    pub(crate) withheld: Withheld,
    /// Sealed claims that were opened with keys of this device.
    pub(crate) opened: Vec<(ClaimId, daftar_claim::RecordingId, daftar_claim::Secret)>,
    pub(crate) now: fn() -> Timestamp,
    /// A set of profiles that the next entry brings into force.
    pub(crate) adopted: Option<daftar_claim::Hash>,
    /// Erasures that were heeded before their entries are here.
    pub(crate) foretold: Foretold,
    /// What was found out about all that counts now.
    pub(crate) remembered: Remembered,
    /// The table as everybody may see it, as it was last level with what counted.
    pub(crate) last_table: RefCell<Option<Arc<Table>>>,
    /// The courses of things as everybody may see them, as they were last level; shared by all who have this register open.
    pub(crate) last_courses: OnceCell<Arc<Mutex<Option<Arc<Ledger>>>>>,
    /// What is held of the lots of a seed bank.
    pub(crate) held: OnceCell<Arc<Held>>,
    /// Where the times of new entries come from.
    pub moment: Moment,
}

impl Register {
    /// Opens a register, for reading or writing.
    ///
    /// # Errors
    /// When the folder is no register, is of a newer version, or another program writes to it.
    pub fn open(folder: &Path, home: &Home, access: Access, now: fn() -> Timestamp) -> Result<Register, RegisterError> {
        Register::open_on(Arc::new(RealDisk), folder, home, access, now)
    }

    /// The same, on a file system of the caller's.
    ///
    /// # Errors
    /// As [`Register::open`].
    pub fn open_on(
        disk: Arc<dyn Disk>,
        folder: &Path,
        home: &Home,
        access: Access,
        now: fn() -> Timestamp,
    ) -> Result<Register, RegisterError> {
        let seat = home.seat(Store::register_of(folder)?);
        let device = seat.device()?;
        let store = Store::open_on(disk, folder, access, acknowledged(&seat, device.as_ref())?)?;
        let mut register = Register::around(store, seat, device, now);
        register.refresh()?;
        if matches!(access, Access::Write) {
            register.obey_erasures()?;
        }
        Ok(register)
    }

    /// Brings a register that is open for reading level with its files: what others recorded since is there then.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn renew(&mut self) -> Result<Renewed, RegisterError> {
        let forgotten = |standing: &Standing| (standing.erased.len(), standing.erased_files.len());
        let before = forgotten(&self.standing);
        if !self.store.renew(acknowledged(&self.seat, self.device.as_ref())?)? {
            return Ok(Renewed::Behind);
        }
        self.refresh()?;
        self.reopen_keys()?;
        self.open_sealed()?;
        if forgotten(&self.standing) == before {
            return Ok(Renewed::Level);
        }
        // Whoever erased removed the files; a reader that may not is still told.
        drop(self.forget_forecasts());
        Ok(Renewed::Forgotten)
    }

    /// Reads the sealing keys again, if they were open and others have been kept since.
    fn reopen_keys(&mut self) -> Result<(), RegisterError> {
        if let Some(keyring) = self.keyring.as_ref().filter(|keyring| !keyring.is_level(&self.seat)) {
            self.keyring = Some(Keyring::open(&self.seat, self.id(), keyring.passphrase().cloned())?);
        }
        Ok(())
    }

    pub(crate) fn around(store: Store, seat: Seat, device: Option<Device>, now: fn() -> Timestamp) -> Register {
        Register {
            store,
            seat,
            device,
            standing: Standing::default(),
            profiles: Profiles::default(),
            keyring: None,
            withheld: Withheld::default(),
            opened: Vec::new(),
            now,
            adopted: None,
            foretold: Foretold::default(),
            remembered: Remembered::default(),
            last_table: RefCell::default(),
            last_courses: OnceCell::new(),
            held: OnceCell::new(),
            moment: Moment::Device,
        }
    }

    /// The register's id.
    pub fn id(&self) -> RegisterId {
        self.store.register()
    }

    /// The language that was chosen when it was made.
    pub fn lang(&self) -> &str {
        self.store.lang()
    }

    /// What the clock says.
    pub fn time(&self) -> Timestamp {
        (self.now)()
    }

    /// The day by that clock.
    pub(crate) fn today(&self) -> Result<Day, RegisterError> {
        let date = Edtf::parse(self.time().date()).map_err(|error| RegisterError::Ask(error.to_string()))?;
        Ok(date.bounds().earliest().unwrap_or(Day(0)))
    }

    /// Whether the clock looks wrong beside this device's last entry.
    pub fn clock_doubt(&self) -> Option<ClockDoubt> {
        ClockDoubt::of(&self.time(), &self.last_time()?)
    }

    /// The profiles in force.
    pub fn profiles(&self) -> &Profiles {
        &self.profiles
    }

    /// What counts now.
    pub fn standing(&self) -> &Standing {
        &self.standing
    }

    /// The party on whose behalf this device signs.
    pub fn party(&self) -> Option<EntityId> {
        self.device.as_ref().map(|device| device.party)
    }

    /// The key with which this device signs.
    pub fn key(&self) -> Option<Key> {
        self.device.as_ref().map(|device| device.key.public())
    }

    /// Every log's headers, by log.
    pub fn logs(&self) -> Logs<'_> {
        let mut logs = Logs::new();
        for header in self.store.headers() {
            logs.entry(header.header.entry.log).or_default().push(header);
        }
        logs
    }

    /// Whether this device has a sealing-key file that asks for a passphrase.
    pub fn is_locked(&self) -> bool {
        self.keyring.is_none() && Keyring::is_encrypted(&self.seat)
    }

    /// Opens the sealing keys, and with them the sealed statements; without a passphrase, unless they are open.
    ///
    /// # Errors
    /// When the passphrase is missing or wrong.
    pub fn unlock(&mut self, passphrase: Option<Passphrase>) -> Result<usize, RegisterError> {
        if passphrase.is_none() && self.keyring.is_some() {
            return Ok(self.opened.len());
        }
        let keyring = Keyring::open(&self.seat, self.id(), passphrase)?;
        self.keyring = Some(keyring);
        self.destroy_erased_keys()?;
        self.open_sealed()?;
        Ok(self.opened.len())
    }

    pub(crate) fn open_sealed(&mut self) -> Result<(), RegisterError> {
        let Some(keyring) = &self.keyring else { return Ok(()) };
        let sealed = self.store.index().sealed()?;
        // An entry is read and hashed once, however much of it is sealed.
        let mut places: Vec<usize> = (0..sealed.len()).collect();
        places.sort_by_key(|place| sealed[*place].1);
        let (mut opened, mut read) = (Vec::new(), None);
        for place in places {
            let (claim, recording) = sealed[place];
            let Some(key) = keyring.key(claim) else { continue };
            // The index is shared: another program, or another hand of this one, may have noted in it what this reader's logs do
            // not have yet. It is opened when they do.
            if self.store.header(recording.entry).is_none() {
                continue;
            }
            let bodies = match read.take() {
                Some((entry, bodies)) if entry == recording.entry => bodies,
                _ => self.store.bodies(recording.entry)?,
            };
            let (_, bodies) = read.insert((recording.entry, bodies));
            let Some(BodyState::Present(bytes)) = bodies.get(recording.position as usize) else { continue };
            if let Ok(Body::Sealed(sealed)) = Body::parse(bytes) {
                opened.push((place, (claim, recording, sealed.open(key)?)));
            }
        }
        opened.sort_unstable_by_key(|(place, _)| *place);
        let opened = opened.into_iter().map(|(_, opened)| opened).collect();
        self.opened = opened;
        self.remembered.tables.borrow_mut()[1] = None;
        self.remembered.courses.borrow_mut()[1] = None;
        Ok(())
    }

    /// Decides anew what counts, after entries came.
    pub(crate) fn refresh(&mut self) -> Result<(), RegisterError> {
        self.standing = self.decide(None);
        self.standing.erased.extend(&self.foretold.claims);
        self.standing.erased_files.extend(&self.foretold.files);
        self.remembered = Remembered::default();
        let erased = self.standing.erased.clone();
        self.store.set_erased(erased, self.standing.erased_files.clone());
        self.profiles = self.profiles_in_force()?;
        self.withheld = self.what_is_withheld()?;
        Ok(())
    }

    fn decide(&self, cut: Option<&Cut>) -> Standing {
        self.decide_with(&self.logs(), cut)
    }

    /// What would count if these were the logs.
    pub(crate) fn decide_with(&self, logs: &Logs<'_>, cut: Option<&Cut>) -> Standing {
        let own = self.own_logs();
        let recorders = |claim: ClaimId| self.recorders(claim);
        Standing::decide(&Grounds { register: self.id(), logs, own: &own, cut, recorders: &recorders })
    }

    /// What counted by `time`, as this device held it then.
    pub fn standing_at(&self, time: &Timestamp) -> Standing {
        let cut = cut_at(&self.own_logs(), &self.logs(), &self.standing, time);
        self.decide(Some(&cut))
    }

    /// This device's log and those that it goes on from.
    pub(crate) fn own_logs(&self) -> Vec<Key> {
        let mut own: Vec<Key> = self.key().into_iter().collect();
        while let Some(older) = own.last().and_then(|log| self.predecessor(*log)).filter(|log| !own.contains(log)) {
            own.push(older);
        }
        own
    }

    fn predecessor(&self, log: Key) -> Option<Key> {
        let first = self.store.headers_of(log).next()?;
        first.header.predecessor.map(|head| head.entry.log)
    }

    /// The parties that recorded a claim.
    fn recorders(&self, claim: ClaimId) -> Vec<EntityId> {
        let recordings = self.store.recordings_of(claim).unwrap_or_default();
        let party = |recording: daftar_claim::RecordingId| {
            self.store.header(recording.entry).map(|header| header.header.on_behalf_of)
        };
        recordings.into_iter().filter_map(party).collect()
    }

    /// Makes sure that this device has a log that it may go on with: its own, or a new one that names its predecessor
    /// where the register is a restored or copied one, or this device is new to it.
    pub(crate) fn ensure_log(&mut self) -> Result<Option<(Head, SigningKey)>, RegisterError> {
        let Some(device) = &self.device else {
            let party = self.founder().ok_or_else(|| RegisterError::Ask("this register has no first entry".into()))?;
            let device = Device { key: SigningKey::from_seed(&chance::bytes()?), party };
            self.seat.keep_device(&device)?;
            self.device = Some(device);
            return Ok(None);
        };
        let log = device.key.public();
        let reached = self.store.head(log);
        let acknowledged = self.seat.acknowledged(log)?;
        let behind = match (reached, acknowledged) {
            (Some(reached), Some(acknowledged)) => {
                reached.entry.number < acknowledged.entry.number
                    || (reached.entry.number == acknowledged.entry.number && reached.hash != acknowledged.hash)
            }
            (None, Some(_)) => true,
            _ => false,
        };
        if !behind && self.store.log_fault(log).is_none() {
            return Ok(None);
        }
        let party = device.party;
        let fresh = Device { key: SigningKey::from_seed(&chance::bytes()?), party };
        self.seat.keep_device(&fresh)?;
        let old = self.device.replace(fresh);
        Ok(old.and_then(|old| Some((reached?, old.key))))
    }

    /// The party of the register's first entry.
    pub fn founder(&self) -> Option<EntityId> {
        let first =
            self.store.headers().find(|header| header.register() == self.id() && header.header.register.is_none());
        first.map(|header| header.header.on_behalf_of)
    }

    /// The header of an entry.
    pub(crate) fn header(&self, entry: EntryId) -> Option<&SignedHeader> {
        self.store.header(entry)
    }

    /// The party that is the source of what this device's keeper says by hand.
    ///
    /// # Errors
    /// When the register has no first entry.
    pub fn keeper(&self) -> Result<EntityId, RegisterError> {
        let founder = || self.founder();
        self.party().or_else(founder).ok_or_else(|| RegisterError::Ask("this register has no keeper".into()))
    }
}

/// Up to where this device's entries were acknowledged.
fn acknowledged(seat: &Seat, device: Option<&Device>) -> Result<Option<Head>, RegisterError> {
    device.map_or(Ok(None), |device| seat.acknowledged(device.key.public()))
}

/// Statements by id, each once.
pub(crate) fn by_id(mut statements: Vec<Statement>) -> Vec<Statement> {
    // They come as a few sorted lists one behind the other, which a stable sort only merges.
    statements.sort_by_key(|statement| statement.id);
    statements.dedup_by_key(|statement| statement.id);
    statements
}

//! Sealed copies of a register: made while people write, checked, brought back, and let go.

use std::collections::BTreeSet;
use std::path::Path;

use daftar_claim::{ClaimId, FileId, Hash, RecoverySeed, Timestamp};
use daftar_deposit::{Access as Key, Checked, Deposit, DepositError, Holding, Item, Restored, Sealed, Target, Tell};
use daftar_store::{Access, Copied, Store, StoreError};
use serde::Serialize;

use super::noted::{Copied as Noted, CopyKind};
use super::password::remember;
use super::places::{Looked, Place};
use super::whereabouts::Whereabouts;
use crate::clock::moment;
use crate::home::{Home, write_private};
use crate::{Register, RegisterError};

/// How often a copy is begun again when a file was rewritten meanwhile.
const ATTEMPTS: u32 = 5;

/// What came of making a copy.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Kept {
    /// The copy.
    pub copy: Sealed,
    /// How many earlier copies were removed, because something had been erased since.
    pub replaced: usize,
    /// Why earlier copies that hold what was erased are still there, if they are.
    pub remains: Option<String>,
    /// Why a recovery key that was followed by another still opens the copies, if it does.
    pub old_key: Option<String>,
    /// How many sealing keys are in the escrow beside the copies; none when the keys are locked, or the place takes nothing
    /// but copies.
    pub escrowed: Option<usize>,
}

impl Register {
    /// Adds a place for sealed copies: makes it ready, and remembers it.
    ///
    /// # Errors
    /// When the place does not answer, or holds what this register's key does not open; when another place has that name.
    pub fn add_deposit(&self, name: &str, target: &Target, access: Option<&Key>) -> Result<(), RegisterError> {
        let known = self.deposits()?.places.remove(name);
        if let Some(other) = known.as_ref().filter(|place| place.target != target.to_string()) {
            let words = format!("{name:?} is the place {}: choose another name", other.target);
            return Err(RegisterError::Ask(words));
        }
        let deposit = Deposit::create(target, access, &self.need_deposit_password()?)?;
        if let Some(access) = access {
            self.seat.keep_access(name, access)?;
        }
        let mut place = known.unwrap_or_else(|| Place::new(target));
        if deposit.copies()?.is_empty() {
            place.erased = self.erased_here();
        }
        self.keep_place(name, place)
    }

    /// Opens the sealed copies at a place.
    ///
    /// # Errors
    /// When there is no such place, or it does not answer.
    pub fn deposit(&self, name: &str) -> Result<Deposit, RegisterError> {
        let (target, access) = (Target::parse(&self.deposit_place(name)?.target)?, self.seat.access(name)?);
        let mut opened = Err(DepositError::Password(target.to_string()));
        for password in self.deposit_passwords()? {
            if matches!(opened, Err(DepositError::Password(_))) {
                opened = Deposit::open(&target, access.as_ref(), &password);
            }
        }
        Ok(opened?)
    }

    /// Makes a copy. Others may write meanwhile. After an erasure the new copy is read back as a whole, and only when it is
    /// sound all earlier ones go.
    ///
    /// # Errors
    /// When the place does not take it; then the copies that are there are as they were.
    pub fn make_deposit(&self, name: &str, tell: &Tell) -> Result<Kept, RegisterError> {
        let (deposit, mut place) = (self.deposit(name)?, self.deposit_place(name)?);
        let erased = self.erased_here();
        if erased > place.erased {
            self.finish_erasures()?;
        }
        let old_key = self.renew_password(&deposit)?;
        let copy = self.put(&deposit, tell)?;
        let escrowed = self.escrow_beside(&deposit, &place)?;
        place.last = Some(self.looked(&copy.id));
        self.keep_place(name, place.clone())?;
        self.note_deposit(&place.target, &copy, None)?;
        if erased <= place.erased {
            return Ok(Kept { copy, replaced: 0, remains: None, old_key, escrowed });
        }
        match self.replace_earlier(&deposit, &copy, tell) {
            Ok(replaced) => {
                (place.erased, place.checked) = (erased, Some(self.looked(&copy.id)));
                self.note_deposit(&place.target, &copy, Some(self.time()))?;
                self.keep_place(name, place)?;
                Ok(Kept { copy, replaced, remains: None, old_key, escrowed })
            }
            Err(error) => Ok(Kept { copy, replaced: 0, remains: Some(error.to_string()), old_key, escrowed }),
        }
    }

    /// Puts the escrow of the sealing keys beside the copies where that can be: in place of the one before, which may hold
    /// keys that were destroyed since.
    fn escrow_beside(&self, deposit: &Deposit, place: &Place) -> Result<Option<usize>, RegisterError> {
        if self.keyring.is_none() || self.standing.recovery().is_none() {
            return Ok(None);
        }
        match self.put_escrow(deposit, &Target::parse(&place.target)?) {
            Err(RegisterError::Deposit(DepositError::NoEscrow(_))) => Ok(None),
            other => other.map(Some),
        }
    }

    /// Makes sure that what was erased is gone from the files, should the program have been stopped before it was; whoever
    /// writes here at the moment has done so.
    fn finish_erasures(&self) -> Result<(), RegisterError> {
        let mut store = match Store::open(self.store.folder(), Access::Write, None) {
            Err(StoreError::Locked { .. }) => return Ok(()),
            other => other?,
        };
        let claims: Vec<ClaimId> = self.standing.erased.iter().copied().collect();
        let files: Vec<FileId> = self.standing.erased_files.iter().copied().collect();
        Ok(store.erase(&claims, &files)?)
    }

    /// Notes a copy among those that this device made.
    fn note_deposit(&self, place: &str, copy: &Sealed, checked: Option<Timestamp>) -> Result<(), RegisterError> {
        self.note_copy(&Noted {
            kind: CopyKind::Deposit,
            place: place.to_owned(),
            made: Timestamp::parse(copy.made()).unwrap_or_else(|_| self.time()),
            entries: self.store.headers().count() as u64,
            withheld: 0,
            heads: self.store.heads(),
            files: true,
            whereabouts: Whereabouts::of_target(&Target::parse(place)?, self.store.folder()),
            checked,
        })
    }

    /// Knows a place from which a copy was brought back; it is called as its folder or computer is.
    pub(crate) fn know_deposit(
        &self,
        target: &Target,
        access: Option<&Key>,
        copy: &Sealed,
        whole: bool,
    ) -> Result<(), RegisterError> {
        let (name, mut place) = (target.short_name(), Place::new(target));
        place.last = Some(self.looked(&copy.id));
        // What earlier copies there hold is not known: after an erasure the next copy replaces them all.
        place.checked = whole.then(|| self.looked(&copy.id));
        if let Some(access) = access {
            self.seat.keep_access(&name, access)?;
        }
        self.keep_place(&name, place)?;
        self.note_deposit(&target.to_string(), copy, whole.then(|| self.time()))
    }

    fn looked(&self, copy: &str) -> Looked {
        Looked { copy: copy.to_owned(), time: self.time().as_str().to_owned() }
    }

    fn put(&self, deposit: &Deposit, tell: &Tell) -> Result<Sealed, RegisterError> {
        for _ in 1..ATTEMPTS {
            match deposit.put(&self.holding()?, &self.reached(), tell) {
                Err(DepositError::Changed(_)) => {}
                other => return Ok(other?),
            }
        }
        Ok(deposit.put(&self.holding()?, &self.reached(), tell)?)
    }

    /// Removes every copy but this one, once all its bytes have been read back.
    fn replace_earlier(&self, deposit: &Deposit, copy: &Sealed, tell: &Tell) -> Result<usize, RegisterError> {
        let checked = deposit.check(true, tell)?;
        if !checked.is_sound() {
            let place = deposit.place();
            let words =
                format!("{place}: the new copy is not whole, so no earlier one was removed: daftar deposit check");
            return Err(RegisterError::Ask(words));
        }
        let earlier = deposit.copies()?.into_iter().map(|one| one.id).filter(|id| *id != copy.id).collect();
        Ok(deposit.forget(&earlier, tell)?.copies)
    }

    /// What a copy holds now.
    fn holding(&self) -> Result<Holding, RegisterError> {
        let folder = self.store.folder();
        let absolute = std::path::absolute(folder).map_err(RegisterError::io(folder))?;
        let name = absolute.file_name().map_or("register.daftar".into(), |name| name.to_string_lossy().into_owned());
        let mut items = Vec::new();
        for Copied { name, path, up_to } in daftar_store::copied(folder)? {
            match Item::new(name, &path) {
                // Gone since it was listed: what takes its place comes with the next copy.
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                    return Err(DepositError::Changed(path).into());
                }
                item => {
                    let item = item.map_err(RegisterError::io(&path))?;
                    items.push(up_to.map_or(item.clone(), |length| item.up_to(length)));
                }
            }
        }
        Ok(Holding { folder: name, items, clock: moment(&self.time()) })
    }

    /// How far the logs reach, as the copy's note says.
    fn reached(&self) -> String {
        format!("{} entries", self.store.headers().count())
    }

    fn erased_here(&self) -> usize {
        self.standing.erased.len() + self.standing.erased_files.len()
    }

    /// Looks whether the copies at a place are whole; with `all_data` every byte of them.
    ///
    /// # Errors
    /// When the place does not answer.
    pub fn check_deposit(&self, name: &str, all_data: bool, tell: &Tell) -> Result<Checked, RegisterError> {
        let deposit = self.deposit(name)?;
        let checked = deposit.check(all_data, tell)?;
        let latest = deposit.copies().ok().and_then(|copies| copies.into_iter().next_back());
        if let (true, Some(latest)) = (checked.is_sound() && all_data, latest) {
            self.found_whole(name, &latest.id)?;
        }
        Ok(checked)
    }

    /// Remembers that a copy was read as a whole and is as it should be.
    ///
    /// # Errors
    /// When there is no such place, or the notes cannot be written.
    pub fn found_whole(&self, name: &str, copy: &str) -> Result<(), RegisterError> {
        let place = Place { checked: Some(self.looked(copy)), ..self.deposit_place(name)? };
        let made_here = place.last.as_ref().is_some_and(|last| last.copy == copy);
        let noted = self.copies()?.into_iter().rfind(|one| one.kind == CopyKind::Deposit && one.place == place.target);
        if let Some(noted) = noted.filter(|_| made_here) {
            self.note_copy(&Noted { checked: Some(self.time()), ..noted })?;
        }
        self.keep_place(name, place)
    }

    /// Removes copies, but the latest of each of the last `days` days and `weeks` weeks, the latest of all, and the last one
    /// that was found whole.
    ///
    /// # Errors
    /// When the place lets nothing be removed, or does not answer.
    pub fn thin_deposit(
        &self,
        name: &str,
        days: usize,
        weeks: usize,
        tell: &Tell,
    ) -> Result<(usize, u64), RegisterError> {
        let (deposit, place) = (self.deposit(name)?, self.deposit_place(name)?);
        let copies = deposit.copies()?;
        let mut kept = to_keep(&copies, days, weeks);
        kept.extend(place.checked.map(|checked| checked.copy));
        let removed: BTreeSet<String> =
            copies.into_iter().map(|copy| copy.id).filter(|id| !kept.contains(id)).collect();
        if removed.is_empty() {
            return Ok((0, 0));
        }
        let forgotten = deposit.forget(&removed, tell)?;
        Ok((forgotten.copies, forgotten.freed))
    }

    /// Brings a copy back into a new folder, on a device that has no register: with the recovery key, or the password that
    /// comes from it. The first entry that is recorded there begins a new log, where this device's own reached further; until
    /// then its key is left alone, for the register may still be here as well. The escrow of the sealing keys comes along where
    /// it lies beside the copies; the recovery key opens it.
    ///
    /// # Errors
    /// When there is no such copy, the folder is not new, or the place does not answer.
    pub fn restore_from(
        (target, access): (&Target, Option<&Key>),
        key: &RecoverySeed,
        copy: Option<&str>,
        folder: &Path,
        home: &Home,
        tell: &Tell,
    ) -> Result<Restored, RegisterError> {
        let by_key = Deposit::open(target, access, &key.deposit_password());
        let by_password = matches!(by_key, Err(DepositError::Password(_)));
        let deposit = if by_password { Deposit::open(target, access, &Hash(key.0).to_string()) } else { by_key };
        let deposit = deposit?;
        let restored = deposit.restore(copy, folder, tell)?;
        if !by_password {
            remember(folder, home, key)?;
        }
        if let Some(escrow) = deposit.escrow()? {
            let seat = home.seat(Store::register_of(folder)?);
            write_private(&seat.escrow(), &escrow)?;
        }
        Ok(restored)
    }
}

/// The latest copies of so many days and weeks, and the latest of all. Copies come the oldest first.
fn to_keep(copies: &[Sealed], days: usize, weeks: usize) -> BTreeSet<String> {
    let mut kept: BTreeSet<String> = copies.last().map(|copy| copy.id.clone()).into_iter().collect();
    let day = |copy: &Sealed| copy.made().get(..10).unwrap_or_default().to_owned();
    let week = |copy: &Sealed| {
        let date = day(copy).parse::<jiff::civil::Date>().ok().map(jiff::civil::Date::iso_week_date);
        date.map(|date| format!("{}-{}", date.year(), date.week())).unwrap_or_default()
    };
    for (count, period) in [(days, &day as &dyn Fn(&Sealed) -> String), (weeks, &week)] {
        let mut seen = BTreeSet::new();
        let latest = copies.iter().rev().filter(|copy| seen.insert(period(copy)));
        kept.extend(latest.take(count).map(|copy| copy.id.clone()));
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copy(time: &str) -> Sealed {
        let note = String::new();
        Sealed {
            id: time.into(),
            time: format!("{time}:00:00Z"),
            clock: None,
            folder: note.clone(),
            files: 0,
            bytes: 0,
            added: 0,
            note,
        }
    }

    #[test]
    fn the_latest_of_each_day_and_week_stay() {
        let times = ["2032-01-05T08", "2032-01-14T08", "2032-01-15T08", "2032-01-16T07", "2032-01-16T09"];
        let kept = to_keep(&times.map(copy), 2, 2);
        assert_eq!(kept.into_iter().collect::<Vec<_>>(), ["2032-01-05T08", "2032-01-15T08", "2032-01-16T09"]);
        assert_eq!(to_keep(&times.map(copy), 0, 0).len(), 1, "the latest stays whatever is asked");
        assert!(to_keep(&[], 7, 8).is_empty());
    }
}

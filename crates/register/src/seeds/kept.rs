//! What was reckoned and gathered of lots stays so: two files beside the keys, forecasts and the ledger, so that the next program
//! need not do it again.
//!
//! They follow from what is said, and are made anew wherever a file is missing, damaged or of another program. They lie with the
//! keys and not in the register: whoever only reads a register keeps them too, they do not travel with it, and of what follows from
//! sealed statements nothing lies in the open. Even forecasts, numbers without names, would tell something: whoever knows some of a
//! lot's numbers could try out the others. So a file is encrypted under a key derived from that of one sealed statement, which its
//! first line names: whoever can open that is a keeper, and once it is erased nobody can read the file. Where this device has no
//! sealing key at all, all follows from what lies in the open anyway, and so does the file.

use std::collections::HashMap;
use std::fs;
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError, Weak};

use daftar_claim::{ClaimId, Hash, SealKey, TextId as _};
use daftar_view::forecast::Memo;

use super::ledger::Ledger;
use crate::home::write_private;
use crate::sealed_file::FileKey;
use crate::{Register, RegisterError};

/// The first line of a file that is not encrypted.
const OPEN: &[u8] = b"open";
/// So many forecasts take longer to be reckoned again than the file to be written.
const WORTH: usize = 32;

/// What is held of a register in memory, for all who have it open with its keys: with the last of them it goes.
#[derive(Default, Debug)]
pub(crate) struct Held {
    pub(super) memo: Arc<Memo>,
    /// Whether the file was read.
    read: AtomicBool,
    pub(super) ledger: Mutex<Option<Ledger>>,
}

/// What is held, by the place of the file.
static HELD: LazyLock<Mutex<HashMap<PathBuf, Weak<Held>>>> = LazyLock::new(Mutex::default);

impl Register {
    /// What is held of this register; nothing yet, and for nobody else, where its keys are not open.
    pub(super) fn held(&self) -> Arc<Held> {
        if self.keyring.is_none() {
            return Arc::default();
        }
        let shared = || {
            let mut all = HELD.lock().unwrap_or_else(PoisonError::into_inner);
            all.retain(|_, held| held.strong_count() > 0);
            let path = self.seat.forecasts();
            all.get(&path).and_then(Weak::upgrade).unwrap_or_else(|| {
                let held = Arc::default();
                all.insert(path, Arc::downgrade(&held));
                held
            })
        };
        Arc::clone(self.held.get_or_init(shared))
    }

    /// Reads what was kept, once.
    pub(super) fn recall_forecasts(&self) {
        let held = self.held();
        if held.read.load(Ordering::Acquire) {
            return;
        }
        if let Some(bytes) = self.read_kept(&self.seat.forecasts()) {
            held.memo.read(&bytes);
            held.read.store(true, Ordering::Release);
        }
    }

    /// Keeps what was reckoned, when it is worth it. What cannot be written is reckoned anew another time: nothing hangs on it.
    pub(super) fn keep_forecasts(&self, memo: &Memo) {
        if memo.fresh() >= WORTH {
            // What was kept before stays, if it was not needed so far.
            self.recall_forecasts();
            drop(self.write_forecasts(memo));
        }
    }

    /// Forgets all of it, on the disk and here: it may follow from what is erased.
    ///
    /// # Errors
    /// When a file cannot be removed.
    pub(crate) fn forget_forecasts(&self) -> Result<(), RegisterError> {
        let held = self.held();
        held.memo.forget();
        *held.ledger.lock().unwrap_or_else(PoisonError::into_inner) = None;
        for path in [self.seat.forecasts(), self.seat.ledger()] {
            match fs::remove_file(&path) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(RegisterError::io(&path)(error)),
                _ => {}
            }
        }
        Ok(())
    }

    fn write_forecasts(&self, memo: &Memo) -> Result<(), RegisterError> {
        self.write_kept(&self.seat.forecasts(), &memo.to_bytes())
    }

    /// Writes what follows from what is said, sealed where anything is; nothing where the keys are not open.
    pub(super) fn write_kept(&self, path: &Path, plain: &[u8]) -> Result<(), RegisterError> {
        let Some(keyring) = &self.keyring else { return Ok(()) };
        let bytes = match keyring.first() {
            None => [OPEN, b"\n", plain].concat(),
            Some((claim, key)) => encrypted(claim, key, plain).map_err(RegisterError::io(path))?,
        };
        write_private(path, &bytes)
    }

    /// What such a file holds; none where there is none, or it does not open here.
    pub(super) fn read_kept(&self, path: &Path) -> Option<Vec<u8>> {
        let bytes = fs::read(path).ok()?;
        let (line, rest) = bytes.split_at_checked(bytes.iter().position(|byte| *byte == b'\n')?)?;
        let rest = rest.get(1..)?;
        if line == OPEN {
            return Some(rest.to_vec());
        }
        let claim = ClaimId::parse(std::str::from_utf8(line).ok()?).ok()?;
        let key = derived(self.keyring.as_ref()?.key(claim)?).ok()?;
        let mut plain = Vec::new();
        key.decrypt(rest).ok()?.read_to_end(&mut plain).ok()?;
        Some(plain)
    }
}

fn encrypted(claim: ClaimId, key: &SealKey, plain: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut out = format!("{claim}\n").into_bytes();
    let mut writer = derived(key).map_err(std::io::Error::other)?.encrypt(&mut out)?;
    writer.write_all(plain)?;
    writer.finish()?;
    Ok(out)
}

/// The key of the file, from that of a sealed statement.
fn derived(key: &SealKey) -> Result<FileKey, RegisterError> {
    FileKey::of(&Hash::of(format!("daftar/forecasts/1\n{}", key.to_text()).as_bytes()).0)
}

#[cfg(test)]
mod tests {
    use daftar_claim::{Claim, Decimal, Edtf, EntityId, Ground, PropertyId, Secret, Subject, Value};
    use daftar_store::Access;
    use daftar_view::rescue::{SaveFirst, Weights};
    use daftar_view::{Ask, Audience};

    use super::*;
    use crate::{Founding, Home, system_clock};

    fn card(kind: &str, n: usize) -> EntityId {
        daftar_claim::row_entity("bank", kind, &[&n.to_string()])
    }

    fn says(about: EntityId, property: &str, value: Value) -> Claim {
        Claim::new(Subject::Entity(about), PropertyId::parse(property).unwrap(), value, card("document", 0))
    }

    /// A lot of wheat that was tested once.
    fn lot(n: usize) -> Vec<Claim> {
        let (lot, test, wheat) = (card("lot", n), card("test", n), card("accession", 0));
        let count = |number: i64| Value::Count { low: None, best: Some(number), high: None };
        let number = |text: &str, unit: &str| {
            let number = Decimal::parse(text).unwrap();
            Value::Number { number, unit: Some(unit.to_owned()) }
        };
        vec![
            says(lot, "kind", Value::code("kind", "lot")),
            says(lot, "of-accession", Value::Entity(wheat)),
            says(lot, "temperature", number("20", "°C")),
            says(lot, "moisture", number("10", "%")),
            says(wheat, "genus", Value::text("Triticum")),
            says(wheat, "species", Value::text("aestivum")),
            says(test, "kind", Value::code("kind", "germination-test")),
            says(test, "about", Value::Entity(lot)),
            says(test, "date", Value::Date(Edtf::parse("2024-05-01").unwrap())),
            says(test, "seeds-sown", count(200)),
            says(test, "germinated", count(140 + n as i64)),
        ]
    }

    fn bank(folder: &Path) -> Register {
        let founding = Founding { place: "Sanabel".into(), keeper: "Silo".into(), lang: "en".into(), passphrase: None };
        let home = Home::at(folder.join("home"));
        let mut register = Register::create(&folder.join("bank.daftar"), &home, founding, system_clock).unwrap().0;
        register.record((0..WORTH + 1).flat_map(lot)).unwrap();
        register
    }

    /// The list as somebody sees it who opens the bank, and how many forecasts were reckoned for it that are not kept.
    fn seen(folder: &Path, home: &Path) -> (SaveFirst, usize) {
        let (bank, home) = (folder.join("bank.daftar"), Home::at(home));
        let mut register = Register::open(&bank, &home, Access::Read, system_clock).unwrap();
        register.unlock(None).unwrap();
        list(&register)
    }

    fn list(register: &Register) -> (SaveFirst, usize) {
        let ask = Ask { audience: Audience::Keeper, ..Ask::default() };
        let (terms, weights) = (register.terms().unwrap(), Weights::default());
        let list = register.save_first(&ask, &terms, &weights, 9).unwrap();
        assert_eq!(list.ranked[0].lots.len(), WORTH + 1);
        (list, terms.memo.reckoned())
    }

    #[test]
    fn what_was_reckoned_is_kept_sealed_and_gone_with_what_is_erased() {
        let dir = tempfile::tempdir().unwrap();
        let (folder, home) = (dir.path(), dir.path().join("home"));
        let mut register = bank(folder);
        register.unlock(None).unwrap();
        let hidden = says(card("family", 0), "name", Value::text("House of the mill"));
        register.record_sealed(&Secret { claim: hidden, concerns: Vec::new() }).unwrap();
        let (first, reckoned) = list(&register);
        assert_eq!(reckoned, WORTH + 1);
        let kept = [register.seat.forecasts(), register.seat.ledger()];
        for path in &kept {
            let bytes = fs::read(path).unwrap();
            assert!(bytes.starts_with(b"claim:"), "{path:?}");
            let shown = String::from_utf8_lossy(&bytes);
            assert!(shown.contains("age-encryption") && !shown.contains("daftar-forecasts"), "{path:?}");
        }
        drop(register);
        assert_eq!(seen(folder, &home), (first.clone(), 0), "not reckoned again");
        fs::remove_file(&kept[1]).unwrap();
        assert_eq!(seen(folder, &home), (first.clone(), 0), "nor where only forecasts are kept");
        for path in &kept {
            let mut bytes = fs::read(path).unwrap();
            let last = bytes.len() - 9;
            bytes[last] ^= 1;
            fs::write(path, bytes).unwrap();
        }
        assert_eq!(seen(folder, &home), (first.clone(), WORTH + 1), "what is damaged is made anew");
        assert_eq!(seen(folder, &home), (first.clone(), 0));
        let other = dir.path().join("other");
        let seat = Home::at(&other).seat(
            Register::open(&folder.join("bank.daftar"), &Home::at(&home), Access::Read, system_clock).unwrap().id(),
        );
        fs::create_dir_all(seat.forecasts().parent().unwrap()).unwrap();
        fs::copy(&kept[0], seat.forecasts()).unwrap();
        fs::copy(&kept[1], seat.ledger()).unwrap();
        assert_eq!(seen(folder, &other), (first, WORTH + 1), "it does not open without the keys");
        let mut register =
            Register::open(&folder.join("bank.daftar"), &Home::at(&home), Access::Write, system_clock).unwrap();
        register.unlock(None).unwrap();
        let hidden = register.opened[0].0;
        register.erase(&[hidden], &[], Ground::Safety).unwrap();
        assert!(kept.iter().all(|path| !path.exists()));
    }

    #[test]
    fn where_nothing_is_sealed_it_lies_as_open_as_what_it_follows_from() {
        let dir = tempfile::tempdir().unwrap();
        let home = dir.path().join("home");
        drop(bank(dir.path()));
        let at = dir.path().join("bank.daftar");
        let register = Register::open(&at, &Home::at(&home), Access::Read, system_clock).unwrap();
        let ask = Ask { audience: Audience::Keeper, ..Ask::default() };
        let terms = register.terms().unwrap();
        register.save_first(&ask, &terms, &Weights::default(), 9).unwrap();
        assert!(!register.seat.forecasts().exists(), "nothing is kept for whoever has not opened the keys");
        let (first, _) = seen(dir.path(), &home);
        assert!(fs::read(register.seat.forecasts()).unwrap().starts_with(b"open\n"));
        assert_eq!(seen(dir.path(), &home), (first, 0));
    }
}

//! Forecasts that were reckoned stay reckoned: one file beside the keys, so that the next program need not do it again.
//!
//! They follow from what is said, and are made anew wherever the file is missing, damaged or of another program. They lie with the
//! keys and not in the register: whoever only reads a register keeps them too, they do not travel with it, and of what follows from
//! sealed statements nothing lies in the open. Numbers without names would tell little, but whoever knows some of a lot's numbers
//! could try out the others. So the file is encrypted under a key derived from that of one sealed statement, which its first line
//! names: whoever can open that is a keeper, and once it is erased nobody can read the file. Where this device has no sealing key
//! at all, all follows from what lies in the open anyway, and so does the file.

use std::collections::HashMap;
use std::fs;
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use daftar_claim::{ClaimId, Hash, SealKey, TextId as _};
use daftar_view::forecast::Memo;

use crate::home::write_private;
use crate::sealed_file::FileKey;
use crate::{Register, RegisterError};

/// The first line of a file that is not encrypted.
const OPEN: &[u8] = b"open";
/// So many forecasts take longer to be reckoned again than the file to be written.
const WORTH: usize = 32;

/// What was reckoned for the registers that were open in this program, by the place of the file, and whether that was read.
static MEMOS: LazyLock<Mutex<HashMap<PathBuf, (Arc<Memo>, bool)>>> = LazyLock::new(Mutex::default);

impl Register {
    /// What was reckoned in this program; not yet what others kept.
    pub(super) fn memo(&self) -> Arc<Memo> {
        let mut memos = MEMOS.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&memos.entry(self.seat.forecasts()).or_default().0)
    }

    /// Reads what was kept, once in a program.
    pub(super) fn recall_forecasts(&self) {
        let path = self.seat.forecasts();
        let mut memos = MEMOS.lock().unwrap_or_else(PoisonError::into_inner);
        let (memo, read) = memos.entry(path.clone()).or_default();
        if let Some(bytes) = self.kept_forecasts(&path).filter(|_| !*read) {
            memo.read(&bytes);
            *read = true;
        }
    }

    /// Keeps what was reckoned, when it is worth it. What cannot be written is reckoned anew another time: nothing hangs on it.
    pub(super) fn keep_forecasts(&self, memo: &Memo) {
        if memo.fresh() >= WORTH {
            drop(self.write_forecasts(memo));
        }
    }

    /// Forgets all of it, on the disk and here: it may follow from what is erased.
    ///
    /// # Errors
    /// When the file cannot be removed.
    pub(crate) fn forget_forecasts(&self) -> Result<(), RegisterError> {
        let path = self.seat.forecasts();
        self.memo().forget();
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(RegisterError::io(&path)(error)),
            _ => Ok(()),
        }
    }

    fn write_forecasts(&self, memo: &Memo) -> Result<(), RegisterError> {
        let (Some(keyring), path) = (&self.keyring, self.seat.forecasts()) else { return Ok(()) };
        let plain = memo.to_bytes();
        let bytes = match keyring.first() {
            None => [OPEN, b"\n", &plain].concat(),
            Some((claim, key)) => encrypted(claim, key, &plain).map_err(RegisterError::io(&path))?,
        };
        write_private(&path, &bytes)
    }

    /// What the file holds; none where there is none, or it does not open here.
    fn kept_forecasts(&self, path: &Path) -> Option<Vec<u8>> {
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

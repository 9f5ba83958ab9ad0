//! `register.json`: what it says can be told again, the register from its first entry, the language from a copy.

use std::path::Path;

use daftar_claim::RegisterId;

use super::chain::Old;
use super::{Mend, Mended};
use crate::Store;
use crate::disk::RealDisk;
use crate::error::{At, StoreError};
use crate::layout::Layout;
use crate::lock::Lock;
use crate::settings::Settings;

/// Writes the settings anew if they are damaged or missing and the register's first entry is here; until a copy says it,
/// the language is English. Returns whether they were.
///
/// # Errors
/// When the folder holds no first entry of a register, a newer program wrote it, or it cannot be read or written.
pub fn renew_settings(dir: &Path) -> Result<bool, StoreError> {
    let layout = Layout::new(dir);
    let error = match Settings::read(&layout) {
        Ok(_) => return Ok(false),
        Err(error @ (StoreError::Settings { .. } | StoreError::NotARegister { .. })) => error,
        Err(other) => return Err(other),
    };
    let register = founded(&layout)?.ok_or(error)?;
    let _lock = Lock::take(&layout)?;
    Settings { register, lang: "en".to_owned() }.write(&RealDisk, &layout)?;
    Ok(true)
}

/// Takes the language from a copy of the register.
///
/// # Errors
/// When the settings cannot be read or written.
pub fn mend_settings(dir: &Path, copy: &Store) -> Result<Mended, StoreError> {
    let layout = Layout::new(dir);
    let register = Settings::read(&layout)?.register;
    let _lock = Lock::take(&layout)?;
    Settings { register, lang: copy.lang().to_owned() }.write(&RealDisk, &layout)?;
    let words = format!("written anew, with the language of the copy, {}", copy.lang());
    Ok(Mended { mended: vec![Mend { file: "register.json".to_owned(), words }], left: Vec::new() })
}

/// The register that a first entry here founds.
fn founded(layout: &Layout) -> Result<Option<RegisterId>, StoreError> {
    for key in layout.log_keys().at(&layout.logs())? {
        if let Some(register) = Old::read(layout, key)?.founds() {
            return Ok(Some(register));
        }
    }
    Ok(None)
}

//! Random bytes from the operating system.

use daftar_claim::{EntityId, Hash, Salt, SealKey};

use crate::RegisterError;

/// Fresh random bytes.
pub(crate) fn bytes<const N: usize>() -> Result<[u8; N], RegisterError> {
    let mut bytes = [0; N];
    let filled = getrandom::fill(&mut bytes);
    filled.map_err(|error| RegisterError::Ask(format!("the system gives no random bytes: {error}")))?;
    Ok(bytes)
}

/// A fresh salt or nonce.
pub(crate) fn salt() -> Result<Salt, RegisterError> {
    Ok(Salt(bytes()?))
}

/// A fresh entity.
pub(crate) fn entity() -> Result<EntityId, RegisterError> {
    Ok(EntityId(Hash(bytes()?)))
}

/// A fresh sealing key.
pub(crate) fn seal_key() -> Result<SealKey, RegisterError> {
    Ok(SealKey(bytes()?))
}

/// Salts for many claims, drawn from the system a page at a time.
#[derive(Default)]
pub(crate) struct Salts(Vec<u8>);

impl Salts {
    /// A fresh salt; none is given twice.
    pub(crate) fn next(&mut self) -> Result<Salt, RegisterError> {
        if self.0.is_empty() {
            self.0.extend(bytes::<4096>()?);
        }
        let rest = self.0.len().saturating_sub(16);
        let mut drawn = [0; 16];
        drawn.copy_from_slice(&self.0[rest..]);
        self.0.truncate(rest);
        Ok(Salt(drawn))
    }
}

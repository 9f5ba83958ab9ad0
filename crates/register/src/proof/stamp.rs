//! Time stamps of authorities over checkpoints: asked for and taken as files.

use daftar_copy::proof::stamp::{self, Authorities, Stamped};

use crate::chance;
use crate::{Register, RegisterError};

impl Register {
    /// A request for a time stamp over a checkpoint of what the register holds now; the same for every authority that is asked.
    ///
    /// # Errors
    /// As [`Register::checkpoint`].
    pub fn stamp_request(&self) -> Result<Vec<u8>, RegisterError> {
        let (kept, hash) = (self.kept_checkpoints(), self.checkpoint()?.checkpoint.hash());
        if let Some(asked) = kept.asked_of(hash)? {
            return Ok(asked);
        }
        let request = stamp::request(hash, chance::bytes()?);
        kept.keep_asked(hash, &request)?;
        Ok(request)
    }

    /// Takes an authority's answer: it must be about a checkpoint that is kept here, answer what was asked, and be by one of
    /// these authorities.
    ///
    /// # Errors
    /// When it does not hold.
    pub fn take_stamp(&self, answer: &[u8], authorities: &Authorities) -> Result<Stamped, RegisterError> {
        let (kept, hash) = (self.kept_checkpoints(), stamp::hash_of(answer)?);
        if kept.get(hash)?.is_none() {
            return Err(RegisterError::Ask(
                "it is about no checkpoint of this notebook: answer the request of `daftar timestamp request`".into(),
            ));
        }
        if let Some(asked) = kept.asked_of(hash)? {
            stamp::answers(answer, &asked)?;
        }
        let stamped = stamp::check(answer, hash, Some(authorities))?;
        kept.keep_stamp(hash, answer)?;
        Ok(stamped)
    }
}

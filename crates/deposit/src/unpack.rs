//! From the bytes at the target to the bytes that were put away.

use std::num::NonZeroU32;

use rustic_core::Id;
use sha2::{Digest as _, Sha256};
use zstd::bulk::Decompressor;

use crate::cipher::Cipher;
use crate::{Deposit, DepositError};

/// No piece is longer, whatever is said of it.
const LONGEST: u32 = 256 << 20;

/// What one thread unpacks with.
pub(crate) struct Unpacker {
    cipher: Cipher,
    decompressor: Decompressor<'static>,
}

impl Unpacker {
    pub(crate) fn new(deposit: &Deposit) -> Result<Unpacker, DepositError> {
        let why =
            || DepositError::Damaged { place: deposit.place(), what: "the key".into(), why: "it is too short".into() };
        let cipher = Cipher::of(&deposit.key).ok_or_else(why)?;
        let decompressor = Decompressor::new().map_err(DepositError::file("the decompressor"))?;
        Ok(Unpacker { cipher, decompressor })
    }

    /// The bytes of a piece, if they are what was put away. `length` is that of a piece that was compressed.
    pub(crate) fn unpack(
        &mut self,
        sealed: &[u8],
        length: Option<NonZeroU32>,
        id: Id,
    ) -> Result<Vec<u8>, &'static str> {
        let bytes = self.cipher.open(sealed).ok_or("its bytes were changed")?;
        let bytes = match length.map(NonZeroU32::get) {
            None => bytes,
            Some(length) if length > LONGEST => {
                return Err("it says of itself that it is longer than anything put away");
            }
            Some(length) => {
                self.decompressor.decompress(&bytes, length as usize).map_err(|_| "it cannot be decompressed")?
            }
        };
        let same = Id::new(Sha256::digest(&bytes).into()) == id;
        same.then_some(bytes).ok_or("its bytes are not what was put away")
    }
}

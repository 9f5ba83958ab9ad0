//! The escrow of the sealing keys beside the copies. Whoever opens the copies cannot open it: it is encrypted to the recovery
//! key, and this crate knows nothing of that.

use std::io;

use bytes::Bytes;

use crate::storage::Kind;
use crate::{Deposit, DepositError};

/// No escrow is longer.
const LONGEST: u64 = 64 << 20;

impl Deposit {
    /// Puts an escrow there in place of the one before.
    ///
    /// # Errors
    /// [`DepositError::NoEscrow`] where the target takes nothing but copies; when it does not answer.
    pub fn put_escrow(&self, escrow: Vec<u8>) -> Result<(), DepositError> {
        self.storage().write(Kind::Escrow, "", &[Bytes::from(escrow)]).map_err(|error| self.escrow_failure(error))
    }

    /// The escrow that lies there, if there is one.
    ///
    /// # Errors
    /// When the target does not answer.
    pub fn escrow(&self) -> Result<Option<Bytes>, DepositError> {
        let listed = match self.storage().list(Kind::Escrow) {
            Err(error) if error.kind() == io::ErrorKind::Unsupported => return Ok(None),
            other => other.map_err(|error| self.escrow_failure(error))?,
        };
        match listed.first() {
            None => Ok(None),
            Some((_, size)) if *size > LONGEST => Err(DepositError::Damaged {
                place: self.place(),
                what: Kind::Escrow.path(""),
                why: format!("{size} bytes are more than an escrow has"),
            }),
            Some(_) => {
                let read = self.storage().read(Kind::Escrow, "", None);
                read.map(Some).map_err(|error| self.escrow_failure(error))
            }
        }
    }

    fn escrow_failure(&self, error: io::Error) -> DepositError {
        match error.kind() {
            io::ErrorKind::Unsupported => DepositError::NoEscrow(self.place()),
            _ => DepositError::Storage { place: self.place(), error },
        }
    }
}

//! The worst day: every device is lost, and the recovery key makes this one the keeper's; and the days before it, when the key
//! is followed by another.

mod again;
mod escrow;
mod trustees;

use daftar_claim::{Act, EntryId, Hash, Key, May, Order, Recovery, RecoverySeed};

use crate::found::age_recipient;
use crate::write::no_key;
use crate::{Register, RegisterError, chance};

pub use again::{Again, Beginning};
pub use escrow::Reopened;
pub use trustees::Trustee;

impl Register {
    /// Whether a seed is that of the recovery key in force here.
    pub fn is_recovery(&self, seed: &RecoverySeed) -> bool {
        self.standing.recovery().is_some_and(|recovery| recovery.sign == seed.signing_key().public())
    }

    /// Makes this device one that may record, grant and erase for the register's first party, by the recovery key. It gets a
    /// key of its own if it has none. Returns that key; doing it again changes nothing.
    ///
    /// # Errors
    /// When the seed is not that of the recovery key in force, or nothing could be written.
    pub fn recover(&mut self, seed: &RecoverySeed) -> Result<Key, RegisterError> {
        self.need_recovery(seed)?;
        let founder = self.founder().ok_or_else(|| RegisterError::Ask("the notebook has no first entry".into()))?;
        match &self.device {
            None => self.settle(None)?,
            Some(device) if device.party == founder => {}
            Some(_) => {
                let why = "this device records here for another keeper, and keeps its key: recover in another user account, or \
                           with another DAFTAR_HOME";
                return Err(RegisterError::Ask(why.into()));
            }
        }
        let key = self.key().ok_or_else(no_key)?;
        let may = [May::Record, May::Grant, May::Erase];
        if may.iter().any(|may| !self.standing.may(key, founder, *may)) {
            self.order(seed, Act::Grant { key, party: founder, may: may.to_vec() })?;
        }
        Ok(key)
    }

    /// Gives the register a new recovery key in place of the one whose seed is given; where that is lost, in place of all in
    /// force, by the right of this device. The new seed is given back once, and held until it is on paper.
    ///
    /// # Errors
    /// When the seed is not that of the recovery key in force, this device may not grant, or nothing could be written.
    pub fn renew_recovery(&mut self, old: Option<&RecoverySeed>) -> Result<RecoverySeed, RegisterError> {
        self.need_keys()?;
        match old {
            Some(old) => self.need_recovery(old)?,
            None => self.need_right_to_grant()?,
        }
        if self.has_fresh_seed() {
            let why = "the present recovery key was not written down yet, as far as is known: print it, say that it is put away, \
                       and then make another";
            return Err(RegisterError::Ask(why.into()));
        }
        let seed = RecoverySeed(chance::bytes()?);
        self.seat.hold_seed(&seed, self.keyring.as_ref().and_then(|keyring| keyring.passphrase()))?;
        if let Err(error) = self.name_recovery(&seed, old) {
            self.put_seed_away()?;
            return Err(error);
        }
        // At the next copy each place of sealed copies lets the new key in, and the old one out.
        self.seat.keep_deposit_password(&seed)?;
        Ok(seed)
    }

    fn name_recovery(&mut self, new: &RecoverySeed, old: Option<&RecoverySeed>) -> Result<EntryId, RegisterError> {
        let recovery = Recovery { age: age_recipient(new)?, sign: new.signing_key().public() };
        let named = Act::Recovery { recovery, kept: self.orders_in_force() };
        match old {
            Some(old) => self.order(old, named),
            None => self.append(Vec::new(), vec![named]),
        }
    }

    /// The orders of the recovery key that are here: of those that come later, nothing is known.
    fn orders_in_force(&self) -> Vec<Hash> {
        let by = self.standing.recovery().map(|recovery| recovery.sign);
        let acts = self.store.headers().flat_map(|header| &header.header.acts);
        let orders = acts.filter_map(|act| if let Act::Order(order) = act { Some(order) } else { None });
        orders.filter(|order| Some(order.by()) == by).map(|order| order.hash(self.id())).collect()
    }

    fn need_recovery(&self, seed: &RecoverySeed) -> Result<(), RegisterError> {
        if self.is_recovery(seed) { Ok(()) } else { Err(RegisterError::NotTheRecoveryKey) }
    }

    fn need_right_to_grant(&self) -> Result<(), RegisterError> {
        let device = self.device.as_ref().ok_or_else(no_key)?;
        let may = self.standing.may(device.key.public(), device.party, May::Grant);
        let why = "this device may not grant keys here: run it on a keeper's device, or with the old recovery key";
        if may { Ok(()) } else { Err(RegisterError::Ask(why.into())) }
    }

    /// An entry of this device that carries an order of the recovery key.
    fn order(&mut self, seed: &RecoverySeed, act: Act) -> Result<EntryId, RegisterError> {
        let order = Order::sign(self.id(), vec![act], &seed.signing_key())?;
        self.append(Vec::new(), vec![Act::Order(order)])
    }
}

//! Orders of a recovery key: grants, revocations, and which key comes after it.
//!
//! A recovery key keeps no log: whoever has the sheet of paper may be anywhere, and two who use it at once would fork the log.
//! So each order is signed by itself, and any entry may carry it.

use crate::Hash;
use crate::act::{Act, write_hex};
use crate::id::{Key, RegisterId, from_hex, write_id};
use crate::json::ObjectWriter;
use crate::keys::{SigningKey, verify};
use crate::members::Members;
use crate::value::ValueError;

/// What a recovery key ordered in one register.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Order {
    by: Key,
    orders: Vec<Act>,
    signature: [u8; 64],
}

impl Order {
    /// Signs grants, revocations, and the recovery key that comes after this one.
    ///
    /// # Errors
    /// When there is another act among them.
    pub fn sign(register: RegisterId, orders: Vec<Act>, key: &SigningKey) -> Result<Order, ValueError> {
        let by = key.public();
        let mut order = Order { by, orders, signature: [0; 64] };
        order.check()?;
        order.signature = key.sign(order.text(register).as_bytes());
        Ok(order)
    }

    /// The recovery key.
    pub fn by(&self) -> Key {
        self.by
    }

    /// Its acts: [`Act::Grant`], [`Act::Revoke`] or [`Act::Recovery`].
    pub fn orders(&self) -> &[Act] {
        &self.orders
    }

    /// What an order is named by: the hash of what is signed of it.
    pub fn hash(&self, register: RegisterId) -> Hash {
        Hash::of(self.text(register).as_bytes())
    }

    /// Whether its signature holds in this register.
    pub(crate) fn holds(&self, register: RegisterId) -> bool {
        verify(self.by, self.text(register).as_bytes(), &self.signature)
    }

    fn text(&self, register: RegisterId) -> String {
        let mut text = format!("daftar/order/1\n{register}\n");
        let mut object = ObjectWriter::new(&mut text);
        self.write_signed(&mut object);
        object.end();
        text
    }

    fn write_signed(&self, object: &mut ObjectWriter<'_>) {
        object.with("by", |out| write_id(out, self.by));
        object.list("orders", &self.orders, |out, act| act.write(out));
    }

    pub(crate) fn write(&self, object: &mut ObjectWriter<'_>) {
        self.write_signed(object);
        object.with("signature", |out| write_hex(out, &self.signature));
    }

    pub(crate) fn read(members: &mut Members<'_, '_>) -> Result<Order, ValueError> {
        let mut signature = [0; 64];
        let text = members.text("signature")?;
        if !from_hex(&text, &mut signature) {
            return Err(ValueError::new(&text, "a signature of 128 hexadecimal digits"));
        }
        let order = Order { by: members.id("by")?, orders: members.list("orders", Act::read)?, signature };
        order.check()?;
        Ok(order)
    }

    fn check(&self) -> Result<(), ValueError> {
        let may_be = |act: &&Act| matches!(act, Act::Grant { .. } | Act::Revoke { .. } | Act::Recovery { .. });
        let other = self.orders.iter().find(|act| !may_be(act));
        let refuse = |act: &Act| Err(ValueError::new(act.name(), "grant, revoke or recovery in an order"));
        other.map_or(Ok(()), refuse)
    }
}

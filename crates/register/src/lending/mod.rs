//! Seed that is lent to families, and comes back as new lots.
//!
//! Who was lent what, and who brought what back, is sealed. A lot is as open as its form has it, and as the lot from which it was
//! grown.

mod give_back;

use daftar_claim::{Edtf, EntityId};
use daftar_view::promises::{PROMISE, Promise, Promises, promise_of, promises};
use daftar_view::{Ask, Asked};

pub use give_back::{Back, GivenBack};

use crate::{Heard, Register, RegisterError};

/// What leads from a promise to the cards that it is read with.
const LEADS: [&str; 5] = ["about", "to-whom", "returned", "of-accession", "parent-lot"];

impl Register {
    /// What was promised, and what of it is due on a day; today where none is given.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn promises(&self, day: Option<&Edtf>, ask: &Ask) -> Result<Promises, RegisterError> {
        let day = self.day_or_today(day)?;
        let heard = self.hear_promises(self.of_kind(PROMISE)?, ask)?;
        Ok(promises(&Asked::new(&heard.statements, ask, self.profiles(), &heard.surroundings), &day))
    }

    /// One promise, as it stands today.
    ///
    /// # Errors
    /// When nothing of that id is a promise for this audience, or the index cannot be read.
    pub fn promise(&self, card: EntityId, ask: &Ask) -> Result<Promise, RegisterError> {
        let day = self.day_or_today(None)?;
        let heard = self.hear_promises(vec![card], ask)?;
        let asked = Asked::new(&heard.statements, ask, self.profiles(), &heard.surroundings);
        match asked.is_of_kinds(card, &[PROMISE]) {
            true => Ok(promise_of(&asked, card, &day)),
            false => Err(RegisterError::Unknown { what: "seed to return", id: card.to_string(), see: "promises" }),
        }
    }

    fn hear_promises(&self, cards: Vec<EntityId>, ask: &Ask) -> Result<Heard, RegisterError> {
        let measures = self.of_kind("measure")?;
        self.hear_reached(cards.into_iter().chain(measures), &LEADS, ask.audience)
    }

    /// A day that was given, else that of this device's clock.
    pub(crate) fn day_or_today(&self, day: Option<&Edtf>) -> Result<Edtf, RegisterError> {
        let today = || Edtf::parse(self.time().date()).map_err(|error| RegisterError::Ask(error.to_string()));
        day.cloned().map_or_else(today, Ok)
    }
}

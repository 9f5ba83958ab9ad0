//! From a name that was typed to the card that is meant. One alone of that name is meant; of several one is chosen; where
//! there is none, the form offers to make it.

use daftar_register::claim::{EntityId, TextId as _};

use super::typed::Asks;
use super::writing::Writing;
use crate::error::Trouble;

impl Writing<'_> {
    /// The card, if it has a name or a kind: nothing is said of what is not here.
    pub(crate) fn known(&self, entity: EntityId) -> Result<EntityId, Trouble> {
        let unknown = self.register.names_of(entity)?.is_empty() && self.register.kinds_of(entity)?.is_empty();
        if unknown { Err(Trouble::Missing) } else { Ok(entity) }
    }

    /// The card of a field; none when the field is empty or says something wrong.
    pub(crate) fn entity(&mut self, field: &str) -> Result<Option<EntityId>, Trouble> {
        let name = self.typed.text(field).to_owned();
        if name.is_empty() {
            return Ok(None);
        }
        let which = self.typed.text(&format!("{field}.which")).to_owned();
        if let Ok(id) = EntityId::parse(&name) {
            return Ok(Some(id));
        }
        let make = self.typed.text(&format!("{field}.make")).to_owned();
        if self.register.profiles().kinds.contains_key(&make) {
            return self.make(&make, &name);
        }
        let cards = self.register.bearing(&name)?;
        match cards[..] {
            [one] => Ok(Some(one)),
            [] => {
                self.typed.fault(field, "fault-nobody", Asks::Make);
                Ok(None)
            }
            _ => self.chosen(field, &which, cards),
        }
    }

    fn chosen(&mut self, field: &str, which: &str, cards: Vec<EntityId>) -> Result<Option<EntityId>, Trouble> {
        if let Some(one) = cards.iter().find(|card| card.to_string() == which) {
            return Ok(Some(*one));
        }
        let mut choices = Vec::new();
        for card in cards {
            let names = self.register.names_of(card)?.join(" / ");
            let digits = card.to_string();
            choices.push((card, format!("{names} · {}", digits.get(7..13).unwrap_or_default())));
        }
        self.typed.fault(field, "fault-several", Asks::Which(choices));
        Ok(None)
    }

    /// The cards of a field with several names, one on each line or parted by semicolons.
    pub(crate) fn entities(&mut self, field: &str) -> Result<Vec<EntityId>, Trouble> {
        let typed = self.typed.text(field).to_owned();
        let mut found = Vec::new();
        for name in typed.split(['\n', ';', '؛']).map(str::trim).filter(|name| !name.is_empty()) {
            match self.register.bearing(name)?[..] {
                [one] => found.push(one),
                [] => self.fault(field, "fault-nobody-there"),
                _ => self.fault(field, "fault-several-there"),
            }
        }
        Ok(found)
    }
}

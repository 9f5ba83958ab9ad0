//! From a name that was typed to the card that is meant. A name is never taken for a card of that name by itself: the keeper
//! picks it while typing, which puts the first digits of its id behind the name, or is asked which one is meant. Where there is
//! none, the form offers to make it.

use daftar_register::claim::{EntityId, TextId as _};

use super::typed::Asks;
use super::writing::Writing;
use crate::error::Trouble;

/// How many digits of an id tell a card from others of its name.
const TELLING: usize = 8;
/// What stands between a name and those digits.
const BETWEEN: &str = " · ";

/// What stands in a field once a card was picked for it.
pub(crate) fn pick(card: EntityId, name: &str) -> String {
    let digits = card.0.to_string();
    format!("{name}{BETWEEN}{}", digits.get(..TELLING).unwrap_or_default())
}

/// The name and the digits of what was picked.
fn picked(typed: &str) -> Option<(&str, &str)> {
    let (name, digits) = typed.rsplit_once(BETWEEN)?;
    let is_digits = digits.len() == TELLING && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_digits.then_some((name, digits))
}

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
        if let Some(one) = self.told(&name)? {
            return Ok(Some(one));
        }
        let make = self.typed.text(&format!("{field}.make")).to_owned();
        if self.register.profiles().kinds.contains_key(&make) {
            return self.make(&make, &name);
        }
        let which = self.typed.text(&format!("{field}.which")).to_owned();
        let cards = self.register.bearing(&name)?;
        if cards.is_empty() {
            self.typed.fault(field, "fault-nobody", Asks::Make);
            return Ok(None);
        }
        self.chosen(field, &which, cards)
    }

    /// The card that was picked, or whose id was typed.
    fn told(&self, typed: &str) -> Result<Option<EntityId>, Trouble> {
        if let Ok(id) = EntityId::parse(typed) {
            return self.known(id).map(Some);
        }
        let Some((name, digits)) = picked(typed) else { return Ok(None) };
        let mut cards = self.register.bearing(name)?;
        cards.retain(|card| card.0.to_string().starts_with(digits));
        Ok(if let [one] = cards[..] { Some(one) } else { None })
    }

    fn chosen(&mut self, field: &str, which: &str, cards: Vec<EntityId>) -> Result<Option<EntityId>, Trouble> {
        let words = if cards.len() == 1 { "fault-one" } else { "fault-several" };
        if let Some(one) = cards.iter().find(|card| card.to_string() == which) {
            return Ok(Some(*one));
        }
        let mut choices = Vec::new();
        for card in cards {
            choices.push((card, pick(card, &self.register.names_of(card)?.join(" / "))));
        }
        self.typed.fault(field, words, Asks::Which(choices));
        Ok(None)
    }

    /// The cards of a field with several names, one on each line or parted by semicolons.
    pub(crate) fn entities(&mut self, field: &str) -> Result<Vec<EntityId>, Trouble> {
        let typed = self.typed.text(field).to_owned();
        let mut found = Vec::new();
        for name in typed.split(['\n', ';', '؛']).map(str::trim).filter(|name| !name.is_empty()) {
            if let Some(one) = self.told(name)? {
                found.push(one);
                continue;
            }
            match self.register.bearing(name)?[..] {
                [one] => found.push(one),
                [] => self.fault(field, "fault-nobody-there"),
                _ => self.fault(field, "fault-several-there"),
            }
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use daftar_register::claim::Hash;

    use super::*;

    #[test]
    fn what_was_picked_tells_its_card() {
        let card = EntityId(Hash([0x3f; 32]));
        assert_eq!(pick(card, "Mill · old"), "Mill · old · 3f3f3f3f");
        assert_eq!(picked("Mill · old · 3f3f3f3f"), Some(("Mill · old", "3f3f3f3f")));
        assert_eq!((picked("Mill · old"), picked("Mill · 3f3f"), picked("Mill")), (None, None, None));
    }
}

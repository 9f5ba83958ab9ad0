//! What is left of a holding, and where; and what a bank that goes on inherited.

use daftar_claim::EntityId;
use daftar_view::inheritance::{BANK, Holding, holding};
use daftar_view::losses::PLACES;
use daftar_view::survivors::{Survivors, survivors};
use daftar_view::{Ask, Asked};

use crate::{Heard, Register, RegisterError};

/// The kinds of cards that say what there was, who got some of it, and what became of it.
const KINDS: [&str; 14] = [
    "accession",
    "lot",
    "safety-duplicate",
    "distribution",
    "promise",
    "recount",
    "germination-test",
    "regeneration",
    "measure",
    "family",
    "land",
    "location",
    "building",
    "seed-bank",
];

/// What leads from them to other cards that must be heard.
pub(crate) const LEADS: [&str; 9] =
    ["about", "of-accession", "sown-lot", "kept-at", "part-of", "to-whom", "holder", "grown-by", "remembered-by"];

impl Register {
    /// What is left of what was held in a store, a building or a bank, or of everything, and where.
    ///
    /// # Errors
    /// When nothing of that id is such a place for this audience, or the index cannot be read.
    pub fn survivors(&self, of: Option<EntityId>, ask: &Ask) -> Result<Survivors, RegisterError> {
        let heard = self.hear_holdings(ask)?;
        let asked = Asked::new(&heard.statements, ask, self.profiles(), &heard.surroundings);
        match of.filter(|card| !asked.is_of_kinds(*card, &PLACES)) {
            None => Ok(survivors(&asked, of)),
            Some(card) => {
                Err(RegisterError::Unknown { what: "store, building or bank", id: card.to_string(), see: "search" })
            }
        }
    }

    /// What a bank holds today, and what it inherited from banks that went on as it.
    ///
    /// # Errors
    /// When nothing of that id is a bank for this audience, or the index cannot be read.
    pub fn held_by_bank(&self, bank: EntityId, ask: &Ask) -> Result<Holding, RegisterError> {
        let heard = self.hear_holdings(ask)?;
        let asked = Asked::new(&heard.statements, ask, self.profiles(), &heard.surroundings);
        match asked.is_of_kinds(bank, &[BANK]) {
            true => Ok(holding(&asked, bank, &self.day_or_today(None)?)),
            false => Err(RegisterError::Unknown { what: "seed bank", id: bank.to_string(), see: "search" }),
        }
    }

    /// What is said of all lots, of what tells of them, and of what they were kept in.
    pub(crate) fn hear_holdings(&self, ask: &Ask) -> Result<Heard, RegisterError> {
        let mut cards = Vec::new();
        for kind in KINDS {
            cards.extend(self.of_kind(kind)?);
        }
        self.hear_reached(cards, &LEADS, ask.audience)
    }
}

//! Two cards side by side, property by property.

use std::collections::{BTreeMap, BTreeSet};

use daftar_claim::{ClaimId, EntityId, Hash, PropertyId, Statement, Subject};
use daftar_table::{Cell, Row};
use daftar_view::{Ask, Asked, Identity, row};

use super::likeness::Properties;
use crate::look::linked;
use crate::rows::Labels;
use crate::{Heard, Register, RegisterError};

/// Some cards as they are now, heard together.
#[derive(Debug)]
pub struct Cards {
    heard: Heard,
    rows: BTreeMap<EntityId, Row>,
}

/// How two cards fit in one property.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fit {
    /// Both say the same, to the letter.
    Same,
    /// Something that both say agrees: written otherwise, nearly as large, one of several values.
    Agrees,
    /// Their names have words in common.
    Words,
    /// They say different things.
    Differs,
    /// One of them says that it is not known, or what cannot be compared.
    Open,
    /// Only the one says something.
    One,
    /// Only the other says something.
    Other,
}

/// One property of two cards.
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
pub struct Beside {
    /// The property.
    pub field: String,
    /// What the one says.
    pub one: Vec<Cell>,
    /// What the other says.
    pub other: Vec<Cell>,
    /// How they fit.
    pub fit: Fit,
}

impl Cards {
    /// The row of a card; none where nothing is said of it that may be seen.
    pub fn row(&self, card: EntityId) -> Option<&Row> {
        self.rows.get(&card)
    }

    /// What was heard of them.
    pub fn heard(&self) -> &Heard {
        &self.heard
    }

    /// What is said of whether two cards are one thing.
    pub fn links(&self, one: EntityId, other: EntityId) -> Vec<&Statement> {
        let identity = Identity::of(&self.heard.statements);
        let (one, other) = (identity.members(one), identity.members(other));
        let between = |statement: &&Statement| match linked(&statement.claim)[..] {
            [a, b] => (one.contains(&a) && other.contains(&b)) || (one.contains(&b) && other.contains(&a)),
            _ => false,
        };
        self.heard.statements.iter().filter(|one| one.stands()).filter(between).collect()
    }

    /// What tells the state of a card from every other: the statements about it, and about these, that stand; whether it is
    /// the same as another card is not among them.
    pub(super) fn mark(&self, card: EntityId) -> Hash {
        let members = Identity::of(&self.heard.statements).members(card);
        let about: BTreeSet<ClaimId> = self.standing(|one| match one.claim.subject {
            Subject::Entity(entity) => members.contains(&entity) && linked(&one.claim).is_empty(),
            _ => false,
        });
        let remarks = self.standing(|one| matches!(one.claim.subject, Subject::Claim(claim) if about.contains(&claim)));
        let ids: String = about.iter().chain(&remarks).map(ClaimId::to_string).collect();
        Hash::of(ids.as_bytes())
    }

    fn standing(&self, wanted: impl Fn(&Statement) -> bool) -> BTreeSet<ClaimId> {
        self.heard.statements.iter().filter(|one| one.stands() && wanted(one)).map(|one| one.id).collect()
    }
}

impl Register {
    /// Some cards as they are now, as the asking audience may see them.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn cards(&self, cards: &[EntityId], ask: &Ask) -> Result<Cards, RegisterError> {
        let heard = self.hear_joined(cards.iter().copied(), &self.standing, ask.audience)?;
        let asked = Asked::new(&heard.statements, ask, &self.profiles, &heard.surroundings);
        let known: BTreeSet<EntityId> = asked.entities().into_iter().collect();
        let identity = Identity::of(&heard.statements);
        let seen = cards.iter().filter(|card| identity.members(**card).iter().any(|member| known.contains(member)));
        let rows = seen.map(|card| (*card, row(&asked, *card))).collect();
        Ok(Cards { rows, heard })
    }

    /// Words for what rows of these cards say.
    pub fn labels_of<'c>(&self, cards: &Cards, cells: impl IntoIterator<Item = &'c Cell>, ask: &Ask) -> Labels<'_> {
        self.labels_around(cells, &cards.heard.surroundings, ask.lang)
    }

    /// Two cards side by side, property by property, in the order of a card.
    pub fn beside(&self, one: &Row, other: &Row) -> Vec<Beside> {
        let properties = Properties::of(&self.profiles);
        let line = |id: &PropertyId| {
            let field = id.to_string();
            let (a, b) = (one.cells(&field), other.cells(&field));
            let fit = fit(a, b, &field, &properties)?;
            Some(Beside { one: a.to_vec(), other: b.to_vec(), fit, field })
        };
        self.in_order(&[one, other]).into_iter().filter_map(line).collect()
    }

    /// The properties of the kinds of these rows as cards show them, then all others.
    fn in_order(&self, rows: &[&Row]) -> Vec<&PropertyId> {
        let kinds = rows.iter().flat_map(|row| &row.kinds).filter_map(|kind| self.profiles.kinds.get(kind));
        let mut order: Vec<&PropertyId> = Vec::new();
        for id in kinds.flat_map(|kind| &kind.properties).chain(self.profiles.properties.keys()) {
            if !order.contains(&id) && id.as_str() != "kind" {
                order.push(id);
            }
        }
        order
    }
}

/// How what two cards say fits; none where neither says anything.
fn fit(one: &[Cell], other: &[Cell], field: &str, properties: &Properties) -> Option<Fit> {
    let pairs = || one.iter().flat_map(|a| other.iter().map(move |b| (a, b)));
    let silent = |cells: &[Cell]| cells.iter().all(|cell| matches!(cell, Cell::Unknown | Cell::Something));
    let agree =
        |a: &Cell, b: &Cell| a == b || properties.place(field).is_some_and(|place| properties.agree(place, a, b));
    let share = |a: &Cell, b: &Cell| properties.place(field).is_some_and(|place| properties.share_words(place, a, b));
    Some(match (one.is_empty(), other.is_empty()) {
        (true, true) => return None,
        (false, true) => Fit::One,
        (true, false) => Fit::Other,
        _ if silent(one) || silent(other) => Fit::Open,
        _ if one.len() == other.len() && one.iter().all(|cell| other.contains(cell)) => Fit::Same,
        _ if pairs().any(|(a, b)| agree(a, b)) => Fit::Agrees,
        _ if pairs().any(|(a, b)| share(a, b)) => Fit::Words,
        _ => Fit::Differs,
    })
}

#[cfg(test)]
mod tests {
    use daftar_claim::Profiles;
    use daftar_claim::profile::Profile;

    use super::*;

    #[test]
    fn what_two_cards_say_is_set_side_by_side() {
        let shipped: Vec<Profile> = crate::PROFILES.iter().map(|text| Profile::parse(text).unwrap()).collect();
        let properties = Properties::of(&Profiles::merge(&shipped).0);
        let text = |texts: &[&str]| texts.iter().map(|text| Cell::Text((*text).to_owned())).collect::<Vec<_>>();
        let fit = |field: &str, one: &[&str], other: &[&str]| super::fit(&text(one), &text(other), field, &properties);
        assert_eq!(fit("number", &["MM 12"], &["MM 12"]), Some(Fit::Same));
        assert_eq!(fit("number", &["MM 12"], &["mm-012"]), Some(Fit::Agrees));
        assert_eq!(fit("name", &["Cup", "كأس"], &["Cup"]), Some(Fit::Agrees));
        assert_eq!(fit("name", &["Small cup"], &["Cup with a foot"]), Some(Fit::Words));
        assert_eq!(fit("material", &["clay"], &["stone"]), Some(Fit::Differs));
        assert_eq!(fit("material", &["clay"], &[]), Some(Fit::One));
        assert_eq!(fit("material", &[], &["clay"]), Some(Fit::Other));
        assert_eq!(fit("material", &[], &[]), None);
        let unknown = [Cell::Unknown];
        assert_eq!(super::fit(&unknown, &unknown, "material", &properties), Some(Fit::Open));
    }
}

//! The receipt of a handover: what was said of it, and what is handed over, with what is inside.

use daftar_claim::{EntityId, Value};
use daftar_view::{Ask, Asked, FoldedValue, Load, Page, page};
use serde::Serialize;

use super::handover::HANDOVER;
use super::numbers::folded_number;
use crate::{Register, RegisterError};

/// A receipt, to be printed and signed.
#[derive(Debug, Serialize)]
pub struct Receipt {
    /// The card of the handover.
    #[serde(flatten)]
    pub page: Page,
    /// What is handed over, in the order of numbers.
    pub things: Vec<Handed>,
    /// The day on which it is printed.
    pub today: String,
}

/// One thing, or a box with what is in it.
#[derive(Debug, Serialize)]
pub struct Handed {
    /// The thing.
    #[serde(flatten)]
    pub load: Load,
    /// What is in it.
    pub inside: Vec<Load>,
    /// In what state it was, as that was said under its number.
    pub states: Vec<String>,
}

impl Receipt {
    /// What is said under a property of the handover.
    pub fn values<'p>(&'p self, property: &'p str) -> impl Iterator<Item = &'p FoldedValue> {
        values(&self.page, property)
    }
}

impl Register {
    /// The receipt of a handover, as the asking audience may see it.
    ///
    /// # Errors
    /// When there is no such handover, or the index cannot be read.
    pub fn receipt(&self, handover: EntityId, ask: &Ask) -> Result<Receipt, RegisterError> {
        let heard = self.hear_entity(handover, self.standing(), ask.audience)?;
        let page = page(&Asked::new(&heard.statements, ask, self.profiles(), &heard.surroundings), handover);
        if !page.kinds.iter().any(|kind| kind == HANDOVER) {
            return Err(RegisterError::Unknown { what: "handover", id: handover.to_string(), see: "search" });
        }
        let about = values(&page, "about").filter_map(|one| match one.value.value {
            Value::Entity(thing) => Some(vec![thing]),
            _ => None,
        });
        let mut loads = self.loads(&about.collect::<Vec<_>>(), ask)?;
        loads.sort_by(|one, other| (&one.numbers, &one.name).cmp(&(&other.numbers, &other.name)));
        let places = self.places_of_keeping(ask)?;
        let mut things = Vec::with_capacity(loads.len());
        for load in loads {
            let inside = match places.get(load.entity) {
                Some(_) => self.contents(load.entity, true, ask)?.loads,
                None => Vec::new(),
            };
            things.push(Handed { inside, states: states(&page, &load), load });
        }
        Ok(Receipt { page, things, today: self.time().date().to_owned() })
    }
}

/// The values of one property.
fn values<'p>(page: &'p Page, property: &'p str) -> impl Iterator<Item = &'p FoldedValue> {
    let all = page.sections.iter().flat_map(|section| &section.properties);
    all.filter(move |one| one.folded.property.as_str() == property).flat_map(|one| &one.folded.values)
}

/// What was said of the state of a thing: under its number, or its name.
fn states(page: &Page, load: &Load) -> Vec<String> {
    let texts = values(page, "handed-state").filter_map(|one| match &one.value.value {
        Value::Text { text, .. } => Some(text),
        _ => None,
    });
    let own = |text: &&String| load.numbers.iter().chain(&load.name).any(|number| is_under(text, number));
    texts.filter(own).cloned().collect()
}

/// Whether words stand under a number, as they are written down: the number, a colon, the words.
fn is_under(text: &str, number: &str) -> bool {
    text.split_once(':').is_some_and(|(under, _)| folded_number(under) == folded_number(number))
}

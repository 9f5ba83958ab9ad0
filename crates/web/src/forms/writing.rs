//! A form on its way to the register: what it means so far, and what is wrong with it.

use std::collections::BTreeMap;

use daftar_register::claim::profile::Privacy;
use daftar_register::claim::{Claim, ClaimId, EntityId, PropertyId, Secret, Subject, Value};
use daftar_register::{Plan, Register};

use super::key;
use super::typed::{Asks, Typed, WHOLE};
use crate::error::Trouble;

/// What saving a form does.
pub(crate) enum Deed {
    /// It records statements.
    Record,
    /// It puts one in the place of another, besides.
    Replace {
        /// The one that is replaced.
        old: ClaimId,
        /// What takes its place, with whom it concerns.
        by: Box<Secret>,
        /// Whether that is sealed.
        sealed: bool,
    },
    /// It does a piece of work that is restricted as a whole.
    CarryOut(Plan),
    /// It takes one back.
    Retract(ClaimId),
    /// It seals one that was open; it concerns these.
    Seal(ClaimId, Vec<EntityId>),
}

/// A form that is being read.
pub(crate) struct Writing<'r> {
    /// The register.
    pub(crate) register: &'r Register,
    /// What was typed.
    pub(crate) typed: Typed,
    /// The keeper, who is the source of what no other source says.
    pub(crate) keeper: EntityId,
    /// What is to be recorded openly.
    pub(crate) open: Vec<Claim>,
    /// What is to be recorded sealed.
    pub(crate) sealed: Vec<Secret>,
    /// What saving does.
    pub(crate) deed: Deed,
    made: BTreeMap<String, EntityId>,
}

/// What a form came to mean.
pub(crate) struct Meant {
    /// What is to be recorded openly.
    pub(crate) open: Vec<Claim>,
    /// What is to be recorded sealed.
    pub(crate) sealed: Vec<Secret>,
    /// What saving does.
    pub(crate) deed: Deed,
}

impl<'r> Writing<'r> {
    /// A form as it was sent.
    pub(crate) fn new(register: &'r Register, typed: Typed) -> Result<Writing<'r>, Trouble> {
        let keeper = register.keeper()?;
        let made = BTreeMap::new();
        Ok(Writing { register, typed, keeper, open: Vec::new(), sealed: Vec::new(), deed: Deed::Record, made })
    }

    /// Ends the reading: what the form means, or the form with its faults.
    pub(crate) fn end(mut self) -> Result<Meant, Typed> {
        if self.typed.is_sound() && matches!(self.deed, Deed::Record) && self.open.is_empty() && self.sealed.is_empty()
        {
            self.typed.fault(WHOLE, "fault-nothing", Asks::Another);
        }
        match self.typed.is_sound() {
            true => Ok(Meant { open: self.open, sealed: self.sealed, deed: self.deed }),
            false => Err(self.typed),
        }
    }

    /// Says what is wrong with a field.
    pub(crate) fn fault(&mut self, field: &str, words: &'static str) {
        self.typed.fault(field, words, Asks::Another);
    }

    /// A card that this form makes; for one name always the same. Its kind is open, so that every page knows when the
    /// card is restricted; the rest of a restricted one is sealed.
    pub(crate) fn make(&mut self, kind: &str, name: &str) -> Result<Option<EntityId>, Trouble> {
        let what = format!("{kind}\n{name}");
        if let Some(made) = self.made.get(&what) {
            return Ok(Some(*made));
        }
        let Some(entity) = self.card(&what, kind)? else { return Ok(None) };
        self.made.insert(what, entity);
        let property = if kind == "document" { "title" } else { "name" };
        let lang = Some(language_of(name).to_owned());
        let value = Value::Text { text: name.to_owned(), lang };
        let claim = Claim::new(Subject::Entity(entity), property_id(property)?, value, self.keeper);
        self.put(claim, self.is_private(kind), vec![entity]);
        Ok(Some(entity))
    }

    /// A new card of a kind, without a name yet.
    pub(crate) fn card(&mut self, what: &str, kind: &str) -> Result<Option<EntityId>, Trouble> {
        let Some(entity) = key::entity(self.typed.text("key"), what) else {
            self.fault(WHOLE, "fault-key");
            return Ok(None);
        };
        let value = Value::code("kind", kind);
        self.open.push(Claim::new(Subject::Entity(entity), property_id("kind")?, value, self.keeper));
        Ok(Some(entity))
    }

    /// Whether cards of a kind are restricted.
    pub(crate) fn is_private(&self, kind: &str) -> bool {
        self.register.profiles().kinds.get(kind).is_some_and(|kind| kind.privacy == Privacy::Restricted)
    }

    /// Takes a statement up, open or sealed.
    pub(crate) fn put(&mut self, claim: Claim, restricted: bool, concerns: Vec<EntityId>) {
        match restricted {
            true => self.sealed.push(Secret { claim, concerns }),
            false => self.open.push(claim),
        }
    }
}

/// A property that the program itself names.
pub(crate) fn property_id(id: &str) -> Result<PropertyId, Trouble> {
    PropertyId::parse(id).map_err(|error| Trouble::Inside(error.to_string()))
}

/// The language of a name, by its letters.
pub(crate) fn language_of(text: &str) -> &'static str {
    let arabic = |c: char| ('\u{600}'..='\u{6ff}').contains(&c);
    if text.chars().any(arabic) { "ar" } else { "en" }
}

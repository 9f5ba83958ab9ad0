//! Looking at the register with the question of a visit.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use daftar_register::claim::{EntityId, PropertyId, Standing, TextId as _};
use daftar_register::date::Lang;
use daftar_register::store::index::fold_name;
use daftar_register::view::{self, Ask, Audience};
use daftar_register::{Heard, Offered, Register};

use crate::asked::Asked;
use crate::error::Trouble;
use crate::visit::Visit;

/// How many names a page offers; scripts ask for more.
const OFFERED: usize = 200;

/// A register, what is asked of it, and what counts for the answer.
pub(crate) struct Looking<'r> {
    /// The register.
    pub(crate) register: &'r Register,
    /// The question.
    pub(crate) ask: Ask,
    /// Whether the question names a source that is not here.
    pub(crate) unknown_source: bool,
    past: Option<Standing>,
    /// What things without a name are called instead.
    gists: RefCell<HashMap<EntityId, String>>,
}

/// Whether an audience may ask for a source by this name: the public only by a name that it is shown, or by an id. What is
/// called otherwise is to everybody else as if it were not here.
pub(super) fn may_ask(register: &Register, audience: Audience, name: &str, found: EntityId) -> bool {
    if audience == Audience::Keeper || EntityId::parse(name).is_ok() {
        return true;
    }
    let heard = register.hear_entities(&[found], register.standing(), audience);
    let wanted = fold_name(name);
    let is_shown = |heard: Heard| {
        let names = heard.surroundings.about(found).map(|about| about.names.clone()).unwrap_or_default();
        names.iter().any(|name| fold_name(&name.text).starts_with(&wanted))
    };
    heard.is_ok_and(is_shown)
}

impl<'r> Looking<'r> {
    /// The question of a visit.
    pub(crate) fn new(register: &'r Register, visit: &Visit) -> Result<Looking<'r>, Trouble> {
        let asked = &visit.asked;
        let known = |name: &String| {
            let found = register.source(name).ok()?;
            may_ask(register, visit.audience(), name, found).then_some(found)
        };
        let from: Vec<EntityId> = asked.from.iter().filter_map(known).collect();
        let past = asked.recorded.value.as_ref().map(|time| register.standing_at(time));
        let unknown_source = from.len() < asked.from.len();
        let ask = Ask {
            at: asked.at.value.clone(),
            said: asked.known.value.clone(),
            from,
            audience: visit.audience(),
            lang: visit.lang(register),
        };
        Ok(Looking { register, ask, unknown_source, past, gists: RefCell::default() })
    }

    /// Refuses a question that was not understood: where the answer is no page, nothing else would say so.
    pub(crate) fn understood(&self, asked: &Asked) -> Result<(), Trouble> {
        let fault = asked.at.fault.or(asked.known.fault).or(asked.recorded.fault);
        fault.or(self.unknown_source.then_some("fault-source")).map_or(Ok(()), |fault| Err(Trouble::Wrong(fault)))
    }

    /// Refuses whoever has not unlocked the notebook.
    pub(crate) fn keeper_only(&self) -> Result<(), Trouble> {
        if self.ask.audience == Audience::Keeper { Ok(()) } else { Err(Trouble::Locked) }
    }

    /// Cards that fields for cards complete from; for keepers.
    pub(crate) fn offered(&self) -> Result<Vec<Offered>, Trouble> {
        match self.ask.audience {
            Audience::Keeper => Ok(self.register.offered_cards("", None, OFFERED)?),
            Audience::Public => Ok(Vec::new()),
        }
    }

    /// What counts now, or counted by the time that is asked for.
    pub(crate) fn standing(&self) -> &Standing {
        self.past.as_ref().unwrap_or_else(|| self.register.standing())
    }

    /// Whether it is asked for now, and for what all sources say.
    pub(crate) fn is_of_now(&self) -> bool {
        let ask = &self.ask;
        self.past.is_none() && ask.at.is_none() && ask.said.is_none() && ask.from.is_empty() && !self.unknown_source
    }

    /// What is heard of one entity.
    pub(crate) fn entity(&self, entity: EntityId) -> Result<Heard, Trouble> {
        Ok(self.register.hear_entity(entity, self.standing(), self.ask.audience)?)
    }

    /// What is said about several entities, without what names them.
    pub(crate) fn entities(&self, entities: &[EntityId]) -> Result<Heard, Trouble> {
        Ok(self.register.hear_entities(entities, self.standing(), self.ask.audience)?)
    }

    /// What comes from a source.
    pub(crate) fn source(&self, source: EntityId) -> Result<Heard, Trouble> {
        Ok(self.register.hear_source(source, self.standing(), self.ask.audience)?)
    }

    /// What differences are found in.
    pub(crate) fn differing(&self) -> Result<Heard, Trouble> {
        Ok(self.register.hear_differing(self.standing(), &self.ask)?)
    }

    /// What is said under some properties; of no more than `whole` entities, everything.
    pub(crate) fn properties(&self, properties: &[PropertyId], whole: usize) -> Result<Heard, Trouble> {
        Ok(self.register.hear_properties(properties, whole, self.standing(), self.ask.audience)?)
    }

    /// What is said of everything that has a position, and of plans.
    pub(crate) fn placed(&self) -> Result<Heard, Trouble> {
        Ok(self.register.hear_placed(self.standing(), self.ask.audience)?)
    }

    /// What is said of cards that were found, of what these name, and of pictures that can be laid on the map.
    pub(crate) fn found_and_named(&self, found: &BTreeSet<EntityId>) -> Result<Heard, Trouble> {
        Ok(self.register.hear_found(found, self.standing(), self.ask.audience)?)
    }

    /// What is said about several entities, and about what is said to be the same as one of them.
    pub(crate) fn joined(&self, entities: impl IntoIterator<Item = EntityId>) -> Result<Heard, Trouble> {
        Ok(self.register.hear_joined(entities, self.standing(), self.ask.audience)?)
    }

    /// Everything.
    pub(crate) fn everything(&self) -> Result<Heard, Trouble> {
        Ok(self.register.hear_all(self.standing(), self.ask.audience)?)
    }

    /// Asks the question of what was heard.
    pub(crate) fn asked<'a>(&'a self, heard: &'a Heard) -> view::Asked<'a> {
        view::Asked::new(&heard.statements, &self.ask, self.register.profiles(), &heard.surroundings)
    }

    /// Asks another question of it.
    pub(crate) fn asked_so<'a>(&'a self, heard: &'a Heard, ask: &'a Ask) -> view::Asked<'a> {
        view::Asked::new(&heard.statements, ask, self.register.profiles(), &heard.surroundings)
    }

    /// The label of a kind in the language asked for.
    pub(crate) fn kind(&self, kind: &str) -> String {
        let tag = if self.ask.lang == Lang::Ar { "ar" } else { "en" };
        let declared = self.register.profiles().kinds.get(kind);
        declared.map_or(kind, |declared| declared.label.in_language(tag)).to_owned()
    }

    /// Notes what those of these things that have no name are called on the page: their kind, and the first words told of
    /// them.
    pub(crate) fn call(&self, asked: &view::Asked<'_>, things: impl IntoIterator<Item = EntityId>) {
        let nameless = things.into_iter().filter(|thing| asked.name(*thing).is_none());
        let gists = nameless.filter_map(|thing| Some((thing, asked.gist(thing)?)));
        self.gists.borrow_mut().extend(gists);
    }

    /// What things without a name are called instead.
    pub(crate) fn gists(&self) -> HashMap<EntityId, String> {
        self.gists.borrow().clone()
    }

    /// The name of an entity, as this audience may know it.
    pub(crate) fn name(&self, entity: EntityId) -> Option<String> {
        let heard = self.entities(&[entity]).ok()?;
        heard.surroundings.name(entity, self.ask.lang).map(str::to_owned)
    }
}

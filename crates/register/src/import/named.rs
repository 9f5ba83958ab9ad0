//! Things that cells name: shelves, places, persons. The same words in one list mean the same thing.

use std::collections::{BTreeSet, HashMap, HashSet};

use daftar_claim::profile::Privacy;
use daftar_claim::{Claim, EntityId, EntryId, PropertyId, RecordingId, Subject, Value};
use daftar_store::index::fold_name;
use daftar_view::NUMBER;

use super::list::{ANY_KIND, List, Naming};
use super::told::Why;
use crate::keeping::folded_number;
use crate::{Register, RegisterError, chance};

/// The kind of places of keeping.
const STORE: &str = "location";

/// What the list's cells name.
pub(super) struct Named {
    known: HashMap<(String, String), EntityId>,
    /// The statements of those that nobody had recorded before, until they are taken to be recorded.
    fresh: HashMap<EntityId, Vec<Claim>>,
    /// How many these are.
    pub(super) made: u64,
    /// The batch that is gone on with.
    going_on: Option<String>,
    /// What bears a number here, once that was looked up.
    numbers: Option<Bearers>,
    /// The things of the kinds that cells name by number, once they were looked up.
    kinds: HashMap<String, HashSet<EntityId>>,
    /// What the rows of the list are called, where others of them name them.
    rows: Bearers,
}

/// Things by their folded numbers or names.
type Bearers = HashMap<String, BTreeSet<EntityId>>;

impl Named {
    pub(super) fn new(going_on: Option<String>) -> Named {
        let (known, fresh) = (HashMap::new(), HashMap::new());
        Named { known, fresh, made: 0, going_on, numbers: None, kinds: HashMap::new(), rows: Bearers::new() }
    }

    /// Learns what a row of the list is called.
    pub(super) fn learn(&mut self, property: &PropertyId, text: &str, row: EntityId) {
        if [NUMBER, "name"].contains(&property.as_str()) {
            self.rows.entry(folded_number(text)).or_default().insert(row);
        }
    }

    /// The thing of that number or name: what the list called so before; else the only one here of that kind that bears the
    /// number; else the only one that is called so, unless it is a person: these are joined by people, for nothing can part
    /// them again; else a new one, where the list makes such things; else why there is none.
    pub(super) fn entity(
        &mut self,
        register: &Register,
        list: &List<'_>,
        (name, naming): (&str, &Naming<'_>),
        (row, column): (u64, &str),
    ) -> Result<Result<EntityId, Why>, RegisterError> {
        let kind = naming.kinds.first().copied();
        let key = (name.to_owned(), kind.unwrap_or_default().to_owned());
        if let Some(known) = self.known.get(&key) {
            return Ok(Ok(*known));
        }
        let bearing = self.bearing(register, list, name, naming)?;
        let [by_list, by_name] = register.called(name, naming, list.document, self.going_on.as_deref())?;
        let by_number = bearing.first().copied().filter(|_| bearing.len() == 1);
        let entity = match by_list.or(by_number).or(by_name) {
            Some(known) => known,
            None if bearing.len() > 1 => return Ok(Err(Why::SeveralSuch { count: bearing.len() })),
            None if !naming.makes => return Ok(Err(list.no_such(naming))),
            None => self.make(list, (name, kind.unwrap_or(ANY_KIND)), (row, column))?,
        };
        self.known.insert(key, entity);
        Ok(Ok(entity))
    }

    fn make(
        &mut self,
        list: &List<'_>,
        (name, kind): (&str, &str),
        (row, column): (u64, &str),
    ) -> Result<EntityId, RegisterError> {
        let entity = chance::entity()?;
        let said = [("kind", Value::code("kind", kind)), ("name", Value::text(name.to_owned()))];
        let said = said
            .into_iter()
            .map(|(property, value)| Ok(list.claim(entity, row, column, PropertyId::parse(property)?, value)));
        self.fresh.insert(entity, said.collect::<Result<_, RegisterError>>()?);
        self.made += 1;
        Ok(entity)
    }

    /// What bears a number, of the kinds that are named: in the notebook, or among the rows of the list.
    fn bearing(
        &mut self,
        register: &Register,
        list: &List<'_>,
        number: &str,
        naming: &Naming<'_>,
    ) -> Result<BTreeSet<EntityId>, RegisterError> {
        let folded = folded_number(number);
        let mut bearing = BTreeSet::new();
        if list.may_be_row(naming) {
            bearing.extend(self.rows.get(&folded).into_iter().flatten());
        }
        if list.are_numbered(naming) {
            if self.numbers.is_none() {
                self.numbers = Some(register.bearers_of_numbers(self.going_on.as_deref())?);
            }
            for kind in naming.kinds.iter().filter(|kind| !self.kinds.contains_key(**kind)).collect::<Vec<_>>() {
                self.kinds.insert((*kind).to_owned(), register.of_kind(kind)?.into_iter().collect());
            }
            let is_of = |entity: &&EntityId| {
                let mut kinds = naming.kinds.iter().filter_map(|kind| self.kinds.get(*kind));
                naming.kinds.is_empty() || kinds.any(|of| of.contains(*entity))
            };
            let known = self.numbers.as_ref().and_then(|numbers| numbers.get(&folded)).into_iter().flatten();
            bearing.extend(known.filter(is_of));
        }
        Ok(bearing)
    }

    /// What is to be recorded of a new thing; nothing when it was taken already.
    pub(super) fn take(&mut self, entity: EntityId) -> Vec<Claim> {
        self.fresh.remove(&entity).unwrap_or_default()
    }

    /// What is to be recorded of all that are new.
    pub(super) fn waiting(&self) -> impl Iterator<Item = &Claim> {
        self.fresh.values().flatten()
    }
}

impl Register {
    /// What bears which number; what stands in the batch `going_on` counts already.
    fn bearers_of_numbers(&self, going_on: Option<&str>) -> Result<Bearers, RegisterError> {
        let mut bearers = Bearers::new();
        let mut bears = |claim: &Claim| {
            if let (Some(entity), Value::Text { text, .. }) = (claim.subject.entity(), &claim.value) {
                bearers.entry(folded_number(text)).or_default().insert(entity);
            }
        };
        self.store.index().with_property(&PropertyId::parse(NUMBER)?, |found| {
            if self.stands_in(found.recording, going_on) {
                bears(&found.claim);
            }
        })?;
        self.opened_claims().filter(|claim| claim.property.as_str() == NUMBER).for_each(bears);
        Ok(bearers)
    }

    /// What a list may mean by a name: what it called so before; and the only one here of these kinds that is called so, unless it
    /// is restricted: who is restricted is joined by people.
    ///
    /// What stands in the batch `going_on` counts already.
    fn called(
        &self,
        name: &str,
        naming: &Naming<'_>,
        document: EntityId,
        going_on: Option<&str>,
    ) -> Result<[Option<EntityId>; 2], RegisterError> {
        let mut of_list: BTreeSet<EntityId> = self.sealed_names_of(name, document).into_iter().collect();
        let mut of_others = BTreeSet::new();
        let is_name = |claim: &Claim| matches!(&claim.value, Value::Text { text, .. } if claim.property.as_str() == "name" && text == name);
        for entity in self.store.index().entities_called(&fold_name(name), None)? {
            let about = self.standing_about(entity, going_on)?;
            let kinds: Vec<&str> = about.iter().filter_map(kind_of).collect();
            if !naming.fits(&kinds) {
                continue;
            }
            let own = about.iter().any(|claim| is_name(claim) && claim.source == document);
            if own {
                of_list.insert(entity);
            } else if about.iter().any(is_name) && !self.is_restricted_kind(&kinds) {
                of_others.insert(entity);
            }
        }
        for claim in self.opened_claims().filter(|claim| is_name(claim)) {
            let Some(entity) = claim.subject.entity() else { continue };
            let kinds = self.kinds_of(entity)?;
            let kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
            of_others.extend((naming.fits(&kinds) && !self.is_restricted_kind(&kinds)).then_some(entity));
        }
        let only = of_others.first().filter(|_| of_others.len() == 1);
        Ok([of_list.first().copied(), only.copied()])
    }

    /// Whether people must join what is called alike: whoever is restricted. A store is a place, though where it lies is nobody's
    /// business.
    fn is_restricted_kind(&self, kinds: &[&str]) -> bool {
        let kinds = kinds.iter().filter(|kind| **kind != STORE);
        let restricted =
            |kind: &&str| self.profiles.kinds.get(*kind).is_some_and(|kind| kind.privacy == Privacy::Restricted);
        kinds.into_iter().any(restricted)
    }

    /// What stands about something; what is in the batch `going_on` counts already.
    pub(super) fn standing_about(&self, entity: EntityId, going_on: Option<&str>) -> Result<Vec<Claim>, RegisterError> {
        let found = self.store.index().about(&Subject::Entity(entity))?;
        Ok(found.into_iter().filter(|one| self.stands_in(one.recording, going_on)).map(|one| one.claim).collect())
    }

    /// Whether a recording stands, or will when the batch `going_on` is closed.
    fn stands_in(&self, recording: RecordingId, going_on: Option<&str>) -> bool {
        let counts = self.standing.counts(recording.entry) && self.standing.ended(recording).is_none();
        counts || self.is_in_batch(recording.entry, going_on)
    }

    /// Whether an entry is part of a batch.
    pub(super) fn is_in_batch(&self, entry: EntryId, batch: Option<&str>) -> bool {
        let of = || Some(self.header(entry)?.header.batch.as_ref()?.id.as_str());
        batch.is_some() && of() == batch
    }

    /// Whom a list called so, where the name is sealed.
    fn sealed_names_of(&self, name: &str, document: EntityId) -> Option<EntityId> {
        let mut claims =
            self.opened_claims().filter(|claim| claim.source == document && claim.property.as_str() == "name");
        let named = claims.find(|claim| matches!(&claim.value, Value::Text { text, .. } if text == name));
        named.and_then(|claim| claim.subject.entity())
    }
}

/// The kind that a claim gives.
fn kind_of(claim: &Claim) -> Option<&str> {
    match &claim.value {
        Value::Code { code, .. } if claim.property.as_str() == "kind" => Some(code),
        _ => None,
    }
}

//! The page of one entity: everything that is said of it, by section, each value with its statements and they with their
//! sources. A page covers all entities said to be the same; each statement stays on the member that it is about.

use std::collections::{BTreeMap, HashSet};

use daftar_claim::{ClaimId, EntityId, PropertyId, Value};
use serde::Serialize;

use crate::agree::{Agreement, agreements_of};
use crate::asked::{Asked, Spoken, by_property};
use crate::cite::{Cited, Who};
use crate::differ::{Difference, differences_of};
use crate::fold::{Folded, fold};
use crate::identity::{Contradiction, Link};
use crate::json;
use crate::known;
use crate::prefer::{Prefer, ShownFirst, unsuperseded};
use crate::shown::Shown;
use crate::timeline::{Item, items_of};

/// The page of an entity.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Page {
    /// The entity: the first member of its group.
    #[serde(serialize_with = "json::text")]
    pub entity: EntityId,
    /// All entities said to be the same, itself included, sorted.
    #[serde(serialize_with = "json::texts")]
    pub members: Vec<EntityId>,
    /// Its name in the language asked for; none when nobody names it.
    pub name: Option<String>,
    /// Its kinds, as codes, sorted.
    pub kinds: Vec<String>,
    /// Its properties by section: the sections in the order of [`SECTIONS`], then others by name.
    pub sections: Vec<Section>,
    /// What is said of its being the same as others.
    pub sameness: Sameness,
    /// Where sources differ.
    pub differences: Vec<Difference>,
    /// Where sources agree.
    pub agreements: Vec<Agreement>,
    /// Statements about the statements here: denials, assessments, who is said to be answerable, notes.
    pub remarks: Vec<Remark>,
    /// Statements about other entities that name this one.
    pub links_in: Vec<LinkIn>,
    /// What happened to it.
    pub timeline: Vec<Item>,
    /// All statements that are named above, by id.
    pub statements: Vec<Cited>,
}

/// The sections of a page in their order.
pub const SECTIONS: [&str; 8] = ["identity", "history", "holdings", "keeping", "condition", "event", "links", "record"];

/// A part of a page.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Section {
    /// Its id, as profiles name it.
    pub id: String,
    /// Its properties, in the order of the entity's kind, then others by id.
    pub properties: Vec<PropertyView>,
}

/// A property on a page.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct PropertyView {
    /// Its values; the one that is wished to be first stands first.
    #[serde(flatten)]
    pub folded: Folded,
    /// Who wishes which to be first.
    pub first: ShownFirst,
}

/// What is said of an entity's being the same as others.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Sameness {
    /// Joins.
    pub same_as: Vec<Link>,
    /// Partings.
    pub different_from: Vec<Link>,
    /// Perhapses, which join nothing.
    pub may_be_same: Vec<Link>,
    /// What is both joined and parted.
    pub contradictions: Vec<Contradiction>,
}

/// A statement about a statement.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Remark {
    /// The statement that it is about.
    #[serde(serialize_with = "json::text")]
    pub about: ClaimId,
    /// `deny`, `assessment`, or another property.
    #[serde(serialize_with = "json::text")]
    pub property: PropertyId,
    /// The property's label in the language asked for.
    pub label: String,
    /// What it says.
    pub value: Shown,
    /// Who says it.
    pub by: Who,
    /// The statement that says it.
    #[serde(serialize_with = "json::text")]
    pub claim: ClaimId,
}

/// A statement about another entity that names this one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct LinkIn {
    /// The other entity.
    pub entity: Who,
    /// Which of its properties.
    #[serde(serialize_with = "json::text")]
    pub property: PropertyId,
    /// The property's label in the language asked for.
    pub label: String,
    /// The statement.
    #[serde(serialize_with = "json::text")]
    pub claim: ClaimId,
}

impl Page {
    /// The denials among the remarks.
    pub fn denials(&self) -> impl Iterator<Item = &Remark> {
        self.remarks.iter().filter(|remark| remark.property.as_str() == known::DENY)
    }

    /// The assessments among the remarks.
    pub fn assessments(&self) -> impl Iterator<Item = &Remark> {
        self.remarks.iter().filter(|remark| remark.property.as_str() == known::ASSESSMENT)
    }

    /// The statement of that id.
    pub fn statement(&self, claim: ClaimId) -> Option<&Cited> {
        let place = self.statements.binary_search_by_key(&claim, |cited| cited.claim).ok()?;
        self.statements.get(place)
    }
}

/// The page of an entity.
pub fn page(asked: &Asked, entity: EntityId) -> Page {
    let spoken = asked.about(entity);
    let (differences, agreements) = (differences_of(asked, entity), agreements_of(asked, entity));
    let (sameness, remarks, links_in) = (Sameness::of(asked, entity), remarks(asked, spoken), links_in(asked, entity));
    let prefers = unsuperseded(asked);
    let sides = differences.iter().flat_map(|d| &d.sides).chain(agreements.iter().flat_map(|a| &a.values));
    let mut named: Vec<ClaimId> = sides.flat_map(|side| &side.statements).copied().collect();
    named.extend(remarks.iter().map(|remark| remark.claim));
    named.extend(links_in.iter().map(|link| link.claim));
    named.extend(sameness.claims());
    let sections = sections(asked, spoken, &prefers);
    named.extend(sections.iter().flat_map(|s| &s.properties).flat_map(|p| &p.first.prefers).map(|p| p.claim));
    let mut places: Vec<usize> = named.into_iter().filter_map(|claim| asked.place_of(claim)).collect();
    places.extend(spoken.iter().map(|one| one.place));
    let members = asked.identity().members(entity);
    Page {
        entity: asked.identity().first(entity),
        name: asked.name(asked.identity().first(entity)).map(str::to_owned),
        members,
        kinds: kinds(spoken),
        sections,
        sameness,
        differences,
        agreements,
        remarks,
        links_in,
        timeline: items_of(asked, entity),
        statements: Cited::all(places, asked),
    }
}

/// The kinds that statements give an entity, sorted.
pub(crate) fn kinds(spoken: &[Spoken]) -> Vec<String> {
    let codes = spoken.iter().filter_map(|one| match &*one.value {
        Value::Code { code, .. } if one.property.as_str() == known::KIND => Some(code.clone()),
        _ => None,
    });
    let mut kinds: Vec<String> = codes.collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// What is told elsewhere on the page.
const ELSEWHERE: [&str; 4] = [known::SAME_AS, known::DIFFERENT_FROM, known::MAY_BE_SAME, known::PREFER];

fn sections(asked: &Asked, spoken: &[Spoken], prefers: &[(Prefer, usize)]) -> Vec<Section> {
    let kinds = kinds(spoken);
    let order: Vec<&PropertyId> =
        kinds.iter().filter_map(|kind| asked.profiles.kinds.get(kind)).flat_map(|kind| &kind.properties).collect();
    let place = |property: &PropertyId| order.iter().position(|known| *known == property).unwrap_or(usize::MAX);
    let mut sections: BTreeMap<(usize, &str), Vec<(usize, PropertyView)>> = BTreeMap::new();
    for chunk in by_property(spoken) {
        let Some(first) = chunk.first().filter(|one| !ELSEWHERE.contains(&one.property.as_str())) else { continue };
        let Some(folded) = fold(chunk, asked) else { continue };
        let view = PropertyView::new(folded, ShownFirst::of(chunk, prefers, asked));
        let id = first.rules.section();
        let rank = SECTIONS.iter().position(|known| *known == id).unwrap_or(SECTIONS.len());
        sections.entry((rank, id)).or_default().push((place(first.property), view));
    }
    let section = |((_, id), mut properties): ((usize, &str), Vec<(usize, PropertyView)>)| {
        properties.sort_by_key(|(place, _)| *place);
        Section { id: id.to_owned(), properties: properties.into_iter().map(|(_, view)| view).collect() }
    };
    sections.into_iter().map(section).collect()
}

impl PropertyView {
    /// Puts the value that is wished to be first at the front.
    fn new(mut folded: Folded, first: ShownFirst) -> PropertyView {
        let wanted = first.statement.and_then(|claim| folded.values.iter().position(|v| v.statements.contains(&claim)));
        if let Some(place) = wanted {
            let value = folded.values.remove(place);
            folded.values.insert(0, value);
        }
        PropertyView { folded, first }
    }
}

impl Sameness {
    fn of(asked: &Asked, entity: EntityId) -> Sameness {
        let identity = asked.identity();
        Sameness {
            same_as: identity.same_as(entity),
            different_from: identity.different_from(entity),
            may_be_same: identity.maybe_same(entity),
            contradictions: identity.contradictions(entity),
        }
    }

    fn claims(&self) -> impl Iterator<Item = ClaimId> {
        let links = [&self.same_as, &self.different_from, &self.may_be_same];
        links.into_iter().flatten().map(|link| link.claim)
    }
}

/// Statements about the statements here.
fn remarks(asked: &Asked, spoken: &[Spoken]) -> Vec<Remark> {
    let here: HashSet<usize> = spoken.iter().map(|one| one.place).collect();
    let remark = |(one, place): (&crate::ask::Selected, usize)| {
        let claim = one.claim();
        Some(Remark {
            about: asked.selected().get(place)?.statement.id,
            property: claim.property.clone(),
            label: asked.label(&claim.property).to_owned(),
            value: Shown::new(&claim.value, asked),
            by: Who::voice(claim, asked),
            claim: one.statement.id,
        })
    };
    let about_here = asked.remarks().filter(|(one, place)| {
        let is_prefer = one.claim().property.as_str() == known::PREFER;
        !is_prefer && here.contains(place)
    });
    about_here.filter_map(remark).collect()
}

fn links_in(asked: &Asked, entity: EntityId) -> Vec<LinkIn> {
    let identity = asked.identity();
    let named = asked.selected().iter().filter_map(|one| {
        let claim = one.claim();
        let subject = claim.subject.entity().filter(|subject| !identity.are_same(*subject, entity))?;
        let names_it = matches!(claim.value, Value::Entity(value) if identity.are_same(value, entity));
        let elsewhere = ELSEWHERE.contains(&claim.property.as_str());
        (names_it && !elsewhere).then(|| LinkIn {
            entity: Who::entity(subject, asked),
            property: claim.property.clone(),
            label: asked.label(&claim.property).to_owned(),
            claim: one.statement.id,
        })
    });
    named.collect()
}

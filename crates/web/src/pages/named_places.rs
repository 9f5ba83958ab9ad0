//! Cards without a position of their own, at the places that they name: a place, or what they are part of.
//!
//! What a card names is read from the table that the public is answered from, for keepers, too: what is sealed tells nothing
//! here, whoever looks. Neither does a property that is restricted (where a thing is kept, whence and whither it was moved), nor
//! a place of which the public sees no more than a cell; and what is itself sensitive, a well or a person, is not shown so.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use daftar_register::claim::profile::{Privacy, Property};
use daftar_register::claim::{EntityId, Profiles};
use daftar_register::table::{Cell, Query, Test};
use daftar_register::view::{Ask, Asked, Audience, Place, Shape, Spot, Surroundings};

use super::looking::Looking;
use super::search::Found;
use crate::error::Trouble;
use crate::map::{Lies, NamedAs, NamedPlace, NamedPlaces, Told};

/// What a thing belongs to: it lies, or lay, where that is.
const PART_OF: &str = "part-of";
/// So many places are shown, those that most cards name.
const PLACES: usize = 200;
/// So many cards are told at a place under one property; a search finds the others.
const TOLD: usize = 10;

/// What is gathered of a place: by property, how many cards and the first of them; and all cards.
#[derive(Default)]
struct Gathered {
    by: BTreeMap<usize, (usize, Vec<Told>)>,
    cards: BTreeSet<EntityId>,
}

/// The places that found cards name. `places` are all that have a position; cards among these are shown there, and not
/// here. What is found is of now.
pub(crate) fn named_places(
    looking: &Looking<'_>,
    found: &Found,
    asked: &Asked<'_>,
    surroundings: &Surroundings,
    places: &[Place],
) -> Result<NamedPlaces, Trouble> {
    let own: BTreeSet<EntityId> = places.iter().flat_map(|place| asked.identity().members(place.entity)).collect();
    let open = places.iter().filter(|place| !place.spots.is_empty() && !surroundings.is_sensitive(place.entity));
    let open: HashMap<EntityId, &Place> = open.map(|place| (place.entity, place)).collect();
    let profiles = looking.register.profiles();
    let (properties, hides) = (says_where(profiles), |kind: &String| is_hidden(profiles, kind));
    let ask = Ask { audience: Audience::Public, at: None, said: None, from: Vec::new(), lang: looking.ask.lang };
    let mut gathered: BTreeMap<EntityId, Gathered> = BTreeMap::new();
    for (number, property) in properties.iter().enumerate() {
        let field = property.id.as_str();
        let mut query = Query { columns: Some(vec![field.to_owned()]), ..Query::default() };
        query.add(field, Test::Said);
        looking.register.each_of_many(&query, looking.register.standing(), &ask, |hit| {
            let row = hit.row;
            let is = |set: &BTreeSet<EntityId>| row.members.iter().any(|member| set.contains(member));
            if is(&found.members) && !is(&own) && !row.kinds.iter().any(hides) {
                let named = row.cells(field).iter().filter_map(|cell| match cell {
                    Cell::Entity(place) => Some(asked.identity().first(*place)),
                    _ => None,
                });
                for place in named.filter(|place| open.contains_key(place)) {
                    let name = row.name(looking.ask.lang.tag()).map(|name| name.text.clone());
                    gathered.entry(place).or_default().take(number, Told { entity: row.entity, name });
                }
            }
            Ok::<_, daftar_register::RegisterError>(())
        })?;
    }
    Ok(made(gathered, &open, &properties, looking))
}

fn made(
    gathered: BTreeMap<EntityId, Gathered>,
    places: &HashMap<EntityId, &Place>,
    properties: &[&Property],
    looking: &Looking<'_>,
) -> NamedPlaces {
    let cards: BTreeSet<EntityId> = gathered.values().flat_map(|one| one.cards.iter().copied()).collect();
    let tag = looking.ask.lang.tag();
    let named = |(number, (cards, told)): (usize, (usize, Vec<Told>))| {
        let property = properties.get(number)?;
        let label = property.label.in_language(tag).to_owned();
        Some(NamedAs { property: property.id.to_string(), label, cards, told })
    };
    let shown = gathered.into_iter().filter_map(|(entity, one)| {
        let place = places.get(&entity)?;
        Some(NamedPlace {
            entity,
            name: place.name.clone(),
            at: place.spots.iter().filter_map(lies).collect(),
            cards: one.cards.len(),
            named: one.by.into_iter().filter_map(named).collect(),
        })
    });
    let mut places: Vec<NamedPlace> = shown.collect();
    places.sort_by_key(|place| std::cmp::Reverse(place.cards));
    let more = places.len().saturating_sub(PLACES);
    places.truncate(PLACES);
    NamedPlaces { places, more, cards: cards.len() }
}

fn lies(spot: &Spot) -> Option<Lies> {
    let uncertainty = spot.uncertainty.filter(|_| matches!(spot.shape, Shape::Point(_)));
    Some(Lies { position: spot.shape.middle()?, uncertainty })
}

impl Gathered {
    fn take(&mut self, property: usize, card: Told) {
        self.cards.insert(card.entity);
        let (cards, told) = self.by.entry(property).or_default();
        *cards += 1;
        if told.len() < TOLD {
            told.push(card);
        }
    }
}

/// Whether the public sees less of a kind than all.
fn is_hidden(profiles: &Profiles, kind: &str) -> bool {
    profiles.kinds.get(kind).is_some_and(|kind| kind.privacy != Privacy::Public)
}

/// The properties that say where something lies or lay: open ones whose values are of a kind that may have a position and is open
/// itself; and what something is part of.
fn says_where(profiles: &Profiles) -> Vec<&Property> {
    let has_position = |kind: &String| {
        profiles.kinds.get(kind).is_some_and(|kind| {
            let positions = kind.properties.iter().filter_map(|id| profiles.property(id));
            let mut open = positions.filter(|one| one.value == "geometry" && one.privacy == Privacy::Public);
            kind.privacy == Privacy::Public && open.next().is_some()
        })
    };
    let says = |property: &&Property| {
        let of_place = property.of_kind.as_ref().is_some_and(has_position);
        property.value == "entity"
            && property.privacy == Privacy::Public
            && (of_place || property.id.as_str() == PART_OF)
    };
    profiles.properties.values().filter(says).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use daftar_register::claim::profile::Profile;

    #[test]
    fn no_restricted_property_and_no_restricted_kind_says_where() {
        let profile = |text: &str| Profile::parse(text).unwrap();
        let place = "version = 1\nkind = \"place\"\nlabel = { en = \"p\", ar = \"م\" }\nproperties = [\"location\"]\n";
        let position = "[[property]]\nid = \"location\"\nlabel = { en = \"l\", ar = \"م\" }\ntype = \"geometry\"\nfold = \"holds\"\n";
        let store = "version = 1\nkind = \"store\"\nprivacy = \"cell\"\nlabel = { en = \"s\", ar = \"م\" }\nproperties = [\"location\"]\n";
        let link = |id: &str, kind: &str, privacy: &str| {
            format!(
                "[[property]]\nid = \"{id}\"\nlabel = {{ en = \"x\", ar = \"م\" }}\ntype = \"entity\"\nfold = \"holds\"\n\
                 of-kind = \"{kind}\"\nprivacy = \"{privacy}\"\n"
            )
        };
        let thing = ["version = 1\n".to_owned()]
            .into_iter()
            .chain([
                link("found-at", "place", "public"),
                link("kept-at", "place", "restricted"),
                link("stored-at", "store", "public"),
                link("drawn-by", "no-kind", "public"),
            ])
            .collect::<String>();
        let all = [profile(&format!("{place}{position}")), profile(store), profile(&thing)];
        let profiles = Profiles::merge(&all).0;
        let told: Vec<&str> = says_where(&profiles).iter().map(|property| property.id.as_str()).collect();
        assert_eq!(told, ["found-at"]);
    }
}

//! The places that cards name which have no position of their own, as a list: which cards, and as what they name the place.
//! The map's popups are copies of its items.

use daftar_register::claim::EntityId;
use daftar_register::view::Position;
use maud::{Markup, html};
use serde::{Serialize, Serializer};

use super::geojson::named_key;
use super::list::metres;
use super::mark::named_mark;
use super::page::Links;
use super::words::Words;

/// So many cards stand open; more are folded.
const OPEN: usize = 5;

/// Places that cards name.
#[derive(Serialize, Default)]
pub(crate) struct NamedPlaces {
    /// The places, those that most cards name first.
    pub(crate) places: Vec<NamedPlace>,
    /// How many further places are named, and not shown.
    pub(crate) more: usize,
    /// How many cards name a place that has a position, those at places that are not shown included.
    pub(crate) cards: usize,
}

/// A place that cards name.
#[derive(Serialize)]
pub(crate) struct NamedPlace {
    #[serde(serialize_with = "text")]
    pub(crate) entity: EntityId,
    pub(crate) name: Option<String>,
    /// Where it lies, one for each position that is told.
    pub(crate) at: Vec<Lies>,
    /// How many cards name it.
    pub(crate) cards: usize,
    /// As what they name it.
    pub(crate) named: Vec<NamedAs>,
}

/// Where a place lies.
#[derive(Serialize)]
pub(crate) struct Lies {
    /// Longitude and latitude; of a line or an area the middle.
    pub(crate) position: Position,
    /// Of a point how far off it may be, metres.
    pub(crate) uncertainty: Option<f64>,
}

/// The cards that name a place under one property.
#[derive(Serialize)]
pub(crate) struct NamedAs {
    pub(crate) property: String,
    pub(crate) label: String,
    /// How many there are.
    pub(crate) cards: usize,
    /// The first of them.
    pub(crate) told: Vec<Told>,
}

/// A card.
#[derive(Clone, Serialize)]
pub(crate) struct Told {
    #[serde(serialize_with = "text")]
    pub(crate) entity: EntityId,
    pub(crate) name: Option<String>,
}

/// What is shown of them.
#[derive(Clone, Copy)]
pub(crate) struct Naming<'a> {
    pub(crate) places: &'a NamedPlaces,
    /// The search for the cards that name a place under a property.
    pub(crate) search: &'a dyn Fn(EntityId, &str) -> String,
}

fn text<S: Serializer>(entity: &EntityId, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(entity)
}

/// The list.
pub(super) fn named_list(naming: Naming<'_>, links: Links<'_>, words: &Words) -> Markup {
    let named = naming.places;
    html! {
        section class="map-list map-named" aria-labelledby="map-named-title" {
            h2 id="map-named-title" { (words.count("map-named", named.places.len() + named.more)) }
            p { (words.say("map-named-lead")) }
            ul { @for place in &named.places { (item(place, naming, links, words)) } }
            @if named.more > 0 { p { (words.count("map-named-more", named.more)) } }
        }
    }
}

fn item(place: &NamedPlace, naming: Naming<'_>, links: Links<'_>, words: &Words) -> Markup {
    let name = place.name.clone().unwrap_or_else(|| words.say("map-unnamed"));
    html! {
        li class="map-place" data-entity=(named_key(place.entity)) {
            div class="map-place-text" {
                p class="map-place-name" { (named_mark()) a href=((links.card)(place.entity)) { bdi dir="auto" { (name) } } }
                p class="map-where" { (words.count("map-named-at", place.cards)) }
                @if place.at.len() > 1 { p class="map-where" { (words.count("map-spots", place.at.len())) } }
                @for off in place.at.iter().filter_map(|lies| lies.uncertainty) {
                    p class="map-where" { (words.with("map-within", "metres", &metres(off))) }
                }
                @for one in &place.named {
                    details open[place.cards <= OPEN] {
                        summary { (words.with("map-named-as", "property", &one.label)) " " span class="map-count" { (words.number(one.cards)) } }
                        ul {
                            @for card in &one.told {
                                @let name = card.name.clone().unwrap_or_else(|| words.say("map-unnamed"));
                                li { a href=((links.card)(card.entity)) { bdi dir="auto" { (name) } } }
                            }
                        }
                        @if one.cards > one.told.len() {
                            p { a href=((naming.search)(place.entity, &one.property)) { (words.count("map-named-rest", one.cards - one.told.len())) } }
                        }
                    }
                }
            }
            button type="button" class="map-show" hidden { (words.say("map-show")) }
        }
    }
}

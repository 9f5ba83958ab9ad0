//! The places as a list: everything that the map shows, for those who cannot or need not see it. The map's popups are
//! copies of its items.

use std::collections::BTreeMap;

use daftar_register::claim::EntityId;
use daftar_register::view::{Place, PlaceState, Spot, Told};
use maud::{Markup, html};

use super::geojson::digits;
use super::mark::{Level, differ_mark};
use super::words::Words;

/// The list, by kind; `card` tells the address of an entity's card.
pub(super) fn list(places: &[Place], card: &dyn Fn(EntityId) -> String, words: &Words) -> Markup {
    let mut kinds: BTreeMap<String, Vec<&Place>> = BTreeMap::new();
    for place in places {
        kinds.entry(place.kind_labels.join(", ")).or_default().push(place);
    }
    for list in kinds.values_mut() {
        list.sort_by_key(|place| (std::cmp::Reverse(Level::of(place)), &place.name));
    }
    html! {
        section class="map-list" aria-labelledby="map-list-title" {
            h2 id="map-list-title" { (words.count("map-places", places.len())) }
            @if places.is_empty() { p { (words.say("map-none")) } }
            @for (kind, places) in &kinds {
                details open[kinds.len() == 1 || places.len() <= 20] {
                    summary { (kind) " " span class="map-count" { bdi { (places.len()) } } }
                    ul { @for place in places { (item(place, card, words)) } }
                }
            }
        }
    }
}

fn item(place: &Place, card: &dyn Fn(EntityId) -> String, words: &Words) -> Markup {
    let unnamed = || words.say("map-unnamed");
    html! {
        li class="map-place" data-entity=(digits(place.entity)) {
            div class="map-place-text" {
                p class="map-place-name" {
                    (Level::of(place).mark())
                    a href=(card(place.entity)) { bdi dir="auto" { (place.name.clone().unwrap_or_else(unnamed)) } }
                }
                (states(place, words))
                @if place.differ > 0 { p class="map-differ" { (differ_mark()) (words.say("map-differ")) } }
                @else if place.perhaps_differ > 0 { p class="map-differ" { (differ_mark()) (words.say("map-perhaps-differ")) } }
                (whereabouts(place, words))
            }
            button type="button" class="map-show" hidden { (words.say("map-show")) }
        }
    }
}

fn states(place: &Place, words: &Words) -> Markup {
    html! {
        @if place.states.is_empty() { p class="map-untold" { (Level::Untold.words(words)) } }
        @else { ul class="map-states" { @for state in &place.states { li { (state_line(state, words)) } } } }
    }
}

fn state_line(state: &PlaceState, words: &Words) -> Markup {
    html! {
        strong { (state.words) }
        " — "
        @if !state.told.certain { (words.say("map-possibly")) ", " }
        (told(&state.told, words))
    }
}

fn told(told: &Told, words: &Words) -> Markup {
    html! {
        (words.count("map-sources", told.sources))
        @if told.sources > 1 && told.origins == 1 { ", " (words.say("map-one-origin")) }
    }
}

fn whereabouts(place: &Place, words: &Words) -> Markup {
    html! {
        @if place.cell.is_some() { p class="map-where" { (words.say("map-cell")) } }
        @if place.spots.len() > 1 { p class="map-where" { (words.count("map-spots", place.spots.len())) } }
        @if place.spots.iter().any(|spot| spot.area) { p class="map-where" { (words.say("map-area")) } }
        @for metres in place.spots.iter().filter_map(radius) {
            p class="map-where" { (words.with("map-within", "metres", &metres)) }
        }
    }
}

/// Metres as they are read: whole ones from ten on.
fn radius(spot: &Spot) -> Option<String> {
    spot.uncertainty.map(metres)
}

/// A length as it is read: no more exact than it is known.
pub(super) fn metres(length: f64) -> String {
    if length >= 10.0 { format!("{length:.0}") } else { format!("{}", (length * 10.0).round() / 10.0) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::town;
    use daftar_register::date::Lang;
    use daftar_register::view::Audience;

    fn shown(lang: Lang) -> String {
        let (places, _) = town::shown(Audience::Public, lang);
        let shown = list(&places.places, &|entity| format!("/e/{}", digits(entity)), &Words::of(lang)).into_string();
        shown.replace(['\u{2068}', '\u{2069}'], "") // What keeps directions apart is not seen.
    }

    #[test]
    fn each_place_tells_its_states_their_sources_and_where_it_lies() {
        let english = shown(Lang::En);
        let mill = english.split("<li class=\"map-place\"").find(|item| item.contains("Old Mill")).unwrap();
        for words in ["destroyed", "2 sources", "damaged", "sources differ", "somewhere within 5 m", "/e/"] {
            assert!(mill.contains(words), "{words}: {mill}");
        }
        let well = english.split("<li class=\"map-place\"").find(|item| item.contains("Well 7")).unwrap();
        assert!(well.contains("not known") && well.contains("The exact place is not public"), "{well}");
        assert!(!well.contains("20.99"));
    }

    #[test]
    fn the_same_in_arabic() {
        let arabic = shown(Lang::Ar);
        assert!(arabic.contains("الطاحونة القديمة") && arabic.contains("مصدران"), "{arabic}");
        assert!(!arabic.contains("map-level-untold</"), "every word is there");
    }

    #[test]
    fn lengths_are_read_as_exactly_as_they_are_known() {
        assert_eq!([0.04, 2.25, 9.96, 12.6].map(metres), ["0", "2.3", "10", "13"]);
    }
}

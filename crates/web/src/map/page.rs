//! The map on a page: the frame that the script fills, its legend, the plans that can be laid over it, and the list.

use daftar_register::claim::EntityId;
use daftar_register::view::{Place, Plan};
use maud::{Markup, html};

use super::geojson::{digits, key, placings};
use super::list::{list, metres};
use super::mark::{Level, NAMED, differ_mark, named_mark};
use super::named::{Naming, named_list};
use super::placing::{Placed, PlacingError};
use super::words::Words;

/// Where the map finds what it needs.
#[derive(Clone, Copy)]
pub struct Links<'a> {
    /// What is drawn: a [`super::Drawing`] as JSON.
    pub drawing: &'a str,
    /// The base map that comes with the program.
    pub base: &'a str,
    /// The user's own base map.
    pub own: Option<&'a str>,
    /// The card of an entity.
    pub card: &'a dyn Fn(EntityId) -> String,
    /// Where a plan is looked at; none where it is not.
    pub plan: &'a dyn Fn(EntityId) -> Option<String>,
}

/// The map, for the inside of a page's `main`.
pub fn map(places: &[Place], plans: &[Plan], links: Links<'_>, words: &Words) -> Markup {
    map_naming(places, plans, None, links, words)
}

/// The same with places that cards name which have no position of their own.
pub(crate) fn map_naming(
    places: &[Place],
    plans: &[Plan],
    naming: Option<Naming<'_>>,
    links: Links<'_>,
    words: &Words,
) -> Markup {
    let naming = naming.filter(|naming| !naming.places.places.is_empty());
    html! {
        div class="map-page" {
            (frame(links, words))
            div class="map-beside" {
                (legend(naming.is_some(), words))
                @if !plans.is_empty() { (plan_list(plans, links, words)) }
                @if let Some(naming) = naming { (named_list(naming, links, words)) }
                (list(places, links.card, words))
            }
        }
    }
}

/// The frame of the map. Maps run from left to right in every language; what stands in them has a direction of its own.
fn frame(links: Links<'_>, words: &Words) -> Markup {
    html! {
        section class="map-frame" {
            div class="map" id="map" dir="ltr" role="region" aria-label=(words.say("map-label")) tabindex="0"
                data-drawing=(links.drawing) data-base=(links.base) data-own=[links.own] data-lang=(words.tag())
                data-direction=(words.direction())
                data-close=(words.say("map-close")) data-zoom-in=(words.say("map-zoom-in")) data-zoom-out=(words.say("map-zoom-out")) {
                noscript { p dir=(words.direction()) { (words.say("map-no-script")) } }
            }
            p class="map-credit" {
                (words.say("map-borders"))
                @if links.own.is_some() { " " (words.say("map-own")) }
            }
        }
    }
}

/// The map of a crowd: its frame asks anew for each part that is looked at; beside it the legend, and a list of the same.
pub(crate) fn crowd_frame(links: Links<'_>, part: [f64; 4], list: Markup, words: &Words) -> Markup {
    let part = part.map(|degrees| format!("{degrees:.6}")).join(",");
    html! {
        div class="map-page" data-crowd=(part) {
            (frame(links, words))
            div class="map-beside" { (legend(false, words)) (list) }
        }
    }
}

/// The words of a level by its name.
pub(crate) fn level_words(level: &str, words: &Words) -> String {
    Level::all().find(|one| one.name() == level).unwrap_or(Level::Untold).words(words)
}

fn legend(named: bool, words: &Words) -> Markup {
    html! {
        details class="map-legend" open {
            summary { (words.say("map-legend")) }
            ul {
                @for level in Level::all() {
                    li data-level=(level.name()) { (level.mark()) (level.words(words)) }
                }
                @if named { li data-level=(NAMED) { (named_mark()) (words.say("map-mark-named")) } }
                li { span class="map-key map-key-differ" { (differ_mark()) } (words.say("map-mark-differ")) }
                li { span class="map-key map-key-radius" aria-hidden="true" {} (words.say("map-mark-radius")) }
                li { span class="map-key map-key-cell" aria-hidden="true" {} (words.say("map-mark-cell")) }
            }
            p { (words.say("map-legend-worst")) }
        }
    }
}

fn plan_list(plans: &[Plan], links: Links<'_>, words: &Words) -> Markup {
    let unnamed = || words.say("map-unnamed");
    html! {
        section class="map-plans" aria-labelledby="map-plans-title" {
            h2 id="map-plans-title" { (words.say("map-plans")) }
            ul {
                @for plan in plans {
                    li {
                        @let address = (links.plan)(plan.entity).unwrap_or_else(|| (links.card)(plan.entity));
                        a href=(address) { bdi dir="auto" { (plan.name.clone().unwrap_or_else(unnamed)) } }
                        @if plan.placements.is_empty() { p { (words.say("map-plan-unplaced")) } }
                        @for (n, (placement, placed)) in plan.placements.iter().zip(placings(plan)).enumerate() {
                            @let who = placement.by.name.clone().unwrap_or_else(unnamed);
                            p { (words.with("map-plan-placed-by", "who", &who)) " — " (fit(&placed, words)) }
                            @if placed.is_ok() { (strength(&key(plan, n), words)) }
                        }
                    }
                }
            }
        }
    }
}

/// How strongly a plan shows; the script makes it visible.
fn strength(key: &str, words: &Words) -> Markup {
    html! {
        label class="map-strength" hidden {
            (words.say("map-plan-opacity")) " "
            input type="range" min="0" max="100" value="70" data-plan=(key);
        }
    }
}

/// How well a plan fits.
pub(crate) fn fit(placed: &Result<Placed, PlacingError>, words: &Words) -> Markup {
    let placed = match placed {
        Ok(placed) => placed,
        Err(error) => return html! { (why(error, words)) },
    };
    html! {
        @match placed.residual {
            Some(off) => { (words.with("map-plan-residual", "metres", &metres(off))) }
            None => { (words.say("map-plan-untold")) }
        }
        @if placed.mirrored { " — " strong { (words.say("map-plan-mirrored")) } }
    }
}

/// Why known points do not place a picture.
pub(super) fn why(error: &PlacingError, words: &Words) -> String {
    match error {
        PlacingError::TooFew(_) => words.say("place-too-few"),
        PlacingError::OffTheMap(n, _) | PlacingError::NotANumber(n) => words.count("place-off-the-map", *n),
        PlacingError::OneSpot(_) => words.say("place-one-spot"),
    }
}

/// The address of a card where all cards lie under one path.
pub fn under(path: &str, entity: EntityId) -> String {
    format!("{path}/{}", digits(entity))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::town;
    use daftar_register::date::Lang;
    use daftar_register::view::Audience;

    fn shown(lang: Lang) -> String {
        let (places, plans) = town::shown(Audience::Public, lang);
        let links = Links {
            drawing: "/map.geojson?at=2032",
            base: "/basemap.pmtiles",
            own: None,
            card: &|entity| under("/e", entity),
            plan: &|entity| Some(under("/plan", entity)),
        };
        map(&places.places, &plans, links, &Words::of(lang)).into_string()
    }

    #[test]
    fn a_map_runs_left_to_right_and_needs_no_script_for_its_list() {
        for lang in [Lang::En, Lang::Ar] {
            let page = shown(lang);
            assert!(page.contains("dir=\"ltr\" role=\"region\"") && page.contains("<noscript>"));
            assert!(page.contains("Natural Earth"), "it says whose lines it draws");
            assert!(!page.contains("style=") && !page.contains("<script"), "nothing inline");
            assert_eq!(page.matches("class=\"map-place\"").count(), 12);
        }
    }

    #[test]
    fn a_plan_says_who_placed_it_and_how_well_it_fits() {
        let page = shown(Lang::En);
        assert!(page.contains("placed by") && page.contains("m off on average"), "{page}");
    }
}

//! A plan by itself: its picture in pixels, without any coordinates, what it shows, and the form to place it on the map.

use daftar_register::claim::EntityId;
use daftar_register::view::{Place, Plan};
use maud::{Markup, html};

use super::mark::Level;
use super::page::Links;
use super::words::Words;

/// A plan's picture.
#[derive(Clone, Copy)]
pub struct Picture<'a> {
    /// Its address.
    pub address: &'a str,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// A place that lies on a plan.
#[derive(Clone, Copy)]
pub struct Lying<'a> {
    /// The place.
    pub place: &'a Place,
    /// Pixels from the left and from the top.
    pub pixel: [f64; 2],
}

/// The plan with what it shows and what lies on it, for the inside of a page's `main`.
pub fn plan(
    plan: &Plan,
    picture: Picture<'_>,
    lying: &[Lying<'_>],
    card: &dyn Fn(EntityId) -> String,
    words: &Words,
) -> Markup {
    html! {
        div class="plan-page" {
            (sheet(plan, picture, words))
            div {
                @if !plan.marks.is_empty() { (marks(plan, card, words)) }
                @if !lying.is_empty() { (places(lying, card, words)) }
            }
        }
    }
}

/// The places that lie on it, each with the mark of its state.
fn places(lying: &[Lying<'_>], card: &dyn Fn(EntityId) -> String, words: &Words) -> Markup {
    html! {
        section class="plan-places" aria-labelledby="plan-places-title" {
            h2 id="plan-places-title" { (words.say("plan-places")) }
            ul {
                @for Lying { place, pixel: [x, y] } in lying {
                    @let level = Level::of(place);
                    li data-x=(format!("{x:.1}")) data-y=(format!("{y:.1}")) data-level=(level.name()) {
                        (level.mark())
                        span {
                            a href=(card(place.entity)) { bdi dir="auto" { (place.name.clone().unwrap_or_else(|| words.say("map-unnamed"))) } }
                            " " span class="map-count" { (level.words(words)) }
                        }
                        button type="button" class="map-show" hidden { (words.say("plan-show")) }
                    }
                }
            }
        }
    }
}

/// The page on which a plan is placed: the picture, the map, and the form, which the scripts fill.
pub fn placing_page(plan: &Plan, picture: Picture<'_>, links: Links<'_>, form: &Markup, words: &Words) -> Markup {
    html! {
        div class="place-page" {
            h1 { (words.say("place-title")) }
            p { (words.say("place-how")) }
            p class="place-clicks" hidden { (words.say("place-clicks")) }
            div class="place-sides" {
                (sheet(plan, picture, words))
                div class="map place-map" dir="ltr" role="region" aria-label=(words.say("map-label")) tabindex="0"
                    data-drawing=(links.drawing) data-base=(links.base) data-own=[links.own] data-lang=(words.tag())
                    data-direction=(words.direction())
                    data-close=(words.say("map-close")) data-zoom-in=(words.say("map-zoom-in")) data-zoom-out=(words.say("map-zoom-out")) {
                    noscript { p dir=(words.direction()) { (words.say("map-no-script")) } }
                }
            }
            (form)
        }
    }
}

/// The picture, which the script lets be moved and enlarged.
fn sheet(plan: &Plan, picture: Picture<'_>, words: &Words) -> Markup {
    let unnamed = || words.say("map-unnamed");
    html! {
        figure class="plan-figure" {
            div class="plan-sheet" dir="ltr" role="region" aria-label=(words.say("plan-label"))
                data-width=(picture.width) data-height=(picture.height) data-direction=(words.direction())
                data-zoom-in=(words.say("map-zoom-in")) data-zoom-out=(words.say("map-zoom-out")) data-close=(words.say("map-close")) {
                img src=(picture.address) width=(picture.width) height=(picture.height) alt=(words.say("plan-label"));
            }
            figcaption { bdi dir="auto" { (plan.name.clone().unwrap_or_else(unnamed)) } }
        }
    }
}

fn marks(plan: &Plan, card: &dyn Fn(EntityId) -> String, words: &Words) -> Markup {
    html! {
        section class="plan-marks" aria-labelledby="plan-marks-title" {
            h2 id="plan-marks-title" { (words.say("plan-marks")) }
            ol {
                @for mark in &plan.marks {
                    li data-x=(mark.pixel[0]) data-y=(mark.pixel[1]) {
                        @let name = mark.entity.name.clone().unwrap_or_else(|| words.say("map-unnamed"));
                        @match mark.entity.entity {
                            Some(entity) => { a href=(card(entity)) { bdi dir="auto" { (name) } } }
                            None => { bdi dir="auto" { (name) } }
                        }
                        button type="button" class="map-show" hidden { (words.say("plan-show")) }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::page::under;
    use crate::map::town;
    use daftar_register::date::Lang;
    use daftar_register::view::Audience;

    #[test]
    fn a_plan_shows_its_picture_and_what_it_marks() {
        let (places, plans) = town::shown(Audience::Public, Lang::Ar);
        let picture = Picture { address: "/file/3", width: 640, height: 480 };
        let lying = [Lying { place: &places.places[0], pixel: [120.0, 80.25] }];
        let page = plan(&plans[0], picture, &lying, &|entity| under("/e", entity), &Words::of(Lang::Ar)).into_string();
        assert!(page.contains("رسم لحي الطاحونة") && page.contains("<img src=\"/file/3\""), "{page}");
        assert_eq!(page.matches("data-x=").count(), 3);
        assert!(page.contains("data-x=\"120.0\" data-y=\"80.3\"") || page.contains("data-y=\"80.2\""), "{page}");
    }
}

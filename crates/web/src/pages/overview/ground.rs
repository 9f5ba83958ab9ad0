//! Where things lie: a small picture that needs no script, and the way to the map.

use daftar_register::view::Place;
use maud::{Markup, html};

use crate::address::Address;
use crate::assets;
use crate::map::{self, Words};
use crate::screen::Screen;

pub(super) fn render(places: &[Place], screen: &Screen<'_>) -> Markup {
    let words = Words::with_digits(screen.lang, screen.visit.asked.digits);
    html! {
        link rel="stylesheet" href=(assets::address("map.css"));
        section {
            h2 { (screen.say("map-title")) }
            @if places.is_empty() { p.empty { (screen.say("map-none")) } }
            @else {
                a.ground href=(screen.to(Address::Map)) { (map::picture(places)) span.more { (screen.say("overview-map")) } }
                (map::picture_legend(places, &words))
            }
        }
    }
}

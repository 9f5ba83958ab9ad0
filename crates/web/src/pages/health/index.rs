//! How the index stands, and the button that makes it anew.

use daftar_register::store::IndexStand;
use maud::{Markup, html};

use crate::address::Address;
use crate::screen::Screen;

/// The pair of the address that says that it was made anew.
pub(super) const DONE: &str = "done";

/// A word for how it stands.
pub(super) fn stand(stand: &IndexStand) -> &'static str {
    match stand {
        IndexStand::Level => "level",
        IndexStand::Written => "written",
        IndexStand::Behind => "behind",
        IndexStand::Unclosed => "unclosed",
        IndexStand::Changed { .. } => "changed",
    }
}

fn words(stand: &str) -> &'static str {
    match stand {
        "level" => "health-index-level",
        "written" => "health-index-written",
        "changed" => "health-index-changed",
        _ => "health-index-behind",
    }
}

pub(super) fn render(stand: &str, renewed: bool, screen: &Screen<'_>) -> Markup {
    let needed = !matches!(stand, "level" | "written");
    html! {
        section {
            h2 { (screen.say("health-index")) }
            @if renewed && !needed { p role="status" { strong { (screen.say("health-index-renewed")) } } }
            p.warning[needed] { (screen.say(words(stand))) }
            (button(!needed, screen))
        }
    }
}

/// The button; a quiet one where nothing asks for it.
pub(super) fn button(quiet: bool, screen: &Screen<'_>) -> Markup {
    html! {
        form method="post" action=(screen.plain(Address::HealthIndex)) {
            (screen.token())
            p.actions {
                button.second[quiet] { (screen.say("health-rebuild")) }
                small { (screen.say("health-rebuild-help")) }
            }
        }
    }
}

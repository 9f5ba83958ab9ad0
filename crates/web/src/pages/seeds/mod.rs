//! The lots of a seed bank: their books, how long they keep, what to save first, what to test next. For keepers: what families
//! hold and where stores are can be told from it.

mod asked;
pub(crate) mod lot;
pub(crate) mod lots;
pub(crate) mod plan;
pub(crate) mod rescue;

use maud::{Markup, html};

use crate::address::Address;
use crate::screen::Screen;

/// The ways between these pages.
pub(in crate::pages) fn ways(screen: &Screen<'_>) -> Markup {
    let ways = [
        (Address::Lots, "lots"),
        (Address::SaveFirst, "save-first"),
        (Address::TestPlan, "test-plan"),
        (Address::Count, "count"),
        (Address::Promises, "promises"),
        (Address::Survivors, "survivors"),
    ];
    html! {
        nav.deeds.screen-only aria-label=(screen.say("lots-ways")) {
            @for (way, words) in ways {
                @let here = screen.visit.path == way.to_string();
                a href=(screen.plain(way)) aria-current=[here.then_some("page")] { (screen.say(words)) }
            }
        }
    }
}

//! What an empty notebook says: where to begin.

use maud::{Markup, html};

use crate::address::Address;
use crate::screen::Screen;

/// Two ways to begin.
pub(crate) fn welcome(place: Option<Address<'_>>, screen: &Screen<'_>) -> Markup {
    html! {
        section.welcome {
            h2 { (screen.say("welcome")) }
            p { (screen.say("welcome-lead")) }
            ul.doors.two {
                li {
                    a href=(screen.plain(Address::Read)) {
                        b { (screen.say("welcome-read")) } span { (screen.say("welcome-read-help")) }
                    }
                }
                li {
                    a href=(screen.plain(Address::AddCard("object"))) {
                        b { (screen.say("welcome-card")) } span { (screen.say("welcome-card-help")) }
                    }
                }
            }
            @if let Some(place) = place { p { a.more href=(screen.plain(place)) { (screen.say("welcome-place")) } } }
        }
    }
}

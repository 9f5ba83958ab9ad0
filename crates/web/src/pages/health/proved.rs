//! Whether the source files are what they are named by, as far as comparing them has shown.

use daftar_register::ProvedSoFar;
use maud::{Markup, html};

use crate::address::Address;
use crate::screen::Screen;

/// After so many days a file should be compared again.
pub(super) const DAYS: u32 = 90;

pub(super) fn render(proved: &ProvedSoFar, screen: &Screen<'_>) -> Markup {
    html! {
        section {
            h2 { (screen.say("health-proved")) }
            @if proved.wrong > 0 { p.warning role="alert" { (screen.count("health-proved-wrong", proved.wrong)) } }
            @if proved.stale > 0 { p { (screen.count("health-proved-stale", proved.stale)) } }
            @else { p { (screen.count("health-proved-whole", proved.files)) } }
            form method="post" action=(screen.plain(Address::CopiesDo("work"))) {
                (screen.token())
                input type="hidden" name="work" value="prove";
                input type="hidden" name="name" value="";
                p.actions { button.second { (screen.say("health-prove")) } small { (screen.say("health-proved-help")) } }
            }
        }
    }
}

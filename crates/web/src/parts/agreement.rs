//! Where sources agree: how many origins that makes, and whether they are independent.

use daftar_register::claim::EntityId;
use daftar_register::view::{Agreement, Cited, Independence};
use maud::{Markup, html};

use crate::parts::{name, statement, value};
use crate::screen::Screen;

/// An agreement.
pub(crate) fn agreement(one: &Agreement, statements: &[Cited], screen: &Screen<'_>, on: Option<EntityId>) -> Markup {
    let independence = match one.independence {
        Independence::Unknown => "independence-unknown",
        Independence::SameOrigin => "independence-none",
    };
    html! {
        li.agreement {
            p.value {
                @if on != Some(one.entity) { (name::entity(one.entity, one.name.as_deref(), screen)) " · " }
                span.label { (one.label) } " "
                @for (n, side) in one.values.iter().enumerate() {
                    @if n > 0 { " · " }
                    @if let Some(shown) = &side.value { (value::value(shown, screen)) }
                }
            }
            p.quiet { (screen.count("count-origins", one.origins.len())) "; " (screen.say(independence)) }
            @for side in &one.values { (statement::sources(&side.statements, statements, screen)) }
        }
    }
}

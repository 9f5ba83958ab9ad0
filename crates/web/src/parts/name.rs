//! Names, as links. A name keeps its own direction whatever stands around it.

use daftar_register::claim::EntityId;
use daftar_register::view::Who;
use maud::{Markup, html};

use crate::address::Address;
use crate::screen::Screen;

/// The name of an entity, linked to its card.
pub(crate) fn entity(id: EntityId, name: Option<&str>, screen: &Screen<'_>) -> Markup {
    html! { a href=(screen.to(Address::Card(id))) { bdi { (screen.called(id, name)) } } }
}

/// The name of a source, linked to its text.
pub(crate) fn source(who: &Who, screen: &Screen<'_>) -> Markup {
    match who.entity {
        Some(id) => html! { a href=(screen.to(Address::Source(id))) { (bare(who.name.as_deref(), screen)) } },
        None => bare(who.name.as_deref(), screen),
    }
}

/// Whoever says something.
pub(crate) fn who(who: &Who, screen: &Screen<'_>) -> Markup {
    match who.entity {
        Some(id) => entity(id, who.name.as_deref(), screen),
        None => bare(who.name.as_deref(), screen),
    }
}

/// A name without a link.
pub(crate) fn bare(name: Option<&str>, screen: &Screen<'_>) -> Markup {
    match name {
        Some(name) => html! { bdi { (name) } },
        None => html! { span.quiet { (screen.say("nameless")) } },
    }
}

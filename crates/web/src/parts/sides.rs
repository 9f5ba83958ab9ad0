//! A difference: its sides stand next to each other, none before the other by looks.

use daftar_register::claim::EntityId;
use daftar_register::date::Truth;
use daftar_register::view::{Cited, Difference, Differs, Side, heading};
use maud::{Markup, html};

use crate::parts::{name, statement, value};
use crate::screen::Screen;

/// A difference. On the card of an entity its name needs no repeating.
pub(crate) fn difference(one: &Difference, statements: &[Cited], screen: &Screen<'_>, on: Option<EntityId>) -> Markup {
    let possibly = one.verdict == Truth::Possibly;
    html! {
        section.difference.possibly[possibly] {
            p.verdict { (heading(one.verdict, screen.lang)) }
            h3 {
                @if on != Some(one.entity) { (name::entity(one.entity, one.name.as_deref(), screen)) " · " }
                (one.label)
                @if one.about == Differs::Time { " · " (screen.say("differ-time")) }
            }
            div.sides {
                @for side in &one.sides { div.side { (self::side(side, statements, screen)) } }
            }
            p.reason { (screen.say("differ-why")) " " (screen.digits(&one.words)) }
        }
    }
}

fn side(side: &Side, statements: &[Cited], screen: &Screen<'_>) -> Markup {
    let date = |text: &String| {
        daftar_register::claim::Edtf::parse(text).map_or_else(|_| text.clone(), |date| screen.date(&date))
    };
    html! {
        p.value {
            @match &side.value {
                Some(shown) => (value::value(shown, screen)),
                None => (screen.say("differ-denies")),
            }
        }
        @if !side.times.is_empty() {
            ul.times { @for time in &side.times { li { (date(time)) } } }
        }
        (statement::sources(&side.statements, statements, screen))
    }
}

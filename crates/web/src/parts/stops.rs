//! What happened, as a list in order of time: it reads everywhere, and beside any drawing.

use daftar_register::claim::Value;
use daftar_register::date::Truth;
use daftar_register::view::{Cited, DatedBy, Item};
use maud::{Markup, html};

use crate::parts::{name, statement, value};
use crate::screen::Screen;

/// The items in their order. On the card of an entity its name needs no repeating.
pub(crate) fn stops(items: &[Item], statements: &[Cited], screen: &Screen<'_>, named: bool) -> Markup {
    html! {
        ol.stops {
            @for item in items {
                li {
                    (date(item, screen))
                    div {
                        p.value {
                            @if named {
                                @if let (Some(id), Some(name)) = (item.entity.entity, &item.entity.name) {
                                    (name::entity(id, Some(name), screen)) " · "
                                }
                            }
                            span.label { (item.label) }
                            @if !says_its_date(item) { " " (value::value(&item.value, screen)) }
                            @if item.happened == Truth::Possibly { " " span.mark { (screen.say("possibly")) } }
                        }
                        (statement::sources_undated(&item.statements, statements, screen))
                    }
                }
            }
        }
    }
}

/// Whether what it says is nothing but the date beside it: founded, began, made.
fn says_its_date(item: &Item) -> bool {
    matches!(&item.value.value, Value::Date(date) if item.date.as_ref() == Some(date))
}

fn date(item: &Item, screen: &Screen<'_>) -> Markup {
    let note = match item.dated_by {
        DatedBy::Statement => Some("date-said-only"),
        DatedBy::Inferred => Some("date-inferred"),
        DatedBy::Completed => Some("date-completed"),
        _ => None,
    };
    html! {
        div.date {
            @match &item.date {
                Some(date) => time { (screen.date(date)) },
                None => span.quiet { (screen.say("undated")) },
            }
            @if let Some(note) = note { small { (screen.say(note)) } }
        }
    }
}

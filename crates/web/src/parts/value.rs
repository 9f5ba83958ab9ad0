//! A value as a page shows it.

use daftar_register::claim::Value;
use daftar_register::view::{FoldedValue, Shown};
use maud::{Markup, html};

use crate::parts::name;
use crate::screen::Screen;

/// A value: names lead to their cards, people's own text keeps its direction, our own words take the screen's digits.
pub(crate) fn value(shown: &Shown, screen: &Screen<'_>) -> Markup {
    match &shown.value {
        Value::Entity(id) => {
            let known = (shown.words != id.to_string()).then_some(shown.words.as_str());
            name::entity(*id, known, screen)
        }
        Value::Text { lang, .. } => html! { span dir="auto" lang=[lang.as_deref()] { (shown.words) } },
        Value::Geometry { uncertainty, .. } => html! {
            bdi.code dir="ltr" { (shown.words) }
            @if let Some(metres) = uncertainty { " " span.quiet { "± " bdi { (screen.digits(metres.as_str())) " m" } } }
        },
        Value::File(id) => html! { bdi.code dir="ltr" { (short(&id.0.to_string())) } },
        Value::Number { .. } => html! { bdi { (screen.digits(&shown.words)) } },
        Value::Preference(_) => html! { (shown.words) },
        _ => html! { (screen.digits(&shown.words)) },
    }
}

/// Marks beside a value that possibly holds only, or is said with reserve.
pub(crate) fn marks(value: &FoldedValue, screen: &Screen<'_>) -> Markup {
    html! {
        @if value.held == daftar_register::date::Truth::Possibly { " " span.mark { (screen.say("possibly")) } }
        @if value.hedged { " " span.mark { (screen.say("with-reserve")) } }
    }
}

/// The first digits of a hash.
pub(crate) fn short(hash: &str) -> &str {
    hash.get(..12).unwrap_or(hash)
}

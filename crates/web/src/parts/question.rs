//! The question of a page, as a form: as of when, as known on, as recorded by, from whom. What cannot be read says so
//! beside its field.

use maud::{Markup, html};

use crate::address::with_query;
use crate::asked::Field;
use crate::parts::slider;
use crate::parts::ticks::Ticks;
use crate::screen::Screen;

/// The sliders, and the form below them; open when a question is asked.
pub(crate) fn form(screen: &Screen<'_>, ticks: &Ticks) -> Markup {
    let asked = &screen.visit.asked;
    let from = asked.from.join(", ");
    let from_fault = screen.unknown_source.then_some("fault-source");
    html! {
        (slider::sliders(ticks, screen))
        details.question open[asked.asks()] {
            summary { (screen.say(if asked.asks() { "question-asked" } else { "question" })) }
            form action=(screen.visit.path) {
                (kept(screen))
                (dated(screen, "at", "question-at", "question-at-help", &asked.at))
                (dated(screen, "known", "question-known", "question-known-help", &asked.known))
                @if screen.visit.session.keeper || !asked.recorded.text.is_empty() {
                    (dated(screen, "recorded", "question-recorded", "question-recorded-help", &asked.recorded))
                }
                (field(screen, "from", "question-from", "question-from-help", &from, from_fault))
                p.actions {
                    button { (screen.say("question-ask")) }
                    @if asked.asks() {
                        a href=(with_query(&screen.visit.path, asked.along(false))) { (screen.say("question-clear")) }
                    }
                }
            }
        }
    }
}

/// What else the address asks stays as it is.
fn kept(screen: &Screen<'_>) -> Markup {
    let own = ["at", "known", "recorded", "from", "page"];
    html! {
        @for (name, value) in screen.visit.asked.pairs().filter(|(name, _)| !own.contains(name)) {
            input type="hidden" name=(name) value=(value);
        }
    }
}

fn dated<T>(screen: &Screen<'_>, name: &str, label: &str, help: &str, told: &Field<T>) -> Markup {
    field(screen, name, label, help, &told.text, told.fault)
}

fn field(screen: &Screen<'_>, name: &str, label: &str, help: &str, text: &str, fault: Option<&str>) -> Markup {
    let id = format!("q-{name}");
    let note = format!("{id}-note");
    html! {
        div.field {
            label for=(id) { (screen.say(label)) }
            input id=(id) name=(name) value=(text) dir="auto" autocomplete="off" aria-describedby=(note)
                aria-invalid=[fault.map(|_| "true")];
            small #(note) .fault[fault.is_some()] { (screen.say(fault.unwrap_or(help))) }
        }
    }
}

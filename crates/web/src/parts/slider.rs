//! The sliders *as of* and *as known on*. They stay hidden until their script finds them; the text fields beside them do
//! the same without it.

use daftar_register::claim::Edtf;
use daftar_register::date::{Day, Lang};
use maud::{Markup, html};

use super::ticks::Ticks;
use crate::screen::Screen;

/// Both sliders; each moves the text field of the question that it is for.
pub(crate) fn sliders(ticks: &Ticks, screen: &Screen<'_>) -> Markup {
    let asked = &screen.visit.asked;
    let (at, known) = (asked.at.value.as_ref(), asked.known.value.as_ref());
    html! {
        @if ticks.any() {
            div.sliders hidden {
                (slider("at", "slider-at", "slider-at-any", &ticks.at, at, screen))
                (slider("known", "slider-known", "slider-known-any", &ticks.known, known, screen))
            }
        }
    }
}

/// One stop for each day, and one beyond them for no limit at all.
fn slider(name: &str, label: &str, any: &str, days: &[Day], asked: Option<&Edtf>, screen: &Screen<'_>) -> Markup {
    if days.len() < 2 {
        return html! {};
    }
    let limit = asked.and_then(|date| date.bounds().latest());
    let here = limit.map_or(days.len(), |limit| days.partition_point(|day| *day <= limit).saturating_sub(1));
    let (id, list) = (format!("slide-{name}"), format!("ticks-{name}"));
    let words = |day: &Day| screen.date(&Edtf::from_day(*day));
    let told = asked.map_or_else(|| screen.say(any), |date| screen.date(date));
    let direction = if screen.lang == Lang::Ar { "rtl" } else { "ltr" };
    html! {
        div.slider {
            label for=(id) { (screen.say(label)) }
            input type="range" id=(id) min="0" max=(days.len()) step="1" value=(here) list=(list) dir=(direction)
                data-field=(name) aria-valuetext=(told);
            output for=(id) { (told) }
            datalist id=(list) {
                @for (n, day) in days.iter().enumerate() { option value=(n) label=(words(day)) data-day=(day) {} }
                option value=(days.len()) label=(screen.say(any)) data-day="" {}
            }
        }
    }
}

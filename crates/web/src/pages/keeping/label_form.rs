//! Which labels are wanted: their size, how many of each, and what stands on them.

use daftar_register::view::Load;
use maud::{Markup, html};

use crate::asked::Asked;
use crate::forms::typed::western;
use crate::labels::{LABEL_SIZES, Labels, MOST, Of, Says};
use crate::screen::Screen;
use crate::words::Said;

/// The pairs of an address that say it.
const OWN: [&str; 3] = ["size", "copies", "says"];
/// What is given out and carried about: its labels say a number and no more, unless asked otherwise.
const BARE: &str = "lot";

/// Whether labels of things of these kinds say the number alone, unless asked otherwise.
pub(super) fn is_bare(kinds: &[String]) -> bool {
    kinds.iter().any(|kind| kind == BARE)
}

/// The labels that an address asks for.
pub(super) fn asked(asked: &Asked, size: &'static str, bare: bool) -> Labels {
    let copies = asked.get("copies").and_then(|copies| western(copies.trim()).parse().ok());
    let says = match asked.get("says") {
        Some("number") => Says::Number,
        Some("name") => Says::Name,
        _ if bare => Says::Number,
        _ => Says::Name,
    };
    let size = asked.get("size").and_then(Labels::size).unwrap_or(size);
    Labels { size, copies: copies.filter(|copies| *copies > 0).unwrap_or(1), says }
}

/// The form that asks for others.
pub(super) fn form(labels: Labels, screen: &Screen<'_>) -> Markup {
    let others = screen.visit.asked.pairs().filter(|(name, _)| !OWN.contains(name));
    let says = [("number", Says::Number, "labels-number"), ("name", Says::Name, "labels-name")];
    html! {
        form.in-place.screen-only action=(screen.visit.path) {
            @for (name, value) in others { input type="hidden" name=(name) value=(value); }
            div.field {
                label for="size" { (screen.say("labels-size")) }
                select #size name="size" {
                    @for (size, words, _) in LABEL_SIZES { option value=(size) selected[size == labels.size] { (screen.say(words)) } }
                }
            }
            div.field {
                label for="copies" { (screen.say("labels-copies")) }
                input #copies name="copies" inputmode="numeric" dir="ltr" value=(screen.digits(&labels.copies.to_string()));
            }
            div.field {
                label for="says" { (screen.say("labels-says")) }
                select #says name="says" {
                    @for (value, what, words) in says { option value=(value) selected[what == labels.says] { (screen.say(words)) } }
                }
            }
            button.second { (screen.say("search-apply")) }
        }
        p.screen-only.quiet { (screen.say("labels-how")) }
    }
}

/// The labels of these things; those that cannot have one are named instead.
pub(super) fn labels(labels: Labels, loads: &[Load], screen: &Screen<'_>) -> Markup {
    let left: Vec<&Load> = loads.iter().filter(|load| !labels.fits(load)).collect();
    let nameless = screen.say("nameless");
    let of = Of { place: &screen.place, notebook: screen.notebook, nameless: &nameless };
    html! {
        @if !left.is_empty() {
            div.screen-only {
                p.warning { (screen.say("labels-no-number")) }
                ul.plain { @for load in left { li { (crate::parts::load::called(load, screen)) } } }
            }
        }
        @if labels.is_too_much(loads.len()) { p.fault role="alert" { (screen.tell("labels-too-many", &[("n", Said::Number(MOST))])) } }
        @else { (labels.sheet(loads, &of)) }
    }
}

//! A thing that is kept or carried, as a line of a list: what it is, where, how large and how heavy, and who says so.

use daftar_register::claim::ClaimId;
use daftar_register::view::{Folded, FoldedValue, Keeping, Load, Sum, Weighed};
use daftar_register::{Places, code_of};
use maud::{Markup, html};

use crate::pages::file::Offer;
use crate::parts::{files, name, statement, value};
use crate::screen::Screen;
use crate::words::Said;

/// Its number and name.
pub(crate) fn called(load: &Load, screen: &Screen<'_>) -> Markup {
    html! {
        @for number in &load.numbers { bdi.number { (number) } " " }
        @if load.numbers.is_empty() { span.quiet { (screen.say("load-no-number")) } " " }
        (name::entity(load.entity, load.name.as_deref(), screen))
        @if load.differs { " " span.mark { (screen.say("differ")) } }
    }
}

/// A small picture of it, if there is one.
pub(crate) fn picture(offer: Option<&Offer>, load: &Load, screen: &Screen<'_>) -> Markup {
    let title = load.name.clone().unwrap_or_else(|| screen.say("nameless"));
    let alt = screen.tell("picture-of-source", &[("title", Said::Text(&title))]);
    html! { @if let Some(offer) = offer { div.thumb { (files::picture(offer, &alt, screen)) } } }
}

/// What is said under one property, each value with who says it.
pub(crate) fn told(folded: &Folded, load: &Load, screen: &Screen<'_>) -> Markup {
    html! { @for one in &folded.values { p.value { (said(one, load, screen)) } } }
}

/// The same with the property's label before each value.
pub(crate) fn labelled(folded: &Folded, load: &Load, screen: &Screen<'_>) -> Markup {
    html! {
        @for one in &folded.values { p.value { span.label { (folded.label) } " " (said(one, load, screen)) } }
    }
}

fn said(one: &FoldedValue, load: &Load, screen: &Screen<'_>) -> Markup {
    html! { (value::value(&one.value, screen)) (value::marks(one, screen)) " " (voices(&one.statements, load, screen)) }
}

/// Who says it, each once, and when.
fn voices(claims: &[ClaimId], load: &Load, screen: &Screen<'_>) -> Markup {
    let cited = claims.iter().filter_map(|claim| statement::find(&load.statements, *claim));
    let mut met: Vec<(Option<&str>, Option<&str>)> = Vec::new();
    for one in cited {
        let who = one.speaker.as_ref().unwrap_or(&one.source);
        let voice = (who.name.as_deref(), one.stated.as_ref().map(|date| date.as_str()));
        if !met.contains(&voice) {
            met.push(voice);
        }
    }
    html! {
        span.voice {
            @for (n, (who, stated)) in met.iter().enumerate() {
                @if n > 0 { "; " }
                (screen.say("according-to")) " " (name::bare(*who, screen))
                @if let Some(stated) = stated { (screen.comma()) bdi dir="ltr" { (screen.digits(stated)) } }
            }
        }
    }
}

/// Where it is kept: the latest first, each with the way to it.
pub(crate) fn places(load: &Load, places: &Places, screen: &Screen<'_>) -> Markup {
    html! {
        @if load.kept.is_empty() { p.quiet { (screen.say("load-no-place")) } }
        @for (n, one) in load.kept.iter().enumerate() {
            p.value {
                @if n > 0 { span.label { (screen.say("load-also-said")) } " " }
                (place(one, places, screen)) " " (voices(&one.statements, load, screen))
                @for who in &one.denied_by { " " span.mark { (screen.say("load-denied")) " " (name::bare(who.name.as_deref(), screen)) } }
            }
        }
    }
}

fn place(one: &Keeping, places: &Places, screen: &Screen<'_>) -> Markup {
    let path = places.path(one.place);
    let called = if path.is_empty() { one.name.clone() } else { Some(path) };
    html! {
        (name::entity(one.place, called.as_deref(), screen))
        @if let Some(since) = &one.since { (screen.comma()) (screen.date(since)) }
    }
}

/// How heavy it is: as sources say, and in kilograms where they say it otherwise.
pub(crate) fn weight(load: &Load, screen: &Screen<'_>) -> Markup {
    html! {
        @if let Some(folded) = &load.weight { (told(folded, load, screen)) }
        @match load.weighed {
            Weighed::Unsaid => @if load.weight.is_none() { p.quiet { (screen.say("load-no-weight")) } },
            Weighed::NotUnderstood => p.quiet { (screen.say("load-weight-unclear")) },
            Weighed::Known { low, high } => @if converted(load) || low != high { p.quiet { "= " (kilograms(&low.kilograms(), &high.kilograms(), screen)) } },
        }
    }
}

fn converted(load: &Load) -> bool {
    let values = load.weight.iter().flat_map(|folded| &folded.values);
    values.into_iter().any(|one| !one.value.words.ends_with(" kg"))
}

/// From and to, or one weight.
pub(crate) fn kilograms(low: &str, high: &str, screen: &Screen<'_>) -> Markup {
    let text = if low == high { low.to_owned() } else { format!("{low}–{high}") };
    html! { bdi dir="ltr" { (screen.digits(&text)) " kg" } }
}

/// How many, and how heavy together as far as weights are known.
pub(crate) fn sum(sum: &Sum, screen: &Screen<'_>) -> Markup {
    let n = |n: usize| Said::Number(n);
    let missing = sum.unsaid + sum.not_understood;
    html! {
        (screen.count("count-things", sum.things))
        @if sum.weighed > 0 { (screen.comma()) (screen.say("load-together")) " " (kilograms(&sum.low.kilograms(), &sum.high.kilograms(), screen)) }
        @if missing > 0 { (screen.comma()) (screen.tell("load-without", &[("n", n(missing)), ("of", n(sum.things))])) }
        @if sum.not_understood > 0 { " " (screen.tell("load-unclear", &[("n", n(sum.not_understood))])) }
    }
}

/// The code of a thing, to be scanned.
pub(crate) fn code(load_numbers: &[String], thing: daftar_register::claim::EntityId, screen: &Screen<'_>) -> Markup {
    crate::labels::qr(&code_of(screen.notebook, load_numbers, thing))
}

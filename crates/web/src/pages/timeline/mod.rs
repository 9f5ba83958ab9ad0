//! What happened, on one line: drawn, and as a list.

mod narrow;
mod wide;

use std::collections::HashSet;

use axum::response::Response;
use daftar_register::Heard;
use daftar_register::claim::{ClaimId, PropertyId};
use daftar_register::view::{self, Ask, Cited, Item, Timeline};
use maud::{Markup, html};
use serde::Serialize;

use self::narrow::{Choice, Facts, Narrow, voices};
use self::wide::Told;
use super::looking::Looking;
use crate::asked::Asked;
use crate::draw::{self, Lanes};
use crate::error::Trouble;
use crate::layout::Content;
use crate::parts::drawing::{self, Picture};
use crate::parts::list::{self, Part};
use crate::parts::stops;
use crate::parts::ticks::Ticks;
use crate::screen::Screen;
use crate::visit::Visit;

/// A part of the list, and everything for the drawing.
#[derive(Serialize)]
pub(crate) struct Story {
    /// Whether only this part was heard: the drawing counts statements, and lines that tell the same are one in the list.
    outlined: bool,
    part: Part,
    #[serde(flatten)]
    narrow: Narrow,
    kinds: Vec<Choice>,
    places: Vec<Choice>,
    voices: Vec<Choice>,
    items: Vec<Item>,
    statements: Vec<Cited>,
    #[serde(skip)]
    timeline: Timeline,
    #[serde(skip)]
    differing: HashSet<ClaimId>,
    #[serde(skip)]
    facts: Facts,
    #[serde(skip)]
    ticks: Ticks,
}

/// `/timeline`
pub(crate) async fn page(visit: Visit) -> Response {
    let asked = visit.asked.clone();
    visit.page(move |looking| data(looking, &asked), render).await
}

/// The properties that a timeline hears: what happened, and where.
fn properties(looking: &Looking<'_>) -> Vec<PropertyId> {
    let told = view::timeline_properties(looking.register.profiles()).map(|property| property.id.clone());
    told.chain(PropertyId::parse("place")).collect()
}

fn data(looking: &Looking<'_>, asked: &Asked) -> Result<Story, Trouble> {
    let narrow = Narrow::of(asked);
    match wide::told(looking, asked, &narrow)? {
        Told::Outlined(outline) => wide::story(looking, asked, narrow, outline),
        Told::Of(entities) => story(looking, asked, narrow, &wide::hear(looking, &entities)?),
        Told::Whole => story(looking, asked, narrow, &looking.properties(&properties(looking), 0)?),
    }
}

fn story(looking: &Looking<'_>, asked: &Asked, narrow: Narrow, heard: &Heard) -> Result<Story, Trouble> {
    let question = looking.asked(heard);
    let mut timeline = view::timeline(&question);
    let label = |kind: &str| looking.kind(kind);
    let facts = Facts::of(&timeline, &question, &heard.surroundings, label);
    let (kinds, places) = (Facts::choices(&facts.kinds), Facts::choices(&facts.places));
    let everybody = match looking.ask.from.is_empty() {
        true => voices(&timeline.statements),
        false => {
            let all = Ask { from: Vec::new(), ..looking.ask.clone() };
            voices(&view::timeline(&looking.asked_so(heard, &all)).statements)
        }
    };
    narrow.keep(&mut timeline, &facts);
    let differing = draw::differing(&view::differences(&question));
    let ticks = Ticks::of(heard, looking);
    let part = Part::of(asked, timeline.items.len());
    let items = part.cut(timeline.items.clone());
    let statements = cited(&items, &timeline);
    Ok(Story {
        outlined: false,
        part,
        narrow,
        kinds,
        places,
        voices: everybody,
        items,
        statements,
        timeline,
        differing,
        facts,
        ticks,
    })
}

/// The statements of a few items.
fn cited(items: &[Item], timeline: &Timeline) -> Vec<Cited> {
    let named: HashSet<ClaimId> = items.iter().flat_map(|item| &item.statements).copied().collect();
    timeline.statements.iter().filter(|cited| named.contains(&cited.claim)).cloned().collect()
}

fn render(data: &Story, screen: &Screen<'_>) -> Content {
    let title = screen.say("timeline");
    let shown = data.narrow.shown(&data.timeline);
    let picture = Picture { timeline: &data.timeline, differing: &data.differing, shown };
    let head = html! { header { h1 { (title) } p.lead { (screen.say("timeline-lead")) } } };
    let body = html! {
        (form(data, screen))
        @if data.outlined { p.quiet { (screen.count("timeline-outlined", data.part.total)) } }
        @if data.timeline.items.is_empty() { p.empty { (screen.say("timeline-empty")) } }
        @else {
            section.drawing aria-label=(screen.say("timeline-drawn")) { (drawn(&picture, data, screen)) }
            section #list {
                h2 { (screen.count(if data.outlined { "timeline-lines" } else { "timeline-items" }, data.part.total)) }
                (stops::stops(&data.items, &data.statements, screen, true))
                (list::turn(data.part, screen))
            }
        }
    };
    Content::asking(title, head, body).sliding(&data.ticks)
}

/// What lanes can be made by, with the ids of their words.
const LANES: [(&str, &str); 6] = [
    ("", "timeline-lanes-what"),
    ("kind", "timeline-lanes-kind"),
    ("card", "timeline-lanes-card"),
    ("voice", "timeline-lanes-voice"),
    ("place", "timeline-lanes-place"),
    ("none", "timeline-lanes-none"),
];

fn drawn(picture: &Picture<'_>, data: &Story, screen: &Screen<'_>) -> Markup {
    let by_kind = |item: &Item| Facts::names(&data.facts.kinds, item);
    let by_place = |item: &Item| Facts::names(&data.facts.places, item);
    let lanes = match screen.visit.asked.get("lanes") {
        Some("kind") => Lanes::Named(&by_kind),
        Some("place") => Lanes::Named(&by_place),
        Some("card") => Lanes::Entity,
        Some("voice") => Lanes::Speaker,
        Some("none") => Lanes::Together,
        _ => Lanes::Property,
    };
    drawing::page(picture, lanes, screen)
}

/// The fields that the form has itself.
const OWN: [&str; 7] = ["kind", "place", "from", "since", "until", "lanes", "page"];

fn form(data: &Story, screen: &Screen<'_>) -> Markup {
    let (asked, narrow) = (&screen.visit.asked, &data.narrow);
    let lanes: Vec<Choice> =
        LANES.iter().map(|(value, words)| Choice { name: screen.say(words), value: (*value).to_owned() }).collect();
    let voice = voice(asked, &data.voices);
    html! {
        form.filters action=(screen.visit.path) {
            @for (name, value) in asked.pairs().filter(|(name, _)| !OWN.contains(name)) {
                input type="hidden" name=(name) value=(value);
            }
            (choose("kind", "timeline-kind", &data.kinds, &narrow.kind, true, screen))
            (choose("place", "timeline-place", &data.places, &narrow.place, true, screen))
            (choose("from", "timeline-voice", &data.voices, &voice, true, screen))
            (day("since", "timeline-since", &narrow.since, narrow, screen))
            (day("until", "timeline-until", &narrow.until, narrow, screen))
            (choose("lanes", "timeline-lanes", &lanes, asked.get("lanes").unwrap_or_default(), false, screen))
            p.actions { button { (screen.say("question-ask")) }
                @if OWN.iter().any(|name| asked.get(name).is_some_and(|value| !value.is_empty())) {
                    a href=(screen.here(&OWN.map(|name| (name, "")))) { (screen.say("question-clear")) }
                }
            }
        }
    }
}

/// The voice that is asked for, as the list names it.
fn voice(asked: &Asked, voices: &[Choice]) -> String {
    let told = asked.from.first().map(String::as_str).unwrap_or_default();
    let known = voices.iter().find(|choice| choice.value == told || choice.name == told);
    known.map_or(told, |choice| choice.value.as_str()).to_owned()
}

fn choose(name: &str, words: &str, of: &[Choice], chosen: &str, all: bool, screen: &Screen<'_>) -> Markup {
    html! {
        @if of.len() > 1 || !chosen.is_empty() {
            div.field {
                label for=(name) { (screen.say(words)) }
                select id=(name) name=(name) {
                    @if all { option value="" { (screen.say("timeline-all")) } }
                    @for one in of {
                        option value=(one.value) selected[one.value == chosen] { (one.name) }
                    }
                    @if !chosen.is_empty() && of.iter().all(|one| one.value != chosen) {
                        option value=(chosen) selected { (chosen) }
                    }
                }
            }
        }
    }
}

fn day(name: &'static str, words: &str, text: &str, narrow: &Narrow, screen: &Screen<'_>) -> Markup {
    let fault = narrow.faults.contains(&name);
    let note = format!("{name}-note");
    html! {
        div.field {
            label for=(name) { (screen.say(words)) }
            input id=(name) name=(name) value=(text) autocomplete="off" placeholder="2032-01"
                aria-describedby=[fault.then_some(note.as_str())] aria-invalid=[fault.then_some("true")];
            @if fault { small.fault #(note) { (screen.say("fault-date")) } }
        }
    }
}

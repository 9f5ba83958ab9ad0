//! The page of a card's history.

use daftar_register::view::FoldedValue;
use maud::{Markup, html};

use super::sides::Compared;
use super::{Done, History, Step};
use crate::address::Address;
use crate::layout::Content;
use crate::parts::{list, name, time, value};
use crate::screen::Screen;
use crate::words::Said;

pub(super) fn render(data: &History, screen: &Screen<'_>) -> Content {
    let title = screen.say("history");
    let body = html! {
        header {
            p.kind { (name::entity(data.id, data.name.as_deref(), screen)) }
            h1 { (title) }
            p.lead { (screen.say("history-lead")) }
        }
        @if screen.visit.session.keeper { (moments(&data.compared, screen)) }
        @if data.compared.compares { (compared(&data.compared, screen)) }
        section {
            h2 { (screen.say("history-steps")) }
            ol.stops { @for step in &data.steps { li { (self::step(step, screen)) } } }
            (list::turn(data.part, screen))
        }
    };
    Content::plain(format!("{title} · {}", data.name.clone().unwrap_or_default()), body)
}

/// The two days.
fn moments(data: &Compared, screen: &Screen<'_>) -> Markup {
    let field = |name: &'static str, label: &str, help: &str, text: &str| {
        let fault = data.faults.contains(&name);
        let note = format!("{name}-note");
        html! {
            div.field {
                label for=(name) { (screen.say(label)) }
                input id=(name) name=(name) value=(text) dir="ltr" placeholder="2032-04-15" autocomplete="off"
                    aria-describedby=(note) aria-invalid=[fault.then_some("true")];
                small #(note) .fault[fault] { (screen.say(if fault { "fault-time" } else { help })) }
            }
        }
    };
    html! {
        form.question.days {
            (screen.along(false))
            (field("earlier", "history-earlier", "history-day-help", &data.earlier))
            (field("later", "history-later", "moments-later-help", &data.later))
            p.actions { button { (screen.say("history-compare")) } }
        }
    }
}

fn compared(data: &Compared, screen: &Screen<'_>) -> Markup {
    let later = if data.later.is_empty() { screen.say("history-now") } else { screen.digits(&data.later) };
    html! {
        section {
            h2 { (screen.say("history-sides")) }
            p.sum role="status" { (screen.count("history-changed", data.changed.len())) (screen.comma()) (screen.count("history-same", data.same)) }
            @if !data.changed.is_empty() {
                div.scroll tabindex="0" role="region" aria-label=(screen.say("history-sides")) {
                    table.compared {
                        thead { tr {
                            td {}
                            th scope="col" { bdi { (screen.digits(&data.earlier)) } }
                            th scope="col" { bdi { (later) } }
                        } }
                        tbody {
                            @for row in &data.changed {
                                tr {
                                    th scope="row" { (row.label) }
                                    td { (values(&row.earlier, &row.later, "gone", screen)) }
                                    td { (values(&row.later, &row.earlier, "came", screen)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Values of one side; those that the other does not have bear a word, not only a colour.
fn values(own: &[FoldedValue], other: &[FoldedValue], what: &'static str, screen: &Screen<'_>) -> Markup {
    let is_there = |one: &FoldedValue| other.iter().any(|two| two.value.words == one.value.words);
    let word = screen.say(if what == "gone" { "history-gone" } else { "history-came" });
    html! {
        @if own.is_empty() { span.quiet { (screen.say("alike-unsaid")) } }
        @for one in own {
            p.value {
                (value::value(&one.value, screen)) (value::marks(one, screen))
                @if !is_there(one) { " " span.mark.(what) { (word) } }
            }
        }
    }
}

fn step(step: &Step, screen: &Screen<'_>) -> Markup {
    let done = match step.done {
        Done::Recorded => "history-recorded",
        Done::Corrected => "history-corrected",
        Done::TakenBack => "history-taken-back",
    };
    let value = |words: &Option<String>| {
        html! {
            @match words {
                Some(words) => { bdi dir="auto" { (screen.digits(words)) } },
                None => { span.quiet { (screen.say("history-hidden")) } },
            }
        }
    };
    html! {
        p.date { (time::moment(step.time.as_deref(), screen)) small { (name::bare(step.party.as_deref(), screen)) } }
        div {
            p.value {
                span.label { (step.label) } " "
                @if step.done == Done::Corrected { s { (value(&step.before)) } " → " }
                @if step.done == Done::TakenBack { s { (value(&step.value)) } } @else { (value(&step.value)) }
                " " span.mark { (screen.say(done)) }
            }
            p.facts {
                @if let Some(source) = &step.source { span { (screen.tell("history-source", &[("source", Said::Text(source))])) } }
                a href=(screen.plain(Address::Claim(step.claim))) { (screen.say("statement-whole")) }
            }
        }
    }
}

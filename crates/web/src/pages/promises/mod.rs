//! Seed that was lent and is to come back: for keepers, to look at. Nothing is sent to anybody.

pub(crate) mod back;
pub(crate) mod forgive;

use axum::response::Response;
use daftar_register::claim::Edtf;
use daftar_register::view::Who;
use daftar_register::view::promises::{Due, Odd, Promise, Promises, State};
use maud::{Markup, html};
use serde::Serialize;

use super::keeping::{printed_head, today};
use super::looking::Looking;
use super::seeds;
use crate::address::Address;
use crate::asked::Asked;
use crate::error::Trouble;
use crate::forms::field::{Input, line};
use crate::forms::typed::Typed;
use crate::layout::Content;
use crate::parts::{name, seed, statement};
use crate::screen::Screen;
use crate::visit::Visit;
use crate::words::Said;

/// What was promised.
#[derive(Serialize)]
struct Page {
    #[serde(flatten)]
    promises: Promises,
    today: String,
}

/// `/promises?day=DAY`
pub(crate) async fn page(visit: Visit) -> Response {
    if let Some(first) = visit.unlock_first() {
        return first;
    }
    let asked = visit.asked.clone();
    visit.page(move |looking| data(looking, &asked), render).await
}

fn data(looking: &Looking<'_>, asked: &Asked) -> Result<Page, Trouble> {
    looking.keeper_only()?;
    let text = asked.get("day").map(str::trim).filter(|text| !text.is_empty());
    let typed = text.map(|text| Edtf::parse(&crate::forms::typed::western(text)));
    let day = typed.transpose().map_err(|_| Trouble::Wrong("fault-date"))?;
    Ok(Page { promises: looking.register.promises(day.as_ref(), &looking.ask)?, today: today(looking.register) })
}

/// The parts of the list, each with its heading.
const PARTS: [(Due, &str); 4] = [
    (Due::Yes, "promises-due"),
    (Due::Perhaps, "promises-perhaps"),
    (Due::Unsaid, "promises-unsaid"),
    (Due::NotYet, "promises-not-yet"),
];

fn render(data: &Page, screen: &Screen<'_>) -> Content {
    let title = screen.say("promises");
    let all = &data.promises;
    let settled: Vec<&Promise> = all.settled().collect();
    let body = html! {
        header {
            (printed_head(&data.today, screen))
            h1 { (title) }
            p.lead { (screen.say("promises-lead")) }
            (seeds::ways(screen))
            (day(all, screen))
            @if all.displaced > 0 { p.note { (screen.count("promises-displaced", all.displaced)) } }
        }
        @if all.promises.is_empty() { p.empty { (screen.say("promises-empty")) } }
        @for (due, heading) in PARTS {
            @let part: Vec<&Promise> = all.open().filter(|one| one.is_due == due).collect();
            (section(heading, &part, screen))
        }
        (section("promises-settled", &settled, screen))
        p.inline.screen-only { a.more href=(screen.plain(Address::AddCard("promise"))) { (screen.say("promises-add")) } }
        p.screen-only.quiet { (screen.say("print-how")) }
    };
    Content::plain(title, body)
}

/// On which day it is asked what is due.
fn day(all: &Promises, screen: &Screen<'_>) -> Markup {
    let typed = Typed::preset([("day".to_owned(), all.day.to_string())]);
    html! {
        p.printed { (screen.say("promises-on")) " " (screen.date(&all.day)) }
        form.in-place.screen-only action=(Address::Promises) {
            (screen.along(false))
            (line("day", "promises-on", "", Input::Latin, &typed, screen))
            button.second { (screen.say("search-apply")) }
        }
    }
}

fn section(heading: &str, part: &[&Promise], screen: &Screen<'_>) -> Markup {
    html! {
        @if !part.is_empty() {
            section.inventory {
                h2 { (screen.say(heading)) " (" (screen.digits(&part.len().to_string())) ")" }
                div.scroll tabindex="0" role="region" aria-label=(screen.say(heading)) {
                    table.loads {
                        thead { tr { @for words in ["column-to-whom", "column-lent", "column-due", "column-came"] { th scope="col" { (screen.say(words)) } } } }
                        tbody { @for one in part { (row(one, screen)) } }
                    }
                }
            }
        }
    }
}

fn row(one: &Promise, screen: &Screen<'_>) -> Markup {
    html! {
        tr {
            td data-column=(screen.say("column-to-whom")) { (to_whom(one, screen)) }
            td data-column=(screen.say("column-lent")) { (lent(one, screen)) }
            td data-column=(screen.say("column-due")) { (due(one, screen)) }
            td data-column=(screen.say("column-came")) { (came(one, screen)) }
        }
    }
}

fn to_whom(one: &Promise, screen: &Screen<'_>) -> Markup {
    html! {
        @for who in &one.to { p.value { (name::who(who, screen)) } }
        @if one.to.is_empty() && one.displaced == 0 { p.quiet { (screen.say("promise-nobody")) } }
        @if one.displaced > 0 { p.quiet { (screen.count("promise-displaced", one.displaced)) } }
        p.inline.screen-only { a href=(screen.plain(Address::Card(one.promise))) { (screen.say("promise-card")) } }
    }
}

/// What was lent: the lot, the accession, how much, when, and who says so.
fn lent(one: &Promise, screen: &Screen<'_>) -> Markup {
    let cited: Vec<_> =
        one.statements.iter().filter(|cited| ["about", "quantity"].contains(&cited.property.as_str())).collect();
    html! {
        @for of in &one.of { p.value { (name::who(of, screen)) } }
        @for lot in &one.lots { p.value { span.label { (screen.say("promise-lot")) } " " (name::who(lot, screen)) } }
        @if one.lots.is_empty() { p.quiet { (screen.say("promise-no-lot")) } }
        p.value {
            @match &one.lent { Some(lent) => (seed::amount(lent, screen)), None => span.quiet { (screen.say("promise-no-amount")) } }
            @for date in &one.began { (screen.comma()) (screen.date(date)) }
        }
        @if let Some(first) = cited.first() { span.voice { (screen.say("according-to")) " " (statement::voice(first, screen)) } }
    }
}

fn due(one: &Promise, screen: &Screen<'_>) -> Markup {
    html! {
        @for (n, date) in one.due.iter().enumerate() {
            p.value { @if n > 0 { span.label { (screen.say("load-also-said")) } " " } (screen.date(date)) }
        }
        @if one.due.is_empty() { p.quiet { (screen.say("promise-no-day")) } }
        @match &one.promised { Some(promised) => p.value { (seed::amount(promised, screen)) }, None => p.quiet { (screen.say("promise-unsaid-amount")) } }
    }
}

/// What came back of it, what does not fit, and what can be said of it.
fn came(one: &Promise, screen: &Screen<'_>) -> Markup {
    html! {
        p.value {
            strong { (screen.say(state(one.state))) }
            @if let (Some(came), Some(promised)) = (one.came.filter(|_| !one.returned.is_empty()), &one.promised) { ": " (seed::of(came, promised, screen)) }
        }
        @for back in &one.returned {
            p.value {
                span.label { (screen.say("promise-as")) } " " (name::who(&back.lot, screen))
                @if let Some(told) = &back.told { (screen.comma()) (seed::amount(told, screen)) }
                @if let Some(when) = &back.when { (screen.comma()) (screen.date(when)) }
            }
        }
        @for forgiven in &one.forgiven {
            p.value { bdi dir="auto" { (forgiven.why) } " " span.voice { (screen.say("according-to")) " " (name::bare(forgiven.by.name.as_deref(), screen)) } }
        }
        @for odd in &one.odd { p.value { span.mark { (screen.say("promise-odd")) } " " (told(odd, screen)) } }
        @if !one.state.is_settled() {
            p.inline.screen-only {
                a.more href=(screen.plain(Address::GiveBack(one.promise))) { (screen.say("back")) }
                a href=(screen.plain(Address::Forgive(one.promise))) { (screen.say("forgive")) }
            }
        }
    }
}

fn state(state: State) -> &'static str {
    match state {
        State::Open => "promise-open",
        State::Partly => "promise-partly",
        State::Perhaps => "promise-perhaps",
        State::Disputed => "promise-disputed",
        State::Returned => "promise-returned",
        State::Forgiven => "promise-forgiven",
    }
}

/// What does not fit, in words.
fn told(odd: &Odd, screen: &Screen<'_>) -> Markup {
    let (words, lot): (&str, Option<&Who>) = match odd {
        Odd::NoAmount { label } => {
            return html! { (screen.tell("odd-no-amount", &[("label", Said::Text(label))])) };
        }
        Odd::More => ("odd-more", None),
        Odd::OtherParent { lot } => ("odd-other-parent", Some(lot)),
        Odd::Before { lot } => ("odd-before", Some(lot)),
        Odd::Itself { lot } => ("odd-itself", Some(lot)),
        Odd::Circle { lot } => ("odd-circle", Some(lot)),
        Odd::Twice { lot } => ("odd-twice", Some(lot)),
    };
    html! { @if let Some(lot) = lot { (name::who(lot, screen)) " " } (screen.say(words)) }
}

/// What a form says of the promise that it is about.
fn heading(one: &Promise, words: &str, screen: &Screen<'_>) -> Markup {
    html! {
        header {
            p.kind { a href=(screen.plain(Address::Promises)) { (screen.say("promises")) } }
            h1 { (screen.say(words)) }
            dl.properties {
                dt { (screen.say("column-to-whom")) } dd { (to_whom(one, screen)) }
                dt { (screen.say("column-lent")) } dd { (lent(one, screen)) }
                dt { (screen.say("column-due")) } dd { (due(one, screen)) }
            }
        }
    }
}

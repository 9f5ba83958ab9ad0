//! What a seed bank holds, and the records that it inherited from the bank before it. For keepers.

use axum::extract::Path;
use axum::response::Response;
use daftar_register::view::inheritance::{Held, HeldLot, Holding};
use maud::{Markup, html};
use serde::Serialize;

use super::card;
use super::keeping::{printed_head, today};
use super::looking::Looking;
use crate::address::Address;
use crate::error::Trouble;
use crate::layout::Content;
use crate::parts::{name, seed};
use crate::screen::Screen;
use crate::visit::Visit;

/// So many accessions of a part are shown.
const MOST: usize = 1_000;

/// The bank.
#[derive(Serialize)]
struct Page {
    #[serde(flatten)]
    holding: Holding,
    today: String,
}

/// `/e/ID/holding`
pub(crate) async fn page(Path(id): Path<String>, visit: Visit) -> Response {
    if let Some(first) = visit.unlock_first() {
        return first;
    }
    visit.page(move |looking| data(looking, &id), render).await
}

fn data(looking: &Looking<'_>, id: &str) -> Result<Page, Trouble> {
    looking.keeper_only()?;
    let holding = looking.register.held_by_bank(card::entity(id)?, &looking.ask)?;
    Ok(Page { holding, today: today(looking.register) })
}

fn render(data: &Page, screen: &Screen<'_>) -> Content {
    let bank = &data.holding;
    let title = screen.say("holding");
    let body = html! {
        header {
            (printed_head(&data.today, screen))
            p.kind { (name::who(&bank.bank, screen)) }
            h1 { (title) }
            @if !bank.predecessors.is_empty() {
                p.lead { (screen.say("holding-from")) @for (n, one) in bank.predecessors.iter().enumerate() { @if n > 0 { (screen.comma()) } " " (name::who(one, screen)) } }
                p.note { (screen.say("holding-records")) }
            }
            @if !bank.successors.is_empty() {
                p.lead { (screen.say("holding-to")) @for (n, one) in bank.successors.iter().enumerate() { @if n > 0 { (screen.comma()) } " " (name::who(one, screen)) } }
            }
            nav.deeds aria-label=(screen.say("keeping-ways")) { a href=(screen.plain(Address::Survivors)) { (screen.say("survivors")) } }
        }
        @if bank.own.is_empty() && bank.inherited.is_empty() { p.empty { (screen.say("holding-empty")) } }
        (part("holding-own", &bank.own, true, screen))
        (part("holding-inherited", &bank.inherited, false, screen))
        p.screen-only.quiet { (screen.say("print-how")) }
    };
    Content::plain(title, body)
}

fn part(heading: &str, part: &[Held], own: bool, screen: &Screen<'_>) -> Markup {
    let second = if own { "holding-lots" } else { "holding-of" };
    html! {
        @if !part.is_empty() {
            section.inventory {
                h2 { (screen.say(heading)) " (" (screen.digits(&part.len().to_string())) ")" }
                div.scroll tabindex="0" role="region" aria-label=(screen.say(heading)) {
                    table.loads {
                        thead { tr { th scope="col" { (screen.say("column-what")) } th scope="col" { (screen.say(second)) } } }
                        tbody { @for one in part.iter().take(MOST) { (row(one, own, second, screen)) } }
                    }
                }
                @if part.len() > MOST { p.quiet { (screen.count("survivors-more", part.len() - MOST)) } }
            }
        }
    }
}

fn row(one: &Held, own: bool, second: &str, screen: &Screen<'_>) -> Markup {
    html! {
        tr {
            td data-column=(screen.say("column-what")) { @for number in &one.numbers { bdi.number { (number) } " " } (name::who(&one.accession, screen)) }
            td data-column=(screen.say(second)) {
                @if own { @for held in &one.lots { (lot(held, screen)) } @if one.lots.is_empty() { span.quiet { (screen.say("holding-no-lot")) } } }
                @else { @for from in &one.from { p.value { (name::who(from, screen)) } } }
            }
        }
    }
}

fn lot(one: &HeldLot, screen: &Screen<'_>) -> Markup {
    html! {
        p.value {
            (name::who(&one.lot, screen)) (screen.comma())
            @match &one.left { Some(left) => (seed::amount(left, screen)), None => span.quiet { (screen.say("survivors-amount-unsaid")) } }
            @if one.perhaps_lost { " " span.mark { (screen.say("holding-perhaps-lost")) } }
        }
    }
}

//! Weighing and counting lots of seeds, one hand holding the phone; for keepers alone.

pub(crate) mod germination;
pub(crate) mod list;
mod quantity;
pub(crate) mod seed_weight;
pub(crate) mod sprouts;
pub(crate) mod weigh;

use std::sync::Arc;

use daftar_register::claim::{Edtf, EntityId};
use daftar_register::date::Day;
use daftar_register::view::Load;
use daftar_register::{Book, Offered, plain_number};
use maud::{Markup, html};
use serde::Serialize;

use super::card;
use super::keeping::{keepers, private, ready};
use super::looking::Looking;
use crate::address::{Address, with_query};
use crate::error::Trouble;
use crate::forms::field::{Input, line, names};
use crate::forms::typed::Typed;
use crate::forms::writing::Writing;
use crate::phone::Pairing;
use crate::screen::Screen;
use crate::visit::Visit;

/// A form about one lot: what its address names.
#[derive(Clone)]
struct Lot {
    id: String,
    /// What was just recorded.
    done: Option<String>,
    /// The phone that asks, if it is one.
    phone: Option<Arc<Pairing>>,
}

/// What showing such a form needs.
#[derive(Serialize)]
struct Data {
    #[serde(flatten)]
    book: Book,
    load: Load,
    #[serde(skip)]
    names: Vec<Offered>,
}

impl Lot {
    fn of(id: String, visit: &Visit) -> Lot {
        Lot { id, done: visit.asked.get("done").map(str::to_owned), phone: visit.phone.clone() }
    }

    fn entity(&self) -> Result<EntityId, Trouble> {
        card::entity(&self.id)
    }

    fn data(&self, looking: &Looking<'_>) -> Result<Data, Trouble> {
        ready(looking)?;
        let lot = self.entity()?;
        let book = looking.register.book(lot, &looking.ask)?;
        let load = looking.register.loads(&[vec![lot]], &looking.ask)?.into_iter().next().ok_or(Trouble::Missing)?;
        // Whom this notebook knows is no phone's to see.
        let names = if self.phone.is_some() { Vec::new() } else { looking.offered()? };
        Ok(Data { book, load, names })
    }

    /// Who counted, where that is not the keeper: on a phone whoever it was paired for.
    fn counter(&self, writing: &mut Writing<'_>) -> Result<Option<EntityId>, Trouble> {
        match &self.phone {
            Some(pairing) => Ok(pairing.by),
            None => writing.entity("by"),
        }
    }

    /// The lot and its book, for whoever writes.
    fn book(&self, writing: &Writing<'_>) -> Result<(EntityId, Book), Trouble> {
        let lot = self.entity()?;
        Ok((lot, writing.register.book(lot, &keepers())?))
    }
}

impl Writing<'_> {
    /// The single day that was typed, which has come already.
    fn past_day(&mut self, field: &'static str) -> Option<Edtf> {
        if self.typed.text(field).is_empty() {
            self.fault(field, "fault-day");
        }
        let day = self.day(field)?;
        let first = |date: &Edtf| date.bounds().earliest();
        let today = Edtf::parse(self.register.time().date()).ok()?;
        // The notebook counts in universal time: where the sun rises earlier it is tomorrow already.
        let latest = first(&today).map(|Day(day)| Day(day + 1));
        if first(&day) > latest {
            self.fault(field, "fault-future");
            return None;
        }
        Some(day)
    }
}

/// What stands above each of these forms: the lot, what the book says, and the ways between them.
fn head(data: &Data, screen: &Screen<'_>) -> Markup {
    let lot = data.load.entity;
    let called = plain_number(&data.load.numbers).unwrap_or_else(|| lot.0.to_string());
    let ways = [
        (Address::CountLot(lot), "count"),
        (Address::SeedWeight(lot), "seed-weight"),
        (Address::Germination(lot), "germination"),
    ];
    html! {
        header.counting {
            h1 {
                @for number in &data.load.numbers { bdi.number { (number) } " " }
                @if let Some(name) = &data.load.name { bdi { (name) } }
                @if data.load.numbers.is_empty() && data.load.name.is_none() { (screen.say("nameless")) }
            }
            p.lead { (quantity::left(&data.book, screen)) }
            nav.deeds aria-label=(screen.say("count")) {
                @for (way, words) in ways {
                    @let here = screen.visit.path == way.to_string();
                    a href=(screen.plain(way)) aria-current=[here.then_some("page")] { (screen.say(words)) }
                }
                @if screen.visit.phone.as_ref().is_none_or(|phone| phone.task.place().is_some()) {
                    a href=(screen.plain(Address::Count)) { (screen.say("count-others")) }
                }
                @if screen.visit.phone.is_none() {
                    a href=(screen.plain(Address::Card(lot))) { (screen.say("count-card")) }
                    a href=(with_query(&screen.plain(Address::Phone), [("lot", called.as_str())])) { (screen.say("phone-go")) }
                }
            }
        }
    }
}

/// The title of such a page.
fn title(words: &str, data: &Data, screen: &Screen<'_>) -> String {
    let called = data.load.numbers.first().or(data.load.name.as_ref());
    format!("{}: {}", screen.say(words), called.cloned().unwrap_or_else(|| screen.say("nameless")))
}

/// On which day, and who: folded as long as it is today and the keeper.
fn who_and_when(who: &str, data: &Data, typed: &Typed, screen: &Screen<'_>) -> Markup {
    let phone = screen.visit.phone.is_some();
    let open = ["day", "by"].iter().any(|field| typed.fault_of(field).is_some()) || !typed.text("by").is_empty();
    html! {
        details.rest open[open] {
            summary { (screen.say(if phone { "count-day" } else { "count-when-who" })) " " span.quiet { bdi dir="ltr" { (screen.digits(&typed.digits("day"))) } } }
            (line("day", "count-day", "pack-day-help", Input::Latin, typed, screen))
            @if !phone {
                (line("by", who, "count-by-help", Input::Card, typed, screen))
                (names(&data.names, screen))
            }
            (private())
        }
    }
}

/// That something was recorded.
fn recorded(body: &Markup) -> Markup {
    html! { div.kept role="status" { p.value { (body) } } }
}

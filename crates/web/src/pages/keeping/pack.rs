//! Putting things into a box, onto a shelf, into a store: by their numbers, typed or scanned. A box is put somewhere in the
//! same way.

use axum::Form as Sent;
use axum::response::Response;
use daftar_register::claim::EntityId;
use daftar_register::table::Query;
use daftar_register::view::{KEPT_AT, NUMBER};
use daftar_register::{Moving, Offered, Packing, Places, RegisterError};
use maud::{Markup, html};
use serde::Serialize;

use super::{choose_place, keepers, private, ready, today, ways};
use crate::address::Address;
use crate::asked::Asked;
use crate::error::Trouble;
use crate::forms::field::{Input, line, names};
use crate::forms::key;
use crate::forms::save::{self, FormPage, Page};
use crate::forms::shell::form;
use crate::forms::typed::{Typed, WHOLE};
use crate::forms::writing::{Deed, Writing};
use crate::pages::looking::Looking;
use crate::pages::search::asked_query;
use crate::screen::Screen;
use crate::visit::Visit;

/// So many numbers of a search are written into the form.
const MOST: usize = 1_000;

/// The field of the place that things leave.
const FROM: &str = "moved-from";

/// The form.
#[derive(Clone)]
struct Pack {
    /// The place that the address names, and a search of what is to be put there.
    asked: Asked,
}

/// What showing it needs.
#[derive(Serialize)]
struct Data {
    #[serde(skip)]
    places: Places,
    #[serde(skip)]
    names: Vec<Offered>,
}

fn of(visit: &Visit) -> Pack {
    Pack { asked: visit.asked.clone() }
}

/// `GET /pack?into=PLACE`, and with what a search asks: what it finds is to be put there
pub(crate) async fn page(visit: Visit) -> Response {
    save::show(of(&visit), visit).await
}

/// `POST /pack`
pub(crate) async fn save(visit: Visit, Sent(pairs): Sent<Vec<(String, String)>>) -> Response {
    save::save(of(&visit), visit, pairs).await
}

impl FormPage for Pack {
    type Data = Data;

    fn preset(&self, looking: &Looking<'_>) -> Result<Vec<(String, String)>, Trouble> {
        let into = self.asked.get("into").map(|into| ("into".to_owned(), into.to_owned()));
        let found = found(looking, &self.asked)?.map(|numbers| ("numbers".to_owned(), numbers));
        Ok(into.into_iter().chain(found).chain([("day".to_owned(), today(looking.register))]).collect())
    }

    fn data(&self, looking: &Looking<'_>) -> Result<Data, Trouble> {
        ready(looking)?;
        Ok(Data { places: looking.register.places_of_keeping(&looking.ask)?, names: looking.offered()? })
    }

    fn render(&self, data: &Data, typed: &Typed, screen: &Screen<'_>) -> Page {
        let ask = |name: &str, label: &str, help: &str, input| line(name, label, help, input, typed, screen);
        let fields = html! {
            (choose_place("into", &screen.say("pack-into"), &screen.say("pack-choose"), &data.places, typed, screen))
            (ask("numbers", "pack-numbers", "pack-numbers-help", Input::Long))
            (ask("day", "pack-day", "pack-day-help", Input::Latin))
            (movement(data, typed, screen))
            (names(&data.names, screen))
            (private())
        };
        let body = html! {
            header { h1 { (screen.say("pack")) } p.lead { (screen.say("pack-lead")) } (ways(screen)) }
            (form(typed, "pack-go", screen, fields))
        };
        Page { title: screen.say("pack"), body }
    }

    fn read(&self, writing: &mut Writing<'_>) -> Result<String, Trouble> {
        let (chosen, day) = (writing.chosen_place("into")?, writing.day("day"));
        let what: Vec<_> = writing.numbered("numbers")?.into_iter().map(|line| line.thing).collect();
        if what.is_empty() {
            writing.fault("numbers", "fault-numbers");
        }
        if writing.typed.text("day").is_empty() {
            writing.fault("day", "fault-day");
        }
        if chosen.is_none() {
            writing.fault("into", "fault-keeping-place");
        }
        let (Some(into), Some(day)) = (chosen, day) else { return Ok(String::new()) };
        let around = writing.register.places_of_keeping(&keepers())?.around(into);
        if what.iter().any(|one| around.contains(one)) {
            writing.fault("numbers", "fault-in-itself");
        }
        let (from, by) = (writing.chosen_place(FROM)?, writing.entity("by")?);
        let entity = key::entity(writing.typed.text("key"), "movement");
        if entity.is_none() {
            writing.fault(WHOLE, "fault-key");
        }
        if writing.typed.is_sound() {
            let why = Some(writing.typed.text("why").to_owned()).filter(|why| !why.is_empty());
            let packing = Packing { into, what: &what, day: &day, said_by: None };
            let by: Vec<EntityId> = by.into_iter().collect();
            let moving = Moving { entity, packing, from, by: &by, why: why.as_deref() };
            put(writing, &moving)?;
        }
        Ok(Address::Contents(into).to_string())
    }
}

/// Plans it, unless the record has something elsewhere than where it is said to come from.
fn put(writing: &mut Writing<'_>, moving: &Moving<'_>) -> Result<(), Trouble> {
    let moved = writing.register.move_things(moving)?;
    for thing in &moved.elsewhere {
        let called = writing.register.names_of(*thing)?.into_iter().next().unwrap_or_else(|| thing.to_string());
        writing.fault(FROM, "fault-moved-from");
        writing.typed.faulty_part(FROM, "fault-moved-from", &called);
    }
    if moved.elsewhere.is_empty() {
        writing.deed = Deed::CarryOut(moved.plan);
    }
    Ok(())
}

/// From where, who, and why: folded as long as nothing of it is said.
fn movement(data: &Data, typed: &Typed, screen: &Screen<'_>) -> Markup {
    let own = [FROM, "by", "why"];
    let open = own.iter().any(|field| !typed.text(field).is_empty() || typed.fault_of(field).is_some());
    let from = screen.say("pack-from");
    html! {
        details.rest open[open] {
            summary { (screen.say("pack-movement")) }
            p.quiet { (screen.say("pack-movement-help")) }
            (choose_place(FROM, &from, &screen.say("pack-from-record"), &data.places, typed, screen))
            @if let Some(fault) = typed.fault_of(FROM) { p { @for part in &fault.parts { bdi { (part) } " " } } }
            (line("by", "pack-by", "handover-who-help", Input::Card, typed, screen))
            (line("why", "pack-why", "", Input::Long, typed, screen))
        }
    }
}

/// The numbers of what a search finds and can be kept somewhere, one on each line; of what has none, its name.
fn found(looking: &Looking<'_>, asked: &Asked) -> Result<Option<String>, Trouble> {
    let query = asked_query(asked, looking);
    if query.words.is_empty() && query.filters.is_empty() {
        return Ok(None);
    }
    ready(looking)?;
    let query = Query { columns: Some(vec![NUMBER.to_owned()]), facets: Vec::new(), ..query };
    let kinds = &looking.register.profiles().kinds;
    let is_kept =
        |kind: &String| kinds.get(kind).is_some_and(|one| one.properties.iter().any(|id| id.as_str() == KEPT_AT));
    let mut lines: Vec<String> = Vec::new();
    looking.register.each_of_many(&query, looking.register.standing(), &super::keepers(), |hit| {
        let number = hit.row.cells(NUMBER).first().map(|cell| cell.plain());
        let name = || hit.row.name(looking.ask.lang.tag()).map(|name| name.text.clone());
        lines.extend(number.or_else(name).filter(|_| hit.row.kinds.iter().any(is_kept)));
        Ok::<_, RegisterError>(())
    })?;
    match lines.len() > MOST {
        true => Err(Trouble::Wrong("pack-too-many")),
        false => Ok(Some(lines.join("\n"))),
    }
}

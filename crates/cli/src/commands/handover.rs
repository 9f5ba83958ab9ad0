//! `daftar handover`: who gives what to whom, with the receipt; for keepers.

use std::fmt::Write as _;

use daftar_register::claim::EntityId;
use daftar_register::view::Load;
use daftar_register::{Handover, Item, Numbers, Receipt, write_private};
use daftar_web::receipt_page;
use serde_json::json;

use super::keeping::{day, keeper, meant, place};
use super::{Done, say};
use crate::args::{Args, Handover as Asked};
use crate::failure::Failure;
use crate::session::Session;

/// `daftar handover`
pub(crate) fn handover(args: &Args, asked: &Asked) -> Result<Done, Failure> {
    if let Some(to) = asked.receipt.as_ref().filter(|to| to.exists()) {
        return Err(Failure::Ask(format!("{} is there already: give another name", to.display())));
    }
    let mut session = keeper(Session::write(args)?)?;
    let day = day(&session, asked.day.as_deref())?;
    let numbers = session.register.numbers(&session.ask)?;
    let what: Vec<Item> = asked.what.iter().map(|text| item(&session, &numbers, text)).collect::<Result<_, _>>()?;
    let who = |names: &[String]| names.iter().map(|name| session.register.entity(name)).collect::<Result<Vec<_>, _>>();
    let (from, to) = (who(&asked.from)?, who(&asked.to)?);
    let place = asked.place.as_deref().map(|name| place(&session, name)).transpose()?;
    let (terms, words) = (asked.terms.as_deref(), asked.words.as_deref());
    let handover = Handover { entity: None, day: &day, from: &from, to: &to, what: &what, place, terms, words };
    let (entity, plan) = session.register.hand_over(&handover)?;
    session.register.carry_out(&plan)?;
    told(args, &session, entity, asked)
}

/// A thing by its number, with its state after a colon.
fn item(session: &Session<'_>, numbers: &Numbers, text: &str) -> Result<Item, Failure> {
    let line = session.register.typed_line(text, numbers, &session.ask)?;
    let state = line.words.map(|words| format!("{}: {words}", line.number));
    Ok(Item { thing: meant(&session.register, line.meant, line.number)?, state })
}

/// What was recorded: the receipt, and where it was written.
fn told(args: &Args, session: &Session<'_>, entity: EntityId, asked: &Asked) -> Result<Done, Failure> {
    let receipt = session.register.receipt(entity, &session.ask)?;
    if let Some(to) = &asked.receipt {
        let place = session.register.place()?.map(|place| session.register.names_of(place)).transpose()?;
        let place = place.and_then(|names| names.into_iter().next()).unwrap_or_default();
        let written = write_private(to, receipt_page(&receipt, &place, session.lang()).as_bytes());
        written.map_err(|error| {
            let why = format!("the handover is recorded as {entity}, but not its receipt: {error}");
            Failure::Ask(format!("{why}; in the browser its card leads to the receipt"))
        })?;
    }
    let file = asked.receipt.as_ref().map(|file| file.display().to_string());
    let result = json!({ "handover": entity.to_string(), "receipt": receipt, "file": file });
    say(args, &result, || printed(&receipt, entity, file.as_deref()))
}

fn printed(receipt: &Receipt, entity: EntityId, file: Option<&str>) -> String {
    let mut out = format!("{entity}\n");
    let told = receipt.page.sections.iter().flat_map(|section| &section.properties);
    let own = |property: &str| !["kind", "about", "handed-state"].contains(&property);
    for property in told.filter(|one| own(one.folded.property.as_str())) {
        let values: Vec<&str> = property.folded.values.iter().map(|one| one.value.words.as_str()).collect();
        let _ = writeln!(out, "{}: {}", property.folded.label, values.join(" ≠ "));
    }
    for thing in &receipt.things {
        let _ = writeln!(out, "  {}  {}", called(&thing.load), thing.states.join("; "));
        for one in &thing.inside {
            let _ = writeln!(out, "      {}", called(one));
        }
    }
    if let Some(file) = file {
        let _ = writeln!(out, "{file}");
    }
    out
}

fn called(load: &Load) -> String {
    format!("{}  {}", load.numbers.join(", "), load.name.as_deref().unwrap_or("?"))
}

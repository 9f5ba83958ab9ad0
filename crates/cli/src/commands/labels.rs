//! `daftar labels`: labels as a page to be printed; for keepers.

use daftar_register::claim::EntityId;
use daftar_register::view::Load;
use daftar_register::write_private;
use daftar_web::{Labels, Says};
use serde_json::json;

use super::keeping::{keeper, meant, place};
use super::{Done, say};
use crate::args::{Args, Labels as Asked};
use crate::failure::Failure;
use crate::session::Session;

/// `daftar labels`
pub(crate) fn labels(args: &Args, asked: &Asked) -> Result<Done, Failure> {
    if asked.to.exists() {
        return Err(Failure::Ask(format!("{} is there already: give another name", asked.to.display())));
    }
    let session = keeper(Session::read(args)?)?;
    let loads = loads(&session, asked)?;
    let size =
        Labels::size(&asked.size).ok_or_else(|| Failure::Ask(format!("{:?} is no size of labels", asked.size)))?;
    let says = if asked.with_name { Says::Name } else { Says::Number };
    let labels = Labels { size, copies: usize::from(asked.copies), says };
    refuse_unfit(labels, &loads)?;
    let place = session.register.place()?.map(|place| session.register.names_of(place)).transpose()?;
    let place = place.and_then(|names| names.into_iter().next()).unwrap_or_default();
    let page = labels.page(&loads, &place, session.register.id(), session.lang());
    write_private(&asked.to, page.as_bytes())
        .map_err(|error| Failure::Ask(format!("{} cannot be written: {error}", asked.to.display())))?;
    let (file, many) = (asked.to.display().to_string(), loads.len() * labels.copies);
    say(args, &json!({ "file": file, "labels": many }), || format!("{file}: {many}\n"))
}

/// What gets labels: each thing once.
fn loads(session: &Session<'_>, asked: &Asked) -> Result<Vec<Load>, Failure> {
    let numbers = session.register.numbers(&session.ask)?;
    let mut things: Vec<EntityId> = Vec::new();
    for number in &asked.numbers {
        let thing =
            meant(&session.register, session.register.meant_by_keeper(number, &numbers, &session.ask)?, number)?;
        if !things.contains(&thing) {
            things.push(thing);
        }
    }
    let each: Vec<Vec<EntityId>> = things.into_iter().map(|thing| vec![thing]).collect();
    let mut loads = session.register.loads(&each, &session.ask)?;
    if let Some(within) = &asked.within {
        let within = place(session, within)?;
        let lots = session.register.lots(Some(within), &session.ask)?;
        let known: Vec<EntityId> = loads.iter().map(|load| load.entity).collect();
        loads.extend(lots.into_iter().filter(|lot| !known.contains(&lot.entity)));
    }
    match loads.is_empty() {
        true => Err(Failure::Ask("no lots are kept there: nothing was written".into())),
        false => Ok(loads),
    }
}

/// Refuses what cannot be printed: a label that says nothing but a number needs a single plain one.
fn refuse_unfit(labels: Labels, loads: &[Load]) -> Result<(), Failure> {
    let unfit = loads.iter().filter(|load| !labels.fits(load));
    let called: Vec<&str> =
        unfit.map(|load| load.name.as_deref().or(load.numbers.first().map(String::as_str)).unwrap_or("?")).collect();
    if !called.is_empty() {
        return Err(Failure::Ask(format!(
            "these have no single number of Latin letters and digits: {}; give them one, or --with-name; nothing was written",
            called.join("; ")
        )));
    }
    match labels.is_too_much(loads.len()) {
        true => Err(Failure::Ask("these are more than 2,000 labels: write them in parts; nothing was written".into())),
        false => Ok(()),
    }
}

//! Seed came back: a new lot, grown from the lent one, and the promise names it; in one entry.

use axum::Form as Sent;
use axum::extract::Path;
use axum::response::Response;
use daftar_register::claim::{EntityId, PropertyId, Value};
use daftar_register::view::promises::Promise;
use daftar_register::view::stock::{Amount, Unit, Units};
use daftar_register::view::{Ask, Audience};
use daftar_register::{Back, Places};
use maud::{Markup, html};
use serde::Serialize;

use super::heading;
use crate::address::Address;
use crate::error::Trouble;
use crate::forms::field::{Input, choice, line};
use crate::forms::key;
use crate::forms::save::{self, FormPage, Page};
use crate::forms::shell::form;
use crate::forms::typed::{Typed, WHOLE};
use crate::forms::value::{self, Texts};
use crate::forms::writing::{Deed, Writing};
use crate::pages::card;
use crate::pages::keeping::{choose_place, private, ready, today};
use crate::pages::looking::Looking;
use crate::screen::Screen;
use crate::visit::Visit;

/// What says how much.
const QUANTITY: &str = "quantity";

/// The form.
#[derive(Clone)]
struct Returned {
    promise: String,
}

/// What showing it needs.
#[derive(Serialize)]
struct Data {
    promise: Promise,
    #[serde(skip)]
    places: Places,
}

/// `GET /e/ID/returned`
pub(crate) async fn page(Path(promise): Path<String>, visit: Visit) -> Response {
    save::show(Returned { promise }, visit).await
}

/// `POST /e/ID/returned`
pub(crate) async fn save(
    Path(promise): Path<String>,
    visit: Visit,
    Sent(pairs): Sent<Vec<(String, String)>>,
) -> Response {
    save::save(Returned { promise }, visit, pairs).await
}

impl Returned {
    fn promise(&self, looking: &Looking<'_>) -> Result<Promise, Trouble> {
        looking.keeper_only()?;
        Ok(looking.register.promise(card::entity(&self.promise)?, &looking.ask)?)
    }
}

impl FormPage for Returned {
    type Data = Data;

    fn preset(&self, looking: &Looking<'_>) -> Result<Vec<(String, String)>, Trouble> {
        let unit = match self.promise(looking)?.promised.map(|promised| promised.unit) {
            Some(Unit::Seeds) => "seeds".to_owned(),
            Some(Unit::Own(name)) => name,
            _ => "g".to_owned(),
        };
        Ok(vec![("day".to_owned(), today(looking.register)), (format!("{QUANTITY}.unit"), unit)])
    }

    fn data(&self, looking: &Looking<'_>) -> Result<Data, Trouble> {
        ready(looking)?;
        Ok(Data { promise: self.promise(looking)?, places: looking.register.places_of_keeping(&looking.ask)? })
    }

    fn render(&self, data: &Data, typed: &Typed, screen: &Screen<'_>) -> Page {
        let ask = |name: &str, label: &str, help: &str| line(name, label, help, Input::Latin, typed, screen);
        let fields = html! {
            (parents(&data.promise, typed, screen))
            (quantity(typed, screen))
            (ask("day", "back-day", "pack-day-help"))
            (ask("harvested", "back-harvested", "value-date-help"))
            (ask("number", "back-number", "back-number-help"))
            (choose_place("place", &screen.say("back-place"), &screen.say("box-inside-none"), &data.places, typed, screen))
            (private())
        };
        let body = html! {
            (heading(&data.promise, "back", screen))
            p.lead { (screen.say("back-lead")) }
            (form(typed, "back-go", screen, fields))
        };
        Page { title: screen.say("back"), body }
    }

    fn read(&self, writing: &mut Writing<'_>) -> Result<String, Trouble> {
        let ask = Ask { audience: Audience::Keeper, ..Ask::default() };
        let promise = writing.register.promise(card::entity(&self.promise)?, &ask)?;
        let parent = parent(writing, &promise)?;
        let (quantity, place) = (amount(writing)?, writing.chosen_place("place")?);
        if writing.typed.text("day").is_empty() {
            writing.fault("day", "fault-day");
        }
        let (day, harvested) = (writing.day("day"), writing.date("harvested"));
        for (field, date) in [("day", &day), ("harvested", &harvested)] {
            if date.as_ref().is_some_and(|date| promise.lent_after(date)) {
                writing.fault(field, "fault-before-lent");
            }
        }
        let lot = key::entity(writing.typed.text("key"), "lot");
        if lot.is_none() {
            writing.fault(WHOLE, "fault-key");
        }
        let (Some(day), Some(quantity), true) = (day, quantity, writing.typed.is_sound()) else {
            return Ok(String::new());
        };
        let number = writing.typed.text("number").to_owned();
        let back = Back {
            lot,
            promise: promise.promise,
            parent,
            number: Some(number.as_str()).filter(|number| !number.is_empty()),
            quantity: &quantity,
            harvested: harvested.as_ref(),
            day: &day,
            kept_at: place,
        };
        writing.deed = Deed::CarryOut(writing.register.give_back(&back)?.plan);
        Ok(Address::Promises.to_string())
    }
}

/// How much came back: number and unit.
fn quantity(typed: &Typed, screen: &Screen<'_>) -> Markup {
    let property = PropertyId::parse(QUANTITY).ok().and_then(|id| screen.profiles.property(&id));
    html! { @if let Some(property) = property { (value::fields(property, Texts::One, typed, screen)) } }
}

fn amount(writing: &mut Writing<'_>) -> Result<Option<Value>, Trouble> {
    let id = crate::forms::writing::property_id(QUANTITY)?;
    let Some(property) = writing.register.profiles().property(&id).cloned() else { return Ok(None) };
    let value = writing.values(&property)?.into_iter().next();
    let is_some = |value: &Value| Amount::of(value).is_some_and(|amount| amount.range.high > Units::NONE);
    if !value.as_ref().is_some_and(is_some) {
        writing.fault(&format!("{QUANTITY}.number"), "fault-returned-amount");
    }
    Ok(value)
}

/// Where several lots were lent: from which it was grown.
fn parents(promise: &Promise, typed: &Typed, screen: &Screen<'_>) -> Markup {
    let mut options = vec![(String::new(), screen.say("which-none"))];
    let lots = promise.lots.iter().filter_map(|lot| Some((lot.entity?, lot.name.as_deref())));
    options.extend(lots.map(|(lot, name)| (lot.0.to_string(), screen.called(lot, name))));
    let ask =
        crate::forms::field::Ask { name: "parent", label: &screen.say("back-parent"), help: "", input: Input::Line };
    html! { @if promise.lots.len() > 1 { (choice(&ask, &options, typed, screen)) } }
}

fn parent(writing: &mut Writing<'_>, promise: &Promise) -> Result<Option<EntityId>, Trouble> {
    let typed = writing.typed.text("parent").to_owned();
    let chosen = (!typed.is_empty()).then(|| card::entity(&typed)).transpose()?;
    let lent = |lot: EntityId| promise.lots.iter().any(|one| one.entity == Some(lot));
    match (chosen, promise.lots.len()) {
        (_, 0) => writing.fault(WHOLE, "fault-no-lot"),
        (Some(lot), _) if lent(lot) => {}
        (None, 1) => {}
        _ => writing.fault("parent", "fault-parent"),
    }
    Ok(chosen)
}

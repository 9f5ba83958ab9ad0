//! What is left of a lot, weighed or counted: the number and the unit, and where the container stood on the scale, too, what it
//! weighs alone.

use axum::Form as Sent;
use axum::extract::Path;
use axum::response::Response;
use daftar_register::claim::Decimal;
use daftar_register::view::stock::{Measure, Scales};
use daftar_register::{Recount, Weighed, weight_less};
use maud::{Markup, html};

use super::{Data, Lot, head, quantity, recorded, title, who_and_when};
use crate::address::Address;
use crate::error::Trouble;
use crate::forms::amount::{amount, tiles};
use crate::forms::key;
use crate::forms::save::{self, FormPage, Page};
use crate::forms::shell::form;
use crate::forms::typed::{Typed, WHOLE};
use crate::forms::writing::{Deed, Writing};
use crate::pages::keeping::today;
use crate::pages::looking::Looking;
use crate::screen::Screen;
use crate::visit::Visit;

/// Units that every lot can be weighed or counted in, with their words.
const UNITS: [(&str, &str); 3] = [("g", "unit-grams"), ("kg", "unit-kg"), ("seeds", "unit-seeds")];
/// Those of them in which a container can be weighed.
const WEIGHTS: [&str; 2] = ["g", "kg"];
/// So many earlier recounts are shown.
const SHOWN: usize = 5;

/// The form.
#[derive(Clone)]
struct Weigh(Lot);

/// `GET /count/LOT`
pub(crate) async fn page(Path(id): Path<String>, visit: Visit) -> Response {
    save::show(Weigh(Lot::of(id, &visit)), visit).await
}

/// `POST /count/LOT`
pub(crate) async fn save(Path(id): Path<String>, visit: Visit, Sent(pairs): Sent<Vec<(String, String)>>) -> Response {
    save::save(Weigh(Lot::of(id, &visit)), visit, pairs).await
}

impl FormPage for Weigh {
    type Data = Data;

    fn preset(&self, looking: &Looking<'_>) -> Result<Vec<(String, String)>, Trouble> {
        Ok(vec![("day".to_owned(), today(looking.register))])
    }

    fn data(&self, looking: &Looking<'_>) -> Result<Data, Trouble> {
        self.0.data(looking)
    }

    fn render(&self, data: &Data, typed: &Typed, screen: &Screen<'_>) -> Page {
        let container = !typed.text("container").is_empty() || typed.fault_of("container").is_some();
        let fields = html! {
            (amount("amount", "count-amount", "count-amount-help", typed, screen))
            (tiles("unit", &screen.say("count-unit"), &units(&data.book.scales, screen), typed))
            @if let Some(fault) = typed.fault_of("unit") { p.fault role="alert" { (screen.say(fault.words)) } }
            details.rest open[container] {
                summary { (screen.say("count-container-ask")) }
                (amount("container", "count-container", "count-container-help", typed, screen))
            }
            (who_and_when("count-by", data, typed, screen))
        };
        let body = html! {
            (head(data, screen))
            (self.just_found(data, screen))
            (form(typed, "count-save", screen, fields))
            (earlier(data, screen))
        };
        Page { title: title("count", data, screen), body }
    }

    fn read(&self, writing: &mut Writing<'_>) -> Result<String, Trouble> {
        let (lot, book) = self.0.book(writing)?;
        let weighed = weighed(writing, &book.scales);
        let (day, by) = (writing.past_day("day"), self.0.counter(writing)?);
        let entity = key::entity(writing.typed.text("key"), "recount");
        if entity.is_none() {
            writing.fault(WHOLE, "fault-key");
        }
        let (Some(weighed), Some(day), true) = (weighed, day, writing.typed.is_sound()) else {
            return Ok(String::new());
        };
        let (made, plan) = writing.register.recount(&Recount { entity, lot, day: &day, weighed, by })?;
        writing.deed = Deed::CarryOut(plan);
        Ok(format!("{}?done={}", Address::CountLot(lot), made.0))
    }
}

impl Weigh {
    /// What was just recorded, beside what the book said.
    fn just_found(&self, data: &Data, screen: &Screen<'_>) -> Markup {
        let done = |line: &&daftar_register::view::stock::Line| {
            self.0.done.as_ref().is_some_and(|done| line.event.is_some_and(|event| event.0.to_string() == *done))
        };
        let line = quantity::recounts(&data.book).find(done);
        let unit = data.book.stock.unit.as_ref();
        html! {
            @if let Some(line) = line { (recorded(&html! { (screen.say("count-recorded")) " " (quantity::found(line, unit, screen)) })) }
        }
    }
}

/// The units of the tiles: those that all have, and the bank's own measures for this crop.
fn units(scales: &Scales, screen: &Screen<'_>) -> Vec<(String, String)> {
    let plain = UNITS.iter().map(|(unit, words)| ((*unit).to_owned(), screen.say(words)));
    let own = scales.measures.iter().filter_map(|one| Some((unit_of(one)?.clone(), quantity::measure(one, screen))));
    plain.chain(own).collect()
}

/// What a measure is called as a unit: of its names always the same.
fn unit_of(measure: &Measure) -> Option<&String> {
    measure.names.iter().min()
}

/// What was weighed or counted, as it was typed.
fn weighed(writing: &mut Writing<'_>, scales: &Scales) -> Option<Weighed> {
    let unit = writing.typed.text("unit").to_owned();
    let own = || scales.measures.iter().any(|one| unit_of(one) == Some(&unit));
    if !UNITS.iter().any(|(known, _)| *known == unit) && !own() {
        writing.fault("unit", "fault-unit");
    }
    let shown = match unit.as_str() {
        "seeds" => writing.seeds("amount").and_then(|seeds| Decimal::parse(&seeds.to_string()).ok()),
        _ => writing.amount("amount"),
    };
    if writing.typed.text("amount").is_empty() {
        writing.fault("amount", "fault-amount-empty");
    }
    let container = writing.amount("container");
    if container.is_some() && !WEIGHTS.contains(&unit.as_str()) {
        writing.fault("container", "fault-container-unit");
    }
    let shown = shown?;
    if container.as_ref().is_some_and(|container| weight_less(&shown, container).is_none()) {
        writing.fault("container", "fault-container-more");
    }
    Some(Weighed { shown, unit, container })
}

/// The recounts before.
fn earlier(data: &Data, screen: &Screen<'_>) -> Markup {
    let lines: Vec<_> = quantity::recounts(&data.book).take(SHOWN).collect();
    let unit = data.book.stock.unit.as_ref();
    html! {
        @if !lines.is_empty() {
            section {
                h2 { (screen.say("count-earlier")) }
                ul.plain {
                    @for line in lines {
                        li {
                            (quantity::found(line, unit, screen))
                            // What was typed wrongly is taken back on its card.
                            @if let Some(event) = line.event.filter(|_| screen.visit.phone.is_none()) {
                                " " a href=(screen.plain(Address::Card(event))) { (screen.say("count-card")) }
                            }
                        }
                    }
                }
            }
        }
    }
}

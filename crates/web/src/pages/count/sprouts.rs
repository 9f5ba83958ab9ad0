//! How many seeds of a germination test had come up by a day, counted as often as one likes. Who counted is not who types it.

use axum::Form as Sent;
use axum::extract::Path;
use axum::response::Response;
use daftar_register::GerminationTest;
use daftar_register::claim::{Claim, EntityId, Speaker, Subject, Value};
use maud::{Markup, html};
use serde::Serialize;

use super::germination::so_far;
use super::{Data, Lot, head, recorded, title, who_and_when};
use crate::address::Address;
use crate::error::Trouble;
use crate::forms::amount::amount;
use crate::forms::save::{self, FormPage, Page};
use crate::forms::shell::form;
use crate::forms::typed::Typed;
use crate::forms::writing::{Writing, property_id};
use crate::pages::card;
use crate::pages::keeping::today;
use crate::pages::looking::Looking;
use crate::screen::Screen;
use crate::visit::Visit;

/// The form.
#[derive(Clone)]
struct Sprouts {
    lot: Lot,
    test: String,
}

/// What showing it needs.
#[derive(Serialize)]
struct One {
    #[serde(flatten)]
    lot: Data,
    test: GerminationTest,
}

/// `GET /count/LOT/germination/TEST`
pub(crate) async fn page(Path((lot, test)): Path<(String, String)>, visit: Visit) -> Response {
    save::show(Sprouts { lot: Lot::of(lot, &visit), test }, visit).await
}

/// `POST /count/LOT/germination/TEST`
pub(crate) async fn save(
    Path((lot, test)): Path<(String, String)>,
    visit: Visit,
    Sent(pairs): Sent<Vec<(String, String)>>,
) -> Response {
    save::save(Sprouts { lot: Lot::of(lot, &visit), test }, visit, pairs).await
}

/// The test of that id, among those of its lot.
fn of(id: EntityId, tests: Vec<GerminationTest>) -> Result<GerminationTest, Trouble> {
    tests.into_iter().find(|test| test.entity == id).ok_or(Trouble::Missing)
}

impl FormPage for Sprouts {
    type Data = One;

    fn preset(&self, looking: &Looking<'_>) -> Result<Vec<(String, String)>, Trouble> {
        Ok(vec![("day".to_owned(), today(looking.register))])
    }

    fn data(&self, looking: &Looking<'_>) -> Result<One, Trouble> {
        let lot = self.lot.data(looking)?;
        let test = of(card::entity(&self.test)?, lot.book.tests.clone())?;
        Ok(One { lot, test })
    }

    fn render(&self, data: &One, typed: &Typed, screen: &Screen<'_>) -> Page {
        let fields = html! {
            (amount("come", "sprouts-come", "sprouts-come-help", typed, screen))
            (who_and_when("count-by", &data.lot, typed, screen))
        };
        let body = html! {
            (head(&data.lot, screen))
            @if self.lot.done.is_some() { (recorded(&html! { (screen.say("count-recorded")) " " (so_far(&data.test, screen)) })) }
            section {
                h2 {
                    (screen.say("sprouts"))
                    @if let Some(day) = &data.test.day { (screen.comma()) (screen.date(day)) }
                }
                (counts(&data.test, screen))
                (form(typed, "count-save", screen, fields))
            }
        };
        Page { title: title("sprouts", &data.lot, screen), body }
    }

    fn read(&self, writing: &mut Writing<'_>) -> Result<String, Trouble> {
        let (lot, book) = self.lot.book(writing)?;
        let test = of(card::entity(&self.test)?, book.tests)?;
        let (come, day, by) = (writing.seeds("come"), writing.past_day("day"), self.lot.counter(writing)?);
        if writing.typed.text("come").is_empty() {
            writing.fault("come", "fault-amount-empty");
        }
        let (Some(come), Some(day)) = (come, day) else { return Ok(String::new()) };
        if test.sown.is_some_and(|sown| come > sown) {
            writing.fault("come", "fault-more-than-sown");
        }
        if test.misfit(&day, come).is_some() {
            writing.fault("come", "fault-fewer-than-before");
        }
        if test.day.as_ref().is_some_and(|sown| day.bounds().latest() < sown.bounds().earliest()) {
            writing.fault("day", "fault-before-sown");
        }
        let value = Value::Count { low: Some(come), best: Some(come), high: Some(come) };
        let claim = Claim::new(Subject::Entity(test.entity), property_id("germinated")?, value, writing.keeper);
        let said_by = by.map(Speaker::Entity);
        writing.put(Claim { when: Some(day.clone()), stated: Some(day), said_by, ..claim }, false, Vec::new());
        Ok(format!("{}?done=yes", Address::Sprouts(lot, test.entity)))
    }
}

/// What was counted so far.
fn counts(test: &GerminationTest, screen: &Screen<'_>) -> Markup {
    html! {
        p.lead { (so_far(test, screen)) }
        @if !test.counts.is_empty() {
            ul.plain {
                @for count in &test.counts {
                    li {
                        @match &count.day { Some(day) => (screen.date(day)), None => (screen.say("germination-undated")) }
                        ": " bdi { (screen.digits(&count.many.to_string())) }
                    }
                }
            }
        }
    }
}

//! The germination tests of a lot, and the form that begins one: how many seeds were sown, when, and on what.

use axum::Form as Sent;
use axum::extract::Path;
use axum::response::Response;
use daftar_register::GerminationTest;
use daftar_register::claim::{Claim, Subject, Value};
use maud::{Markup, html};

use super::{Data, Lot, head, title, who_and_when};
use crate::address::Address;
use crate::error::Trouble;
use crate::forms::amount::{amount, tiles};
use crate::forms::save::{self, FormPage, Page};
use crate::forms::shell::form;
use crate::forms::typed::Typed;
use crate::forms::writing::{Writing, property_id};
use crate::pages::keeping::today;
use crate::pages::looking::Looking;
use crate::screen::Screen;
use crate::visit::Visit;
use crate::words::Said;

/// The kind of a germination test.
const TEST: &str = "germination-test";
/// The list of ways to test, and the property that says which was taken.
const METHOD: &str = "test-method";

/// The form.
#[derive(Clone)]
struct Germination(Lot);

/// `GET /count/LOT/germination`
pub(crate) async fn page(Path(id): Path<String>, visit: Visit) -> Response {
    save::show(Germination(Lot::of(id, &visit)), visit).await
}

/// `POST /count/LOT/germination`
pub(crate) async fn save(Path(id): Path<String>, visit: Visit, Sent(pairs): Sent<Vec<(String, String)>>) -> Response {
    save::save(Germination(Lot::of(id, &visit)), visit, pairs).await
}

impl FormPage for Germination {
    type Data = Data;

    fn preset(&self, looking: &Looking<'_>) -> Result<Vec<(String, String)>, Trouble> {
        Ok(vec![("day".to_owned(), today(looking.register))])
    }

    fn data(&self, looking: &Looking<'_>) -> Result<Data, Trouble> {
        self.0.data(looking)
    }

    fn render(&self, data: &Data, typed: &Typed, screen: &Screen<'_>) -> Page {
        let scheme = screen.profiles.schemes.get(METHOD);
        let ways = scheme.iter().flat_map(|scheme| &scheme.codes);
        let ways: Vec<(String, String)> =
            ways.map(|code| (code.id.clone(), code.label.in_language(screen.tag()).to_owned())).collect();
        let fields = html! {
            (amount("sown", "germination-sown", "germination-sown-help", typed, screen))
            (tiles("method", &screen.say("germination-method"), &ways, typed))
            (who_and_when("germination-by", data, typed, screen))
        };
        let body = html! {
            (head(data, screen))
            @if !data.book.tests.is_empty() {
                section { h2 { (screen.say("germination-go-on")) } ul.plain { @for test in &data.book.tests { li { (self::test(test, data, screen)) } } } }
            }
            section { h2 { (screen.say("germination-begin")) } (form(typed, "germination-save", screen, fields)) }
        };
        Page { title: title("germination", data, screen), body }
    }

    fn read(&self, writing: &mut Writing<'_>) -> Result<String, Trouble> {
        let (lot, _) = self.0.book(writing)?;
        let (sown, day, by) = (writing.seeds("sown"), writing.past_day("day"), self.0.counter(writing)?);
        match sown {
            None if writing.typed.text("sown").is_empty() => writing.fault("sown", "fault-amount-empty"),
            Some(0) => writing.fault("sown", "fault-none-sown"),
            _ => {}
        }
        let method = writing.typed.text("method").to_owned();
        let method = writing.register.profiles().code(METHOD, &method).map(|code| code.id.clone());
        let (Some(sown), Some(day), true) = (sown, day, writing.typed.is_sound()) else { return Ok(String::new()) };
        let Some(test) = writing.card(TEST, TEST)? else { return Ok(String::new()) };
        let sown = Value::Count { low: Some(sown), best: Some(sown), high: Some(sown) };
        let mut values = vec![("about", Value::Entity(lot)), ("date", Value::Date(day.clone())), ("seeds-sown", sown)];
        values.extend(method.map(|method| (METHOD, Value::code(METHOD, &method))));
        for (property, value) in values {
            let claim = Claim::new(Subject::Entity(test), property_id(property)?, value, writing.keeper);
            writing.put(Claim { stated: Some(day.clone()), ..claim }, false, Vec::new());
        }
        if let Some(who) = by {
            let value = Value::Entity(who);
            let claim = Claim::new(Subject::Entity(test), property_id("carried-out-by")?, value, writing.keeper);
            writing.put(claim, true, vec![test, who]);
        }
        Ok(Address::Sprouts(lot, test).to_string())
    }
}

/// A test in the list: when, how many were sown, how many have come up so far.
fn test(test: &GerminationTest, data: &Data, screen: &Screen<'_>) -> Markup {
    html! {
        a.tap href=(screen.plain(Address::Sprouts(data.load.entity, test.entity))) {
            @match &test.day { Some(day) => (screen.date(day)), None => (screen.say("germination-undated")) }
            (screen.comma()) (so_far(test, screen))
        }
    }
}

/// How many came up of how many.
pub(super) fn so_far(test: &GerminationTest, screen: &Screen<'_>) -> String {
    let sown = test.sown.and_then(|sown| usize::try_from(sown).ok());
    let come = test.counts.last().and_then(|last| usize::try_from(last.many).ok());
    match (come, sown) {
        (Some(come), Some(sown)) => {
            screen.tell("germination-of", &[("n", Said::Number(come)), ("of", Said::Number(sown))])
        }
        (None, Some(sown)) => screen.tell("germination-only-sown", &[("n", Said::Number(sown))]),
        (Some(come), None) => screen.tell("germination-only-come", &[("n", Said::Number(come))]),
        (None, None) => screen.say("germination-sown-unsaid"),
    }
}

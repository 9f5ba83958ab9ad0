//! The receipt of a handover: on paper in both languages, with room for signatures; and the photograph of the signed one,
//! which is kept encrypted and becomes a source.

use axum::extract::{Multipart, Path};
use axum::response::{IntoResponse as _, Redirect, Response};
use daftar_register::claim::{EntityId, Value};
use daftar_register::date::Lang;
use daftar_register::view::{self, FoldedValue, Load, Page};
use maud::{Markup, html};
use serde::Serialize;

use super::{printed_head, ready, today};
use crate::address::{Address, with_query};
use crate::error::Trouble;
use crate::layout::{self, Content};
use crate::pages::card;
use crate::pages::looking::Looking;
use crate::parts::{load, value};
use crate::screen::Screen;
use crate::upload;
use crate::visit::{Form, Visit};
use crate::words::{Digits, Words};

/// The receipt.
#[derive(Serialize)]
struct Receipt {
    #[serde(flatten)]
    page: Page,
    /// What is handed over, in the order of numbers.
    things: Vec<Thing>,
    today: String,
}

/// One thing, or a box with what is in it.
#[derive(Serialize)]
struct Thing {
    #[serde(flatten)]
    load: Load,
    inside: Vec<Load>,
}

/// `GET /e/ID/receipt`
pub(crate) async fn page(Path(id): Path<String>, visit: Visit) -> Response {
    if let Some(first) = visit.unlock_first() {
        return first;
    }
    visit.page(move |looking| data(looking, &id), render).await
}

/// `POST /e/ID/receipt`
pub(crate) async fn attach(Path(id): Path<String>, visit: Visit, form: Multipart) -> Response {
    match attached(&id, &visit, form).await {
        Ok(handover) => Redirect::to(&visit.along_to(&Address::Card(handover).to_string())).into_response(),
        Err(trouble) => layout::plain(&trouble, Form::Html),
    }
}

async fn attached(id: &str, visit: &Visit, form: Multipart) -> Result<EntityId, Trouble> {
    if !visit.session.keeper {
        return Err(Trouble::Locked);
    }
    let handover = card::entity(id)?;
    let received = upload::receive(form, &visit.site.0.registers).await?;
    let paths = received.paths();
    if paths.is_empty() {
        return Err(Trouble::Wrong("fault-no-file"));
    }
    let title = Words::of(visit.asked.lang.unwrap_or(Lang::En), Digits::European).say("receipt-signed");
    visit
        .write(move |register| {
            for path in &paths {
                register.attach_receipt(handover, path, &title)?;
            }
            drop(received);
            Ok(handover)
        })
        .await
}

fn data(looking: &Looking<'_>, id: &str) -> Result<Receipt, Trouble> {
    ready(looking)?;
    let id = card::entity(id)?;
    let heard = looking.entity(id)?;
    let page = view::page(&looking.asked(&heard), id);
    if !page.kinds.iter().any(|kind| kind == "handover") {
        return Err(Trouble::Missing);
    }
    let about = values(&page, "about").filter_map(|one| match one.value.value {
        Value::Entity(thing) => Some(vec![thing]),
        _ => None,
    });
    let mut loads = looking.register.loads(&about.collect::<Vec<_>>(), &looking.ask)?;
    loads.sort_by(|one, other| (&one.numbers, &one.name).cmp(&(&other.numbers, &other.name)));
    let places = looking.register.places_of_keeping(&looking.ask)?;
    let mut things = Vec::new();
    for load in loads {
        let inside = match places.get(load.entity) {
            Some(_) => looking.register.contents(load.entity, true, &looking.ask)?.loads,
            None => Vec::new(),
        };
        things.push(Thing { load, inside });
    }
    Ok(Receipt { page, things, today: today(looking.register) })
}

/// The values of one property.
fn values<'p>(page: &'p Page, property: &'p str) -> impl Iterator<Item = &'p FoldedValue> {
    let all = page.sections.iter().flat_map(|section| &section.properties);
    all.filter(move |one| one.folded.property.as_str() == property).flat_map(|one| &one.folded.values)
}

/// Words in both languages, whichever the screen has.
fn both(id: &str) -> Markup {
    html! {
        span lang="en" dir="ltr" { (Words::of(Lang::En, Digits::European).say(id)) }
        " · " span lang="ar" dir="rtl" { (Words::of(Lang::Ar, Digits::European).say(id)) }
    }
}

fn render(data: &Receipt, screen: &Screen<'_>) -> Content {
    let title = screen.say("receipt");
    let body = html! {
        article.receipt {
            header {
                (printed_head(&data.today, screen))
                h1 { (both("receipt")) }
                nav.deeds aria-label=(screen.say("add-to")) {
                    a href=(screen.plain(Address::Card(data.page.entity))) { (screen.say("contents-card")) }
                    a href=(screen.plain(Address::HandOver)) { (screen.say("handover")) }
                }
            }
            dl.properties {
                @for (property, words) in [("date", "handover-day"), ("from-whom", "handover-from"), ("to-whom", "handover-to"), ("terms", "handover-terms"), ("description", "handover-words")] {
                    (line(property, words, data, screen))
                }
            }
            h2 { (both("handover-what")) }
            table.loads {
                thead { tr { th.box scope="col" { (screen.say("column-done")) } th scope="col" { (both("column-what")) } th scope="col" { (both("receipt-state")) } } }
                tbody { @for thing in &data.things { (row(thing, data, screen)) } }
            }
            p.sum { (both("receipt-count")) ": " bdi { (data.things.len()) } }
            div.signatures {
                @for words in ["handover-from", "handover-to"] {
                    div.signature { p { (both(words)) } p.rule {} p { (both("receipt-name")) } p.rule {} p { (both("receipt-signature")) } p.rule {} p { (both("receipt-date")) } }
                }
            }
            (photograph(screen))
            p.screen-only.quiet { (screen.say("print-how")) }
        }
    };
    Content::plain(title, body)
}

fn line(property: &str, words: &str, data: &Receipt, screen: &Screen<'_>) -> Markup {
    let told: Vec<&FoldedValue> = values(&data.page, property).collect();
    html! {
        @if !told.is_empty() {
            dt { (both(words)) }
            dd { @for one in told { p.value { (value::value(&one.value, screen)) (value::marks(one, screen)) } } }
        }
    }
}

/// A thing with its state: what was said under its number.
fn row(thing: &Thing, data: &Receipt, screen: &Screen<'_>) -> Markup {
    let states = values(&data.page, "handed-state").filter_map(|one| match &one.value.value {
        Value::Text { text, .. } => Some(text.as_str()),
        _ => None,
    });
    let called = || thing.load.numbers.iter().chain(&thing.load.name);
    let own = |text: &&str| called().any(|number| is_under(text, number));
    let states: Vec<&str> = states.filter(own).collect();
    html! {
        tr {
            td.box { span.tick aria-hidden="true" {} }
            td {
                (load::called(&thing.load, screen))
                @if !thing.inside.is_empty() {
                    ul.inside { @for one in &thing.inside { li { (load::called(one, screen)) } } }
                }
            }
            td { @for state in states { p.value dir="auto" { (state) } } @if thing.load.numbers.is_empty() { p.rule {} } }
        }
    }
}

/// Whether words stand under a number, as the form writes them: the number, a colon, the words.
fn is_under(text: &str, number: &str) -> bool {
    let under = text.split_once(':').map(|(number, _)| number);
    under.is_some_and(|under| daftar_register::folded_number(under) == daftar_register::folded_number(number))
}

/// Where the photograph of the signed receipt is given.
fn photograph(screen: &Screen<'_>) -> Markup {
    let action = with_query(&screen.visit.path, screen.visit.asked.along(false));
    html! {
        form.read.screen-only method="post" enctype="multipart/form-data" action=(action) {
            (screen.token())
            div.field.drop {
                label for="files" { (screen.say("receipt-photo")) }
                input #files type="file" name="files" multiple accept="image/jpeg,image/png,image/webp,application/pdf" aria-describedby="files-note";
                small #files-note { (screen.say("receipt-photo-help")) }
            }
            p.actions { button { (screen.say("receipt-photo-go")) } }
        }
    }
}

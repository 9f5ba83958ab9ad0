//! The receipt of a handover: on paper in both languages, with room for signatures; and the photograph of the signed one,
//! which is kept encrypted and becomes a source.

use axum::extract::{Multipart, Path};
use axum::response::{IntoResponse as _, Redirect, Response};
use daftar_register::claim::EntityId;
use daftar_register::date::Lang;
use daftar_register::view::FoldedValue;
use daftar_register::{Handed, Receipt};
use maud::{Markup, html};

use super::{printed_head, ready};
use crate::address::{Address, with_query};
use crate::error::Trouble;
use crate::layout::{self, Content};
use crate::pages::card;
use crate::pages::looking::Looking;
use crate::parts::{load, value};
use crate::receipt::{TOLD, both, signatures};
use crate::screen::Screen;
use crate::upload;
use crate::visit::{Form, Visit};
use crate::words::{Digits, Words};

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
    Ok(looking.register.receipt(card::entity(id)?, &looking.ask)?)
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
                @for (property, words) in TOLD {
                    (line(property, words, data, screen))
                }
            }
            h2 { (both("handover-what")) }
            table.loads {
                thead { tr { th.box scope="col" { (screen.say("column-done")) } th scope="col" { (both("column-what")) } th scope="col" { (both("receipt-state")) } } }
                tbody { @for thing in &data.things { (row(thing, screen)) } }
            }
            p.sum { (both("receipt-count")) ": " bdi { (data.things.len()) } }
            (signatures())
            (photograph(screen))
            p.screen-only.quiet { (screen.say("print-how")) }
        }
    };
    Content::plain(title, body)
}

fn line(property: &str, words: &str, data: &Receipt, screen: &Screen<'_>) -> Markup {
    let told: Vec<&FoldedValue> = data.values(property).collect();
    html! {
        @if !told.is_empty() {
            dt { (both(words)) }
            dd { @for one in told { p.value { (value::value(&one.value, screen)) (value::marks(one, screen)) } } }
        }
    }
}

/// A thing with its state: what was said under its number.
fn row(thing: &Handed, screen: &Screen<'_>) -> Markup {
    html! {
        tr {
            td.box { span.tick aria-hidden="true" {} }
            td {
                (load::called(&thing.load, screen))
                @if !thing.inside.is_empty() {
                    ul.inside { @for one in &thing.inside { li { (load::called(one, screen)) } } }
                }
            }
            td { @for state in &thing.states { p.value dir="auto" { (state) } } @if thing.load.numbers.is_empty() { p.rule {} } }
        }
    }
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

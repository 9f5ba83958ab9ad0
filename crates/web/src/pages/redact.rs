//! A redacted copy of a source file: a source file of its own, for everybody; the original is restricted from then on.

use axum::extract::{Multipart, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::html;
use serde::Serialize;

use super::file::Known;
use super::looking::Looking;
use crate::address::{Address, with_query};
use crate::error::Trouble;
use crate::forms::field::{Ask, Input, field};
use crate::forms::typed::{Asks, Typed};
use crate::layout::Content;
use crate::screen::Screen;
use crate::upload;
use crate::visit::Visit;

/// The form.
#[derive(Serialize)]
pub(crate) struct Redact {
    form: Typed,
    title: Option<String>,
    #[serde(skip)]
    back: Option<Address<'static>>,
}

/// `GET /s/ID/file/FILE/redact`
pub(crate) async fn page(Path(address): Path<(String, String)>, visit: Visit) -> Response {
    match visit.unlock_first() {
        Some(first) => first,
        None => shown(address, visit, Typed::preset([]), StatusCode::OK).await,
    }
}

async fn shown((source, file): (String, String), visit: Visit, form: Typed, status: StatusCode) -> Response {
    let data = move |looking: &Looking<'_>| {
        looking.keeper_only()?;
        let known = Known::of(&source, &file, looking)?;
        Ok(Redact { form, title: known.title, back: Some(Address::Custody(known.source, known.file)) })
    };
    visit.page_with(status, data, render).await
}

/// `POST /s/ID/file/FILE/redact`
pub(crate) async fn save(Path(address): Path<(String, String)>, visit: Visit, form: Multipart) -> Response {
    if !visit.session.keeper {
        return faulty(address, visit, &Trouble::Locked).await;
    }
    let received = match upload::receive(form, &visit.site.0.registers).await {
        Ok(received) => received,
        Err(trouble) => return faulty(address, visit, &trouble).await,
    };
    let (source, file) = address.clone();
    let asking = visit.clone();
    let redacted = visit.write(move |register| {
        let known = Known::of(&source, &file, &Looking::new(register, &asking)?)?;
        let (name, path) = received.only().ok_or(Trouble::Wrong("fault-no-file"))?;
        let title = received.title().unwrap_or(name);
        Ok(register.redact(known.file, path, title)?.source)
    });
    match redacted.await {
        Ok(source) => Redirect::to(&visit.along_to(&Address::Source(source).to_string())).into_response(),
        Err(trouble) => faulty(address, visit, &trouble).await,
    }
}

async fn faulty(address: (String, String), visit: Visit, trouble: &Trouble) -> Response {
    trouble.tell();
    let mut typed = Typed::preset([]);
    typed.fault("files", trouble.words(), Asks::Another);
    shown(address, visit, typed, trouble.status()).await
}

fn render(data: &Redact, screen: &Screen<'_>) -> Content {
    let action = with_query(&screen.visit.path, screen.visit.asked.along(false));
    let fault = data.form.fault_of("files");
    let (label, help) = (screen.say("redact-title"), screen.say("redact-title-help"));
    let body = html! {
        header {
            @if let Some(back) = data.back {
                p.kind { a href=(screen.plain(back)) { bdi { (data.title.clone().unwrap_or_else(|| screen.say("nameless"))) } } }
            }
            h1 { (screen.say("redact")) }
            p.lead { (screen.say("redact-lead")) }
        }
        form method="post" enctype="multipart/form-data" action=(action) {
            (screen.token())
            div.field {
                label for="files" { (screen.say("redact-file")) }
                input #files type="file" name="files" aria-describedby="files-note" aria-invalid=[fault.map(|_| "true")];
                small #files-note .fault[fault.is_some()] {
                    (screen.say(fault.map_or("redact-file-help", |fault| fault.words)))
                }
            }
            (field(&Ask { name: "title", label: &label, help: &help, input: Input::Line }, &data.form, screen))
            p.actions { button { (screen.say("redact-go")) } }
        }
    };
    Content::plain(screen.say("redact"), body)
}

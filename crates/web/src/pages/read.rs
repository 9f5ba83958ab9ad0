//! Giving documents to be read: text becomes suggestions, a picture or PDF is kept as a source file, and says so.

use axum::extract::Multipart;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Serialize;

use super::looking::Looking;
use crate::address::Address;
use crate::error::Trouble;
use crate::forms::field::{Ask, Input, check, field, radio, select};
use crate::forms::typed::Typed;
use crate::forms::value::date_help;
use crate::layout::Content;
use crate::screen::Screen;
use crate::upload::{self, Came};
use crate::visit::Visit;
use crate::words::Said;

/// The encodings that old documents in the languages of the notebook come in; UTF-8 and UTF-16 are recognised.
pub(crate) const ENCODINGS: [&str; 3] = ["windows-1256", "iso-8859-6", "windows-1252"];

/// So many notes are seen at once; more are folded away.
const SHOWN: usize = 8;

/// The form, and what became of what was given.
#[derive(Serialize)]
pub(crate) struct Read {
    form: Typed,
    came: Vec<Came>,
}

/// `GET /read`
pub(crate) async fn page(visit: Visit) -> Response {
    match visit.unlock_first() {
        Some(first) => first,
        None => {
            shown(visit, Typed::preset([("published".to_owned(), "no".to_owned())]), Vec::new(), StatusCode::OK).await
        }
    }
}

/// `POST /read`: the files come first or last, the answers around them.
pub(crate) async fn read(visit: Visit, form: Multipart) -> Response {
    if !visit.session.keeper {
        return shown(visit, faulty("trouble-locked"), Vec::new(), StatusCode::UNAUTHORIZED).await;
    }
    let received = match upload::receive(form, &visit.site.0.registers).await {
        Ok(received) => received,
        Err(trouble) => return shown(visit, faulty(trouble.words()), Vec::new(), trouble.status()).await,
    };
    let (typed, given) = match received.given() {
        Ok(given) => given,
        Err(typed) => return shown(visit, typed, Vec::new(), StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let asking = visit.clone();
    let came = visit.write(move |register| Ok(upload::keep(register, &received, &given, asking.lang(register)))).await;
    match came {
        Ok(came) => answer(visit, typed, came).await,
        Err(trouble) => {
            trouble.tell();
            shown(visit, faulty(trouble.words()), Vec::new(), trouble.status()).await
        }
    }
}

/// One document that was read without anything to be told leads straight to its suggestions.
async fn answer(visit: Visit, typed: Typed, came: Vec<Came>) -> Response {
    if let [Came { source: Some(source), suggestions: Some(_), notes, .. }] = &came[..]
        && notes.is_empty()
    {
        return Redirect::to(&visit.along_to(&Address::Review(*source).to_string())).into_response();
    }
    let refused = came.iter().any(|one| one.source.is_none());
    shown(visit, typed, came, if refused { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }).await
}

fn faulty(words: &'static str) -> Typed {
    let mut typed = Typed::preset([("published".to_owned(), "no".to_owned())]);
    typed.fault("files", words, Default::default());
    typed
}

async fn shown(visit: Visit, form: Typed, came: Vec<Came>, status: StatusCode) -> Response {
    let data = move |looking: &Looking<'_>| {
        if form.is_sound() {
            looking.keeper_only()?;
        }
        Ok::<_, Trouble>(Read { form, came })
    };
    visit.page_with(status, data, render).await
}

fn render(data: &Read, screen: &Screen<'_>) -> Content {
    let action = screen.plain(Address::Read);
    let body = html! {
        header { h1 { (screen.say("read")) } p.lead { (screen.say("read-lead")) } }
        @if !data.came.is_empty() { (came(&data.came, screen)) }
        form.read method="post" enctype="multipart/form-data" action=(action) data-read
            data-sending=(screen.say("read-sending")) data-lost=(screen.say("read-lost")) {
            (screen.token())
            (files(&data.form, screen))
            (publication(&data.form, screen))
            (check("graphic", &screen.say("graphic-ask"), &screen.say("graphic-ask-help"), &data.form))
            (captured(&data.form, screen))
            (encoding(&data.form, screen))
            p.actions { button { (screen.say("read-go")) } }
            div.progress role="status" hidden { progress max="100" value="0" {} " " span {} }
        }
    };
    Content::plain(screen.say("read"), body)
}

fn files(typed: &Typed, screen: &Screen<'_>) -> Markup {
    let fault = typed.fault_of("files");
    html! {
        div.field.drop {
            label for="files" { (screen.say("read-files")) }
            input #files type="file" name="files" multiple aria-describedby="files-note"
                aria-invalid=[fault.map(|_| "true")];
            small #files-note .fault[fault.is_some()] { (screen.say(fault.map_or("read-files-help", |fault| fault.words))) }
        }
    }
}

/// Whether what is given was published, and by whom.
pub(crate) fn publication(typed: &Typed, screen: &Screen<'_>) -> Markup {
    let ask = |name: &str, label: &str, help: &str, input| {
        field(&Ask { name, label: &screen.say(label), help: &screen.say(help), input }, typed, screen)
    };
    html! {
        fieldset.ask {
            legend { (screen.say("read-published")) }
            p.quiet { (screen.say("read-published-help")) }
            (radio("published", "no", &screen.say("read-private"), typed))
            (radio("published", "yes", &screen.say("read-public"), typed))
            div.under.pair {
                (ask("publisher", "read-publisher", "read-publisher-help", Input::Line))
                (ask("date", "read-date", "value-date-help", Input::Latin))
            }
            (radio("published", "restricted", &screen.say("read-restricted"), typed))
        }
        (date_help(screen))
    }
}

/// Whence it was come by: of a page of the web or a post kept as a picture of the screen, its address, when and by whom.
pub(crate) fn captured(typed: &Typed, screen: &Screen<'_>) -> Markup {
    let ask = |name: &str, label: &str, help: &str, input| {
        field(&Ask { name, label: &screen.say(label), help: &screen.say(help), input }, typed, screen)
    };
    let given = ["where", "captured", "by", "tool"].iter().any(|name| !typed.text(name).is_empty());
    html! {
        details open[given] {
            summary { (screen.say("collect")) }
            (ask("where", "collect-where", "collect-where-help", Input::Latin))
            div.pair {
                (ask("captured", "collect-captured", "collect-captured-help", Input::Latin))
                (ask("by", "collect-by", "collect-by-help", Input::Line))
            }
            (ask("tool", "collect-tool", "collect-tool-help", Input::Line))
        }
    }
}

/// The encoding, where it cannot be recognised.
fn encoding(typed: &Typed, screen: &Screen<'_>) -> Markup {
    let mut encodings = vec![(String::new(), screen.say("read-encoding-known"))];
    encodings.extend(ENCODINGS.map(|name| (name.to_owned(), name.to_owned())));
    html! {
        details {
            summary { (screen.say("read-more")) }
            (select("encoding", &screen.say("read-encoding"), &encodings, typed))
        }
    }
}

/// What became of each file.
fn came(came: &[Came], screen: &Screen<'_>) -> Markup {
    let link = |one: &Came| match (one.source, one.suggestions) {
        (Some(source), Some(_)) => Some((screen.plain(Address::Review(source)), "read-review")),
        (Some(source), None) => Some((screen.plain(Address::Card(source)), "source-card")),
        _ => None,
    };
    html! {
        section.came role="status" {
            h2 { (screen.say("read-came")) }
            ul.plain {
                @for one in came {
                    li {
                        b { bdi { (one.name) } } " "
                        @match (one.fault, one.suggestions) {
                            (Some(fault), _) => {
                                span.fault { (screen.say(fault)) }
                                @if one.source.is_some() { " " (screen.say("file-kept-all-the-same")) }
                            },
                            (None, Some(n)) => { (screen.count("read-suggestions", n)) },
                            (None, None) => { (screen.tell("read-kept", &[("kind", Said::Text(&screen.say(one.kind)))])) },
                        }
                        @if let Some((address, words)) = link(one) { " " a href=(address) { (screen.say(words)) } }
                        (notes(&one.notes, screen))
                    }
                }
            }
        }
    }
}

/// What was not read, and what was odd.
fn notes(notes: &[String], screen: &Screen<'_>) -> Markup {
    html! {
        @if !notes.is_empty() {
            details open[notes.len() <= SHOWN] {
                summary { (screen.count("read-notes", notes.len())) }
                ul { @for note in notes { li dir="auto" { (note) } } }
            }
        }
    }
}

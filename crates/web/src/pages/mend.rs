//! Mending: what is damaged here is brought back from a copy, a bundle or another notebook, and what came of it is told.

use std::path::Path;

use axum::Form as Sent;
use axum::extract::Multipart;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, HeaderValue};
use axum::response::{IntoResponse as _, Redirect, Response};
use daftar_register::{Copied, CopyKind, Peer, Register};
use maud::{Markup, html};
use serde::{Deserialize, Serialize};

use super::looking::Looking;
use crate::address::Address;
use crate::error::Trouble;
use crate::jobs::{Job, Work, named};
use crate::layout::Content;
use crate::parts::trouble::not_done;
use crate::parts::{job, time};
use crate::screen::Screen;
use crate::upload::receive_bundles;
use crate::visit::Visit;
use crate::words::Said;

/// From where can be mended, and what came of it last.
#[derive(Serialize)]
pub(crate) struct Mending {
    sources: Sources,
    job: Option<Job>,
    #[serde(skip)]
    fault: Option<Trouble>,
}

/// Copies and notebooks that may hold what is damaged here, the newest first.
#[derive(Serialize)]
pub(crate) struct Sources(Vec<Source>);

#[derive(Serialize)]
struct Source {
    kind: CopyKind,
    /// What it is asked for by.
    from: String,
    name: String,
    /// When it was last level with what was here.
    made: Option<String>,
}

impl Sources {
    /// Those that are known here and can be reached from this program.
    pub(crate) fn of(register: &Register) -> Result<Sources, Trouble> {
        let (copies, peers) = (register.copies()?, register.peers()?);
        let made = |kind: CopyKind, place: &str| {
            let copy = copies.iter().rev().find(|copy| copy.kind == kind && copy.place == place);
            copy.map(|copy| copy.made.as_str().to_owned())
        };
        let deposits = register.deposits()?.places.into_iter().map(|(name, place)| Source {
            kind: CopyKind::Deposit,
            made: made(CopyKind::Deposit, &place.target),
            from: name.clone(),
            name,
        });
        let callable = |peer: &&Peer| peer.address.as_deref().is_some_and(crate::sync::is_callable);
        let peers = peers.iter().filter(callable).map(|peer| Source {
            kind: CopyKind::Sync,
            made: made(CopyKind::Sync, &peer.name),
            from: peer.name.clone(),
            name: peer.name.clone(),
        });
        let files = copies.iter().rev().filter(|copy| copy.kind == CopyKind::Bundle).filter_map(Source::file);
        let mut all: Vec<Source> = deposits.filter(|one| one.made.is_some()).chain(peers).chain(files).collect();
        all.sort_by(|one, other| other.made.cmp(&one.made));
        Ok(Sources(all))
    }
}

impl Source {
    /// A bundle that still lies where it was put.
    fn file(copy: &Copied) -> Option<Source> {
        let path = Path::new(&copy.place);
        (path.is_absolute() && path.is_file()).then(|| Source {
            kind: CopyKind::Bundle,
            from: copy.place.clone(),
            name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            made: Some(copy.made.as_str().to_owned()),
        })
    }
}

/// `GET /health/mend`
pub(crate) async fn page(visit: Visit) -> Response {
    match visit.unlock_first() {
        Some(first) => first,
        None => shown(visit, None).await,
    }
}

async fn shown(visit: Visit, fault: Option<Trouble>) -> Response {
    let visit = visit.at(Address::Mend);
    let (again, job) = (job::again(&visit), visit.site.0.jobs.last().filter(|job| job.work == Work::Mend));
    let status = fault.as_ref().map_or(StatusCode::OK, Trouble::status);
    let data = move |looking: &Looking<'_>| {
        looking.keeper_only()?;
        Ok(Mending { sources: Sources::of(looking.register)?, job, fault })
    };
    let mut response = visit.page_with(status, data, render).await;
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().extend(again);
    response
}

async fn done(visit: Visit, begun: Result<(), Trouble>) -> Response {
    match begun {
        Ok(()) => Redirect::to(&visit.along_to(&Address::Mend.to_string())).into_response(),
        Err(trouble) => shown(visit, Some(trouble)).await,
    }
}

/// From what.
#[derive(Deserialize)]
pub(crate) struct From {
    from: String,
    /// Whether a path was typed.
    #[serde(default)]
    typed: String,
}

/// `POST /health/mend`
pub(crate) async fn from(visit: Visit, Sent(From { from, typed }): Sent<From>) -> Response {
    let from = from.trim().to_owned();
    if !visit.session.keeper {
        return done(visit, Err(Trouble::Locked)).await;
    }
    if typed == "yes" && !Path::new(&from).is_absolute() {
        return done(visit, Err(Trouble::Wrong("fault-mend-path"))).await;
    }
    let site = visit.site.clone();
    let begun = visit.site.0.jobs.begin(Work::Mend, from.clone(), |tell| named(site, Work::Mend, from, tell));
    done(visit, begun).await
}

/// `POST /health/mend/files`: a bundle that is sent, or its parts.
pub(crate) async fn from_files(visit: Visit, form: Multipart) -> Response {
    if !visit.session.keeper {
        return done(visit, Err(Trouble::Locked)).await;
    }
    let site = visit.site.clone();
    let received = receive_bundles(form, &site.0.registers).await.and_then(|received| {
        let (first, names) = (received.beside()?, received.names());
        Ok((received, first, names))
    });
    let begun = received.and_then(|(received, first, names)| {
        let run = |tell| async move {
            let ended = named(site, Work::Mend, first, tell).await;
            drop(received);
            ended
        };
        visit.site.0.jobs.begin(Work::Mend, names, run)
    });
    done(visit, begun).await
}

fn render(data: &Mending, screen: &Screen<'_>) -> Content {
    let body = html! {
        header { h1 { (screen.say("mend")) } p.lead { (screen.say("mend-lead")) } }
        @if let Some(trouble) = &data.fault { (not_done(trouble, screen)) }
        div.health {
            @if let Some(one) = &data.job { (job::render(one, screen)) }
            (offer(&data.sources, screen))
        }
        p { a href=(screen.plain(Address::Health)) { (screen.say("nav-health")) } }
    };
    Content::plain(screen.say("mend"), body)
}

/// What can be mended from: a button for each.
pub(crate) fn offer(sources: &Sources, screen: &Screen<'_>) -> Markup {
    html! {
        section #mend {
            h2 { (screen.say("mend-from")) }
            p { (screen.say("mend-from-help")) }
            @if sources.0.is_empty() { p.warning { (screen.say("mend-none")) } }
            @for one in &sources.0 { (source(one, screen)) }
            (elsewhere(screen))
        }
    }
}

fn source(source: &Source, screen: &Screen<'_>) -> Markup {
    let kind = match source.kind {
        CopyKind::Bundle => "copy-bundle",
        CopyKind::Deposit => "copy-deposit",
        CopyKind::Sync => "mend-peer",
    };
    html! {
        div.copy {
            h3 { bdi { (source.name) } }
            p { (screen.say(kind)) " · " (time::moment(source.made.as_deref(), screen)) }
            form.inline method="post" action=(screen.plain(Address::Mend)) {
                (screen.token())
                input type="hidden" name="from" value=(source.from);
                button { (screen.tell("mend-go-from", &[("name", Said::Text(&source.name))])) }
            }
        }
    }
}

/// A file or folder that is not known here.
fn elsewhere(screen: &Screen<'_>) -> Markup {
    html! {
        details {
            summary { (screen.say("mend-path")) }
            form method="post" action=(screen.plain(Address::Mend)) {
                (screen.token())
                input type="hidden" name="typed" value="yes";
                div.field {
                    label for="mend-path" { (screen.say("mend-path-field")) }
                    input #mend-path name="from" type="text" dir="ltr" autocomplete="off" aria-describedby="mend-path-note";
                    small #mend-path-note { (screen.say("mend-path-help")) }
                }
                p.actions { button.second { (screen.say("mend-go")) } }
            }
        }
        details {
            summary { (screen.say("mend-upload")) }
            form method="post" enctype="multipart/form-data" action=(screen.plain(Address::MendFrom)) {
                (screen.token())
                div.field {
                    label for="mend-files" { (screen.say("bundle-files")) }
                    input #mend-files type="file" name="files" multiple aria-describedby="mend-files-note";
                    small #mend-files-note { (screen.say("bundle-files-help")) }
                }
                p.actions { button.second { (screen.say("mend-go")) } }
            }
        }
    }
}

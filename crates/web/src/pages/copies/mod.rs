//! What lies elsewhere, when that was last seen, and what would be lost if this computer were gone now; with what a keeper does
//! about it.

pub(crate) mod bundles;
mod peers;
mod places;
mod stake;

use axum::Form as Sent;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use daftar_register::copy::sync::Code;
use daftar_register::sealed::{Access, Target};
use daftar_register::{CopyKind, Register, Stake};
use maud::{Markup, html};
use serde::{Deserialize, Serialize};

use self::peers::PeerRow;
use self::places::{FileRow, PlaceRow};
use super::looking::Looking;
use crate::address::Address;
use crate::error::Trouble;
use crate::forms::door::Door;
use crate::jobs::{self, Job, Work};
use crate::layout::Content;
use crate::parts::job;
use crate::parts::trouble::not_done;
use crate::registers::off_the_network;
use crate::screen::Screen;
use crate::sync::line;
use crate::visit::Visit;
use crate::words::Said;

/// What is known of copies.
#[derive(Serialize)]
pub(crate) struct Copies {
    stake: Stake,
    places: Vec<PlaceRow>,
    peers: Vec<PeerRow>,
    /// Files that hold everything, as they were made here.
    files: Vec<FileRow>,
    /// Whether the password of sealed copies is known here; else the recovery key must be typed for the first place.
    ready: bool,
    /// Long work that goes on, or the last one.
    job: Option<Job>,
    #[serde(skip)]
    told: Option<Told>,
}

/// What is said at the head of the page about what was just asked.
enum Told {
    /// A code for a peer.
    Code { name: String, code: Code },
    /// It was not done.
    Not(Trouble),
}

/// `GET /copies`
pub(crate) async fn page(visit: Visit) -> Response {
    match visit.unlock_first() {
        Some(first) => first,
        None => shown(visit, None).await,
    }
}

async fn shown(visit: Visit, told: Option<Told>) -> Response {
    let visit = visit.at(Address::Copies);
    let status = match &told {
        Some(Told::Not(trouble)) => trouble.status(),
        _ => StatusCode::OK,
    };
    let again = job::again(&visit);
    let (job, syncing) = (visit.site.0.jobs.last(), visit.site.0.registers.syncing());
    let data = move |looking: &Looking<'_>| {
        looking.keeper_only()?;
        let register = looking.register;
        let copies = register.copies()?;
        let of = |kind: CopyKind| copies.iter().rev().filter(move |copy| copy.kind == kind);
        Ok(Copies {
            stake: register.stake()?,
            places: places::rows(register, of(CopyKind::Deposit))?,
            peers: peers::rows(&syncing.peers()?, register, of(CopyKind::Sync)),
            files: of(CopyKind::Bundle).take(places::FILES).map(|copy| FileRow::of(copy, register)).collect(),
            ready: register.deposit_password()?.is_some(),
            job,
            told,
        })
    };
    let mut response = visit.page_with(status, data, render).await;
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().extend(again);
    response
}

/// What came of a form: the page again, or why it was not done.
async fn done(visit: Visit, done: Result<(), Trouble>) -> Response {
    match done {
        Ok(()) => Redirect::to(&visit.along_to(&Address::Copies.to_string())).into_response(),
        Err(trouble) => shown(visit, Some(Told::Not(trouble))).await,
    }
}

/// Long work that is asked for.
#[derive(Deserialize)]
pub(crate) struct Asked {
    work: Work,
    name: String,
}

/// `POST /copies/work`
pub(crate) async fn work(visit: Visit, Sent(Asked { work, name }): Sent<Asked>) -> Response {
    if !visit.session.keeper {
        return done(visit, Err(Trouble::Locked)).await;
    }
    let site = visit.site.clone();
    let begun = visit.site.0.jobs.begin(work, name.clone(), |tell| jobs::named(site, work, name, tell));
    done(visit, begun).await
}

/// A place to be added.
#[derive(Deserialize)]
pub(crate) struct Place {
    name: String,
    #[serde(flatten)]
    door: Door,
    #[serde(default)]
    key: String,
}

/// `POST /copies/place`
pub(crate) async fn place(visit: Visit, Sent(place): Sent<Place>) -> Response {
    if !visit.session.keeper {
        return done(visit, Err(Trouble::Locked)).await;
    }
    let added = visit.site.0.registers.alone(move |register| places::add(register, &place)).await;
    done(visit, added).await
}

impl Place {
    /// Where it is, and what opens the door there.
    fn target(&self) -> Result<(Target, Option<Access>), Trouble> {
        let (target, access) = self.door.read()?;
        if matches!(&target, Target::Folder(folder) if !folder.is_absolute()) {
            return Err(Trouble::Wrong("fault-place-absolute"));
        }
        Ok((target, access))
    }
}

/// A peer, by the name it has here.
#[derive(Deserialize)]
pub(crate) struct Named {
    name: String,
}

/// `POST /copies/code`: a code for somebody else's notebook, shown once.
pub(crate) async fn code(visit: Visit, Sent(Named { name }): Sent<Named>) -> Response {
    if !visit.session.keeper {
        return done(visit, Err(Trouble::Locked)).await;
    }
    let name = name.trim().to_owned();
    let made = visit.site.0.registers.syncing().code(&name, &[]).map_err(Trouble::elsewhere);
    match made {
        Ok(code) => shown(visit, Some(Told::Code { name, code })).await,
        Err(trouble) => shown(visit, Some(Told::Not(trouble))).await,
    }
}

/// Somebody else's notebook, which made a code.
#[derive(Deserialize)]
pub(crate) struct Stranger {
    name: String,
    address: String,
    code: String,
}

/// `POST /copies/peer`
pub(crate) async fn peer(visit: Visit, Sent(stranger): Sent<Stranger>) -> Response {
    if !visit.session.keeper {
        return done(visit, Err(Trouble::Locked)).await;
    }
    let syncing = visit.site.0.registers.syncing();
    let pair = move || {
        let (name, address) = (stranger.name.trim(), stranger.address.trim());
        let code = Code::parse(&stranger.code).map_err(|_| Trouble::Wrong("fault-pairing"))?;
        let line = line::open(address, None, line::Terminal::None);
        let line = line.map_err(|error| Trouble::Elsewhere(error.to_string()))?;
        let paired = syncing.pair(name, address, &[], &code, line.carrier);
        drop(line.held);
        paired.map(drop).map_err(Trouble::elsewhere)
    };
    let paired = off_the_network(pair).await;
    done(visit, paired).await
}

/// What is kept back from a peer, or no longer.
#[derive(Deserialize)]
pub(crate) struct Withhold {
    name: String,
    /// Its name, or its id.
    what: String,
    /// Whether it is kept back.
    #[serde(default)]
    keep: String,
}

/// `POST /copies/withhold`
pub(crate) async fn withhold(visit: Visit, Sent(withhold): Sent<Withhold>) -> Response {
    if !visit.session.keeper {
        return done(visit, Err(Trouble::Locked)).await;
    }
    let syncing = visit.site.0.registers.syncing();
    let change = move |register: &Register| {
        let what = register.entity(withhold.what.trim()).map_err(Trouble::elsewhere)?;
        let mut all = syncing.peer(&withhold.name).map_err(Trouble::elsewhere)?.withhold;
        all.retain(|one| *one != what);
        all.extend(Some(what).filter(|_| withhold.keep == "yes"));
        syncing.withhold(&withhold.name, &all).map_err(Trouble::elsewhere)
    };
    let changed = visit.site.0.registers.alone(change).await;
    done(visit, changed).await
}

/// `POST /copies/forget`: a peer is a stranger again.
pub(crate) async fn forget(visit: Visit, Sent(Named { name }): Sent<Named>) -> Response {
    if !visit.session.keeper {
        return done(visit, Err(Trouble::Locked)).await;
    }
    let forgotten = visit.site.0.registers.syncing().forget(&name).map_err(Trouble::elsewhere);
    done(visit, forgotten).await
}

/// `POST /copies/escrow`: the sealing keys, encrypted to the recovery key, as a file.
pub(crate) async fn escrow(visit: Visit) -> Response {
    if !visit.session.keeper {
        return done(visit, Err(Trouble::Locked)).await;
    }
    match visit.site.0.registers.alone(|register| register.hand_escrow().map_err(Trouble::elsewhere)).await {
        Ok((escrow, _)) => {
            let headers = [
                (CONTENT_TYPE, "application/octet-stream"),
                (CONTENT_DISPOSITION, "attachment; filename=\"escrow.age\""),
                (CACHE_CONTROL, "no-store"),
            ];
            (headers, escrow).into_response()
        }
        Err(trouble) => done(visit, Err(trouble)).await,
    }
}

fn render(data: &Copies, screen: &Screen<'_>) -> Content {
    let body = html! {
        header { h1 { (screen.say("nav-copies")) } p.lead { (screen.say("copies-lead")) } }
        @if let Some(told) = &data.told { (head(told, screen)) }
        div.health {
            @if let Some(job) = &data.job { (job::render(job, screen)) }
            (stake::render(&data.stake, screen))
            (places::render(&data.places, data.ready, screen))
            (peers::render(&data.peers, screen))
            (places::files(&data.files, screen))
            (bundles::taking(screen))
        }
    };
    Content::plain(screen.say("nav-copies"), body)
}

fn head(told: &Told, screen: &Screen<'_>) -> Markup {
    match told {
        Told::Not(trouble) => not_done(trouble, screen),
        Told::Code { name, code } => html! {
            div.notice role="status" {
                p { (screen.tell("peer-code-made", &[("name", Said::Text(name))])) }
                p.large { bdi.code dir="ltr" { (code) } }
                p { (screen.say("peer-code-help")) }
            }
        },
    }
}

/// A form of one button.
fn button(what: &'static str, fields: &[(&str, &str)], words: &str, second: bool, screen: &Screen<'_>) -> Markup {
    html! {
        form.inline method="post" action=(screen.plain(Address::CopiesDo(what))) {
            (screen.token())
            @for (name, value) in fields { input type="hidden" name=(name) value=(value); }
            button.second[second] { (screen.say(words)) }
        }
    }
}

/// A line of a form; forms of one page have fields of the same name.
pub(super) fn line(form: &str, name: &str, words: &str, help: Option<&str>, kind: &str, screen: &Screen<'_>) -> Markup {
    let (id, note) = (format!("{form}-{name}"), format!("{form}-{name}-note"));
    html! {
        div.field {
            label for=(id) { (screen.say(words)) }
            input id=(id) name=(name) type=(kind) dir="auto" autocomplete="off" aria-describedby=[help.map(|_| note.as_str())];
            @if let Some(help) = help { small id=(note) { (screen.say(help)) } }
        }
    }
}

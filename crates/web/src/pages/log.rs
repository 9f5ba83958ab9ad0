//! Who recorded what, when: the entries of every log, newest first.

use std::collections::{BTreeMap, BTreeSet};

use axum::Form as Sent;
use axum::response::{IntoResponse, Redirect, Response};
use daftar_register::claim::{Act, EntityId, EntryId, Key, SignedHeader, TextId as _};
use daftar_register::view::Audience;
use maud::{Markup, html};
use serde::{Deserialize, Serialize};

use super::looking::Looking;
use crate::address::{Address, with_query};
use crate::asked::Asked;
use crate::error::Trouble;
use crate::layout::{self, Content};
use crate::parts::list::{self, Part};
use crate::parts::{name, time, value};
use crate::screen::Screen;
use crate::visit::{Form, Visit};
use crate::words::Said;

/// The entries.
#[derive(Serialize)]
pub(crate) struct Log {
    part: Part,
    entries: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    log: String,
    number: u64,
    party: String,
    name: Option<String>,
    time: Option<String>,
    /// Where the time comes from: `clock`, `person` or `unknown`.
    clock: &'static str,
    bodies: u32,
    acts: Vec<&'static str>,
    counts: bool,
    hash: String,
    /// Whether it can be undone from here: it is this notebook's own, and its keeper asks.
    undoable: bool,
}

/// What the form sends.
#[derive(Deserialize)]
pub(crate) struct Given {
    #[serde(default)]
    log: String,
    #[serde(default)]
    number: String,
}

/// `/log`
pub(crate) async fn page(visit: Visit) -> Response {
    let asked = visit.asked.clone();
    visit.page(move |looking| data(looking, &asked), render).await
}

/// `POST /log`: undoes an entry, and with it the rest of its batch. Sent twice, it is undone once.
pub(crate) async fn undo(visit: Visit, Sent(given): Sent<Given>) -> Response {
    let entry = Key::parse(&given.log).ok().zip(given.number.parse().ok()).map(|(log, number)| EntryId { log, number });
    let (entry, true) = (entry.ok_or(Trouble::Missing), visit.session.keeper) else {
        return layout::plain(&Trouble::Locked, Form::Html);
    };
    let done = visit.site.0.registers.write(visit.audience(), move |register| {
        let entry = entry?;
        if register.can_undo(entry) {
            register.undo(entry)?;
            register.return_drafts_of(entry)?;
        }
        Ok(())
    });
    match done.await {
        Ok(()) => Redirect::to(&with_query(&Address::Log.to_string(), visit.asked.pairs())).into_response(),
        Err(trouble) => layout::plain(&trouble, Form::Html),
    }
}

fn data(looking: &Looking<'_>, asked: &Asked) -> Result<Log, Trouble> {
    let logs = looking.register.logs();
    let mut headers: Vec<&SignedHeader> = logs.values().flatten().copied().collect();
    let standing = looking.register.standing();
    headers.sort_by_cached_key(|header| {
        let entry = header.header.entry;
        std::cmp::Reverse((standing.time(entry).0.map(|time| time.as_str().to_owned()), entry.number, entry.log))
    });
    let part = Part::of(asked, headers.len());
    let headers = part.cut(headers);
    let mut names: BTreeMap<EntityId, Option<String>> = BTreeMap::new();
    for header in &headers {
        let party = header.header.on_behalf_of;
        names.entry(party).or_insert_with(|| looking.name(party));
    }
    let entries = headers.into_iter().map(|header| Entry::of(header, looking, &names)).collect();
    Ok(Log { part, entries })
}

impl Entry {
    fn of(signed: &SignedHeader, looking: &Looking<'_>, names: &BTreeMap<EntityId, Option<String>>) -> Entry {
        let header = &signed.header;
        let (time, clock) = looking.register.standing().time(header.entry);
        Entry {
            log: header.entry.log.to_string(),
            number: header.entry.number,
            party: header.on_behalf_of.to_string(),
            name: names.get(&header.on_behalf_of).cloned().flatten(),
            time: time.map(|time| time.as_str().to_owned()),
            clock: clock.word(),
            bodies: header.bodies,
            acts: header.acts.iter().map(Act::name).collect(),
            counts: looking.register.standing().counts(header.entry),
            hash: signed.hash().to_string(),
            undoable: looking.ask.audience == Audience::Keeper && looking.register.can_undo(header.entry),
        }
    }
}

/// The button that undoes an entry.
fn undo_form(one: &Entry, screen: &Screen<'_>) -> Markup {
    let of = [("number", Said::Text(&one.number.to_string()))];
    html! {
        @if one.undoable {
            form method="post" action=(screen.here(&[])) {
                (screen.token())
                input type="hidden" name="log" value=(one.log);
                input type="hidden" name="number" value=(one.number);
                button.second aria-label=(screen.tell("undo-entry", &of)) { (screen.say("undo")) }
            }
        }
    }
}

fn render(data: &Log, screen: &Screen<'_>) -> Content {
    let undoable = data.entries.iter().any(|one| one.undoable);
    let body = html! {
        header { h1 { (screen.say("nav-log")) } p.lead { (screen.say("log-lead")) } }
        div.scroll tabindex="0" role="region" aria-label=(screen.say("nav-log")) {
            table {
                thead {
                    tr {
                        th scope="col" { (screen.say("log-time")) }
                        th scope="col" { (screen.say("log-party")) }
                        th scope="col" { (screen.say("log-done")) }
                        th scope="col" { (screen.say("log-entry")) }
                        @if undoable { th scope="col" { (screen.say("undo")) } }
                    }
                }
                tbody {
                    @for one in &data.entries {
                        tr {
                            td { (time::moment(one.time.as_deref(), screen)) }
                            td { (name::bare(one.name.as_deref(), screen)) }
                            td {
                                (done(one, screen))
                                @if !one.counts { " " span.mark { (screen.say("log-not-counted")) } }
                            }
                            td { bdi.code dir="ltr" { (one.number) " · " (value::short(&one.hash)) } }
                            @if undoable { td { (undo_form(one, screen)) } }
                        }
                    }
                }
            }
        }
        (list::turn(data.part, screen))
    };
    Content::plain(screen.say("nav-log"), body)
}

/// What an entry did: how many statements it recorded, and its acts, each named once.
fn done(one: &Entry, screen: &Screen<'_>) -> String {
    let bodies = usize::try_from(one.bodies).unwrap_or(usize::MAX);
    let mut told: Vec<String> = (bodies > 0).then(|| screen.count("log-recorded", bodies)).into_iter().collect();
    let acts: BTreeSet<&str> = one.acts.iter().copied().collect();
    told.extend(acts.into_iter().map(|act| act_words(act, screen)));
    told.join(screen.comma())
}

fn act_words(act: &str, screen: &Screen<'_>) -> String {
    screen.say(match act {
        "retract" => "act-retract",
        "replace" => "act-replace",
        "grant" => "act-grant",
        "revoke" => "act-revoke",
        "erase" => "act-erase",
        "consent" => "act-consent",
        "acknowledge" => "act-acknowledge",
        "close-fork" => "act-close-fork",
        "correct-time" => "act-correct-time",
        "join" => "act-join",
        "succeed" => "act-succeed",
        _ => "act-other",
    })
}

//! Where copies are to go, which were made here, and the button that makes one.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use daftar_register::claim::EntityId;
use daftar_register::view::{self, Cited, FoldedValue};
use daftar_register::{Copied, CopyKind, Register};
use maud::{Markup, html};
use serde::Serialize;

use crate::address::{Address, encode};
use crate::error::Trouble;
use crate::pages::looking::Looking;
use crate::parts::{statement, time, value};
use crate::screen::Screen;
use crate::visit::Visit;

/// The property that says where copies are to go.
const PLANNED: &str = "copies";
/// Of so many copies each is shown.
const SHOWN: usize = 20;

/// What is known of copies.
#[derive(Serialize)]
pub(super) struct Copies {
    /// The place, to which it is noted where copies are to go.
    #[serde(skip)]
    place: Option<EntityId>,
    /// Where they are to go.
    planned: Vec<FoldedValue>,
    statements: Vec<Cited>,
    /// Those that were made here, the newest first.
    made: Vec<Made>,
    /// How many days ago the last was made.
    days: Option<u64>,
}

/// A copy that was made.
#[derive(Serialize)]
struct Made {
    kind: CopyKind,
    #[serde(rename = "where")]
    place: String,
    made: String,
    entries: u64,
    /// Statements that were held back from it.
    withheld: u64,
    /// Entries that came since.
    since: u64,
    checked: Option<String>,
}

impl Copies {
    pub(super) fn of(looking: &Looking<'_>) -> Result<Copies, Trouble> {
        let register = looking.register;
        let place = register.place()?;
        let (planned, statements) = place.map(|place| planned(place, looking)).transpose()?.unwrap_or_default();
        let made = register.copies()?;
        let days = made.last().and_then(|copy| register.days_since(copy));
        let made = made.iter().rev().take(SHOWN).map(|copy| Made::of(copy, register)).collect();
        Ok(Copies { place, planned, statements, made, days })
    }
}

impl Made {
    fn of(copy: &Copied, register: &Register) -> Made {
        Made {
            kind: copy.kind,
            place: copy.place.clone(),
            made: copy.made.as_str().to_owned(),
            entries: copy.entries,
            withheld: copy.withheld,
            since: register.entries_since(copy),
            checked: copy.checked.as_ref().map(|time| time.as_str().to_owned()),
        }
    }
}

/// Where copies are to go, as is said of the place.
fn planned(place: EntityId, looking: &Looking<'_>) -> Result<(Vec<FoldedValue>, Vec<Cited>), Trouble> {
    let heard = looking.entities(&[place])?;
    let asked = looking.asked(&heard);
    let page = view::page(&asked, place);
    let told = page.sections.into_iter().flat_map(|section| section.properties);
    let values = told.filter(|one| one.folded.property.as_str() == PLANNED).flat_map(|one| one.folded.values);
    let values: Vec<FoldedValue> = values.collect();
    let named: Vec<_> = values.iter().flat_map(|value| value.statements.iter().copied()).collect();
    let cited = page.statements.into_iter().filter(|one| named.contains(&one.claim));
    Ok((values, cited.collect()))
}

/// Everything in one file, which is noted as a copy once it is sent.
pub(super) async fn bundle(visit: &Visit) -> Result<Response, Trouble> {
    let registers = &visit.site.0.registers;
    let stem = registers.folder().file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let (name, body) = registers.bundle(move |day| format!("{stem}-{day}.tar")).await?;
    let mut encoded = String::new();
    encode(&mut encoded, &name);
    let named = format!("attachment; filename=\"notebook.tar\"; filename*=UTF-8''{encoded}");
    let headers = [(CONTENT_TYPE, "application/x-tar".to_owned()), (CONTENT_DISPOSITION, named)];
    Ok((headers, body).into_response())
}

pub(super) fn render(copies: &Copies, screen: &Screen<'_>) -> Markup {
    html! {
        section {
            h2 { (screen.say("health-copies")) }
            @match copies.made.first() {
                Some(last) => (newest(last, screen)),
                None => p.warning { (screen.say("health-no-copy")) },
            }
            p {
                @for days in copies.days.iter() {
                    (screen.count("health-copy-age", usize::try_from(*days).unwrap_or(usize::MAX))) " "
                }
                a href=(screen.plain(Address::Copies)) { (screen.say("nav-copies")) }
            }
            (plan(copies, screen))
            form #bundle method="post" action=(screen.plain(Address::HealthBundle)) {
                (screen.token())
                p.actions { button { (screen.say("health-bundle")) } small { (screen.say("health-bundle-help")) } }
            }
            @if copies.made.len() > 1 {
                details {
                    summary { (screen.say("health-copies-before")) }
                    ul.plain { @for one in &copies.made[1..] { li { (told(one, screen)) } } }
                }
            }
        }
    }
}

/// The last copy, and what is not in it.
fn newest(last: &Made, screen: &Screen<'_>) -> Markup {
    let since = usize::try_from(last.since).unwrap_or(usize::MAX);
    html! {
        p { (screen.say("health-last-copy")) " " (told(last, screen)) }
        p.warning[since > 0] { (screen.count("health-since", since)) }
    }
}

fn told(one: &Made, screen: &Screen<'_>) -> Markup {
    let kind = match one.kind {
        CopyKind::Bundle => "copy-bundle",
        CopyKind::Deposit => "copy-deposit",
        CopyKind::Sync => "copy-sync",
    };
    let held_back = usize::try_from(one.withheld).unwrap_or(usize::MAX);
    html! {
        (time::moment(Some(&one.made), screen)) " · " (screen.say(kind)) " · " bdi.code { (one.place) }
        @if held_back > 0 { " · " (screen.count("copy-withheld", held_back)) }
        @if let Some(checked) = &one.checked {
            " · " (screen.say("copy-checked")) " " (time::moment(Some(checked), screen))
        }
    }
}

/// Where copies are to go, with who said so; else where that is noted.
fn plan(copies: &Copies, screen: &Screen<'_>) -> Markup {
    html! {
        @for one in &copies.planned {
            p { (screen.say("health-planned")) " " (value::value(&one.value, screen)) }
            (statement::sources(&one.statements, &copies.statements, screen))
        }
        @if let Some(place) = copies.place.filter(|_| copies.planned.is_empty()) {
            p {
                (screen.say("health-unplanned")) " "
                a href=(screen.plain(Address::AddStatement(place, PLANNED))) { (screen.say("health-plan")) }
            }
        }
    }
}

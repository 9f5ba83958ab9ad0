//! The recovery key: whether it is on paper, whether what is on paper is right, parts for trustees, and another key in place of
//! one that was lost.

use axum::Form as Sent;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use daftar_paper::{Paper, Share, Split};
use daftar_register::date::Lang;
use daftar_register::{Register, Trustee};
use maud::{Markup, html};
use serde::{Deserialize, Serialize};

use super::looking::Looking;
use crate::address::Address;
use crate::assets;
use crate::error::Trouble;
use crate::layout::Content;
use crate::paper::Sheet;
use crate::parts::trouble::not_done;
use crate::screen::Screen;
use crate::typed_key::seed;
use crate::visit::Visit;

/// How it stands with the key. The key itself is in no data.
#[derive(Serialize)]
pub(crate) struct Key {
    /// Whether it waits to be written down.
    unwritten: bool,
    /// Sealing keys that no escrow holds which it opens.
    unescrowed: usize,
    #[serde(skip)]
    told: Option<Told>,
}

enum Told {
    /// Whether what was typed is the key.
    Right(bool),
    /// It was not done.
    Not(Trouble),
}

/// `GET /copies/key`
pub(crate) async fn page(visit: Visit) -> Response {
    match visit.unlock_first() {
        Some(first) => first,
        None => shown(visit, None).await,
    }
}

async fn shown(visit: Visit, told: Option<Told>) -> Response {
    let visit = visit.at(Address::RecoveryKey);
    let status = match &told {
        Some(Told::Not(trouble)) => trouble.status(),
        Some(Told::Right(false)) => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    let data = move |looking: &Looking<'_>| {
        looking.keeper_only()?;
        let register = looking.register;
        Ok(Key { unwritten: register.has_fresh_seed(), unescrowed: register.unescrowed()?, told })
    };
    visit.page_with(status, data, render).await
}

/// What was typed from paper.
#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    typed: String,
    #[serde(default)]
    lost: String,
}

/// `POST /copies/key`: whether what is on paper is the key. Nothing of it is kept.
pub(crate) async fn check(visit: Visit, Sent(Typed { typed, .. }): Sent<Typed>) -> Response {
    if !visit.session.keeper {
        return shown(visit, Some(Told::Not(Trouble::Locked))).await;
    }
    let right = match seed(&typed) {
        Ok(seed) => visit.site.0.registers.alone(move |register| Ok(register.is_recovery(&seed))).await,
        Err(trouble) => Err(trouble),
    };
    shown(visit, Some(right.map_or_else(Told::Not, Told::Right))).await
}

/// How it is to be split.
#[derive(Deserialize)]
pub(crate) struct Parts {
    #[serde(default)]
    typed: String,
    need: u8,
    /// Names of trustees, one a line.
    trustees: String,
}

/// What stands on the sheets.
struct Sheets {
    shares: Vec<Share>,
    names: Vec<String>,
    register: String,
    made: String,
}

/// `POST /copies/key/parts`: a sheet for each trustee, shown once.
pub(crate) async fn split(visit: Visit, Sent(parts): Sent<Parts>) -> Response {
    let lang = visit.asked.lang;
    let dealt = visit.write(move |register| deal(register, &parts, lang)).await;
    match dealt {
        Err(trouble) => shown(visit, Some(Told::Not(trouble))).await,
        Ok(sheets) => {
            let data = |looking: &Looking<'_>| looking.keeper_only();
            let mut response = visit.page_with(StatusCode::OK, data, move |(), screen| printed(&sheets, screen)).await;
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            response
        }
    }
}

fn deal(register: &mut Register, parts: &Parts, lang: Option<Lang>) -> Result<Sheets, Trouble> {
    let names: Vec<String> =
        parts.trustees.lines().map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    let of = u8::try_from(names.len()).unwrap_or(u8::MAX);
    let split = Split::new(parts.need, of).map_err(|_| Trouble::Wrong("fault-parts"))?;
    let seed = match register.fresh_seed()? {
        Some(seed) => seed,
        None => seed(&parts.typed)?,
    };
    if !register.is_recovery(&seed) {
        return Err(Trouble::Wrong("fault-recovery-key"));
    }
    let shares = split.deal(&seed.0).map_err(|error| Trouble::Elsewhere(error.to_string()))?;
    let lang = lang.unwrap_or(if register.lang().starts_with("ar") { Lang::Ar } else { Lang::En });
    let trustees: Vec<Trustee> = shares.iter().zip(&names).map(|(share, name)| holder(share, of, name, lang)).collect();
    register.record_trustees(&trustees)?;
    let made = register.time().as_str().get(..10).unwrap_or_default().to_owned();
    Ok(Sheets { shares, names, register: register.id().to_string(), made })
}

/// What is recorded, sealed, of somebody who holds a part.
fn holder(share: &Share, of: u8, name: &str, lang: Lang) -> Trustee {
    Trustee { name: name.to_owned(), holds: crate::paper::holds(share, of, lang) }
}

/// `POST /copies/key/new`: another key in place of this one.
pub(crate) async fn renew(visit: Visit, Sent(Typed { typed, lost }): Sent<Typed>) -> Response {
    let old = match lost.is_empty() {
        true => seed(&typed).map(Some),
        false => Ok(None),
    };
    let renewed = match old {
        Ok(old) => {
            visit
                .write(move |register| register.renew_recovery(old.as_ref()).map(drop).map_err(Trouble::elsewhere))
                .await
        }
        Err(trouble) => Err(trouble),
    };
    match renewed {
        Ok(()) => Redirect::to(&visit.along_to(&Address::BeginKey.to_string())).into_response(),
        Err(trouble) => shown(visit, Some(Told::Not(trouble))).await,
    }
}

fn printed(sheets: &Sheets, screen: &Screen<'_>) -> Content {
    let of = u8::try_from(sheets.shares.len()).ok();
    let body = html! {
        link rel="stylesheet" href=(assets::address("paper.css"));
        header { h1 { (screen.say("parts-made")) } p.lead { (screen.say("parts-made-lead")) } }
        p.actions {
            button.second type="button" hidden data-print { (screen.say("key-print-go")) }
            a href=(screen.plain(Address::RecoveryKey)) { (screen.say("parts-done")) }
        }
        @for (share, name) in sheets.shares.iter().zip(&sheets.names) {
            @let paper = Paper::Share(share.clone());
            @let sheet = Sheet {
                paper: &paper, of, place: &screen.place, register: &sheets.register, made: &sheets.made, lang: screen.lang,
            };
            p.trustee { (screen.say("parts-for")) " " bdi { (name) } }
            (sheet.body())
        }
    };
    Content::plain(screen.say("parts-made"), body)
}

fn render(data: &Key, screen: &Screen<'_>) -> Content {
    let body = html! {
        header { h1 { (screen.say("key")) } p.lead { (screen.say("recovery-lead")) } }
        @match &data.told {
            Some(Told::Not(trouble)) => (not_done(trouble, screen)),
            Some(Told::Right(true)) => p.notice role="status" { (screen.say("recovery-right")) },
            Some(Told::Right(false)) => p.notice.fault role="alert" { (screen.say("fault-recovery-key")) },
            None => {},
        }
        div.health {
            @if data.unwritten {
                p.warning { (screen.say("stake-key")) " " a href=(screen.plain(Address::BeginKey)) { (screen.say("stake-key-go")) } }
            }
            @if data.unescrowed > 0 { p.warning { (screen.count("stake-keys", data.unescrowed)) } }
            section {
                h2 { (screen.say("recovery-check")) }
                form method="post" action=(screen.plain(Address::RecoveryKey)) {
                    (screen.token())
                    (typed("check", "recovery-typed-help", screen))
                    p.actions { button { (screen.say("recovery-check-go")) } small { (screen.say("recovery-check-help")) } }
                }
            }
            (trustees(data.unwritten, screen))
            (another(screen))
        }
        p { a href=(screen.plain(Address::Copies)) { (screen.say("recovery-back")) } }
    };
    Content::plain(screen.say("key"), body)
}

/// Where the key is typed, or the parts of trustees.
fn typed(id: &str, help: &str, screen: &Screen<'_>) -> Markup {
    html! {
        div.field {
            label for=(id) { (screen.say("recovery-typed")) }
            textarea id=(id) name="typed" rows="4" dir="auto" autocomplete="off" spellcheck="false" aria-describedby={ (id) "-note" } {}
            small id={ (id) "-note" } { (screen.say(help)) }
        }
    }
}

fn trustees(unwritten: bool, screen: &Screen<'_>) -> Markup {
    html! {
        section {
            h2 { (screen.say("parts")) }
            p { (screen.say("parts-lead")) }
            form method="post" action=(screen.plain(Address::CopiesDo("key/parts"))) {
                (screen.token())
                @if !unwritten { (typed("whole", "recovery-typed-help", screen)) }
                div.field {
                    label for="trustees" { (screen.say("parts-trustees")) }
                    textarea #trustees name="trustees" rows="5" dir="auto" autocomplete="off" aria-describedby="trustees-note" {}
                    small #trustees-note { (screen.say("parts-trustees-help")) }
                }
                div.field {
                    label for="need" { (screen.say("parts-need")) }
                    input #need name="need" type="number" min="2" max="16" value="3";
                }
                p.actions { button { (screen.say("parts-go")) } }
            }
        }
    }
}

fn another(screen: &Screen<'_>) -> Markup {
    html! {
        section {
            h2 { (screen.say("recovery-new")) }
            p { (screen.say("recovery-new-lead")) }
            form method="post" action=(screen.plain(Address::CopiesDo("key/new"))) {
                (screen.token())
                (typed("old", "recovery-old-help", screen))
                p.check { input #lost type="checkbox" name="lost" value="yes"; label for="lost" { (screen.say("recovery-lost")) } }
                p.actions { button.second { (screen.say("recovery-new-go")) } }
            }
        }
    }
}

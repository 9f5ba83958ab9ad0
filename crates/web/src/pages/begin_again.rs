//! The first page after a loss: a copy and the recovery key make the notebook again.

use axum::Form as Sent;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use daftar_register::date::Lang;
use daftar_register::{Again, Passphrase};
use maud::{Markup, html};
use serde::Deserialize;

use super::begin::{language, tag};
use crate::address::{Address, with_query};
use crate::error::Trouble;
use crate::forms::door::Door;
use crate::layout;
use crate::parts::trouble;
use crate::typed_key::seed;
use crate::visit::Visit;
use crate::words::{Said, Words};

/// What is given.
#[derive(Deserialize, Default)]
pub(crate) struct Given {
    #[serde(flatten)]
    door: Door,
    #[serde(default)]
    typed: String,
    #[serde(default)]
    passphrase: String,
}

/// `GET /begin/again`
pub(crate) async fn page(headers: HeaderMap, visit: Visit) -> Response {
    if visit.site.0.registers.is_founded() {
        return Redirect::to("/").into_response();
    }
    let lang = language(&visit, &headers);
    shown(&visit, lang, &Given::default(), None)
}

/// `POST /begin/again`
pub(crate) async fn save(headers: HeaderMap, visit: Visit, Sent(given): Sent<Given>) -> Response {
    if visit.site.0.registers.is_founded() {
        return Redirect::to("/").into_response();
    }
    let lang = language(&visit, &headers);
    match again(&visit, &given).await {
        Ok(again) => {
            visit.site.0.sessions.unlock(&visit.session);
            came(lang, &again)
        }
        Err(trouble) => {
            trouble.tell();
            shown(&visit, lang, &given, Some(&trouble))
        }
    }
}

async fn again(visit: &Visit, given: &Given) -> Result<Again, Trouble> {
    let key = seed(&given.typed)?;
    let (target, access) = given.door.read()?;
    let passphrase = Some(given.passphrase.clone()).filter(|passphrase| !passphrase.is_empty()).map(Passphrase::new);
    visit.site.0.registers.begin_again(target, access, key, passphrase).await
}

fn shown(visit: &Visit, lang: Lang, given: &Given, trouble: Option<&Trouble>) -> Response {
    let words = Words::of(lang, visit.asked.digits);
    let status = trouble.map_or(StatusCode::OK, Trouble::status);
    let body = html! {
        header { h1 { (words.say("again")) } p.lead { (words.say("again-lead")) } }
        @if let Some(trouble) = trouble { (trouble::alone(trouble, &words)) }
        form.begin method="post" action=(with_query(&Address::BeginAgain.to_string(), [("lang", tag(lang))])) {
            input type="hidden" name="token" value=(visit.session.token);
            (line("target", "again-target", Some("again-target-help"), "text", &given.door.target, &words))
            details open[!given.door.user.is_empty()] {
                summary { (words.say("place-door")) }
                (line("user", "place-user", None, "text", &given.door.user, &words))
                (line("secret", "place-secret", None, "password", "", &words))
            }
            div.field {
                label for="typed" { (words.say("recovery-typed")) }
                textarea #typed name="typed" rows="5" dir="auto" autocomplete="off" spellcheck="false" aria-describedby="typed-note" {
                    (given.typed)
                }
                small #typed-note { (words.say("recovery-typed-help")) }
            }
            (line("passphrase", "begin-passphrase", Some("begin-passphrase-help"), "password", "", &words))
            p.actions { button { (words.say("again-go")) } small { (words.say("again-go-help")) } }
        }
        p { a href=(with_query(&Address::Begin.to_string(), [("lang", tag(lang))])) { (words.say("again-new")) } }
    };
    layout::alone(lang, &words.say("again"), &other(lang), status, &body)
}

fn other(lang: Lang) -> String {
    with_query(&Address::BeginAgain.to_string(), [("lang", if lang == Lang::Ar { "en" } else { "ar" })])
}

fn line(name: &str, label: &str, help: Option<&str>, kind: &str, value: &str, words: &Words) -> Markup {
    let note = format!("{name}-note");
    html! {
        div.field {
            label for=(name) { (words.say(label)) }
            input id=(name) name=(name) type=(kind) value=(value) dir="auto" autocomplete="off"
                aria-describedby=[help.map(|_| note.as_str())];
            @if let Some(help) = help { small id=(note) { (words.say(help)) } }
        }
    }
}

/// What came back.
fn came(lang: Lang, again: &Again) -> Response {
    let words = Words::of(lang, Default::default());
    let count = |id, n: u64| words.tell(id, &[("n", Said::Number(usize::try_from(n).unwrap_or(usize::MAX)))]);
    let sound = again.damaged.is_empty() && again.verified.is_sound();
    let body = html! {
        header { h1 { (words.say("again-here")) } p.lead { (words.say(if sound { "again-whole" } else { "again-damaged" })) } }
        ul {
            li { (count("count-entries", again.entries)) }
            li { (count("stake-files", again.files)) }
            @match again.keys {
                Some(keys) => li { (count("again-keys", keys.keys as u64)) },
                None => li { (words.say("again-no-keys")) },
            }
        }
        @if !sound {
            ul.plain {
                @for (name, why) in &again.damaged { li { bdi lang="en" dir="ltr" { (name) ": " (why) } } }
            }
            p { a href=(with_query(&Address::Health.to_string(), [("lang", tag(lang))])) { (words.say("nav-health")) } }
        }
        p.actions { a.more href=(with_query("/", [("lang", tag(lang))])) { (words.say("again-open")) } }
    };
    layout::alone(lang, &words.say("again-here"), &with_query("/", [("lang", tag(lang))]), StatusCode::OK, &body)
}

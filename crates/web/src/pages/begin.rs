//! The first page of all: where there is no notebook yet, three questions make one.

use axum::Form as Sent;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use daftar_register::claim::{Claim, PropertyId, Secret, Subject, Value};
use daftar_register::date::Lang;
use daftar_register::{Founding, Passphrase, Register, RegisterError};
use maud::{Markup, html};

use crate::address::{Address, with_query};
use crate::error::Trouble;
use crate::forms::typed::{Asks, Typed, WHOLE};
use crate::layout;
use crate::visit::{Site, Visit};
use crate::words::{Said, Words};

/// Sends every visit to the first page as long as there is no notebook.
pub(crate) async fn guard(State(site): State<Site>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let first = path.starts_with("/begin") || path.starts_with("/assets/");
    match first || site.0.registers.is_founded() {
        true => next.run(request).await,
        false => Redirect::to(&Address::Begin.to_string()).into_response(),
    }
}

/// `GET /begin`
pub(crate) async fn page(headers: HeaderMap, visit: Visit) -> Response {
    if visit.site.0.registers.is_founded() {
        return Redirect::to("/").into_response();
    }
    let lang = language(&visit, &headers);
    shown(&visit, lang, &Typed::preset([("lang".to_owned(), tag(lang).to_owned())]), StatusCode::OK)
}

/// The language of the address, of the program's start, or of the browser.
pub(super) fn language(visit: &Visit, headers: &HeaderMap) -> Lang {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let own = if accepted.trim_start().starts_with("ar") { Lang::Ar } else { Lang::En };
    visit.asked.lang.or(visit.site.0.lang).unwrap_or(own)
}

pub(super) fn tag(lang: Lang) -> &'static str {
    if lang == Lang::Ar { "ar" } else { "en" }
}

/// `POST /begin`
pub(crate) async fn save(headers: HeaderMap, visit: Visit, Sent(pairs): Sent<Vec<(String, String)>>) -> Response {
    let mut typed = Typed::sent(pairs);
    let lang = if typed.is("lang", "ar") { Lang::Ar } else { Lang::En };
    let key = with_query(&Address::BeginKey.to_string(), [("lang", tag(lang))]);
    if visit.site.0.registers.is_founded() {
        return Redirect::to(&key).into_response();
    }
    check(&mut typed);
    if !typed.is_sound() {
        return shown(&visit, language(&visit, &headers), &typed, StatusCode::UNPROCESSABLE_ENTITY);
    }
    match found(&visit, &typed, lang).await {
        Ok(()) => Redirect::to(&key).into_response(),
        Err(trouble) => {
            trouble.tell();
            typed.fault(WHOLE, trouble.words(), Asks::Another);
            shown(&visit, lang, &typed, trouble.status())
        }
    }
}

fn check(typed: &mut Typed) {
    if typed.text("place").is_empty() {
        typed.fault("place", "fault-place-name", Asks::Another);
    }
    if typed.text("passphrase") != typed.text("again") {
        typed.fault("again", "fault-passphrase", Asks::Another);
    }
}

/// Makes the register, and opens it for this session.
async fn found(visit: &Visit, typed: &Typed, lang: Lang) -> Result<(), Trouble> {
    let words = Words::of(lang, visit.asked.digits);
    let keeper = Some(typed.text("keeper").to_owned()).filter(|keeper| !keeper.is_empty());
    let passphrase = Some(typed.text("passphrase").to_owned()).filter(|passphrase| !passphrase.is_empty());
    let founding = Founding {
        place: typed.text("place").to_owned(),
        keeper: keeper.unwrap_or_else(|| words.say("begin-keeper-unnamed")),
        lang: tag(lang).to_owned(),
        passphrase: passphrase.map(Passphrase::new),
    };
    let copies = typed.text("copies").to_owned();
    let site = &visit.site.0;
    site.registers.found(founding, move |register| keep_copies(register, &copies)).await?;
    site.sessions.unlock(&visit.session);
    Ok(())
}

/// Where copies will go is nobody else's to know: a sealed statement about the place.
fn keep_copies(register: &mut Register, copies: &str) -> Result<(), RegisterError> {
    let Some(place) = register.place()?.filter(|_| !copies.is_empty()) else { return Ok(()) };
    let value = Value::text(copies);
    let claim = Claim::new(Subject::Entity(place), PropertyId::parse("copies")?, value, register.keeper()?);
    register.record_sealed_once(&[Secret { claim, concerns: Vec::new() }])
}

fn shown(visit: &Visit, lang: Lang, typed: &Typed, status: StatusCode) -> Response {
    let words = Words::of(lang, visit.asked.digits);
    let form = Form { typed, words: &words };
    let body = html! {
        header { h1 { (words.say("begin")) } p.lead { (words.say("begin-lead")) } }
        @if let Some(fault) = typed.fault_of(WHOLE) { p.fault role="alert" { (words.say(fault.words)) } }
        form.begin method="post" action=(with_query(&Address::Begin.to_string(), [("lang", tag(lang))])) {
            input type="hidden" name="token" value=(visit.session.token);
            ol.questions {
                li { (form.line("place", "begin-place", "begin-place-help")) }
                li { (form.languages()) }
                li { (form.line("copies", "begin-copies", "begin-copies-help")) }
            }
            (form.more())
            p.quiet { (words.tell("begin-where", &[("folder", Said::Text(&folder(visit)))])) }
            p.actions { button { (words.say("begin-go")) } }
        }
        p { a href=(with_query(&Address::BeginAgain.to_string(), [("lang", tag(lang))])) { (words.say("begin-again-go")) } }
    };
    layout::alone(
        lang,
        &words.say("begin"),
        &with_query("/begin", [("lang", if lang == Lang::Ar { "en" } else { "ar" })]),
        status,
        &body,
    )
}

/// The folder in which the notebook will be; to other computers only its name.
fn folder(visit: &Visit) -> String {
    let folder = visit.site.0.registers.folder();
    match visit.site.0.loopback {
        true => folder.display().to_string(),
        false => folder.file_name().unwrap_or_default().to_string_lossy().into_owned(),
    }
}

/// The fields of the first page, which has no register and no profiles to be made from.
struct Form<'f> {
    typed: &'f Typed,
    words: &'f Words,
}

impl Form<'_> {
    fn line(&self, name: &str, label: &str, help: &str) -> Markup {
        self.field(name, label, help, "text")
    }

    fn field(&self, name: &str, label: &str, help: &str, kind: &str) -> Markup {
        let fault = self.typed.fault_of(name);
        let note = format!("{name}-note");
        let told = (kind == "text").then(|| self.typed.text(name));
        let complete = if kind == "text" { "off" } else { "new-password" };
        html! {
            div.field {
                label for=(name) { (self.words.say(label)) }
                input id=(name) name=(name) type=(kind) value=[told] dir="auto" autocomplete=(complete)
                    aria-describedby=(note) aria-invalid=[fault.map(|_| "true")];
                small #(note) .fault[fault.is_some()] { (self.words.say(fault.map_or(help, |fault| fault.words))) }
            }
        }
    }

    fn languages(&self) -> Markup {
        html! {
            fieldset.ask {
                legend { (self.words.say("begin-lang")) }
                div.pair {
                    @for (lang, name) in [("en", "English"), ("ar", "العربية")] {
                        div.check {
                            input id={ "lang-" (lang) } type="radio" name="lang" value=(lang)
                                checked[self.typed.text("lang") == lang];
                            label for={ "lang-" (lang) } lang=(lang) { (name) }
                        }
                    }
                }
            }
        }
    }

    /// The keeper's name and a passphrase: both may stay empty.
    fn more(&self) -> Markup {
        html! {
            details open[self.typed.is_faulty("again")] {
                summary { (self.words.say("begin-more")) }
                (self.line("keeper", "begin-keeper", "begin-keeper-help"))
                (self.field("passphrase", "begin-passphrase", "begin-passphrase-help", "password"))
                (self.field("again", "begin-again", "begin-again-help", "password"))
            }
        }
    }
}

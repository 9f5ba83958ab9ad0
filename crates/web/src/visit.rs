//! One visit: who asks what, and the way from a page's data to HTML or JSON.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use daftar_register::Register;
use daftar_register::date::Lang;
use daftar_register::store::Trace;
use daftar_register::view::Audience;
use serde::Serialize;

use crate::address::{Address, with_query};
use crate::asked::Asked;
use crate::error::Trouble;
use crate::forms::key::Done;
use crate::guard::session::{Session, Sessions};
use crate::jobs::Jobs;
use crate::kept::Kept;
use crate::layout::{self, Content};
use crate::maker::Maker;
use crate::map::Tiles;
use crate::pages::doubles::LastCompared;
use crate::pages::looking::Looking;
use crate::pages::search::alike::Previews;
use crate::phone::{Pairing, Phones};
use crate::registers::Registers;
use crate::screen::Screen;

/// What every page has at hand.
#[derive(Clone)]
pub(crate) struct Site(pub(crate) Arc<Inside>);

/// What a site consists of.
pub(crate) struct Inside {
    /// The register.
    pub(crate) registers: Registers,
    /// Pages that everybody sees alike.
    pub(crate) kept: Kept,
    /// Who is unlocked.
    pub(crate) sessions: Sessions,
    /// The language of pages whose address names none.
    pub(crate) lang: Option<Lang>,
    /// The base map of whoever runs the notebook.
    pub(crate) basemap: Option<Tiles>,
    /// Long work that a keeper asked for.
    pub(crate) jobs: Jobs,
    /// Whoever makes small copies of pictures.
    pub(crate) maker: Maker,
    /// Forms that were sent, so that one that comes twice is saved once.
    pub(crate) done: Done,
    /// What was foreseen of many cards that are to be changed alike.
    pub(crate) previews: Previews,
    /// What comparing all cards came to.
    pub(crate) compared: LastCompared,
    /// The phone that counts, if there is one.
    pub(crate) phones: Phones,
    /// Whether only this computer can visit.
    pub(crate) loopback: bool,
}

impl Inside {
    /// Forgets the passphrase and everything that it opened.
    pub(crate) fn lock(&self) {
        self.end_phone();
        self.registers.lock();
        self.compared.forget();
    }

    /// Ends the pairing with a phone, if there is one.
    pub(crate) fn end_phone(&self) {
        if let Some(pairing) = self.phones.end() {
            self.sessions.leave(&pairing.seat);
        }
    }
}

/// The form of an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Form {
    /// A page.
    #[default]
    Html,
    /// The page's data.
    Json,
}

/// One visit.
#[derive(Clone)]
pub(crate) struct Visit {
    pub(crate) site: Site,
    pub(crate) asked: Asked,
    pub(crate) form: Form,
    pub(crate) session: Session,
    /// The pairing of the phone that asks, if it is one.
    pub(crate) phone: Option<Arc<Pairing>>,
    /// The path that was asked for, without `.json`.
    pub(crate) path: String,
    /// Whether nothing but a page is asked for.
    get: bool,
}

/// Pages that depend on more than what the logs hold.
const NOT_KEPT: [&str; 14] = [
    "/phone",
    "/doubles",
    "/import",
    "/import/report",
    "/copies",
    "/copies/key",
    "/begin/again",
    "/health",
    "/health/mend",
    "/unlock",
    "/lock",
    "/begin",
    "/begin/key",
    "/promises",
];

impl FromRequestParts<Site> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Visit, Infallible> {
        let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |original| &original.0);
        let session: Session = parts.extensions.get().cloned().unwrap_or_default();
        let asked = Asked::of(uri);
        Ok(Visit {
            site: site.clone(),
            asked: if session.keeper { asked } else { asked.without_the_past() },
            form: parts.extensions.get().copied().unwrap_or_default(),
            session,
            phone: parts.extensions.get().cloned(),
            path: parts.uri.path().to_owned(),
            get: parts.method == Method::GET,
        })
    }
}

impl Visit {
    /// Public, unless this session unlocked the notebook.
    pub(crate) fn audience(&self) -> Audience {
        if self.session.keeper { Audience::Keeper } else { Audience::Public }
    }

    /// The language: that of the address, else of the program's start, else of the register.
    pub(crate) fn lang(&self, register: &Register) -> Lang {
        let own = || if register.lang().starts_with("ar") { Lang::Ar } else { Lang::En };
        self.asked.lang.or(self.site.0.lang).unwrap_or_else(own)
    }

    /// Answers with a page: `data` asks the register, `render` makes HTML of it. Asked for `.json`, the data answer.
    pub(crate) async fn page<D: Serialize + 'static>(
        self,
        data: impl FnOnce(&Looking<'_>) -> Result<D, Trouble> + Send + 'static,
        render: impl FnOnce(&D, &Screen<'_>) -> Content + Send + 'static,
    ) -> Response {
        self.page_with(StatusCode::OK, data, render).await
    }

    /// The same, with another status: a form that could not be saved comes back with what was typed.
    pub(crate) async fn page_with<D: Serialize + 'static>(
        self,
        status: StatusCode,
        data: impl FnOnce(&Looking<'_>) -> Result<D, Trouble> + Send + 'static,
        render: impl FnOnce(&D, &Screen<'_>) -> Content + Send + 'static,
    ) -> Response {
        let (site, token) = (self.site.clone(), self.session.token.clone());
        match self.key().filter(|_| status == StatusCode::OK) {
            Some(key) => site.0.kept.page(key, &token, &site.0.registers, self.made(status, data, render)).await,
            None => self.made(status, data, render).await.0,
        }
    }

    /// What a page that everybody sees alike is kept under.
    fn key(&self) -> Option<String> {
        let kept = self.get && !self.session.keeper && !NOT_KEPT.contains(&self.path.as_str());
        kept.then(|| with_query(&format!("{:?} {}", self.form, self.path), self.asked.pairs()))
    }

    /// The answer, and what the logs looked like when it was made.
    async fn made<D: Serialize>(
        self,
        status: StatusCode,
        data: impl FnOnce(&Looking<'_>) -> Result<D, Trouble> + Send + 'static,
        render: impl FnOnce(&D, &Screen<'_>) -> Content + Send + 'static,
    ) -> (Response, Option<Trace>) {
        let registers = self.site.0.registers.clone();
        let (form, audience) = (self.form, self.audience());
        let look = move |register: &Register| Ok(self.look(register, status, data, render));
        match registers.read(audience, look).await {
            Ok((response, of)) => (response, Some(of)),
            Err(trouble) => (layout::plain(&trouble, form), None),
        }
    }

    /// Writes, if this session is unlocked: who may see everything may also write.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&mut Register) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, Trouble> {
        match self.session.keeper {
            true => self.site.0.registers.write(Audience::Keeper, change).await,
            false => Err(Trouble::Locked),
        }
    }

    /// The same visit at another address: what its links lead back to.
    pub(crate) fn at(mut self, address: Address<'_>) -> Visit {
        self.path = address.to_string();
        self
    }

    /// The address of a path, in the language of this visit.
    pub(crate) fn along_to(&self, path: &str) -> String {
        with_query(path, self.asked.along(false))
    }

    /// Sends whoever has not unlocked the notebook to where that is done, and back here afterwards.
    pub(crate) fn unlock_first(&self) -> Option<Response> {
        let back = with_query(&self.path, self.asked.pairs());
        let unlock = with_query(&Address::Unlock.to_string(), self.asked.along(false).chain([("next", &*back)]));
        let asks = !self.session.keeper && self.form == Form::Html;
        asks.then(|| Redirect::to(&unlock).into_response())
    }

    fn look<D: Serialize>(
        &self,
        register: &Register,
        status: StatusCode,
        data: impl FnOnce(&Looking<'_>) -> Result<D, Trouble>,
        render: impl FnOnce(&D, &Screen<'_>) -> Content,
    ) -> Response {
        let looking = match Looking::new(register, self) {
            Ok(looking) => looking,
            Err(trouble) => return layout::plain(&trouble, self.form),
        };
        let found = data(&looking);
        if self.form == Form::Json {
            return self.json(found, &looking);
        }
        let screen = Screen::new(&looking, self);
        match found {
            Ok(data) => layout::page(&screen, render(&data, &screen), status),
            Err(trouble) => layout::trouble(&screen, &trouble),
        }
    }

    fn json<D: Serialize>(&self, found: Result<D, Trouble>, looking: &Looking<'_>) -> Response {
        let mut faults = self.asked.faults();
        faults.extend(looking.unknown_source.then_some("from"));
        if !faults.is_empty() {
            return json(StatusCode::BAD_REQUEST, &serde_json::json!({ "error": "fault", "fields": faults }));
        }
        match found {
            Ok(data) => json(StatusCode::OK, &data),
            Err(trouble) => layout::plain(&trouble, Form::Json),
        }
    }
}

/// An answer in JSON.
pub(crate) fn json(status: StatusCode, data: &impl Serialize) -> Response {
    match serde_json::to_vec(data) {
        Ok(bytes) => (status, [(header::CONTENT_TYPE, "application/json; charset=utf-8")], bytes).into_response(),
        Err(error) => layout::plain(&Trouble::Inside(error.to_string()), Form::Html),
    }
}

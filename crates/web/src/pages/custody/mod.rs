//! The safekeeping history of a source file: who did what with it when, what in that does not fit together, and when its
//! bytes were last found whole. Keepers record here what was done with it; the public sees no sealed step.

mod html;

use std::sync::atomic::AtomicBool;

use axum::Form as Sent;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Redirect, Response};
use daftar_register::claim::{Edtf, FileId, Hash};
use daftar_register::view::{Ask, Audience};
use daftar_register::{History, NewStep, Register};
use serde::Serialize;

use super::file::{Known, Offer};
use super::kind::as_text;
use super::looking::Looking;
use crate::address::{Address, encode, with_query};
use crate::error::Trouble;
use crate::forms::typed::{Asks, Typed};
use crate::layout::{self, Content};
use crate::visit::{Form, Visit};

/// What the address says after the file was compared.
const COMPARED: &str = "compared";
/// What a keeper may say here that was done.
const TOLD: [&str; 3] = ["export", "copy", "transfer"];

/// The history of a file.
#[derive(Serialize)]
pub(crate) struct Custody {
    #[serde(serialize_with = "as_text")]
    source: daftar_register::claim::EntityId,
    title: Option<String>,
    /// The file as it may be had; none when it is not here, or not open.
    offer: Option<Offer>,
    #[serde(flatten)]
    history: History,
    /// What a keeper types here.
    #[serde(skip)]
    form: Typed,
    /// Whether a keeper asks.
    #[serde(skip)]
    keeper: bool,
    /// Whether its bytes were compared just now.
    #[serde(skip)]
    compared: bool,
}

/// `GET /s/ID/file/FILE/custody`
pub(crate) async fn page(Path((source, file)): Path<(String, String)>, visit: Visit) -> Response {
    shown(source, file, visit, None, StatusCode::OK).await
}

async fn shown(source: String, file: String, visit: Visit, typed: Option<Typed>, status: StatusCode) -> Response {
    let compared = visit.asked.get(COMPARED).is_some();
    let data = move |looking: &Looking<'_>| {
        let data = data(looking, &source, &file, typed)?;
        Ok(Custody { compared: compared && data.keeper, ..data })
    };
    visit.page_with(status, data, html::render).await
}

fn data(looking: &Looking<'_>, source: &str, file: &str, typed: Option<Typed>) -> Result<Custody, Trouble> {
    let Known { source, file, title, offer } = Known::of(source, file, looking)?;
    let history = looking.register.history(file, looking.standing(), &looking.ask)?;
    let preset = || Typed::preset([("action".to_owned(), TOLD[0].to_owned())]);
    let keeper = looking.ask.audience == Audience::Keeper;
    Ok(Custody { source, title, offer, history, form: typed.unwrap_or_else(preset), keeper, compared: false })
}

/// `POST /s/ID/file/FILE/custody`: records a step. Sent twice, it is recorded once.
pub(crate) async fn save(
    Path((source, file)): Path<(String, String)>,
    visit: Visit,
    Sent(pairs): Sent<Vec<(String, String)>>,
) -> Response {
    let mut typed = Typed::sent(pairs);
    let identity = typed.identity();
    let here = visit.along_to(&format!("/s/{source}/file/{file}/custody"));
    if !visit.session.keeper {
        return layout::plain(&Trouble::Locked, Form::Html);
    }
    if visit.site.0.done.address(identity).is_some() {
        return Redirect::to(&here).into_response();
    }
    let Some(step) = step(&file, &mut typed) else {
        return shown(source, file, visit, Some(typed), StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    match visit.write(move |register| take(register, &step)).await {
        Ok(()) => {
            visit.site.0.done.remember(identity, here.clone());
            Redirect::to(&here).into_response()
        }
        Err(trouble) => layout::plain(&trouble, Form::Html),
    }
}

fn take(register: &mut Register, step: &NewStep) -> Result<(), Trouble> {
    if !register.has_source_file(step.file) {
        return Err(Trouble::Missing);
    }
    Ok(register.take_step(step).map(drop)?)
}

/// The step that was typed, or what is wrong with it.
fn step(file: &str, typed: &mut Typed) -> Option<NewStep> {
    let file = Hash::parse(file).map(FileId).ok()?;
    let action = TOLD.into_iter().find(|action| typed.is("action", action)).unwrap_or(TOLD[0]);
    let text = |typed: &Typed, name: &str| Some(typed.text(name).to_owned()).filter(|text| !text.is_empty());
    let when = Some(typed.digits("when")).filter(|when| !when.is_empty()).map(|when| Edtf::parse(&when));
    if matches!(when, Some(Err(_))) {
        typed.fault("when", "fault-date", Asks::Another);
    }
    let mut step = NewStep::of(file, action).hashes(Some(file), Some(file));
    step.custody.to = text(typed, "to");
    step.custody.from = text(typed, "giver").filter(|_| action == "transfer");
    (step.when, step.why) = (when.and_then(Result::ok), text(typed, "why"));
    if step.custody.to.is_none() {
        typed.fault("to", "fault-custody-to", Asks::Another);
    }
    typed.is_sound().then_some(step)
}

/// `POST /s/ID/file/FILE/prove`: compares the file's bytes with its name, and records what came of it.
pub(crate) async fn prove(Path((source, file)): Path<(String, String)>, visit: Visit) -> Response {
    if !visit.session.keeper {
        return layout::plain(&Trouble::Locked, Form::Html);
    }
    let here = visit.along_to(&format!("/s/{source}/file/{file}/custody"));
    let asking = visit.clone();
    let compare = move |register: &Register| {
        let looking = Looking::new(register, &asking)?;
        let known = Known::of(&source, &file, &looking)?;
        Ok(register.prove_files(&[known.file], None, &AtomicBool::new(false), &|_, _| {})?)
    };
    let run = visit.site.0.registers.alone(compare).await;
    let recorded = match run {
        Ok(run) => visit.write(move |register| Ok(register.record_run(&run)?)).await,
        Err(trouble) => Err(trouble),
    };
    match recorded {
        Ok(()) => Redirect::to(&with_query(&here, [(COMPARED, "now")])).into_response(),
        Err(trouble) => layout::plain(&trouble, Form::Html),
    }
}

/// `GET /s/ID/file/FILE/sidecar`: what goes along with a copy, for keepers; with `?restricted=yes` the sealed steps, too.
pub(crate) async fn sidecar(Path((source, file)): Path<(String, String)>, visit: Visit) -> Response {
    let whole = visit.asked.get("restricted") == Some("yes");
    let asking = visit.clone();
    let make = move |register: &Register| -> Result<(String, String), Trouble> {
        let looking = Looking::new(register, &asking)?;
        looking.keeper_only()?;
        let known = Known::of(&source, &file, &looking)?;
        let copy = register.copy_of(known.file, &known.name())?;
        let audience = if whole { Audience::Keeper } else { Audience::Public };
        let sidecar = register.sidecar(known.file, &copy, &Ask { audience, ..looking.ask.clone() })?;
        let text = serde_json::to_string_pretty(&sidecar).map_err(|error| Trouble::Inside(error.to_string()))?;
        Ok((format!("{}.custody.json", known.name()), text))
    };
    match visit.site.0.registers.read(visit.audience(), make).await {
        Ok(((name, text), _)) => attached(&name, text),
        Err(trouble) => visit.page(move |_| Err::<(), _>(trouble), |(), _| Content::plain("", maud::html! {})).await,
    }
}

fn attached(name: &str, text: String) -> Response {
    let mut encoded = String::new();
    encode(&mut encoded, name);
    let named = format!("attachment; filename=\"source.custody.json\"; filename*=UTF-8''{encoded}");
    ([(CONTENT_TYPE, "application/json".to_owned()), (CONTENT_DISPOSITION, named)], text).into_response()
}

impl Custody {
    fn address(&self) -> Address<'static> {
        Address::Custody(self.source, self.history.file)
    }

    /// What the file is named by.
    fn digits(&self) -> String {
        self.history.file.0.to_string()
    }
}

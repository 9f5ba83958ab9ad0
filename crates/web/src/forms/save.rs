//! Saving a form: once, or not at all. What cannot be saved comes back as it was typed.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use daftar_register::claim::{ClaimId, Secret};
use daftar_register::{Register, RegisterError};
use maud::Markup;
use serde::Serialize;

use super::typed::{Asks, Typed, WHOLE};
use super::writing::{Deed, Meant, Writing};
use crate::error::Trouble;
use crate::layout::Content;
use crate::pages::looking::Looking;
use crate::screen::Screen;
use crate::visit::Visit;

/// A form of the site: how it is read, and how it is shown.
pub(crate) trait FormPage: Clone + Send + 'static {
    /// What showing it needs besides what was typed.
    type Data: Serialize + Send;

    /// The preset fields, when nobody has typed yet.
    fn preset(&self, looking: &Looking<'_>) -> Result<Vec<(String, String)>, Trouble>;
    /// What showing it needs.
    fn data(&self, looking: &Looking<'_>) -> Result<Self::Data, Trouble>;
    /// The form in HTML.
    fn render(&self, data: &Self::Data, typed: &Typed, screen: &Screen<'_>) -> Page;
    /// What it means; the path of the page that shows what was saved.
    fn read(&self, writing: &mut Writing<'_>) -> Result<String, Trouble>;
}

/// A page with a form.
pub(crate) struct Page {
    /// Its title.
    pub(crate) title: String,
    /// What stands in it.
    pub(crate) body: Markup,
}

#[derive(Serialize)]
struct Shown<D> {
    #[serde(flatten)]
    data: D,
    form: Typed,
}

/// Shows an empty form.
pub(crate) async fn show(form: impl FormPage, visit: Visit) -> Response {
    match visit.unlock_first() {
        Some(first) => first,
        None => shown(form, visit, None, StatusCode::OK).await,
    }
}

async fn shown(form: impl FormPage, visit: Visit, typed: Option<Typed>, status: StatusCode) -> Response {
    let reading = form.clone();
    let data = move |looking: &Looking<'_>| {
        let form = match typed {
            Some(typed) => typed,
            None => {
                looking.keeper_only()?;
                Typed::preset(reading.preset(looking)?)
            }
        };
        Ok(Shown { data: reading.data(looking)?, form })
    };
    visit.page_with(status, data, move |shown, screen| content(form.render(&shown.data, &shown.form, screen))).await
}

fn content(page: Page) -> Content {
    Content::plain(page.title, page.body)
}

/// Saves a form that was sent.
pub(crate) async fn save(form: impl FormPage, visit: Visit, pairs: Vec<(String, String)>) -> Response {
    let typed = Typed::sent(pairs);
    if let Some(grown) = typed.grown().filter(|_| visit.session.keeper) {
        return shown(form, visit, Some(grown), StatusCode::OK).await;
    }
    let identity = typed.identity();
    if let Some(address) = visit.site.0.done.address(identity).filter(|_| visit.session.keeper) {
        return Redirect::to(&address).into_response();
    }
    let (reading, kept) = (form.clone(), typed.clone());
    match visit.write(move |register| written(register, &reading, typed)).await {
        Ok(Ok(path)) => {
            let address = visit.along_to(&path);
            visit.site.0.done.remember(identity, address.clone());
            Redirect::to(&address).into_response()
        }
        Ok(Err(typed)) => shown(form, visit, Some(typed), StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(Trouble::Missing) => {
            visit.page(|_| Err::<(), _>(Trouble::Missing), |(), _| Content::plain("", maud::html! {})).await
        }
        Err(trouble) => {
            let mut typed = kept;
            trouble.tell();
            typed.fault(WHOLE, trouble.words(), Asks::Another);
            shown(form, visit, Some(typed), trouble.status()).await
        }
    }
}

fn written(register: &mut Register, form: &impl FormPage, typed: Typed) -> Result<Result<String, Typed>, Trouble> {
    let mut writing = Writing::new(register, typed)?;
    let path = form.read(&mut writing)?;
    match writing.end() {
        Err(typed) => Ok(Err(typed)),
        Ok(meant) => {
            perform(register, meant)?;
            Ok(Ok(path))
        }
    }
}

/// Does what a form means. What is known or done already stays as it is, so that doing it again completes it.
fn perform(register: &mut Register, meant: Meant) -> Result<(), Trouble> {
    let (by, old) = match &meant.deed {
        Deed::Replace { old, by, .. } => (Some(&by.claim), Some(*old)),
        _ => (None, None),
    };
    let sealed = meant.sealed.iter().map(|secret| &secret.claim);
    register.refuse_overdraft(&meant.open.iter().chain(sealed).chain(by).collect::<Vec<_>>(), old)?;
    register.record_said(&meant.open)?;
    register.record_sealed_once(&meant.sealed)?;
    match meant.deed {
        Deed::Record => Ok(()),
        Deed::Replace { old, by, sealed } => replace(register, old, &by, sealed),
        Deed::CarryOut(plan) => Ok(register.carry_out(&plan)?),
        Deed::Retract(claim) => match register.statement(claim)?.stands() {
            true => Ok(register.retract(claim).map(|_| ())?),
            false => Ok(()),
        },
        Deed::Seal(claim, concerns) => Ok(register.seal(claim, concerns).map(|_| ())?),
    }
}

fn replace(register: &mut Register, old: ClaimId, by: &Secret, sealed: bool) -> Result<(), Trouble> {
    let before = register.statement(old)?;
    if before.claim == by.claim && before.sealed == sealed {
        return Ok(());
    }
    let replaced = match sealed {
        true => register.replace_sealed(old, by),
        false => register.replace(old, &by.claim),
    };
    match replaced {
        Err(RegisterError::NotYours(_)) if !register.said_ids_of(std::slice::from_ref(&by.claim))?.is_empty() => Ok(()),
        other => Ok(other.map(|_| ())?),
    }
}

//! How the notebook is, in plain words, with a button where there is something to do. Everybody sees how much there is;
//! where it lies, where copies are and what is wrong is for keepers.

mod clock;
mod copies;
mod disk;
mod findings;
mod index;
mod proved;

use axum::response::{IntoResponse as _, Redirect, Response};
use daftar_register::ProvedSoFar;
use daftar_register::store::{Report, Space};
use daftar_register::view::Audience;
use maud::{Markup, html};
use serde::Serialize;

use self::clock::Clock;
use self::copies::Copies;
use super::looking::Looking;
use super::mend::{self, Sources};
use crate::address::{Address, with_query};
use crate::error::Trouble;
use crate::layout::Content;
use crate::screen::Screen;
use crate::visit::Visit;

/// How it is.
#[derive(Serialize)]
pub(crate) struct Health {
    statements: u64,
    entries: u64,
    #[serde(flatten)]
    own: Option<Own>,
}

/// What only keepers are told.
#[derive(Serialize)]
struct Own {
    sealed: u64,
    /// Suggestions that wait.
    suggestions: usize,
    copies: Copies,
    /// How the source files are, as far as comparing them has shown.
    evidence: ProvedSoFar,
    space: Space,
    /// How the index stands to the logs.
    index: &'static str,
    /// Whether it was made anew just now.
    #[serde(skip)]
    renewed: bool,
    clock: Clock,
    /// What a check of every file found, once asked for.
    checked: Option<Report>,
    /// From what it can be mended, if a copy can undo what was found.
    sources: Option<Sources>,
}

/// `GET /health`
pub(crate) async fn page(visit: Visit) -> Response {
    let renewed = visit.asked.get(index::DONE).is_some();
    visit.page(move |looking| data(looking, None, renewed), render).await
}

/// `POST /health`: checks every file.
pub(crate) async fn verify(visit: Visit) -> Response {
    if let Some(elsewhere) = visit.unlock_first() {
        return elsewhere;
    }
    match visit.site.0.registers.verify().await {
        Ok(report) => visit.page(|looking| data(looking, Some(report), false), render).await,
        Err(trouble) => failed(visit, trouble).await,
    }
}

/// `POST /health/index`: makes the index anew.
pub(crate) async fn rebuild(visit: Visit) -> Response {
    if !visit.session.keeper {
        return failed(visit, Trouble::Locked).await;
    }
    let inside = &visit.site.0;
    let done = inside.registers.rebuild().await;
    inside.kept.forget();
    match done {
        Ok(()) => {
            let page = with_query(&visit.along_to(&Address::Health.to_string()), [(index::DONE, "index")]);
            Redirect::to(&page).into_response()
        }
        Err(trouble) => failed(visit, trouble).await,
    }
}

/// `POST /health/bundle`: everything in one file, to be kept elsewhere.
pub(crate) async fn bundle(visit: Visit) -> Response {
    if !visit.session.keeper {
        return failed(visit, Trouble::Locked).await;
    }
    match copies::bundle(&visit).await {
        Ok(file) => file,
        Err(trouble) => failed(visit, trouble).await,
    }
}

/// Says why it was not done, on a page whose links lead to where the button stands.
async fn failed(visit: Visit, trouble: Trouble) -> Response {
    let status = trouble.status();
    visit
        .at(Address::Health)
        .page_with(status, move |_| Err::<(), _>(trouble), |(), _| Content::plain("", html! {}))
        .await
}

fn data(looking: &Looking<'_>, checked: Option<Report>, renewed: bool) -> Result<Health, Trouble> {
    let register = looking.register;
    let [statements, _] = register.extent(looking.standing(), looking.ask.audience)?;
    let entries = register.logs().values().map(Vec::len).sum::<usize>() as u64;
    let own = match looking.ask.audience {
        Audience::Keeper => Some(own(looking, checked, renewed)?),
        Audience::Public => None,
    };
    Ok(Health { statements, entries, own })
}

fn own(looking: &Looking<'_>, checked: Option<Report>, renewed: bool) -> Result<Own, Trouble> {
    let register = looking.register;
    Ok(Own {
        sealed: register.sealed_count()?,
        suggestions: register.drafts()?.len(),
        copies: Copies::of(looking)?,
        evidence: register.proved_so_far(proved::DAYS)?,
        space: register.space()?,
        index: index::stand(&register.index_stand()),
        renewed,
        clock: Clock::of(register),
        sources: sources(looking, checked.as_ref())?,
        checked,
    })
}

/// Copies and notebooks that may hold what was found damaged.
fn sources(looking: &Looking<'_>, checked: Option<&Report>) -> Result<Option<Sources>, Trouble> {
    if !checked.is_some_and(findings::need_a_copy) {
        return Ok(None);
    }
    Ok(Some(Sources::of(looking.register)?))
}

fn render(data: &Health, screen: &Screen<'_>) -> Content {
    let body = html! {
        header { h1 { (screen.say("nav-health")) } p.lead { (screen.say("health-lead")) } }
        (sums(data, screen))
        @match &data.own {
            Some(own) => div.health {
                @if let Some(report) = &own.checked { (findings::render(report, screen)) }
                @if let Some(sources) = &own.sources { (mend::offer(sources, screen)) }
                (copies::render(&own.copies, screen))
                (proved::render(&own.evidence, screen))
                (disk::render(&own.space, screen))
                (index::render(own.index, own.renewed, screen))
                (clock::render(&own.clock, screen))
                (check(screen))
            },
            None => @if screen.visit.site.0.loopback { (closed(screen)) },
        }
    };
    Content::plain(screen.say("nav-health"), body)
}

/// How much there is.
fn sums(data: &Health, screen: &Screen<'_>) -> Markup {
    let number = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    html! {
        p.sum {
            (screen.count("count-statements", number(data.statements)))
            " · " (screen.count("count-entries", number(data.entries)))
            @if let Some(own) = &data.own {
                " · " (screen.count("count-sealed", number(own.sealed)))
                " · " (screen.count("count-suggestions", own.suggestions))
            }
        }
    }
}

/// Where the rest is shown to those who keep the notebook.
fn closed(screen: &Screen<'_>) -> Markup {
    let health = screen.plain(Address::Health);
    let unlock = with_query(&screen.plain(Address::Unlock), [("next", health.as_str())]);
    html! { p { (screen.say("health-closed")) " " a href=(unlock) { (screen.say("unlock-button")) } } }
}

fn check(screen: &Screen<'_>) -> Markup {
    html! {
        section {
            h2 { (screen.say("health-files")) }
            form #verify method="post" action=(screen.plain(Address::Health)) {
                (screen.token())
                p.actions { button.second { (screen.say("health-verify")) } small { (screen.say("health-verify-help")) } }
            }
        }
    }
}

//! How the notebook is, in plain words, with a button where there is something to do.

use axum::extract::State;
use axum::response::Response;
use daftar_register::store::{Report, Severity};
use daftar_register::view::Audience;
use maud::{Markup, html};
use serde::Serialize;

use super::looking::Looking;
use crate::address::Address;
use crate::error::Trouble;
use crate::layout::{self, Content};
use crate::screen::Screen;
use crate::visit::{Form, Site, Visit};

/// How it is.
#[derive(Serialize)]
pub(crate) struct Health {
    statements: u64,
    /// How many are sealed; for keepers.
    sealed: Option<u64>,
    entries: u64,
    /// Whether the index is level with the logs.
    index_level: bool,
    /// Whether the clock is older than the last entry.
    clock_behind: bool,
    /// Suggestions that wait.
    suggestions: usize,
    /// What a check of every file found, once asked for.
    checked: Option<Report>,
}

/// `GET /health`
pub(crate) async fn page(visit: Visit) -> Response {
    visit.page(|looking| data(looking, None), render).await
}

/// `POST /health`: checks every file.
pub(crate) async fn verify(State(site): State<Site>, visit: Visit) -> Response {
    match site.0.registers.verify().await {
        Ok(report) => visit.page(|looking| data(looking, Some(report)), render).await,
        Err(trouble) => layout::plain(&trouble, Form::Html),
    }
}

fn data(looking: &Looking<'_>, checked: Option<Report>) -> Result<Health, Trouble> {
    let register = looking.register;
    let counts = register.counts()?;
    let now = daftar_register::system_clock();
    let times = register.logs().into_values().flatten().filter_map(|header| header.header.time.clone()).max();
    Ok(Health {
        statements: counts.claims,
        sealed: (looking.ask.audience == Audience::Keeper).then_some(counts.sealed),
        entries: counts.entries,
        index_level: register.index_fault().is_none(),
        clock_behind: times.is_some_and(|last| last > now),
        suggestions: register.drafts()?.len(),
        checked,
    })
}

fn render(data: &Health, screen: &Screen<'_>) -> Content {
    let number = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let body = html! {
        header { h1 { (screen.say("nav-health")) } p.lead { (screen.say("health-lead")) } }
        ul.plain.checks {
            li { (screen.count("count-statements", number(data.statements))) }
            @if let Some(sealed) = data.sealed { li { (screen.count("count-sealed", number(sealed))) } }
            li { (screen.count("count-entries", number(data.entries))) }
            li { (screen.count("count-suggestions", data.suggestions)) }
            li { (screen.say(if data.index_level { "health-index-level" } else { "health-index-behind" })) }
            li { (screen.say(if data.clock_behind { "health-clock-behind" } else { "health-clock" })) }
        }
        form method="post" action=(screen.plain(Address::Health)) {
            (screen.token())
            p.actions { button { (screen.say("health-verify")) } small { (screen.say("health-verify-help")) } }
        }
        @if let Some(report) = &data.checked { (self::report(report, screen)) }
    };
    Content::plain(screen.say("nav-health"), body)
}

fn report(report: &Report, screen: &Screen<'_>) -> Markup {
    let severity = |severity| match severity {
        Severity::Damage => "health-damage",
        Severity::Warning => "health-warning",
        Severity::Note => "health-note",
    };
    html! {
        section role="status" {
            h2 { (screen.say("health-checked")) }
            @if report.findings.is_empty() { p { (screen.say("health-well")) } }
            ul.plain {
                @for one in &report.findings {
                    li { span.mark { (screen.say(severity(one.severity))) } " " bdi.code dir="ltr" { (one.place.file) } }
                }
            }
        }
    }
}

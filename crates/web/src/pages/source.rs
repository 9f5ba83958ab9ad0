//! A source: the document as it is, with the words of every statement marked, and the statements that come from it.
//!
//! The text of an unpublished document may name people whom the public must not see named here: it is shown to keepers
//! only. What the public may see of its statements is listed all the same.

use axum::extract::Path;
use axum::response::Response;
use daftar_register::claim::{ClaimId, EntityId, FileId, Locator};
use daftar_register::view::{About, Asked, Audience, Cited, Difference, cite, differences};
use maud::{Markup, html};
use serde::Serialize;

use super::card;
use super::kind::as_text;
use super::looking::Looking;
use crate::address::{Address, anchor};
use crate::error::Trouble;
use crate::layout::Content;
use crate::parts::{name, statement, value};
use crate::screen::Screen;
use crate::visit::Visit;
use crate::words::Said;

/// A source.
#[derive(Serialize)]
pub(crate) struct Source {
    #[serde(rename = "entity", serialize_with = "as_text")]
    id: EntityId,
    title: Option<String>,
    publisher: Option<String>,
    published: Option<String>,
    /// The text, where it is here and may be shown.
    text: Option<String>,
    /// Whether there is a text that only keepers may see.
    withheld: bool,
    /// Where in the text which statements stand, in characters.
    marks: Vec<Mark>,
    /// What comes from it, in the order of the text.
    statements: Vec<Cited>,
    #[serde(skip)]
    labels: Vec<(String, String)>,
}

/// A stretch of text with the statements that were read from it.
#[derive(Serialize)]
struct Mark {
    start: u64,
    end: u64,
    #[serde(serialize_with = "texts")]
    claims: Vec<ClaimId>,
    differs: bool,
}

fn texts<S: serde::Serializer>(ids: &[ClaimId], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(ids.iter().map(ToString::to_string))
}

/// `/s/ID`
pub(crate) async fn page(Path(id): Path<String>, visit: Visit) -> Response {
    visit.page(move |looking| data(looking, &id), render).await
}

fn data(looking: &Looking<'_>, id: &str) -> Result<Source, Trouble> {
    let id = card::entity(id)?;
    let heard = looking.source(id)?;
    let asked = looking.asked(&heard);
    let about = heard.surroundings.about(id).cloned().unwrap_or_default();
    let mut statements = cite(&asked);
    let title = asked.name(id).map(str::to_owned);
    if statements.is_empty() && title.is_none() {
        return Err(Trouble::Missing);
    }
    statements.retain(|one| one.source.entity == Some(id));
    statements.sort_by_key(|one| (span(one).map(|(_, start, end)| (start, end)), one.claim));
    let shown = looking.ask.audience == Audience::Keeper || about.is_published();
    let file = statements.iter().find_map(span).map(|(file, ..)| file);
    let text = match file.filter(|_| shown) {
        Some(file) => looking.register.text(file)?,
        None => None,
    };
    let differing = differences(&looking.asked(&looking.differing()?));
    let marks = if text.is_some() { marks(&statements, file, &differing) } else { Vec::new() };
    Ok(Source {
        id,
        title,
        labels: labels(&statements, &asked),
        withheld: file.is_some() && !shown,
        text,
        marks,
        statements,
        ..Source::around(id, about)
    })
}

impl Source {
    fn around(id: EntityId, about: About) -> Source {
        Source {
            id,
            title: None,
            publisher: about.publisher,
            published: about.published.map(|date| date.as_str().to_owned()),
            text: None,
            withheld: false,
            marks: Vec::new(),
            statements: Vec::new(),
            labels: Vec::new(),
        }
    }
}

/// What each statement is about, and under which label.
fn labels(statements: &[Cited], asked: &Asked<'_>) -> Vec<(String, String)> {
    let label = |one: &Cited| {
        let entity = card::entity(&one.subject).ok();
        let name = entity.and_then(|entity| asked.name(entity)).unwrap_or_default();
        (name.to_owned(), asked.label(&one.property).to_owned())
    };
    statements.iter().map(label).collect()
}

fn span(one: &Cited) -> Option<(FileId, u64, u64)> {
    match &one.locator {
        Some(Locator::Text { text, span }) => Some((*text, span.start, span.end)),
        _ => None,
    }
}

/// Stretches between the beginnings and ends of spans, each with the statements that cover it.
fn marks(statements: &[Cited], file: Option<FileId>, differing: &[Difference]) -> Vec<Mark> {
    let spans = statements.iter().filter_map(|one| span(one).map(|at| (one.claim, at)));
    let spans: Vec<_> = spans.filter(|(_, (text, start, end))| Some(*text) == file && start < end).collect();
    let mut edges: Vec<u64> = spans.iter().flat_map(|(_, (_, start, end))| [*start, *end]).collect();
    edges.sort_unstable();
    edges.dedup();
    let differs =
        |claim: &ClaimId| differing.iter().flat_map(|one| &one.sides).any(|side| side.statements.contains(claim));
    let mark = |pair: &[u64]| {
        let [start, end] = [pair.first().copied()?, pair.get(1).copied()?];
        let covering = spans.iter().filter(|(_, (_, from, to))| *from <= start && end <= *to);
        let claims: Vec<ClaimId> = covering.map(|(claim, _)| *claim).collect();
        (!claims.is_empty()).then(|| Mark { start, end, differs: claims.iter().any(&differs), claims })
    };
    edges.windows(2).filter_map(mark).collect()
}

fn render(data: &Source, screen: &Screen<'_>) -> Content {
    let title = data.title.clone().unwrap_or_else(|| screen.say("nameless"));
    let date = |text: &str| {
        daftar_register::claim::Edtf::parse(text).map_or_else(|_| text.to_owned(), |date| screen.date(&date))
    };
    let body = html! {
        article.source {
            header {
                p.kind { (screen.kind("document")) }
                h1 { bdi { (title) } }
                p.quiet.inline {
                    @if let Some(publisher) = &data.publisher { bdi { (publisher) } }
                    @if let Some(published) = &data.published { span { (date(published)) } }
                    span { (screen.count("count-statements", data.statements.len())) }
                    a href=(screen.to(Address::Card(data.id))) { (screen.say("source-card")) }
                }
            }
            div.reading {
                section.text aria-label=(screen.say("source-text")) { (text(data, screen)) }
                section.aside {
                    h2 { (screen.say("source-statements")) }
                    ol.plain {
                        @for (one, (about, label)) in data.statements.iter().zip(&data.labels) {
                            li #(anchor(one.claim)) { (line(one, about, label, screen)) }
                        }
                    }
                }
            }
        }
    };
    Content::asking(title, body)
}

fn text(data: &Source, screen: &Screen<'_>) -> Markup {
    let Some(text) = &data.text else {
        let why = if data.withheld { "source-withheld" } else { "source-no-text" };
        return html! { p.empty { (screen.say(why)) } };
    };
    html! {
        p.quiet { (screen.say("source-legend")) }
        div.document dir="auto" { (marked(text, &data.marks)) }
    }
}

/// The text; each marked stretch leads to the first statement that was read from it.
fn marked(text: &str, marks: &[Mark]) -> Markup {
    let mut rest = text.chars();
    let mut at = 0;
    let mut take = |to: u64| -> String {
        let count = to.saturating_sub(at);
        at = at.max(to);
        rest.by_ref().take(usize::try_from(count).unwrap_or(usize::MAX)).collect()
    };
    html! {
        @for mark in marks {
            (take(mark.start))
            @if let Some(first) = mark.claims.first() {
                a.span.differs[mark.differs] href={ "#" (anchor(*first)) } { (take(mark.end)) }
            }
        }
        (take(u64::MAX))
    }
}

fn line(one: &Cited, about: &str, label: &str, screen: &Screen<'_>) -> Markup {
    let entity = card::entity(&one.subject).ok();
    html! {
        p.value {
            @if let Some(id) = entity { (name::entity(id, Some(about).filter(|name| !name.is_empty()), screen)) " · " }
            span.label { (label) } " " (value::value(&one.value, screen))
        }
        p.facts {
            @if let Some(speaker) = &one.speaker {
                span { (screen.say("according-to")) " " (name::who(speaker, screen)) }
            }
            @if let Some(when) = statement::when(one, screen) { span { (when) } }
            @if let Some(stated) = &one.stated {
                span { (screen.tell("stated-on", &[("date", Said::Text(&screen.date(stated)))])) }
            }
            a href=(screen.to(Address::Claim(one.claim))) { (screen.say("statement-whole")) }
        }
    }
}

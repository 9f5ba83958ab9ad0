//! One statement: what it says, its sentence in the source, who recorded it, and what became of it.

use axum::extract::Path;
use axum::response::Response;
use daftar_register::Heard;
use daftar_register::claim::{ClaimId, Ended, EntityId, Hash, Locator, Span, Statement, Subject, Value};
use daftar_register::view::{Audience, Cited, cite};
use maud::{Markup, html};
use serde::Serialize;

use super::change;
use super::kind::as_text;
use super::looking::Looking;
use crate::address::Address;
use crate::error::Trouble;
use crate::layout::Content;
use crate::parts::statement;
use crate::parts::{name, time, value};
use crate::screen::Screen;
use crate::visit::Visit;

/// How many characters of the text are shown on each side of a statement's words.
const AROUND: u64 = 240;

/// A statement.
#[derive(Serialize)]
pub(crate) struct Claim {
    #[serde(rename = "claim", serialize_with = "as_text")]
    id: ClaimId,
    /// What it is about, if that is an entity.
    #[serde(serialize_with = "or_null")]
    about: Option<EntityId>,
    name: Option<String>,
    label: String,
    /// The statement with its source; none once nobody holds it any more.
    cited: Option<Cited>,
    /// The statement's own members, as they were signed.
    content: serde_json::Value,
    /// The words before it, its own, and those behind it.
    sentence: Option<[String; 3]>,
    history: Vec<Recording>,
    /// What a keeper can do with it.
    #[serde(skip)]
    changes: Vec<(Address<'static>, &'static str)>,
}

/// One recording, and what ended it.
#[derive(Serialize)]
struct Recording {
    party: Option<String>,
    time: Option<String>,
    entry: String,
    /// `retracted`, `replaced`, or none while it stands.
    ended: Option<&'static str>,
}

fn or_null<S: serde::Serializer>(id: &Option<EntityId>, serializer: S) -> Result<S::Ok, S::Error> {
    id.map(|id| id.to_string()).serialize(serializer)
}

/// `/c/ID`
pub(crate) async fn page(Path(id): Path<String>, visit: Visit) -> Response {
    visit.page(move |looking| data(looking, &id), render).await
}

/// An id as addresses have it: its digits, with or without the word before them.
pub(crate) fn id_of(text: &str) -> Result<ClaimId, Trouble> {
    let digits = text.strip_prefix("claim:").unwrap_or(text);
    Hash::parse(digits).map(ClaimId).map_err(|_| Trouble::Missing)
}

fn data(looking: &Looking<'_>, id: &str) -> Result<Claim, Trouble> {
    let id = id_of(id)?;
    let statement = looking.register.statement(id)?;
    let heard = around(looking, &statement)?;
    if !heard.surroundings.may_see(&statement, looking.ask.audience, looking.register.profiles()) {
        return Err(Trouble::Missing);
    }
    let asked = looking.asked(&heard);
    let claim = &statement.claim;
    let about = claim.subject.entity();
    Ok(Claim {
        id,
        about,
        name: about.and_then(|about| asked.name(about)).map(str::to_owned),
        label: asked.label(&claim.property).to_owned(),
        cited: cite(&asked).into_iter().find(|one| one.claim == id || one.same.contains(&id)),
        content: serde_json::from_str(&claim.value.to_json()).unwrap_or_default(),
        sentence: sentence(looking, &statement, &heard)?,
        history: history(&statement, &heard, looking),
        changes: match looking.ask.audience {
            Audience::Keeper => change::links(&statement, looking.register.party()),
            Audience::Public => Vec::new(),
        },
    })
}

/// What is heard of the entity that a statement is about, or that the statement is about which it is.
pub(crate) fn around(looking: &Looking<'_>, statement: &Statement) -> Result<Heard, Trouble> {
    let mut subject = statement.claim.subject;
    // A remark on a remark is rare, and one on itself impossible: its id would have to hold its own hash.
    while let Subject::Claim(claim) = subject {
        subject = looking.register.statement(claim)?.claim.subject;
    }
    match subject.entity() {
        Some(entity) => looking.entity(entity),
        None => looking.source(statement.claim.source),
    }
}

/// The words around a statement, where its text may be shown: see the page of its source.
fn sentence(looking: &Looking<'_>, statement: &Statement, heard: &Heard) -> Result<Option<[String; 3]>, Trouble> {
    let published = heard.surroundings.about(statement.claim.source).is_some_and(|about| about.is_published());
    let Some(Locator::Text { text, span, .. }) = &statement.claim.locator else { return Ok(None) };
    let public = looking.ask.audience == Audience::Public;
    if public && (!published || looking.register.is_withheld(*text, *span)) {
        return Ok(None);
    }
    let cut = |start, end| match public {
        true => looking.register.public_context(*text, Span { start, end }),
        false => looking.register.context(*text, Span { start, end }),
    };
    let before = cut(span.start.saturating_sub(AROUND), span.start)?;
    let own = cut(span.start, span.end)?;
    let after = cut(span.end, span.end.saturating_add(AROUND))?;
    Ok(before.zip(own).zip(after).map(|((before, own), after)| [before, own, after]))
}

fn history(statement: &Statement, heard: &Heard, looking: &Looking<'_>) -> Vec<Recording> {
    let recording = |one: &daftar_register::claim::Recording| Recording {
        party: heard.surroundings.name(one.party, looking.ask.lang).map(str::to_owned),
        time: one.time.as_ref().map(|time| time.as_str().to_owned()),
        entry: format!("{}/{}", one.id.entry.log, one.id.entry.number),
        ended: one.ended.map(|ended| match ended {
            Ended::Retracted { .. } => "retracted",
            Ended::Replaced { .. } => "replaced",
        }),
    };
    statement.recordings.iter().map(recording).collect()
}

fn render(data: &Claim, screen: &Screen<'_>) -> Content {
    let body = html! {
        article.claim {
            header {
                p.kind { (screen.say("claim")) }
                h1 {
                    @if let Some(about) = data.about { (name::entity(about, data.name.as_deref(), screen)) " · " }
                    (data.label)
                }
            }
            @match &data.cited {
                Some(cited) => {
                    p.value.large { (value::value(&cited.value, screen)) }
                    (crosswalk(&cited.value.value, screen))
                    (statement::source_alone(cited, screen))
                }
                None => p.empty { (screen.say("claim-gone")) },
            }
            @if let Some([before, own, after]) = &data.sentence {
                section {
                    h2 { (screen.say("claim-sentence")) }
                    div.document dir="auto" { "…" (before) mark { (own) } (after) "…" }
                    @if let Some(source) = data.cited.as_ref().and_then(|cited| cited.source.entity) {
                        p { a.more href=(screen.to(Address::Words(source, data.id))) { (screen.say("statement-in-text")) } }
                    }
                }
            }
            @if !data.changes.is_empty() {
                nav.deeds aria-label=(screen.say("changes")) {
                    @for (address, words) in &data.changes { a href=(screen.plain(*address)) { (screen.say(words)) } }
                }
            }
            (told_history(&data.history, screen))
            p.id.quiet { (screen.say("card-id")) " " bdi.code dir="ltr" { (data.id) } }
        }
    };
    Content::plain(format!("{} · {}", data.name.clone().unwrap_or_default(), data.label), body)
}

/// Of somebody else's grade: that it was mapped, from what list, and what is lost by it.
fn crosswalk(value: &Value, screen: &Screen<'_>) -> Markup {
    let scheme = match value {
        Value::Code { scheme, .. } => screen.profiles.schemes.get(scheme),
        _ => None,
    };
    let Some(walk) = scheme.and_then(|scheme| scheme.crosswalk.as_ref()) else { return html! {} };
    html! {
        p.quiet {
            (screen.say("grade-mapped")) " " (walk.caveat.in_language(screen.tag())) " "
            (screen.say("grade-source")) " " bdi { (walk.source) }
            @if !walk.checked { " " (screen.say("grade-unchecked")) }
        }
    }
}

fn told_history(history: &[Recording], screen: &Screen<'_>) -> Markup {
    html! {
        section {
            h2 { (screen.say("claim-history")) }
            ol.plain {
                @for one in history {
                    li {
                        (name::bare(one.party.as_deref(), screen)) " · " (time::moment(one.time.as_deref(), screen))
                        @match one.ended {
                            Some("retracted") => { " " span.mark { (screen.say("ended-retracted")) } },
                            Some(_) => { " " span.mark { (screen.say("ended-replaced")) } },
                            None => {},
                        }
                    }
                }
            }
        }
    }
}

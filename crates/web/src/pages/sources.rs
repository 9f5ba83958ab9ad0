//! All sources, by date of publication.

use axum::response::Response;
use daftar_register::claim::{Edtf, EntityId};
use maud::html;
use serde::Serialize;

use super::kind::{as_text, cards};
use super::looking::Looking;
use crate::address::Address;
use crate::asked::Asked;
use crate::error::Trouble;
use crate::layout::Content;
use crate::parts::list::{self, Part};
use crate::parts::name;
use crate::screen::Screen;
use crate::visit::Visit;

/// The kind of entity that a source is.
const DOCUMENT: &str = "document";

/// The sources.
#[derive(Serialize)]
pub(crate) struct Sources {
    part: Part,
    sources: Vec<Source>,
}

#[derive(Serialize)]
struct Source {
    #[serde(rename = "entity", serialize_with = "as_text")]
    id: EntityId,
    title: Option<String>,
    publisher: Option<String>,
    published: Option<String>,
    statements: usize,
}

/// `/sources`
pub(crate) async fn page(visit: Visit) -> Response {
    let asked = visit.asked.clone();
    visit.page(move |looking| data(looking, &asked), render).await
}

fn data(looking: &Looking<'_>, asked: &Asked) -> Result<Sources, Trouble> {
    let documents = cards(looking, DOCUMENT)?;
    let ids: Vec<EntityId> = documents.iter().map(|card| card.id).collect();
    let heard = looking.entities(&ids)?;
    let mut sources = Vec::new();
    for card in documents {
        let about = heard.surroundings.about(card.id).cloned().unwrap_or_default();
        sources.push(Source {
            id: card.id,
            title: card.name,
            publisher: about.publisher,
            published: about.published.map(|date| date.as_str().to_owned()),
            statements: 0,
        });
    }
    sources.sort_by(|a, b| (&a.published, &a.title, a.id).cmp(&(&b.published, &b.title, b.id)));
    let part = Part::of(asked, sources.len());
    let mut sources = part.cut(sources);
    for one in &mut sources {
        one.statements = count(looking, one.id)?;
    }
    Ok(Sources { part, sources })
}

/// How many statements from a source this audience may see.
fn count(looking: &Looking<'_>, source: EntityId) -> Result<usize, Trouble> {
    let heard = looking.source(source)?;
    let asked = looking.asked(&heard);
    Ok(asked.selected().iter().filter(|one| one.claim().source == source).count())
}

fn render(data: &Sources, screen: &Screen<'_>) -> Content {
    let date = |text: &str| Edtf::parse(text).map_or_else(|_| text.to_owned(), |date| screen.date(&date));
    let body = html! {
        header { h1 { (screen.say("nav-sources")) } p.lead { (screen.say("sources-lead")) } }
        div.scroll tabindex="0" role="region" aria-label=(screen.say("nav-sources")) {
            table {
                thead {
                    tr {
                        th scope="col" { (screen.say("sources-title")) }
                        th scope="col" { (screen.say("sources-publisher")) }
                        th scope="col" { (screen.say("sources-published")) }
                        th.number scope="col" { (screen.say("sources-statements")) }
                    }
                }
                tbody {
                    @for one in &data.sources {
                        tr {
                            th scope="row" {
                                a href=(screen.plain(Address::Source(one.id))) { (name::bare(one.title.as_deref(), screen)) }
                            }
                            td { @if let Some(publisher) = &one.publisher { bdi { (publisher) } } }
                            td { @if let Some(published) = &one.published { (date(published)) } }
                            td.number { (screen.digits(&one.statements.to_string())) }
                        }
                    }
                }
            }
        }
        (list::turn(data.part, screen))
    };
    Content::plain(screen.say("nav-sources"), body)
}

//! The documents whose suggestions wait.

use std::collections::BTreeMap;

use axum::response::Response;
use daftar_register::claim::{Draft, EntityId};
use maud::html;
use serde::Serialize;

use super::keepers;
use crate::address::Address;
use crate::error::Trouble;
use crate::layout::Content;
use crate::pages::kind::as_text;
use crate::pages::looking::Looking;
use crate::parts::name;
use crate::screen::Screen;
use crate::visit::Visit;

/// The documents.
#[derive(Serialize)]
pub(crate) struct Documents {
    documents: Vec<Document>,
}

#[derive(Serialize)]
struct Document {
    #[serde(rename = "entity", serialize_with = "as_text")]
    id: EntityId,
    title: Option<String>,
    waiting: usize,
}

/// `GET /review`
pub(crate) async fn page(visit: Visit) -> Response {
    let allowed = keepers(&visit);
    visit.page(move |looking| allowed.and_then(|()| data(looking)), render).await
}

fn data(looking: &Looking<'_>) -> Result<Documents, Trouble> {
    let mut waiting: BTreeMap<EntityId, Vec<Draft>> = BTreeMap::new();
    for draft in looking.register.drafts()? {
        waiting.entry(draft.claim.source).or_default().push(draft);
    }
    let mut documents = Vec::new();
    for (id, drafts) in waiting {
        let about_it: Vec<Draft> =
            drafts.iter().filter(|draft| draft.claim.subject.entity() == Some(id)).cloned().collect();
        let heard = looking.register.hear_drafts(&about_it)?;
        let title = heard.surroundings.name(id, looking.ask.lang).map(str::to_owned).or_else(|| looking.name(id));
        documents.push(Document { id, title, waiting: drafts.len() });
    }
    documents.sort_by(|a, b| (&a.title, a.id).cmp(&(&b.title, b.id)));
    Ok(Documents { documents })
}

fn render(data: &Documents, screen: &Screen<'_>) -> Content {
    let body = html! {
        header {
            h1 { (screen.say("review")) }
            p.lead { (screen.say("review-lead")) }
            p { a.more href=(screen.plain(Address::Doubles)) { (screen.say("doubles")) } }
        }
        @if data.documents.is_empty() { p.empty { (screen.say("review-nothing")) } }
        ul.plain {
            @for one in &data.documents {
                li {
                    p.value { a href=(screen.plain(Address::Review(one.id))) { (name::bare(one.title.as_deref(), screen)) } }
                    p.facts {
                        span { (screen.count("count-suggestions", one.waiting)) }
                        a href=(screen.plain(Address::Source(one.id))) { (screen.say("review-source")) }
                    }
                }
            }
        }
    };
    Content::plain(screen.say("review"), body)
}

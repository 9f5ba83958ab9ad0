//! Pictures on a card: those of the sources that are said to depict the thing, each with who made and who published it.

use std::collections::BTreeSet;

use daftar_register::Heard;
use daftar_register::claim::{EntityId, Subject, Value};
use daftar_register::view::{LinkIn, Name, Page};
use maud::{Markup, html};
use serde::Serialize;

use super::file::{Files, Offer};
use super::looking::Looking;
use crate::address::Address;
use crate::error::Trouble;
use crate::parts::{files, name};
use crate::screen::Screen;
use crate::words::Said;

/// How many sources of pictures a card shows; the others are linked from it.
const SHOWN: usize = 24;

/// What says that a source shows something.
const DEPICTS: &str = "depicts";

/// A picture of something.
#[derive(Serialize)]
pub(crate) struct Pictured {
    #[serde(flatten)]
    pub(super) offer: Offer,
    pub(super) title: Option<String>,
    /// What it is called, in all languages.
    #[serde(skip)]
    pub(super) names: Vec<Name>,
    /// Who made it, and who published it.
    pub(super) credit: Vec<String>,
}

/// The pictures of what a card is about.
pub(crate) fn of(page: &Page, looking: &Looking<'_>) -> Result<Vec<Pictured>, Trouble> {
    let depicting = |link: &LinkIn| link.entity.entity.filter(|_| link.property.as_str() == DEPICTS);
    let sources: BTreeSet<EntityId> = page.links_in.iter().filter_map(depicting).take(SHOWN).collect();
    let sources: Vec<EntityId> = sources.into_iter().collect();
    let heard = looking.entities(&sources)?;
    let mut pictures = Vec::new();
    for source in sources {
        let title = heard.surroundings.name(source, looking.ask.lang).map(str::to_owned);
        let names = heard.surroundings.about(source).map(|about| about.names.clone()).unwrap_or_default();
        let credit = credit(source, &heard, looking);
        let each = |offer| Pictured { offer, title: title.clone(), names: names.clone(), credit: credit.clone() };
        pictures.extend(Files::of(source, &heard, looking)?.pictures().map(each));
    }
    Ok(pictures)
}

/// What a source is said to show.
pub(crate) fn depicted(source: EntityId, heard: &Heard, looking: &Looking<'_>) -> BTreeSet<EntityId> {
    let about = heard.statements.iter().filter(|one| one.stands() && one.claim.subject == Subject::Entity(source));
    let told = about.filter(|one| {
        one.claim.property.as_str() == DEPICTS
            && heard.surroundings.may_see(one, looking.ask.audience, looking.register.profiles())
    });
    told.filter_map(|one| match one.claim.value {
        Value::Entity(entity) => Some(entity),
        _ => None,
    })
    .collect()
}

/// Who made and who published what a source has.
pub(super) fn credit(source: EntityId, heard: &Heard, looking: &Looking<'_>) -> Vec<String> {
    let about = heard.statements.iter().filter(|one| one.stands() && one.claim.subject == Subject::Entity(source));
    let told = about.filter(|one| {
        heard.surroundings.may_see(one, looking.ask.audience, looking.register.profiles())
            && ["author", "publisher"].contains(&one.claim.property.as_str())
    });
    let mut told: Vec<_> = told.collect();
    told.sort_by_key(|one| (one.claim.property.as_str(), one.id));
    let mut credit: Vec<String> = Vec::new();
    for one in told {
        match &one.claim.value {
            Value::Text { text, .. } if !credit.contains(text) => credit.push(text.clone()),
            _ => {}
        }
    }
    credit
}

/// The pictures of something that is called so.
pub(crate) fn pictures(pictures: &[Pictured], of: EntityId, called: &str, screen: &Screen<'_>) -> Markup {
    html! {
        @if !pictures.is_empty() {
            section.pictures aria-labelledby="pictures" {
                h2 #pictures { (screen.say("pictures")) }
                div {
                    @for one in pictures { (picture(one, called, screen)) }
                }
                p.quiet { a.more href=(screen.plain(Address::Manifest(of))) { (screen.say("picture-manifest")) } }
            }
        }
    }
}

fn picture(one: &Pictured, called: &str, screen: &Screen<'_>) -> Markup {
    let title = one.title.clone().unwrap_or_else(|| screen.say("nameless"));
    let alt = screen.tell("picture-of", &[("name", Said::Text(called)), ("title", Said::Text(&title))]);
    let source = daftar_register::view::Who { entity: Some(one.offer.source), name: one.title.clone() };
    html! {
        figure {
            (files::picture(&one.offer, &alt, screen))
            figcaption {
                (name::source(&source, screen))
                @for who in &one.credit { (screen.comma()) bdi { (who) } }
            }
        }
    }
}

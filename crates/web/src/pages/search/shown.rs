//! How what was found is looked at: as a list, as small pictures, as a table, on the map. The question stays.

use std::collections::{BTreeSet, HashMap};

use daftar_register::claim::EntityId;
use daftar_register::table::Query;
use maud::{Markup, html};
use serde::Serialize;

use super::answer::{Line, Search};
use super::question::Question;
use crate::address::{Address, with_query};
use crate::asked::Asked;
use crate::error::Trouble;
use crate::pages::file::{Files, Offer};
use crate::pages::looking::Looking;
use crate::pages::pictures::depicted;
use crate::parts::{files, name};
use crate::screen::Screen;
use crate::words::Said;

/// So many sources of pictures are looked at for a card.
const SOURCES: usize = 3;

/// A way of looking.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum View {
    List,
    Gallery,
    Table,
}

impl View {
    /// The way that an address asks for; whoever wishes columns wishes a table.
    pub(super) fn of(asked: &Asked, columns: &[String]) -> View {
        match asked.get("view") {
            Some("gallery") => View::Gallery,
            Some("list") => View::List,
            Some("table") => View::Table,
            _ if !columns.is_empty() => View::Table,
            _ => View::List,
        }
    }

    fn name(self) -> &'static str {
        match self {
            View::List => "list",
            View::Gallery => "gallery",
            View::Table => "table",
        }
    }
}

/// The links from one way of looking to the others.
pub(super) fn views(data: &Search, screen: &Screen<'_>) -> Markup {
    let ways = [(View::List, "view-list"), (View::Gallery, "view-gallery"), (View::Table, "view-table")];
    let of_map = |(name, _): &(&str, &str)| !["page", "view", "column", "count"].contains(name);
    html! {
        nav.views aria-label=(screen.say("views")) {
            @for (view, words) in ways {
                a href=(screen.here(&[("view", view.name())])) aria-current=[(view == data.view).then_some("true")] { (screen.say(words)) }
            }
            a href=(with_query(&Address::Map.to_string(), screen.visit.asked.pairs().filter(of_map))) { (screen.say("view-map")) }
        }
    }
}

/// A small picture of each of these cards, as far as there is one that this audience may have. Nothing is shown of restricted
/// files: a page of many pictures is looked at over shoulders.
pub(crate) fn pictures(looking: &Looking<'_>, cards: &[Vec<EntityId>]) -> Result<Vec<Option<Offer>>, Trouble> {
    let members: Vec<EntityId> = cards.iter().flatten().copied().collect();
    let sources = looking.register.depicting(&members)?;
    let of = |card: &Vec<EntityId>| {
        let all: BTreeSet<EntityId> = card.iter().filter_map(|member| sources.get(member)).flatten().copied().collect();
        all.into_iter().take(SOURCES).collect::<Vec<EntityId>>()
    };
    let all: BTreeSet<EntityId> = cards.iter().flat_map(of).collect();
    let heard = looking.entities(&all.iter().copied().collect::<Vec<_>>())?;
    let mut offers: HashMap<EntityId, Option<Offer>> = HashMap::new();
    for source in all {
        let open = Files::of(source, &heard, looking)?.pictures().find(|offer| offer.length.is_some());
        offers.insert(source, open);
    }
    let first = |card: &Vec<EntityId>| {
        let shows = |source: &EntityId| depicted(*source, &heard, looking).iter().any(|thing| card.contains(thing));
        of(card).into_iter().filter(shows).find_map(|source| offers.get(&source).cloned().flatten())
    };
    Ok(cards.iter().map(first).collect())
}

/// The small picture of a card; it leads to the card.
pub(super) fn small(one: &Line, screen: &Screen<'_>) -> Markup {
    let called = screen.called(one.entity, one.names.first().map(String::as_str));
    html! {
        @if let Some(offer) = &one.picture {
            (files::small(offer, &screen.to(Address::Card(one.entity)), &screen.tell("view-picture-of", &[("name", Said::Text(&called))])))
        }
    }
}

/// Small pictures with names.
pub(super) fn gallery(data: &Search, screen: &Screen<'_>) -> Markup {
    html! {
        ul.gallery {
            @for one in &data.found {
                li {
                    @if one.picture.is_some() { (small(one, screen)) } @else { span.no-picture { (screen.say("view-no-picture")) } }
                    p {
                        (name::entity(one.entity, one.names.first().map(String::as_str), screen))
                        @if !one.certain { " " span.mark { (screen.say("search-perhaps")) } }
                    }
                }
            }
        }
    }
}

/// What a search finds.
#[derive(Default)]
pub(crate) struct Found {
    /// How many cards.
    pub(crate) cards: usize,
    /// These, with all that are the same.
    pub(crate) members: BTreeSet<EntityId>,
}

/// All cards that the search of an address finds; none where it searches for nothing.
pub(crate) fn found(looking: &Looking<'_>, asked: &Asked) -> Result<Option<Found>, Trouble> {
    let question = Question::of(asked, looking).query;
    if question.words.is_empty() && question.filters.is_empty() {
        return Ok(None);
    }
    if looking.register.is_table_dear()? {
        return Err(Trouble::Counting);
    }
    let query = Query { columns: Some(Vec::new()), facets: Vec::new(), ..question };
    let ask = daftar_register::view::Ask { at: None, said: None, from: Vec::new(), ..looking.ask.clone() };
    let mut found = Found::default();
    looking.register.each_of_many(&query, looking.register.standing(), &ask, |hit| {
        found.cards += 1;
        found.members.extend(hit.row.members);
        Ok::<_, daftar_register::RegisterError>(())
    })?;
    Ok(Some(found))
}

//! The overview: what the place held, what happened, what differs, what is left. A stranger understands it in half a minute.

use std::collections::BTreeMap;

use axum::response::Response;
use daftar_register::claim::{EntityId, Value};
use daftar_register::date::Truth;
use daftar_register::view::{self, Cited, DatedBy, Difference, Item, PropertyView};
use maud::{Markup, html};
use serde::Serialize;

use super::looking::Looking;
use crate::address::Address;
use crate::error::Trouble;
use crate::layout::Content;
use crate::parts::{name, sides, statement, stops, value, welcome};
use crate::screen::Screen;
use crate::visit::Visit;

/// How many differences and happenings are shown; the rest is a link away.
const FEW: usize = 3;
const STOPS: usize = 8;

/// The overview.
#[derive(Serialize)]
pub(crate) struct Overview {
    /// Its descriptions.
    described: Vec<PropertyView>,
    /// How many cards there are of each kind, most first.
    kinds: Vec<Kind>,
    /// How many cards each state of physical condition is said of.
    states: Vec<State>,
    /// What happened last.
    happened: Vec<Item>,
    /// How many happenings there are.
    happenings: usize,
    /// The first differences.
    differences: Vec<Difference>,
    /// How many differ for certain, and how many possibly.
    differ: [usize; 2],
    /// What is left, and what goes on.
    left: Vec<Left>,
    /// How many statements from how many sources.
    counts: [usize; 2],
    statements: Vec<Cited>,
    /// The place itself.
    #[serde(skip)]
    place: Option<EntityId>,
}

#[derive(Serialize)]
struct Kind {
    kind: String,
    cards: usize,
}

#[derive(Serialize)]
struct State {
    words: String,
    cards: usize,
}

/// What one card says of what is left.
#[derive(Serialize)]
struct Left {
    entity: String,
    #[serde(skip)]
    id: Option<EntityId>,
    name: Option<String>,
    property: PropertyView,
}

/// `/`
pub(crate) async fn page(visit: Visit) -> Response {
    visit.page(data, render).await
}

/// Kinds that tell who speaks rather than what the place held.
const BESIDE: [&str; 6] = ["event", "document", "keeper", "person", "body", "place"];
/// The properties that tell what is left and what goes on.
const LEFT: [&str; 3] = ["remains", "recovery", "successor"];

fn data(looking: &Looking<'_>) -> Result<Overview, Trouble> {
    let heard = looking.everything()?;
    let asked = looking.asked(&heard);
    let (mut kinds, mut states, mut left, mut statements) =
        (BTreeMap::<String, usize>::new(), BTreeMap::<String, usize>::new(), Vec::new(), Vec::new());
    let place = looking.register.place()?;
    let mut described = Vec::new();
    for entity in asked.entities() {
        let page = view::page(&asked, entity);
        page.kinds.iter().for_each(|kind| *kinds.entry(kind.clone()).or_default() += 1);
        let own = place.is_some_and(|place| page.members.contains(&place));
        let mut named = false;
        for one in page.sections.into_iter().flat_map(|section| section.properties) {
            let property = one.folded.property.as_str().to_owned();
            if property == "state" {
                one.folded.values.iter().for_each(|told| *states.entry(told.value.words.clone()).or_default() += 1);
            }
            named |= (own && property == "description") || LEFT.contains(&property.as_str());
            if own && property == "description" {
                described.push(one);
            } else if LEFT.contains(&property.as_str()) {
                left.push(Left {
                    entity: entity.to_string(),
                    id: Some(entity),
                    name: page.name.clone(),
                    property: one,
                });
            }
        }
        if named {
            statements.extend(page.statements);
        }
    }
    let timeline = view::timeline(&asked);
    let mut happened = timeline.items;
    let happenings = happened.len();
    happened
        .retain(|item| item.dated_by == DatedBy::Written && item.date.as_ref().is_some_and(|date| !date.lacks_year()));
    let happened = happened.split_off(happened.len().saturating_sub(STOPS));
    statements.extend(timeline.statements);
    let mut differences = view::differences(&asked);
    let certain = differences.iter().filter(|one| one.verdict == Truth::Yes).count();
    let differ = [certain, differences.len() - certain];
    differences.truncate(FEW);
    statements.extend(view::cited(&asked, &differences, &[]));
    statements.sort_by_key(|one| one.claim);
    statements.dedup_by_key(|one| one.claim);
    let sources: std::collections::BTreeSet<_> = asked.selected().iter().map(|one| one.claim().source).collect();
    Ok(Overview {
        described,
        kinds: most_first(kinds).map(|(kind, cards)| Kind { kind, cards }).collect(),
        states: most_first(states).map(|(words, cards)| State { words, cards }).collect(),
        happened,
        happenings,
        differences,
        differ,
        left,
        counts: [asked.selected().len(), sources.len()],
        statements,
        place,
    })
}

fn most_first(counted: BTreeMap<String, usize>) -> impl Iterator<Item = (String, usize)> {
    let mut counted: Vec<_> = counted.into_iter().collect();
    counted.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    counted.into_iter()
}

fn render(data: &Overview, screen: &Screen<'_>) -> Content {
    let body = html! {
        header.opening {
            p.kind { (screen.say("notebook-of")) }
            h1 { bdi { (screen.place) } }
            @for told in data.described.iter().flat_map(|one| &one.folded.values).take(1) {
                p.lead { (value::value(&told.value, screen)) }
                (statement::sources(&told.statements, &data.statements, screen))
            }
            p.lead { (screen.say("overview-lead")) }
            p.quiet {
                (screen.count("count-statements", data.counts[0])) " "
                (screen.count("from-sources", data.counts[1]))
            }
        }
        @if data.is_empty() { (welcome::welcome(data.place.map(Address::AddTo), screen)) }
        @else { (told(data, screen)) }
    };
    Content::asking(screen.place.clone(), body)
}

impl Overview {
    /// Whether there is nothing yet but the place and whoever keeps the notebook.
    fn is_empty(&self) -> bool {
        self.kinds.iter().all(|one| ["place", "keeper"].contains(&one.kind.as_str()) && one.cards == 1)
    }
}

fn told(data: &Overview, screen: &Screen<'_>) -> Markup {
    html! {
        (held(data, screen))
        (happened(data, screen))
        (differ(data, screen))
        (left(data, screen))
    }
}

fn held(data: &Overview, screen: &Screen<'_>) -> Markup {
    let (beside, held): (Vec<&Kind>, Vec<&Kind>) =
        data.kinds.iter().partition(|one| BESIDE.contains(&one.kind.as_str()));
    html! {
        section {
            h2 { (screen.say("overview-held")) }
            ul.counts {
                @for one in held {
                    li {
                        a href=(screen.to(Address::Kind(&one.kind))) {
                            b { (screen.digits(&one.cards.to_string())) } " " span { (screen.kind(&one.kind)) }
                        }
                    }
                }
            }
            p.quiet.inline {
                @for one in beside {
                    a href=(screen.to(Address::Kind(&one.kind))) {
                        (screen.kind(&one.kind)) " " bdi { (screen.digits(&one.cards.to_string())) }
                    }
                }
            }
        }
    }
}

fn happened(data: &Overview, screen: &Screen<'_>) -> Markup {
    html! {
        section {
            h2 { (screen.say("overview-happened")) }
            p.quiet { (screen.count("overview-happenings", data.happenings)) }
            (stops::stops(&data.happened, &data.statements, screen, true))
        }
    }
}

fn differ(data: &Overview, screen: &Screen<'_>) -> Markup {
    html! {
        section {
            h2 { (screen.say("overview-differ")) }
            @if data.differences.is_empty() { p.empty { (screen.say("differ-nothing")) } }
            @for one in &data.differences { (sides::difference(one, &data.statements, screen, None)) }
            p {
                a.more href=(screen.to(Address::Differ)) {
                    (screen.count("count-differ", data.differ[0])) ", " (screen.count("count-may-differ", data.differ[1]))
                }
            }
        }
    }
}

fn left(data: &Overview, screen: &Screen<'_>) -> Markup {
    let entity = |one: &Left| one.id.map(|id| name::entity(id, one.name.as_deref(), screen));
    html! {
        section {
            h2 { (screen.say("overview-left")) }
            p.quiet { (screen.say("overview-states")) }
            ul.counts.small {
                @for state in &data.states {
                    li { b { (screen.digits(&state.cards.to_string())) } " " span { (state.words) } }
                }
            }
            ul.plain.left {
                @for one in &data.left {
                    li {
                        p.about { @if let Some(entity) = entity(one) { (entity) } " · " (one.property.folded.label) }
                        @for told in &one.property.folded.values {
                            @let code = matches!(told.value.value, Value::Code { .. });
                            p.value.code-value[code] { (value::value(&told.value, screen)) (value::marks(told, screen)) }
                            (statement::sources(&told.statements, &data.statements, screen))
                        }
                    }
                }
            }
        }
    }
}

//! The overview: what the place held, what happened, what differs, what is left. A stranger understands it in half a minute.
//!
//! It hears no more than it shows: the index counts, and only what happened, how things stand and where they lie is folded.

mod ground;
mod held;
mod left;
mod states;
mod story;

use std::collections::HashSet;

use axum::response::Response;
use daftar_register::claim::{ClaimId, EntityId, PropertyId, Value};
use daftar_register::date::Truth;
use daftar_register::view::{self, Asked, Cited, Difference, FoldedValue, Item, Place, PropertyView, Timeline};
use maud::{Markup, html};
use serde::Serialize;

use self::held::Kind;
use self::left::Left;
use self::states::States;
use super::looking::Looking;
use crate::address::Address;
use crate::draw;
use crate::error::Trouble;
use crate::layout::Content;
use crate::parts::ticks::Ticks;
use crate::parts::{question, sides, statement, value, welcome};
use crate::screen::Screen;
use crate::visit::Visit;

/// How many differences are shown; the rest is a link away.
const FEW: usize = 3;

/// Of no more things than this everything is heard, so that all their differences are found.
const WHOLE: usize = 400;

/// The overview.
#[derive(Serialize)]
pub(crate) struct Overview {
    /// The place's descriptions.
    described: Vec<PropertyView>,
    /// How many cards there are of each kind, most first.
    kinds: Vec<Kind>,
    /// What happened, by those that most sources tell.
    happened: Vec<Item>,
    /// How many happenings there are.
    happenings: usize,
    /// The first differences.
    differences: Vec<Difference>,
    /// How many differ for certain, and how many possibly, among the things on this page.
    differ: [usize; 2],
    /// What state things are in.
    states: States,
    /// What is left, and what goes on.
    left: Vec<Left>,
    /// On how many cards more something is told of it.
    left_more: usize,
    /// Where things lie.
    places: Vec<Place>,
    /// How many statements from how many sources.
    counts: [u64; 2],
    statements: Vec<Cited>,
    /// The place itself.
    #[serde(skip)]
    place: Option<EntityId>,
    #[serde(skip)]
    line: Timeline,
    #[serde(skip)]
    differing: HashSet<ClaimId>,
    #[serde(skip)]
    ticks: Ticks,
}

/// `/`
pub(crate) async fn page(visit: Visit) -> Response {
    visit.page(data, render).await
}

/// The properties that it hears: what happened, what is left, where things lie.
fn properties(looking: &Looking<'_>) -> Vec<PropertyId> {
    let profiles = looking.register.profiles();
    let happened = view::timeline_properties(profiles).filter(|property| property.section != "history");
    let lies = profiles.properties.values().filter(|property| property.value == "geometry");
    let told = happened.chain(lies).map(|property| property.id.clone());
    told.chain(left::PROPERTIES.iter().filter_map(|id| PropertyId::parse(id).ok())).collect()
}

fn data(looking: &Looking<'_>) -> Result<Overview, Trouble> {
    let heard = looking.properties(&properties(looking), WHOLE)?;
    let asked = looking.asked(&heard);
    let (described, mut statements) = described(looking)?;
    let line = story::line(&asked, looking);
    let happened = story::most_told(&line.items);
    let mut differences = view::differences(&asked);
    let differing = draw::differing(&differences);
    let certain = differences.iter().filter(|one| one.verdict == Truth::Yes).count();
    let differ = [certain, differences.len() - certain];
    differences.truncate(FEW);
    let (left, left_more) = left::left(&asked, &mut statements);
    statements.extend(view::cited(&asked, &differences, &[]));
    let named: HashSet<ClaimId> = happened.iter().flat_map(|item| &item.statements).copied().collect();
    statements.extend(line.statements.iter().filter(|one| named.contains(&one.claim)).cloned());
    statements.sort_by_key(|one| one.claim);
    statements.dedup_by_key(|one| one.claim);
    looking.call(&asked, differences.iter().map(|one| one.entity).chain(left.iter().filter_map(|one| one.id)));
    let counted = looking.register.kinds(looking.standing())?;
    Ok(Overview {
        described,
        kinds: held::kinds(looking, &counted)?,
        happenings: line.items.len(),
        happened,
        differences,
        differ,
        states: states::states(&asked, looking, &counted),
        left,
        left_more,
        places: view::places(&asked).places,
        counts: looking.register.extent(looking.standing(), looking.ask.audience)?,
        statements,
        differing,
        ticks: Ticks::of(&heard, looking),
        place: looking.register.place()?,
        line,
    })
}

/// What the place is described as.
fn described(looking: &Looking<'_>) -> Result<(Vec<PropertyView>, Vec<Cited>), Trouble> {
    let Some(place) = looking.register.place()? else { return Ok(Default::default()) };
    let heard = looking.entities(&[place])?;
    let asked: Asked<'_> = looking.asked(&heard);
    let page = view::page(&asked, place);
    let told = page.sections.into_iter().flat_map(|section| section.properties);
    Ok((told.filter(|one| one.folded.property.as_str() == "description").collect(), page.statements))
}

fn render(data: &Overview, screen: &Screen<'_>) -> Content {
    let body = html! {
        (opening(data, screen))
        @if data.is_empty() { (welcome::welcome(data.place.map(Address::AddTo), screen)) }
        @else { (told(data, screen)) }
    };
    let content = Content::plain(screen.place.clone(), body);
    Content { ticks: Ticks::default(), ..content.sliding(&data.ticks) }
}

impl Overview {
    /// Whether there is nothing yet but the place and whoever keeps the notebook.
    fn is_empty(&self) -> bool {
        held::is_begun_only(&self.kinds)
    }

    /// What the place is described as: in the language of the screen, else in any.
    fn description(&self, screen: &Screen<'_>) -> Option<&FoldedValue> {
        let is_ours = |told: &&FoldedValue| matches!(&told.value.value, Value::Text { lang: Some(lang), .. } if lang.starts_with(screen.tag()));
        let mut told = self.described.iter().flat_map(|one| &one.folded.values);
        told.clone().find(is_ours).or_else(|| told.next())
    }
}

fn told(data: &Overview, screen: &Screen<'_>) -> Markup {
    html! {
        (held::render(&data.kinds, screen))
        (question::form(screen, &data.ticks))
        (story::render(data, screen))
        div.pair {
            (states::render(&data.states, screen))
            (ground::render(&data.places, screen))
        }
        (differ(data, screen))
        (left::render(data, screen))
    }
}

fn opening(data: &Overview, screen: &Screen<'_>) -> Markup {
    html! {
        header.opening {
            p.kind { (screen.say("notebook-of")) }
            h1 { bdi { (screen.place) } }
            @if let Some(told) = data.description(screen) {
                p.about-place { (value::value(&told.value, screen)) }
                (statement::sources(&told.statements, &data.statements, screen))
            }
            p.how { (screen.say("overview-lead")) }
            p.sum { (held::sentence(data, screen)) }
        }
    }
}

fn differ(data: &Overview, screen: &Screen<'_>) -> Markup {
    html! {
        section {
            h2 { (screen.say("overview-differ")) }
            @if data.differences.is_empty() { p.empty { (screen.say("differ-nothing")) } }
            @else {
                p.quiet {
                    (screen.count("count-differ", data.differ[0])) ", "
                    (screen.count("count-may-differ", data.differ[1])) "."
                }
            }
            @for one in &data.differences { (sides::difference(one, &data.statements, screen, None)) }
            p.inline {
                a.more href=(screen.to(Address::Differ)) { (screen.say("overview-differ-all")) }
                a.more href=(screen.plain(Address::Moments)) { (screen.say("moments")) }
            }
        }
    }
}

//! The list of pairs.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use axum::response::Response;
use daftar_register::claim::EntityId;
use daftar_register::doubles::{Cards, Compared, Pair};
use daftar_register::table::Row;
use maud::{Markup, html};
use serde::Serialize;

use super::told::{self, Last, Why, to_pair};
use super::{along, answer, ask, open};
use crate::address::{Address, with_query};
use crate::asked::Asked;
use crate::error::Trouble;
use crate::jobs::{Job, Work};
use crate::layout::Content;
use crate::pages::file::Offer;
use crate::pages::kind::as_text;
use crate::pages::looking::Looking;
use crate::pages::search::pictures;
use crate::parts::list::{self, Part};
use crate::parts::trouble::not_done;
use crate::parts::{files, job, time};
use crate::screen::Screen;
use crate::visit::{Site, Visit};
use crate::words::Said;

/// The pairs on a page.
#[derive(Serialize)]
struct List {
    /// What was compared; none where that was not done yet.
    compared: Option<About>,
    part: Part,
    pairs: Vec<Line>,
    /// What the keeper said last.
    last: Option<Last>,
    /// The comparing that goes on, or that failed.
    job: Option<Job>,
    #[serde(skip)]
    trouble: Option<Trouble>,
}

/// What was compared, and what came since.
#[derive(Serialize)]
struct About {
    time: String,
    cards: u64,
    pictures: u64,
    unseen: u64,
    /// How many cards came or changed since; none where that is too much to be counted.
    changed: Option<usize>,
}

/// One pair.
#[derive(Serialize)]
struct Line {
    one: Side,
    other: Side,
    #[serde(flatten)]
    why: Why,
    /// Whether one of them came or changed since they were compared.
    changed: bool,
}

/// One of two cards.
#[derive(Serialize)]
struct Side {
    #[serde(serialize_with = "as_text")]
    entity: EntityId,
    name: Option<String>,
    kinds: Vec<String>,
    picture: Option<Offer>,
}

/// The page, with what is wrong with what was asked.
pub(super) async fn shown(visit: Visit, trouble: Option<Trouble>) -> Response {
    let status = trouble.as_ref().map_or(StatusCode::OK, Trouble::status);
    let job = visit.site.0.jobs.last().filter(|job| job.work == Work::Compare);
    let job = job.filter(|job| job.ended.is_none() || job.failed().is_some());
    let again = job.as_ref().and_then(|_| job::again(&visit));
    let (site, asked) = (visit.site.clone(), visit.asked.clone());
    let data = move |looking: &Looking<'_>| data(looking, &site, &asked, job, trouble);
    let mut response = visit.page_with(status, data, render).await;
    response.headers_mut().extend(again);
    response
}

fn data(
    looking: &Looking<'_>,
    site: &Site,
    asked: &Asked,
    job: Option<Job>,
    trouble: Option<Trouble>,
) -> Result<List, Trouble> {
    looking.keeper_only()?;
    let last = Last::of(looking, asked)?;
    let goes_on = job.as_ref().is_some_and(|job| job.ended.is_none());
    let compared = if goes_on { site.0.compared.of(&site.0.registers) } else { answer(looking, site)? };
    let Some(compared) = compared else {
        return Ok(List { compared: None, part: Part::of(asked, 0), pairs: Vec::new(), last, job, trouble });
    };
    let changed = looking.register.changed_since(&compared)?;
    let pairs = open(&compared, looking, asked)?;
    let part = Part::of(asked, pairs.len());
    let pairs: Vec<&Pair> = part.cut(pairs).into_iter().map(|(_, pair)| pair).collect();
    let cards: Vec<EntityId> = pairs.iter().flat_map(|pair| [pair.one, pair.other]).collect();
    let cards = looking.register.cards(&cards, &ask(looking.ask.lang))?;
    let about = About {
        time: compared.time.as_str().to_owned(),
        cards: compared.cards,
        pictures: compared.pictures,
        unseen: compared.unseen,
        changed: changed.as_ref().map(BTreeSet::len),
    };
    let pairs = lines(looking, &compared, &pairs, &cards, changed.as_ref())?;
    Ok(List { compared: Some(about), part, pairs, last, job, trouble })
}

fn lines(
    looking: &Looking<'_>,
    compared: &Compared,
    pairs: &[&Pair],
    cards: &Cards,
    changed: Option<&BTreeSet<EntityId>>,
) -> Result<Vec<Line>, Trouble> {
    // Of a card that is gone since, nothing is told.
    let both = |pair: &&Pair| Some((pair.one, cards.row(pair.one)?, pair.other, cards.row(pair.other)?));
    let members = |row: &Row| row.members.clone();
    let shown = pairs.iter().filter_map(both).flat_map(|(_, one, _, other)| [members(one), members(other)]);
    let mut pictures = pictures(looking, &shown.collect::<Vec<_>>())?.into_iter();
    let mut lines = Vec::with_capacity(pairs.len());
    for pair in pairs {
        let Some((left, one, right, other)) = both(pair) else { continue };
        let mut side = |entity, row| Side::of(entity, row, pictures.next().flatten(), looking);
        let (left, right) = (side(left, one), side(right, other));
        let double = compared.told(pair, one.clone(), other.clone());
        let cells = double.reasons.iter().flat_map(|reason| reason.one.iter().chain(&reason.other));
        let labels = looking.register.labels_of(cards, cells, &looking.ask);
        let is_changed = changed.is_none_or(|changed| changed.contains(&pair.one) || changed.contains(&pair.other));
        lines.push(Line { one: left, other: right, why: Why::of(&double, &labels), changed: is_changed });
    }
    Ok(lines)
}

impl Side {
    fn of(entity: EntityId, row: &Row, picture: Option<Offer>, looking: &Looking<'_>) -> Side {
        let name = row.name(looking.ask.lang.tag()).map(|name| name.text.clone());
        let kinds = row.kinds.iter().map(|kind| looking.kind(kind)).collect();
        Side { entity, name, kinds, picture }
    }
}

fn render(data: &List, screen: &Screen<'_>) -> Content {
    let goes_on = data.job.as_ref().is_some_and(|job| job.ended.is_none());
    let body = html! {
        header { h1 { (screen.say("doubles")) } p.lead { (screen.say("doubles-lead")) } }
        @if let Some(trouble) = &data.trouble { (not_done(trouble, screen)) }
        @if let Some(last) = &data.last { (told::last(last, screen)) }
        @if let Some(job) = &data.job { (job::render(job, screen)) }
        (about(data, goes_on, screen))
        @if data.compared.is_some() { (pairs(data, screen)) }
    };
    Content::plain(screen.say("doubles"), body)
}

fn about(data: &List, goes_on: bool, screen: &Screen<'_>) -> Markup {
    let number = |n: u64| Said::Number(usize::try_from(n).unwrap_or(usize::MAX));
    let narrowed = along(&screen.visit.asked).any(|(name, _)| !["lang", "digits"].contains(&name));
    html! {
        @match &data.compared {
            None => { @if !goes_on { p { (screen.say("doubles-never")) } } },
            Some(about) => {
                p.quiet {
                    (screen.say("doubles-when")) " " (time::moment(Some(&about.time), screen)) " · "
                    (screen.tell("doubles-cards", &[("cards", number(about.cards)), ("pictures", number(about.pictures))]))
                    @if about.unseen > 0 { " · " (screen.tell("doubles-unseen", &[("n", number(about.unseen))])) }
                }
                @match about.changed {
                    Some(0) => {},
                    Some(changed) => p.warning { (screen.count("doubles-changed", changed)) },
                    None => p.warning { (screen.say("doubles-changed-much")) },
                }
            },
        }
        @if !goes_on {
            form.inline method="post" action=(with_query(&Address::Doubles.to_string(), along(&screen.visit.asked))) {
                (screen.token())
                button.second { (screen.say(if data.compared.is_some() { "doubles-anew" } else { "doubles-compare" })) }
            }
        }
        @if narrowed {
            p { (screen.say("doubles-narrowed")) " " a href=(screen.plain(Address::Doubles)) { (screen.say("doubles-all")) } }
        }
    }
}

fn pairs(data: &List, screen: &Screen<'_>) -> Markup {
    html! {
        @if data.pairs.is_empty() { p.empty { (screen.say("doubles-none")) } }
        @else {
            p role="status" { (screen.count("doubles-open", data.part.total)) }
            ol.doubles { @for one in &data.pairs { li { (line(one, screen)) } } }
            (list::turn(data.part, screen))
        }
    }
}

fn line(line: &Line, screen: &Screen<'_>) -> Markup {
    let names = [&line.one, &line.other].map(|side| screen.called(side.entity, side.name.as_deref()));
    let to = to_pair(line.one.entity, line.other.entity, screen);
    html! {
        h2 {
            a href=(to) { bdi { (names[0]) } " · " bdi { (names[1]) } }
        }
        p.facts {
            span.mark { (screen.say(line.why.likely)) }
            span { (line.one.kinds.join(screen.comma())) }
            @if line.changed { span.mark { (screen.say("doubles-pair-changed")) } }
        }
        @if line.one.picture.is_some() || line.other.picture.is_some() {
            div.two-pictures {
                @for (side, name) in [&line.one, &line.other].into_iter().zip(&names) {
                    @match &side.picture {
                        Some(offer) => { (files::small(offer, &to, &screen.tell("view-picture-of", &[("name", Said::Text(name))]))) },
                        None => span.no-picture { (screen.say("view-no-picture")) },
                    }
                }
            }
        }
        (told::why(&line.why, screen))
    }
}

//! What is left of a holding, and where: whom to ask for what first, and what exists nowhere known. For keepers, on the screen and
//! on paper.

use axum::response::Response;
use daftar_register::claim::ClaimId;
use daftar_register::view::losses::{Loss, LostWith};
use daftar_register::view::stock::Unit;
use daftar_register::view::survivors::{Chance, Holder, LostLot, Standing, Surviving, Survivors, Way};
use maud::{Markup, html};
use serde::Serialize;

use super::card;
use super::keeping::{printed_head, today};
use super::kind::{Card, cards};
use super::looking::Looking;
use super::seeds;
use crate::address::Address;
use crate::asked::Asked;
use crate::error::Trouble;
use crate::forms::field::select;
use crate::forms::typed::Typed;
use crate::layout::Content;
use crate::parts::list::{Part, turn};
use crate::parts::{name, seed, statement, value};
use crate::screen::Screen;
use crate::visit::Visit;
use crate::words::Said;

/// So many accessions stand on one page: more are printed in parts.
const MOST: usize = 1_000;
/// So many of those who may have something are named.
const HOLDERS: usize = 200;
/// So many accessions are named beside one of them.
const NAMED: usize = 30;

/// The map.
#[derive(Serialize)]
struct Page {
    #[serde(flatten)]
    map: Survivors,
    /// How many accessions stand how, in the order of [`STANDINGS`].
    counts: [usize; 4],
    part: Part,
    today: String,
    /// The banks: what can be asked about, and be said to be lost.
    banks: Vec<Card>,
}

/// How accessions stand, with the words for each.
const STANDINGS: [(Standing, &str, &str); 4] = [
    (Standing::Nowhere, "survivors-nowhere", "survivors-nowhere-lead"),
    (Standing::Remembered, "survivors-remembered", "survivors-remembered-lead"),
    (Standing::Perhaps, "survivors-perhaps", "survivors-perhaps-lead"),
    (Standing::Sure, "survivors-sure", "survivors-sure-lead"),
];

/// `/survivors?of=CARD`
pub(crate) async fn page(visit: Visit) -> Response {
    if let Some(first) = visit.unlock_first() {
        return first;
    }
    let asked = visit.asked.clone();
    visit.page(move |looking| data(looking, &asked), render).await
}

fn data(looking: &Looking<'_>, asked: &Asked) -> Result<Page, Trouble> {
    looking.keeper_only()?;
    let of = asked.get("of").filter(|text| !text.is_empty()).map(card::entity).transpose()?;
    let mut map = looking.register.survivors(of, &looking.ask)?;
    let counts = STANDINGS.map(|(standing, ..)| map.accessions.iter().filter(|one| one.standing == standing).count());
    let part = Part::by(MOST, asked, map.accessions.len());
    let before = (part.page - 1) * MOST;
    map.accessions = map.accessions.into_iter().skip(before).take(MOST).collect();
    Ok(Page { map, counts, part, today: today(looking.register), banks: cards(looking, "seed-bank")? })
}

fn render(data: &Page, screen: &Screen<'_>) -> Content {
    let title = screen.say("survivors");
    let map = &data.map;
    let body = html! {
        header {
            (printed_head(&data.today, screen))
            h1 { (title) @if let Some(of) = &map.of { ": " (name::bare(of.name.as_deref(), screen)) } }
            p.lead { (screen.say("survivors-lead")) }
            (seeds::ways(screen))
            (narrow(data, screen))
        }
        (losses(data, screen))
        (sum(data, screen))
        (accessions(data, &STANDINGS[0], screen))
        (holders(data, screen))
        (displaced(&map.displaced, screen))
        @for standing in &STANDINGS[1..] { (accessions(data, standing, screen)) }
        (turn(data.part, screen))
        p.screen-only.quiet { (screen.say("print-how")) }
    };
    Content::plain(title, body)
}

/// What the map is about: what is said to be lost, or a bank.
fn narrow(data: &Page, screen: &Screen<'_>) -> Markup {
    let chosen = data.map.of.as_ref().and_then(|of| of.entity).map(|of| of.0.to_string());
    let typed = Typed::preset(chosen.map(|of| ("of".to_owned(), of)));
    let lost = data.map.losses.iter().filter_map(|loss| Some((loss.place.entity?, loss.place.name.as_deref())));
    let banks = data.banks.iter().map(|bank| (bank.id, bank.name.as_deref()));
    let mut options = vec![(String::new(), screen.say("survivors-all"))];
    for (id, name) in lost.chain(banks) {
        let id_text = id.0.to_string();
        if !options.iter().any(|(known, _)| *known == id_text) {
            options.push((id_text, screen.called(id, name)));
        }
    }
    html! {
        @if options.len() > 1 {
            form.in-place.screen-only action=(Address::Survivors) {
                (screen.along(false))
                (select("of", &screen.say("survivors-of"), &options, &typed))
                button.second { (screen.say("search-apply")) }
            }
        }
    }
}

/// What is said to be lost, with who says so; and where that is said.
fn losses(data: &Page, screen: &Screen<'_>) -> Markup {
    html! {
        section {
            h2 { (screen.say("losses")) }
            @if data.map.losses.is_empty() { p.empty { (screen.say("losses-empty")) } }
            @for loss in &data.map.losses { (lost_place(loss, screen)) }
            p.inline.screen-only {
                @for bank in &data.banks {
                    a href=(screen.plain(Address::AddStatement(bank.id, "fate"))) { (screen.tell("losses-mark", &[("name", Said::Text(&screen.called(bank.id, bank.name.as_deref())))])) }
                }
                a href=(screen.plain(Address::Boxes)) { (screen.say("losses-mark-place")) }
            }
        }
    }
}

fn lost_place(loss: &Loss, screen: &Screen<'_>) -> Markup {
    html! {
        div.value {
            (name::who(&loss.place, screen)) @if loss.disputed { " " span.mark { (screen.say("differ")) } }
            @for fate in &loss.fates {
                p.value { (value::value(&fate.value, screen)) (value::marks(fate, screen)) " " (statement::sources(&fate.statements, &loss.statements, screen)) }
            }
        }
    }
}

fn sum(data: &Page, screen: &Screen<'_>) -> Markup {
    html! {
        p.sum {
            @for (at, ((_, heading, _), n)) in STANDINGS.iter().zip(data.counts).enumerate() {
                @if at > 0 { " · " }
                (screen.say(heading)) ": " strong { bdi dir="ltr" { (screen.digits(&n.to_string())) } }
            }
        }
        @if data.map.unplaced > 0 { p.note { (screen.count("survivors-unplaced", data.map.unplaced)) } }
        @if data.map.lots_of_nothing > 0 { p.note { (screen.count("survivors-lots-of-nothing", data.map.lots_of_nothing)) } }
    }
}

/// Whom to ask first: each term of the order is a column.
fn holders(data: &Page, screen: &Screen<'_>) -> Markup {
    const COLUMNS: [&str; 7] =
        ["column-who", "column-sure", "column-stored", "column-many", "column-only", "column-seeds", "column-youngest"];
    let all = &data.map.holders;
    html! {
        @if !all.is_empty() {
            section.inventory {
                h2 { (screen.say("survivors-ask")) }
                p.quiet { (screen.say("survivors-ask-how")) }
                div.scroll tabindex="0" role="region" aria-label=(screen.say("survivors-ask")) {
                    table.loads {
                        thead { tr { @for words in COLUMNS { th scope="col" { (screen.say(words)) } } } }
                        tbody { @for one in all.iter().take(HOLDERS) { (holder(one, &COLUMNS, screen)) } }
                    }
                }
                @if all.len() > HOLDERS { p.quiet { (screen.count("survivors-more", all.len() - HOLDERS)) } }
            }
        }
    }
}

fn holder(one: &Holder, columns: &[&str; 7], screen: &Screen<'_>) -> Markup {
    let number = |n: usize| html! { bdi dir="ltr" { (screen.digits(&n.to_string())) } };
    let [who, sure, stored, many, only, seeds, youngest] = columns.map(|words| screen.say(words));
    html! {
        tr {
            td data-column=(who) { p.value { (name::who(&one.who, screen)) } p.quiet { (what(one, screen)) } }
            td data-column=(sure) { (number(one.sure)) }
            td data-column=(stored) { (number(one.stored)) }
            td data-column=(many) { (number(one.accessions)) }
            td data-column=(only) { (number(one.only)) }
            td data-column=(seeds) { @match one.seeds { Some(range) => (seed::range(range, &Unit::Seeds, screen)), None => span.quiet { (screen.say("survivors-unsaid")) } } }
            td data-column=(youngest) { @match &one.youngest { Some(date) => (screen.date(date)), None => span.quiet { (screen.say("survivors-unsaid")) } } }
        }
    }
}

/// What they may have.
fn what(one: &Holder, screen: &Screen<'_>) -> Markup {
    html! {
        @for (n, accession) in one.what.iter().take(NAMED).enumerate() { @if n > 0 { (screen.comma()) } (name::who(accession, screen)) }
        @if one.what.len() > NAMED { " " (screen.count("survivors-more", one.what.len() - NAMED)) }
    }
}

/// Who was driven from home: told with care, and not ranked.
fn displaced(all: &[Holder], screen: &Screen<'_>) -> Markup {
    html! {
        @if !all.is_empty() {
            section {
                h2 { (screen.say("survivors-displaced")) }
                p.quiet { (screen.say("survivors-displaced-lead")) }
                ul.plain { @for one in all { li { (name::who(&one.who, screen)) ": " (what(one, screen)) } } }
            }
        }
    }
}

fn accessions(data: &Page, (standing, heading, lead): &(Standing, &str, &str), screen: &Screen<'_>) -> Markup {
    let part: Vec<&Surviving> = data.map.accessions.iter().filter(|one| one.standing == *standing).collect();
    html! {
        @if !part.is_empty() {
            section.inventory {
                h2 { (screen.say(heading)) }
                p.quiet { (screen.say(lead)) }
                div.scroll tabindex="0" role="region" aria-label=(screen.say(heading)) {
                    table.loads {
                        thead { tr { @for words in ["column-what", "column-lost", "column-may-be"] { th scope="col" { (screen.say(words)) } } } }
                        tbody { @for one in part { (accession(one, screen)) } }
                    }
                }
            }
        }
    }
}

fn accession(one: &Surviving, screen: &Screen<'_>) -> Markup {
    html! {
        tr {
            td data-column=(screen.say("column-what")) {
                @for number in &one.numbers { bdi.number { (number) } " " }
                (name::who(&one.accession, screen))
                @for crop in &one.crops { p.quiet { bdi dir="auto" { (crop) } } }
                @for who in &one.remembered_by { p.quiet { (screen.say("survivors-remembered-by")) " " (name::who(who, screen)) } }
            }
            td data-column=(screen.say("column-lost")) {
                @for lot in &one.lost { (lost(lot, screen)) }
                @if one.lost.is_empty() { span.quiet { (screen.say("survivors-none-lost")) } }
            }
            td data-column=(screen.say("column-may-be")) {
                @for chance in &one.chances { (may_be(chance, screen)) }
                @if one.chances.is_empty() { strong { (screen.say("survivors-nowhere-here")) } }
            }
        }
    }
}

/// A lot that is lost, with what that follows from.
fn lost(lot: &LostLot, screen: &Screen<'_>) -> Markup {
    html! {
        p.value {
            (name::who(&lot.lot, screen)) @if let Some(left) = &lot.left { (screen.comma()) (seed::amount(left, screen)) }
            @if lot.with.is_empty() { (screen.comma()) (screen.say("lost-itself")) }
            @for with in &lot.with { " " (lost_with(with, screen)) }
        }
    }
}

/// With which place it is lost, by inference.
pub(in crate::pages) fn lost_with(with: &LostWith, screen: &Screen<'_>) -> Markup {
    let words = if with.lost.is_yes() { "lost-with" } else { "lost-perhaps-with" };
    let claims: Vec<ClaimId> = with.fates.iter().chain(&with.kept).copied().collect();
    html! {
        span.inferred { (screen.say(words)) " " (name::bare(with.place.name.as_deref(), screen)) " " span.mark { (screen.say("lost-inferred")) } " " (because(&claims, screen)) }
    }
}

/// Somewhere where it may be: how, with whom, how much, how old.
fn may_be(chance: &Chance, screen: &Screen<'_>) -> Markup {
    html! {
        p.value {
            @if !chance.sure { span.label { (screen.say("survivors-maybe")) } " " }
            (screen.say(way(chance.way)))
            @if let Some(holder) = &chance.holder { " " (name::who(holder, screen)) }
            @if chance.displaced { " " span.mark { (screen.say("survivors-was-displaced")) } }
            @if let Some(place) = &chance.kept_at { " " (name::who(place, screen)) }
            @if let Some(lot) = &chance.lot { (screen.comma()) span.label { (screen.say("promise-lot")) } " " (name::who(lot, screen)) }
            @match &chance.told { Some(told) => { (screen.comma()) (seed::amount(told, screen)) }, None => { (screen.comma()) span.quiet { (screen.say("survivors-amount-unsaid")) } } }
            @if let Some(seeds) = chance.seeds.filter(|_| !is_in_seeds(chance)) { " (" (seed::range(seeds, &Unit::Seeds, screen)) ")" }
            @if let Some(since) = &chance.since { (screen.comma()) (screen.date(since)) }
            @for mark in &chance.marks { (screen.comma()) bdi { (mark) } }
            " " (because(&chance.statements, screen))
        }
    }
}

fn is_in_seeds(chance: &Chance) -> bool {
    chance.told.as_ref().is_some_and(|told| told.unit == Unit::Seeds)
}

/// The statements that something follows from.
fn because(claims: &[ClaimId], screen: &Screen<'_>) -> Markup {
    html! {
        span.quiet.screen-only {
            "(" (screen.say("survivors-because"))
            @for (n, claim) in claims.iter().enumerate() { " " a href=(screen.to(Address::Claim(*claim))) { (screen.digits(&(n + 1).to_string())) } }
            ")"
        }
    }
}

fn way(way: Way) -> &'static str {
    match way {
        Way::Here => "way-here",
        Way::Duplicate => "way-duplicate",
        Way::Grown => "way-grown",
        Way::GrownByName => "way-grown-by-name",
        Way::Lent => "way-lent",
        Way::Given => "way-given",
    }
}

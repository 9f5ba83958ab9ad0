//! What would become of each card, and what was done.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use daftar_register::claim::{EntityId, Hash, Value};
use daftar_register::table::Cell;
use daftar_register::{Alike, CardChange, ChangedAlike, Foreseen, Left};
use maud::{Markup, html};
use serde::Serialize;

use super::ask::back;
use crate::address::Address;
use crate::error::Trouble;
use crate::forms::typed::Typed;
use crate::layout::Content;
use crate::pages::kind::as_text;
use crate::pages::looking::Looking;
use crate::parts::name;
use crate::screen::Screen;
use crate::words::Said;

/// So many cards are told on a page.
const A_PAGE: usize = 50;
/// What so many forms foresaw or did is remembered.
const REMEMBERED: usize = 16;

/// What was foreseen and done, by what was asked. Nothing of what is said is kept here.
#[derive(Default)]
pub(crate) struct Previews(Mutex<VecDeque<(Hash, State)>>);

#[derive(Clone)]
enum State {
    Foreseen(Arc<Foreseen>),
    Done(Arc<ChangedAlike>),
}

impl Previews {
    /// Remembers what was foreseen; what was foreseen before stays, unless it is foreseen anew.
    pub(super) fn foresee(&self, of: Hash, foreseen: Foreseen, anew: bool) {
        if anew || self.of(of).is_none() {
            self.put(of, State::Foreseen(Arc::new(foreseen)));
        }
    }

    /// What was foreseen.
    pub(super) fn foreseen(&self, of: Hash) -> Option<Arc<Foreseen>> {
        match self.of(of)? {
            State::Foreseen(foreseen) => Some(foreseen),
            State::Done(_) => None,
        }
    }

    /// Remembers what was done.
    pub(super) fn remember(&self, of: Hash, changed: ChangedAlike) {
        self.put(of, State::Done(Arc::new(changed)));
    }

    /// What was done.
    pub(super) fn done(&self, of: Hash) -> Option<Arc<ChangedAlike>> {
        match self.of(of)? {
            State::Done(changed) => Some(changed),
            State::Foreseen(_) => None,
        }
    }

    fn of(&self, of: Hash) -> Option<State> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().find(|(known, _)| *known == of).map(|(_, state)| state.clone())
    }

    fn put(&self, of: Hash, state: State) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|(known, _)| *known != of);
        if all.len() == REMEMBERED {
            all.pop_front();
        }
        all.push_back((of, state));
    }
}

/// What would become of the cards on a page; those that change come first.
#[derive(Serialize)]
pub(super) struct Preview {
    changes: usize,
    statements_differ: bool,
    left: BTreeMap<&'static str, usize>,
    page: usize,
    pages: usize,
    cards: Vec<Line>,
    form: Typed,
}

/// One card.
#[derive(Serialize)]
struct Line {
    #[serde(serialize_with = "as_text")]
    entity: EntityId,
    name: Option<String>,
    changes: bool,
    before: Vec<String>,
    after: Vec<String>,
    /// Why something of it stays as it is.
    why: Option<&'static str>,
}

impl Preview {
    pub(super) fn of(
        looking: &Looking<'_>,
        alike: &Alike,
        mut cards: Vec<CardChange>,
        page: usize,
        typed: Typed,
    ) -> Result<Preview, Trouble> {
        let mut left: BTreeMap<&'static str, usize> = BTreeMap::new();
        for why in cards.iter().filter_map(|card| card.left) {
            *left.entry(words(why)).or_default() += 1;
        }
        let changes = cards.iter().filter(|card| card.changes()).count();
        // A value beside another that is not replaced makes the record say both.
        let many = looking.register.profiles().property(&alike.property).is_some_and(|property| property.many);
        let statements_differ = !many && cards.iter().any(|card| card.changes() && card.after.len() > 1);
        cards.sort_by_key(|card| !card.changes());
        let pages = cards.len().div_ceil(A_PAGE).max(1);
        let page = page.clamp(1, pages);
        let shown: Vec<CardChange> = cards.into_iter().skip((page - 1) * A_PAGE).take(A_PAGE).collect();
        let cards = lines(looking, alike, &shown)?;
        Ok(Preview { changes, statements_differ, left, page, pages, cards, form: typed })
    }
}

fn lines(looking: &Looking<'_>, alike: &Alike, cards: &[CardChange]) -> Result<Vec<Line>, Trouble> {
    let values = cards.iter().flat_map(|card| card.before.iter().chain(&card.after)).map(Cell::of);
    let cells: Vec<Cell> = values.chain(cards.iter().map(|card| Cell::Entity(card.entity))).collect();
    let labels = looking.register.labels(&cells, &looking.ask)?;
    let said =
        |values: &[Value]| values.iter().map(|value| labels.value(alike.property.as_str(), value)).collect::<Vec<_>>();
    let line = |card: &CardChange| Line {
        entity: card.entity,
        name: Some(labels.cell("", &Cell::Entity(card.entity))),
        changes: card.changes(),
        before: said(&card.before),
        after: said(&card.after),
        why: card.left.map(words),
    };
    Ok(cards.iter().map(line).collect())
}

/// The id of the words for a reason.
fn words(why: Left) -> &'static str {
    match why {
        Left::Possibly => "alike-left-possibly",
        Left::SaidAlready => "alike-left-said",
        Left::SomethingSaid => "alike-left-something",
        Left::NotSaid => "alike-left-not-said",
        Left::NotYours => "alike-left-not-yours",
        Left::Otherwise => "alike-left-otherwise",
        Left::Came => "alike-left-came",
        Left::Gone => "alike-left-gone",
        Left::Kindless => "alike-left-kindless",
        Left::Shown => "alike-left-shown",
    }
}

pub(super) fn render(data: &Preview, screen: &Screen<'_>) -> Content {
    let body = html! {
        header {
            p.kind { a href=(back(screen)) { (screen.say("alike-back")) } }
            h1 { (screen.say("alike-foreseen")) }
            p.lead role="status" { (screen.count("alike-changes", data.changes)) }
        }
        @if data.statements_differ { p.warning { (screen.say("alike-beside")) } }
        (reasons(&data.left, screen))
        form.keep method="post" action=(screen.here(&[])) data-keep=(screen.visit.path) data-typed {
            (screen.token())
            @for (name, value) in data.form.fields().filter(|(name, _)| !["step", "page"].contains(name)) {
                input type="hidden" name=(name) value=(value);
            }
            p.actions {
                @if data.changes > 0 { button name="step" value="do" { (screen.count("alike-do", data.changes)) } }
                button.second name="step" value="back" { (screen.say("alike-mend")) }
            }
            (table(&data.cards, screen))
            (turn(data, screen))
        }
    };
    Content::plain(screen.say("alike-foreseen"), body)
}

fn reasons(left: &BTreeMap<&'static str, usize>, screen: &Screen<'_>) -> Markup {
    html! {
        @if !left.is_empty() {
            section {
                h2 { (screen.say("alike-stay")) }
                ul { @for (why, cards) in left { li { (screen.say(why)) ": " (screen.count("count-cards", *cards)) } } }
            }
        }
    }
}

fn table(cards: &[Line], screen: &Screen<'_>) -> Markup {
    let said = |values: &[String]| {
        html! {
            @if values.is_empty() { span.quiet { (screen.say("alike-unsaid")) } }
            @for (n, value) in values.iter().enumerate() { @if n > 0 { " · " } bdi dir="auto" { (screen.digits(value)) } }
        }
    };
    html! {
        div.scroll tabindex="0" role="region" aria-label=(screen.say("alike-foreseen")) {
            table.alike {
                thead { tr {
                    th scope="col" { (screen.say("search-name")) }
                    th scope="col" { (screen.say("alike-before")) }
                    th scope="col" { (screen.say("alike-after")) }
                } }
                tbody {
                    @for card in cards {
                        tr {
                            th scope="row" { (name::entity(card.entity, card.name.as_deref(), screen)) }
                            td { (said(&card.before)) }
                            td {
                                @if card.changes { (said(&card.after)) }
                                @if let Some(why) = card.why { small { (screen.say(why)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The buttons that turn the pages: what was typed goes along.
fn turn(data: &Preview, screen: &Screen<'_>) -> Markup {
    let of = [("page", Said::Number(data.page)), ("pages", Said::Number(data.pages))];
    html! {
        @if data.pages > 1 {
            p.turn {
                @if data.page > 1 { button.second name="page" value=(data.page - 1) { (screen.say("turn-back")) } }
                span { (screen.tell("turn-at", &of)) }
                @if data.page < data.pages { button.second name="page" value=(data.page + 1) { (screen.say("turn-on")) } }
            }
        }
    }
}

/// What was done, with each card that was left alone.
#[derive(Serialize)]
pub(super) struct Report {
    cards: usize,
    statements: usize,
    /// The number of the entry by which it is undone.
    entry: Option<u64>,
    /// How many were left alone, and the first of them.
    left_alone: usize,
    left: Vec<Line>,
}

impl Report {
    pub(super) fn of(looking: &Looking<'_>, changed: &ChangedAlike) -> Result<Report, Trouble> {
        looking.keeper_only()?;
        let shown = || changed.left.iter().take(10 * A_PAGE);
        let cells: Vec<Cell> = shown().map(|(card, _)| Cell::Entity(*card)).collect();
        let labels = looking.register.labels(&cells, &looking.ask)?;
        let line = |(card, why): &(EntityId, Left)| Line {
            entity: *card,
            name: Some(labels.cell("", &Cell::Entity(*card))),
            changes: false,
            before: Vec::new(),
            after: Vec::new(),
            why: Some(words(*why)),
        };
        Ok(Report {
            cards: changed.cards,
            statements: changed.statements,
            entry: changed.entry.map(|entry| entry.number),
            left_alone: changed.left.len(),
            left: shown().map(line).collect(),
        })
    }
}

pub(super) fn told(data: &Report, screen: &Screen<'_>) -> Content {
    let body = html! {
        header {
            p.kind { a href=(back(screen)) { (screen.say("alike-back")) } }
            h1 { (screen.say("alike-done")) }
            p.lead role="status" { (screen.count("alike-changed", data.cards)) }
        }
        @if data.entry.is_some() {
            p { (screen.say("alike-undo")) " " a href=(screen.plain(Address::Log)) { (screen.say("nav-log")) } }
        }
        @if data.left_alone > 0 {
            section {
                h2 { (screen.count("alike-left", data.left_alone)) }
                ul.plain {
                    @for card in &data.left {
                        li {
                            (name::entity(card.entity, card.name.as_deref(), screen))
                            @if let Some(why) = card.why { ": " (screen.say(why)) }
                        }
                    }
                }
            }
        }
    };
    Content::plain(screen.say("alike-done"), body)
}

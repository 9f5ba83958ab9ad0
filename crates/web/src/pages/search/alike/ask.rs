//! The form: which property, what is done, how it is known.

use std::collections::BTreeMap;

use daftar_register::claim::PropertyId;
use daftar_register::claim::profile::{Privacy, Property};
use daftar_register::table::{Cell, KIND, Query};
use daftar_register::{Alike, Deed, Offered};
use maud::{Markup, html};
use serde::Serialize;

use super::read::{self, DEEDS};
use crate::address::{Address, with_query};
use crate::asked::Asked;
use crate::error::Trouble;
use crate::forms::field::{Ask, Input, check, choice, names, radio};
use crate::forms::shell::form;
use crate::forms::typed::Typed;
use crate::forms::value::{self, Texts};
use crate::forms::{origin, privacy};
use crate::layout::Content;
use crate::pages::add_statement::how;
use crate::pages::card;
use crate::pages::looking::Looking;
use crate::pages::search::question::Question;
use crate::screen::Screen;
use crate::words::Said;

/// So many values are offered to be replaced or taken back, the most frequent ones.
const VALUES: usize = 500;
/// So many kinds are looked for among what is found.
const KINDS: usize = 50;

/// What is asked.
#[derive(Serialize)]
pub(super) struct Data {
    /// How many cards the search finds.
    total: u64,
    /// The property, once it is chosen.
    property: Option<String>,
    /// The properties that can be chosen.
    properties: Vec<String>,
    /// What is said under it: as it is sent, in words, of how many cards.
    values: Vec<(String, String, u64)>,
    form: Typed,
    #[serde(skip)]
    names: Vec<Offered>,
}

pub(super) fn data(looking: &Looking<'_>, asked: &Asked, typed: Option<Typed>) -> Result<Data, Trouble> {
    // Whoever typed for an hour and was locked out meanwhile gets back what was typed, and nothing else.
    if typed.is_none() {
        looking.keeper_only()?;
    }
    let keeper = looking.keeper_only().is_ok();
    let property = read::property(looking.register, asked);
    if property.is_none() && asked.get("property").is_some_and(|id| !id.is_empty()) {
        return Err(Trouble::Missing);
    }
    let query = Query { facets: vec![KIND.to_owned()], values: KINDS, ..Question::of(asked, looking).query };
    let query = Query { skip: 0, most: 0, ..query };
    let answer = match keeper {
        true => {
            looking.register.ask_many(&query, looking.standing(), &looking.ask)?.ok_or(Trouble::Wrong("alike-now"))?
        }
        false => daftar_register::table::Answer::default(),
    };
    let kinds = answer.facets.iter().flat_map(|facet| &facet.values).map(|value| value.cell.plain());
    let values = match &property {
        Some(property) if keeper && property.value == "geometry" => positions(looking, &query, property)?,
        Some(property) if keeper => values(looking, &query, property)?,
        _ => Vec::new(),
    };
    Ok(Data {
        total: answer.total,
        properties: properties(looking, kinds),
        values,
        form: typed.unwrap_or_else(|| Typed::preset(preset(looking, property.as_ref()))),
        property: property.map(|property| property.id.to_string()),
        names: looking.offered()?,
    })
}

/// The properties of these kinds.
fn properties(looking: &Looking<'_>, kinds: impl Iterator<Item = String>) -> Vec<String> {
    let profiles = looking.register.profiles();
    let mut ids: Vec<&PropertyId> = Vec::new();
    for id in kinds.filter_map(|kind| profiles.kinds.get(&kind)).flat_map(|kind| &kind.properties) {
        if !ids.contains(&id) && profiles.property(id).is_some_and(read::can_change) {
            ids.push(id);
        }
    }
    ids.into_iter().map(ToString::to_string).collect()
}

fn preset(looking: &Looking<'_>, property: Option<&Property>) -> Vec<(String, String)> {
    let ticked = |name: &str| (name.to_owned(), "yes".to_owned());
    let mut fields = origin::preset(&looking.register.time());
    fields.extend([("deed".to_owned(), "say".to_owned()), ticked("only-unsaid"), ticked("keep-origin")]);
    let restricted = property.is_some_and(|property| property.privacy == Privacy::Restricted);
    fields.extend(restricted.then(|| ticked("restricted")));
    fields
}

/// What is said under the property among what is found.
fn values(looking: &Looking<'_>, query: &Query, property: &Property) -> Result<Vec<(String, String, u64)>, Trouble> {
    let field = property.id.to_string();
    let query = Query { columns: Some(vec![field.clone()]), facets: Vec::new(), ..query.clone() };
    let mut counted: BTreeMap<String, (Cell, u64)> = BTreeMap::new();
    looking.register.each_of_many(&query, looking.standing(), &looking.ask, |hit| {
        for cell in hit.row.cells(&field).iter().filter(|cell| **cell != Cell::Something) {
            counted.entry(cell.to_string()).or_insert_with(|| (cell.clone(), 0)).1 += 1;
        }
        Ok::<_, daftar_register::RegisterError>(())
    })?;
    let mut counted: Vec<(String, (Cell, u64))> = counted.into_iter().collect();
    counted.sort_by_key(|(_, (_, cards))| std::cmp::Reverse(*cards));
    counted.truncate(VALUES);
    let labels = looking.register.labels(counted.iter().map(|(_, (cell, _))| cell), &looking.ask)?;
    let told = counted.iter().map(|(sent, (cell, cards))| (sent.clone(), labels.cell(&field, cell), *cards));
    Ok(told.collect())
}

/// The positions that are said among what is found: no column holds them.
fn positions(looking: &Looking<'_>, query: &Query, property: &Property) -> Result<Vec<(String, String, u64)>, Trouble> {
    let nothing = Alike {
        query: query.clone(),
        property: property.id.clone(),
        deed: Deed::Say { values: Vec::new(), only_unsaid: false },
        manner: None,
        restricted: false,
        concerns: Vec::new(),
    };
    let labels = looking.register.labels([], &looking.ask)?;
    let mut counted: BTreeMap<String, (String, u64)> = BTreeMap::new();
    looking.register.foresee(&nothing, |card| {
        for value in &card.before {
            let words = || (labels.value(property.id.as_str(), value), 0);
            counted.entry(read::sent(value)).or_insert_with(words).1 += 1;
        }
    })?;
    let mut counted: Vec<_> = counted.into_iter().map(|(sent, (words, cards))| (sent, words, cards)).collect();
    counted.sort_by_key(|(_, _, cards)| std::cmp::Reverse(*cards));
    counted.truncate(VALUES);
    Ok(counted)
}

pub(super) fn render(data: &Data, screen: &Screen<'_>) -> Content {
    let property = data.property.as_deref().and_then(|id| screen.profiles.property(&PropertyId::parse(id).ok()?));
    let body = html! {
        header {
            p.kind { a href=(back(screen)) { (screen.say("alike-back")) } }
            h1 { (screen.say("alike")) }
            p.lead { (screen.say("alike-lead")) }
            p.quiet { (screen.count("count-found", usize::try_from(data.total).unwrap_or(usize::MAX))) }
        }
        @match property {
            None => { (choose(data, screen)) },
            Some(property) => { (asked(data, property, screen)) },
        }
    };
    Content::plain(screen.say("alike"), body)
}

/// The search that this began with.
pub(super) fn back(screen: &Screen<'_>) -> String {
    let kept = screen.visit.asked.pairs().filter(|(name, _)| !["property", "done"].contains(name));
    with_query(&Address::Search.to_string(), kept)
}

/// Which property is changed, by the parts of a card.
fn choose(data: &Data, screen: &Screen<'_>) -> Markup {
    let all = data.properties.iter().filter_map(|id| screen.profiles.property(&PropertyId::parse(id).ok()?));
    let mut parts: Vec<(&str, Vec<&Property>)> = Vec::new();
    for property in all {
        match parts.iter_mut().find(|(section, _)| *section == property.section) {
            Some((_, list)) => list.push(property),
            None => parts.push((&property.section, vec![property])),
        }
    }
    html! {
        @if parts.is_empty() { p.empty { (screen.say("alike-nothing")) } }
        @for (section, list) in &parts {
            section {
                h2 { (card::heading(section, screen)) }
                ul.doors {
                    @for property in list {
                        li { a href=(screen.here(&[("property", property.id.as_str()), ("page", "")])) { (property.label.in_language(screen.tag())) } }
                    }
                }
            }
        }
    }
}

fn asked(data: &Data, property: &Property, screen: &Screen<'_>) -> Markup {
    let (typed, label) = (&data.form, property.label.in_language(screen.tag()));
    let is_kind = property.id.as_str() == KIND;
    let fields = html! {
        (deeds(data, typed, screen))
        (value::fields(property, Texts::Pairs, typed, screen))
        @if !is_kind { (how(property.id.as_str(), typed, screen)) }
        (check("keep-origin", &screen.say("alike-keep-origin"), &screen.say("alike-keep-origin-help"), typed))
        (origin::fields(typed, screen))
        details.rest open[!typed.text("when").is_empty() || typed.fault_of("when").is_some()] {
            summary { (screen.say("origin-when")) }
            (origin::when(typed, screen))
        }
        @if is_kind { p.quiet { (screen.say("alike-kind-open")) } } @else { (privacy::fields(typed, screen)) }
        (names(&data.names, screen))
    };
    html! {
        p.sum { span.label { (label) } " · " a href=(screen.here(&[("property", "")])) { (screen.say("alike-other")) } }
        (form(typed, "alike-look", screen, fields))
    }
}

/// What is done, and to which value.
fn deeds(data: &Data, typed: &Typed, screen: &Screen<'_>) -> Markup {
    let mut options = vec![(String::new(), screen.say("value-code-none"))];
    options.extend(data.values.iter().map(|(sent, words, cards)| {
        let cards = usize::try_from(*cards).unwrap_or(usize::MAX);
        (sent.clone(), screen.tell("alike-value-of", &[("value", Said::Text(words)), ("n", Said::Number(cards))]))
    }));
    let words = ["alike-say", "alike-replace", "alike-withdraw"];
    let label = screen.say("alike-old");
    html! {
        fieldset.ask {
            legend { (screen.say("alike-deed")) }
            @for (deed, words) in DEEDS.into_iter().zip(words) {
                (radio("deed", deed, &screen.say(words), typed))
                @if deed == "say" { div.under { (check("only-unsaid", &screen.say("alike-only-unsaid"), "", typed)) } }
            }
            @if let Some(fault) = typed.fault_of("deed") { small.fault { (screen.say(fault.words)) } }
            (choice(&Ask { name: "old", label: &label, help: "", input: Input::Line }, &options, typed, screen))
        }
    }
}

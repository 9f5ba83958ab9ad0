//! A story too long to be told at once: it is outlined, and only the part of it that is read is heard.
//!
//! An outline counts statements that tell of happenings, before those that tell the same are put together.

use std::collections::HashSet;
use std::sync::Arc;

use daftar_register::claim::{Edtf, EntityId, Value};
use daftar_register::date::Truth;
use daftar_register::view::{self, Dated, Item, Shown, Timeline, Who};
use daftar_register::{Heard, Outline};

use super::narrow::{Choice, Narrow};
use super::{Story, cited, properties};
use crate::asked::Asked;
use crate::draw;
use crate::error::Trouble;
use crate::pages::looking::Looking;
use crate::parts::list::Part;
use crate::parts::ticks::Ticks;

/// What happened to no more things than this is told at once.
const FEW: usize = 1_500;

/// What is to be told.
pub(super) enum Told {
    /// Everything.
    Whole,
    /// What happened to these: nothing else with a date lies in the time that is asked for.
    Of(Vec<EntityId>),
    /// It is too much.
    Outlined(Outline),
}

/// What there is, as far as it can be told without hearing it: what only certain voices say, had said by then, or of certain
/// places, must be heard.
pub(super) fn told(looking: &Looking<'_>, asked: &Asked, narrow: &Narrow) -> Result<Told, Trouble> {
    let ask = &looking.ask;
    let lanes = asked.get("lanes").unwrap_or_default();
    if ask.said.is_some() || !ask.from.is_empty() || !narrow.place.is_empty() || !["", "none"].contains(&lanes) {
        return Ok(Told::Whole);
    }
    let kind = Some(narrow.kind.as_str()).filter(|kind| !kind.is_empty());
    let properties = properties(looking);
    let outline = looking.register.outline(&properties, kind, looking.standing(), ask.audience)?;
    if is_few(&outline) {
        return Ok(Told::Whole);
    }
    let asked_for =
        |dated: &Dated| !is_after(dated, ask.at.as_ref()) && (!narrow.has_days() || narrow.reaches(&dated.date));
    let outline: Outline = outline.iter().filter(|(_, dated)| asked_for(dated)).cloned().collect();
    Ok(match is_few(&outline) {
        true => Told::Of(looking.register.entities_in(&outline)?),
        false => Told::Outlined(outline),
    })
}

fn is_few(outline: &Outline) -> bool {
    let mut things = HashSet::new();
    outline.iter().all(|(thing, _)| !things.insert(*thing) || things.len() <= FEW)
}

/// Whether it began only after the time that is asked for.
fn is_after(dated: &Dated, at: Option<&Edtf>) -> bool {
    let earliest = dated.date.as_ref().filter(|date| !date.lacks_year()).and_then(|date| date.bounds().earliest());
    let last = at.and_then(|at| at.bounds().latest());
    earliest.zip(last).is_some_and(|(earliest, last)| earliest > last)
}

/// The story by its outline, and one page of it as it is told.
pub(super) fn story(looking: &Looking<'_>, asked: &Asked, narrow: Narrow, outline: Outline) -> Result<Story, Trouble> {
    let part = Part::of(asked, outline.len());
    let (skipped, most) = part.place();
    let page = outline.get(skipped..outline.len().min(skipped + most)).unwrap_or_default();
    let heard = hear(looking, &looking.register.entities_in(page)?)?;
    let question = looking.asked(&heard);
    let mut told = view::timeline(&question);
    let on_page: HashSet<_> = page.iter().map(|(_, dated)| (&dated.property, dated.date.as_ref())).collect();
    told.items.retain(|item| on_page.contains(&(&item.property, item.date.as_ref())));
    let statements = cited(&told.items, &told);
    let items = outline.iter().map(|(_, dated)| column(dated, question.label(&dated.property))).collect();
    let in_use = looking.register.kinds_in_use()?;
    let choice = |kind: String| Choice { name: looking.kind(&kind), value: kind };
    let mut kinds: Vec<Choice> = in_use.into_iter().map(choice).collect();
    kinds.sort();
    Ok(Story {
        outlined: true,
        kinds,
        part,
        narrow,
        places: Vec::new(),
        voices: Vec::new(),
        items: told.items,
        statements,
        timeline: Timeline { items, statements: Vec::new() },
        differing: draw::differing(&view::differences(&question)),
        facts: Default::default(),
        ticks: Ticks::of(&heard, looking),
    })
}

/// What is told of some entities.
pub(super) fn hear(looking: &Looking<'_>, entities: &[EntityId]) -> Result<Heard, Trouble> {
    let register = looking.register;
    Ok(register.hear_told(entities, &properties(looking), looking.standing(), looking.ask.audience)?)
}

/// As much of a happening as is drawn when there are too many to draw each.
fn column(dated: &Arc<Dated>, label: &str) -> Item {
    let value = match &dated.date {
        Some(date) if dated.own_date => Value::Date(date.clone()),
        _ => Value::None,
    };
    Item {
        date: dated.date.clone(),
        dated_by: dated.dated_by,
        ends: None,
        written: None,
        why: None,
        happened: Truth::Yes,
        entity: Who { entity: None, name: None },
        property: dated.property.clone(),
        label: label.to_owned(),
        value: Shown { value, words: label.to_owned() },
        statements: Vec::new(),
    }
}

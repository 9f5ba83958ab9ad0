//! What a card names, tells and dates under one property, as plain values.

use daftar_claim::{Edtf, EntityId, PropertyId, Value};

use crate::asked::{Asked, Spoken, said};
use crate::cite::Who;
use crate::entity::kinds;
use crate::fold::{Folded, fold};
use crate::known;

/// The entities that somebody gives this kind.
pub(crate) fn of_kind(asked: &Asked, kind: &str) -> Vec<EntityId> {
    asked.entities().into_iter().filter(|entity| is_of_kind(asked, *entity, kind)).collect()
}

/// Whether somebody gives an entity this kind.
pub(crate) fn is_of_kind(asked: &Asked, entity: EntityId, kind: &str) -> bool {
    kinds(asked.about(entity)).iter().any(|one| one == kind)
}

/// The entity that something said names.
pub(crate) fn named(asked: &Asked, one: &Spoken) -> Option<EntityId> {
    match &*one.value {
        Value::Entity(entity) => Some(asked.identity().first(*entity)),
        _ => None,
    }
}

/// The entities that a card names under a property, each once.
pub(crate) fn entities(asked: &Asked, entity: EntityId, property: &str) -> Vec<EntityId> {
    let mut all: Vec<EntityId> = said(asked, entity, property).filter_map(|one| named(asked, one)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The dates that a card tells under a property, each once.
pub(crate) fn dates(asked: &Asked, entity: EntityId, property: &str) -> Vec<Edtf> {
    let date = |one: &Spoken| match &*one.value {
        Value::Date(date) => Some(date.clone()),
        _ => None,
    };
    let mut all: Vec<Edtf> = said(asked, entity, property).filter_map(date).collect();
    all.sort_by_key(|date| (date.sort_key(), date.as_str().to_owned()));
    all.dedup();
    all
}

/// The texts that a card tells under a property, to the letter.
pub(crate) fn texts<'a>(asked: &'a Asked, entity: EntityId, property: &'a str) -> Vec<&'a str> {
    said(asked, entity, property).filter_map(text).collect()
}

/// The text that something said is.
pub(crate) fn text<'s>(one: &'s Spoken<'_>) -> Option<&'s str> {
    match &*one.value {
        Value::Text { text, .. } => Some(text),
        _ => None,
    }
}

/// A thing as lists call it: by its name, else by its number.
pub(crate) fn called(asked: &Asked, entity: EntityId) -> Who {
    let number = || texts(asked, entity, known::NUMBER).first().map(|number| (*number).to_owned());
    let name = asked.name(entity).map(str::to_owned).or_else(number);
    Who { entity: Some(entity), name }
}

/// What holds under a property, if anything does.
pub(crate) fn folded(asked: &Asked, entity: EntityId, property: &str) -> Option<Folded> {
    let property = PropertyId::parse(property).ok()?;
    fold(asked.of_property(entity, &property), asked).filter(|folded| !folded.values.is_empty())
}

/// Whether somebody was driven from home and nobody says that they are back: such families are not asked for seed.
pub(crate) fn is_displaced(asked: &Asked, who: EntityId) -> bool {
    let (back, away): (Vec<_>, Vec<_>) =
        said(asked, who, known::DISPLACED).partition(|one| matches!(&*one.value, Value::None));
    let after = |one: &&Spoken| one.when.is_written() && away.iter().all(|other| other.when.is_before(&one.when));
    !away.is_empty() && !back.iter().any(after)
}

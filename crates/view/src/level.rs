//! What must be known of an entity for some purpose, and what of it is still to be said.

use daftar_claim::profile::Level;
use daftar_claim::{Profiles, PropertyId};
use daftar_date::Lang;
use serde::Serialize;

use crate::entity::Page;
use crate::json;

/// How far an entity has come on one level of its kinds.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Reached {
    /// The level's id.
    pub level: String,
    /// Its label in the language asked for.
    pub label: String,
    /// The standard that asks for it.
    pub standard: String,
    /// How many of the things required are said. *Not known* and *none* are said, too.
    pub said: usize,
    /// How many are required.
    pub of: usize,
    /// The others.
    pub missing: Vec<Lack>,
}

/// Something that is still to be said.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Lack {
    /// The property.
    #[serde(serialize_with = "json::text")]
    pub property: PropertyId,
    /// Its label in the language asked for.
    pub label: String,
    /// What would do as well, by its label.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub or: Vec<String>,
    /// Whether something else is to name this entity by it: a photograph that depicts an object.
    pub by_others: bool,
}

/// The levels of a page's kinds, by what the page shows: with another question or audience it may be another answer.
pub fn levels(page: &Page, profiles: &Profiles, lang: Lang) -> Vec<Reached> {
    let kinds = page.kinds.iter().filter_map(|kind| profiles.kinds.get(kind));
    let here: Vec<&PropertyId> = page
        .sections
        .iter()
        .flat_map(|section| &section.properties)
        .filter(|one| !one.folded.values.is_empty())
        .map(|one| &one.folded.property)
        .collect();
    let said = |id: &PropertyId, by_others: bool| match by_others {
        true => page.links_in.iter().any(|link| link.property == *id),
        false => here.contains(&id),
    };
    let reached = |level: &Level| {
        let lack = |(ids, by_others): (&[PropertyId], bool)| {
            let (id, others) = ids.split_first()?;
            let or = others.iter().map(|id| label(id, profiles, lang)).collect();
            Some(Lack { property: id.clone(), label: label(id, profiles, lang), or, by_others })
        };
        let missing: Vec<Lack> = missing(level, &said).filter_map(lack).collect();
        let of = level.requires.len() + level.requires_any.len() + level.requires_from.len();
        Reached {
            level: level.id.clone(),
            label: level.label.in_language(lang.tag()).to_owned(),
            standard: level.standard.clone(),
            said: of - missing.len(),
            of,
            missing,
        }
    };
    kinds.flat_map(|kind| &kind.levels).filter(|level| !is_excused(level, &said)).map(reached).collect()
}

/// Whether a level asks nothing of what these are said of.
pub(crate) fn is_excused(level: &Level, said: &dyn Fn(&PropertyId, bool) -> bool) -> bool {
    level.unless.iter().any(|id| said(id, false))
}

/// What a level requires that is not `said`: each property, or the group of which one would do; and whether something else
/// is to name the entity by it.
pub(crate) fn missing<'l>(
    level: &'l Level,
    said: &dyn Fn(&PropertyId, bool) -> bool,
) -> impl Iterator<Item = (&'l [PropertyId], bool)> {
    let own = level.requires.iter().map(|id| (std::slice::from_ref(id), false));
    let any = level.requires_any.iter().map(|group| (&group[..], false));
    let required = own.chain(any).chain(level.requires_from.iter().map(|id| (std::slice::from_ref(id), true)));
    required.filter(move |(ids, by_others)| !ids.iter().any(|id| said(id, *by_others)))
}

fn label(id: &PropertyId, profiles: &Profiles, lang: Lang) -> String {
    let property = profiles.property(id);
    property.map_or_else(|| id.to_string(), |property| property.label.in_language(lang.tag()).to_owned())
}

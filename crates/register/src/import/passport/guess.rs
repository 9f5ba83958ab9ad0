//! Whether a list is a passport list (MCPD), and what its columns mean then.

use std::collections::{BTreeMap, BTreeSet};

use daftar_claim::{Profiles, PropertyId};

use super::super::guess::{Guess, Guessed};
use super::super::mapping::{Column, Dialect, Mapping, Part};
use crate::mcpd::{Descriptor, Holds, KEY, kinds};

/// So many columns of the standard make a list one that follows it.
const ENOUGH: usize = 5;

/// Whether a list of a kind follows the standard: by its headers, in any order and case.
pub(in crate::import) fn is_passport_list(kind: &str, headers: &[String], profiles: &Profiles) -> bool {
    let named: BTreeSet<&str> = headers.iter().filter_map(|header| Some(Descriptor::named(header)?.code)).collect();
    named.len() >= ENOUGH && named.contains("ACCENUMB") && kinds(profiles).any(|known| known == kind)
}

/// Takes the columns for what the standard says. Of others the guess stands, unless it takes them for what one of the
/// standard's columns says.
pub(in crate::import) fn arrange(guess: Guess, profiles: &Profiles) -> Guess {
    let Guess { mut mapping, mut why } = guess;
    let mut own: BTreeMap<String, String> = BTreeMap::new();
    let mut met = BTreeSet::new();
    for column in &mut mapping.columns {
        let descriptor = Descriptor::named(&column.header).filter(|one| met.insert(one.code));
        let property = descriptor.and_then(|one| one.property(&mapping.kind, profiles));
        if let (Some(descriptor), Some(property)) = (descriptor, property) {
            why.insert(column.header.clone(), Guessed::OtherName);
            own.insert(column.header.clone(), property.to_string());
            *column = read_by(descriptor, property.to_string(), column);
        }
    }
    for column in mapping.columns.iter_mut().filter(|column| !own.contains_key(&column.header)) {
        let rival = column.property.as_ref().is_some_and(|property| own.values().any(|one| one == property));
        let sure = why.get(&column.header).is_some_and(|how| *how >= Guessed::OtherName) && has_many(column, profiles);
        if column.part.is_some() || (rival && !sure) {
            why.remove(&column.header);
            *column = Column { header: column.header.clone(), ..Column::default() };
        }
    }
    let of = |code: &&str| mapping.columns.iter().find(|column| is_of(column, code)).map(|one| one.header.clone());
    let key = KEY.iter().filter_map(of).collect();
    Guess { mapping: Mapping { key, dialect: Some(Dialect::Mcpd), ..mapping }, why }
}

fn has_many(column: &Column, profiles: &Profiles) -> bool {
    let id = column.property.as_deref().and_then(|id| PropertyId::parse(id).ok());
    id.and_then(|id| profiles.property(&id)).is_some_and(|property| property.many)
}

fn is_of(column: &Column, code: &str) -> bool {
    column.property.is_some() && Descriptor::named(&column.header).is_some_and(|one| one.code == code)
}

fn read_by(descriptor: &Descriptor, property: String, guessed: &Column) -> Column {
    let part = match (descriptor.holds, descriptor.code) {
        (Holds::Decimal, "DECLATITUDE") => Some(Part::Latitude),
        (Holds::Decimal, _) => Some(Part::Longitude),
        _ => None,
    };
    Column {
        header: guessed.header.clone(),
        property: Some(property),
        lang: guessed.lang.clone(),
        unit: (descriptor.holds == Holds::Metres).then(|| "m".to_owned()),
        split: descriptor.many.then(|| ";".to_owned()),
        part,
        ..Column::default()
    }
}

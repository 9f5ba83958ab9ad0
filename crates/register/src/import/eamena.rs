//! Exports of EAMENA's database (Arches, "heritage place"): one row for each shape of a place, the values of several assessments in one
//! cell, parted by commas, `None` where one says nothing. Which belong together the export does not say.

use super::guess::{Guess, Guessed};
use super::mapping::{Column, Mapping};

/// The kind of the rows of such a list.
const KIND: &str = "heritage-place";
/// The column by which places are told apart, and so many others beside it make a list such an export.
const KEY: &str = "EAMENA ID";
const ENOUGH: usize = 4;
/// The days of its assessments: what the row says was said then.
const SAID: &str = "Assessment Activity Date";
const NOTHING: &str = "None";
/// What stands between the values of several assessments.
const SEPARATOR: &str = ",";

/// A column of the export.
struct Known {
    header: &'static str,
    property: &'static str,
    /// The scheme of its grades, or the unit of its shares.
    scheme: Option<&'static str>,
    unit: Option<&'static str>,
    /// Whether it holds the values of several assessments, none of which has a comma of its own (reference data of 2025-07-29).
    several: bool,
}

const fn of(header: &'static str, property: &'static str, several: bool) -> Known {
    Known { header, property, scheme: None, unit: None, several }
}

const fn grade(header: &'static str, scheme: &'static str) -> Known {
    Known { scheme: Some(scheme), ..of(header, "state", true) }
}

const COLUMNS: [Known; 15] = [
    of(KEY, "number", false),
    of("Resource Name", "name", true),
    of("General Description", "description", false),
    of("Heritage Place Type", "site-type", true),
    of("Heritage Place Function", "site-use", true),
    of("Designation", "designation", false),
    of("Location Certainty", "location-certainty", true),
    of("Geometry Qualifier", "position-is", true),
    grade("Overall Condition State Type", "eamena-condition"),
    grade("Overall Damage Severity Type", "eamena-damage"),
    Known { unit: Some("%"), ..of("Damage Extent Type", "extent-percent", true) },
    of("Disturbance Cause Category Type", "disturbance", true),
    of("Disturbance Cause Type", "cause", true),
    of("Effect Type", "effect", true),
    of("Priority Type", "priority", true),
];

fn known(header: &str) -> Option<&'static Known> {
    COLUMNS.iter().find(|known| known.header.eq_ignore_ascii_case(header.trim()))
}

/// Whether a list of things of a kind is such an export, by its headers.
pub(super) fn is_export(kind: &str, headers: &[String]) -> bool {
    let has = |name: &str| headers.iter().any(|header| header.trim().eq_ignore_ascii_case(name));
    kind == KIND && has(KEY) && headers.iter().filter(|header| known(header).is_some()).count() > ENOUGH
}

/// Takes the columns for what they are; a shape keeps what it was taken for, and all else is kept as it is written.
pub(super) fn arrange(guess: Guess) -> Guess {
    let Guess { mut mapping, mut why } = guess;
    for column in &mut mapping.columns {
        let known = known(&column.header);
        if known.is_none() && column.property.as_deref() == Some("location") {
            continue;
        }
        why.remove(&column.header);
        *column = Column { header: column.header.clone(), ..known.map(mapped).unwrap_or_default() };
        why.extend(known.map(|_| (column.header.clone(), Guessed::OtherName)));
    }
    let called = |name: &str| {
        let is = |column: &&Column| column.header.trim().eq_ignore_ascii_case(name);
        mapping.columns.iter().find(is).map(|column| column.header.clone())
    };
    let (key, stated_from) = (called(KEY).into_iter().collect(), called(SAID));
    Guess { mapping: Mapping { key, stated_from, nothing: vec![NOTHING.to_owned()], ..mapping }, why }
}

fn mapped(known: &Known) -> Column {
    let own = |text: Option<&str>| text.map(str::to_owned);
    Column {
        property: own(Some(known.property)),
        scheme: own(known.scheme),
        unit: own(known.unit),
        split: known.several.then(|| SEPARATOR.to_owned()),
        ..Column::default()
    }
}

#[cfg(test)]
mod tests {
    use daftar_claim::profile::Profile;
    use daftar_claim::{Profiles, PropertyId};

    use super::*;

    #[test]
    fn every_column_has_a_property_of_heritage_places() {
        let files: Vec<Profile> = crate::PROFILES.iter().map(|text| Profile::parse(text).unwrap()).collect();
        let profiles = Profiles::merge(&files).0;
        for known in &COLUMNS {
            let id = PropertyId::parse(known.property).unwrap();
            assert!(profiles.kinds[KIND].properties.contains(&id), "{}", known.property);
            assert!(known.scheme.is_none_or(|scheme| profiles.schemes.contains_key(scheme)));
        }
    }
}

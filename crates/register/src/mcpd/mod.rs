//! Multi-Crop Passport Descriptors (MCPD) v2.1, the table by which genebanks exchange what they know of their accessions
//! (Alercia, Diulgheroff and Mackay 2015, FAO and Bioversity): its columns, and how its cells are written.
//!
//! Which property a column speaks of stands in the profile of a kind, under the standard `mcpd`.

mod completeness;
pub(crate) mod country;
mod darwin;
pub(crate) mod date;
pub(crate) mod degrees;
mod names;
mod out;
mod passport;
mod template;

use daftar_claim::{Profiles, PropertyId};

pub use completeness::{Completeness, Missing};
pub use names::{NamesBeside, NamesChecked, Remark};
pub use out::{MovedAside, PassportsOut, Unwritten};

/// The standard's name in profiles.
pub const MCPD: &str = "mcpd";

/// The column in which stands what other columns cannot hold, as `FIELD:text`.
pub(crate) const REMARKS: &str = "REMARKS";
/// By these an accession is told from all others, in this order: the standard says so for what has no lasting id.
pub(crate) const KEY: [&str; 3] = ["INSTCODE", "ACCENUMB", "GENUS"];

/// Words that stand for nothing, in small letters.
const NOTHING: [&str; 14] = [
    "na",
    "n/a",
    "n.a.",
    "-",
    "--",
    "–",
    "—",
    "unknown",
    "null",
    "not known",
    "غير معروف",
    "غير معروفة",
    "مجهول",
    "لا يعرف",
];

/// What a column of the standard holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Holds {
    /// Words.
    Text,
    /// A number of somebody's list, to the letter.
    Number,
    /// Words with a comma in them, as addresses and remarks have: only `;` and `؛` part them.
    Prose,
    Genus,
    Species,
    /// Names of a variety.
    Names,
    /// The code of an institute in FAO WIEWS.
    Institute,
    /// ISO 3166-1 alpha-3.
    Country,
    Date,
    Metres,
    /// A code of the property's scheme.
    Code,
    /// `INSTCODE:ID`, or `:ID`.
    NumberElsewhere,
    /// Half of a position in decimal degrees.
    Decimal,
    /// Half of a position in degrees, minutes and seconds.
    Sexagesimal,
}

impl Holds {
    /// Whether what stands in a cell says nothing. Nought says something in columns of numbers and codes.
    pub(crate) fn is_nothing(self, text: &str) -> bool {
        let text = text.trim();
        let numeric = matches!(self, Holds::Metres | Holds::Code | Holds::Decimal | Holds::Number);
        (!numeric && text == "0") || NOTHING.contains(&text.to_lowercase().as_str())
    }
}

/// A column of the standard.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Descriptor {
    /// What its header says.
    pub code: &'static str,
    /// What stands in it.
    pub(crate) holds: Holds,
    /// Whether several values may stand in one cell, with `;` between them.
    pub many: bool,
}

const fn one(code: &'static str, holds: Holds) -> Descriptor {
    Descriptor { code, holds, many: false }
}

const fn many(code: &'static str, holds: Holds) -> Descriptor {
    Descriptor { code, holds, many: true }
}

/// The columns, in the standard's order.
pub const DESCRIPTORS: [Descriptor; 41] = [
    one("PUID", Holds::Text),
    one("INSTCODE", Holds::Institute),
    one("ACCENUMB", Holds::Number),
    one("COLLNUMB", Holds::Number),
    many("COLLCODE", Holds::Institute),
    many("COLLNAME", Holds::Prose),
    many("COLLINSTADDRESS", Holds::Prose),
    one("COLLMISSID", Holds::Text),
    one("GENUS", Holds::Genus),
    one("SPECIES", Holds::Species),
    one("SPAUTHOR", Holds::Text),
    one("SUBTAXA", Holds::Text),
    one("SUBTAUTHOR", Holds::Text),
    one("CROPNAME", Holds::Text),
    many("ACCENAME", Holds::Names),
    one("ACQDATE", Holds::Date),
    one("ORIGCTY", Holds::Country),
    one("COLLSITE", Holds::Text),
    one("DECLATITUDE", Holds::Decimal),
    one("LATITUDE", Holds::Sexagesimal),
    one("DECLONGITUDE", Holds::Decimal),
    one("LONGITUDE", Holds::Sexagesimal),
    one("COORDUNCERT", Holds::Metres),
    one("COORDDATUM", Holds::Text),
    one("GEOREFMETH", Holds::Text),
    one("ELEVATION", Holds::Metres),
    one("COLLDATE", Holds::Date),
    many("BREDCODE", Holds::Institute),
    many("BREDNAME", Holds::Prose),
    one("SAMPSTAT", Holds::Code),
    one("ANCEST", Holds::Text),
    one("COLLSRC", Holds::Code),
    one("DONORCODE", Holds::Institute),
    one("DONORNAME", Holds::Text),
    one("DONORNUMB", Holds::Number),
    many("OTHERNUMB", Holds::NumberElsewhere),
    many("DUPLSITE", Holds::Institute),
    many("DUPLINSTNAME", Holds::Prose),
    many("STORAGE", Holds::Code),
    one("MLSSTAT", Holds::Code),
    many(REMARKS, Holds::Prose),
];

impl Descriptor {
    /// The one of that code.
    pub fn of(code: &str) -> Option<&'static Descriptor> {
        DESCRIPTORS.iter().find(|one| one.code == code)
    }

    /// The one that a header names, in whichever case, with spaces about it.
    pub fn named(header: &str) -> Option<&'static Descriptor> {
        DESCRIPTORS.iter().find(|one| one.code.eq_ignore_ascii_case(header.trim()))
    }

    /// The property of a kind that its profile gives this name; of several the first.
    pub fn property(&self, kind: &str, profiles: &Profiles) -> Option<PropertyId> {
        self.properties(kind, profiles).next().cloned()
    }

    /// All properties of a kind that its profile gives this name.
    pub(crate) fn properties<'p>(&self, kind: &str, profiles: &'p Profiles) -> impl Iterator<Item = &'p PropertyId> {
        let code = self.code;
        let is_called = move |id: &&PropertyId| {
            let standards = profiles.property(id).and_then(|property| property.standards.get(MCPD));
            standards.is_some_and(|names| names.split(';').any(|name| name.trim() == code))
        };
        profiles.kinds.get(kind).into_iter().flat_map(|kind| &kind.properties).filter(is_called)
    }

    /// Whether half of a position stands in it.
    pub(crate) fn is_position(&self) -> bool {
        matches!(self.holds, Holds::Decimal | Holds::Sexagesimal)
    }
}

/// The kinds whose cards are rows of the standard: those that have a number and a genus.
pub(crate) fn kinds(profiles: &Profiles) -> impl Iterator<Item = &str> {
    let has = |kind: &str, code: &str| Descriptor::of(code).is_some_and(|one| one.property(kind, profiles).is_some());
    profiles.kinds.keys().map(String::as_str).filter(move |kind| KEY.iter().all(|code| has(kind, code)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use daftar_claim::profile::Profile;

    use super::*;
    use crate::PROFILES;

    #[test]
    fn every_column_has_a_property_that_holds_as_many_values() {
        let files: Vec<Profile> = PROFILES.iter().map(|text| Profile::parse(text).unwrap()).collect();
        let profiles = Profiles::merge(&files).0;
        assert_eq!(kinds(&profiles).collect::<Vec<_>>(), ["accession"]);
        let mut met = BTreeSet::new();
        for descriptor in &DESCRIPTORS {
            let id = descriptor.property("accession", &profiles).unwrap_or_else(|| panic!("{}", descriptor.code));
            let property = profiles.property(&id).unwrap();
            let expected = match descriptor.holds {
                Holds::Date => "date",
                Holds::Metres => "number",
                Holds::Code | Holds::Country => "code",
                Holds::Decimal => "geometry",
                _ => "text",
            };
            assert_eq!(property.value, expected, "{}", descriptor.code);
            assert!(property.many || !descriptor.many, "{}", descriptor.code);
            assert!(met.insert(id) || descriptor.code == "DECLONGITUDE", "{}", descriptor.code);
        }
        assert_eq!(Descriptor::named(" accenumb "), Descriptor::of("ACCENUMB"));
        assert_eq!(Descriptor::named("ACCENUMBER"), None);
    }
}

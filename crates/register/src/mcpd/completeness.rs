//! How complete a passport is, from 0 to 10, and what to fill next: the Passport Data Completeness Index (van Hintum, Menting & van
//! Strien 2011, *Plant Genetic Resources* 9: 50–58, doi 10.1017/S1479262111000682).
//!
//! What counts depends on what the accession is: for a landrace where it was collected, for a cultivar who bred it; what is of no known
//! status can reach 8.9. Its item of an
//! accession's address on the web has no column in MCPD v2.1; a lasting identifier, which leads there, is counted in its place.

use daftar_claim::{EntityId, Profiles, PropertyId, Standing};
use daftar_table::Query;
use daftar_view::Ask;
use serde::Serialize;

use super::Descriptor;
use super::passport::Passport;
use crate::reading::maybe_text;
use crate::{Register, RegisterError};

/// Items that are told for every accession, with their weights in hundredths.
const COMMON: [Item; 15] = [
    Item::one("GENUS", 120),
    Item::one("SPECIES", 80),
    Item::one("SPAUTHOR", 5),
    Item::one("SUBTAXA", 40),
    Item::one("SUBTAUTHOR", 5),
    Item::one("CROPNAME", 45),
    Item::one("ACQDATE", 10),
    Item::one("SAMPSTAT", 80),
    Item::either("DONORCODE", 40, "DONORNAME", 20),
    Item::with("DONORNUMB", 40, "DONORCODE", 20),
    Item::one("OTHERNUMB", 35),
    Item::either("DUPLSITE", 30, "DUPLINSTNAME", 15),
    Item::one("STORAGE", 15),
    Item::one("PUID", 40),
    Item::one("MLSSTAT", 15),
];
const WILD: [Item; 7] = [
    Item::one("ORIGCTY", 80),
    Item::place(120, 20, 70),
    Item::one("ELEVATION", 20),
    Item::one("COLLDATE", 30),
    Item::one("COLLSRC", 30),
    Item::one("COLLNUMB", 60),
    Item::either("COLLCODE", 40, "COLLNAME", 20),
];
const LANDRACE: [Item; 9] = [
    Item::one("ORIGCTY", 80),
    Item::place(80, 15, 45),
    Item::one("ELEVATION", 15),
    Item::one("COLLDATE", 30),
    Item::one("ANCEST", 10),
    Item::one("COLLSRC", 50),
    Item::one("ACCENAME", 50),
    Item::one("COLLNUMB", 40),
    Item::either("COLLCODE", 30, "COLLNAME", 15),
];
const BREEDING: [Item; 5] = [
    Item::one("ORIGCTY", 40),
    Item::either("BREDCODE", 110, "BREDNAME", 55),
    Item::one("ANCEST", 150),
    Item::one("COLLSRC", 20),
    Item::one("ACCENAME", 80),
];
const CULTIVAR: [Item; 5] = [
    Item::one("ORIGCTY", 40),
    Item::either("BREDCODE", 80, "BREDNAME", 40),
    Item::one("ANCEST", 100),
    Item::one("COLLSRC", 20),
    Item::one("ACCENAME", 160),
];
const OTHER: [Item; 11] = [
    Item::one("ORIGCTY", 40),
    Item::place(30, 10, 20),
    Item::one("ELEVATION", 5),
    Item::one("COLLDATE", 10),
    Item::one("BREDCODE", 10),
    Item::one("ANCEST", 40),
    Item::one("COLLSRC", 25),
    Item::one("ACCENAME", 40),
    Item::one("COLLNUMB", 20),
    Item::either("COLLCODE", 20, "COLLNAME", 10),
    Item::one("BREDNAME", 40),
];

/// Hundredths in the whole.
#[cfg(test)]
const WHOLE: u32 = 1_000;

/// Something that counts.
#[derive(Clone, Copy)]
struct Item {
    code: &'static str,
    weight: u32,
    rule: Rule,
}

#[derive(Clone, Copy)]
enum Rule {
    One,
    /// Where it is empty, this counts so much.
    Or(&'static str, u32),
    /// Where this is empty, it counts only so much.
    Needs(&'static str, u32),
    /// A position; with it, words of the place count so much; without it, so much.
    Place(u32, u32),
}

impl Item {
    const fn one(code: &'static str, weight: u32) -> Item {
        Item { code, weight, rule: Rule::One }
    }

    const fn either(code: &'static str, weight: u32, other: &'static str, less: u32) -> Item {
        Item { code, weight, rule: Rule::Or(other, less) }
    }

    const fn with(code: &'static str, weight: u32, needs: &'static str, less: u32) -> Item {
        Item { code, weight, rule: Rule::Needs(needs, less) }
    }

    const fn place(weight: u32, with: u32, alone: u32) -> Item {
        Item { code: "DECLATITUDE", weight, rule: Rule::Place(with, alone) }
    }

    /// The most that it can count.
    fn most(&self) -> u32 {
        match self.rule {
            Rule::Place(with, _) => self.weight + with,
            _ => self.weight,
        }
    }

    /// What it counts in a row.
    fn counts(&self, told: &dyn Fn(&str) -> bool) -> u32 {
        let when = |holds: bool, weight| if holds { weight } else { 0 };
        match self.rule {
            Rule::One => when(told(self.code), self.weight),
            Rule::Or(other, less) => {
                if told(self.code) {
                    self.weight
                } else {
                    when(told(other), less)
                }
            }
            Rule::Needs(other, less) => when(told(self.code), if told(other) { self.weight } else { less }),
            Rule::Place(with, alone) => {
                let decimal = told("DECLATITUDE") && told("DECLONGITUDE");
                let placed = decimal || (told("LATITUDE") && told("LONGITUDE"));
                when(placed, self.weight) + when(told("COLLSITE"), if placed { with } else { alone })
            }
        }
    }
}

/// How complete the passport of an accession is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Completeness {
    /// Its card.
    #[serde(serialize_with = "maybe_text")]
    pub card: Option<EntityId>,
    /// Its number.
    pub number: String,
    /// Its name, where one is told.
    pub name: String,
    /// From 0 to 1,000: a hundred times the index.
    pub hundredths: u32,
    /// What is missing, with what it would add, the most first.
    pub missing: Vec<Missing>,
}

/// A column in which nothing stands, or less than could.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Missing {
    /// The column.
    pub code: &'static str,
    /// What it would add, in hundredths.
    pub adds: u32,
    /// The property that tells it.
    #[serde(serialize_with = "maybe_text")]
    pub property: Option<PropertyId>,
}

impl Completeness {
    /// Of a row, by what stands in its columns.
    fn of(row: &Passport, profiles: &Profiles) -> Completeness {
        let told = |code: &str| !row.cell(code).is_empty();
        let items = || COMMON.iter().chain(of_status(row.cell("SAMPSTAT")));
        let kind = row.card.as_ref().map_or("", |(_, kind)| kind);
        let property = |code: &str| Descriptor::of(code)?.property(kind, profiles);
        let missing = items().map(|item| Missing {
            code: item.code,
            adds: item.most() - item.counts(&told),
            property: property(item.code),
        });
        let mut missing: Vec<Missing> = missing.filter(|one| one.adds > 0).collect();
        missing.sort_by_key(|one| std::cmp::Reverse(one.adds));
        Completeness {
            card: row.card.as_ref().map(|(card, _)| *card),
            number: row.cell("ACCENUMB").to_owned(),
            name: row.cell("ACCENAME").to_owned(),
            hundredths: items().map(|item| item.counts(&told)).sum(),
            missing,
        }
    }

    /// The index, with two decimals.
    pub fn index(&self) -> String {
        format!("{}.{:02}", self.hundredths / 100, self.hundredths % 100)
    }
}

/// What counts besides, by the first digit of the biological status.
fn of_status(status: &str) -> &'static [Item] {
    match status.chars().next() {
        Some('1' | '2') => &WILD,
        Some('3') => &LANDRACE,
        Some('4') => &BREEDING,
        Some('5') => &CULTIVAR,
        _ => &OTHER,
    }
}

impl Register {
    /// How complete the passports of the accessions are that a question finds, the least complete first, by all that this audience
    /// sees. None for a past moment or some of the sources. An accession without a number of its own has none.
    ///
    /// # Errors
    /// When the index or an entry cannot be read.
    pub fn completeness(
        &self,
        query: &Query,
        of: (&Standing, &Ask),
        restricted: bool,
    ) -> Result<Option<Vec<Completeness>>, RegisterError> {
        let Some((rows, _)) = self.passports(query, of, restricted)? else { return Ok(None) };
        let mut all: Vec<Completeness> = rows.iter().map(|row| Completeness::of(row, &self.profiles)).collect();
        all.sort_by(|one, other| (one.hundredths, &one.number).cmp(&(other.hundredths, &other.number)));
        Ok(Some(all))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(items: &[Item]) -> u32 {
        items.iter().map(Item::most).sum()
    }

    #[test]
    fn a_whole_passport_of_each_kind_counts_ten() {
        assert_eq!(sum(&COMMON), 600);
        for items in [&WILD[..], &LANDRACE, &BREEDING, &CULTIVAR] {
            assert_eq!(sum(&COMMON) + sum(items), WHOLE);
        }
    }

    fn counted(codes: &[&str], items: &[Item]) -> u32 {
        items.iter().map(|item| item.counts(&|code| codes.contains(&code))).sum()
    }

    #[test]
    fn what_stands_for_another_counts_less() {
        assert_eq!(counted(&["DONORNAME"], &COMMON), 20);
        assert_eq!(counted(&["DONORNAME", "DONORCODE"], &COMMON), 40);
        assert_eq!(counted(&["DONORNUMB"], &COMMON), 20);
        assert_eq!(counted(&["DONORNUMB", "DONORCODE"], &COMMON), 80);
        assert_eq!(counted(&["COLLSITE"], &LANDRACE), 45);
        assert_eq!(counted(&["COLLSITE", "DECLATITUDE", "DECLONGITUDE"], &LANDRACE), 95);
        assert_eq!(counted(&["DECLATITUDE"], &LANDRACE), 0, "half a position is none");
        assert_eq!(counted(&["LATITUDE", "LONGITUDE"], &WILD), 120);
    }

    #[test]
    fn a_landrace_by_hand() {
        // GENUS 120, SPECIES 80, CROPNAME 45, SAMPSTAT 80, STORAGE 15; ORIGCTY 80, COLLSITE alone 45, ACCENAME 50.
        let codes = ["GENUS", "SPECIES", "CROPNAME", "SAMPSTAT", "STORAGE", "ORIGCTY", "COLLSITE", "ACCENAME"];
        assert_eq!(counted(&codes, &COMMON) + counted(&codes, of_status("300")), 515);
    }
}

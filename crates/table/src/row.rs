//! The row: one entity folded to columns.

use daftar_claim::{ClaimId, EntityId};
use serde::{Serialize, Serializer};

use crate::{Cell, KIND};

/// One entity, as a table of its kind shows it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Row {
    /// The entity; of several that are the same, the one with the smallest id.
    #[serde(serialize_with = "id")]
    pub entity: EntityId,
    /// All that are said to be the same, itself included, sorted.
    #[serde(serialize_with = "ids")]
    pub members: Vec<EntityId>,
    /// Its kinds, sorted; none when no claim says so.
    pub kinds: Vec<String>,
    /// Its names, the one that most sources use first.
    pub names: Vec<RowName>,
    /// The worst state on each scale, sorted by property; a scale of which nothing is claimed has no entry.
    pub states: Vec<RowState>,
    /// How often sources differ on it.
    pub differs: Differs,
    /// From how many sources its statements come.
    pub sources: u64,
    /// How many statements stand on it.
    pub statements: u64,
    /// Its values, sorted by column; a column without a value is left out.
    pub cells: Vec<Cells>,
    /// The texts in which words are looked for.
    #[serde(skip)]
    pub texts: Vec<RowText>,
}

impl Row {
    /// The values of a column.
    pub fn cells(&self, field: &str) -> &[Cell] {
        let place = self.cells.binary_search_by(|cells| cells.field.as_str().cmp(field)).ok();
        place.and_then(|place| self.cells.get(place)).map_or(&[], |cells| &cells.cells)
    }

    /// The kinds that its cells give it, sorted.
    pub fn kinds_in_cells(&self) -> Vec<String> {
        let mut kinds: Vec<String> = self.cells(KIND).iter().map(Cell::plain).collect();
        kinds.sort_unstable();
        kinds
    }

    /// Its name: in that language (BCP 47) if there is one, else in any.
    pub fn name(&self, lang: &str) -> Option<&RowName> {
        RowName::in_language(&self.names, lang)
    }
}

/// The values of one column.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Cells {
    /// The column: a property's id, or one that follows from others.
    pub field: String,
    /// What holds, each once.
    pub cells: Vec<Cell>,
}

/// A text of one statement.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct RowText {
    /// The statement.
    #[serde(serialize_with = "claim")]
    pub claim: ClaimId,
    /// Its words.
    pub text: String,
    /// Whether they are a name.
    pub name: bool,
}

/// A name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct RowName {
    /// The name, to the letter.
    pub text: String,
    /// Its language (BCP 47), where it is known.
    pub lang: Option<String>,
}

impl RowName {
    /// The first of some names in a language (BCP 47), else the first of all.
    pub fn in_language<'n>(names: &'n [RowName], lang: &str) -> Option<&'n RowName> {
        let speaks = |name: &&RowName| {
            let primary = name.lang.as_deref().and_then(|tag| tag.split('-').next());
            primary.is_some_and(|primary| primary.eq_ignore_ascii_case(lang))
        };
        names.iter().find(speaks).or(names.first())
    }
}

/// The worst state on one scale.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct RowState {
    /// The property that has the scale.
    pub property: String,
    /// The code.
    pub code: String,
    /// Its rank on the scale; the higher, the worse.
    pub rank: i64,
    /// Whether it held certainly at the time asked for; else possibly.
    pub certain: bool,
}

/// How many differences an entity has.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Serialize)]
pub struct Differs {
    /// Differences where not all sides can be so.
    pub yes: u64,
    /// Differences where perhaps not all sides can be so.
    pub possibly: u64,
}

fn id<S: Serializer>(id: &EntityId, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(id)
}

fn ids<S: Serializer>(ids: &[EntityId], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(ids.iter().map(EntityId::to_string))
}

fn claim<S: Serializer>(id: &ClaimId, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use daftar_claim::Hash;

    #[test]
    fn ids_are_written_as_text() {
        let row = Row {
            entity: EntityId(Hash([7; 32])),
            members: vec![EntityId(Hash([7; 32]))],
            kinds: vec!["museum".into()],
            names: vec![RowName { text: "متحف الطاحونة".into(), lang: Some("ar".into()) }],
            states: vec![RowState { property: "state".into(), code: "destroyed".into(), rank: 5, certain: true }],
            differs: Differs { yes: 1, possibly: 2 },
            sources: 3,
            statements: 9,
            cells: vec![Cells { field: "kind".into(), cells: vec![Cell::code("museum")] }],
            texts: Vec::new(),
        };
        assert_eq!(row.cells("kind").len(), 1);
        assert_eq!(row.cells("title"), []);
        assert_eq!(row.kinds_in_cells(), row.kinds);
        let json = serde_json::to_value(&row).unwrap();
        assert_eq!(json["entity"], format!("entity:{}", "07".repeat(32)));
        assert_eq!(json["names"][0]["text"], "متحف الطاحونة");
        assert_eq!(json["differs"]["possibly"], 2);
    }
}

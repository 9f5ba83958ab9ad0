//! The row: one entity folded to columns.

use daftar_claim::EntityId;
use serde::{Serialize, Serializer};

/// One entity, as a table of its kind shows it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Row {
    /// The entity; of several that are the same, the one with the smallest id.
    #[serde(serialize_with = "id")]
    pub entity: EntityId,
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
}

/// A name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct RowName {
    /// The name, to the letter.
    pub text: String,
    /// Its language (BCP 47), where it is known.
    pub lang: Option<String>,
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

#[cfg(test)]
mod tests {
    use super::*;
    use daftar_claim::Hash;

    #[test]
    fn ids_are_written_as_text() {
        let row = Row {
            entity: EntityId(Hash([7; 32])),
            kinds: vec!["museum".into()],
            names: vec![RowName { text: "متحف الطاحونة".into(), lang: Some("ar".into()) }],
            states: vec![RowState { property: "state".into(), code: "destroyed".into(), rank: 5, certain: true }],
            differs: Differs { yes: 1, possibly: 2 },
            sources: 3,
            statements: 9,
        };
        let json = serde_json::to_value(&row).unwrap();
        assert_eq!(json["entity"], format!("entity:{}", "07".repeat(32)));
        assert_eq!(json["names"][0]["text"], "متحف الطاحونة");
        assert_eq!(json["differs"]["possibly"], 2);
    }
}

//! How ids, dates, truths and values are written in JSON: all as text, values as the object that claims hold.

use std::fmt::Display;

use daftar_claim::Value;
use daftar_date::Truth;
use serde::{Serialize, Serializer};

/// An id or a date.
pub(crate) fn text<T: Display, S: Serializer>(item: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(item)
}

/// An id or a date, or null.
pub(crate) fn text_or_null<T: Display, S: Serializer>(item: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
    match item {
        Some(item) => serializer.collect_str(item),
        None => serializer.serialize_none(),
    }
}

/// A list of ids or dates.
pub(crate) fn texts<T: Display, S: Serializer>(items: &[T], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(items.iter().map(ToString::to_string))
}

/// The word of a truth.
pub(crate) fn truth<S: Serializer>(truth: &Truth, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(match truth {
        Truth::Yes => "yes",
        Truth::No => "no",
        Truth::Possibly => "possibly",
    })
}

/// The object that a claim holds.
pub(crate) fn value<S: Serializer>(value: &Value, serializer: S) -> Result<S::Ok, S::Error> {
    let json: serde_json::Value = serde_json::from_str(&value.to_json()).map_err(serde::ser::Error::custom)?;
    json.serialize(serializer)
}

/// The object that a claim holds, or null.
pub(crate) fn value_or_null<S: Serializer>(item: &Option<Value>, serializer: S) -> Result<S::Ok, S::Error> {
    match item {
        Some(item) => value(item, serializer),
        None => serializer.serialize_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use daftar_claim::{EntityId, Hash};

    #[derive(Serialize)]
    struct Sample {
        #[serde(serialize_with = "texts")]
        ids: Vec<EntityId>,
        #[serde(serialize_with = "text_or_null")]
        none: Option<EntityId>,
        #[serde(serialize_with = "truth")]
        truth: Truth,
        #[serde(serialize_with = "value")]
        value: Value,
    }

    #[test]
    fn everything_is_text_or_the_claims_own_object() {
        let id = EntityId(Hash([1; 32]));
        let sample = Sample { ids: vec![id], none: None, truth: Truth::Possibly, value: Value::text("well") };
        let json = serde_json::to_value(&sample).unwrap();
        let expected = serde_json::json!({
            "ids": [id.to_string()], "none": null, "truth": "possibly", "value": {"type": "text", "text": "well"}
        });
        assert_eq!(json, expected);
    }
}

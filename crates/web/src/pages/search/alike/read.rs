//! From what was typed to what is to become of the cards, or to what is wrong with it.

use daftar_register::claim::{Decimal, EntityId, Hash, PropertyId, Subject, Value, Wkt};
use daftar_register::table::{Cell, KIND, Query};
use daftar_register::{Alike, Deed, Register};

use crate::asked::Asked;
use crate::error::Trouble;
use crate::forms::typed::{Typed, WHOLE};
use crate::forms::value;
use crate::forms::writing::Writing;

/// What can be done.
pub(super) const DEEDS: [&str; 3] = ["say", "replace", "withdraw"];

/// The property that is to be changed, if many cards can be changed in it.
pub(super) fn property(register: &Register, asked: &Asked) -> Option<daftar_register::claim::profile::Property> {
    let id = PropertyId::parse(asked.get("property")?).ok()?;
    let property = register.profiles().property(&id)?;
    can_change(property).then(|| property.clone())
}

/// Whether many cards can be changed in it.
pub(super) fn can_change(property: &daftar_register::claim::profile::Property) -> bool {
    value::is_asked(property)
}

/// What was typed.
pub(super) fn alike(
    register: &Register,
    asked: &Asked,
    query: Query,
    typed: Typed,
) -> Result<Result<Alike, Typed>, Trouble> {
    let property = property(register, asked).ok_or(Trouble::Missing)?;
    let mut writing = Writing::new(register, typed)?;
    let (origin, concerns) = (writing.origin()?, writing.concerns()?);
    let values = writing.values(&property)?;
    let deed = deed(&mut writing, values);
    let keeps = writing.typed.is("deed", "replace") && writing.typed.is("keep-origin", "yes");
    let nobody = Subject::Entity(EntityId(Hash([0; 32])));
    let manner = (!keeps).then(|| origin.claim(nobody, property.id.clone(), Value::Unknown));
    // A card that is made here would not belong to the one piece of work.
    if !writing.open.is_empty() || !writing.sealed.is_empty() {
        writing.fault(WHOLE, "alike-no-new");
    }
    let restricted = writing.is_restricted();
    if property.id.as_str() == KIND {
        kinds_fit(&mut writing, deed.as_ref(), restricted);
    }
    Ok(match (writing.typed.is_sound(), deed) {
        (true, Some(deed)) => Ok(Alike { query, property: property.id, deed, manner, restricted, concerns }),
        _ => Err(writing.typed),
    })
}

/// What a card is decides what the public may see of it: one of the kinds that there are, and said openly.
fn kinds_fit(writing: &mut Writing<'_>, deed: Option<&Deed>, restricted: bool) {
    let new = match deed {
        Some(Deed::Say { values, .. }) => values.as_slice(),
        Some(Deed::Replace { new, .. }) => std::slice::from_ref(new),
        Some(Deed::Withdraw { .. }) | None => &[],
    };
    if !new.iter().all(|kind| matches!(kind, Value::Code { .. })) {
        writing.fault(WHOLE, "alike-kind-known");
    }
    if restricted {
        writing.fault(WHOLE, "alike-kind-open");
    }
}

fn deed(writing: &mut Writing<'_>, values: Vec<Value>) -> Option<Deed> {
    match writing.typed.text("deed").to_owned().as_str() {
        "say" => {
            if values.is_empty() && writing.typed.is_sound() {
                writing.fault(WHOLE, "alike-value");
            }
            Some(Deed::Say { values, only_unsaid: writing.typed.is("only-unsaid", "yes") })
        }
        "replace" => {
            let old = old(writing);
            if values.len() != 1 && writing.typed.is_sound() {
                writing.fault(WHOLE, "alike-one-value");
            }
            Some(Deed::Replace { old: old?, new: values.into_iter().next()? })
        }
        "withdraw" => {
            if !values.is_empty() {
                writing.fault(WHOLE, "alike-no-value");
            }
            Some(Deed::Withdraw { old: old(writing)? })
        }
        _ => {
            writing.fault("deed", "alike-deed-empty");
            None
        }
    }
}

/// The value that is replaced or taken back.
fn old(writing: &mut Writing<'_>) -> Option<Value> {
    let value = meant(writing.typed.text("old"));
    if value.is_none() {
        writing.fault("old", "alike-old-empty");
    }
    value
}

/// A value as the form sends it: as a column holds it; a position, which no column holds, as `p:METRES WKT`.
pub(super) fn sent(value: &Value) -> String {
    match value {
        Value::Geometry { wkt, uncertainty } => {
            format!("p:{} {}", uncertainty.as_ref().map_or("", Decimal::as_str), wkt.as_str())
        }
        other => Cell::of(other).to_string(),
    }
}

/// The value that was sent.
fn meant(sent: &str) -> Option<Value> {
    let Some((metres, wkt)) = sent.strip_prefix("p:").and_then(|position| position.split_once(' ')) else {
        return Cell::parse(sent)?.value();
    };
    let uncertainty = (!metres.is_empty()).then(|| Decimal::parse(metres)).transpose().ok()?;
    Some(Value::Geometry { wkt: Wkt::parse(wkt).ok()?, uncertainty })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_is_what_is_meant() {
        let at = |metres: Option<&str>| Value::Geometry {
            wkt: Wkt::parse("POINT (21.50 35)").unwrap(),
            uncertainty: metres.map(|metres| Decimal::parse(metres).unwrap()),
        };
        for value in [at(None), at(Some("12.5")), Value::code("kind", "object"), Value::text("p: no position")] {
            assert_eq!(meant(&sent(&value)), Some(value));
        }
        for wrong in ["", "*", "p:", "p:10", "p:10 POINT (far 35)", "p:near POINT (21 35)"] {
            assert_eq!(meant(wrong), None, "{wrong}");
        }
    }
}

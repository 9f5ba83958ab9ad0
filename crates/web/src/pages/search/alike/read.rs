//! From what was typed to what is to become of the cards, or to what is wrong with it.

use daftar_register::claim::{EntityId, Hash, PropertyId, Subject, Value};
use daftar_register::table::{Cell, Query};
use daftar_register::{Alike, Deed, Register};

use crate::asked::Asked;
use crate::error::Trouble;
use crate::forms::typed::{Typed, WHOLE};
use crate::forms::value;
use crate::forms::writing::Writing;

/// What can be done.
pub(super) const DEEDS: [&str; 3] = ["say", "replace", "withdraw"];

/// The property that is to be changed, if many cards can be changed in it: what a card is, and where it lies, is said one by one.
pub(super) fn property(register: &Register, asked: &Asked) -> Option<daftar_register::claim::profile::Property> {
    let id = PropertyId::parse(asked.get("property")?).ok()?;
    let property = register.profiles().property(&id)?;
    can_change(property).then(|| property.clone())
}

/// Whether many cards can be changed in it.
pub(super) fn can_change(property: &daftar_register::claim::profile::Property) -> bool {
    value::is_asked(property) && property.value != "geometry" && property.id.as_str() != "kind"
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
    Ok(match (writing.typed.is_sound(), deed) {
        (true, Some(deed)) => Ok(Alike { query, property: property.id, deed, manner, restricted, concerns }),
        _ => Err(writing.typed),
    })
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
fn old(writing: &mut Writing<'_>) -> Option<Cell> {
    let cell = Cell::parse(writing.typed.text("old")).filter(|cell| *cell != Cell::Something);
    if cell.is_none() {
        writing.fault("old", "alike-old-empty");
    }
    cell
}

//! Unsigned lines that carry their own check: canonical JSON whose member `check` is the SHA-256 of the rest.

use std::borrow::Cow;

use crate::Hash;
use crate::json::{Json, JsonError};

/// The members of an object.
pub type Members<'a> = Vec<(Cow<'a, str>, Json<'a>)>;

/// Why a line cannot be trusted, or read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckedError {
    /// Bytes that are no text.
    #[error("byte {at}: not UTF-8")]
    NotText {
        /// The first such byte of the line.
        at: usize,
    },
    /// It is not the JSON of this format.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// It is JSON, but no object.
    #[error("expected an object")]
    NotAnObject,
    /// Its bytes differ from what was written.
    #[error("the line does not match its own \"check\": it was changed")]
    Changed,
    /// A member is not there.
    #[error("the member {0:?} is missing")]
    Missing(&'static str),
    /// A member says something else than it can.
    #[error("{name:?} is no {expected}")]
    Other {
        /// The member.
        name: &'static str,
        /// What it is to be.
        expected: &'static str,
    },
}

/// The line, without its newline.
pub fn write(members: Members<'_>) -> String {
    let mut object = Json::Object(members);
    let check = Hash::of(object.canonical().as_bytes()).to_string();
    if let Json::Object(members) = &mut object {
        members.push(("check".into(), Json::Text(check.into())));
    }
    object.canonical()
}

/// Reads a line back, without its `check`.
///
/// # Errors
/// Says what is wrong with the line.
pub fn read(line: &[u8]) -> Result<Members<'_>, CheckedError> {
    let text = std::str::from_utf8(line).map_err(|error| CheckedError::NotText { at: error.valid_up_to() })?;
    let Json::Object(mut members) = Json::parse(text)? else { return Err(CheckedError::NotAnObject) };
    members.retain(|(name, _)| name != "check");
    if write(members.clone()) == text { Ok(members) } else { Err(CheckedError::Changed) }
}

/// The member of that name.
///
/// # Errors
/// When there is none.
pub fn member<'m, 'a>(members: &'m Members<'a>, name: &'static str) -> Result<&'m Json<'a>, CheckedError> {
    let found = members.iter().find(|(known, _)| known == name).map(|(_, value)| value);
    found.ok_or(CheckedError::Missing(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_changed_byte_is_seen() {
        let line = write(vec![("lang".into(), Json::Text("ar".into())), ("a".into(), Json::Integer(1))]);
        assert!(line.starts_with(r#"{"a":1,"check":""#), "{line}");
        assert_eq!(read(line.as_bytes()).unwrap().len(), 2);
        for at in 0..line.len() {
            let mut changed = line.clone().into_bytes();
            changed[at] ^= 1;
            assert!(read(&changed).is_err(), "byte {at}");
        }
    }
}

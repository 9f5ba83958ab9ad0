//! Unsigned lines that carry their own check: canonical JSON whose member `check` is the SHA-256 of the rest.

use std::borrow::Cow;

use daftar_claim::Hash;
use daftar_claim::json::Json;

/// The members of an object.
pub(crate) type Members<'a> = Vec<(Cow<'a, str>, Json<'a>)>;

/// The line, without its newline.
pub(crate) fn write(members: Members<'_>) -> String {
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
pub(crate) fn read(line: &[u8]) -> Result<Members<'_>, String> {
    let text = std::str::from_utf8(line).map_err(|error| format!("byte {}: not UTF-8", error.valid_up_to()))?;
    let Json::Object(mut members) = Json::parse(text).map_err(|error| error.to_string())? else {
        return Err("expected an object".to_owned());
    };
    members.retain(|(name, _)| name != "check");
    match write(members.clone()) == text {
        true => Ok(members),
        false => Err("the line does not match its own \"check\": it was changed".to_owned()),
    }
}

/// The member of that name.
pub(crate) fn member<'m, 'a>(members: &'m Members<'a>, name: &str) -> Result<&'m Json<'a>, String> {
    let found = members.iter().find(|(known, _)| known == name).map(|(_, value)| value);
    found.ok_or_else(|| format!("the member {name:?} is missing"))
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

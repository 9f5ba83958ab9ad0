//! How subjects and values are stored: the bodies of their dictionaries.

use daftar_claim::json::Json;
use daftar_claim::{ClaimId, EntityId, FileId, Hash, Subject, Value};

use super::error::{IndexError, Result};
use super::lookup::Start;

const ENTITY: u8 = 0;
const CLAIM: u8 = 1;
const FILE: u8 = 2;

/// The first byte of a text whose language is not said; the text follows.
const TEXT: u8 = b'=';

/// The first byte of a text with a language; a byte with the language's length, the language and the text follow.
const TEXT_IN: u8 = b'@';

/// Writes a subject: a byte for its sort, and its 32 bytes.
pub(super) fn write_subject(subject: &Subject, out: &mut Vec<u8>) -> Start {
    let hash = hash_of(subject).0;
    out.push(match subject {
        Subject::Entity(_) => ENTITY,
        Subject::Claim(_) => CLAIM,
        Subject::File(_) => FILE,
    });
    out.extend_from_slice(&hash);
    Start::of(&hash)
}

/// The 32 bytes of a subject.
pub(super) fn hash_of(subject: &Subject) -> Hash {
    match subject {
        Subject::Entity(id) => id.0,
        Subject::Claim(id) => id.0,
        Subject::File(id) => id.0,
    }
}

/// Reads a subject.
pub(super) fn read_subject(body: &[u8]) -> Result<Subject> {
    let refuse = || IndexError::damaged("a subject cannot be read");
    let (sort, hash) = body.split_first().ok_or_else(refuse)?;
    let hash = Hash(hash.try_into().map_err(|_| refuse())?);
    match *sort {
        ENTITY => Ok(Subject::Entity(EntityId(hash))),
        CLAIM => Ok(Subject::Claim(ClaimId(hash))),
        FILE => Ok(Subject::File(FileId(hash))),
        _ => Err(refuse()),
    }
}

/// What a value links to, where it is nothing but a link.
pub(super) fn link(value: &Value) -> Option<Subject> {
    match value {
        Value::Entity(id) => Some(Subject::Entity(*id)),
        Value::File(id) => Some(Subject::File(*id)),
        _ => None,
    }
}

/// The value that is nothing but a link to this.
pub(super) fn linked(subject: Subject) -> Result<Value> {
    match subject {
        Subject::Entity(id) => Ok(Value::Entity(id)),
        Subject::File(id) => Ok(Value::File(id)),
        Subject::Claim(_) => Err(IndexError::damaged("a value links to a claim")),
    }
}

/// Writes a value: text shortly, because most of a register is text, everything else as its canonical JSON.
pub(super) fn write_value(value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::Text { text, lang: None } => write_text(text, out),
        Value::Text { text, lang: Some(lang) } if lang.len() < 256 => {
            out.extend([TEXT_IN, lang.len() as u8]);
            out.extend_from_slice(lang.as_bytes());
            out.extend_from_slice(text.as_bytes());
        }
        other => out.extend_from_slice(other.to_json().as_bytes()),
    }
}

/// Writes words as the text that they would be as a value.
pub(super) fn write_text(text: &str, out: &mut Vec<u8>) {
    out.push(TEXT);
    out.extend_from_slice(text.as_bytes());
}

/// Reads a value.
pub(super) fn read_value(body: &[u8]) -> Result<Value> {
    let refuse = || IndexError::damaged("a value cannot be read");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).map_err(|_| refuse());
    match body.split_first().ok_or_else(refuse)? {
        (&TEXT, rest) => Ok(Value::Text { text: text(rest)?, lang: None }),
        (&TEXT_IN, rest) => {
            let (length, rest) = rest.split_first().ok_or_else(refuse)?;
            let (lang, rest) = rest.split_at_checked(usize::from(*length)).ok_or_else(refuse)?;
            Ok(Value::Text { text: text(rest)?, lang: Some(text(lang)?) })
        }
        _ => {
            let json = std::str::from_utf8(body).ok().and_then(|text| Json::parse(text).ok()).ok_or_else(refuse)?;
            Value::read(&json).map_err(|error| IndexError::damaged(error.to_string()))
        }
    }
}

/// The hash of a body, by which it is looked up and known in memory.
pub(super) fn hash(body: &[u8]) -> [u8; 32] {
    *blake3::hash(body).as_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use daftar_claim::{Decimal, Edtf};

    #[test]
    fn values_and_subjects_are_read_as_they_were_written() {
        let long = "x".repeat(300);
        let values = [
            Value::text("The old mill"),
            Value::text(""),
            Value::Text { text: "الطاحونة".into(), lang: Some("ar".into()) },
            Value::Text { text: "=@{".into(), lang: Some(String::new()) },
            Value::Text { text: "mill".into(), lang: Some(long) },
            Value::Number { number: Decimal::parse("1.50").unwrap(), unit: Some("m".into()) },
            Value::Date(Edtf::parse("2031-02~").unwrap()),
            Value::code("kind", "object"),
            Value::Unknown,
            Value::None,
        ];
        for value in values {
            let mut body = Vec::new();
            write_value(&value, &mut body);
            assert_eq!(read_value(&body).unwrap(), value);
        }
        let hash = Hash::of(b"mill");
        for subject in [Subject::Entity(EntityId(hash)), Subject::Claim(ClaimId(hash)), Subject::File(FileId(hash))] {
            let mut body = Vec::new();
            write_subject(&subject, &mut body);
            assert_eq!(read_subject(&body).unwrap(), subject);
        }
        for bad in [&b""[..], b"\x07", b"@", b"@\x09ar", b"=\xff", b"{}"] {
            assert!(read_value(bad).is_err() && read_subject(bad).is_err());
        }
    }
}

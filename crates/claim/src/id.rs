//! Names of things: 32-byte hashes and keys, written as a word, a colon and 64 hexadecimal digits.

use std::fmt;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::claim::Span;
use crate::json::{self, ObjectWriter};

/// A SHA-256 hash or any other 32 bytes, written as 64 lowercase hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hash(pub [u8; 32]);

/// Why a text is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{found:?} is not an id: expected {expected}")]
pub struct IdError {
    /// The text that was found.
    pub found: String,
    /// What an id looks like here.
    pub expected: &'static str,
}

impl Hash {
    /// The SHA-256 of `bytes`.
    pub fn of(bytes: &[u8]) -> Hash {
        Hash(Sha256::digest(bytes).into())
    }

    /// Reads 64 lowercase hexadecimal digits.
    ///
    /// # Errors
    /// When the text has another length or another character.
    pub fn parse(text: &str) -> Result<Hash, IdError> {
        let mut bytes = [0; 32];
        from_hex(text, &mut bytes)
            .then_some(Hash(bytes))
            .ok_or_else(|| IdError { found: text.to_owned(), expected: "64 lowercase hexadecimal digits" })
    }
}

/// Reads lowercase hexadecimal digits into `bytes`; false when the text does not fit exactly.
pub(crate) fn from_hex(text: &str, bytes: &mut [u8]) -> bool {
    let digits = text.as_bytes();
    if digits.len() != bytes.len() * 2 {
        return false;
    }
    for (pair, byte) in digits.chunks_exact(2).zip(bytes) {
        match (nibble(pair[0]), nibble(pair[1])) {
            (Some(high), Some(low)) => *byte = high << 4 | low,
            _ => return false,
        }
    }
    true
}

fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

/// Appends the lowercase hexadecimal digits of `bytes`.
pub(crate) fn push_hex(out: &mut String, bytes: &[u8]) {
    HEXLOWER.encode_append(bytes, out);
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::with_capacity(64);
        push_hex(&mut text, &self.0);
        f.write_str(&text)
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// An id that is written with its word before it, `entity:…`.
pub trait TextId: Sized + Copy {
    /// The word before the colon.
    const WORD: &'static str;
    /// What is said to be expected when a text is not such an id.
    const EXPECTED: &'static str;
    /// Wraps 32 bytes.
    fn from_hash(hash: Hash) -> Self;
    /// The 32 bytes.
    fn hash(&self) -> Hash;

    /// Reads the written form.
    ///
    /// # Errors
    /// When the word, the colon or the digits differ.
    fn parse(text: &str) -> Result<Self, IdError> {
        text.strip_prefix(Self::WORD)
            .and_then(|rest| rest.strip_prefix(':'))
            .and_then(|digits| Hash::parse(digits).ok())
            .map(Self::from_hash)
            .ok_or_else(|| IdError { found: text.to_owned(), expected: Self::EXPECTED })
    }

    /// Appends the written form.
    fn push(&self, out: &mut String) {
        out.push_str(Self::WORD);
        out.push(':');
        push_hex(out, &self.hash().0);
    }
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident, $word:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub Hash);

        impl TextId for $name {
            const WORD: &'static str = $word;
            const EXPECTED: &'static str = concat!("\"", $word, ":\" and 64 lowercase hexadecimal digits");
            fn from_hash(hash: Hash) -> Self {
                $name(hash)
            }
            fn hash(&self) -> Hash {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}:{}", $word, self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
    };
}

text_id!(
    /// Anything spoken of. Only an id: what it is, claims say.
    EntityId,
    "entity"
);
text_id!(
    /// A claim, named by the SHA-256 of its bytes.
    ClaimId,
    "claim"
);
text_id!(
    /// Evidence, or any other file, named by the SHA-256 of its bytes.
    FileId,
    "file"
);
text_id!(
    /// An Ed25519 public key; a log is named by the key that signs it.
    Key,
    "key"
);
text_id!(
    /// A register, named by the hash of its first entry.
    RegisterId,
    "register"
);

/// Appends an id as a JSON string.
pub(crate) fn write_id(out: &mut String, id: impl TextId) {
    out.push('"');
    id.push(out);
    out.push('"');
}

/// The entity first spoken of at `span` of the public document `file`: whoever reads the document finds the same id.
pub fn span_entity(file: FileId, kind: &str, span: Span) -> EntityId {
    let mut text = String::new();
    let mut object = ObjectWriter::new(&mut text);
    object.with("file", |out| write_id(out, file));
    object.text("kind", kind);
    object.with("span", |out| span.write(out));
    object.text("tag", "daftar/entity/1");
    object.end();
    EntityId(Hash::of(text.as_bytes()))
}

/// The entity of a data set's row: whoever imports the data set finds the same id.
///
/// `data_set` is the id that the data set is declared under, `key` the exact texts of its key columns.
pub fn row_entity(data_set: &str, kind: &str, key: &[&str]) -> EntityId {
    let mut text = String::new();
    let mut object = ObjectWriter::new(&mut text);
    object.list("key", key, |out, part| json::write_text(out, part));
    object.text("kind", kind);
    object.text("set", data_set);
    object.text("tag", "daftar/row/1");
    object.end();
    EntityId(Hash::of(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_form_round_trips_and_refuses_the_rest() {
        let id = EntityId(Hash::of(b"well"));
        assert_eq!(EntityId::parse(&id.to_string()), Ok(id));
        let mut pushed = String::new();
        id.push(&mut pushed);
        assert_eq!(pushed, id.to_string());
        for bad in [id.to_string().to_uppercase(), format!("claim:{}", id.0), "entity:12".into(), String::new()] {
            assert!(EntityId::parse(&bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn ids_can_be_made_by_hand() {
        // printf '{"file":"file:00…00","kind":"museum","span":[3,9],"tag":"daftar/entity/1"}' | sha256sum
        let file = FileId(Hash([0; 32]));
        let by_hand = format!(r#"{{"file":"{file}","kind":"museum","span":[3,9],"tag":"daftar/entity/1"}}"#);
        assert_eq!(span_entity(file, "museum", Span { start: 3, end: 9 }).0, Hash::of(by_hand.as_bytes()));
        let row = r#"{"key":["A 1"],"kind":"object","set":"mill","tag":"daftar/row/1"}"#;
        assert_eq!(row_entity("mill", "object", &["A 1"]).0, Hash::of(row.as_bytes()));
    }
}

//! One-time codes: what one keeper reads aloud and the other types, once.

use std::fmt;

use daftar_claim::Hash;

/// Letters and digits that are not mistaken for each other, read or heard (Crockford's base 32).
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters in a code: 100 bits.
const LENGTH: usize = 20;
/// What makes the shared key of a code, so that the code itself need not be kept.
const TAG: &str = "daftar/pair/1\n";

/// A one-time code.
#[derive(Clone, PartialEq, Eq)]
pub struct Code([u8; LENGTH]);

/// What was typed is no code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a code has {LENGTH} letters and digits, such as 7K3F-9QWX-…; this one has {0} that can be read")]
pub struct CodeError(usize);

impl Code {
    /// The code of random bytes.
    pub fn from_random(bytes: &[u8; LENGTH]) -> Code {
        Code(bytes.map(|byte| LETTERS[usize::from(byte % 32)]))
    }

    /// Reads a code as people type it: small or capital, with or without hyphens, O for 0, I or L for 1.
    ///
    /// # Errors
    /// When it has another length.
    pub fn parse(text: &str) -> Result<Code, CodeError> {
        let letters: Vec<u8> = text.bytes().filter_map(read).collect();
        letters.as_slice().try_into().map(Code).map_err(|_| CodeError(letters.len()))
    }

    /// The key that both sides make of it.
    pub fn shared(&self) -> Hash {
        Hash::of(&[TAG.as_bytes(), &self.0].concat())
    }
}

/// The letter that a typed one stands for; none for what stands between letters.
fn read(typed: u8) -> Option<u8> {
    let letter = match typed.to_ascii_uppercase() {
        b'O' => b'0',
        b'I' | b'L' => b'1',
        other => other,
    };
    LETTERS.contains(&letter).then_some(letter)
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, part) in self.0.chunks(4).enumerate() {
            let hyphen = if n > 0 { "-" } else { "" };
            write!(f, "{hyphen}{}", String::from_utf8_lossy(part))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = Code::from_random(&std::array::from_fn(|n| (n * 13) as u8));
        let written = code.to_string();
        assert_eq!(written.len(), 24);
        for typed in [written.clone(), written.to_lowercase(), written.replace('-', " "), written.replace('0', "o")] {
            assert_eq!(Code::parse(&typed).unwrap().shared(), code.shared(), "{typed}");
        }
        assert_eq!(Code::parse("7K3F"), Err(CodeError(4)));
        assert!(!format!("{code:?}").contains(&written[..4]));
    }
}

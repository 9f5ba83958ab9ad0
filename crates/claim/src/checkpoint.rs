//! Checkpoints: what a register held by a moment, signed by one of its keys and co-signed by partners, in the forms of
//! the C2SP specifications `signed-note`, `tlog-checkpoint` and `tlog-cosignature`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::Hash;
use crate::id::{Key, RegisterId, TextId};
use crate::keys::{SigningKey, verify};
use crate::merkle;

/// One log in a checkpoint: how many entries, and the RFC 6962 root whose leaf data are the entries' 32-byte hashes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LogState {
    /// The log.
    pub log: Key,
    /// How many entries.
    pub entries: u64,
    /// The root over their hashes.
    pub root: Hash,
}

impl LogState {
    /// The state of a log with these entry hashes.
    pub fn of(log: Key, entries: &[Hash]) -> LogState {
        LogState { log, entries: entries.len() as u64, root: merkle::root(entries) }
    }
}

/// What a register held by a moment.
///
/// **Its text is signed: never change what [`Checkpoint::text`] writes.**
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checkpoint {
    /// The register.
    pub register: RegisterId,
    /// Its logs, sorted by key.
    pub logs: Vec<LogState>,
}

impl Checkpoint {
    /// The note's text: origin, size, root, then one extension line for each log, each line ended.
    ///
    /// Origin is `daftar/` and the register's 64 digits; size is the number of entries in all logs; root is SHA-256
    /// over the extension lines; an extension line is `log`, the key's digits, the number of entries, the log's root.
    pub fn text(&self) -> String {
        let lines = self.log_lines();
        let size: u64 = self.logs.iter().map(|log| log.entries).sum();
        let root = STANDARD.encode(Hash::of(lines.as_bytes()).0);
        format!("daftar/{}\n{size}\n{root}\n{lines}", self.register.hash())
    }

    fn log_lines(&self) -> String {
        let line = |log: &LogState| format!("log {} {} {}\n", log.log.hash(), log.entries, log.root);
        self.logs.iter().map(line).collect()
    }

    /// The line that a key of the register adds: Ed25519 over the text (`signed-note`, signature type 1).
    pub fn sign(&self, name: &str, key: &SigningKey) -> String {
        let signature = key.sign(self.text().as_bytes());
        note_line(name, &key_id(name, 1, key.public()), &signature)
    }

    /// The line that a partner adds: it saw this checkpoint at `time`, seconds since 1970 (`tlog-cosignature`, type 4).
    pub fn cosign(&self, name: &str, key: &SigningKey, time: u64) -> String {
        let message = format!("cosignature/v1\ntime {time}\n{}", self.text());
        let mut payload = time.to_be_bytes().to_vec();
        payload.extend(key.sign(message.as_bytes()));
        note_line(name, &key_id(name, 4, key.public()), &payload)
    }

    /// Whether a signature line is that of the register's key `key` over this text.
    pub fn signed_by(&self, line: &str, key: Key) -> bool {
        let Some((name, payload)) = read_note_line(line) else { return false };
        let Some(signature) = payload.strip_prefix(&key_id(name, 1, key)[..]) else { return false };
        signature.try_into().is_ok_and(|signature| verify(key, self.text().as_bytes(), signature))
    }

    /// The time, in seconds since 1970, at which the partner's key `key` saw this checkpoint, if the line proves it.
    pub fn cosigned_by(&self, line: &str, key: Key) -> Option<u64> {
        let (name, payload) = read_note_line(line)?;
        let (time, signature) = payload.strip_prefix(&key_id(name, 4, key)[..])?.split_at_checked(8)?;
        let time = u64::from_be_bytes(time.try_into().ok()?);
        let message = format!("cosignature/v1\ntime {time}\n{}", self.text());
        verify(key, message.as_bytes(), signature.try_into().ok()?).then_some(time)
    }
}

/// The first four bytes of SHA-256 over name, newline, signature type and key (`signed-note`).
fn key_id(name: &str, kind: u8, key: Key) -> [u8; 4] {
    let hash = Sha256::new().chain_update(name).chain_update([b'\n', kind]).chain_update(key.hash().0).finalize();
    [hash[0], hash[1], hash[2], hash[3]]
}

fn note_line(name: &str, id: &[u8; 4], payload: &[u8]) -> String {
    format!("— {name} {}\n", STANDARD.encode([&id[..], payload].concat()))
}

fn read_note_line(line: &str) -> Option<(&str, Vec<u8>)> {
    let (name, payload) = line.strip_prefix("— ")?.trim_end_matches('\n').split_once(' ')?;
    Some((name, STANDARD.decode(payload).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checkpoint(entries: &[Hash]) -> Checkpoint {
        let key = SigningKey::from_seed(&[1; 32]).public();
        Checkpoint { register: RegisterId(Hash([2; 32])), logs: vec![LogState::of(key, entries)] }
    }

    #[test]
    fn signatures_hold_for_their_text_and_key_alone() {
        let (ours, partner) = (SigningKey::from_seed(&[1; 32]), SigningKey::from_seed(&[3; 32]));
        let seen = checkpoint(&[Hash([4; 32])]);
        let line = seen.sign("mill", &ours);
        assert!(seen.signed_by(&line, ours.public()));
        assert!(!seen.signed_by(&line, partner.public()));
        assert!(!checkpoint(&[]).signed_by(&line, ours.public()));
        let cosigned = seen.cosign("partner.example", &partner, 1_900_000_000);
        assert_eq!(seen.cosigned_by(&cosigned, partner.public()), Some(1_900_000_000));
        assert_eq!(checkpoint(&[]).cosigned_by(&cosigned, partner.public()), None);
    }

    #[test]
    fn hostile_lines_are_no_signatures() {
        let key = SigningKey::from_seed(&[1; 32]).public();
        for line in ["", "— ", "— a b", "— a !!!!", "— a AAAA\n", "- a AAAA"] {
            assert!(!checkpoint(&[]).signed_by(line, key));
            assert_eq!(checkpoint(&[]).cosigned_by(line, key), None);
        }
    }

    #[test]
    fn key_ids_are_those_of_the_signed_note_specification() {
        // The example of C2SP signed-note: PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW
        let bytes = STANDARD.decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW").unwrap();
        let key = Key(Hash(bytes[1..].try_into().unwrap()));
        assert_eq!(key_id("PeterNeumann", bytes[0], key), [0xc7, 0x4f, 0x20, 0xa3]);
    }
}

//! Checkpoints: what a register held by a moment, signed by one of its keys and co-signed by partners, in the forms of
//! the C2SP specifications `signed-note`, `tlog-checkpoint` and `tlog-cosignature`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::id::{Key, RegisterId, TextId};
use crate::keys::{SigningKey, verify};
use crate::{Hash, ValueError, merkle};

/// A checkpoint names at most so many logs.
const MAX_LOGS: usize = 10_000;
/// A log has at most so many entries, and so has a register: what a JSON number can say.
const MAX_ENTRIES: u64 = (1 << 53) - 1;

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
    /// Reads a line of a checkpoint.
    fn parse(line: &str) -> Result<LogState, ValueError> {
        let wrong = || ValueError::new(line, "a line of a log: its key's digits, its entries, its root");
        let parts: Vec<&str> = line.split(' ').collect();
        let ["log", log, entries, root] = parts[..] else { return Err(wrong()) };
        let log = Key(Hash::parse(log).map_err(|_| wrong())?);
        let entries = entries.parse().map_err(|_| wrong())?;
        Ok(LogState { log, entries, root: Hash::parse(root).map_err(|_| wrong())? })
    }

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

    /// Reads a note's text, which must be exactly what [`Checkpoint::text`] writes.
    ///
    /// # Errors
    /// When it is anything else; names the line.
    pub fn parse(text: &str) -> Result<Checkpoint, ValueError> {
        let wrong = |line: &str, expected| ValueError::new(line, expected);
        let mut lines = text.lines();
        let mut next = || lines.next().unwrap_or_default();
        let (origin, size, root) = (next(), next(), next());
        let register = origin.strip_prefix("daftar/").and_then(|digits| Hash::parse(digits).ok());
        let register = register.ok_or_else(|| wrong(origin, "daftar/ and the digits of a notebook"))?;
        let logs: Vec<&str> = lines.take(MAX_LOGS + 1).collect();
        let logs = logs.into_iter().map(LogState::parse).collect::<Result<Vec<_>, _>>()?;
        if logs.len() > MAX_LOGS || !logs.is_sorted_by(|one, next| one.log < next.log) {
            return Err(wrong(origin, "logs sorted by key, each once, at most 10,000"));
        }
        let entries = logs.iter().try_fold(0, |sum: u64, log| sum.checked_add(log.entries));
        if entries.is_none_or(|entries| entries > MAX_ENTRIES) {
            return Err(wrong(size, "a number of entries that can be"));
        }
        let checkpoint = Checkpoint { register: RegisterId(register), logs };
        match checkpoint.text() == text {
            true => Ok(checkpoint),
            false => Err(wrong(root, "the number of entries, and the hash of the lines that follow")),
        }
    }

    /// The SHA-256 of its text: the name under which it is kept, and what a time-stamping authority stamps.
    pub fn hash(&self) -> Hash {
        Hash::of(self.text().as_bytes())
    }

    /// What it says of a log.
    pub fn log(&self, log: Key) -> Option<&LogState> {
        self.logs.iter().find(|state| state.log == log)
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

/// Who signed a checkpoint.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Signer {
    /// A key that writes a log of the register.
    Register(Key),
    /// A partner, who saw it at this time, in seconds since 1970.
    Partner(Key, u64),
}

/// A checkpoint with the lines of those who signed it: a C2SP signed note. The name in each line is the key itself, `key:…`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignedCheckpoint {
    /// What is signed.
    pub checkpoint: Checkpoint,
    /// The signature lines, each without its newline.
    pub lines: Vec<String>,
}

/// A checkpoint has at most so many signature lines.
const MAX_LINES: usize = 100;

impl SignedCheckpoint {
    /// Reads a note. Its signatures are not checked by this: see [`SignedCheckpoint::signers`].
    ///
    /// # Errors
    /// When it is no checkpoint, or not followed by an empty line and lines of signatures.
    pub fn parse(note: &str) -> Result<SignedCheckpoint, ValueError> {
        let wrong =
            || ValueError::new(note.lines().last().unwrap_or_default(), "a checkpoint, an empty line, signatures");
        let (text, signatures) = note.split_once("\n\n").ok_or_else(wrong)?;
        let checkpoint = Checkpoint::parse(&format!("{text}\n"))?;
        let lines: Vec<String> = signatures.lines().map(str::to_owned).collect();
        let read = SignedCheckpoint { checkpoint, lines };
        match read.lines.len() <= MAX_LINES && read.to_note() == note {
            true => Ok(read),
            false => Err(wrong()),
        }
    }

    /// The note.
    pub fn to_note(&self) -> String {
        let lines: String = self.lines.iter().map(|line| format!("{line}\n")).collect();
        format!("{}\n{lines}", self.checkpoint.text())
    }

    /// Who signed, line by line; none for a line that is no signature over this checkpoint by the key that it names.
    pub fn signers(&self) -> Vec<Option<Signer>> {
        self.lines.iter().map(|line| self.signer(line)).collect()
    }

    fn signer(&self, line: &str) -> Option<Signer> {
        let key = Key::parse(read_note_line(line)?.0).ok()?;
        let own = || self.checkpoint.log(key).filter(|_| self.checkpoint.signed_by(line, key));
        match self.checkpoint.cosigned_by(line, key) {
            Some(time) => Some(Signer::Partner(key, time)),
            None => own().map(|_| Signer::Register(key)),
        }
    }

    /// Adds a line of the register's key.
    pub fn sign(&mut self, key: &SigningKey) {
        self.add(&self.checkpoint.sign(&key.public().to_string(), key));
    }

    /// Adds the line of a partner who sees this checkpoint at `time`, in seconds since 1970.
    pub fn cosign(&mut self, key: &SigningKey, time: u64) {
        self.add(&self.checkpoint.cosign(&key.public().to_string(), key, time));
    }

    /// Adds a line if it is a sound signature, and by somebody who has not signed yet. Returns whether it was added.
    pub fn add(&mut self, line: &str) -> bool {
        let line = line.trim_end_matches('\n');
        let who = |signer: Signer| match signer {
            Signer::Register(key) => (false, key),
            Signer::Partner(key, _) => (true, key),
        };
        let Some(signer) = self.signer(line).map(who) else { return false };
        let new =
            self.lines.len() < MAX_LINES && !self.signers().into_iter().flatten().any(|known| who(known) == signer);
        if new {
            self.lines.push(line.to_owned());
        }
        new
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
    fn a_note_is_read_as_it_was_written_and_signed_once_by_each() {
        let (ours, partner) = (SigningKey::from_seed(&[1; 32]), SigningKey::from_seed(&[3; 32]));
        let mut signed = SignedCheckpoint { checkpoint: checkpoint(&[Hash([4; 32])]), lines: Vec::new() };
        signed.sign(&ours);
        signed.sign(&partner);
        signed.cosign(&partner, 1_900_000_000);
        signed.cosign(&partner, 1_900_000_001);
        let read = SignedCheckpoint::parse(&signed.to_note()).unwrap();
        let who = [Signer::Register(ours.public()), Signer::Partner(partner.public(), 1_900_000_000)];
        assert_eq!((&read, read.signers()), (&signed, who.map(Some).to_vec()), "the partner writes no log of it");
        let note = signed.to_note();
        for at in 0..note.len() {
            let mut bytes = note.clone().into_bytes();
            bytes[at] ^= 1;
            let read = String::from_utf8(bytes).ok().and_then(|text| SignedCheckpoint::parse(&text).ok());
            assert!(read.is_none_or(|read| read.signers().contains(&None)), "byte {at}");
        }
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

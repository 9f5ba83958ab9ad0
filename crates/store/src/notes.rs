//! Notes beside a log: which bodies of an entry are not here, and the ids of all of them.
//!
//! An entry without a note has all of its bodies; of several notes on one entry the last holds.

use std::collections::BTreeMap;
use std::path::PathBuf;

pub(crate) use daftar_claim::Note;

/// The notes of one log, as the file has them.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    /// The file.
    pub(crate) path: PathBuf,
    /// Its length up to the last complete line, in bytes.
    pub(crate) length: u64,
    /// The last note on each entry.
    by_number: BTreeMap<u64, Note>,
    /// Lines that are no notes: line from 1, offset in bytes, what is wrong.
    pub(crate) damaged: Vec<(usize, usize, String)>,
    /// Whether the file ends in an incomplete line.
    pub(crate) torn: bool,
}

impl Notes {
    /// Reads the bytes of a notes file.
    pub(crate) fn parse(path: PathBuf, bytes: &[u8]) -> Notes {
        let mut notes = Notes { path, ..Notes::default() };
        for (n, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
            let Some(text) = line.strip_suffix(b"\n") else {
                notes.torn = true;
                break;
            };
            match Note::parse(text) {
                Ok(note) => notes.set(note),
                Err(error) => notes.damaged.push((n + 1, notes.length as usize, error.to_string())),
            }
            notes.length += line.len() as u64;
        }
        notes
    }

    pub(crate) fn get(&self, number: u64) -> Option<&Note> {
        self.by_number.get(&number)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Note> {
        self.by_number.values()
    }

    /// Keeps a note in memory; it counts once its line is on the disk.
    pub(crate) fn set(&mut self, note: Note) {
        self.by_number.insert(note.number, note);
    }

    /// The lines of notes, as they are appended.
    pub(crate) fn lines(notes: &[Note]) -> Vec<u8> {
        let mut out = Vec::new();
        for note in notes {
            out.extend_from_slice(note.to_line().as_bytes());
            out.push(b'\n');
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use daftar_claim::{ClaimId, Hash};

    #[test]
    fn the_last_note_holds_and_damage_is_named() {
        let note = |absent: &[u32]| Note {
            number: 7,
            ids: vec![ClaimId(Hash([1; 32])); 4],
            absent: absent.to_vec(),
            withheld: vec![],
        };
        let mut bytes = Notes::lines(&[note(&[0, 1, 3]), note(&[3])]);
        assert!(bytes.starts_with(br#"{"absent":[[0,1],[3,3]],"check":"#), "{}", String::from_utf8_lossy(&bytes));
        let notes = Notes::parse(PathBuf::new(), &bytes);
        assert_eq!(notes.get(7), Some(&note(&[3])));
        assert_eq!(notes.get(7).map(|note| note.present().len()), Some(3));
        bytes[12] ^= 1;
        bytes.truncate(bytes.len() - 1);
        let notes = Notes::parse(PathBuf::new(), &bytes);
        assert_eq!((notes.get(7), notes.damaged.len(), notes.torn), (None, 1, true));
    }
}

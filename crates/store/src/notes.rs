//! Notes beside a log: which bodies of an entry are not here, and the ids of all of them.
//!
//! An entry without a note has all of its bodies; of several notes on one entry the last holds.

use std::collections::BTreeMap;
use std::path::PathBuf;

use daftar_claim::json::Json;
use daftar_claim::{ClaimId, TextId};

use crate::checked::{self, Members};
use crate::walk::Shape;

/// The bodies that an entry lacks.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Note {
    /// The entry's number in its log.
    pub(crate) number: u64,
    /// The ids of all of the entry's bodies, in order; empty where the sender gave no list.
    pub(crate) ids: Vec<ClaimId>,
    /// Positions that are not in the bodies file, ascending.
    pub(crate) absent: Vec<u32>,
    /// Those of them that the sender said to withhold, ascending.
    pub(crate) withheld: Vec<u32>,
}

impl Note {
    /// The line, without its newline.
    fn to_line(&self) -> String {
        let ids = self.ids.iter().map(|id| Json::Text(id.to_string().into())).collect();
        checked::write(vec![
            ("absent".into(), ranges(&self.absent)),
            ("ids".into(), Json::List(ids)),
            ("number".into(), Json::Integer(i64::try_from(self.number).unwrap_or_default())),
            ("withheld".into(), ranges(&self.withheld)),
        ])
    }

    fn parse(line: &[u8]) -> Result<Note, String> {
        let members = checked::read(line)?;
        let number = checked::member(&members, "number")?.as_integer().and_then(|n| u64::try_from(n).ok());
        Ok(Note {
            number: number.ok_or("\"number\" is no number")?,
            ids: read_ids(&members)?,
            absent: read_ranges(&members, "absent")?,
            withheld: read_ranges(&members, "withheld")?,
        })
    }

    /// Why the note cannot be about this entry, if it cannot.
    pub(crate) fn objection(&self, shape: &Shape) -> Option<&'static str> {
        let all_absent = self.ids.is_empty() && self.absent.len() == shape.bodies as usize;
        let within = self.absent.last().is_none_or(|last| *last < shape.bodies);
        match (within, all_absent || shape.covers(&self.ids)) {
            (false, _) => Some("it names positions that the entry does not have"),
            (_, false) => Some("its ids do not lead to the entry's root"),
            _ => None,
        }
    }

    /// The ids of the bodies that should be in the file, in order.
    pub(crate) fn present(&self) -> Vec<ClaimId> {
        let here = |position: &usize| self.absent.binary_search(&(*position as u32)).is_err();
        let ids = self.ids.iter().enumerate();
        ids.filter(|(position, _)| here(position)).map(|(_, id)| *id).collect()
    }
}

/// Ascending positions as `[[first,last],…]`.
fn ranges(positions: &[u32]) -> Json<'static> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for position in positions {
        match runs.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(*position) => *last = *position,
            _ => runs.push((*position, *position)),
        }
    }
    let number = |n: u32| Json::Integer(i64::from(n));
    Json::List(runs.into_iter().map(|(first, last)| Json::List(vec![number(first), number(last)])).collect())
}

fn read_ranges(members: &Members<'_>, name: &str) -> Result<Vec<u32>, String> {
    let refuse = || format!("{name:?} is no list of [first,last] below 4096, ascending");
    let mut positions: Vec<u32> = Vec::new();
    for range in checked::member(members, name)?.as_list().ok_or_else(refuse)? {
        let [Json::Integer(first), Json::Integer(last)] = range.as_list().unwrap_or_default() else {
            return Err(refuse());
        };
        let after = positions.last().map_or(-1, |last| i64::from(*last));
        if *first <= after || last < first || *last >= daftar_claim::MAX_BODIES as i64 {
            return Err(refuse());
        }
        positions.extend(*first as u32..=*last as u32);
    }
    Ok(positions)
}

fn read_ids(members: &Members<'_>) -> Result<Vec<ClaimId>, String> {
    let refuse = || "\"ids\" is no list of claims".to_owned();
    let items = checked::member(members, "ids")?.as_list().ok_or_else(refuse)?;
    items.iter().map(|item| item.as_text().and_then(|text| ClaimId::parse(text).ok()).ok_or_else(refuse)).collect()
}

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
                Err(why) => notes.damaged.push((n + 1, notes.length as usize, why)),
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
    use daftar_claim::Hash;

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

//! The note beside an entry that lacks bodies: which, and the ids of all. It lies beside a log, and travels in bundles.

use crate::Hash;
use crate::checked::{self, CheckedError, Members};
use crate::entry::{Entry, MAX_BODIES};
use crate::id::{ClaimId, TextId};
use crate::json::Json;

/// What is known of an entry that lacks bodies.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Note {
    /// The entry's number in its log.
    pub number: u64,
    /// The ids of all of the entry's bodies, in order; empty where the sender gave no list.
    pub ids: Vec<ClaimId>,
    /// Positions of the bodies that are not here, ascending.
    pub absent: Vec<u32>,
    /// Those of them that the sender said to withhold, ascending.
    pub withheld: Vec<u32>,
}

impl Note {
    /// The line, without its newline.
    pub fn to_line(&self) -> String {
        let ids = self.ids.iter().map(|id| Json::Text(id.to_string().into())).collect();
        checked::write(vec![
            ("absent".into(), ranges(&self.absent)),
            ("ids".into(), Json::List(ids)),
            ("number".into(), Json::Integer(i64::try_from(self.number).unwrap_or_default())),
            ("withheld".into(), ranges(&self.withheld)),
        ])
    }

    /// Reads a line, without its newline.
    ///
    /// # Errors
    /// When it is no note, or was changed.
    pub fn parse(line: &[u8]) -> Result<Note, CheckedError> {
        let members = checked::read(line)?;
        let number = checked::member(&members, "number")?.as_integer().and_then(|n| u64::try_from(n).ok());
        Ok(Note {
            number: number.ok_or(CheckedError::Other { name: "number", expected: "number" })?,
            ids: read_ids(&members)?,
            absent: read_ranges(&members, "absent")?,
            withheld: read_ranges(&members, "withheld")?,
        })
    }

    /// Why the note cannot be about an entry of so many bodies under this root, if it cannot.
    pub fn objection(&self, bodies: u32, root: &Hash) -> Option<&'static str> {
        let all_absent = self.ids.is_empty() && self.absent.len() == bodies as usize;
        let within = self.absent.last().is_none_or(|last| *last < bodies);
        let covers = || self.ids.len() == bodies as usize && Entry::root(&self.ids) == *root;
        match (within, all_absent || covers()) {
            (false, _) => Some("it names positions that the entry does not have"),
            (_, false) => Some("its ids do not lead to the entry's root"),
            _ => None,
        }
    }

    /// Whether the body at a position is not here.
    pub fn is_absent(&self, position: u32) -> bool {
        self.absent.binary_search(&position).is_ok()
    }

    /// Whether the sender said to withhold the body at a position.
    pub fn is_withheld(&self, position: u32) -> bool {
        self.withheld.binary_search(&position).is_ok()
    }

    /// The ids of the bodies that are here, in order.
    pub fn present(&self) -> Vec<ClaimId> {
        let ids = (0u32..).zip(&self.ids);
        ids.filter(|(position, _)| !self.is_absent(*position)).map(|(_, id)| *id).collect()
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

fn read_ranges(members: &Members<'_>, name: &'static str) -> Result<Vec<u32>, CheckedError> {
    let refuse = || CheckedError::Other { name, expected: "list of [first,last] below 4096, ascending" };
    let mut positions: Vec<u32> = Vec::new();
    for range in checked::member(members, name)?.as_list().ok_or_else(refuse)? {
        let [Json::Integer(first), Json::Integer(last)] = range.as_list().unwrap_or_default() else {
            return Err(refuse());
        };
        let after = positions.last().map_or(-1, |last| i64::from(*last));
        if *first <= after || last < first || *last >= MAX_BODIES as i64 {
            return Err(refuse());
        }
        positions.extend(*first as u32..=*last as u32);
    }
    Ok(positions)
}

fn read_ids(members: &Members<'_>) -> Result<Vec<ClaimId>, CheckedError> {
    let refuse = || CheckedError::Other { name: "ids", expected: "list of claims" };
    let items = checked::member(members, "ids")?.as_list().ok_or_else(refuse)?;
    items.iter().map(|item| item.as_text().and_then(|text| ClaimId::parse(text).ok()).ok_or_else(refuse)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(absent: &[u32]) -> Note {
        let ids = vec![ClaimId(Hash([1; 32])); 4];
        Note { number: 7, ids, absent: absent.to_vec(), withheld: absent[1..].to_vec() }
    }

    #[test]
    fn what_is_written_is_read() {
        let line = note(&[0, 1, 3]).to_line();
        assert!(line.starts_with(r#"{"absent":[[0,1],[3,3]],"check":"#), "{line}");
        let read = Note::parse(line.as_bytes()).unwrap();
        assert_eq!(read, note(&[0, 1, 3]));
        assert_eq!((read.present().len(), read.is_absent(2), read.is_withheld(3)), (1, false, true));
        assert_eq!(Note::parse(line.replace("[0,1]", "[0,2]").as_bytes()), Err(CheckedError::Changed));
    }

    #[test]
    fn positions_that_no_entry_has_are_refused() {
        for absent in [[3, 1], [0, 4096], [2, 2]] {
            let line = note(&absent).to_line();
            let expected = "list of [first,last] below 4096, ascending";
            assert_eq!(Note::parse(line.as_bytes()), Err(CheckedError::Other { name: "absent", expected }), "{line}");
        }
        let ids = note(&[0]).ids;
        assert_eq!(note(&[0, 1]).objection(4, &Entry::root(&ids)), None);
        assert!(note(&[0, 1]).objection(4, &Hash([2; 32])).is_some());
        assert!(note(&[0, 5]).objection(4, &Entry::root(&ids)).is_some());
    }
}

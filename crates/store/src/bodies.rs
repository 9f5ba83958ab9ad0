//! From the lines of an entry to the state of each of its bodies.

use std::collections::HashSet;

use daftar_claim::{BodyState, ClaimId};

use crate::notes::Note;
use crate::walk::{self, Shape};

/// What is known of an entry besides its lines.
pub(crate) struct Context<'a> {
    pub(crate) shape: Shape,
    pub(crate) note: Option<&'a Note>,
    /// Claims that are erased here: never shown, even if their bytes are still there.
    pub(crate) erased: &'a HashSet<ClaimId>,
    /// The ids that another place remembers; asked only when something is missing.
    pub(crate) known: &'a dyn Fn() -> Option<Vec<ClaimId>>,
}

impl Context<'_> {
    /// The note, if it can be about this entry.
    pub(crate) fn note(&self) -> Option<&Note> {
        self.note.filter(|note| self.shape.objection(note).is_none())
    }

    /// The ids of all bodies, in order, where something proves them.
    pub(crate) fn ids(&self, of_lines: &[ClaimId]) -> Option<Vec<ClaimId>> {
        if self.shape.covers(of_lines) {
            return Some(of_lines.to_vec());
        }
        let noted = self.note().map(|note| note.ids.clone()).filter(|ids| self.shape.covers(ids));
        noted.or_else(|| (self.known)().filter(|ids| self.shape.covers(ids)))
    }

    /// The state of each body, given the entry's lines.
    pub(crate) fn states(&self, bytes: &[u8]) -> Vec<BodyState> {
        let lines: Vec<&[u8]> = walk::lines(bytes).collect();
        let of_lines = walk::ids(bytes);
        let Some(ids) = self.ids(&of_lines) else { return self.without_ids() };
        let present = place(&ids, &of_lines);
        let state = |(position, id): (usize, &ClaimId)| match present[position].and_then(|line| lines.get(line)) {
            _ if self.erased.contains(id) => BodyState::Erased(*id),
            Some(line) => BodyState::Present(line.to_vec()),
            None => self.missing(position as u32, *id),
        };
        ids.iter().enumerate().map(state).collect()
    }

    fn missing(&self, position: u32, id: ClaimId) -> BodyState {
        let Some(note) = self.note() else { return BodyState::Damaged(Some(id)) };
        let among = |positions: &[u32]| positions.binary_search(&position).is_ok();
        match (among(&note.withheld), among(&note.absent)) {
            (true, _) => BodyState::Withheld(id),
            (_, true) => BodyState::Awaited(Some(id)),
            _ => BodyState::Damaged(Some(id)),
        }
    }

    /// Without ids nothing says which line is which body, or whether it is one.
    fn without_ids(&self) -> Vec<BodyState> {
        let awaited = self.note().is_some();
        let state = if awaited { BodyState::Awaited(None) } else { BodyState::Damaged(None) };
        vec![state; self.shape.bodies as usize]
    }
}

/// For each id the line that holds it, if one does. Lines come in the order of the ids; a damaged line fits nowhere.
pub(crate) fn place(ids: &[ClaimId], lines: &[ClaimId]) -> Vec<Option<usize>> {
    let mut places = vec![None; ids.len()];
    let mut from = 0;
    for (n, line) in lines.iter().enumerate() {
        let Some(offset) = ids[from..].iter().position(|id| id == line) else { continue };
        places[from + offset] = Some(n);
        from += offset + 1;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use daftar_claim::Hash;

    #[test]
    fn lines_find_their_places_around_what_is_missing_or_damaged() {
        let id = |n: u8| ClaimId(Hash([n; 32]));
        let ids = [id(1), id(2), id(2), id(3), id(4)];
        assert_eq!(place(&ids, &[id(2), id(9), id(3)]), [None, Some(0), None, Some(2), None]);
        assert_eq!(place(&ids, &[id(1), id(2), id(2), id(3), id(4)]), [0, 1, 2, 3, 4].map(Some));
    }
}

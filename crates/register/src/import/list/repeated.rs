//! Rows that say all that the row before said, of another shape: programs that keep several shapes of a thing write one row for each.

use daftar_claim::EntityId;
use daftar_read::sheet::{CellKind, Row};

use super::{List, Listed, trouble};
use crate::import::told::Why;

impl List<'_> {
    /// The column of its shapes, where rows are told apart by a key.
    fn shape_column(&self) -> Option<usize> {
        let is_shape = |at: &usize| {
            let reads = &self.columns[*at];
            let property = reads.property.as_ref().and_then(|id| self.profiles.property(id));
            reads.column.part.is_none() && property.is_some_and(|property| property.value == "geometry")
        };
        (0..self.columns.len()).find(is_shape).filter(|at| !self.key.is_empty() && !self.key.contains(at))
    }

    /// Notes the row of a thing.
    pub(super) fn remember(&mut self, row: &Row, thing: Option<EntityId>) {
        self.last = thing.filter(|_| self.shape_column().is_some()).map(|thing| (row.clone(), thing));
    }

    /// Whether a row has the key of the one before.
    pub(in crate::import) fn has_key_of(&self, row: &Row, before: &Row) -> bool {
        let text = |row: &Row, at: usize| row.cells.get(at).map(|cell| cell.text.clone());
        self.shape_column().is_some() && self.key.iter().all(|at| text(row, *at) == text(before, *at))
    }

    /// Whether a row is the same as the one of that number but for its shape.
    pub(super) fn gives_further_shape(&self, row: &Row, first: u64) -> bool {
        let (Some(at), Some((last, _))) = (self.shape_column(), &self.last) else { return false };
        let all = last.cells.len().max(row.cells.len());
        let text = |row: &Row, at: usize| row.cells.get(at).map_or(String::new(), |cell| cell.text.clone());
        let differ = |at: &usize| text(last, *at) != text(row, *at);
        last.number == first && (0..all).filter(differ).eq([at])
    }

    /// Reads the shape of such a row.
    pub(super) fn read_further(&self, row: &Row, listed: &mut Listed) {
        let (Some(at), Some((last, thing))) = (self.shape_column(), &self.last) else { return };
        listed.entity = Some(*thing);
        listed.further = true;
        let cell = &row.cells[at];
        listed.troubles.push(trouble(&self.name(at), &cell.text, Why::FurtherShape { row: last.number }));
        if cell.kind != CellKind::Empty && !self.says_nothing(&cell.text) {
            self.read_cell(row, at, listed);
        }
        self.date_saying(row, listed);
    }
}

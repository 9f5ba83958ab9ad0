//! Which of several sheets is read, and which of its rows are worth it.

use super::{Note, Row, SheetError};

/// A sheet that can be told to be empty.
pub(super) trait Filled {
    fn is_empty(&self) -> bool;
}

/// The sheet with this name; else the first filled one that is not hidden, else the first filled one.
pub(super) fn choose<T: Filled>(
    names: &[String],
    hidden: &[bool],
    wanted: Option<&str>,
    begin: &mut dyn FnMut(usize) -> Result<T, SheetError>,
) -> Result<(usize, T), SheetError> {
    if let Some(name) = wanted {
        let missing = || SheetError::NoSuchSheet { name: name.to_owned(), known: names.to_vec() };
        let index = names.iter().position(|known| known == name).ok_or_else(missing)?;
        return Ok((index, begin(index)?));
    }
    let visible = (0..names.len()).filter(|index| !hidden[*index]);
    for index in visible.chain((0..names.len()).filter(|index| hidden[*index])) {
        let rows = begin(index)?;
        if !rows.is_empty() {
            return Ok((index, rows));
        }
    }
    Err(SheetError::Empty)
}

/// Which sheets are hidden, and which are not read.
pub(super) fn sheet_notes(names: &[String], hidden: &[bool], chosen: usize) -> Vec<Note> {
    let mut notes = Vec::new();
    for (index, (name, hidden)) in names.iter().zip(hidden).enumerate() {
        if *hidden {
            notes.push(Note::HiddenSheet { name: name.clone() });
        }
        if index != chosen {
            notes.push(Note::OtherSheet { name: name.clone() });
        }
    }
    notes
}

/// Whether a row has anything in it; that it is hidden or merged is nothing by itself.
pub(super) fn is_worth(row: &Row) -> bool {
    !row.is_empty() || row.notes.iter().any(|note| !matches!(note, Note::HiddenRow | Note::Merged { .. }))
}

//! Merged cells. XLSX lists them behind the rows, so the end of the sheet is looked at first.

use std::io::Read;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::package::{Package, damaged};
use super::xml::attribute;
use super::{Area, Note, SheetError};

/// How many merged areas are kept.
const KEPT: usize = 100_000;

/// What ends the rows of a sheet.
const END_OF_ROWS: &[u8] = b"sheetData>";

/// The merged areas of a sheet, asked for row by row.
#[derive(Debug, Default)]
pub(super) struct Merges {
    /// Those to come, the next one last.
    coming: Vec<Area>,
    /// Those that have begun.
    open: Vec<Area>,
}

impl Merges {
    pub(super) fn new(mut areas: Vec<Area>) -> Merges {
        areas.retain(|area| area.left != area.right || area.top != area.bottom);
        areas.sort_unstable_by(|one, other| other.cmp(one));
        Merges { coming: areas, open: Vec::new() }
    }

    /// Those that touch a row; rows are asked for in their order.
    pub(super) fn touching(&mut self, row: u64) -> impl Iterator<Item = Area> {
        while let Some(area) = self.coming.pop_if(|area| area.top <= row) {
            self.open.push(area);
        }
        self.open.retain(|area| area.bottom >= row);
        self.open.iter().copied()
    }
}

/// The merged areas of a sheet of XLSX, and a note if there are too many.
pub(super) fn listed(package: &mut Package, part: &str) -> Result<(Merges, Option<Note>), SheetError> {
    let tail = tail(package, part)?;
    let mut reader = Reader::from_reader(&tail[..]);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut areas = Vec::new();
    // What is wrong behind the rows is no reason not to read them.
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(start) | Event::Empty(start) if start.local_name().as_ref() == "mergeCell" => {
                areas.extend(attribute(&start, "ref").and_then(|name| Area::parse(&name)));
            }
            Event::Eof => break,
            _ => {}
        }
        if areas.len() > KEPT {
            areas.truncate(KEPT);
            return Ok((Merges::new(areas), Some(Note::ManyMerged { kept: KEPT })));
        }
    }
    Ok((Merges::new(areas), None))
}

/// What stands behind the rows.
fn tail(package: &mut Package, part: &str) -> Result<Vec<u8>, SheetError> {
    let limit = package.limits.record;
    let mut bytes = package.part(part)?;
    let mut tail: Vec<u8> = Vec::new();
    let mut chunk = vec![0; 64 * 1024];
    let mut behind = false;
    loop {
        let read = bytes.read(&mut chunk).map_err(|error| damaged(part, 0, &error))?;
        if read == 0 {
            return Ok(if behind { tail } else { Vec::new() });
        }
        let searched = tail.len().saturating_sub(END_OF_ROWS.len());
        tail.extend_from_slice(&chunk[..read]);
        match ending(&tail[searched..]) {
            Some(end) => {
                behind = true;
                tail.drain(..searched + end);
            }
            None if !behind => _ = tail.drain(..tail.len().saturating_sub(2 * END_OF_ROWS.len())),
            None => {}
        }
        tail.truncate(limit);
    }
}

/// Where the rows end in these bytes.
fn ending(bytes: &[u8]) -> Option<usize> {
    let mut from = 0;
    let mut found = None;
    while let Some(at) = bytes[from..].iter().position(|byte| *byte == b'D') {
        let start = (from + at).checked_sub(5);
        from += at + 1;
        let matches = start.filter(|start| bytes[*start..].starts_with(END_OF_ROWS));
        if let Some(start) = matches.filter(|start| bytes[..*start].ends_with(b"/") || bytes[..*start].ends_with(b":"))
        {
            found = Some(start + END_OF_ROWS.len());
        }
    }
    found
}

//! Writing a bodies file anew: to forget bodies, or to put in bodies that arrived late.
//!
//! The note comes first when something is forgotten, and last when something arrives; so at every moment what is missing
//! is accounted for.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use daftar_claim::ClaimId;

use crate::bodies::{Context, place};
use crate::disk::{Disk, replace};
use crate::error::{At, StoreError};
use crate::frames::{Packer, Unpacker};
use crate::log::Log;
use crate::notes::{Note, Notes};
use crate::segment::{Form, Segment, look, read_all};
use crate::walk::{self, Expected, Shape};

/// What is to become of one entry's lines.
struct Redaction {
    /// The lines that stay.
    lines: Vec<u8>,
    /// The note that accounts for the others; none when nothing proves the ids.
    note: Option<Note>,
}

/// The ids that another place remembers for an entry, by its number.
pub(crate) type Known<'a> = &'a dyn Fn(u64) -> Option<Vec<ClaimId>>;

impl Log {
    /// Takes these claims out of every bodies file of the log. Returns whether any was there.
    pub(crate) fn erase(
        &mut self,
        disk: &dyn Disk,
        claims: &HashSet<ClaimId>,
        known: Known<'_>,
    ) -> Result<bool, StoreError> {
        let mut any = false;
        for segment in 0..self.segments.len() {
            let changes = self.redactions(segment, claims, known)?;
            if changes.is_empty() {
                continue;
            }
            any = true;
            if segment + 1 == self.segments.len() {
                self.close_segment(disk)?;
            }
            // Where the lines lie is reckoned from the notes as they were.
            let expected = self.expected(segment);
            let notes = changes.values().filter_map(|change| change.note.clone()).collect();
            self.add_notes(disk, notes)?;
            let lines = changes.into_iter().map(|(slot, change)| (slot, change.lines)).collect();
            self.rewrite(disk, segment, &expected, &lines)?;
        }
        Ok(any)
    }

    fn redactions(
        &self,
        segment: usize,
        claims: &HashSet<ClaimId>,
        known: Known<'_>,
    ) -> Result<BTreeMap<usize, Redaction>, StoreError> {
        let mut changes = BTreeMap::new();
        let expected = self.expected(segment);
        let Some(held) = self.segments.get(segment) else { return Ok(changes) };
        for (slot, lines) in entries_of(held, &expected)?.into_iter().enumerate() {
            let Some(Some(shape)) = held.shapes.get(slot) else { continue };
            let known = || known(shape.number);
            let note = self.notes.get(shape.number);
            let context = Context { shape: *shape, note, erased: claims, known: &known };
            if let Some(change) = redact(&context, lines.as_deref()) {
                changes.insert(slot, change);
            }
        }
        Ok(changes)
    }

    /// Puts in bodies that an entry lacked. `bodies` has the bytes of each of its bodies that is here now.
    pub(crate) fn put_in(
        &mut self,
        disk: &dyn Disk,
        number: u64,
        bodies: &[Vec<u8>],
        note: Note,
    ) -> Result<(), StoreError> {
        let Some(held) = self.held(number) else { return Ok(()) };
        let (segment, slot) = (held.segment, held.slot);
        if segment + 1 == self.segments.len() {
            self.close_segment(disk)?;
        }
        let mut lines = bodies.join(&b'\n');
        if !bodies.is_empty() {
            lines.push(b'\n');
        }
        self.rewrite(disk, segment, &self.expected(segment), &BTreeMap::from([(slot, lines)]))?;
        self.add_notes(disk, vec![note])
    }

    /// Appends notes and returns once they would survive a loss of power.
    fn add_notes(&mut self, disk: &dyn Disk, notes: Vec<Note>) -> Result<(), StoreError> {
        if notes.is_empty() {
            return Ok(());
        }
        let (path, lines) = (self.notes.path.clone(), Notes::lines(&notes));
        disk.write_at(&path, self.notes.length, &lines).at(&path)?;
        disk.sync(&path).at(&path).map_err(|error| self.interrupted(error))?;
        disk.sync_dir(&self.folder).at(&self.folder)?;
        self.notes.length += lines.len() as u64;
        notes.into_iter().for_each(|note| self.notes.set(note));
        Ok(())
    }

    fn rewrite(
        &self,
        disk: &dyn Disk,
        at: usize,
        expected: &[Expected],
        changes: &BTreeMap<usize, Vec<u8>>,
    ) -> Result<(), StoreError> {
        let Some(segment) = self.segments.get(at) else { return Ok(()) };
        let Some((form, mut file)) = segment.open()? else { return Ok(()) };
        let path = segment.path(form);
        let bytes = read_all(&mut file).at(&path)?;
        let places = look(form, &bytes, true, expected).entries;
        let written = match form {
            Form::Frames => with_frames(&bytes, &places, changes).at(&path)?,
            Form::Lines => with_lines(&bytes, &places, changes),
        };
        replace(disk, &path, &written).at(&path)?;
        segment.moved();
        Ok(())
    }
}

/// The lines of each entry of a segment; none where they cannot be read.
fn entries_of(segment: &Segment, expected: &[Expected]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
    let Some((form, mut file)) = segment.open()? else { return Ok(Vec::new()) };
    let path = segment.path(form);
    let bytes = read_all(&mut file).at(&path)?;
    let mut unpacker = Unpacker::new().at(&path)?;
    let mut lines = |place: Range<usize>| match form {
        Form::Lines => Some(bytes[place].to_vec()),
        Form::Frames => unpacker.unpack(&bytes[place]),
    };
    let places = look(form, &bytes, true, expected).entries;
    Ok(places.into_iter().map(|place| place.and_then(&mut lines)).collect())
}

/// What stays of an entry when `context.erased` goes; none when nothing has to go.
///
/// Of an entry that is known to hold an erased claim, lines that are damaged go too: one of them may be that claim.
fn redact(context: &Context<'_>, bytes: Option<&[u8]>) -> Option<Redaction> {
    let lines: Vec<&[u8]> = walk::lines(bytes.unwrap_or_default()).collect();
    let of_lines = walk::ids(bytes.unwrap_or_default());
    let goes = |id: &ClaimId| context.erased.contains(id);
    let Some(ids) = context.ids(&of_lines) else {
        let stay = lines.iter().zip(&of_lines).filter(|(_, id)| !goes(id)).map(|(line, _)| *line);
        return of_lines.iter().any(goes).then(|| Redaction { lines: joined(stay), note: None });
    };
    let absent_before =
        |position: usize| context.note().is_some_and(|note| note.absent.binary_search(&(position as u32)).is_ok());
    let concerned = ids.iter().enumerate().any(|(n, id)| goes(id) && !absent_before(n)) || of_lines.iter().any(goes);
    if !concerned {
        return None;
    }
    let placed = place(&ids, &of_lines);
    let stays = |n: &usize| !goes(&ids[*n]);
    let stay = (0..ids.len()).filter(stays).filter_map(|n| placed[n].and_then(|line| lines.get(line).copied()));
    let absent = (0..ids.len()).filter(|n| goes(&ids[*n]) || absent_before(*n)).map(|n| n as u32).collect();
    let withheld = context.note().map(|note| note.withheld.clone()).unwrap_or_default();
    let note = Note { number: context.shape.number, absent, withheld, ids: ids.clone() };
    Some(Redaction { lines: joined(stay), note: Some(note) })
}

fn joined<'a>(lines: impl Iterator<Item = &'a [u8]>) -> Vec<u8> {
    let mut out = Vec::new();
    for line in lines {
        out.extend_from_slice(line);
        out.push(b'\n');
    }
    out
}

/// A file of frames with some exchanged. What is no frame is left out, since nobody can say what stands in it; the
/// entries that were there get empty frames, so that every frame keeps its place.
fn with_frames(
    bytes: &[u8],
    places: &[Option<Range<usize>>],
    changes: &BTreeMap<usize, Vec<u8>>,
) -> std::io::Result<Vec<u8>> {
    let (mut packer, mut out) = (Packer::new()?, Vec::with_capacity(bytes.len()));
    for (slot, place) in places.iter().enumerate() {
        match (changes.get(&slot), place) {
            (Some(lines), _) => out.extend(packer.pack(lines)?),
            (None, Some(place)) => out.extend_from_slice(&bytes[place.clone()]),
            (None, None) => out.extend(packer.pack(b"")?),
        }
    }
    Ok(out)
}

fn with_lines(bytes: &[u8], places: &[Option<Range<usize>>], changes: &BTreeMap<usize, Vec<u8>>) -> Vec<u8> {
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    for (slot, place) in places.iter().enumerate() {
        let Some(place) = place else { continue };
        if let Some(lines) = changes.get(&slot) {
            out.extend_from_slice(&bytes[at..place.start.max(at)]);
            out.extend_from_slice(lines);
            at = place.end;
        }
    }
    out.extend_from_slice(&bytes[at..]);
    out
}

/// What remains of one entry outside any segment when claims go; none when nothing has to go.
pub(crate) fn redacted(
    shape: Shape,
    note: Option<&Note>,
    bytes: &[u8],
    claims: &HashSet<ClaimId>,
) -> Option<(Vec<u8>, Option<Note>)> {
    let context = Context { shape, note, erased: claims, known: &|| None };
    redact(&context, Some(bytes)).map(|change| (change.lines, change.note))
}

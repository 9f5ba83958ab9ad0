//! Appending to a log: bodies first, synced; then header lines, synced; only then is an entry in the log.
//!
//! Several entries can be staged and synced together. What fails before the sync is taken back.

use std::ops::Range;
use std::path::Path;

use daftar_claim::{EntryId, Hash, SignedHeader};

use crate::disk::{Disk, replace};
use crate::error::{At, StoreError};
use crate::frames::MAX_BODY_BYTES;
use crate::headers;
use crate::layout::Files;
use crate::log::{Closed, Held, Log};
use crate::notes::{Note, Notes};
use crate::segment::{Segment, pack};
use crate::tail::End;
use crate::walk::{self, Shape};

/// A segment is closed once its bodies fill this many bytes.
pub(crate) const SEGMENT: usize = 8 << 20;

/// An entry that is to be written, checked.
pub(crate) struct Arrival {
    pub(crate) header: SignedHeader,
    pub(crate) hash: Hash,
    /// The bodies that are here, in order, each ended by a newline.
    pub(crate) lines: Vec<u8>,
    /// What is not here, where anything is not.
    pub(crate) note: Option<Note>,
}

/// Entries whose bodies are written and whose headers wait for these to be synced.
#[derive(Debug, Default)]
pub(crate) struct Staged {
    headers: Vec<u8>,
    entries: Vec<Held>,
    /// Where the lines of each lie in the bodies file.
    places: Vec<Range<usize>>,
    notes: Vec<Note>,
}

impl Log {
    /// Writes an entry's bodies; [`Log::flush`] makes the entry part of the log, and so does a later call, where the
    /// segment is full.
    pub(crate) fn stage(&mut self, disk: &dyn Disk, arrival: Arrival) -> Result<(), StoreError> {
        let (id, size) = (arrival.header.header.entry, arrival.lines.len());
        if size > MAX_BODY_BYTES {
            let why = format!("its bodies fill {size} bytes, at most {MAX_BODY_BYTES} are kept: split it");
            return Err(StoreError::refused(id, why));
        }
        self.make_room(disk)?;
        self.write_bodies(disk, arrival).map_err(|error| self.withdraw(disk, error))
    }

    /// Entry after which the next is staged: the last staged one, or the last of the log.
    pub(crate) fn last_hash(&self) -> Option<Hash> {
        self.staged.entries.last().or(self.entries.last()).map(|held| held.hash)
    }

    /// The number that the next staged entry must have.
    pub(crate) fn next_staged(&self) -> u64 {
        self.next_number() + self.staged.entries.len() as u64
    }

    /// Bytes of bodies that wait for a sync.
    pub(crate) fn staged_bytes(&self) -> usize {
        self.staged.places.iter().map(Range::len).sum::<usize>() + self.staged.headers.len()
    }

    /// Where the next bodies go in the open segment.
    fn bodies_end(&self) -> usize {
        let end = || self.end.as_ref().map_or(0, End::bodies);
        self.staged.places.last().map_or_else(end, |place| place.end)
    }

    /// Where the staged headers go in the open segment.
    fn headers_end(&self) -> u64 {
        self.end.as_ref().map_or(0, |end| end.headers)
    }

    fn make_room(&mut self, disk: &dyn Disk) -> Result<(), StoreError> {
        if self.bodies_end() >= self.segment_size {
            self.flush(disk)?;
            self.close_segment(disk)?;
        }
        if self.end.is_none() { self.begin_segment(disk) } else { Ok(()) }
    }

    fn write_bodies(&mut self, disk: &dyn Disk, arrival: Arrival) -> Result<(), StoreError> {
        self.write_note(disk, &arrival)?;
        let Some(segment) = self.segments.last() else { return Ok(()) };
        let (path, start) = (segment.files.bodies(), self.bodies_end());
        disk.write_at(&path, start as u64, &arrival.lines).at(&path)?;
        let (segment, slot) = (self.segments.len() - 1, segment.shapes.len() + self.staged.entries.len());
        let header_start = self.headers_end() as usize + self.staged.headers.len();
        headers::write(&mut self.staged.headers, &arrival.header);
        let place = header_start..self.headers_end() as usize + self.staged.headers.len();
        self.staged.places.push(start..start + arrival.lines.len());
        self.staged.entries.push(Held { header: arrival.header, hash: arrival.hash, segment, slot, place });
        Ok(())
    }

    /// Writes the entry's note; also a note that nothing is missing, where an older note says otherwise.
    fn write_note(&mut self, disk: &dyn Disk, arrival: &Arrival) -> Result<(), StoreError> {
        let number = arrival.header.header.entry.number;
        let stale = || self.notes.get(number).map(|_| all_here(number, &arrival.lines));
        let Some(note) = arrival.note.clone().or_else(stale) else { return Ok(()) };
        let at = self.notes.length + Notes::lines(&self.staged.notes).len() as u64;
        disk.write_at(&self.notes.path, at, &Notes::lines(std::slice::from_ref(&note))).at(&self.notes.path)?;
        self.staged.notes.push(note);
        Ok(())
    }

    /// Returns once the staged entries would survive a loss of power; then they are in the log.
    pub(crate) fn flush(&mut self, disk: &dyn Disk) -> Result<(), StoreError> {
        if self.staged.entries.is_empty() {
            return Ok(());
        }
        let Some(segment) = self.segments.last() else { return Ok(()) };
        let (bodies, headers) = (segment.files.bodies(), segment.files.headers());
        self.sync_notes(disk)?;
        self.sync(disk, &bodies)?;
        let written = disk.write_at(&headers, self.headers_end(), &self.staged.headers).at(&headers);
        written.map_err(|error| self.withdraw(disk, error))?;
        self.sync(disk, &headers)?;
        self.count();
        Ok(())
    }

    fn sync_notes(&mut self, disk: &dyn Disk) -> Result<(), StoreError> {
        if self.staged.notes.is_empty() {
            return Ok(());
        }
        let path = self.notes.path.clone();
        self.sync(disk, &path)?;
        let folder = self.folder.clone();
        self.sync_dir(disk, &folder)
    }

    fn sync_dir(&mut self, disk: &dyn Disk, folder: &Path) -> Result<(), StoreError> {
        disk.sync_dir(folder).at(folder).map_err(|error| self.interrupted(error))
    }

    fn sync(&mut self, disk: &dyn Disk, path: &Path) -> Result<(), StoreError> {
        disk.sync(path).at(path).map_err(|error| self.interrupted(error))
    }

    /// After a failed sync nobody knows what lies on the disk.
    pub(crate) fn interrupted(&mut self, error: StoreError) -> StoreError {
        self.closed = Some(Closed::Interrupted(error.to_string()));
        self.staged = Staged::default();
        error
    }

    fn count(&mut self) {
        let Staged { headers, entries, places, notes, .. } = std::mem::take(&mut self.staged);
        if let (Some(segment), Some(end)) = (self.segments.last_mut(), &mut self.end) {
            segment.shapes.extend(entries.iter().map(|held| Some(Shape::of(&held.header.header))));
            segment.moved();
            end.headers += headers.len() as u64;
            end.places.extend(places);
        }
        self.entries.extend(entries);
        self.notes.length += Notes::lines(&notes).len() as u64;
        notes.into_iter().for_each(|note| self.notes.set(note));
    }

    /// Takes back what was staged, after a write failed; gives the failure on.
    fn withdraw(&mut self, disk: &dyn Disk, error: StoreError) -> StoreError {
        let (bodies, headers) = (self.end.as_ref().map_or(0, End::bodies) as u64, self.headers_end());
        let mut cuts = vec![(self.notes.path.clone(), self.notes.length)];
        if let Some(segment) = self.segments.last() {
            cuts.push((segment.files.bodies(), bodies));
            cuts.push((segment.files.headers(), headers));
        }
        let mut present = cuts.into_iter().filter(|(path, _)| path.exists());
        let cut = present.try_for_each(|(path, length)| disk.truncate(&path, length));
        self.staged = Staged::default();
        match cut {
            Ok(()) => error,
            Err(_) => self.interrupted(error),
        }
    }

    /// Makes the files of the next segment. Their names are synced at once: a header must never outlive its bodies.
    fn begin_segment(&mut self, disk: &dyn Disk) -> Result<(), StoreError> {
        let number = self.segments.last().map_or(1, |segment| segment.number + 1);
        let (folder, files) = (self.folder.clone(), Files::segment(&self.folder, number));
        if self.segments.is_empty() {
            disk.create_dir(&folder).at(&folder)?;
            folder.parent().map_or(Ok(()), |logs| self.sync_dir(disk, logs))?;
        }
        for path in [files.bodies(), files.headers()] {
            disk.write_at(&path, 0, b"").at(&path)?;
            disk.truncate(&path, 0).at(&path)?;
        }
        self.sync_dir(disk, &folder)?;
        self.segments.push(Segment::new(number, files, Vec::new()));
        self.end = Some(End::default());
        Ok(())
    }

    /// Compresses the open segment, if it is sound; the next entry begins another.
    pub(crate) fn close_segment(&mut self, disk: &dyn Disk) -> Result<(), StoreError> {
        let (Some(segment), Some(end)) = (self.segments.last(), self.end.take()) else { return Ok(()) };
        let (lines, packed) = (segment.files.bodies(), segment.files.packed());
        let bytes = std::fs::read(&lines).at(&lines)?;
        let frames = pack(&bytes, &end.places).at(&packed)?;
        replace(disk, &packed, &frames).at(&packed)?;
        disk.remove(&lines).at(&lines)?;
        disk.sync_dir(&self.folder).at(&self.folder)?;
        segment.moved();
        Ok(())
    }
}

/// Bodies as they lie in a log: each ended by a newline.
pub(crate) fn lines(bodies: &[Vec<u8>]) -> Vec<u8> {
    let mut lines = Vec::with_capacity(bodies.iter().map(|body| body.len() + 1).sum());
    for body in bodies {
        lines.extend_from_slice(body);
        lines.push(b'\n');
    }
    lines
}

fn all_here(number: u64, lines: &[u8]) -> Note {
    Note { number, ids: walk::ids(lines), absent: Vec::new(), withheld: Vec::new() }
}

/// Whether an entry follows the last one, as the chain wants it.
pub(crate) fn follows(log: &Log, header: &SignedHeader) -> Result<(), StoreError> {
    let (id, number) = (header.header.entry, log.next_staged());
    let refuse = |why: String| Err(StoreError::refused(EntryId { ..id }, why));
    if id.number != number {
        return refuse(format!("the log here ends at entry {}: the entries between come first", number - 1));
    }
    if header.header.previous != log.last_hash() {
        return refuse(format!("its previous hash is not that of entry {} here: the log has forked", number - 1));
    }
    let register = log.register();
    if register.is_some_and(|register| header.header.register != Some(register)) {
        return refuse("it is of another register than the entries before it in its log".to_owned());
    }
    Ok(())
}

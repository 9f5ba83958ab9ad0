//! The headers of a damaged log, one after the other: each from where it is sound.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use daftar_claim::{EntryId, Hash, Key, RegisterId, SignedHeader};

use crate::error::{At, StoreError};
use crate::headers::{HeaderFile, SIGNATURE};
use crate::layout::{self, Files, Layout};
use crate::log::read_notes;
use crate::notes::Notes;
use crate::segment::{Segment, look, read_all};
use crate::walk::{self, Expected, Shape};

use super::entry::Raw;
use super::spare::Spare;

/// A damaged log as it lies here.
pub(super) struct Old {
    key: Key,
    pub(super) folder: PathBuf,
    pub(super) notes: Arc<Notes>,
    /// Headers that are sound in themselves, by number, with the place of their bodies.
    sound: BTreeMap<u64, (SignedHeader, Raw)>,
    /// Complete signature lines behind the last of these, and whether anything else stands there.
    behind: (u64, bool),
}

/// An entry of the mended log.
pub(super) struct Link {
    pub(super) header: SignedHeader,
    /// What lies here of its bodies; none where its header was taken from a copy.
    pub(super) raw: Option<Raw>,
}

impl Old {
    pub(super) fn read(layout: &Layout, key: Key) -> Result<Old, StoreError> {
        let folder = layout.log(key);
        let notes = Arc::new(read_notes(layout::notes(&folder))?);
        let mut old = Old { key, folder, notes, sound: BTreeMap::new(), behind: (0, false) };
        for (number, files) in Files::segments(&old.folder).at(&old.folder)? {
            old.segment(number, files)?;
        }
        Ok(old)
    }

    fn segment(&mut self, number: u32, files: Files) -> Result<(), StoreError> {
        let path = files.headers();
        let bytes = std::fs::read(&path).at(&path)?;
        let mut pairs = HeaderFile::parse(&bytes).pairs;
        let mut end = 0;
        for pair in &mut pairs {
            let sound = |header: &SignedHeader| header.header.entry.log == self.key && header.check().is_ok();
            match &pair.header {
                Ok(header) if sound(header) => (end, self.behind) = (pair.place.end, (0, false)),
                _ => pair.header = Err(crate::headers::Fault::Damaged(String::new())),
            }
        }
        let rest = &bytes[end..];
        let signatures = rest.split(|byte| *byte == b'\n').filter(|line| line.starts_with(SIGNATURE.as_bytes()));
        self.behind = (self.behind.0 + signatures.count() as u64, self.behind.1 || !rest.is_empty());
        let shapes = pairs.iter().map(|pair| pair.header.as_ref().ok().map(|header| Shape::of(&header.header)));
        let segment = Segment::new(number, files, shapes.collect());
        let places = self.places(&segment)?;
        for (pair, raw) in pairs.into_iter().zip(places) {
            if let Ok(header) = pair.header {
                self.sound.entry(header.header.entry.number).or_insert((header, raw));
            }
        }
        Ok(())
    }

    /// The register that its first entry founds, if it is sound and founds one.
    pub(super) fn founds(&self) -> Option<RegisterId> {
        let (first, _) = self.sound.get(&1)?;
        first.header.register.is_none().then(|| first.register())
    }

    /// Whether the notes can be read to their end, so that an entry without one has all of its bodies.
    pub(super) fn notes_are_whole(&self) -> bool {
        self.notes.length > 0 && !self.notes_are_damaged()
    }

    /// Whether notes were here that cannot be read.
    pub(super) fn notes_are_damaged(&self) -> bool {
        !self.notes.damaged.is_empty() || self.notes.torn
    }

    /// Where the bodies of each entry of a segment lie.
    fn places(&self, segment: &Segment) -> Result<Vec<Raw>, StoreError> {
        let expected = |shape: &Option<Shape>| {
            shape.as_ref().map_or(Expected::Unknown, |shape| Expected::of(shape, self.notes.get(shape.number)))
        };
        let expected: Vec<Expected> = segment.shapes.iter().map(expected).collect();
        let Some((form, mut file)) = segment.open()? else { return Ok(vec![Raw::Gone; expected.len()]) };
        let path = Arc::new(segment.path(form));
        let bytes = read_all(&mut file).at(&path)?;
        let raw = |place: Option<std::ops::Range<usize>>| match place {
            Some(place) => Raw::At(path.clone(), form, place),
            None => Raw::Gone,
        };
        Ok(look(form, &bytes, true, &expected).entries.into_iter().map(raw).collect())
    }

    /// The entries from number 1 on, each following the one before it; else why some would be lost.
    pub(super) fn chain(&self, copies: &[&dyn Spare]) -> Result<Vec<Link>, String> {
        let mut chain: Vec<Link> = Vec::new();
        let mut previous: Option<Hash> = None;
        while let Some(link) = self.next(chain.len() as u64 + 1, previous, copies) {
            previous = Some(link.header.hash());
            chain.push(link);
        }
        let reached = chain.len() as u64;
        let last = self.sound.keys().next_back().copied().unwrap_or_default();
        let missing = format!("entry {} lies in no copy that was given", reached + 1);
        let (signatures, anything) = self.behind;
        let enough = reached >= last && (!anything || reached >= last + signatures.max(1));
        // An incomplete entry at the end was never acknowledged: with no copy that has it, the next writer cuts it off.
        if chain.is_empty() || !enough { Err(missing) } else { Ok(chain) }
    }

    fn next(&self, number: u64, previous: Option<Hash>, copies: &[&dyn Spare]) -> Option<Link> {
        let follows = |header: &SignedHeader| header.header.previous == previous;
        if let Some((header, raw)) = self.sound.get(&number).filter(|(header, _)| follows(header)) {
            return Some(Link { header: header.clone(), raw: Some(raw.clone()) });
        }
        let id = EntryId { log: self.key, number };
        let mut offered = copies.iter().filter_map(|copy| copy.header(id));
        let header = offered.find(|header| follows(header) && header.check().is_ok())?;
        Some(Link { header, raw: None })
    }

    /// The entries of which something is damaged or missing here: each first one, and the number of the last; none for all
    /// that stand behind.
    pub(super) fn lost(&self, cut_short: bool) -> Result<Vec<(EntryId, Option<u64>)>, StoreError> {
        let from = |number: u64| EntryId { log: self.key, number };
        let (mut lost, mut next) = (Vec::new(), 1);
        for (number, (header, raw)) in &self.sound {
            let last = if self.is_whole(header, raw)? { number - 1 } else { *number };
            if last >= next {
                lost.push((from(next), Some(last)));
            }
            next = number + 1;
        }
        if cut_short || self.behind.1 {
            lost.push((from(next), None));
        }
        Ok(lost)
    }

    /// Whether the bodies of an entry are what its header and its note say.
    fn is_whole(&self, header: &SignedHeader, raw: &Raw) -> Result<bool, StoreError> {
        let shape = Shape::of(&header.header);
        let note = self.notes.get(shape.number).filter(|note| shape.objection(note).is_none());
        let here = raw.lines()?;
        Ok(here.is_some_and(|lines| Expected::of(&shape, note).matches(&walk::ids(&lines))))
    }
}

//! The bodies of one entry of a damaged log, put together from what is sound here and in the copies.

use std::collections::HashSet;
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use daftar_claim::{BodyState, ClaimId};

use super::chain::{Link, Old};
use super::spare::Spare;
use crate::bodies::{Context, place};
use crate::error::{At, StoreError};
use crate::frames::Unpacker;
use crate::notes::Note;
use crate::segment::Form;
use crate::walk::{self, Expected, Shape};

/// Where the bodies of an entry lie in a damaged log.
#[derive(Clone)]
pub(super) enum Raw {
    /// In this part of this file.
    At(Arc<PathBuf>, Form, Range<usize>),
    /// Nowhere that can be told.
    Gone,
}

impl Raw {
    pub(super) fn lines(&self) -> Result<Option<Vec<u8>>, StoreError> {
        let Raw::At(path, form, range) = self else { return Ok(None) };
        let read = || -> std::io::Result<Vec<u8>> {
            let (mut file, mut bytes) = (File::open(&**path)?, vec![0; range.len()]);
            file.seek(SeekFrom::Start(range.start as u64))?;
            file.read_exact(&mut bytes)?;
            Ok(bytes)
        };
        let bytes = read().at(path)?;
        match form {
            Form::Lines => Ok(Some(bytes)),
            Form::Frames => Ok(Unpacker::new().at(path)?.unpack(&bytes)),
        }
    }
}

/// What an entry is to be in the mended log.
pub(super) struct Composed {
    /// Its lines.
    pub(super) lines: Vec<u8>,
    /// What accounts for bodies that are not here.
    pub(super) note: Option<Note>,
    /// How many bodies were taken from a copy.
    taken: u64,
    /// How many are damaged still.
    lost: u64,
    /// How many of these a copy has not got because they were kept back from it, or erased there.
    kept_back: u64,
}

/// What mending a log came to.
#[derive(Default)]
pub(super) struct Counted {
    pub(super) entries: u64,
    /// Headers and bodies that were taken from a copy.
    pub(super) gained: u64,
    headers: u64,
    /// Bodies that are damaged still.
    pub(super) lost: u64,
    /// How many of these were kept back from a copy, or erased there.
    kept_back: u64,
}

impl Counted {
    pub(super) fn add(&mut self, link: &Link, composed: &Composed) {
        let header = u64::from(link.raw.is_none());
        self.entries += 1;
        self.headers += header;
        self.gained += header + composed.taken;
        self.lost += composed.lost;
        self.kept_back += composed.kept_back;
    }

    /// In words: well, when nothing is damaged any more.
    pub(super) fn outcome(&self) -> Result<String, String> {
        let bodies = self.gained - self.headers;
        let words = format!("{} entries: {} headers and {bodies} bodies taken from a copy", self.entries, self.headers);
        match self.lost {
            0 => Ok(words),
            _ => Err(format!("{words}; {}", self.why_lost())),
        }
    }

    /// Why bodies are damaged still, in words.
    pub(super) fn why_lost(&self) -> String {
        let lost = format!("{} damaged bodies lie in no copy that was given", self.lost);
        match self.kept_back {
            0 => lost,
            some => format!("{lost}: {some} of them were withheld from it, or erased there"),
        }
    }
}

impl Old {
    /// The bodies of an entry; none when what lies here of it would be lost.
    pub(super) fn compose(
        &self,
        link: &Link,
        copies: &[&dyn Spare],
        erased: &HashSet<ClaimId>,
    ) -> Result<Option<Composed>, StoreError> {
        let shape = Shape::of(&link.header.header);
        let note = self.notes.get(shape.number).filter(|note| shape.objection(note).is_none());
        let here = link.raw.as_ref().map_or(Ok(None), Raw::lines)?;
        if let Some(lines) = here.as_ref().filter(|lines| Expected::of(&shape, note).matches(&walk::ids(lines))) {
            return Ok(Some(Composed { note: note.cloned(), ..Composed::of(lines.clone()) }));
        }
        let id = link.header.header.entry;
        let of_copies: Vec<_> =
            copies.iter().filter(|copy| copy.header(id).is_some_and(|one| one == link.header)).collect();
        let offered = of_copies.iter().map(|copy| copy.bodies(id)).collect::<Result<Vec<_>, _>>()?;
        // What a peer withholds may have been here; where the entry or its note is lost, nobody knows better.
        let unknown = link.raw.is_none() || self.notes_are_damaged();
        let believed = of_copies.iter().map(|copy| unknown || !copy.is_of_a_peer()).collect();
        // Where the notes are whole and this entry has none, all of its bodies were here: whatever a copy says of them.
        let was_here = link.raw.is_some() && self.notes_are_whole() && note.is_none();
        let piece = Piece { shape, note, erased, offered: &offered, believed, was_here };
        Ok(match (piece.ids(here.as_deref().unwrap_or_default()), here) {
            (Some(ids), here) => Some(piece.compose(&ids, here.as_deref().unwrap_or_default())),
            // Nothing proves what the bodies are: they stay as they lie.
            (None, Some(lines)) => {
                let lost = shape.bodies.into();
                Some(Composed { note: note.cloned(), lost, ..Composed::of(lines) })
            }
            (None, None) => None,
        })
    }
}

/// What is known of an entry's bodies.
struct Piece<'a> {
    shape: Shape,
    note: Option<&'a Note>,
    erased: &'a HashSet<ClaimId>,
    offered: &'a [Vec<BodyState>],
    /// Which of these are believed about what was never here.
    believed: Vec<bool>,
    /// Whether all of its bodies are known to have been here.
    was_here: bool,
}

impl Piece<'_> {
    /// The ids of all bodies, in order, where something proves them.
    fn ids(&self, here: &[u8]) -> Option<Vec<ClaimId>> {
        let offered = || {
            let mut lists =
                self.offered.iter().filter_map(|states| states.iter().map(id_of).collect::<Option<Vec<_>>>());
            lists.find(|ids| self.shape.covers(ids))
        };
        let context = Context { shape: self.shape, note: self.note, erased: self.erased, known: &offered };
        context.ids(&walk::ids(here))
    }

    fn compose(&self, ids: &[ClaimId], here: &[u8]) -> Composed {
        let lines: Vec<&[u8]> = walk::lines(here).collect();
        let places = place(ids, &walk::ids(here));
        let mut unplaced = (0..lines.len()).filter(|line| !places.contains(&Some(*line)));
        let mut out = Composed::of(Vec::new());
        let (mut absent, mut withheld) = (Vec::new(), Vec::new());
        for (at, id) in ids.iter().enumerate() {
            let position = at as u32;
            if self.erased.contains(id) {
                absent.push(position);
            } else if let Some(line) = places[at] {
                out.push(lines[line]);
            } else if let Some(kept_back) = self.absent(at, *id) {
                absent.push(position);
                withheld.extend(kept_back.then_some(position));
            } else if let Some(bytes) = self.offer(at, *id) {
                out.taken += 1;
                out.push(bytes);
            } else {
                out.lost += 1;
                out.kept_back += u64::from(self.is_kept_back(at));
                if let Some(line) = unplaced.next() {
                    out.push(lines[line]);
                }
            }
        }
        let note = || Note { number: self.shape.number, ids: ids.to_vec(), absent: absent.clone(), withheld };
        out.note = (!absent.is_empty()).then(note);
        out
    }

    /// Whether a body is rightly not here, and whether it is withheld.
    fn absent(&self, at: usize, id: ClaimId) -> Option<bool> {
        let among = |positions: &[u32]| positions.binary_search(&(at as u32)).is_ok();
        match self.note {
            Some(note) => among(&note.absent).then(|| among(&note.withheld)),
            None if self.was_here || self.offer(at, id).is_some() => None,
            None => self.believed().find_map(|states| match states.get(at)? {
                BodyState::Withheld(_) => Some(true),
                BodyState::Erased(_) | BodyState::Awaited(_) => Some(false),
                _ => None,
            }),
        }
    }

    fn believed(&self) -> impl Iterator<Item = &Vec<BodyState>> {
        self.offered.iter().zip(&self.believed).filter(|(_, believed)| **believed).map(|(states, _)| states)
    }

    /// What a copy has of it, if that is the body of this id.
    fn offer(&self, at: usize, id: ClaimId) -> Option<&[u8]> {
        self.offered.iter().find_map(|states| match states.get(at)? {
            BodyState::Present(bytes) if daftar_claim::Body::id_of(bytes) == id => Some(bytes.as_slice()),
            _ => None,
        })
    }

    /// Whether a copy says why it has not got it.
    fn is_kept_back(&self, at: usize) -> bool {
        let says =
            |state: &BodyState| matches!(state, BodyState::Withheld(_) | BodyState::Erased(_) | BodyState::Awaited(_));
        self.offered.iter().any(|states| states.get(at).is_some_and(says))
    }
}

impl Composed {
    fn of(lines: Vec<u8>) -> Composed {
        Composed { lines, note: None, taken: 0, lost: 0, kept_back: 0 }
    }

    fn push(&mut self, line: &[u8]) {
        self.lines.extend_from_slice(line);
        self.lines.push(b'\n');
    }
}

fn id_of(state: &BodyState) -> Option<ClaimId> {
    match state {
        BodyState::Present(bytes) => Some(daftar_claim::Body::id_of(bytes)),
        BodyState::Erased(id) | BodyState::Withheld(id) => Some(*id),
        BodyState::Awaited(id) | BodyState::Damaged(id) => *id,
    }
}

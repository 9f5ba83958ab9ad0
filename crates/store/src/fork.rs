//! The other branch of a forked log: entries whose number an entry here already has. Both are kept; which counts is
//! decided elsewhere.

use std::collections::HashSet;

use daftar_claim::{BodyState, ClaimId, Hash, LedgerEntry, SignedHeader};

use crate::bodies::Context;
use crate::disk::{Disk, replace};
use crate::error::{At, StoreError};
use crate::headers::{self, HeaderFile};
use crate::layout::Files;
use crate::log::{Log, read_notes};
use crate::notes::{Note, Notes};
use crate::rewrite::redacted;
use crate::walk::Shape;

/// At most so many entries of other branches are kept for one log: enough to prove the fork.
const MOST: usize = 64;

fn files(log: &Log, header: &SignedHeader, hash: Hash) -> Files {
    let digits = hash.to_string();
    let stem = format!("fork-{}-{}", header.header.entry.number, digits.get(..8).unwrap_or_default());
    Files { folder: log.folder.clone(), stem }
}

pub(crate) fn notes_path(files: &Files) -> std::path::PathBuf {
    files.folder.join(format!("{}.notes.jsonl", files.stem))
}

/// Whether the entry belongs to another branch that starts at, or goes on from, something that is here.
pub(crate) fn continues(log: &Log, header: &SignedHeader) -> Result<bool, StoreError> {
    let Some(previous) = header.header.previous else { return Ok(true) };
    let before = log.held(header.header.entry.number.saturating_sub(1)).map(|held| held.hash);
    if before == Some(previous) {
        return Ok(true);
    }
    Ok(kept(log)?.iter().any(|(_, header)| header.hash() == previous))
}

/// Keeps an entry of another branch; durable on return. False when it was kept already, or enough are.
pub(crate) fn keep(
    disk: &dyn Disk,
    log: &Log,
    header: &SignedHeader,
    hash: Hash,
    bodies: &[Vec<u8>],
    note: Option<Note>,
) -> Result<bool, StoreError> {
    let files = files(log, header, hash);
    if files.headers().exists() || kept(log)?.len() >= MOST {
        return Ok(false);
    }
    if let Some(note) = note {
        let path = notes_path(&files);
        replace(disk, &path, &Notes::lines(&[note])).at(&path)?;
    }
    let mut lines = Vec::new();
    for body in bodies {
        lines.extend_from_slice(body);
        lines.push(b'\n');
    }
    replace(disk, &files.bodies(), &lines).at(&files.bodies())?;
    let mut pair = Vec::new();
    headers::write(&mut pair, header);
    replace(disk, &files.headers(), &pair).at(&files.headers())?;
    Ok(true)
}

/// The kept headers of other branches that can be read and are signed.
pub(crate) fn kept(log: &Log) -> Result<Vec<(Files, SignedHeader)>, StoreError> {
    let mut kept = Vec::new();
    for files in Files::forks(&log.folder).at(&log.folder)? {
        let bytes = std::fs::read(files.headers()).at(&files.headers())?;
        let first = HeaderFile::parse(&bytes).pairs.into_iter().next();
        let sound = first.and_then(|pair| pair.header.ok()).filter(|header| header.check().is_ok());
        kept.extend(sound.map(|header| (files, header)));
    }
    Ok(kept)
}

/// The entries of other branches, with their bodies.
pub(crate) fn entries(log: &Log, erased: &HashSet<ClaimId>) -> Result<Vec<LedgerEntry>, StoreError> {
    let mut entries = Vec::new();
    for (files, header) in kept(log)? {
        entries.push(LedgerEntry { bodies: states(&files, &header, erased)?, header });
    }
    Ok(entries)
}

fn states(files: &Files, header: &SignedHeader, erased: &HashSet<ClaimId>) -> Result<Vec<BodyState>, StoreError> {
    let notes = read_notes(notes_path(files))?;
    let shape = Shape::of(&header.header);
    let context = Context { shape, note: notes.get(shape.number), erased, known: &|| None };
    let bytes = std::fs::read(files.bodies()).at(&files.bodies())?;
    Ok(context.states(&bytes))
}

/// Takes these claims out of the kept branches.
pub(crate) fn erase(disk: &dyn Disk, log: &Log, claims: &HashSet<ClaimId>) -> Result<(), StoreError> {
    for (files, header) in kept(log)? {
        let shape = Shape::of(&header.header);
        let notes = read_notes(notes_path(&files))?;
        let path = files.bodies();
        let bytes = std::fs::read(&path).at(&path)?;
        let Some((lines, note)) = redacted(shape, notes.get(shape.number), &bytes, claims) else { continue };
        if let Some(note) = note {
            let path = notes_path(&files);
            replace(disk, &path, &Notes::lines(&[note])).at(&path)?;
        }
        replace(disk, &path, &lines).at(&path)?;
    }
    Ok(())
}

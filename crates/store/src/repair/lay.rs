//! A mended log is laid beside the old one, read again, and then takes its place.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use daftar_claim::{Key, SignedHeader};

use super::chain::Old;
use super::entry::Composed;
use super::spare::Spare;
use crate::append::SEGMENT;
use crate::disk::{Disk, RealDisk, replace};
use crate::error::{At, StoreError};
use crate::frames::Packer;
use crate::headers;
use crate::layout::{self, Files, Layout, beside, names_in};
use crate::log::Log;
use crate::notes::Notes;

/// The ending of the old log's folder while the mended one takes its place.
const DAMAGED: &str = ".damaged";

/// A mended log on its way.
pub(super) struct Laying<'a> {
    disk: &'a RealDisk,
    key: Key,
    /// Where it is to lie.
    to: PathBuf,
    /// Where it grows.
    folder: PathBuf,
    packer: Packer,
    segment: u32,
    headers: Vec<u8>,
    frames: Vec<u8>,
    /// Bytes of bodies in the segment, before compression.
    bodies: usize,
    notes: Vec<u8>,
}

impl<'a> Laying<'a> {
    pub(super) fn begin(disk: &'a RealDisk, layout: &Layout, key: Key) -> Result<Laying<'a>, StoreError> {
        let to = layout.log(key);
        let folder = beside(&to);
        remove_all(&folder).at(&folder)?;
        disk.create_dir(&folder).at(&folder)?;
        let packer = Packer::new().at(&folder)?;
        let (headers, frames, notes) = (Vec::new(), Vec::new(), Vec::new());
        Ok(Laying { disk, key, to, folder, packer, segment: 1, headers, frames, bodies: 0, notes })
    }

    pub(super) fn entry(&mut self, header: &SignedHeader, composed: Composed) -> Result<(), StoreError> {
        if self.bodies >= SEGMENT {
            self.close()?;
        }
        headers::write(&mut self.headers, header);
        self.frames.extend(self.packer.pack(&composed.lines).at(&self.folder)?);
        self.bodies += composed.lines.len();
        if let Some(note) = composed.note {
            self.notes.extend(Notes::lines(&[note]));
        }
        Ok(())
    }

    /// Writes the segment, and begins another.
    fn close(&mut self) -> Result<(), StoreError> {
        let files = Files::segment(&self.folder, self.segment);
        replace(self.disk, &files.packed(), &std::mem::take(&mut self.frames)).at(&files.packed())?;
        replace(self.disk, &files.headers(), &std::mem::take(&mut self.headers)).at(&files.headers())?;
        (self.segment, self.bodies) = (self.segment + 1, 0);
        Ok(())
    }

    /// Takes along what belongs to no segment: kept entries of another branch, as they lie here, or in a copy where they
    /// are missing.
    pub(super) fn others(&mut self, old: &Old, copies: &[&dyn Spare]) -> Result<(), StoreError> {
        let folders = copies.iter().map(|copy| Layout::new(copy.folder()).log(self.key));
        for folder in std::iter::once(old.folder.clone()).chain(folders) {
            for name in names_in(&folder).at(&folder)?.iter().filter(|name| name.starts_with("fork-")) {
                let (from, to) = (folder.join(name), self.folder.join(name));
                if !to.exists() {
                    let bytes = fs::read(&from).at(&from)?;
                    replace(self.disk, &to, &bytes).at(&to)?;
                }
            }
        }
        Ok(())
    }

    /// Puts it in the place of the old one, if it reads as it should.
    pub(super) fn settle(mut self, entries: u64) -> Result<(), StoreError> {
        self.close()?;
        if !self.notes.is_empty() {
            let path = layout::notes(&self.folder);
            replace(self.disk, &path, &self.notes).at(&path)?;
        }
        let laid = Log::open(self.key, self.folder.clone(), None)?;
        if laid.refusal().is_some() || laid.entries.len() as u64 != entries {
            let why = format!("the mended log of {} does not read as it should", self.key);
            return Err(StoreError::Io { path: self.folder, error: io::Error::other(why) });
        }
        let logs = self.to.parent().unwrap_or(Path::new(".")).to_owned();
        let aside = damaged(&self.to);
        if self.to.exists() {
            self.disk.rename(&self.to, &aside).at(&self.to)?;
        }
        self.disk.rename(&self.folder, &self.to).at(&self.to)?;
        self.disk.sync_dir(&logs).at(&logs)?;
        remove_all(&aside).at(&aside)
    }

    pub(super) fn give_up(self) -> Result<(), StoreError> {
        remove_all(&self.folder).at(&self.folder)
    }
}

/// Ends what an interrupted mending left: the old log is there, or the mended one is.
pub(super) fn finish(disk: &RealDisk, layout: &Layout) -> Result<(), StoreError> {
    let logs = layout.logs();
    for name in names_in(&logs).at(&logs)? {
        let Some(to) = name.strip_suffix(DAMAGED).map(|name| logs.join(name)) else { continue };
        let aside = logs.join(&name);
        match to.exists() {
            true => remove_all(&aside).at(&aside)?,
            false => disk.rename(&aside, &to).at(&aside)?,
        }
    }
    Ok(())
}

fn damaged(log: &Path) -> PathBuf {
    let mut name = log.as_os_str().to_owned();
    name.push(DAMAGED);
    PathBuf::from(name)
}

fn remove_all(path: &Path) -> io::Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

//! Making a bundle: a tar archive for each part of a plan.

use std::io::{self, Read, Write};

use daftar_claim::profile::{read_set, set_list};
use daftar_claim::{EntryId, FileId, Hash, Ledger, TextId};
use serde::Serialize;
use tar::Builder;

use super::member::{append, append_from, evidence_name, piece_stem};
use super::packed::Packed;
use super::page::NAME;
use super::piece::{PieceNote, hash_of};
use super::plan::{Item, Plan, plan, work_of};
use super::{BundleError, Goods};

/// What went into a bundle.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Made {
    /// Entries.
    pub entries: u64,
    /// Bodies that went along.
    pub bodies: u64,
    /// Bodies that were kept back.
    pub withheld: u64,
    /// Files of the evidence.
    pub files: u64,
}

/// Writes a bundle in one piece.
///
/// # Errors
/// When the register cannot be read or the bundle not be written.
pub fn make(ledger: &dyn Ledger, goods: &Goods<'_>, to: impl Write) -> Result<Made, BundleError> {
    let mut made = Made::default();
    plan(ledger, goods, None)?.write(ledger, goods, 1, to, &mut made, &mut |_| {})?;
    Ok(made)
}

impl Plan {
    /// Writes one part, by its number from 1. `made` counts what went into it, `step` is told how much work was done.
    ///
    /// # Errors
    /// When the register cannot be read or the part not be written.
    pub fn write<W: Write>(
        &self,
        ledger: &dyn Ledger,
        goods: &Goods<'_>,
        number: u32,
        to: W,
        made: &mut Made,
        step: &mut dyn FnMut(u64),
    ) -> Result<W, BundleError> {
        let mut writing = Writing { tar: Builder::new(to), ledger, goods, made, step };
        append(&mut writing.tar, NAME, self.page(goods, number).to_text().as_bytes())?;
        let items = self.parts.get(number as usize - 1).map(Vec::as_slice).unwrap_or_default();
        items.iter().try_for_each(|item| writing.item(item))?;
        let mut to = writing.tar.into_inner()?;
        to.flush()?;
        Ok(to)
    }
}

/// A part being written.
struct Writing<'w, W: Write> {
    tar: Builder<W>,
    ledger: &'w dyn Ledger,
    goods: &'w Goods<'w>,
    made: &'w mut Made,
    step: &'w mut dyn FnMut(u64),
}

impl<W: Write> Writing<'_, W> {
    fn item(&mut self, item: &Item) -> Result<(), BundleError> {
        match item {
            Item::Set(set) => self.profiles(*set),
            Item::Entries { log, first, last } => {
                (*first..=*last).try_for_each(|number| self.entry(EntryId { log: *log, number }))
            }
            Item::Late(id) => match Packed::late(self.ledger, *id, self.goods)? {
                Some(packed) => self.packed(&packed),
                None => Ok(()),
            },
            Item::File(file, length) => self.file(*file, *length),
            Item::Piece { file, from, length, total } => self.piece(*file, *from, *length, *total),
        }
    }

    fn profiles(&mut self, set: Hash) -> Result<(), BundleError> {
        let Some(texts) = self.ledger.profiles(set)? else { return Ok(()) };
        let files: Vec<FileId> = texts.iter().map(|text| FileId(Hash::of(text.as_bytes()))).collect();
        let list = set_list(&files);
        debug_assert!(read_set(&list).is_ok());
        for (file, text) in files.iter().zip(&texts) {
            append(&mut self.tar, &format!("profiles/{}.toml", file.hash()), text.as_bytes())?;
        }
        append(&mut self.tar, &format!("profiles/{set}.json"), list.as_bytes())
    }

    fn entry(&mut self, id: EntryId) -> Result<(), BundleError> {
        let packed = Packed::entry(self.ledger, id, self.goods)?;
        self.made.entries += 1;
        self.made.withheld += packed.withheld;
        self.packed(&packed)?;
        (self.step)(work_of(self.ledger, id));
        Ok(())
    }

    fn packed(&mut self, packed: &Packed) -> Result<(), BundleError> {
        self.made.bodies += packed.bodies;
        packed.append(&mut self.tar)
    }

    /// A source file; one that was erased since the plan was made does not go.
    fn file(&mut self, file: FileId, length: u64) -> Result<(), BundleError> {
        let Some(reader) = self.ledger.open_file(file)? else { return Ok(()) };
        let told = Told { inner: reader, left: length, step: self.step };
        append_from(&mut self.tar, &evidence_name(file), length, told)?;
        self.made.files += 1;
        Ok(())
    }

    fn piece(&mut self, file: FileId, from: u64, length: u64, total: u64) -> Result<(), BundleError> {
        let (Some(once), Some(again)) = (self.ledger.open_piece(file, from)?, self.ledger.open_piece(file, from)?)
        else {
            return Ok(());
        };
        let (check, found) = hash_of(once.take(length))?;
        if found != length {
            return Err(BundleError::Changed);
        }
        let (note, stem) = (PieceNote { file, from, length, total, check }, piece_stem(file, from));
        append(&mut self.tar, &format!("{stem}.json"), note.to_text().as_bytes())?;
        let told = Told { inner: again, left: length, step: self.step };
        append_from(&mut self.tar, &format!("{stem}.piece"), length, told)?;
        self.made.files += u64::from(from + length == total);
        Ok(())
    }
}

/// Reads exactly as many bytes as were announced, or fails; tells each step.
struct Told<'t, R> {
    inner: R,
    left: u64,
    step: &'t mut dyn FnMut(u64),
}

impl<R: Read> Read for Told<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 || buffer.is_empty() {
            return Ok(0);
        }
        let most = buffer.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        let read = self.inner.read(&mut buffer[..most])?;
        if read == 0 {
            return Err(io::Error::other("a source file is shorter than it was a moment ago"));
        }
        self.left -= read as u64;
        (self.step)(read as u64);
        Ok(read)
    }
}

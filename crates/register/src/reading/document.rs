//! A document as it is kept: its bytes as evidence, and the text that was made of them.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek as _, Write};
use std::path::Path;

use daftar_claim::FileId;
use daftar_date::Lang;
use daftar_read::sources::{self, Form, Missing, Oddity, SourceError, Stretch, Take, Told, Unread};
use daftar_read::{Derived, Limits, ReadError, derive};

use super::places::{Places, Placing};
use crate::sealed_file::FileKey;
use crate::{Register, RegisterError};

/// So many bytes of places are kept in memory before they go to the disk.
const PLACES: usize = 1 << 20;

/// How many things of one sort that were not read are told one by one.
const TOLD: usize = 200;

/// A document as it is kept, with its text to be read.
pub(super) struct Document {
    /// What the reader is told: for a restricted one, ids that nobody can guess.
    pub(super) derived: Derived,
    /// The source file.
    pub(super) file: FileId,
    pub(super) text: Box<dyn Read>,
    /// What encrypts its suggestions, when it is restricted.
    pub(super) key: Option<FileKey>,
    pub(super) read: AsRead,
}

/// How its bytes became text.
pub(super) struct AsRead {
    pub(super) places: Places,
    pub(super) notes: Notes,
}

/// What a reading tells beside the text.
#[derive(Debug, Clone, Default)]
pub struct Notes {
    /// How the text was made of the bytes: `pdf/1`.
    pub conversion: &'static str,
    /// What the file says of itself, which is not to say that it is so.
    pub told: Vec<Told>,
    /// What was not read; the first of each sort.
    pub unread: Vec<Unread>,
    /// What was odd, and was read all the same.
    pub odd: Vec<Oddity>,
}

impl Notes {
    /// Whether there is anything that a keeper must know: what is missing from the text, or may be wrong in it.
    pub fn is_odd(&self) -> bool {
        !self.missing().is_empty() || !self.odd.is_empty()
    }

    /// What is missing from the text: not what a reader of the document would not miss either.
    pub fn missing(&self) -> Vec<&Unread> {
        let dull = |what| {
            use Missing::{Alternative, Field, Remote, Script, StyleSheet};
            matches!(what, Alternative | Field | Remote | Script | StyleSheet)
        };
        self.unread.iter().filter(|one| !dull(one.what)).collect()
    }

    /// Both, in lines.
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let missing = self.missing().into_iter().map(|one| one.words(lang));
        missing.chain(self.odd.iter().map(|odd| odd.words(lang))).collect()
    }
}

/// Takes what a reader finds: the text to one place, the rest to another.
struct Taking<'t> {
    text: &'t mut dyn Write,
    placing: Placing,
    notes: Notes,
}

impl Take for Taking<'_> {
    fn text(&mut self, piece: &str) -> io::Result<()> {
        self.text.write_all(piece.as_bytes())
    }

    fn stretch(&mut self, stretch: Stretch) {
        self.placing.add(&stretch);
    }

    fn told(&mut self, told: Told) {
        self.notes.told.push(told);
    }

    fn unread(&mut self, unread: Unread) {
        let same = self.notes.unread.iter_mut().rev().filter(|one| one.what == unread.what);
        let (count, last) = same.fold((0, None), |(count, last), one| (count + 1, last.or(Some(one))));
        match last.filter(|_| count >= TOLD) {
            Some(last) => last.count += unread.count,
            None => self.notes.unread.push(unread),
        }
    }

    fn odd(&mut self, odd: Oddity) {
        self.notes.odd.push(odd);
    }
}

impl Register {
    /// Keeps a document and its text, if that is another.
    pub(super) fn keep_document(&mut self, path: &Path, limits: &Limits) -> Result<Document, RegisterError> {
        let folder = self.store.folder().to_owned();
        let mut text = tempfile::tempfile_in(&folder).map_err(RegisterError::io(&folder))?;
        let (derived, read) = derive_text(path, limits, (&folder, PLACES), &mut BufWriter::new(&mut text))?;
        self.store.put_file(File::open(path).map_err(RegisterError::io(path))?)?;
        text.rewind().map_err(RegisterError::io(&folder))?;
        if derived.text != derived.file {
            self.store.put_file(text.try_clone().map_err(RegisterError::io(&folder))?)?;
            text.rewind().map_err(RegisterError::io(&folder))?;
        }
        self.note_arrival(&[(derived.file, derived.file), (derived.file, derived.text)])?;
        Ok(Document { derived, file: derived.file, text: Box::new(text), key: None, read })
    }

    /// The same, encrypted; nothing of it lies open on the disk meanwhile.
    pub(super) fn keep_restricted_document(&mut self, path: &Path, limits: &Limits) -> Result<Document, RegisterError> {
        let mut sealing = self.sealing()?;
        let (plain, read) = derive_text(path, limits, (self.store.folder(), usize::MAX), &mut sealing)?;
        let sealed = sealing.finish().map_err(RegisterError::io(self.store.folder()))?;
        let text = self.keep_sealed(sealed)?;
        let file = if plain.text == plain.file { text } else { self.keep_file(path, true)? };
        let lost = || RegisterError::Ask(format!("{text} was kept, and its key cannot be found: read it again"));
        let key = self.file_key(file).cloned().ok_or_else(lost)?;
        let opened = self.open_file(text)?.ok_or_else(lost)?;
        let derived = Derived { file: key.blind(), text, ..plain };
        Ok(Document { derived, file, text: opened, key: Some(key), read })
    }
}

/// The document's text, written out; of its places so many bytes stay in memory. One whose encoding is named is plain text; any other is what its first bytes say.
fn derive_text(
    path: &Path,
    limits: &Limits,
    (folder, in_memory): (&Path, usize),
    out: &mut dyn Write,
) -> Result<(Derived, AsRead), RegisterError> {
    let document = File::open(path).map_err(RegisterError::io(path))?;
    let mut taking = Taking { text: out, placing: Placing::within(folder, in_memory), notes: Notes::default() };
    let read = match limits.encoding.as_deref() {
        Some(encoding) => derive(document, Some(encoding), u64::MAX, taking.text)
            .map(|derived| (Form::Plain, derived))
            .map_err(SourceError::from),
        None => {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let limits = sources::Limits { text: u64::MAX, ..sources::Limits::default() };
            sources::read(document, &name, limits, &mut taking)
        }
    };
    let (form, derived) = read.map_err(|error| refused(path, error))?;
    taking.text.flush().map_err(RegisterError::io(path))?;
    let notes = Notes { conversion: form.conversion(), ..taking.notes };
    Ok((derived, AsRead { places: taking.placing.end(folder)?, notes }))
}

fn refused(path: &Path, error: SourceError) -> RegisterError {
    let name = path.display().to_string();
    let error = match error {
        SourceError::Document(error) => ReadError::Document { name, error },
        error => ReadError::Source { name, error },
    };
    RegisterError::Read { path: path.to_owned(), error }
}

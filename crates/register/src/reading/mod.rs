//! Reading documents: bytes become evidence, its text, and suggestions.

use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Read, Seek as _, Write};
use std::path::Path;

use daftar_claim::{Claim, Draft, Edtf, EntityId, FileId, Hash, PropertyId, Span, Subject, Value};
use daftar_read::{Derived, Limits, ReadError, Reader, Summary, derive};

use crate::drafts::NewDrafts;
use crate::known::{Held, Suggested};
use crate::progress::{Progress, Told};
use crate::sealed_file::FileKey;
use crate::{Register, RegisterError, chance};

/// How much of a text is read at a time, in bytes.
const CHUNK: usize = 64 * 1024;

/// What reading a document came to.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Was {
    /// The document's path, as given.
    pub document: String,
    /// Its source entity.
    #[serde(serialize_with = "as_text")]
    pub source: EntityId,
    /// Its source file.
    #[serde(serialize_with = "as_text")]
    pub file: FileId,
    /// New suggestions.
    pub drafts: usize,
    /// Suggestions that this notebook holds already.
    pub known: usize,
    /// Passages in which no rule found anything, as character spans; the first thousand.
    pub left_out: Vec<(u64, u64)>,
    /// How many passages those are in all.
    pub left_out_total: u64,
}

impl Was {
    fn of(path: &Path, file: FileId, summary: &Summary, (drafts, known): (usize, usize)) -> Was {
        let span = |left: &daftar_read::LeftOut| (left.span.start, left.span.end);
        Was {
            document: path.display().to_string(),
            source: summary.source,
            file,
            drafts,
            known,
            left_out: summary.left_out.iter().map(span).collect(),
            left_out_total: summary.left_out_total,
        }
    }
}

pub(crate) fn as_text<S: serde::Serializer>(id: &impl std::fmt::Display, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(id)
}

/// What the keeper says of a document's publication. Whom a published document names is public; whom any other names is
/// shown to keepers only.
#[derive(Debug, Clone, Default)]
pub struct Published {
    /// Who published it.
    pub publisher: Option<String>,
    /// When.
    pub date: Option<Edtf>,
}

impl Published {
    fn drafts(&self, source: EntityId) -> Result<Vec<Draft>, RegisterError> {
        let publisher = self.publisher.iter().map(|name| ("publisher", Value::text(name.clone())));
        let date = self.date.iter().map(|date| ("published", Value::Date(date.clone())));
        let draft = |(property, value)| {
            let claim = Claim::new(Subject::Entity(source), PropertyId::parse(property)?, value, source);
            Ok(Draft { claim, rule: "told-on-reading".to_owned(), link: false })
        };
        publisher.chain(date).map(draft).collect()
    }
}

/// A document as it is kept, with its text to be read.
struct Document {
    /// What the reader is told: for a restricted one, ids that nobody can guess.
    derived: Derived,
    /// The source file.
    file: FileId,
    text: Box<dyn Read>,
    /// What encrypts its suggestions, when it is restricted.
    key: Option<FileKey>,
}

/// Where a reader's suggestions go: into their file, unless the register holds them already.
struct Suggesting<'r> {
    held: Held<'r>,
    drafts: NewDrafts,
    /// The source file as the reader was told it.
    told: FileId,
    /// The source file.
    file: FileId,
    known: usize,
    failed: Option<RegisterError>,
}

impl Suggesting<'_> {
    fn take(&mut self, mut draft: Draft) {
        if draft.claim.value == Value::File(self.told) {
            draft.claim.value = Value::File(self.file);
        }
        match self.held.holds(&draft) {
            Ok(true) => self.known += 1,
            Ok(false) => self.failed = self.failed.take().or(self.drafts.add(&draft).err()),
            Err(error) => self.failed = self.failed.take().or(Some(error)),
        }
    }

    /// Keeps them, if nothing failed; how many are new, and how many were known.
    fn keep(self) -> Result<(usize, usize), RegisterError> {
        self.failed.map_or(Ok(()), Err)?;
        Ok((self.drafts.keep()?, self.known))
    }
}

impl Register {
    /// Reads a document: keeps it as evidence, and its statements as suggestions. Reading it again adds nothing.
    ///
    /// # Errors
    /// When the document gives no text or the register cannot be written; then no suggestion was kept.
    pub fn read(&mut self, path: &Path, encoding: Option<String>, published: &Published) -> Result<Was, RegisterError> {
        self.read_telling(path, encoding, published, &|_, _| {})
    }

    /// The same, telling how many bytes of the text have been read. Whoever breaks it off leaves the register as it was,
    /// but for the source file.
    ///
    /// # Errors
    /// As for [`Register::read`].
    pub fn read_telling(
        &mut self,
        path: &Path,
        encoding: Option<String>,
        published: &Published,
        progress: Progress<'_>,
    ) -> Result<Was, RegisterError> {
        if !self.is_locked() {
            self.see_sealed()?;
        }
        let limits = Limits { encoding, ..Limits::default() };
        let document = self.keep_document(path, &limits)?;
        self.suggest(path, document, published, limits, progress)
    }

    /// Reads a restricted document: it is kept encrypted under a key of its own, and so are the suggestions; what is
    /// recorded of them is sealed.
    ///
    /// # Errors
    /// As [`Register::read`]; and when the sealing keys are locked.
    pub fn read_restricted(
        &mut self,
        path: &Path,
        encoding: Option<String>,
        published: &Published,
        progress: Progress<'_>,
    ) -> Result<Was, RegisterError> {
        self.need_keys()?;
        let limits = Limits { encoding, ..Limits::default() };
        let document = self.keep_restricted_document(path, &limits)?;
        self.suggest(path, document, published, limits, progress)
    }

    /// Keeps a document and its text, if that is another.
    fn keep_document(&mut self, path: &Path, limits: &Limits) -> Result<Document, RegisterError> {
        let folder = self.store.folder().to_owned();
        let mut text = tempfile::tempfile_in(&folder).map_err(RegisterError::io(&folder))?;
        let derived = derive_text(path, limits, &mut BufWriter::new(&mut text))?;
        self.store.put_file(File::open(path).map_err(RegisterError::io(path))?)?;
        text.rewind().map_err(RegisterError::io(&folder))?;
        if derived.text != derived.file {
            self.store.put_file(text.try_clone().map_err(RegisterError::io(&folder))?)?;
            text.rewind().map_err(RegisterError::io(&folder))?;
        }
        self.note_arrival(&[(derived.file, derived.file), (derived.file, derived.text)])?;
        Ok(Document { derived, file: derived.file, text: Box::new(text), key: None })
    }

    /// The same, encrypted; nothing of it lies open on the disk meanwhile.
    fn keep_restricted_document(&mut self, path: &Path, limits: &Limits) -> Result<Document, RegisterError> {
        let mut sealing = self.sealing()?;
        let plain = derive_text(path, limits, &mut sealing)?;
        let sealed = sealing.finish().map_err(RegisterError::io(self.store.folder()))?;
        let text = self.keep_sealed(sealed)?;
        let file = if plain.text == plain.file { text } else { self.keep_file(path, true)? };
        let lost = || RegisterError::Ask(format!("{text} was kept, and its key cannot be found: read it again"));
        let key = self.file_key(file).cloned().ok_or_else(lost)?;
        let opened = self.open_file(text)?.ok_or_else(lost)?;
        let derived = Derived { file: key.blind(), text, ..plain };
        Ok(Document { derived, file, text: opened, key: Some(key) })
    }

    /// Keeps what a document says as suggestions.
    fn suggest(
        &self,
        path: &Path,
        document: Document,
        published: &Published,
        limits: Limits,
        progress: Progress<'_>,
    ) -> Result<Was, RegisterError> {
        let length = path.metadata().map_err(RegisterError::io(path))?.len();
        let Document { derived, file, text, key } = document;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let drafts = self.new_drafts(summary_source(&derived), key.as_ref().map(|key| (file, key)))?;
        let (held, told) = (Held::by(self), derived.file);
        let mut suggesting = Suggesting { held, drafts, told, file, known: 0, failed: None };
        let mut unlucky = None;
        let mut fresh = || {
            chance::entity().unwrap_or_else(|error| {
                unlucky = Some(error);
                EntityId(Hash([0; 32]))
            })
        };
        let names = Suggested::around(self, &derived, key.is_some())?;
        let mut reader = Reader { names: &names, fresh: &mut fresh, limits };
        let text = BufReader::with_capacity(CHUNK, Told::new(text, length, progress));
        let read = reader.read_text(text, &derived, &name, &mut |draft| suggesting.take(draft));
        let summary = read.map_err(|error| RegisterError::Read { path: path.to_owned(), error })?;
        published.drafts(summary.source)?.into_iter().for_each(|draft| suggesting.take(draft));
        unlucky.map_or(Ok(()), Err)?;
        Ok(Was::of(path, file, &summary, suggesting.keep()?))
    }

    /// The sentence that a claim was read from: the text in its span. None when the text is not here, or not open.
    ///
    /// # Errors
    /// When the text cannot be read.
    pub fn context(&self, text: FileId, span: Span) -> Result<Option<String>, RegisterError> {
        let Some(open) = self.open_file(text)? else { return Ok(None) };
        let (start, end) = (usize::try_from(span.start).unwrap_or(0), usize::try_from(span.end).unwrap_or(0));
        let (mut lines, mut line, mut at) = (BufReader::new(open), Vec::new(), 0);
        let mut words = String::new();
        while at < end && lines.read_until(b'\n', &mut line).map_err(RegisterError::io(self.store.folder()))? > 0 {
            let text = String::from_utf8_lossy(&line);
            words.extend(text.chars().skip(start.saturating_sub(at)).take(end.saturating_sub(at.max(start))));
            at += text.chars().count();
            line.clear();
        }
        Ok(Some(words))
    }
}

/// The document's text, written out.
fn derive_text(path: &Path, limits: &Limits, out: &mut dyn Write) -> Result<Derived, RegisterError> {
    let document = File::open(path).map_err(RegisterError::io(path))?;
    let name = path.display().to_string();
    let refuse = |error| RegisterError::Read { path: path.to_owned(), error: ReadError::Document { name, error } };
    let derived = derive(document, limits.encoding.as_deref(), u64::MAX, out).map_err(refuse)?;
    out.flush().map_err(RegisterError::io(path))?;
    Ok(derived)
}

/// The source entity of a document.
pub(crate) fn summary_source(derived: &Derived) -> EntityId {
    daftar_claim::span_entity(derived.file, "document", Span { start: 0, end: 0 })
}

//! Reading documents: bytes become evidence, its text, and suggestions.

mod document;
mod masked;
mod places;
mod told;

use std::cell::RefCell;
use std::io::{BufRead as _, BufReader, Read};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use daftar_claim::{Claim, Draft, Edtf, EntityId, FileId, Hash, Locator, PropertyId, Span, Subject, Value};
use daftar_read::{Derived, Limits, Reader, Summary};

use crate::drafts::NewDrafts;
use crate::known::{Held, Suggested};
use crate::progress::{Progress, Told};
use crate::{Register, RegisterError, chance};

pub use document::Notes;
use document::{AsRead, Document};
use masked::Masked;
use places::Places;
use told::Clock;

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
    /// How many characters its text has.
    pub chars: u64,
    /// New suggestions.
    pub drafts: usize,
    /// Suggestions that this notebook holds already.
    pub known: usize,
    /// Passages in which no rule found anything, as character spans; the first thousand.
    pub left_out: Vec<(u64, u64)>,
    /// How many passages those are in all.
    pub left_out_total: u64,
    /// What else the reading tells: what was not read, what was odd, what the file says of itself.
    #[serde(flatten, serialize_with = "told::as_json")]
    pub notes: Notes,
}

impl Was {
    fn of(path: &Path, file: FileId, chars: u64, summary: &Summary, notes: Notes) -> Was {
        let span = |left: &daftar_read::LeftOut| (left.span.start, left.span.end);
        Was {
            document: path.display().to_string(),
            source: summary.source,
            file,
            chars,
            drafts: 0,
            known: 0,
            left_out: summary.left_out.iter().map(span).collect(),
            left_out_total: summary.left_out_total,
            notes,
        }
    }
}

pub(crate) fn as_text<S: serde::Serializer>(id: &impl std::fmt::Display, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(id)
}

/// The text of an id or a date, or nothing.
pub(crate) fn maybe_text<T: std::fmt::Display, S: serde::Serializer>(
    item: &Option<T>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match item {
        Some(item) => serializer.collect_str(item),
        None => serializer.serialize_none(),
    }
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
            Ok(Draft { claim, rule: "told-on-reading".to_owned(), link: false, confidence: None })
        };
        publisher.chain(date).map(draft).collect()
    }
}

/// Where a reader's suggestions go: into their file, unless the register holds them already.
struct Suggesting<'r> {
    held: Held<'r>,
    drafts: NewDrafts,
    /// The source file as the reader was told it.
    told: FileId,
    /// The source file.
    file: FileId,
    /// Where the words of its text stand in it.
    places: Rc<RefCell<Places>>,
    clock: Clock,
    folder: PathBuf,
    known: usize,
    failed: Option<RegisterError>,
}

impl Suggesting<'_> {
    fn take(&mut self, mut draft: Draft) {
        if draft.claim.value == Value::File(self.told) {
            draft.claim.value = Value::File(self.file);
        }
        if let Err(error) = self.stood(&mut draft.claim) {
            self.failed = self.failed.take().or(Some(RegisterError::io(&self.folder)(error)));
        }
        match self.held.holds(&draft) {
            Ok(true) => self.known += 1,
            Ok(false) => self.failed = self.failed.take().or(self.drafts.add(&draft).err()),
            Err(error) => self.failed = self.failed.take().or(Some(error)),
        }
    }

    /// Says where in the document the words of a claim stood; and of a message, when that was sent.
    fn stood(&self, claim: &mut Claim) -> std::io::Result<()> {
        let Some(Locator::Text { span, place, .. }) = &mut claim.locator else { return Ok(()) };
        let mut places = self.places.borrow_mut();
        *place = places.of(*span)?;
        let is_statement = !["kind", "name", "title", "file"].contains(&claim.property.as_str());
        if claim.stated.is_none() && claim.said_by.is_none() && is_statement {
            claim.stated = places.sent(*span)?.and_then(|at| self.clock.day(&at));
        }
        Ok(())
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
        let Document { derived, file, text, key, read: AsRead { places, notes } } = document;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let drafts = self.new_drafts(summary_source(&derived), key.as_ref().map(|key| (file, key)))?;
        let (held, told) = (Held::by(self), derived.file);
        let whole = places.is_empty();
        let places = Rc::new(RefCell::new(places));
        let mut suggesting = Suggesting {
            held,
            drafts,
            told,
            file,
            places: Rc::clone(&places),
            clock: Clock::of(&notes),
            folder: self.store.folder().to_owned(),
            known: 0,
            failed: None,
        };
        let mut unlucky = None;
        let mut fresh = || {
            chance::entity().unwrap_or_else(|error| {
                unlucky = Some(error);
                EntityId(Hash([0; 32]))
            })
        };
        let names = Suggested::around(self, &derived, key.is_some())?;
        let mut reader = Reader { names: &names, fresh: &mut fresh, limits, published: published.date.clone() };
        let text = Told::new(text, length, progress);
        let text: Box<dyn Read> = if whole { Box::new(text) } else { Box::new(Masked::of(text, places)) };
        let text = BufReader::with_capacity(CHUNK, text);
        let read = reader.read_text(text, &derived, &name, &mut |draft| suggesting.take(draft));
        let summary = read.map_err(|error| RegisterError::Read { path: path.to_owned(), error })?;
        let given = published.drafts(summary.source)?;
        let told = notes.drafts(summary.source, published)?;
        given.into_iter().chain(told).for_each(|draft| suggesting.take(draft));
        unlucky.map_or(Ok(()), Err)?;
        let (drafts, known) = suggesting.keep()?;
        Ok(Was { drafts, known, ..Was::of(path, file, derived.chars, &summary, notes) })
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

/// The source entity of a document.
pub(crate) fn summary_source(derived: &Derived) -> EntityId {
    daftar_claim::span_entity(derived.file, "document", Span { start: 0, end: 0 })
}

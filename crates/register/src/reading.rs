//! Reading documents: bytes become evidence, its text, and suggestions.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read as _, Seek as _, Write as _};
use std::path::Path;

use daftar_claim::{Claim, ClaimId, Draft, Edtf, EntityId, FileId, Hash, PropertyId, Span, Subject, Value};
use daftar_date::Lang;
use daftar_read::{Derived, Limits, ReadError, Reader, derive};
use daftar_store::index::Hit;
use daftar_view::Audience;

use crate::progress::{Progress, Told};
use crate::suggested::Suggested;
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
    /// New suggestions.
    pub drafts: usize,
    /// Suggestions that this notebook holds already.
    pub known: usize,
    /// Passages in which no rule found anything, as character spans; the first thousand.
    pub left_out: Vec<(u64, u64)>,
    /// How many passages those are in all.
    pub left_out_total: u64,
}

fn as_text<S: serde::Serializer>(id: &impl std::fmt::Display, serializer: S) -> Result<S::Ok, S::Error> {
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

/// A hit of the search: an entity, with what it is called.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Sought {
    /// The entity.
    #[serde(serialize_with = "as_text")]
    pub entity: EntityId,
    /// The statement with the best match.
    #[serde(serialize_with = "as_text")]
    pub claim: ClaimId,
    /// What it is called.
    pub names: Vec<String>,
    /// Its words, those that matched marked with « ».
    pub snippet: String,
    /// The same words without marks.
    #[serde(skip)]
    pub text: String,
    /// The characters of the words that matched.
    #[serde(skip)]
    pub marks: Vec<Span>,
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
        let fault = |error| RegisterError::Read { path: path.to_owned(), error };
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let limits = Limits { encoding, ..Limits::default() };
        let (derived, text) = self.derive_text(path, &limits).map_err(fault)??;
        self.store.put_file(File::open(path).map_err(RegisterError::io(path))?)?;
        if derived.text != derived.file {
            self.store.put_file(text.try_clone().map_err(RegisterError::io(path))?)?;
        }
        let mut text = text;
        text.rewind().map_err(RegisterError::io(path))?;
        let length = text.metadata().map_err(RegisterError::io(path))?.len();
        let text = BufReader::with_capacity(CHUNK, Told::new(text, length, progress));
        let mut drafts = self.new_drafts(derived.file)?;
        let (mut failed, mut known, mut unlucky) = (None, 0, None);
        let mut fresh = || match chance::entity() {
            Ok(entity) => entity,
            Err(error) => {
                unlucky = Some(error);
                EntityId(Hash([0; 32]))
            }
        };
        let names = Suggested::around(self, self.drafts()?, summary_source(&derived));
        let mut reader = Reader { names: &names, fresh: &mut fresh, limits };
        let summary = reader.read_text(text, &derived, &name, &mut |draft| match self.is_recorded(&draft) {
            Ok(true) => known += 1,
            Ok(false) => failed = failed.take().or(drafts.add(&draft).err()),
            Err(error) => failed = Some(error),
        });
        let summary = summary.map_err(fault)?;
        for draft in published.drafts(summary.source)? {
            match self.is_recorded(&draft)? {
                true => known += 1,
                false => drafts.add(&draft)?,
            }
        }
        if let Some(error) = failed.or(unlucky) {
            return Err(error);
        }
        let count = drafts.keep(&self.draft_path(summary.source))?;
        let span = |left: &daftar_read::LeftOut| (left.span.start, left.span.end);
        Ok(Was {
            document: path.display().to_string(),
            source: summary.source,
            drafts: count,
            known,
            left_out: summary.left_out.iter().map(span).collect(),
            left_out_total: summary.left_out_total,
        })
    }

    /// The document's text, in a temporary file.
    fn derive_text(&self, path: &Path, limits: &Limits) -> Result<Result<(Derived, File), RegisterError>, ReadError> {
        let open = || -> Result<(File, File), RegisterError> {
            let document = File::open(path).map_err(RegisterError::io(path))?;
            let folder = self.store.folder();
            let text = tempfile::tempfile_in(folder).map_err(RegisterError::io(folder))?;
            Ok((document, text))
        };
        let (document, mut text) = match open() {
            Ok(files) => files,
            Err(error) => return Ok(Err(error)),
        };
        let name = path.display().to_string();
        let refuse = |error| ReadError::Document { name: name.clone(), error };
        let encoding = limits.encoding.as_deref();
        let mut out = BufWriter::new(&mut text);
        let derived = derive(document, encoding, u64::MAX, &mut out).map_err(refuse)?;
        let flushed = out.flush();
        drop(out);
        let done = flushed.and_then(|()| text.rewind());
        Ok(done.map(|()| (derived, text)).map_err(RegisterError::io(path)))
    }

    /// Whether a claim of this content stands here already, by whomever; or the two that a link joins are joined, or were
    /// parted by somebody.
    fn is_recorded(&self, draft: &Draft) -> Result<bool, RegisterError> {
        if let (true, Subject::Entity(one), Value::Entity(other)) =
            (draft.link, draft.claim.subject, &draft.claim.value)
            && (self.same_as(one)?.contains(other) || self.are_parted(one, *other)?)
        {
            return Ok(true);
        }
        let known = self.store.index().find_content(&draft.claim)?;
        let stands =
            |id: daftar_claim::RecordingId| self.standing.counts(id.entry) && self.standing.ended(id).is_none();
        Ok(known.into_iter().any(|(_, recording)| stands(recording)))
    }

    /// Searches the words of all statements that the audience may see.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn search(&self, words: &str, limit: usize, audience: Audience) -> Result<Vec<Sought>, RegisterError> {
        let mut found = Vec::new();
        for hit in self.store.index().search(words, limit)? {
            let Subject::Entity(entity) = hit.subject else { continue };
            let heard = self.hear_entity(entity, &self.standing, audience)?;
            let stated = heard.statements.iter().find(|statement| statement.id == hit.claim && statement.stands());
            if stated.is_some_and(|statement| heard.surroundings.may_see(statement, audience, &self.profiles)) {
                let name = |lang| heard.surroundings.name(entity, lang).map(str::to_owned);
                let mut names: Vec<String> = [Lang::En, Lang::Ar].into_iter().filter_map(name).collect();
                names.dedup();
                let snippet = marked(&hit);
                found.push(Sought { entity, claim: hit.claim, names, snippet, text: hit.text, marks: hit.marks });
            }
        }
        Ok(found)
    }

    /// The bytes of a source file.
    pub(crate) fn read_file(&self, file: FileId) -> Result<Vec<u8>, RegisterError> {
        let mut bytes = Vec::new();
        if let Some(mut open) = self.store.file(&file)? {
            open.read_to_end(&mut bytes).map_err(RegisterError::io(self.store.folder()))?;
        }
        Ok(bytes)
    }

    /// The sentence that a claim was read from: the text around its span, with the span's place in it.
    ///
    /// # Errors
    /// When the text cannot be read.
    pub fn context(&self, text: daftar_claim::FileId, span: Span) -> Result<Option<String>, RegisterError> {
        if !self.store.has_file(&text) {
            return Ok(None);
        }
        let whole = String::from_utf8_lossy(&self.read_file(text)?).into_owned();
        let (start, end) = (usize::try_from(span.start).unwrap_or(0), usize::try_from(span.end).unwrap_or(0));
        Ok(Some(whole.chars().skip(start).take(end.saturating_sub(start)).collect()))
    }
}

/// The source entity of a document.
fn summary_source(derived: &Derived) -> EntityId {
    daftar_claim::span_entity(derived.file, "document", Span { start: 0, end: 0 })
}

/// The text of a hit with its matches between « and ».
fn marked(hit: &Hit) -> String {
    let mut out = String::new();
    for (at, c) in (0u64..).zip(hit.text.chars()) {
        if hit.marks.iter().any(|mark| mark.start == at) {
            out.push('«');
        }
        out.push(c);
        if hit.marks.iter().any(|mark| mark.end == at + 1) {
            out.push('»');
        }
    }
    out
}

//! Reads an article: title, infobox, sections and sentences in narrative order become drafts.
//!
//! The rules are general and shallow: they look at names, verbs, quantities and dates, not at a subject. What no rule
//! reaches is named in [`Summary::left_out`], never dropped silently.

mod befell;
mod blocks;
mod bounds;
mod claims;
mod clauses;
mod damage;
mod entities;
mod events;
pub mod fates;
mod harm;
mod holdings;
mod in_arabic;
mod infobox;
mod names;
mod opening;
mod origins;
mod passage;
mod phrases;
mod quantity;
mod read;
mod recovery;
mod remarks;
mod sections;
mod sentence;
mod speakers;
mod state;
mod tags;
mod things;
mod verbs;
mod words;

use std::io::{self, BufRead, Read};

use daftar_claim::{Draft, Edtf, EntityId, FileId, Names, Span};

use crate::document::{Derived, DocumentError, derive};
use crate::sources::SourceError;
use crate::time::Context;
use state::Article;
pub use things::tells_of_body;

/// How much a reading takes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The longest document that [`read`] holds in memory, in bytes.
    pub document: u64,
    /// The longest paragraph, in bytes; what is longer is left out from there on.
    pub paragraph: usize,
    /// The most entities that one document may name; statements about further ones are left out.
    pub entities: usize,
    /// The most passages that [`Summary::left_out`] lists.
    pub left_out: usize,
    /// The encoding of a document that is neither UTF-8 nor UTF-16, as the WHATWG Encoding Standard labels it.
    pub encoding: Option<String>,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { document: 256 << 20, paragraph: 64 << 10, entities: 20_000, left_out: 1_000, encoding: None }
    }
}

/// Why an article cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The bytes give no text.
    #[error("{name}: {error}")]
    Document {
        /// The document's name, as the caller gave it.
        name: String,
        /// What is wrong with it.
        #[source]
        error: DocumentError,
    },
    /// The file is of a form that gives no text, or is damaged.
    #[error("{name}: {error}")]
    Source {
        /// The document's name, as the caller gave it.
        name: String,
        /// What is wrong with it.
        #[source]
        error: SourceError,
    },
}

/// Why a passage gave no drafts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// The paragraph is longer than [`Limits::paragraph`].
    TooLong,
    /// It speaks of more entities than [`Limits::entities`].
    TooManyEntities,
    /// No rule found a statement in it.
    NoRule,
}

/// A passage that gave no drafts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LeftOut {
    /// Where, in characters of the derived text.
    pub span: Span,
    /// Why.
    pub why: Why,
}

/// What an article gave, all at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The document, by the hash of its bytes.
    pub file: FileId,
    /// The derived text that spans count in.
    pub text: String,
    /// The derived text's hash, which locators name.
    pub text_file: FileId,
    /// The source entity of every draft.
    pub source: EntityId,
    /// What is proposed, in the order of the document.
    pub drafts: Vec<Draft>,
    /// What gave nothing; at most [`Limits::left_out`] passages.
    pub left_out: Vec<LeftOut>,
    /// How many passages gave nothing.
    pub left_out_total: u64,
}

/// What is known of a reading whose drafts were handed on one by one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The source entity of every draft.
    pub source: EntityId,
    /// What gave nothing; at most [`Limits::left_out`] passages.
    pub left_out: Vec<LeftOut>,
    /// How many passages gave nothing.
    pub left_out_total: u64,
}

/// Who reads: what the register knows already, and where new ids come from.
pub struct Reader<'a> {
    /// Whom the register knows.
    pub names: &'a dyn Names,
    /// Makes a random id, for persons.
    pub fresh: &'a mut dyn FnMut() -> EntityId,
    /// How much is taken on.
    pub limits: Limits,
    /// When the document was published, where that is known: "yesterday" counts from there.
    pub published: Option<Edtf>,
}

/// Reads an article from its bytes. `name` is its file name, for messages and for want of a title.
///
/// # Errors
/// When the bytes are no text; see [`DocumentError`].
pub fn read(
    bytes: impl Read,
    name: &str,
    names: &dyn Names,
    fresh: &mut dyn FnMut() -> EntityId,
    limits: &Limits,
) -> Result<Reading, ReadError> {
    Reader { names, fresh, limits: limits.clone(), published: None }.read(bytes, name)
}

impl Reader<'_> {
    /// Reads an article from its bytes, which are held in memory.
    ///
    /// # Errors
    /// When the bytes are no text; see [`DocumentError`].
    pub fn read(&mut self, bytes: impl Read, name: &str) -> Result<Reading, ReadError> {
        let refuse = |error| ReadError::Document { name: name.to_owned(), error };
        let mut text = Vec::new();
        let encoding = self.limits.encoding.as_deref();
        let derived = derive(bytes, encoding, self.limits.document, &mut text).map_err(refuse)?;
        let mut drafts = Vec::new();
        let summary = self.read_text(text.as_slice(), &derived, name, &mut |draft| drafts.push(draft))?;
        Ok(Reading {
            file: derived.file,
            text: String::from_utf8_lossy(&text).into_owned(),
            text_file: derived.text,
            source: summary.source,
            drafts,
            left_out: summary.left_out,
            left_out_total: summary.left_out_total,
        })
    }

    /// Reads an article from its derived text (see [`derive`]) and hands each draft to `sink`. Memory stays flat.
    ///
    /// # Errors
    /// When reading the text fails.
    pub fn read_text(
        &mut self,
        text: impl BufRead,
        derived: &Derived,
        name: &str,
        sink: &mut dyn FnMut(Draft),
    ) -> Result<Summary, ReadError> {
        let mut article = Article::new(derived, self.names, self.fresh, &self.limits, sink);
        article.time = self.published.iter().fold(Context::new(), Context::published);
        let refuse = |error: io::Error| ReadError::Document { name: name.to_owned(), error: error.into() };
        article.read(text, name).map_err(refuse)?;
        Ok(article.end())
    }
}

//! Full text: what is written of it while entries are noted.

use std::collections::HashMap;

use daftar_claim::{PropertyId, Value};
use rusqlite::{Connection, params};

use super::error::{IndexError, Result};
use super::{fold, schema};

/// The documents of one entry: for each subject the words that the entry says of it.
#[derive(Default)]
pub(super) struct Documents {
    of_subject: HashMap<u32, usize>,
    documents: Vec<Document>,
}

#[derive(Default)]
struct Document {
    subject: u32,
    words: String,
    titles: String,
}

impl Documents {
    /// Adds the words of a claim: of its value, and the quoted ones.
    pub(super) fn add(&mut self, subject: u32, property: &PropertyId, value: &Value, quote: Option<&str>) {
        let document = self.document(subject);
        texts(value, quote, |text| fold::push_document(text, &mut document.words));
        if let Some(name) = super::name(property, value) {
            fold::push_document(name, &mut document.titles);
        }
    }

    fn document(&mut self, subject: u32) -> &mut Document {
        let next = self.documents.len();
        let at = *self.of_subject.entry(subject).or_insert(next);
        if at == next {
            self.documents.push(Document { subject, ..Document::default() });
        }
        &mut self.documents[at]
    }

    /// Writes the documents, numbered upwards from `last`; returns the last number.
    pub(super) fn write(self, db: &Connection, last: u32) -> Result<u32> {
        let mut number = db.prepare_cached("INSERT INTO document(n, subject) VALUES(?, ?)")?;
        let mut text = db.prepare_cached("INSERT INTO text(rowid, words) VALUES(?, ?)")?;
        let mut title = db.prepare_cached("INSERT INTO title(rowid, words) VALUES(?, ?)")?;
        let mut n = last;
        for document in self.documents.into_iter().filter(|document| !document.words.is_empty()) {
            n = n.checked_add(1).ok_or(IndexError::Full { what: "documents", most: u64::from(u32::MAX) })?;
            number.execute(params![n, document.subject])?;
            text.execute(params![n, document.words])?;
            if !document.titles.is_empty() {
                title.execute(params![n, document.titles])?;
            }
        }
        Ok(n)
    }
}

/// The texts of a claim that can be searched: its value's words, and the quoted words.
pub(super) fn texts<'c>(value: &'c Value, quote: Option<&'c str>, mut each: impl FnMut(&'c str)) {
    match value {
        Value::Text { text, .. } => each(text),
        Value::Code { code, label, .. } => {
            each(code);
            label.iter().for_each(|label| each(label));
        }
        _ => {}
    }
    quote.into_iter().for_each(each);
}

/// Empties the full text, so that it can be written again.
pub(super) fn clear(db: &Connection) -> Result<()> {
    db.execute_batch("DROP TABLE document; DROP TABLE text; DROP TABLE title;")?;
    db.execute_batch(schema::TEXT_TABLES)?;
    Ok(())
}

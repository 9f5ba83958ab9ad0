//! A corpus as it lies in a folder: `texts.jsonl` and `gold.jsonl`.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::article::fates::{Fate, Place};

/// A text to be read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Text {
    /// Its name in the corpus.
    pub doc: String,
    /// The text.
    pub text: String,
    /// When it was published, EDTF, if the corpus says so.
    #[serde(default)]
    pub published: Option<String>,
}

/// A claim as marked by hand.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Gold {
    /// The text.
    pub doc: String,
    /// The claim.
    #[serde(flatten)]
    pub fate: Fate,
}

/// A time expression as marked by hand.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct GoldDate {
    /// The text.
    pub doc: String,
    /// Where it stands.
    #[serde(flatten)]
    pub span: Place,
    /// Its value, TIMEX2.
    pub value: String,
    /// The same as EDTF, where there is such a date.
    #[serde(default)]
    pub edtf: Option<String>,
}

/// Texts with their gold.
#[derive(Clone, Debug, PartialEq)]
pub enum Corpus {
    /// Who says what befell which thing.
    Claims {
        /// The texts.
        texts: Vec<Text>,
        /// The claims marked in them.
        gold: Vec<Gold>,
    },
    /// Time expressions.
    Dates {
        /// The texts.
        texts: Vec<Text>,
        /// The dates marked in them.
        gold: Vec<GoldDate>,
    },
}

/// Why a corpus cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum CorpusError {
    /// A file cannot be read.
    #[error("{}: {error}; a corpus is a folder with texts.jsonl and gold.jsonl", file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// What went wrong.
        #[source]
        error: io::Error,
    },
    /// A line is not what the format has.
    #[error("{}, line {line}: {error}", file.display())]
    Line {
        /// The file.
        file: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it.
        #[source]
        error: serde_json::Error,
    },
    /// Two texts of one name.
    #[error("two texts are called {0:?}: give each text of a corpus a name of its own")]
    Twice(String),
    /// A row of gold for a text that is not there.
    #[error("gold row {row} is about {doc:?}, which is not among the texts")]
    Unknown {
        /// The row, counted from 1.
        row: usize,
        /// The text that it names.
        doc: String,
    },
    /// A span that does not lie in its text.
    #[error("gold row {row} points to characters {start} to {end} of {doc:?}, which has {length}")]
    Beyond {
        /// The row, counted from 1.
        row: usize,
        /// The text.
        doc: String,
        /// The first character.
        start: u64,
        /// The first one after.
        end: u64,
        /// How many characters the text has.
        length: u64,
    },
}

/// A row of gold, of which kind is not known yet.
#[derive(Deserialize)]
struct Sort {
    effect: Option<serde::de::IgnoredAny>,
}

impl Corpus {
    /// Reads the corpus in a folder. It is one of claims if its gold has effects, else one of dates.
    ///
    /// # Errors
    /// When a file cannot be read, a line is not of the format, or the gold does not fit the texts; the error names the place.
    pub fn open(folder: &Path) -> Result<Corpus, CorpusError> {
        let texts: Vec<Text> = rows(&folder.join("texts.jsonl"))?;
        let lengths = lengths(&texts)?;
        let file = folder.join("gold.jsonl");
        let sorts: Vec<Sort> = rows(&file)?;
        if sorts.first().is_none_or(|sort| sort.effect.is_some()) {
            let gold: Vec<Gold> = rows(&file)?;
            fit(&lengths, gold.iter().map(|one| (&one.doc, one.fate.what.span)))?;
            return Ok(Corpus::Claims { texts, gold });
        }
        let gold: Vec<GoldDate> = rows(&file)?;
        fit(&lengths, gold.iter().map(|one| (&one.doc, one.span)))?;
        Ok(Corpus::Dates { texts, gold })
    }
}

/// How many characters each text has.
fn lengths(texts: &[Text]) -> Result<HashMap<&str, u64>, CorpusError> {
    let mut lengths = HashMap::new();
    for text in texts {
        if lengths.insert(text.doc.as_str(), text.text.chars().count() as u64).is_some() {
            return Err(CorpusError::Twice(text.doc.clone()));
        }
    }
    Ok(lengths)
}

/// Whether each row points into a text that is there.
fn fit<'g>(lengths: &HashMap<&str, u64>, rows: impl Iterator<Item = (&'g String, Place)>) -> Result<(), CorpusError> {
    for (row, (doc, Place { start, end })) in rows.enumerate() {
        let row = row + 1;
        let Some(length) = lengths.get(doc.as_str()).copied() else {
            return Err(CorpusError::Unknown { row, doc: doc.clone() });
        };
        if start >= end || end > length {
            return Err(CorpusError::Beyond { row, doc: doc.clone(), start, end, length });
        }
    }
    Ok(())
}

/// The rows of a file of JSON Lines; empty lines are passed over.
fn rows<T: DeserializeOwned>(file: &Path) -> Result<Vec<T>, CorpusError> {
    let refuse = |error| CorpusError::File { file: file.to_owned(), error };
    let lines = BufReader::new(File::open(file).map_err(refuse)?).lines();
    let mut rows = Vec::new();
    for (number, line) in lines.enumerate() {
        let line = line.map_err(refuse)?;
        if !line.trim().is_empty() {
            let wrong = |error| CorpusError::Line { file: file.to_owned(), line: number + 1, error };
            rows.push(serde_json::from_str(&line).map_err(wrong)?);
        }
    }
    Ok(rows)
}

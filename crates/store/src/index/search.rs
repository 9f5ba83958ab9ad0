//! Full text: which subjects a few words find.
//!
//! Every word must begin some word that is said of the subject, in whichever claims; words in quotation marks must follow
//! each other in one text. Subjects found by their names come first.

use std::collections::BTreeSet;
use std::ops::Range;

use daftar_claim::{ClaimId, RecordingId, Span, Subject};

use super::error::Result;
use super::lookup::{self, Of};
use super::{Found, Index, fold, name_in, text, values};

/// How many subjects are ranked. Where more match, those with matching names, then those with the lowest ids are.
const RANKED: usize = 400;

/// A subject that was found, and the text that shows why.
#[derive(Clone, PartialEq, Debug)]
pub struct Hit {
    /// The subject.
    pub subject: Subject,
    /// The claim with the best match.
    pub claim: ClaimId,
    /// Where it is recorded.
    pub recording: RecordingId,
    /// Its text, or its quoted words, as they were written.
    pub text: String,
    /// The words in it that match, counted in Unicode scalar values, in order.
    pub marks: Vec<Span>,
    /// The higher, the better the match; only to be compared within one answer.
    pub score: f64,
}

/// What is looked for: one word, of which the beginning is enough, or several in a row.
#[derive(Debug, PartialEq, Eq)]
enum Term {
    Word(String),
    Phrase(Vec<String>),
}

/// Splits what was typed at quotation marks and spaces.
fn terms(words: &str) -> Vec<Term> {
    let mut terms = Vec::new();
    for (n, part) in words.split(['"', '“', '”', '«', '»', '„']).enumerate() {
        let mut folded = Vec::new();
        fold::words(part, |word, _| folded.push(word.to_owned()));
        match n % 2 {
            1 if folded.len() > 1 => terms.push(Term::Phrase(folded)),
            _ => terms.extend(folded.into_iter().map(Term::Word)),
        }
    }
    terms
}

impl Term {
    /// The expression that finds the documents; folded words hold nothing that FTS5 would read otherwise.
    fn expression(&self) -> String {
        match self {
            Term::Word(word) => {
                let stems = fold::stems(word).map(|stem| format!(" OR \"{stem}\"*"));
                format!("\"{word}\"*") + &stems.collect::<String>()
            }
            Term::Phrase(words) => words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" AND "),
        }
    }

    /// The places in a text that match.
    fn matches(&self, words: &[(String, Range<usize>)]) -> Vec<Range<usize>> {
        match self {
            Term::Word(wanted) => {
                let found = words.iter().filter(|(word, _)| begins(word, wanted));
                found.map(|(_, range)| range.clone()).collect()
            }
            Term::Phrase(wanted) => {
                let rows = words.windows(wanted.len()).filter(|row| row.iter().map(|(word, _)| word).eq(wanted));
                rows.flatten().map(|(_, range)| range.clone()).collect()
            }
        }
    }
}

/// Whether a word, or what remains of it without its prefixes, begins with what is wanted, or with what remains of that.
fn begins(word: &str, wanted: &str) -> bool {
    let forms = || std::iter::once(word).chain(fold::stems(word));
    std::iter::once(wanted).chain(fold::stems(wanted)).any(|wanted| forms().any(|form| form.starts_with(wanted)))
}

impl Index {
    /// At most `limit` subjects that the words find, best first. Words are separated by spaces; words in quotation marks
    /// must stand together.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn search(&self, words: &str, limit: usize) -> Result<Vec<Hit>> {
        let terms = terms(words);
        if terms.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        let mut hits = Vec::new();
        for subject in self.candidates_for(&terms)? {
            hits.extend(self.hit(&subject, &terms)?);
            if hits.len() >= RANKED.max(limit) {
                break;
            }
        }
        hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.subject.cmp(&b.subject)));
        hits.truncate(limit);
        Ok(hits)
    }

    /// The subjects that may match, those found by their names first. Only a phrase can still fail on a closer look.
    fn candidates_for(&self, terms: &[Term]) -> Result<Vec<Subject>> {
        let sure = terms.iter().all(|term| matches!(term, Term::Word(_)));
        let most = if sure { RANKED } else { usize::MAX };
        let named = self.numbers_with_all(terms, "title")?;
        let mut candidates = self.lowest(&named, most)?;
        if candidates.len() < most {
            let mut others = self.numbers_with_all(terms, "text")?;
            others.retain(|n| named.binary_search(n).is_err());
            candidates.extend(self.lowest(&others, most - candidates.len())?);
        }
        Ok(candidates)
    }

    /// The subjects with the lowest ids among these numbers, in the order of their ids.
    fn lowest(&self, numbers: &[u32], most: usize) -> Result<Vec<Subject>> {
        let mut chosen = numbers.to_vec();
        if chosen.len() > most {
            chosen.clear();
            lookup::walk(&self.db, Of::Subject, |pairs| {
                chosen.extend(pairs.iter().map(|(_, n)| *n).filter(|n| numbers.binary_search(n).is_ok()));
                Ok(chosen.len() >= most)
            })?;
        }
        let mut subjects = chosen.into_iter().map(|n| self.subject(n)).collect::<Result<Vec<_>>>()?;
        subjects.sort_unstable_by_key(|subject| (values::hash_of(subject), *subject));
        subjects.truncate(most);
        Ok(subjects)
    }

    /// The numbers of the subjects whose documents hold every term, sorted.
    fn numbers_with_all(&self, terms: &[Term], table: &str) -> Result<Vec<u32>> {
        let mut common: Option<Vec<u32>> = None;
        for term in terms {
            let numbers = self.numbers_with(term, table)?;
            common = Some(match common {
                Some(mut common) => {
                    common.retain(|n| numbers.binary_search(n).is_ok());
                    common
                }
                None => numbers,
            });
        }
        Ok(common.unwrap_or_default())
    }

    /// The numbers of the subjects with a document that matches, sorted.
    fn numbers_with(&self, term: &Term, table: &str) -> Result<Vec<u32>> {
        let sql =
            format!("SELECT subject FROM {table} JOIN document ON document.n={table}.rowid WHERE {table} MATCH ?");
        let mut find = self.db.prepare_cached(&sql)?;
        let found = find.query_map([term.expression()], |row| row.get(0))?;
        let mut numbers = found.collect::<rusqlite::Result<Vec<u32>>>()?;
        numbers.sort_unstable();
        numbers.dedup();
        Ok(numbers)
    }

    /// The best match among the claims about a subject; none when a phrase is in none of them.
    fn hit(&self, subject: &Subject, terms: &[Term]) -> Result<Option<Hit>> {
        let mut best: Option<Hit> = None;
        let mut met = vec![false; terms.len()];
        for found in self.about(subject)? {
            text::texts(&found.claim.value, found.claim.quote.as_deref(), |text| {
                let hit = judge(&found, text, terms, &mut met);
                if hit.score > best.as_ref().map_or(0.0, |best| best.score) {
                    best = Some(hit);
                }
            });
        }
        Ok(best.filter(|_| met.iter().all(|met| *met)))
    }
}

/// How well one text matches: by how many of the terms, how much of the text they are, and whether it is a name.
fn judge(found: &Found, text: &str, terms: &[Term], met: &mut [bool]) -> Hit {
    let mut words = Vec::new();
    fold::words(text, |word, range| words.push((word.to_owned(), range)));
    let mut ranges = BTreeSet::new();
    let mut terms_here = 0;
    for (term, met) in terms.iter().zip(met) {
        let places = term.matches(&words);
        if !places.is_empty() {
            *met = true;
            terms_here += 1;
        }
        ranges.extend(places.into_iter().map(|range| (range.start, range.end)));
    }
    let share = ranges.len() as f64 / words.len().max(1) as f64;
    let name = if terms_here > 0 && name_in(&found.claim) == Some(text) { 1.0 } else { 0.0 };
    Hit {
        subject: found.claim.subject,
        claim: found.id,
        recording: found.recording,
        text: text.to_owned(),
        marks: marks(text, &ranges),
        score: f64::from(terms_here) / terms.len() as f64 + name + share,
    }
}

/// Byte ranges as spans of characters.
fn marks(text: &str, ranges: &BTreeSet<(usize, usize)>) -> Vec<Span> {
    let characters = |bytes: usize| text.get(..bytes).map_or(0, |before| before.chars().count() as u64);
    ranges.iter().map(|(start, end)| Span { start: characters(*start), end: characters(*end) }).collect()
}

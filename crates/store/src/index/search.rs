//! Full text: which subjects a few words find.
//!
//! Every word must begin some word that is said of the subject, in whichever claims; words in quotation marks must follow
//! each other in one text. Subjects found by their names come first.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;
use std::sync::Arc;

use daftar_claim::{ClaimId, RecordingId, Span, Subject, Value};

use super::block::{Row, Said};
use super::error::{IndexError, Result};
use super::lookup::{self, Of};
use super::mention::{self, Role};
use super::{Found, Index, fold, text};

/// How many subjects are ranked at least. Where more match, they are looked at in this order: those whose names begin with
/// the words, those with matching names, others, of each those with the lowest ids first.
pub const RANKED: usize = 64;

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

/// Hits of some places.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Hits {
    /// The hits, best first.
    pub hits: Vec<Hit>,
    /// Whether anything may match in the places after these.
    pub more: bool,
}

/// What is looked for: one word, of which the beginning is enough, or several in a row.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Term {
    Word(String),
    Phrase(Vec<String>),
}

/// Splits what was typed at quotation marks and spaces.
pub(crate) fn terms(words: &str) -> Vec<Term> {
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

/// Sorted numbers, without some other sorted ones.
fn without(numbers: &[u32], others: &[u32]) -> Vec<u32> {
    numbers.iter().copied().filter(|n| others.binary_search(n).is_err()).collect()
}

impl Term {
    /// Its words, folded.
    fn words(&self) -> String {
        match self {
            Term::Word(word) => word.clone(),
            Term::Phrase(words) => words.join(" "),
        }
    }

    /// The expression that finds the documents; folded words hold nothing that FTS5 would read otherwise.
    fn expression(&self) -> String {
        match self {
            Term::Word(word) => {
                let forms = || std::iter::once(word.as_str()).chain(fold::stems(word));
                let rests: Vec<String> = forms().filter_map(fold::light).collect();
                let all = forms().chain(rests.iter().map(String::as_str));
                all.map(|form| format!("\"{form}\"*")).collect::<Vec<_>>().join(" OR ")
            }
            Term::Phrase(words) => words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" AND "),
        }
    }

    /// The places in a text that match.
    pub(crate) fn matches(&self, words: &[(String, Range<usize>)]) -> Vec<Range<usize>> {
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

/// Whether a word, or what remains of it without its prefixes, begins with what is wanted, or with what remains of that; or is
/// the same but for the ending of a plural.
fn begins(word: &str, wanted: &str) -> bool {
    let forms = || std::iter::once(word).chain(fold::stems(word));
    let mut each = std::iter::once(wanted).chain(fold::stems(wanted));
    each.any(|wanted| forms().any(|form| form.starts_with(wanted) || are_alike(form, wanted)))
}

fn are_alike(one: &str, other: &str) -> bool {
    // At least three letters remain of every word, so most words are told apart by how they begin.
    if one.as_bytes().first_chunk::<3>() != other.as_bytes().first_chunk::<3>() {
        return false;
    }
    match (fold::light(one), fold::light(other)) {
        (None, None) => one == other,
        (a, b) => a.as_deref().unwrap_or(one) == b.as_deref().unwrap_or(other),
    }
}

impl Index {
    /// At most `limit` subjects that the words find, best first. Words are separated by spaces; words in quotation marks
    /// must stand together.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn search(&self, words: &str, limit: usize) -> Result<Vec<Hit>> {
        let shown = |found: Vec<Found>| Ok::<_, IndexError>(found.iter().map(|one| one.recording).collect());
        let mut hits = self.search_shown(words, 0..RANKED.max(limit), shown)?;
        hits.hits.truncate(limit);
        Ok(hits.hits)
    }

    /// The same among the subjects of these places in the order in which they are looked at (see [`RANKED`]), so that a
    /// long answer is read piece by piece. `shown` chooses among the recordings that match: the others neither find nor help
    /// to find anything, so that what is not shown cannot be guessed at with words.
    ///
    /// # Errors
    /// When the index cannot be read, or when `shown` fails.
    pub fn search_shown<E: From<IndexError>>(
        &self,
        words: &str,
        among: Range<usize>,
        shown: impl FnOnce(Vec<Found>) -> std::result::Result<HashSet<RecordingId>, E>,
    ) -> std::result::Result<Hits, E> {
        let terms = terms(words);
        if terms.is_empty() || among.is_empty() {
            return Ok(Hits::default());
        }
        // Whether words stand together is seen only on a closer look: all have to be looked at.
        let sure = terms.iter().all(|term| matches!(term, Term::Word(_)));
        let (candidates, more) = self.places(&terms, if sure { among.clone() } else { 0..usize::MAX })?;
        let matches = self.matches(&candidates, &terms)?;
        let shown = shown(matches.iter().map(|one| one.found.clone()).collect())?;
        let mut of_subjects: BTreeMap<Subject, Vec<Match>> = BTreeMap::new();
        for one in matches.into_iter().filter(|one| shown.contains(&one.found.recording)) {
            of_subjects.entry(one.found.claim.subject).or_default().push(one);
        }
        let mut hits: Vec<Hit> = of_subjects.into_values().filter_map(|of| best(of, terms.len())).collect();
        hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.subject.cmp(&b.subject)));
        if sure {
            return Ok(Hits { hits, more });
        }
        let more = hits.len() > among.end;
        Ok(Hits { hits: hits.into_iter().skip(among.start).take(among.len()).collect(), more })
    }

    /// The numbers of subjects that may match, those found by their names first: those of the given places, and whether there
    /// are more.
    fn places(&self, terms: &[Term], among: Range<usize>) -> Result<(Vec<u32>, bool)> {
        let most = among.end.saturating_add(1);
        let named = self.numbers_with_all(terms, "title")?;
        let beginning = if named.len() > most { self.beginning_with(terms, &named)? } else { Vec::new() };
        let mut candidates = self.lowest(&beginning, most)?;
        candidates.extend(self.lowest(&without(&named, &beginning), most - candidates.len())?);
        if candidates.len() < most {
            let others = self.numbers_with_all(terms, "text")?;
            candidates.extend(self.lowest(&without(&others, &named), most - candidates.len())?);
        }
        let more = candidates.len() > among.end;
        candidates.truncate(among.end);
        Ok((candidates.into_iter().skip(among.start).collect(), more))
    }

    /// Those of the numbers, sorted, whose subjects have a name that begins with the words as they were typed.
    fn beginning_with(&self, terms: &[Term], named: &[u32]) -> Result<Vec<u32>> {
        let words = terms.iter().map(Term::words);
        let start = words.collect::<Vec<_>>().join(" ");
        let mut find =
            self.db.prepare_cached("SELECT subject FROM name WHERE folded>=?1 AND folded<?1||x'F48FBFBF'")?;
        let found = find.query_map([start], |row| row.get(0))?;
        let mut numbers = found.collect::<rusqlite::Result<Vec<u32>>>()?;
        numbers.retain(|n| named.binary_search(n).is_ok());
        numbers.sort_unstable();
        numbers.dedup();
        Ok(numbers)
    }

    /// The numbers of the subjects with the lowest ids, in the order of their ids: numbers tell of the order in which
    /// things came, which another copy's index does not share.
    fn lowest(&self, numbers: &[u32], most: usize) -> Result<Vec<u32>> {
        if numbers.is_empty() || most == 0 {
            return Ok(Vec::new());
        }
        let ranks = self.ranks()?;
        let rank = |n: &u32| ranks.get(*n as usize).copied().unwrap_or(u32::MAX);
        let mut chosen = numbers.to_vec();
        if chosen.len() > most {
            chosen.select_nth_unstable_by_key(most, rank);
            chosen.truncate(most);
        }
        chosen.sort_unstable_by_key(rank);
        Ok(chosen)
    }

    /// The place of each subject, by its number, in the order of their ids.
    fn ranks(&self) -> Result<Arc<[u32]>> {
        if let Some(ranks) = &*self.ranks.borrow() {
            return Ok(Arc::clone(ranks));
        }
        let (mut ranks, mut next) = (Vec::new(), 0);
        lookup::walk(&self.db, Of::Subject, |pairs| {
            for n in pairs.iter().map(|(_, n)| *n as usize) {
                if ranks.len() <= n {
                    ranks.resize(n + 1, u32::MAX);
                }
                ranks[n] = next;
                next += 1;
            }
            Ok(false)
        })?;
        let ranks: Arc<[u32]> = ranks.into();
        self.ranks.replace(Some(Arc::clone(&ranks)));
        Ok(ranks)
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

    /// The recordings about these subjects in which some term is, in the order of the recordings.
    fn matches(&self, subjects: &[u32], terms: &[Term]) -> Result<Vec<Match>> {
        let wanted: HashSet<u32> = subjects.iter().copied().collect();
        let mut blocks = BTreeSet::new();
        for n in &wanted {
            blocks.extend(mention::blocks(&self.db, Role::Subject, *n)?);
        }
        let mut matches = Vec::new();
        self.scan_entries(&Vec::from_iter(blocks), |recorded| {
            let Some(row) = recorded.held.row().filter(|row| wanted.contains(&row.subject)) else { return Ok(()) };
            if let Some(judged) = self.judged(&row, terms)? {
                let found = Found { id: recorded.id, recording: recorded.recording, claim: self.claim_of(&row)? };
                matches.push(Match { found, judged });
            }
            Ok(())
        })?;
        Ok(matches)
    }

    /// How well the texts of a claim match: its best one; none when no term is in any.
    fn judged(&self, row: &Row, terms: &[Term]) -> Result<Option<Judged>> {
        let (frame, value) = (self.frame(row.frame)?, self.value_unless_linked(row.value)?);
        let quote = if row.quote == 0 { None } else { Some(self.quote(row.quote)?) };
        let name = super::name(&frame.property, &value);
        let mut here = Vec::new();
        text::texts(&value, quote.as_deref(), |text| here.extend(judge(text, name == Some(text), terms)));
        let Some(judged) = here.iter().max_by(|a, b| a.score.total_cmp(&b.score)) else { return Ok(None) };
        let met = (0..terms.len()).map(|term| here.iter().any(|one| one.met[term])).collect();
        Ok(Some(Judged { met, ..judged.clone() }))
    }

    /// A value in which words can be; links have none.
    fn value_unless_linked(&self, said: Said) -> Result<Value> {
        if matches!(said, Said::Link(_)) { Ok(Value::None) } else { self.value(said) }
    }
}

/// A recording in which some term is.
struct Match {
    found: Found,
    judged: Judged,
}

/// A text in which some term is.
#[derive(Clone)]
pub(crate) struct Judged {
    text: String,
    pub(crate) marks: Vec<Span>,
    /// Which terms are met.
    pub(crate) met: Vec<bool>,
    pub(crate) score: f64,
}

/// The best of a subject's matches, the first of several that are as good; none unless they meet every term together.
fn best(matches: Vec<Match>, terms: usize) -> Option<Hit> {
    let all_met = (0..terms).all(|term| matches.iter().any(|one| one.judged.met[term]));
    let better = |best: Match, one: Match| if one.judged.score > best.judged.score { one } else { best };
    let Match { found, judged } = matches.into_iter().filter(|_| all_met).reduce(better)?;
    let Judged { text, marks, score, .. } = judged;
    Some(Hit { subject: found.claim.subject, claim: found.id, recording: found.recording, text, marks, score })
}

/// How well one text matches: by how many of the terms, how much of the text they are, and whether it is a name. None when
/// no term is in it.
pub(crate) fn judge(text: &str, is_name: bool, terms: &[Term]) -> Option<Judged> {
    let mut words = Vec::new();
    fold::words(text, |word, range| words.push((word.to_owned(), range)));
    let places: Vec<Vec<Range<usize>>> = terms.iter().map(|term| term.matches(&words)).collect();
    let met: Vec<bool> = places.iter().map(|places| !places.is_empty()).collect();
    let here = met.iter().filter(|met| **met).count();
    let ranges: BTreeSet<(usize, usize)> = places.into_iter().flatten().map(|place| (place.start, place.end)).collect();
    let share = ranges.len() as f64 / words.len().max(1) as f64;
    let name = if is_name { 1.0 } else { 0.0 };
    let score = here as f64 / terms.len() as f64 + name + share;
    (here > 0).then(|| Judged { text: text.to_owned(), marks: marks(text, &ranges), met, score })
}

/// Byte ranges as spans of characters.
fn marks(text: &str, ranges: &BTreeSet<(usize, usize)>) -> Vec<Span> {
    let characters = |bytes: usize| text.get(..bytes).map_or(0, |before| before.chars().count() as u64);
    ranges.iter().map(|(start, end)| Span { start: characters(*start), end: characters(*end) }).collect()
}

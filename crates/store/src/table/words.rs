//! Which rows of a segment some words find.

use daftar_table::Row;

use super::bits::Bits;
use super::build::LIGHT;
use super::segment::{In, Segment};
use crate::index::search::Term;
use crate::index::{IndexError, fold};

/// The rows that hold every term, among `live` ones.
pub(super) fn rows_with(segment: &Segment, of: In, terms: &[Term], live: &Bits) -> Result<Bits, IndexError> {
    let mut found = live.clone();
    for term in terms {
        match term {
            Term::Word(word) => found.and(&rows_with_word(segment, of, word)?),
            Term::Phrase(words) => {
                for pair in words.windows(2) {
                    found.and(&rows_with_pair(segment, of.pairs(), &pair.join(" "))?);
                }
            }
        }
    }
    // Of more than two words, each pair may stand elsewhere: there the texts themselves tell.
    let long: Vec<&Term> = terms.iter().filter(|term| matches!(term, Term::Phrase(words) if words.len() > 2)).collect();
    if !long.is_empty() {
        let mut gone = Bits::none(segment.rows());
        for row in found.iter() {
            if !holds_phrases(&segment.record(row)?, of, &long) {
                gone.insert(row);
            }
        }
        found.and_not(&gone);
    }
    Ok(found)
}

/// The rows in which two words follow each other.
fn rows_with_pair(segment: &Segment, of: In, pair: &str) -> Result<Bits, IndexError> {
    let list = segment.words(of)?;
    let mut rows = Bits::none(segment.rows());
    if let Some(place) = list.words.find(pair) {
        segment.rows_of(list, place..place + 1)?.into_iter().for_each(|row| rows.insert(row));
    }
    Ok(rows)
}

/// The rows in which a word begins so, or is the same but for its ending.
fn rows_with_word(segment: &Segment, of: In, word: &str) -> Result<Bits, IndexError> {
    let list = segment.words(of)?;
    let mut rows = Bits::none(segment.rows());
    for wanted in std::iter::once(word).chain(fold::stems(word)) {
        let mut add = |from: usize, to: usize| -> Result<(), IndexError> {
            if from < to {
                segment.rows_of(list, from..to)?.into_iter().for_each(|row| rows.insert(row));
            }
            Ok(())
        };
        let first = list.words.partition_point(|one| one < wanted);
        let after = list.words.partition_point(|one| one < wanted || one.starts_with(wanted));
        add(first, after)?;
        for exact in alike(wanted) {
            if let Some(place) = list.words.find(&exact) {
                add(place, place + 1)?;
            }
        }
    }
    Ok(rows)
}

/// The words of the list that are the same as this one but for the ending.
fn alike(wanted: &str) -> Vec<String> {
    match fold::light(wanted) {
        None => vec![format!("{LIGHT}{wanted}")],
        Some(rest) => {
            let marked = format!("{LIGHT}{rest}");
            let bare = fold::light(&rest).is_none().then_some(rest);
            std::iter::once(marked).chain(bare).collect()
        }
    }
}

fn holds_phrases(row: &Row, of: In, phrases: &[&Term]) -> bool {
    let texts: Vec<Vec<_>> =
        row.texts.iter().filter(|text| of == In::Texts || text.name).map(|text| folded(&text.text)).collect();
    phrases.iter().all(|phrase| texts.iter().any(|words| !phrase.matches(words).is_empty()))
}

/// The words of a text, and where they stand.
pub(super) fn folded(text: &str) -> Vec<(String, std::ops::Range<usize>)> {
    let mut words = Vec::new();
    fold::words(text, |word, range| words.push((word.to_owned(), range)));
    words
}

//! Answers as lines of text.

mod cards;
mod carried;
mod check;
mod compare;
mod course;
mod custody;
pub(crate) mod dates;
pub(crate) mod eval;
pub(crate) mod export;
pub(crate) mod import;
mod lending;
mod lines;
mod lists;
mod proof;
mod seeds;
mod survivors;
mod totals;

pub(crate) use cards::{condition, page};
pub(crate) use carried::{bundled, missing, still_to_take, taken};
pub(crate) use check::report;
pub(crate) use compare::Comparison;
pub(crate) use course::{course, learned, nothing, thing};
pub(crate) use custody::{files, history, run};
pub(crate) use lending::promises;
pub(crate) use lines::timeline;
pub(crate) use lists::{Drafts, Statement, log_line, sealed};
pub(crate) use proof::{by, proved, refused};
pub(crate) use seeds::{lot, lots, save_first, test_plan};
pub(crate) use survivors::survivors;
pub(crate) use totals::totals;

use daftar_register::claim::{ClaimId, Edtf};
use daftar_register::date::{self, Lang};
use daftar_register::view::{Cited, DatedBy};

use crate::words::{Word, word};

/// The first digits of a claim's id: enough to name it on the next command line.
pub(crate) fn short(claim: ClaimId) -> String {
    claim.to_string().chars().take(18).collect()
}

/// The statement of that id among those that an answer cites, which come by id.
pub(crate) fn cited(statements: &[Cited], claim: ClaimId) -> Option<&Cited> {
    statements.binary_search_by_key(&claim, |one| one.claim).ok().and_then(|place| statements.get(place))
}

/// When, in words; what is inferred says so.
pub(crate) fn when(one: &Cited, lang: Lang) -> Option<String> {
    let inferred = one.inferred.as_ref().and_then(|note| note.when.as_ref());
    let words = |date: &Edtf| date::words(date, lang);
    match (one.dated_by, &one.when, inferred) {
        (DatedBy::Completed | DatedBy::Inferred, _, Some(date)) => {
            let why = one.inferred.as_ref().map(|note| note.why.as_str()).unwrap_or_default();
            Some(format!("{} [{}: {why}]", words(date), word(Word::Inferred, lang)))
        }
        (_, Some(date), _) => Some(words(date)),
        _ => None,
    }
}

/// Who says it, when it was said, where it stands, and the quoted words.
pub(crate) fn source_line(one: &Cited, lang: Lang) -> String {
    let mut parts = Vec::new();
    let source = one.source.name.as_deref().unwrap_or("?");
    match one.speaker.as_ref().and_then(|who| who.name.as_deref()) {
        Some(speaker) => parts.push(format!("{} {speaker} ({source})", word(Word::According, lang))),
        None => parts.push(format!("{} {source}", word(Word::According, lang))),
    }
    let stated = one.stated.clone().or_else(|| one.inferred.as_ref().and_then(|note| note.stated.clone()));
    if let Some(stated) = stated {
        parts.push(format!("{} {}", word(Word::StatedOn, lang), date::words(&stated, lang)));
    }
    if one.certainty.is_some() {
        parts.push(word(Word::Hedged, lang).to_owned());
    }
    if one.sealed {
        parts.push(word(Word::Sealed, lang).to_owned());
    }
    let mut line = format!("{}  [{}]", parts.join(", "), short(one.claim));
    if let Some(quote) = &one.quote {
        line.push_str(&format!("\n        “{}”", quote.replace('\n', " ")));
    }
    line
}

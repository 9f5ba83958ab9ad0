//! Periods named in a cell: what they mean by the table, alone or beside a date that they bear out or contradict.

use std::sync::Arc;

use super::compose::compose;
use super::gather::Whole;
use super::period::Period;
use super::periods::Periods;
use super::phrase::Phrase;
use super::said::{Said, Span};
use crate::edtf::Edtf;

/// One way to understand the names of periods in a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Reading {
    phrase: Phrase,
    means: Vec<Arc<Period>>,
}

/// Dates by names of periods alone, and what the names were taken to mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) edtf: Edtf,
    pub(super) means: Vec<Arc<Period>>,
    /// Whether a name means several periods, between which nothing in the cell decides; the date is any of them.
    pub(super) several: bool,
}

/// The date that the periods of a cell say. Of several names each of which lies in the one before ("New Kingdom, 18th Dynasty")
/// the narrowest; `None` when they do not fit together.
pub(super) fn named(whole: &Whole, periods: &Periods) -> Option<Named> {
    let all: Vec<Named> =
        whole.periods.iter().map(|phrase| one(phrase, &whole.regions, periods)).collect::<Option<_>>()?;
    let narrowest = all.iter().min_by_key(|named| length(&named.edtf))?;
    let fits = |named: &Named| holds(&named.edtf, &narrowest.edtf);
    all.iter().all(fits).then(|| narrowest.clone())
}

/// A phrase that may name periods as EDTF, by everything that it may mean.
pub(super) fn one(phrase: &Phrase, regions: &[u16], periods: &Periods) -> Option<Named> {
    let readings = readings(phrase, regions, periods)?;
    let mut texts: Vec<Edtf> = Vec::new();
    for reading in &readings {
        let edtf = compose(&reading.phrase, false)?.edtf;
        if !texts.contains(&edtf) {
            texts.push(edtf);
        }
    }
    texts.sort_by_key(Edtf::sort_key);
    let mut means: Vec<Arc<Period>> = readings.into_iter().flat_map(|reading| reading.means).collect();
    means.sort_by(|a, b| a.id.cmp(&b.id));
    means.dedup();
    let several = texts.len() > 1;
    let edtf = if several { any_of(&texts)? } else { texts.pop()? };
    Some(Named { edtf, means, several })
}

/// One of several sets.
fn any_of(texts: &[Edtf]) -> Option<Edtf> {
    let inner = |edtf: &Edtf| edtf.as_str().strip_prefix('[')?.strip_suffix(']').map(str::to_owned);
    let members: Vec<String> = texts.iter().map(inner).collect::<Option<_>>()?;
    Edtf::parse(&format!("[{}]", members.join(","))).ok()
}

/// Every way to understand the names: all of one region where there is one that has them all, else each in the only way there
/// is.
fn readings(phrase: &Phrase, regions: &[u16], periods: &Periods) -> Option<Vec<Reading>> {
    let mut names: Vec<u16> = phrase.dates().iter().filter_map(|said| said.period).collect();
    names.sort_unstable();
    names.dedup();
    let meanings: Vec<Vec<Arc<Period>>> = names.iter().map(|&name| periods.meanings(name, regions)).collect();
    let by_region = |first: &Arc<Period>| -> Option<Vec<Arc<Period>>> {
        meanings.iter().map(|of| of.iter().find(|period| period.region == first.region).cloned()).collect()
    };
    let mut chosen: Vec<Vec<Arc<Period>>> = meanings.first()?.iter().filter_map(by_region).collect();
    if chosen.is_empty() {
        let only = |of: &Vec<Arc<Period>>| if let [one] = of.as_slice() { Some(one.clone()) } else { None };
        chosen = vec![meanings.iter().map(only).collect::<Option<_>>()?];
    }
    Some(chosen.into_iter().map(|means| Reading { phrase: with_spans(phrase, &names, &means), means }).collect())
}

fn with_spans(phrase: &Phrase, names: &[u16], means: &[Arc<Period>]) -> Phrase {
    let mut phrase = phrase.clone();
    let span = |said: &Said| {
        let at = names.iter().position(|name| Some(*name) == said.period)?;
        let period = means.get(at)?;
        let (first, last) = period.years();
        Some(Span { first, last, about: period.about })
    };
    phrase.dates_mut().into_iter().for_each(|said| said.span = span(said));
    phrase
}

/// Whether two dates may be of one time; what has no limit on a side may be.
pub(super) fn meet(a: &Edtf, b: &Edtf) -> bool {
    let ends = |edtf: &Edtf| {
        let bounds = edtf.bounds();
        (bounds.earliest().map_or(i64::MIN, |day| day.0), bounds.latest().map_or(i64::MAX, |day| day.0))
    };
    let (a, b) = (ends(a), ends(b));
    a.0 <= b.1 && b.0 <= a.1
}

/// Whether one lies in the other, give or take what is about.
pub(super) fn holds(wide: &Edtf, narrow: &Edtf) -> bool {
    let (wide, narrow) = (wide.bounds(), narrow.stated_bounds());
    let from = wide.earliest().zip(narrow.earliest()).is_none_or(|(wide, narrow)| wide <= narrow);
    from && wide.latest().zip(narrow.latest()).is_none_or(|(wide, narrow)| narrow <= wide)
}

fn length(edtf: &Edtf) -> i64 {
    let bounds = edtf.stated_bounds();
    bounds.earliest().zip(bounds.latest()).map_or(i64::MAX, |(first, last)| last.0.saturating_sub(first.0))
}

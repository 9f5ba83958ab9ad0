//! Asking a table: which rows are found, and how often each value is among them.

use std::collections::{BTreeSet, HashSet};

use daftar_claim::EntityId;
use daftar_table::{Answer, FacetOf, Filter, Hit, KIND, Query};

use super::bits::Bits;
use super::count::Counting;
use super::filter::{Passed, passed};
use super::segment::{In, damaged};
use super::words::rows_with;
use super::{Layer, Table};
use crate::index::IndexError;
use crate::index::search::{Term, judge, terms};

/// What is found in one layer.
struct Found {
    /// Rows that hold the words.
    worded: Bits,
    /// Those of them whose names do.
    named: Bits,
    /// What each filter lets through, in the order of the filters.
    passed: Vec<Passed>,
    /// What meets everything, certainly or possibly; and certainly.
    all: Bits,
    certain: Bits,
}

impl Table {
    /// The answer to a question.
    ///
    /// # Errors
    /// When the table is not as it was written; then it is to be made anew.
    pub fn ask(&self, query: &Query) -> Result<Answer, IndexError> {
        let terms = terms(&query.words);
        let found =
            self.layers.iter().map(|layer| self.found(layer, &terms, &query.filters)).collect::<Result<Vec<_>, _>>()?;
        let total = found.iter().map(|found| found.all.count()).sum();
        let certain: u64 = found.iter().map(|found| found.certain.count()).sum();
        let facets = query.facets.iter().map(|field| self.facet(field, query, &found)).collect::<Result<_, _>>()?;
        Ok(Answer { total, possibly: total - certain, hits: self.hits(query, &terms, &found)?, facets })
    }

    /// Calls `each` with every hit of a question, in their order, whatever part is asked for.
    ///
    /// # Errors
    /// When the table is not as it was written, or when `each` fails.
    pub fn each_hit<E: From<IndexError>>(
        &self,
        query: &Query,
        mut each: impl FnMut(Hit) -> Result<(), E>,
    ) -> Result<(), E> {
        let terms = terms(&query.words);
        let found =
            self.layers.iter().map(|layer| self.found(layer, &terms, &query.filters)).collect::<Result<Vec<_>, _>>()?;
        for place in self.in_order(&found, usize::MAX)? {
            each(self.hit(place, query, &terms, &found)?)?;
        }
        Ok(())
    }

    fn found(&self, layer: &Layer, terms: &[Term], filters: &[Filter]) -> Result<Found, IndexError> {
        let worded = rows_with(&layer.segment, In::Texts, terms, &layer.live)?;
        let named = match terms.is_empty() {
            true => Bits::none(layer.segment.rows()),
            false => rows_with(&layer.segment, In::Names, terms, &layer.live)?,
        };
        let called = |terms: &[Term]| self.called(terms);
        let passed =
            filters.iter().map(|filter| passed(&layer.segment, filter, &called)).collect::<Result<Vec<_>, _>>()?;
        let (mut all, mut certain) = (worded.clone(), worded.clone());
        for one in &passed {
            all.and(&one.possibly);
            certain.and(&one.certainly);
        }
        Ok(Found { worded, named, passed, all, certain })
    }

    /// The entities whose names hold the terms.
    fn called(&self, terms: &[Term]) -> Result<HashSet<EntityId>, IndexError> {
        let mut called = HashSet::new();
        for layer in &self.layers {
            for row in rows_with(&layer.segment, In::Names, terms, &layer.live)?.iter() {
                called.insert(layer.segment.entity(row)?);
            }
        }
        Ok(called)
    }

    /// The values of a column among what is found; its own filter left out.
    fn facet(&self, field: &str, query: &Query, found: &[Found]) -> Result<FacetOf, IndexError> {
        let own = query.filters.iter().position(|filter| filter.field == field);
        let mut counting = Counting::default();
        for (layer, found) in self.layers.iter().zip(found) {
            let without = own.map(|own| found.without(own));
            counting.add(layer.segment.column(field)?, without.as_ref().unwrap_or(&found.all));
        }
        counting.told(field, query)
    }

    /// The hits of the part asked for.
    fn hits(&self, query: &Query, terms: &[Term], found: &[Found]) -> Result<Vec<Hit>, IndexError> {
        if query.most == 0 {
            return Ok(Vec::new());
        }
        let places = self.in_order(found, query.skip.saturating_add(query.most))?;
        places.into_iter().skip(query.skip).map(|place| self.hit(place, query, terms, found)).collect()
    }

    /// The first so many rows that are found, each by layer and row: those whose names hold the words first, each by name.
    fn in_order(&self, found: &[Found], most: usize) -> Result<Vec<(usize, u32)>, IndexError> {
        let mut places = Vec::new();
        for by_name in [true, false] {
            let mut sets: Vec<(usize, Bits)> = Vec::new();
            for (n, found) in found.iter().enumerate() {
                let mut rows = found.all.clone();
                if by_name {
                    rows.and(&found.named)
                } else {
                    rows.and_not(&found.named)
                }
                sets.push((n, rows));
            }
            sets.retain(|(_, rows)| rows.count() > 0);
            let left = most.saturating_sub(places.len());
            match sets.as_slice() {
                [] => {}
                [(n, rows)] => places.extend(rows.iter().take(left).map(|row| (*n, row))),
                several => places.extend(self.merged(several, left)?),
            }
        }
        Ok(places)
    }

    /// Rows of several layers in one order.
    fn merged(&self, sets: &[(usize, Bits)], most: usize) -> Result<Vec<(usize, u32)>, IndexError> {
        let mut all = Vec::new();
        for (n, rows) in sets {
            let Some(layer) = self.layers.get(*n) else { continue };
            let keys = layer.segment.keys()?;
            for row in rows.iter().take(most) {
                let key = keys.get(row as usize);
                all.push(((key.is_empty(), key, layer.segment.entity(row)?), (*n, row)));
            }
        }
        all.sort_unstable();
        Ok(all.into_iter().take(most).map(|(_, place)| place).collect())
    }

    /// A row that was found, with the text that shows why.
    fn hit(&self, (n, row): (usize, u32), query: &Query, terms: &[Term], found: &[Found]) -> Result<Hit, IndexError> {
        let layer = self.layers.get(n).ok_or_else(damaged)?;
        let whole = match &query.columns {
            None => layer.segment.row(row)?,
            Some(columns) => {
                let fields: BTreeSet<&str> = columns.iter().map(String::as_str).chain([KIND]).collect();
                layer.segment.row_with(row, fields.into_iter())?
            }
        };
        let certain = found.get(n).is_some_and(|found| found.certain.contains(row));
        let judged = whole.texts.iter().filter_map(|text| Some((judge(&text.text, text.name, terms)?, text)));
        // The first of several that are as good.
        let best = judged.reduce(|best, one| if one.0.score > best.0.score { one } else { best });
        let (marks, text) = best.map(|(judged, text)| (judged.marks, text.clone())).unzip();
        Ok(Hit { row: whole, certain, text, marks: marks.unwrap_or_default() })
    }
}

impl Found {
    /// What would be found without one of the filters.
    fn without(&self, filter: usize) -> Bits {
        let mut among = self.worded.clone();
        let others = self.passed.iter().enumerate().filter(|(n, _)| *n != filter);
        others.for_each(|(_, passed)| among.and(&passed.possibly));
        among
    }
}

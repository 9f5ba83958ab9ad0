//! How often each value of a column is among what is found.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use daftar_table::{Cell, Counted, FacetOf, Query, Test};

use super::bits::Bits;
use super::filter::is;
use super::segment::{Column, damaged};
use crate::index::IndexError;

/// A column's values in each layer, counted.
#[derive(Default)]
pub(super) struct Counting {
    /// The column of a layer, and how often each of its codes is met.
    layers: Vec<(Arc<Column>, Vec<u64>)>,
    unsaid: u64,
}

impl Counting {
    /// Counts among some rows of a layer, which may lack the column.
    pub(super) fn add(&mut self, column: Option<Arc<Column>>, among: &Bits) {
        let Some(column) = column else {
            self.unsaid += among.count();
            return;
        };
        let mut counts = vec![0u64; column.values.len() + 1];
        among.runs().for_each(|rows| column.count(rows, &mut counts));
        self.unsaid += counts[0];
        self.layers.push((column, counts));
    }

    /// Every value that is met, with its count, each once.
    fn values(&self) -> Vec<(&str, u64)> {
        let met = |(column, counts): &'_ (Arc<Column>, Vec<u64>)| -> Vec<(usize, u64)> {
            let codes = counts.iter().copied().enumerate().skip(1).take(column.values.len());
            codes.filter(|(_, count)| *count > 0).collect()
        };
        let named = |layer| met(layer).into_iter().map(|(code, count)| (layer.0.values.get(code - 1), count));
        match self.layers.as_slice() {
            [one] => named(one).collect(),
            several => {
                let mut all: HashMap<&str, u64> = HashMap::new();
                several.iter().flat_map(named).for_each(|(value, count)| *all.entry(value).or_default() += count);
                all.into_iter().collect()
            }
        }
    }

    /// The most frequent values, and those that are filtered for.
    pub(super) fn told(self, field: &str, query: &Query) -> Result<FacetOf, IndexError> {
        let tests = query.filters.iter().filter(|filter| filter.field == field).flat_map(|filter| &filter.tests);
        let wanted: Vec<&str> =
            tests.filter_map(|test| if let Test::Is(value) = test { Some(value.as_str()) } else { None }).collect();
        let is_chosen = |value: &str| wanted.iter().any(|wanted| is(value, wanted));
        let mut all: Vec<(bool, &str, u64)> =
            self.values().into_iter().map(|(value, count)| (is_chosen(value), value, count)).collect();
        let different = all.len() as u64;
        let most = query.values.max(all.iter().filter(|(chosen, ..)| *chosen).count());
        if most < all.len() {
            all.select_nth_unstable_by(most, |a, b| {
                (Reverse(a.0), Reverse(a.2), a.1).cmp(&(Reverse(b.0), Reverse(b.2), b.1))
            });
            all.truncate(most);
        }
        all.sort_unstable_by(|a, b| (Reverse(a.2), Reverse(a.0), a.1).cmp(&(Reverse(b.2), Reverse(b.0), b.1)));
        let values = all
            .into_iter()
            .map(|(chosen, value, rows)| Ok(Counted { cell: Cell::parse(value).ok_or_else(damaged)?, rows, chosen }));
        let values = values.collect::<Result<Vec<_>, IndexError>>()?;
        Ok(FacetOf { field: field.to_owned(), more: different - values.len() as u64, values, unsaid: self.unsaid })
    }
}

//! Laying the rows of several layers into one segment, piece by piece: no row is read as a whole, and of long lists only one at
//! a time is in memory.

use std::io::Write;

use super::Layer;
use super::bytes::{Texts, bytes_of};
use super::laying::{Laid, Laying};
use super::segment::{Column, In};
use crate::index::IndexError;

/// The place of a row that is struck out.
const GONE: u32 = u32::MAX;

/// Writes the rows that are not struck out, in the order of their names, and tells where what lies.
pub(super) fn merge(layers: &[Layer], out: &mut dyn Write) -> Result<Laid, IndexError> {
    let mut laying = Laying::to(out);
    let merging = Merging::of(layers)?;
    merging.lay_names(&mut laying)?;
    merging.lay_ids(&mut laying)?;
    laying.lay_records(merging.order.iter().map(|(n, row)| layers[*n].segment.record_bytes(*row)))?;
    let mut fields: Vec<&str> = layers.iter().flat_map(|layer| layer.segment.fields()).collect();
    fields.sort_unstable();
    fields.dedup();
    for field in fields {
        merging.lay_column(field, &mut laying)?;
    }
    for of in [In::Texts, In::Names, In::TextPairs, In::NamePairs] {
        merging.lay_words(of, &mut laying)?;
    }
    Ok(laying.done(merging.order.len()))
}

/// Layers on their way into one.
struct Merging<'l> {
    layers: &'l [Layer],
    /// Each row of the new segment: its layer, and its place there.
    order: Vec<(usize, u32)>,
    /// Where the rows of each layer go.
    places: Vec<Vec<u32>>,
}

impl<'l> Merging<'l> {
    fn of(layers: &'l [Layer]) -> Result<Merging<'l>, IndexError> {
        let mut keyed = Vec::new();
        for (n, layer) in layers.iter().enumerate() {
            let keys = layer.segment.keys()?;
            for row in layer.live.iter() {
                let key = keys.get(row as usize);
                keyed.push(((key.is_empty(), key, layer.segment.entity(row)?), (n, row)));
            }
        }
        // Each layer is in order already: a sort that keeps runs merges them.
        keyed.sort();
        let order: Vec<(usize, u32)> = keyed.into_iter().map(|(_, place)| place).collect();
        u32::try_from(order.len())
            .ok()
            .filter(|rows| *rows < GONE)
            .ok_or(IndexError::Full { what: "rows", most: u64::from(GONE) })?;
        let mut places: Vec<Vec<u32>> = layers.iter().map(|layer| vec![GONE; layer.segment.rows()]).collect();
        (0u32..).zip(&order).for_each(|(new, (n, row))| places[*n][*row as usize] = new);
        Ok(Merging { layers, order, places })
    }

    /// The new place of a row, unless it is struck out.
    fn place(&self, layer: usize, row: u32) -> Option<u32> {
        self.places[layer].get(row as usize).copied().filter(|place| *place != GONE)
    }

    fn lay_names(&self, laying: &mut Laying<'_>) -> Result<(), IndexError> {
        let keys = self.layers.iter().map(|layer| layer.segment.keys()).collect::<Result<Vec<_>, _>>()?;
        laying.lay("keys", &Texts::write(self.order.iter().map(|(n, row)| keys[*n].get(*row as usize)))?)
    }

    fn lay_ids(&self, laying: &mut Laying<'_>) -> Result<(), IndexError> {
        let mut ids = Vec::with_capacity(self.order.len() * 32);
        for (n, row) in &self.order {
            ids.extend(self.layers[*n].segment.entity(*row)?.0.0);
        }
        laying.lay("ids", &ids)?;
        drop(ids);
        let mut by_id = Vec::with_capacity(self.order.len());
        for (n, layer) in self.layers.iter().enumerate() {
            let placed = |(id, row)| Some((id, self.place(n, row)?));
            by_id.extend(layer.segment.by_id()?.into_iter().filter_map(placed));
        }
        by_id.sort_unstable();
        laying.lay_by_id(&by_id)
    }

    /// A column: the values of all layers in one list, then the codes of each row.
    fn lay_column(&self, field: &str, laying: &mut Laying<'_>) -> Result<(), IndexError> {
        let columns =
            self.layers.iter().map(|layer| layer.segment.column_once(field)).collect::<Result<Vec<_>, _>>()?;
        let of_row = |(n, row): &(usize, u32)| columns[*n].as_ref().map_or(&[][..], |column| column.of(*row));
        let mut used: Vec<Vec<bool>> = columns.iter().map(|column| vec![false; values(column) + 1]).collect();
        for place in &self.order {
            of_row(place).iter().for_each(|code| used[place.0][*code as usize] = true);
        }
        let (list, codes) = in_one(&columns, &used);
        if list.is_empty() {
            return Ok(());
        }
        laying.lay(&format!("values of {field}"), &Texts::write(list.into_iter())?)?;
        let mut cells: Vec<(u32, u32)> = Vec::new();
        for (row, place) in (0..).zip(&self.order) {
            cells.extend(of_row(place).iter().map(|code| (row, codes[place.0][*code as usize])));
        }
        laying.lay_codes(field, self.order.len(), &cells)
    }

    /// The words, each with the rows of all layers; those without a row are left out.
    fn lay_words(&self, of: In, laying: &mut Laying<'_>) -> Result<(), IndexError> {
        let lists = self.layers.iter().map(|layer| layer.segment.words_once(of)).collect::<Result<Vec<_>, _>>()?;
        let mut all: Vec<(&str, usize, usize)> = Vec::new();
        for (n, list) in lists.iter().enumerate() {
            all.extend(list.words.iter().enumerate().map(|(place, word)| (word, n, place)));
        }
        all.sort();
        let (mut words, mut ends, mut end) = (Vec::new(), Vec::new(), 0usize);
        for same in all.chunk_by(|a, b| a.0 == b.0) {
            let mut rows = Vec::new();
            for (_, n, place) in same {
                let of_word = self.layers[*n].segment.rows_of(&lists[*n], *place..*place + 1)?;
                rows.extend(of_word.into_iter().filter_map(|row| self.place(*n, row)));
            }
            if rows.is_empty() {
                continue;
            }
            rows.sort_unstable();
            laying.add(&bytes_of(rows.iter().copied()))?;
            end += rows.len();
            words.extend(same.first().map(|(word, ..)| *word));
            let full = |_| IndexError::Full { what: "mentions of words", most: u64::from(u32::MAX) };
            ends.push(u32::try_from(end).map_err(full)?);
        }
        laying.end(&format!("rows of {}", of.name()));
        laying.lay(&format!("ends of {}", of.name()), &bytes_of(ends))?;
        laying.lay(of.name(), &Texts::write(words.into_iter())?)
    }
}

fn values(column: &Option<Column>) -> usize {
    column.as_ref().map_or(0, |column| column.values.len())
}

/// The values that are used, in one sorted list; and for each layer what its codes become.
fn in_one<'c>(columns: &'c [Option<Column>], used: &[Vec<bool>]) -> (Vec<&'c str>, Vec<Vec<u32>>) {
    let mut all: Vec<(&str, usize, usize)> = Vec::new();
    for (n, column) in columns.iter().enumerate().filter_map(|(n, column)| Some((n, column.as_ref()?))) {
        let codes = (1..).zip(column.values.iter()).filter(|(code, _): &(usize, _)| used[n][*code]);
        all.extend(codes.map(|(code, value)| (value, n, code)));
    }
    all.sort();
    let mut codes: Vec<Vec<u32>> = columns.iter().map(|column| vec![0; values(column) + 1]).collect();
    let mut list = Vec::new();
    for same in all.chunk_by(|a, b| a.0 == b.0) {
        list.extend(same.first().map(|(value, ..)| *value));
        same.iter().for_each(|(_, n, code)| codes[*n][*code] = list.len() as u32);
    }
    (list, codes)
}

//! Building a segment: rows come in any order and leave in that of their names.

use std::collections::{BTreeMap, HashMap};
use std::io::Write;

use daftar_table::Row;

use super::bytes::{Texts, bytes_of};
use super::laying::{Laid, Laying};
use super::record;
use super::segment::In;
use crate::index::{IndexError, fold};

/// The mark before what remains of a word without its ending.
pub(super) const LIGHT: char = '\u{1}';

/// A segment on its way.
#[derive(Default)]
pub(super) struct Builder {
    /// Each row's place in the order: those without a name last, by folded name, by id.
    keys: Vec<(bool, String, [u8; 32])>,
    records: Vec<u8>,
    /// Where each record ends.
    ends: Vec<u64>,
    /// Other ids of rows that are several said to be the same.
    members: Vec<([u8; 32], u32)>,
    columns: BTreeMap<String, Column>,
    words: Words,
    names: Words,
    pairs: Words,
    name_pairs: Words,
}

#[derive(Default)]
struct Column {
    codes: HashMap<String, u32>,
    /// Row and code, in the order of the rows.
    cells: Vec<(u32, u32)>,
}

/// The rows in which each word is.
#[derive(Default)]
struct Words(HashMap<String, Vec<u32>>);

impl Builder {
    pub(super) fn rows(&self) -> usize {
        self.keys.len()
    }

    pub(super) fn push(&mut self, row: &Row) -> Result<(), IndexError> {
        let full = |_| IndexError::Full { what: "rows", most: u64::from(u32::MAX) };
        let n = u32::try_from(self.keys.len()).map_err(full)?;
        let key = row.names.first().map(|name| fold::name(&name.text)).unwrap_or_default();
        self.keys.push((key.is_empty(), key, row.entity.0.0));
        let others = row.members.iter().filter(|member| **member != row.entity);
        self.members.extend(others.map(|member| (member.0.0, n)));
        self.records.extend(record::write(row));
        self.ends.push(self.records.len() as u64);
        for cells in &row.cells {
            self.columns.entry(cells.field.clone()).or_default().push(n, cells.cells.iter().map(ToString::to_string));
        }
        for text in &row.texts {
            self.words.push(n, &text.text);
            self.pairs.push_pairs(n, &text.text);
            if text.name {
                self.names.push(n, &text.text);
                self.name_pairs.push_pairs(n, &text.text);
            }
        }
        Ok(())
    }

    /// Writes the segment, and tells where what lies in it.
    pub(super) fn finish(self, out: &mut dyn Write) -> Result<Laid, IndexError> {
        let mut order: Vec<u32> = (0..self.keys.len() as u32).collect();
        order.sort_unstable_by(|a, b| self.keys.get(*a as usize).cmp(&self.keys.get(*b as usize)));
        let mut place = vec![0; order.len()];
        (0u32..).zip(&order).for_each(|(new, old)| place[*old as usize] = new);
        let mut laying = Laying::to(out);
        let in_order = || order.iter().filter_map(|old| self.keys.get(*old as usize));
        laying.lay("ids", &in_order().flat_map(|(_, _, id)| *id).collect::<Vec<u8>>())?;
        laying
            .lay("keys", &Texts::write(in_order().map(|(_, key, _)| key.as_str()).collect::<Vec<_>>().into_iter())?)?;
        let mut by_id: Vec<([u8; 32], u32)> = (0u32..).zip(in_order()).map(|(new, (_, _, id))| (*id, new)).collect();
        by_id.extend(self.members.iter().map(|(id, old)| (*id, place[*old as usize])));
        by_id.sort_unstable();
        laying.lay_by_id(&by_id)?;
        laying.lay_records(order.iter().map(|old| Ok(self.record(*old as usize))))?;
        for (field, column) in self.columns {
            column.lay(&field, &place, &mut laying)?;
        }
        for (list, of) in [
            (self.words, In::Texts),
            (self.names, In::Names),
            (self.pairs, In::TextPairs),
            (self.name_pairs, In::NamePairs),
        ] {
            list.lay(of.name(), &place, &mut laying)?;
        }
        Ok(laying.done(order.len()))
    }

    fn record(&self, n: usize) -> &[u8] {
        let start = if n == 0 { 0 } else { self.ends[n - 1] };
        self.records.get(start as usize..self.ends[n] as usize).unwrap_or_default()
    }
}

impl Column {
    fn push(&mut self, row: u32, cells: impl Iterator<Item = String>) {
        for cell in cells {
            let next = self.codes.len() as u32 + 1;
            let code = *self.codes.entry(cell).or_insert(next);
            self.cells.push((row, code));
        }
    }

    /// Codes are the places in the sorted list of values, from 1; 0 is no value.
    fn lay(self, field: &str, place: &[u32], laying: &mut Laying<'_>) -> Result<(), IndexError> {
        let mut values: Vec<(String, u32)> = self.codes.into_iter().collect();
        values.sort_unstable();
        let mut code_of = vec![0; values.len() + 1];
        (1u32..).zip(&values).for_each(|(new, (_, old))| code_of[*old as usize] = new);
        let mut cells: Vec<(u32, u32)> =
            self.cells.into_iter().map(|(row, code)| (place[row as usize], code_of[code as usize])).collect();
        cells.sort_unstable();
        cells.dedup();
        let list = values.iter().map(|(value, _)| value.as_str()).collect::<Vec<_>>();
        laying.lay(&format!("values of {field}"), &Texts::write(list.into_iter())?)?;
        laying.lay_codes(field, place.len(), &cells)
    }
}

impl Words {
    fn push(&mut self, row: u32, text: &str) {
        fold::words(text, |word, _| {
            for form in std::iter::once(word).chain(fold::stems(word)) {
                self.add(row, form);
                if let Some(rest) = fold::light(form) {
                    self.add(row, &format!("{LIGHT}{rest}"));
                }
            }
        });
    }

    /// Two words after each other, with a space between them.
    fn push_pairs(&mut self, row: u32, text: &str) {
        let mut pair = String::new();
        fold::words(text, |word, _| {
            let first = pair.rfind(' ').map_or(0, |space| space + 1);
            pair.drain(..first);
            if !pair.is_empty() {
                pair.push(' ');
                pair.push_str(word);
                self.add(row, &pair);
            } else {
                pair.push_str(word);
            }
        });
    }

    fn add(&mut self, row: u32, word: &str) {
        match self.0.get_mut(word) {
            Some(rows) if rows.last() == Some(&row) => {}
            Some(rows) => rows.push(row),
            None => drop(self.0.insert(word.to_owned(), vec![row])),
        }
    }

    fn lay(self, name: &str, place: &[u32], laying: &mut Laying<'_>) -> Result<(), IndexError> {
        let mut words: Vec<(String, Vec<u32>)> = self.0.into_iter().collect();
        words.sort_unstable();
        let mut ends = Vec::with_capacity(words.len());
        let mut rows = Vec::new();
        for (_, of_word) in &words {
            let start = rows.len();
            rows.extend(of_word.iter().map(|row| place[*row as usize]));
            rows[start..].sort_unstable();
            let full = |_| IndexError::Full { what: "mentions of words", most: u64::from(u32::MAX) };
            ends.push(u32::try_from(rows.len()).map_err(full)?);
        }
        laying
            .lay(name, &Texts::write(words.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>().into_iter())?)?;
        laying.lay(&format!("ends of {name}"), &bytes_of(ends))?;
        laying.lay(&format!("rows of {name}"), &bytes_of(rows))
    }
}

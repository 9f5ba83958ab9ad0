//! Building a segment: rows come in any order and leave in that of their names.

use std::collections::{BTreeMap, HashMap};
use std::io::Write;

use daftar_table::Row;

use super::bytes::{Texts, bytes_of};
use super::record;
use super::segment::{Laid, Section};
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
            if text.name {
                self.names.push(n, &text.text);
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
        let mut laying = Laying { out, at: 0, sections: BTreeMap::new() };
        let in_order = || order.iter().filter_map(|old| self.keys.get(*old as usize));
        laying.lay("ids", &in_order().flat_map(|(_, _, id)| *id).collect::<Vec<u8>>())?;
        laying
            .lay("keys", &Texts::write(in_order().map(|(_, key, _)| key.as_str()).collect::<Vec<_>>().into_iter())?)?;
        let mut by_id: Vec<([u8; 32], u32)> = (0u32..).zip(in_order()).map(|(new, (_, _, id))| (*id, new)).collect();
        by_id.extend(self.members.iter().map(|(id, old)| (*id, place[*old as usize])));
        by_id.sort_unstable();
        laying.lay(
            "by-id",
            &by_id.iter().flat_map(|(id, row)| [&id[..], &row.to_le_bytes()].concat()).collect::<Vec<u8>>(),
        )?;
        laying.lay_records(&self.records, &self.ends, &order)?;
        for (field, column) in self.columns {
            column.lay(&field, &place, &mut laying)?;
        }
        self.words.lay("words", &place, &mut laying)?;
        self.names.lay("names", &place, &mut laying)?;
        Ok(Laid { rows: order.len(), sections: laying.sections })
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
        if cells.windows(2).any(|pair| matches!(pair, [a, b] if a.0 == b.0)) {
            let mut starts = vec![0u32; place.len() + 1];
            cells.iter().for_each(|(row, _)| starts[*row as usize + 1] += 1);
            (1..starts.len()).for_each(|n| starts[n] += starts[n - 1]);
            laying.lay(&format!("starts of {field}"), &bytes_of(starts))?;
            return laying.lay(&format!("codes of {field}"), &bytes_of(cells.iter().map(|(_, code)| *code)));
        }
        let mut codes = vec![0; place.len()];
        cells.iter().for_each(|(row, code)| codes[*row as usize] = *code);
        laying.lay(&format!("codes of {field}"), &bytes_of(codes))
    }
}

impl Words {
    fn push(&mut self, row: u32, text: &str) {
        let mut add = |word: &str| match self.0.get_mut(word) {
            Some(rows) if rows.last() == Some(&row) => {}
            Some(rows) => rows.push(row),
            None => drop(self.0.insert(word.to_owned(), vec![row])),
        };
        fold::words(text, |word, _| {
            for form in std::iter::once(word).chain(fold::stems(word)) {
                add(form);
                if let Some(rest) = fold::light(form) {
                    add(&format!("{LIGHT}{rest}"));
                }
            }
        });
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

/// Sections written one after the other.
struct Laying<'o> {
    out: &'o mut dyn Write,
    at: u64,
    sections: BTreeMap<String, Section>,
}

impl Laying<'_> {
    fn lay(&mut self, name: &str, bytes: &[u8]) -> Result<(), IndexError> {
        self.write(bytes)?;
        self.note(name, bytes.len() as u64, *blake3::hash(bytes).as_bytes());
        Ok(())
    }

    /// The records in their order, each of which can tell whether it is whole; and where they end.
    fn lay_records(&mut self, records: &[u8], ends: &[u64], order: &[u32]) -> Result<(), IndexError> {
        let (mut at, mut new_ends) = (0u64, Vec::with_capacity(order.len()));
        for old in order.iter().map(|old| *old as usize) {
            let start = if old == 0 { 0 } else { ends[old - 1] };
            let record = records.get(start as usize..ends[old] as usize).unwrap_or_default();
            self.write(record)?;
            at += record.len() as u64;
            new_ends.push(at);
        }
        self.note("records", at, [0; 32]);
        self.lay("ends of records", &new_ends.iter().flat_map(|end| end.to_le_bytes()).collect::<Vec<u8>>())
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), IndexError> {
        self.out.write_all(bytes).map_err(IndexError::io(std::path::Path::new("the table")))
    }

    fn note(&mut self, name: &str, length: u64, hash: [u8; 32]) {
        self.sections.insert(name.to_owned(), Section { at: self.at, length, hash });
        self.at += length;
    }
}

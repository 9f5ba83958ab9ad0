//! When what a row says held: by the cell in which its date stands, or as of the day that was told for the whole list.

use std::collections::HashMap;

use daftar_claim::profile::Fold;
use daftar_claim::{Edtf, Value};
use daftar_read::sheet::Row;

use super::{List, Listed, trouble};
use crate::import::cell::{Meant, date, parts};
use crate::import::told::{Trouble, Why};

impl List<'_> {
    /// Dates what a row says: what its column takes its date from says so; else what changes in time holds as of the day of the list.
    pub(super) fn date_row(&self, row: &Row, listed: &mut Listed) {
        let mut read: HashMap<usize, Option<Edtf>> = HashMap::new();
        for said in listed.said.iter_mut().filter(|said| !said.remark) {
            let reads = self.places.get(&said.column).and_then(|at| self.columns.get(*at));
            let property = self.profiles.property(&said.property);
            let (Some(reads), Some(property)) = (reads, property) else { continue };
            let told = reads.when_from.and_then(|at| {
                let told = &mut listed.troubles;
                read.entry(at).or_insert_with(|| self.date_at(row, at, told)).clone()
            });
            let as_of = || self.as_of.clone().filter(|_| property.fold == Fold::Happens || property.persists);
            said.when = told.or_else(as_of);
        }
    }

    /// When it was said, where a column tells: of several days, between the first and the last.
    pub(super) fn date_saying(&self, row: &Row, listed: &mut Listed) {
        let Some(at) = self.mapping.stated_from.as_ref().and_then(|header| self.places.get(header)) else { return };
        let (Some(cell), Some(reads)) = (row.cells.get(*at), self.columns.get(*at)) else { return };
        let split = reads.column.split.as_deref().or(Some(","));
        let parts = parts(&cell.text, split, &self.mapping.nothing);
        let told = parts.into_iter().flatten().map(|part| match date(part, reads.column.dates, &self.periods)?.meant {
            Meant::Value(Value::Date(edtf)) => Ok(edtf),
            _ => Err(Why::NoDate),
        });
        match told.collect::<Result<Vec<Edtf>, Why>>() {
            Ok(days) => listed.speech.stated = from_first_to_last(days),
            Err(why) => listed.troubles.push(trouble(&reads.name, &cell.text, why)),
        }
        if listed.speech.stated.is_some() {
            listed.said.iter_mut().filter(|said| said.property != self.kind).for_each(|said| said.spoken = true);
        }
    }

    /// The date in a cell; none where it is empty, or none that is understood, which is told.
    fn date_at(&self, row: &Row, at: usize, told: &mut Vec<Trouble>) -> Option<Edtf> {
        let text = row.cells.get(at).map(|cell| cell.text.trim()).filter(|text| !text.is_empty())?;
        let column = self.columns.get(at)?;
        // Where the column is a date of its own, its doubts are told there.
        let own = column.property.as_ref().and_then(|id| self.profiles.property(id));
        let mut tell = |why| {
            if own.is_none_or(|own| own.value != "date") {
                told.push(trouble(&column.name, text, why));
            }
        };
        match date(text, column.column.dates, &self.periods) {
            Ok(read) => {
                read.doubt.into_iter().for_each(&mut tell);
                match read.meant {
                    Meant::Value(Value::Date(edtf)) => Some(edtf),
                    _ => None,
                }
            }
            Err(why) => {
                tell(why);
                None
            }
        }
    }
}

/// The time that reaches from the first of some days to the last.
fn from_first_to_last(mut days: Vec<Edtf>) -> Option<Edtf> {
    days.sort_by_key(|day| day.bounds().earliest());
    let (first, last) = (days.first()?, days.last()?);
    if days.len() == 1 || first == last {
        return Some(first.clone());
    }
    Edtf::parse(&format!("{first}/{last}")).ok()
}

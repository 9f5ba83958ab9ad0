//! Cells with several values each that belong together by their places, where somebody said so: a date for each value. It is inferred, and
//! shown as inferred, for nothing in the list says it.

use daftar_claim::{Edtf, PropertyId, Value};
use daftar_read::sheet::Row;

use super::{List, Listed, Said, trouble};
use crate::import::cell::{Meant, date, parts};
use crate::import::told::Why;

impl List<'_> {
    /// Gives what stands in joined columns the date at the same place; where cells have not as many values, nothing, which is told.
    pub(super) fn pair(&self, row: &Row, listed: &mut Listed) {
        let Some((dates, others)) = self.mapping.pair.split_first() else { return };
        let Some(days) = self.parts(row, dates) else { return };
        for header in others {
            let Some(values) = self.parts(row, header) else { continue };
            let days: Vec<Option<Edtf>> = match values.len() == days.len() {
                true => days.iter().map(|text| self.day((*text)?)).collect(),
                false => {
                    let why = Why::NotPaired { with: dates.clone(), values: values.len(), dates: days.len() };
                    let written: Vec<&str> = values.iter().map(|part| part.unwrap_or_default()).collect();
                    listed.troubles.push(trouble(header, &written.join(", "), why));
                    continue;
                }
            };
            let mapped = self.property_of(header).cloned();
            let own = |said: &&mut Said| said.column == *header && Some(&said.property) == mapped.as_ref();
            for said in listed.said.iter_mut().filter(own).filter(|said| said.when.is_none()) {
                let day = days.get(said.place).cloned().flatten();
                let why = || format!("joined by its place in the cell with {dates:?}");
                said.inferred = day.map(|day| (day, why()));
            }
        }
    }

    /// The values that stand in a column, as it is parted, each at its place; none where nothing does.
    fn parts<'r>(&self, row: &'r Row, header: &str) -> Option<Vec<Option<&'r str>>> {
        let at = *self.places.get(header)?;
        let split = self.columns.get(at)?.column.split.as_deref().unwrap_or(",");
        let parts = parts(row.cells.get(at)?.text.trim(), Some(split), &self.mapping.nothing);
        parts.iter().any(Option::is_some).then_some(parts)
    }

    fn property_of(&self, header: &str) -> Option<&PropertyId> {
        self.columns.get(*self.places.get(header)?)?.property.as_ref()
    }

    fn day(&self, text: &str) -> Option<Edtf> {
        match date(text, self.mapping.dates, &self.periods).ok()?.meant {
            Meant::Value(Value::Date(edtf)) => Some(edtf),
            _ => None,
        }
    }
}

//! Columns that tell of what others say: how damage was seen, by which sensor, in images of which days.

use std::collections::BTreeSet;

use daftar_claim::profile::Fold;
use daftar_claim::{Edtf, Value};
use daftar_read::sheet::Row;

use super::super::cell::Meant;
use super::{List, Listed, Said};

/// The remark that says of which day an image is.
const IMAGE_DATE: &str = "image-date";

impl List<'_> {
    /// The column of whose statements another tells.
    pub(in crate::import) fn told_of(&self, column: &str) -> Option<&str> {
        self.columns.get(*self.places.get(column)?)?.column.about.as_deref()
    }

    /// Whether any column tells of another's.
    pub(in crate::import) fn has_remarks(&self) -> bool {
        self.columns.iter().any(|reads| reads.column.about.is_some())
    }

    /// What was seen in an image had happened by its day: that is inferred where nothing else tells when.
    pub(super) fn date_by_images(&self, listed: &mut Listed) {
        let image = |said: &Said| match &said.meant {
            Meant::Value(Value::Date(date)) if said.remark && said.property.as_str() == IMAGE_DATE => {
                let by = Edtf::parse(&format!("[..{}]", date.bounds().latest()?)).ok()?;
                Some((self.told_of(&said.column)?.to_owned(), by, said.column.clone()))
            }
            _ => None,
        };
        let images: Vec<(String, Edtf, String)> = listed.said.iter().filter_map(image).collect();
        for said in listed.said.iter_mut().filter(|said| !said.remark && said.when.is_none() && said.inferred.is_none())
        {
            let seen = images.iter().find(|(of, ..)| *of == said.column);
            let happens = self.profiles.property(&said.property).is_some_and(|property| property.fold == Fold::Happens);
            if let Some((_, by, column)) = seen.filter(|_| happens) {
                said.inferred = Some((by.clone(), format!("seen in an image of the day in {column:?}")));
            }
        }
    }

    /// Where a row says nothing of which a column could tell, that is kept as it is written.
    pub(super) fn settle_remarks(&self, row: &Row, listed: &mut Listed) {
        if !self.has_remarks() {
            return;
        }
        let says = |said: &&Said| !said.remark && said.property != self.as_listed;
        let told: BTreeSet<String> = listed.said.iter().filter(says).map(|said| said.column.clone()).collect();
        let is_lost = |said: &Said| said.remark && self.told_of(&said.column).is_none_or(|of| !told.contains(of));
        let lost: BTreeSet<String> =
            listed.said.iter().filter(|said| is_lost(said)).map(|said| said.column.clone()).collect();
        listed.said.retain(|said| !is_lost(said));
        for column in lost {
            let cell = self.places.get(&column).and_then(|at| row.cells.get(*at));
            let text = cell.map_or("", |cell| cell.text.as_str());
            listed.said.push(self.as_written(column, text, self.mapping.lang.as_deref()));
        }
    }
}

//! A first look at a list: what its columns may mean, before anything is imported.

use std::collections::BTreeMap;
use std::path::Path;

use daftar_date::Lang;
use daftar_read::sheet::{Column as SheetColumn, Manner, Note, Opening, Row, Sheet};

use super::events;
use super::guess::{Guess, Guessed, likely_keys};
use super::list::column_names;
use super::mapping::{Dialect, Form, Mapping};
use super::passport::{arrange, is_passport_list};
use super::{unreadable, which_crs};
use crate::mcpd::{self, Descriptor};
use crate::statements::holds_statements;
use crate::{Register, RegisterError};

/// How many rows are shown.
const SHOWN: usize = 10;
/// How many rows are looked at for what stands between several values in a cell.
const LOOKED_AT: usize = 200;

/// What a first look at a list shows.
#[derive(Debug)]
pub struct Looked {
    /// The columns, as the file has them.
    pub columns: Vec<SheetColumn>,
    /// Their names, as a mapping calls them.
    pub names: Vec<String>,
    /// How the file was read.
    pub manner: Manner,
    /// The sheets of a workbook.
    pub sheets: Vec<String>,
    /// What is odd about the file.
    pub notes: Vec<Note>,
    /// The first rows.
    pub sample: Vec<Row>,
    /// What the columns mean: as it was imported last; else as it was guessed.
    pub mapping: Mapping,
    /// How each column's property would be guessed, in the order of the names; none where the mapping says otherwise.
    pub why: Vec<Option<Guessed>>,
    /// The columns that may be the key.
    pub keys: Vec<String>,
    /// Its title, when it was imported before.
    pub before: Option<String>,
    /// Columns that are parted, with how many of the first rows' cells hold several values.
    pub several: Vec<(String, usize)>,
    /// The system of coordinates that was asked for when it was imported before.
    pub former_crs: Option<String>,
}

impl Looked {
    /// What is odd about the file, and about the system of coordinates that is taken for it.
    pub fn told(&self) -> impl Iterator<Item = Note> {
        let crs = which_crs::odd(&self.mapping, &self.manner, self.former_crs.as_deref());
        self.notes.iter().cloned().chain(crs)
    }
}

/// Where the meaning of the columns comes from.
enum Meaning {
    Given(Box<Mapping>),
    /// As it was imported last, if that fits; else it is guessed.
    AsLast,
    Guessed,
}

impl Register {
    /// Looks at a list of things of a kind. With a mapping, nothing is guessed; without the id of the data set, it is made of
    /// the file's name and of this register's id: the same name is the same list.
    ///
    /// # Errors
    /// When the file is no list that can be read.
    pub fn look_at_list(
        &self,
        path: &Path,
        opening: &Opening,
        kind: &str,
        given: Option<Mapping>,
        data_set: Option<&str>,
    ) -> Result<Looked, RegisterError> {
        self.look_by(
            path,
            opening,
            kind,
            given.map_or(Meaning::AsLast, |mapping| Meaning::Given(Box::new(mapping))),
            data_set,
        )
    }

    /// The same, where it is to be guessed what the columns mean, however they were read before.
    ///
    /// # Errors
    /// When the file is no list that can be read.
    pub fn guess_list(
        &self,
        path: &Path,
        opening: &Opening,
        kind: &str,
        data_set: Option<&str>,
    ) -> Result<Looked, RegisterError> {
        self.look_by(path, opening, kind, Meaning::Guessed, data_set)
    }

    /// The same, where the list is to be read as a passport list (MCPD), however few of the standard's columns it has, and
    /// however it was read before. If the kind is none of which the standard speaks, its rows are accessions.
    ///
    /// # Errors
    /// As [`Register::look_at_list`]; when the list has no column for numbers of accessions.
    pub fn look_at_passports(
        &self,
        path: &Path,
        opening: &Opening,
        kind: &str,
        data_set: Option<&str>,
    ) -> Result<Looked, RegisterError> {
        let kind = mcpd::kinds(&self.profiles).find(|known| *known == kind).or(mcpd::kinds(&self.profiles).next());
        let kind = kind.ok_or_else(|| RegisterError::Ask("no profile in force has the columns of MCPD".into()))?;
        let mut looked = self.look_by(path, opening, kind, Meaning::Guessed, data_set)?;
        let lacks =
            || RegisterError::Ask("no column is called ACCENUMB: without numbers, it is no passport list".into());
        looked.names.iter().find(|name| is_number(name)).ok_or_else(lacks)?;
        let why = looked.names.iter().cloned().zip(looked.why).filter_map(|(name, how)| Some((name, how?))).collect();
        let guess = arrange(Guess { mapping: looked.mapping, why }, &self.profiles);
        looked.why = guess.why_of(&guess.mapping, &looked.names);
        looked.mapping = guess.mapping;
        Ok(looked)
    }

    /// The same, where the list is to be read as a data set of events by this codebook, whatever its rows were said to be.
    ///
    /// # Errors
    /// As [`Register::look_at_list`]; when the list has no column of the codebook.
    pub fn look_at_events(
        &self,
        path: &Path,
        opening: &Opening,
        dialect: Dialect,
        data_set: Option<&str>,
    ) -> Result<Looked, RegisterError> {
        let mut looked = self.look_by(path, opening, events::EVENT, Meaning::Guessed, data_set)?;
        let guess = events::arrange(Guess { mapping: looked.mapping, why: BTreeMap::new() }, dialect);
        if guess.why.is_empty() {
            let words = dialect.words(Lang::En);
            return Err(RegisterError::Ask(format!("no column has a name that {words} have: is it the right file?")));
        }
        looked.why = guess.why_of(&guess.mapping, &looked.names);
        looked.mapping = guess.mapping;
        Ok(looked)
    }

    /// The codebook of events whose columns a list has that is read otherwise.
    pub fn may_be_events(&self, looked: &Looked) -> Option<Dialect> {
        events::dialect_of(&looked.names).filter(|dialect| looked.mapping.dialect != Some(*dialect))
    }

    /// Whether a list that is read otherwise has the columns of a passport list.
    pub fn may_be_passports(&self, looked: &Looked) -> bool {
        mcpd::kinds(&self.profiles).any(|kind| is_passport_list(kind, &looked.names, &self.profiles))
    }

    fn look_by(
        &self,
        path: &Path,
        opening: &Opening,
        kind: &str,
        given: Meaning,
        data_set: Option<&str>,
    ) -> Result<Looked, RegisterError> {
        let mut sheet = self.sheet_of(path, opening, kind)?;
        let names = column_names(sheet.columns());
        let mut rows = Vec::new();
        for row in sheet.by_ref().take(LOOKED_AT) {
            rows.push(row.map_err(|error| unreadable(path, error))?);
        }
        let cells = cells(&rows, names.len());
        let data_set = data_set.map_or_else(|| self.data_set_of(path, opening.sheet.as_deref()), str::to_owned);
        let known = match given {
            Meaning::Given(mapping) => Some(*mapping),
            Meaning::AsLast => {
                let last = self.last_mapping(&data_set)?;
                let fits = last.filter(|last| last.check(&names, &self.profiles).is_empty());
                fits.map(|last| which_crs::found(last, sheet.manner()))
            }
            Meaning::Guessed => None,
        };
        let known = match known.as_ref().map_or_else(|| holds_statements(&names), |known| known.form.is_some()) {
            true => {
                let data_set = self.id_of_statements(path)?;
                Some(known.unwrap_or(Mapping { kind: kind.to_owned(), ..statements() }))
                    .map(|known| Mapping { data_set, ..known })
            }
            false => known,
        };
        let guess = Guess::of(known.as_ref().map_or(kind, |mapping| &mapping.kind), &names, &cells, self.profiles());
        let why = guess.why_of(known.as_ref().unwrap_or(&guess.mapping), &names);
        let mapping = known.unwrap_or(Mapping { data_set, ..guess.mapping });
        let before = self.imported_before(&mapping.data_set)?;
        let former_crs = self.former_crs(&mapping, sheet.manner())?;
        let keys = likely_keys(&names, &cells);
        let several = several(&mapping, &names, &cells);
        rows.truncate(SHOWN);
        Ok(Looked {
            columns: sheet.columns().to_vec(),
            names,
            manner: sheet.manner().clone(),
            sheets: sheet.sheets().to_vec(),
            notes: sheet.notes().to_vec(),
            sample: rows,
            mapping,
            why,
            keys,
            before,
            several,
            former_crs,
        })
    }

    /// The sheet that is asked for; else the first that is filled, unless another of the workbook is a passport list.
    fn sheet_of(&self, path: &Path, opening: &Opening, kind: &str) -> Result<Sheet, RegisterError> {
        let open = |opening: &Opening| Sheet::open(path, opening).map_err(|error| unreadable(path, error));
        let first = open(opening)?;
        let fits = |sheet: &Sheet| is_passport_list(kind, &column_names(sheet.columns()), &self.profiles);
        let is_kind = mcpd::kinds(&self.profiles).any(|known| known == kind);
        if opening.sheet.is_some() || !is_kind || fits(&first) {
            return Ok(first);
        }
        let others = first.sheets().iter().map(|name| Opening { sheet: Some(name.clone()), ..opening.clone() });
        // A sheet that cannot be read as a list is none.
        let other = others.filter_map(|opening| open(&opening).ok()).find(fits);
        Ok(other.unwrap_or(first))
    }

    /// The system of coordinates that was asked for when a list was imported last, where it is asked for none now.
    pub(super) fn former_crs(&self, mapping: &Mapping, manner: &Manner) -> Result<Option<String>, RegisterError> {
        if mapping.crs.is_some() || manner.crs.is_none() {
            return Ok(None);
        }
        Ok(self.last_mapping(&mapping.data_set)?.and_then(|last| last.crs))
    }

    /// The id of a data set by the name of its file, and of the sheet or layer that was asked for: a file may hold several.
    pub fn data_set_of(&self, path: &Path, sheet: Option<&str>) -> String {
        let file = path.file_stem().unwrap_or_default().to_string_lossy();
        let stem = sheet.map_or(file.clone().into_owned(), |sheet| format!("{file}-{sheet}"));
        let id = self.id().to_string();
        let digits = id.rsplit(':').next().unwrap_or_default().get(..8).unwrap_or_default().to_owned();
        format!("{stem}-{digits}")
    }
}

/// In how many cells of each column that is parted several values stand.
fn several(mapping: &Mapping, names: &[String], cells: &[Vec<String>]) -> Vec<(String, usize)> {
    let parted = |(name, cells): (&String, &Vec<String>)| {
        let split = mapping.column(name)?.split.as_deref()?;
        let count = cells.iter().filter(|text| text.contains(split)).count();
        (count > 0).then(|| (name.clone(), count))
    };
    names.iter().zip(cells).filter_map(parted).collect()
}

fn is_number(name: &str) -> bool {
    Descriptor::named(name).is_some_and(|descriptor| descriptor.code == "ACCENUMB")
}

/// How statements are read, one on each line.
fn statements() -> Mapping {
    Mapping { form: Some(Form::Statements), ..Mapping::default() }
}

/// Some cells of each column.
fn cells(rows: &[Row], columns: usize) -> Vec<Vec<String>> {
    let of = |at: usize| rows.iter().filter_map(|row| Some(row.cells.get(at)?.text.clone())).collect();
    (0..columns).map(of).collect()
}

//! The first rows of a list as they are understood, statement by statement, before anything is recorded.

use daftar_claim::{PropertyId, Value};
use serde::Serialize;

use super::cell::Meant;
use super::list::{List, Listed, Said};
use super::told::Trouble;
use super::{Form, Plan, column_names, open, unreadable};
use crate::{Register, RegisterError};

/// A row, as it is understood.
#[derive(Clone, Debug, Serialize)]
pub struct Understood {
    /// The row, as a person sees it in the file.
    pub row: u64,
    /// Whether nothing of it would be recorded.
    pub refused: bool,
    /// What it says.
    pub cells: Vec<UnderstoodCell>,
    /// The pictures that it names.
    pub pictures: Vec<String>,
    /// What a person should look at.
    pub troubles: Vec<Trouble>,
}

/// What a cell, or a part of one, says.
#[derive(Clone, Debug, Serialize)]
pub struct UnderstoodCell {
    /// The column, by its name.
    pub column: String,
    /// The property.
    #[serde(serialize_with = "as_text")]
    pub property: PropertyId,
    /// Its value; none where it names something.
    #[serde(serialize_with = "as_json")]
    pub value: Option<Value>,
    /// What it names, and of which kind that is.
    pub names: Option<(String, String)>,
    /// The letters, where the value does not give them.
    pub quote: Option<String>,
}

fn as_text<S: serde::Serializer>(id: &PropertyId, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(id)
}

fn as_json<S: serde::Serializer>(value: &Option<Value>, serializer: S) -> Result<S::Ok, S::Error> {
    let json = value.as_ref().and_then(|value| serde_json::from_str::<serde_json::Value>(&value.to_json()).ok());
    json.serialize(serializer)
}

impl Register {
    /// How the first rows of a list are understood. What only the whole list tells, as a key that stands in two rows far apart,
    /// is told by [`Register::look_through`].
    ///
    /// # Errors
    /// When the mapping does not fit the list, or its first rows cannot be read.
    pub fn understand(&self, plan: &Plan, rows: usize) -> Result<Vec<Understood>, RegisterError> {
        if plan.mapping.form == Some(Form::Statements) {
            return self.understand_statements(plan, rows);
        }
        let sheet = open(plan)?;
        let names = column_names(sheet.columns());
        let errors = plan.mapping.check(&names, &self.profiles);
        if !errors.is_empty() {
            return Err(RegisterError::Mapping(errors));
        }
        let mut list = List::of(&plan.mapping, &names, sheet.manner(), &self.profiles)?;
        let mut understood = Vec::new();
        for row in sheet.take(rows) {
            let listed = list.read(&row.map_err(|error| unreadable(&plan.path, error))?);
            understood.push(Understood::of(listed, &list));
        }
        Ok(understood)
    }
}

impl Understood {
    fn of(listed: Listed, list: &List<'_>) -> Understood {
        let cell = |Said { column, property, meant, quote, .. }| {
            let (value, names) = match meant {
                Meant::Value(value) => (Some(value), None),
                Meant::Named(name) => (None, Some((name, list.kind_of(&column, &property).to_owned()))),
            };
            UnderstoodCell { column, property, value, names, quote }
        };
        Understood {
            row: listed.row,
            refused: listed.entity.is_none(),
            cells: listed.said.into_iter().map(cell).collect(),
            pictures: listed.pictures.into_iter().map(|(_, name)| name).collect(),
            troubles: listed.troubles,
        }
    }
}

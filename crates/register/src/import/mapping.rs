//! How a list's columns are read, as a TOML file that a person can mend.

use std::collections::{BTreeMap, HashSet};

use daftar_claim::profile::{Fold, Property};
use daftar_claim::{Edtf, Profiles, PropertyId};
use daftar_date::Lang;
use daftar_date::written::{Order, Periods};
use serde::{Deserialize, Serialize};

use crate::shipped_periods;
use crate::statements::lacking;

/// What a column can tell of the statements of another.
pub const REMARKS: [&str; 6] = ["seen-by", "sensor", "image-date", "compared-image-date", "assessment", "note"];

/// How a list is read.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Mapping {
    /// The id under which the list is declared: its rows keep their cards under it, whatever file they come in.
    pub data_set: String,
    /// The kind of thing that each row is about.
    pub kind: String,
    /// The headers of the columns that together tell one row from all others. Empty where it is said that none do.
    pub key: Vec<String>,
    /// The language (BCP 47) of texts whose column names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// What its rows are, where they are not things.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Form>,
    /// The standard whose rules its columns and cells follow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dialect: Option<Dialect>,
    /// Whether days or months come first in its dates, where a column says nothing else. Unsaid, 03/04/1931 is both, with a
    /// doubt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dates: Option<Dates>,
    /// Where its things are from, as a region of the table of periods: then "Iron Age" in a column of dates is read by what it
    /// means there, with a doubt. Unsaid, names of periods are no dates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The day (EDTF) of which the list tells: what changes in time and has no date of its own in the list, held then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// Who speaks in a data set of events and is a body, though nothing in the name tells so: else who may be a person is protected.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bodies: Vec<String>,
    /// Columns whose cells hold several values each, the first of them dates: these are joined by their places in the cells, where each
    /// has as many. What is joined so is inferred, and said to be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pair: Vec<String>,
    /// The column in which the days stand on which it was said: of several, what the row says was said between the first and the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated_from: Option<String>,
    /// What its cells hold, whole or between separators, where they say nothing: "None", "-".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nothing: Vec<String>,
    /// The system of coordinates of its shapes, as `EPSG:32637`, where the file does not say it, or not rightly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crs: Option<String>,
    /// The columns.
    #[serde(default, rename = "column")]
    pub columns: Vec<Column>,
}

/// What the rows of a list are, where they are not things.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// Each is a statement, as `daftar export` writes them: its columns are fixed.
    Statements,
}

/// A standard for lists.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dialect {
    /// Multi-Crop Passport Descriptors v2.1, the passport lists of genebanks.
    Mcpd,
    /// The Georeferenced Event Dataset of the Uppsala Conflict Data Program.
    UcdpGed,
    /// The Armed Conflict Location & Event Data Project.
    Acled,
}

impl Dialect {
    /// What the standard is called.
    pub fn words(self, lang: Lang) -> &'static str {
        super::events::name_of(self, lang)
    }
}

/// How a column is read.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Column {
    /// Its header, to the letter; where it has none, its letter.
    pub header: String,
    /// What it says of a thing. None: it is kept as it is written, under the column's own name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub property: Option<String>,
    /// The language of its texts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// The unit of its numbers, where the cells name none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The column in which the unit of its numbers stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_from: Option<String>,
    /// The column in which it stands when what this one says held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when_from: Option<String>,
    /// The column of whose statements it tells: how what stands there was seen, by which sensor, in images of which days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// What stands between several values in one cell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub split: Option<String>,
    /// Where its cells name things: of which kind these are, if not of the property's usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Whether days or months come first in its dates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dates: Option<Dates>,
    /// Of a position that two columns give: which of its numbers stands here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
    /// Which number comes first in its positions, where it is not as is usual: longitude in shapes, latitude in two numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub axes: Option<Axes>,
    /// Of grades: the scheme whose codes or labels its cells have, where it is another than the property's own. They are kept as that
    /// scheme's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheme: Option<String>,
    /// Whether its cells name picture files, which are kept and said to show the thing.
    #[serde(default, skip_serializing_if = "is_no")]
    pub pictures: bool,
    /// Whether nothing of it is recorded.
    #[serde(default, skip_serializing_if = "is_no")]
    pub leave_out: bool,
}

/// What comes first in dates of digits.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dates {
    /// The day: 03/04/1931 is in April.
    DayFirst,
    /// The month: 03/04/1931 is in March.
    MonthFirst,
}

impl Dates {
    /// All, with the words that a mapping has for them.
    pub const ALL: [(&str, Dates); 2] = [("day-first", Dates::DayFirst), ("month-first", Dates::MonthFirst)];

    /// By the word of a mapping.
    pub fn parse(word: &str) -> Option<Dates> {
        Dates::ALL.iter().find(|(name, _)| *name == word).map(|(_, dates)| *dates)
    }

    pub(super) fn order(self) -> Order {
        match self {
            Dates::DayFirst => Order::DayFirst,
            Dates::MonthFirst => Order::MonthFirst,
        }
    }
}

/// Which number of a position comes first.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Axes {
    /// Latitude, then longitude.
    LatitudeFirst,
    /// Longitude, then latitude.
    LongitudeFirst,
}

impl Axes {
    /// All, with the words that a mapping has for them.
    pub const ALL: [(&str, Axes); 2] =
        [("latitude-first", Axes::LatitudeFirst), ("longitude-first", Axes::LongitudeFirst)];

    /// By the word of a mapping.
    pub fn parse(word: &str) -> Option<Axes> {
        Axes::ALL.iter().find(|(name, _)| *name == word).map(|(_, axes)| *axes)
    }
}

/// One number of a position.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Degrees from the equator, north first.
    Latitude,
    /// Degrees from Greenwich, east first.
    Longitude,
}

fn is_no(told: &bool) -> bool {
    !told
}

/// Why a mapping cannot be used.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum MappingError {
    /// It is not TOML of this form; the message names line and column.
    #[error("the mapping cannot be read: {0}")]
    Toml(String),
    /// There is no such kind.
    #[error("the mapping's kind {0:?} is none that a profile defines: see `daftar profiles`")]
    Kind(String),
    /// The table of periods has no such region.
    #[error("the mapping's region {region:?} is none of the table of periods: expected one of {known}")]
    Region {
        /// What was found.
        region: String,
        /// Those that there are.
        known: String,
    },
    /// The day of which the list tells is none.
    #[error("the mapping's as-of {0:?} is no date: write it as 2031-03-01, 2031-03 or 2031")]
    AsOf(String),
    /// A column is mapped to what its kind does not have.
    #[error("column {header:?}: {property:?} is no property of {kind:?}: see `daftar profiles show {kind}`")]
    Property {
        /// The column.
        header: String,
        /// What it is mapped to.
        property: String,
        /// The kind.
        kind: String,
    },
    /// A column is to tell of what another says, and gives what is not told of statements.
    #[error("column {header:?}: {property:?} is not said of a statement; expected one of {known}")]
    Remark {
        /// The column.
        header: String,
        /// What it is mapped to.
        property: String,
        /// What is said of statements.
        known: String,
    },
    /// Two columns say what a thing can have only once.
    #[error(
        "columns {one:?} and {other:?} both give {property:?}, which a thing has only once: map one of them elsewhere"
    )]
    Twice {
        /// The property.
        property: String,
        /// A column.
        one: String,
        /// Another.
        other: String,
    },
    /// One number of a position is given without the other.
    #[error(
        "column {header:?} gives one number of a position: map another column to the other, and both to one property"
    )]
    Half {
        /// The column.
        header: String,
    },
    /// One number of a position for what is no position.
    #[error("column {header:?} gives one number of a position, and {property:?} is none: map it to one that is")]
    NoPosition {
        /// The column.
        header: String,
        /// What it is mapped to.
        property: String,
    },
    /// Its cells are to have codes of a scheme that is not there, or is not read on the property's.
    #[error("column {header:?}: {scheme:?} is no scheme whose codes {property:?} takes; there are {known}")]
    Scheme {
        /// The column.
        header: String,
        /// What is asked for.
        scheme: String,
        /// What it is mapped to.
        property: String,
        /// Those that there are.
        known: String,
    },
    /// A column stands in the mapping twice, or is none of the list's.
    #[error("column {header:?}: {why}")]
    Header {
        /// The column.
        header: String,
        /// What is wrong.
        why: Misfit,
    },
}

/// What is wrong with a column that a mapping names.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Misfit {
    /// The list has none of that name.
    #[error("it is no column of this list")]
    Unknown,
    /// It names pictures, and is mapped to something else as well.
    #[error("its cells name pictures: it cannot give a property as well")]
    Pictures,
    /// It is named twice.
    #[error("it stands in the mapping twice")]
    Twice,
    /// The key names it, and the list has none of that name.
    #[error("it is to be the key, and is no column of this list")]
    Key,
    /// Its rows are statements, whose columns are fixed.
    #[error("each row is a statement: what its columns mean is fixed, and not mapped")]
    Fixed,
    /// Its rows are to be statements, and the column is not there.
    #[error(
        "each row is to be a statement, and there is no such column: export the statements again, or change the mapping"
    )]
    Lacking,
    /// Another takes its units from it, and the list has none of that name.
    #[error("it is to give a unit, and is no column of this list")]
    Unit,
    /// It is to be joined with others, and the list has none of that name.
    #[error("it is to be joined with others, and is no column of this list")]
    Pair,
    /// Another tells of what it says, and it says nothing, tells of another itself, or is not there.
    #[error("another is to tell of what it says, and it gives no property of the thing: map it to one")]
    About,
    /// It gives what is said of statements, and not of which.
    #[error("what it gives is said of what another column says: name that column in `about`")]
    Of,
    /// Another takes its dates from it, and the list has none of that name.
    #[error("it is to give a date, and is no column of this list")]
    When,
}

impl Mapping {
    /// Reads a mapping.
    ///
    /// # Errors
    /// Names the line.
    pub fn parse(text: &str) -> Result<Mapping, MappingError> {
        toml::from_str(text).map_err(|error| MappingError::Toml(error.to_string()))
    }

    /// The mapping as a file.
    ///
    /// # Errors
    /// When it cannot be written as TOML.
    pub fn to_toml(&self) -> Result<String, MappingError> {
        toml::to_string(self).map_err(|error| MappingError::Toml(error.to_string()))
    }

    /// The column of that header.
    pub fn column(&self, header: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.header == header)
    }

    /// Looks whether it can be used for a list with these headers: every error, not the first alone.
    pub fn check(&self, headers: &[String], profiles: &Profiles) -> Vec<MappingError> {
        if self.form == Some(Form::Statements) {
            return self.check_statements(headers);
        }
        let Some(kind) = profiles.kinds.get(&self.kind) else { return vec![MappingError::Kind(self.kind.clone())] };
        let mut errors = self.check_headers(headers);
        errors.extend(self.unknown_region());
        let no_day = self.as_of.as_ref().filter(|day| Edtf::parse(day).is_err());
        errors.extend(no_day.cloned().map(MappingError::AsOf));
        let mut given = BTreeMap::new();
        for column in &self.columns {
            let Some(name) = &column.property else { continue };
            let id = PropertyId::parse(name).ok();
            let fits = |id: &PropertyId| match column.about {
                Some(_) => REMARKS.contains(&id.as_str()),
                None => kind.properties.contains(id),
            };
            let Some(property) = id.filter(fits).and_then(|id| profiles.property(&id)) else {
                errors.push(self.misplaced(column, name));
                continue;
            };
            if column.part.is_some() && property.value != "geometry" {
                errors.push(MappingError::NoPosition { header: column.header.clone(), property: name.clone() });
            }
            errors.extend(unknown_scheme(column, property, profiles));
            // The same words in two languages are no two values, a position may be parted, what happens may at several times
            // and be graded by several.
            let lang = column.lang.as_deref().filter(|_| property.value == "text");
            let when = column.when_from.as_deref().filter(|_| property.fold == Fold::Happens);
            let (scheme, about) = (column.scheme.as_deref(), column.about.as_deref());
            let place = (property.id.clone(), lang, column.part, when, scheme, about);
            let before =
                given.insert(place, column.header.as_str()).filter(|_| !property.many || column.part.is_some());
            let before = before.or_else(|| self.whole_beside(column, property));
            let together = self.dialect.is_some_and(|dialect| super::events::gives_together(dialect, &column.header));
            if let Some(one) = before.filter(|_| !together) {
                let (one, other) = (one.to_owned(), column.header.clone());
                errors.push(MappingError::Twice { property: name.clone(), one, other });
            }
        }
        let half = self.columns.iter().filter(|column| column.part.is_some() && self.other_half(column).is_none());
        errors.extend(half.map(|column| MappingError::Half { header: column.header.clone() }));
        errors
    }

    /// That a column gives what is no property of the kind, or is not said of statements.
    fn misplaced(&self, column: &Column, name: &str) -> MappingError {
        let (header, property) = (column.header.clone(), name.to_owned());
        match column.about {
            Some(_) => MappingError::Remark { header, property, known: REMARKS.join(", ") },
            None if REMARKS.contains(&name) => MappingError::Header { header, why: Misfit::Of },
            None => MappingError::Property { header, property, kind: self.kind.clone() },
        }
    }

    /// What names of periods mean in its columns of dates: nothing, unless it names a region of the table.
    pub(super) fn periods(&self) -> Periods {
        let home = |region: &String| shipped_periods().clone().at_home(region);
        self.region.as_ref().and_then(home).unwrap_or_default()
    }

    fn unknown_region(&self) -> Option<MappingError> {
        let regions = || shipped_periods().regions().map(|(id, _)| id);
        let region = self.region.as_ref().filter(|region| !regions().any(|known| known == region.as_str()))?;
        Some(MappingError::Region { region: region.clone(), known: regions().collect::<Vec<_>>().join(", ") })
    }

    fn check_statements(&self, headers: &[String]) -> Vec<MappingError> {
        let wrong = |header: &str, why| MappingError::Header { header: header.to_owned(), why };
        let mapped = self.columns.iter().map(|column| wrong(&column.header, Misfit::Fixed));
        mapped.chain(lacking(headers).into_iter().map(|header| wrong(header, Misfit::Lacking))).collect()
    }

    /// The column that gives the other number of a position.
    pub fn other_half(&self, column: &Column) -> Option<&Column> {
        let other = |one: &&Column| one.part.is_some() && one.part != column.part && one.property == column.property;
        self.columns.iter().find(other)
    }

    /// A column that gives a whole position, which this one gives a number of.
    fn whole_beside(&self, column: &Column, property: &Property) -> Option<&str> {
        column.part.filter(|_| !property.many)?;
        let whole = self.columns.iter().find(|one| one.part.is_none() && one.property == column.property);
        whole.map(|one| one.header.as_str())
    }

    fn check_headers(&self, headers: &[String]) -> Vec<MappingError> {
        let wrong = |header: &str, why| MappingError::Header { header: header.to_owned(), why };
        let known: HashSet<&str> = headers.iter().map(String::as_str).collect();
        let (mut errors, mut met) = (Vec::new(), HashSet::new());
        for column in &self.columns {
            if column.pictures && column.property.is_some() {
                errors.push(wrong(&column.header, Misfit::Pictures));
            }
            if !known.contains(column.header.as_str()) {
                errors.push(wrong(&column.header, Misfit::Unknown));
            }
            if !met.insert(&column.header) {
                errors.push(wrong(&column.header, Misfit::Twice));
            }
        }
        let unknown = |header: &&String| !known.contains(header.as_str());
        let gives = |header: &str| self.column(header).is_some_and(|one| one.property.is_some() && one.about.is_none());
        let told_of = self.columns.iter().filter_map(|column| column.about.as_ref());
        errors.extend(told_of.filter(|header| !gives(header)).map(|header| wrong(header, Misfit::About)));
        errors.extend(self.key.iter().filter(unknown).map(|header| wrong(header, Misfit::Key)));
        let units = self.columns.iter().filter_map(|column| column.unit_from.as_ref());
        errors.extend(units.filter(unknown).map(|header| wrong(header, Misfit::Unit)));
        errors.extend(self.pair.iter().filter(unknown).map(|header| wrong(header, Misfit::Pair)));
        let dates = self.columns.iter().filter_map(|column| column.when_from.as_ref());
        let dates = dates.chain(&self.stated_from);
        errors.extend(dates.filter(unknown).map(|header| wrong(header, Misfit::When)));
        errors
    }
}

/// Why a column's scheme cannot be used.
fn unknown_scheme(column: &Column, property: &Property, profiles: &Profiles) -> Option<MappingError> {
    let scheme = column.scheme.as_ref()?;
    let own = property.scheme.as_deref().unwrap_or_default();
    let known: Vec<&str> = [own]
        .into_iter()
        .filter(|own| !own.is_empty())
        .chain(profiles.mapped_onto(own).map(|one| one.id.as_str()))
        .collect();
    let (header, property) = (column.header.clone(), property.id.to_string());
    let error = || MappingError::Scheme { header, scheme: scheme.clone(), property, known: known.join(", ") };
    (!known.contains(&scheme.as_str())).then(error)
}

//! One entry of the table of periods, and what can be wrong with it.

use std::collections::HashMap;

use serde::Deserialize;
use thiserror::Error;

use crate::words::Lang;

/// One period of one region.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// Its own name in the table.
    pub id: String,
    /// Names in English, the usual one first; without "period" where it is a period also without that word.
    pub en: Vec<String>,
    /// The same in Arabic, with the article.
    pub ar: Vec<String>,
    /// The id of the region.
    pub region: String,
    /// First year as historians count: -1550 is 1550 BC; there is no year 0.
    pub first: i32,
    /// Last year.
    pub last: i32,
    /// Whether the limits are no events but about then.
    #[serde(default)]
    pub about: bool,
    /// After whom the years are.
    pub source: String,
    /// Whether somebody looked the years up there, rather than writing them down as the work is remembered.
    #[serde(default, rename = "looked-up")]
    pub looked_up: bool,
    /// What else is to be known of the years, such as that they are common usage only.
    #[serde(default)]
    pub note: Option<String>,
    /// The id of the period of which this is a part.
    #[serde(default)]
    pub broader: Option<String>,
    /// What its region is called, in English and in Arabic.
    #[serde(skip)]
    pub(super) place: [String; 2],
}

/// A stretch of land to which periods belong.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Region {
    pub(super) id: String,
    pub(super) en: Vec<String>,
    pub(super) ar: Vec<String>,
    /// The region of which it is a part.
    #[serde(default)]
    pub(super) within: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    /// Of the table; for whoever ships it.
    #[serde(default, rename = "version")]
    _version: u32,
    #[serde(default)]
    pub(super) region: Vec<Region>,
    #[serde(default)]
    pub(super) period: Vec<Period>,
}

/// Why a text is no table of periods.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PeriodsError {
    /// It is not TOML, or a field is missing or unknown.
    #[error("the table of periods: {0}")]
    Toml(String),
    /// An entry contradicts itself or another.
    #[error("the table of periods, {id:?}: {why}")]
    Entry {
        /// The id of the entry.
        id: String,
        /// What is wrong, and what was expected.
        why: String,
    },
}

/// Before it no year can be written as EDTF by [`year_text`](super::piece::year_text).
const FIRST_YEAR: i32 = -9_999_999;

/// What contradicts itself in an entry, given the first and last years of all.
pub(super) fn check(period: &Period, spans: &HashMap<String, (i32, i32)>, twice: bool) -> Result<(), PeriodsError> {
    let wrong = |why: &str| Err(PeriodsError::Entry { id: period.id.clone(), why: why.to_owned() });
    if twice {
        return wrong("a period of this id stands above it");
    }
    if period.first < FIRST_YEAR {
        return wrong("it begins before the year -9999999");
    }
    if period.first == 0 || period.last == 0 || period.first > period.last {
        return wrong("it must begin before it ends, and there is no year 0: 1 BC is -1");
    }
    if period.en.is_empty() || period.ar.is_empty() {
        return wrong("it needs a name in English and one in Arabic");
    }
    match period.broader.as_ref().map(|broader| spans.get(broader)) {
        Some(None) => wrong("the broader period is not in the table"),
        Some(Some(span)) if period.first < span.0 || period.last > span.1 => {
            wrong("it must lie within its broader period")
        }
        _ => Ok(()),
    }
}

impl Period {
    /// First and last year, astronomical: 1 BC is 0.
    pub(super) fn years(&self) -> (i32, i32) {
        let astronomical = |year: i32| if year < 0 { year + 1 } else { year };
        (astronomical(self.first), astronomical(self.last))
    }

    /// Its name and years, and after whom they are: what is shown beside a date that was read from the table. Years that
    /// nobody looked up there say so.
    pub fn words(&self, lang: Lang) -> String {
        let (names, place, before, comma, unchecked) = match lang {
            Lang::En => (&self.en, &self.place[0], "BC", ",", ", not looked up there"),
            Lang::Ar => (&self.ar, &self.place[1], "ق.م", "،", "، ولم يُراجَع فيه"),
        };
        let year = |year: i32| if year < 0 { format!("{} {before}", year.unsigned_abs()) } else { year.to_string() };
        let name = names.first().map_or("", String::as_str);
        let unchecked = if self.looked_up { "" } else { unchecked };
        format!("{name} ({place}){comma} {}–{}: {}{unchecked}", year(self.first), year(self.last), self.source)
    }
}

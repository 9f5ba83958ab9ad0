//! What the query of an address asks of many cards.

use daftar_register::claim::{Edtf, PropertyId};
use daftar_register::table::{DIFFERS, KIND, LACKS, NAMED_BY, Query, Test, is_derived};

use super::Looking;
use super::shown::View;
use crate::asked::Asked;

/// How many hits a page has.
pub(super) const A_PAGE: usize = 50;
/// How many columns are counted unless others are asked for, and how many values of each are told.
const COUNTED: usize = 8;
const VALUES: usize = 12;

/// A question.
pub(super) struct Question {
    /// What was typed.
    pub(super) typed: String,
    pub(super) page: usize,
    pub(super) query: Query,
    /// Columns that are to be counted beside those that always are.
    pub(super) counted: Vec<String>,
    /// How what is found is looked at.
    pub(super) view: View,
    /// The columns of the table, if one is wished.
    pub(super) columns: Vec<String>,
    /// The column whose dates are asked for, from when and until when, and whether only what certainly lies between.
    pub(super) dated: Option<Dated>,
}

/// A stretch of time, as it was typed.
pub(super) struct Dated {
    pub(super) field: String,
    pub(super) since: String,
    pub(super) until: String,
    pub(super) sure: bool,
}

impl Question {
    pub(super) fn of(asked: &Asked, looking: &Looking<'_>) -> Question {
        let typed = asked.get("words").unwrap_or_default().trim().to_owned();
        let page = asked.get("page").and_then(|page| page.parse().ok()).unwrap_or(1).clamp(1, usize::MAX / A_PAGE);
        let skip = (page - 1) * A_PAGE;
        let mut query = Query { values: VALUES, skip, most: A_PAGE, ..Query::default() };
        query.add_typed(&typed, &|field| is_field(field, looking));
        let all = |name: &'static str| asked.pairs().filter(move |(key, value)| *key == name && !value.is_empty());
        for (_, text) in all("where") {
            query.add_text(text);
        }
        let dated = Dated::of(asked);
        if let Some((dated, test)) = dated.as_ref().and_then(|dated| Some((dated, dated.test()?))) {
            query.add(&dated.field, test);
        }
        let mut columns: Vec<String> = all("column").map(|(_, field)| field.to_owned()).collect();
        columns.retain(|field| is_field(field, looking));
        let view = View::of(asked, &columns);
        if view == View::Table && columns.is_empty() {
            // A table without wished columns shows what the cards are.
            columns.push(KIND.to_owned());
        }
        query.columns = Some(columns.clone());
        let counted =
            all("count").map(|(_, field)| field.to_owned()).filter(|field| is_field(field, looking)).collect();
        Question { typed, page, query, counted, view, columns, dated }
    }

    /// Chooses what is counted: what is filtered by its values, what was asked for, then what tells most at a glance.
    pub(super) fn count(&mut self, fields: &[String], looking: &Looking<'_>) {
        let filtered =
            self.query.filters.iter().filter(|filter| filter.tests.iter().any(|test| matches!(test, Test::Is(_))));
        let mut facets: Vec<String> = filtered.map(|filter| filter.field.clone()).chain(self.counted.clone()).collect();
        facets.sort_unstable();
        facets.dedup();
        let derived = [KIND, DIFFERS, NAMED_BY, LACKS].map(str::to_owned);
        let of_type =
            |wanted: &'static str| fields.iter().filter(move |field| type_of(field, looking) == Some(wanted)).cloned();
        for field in derived.into_iter().chain(of_type("code")).chain(of_type("entity")) {
            if facets.len() < COUNTED && fields.contains(&field) && !facets.contains(&field) {
                facets.push(field);
            }
        }
        self.query.facets = facets;
    }
}

impl Dated {
    fn of(asked: &Asked) -> Option<Dated> {
        let typed = |name| asked.get(name).unwrap_or_default().trim().to_owned();
        let dated = Dated {
            field: typed("dated"),
            since: typed("since"),
            until: typed("until"),
            sure: asked.get("sure").is_some_and(|sure| !sure.is_empty()),
        };
        (!dated.field.is_empty()).then_some(dated)
    }

    /// From the one to the other; without either, none.
    fn test(&self) -> Option<Test> {
        let end = |end: &str| if end.is_empty() { "..".to_owned() } else { end.to_owned() };
        if self.since.is_empty() && self.until.is_empty() {
            return None;
        }
        let time = Edtf::parse(&format!("{}/{}", end(&self.since), end(&self.until))).ok()?;
        Some(if self.sure { Test::Within(time) } else { Test::Touches(time) })
    }

    /// Whether what was typed is no time.
    pub(super) fn is_wrong(&self) -> bool {
        self.test().is_none() && !(self.since.is_empty() && self.until.is_empty())
    }
}

/// Whether there can be a column of that name.
fn is_field(field: &str, looking: &Looking<'_>) -> bool {
    is_derived(field) || type_of(field, looking).is_some()
}

/// The type of a property's values.
pub(super) fn type_of<'l>(field: &str, looking: &'l Looking<'_>) -> Option<&'l str> {
    let id = PropertyId::parse(field).ok()?;
    Some(looking.register.profiles().property(&id)?.value.as_str())
}

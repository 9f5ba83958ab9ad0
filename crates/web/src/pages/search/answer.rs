//! What is found: the lines of a page, and what is counted beside them.

use daftar_register::claim::{ClaimId, EntityId, Span};
use daftar_register::date::Lang;
use daftar_register::table::{Answer, Cell, Hit};
use daftar_register::{Labels, Sought};
use serde::Serialize;

use super::Looking;
use super::question::{A_PAGE, Dated, Question, type_of};
use super::shown::{View, pictures};
use crate::error::Trouble;
use crate::pages::file::Offer;

/// What was found.
#[derive(Serialize)]
pub(crate) struct Search {
    pub(super) words: String,
    pub(super) page: usize,
    /// How many cards in all; not told of a past moment.
    pub(super) total: Option<u64>,
    /// How many of them only possibly.
    pub(super) possibly: u64,
    pub(super) found: Vec<Line>,
    /// The page that goes on, if any does.
    pub(super) next: Option<usize>,
    pub(super) facets: Vec<Facet>,
    /// What must be met.
    pub(super) filters: Vec<Chosen>,
    /// How it is looked at.
    pub(super) view: View,
    /// The columns of the table that is wished.
    pub(super) columns: Vec<Column>,
    /// All columns that there are.
    #[serde(skip)]
    pub(super) all: Vec<Column>,
    /// Those that are counted because it was wished.
    #[serde(skip)]
    pub(super) counted: Vec<String>,
    #[serde(skip)]
    pub(super) dated: Option<Dated>,
    /// Whether it is of now and of all sources: only then is anything counted.
    #[serde(skip)]
    pub(super) of_now: bool,
}

/// A column.
#[derive(Clone, Serialize)]
pub(crate) struct Column {
    pub(super) field: String,
    pub(super) label: String,
    #[serde(skip)]
    pub(super) has_dates: bool,
}

/// One card.
#[derive(Serialize)]
pub(crate) struct Line {
    #[serde(serialize_with = "as_text")]
    pub(super) entity: EntityId,
    /// The statement with the best match, where words were looked for.
    #[serde(serialize_with = "maybe_text")]
    pub(super) claim: Option<ClaimId>,
    /// What it is called, in the language asked for first.
    pub(super) names: Vec<String>,
    pub(super) kinds: Vec<String>,
    /// The words that were found in, those that matched marked with « ».
    pub(super) snippet: Option<String>,
    /// Whether it is found certainly; else possibly.
    pub(super) certain: bool,
    /// What the wished columns hold.
    pub(super) cells: Vec<String>,
    /// A picture of it.
    pub(super) picture: Option<Offer>,
    #[serde(skip)]
    pub(super) text: Option<String>,
    #[serde(skip)]
    pub(super) marks: Vec<Span>,
}

/// How often each value of a column is among what is found.
#[derive(Serialize)]
pub(crate) struct Facet {
    pub(super) field: String,
    pub(super) label: String,
    pub(super) values: Vec<Counted>,
    /// How many further values there are.
    pub(super) more: u64,
    /// How many cards have none.
    pub(super) unsaid: u64,
}

/// One value.
#[derive(Serialize)]
pub(crate) struct Counted {
    /// As an address asks for it.
    pub(super) value: String,
    pub(super) words: String,
    pub(super) cards: u64,
    pub(super) chosen: bool,
}

/// A filter, in its text form and in words.
#[derive(Serialize)]
pub(crate) struct Chosen {
    pub(super) filter: String,
    pub(super) label: String,
    pub(super) words: String,
}

use crate::pages::kind::as_text;

fn maybe_text<S: serde::Serializer>(id: &Option<ClaimId>, serializer: S) -> Result<S::Ok, S::Error> {
    match id {
        Some(id) => serializer.collect_str(id),
        None => serializer.serialize_none(),
    }
}

impl Search {
    pub(super) fn of(looking: &Looking<'_>, mut question: Question) -> Result<Search, Trouble> {
        if looking.register.is_table_dear()? {
            return Err(Trouble::Counting);
        }
        let many = looking.register.many(&looking.ask)?;
        question.count(&many.fields, looking);
        match looking.register.ask_many(&question.query, looking.standing(), &looking.ask)? {
            Some(answer) => Search::of_now(looking, question, answer, &many.fields),
            None => Search::of_then(looking, question),
        }
    }

    fn of_now(looking: &Looking<'_>, question: Question, answer: Answer, fields: &[String]) -> Result<Search, Trouble> {
        let of_columns =
            answer.hits.iter().flat_map(|hit| question.columns.iter().flat_map(|field| hit.row.cells(field)));
        let counted = answer.facets.iter().flat_map(|facet| facet.values.iter().map(|value| &value.cell));
        let chosen: Vec<Cell> = tests(&question).filter_map(|(_, test)| Cell::parse(test.strip_prefix('=')?)).collect();
        let labels = looking.register.labels(of_columns.chain(counted).chain(&chosen), &looking.ask)?;
        let column = |field: &String| Column {
            field: field.clone(),
            label: labels.field(field),
            has_dates: type_of(field, looking) == Some("date"),
        };
        let end = (question.page * A_PAGE) as u64;
        let members: Vec<Vec<EntityId>> = answer.hits.iter().map(|hit| hit.row.members.clone()).collect();
        let pictures = match question.view {
            View::Table => vec![None; members.len()],
            View::List | View::Gallery => pictures(looking, &members)?,
        };
        let facet = |facet: daftar_register::table::FacetOf| Facet {
            label: labels.field(&facet.field),
            values: facet.values.iter().map(|value| Counted::of(&facet.field, value, &labels)).collect(),
            more: facet.more,
            unsaid: facet.unsaid,
            field: facet.field,
        };
        Ok(Search {
            page: question.page,
            total: Some(answer.total),
            possibly: answer.possibly,
            next: (answer.total > end).then_some(question.page + 1),
            filters: tests(&question).map(|(field, test)| Chosen::of(field, &test, &labels)).collect(),
            found: answer
                .hits
                .into_iter()
                .zip(pictures)
                .map(|(hit, picture)| Line { picture, ..Line::of(hit, &question.columns, looking.ask.lang, &labels) })
                .collect(),
            facets: answer.facets.into_iter().map(facet).filter(|facet| !facet.values.is_empty()).collect(),
            view: question.view,
            columns: question.columns.iter().map(column).collect(),
            all: fields.iter().map(column).collect(),
            counted: question.counted,
            dated: question.dated,
            words: question.typed,
            of_now: true,
        })
    }

    /// At a past moment, or from some sources, words alone are looked for.
    fn of_then(looking: &Looking<'_>, question: Question) -> Result<Search, Trouble> {
        let part =
            looking.register.search_page(&question.query.words, question.page, looking.standing(), &looking.ask)?;
        Ok(Search {
            words: question.typed,
            page: question.page,
            total: None,
            possibly: 0,
            found: part.found.into_iter().map(Line::sought).collect(),
            next: part.next,
            facets: Vec::new(),
            filters: Vec::new(),
            view: View::List,
            columns: Vec::new(),
            all: Vec::new(),
            counted: Vec::new(),
            dated: None,
            of_now: false,
        })
    }

    /// Whether anything is asked for.
    pub(super) fn is_asked(&self) -> bool {
        self.of_now || !self.words.is_empty()
    }
}

/// Every test with its column.
fn tests(question: &Question) -> impl Iterator<Item = (&str, String)> {
    let filters = question.query.filters.iter();
    filters.flat_map(|filter| filter.tests.iter().map(|test| (filter.field.as_str(), test.to_string())))
}

impl Line {
    fn of(hit: Hit, columns: &[String], lang: Lang, labels: &Labels<'_>) -> Line {
        let other = if lang == Lang::En { Lang::Ar } else { Lang::En };
        let names = [lang, other].into_iter().filter_map(|lang| hit.row.name(lang.tag()));
        let mut names: Vec<String> = names.map(|name| name.text.clone()).collect();
        names.dedup();
        let cell = |field: &String| {
            let cells = hit.row.cells(field).iter().map(|cell| labels.cell(field, cell));
            cells.collect::<Vec<_>>().join("; ")
        };
        let text = hit.text.as_ref().map(|text| text.text.clone());
        Line {
            entity: hit.row.entity,
            claim: hit.text.as_ref().map(|text| text.claim),
            names,
            snippet: text.as_ref().map(|text| marked(text, &hit.marks)),
            certain: hit.certain,
            cells: columns.iter().map(cell).collect(),
            picture: None,
            kinds: hit.row.kinds,
            text,
            marks: hit.marks,
        }
    }

    fn sought(one: Sought) -> Line {
        Line {
            entity: one.entity,
            claim: Some(one.claim),
            names: one.names,
            kinds: one.kinds,
            snippet: Some(one.snippet),
            certain: true,
            cells: Vec::new(),
            picture: None,
            text: Some(one.text),
            marks: one.marks,
        }
    }
}

impl Counted {
    fn of(field: &str, value: &daftar_register::table::Counted, labels: &Labels<'_>) -> Counted {
        Counted {
            value: value.cell.to_string(),
            words: labels.cell(field, &value.cell),
            cards: value.rows,
            chosen: value.chosen,
        }
    }
}

impl Chosen {
    fn of(field: &str, test: &str, labels: &Labels<'_>) -> Chosen {
        let value = test.get(1..).unwrap_or_default();
        let words = match Cell::parse(value).filter(|_| test.starts_with('=')) {
            Some(cell) => labels.cell(field, &cell),
            None => test.trim_start_matches(['=', ':', '~', '!']).to_owned(),
        };
        Chosen { filter: format!("{field}{test}"), label: labels.field(field), words }
    }
}

/// The text with « » around each word that matched.
fn marked(text: &str, marks: &[Span]) -> String {
    let piece = |(text, marked): (String, bool)| if marked { format!("«{text}»") } else { text };
    pieces(text, marks).into_iter().map(piece).collect()
}

/// A text cut where its marks begin and end.
pub(crate) fn pieces(text: &str, marks: &[Span]) -> Vec<(String, bool)> {
    let mut pieces: Vec<(String, bool)> = Vec::new();
    for (at, c) in (0u64..).zip(text.chars()) {
        let marked = marks.iter().any(|mark| mark.start <= at && at < mark.end);
        match pieces.last_mut() {
            Some((piece, same)) if *same == marked => piece.push(c),
            _ => pieces.push((c.into(), marked)),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_its_marks() {
        let marks = [Span { start: 2, end: 4 }];
        let cut = pieces("فخارية", &marks);
        assert_eq!(cut, [("فخ".to_owned(), false), ("ار".to_owned(), true), ("ية".to_owned(), false)]);
        assert_eq!(marked("an old jar", &[Span { start: 3, end: 6 }]), "an «old» jar");
    }
}

//! `daftar search` among many cards: filters, counts, and everything that is found as a sheet or workbook.

use std::collections::BTreeMap;

use daftar_register::claim::PropertyId;
use daftar_register::table::{Answer, Cell, Query, is_derived};
use serde_json::json;

use super::{Done, say};
use crate::args::{Args, Many};
use crate::failure::Failure;
use crate::session::Session;

/// How many values of a column are counted out.
const VALUES: usize = 20;

/// `daftar search` with filters, counts, or as a sheet.
pub(crate) fn search(args: &Args, words: &[String], limit: usize, many: &Many) -> Result<Done, Failure> {
    keep(args);
    let mut session = Session::read(args)?;
    let query = question(&mut session, words, &many.filter, many.saved.as_deref())?;
    let query = counting(&session, query, limit, many)?;
    if !many.column.is_empty() && !many.csv && many.xlsx.is_none() {
        return Err(Failure::Ask("--column is for --csv or --xlsx FILE: give one of them".into()));
    }
    if let Some(path) = &many.xlsx {
        return session.with_standing(|standing| {
            let written = session.register.write_book(&query, &many.column, (standing, &session.ask), path)?;
            if written { Ok(Done::Well) } else { Err(of_now()) }
        });
    }
    if many.csv {
        return session.with_standing(|standing| {
            let mut out = std::io::BufWriter::new(std::io::stdout().lock());
            let written = session.register.write_csv(&query, &many.column, (standing, &session.ask), &mut out)?;
            std::io::Write::flush(&mut out)?;
            if written { Ok(Done::Well) } else { Err(of_now()) }
        });
    }
    let ask = |standing: &_| Ok(session.register.ask_many(&query, standing, &session.ask)?);
    let answer = session.with_standing(ask)?.ok_or_else(of_now)?;
    let cells = answer.facets.iter().flat_map(|facet| facet.values.iter().map(|value| &value.cell));
    let labels = session.register.labels(cells, &session.ask)?;
    let words = |field: &str, cell: &Cell| labels.cell(field, cell);
    say(args, &data(&answer, &words), || text(&answer, session.lang().tag(), &words))
}

pub(super) fn of_now() -> Failure {
    Failure::Ask(
        "filters and counts are of what is said now, by everybody: leave out --at, --known, --recorded, --from".into(),
    )
}

/// Keeps the table for the next time, if it is not level and nobody else writes; else it is made in memory.
pub(super) fn keep(args: &Args) {
    if Session::read(args).is_ok_and(|session| !session.register.is_table_level()) {
        drop(Session::write(args).map(|session| session.register.keep_table()));
    }
}

/// What is asked of many cards, with what was saved under a name.
pub(super) fn question(
    session: &mut Session<'_>,
    words: &[String],
    filters: &[String],
    name: Option<&str>,
) -> Result<Query, Failure> {
    let (mut words, mut filters) = (words.to_vec(), filters.to_vec());
    if let Some(name) = name {
        session.unlock()?;
        saved(session, name, &mut words, &mut filters)?;
    }
    question_of(session, &words, &filters)
}

/// With what is to be counted, and how many answers are told.
fn counting(session: &Session<'_>, query: Query, limit: usize, many: &Many) -> Result<Query, Failure> {
    let known = |field: &str| is_known(session, field);
    let query = Query { facets: many.facet.clone(), values: VALUES, most: limit, ..query };
    match many.facet.iter().chain(&many.column).find(|field| !known(field)) {
        Some(field) => Err(no_property(field)),
        None => Ok(query),
    }
}

/// Adds what was saved under a name.
fn saved(session: &Session<'_>, name: &str, words: &mut Vec<String>, filters: &mut Vec<String>) -> Result<(), Failure> {
    let all = session.register.saved_searches();
    let Some(saved) = all.iter().find(|one| one.name == name) else {
        let names: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
        return Err(Failure::Ask(format!("no search is saved as {name:?}; there are: {}", names.join(", "))));
    };
    let of = |field: &str| saved.question.iter().find(|(name, _)| name == field).map(|(_, value)| value.as_str());
    words.extend(of("words").map(str::to_owned));
    filters.extend(saved.question.iter().filter(|(name, _)| name == "where").map(|(_, filter)| filter.clone()));
    if let Some(field) = of("dated").filter(|_| of("since").or(of("until")).is_some()) {
        let end = |name| of(name).unwrap_or("..");
        let sure = if of("sure").is_some() { '!' } else { '~' };
        filters.push(format!("{field}{sure}{}/{}", end("since"), end("until")));
    }
    Ok(())
}

fn is_known(session: &Session<'_>, field: &str) -> bool {
    let profiles = session.register.profiles();
    is_derived(field) || PropertyId::parse(field).is_ok_and(|id| profiles.property(&id).is_some())
}

fn no_property(field: &str) -> Failure {
    Failure::Ask(format!("no form has a property {field:?}: see `daftar profiles`"))
}

/// Words and filters as a question.
pub(super) fn question_of(session: &Session<'_>, words: &[String], filters: &[String]) -> Result<Query, Failure> {
    let known = |field: &str| is_known(session, field);
    let mut query = Query::default();
    query.add_typed(&words.join(" "), &known);
    for filter in filters {
        if !query.add_text(filter) {
            let how = "give FIELD=VALUE, FIELD:WORDS, FIELD~DATE (possibly then), FIELD!DATE (certainly then), FIELD? or FIELD-";
            return Err(Failure::Ask(format!("{filter:?} is no filter: {how}")));
        }
    }
    match query.filters.iter().map(|filter| &filter.field).find(|field| !known(field)) {
        Some(field) => Err(no_property(field)),
        None => Ok(query),
    }
}

fn data(answer: &Answer, words: &dyn Fn(&str, &Cell) -> String) -> serde_json::Value {
    let found = answer.hits.iter().map(|hit| {
        let cells: BTreeMap<&str, &Vec<Cell>> =
            hit.row.cells.iter().map(|cells| (cells.field.as_str(), &cells.cells)).collect();
        json!({
            "entity": hit.row.entity.to_string(),
            "names": hit.row.names,
            "kinds": hit.row.kinds,
            "certain": hit.certain,
            "claim": hit.text.as_ref().map(|text| text.claim.to_string()),
            "text": hit.text.as_ref().map(|text| &text.text),
            "cells": cells,
        })
    });
    let facets = answer.facets.iter().map(|facet| {
        let value = |value: &daftar_register::table::Counted| {
            json!({ "value": value.cell, "words": words(&facet.field, &value.cell), "cards": value.rows })
        };
        let values: Vec<_> = facet.values.iter().map(value).collect();
        json!({ "field": facet.field, "values": values, "more": facet.more, "unsaid": facet.unsaid })
    });
    json!({
        "total": answer.total,
        "possibly": answer.possibly,
        "found": found.collect::<Vec<_>>(),
        "facets": facets.collect::<Vec<_>>(),
    })
}

fn text(answer: &Answer, lang: &str, words: &dyn Fn(&str, &Cell) -> String) -> String {
    let mut out = format!("{}\n", answer.total);
    for hit in &answer.hits {
        let name = hit.row.name(lang).map_or("", |name| &name.text);
        let perhaps = if hit.certain { "" } else { " ?" };
        out += &format!("{}  {name}{perhaps}\n", hit.row.entity.to_string().get(..19).unwrap_or_default());
        out += &hit
            .text
            .as_ref()
            .filter(|text| text.text != name)
            .map_or(String::new(), |text| format!("    {}\n", text.text));
    }
    for facet in &answer.facets {
        out += &format!("\n{}\n", facet.field);
        for value in &facet.values {
            out += &format!("{:>9}  {}\n", value.rows, words(&facet.field, &value.cell));
        }
    }
    out
}

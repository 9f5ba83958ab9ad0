//! The timeline as lines.

use std::fmt::Write as _;

use daftar_register::date::{self, Lang, Truth};
use daftar_register::view::{DatedBy, Timeline};

use super::{cited, source_line};
use crate::words::{Word, word};

/// A line for what happened, and one below for each statement that tells it.
pub(crate) fn timeline(timeline: &Timeline, lang: Lang) -> String {
    let mut out = String::new();
    for item in &timeline.items {
        let mut day = match &item.date {
            Some(date) => date::words(date, lang),
            None => word(Word::Undated, lang).to_owned(),
        };
        match item.dated_by {
            DatedBy::Completed | DatedBy::Inferred => {
                let why = item.why.as_deref().unwrap_or_default();
                let _ = write!(day, " [{}: {why}]", word(Word::Inferred, lang));
            }
            DatedBy::Statement => {
                let _ = write!(day, " [{}]", word(Word::SaidOnly, lang));
            }
            _ => {}
        }
        let possibly =
            if item.happened == Truth::Possibly { format!("{}: ", word(Word::Possibly, lang)) } else { String::new() };
        let name = item.entity.name.as_deref().unwrap_or("");
        let subject = if name.is_empty() || name == item.value.words { String::new() } else { format!("{name} — ") };
        let _ = writeln!(out, "{day}\n    {possibly}{subject}{}: {}", item.label, item.value.words);
        for one in item.statements.iter().filter_map(|claim| cited(&timeline.statements, *claim)) {
            let _ = writeln!(out, "      {}", source_line(one, lang));
        }
    }
    out
}

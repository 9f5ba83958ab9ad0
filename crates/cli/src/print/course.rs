//! The course of states, and what was learned of them, as lines.

use std::fmt::Write as _;

use daftar_register::claim::Edtf;
use daftar_register::date::{Day, Lang, Truth, words};
use daftar_register::view::history::{Days, History, Stretch};
use daftar_register::view::learned::Learned;
use daftar_register::view::{Answer, DatedBy, heading};

use super::{cited, source_line};
use crate::words::{Word, word};

/// A thing with its course.
pub(crate) fn thing(one: &History, lang: Lang) -> String {
    let name = one.name.clone().unwrap_or_else(|| one.entity.to_string());
    let mut out = format!("{name}\n");
    for course in one.scales.iter().filter(|course| course.stretches.is_empty() && course.answer == Answer::NoClaim) {
        let _ = writeln!(out, "  {}: {}", course.label, word(Word::NoClaim, lang));
    }
    out + &course(one, lang)
}

/// Its course alone.
pub(crate) fn course(one: &History, lang: Lang) -> String {
    let mut out = String::new();
    for course in one.scales.iter().filter(|course| !course.stretches.is_empty()) {
        let _ = writeln!(out, "  {}", course.label);
        course.stretches.iter().for_each(|stretch| line(&mut out, stretch, one, lang));
    }
    if !one.recoveries.is_empty() {
        let _ = writeln!(out, "  {}", word(Word::Recovered, lang));
        one.recoveries.iter().for_each(|stretch| line(&mut out, stretch, one, lang));
    }
    for difference in &one.differences {
        let _ = writeln!(out, "  ≠ {}: {}", heading(difference.verdict, lang), difference.words);
    }
    out
}

fn line(out: &mut String, stretch: &Stretch, of: &History, lang: Lang) {
    let mut marks = Vec::new();
    if !stretch.certain {
        marks.push(word(Word::Possibly, lang));
    }
    match stretch.dated_by {
        DatedBy::Inferred | DatedBy::Completed => marks.push(word(Word::Inferred, lang)),
        DatedBy::Statement => marks.push(word(Word::SaidOnly, lang)),
        DatedBy::Undated => marks.push(word(Word::Undated, lang)),
        DatedBy::Written | DatedBy::Timeless => {}
    }
    if stretch.hedged {
        marks.push(word(Word::Hedged, lang));
    }
    match stretch.disputed {
        Truth::Yes => marks.push(word(Word::SourcesDiffer, lang)),
        Truth::Possibly => marks.push(word(Word::PerhapsDiffer, lang)),
        Truth::No => {}
    }
    let marks = if marks.is_empty() { String::new() } else { format!(" [{}]", marks.join("; ")) };
    let ends = match stretch.ends {
        Some(ends) => format!("{} {}", word(Word::Until, lang), days(ends, lang)),
        None => word(Word::GoesOn, lang).to_owned(),
    };
    let counts =
        format!("{} {}, {} {}", word(Word::Sources, lang), stretch.sources, word(Word::Origins, lang), stretch.origins);
    let since = days(stretch.begins, lang);
    let _ = writeln!(out, "    {}: {} {since}, {ends}{marks} ({counts})", stretch.value.words, word(Word::Since, lang));
    for one in stretch.statements.iter().filter_map(|claim| cited(&of.statements, *claim)) {
        let _ = writeln!(out, "        {}", source_line(one, lang));
    }
}

/// Between two days; one where they are one.
fn days(days: Days, lang: Lang) -> String {
    let day = |day: Day| words(&Edtf::from_day(day), lang);
    match (days.first, days.last) {
        (Some(first), Some(last)) if first == last => day(first),
        (Some(first), Some(last)) => format!("{}–{}", day(first), day(last)),
        (Some(first), None) => format!("{} {}", word(Word::NotBefore, lang), day(first)),
        (None, Some(last)) => format!("{} {}", word(Word::NotAfter, lang), day(last)),
        (None, None) => word(Word::UnknownDay, lang).to_owned(),
    }
}

/// What was learned of a thing.
pub(crate) fn learned(one: &Learned, lang: Lang) -> String {
    let name = one.name.clone().unwrap_or_else(|| one.entity.to_string());
    let news: Vec<&str> = one.news.iter().map(|news| news.words(lang)).collect();
    let apart = if lang == Lang::Ar { "، " } else { ", " };
    let mut out = format!("{name}, {}: {}\n", one.label, news.join(apart));
    let _ = writeln!(out, "  {}: {}", word(Word::KnownBefore, lang), one.before.words(lang));
    let _ = writeln!(out, "  {}: {}", word(Word::KnownAfter, lang), one.after.words(lang));
    for (mark, claims) in [("+", &one.new), ("−", &one.gone)] {
        for statement in claims.iter().filter_map(|claim| cited(&one.statements, *claim)) {
            let _ = writeln!(out, "  {mark} {}: {}", statement.value.words, source_line(statement, lang));
        }
    }
    for difference in &one.after.differences {
        let _ = writeln!(out, "  ≠ {}: {}", heading(difference.verdict, lang), difference.words);
    }
    out
}

/// That there is nothing to tell.
pub(crate) fn nothing(lang: Lang) -> &'static str {
    word(Word::Nothing, lang)
}

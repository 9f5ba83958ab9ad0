//! A card, and a physical state, as lines.

use std::fmt::Write as _;

use daftar_register::claim::Profiles;
use daftar_register::date::{self, Lang, Truth};
use daftar_register::view::{Answer, Cited, Condition, Difference, FoldedValue, Page, heading};

use super::{cited, source_line, when};
use crate::words::{Word, word};

/// A card.
pub(crate) fn page(page: &Page, profiles: &Profiles, lang: Lang) -> String {
    let mut out = String::new();
    let tag = if lang == Lang::Ar { "ar" } else { "en" };
    let kinds: Vec<&str> = page
        .kinds
        .iter()
        .map(|kind| profiles.kinds.get(kind).map_or(kind.as_str(), |kind| kind.label.in_language(tag)))
        .collect();
    let _ = writeln!(out, "{}  ({})  {}", page.name.as_deref().unwrap_or("?"), kinds.join(", "), page.entity);
    for section in &page.sections {
        out.push('\n');
        for property in &section.properties {
            let _ = writeln!(out, "{}", property.folded.label);
            for prefer in &property.first.prefers {
                let by = prefer.by.name.as_deref().unwrap_or("?");
                let why = prefer.why.as_deref().map(|why| format!(": {why}")).unwrap_or_default();
                let _ = writeln!(out, "  ({} {by}{why})", word(Word::FirstBy, lang));
            }
            values(&mut out, &property.folded.values, &page.statements, lang);
            past(&mut out, &property.folded.past, &page.statements, lang);
        }
    }
    let _ = write!(out, "{}", reasons(&page.differences, lang));
    for remark in &page.remarks {
        let by = remark.by.name.as_deref().unwrap_or("?");
        let _ = writeln!(out, "  {}: {} ({by}) [{}]", remark.label, remark.value.words, super::short(remark.about));
    }
    for link in &page.links_in {
        let name = link.entity.name.as_deref().unwrap_or("?");
        let _ = writeln!(out, "  {} {name}: {}", word(Word::NamedBy, lang), link.label);
    }
    out
}

/// A physical state.
pub(crate) fn condition(condition: &Condition, lang: Lang) -> String {
    let mut out = String::new();
    if let Some(at) = &condition.at {
        let _ = writeln!(out, "{}", date::words(at, lang));
    }
    for scale in &condition.scales {
        let _ = writeln!(out, "{}", scale.label);
        if scale.answer == Answer::NoClaim {
            let _ = writeln!(out, "  {}", word(Word::NoClaim, lang));
        }
        values(&mut out, &scale.values, &condition.statements, lang);
        past(&mut out, &scale.past, &condition.statements, lang);
    }
    for folded in &condition.beside {
        let _ = writeln!(out, "{}", folded.label);
        values(&mut out, &folded.values, &condition.statements, lang);
    }
    out.push_str(&reasons(&condition.differences, lang));
    out
}

fn values(out: &mut String, values: &[FoldedValue], statements: &[Cited], lang: Lang) {
    for value in values {
        let possibly =
            if value.held == Truth::Possibly { format!("{}: ", word(Word::Possibly, lang)) } else { String::new() };
        let _ = writeln!(out, "  {possibly}{}", value.value.words);
        for one in value.statements.iter().filter_map(|claim| cited(statements, *claim)) {
            let when = when(one, lang).map(|when| format!("{when}; ")).unwrap_or_default();
            let _ = writeln!(out, "      {when}{}", source_line(one, lang));
        }
    }
}

fn past(out: &mut String, past: &[FoldedValue], statements: &[Cited], lang: Lang) {
    if !past.is_empty() {
        let _ = writeln!(out, "  {}:", word(Word::Before, lang));
        values(out, past, statements, lang);
    }
}

fn reasons(differences: &[Difference], lang: Lang) -> String {
    let mut out = String::new();
    for difference in differences {
        let sides: Vec<&str> =
            difference.sides.iter().filter_map(|side| side.value.as_ref()).map(|value| value.words.as_str()).collect();
        let _ =
            writeln!(out, "\n≠ {}: {} — {}", heading(difference.verdict, lang), sides.join(" ≠ "), difference.words);
    }
    out
}

//! Totals as lines.

use std::fmt::Write as _;

use daftar_register::date::{Lang, words as date_words};
use daftar_register::view::Totals;
use daftar_register::view::totals::words::{Share, cell, left_out, number, reading, tells_damage};
use daftar_register::view::totals::{Counted, Group};

use crate::words::{Word, word};

/// Everything, then each group, then how it is to be read.
pub(crate) fn totals(found: &Totals, kind: &dyn Fn(&str) -> String, of_source: Option<&str>, lang: Lang) -> String {
    let mut out = String::new();
    if let Some(at) = &found.at {
        let _ = writeln!(out, "{}: {}", word(Word::AsOf, lang), date_words(at, lang));
    }
    if let Some(said) = &found.said {
        let _ = writeln!(out, "{}: {}", word(Word::AsSaidBy, lang), date_words(said, lang));
    }
    group(&mut out, &found.whole, found, kind, of_source, lang);
    for one in &found.groups {
        out.push('\n');
        group(&mut out, one, found, kind, None, lang);
    }
    out.push('\n');
    for line in left_out(found, lang) {
        let _ = writeln!(out, "! {line}");
    }
    let notes = reading(lang);
    let notes = if found.has_scale { &notes[..] } else { &notes[..1] };
    for line in notes {
        let _ = writeln!(out, "{line}");
    }
    out
}

fn group(
    out: &mut String,
    one: &Group,
    found: &Totals,
    kind: &dyn Fn(&str) -> String,
    of_source: Option<&str>,
    lang: Lang,
) {
    let _ = writeln!(out, "{}: {}", one.key.words(found, kind, lang), one.things.words(lang));
    if found.has_scale && one.could > 0 {
        states(out, one, found, of_source, lang);
    }
    for sum in &one.sums {
        let label = found.labels.get(&sum.property).map_or(sum.property.as_str(), String::as_str);
        let _ = writeln!(out, "  {label}: {} ({})", sum.words(lang), sum.notes(lang));
    }
    for line in one.extent.iter().flat_map(|extent| extent.words(lang)) {
        let _ = writeln!(out, "  {line}");
    }
    if let Some(mapped) = one.mapped_words(lang) {
        let _ = writeln!(out, "  {mapped}");
    }
    if let Some(rests) = one.rests_words(found, lang) {
        let _ = writeln!(out, "  {rests}");
    }
}

fn states(out: &mut String, one: &Group, found: &Totals, of_source: Option<&str>, lang: Lang) {
    let of = one.denominator(found);
    let from = of_source.map(|source| format!(" ({} {source})", word(Word::According, lang))).unwrap_or_default();
    let _ = writeln!(out, "  {} {}{from}:", word(Word::SharesOf, lang), number(of));
    let mut line = |words: &str, counted: &Counted| {
        if counted.high > 0 {
            let share = Share::of(counted, of).map(|share| format!(" — {}", share.words(lang))).unwrap_or_default();
            let _ = writeln!(out, "    {words}: {}{share}", counted.words(lang));
        }
    };
    for (place, step) in found.steps.iter().enumerate() {
        let words = found.step_words.get(place).map_or(step.code.as_str(), String::as_str);
        one.steps.get(place).into_iter().for_each(|counted| line(words, counted));
    }
    if tells_damage(found) {
        line(cell("damaged", lang), &one.damaged);
    }
    line(cell("not-known", lang), &one.not_known);
    line(cell("none", lang), &one.none);
    line(cell("no-claim", lang), &one.no_claim);
    line(cell("recovered", lang), &one.recovered);
    if one.disputed > 0 {
        let _ = writeln!(out, "    {}: {}", word(Word::SeveralStates, lang), number(one.disputed));
    }
}

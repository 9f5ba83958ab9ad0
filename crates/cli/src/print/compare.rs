//! Differences and agreements as lines.

use std::fmt::Write as _;

use daftar_register::claim::EntityId;
use daftar_register::date::Lang;
use daftar_register::view::{Agreement, Cited, Difference, Independence, Side, heading};

use super::{cited, source_line, when};
use crate::words::{Word, word};

/// What entities are called in an answer.
pub(crate) struct Called<'a> {
    pub(crate) name: &'a dyn Fn(EntityId) -> String,
    pub(crate) lang: Lang,
}

/// Differences: the sides next to each other, and the reason in words.
pub(crate) fn differences(differences: &[Difference], statements: &[Cited], called: &Called<'_>) -> String {
    let lang = called.lang;
    if differences.is_empty() {
        return format!("{}\n", word(Word::NothingDiffers, lang));
    }
    let mut out = String::new();
    for one in differences {
        let name = (called.name)(one.entity);
        let _ = writeln!(out, "≠ {name}, {}: {}\n  {}", one.property, heading(one.verdict, lang), one.words);
        one.sides.iter().for_each(|one| side(&mut out, one, statements, lang));
        out.push('\n');
    }
    out
}

/// Agreements: the values, and whether the sources are independent.
pub(crate) fn agreements(agreements: &[Agreement], statements: &[Cited], called: &Called<'_>) -> String {
    let lang = called.lang;
    let mut out = String::new();
    for one in agreements {
        let name = (called.name)(one.entity);
        let independence = match one.independence {
            Independence::Unknown => word(Word::Independence, lang),
            Independence::SameOrigin => word(Word::SameOrigin, lang),
        };
        let _ = writeln!(
            out,
            "= {name}, {}: {} ({}); {independence}",
            one.property,
            word(Word::Agree, lang),
            one.origins.len()
        );
        one.values.iter().for_each(|one| side(&mut out, one, statements, lang));
        out.push('\n');
    }
    out
}

fn side(out: &mut String, side: &Side, statements: &[Cited], lang: Lang) {
    if let Some(value) = &side.value {
        let _ = writeln!(out, "  • {}", value.words);
    }
    for one in side.statements.iter().filter_map(|claim| cited(statements, *claim)) {
        let when = when(one, lang).map(|when| format!("{when}; ")).unwrap_or_default();
        let _ = writeln!(out, "      {when}{}", source_line(one, lang));
    }
}

//! Differences and agreements, as lines or JSON: they come in parts and are put in order at the end.
//!
//! Each is made ready as it comes, so that memory holds the answer and nothing else.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

use daftar_register::claim::{ClaimId, EntityId, PropertyId};
use daftar_register::date::Lang;
use daftar_register::view::{self, Agreement, Asked, Cited, Difference, Independence, Rank, Side, heading};
use serde::Serialize;

use super::{cited, source_line, when};
use crate::failure::Failure;
use crate::words::{Word, word};

/// What `daftar differ` answers.
pub(crate) struct Comparison {
    json: bool,
    agree: bool,
    lang: Lang,
    differences: Vec<(Rank, String)>,
    agreements: Vec<((EntityId, PropertyId), String)>,
    /// In JSON only: lines name the source of each statement beside it.
    statements: BTreeMap<ClaimId, String>,
}

impl Comparison {
    /// An answer that nothing has come for yet; with `agree`, agreements are part of it.
    pub(crate) fn new(json: bool, agree: bool, lang: Lang) -> Comparison {
        let (differences, agreements, statements) = Default::default();
        Comparison { json, agree, lang, differences, agreements, statements }
    }

    /// Takes a part of the answer.
    pub(crate) fn take(
        &mut self,
        asked: &Asked,
        differences: Vec<Difference>,
        agreements: Vec<Agreement>,
    ) -> Result<(), Failure> {
        let statements = view::cited(asked, &differences, &agreements);
        for one in &differences {
            let text = if self.json { item(one)? } else { difference(one, &statements, self.lang) };
            self.differences.push((one.rank(), text));
        }
        for one in &agreements {
            let text = if self.json { item(one)? } else { agreement(one, &statements, self.lang) };
            self.agreements.push(((one.entity, one.property.clone()), text));
        }
        for one in statements.iter().filter(|_| self.json) {
            self.statements.insert(one.claim, item(one)?);
        }
        Ok(())
    }

    /// Writes everything that came, in order.
    pub(crate) fn write(mut self, out: &mut dyn io::Write) -> io::Result<()> {
        self.differences.sort_by(|a, b| a.0.cmp(&b.0));
        self.agreements.sort_by(|a, b| a.0.cmp(&b.0));
        // What joins entities is heard in more than one part.
        self.differences.dedup();
        self.agreements.dedup();
        if self.json { self.write_json(out) } else { self.write_lines(out) }?;
        out.flush()
    }

    fn write_lines(&self, out: &mut dyn io::Write) -> io::Result<()> {
        if self.differences.is_empty() {
            writeln!(out, "{}", word(Word::NothingDiffers, self.lang))?;
        }
        let differences = self.differences.iter().map(|(_, lines)| lines);
        differences.chain(self.agreements.iter().map(|(_, lines)| lines)).try_for_each(|lines| writeln!(out, "{lines}"))
    }

    fn write_json(&self, out: &mut dyn io::Write) -> io::Result<()> {
        writeln!(out, "{{")?;
        list(out, "differences", self.differences.iter().map(|(_, one)| one), ",")?;
        if self.agree {
            list(out, "agreements", self.agreements.iter().map(|(_, one)| one), ",")?;
        }
        list(out, "statements", self.statements.values(), "")?;
        writeln!(out, "}}")
    }
}

/// An item of a list in JSON, indented as part of the whole.
fn item(one: &impl Serialize) -> io::Result<String> {
    Ok(serde_json::to_string_pretty(one)?.replace('\n', "\n    "))
}

fn list<'i>(
    out: &mut dyn io::Write,
    name: &str,
    items: impl Iterator<Item = &'i String>,
    after: &str,
) -> io::Result<()> {
    write!(out, "  \"{name}\": [")?;
    let mut before = "\n    ";
    for item in items {
        write!(out, "{before}{item}")?;
        before = ",\n    ";
    }
    let end = if before.starts_with(',') { "\n  ]" } else { "]" };
    writeln!(out, "{end}{after}")
}

/// A difference: the sides next to each other, and the reason in words.
fn difference(one: &Difference, statements: &[Cited], lang: Lang) -> String {
    let name = one.name.as_deref().unwrap_or("?");
    let mut out = format!("≠ {name}, {}: {}\n  {}\n", one.property, heading(one.verdict, lang), one.words);
    one.sides.iter().for_each(|one| side(&mut out, one, statements, lang));
    out
}

/// An agreement: the values, and whether the sources are independent.
fn agreement(one: &Agreement, statements: &[Cited], lang: Lang) -> String {
    let name = one.name.as_deref().unwrap_or("?");
    let independence = match one.independence {
        Independence::Unknown => word(Word::Independence, lang),
        Independence::SameOrigin => word(Word::SameOrigin, lang),
    };
    let agree = word(Word::Agree, lang);
    let mut out = format!("= {name}, {}: {agree} ({}); {independence}\n", one.property, one.origins.len());
    one.values.iter().for_each(|one| side(&mut out, one, statements, lang));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_in_pieces_is_json_as_a_whole() {
        #[derive(Serialize)]
        struct Whole {
            differences: Vec<serde_json::Value>,
            agreements: Vec<serde_json::Value>,
            statements: Vec<serde_json::Value>,
        }
        let mill = serde_json::json!({ "name": "the old\nmill", "sides": [{ "times": [] }, { "times": ["2031"] }] });
        for differences in [vec![], vec![mill.clone()], vec![mill.clone(), serde_json::json!({})]] {
            let whole = Whole { differences, agreements: vec![], statements: vec![mill.clone()] };
            let mut out = b"{\n".to_vec();
            let lists = [("differences", &whole.differences), ("agreements", &whole.agreements)];
            for (name, items) in lists.into_iter().chain([("statements", &whole.statements)]) {
                let items: Vec<String> = items.iter().map(|one| item(one).unwrap()).collect();
                list(&mut out, name, items.iter(), if name == "statements" { "" } else { "," }).unwrap();
            }
            out.extend(b"}");
            assert_eq!(String::from_utf8(out).unwrap(), serde_json::to_string_pretty(&whole).unwrap());
        }
    }
}

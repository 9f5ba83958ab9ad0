//! Lots of seeds as lines: their books, how long they keep, what to save first and what to test next.

use std::fmt::Write as _;

use daftar_register::Outlook;
use daftar_register::date::{Lang, words};
use daftar_register::view::forecast::{Forecast, Outcome, Sowing};
use daftar_register::view::rescue::{Ranked, SaveFirst, TestPlan};
use daftar_register::view::stock::{Line, Stock};

use super::survivors::lost_with;
use crate::words::{Word, word};

/// How much of an id is shown where there is no name.
const DIGITS: usize = 10;

/// A line or two for each lot.
pub(crate) fn lots(lots: &[Outlook], lang: Lang) -> String {
    let mut out = String::new();
    for one in lots {
        let _ = writeln!(out, "{}  {}", called(&one.book), one.book.left.words(one.book.unit.as_ref(), lang));
        lost(&mut out, one, lang);
        let _ = writeln!(out, "    {}", outcome(&one.forecast, lang));
    }
    let _ = writeln!(out, "{}: {}", word(Word::InAll, lang), lots.len());
    out
}

/// A lot with its whole book, its tests, and all that its forecast rests on.
pub(crate) fn lot(one: &Outlook, lang: Lang) -> String {
    let mut out = format!("{}\n", called(&one.book));
    lost(&mut out, one, lang);
    for line in &one.book.lines {
        let _ = writeln!(out, "  {}", self::line(line, &one.book, lang));
    }
    let _ = writeln!(out, "  = {}", one.book.left.words(one.book.unit.as_ref(), lang));
    for test in &one.forecast.tests {
        let _ = writeln!(out, "  {}", sowing(test, lang));
    }
    let _ = writeln!(out, "  {}", outcome(&one.forecast, lang));
    if let Outcome::Known(germination) = &one.forecast.outcome {
        let _ = writeln!(out, "    {}", germination.basis.words(lang));
    }
    for doubt in &one.forecast.doubts {
        let _ = writeln!(out, "    ! {}", doubt.words(lang));
    }
    for source in &one.forecast.sources {
        let _ = writeln!(out, "    {source}");
    }
    out
}

fn lost(out: &mut String, one: &Outlook, lang: Lang) {
    for with in &one.lost {
        let _ = writeln!(out, "    ! {}", lost_with(with, lang));
    }
}

fn called(book: &Stock) -> String {
    let id = || book.lot.0.to_string().chars().take(DIGITS).collect();
    book.name.clone().unwrap_or_else(id)
}

fn line(line: &Line, book: &Stock, lang: Lang) -> String {
    let when = line.when.as_ref().map_or_else(|| word(Word::Undated, lang).to_owned(), |date| words(date, lang));
    let told = line.told.as_ref().map(|told| told.words(lang)).unwrap_or_default();
    let mut text = format!("{when}: {} {told}", line.movement.words(lang));
    // What was told in another unit than the lot is reckoned in.
    let other = line.told.as_ref().is_some_and(|told| Some(&told.unit) != book.unit.as_ref());
    if let (true, Some(amount), Some(unit)) = (other, line.amount, &book.unit) {
        let _ = write!(text, " = {}", amount.words(unit, lang));
    }
    let to: Vec<&str> = line.to.iter().filter_map(|who| who.name.as_deref()).collect();
    if !to.is_empty() {
        let _ = write!(text, " → {}", to.join(", "));
    }
    if let (Some(differs), Some(unit)) = (line.differs, &book.unit) {
        let _ = write!(text, " [{} {}]", word(Word::DiffersBy, lang), differs.words(unit, lang));
    }
    if let Some(how) = line.reckoned.words(lang) {
        let _ = write!(text, " [{how}]");
    }
    text
}

fn sowing(test: &Sowing, lang: Lang) -> String {
    let when = test.when.as_ref().map_or_else(|| word(Word::Undated, lang).to_owned(), |date| words(date, lang));
    let number = |number: Option<u32>| number.map_or_else(|| "?".to_owned(), |number| number.to_string());
    let mut text = format!("{when}: {} {}/{}", word(Word::CameUp, lang), number(test.germinated), number(test.sown));
    if let Some(why) = test.left_out {
        let _ = write!(text, " [{}]", why.words(lang));
    }
    text
}

/// How much comes up, and until when enough does.
fn outcome(forecast: &Forecast, lang: Lang) -> String {
    match &forecast.outcome {
        Outcome::Unknown(why) => why.words(lang).to_owned(),
        Outcome::Known(known) => format!(
            "{} {}; {} {}",
            word(Word::ComesUpNow, lang),
            known.now.words(),
            word(Word::TooFewFrom, lang),
            known.early.between(known.late, lang)
        ),
    }
}

/// The list, the most urgent first, with every term.
pub(crate) fn save_first(list: &SaveFirst, lang: Lang) -> String {
    let mut out = String::new();
    for (at, one) in list.ranked.iter().enumerate() {
        ranked(&mut out, at + 1, one, lang);
    }
    let _ = writeln!(out, "{}: {}", word(Word::InAll, lang), list.total);
    if list.empty > 0 {
        let _ = writeln!(out, "{}: {}", word(Word::NoSeedLeft, lang), list.empty);
    }
    out
}

fn ranked(out: &mut String, at: usize, one: &Ranked, lang: Lang) {
    let id = || one.accession.0.to_string().chars().take(DIGITS).collect();
    let name: String = one.name.clone().unwrap_or_else(id);
    let _ = writeln!(out, "{at:>4}  {name}: {}  ({:.2})", one.act.words(lang), one.rank.score);
    let comma = apart(lang);
    let _ = writeln!(
        out,
        "      {} {}{comma}{} {}{comma}{} {}",
        word(Word::TooFewFrom, lang),
        one.rank.due.words(lang),
        word(Word::LivingSeeds, lang),
        one.rank.living.words(lang),
        word(Word::NextTest, lang),
        one.test.when.words(lang)
    );
    let terms: Vec<String> = one.rank.terms.iter().map(|term| term.words(lang)).collect();
    if !terms.is_empty() {
        let _ = writeln!(out, "      {}", terms.join(comma));
    }
}

/// What stands between parts of a line.
pub(super) fn apart(lang: Lang) -> &'static str {
    if lang == Lang::Ar { "؛ " } else { "; " }
}

/// What to test next, and how.
pub(crate) fn test_plan(plan: &TestPlan, lang: Lang) -> String {
    let mut out = String::new();
    for one in &plan.lots {
        let id = || one.lot.0.to_string().chars().take(DIGITS).collect();
        let name: String = one.name.clone().unwrap_or_else(id);
        let few = if one.enough == Some(false) { word(Word::TooFewSeeds, lang) } else { "" };
        let _ = writeln!(out, "{}  {name} {few}", one.when.words(lang));
    }
    out.push('\n');
    for stage in &plan.stages {
        let number = |number: Option<u32>| number.map_or_else(|| "–".to_owned(), |number| number.to_string());
        let _ = writeln!(
            out,
            "{} {}: {} ≤ {}, {} ≥ {}",
            word(Word::SownSoFar, lang),
            stage.sown,
            word(Word::RenewIf, lang),
            number(stage.regenerate_at_most),
            word(Word::KeepIf, lang),
            number(stage.keep_at_least)
        );
    }
    let percent = |share: f64| format!("{:.1}%", share * 100.0);
    let _ =
        writeln!(out, "{} ({}): {}", word(Word::RiskOfWaste, lang), percent(plan.keep), percent(plan.risk_of_waste));
    let _ = writeln!(
        out,
        "{} ({}): {}",
        word(Word::RiskOfLoss, lang),
        percent(plan.regenerate),
        percent(plan.risk_of_loss)
    );
    out
}

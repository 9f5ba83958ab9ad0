//! How well the reader reads: a table by fields, what was taken for what, how sure it is and rightly, what was missed.

use std::io::{self, Write};

use daftar_register::date::Lang;
use daftar_register::read::eval::{Kind, Measured, Miss, Score};

/// How wide the column of names is, in characters.
const NAME: usize = 18;

/// All that was measured by one corpus.
pub(crate) fn table(name: &str, measured: &Measured, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let say = |word| said(word, lang);
    writeln!(out, "{name} ({} {})", say("texts"), measured.documents)?;
    writeln!(out, "{}", heading(lang))?;
    for field in &measured.fields {
        let alone =
            if measured.kind == Kind::Claims || field.name != "date" { shares(field.matched) } else { String::new() };
        let counts = format!("{:>6} {:>6} {:>6}", field.all.right, field.all.found, field.all.gold);
        writeln!(
            out,
            "{} {counts}  {} {:>5}  {alone}",
            padded(say(field.name)),
            shares(field.all),
            share(field.all.f1())
        )?;
    }
    if !measured.confused.is_empty() {
        writeln!(out, "\n{}", say("confused"))?;
    }
    for one in &measured.confused {
        writeln!(out, "{} {} → {}", one.times, one.gold, one.found)?;
    }
    if !measured.calibration.is_empty() {
        writeln!(out, "\n{}", say("calibration"))?;
    }
    for band in &measured.calibration {
        let right = share(Some(band.right as f64 / band.found.max(1) as f64));
        writeln!(out, "{:>3}–{:<3} {:>6} {:>6} {right:>5}", band.from, band.to, band.right, band.found)?;
    }
    measured.misses.iter().try_for_each(|miss| line(miss, lang, out))
}

fn heading(lang: Lang) -> String {
    let word = |word| said(word, lang);
    let counts = format!("{:>6} {:>6} {:>6}", word("right"), word("found"), word("gold"));
    format!("{} {counts}  {:>5} {:>5} {:>5}  {:>5} {:>5}  {}", padded(""), "P", "R", "F1", "P", "R", word("matched"))
}

fn padded(name: &str) -> String {
    let space = NAME.saturating_sub(name.chars().count());
    format!("{name}{}", " ".repeat(space))
}

fn shares(score: Score) -> String {
    format!("{:>5} {:>5}", share(score.precision()), share(score.recall()))
}

/// A share with two decimals; a stroke where there is none.
fn share(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{share:.2}"))
}

fn line(miss: &Miss, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let told = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".to_owned());
    let (field, gold, found) = (said(miss.field, lang), said("gold", lang), said("found", lang));
    let (doc, start, words) = (&miss.doc, miss.start, &miss.words);
    writeln!(out, "{doc}:{start} {field}: {gold} {}; {found} {}\n    … {words} …", told(&miss.gold), told(&miss.found))
}

/// The word for a heading or a field.
fn said(word: &'static str, lang: Lang) -> &'static str {
    let (en, ar) = match word {
        "texts" => ("texts:", "النصوص:"),
        "right" => ("right", "صواب"),
        "found" => ("found", "وُجد"),
        "gold" => ("gold", "مُعلَّم"),
        "matched" => ("(last two: of those that belong together)", "(الأخيران: مما تطابق)"),
        "confused" => ("Taken for another effect", "أُخذ على أنه أثر آخر"),
        "calibration" => ("How sure, right, found, share", "درجة الثقة، الصواب، الموجود، النسبة"),
        "claim" => ("claim", "قول"),
        "what" => ("what", "الشيء"),
        "effect" => ("effect", "ما أصابه"),
        "negated" => ("negated", "منفي"),
        "modality" => ("modality", "درجة الجزم"),
        "quantity" => ("quantity", "الكمية"),
        "by" => ("by whom or what", "الفاعل"),
        "date" => ("date", "التاريخ"),
        "speaker" => ("speaker", "القائل"),
        "said" => ("said on", "تاريخ القول"),
        "holder" => ("holder", "الحافظ"),
        "date-exact" => ("date, exact span", "التاريخ بحدوده"),
        "value" => ("value (TIMEX2)", "القيمة (TIMEX2)"),
        "edtf" => ("value (EDTF)", "القيمة (EDTF)"),
        other => (other, other),
    };
    match lang {
        Lang::En => en,
        Lang::Ar => ar,
    }
}

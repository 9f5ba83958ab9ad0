//! Totals as a sheet: one number on each line, with what it is of.

use daftar_date::Lang;

use super::words::{Share, cell, tells_damage};
use super::{Counted, Group, Totals};
use crate::shown::pick;

/// What the columns of a sheet are called.
const HEADINGS: [(&str, &str); 11] = [
    ("group", "المجموعة"),
    ("what", "ماذا"),
    ("code", "الرمز"),
    ("low", "على الأقل"),
    ("best", "الأرجح"),
    ("high", "على الأكثر"),
    ("of", "من"),
    ("share at least", "النسبة على الأقل"),
    ("share at most", "النسبة على الأكثر"),
    ("lower end of the 95% interval (Wilson 1927)", "الحد الأدنى لمجال الثقة 95% (ويلسون 1927)"),
    ("upper end of the 95% interval (Wilson 1927)", "الحد الأعلى لمجال الثقة 95% (ويلسون 1927)"),
];

/// The headings in that language.
pub fn headings(lang: Lang) -> Row {
    HEADINGS.map(|(en, ar)| pick(lang, en, ar).to_owned())
}

/// A line of the sheet.
pub type Row = [String; 11];

/// All lines: of everything, then of each group. `kind` has the words of a kind.
pub fn rows(totals: &Totals, kind: &dyn Fn(&str) -> String, lang: Lang) -> Vec<Row> {
    let groups = std::iter::once(&totals.whole).chain(&totals.groups);
    groups.flat_map(|group| of_group(group, totals, kind, lang)).collect()
}

fn of_group(group: &Group, totals: &Totals, kind: &dyn Fn(&str) -> String, lang: Lang) -> Vec<Row> {
    let name = group.key.words(totals, kind, lang);
    let of = group.denominator(totals);
    let mut all = vec![counted(&name, cell("things", lang), "things", &group.things, None)];
    if totals.has_scale {
        for (place, step) in totals.steps.iter().enumerate() {
            let words = totals.step_words.get(place).map_or(step.code.as_str(), String::as_str);
            all.push(counted(&name, words, &step.code, &group.steps[place], Some(of)));
            if !totals.tells_or_worse(step) {
                continue;
            }
            let or_worse = format!("{words} {}", pick(lang, "or worse", "أو أشد"));
            all.push(counted(&name, &or_worse, &format!("{}+", step.code), &group.or_worse[place], Some(of)));
        }
        let lacks = [
            ("not-known", &group.not_known),
            ("none", &group.none),
            ("no-claim", &group.no_claim),
            ("recovered", &group.recovered),
        ];
        let damaged = tells_damage(totals).then_some(("damaged", "any-damage", &group.damaged));
        let lacks = lacks.into_iter().map(|(code, number)| (code, code, number)).chain(damaged);
        all.extend(lacks.map(|(words, code, number)| counted(&name, cell(words, lang), code, number, Some(of))));
    }
    for sum in &group.sums {
        let label = totals.labels.get(&sum.property).map_or(sum.property.as_str(), String::as_str);
        let maybe = |number: Option<i64>| number.map(|n| n.to_string()).unwrap_or_default();
        all.push(line(&name, label, sum.property.as_str(), [sum.low.to_string(), maybe(sum.best), maybe(sum.high)]));
    }
    if let Some(extent) = &group.extent {
        let metres = |[low, high]: [f64; 2]| [format!("{low:.1}"), String::new(), format!("{high:.1}")];
        let affected = pick(lang, "area affected, m2", "المساحة المتضررة، م2");
        all.push(line(&name, affected, "area-affected", metres(extent.affected)));
        all.push(line(&name, pick(lang, "area, m2", "المساحة، م2"), "area", metres(extent.area)));
    }
    let alone = pick(lang, "rest on one source alone", "يقوم على مصدر واحد");
    let n = group.rests.alone.to_string();
    let mut rests = line(&name, alone, "one-source", [n.clone(), n.clone(), n]);
    rests[6] = group.rests.told.to_string();
    all.push(rests);
    all
}

fn line(group: &str, what: &str, code: &str, [low, best, high]: [String; 3]) -> Row {
    let mut row = Row::default();
    for (place, text) in [group.to_owned(), what.to_owned(), code.to_owned(), low, best, high].into_iter().enumerate() {
        row[place] = text;
    }
    row
}

fn counted(group: &str, what: &str, code: &str, number: &Counted, of: Option<u64>) -> Row {
    let best = number.best.map(|best| best.to_string()).unwrap_or_default();
    let mut row = line(group, what, code, [number.low.to_string(), best, number.high.to_string()]);
    if let Some(of) = of {
        row[6] = of.to_string();
        if let Some(share) = Share::of(number, of) {
            let [low, high] = share.widest();
            for (place, share) in [share.low, share.high, low, high].into_iter().enumerate() {
                row[7 + place] = format!("{share:.4}");
            }
        }
    }
    row
}

//! What is left of a holding, as lines of text.

use std::fmt::Write as _;

use daftar_register::claim::Edtf;
use daftar_register::date::{self, Lang};
use daftar_register::view::Who;
use daftar_register::view::losses::LostWith;
use daftar_register::view::stock::Unit;
use daftar_register::view::survivors::{Chance, Holder, LostLot, Standing, Surviving, Survivors, Way};

use crate::words::{Word, word};

/// What is lost, how accessions stand, whom to ask, and each accession.
pub(crate) fn survivors(map: &Survivors, lang: Lang) -> String {
    let mut out = String::new();
    let say = |which| word(which, lang);
    for loss in &map.losses {
        let fates: Vec<&str> = loss.fates.iter().map(|fate| fate.value.words.as_str()).collect();
        let dates: Vec<String> =
            loss.dates.iter().filter_map(|on| on.when.as_ref()).map(|date| date::words(date, lang)).collect();
        let _ = writeln!(
            out,
            "{}: {} — {} {}",
            say(Word::SaidLost),
            named(&loss.place),
            fates.join(" ≠ "),
            dates.join(" ≠ ")
        );
    }
    let standings = [
        (Standing::Nowhere, Word::Nowhere),
        (Standing::Remembered, Word::Remembered),
        (Standing::Perhaps, Word::PerhapsThere),
        (Standing::Sure, Word::SurelyThere),
    ];
    for (standing, heading) in standings {
        let part: Vec<&Surviving> = map.accessions.iter().filter(|one| one.standing == standing).collect();
        if !part.is_empty() {
            let _ = writeln!(out, "{} ({})", say(heading), part.len());
            part.into_iter().for_each(|one| accession(&mut out, one, lang));
        }
    }
    holders(&mut out, Word::AskFirst, &map.holders, lang);
    holders(&mut out, Word::Displaced, &map.displaced, lang);
    for (heading, n) in [(Word::Unplaced, map.unplaced), (Word::LotsOfNothing, map.lots_of_nothing)] {
        if n > 0 {
            let _ = writeln!(out, "{}: {n}", say(heading));
        }
    }
    out
}

fn named(who: &Who) -> &str {
    who.name.as_deref().unwrap_or("?")
}

fn accession(out: &mut String, one: &Surviving, lang: Lang) {
    let by: Vec<&str> = one.remembered_by.iter().map(named).collect();
    let _ = writeln!(out, "  {}  {}  {}", one.numbers.join(", "), named(&one.accession), by.join(", "));
    one.lost.iter().for_each(|lot| lost(out, lot, lang));
    one.chances.iter().for_each(|one| chance(out, one, lang));
}

fn lost(out: &mut String, lot: &LostLot, lang: Lang) {
    let left = lot.left.as_ref().map(|left| left.words(lang)).unwrap_or_default();
    let mut with: Vec<String> = lot.with.iter().map(|with| lost_with(with, lang)).collect();
    if with.is_empty() {
        with.push(word(Word::SaidGone, lang).to_owned());
    }
    let _ = writeln!(out, "      – {}  {left}  {}", named(&lot.lot), with.join(super::seeds::apart(lang)));
}

/// With which place it is lost, by inference.
pub(super) fn lost_with(with: &LostWith, lang: Lang) -> String {
    let how = word(if with.lost.is_yes() { Word::LostWith } else { Word::PerhapsLostWith }, lang);
    format!("{how} {} [{}]", named(&with.place), word(Word::Inferred, lang))
}

fn chance(out: &mut String, one: &Chance, lang: Lang) {
    let mut parts: Vec<String> = Vec::new();
    parts.extend((!one.sure).then(|| word(Word::Possibly, lang).to_owned()));
    parts.push(word(way(one.way), lang).to_owned());
    parts.extend(one.holder.as_ref().map(|who| named(who).to_owned()));
    parts.extend(one.displaced.then(|| format!("[{}]", word(Word::Displaced, lang))));
    parts.extend(one.kept_at.as_ref().map(|place| named(place).to_owned()));
    parts.extend(one.lot.as_ref().map(|lot| named(lot).to_owned()));
    parts.extend(one.told.as_ref().map(|told| told.words(lang)));
    parts.extend(one.seeds.map(|seeds| format!("= {}", seeds.words(&Unit::Seeds, lang))));
    parts.extend(one.since.as_ref().map(|date| date::words(date, lang)));
    parts.extend(one.marks.iter().cloned());
    let _ = writeln!(out, "      + {}", parts.join("  "));
}

fn way(way: Way) -> Word {
    match way {
        Way::Here => Word::Here,
        Way::Duplicate => Word::Duplicate,
        Way::Grown => Word::Grown,
        Way::GrownByName => Word::GrownByName,
        Way::Lent => Word::Lent,
        Way::Given => Word::Given,
    }
}

/// Those who may have something, each term of their order in its own column.
fn holders(out: &mut String, heading: Word, all: &[Holder], lang: Lang) {
    if all.is_empty() {
        return;
    }
    let _ = writeln!(out, "{} ({})", word(heading, lang), all.len());
    for one in all {
        let terms = [
            (Word::Surely, one.sure),
            (Word::Stored, one.stored),
            (Word::Accessions, one.accessions),
            (Word::Alone, one.only),
        ];
        let mut terms: Vec<String> = terms.iter().map(|(which, n)| format!("{} {n}", word(*which, lang))).collect();
        terms.extend(one.seeds.map(|seeds| seeds.words(&Unit::Seeds, lang)));
        terms.extend(one.youngest.as_ref().map(|date: &Edtf| date::words(date, lang)));
        let _ = writeln!(out, "  {}  {}", named(&one.who), terms.join(" · "));
    }
}

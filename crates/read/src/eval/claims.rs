//! Fates beside their gold.
//!
//! *Which belong together.* Of one text, a found and a marked claim may be a pair if their things overlap, and their cues overlap or
//! their effects are of one family. The better a pair fits the earlier it is made, one to one: first where cues overlap, then where
//! effects are the same, then where speakers agree, then the nearest.

use std::collections::BTreeMap;

use super::corpus::{Gold, Text};
use super::dates::same_edtf;
use super::score::{Band, Confused, Field, Score};
use super::{Kind, Measured, Miss, around};
use crate::article::fates::{Amount, Effect, Fate, Modality, Place, fates};

const FIELDS: [&str; 10] =
    ["what", "effect", "negated", "modality", "quantity", "by", "date", "speaker", "said", "holder"];

/// The bands of the table of calibration, each from here to below the next.
const BANDS: [u8; 7] = [0, 50, 60, 70, 80, 90, 95];

pub(super) fn measure(texts: &[Text], gold: &[Gold]) -> Measured {
    let mut counts = Counts::default();
    for text in texts {
        let marked: Vec<&Fate> = gold.iter().filter(|one| one.doc == text.doc).map(|one| &one.fate).collect();
        let found = fates(&text.text, text.published.as_deref());
        counts.text(text, &found, &marked);
    }
    counts.end(texts.len())
}

#[derive(Default)]
struct Counts {
    fields: [(Score, Score); FIELDS.len()],
    confused: BTreeMap<(Effect, Effect), usize>,
    bands: [(usize, usize); BANDS.len()],
    misses: Vec<Miss>,
}

impl Counts {
    fn text(&mut self, text: &Text, found: &[Fate], marked: &[&Fate]) {
        let pairs = pairs(found, marked);
        for k in 0..FIELDS.len() {
            self.fields[k].0.found += found.iter().filter(|one| has(one)[k]).count();
            self.fields[k].0.gold += marked.iter().filter(|one| has(one)[k]).count();
        }
        for (f, g) in &pairs {
            self.pair(text, &found[*f], marked[*g]);
        }
        for (f, one) in found.iter().enumerate() {
            let pair = pairs.iter().find(|(k, _)| *k == f).map(|(_, g)| marked[*g]);
            self.band(one, pair);
            if pair.is_none() {
                self.miss(text, "claim", one.cue, None, Some(line(text, one)));
            }
        }
        for (g, one) in marked.iter().enumerate() {
            if !pairs.iter().any(|(_, k)| *k == g) {
                self.miss(text, "claim", one.cue, Some(line(text, one)), None);
            }
        }
    }

    fn pair(&mut self, text: &Text, found: &Fate, gold: &Fate) {
        let (has_found, has_gold, agree) = (has(found), has(gold), agree(found, gold));
        for k in 0..FIELDS.len() {
            let right = usize::from(has_found[k] && has_gold[k] && agree[k]);
            let (all, matched) = &mut self.fields[k];
            all.right += right;
            matched.right += right;
            matched.found += usize::from(has_found[k]);
            matched.gold += usize::from(has_gold[k]);
            if !agree[k] {
                let shown = |fate, has: bool| has.then(|| shown(text, fate, k));
                self.miss(text, FIELDS[k], gold.cue, shown(gold, has_gold[k]), shown(found, has_found[k]));
            }
        }
        if found.effect != gold.effect {
            *self.confused.entry((gold.effect, found.effect)).or_default() += 1;
        }
    }

    fn band(&mut self, found: &Fate, gold: Option<&Fate>) {
        let band = BANDS.iter().rposition(|from| found.confidence >= *from).unwrap_or(0);
        let right = gold.is_some_and(|gold| agree(found, gold)[..4].iter().all(|right| *right));
        self.bands[band].0 += 1;
        self.bands[band].1 += usize::from(right);
    }

    fn miss(&mut self, text: &Text, field: &'static str, at: Place, gold: Option<String>, found: Option<String>) {
        let words = around(&text.text, at.start, at.end);
        self.misses.push(Miss { doc: text.doc.clone(), start: at.start, field, gold, found, words });
    }

    fn end(self, documents: usize) -> Measured {
        let field = |(name, (all, matched)): (&'static str, (Score, Score))| Field { name, all, matched };
        let fields = FIELDS.into_iter().zip(self.fields).map(field).collect();
        let confused = self.confused.into_iter();
        let confused =
            confused.map(|((gold, found), times)| Confused { gold: gold.word(), found: found.word(), times });
        let to = |k: usize| BANDS.get(k + 1).map_or(100, |next| next - 1);
        let band = |(k, (found, right)): (usize, (usize, usize))| Band { from: BANDS[k], to: to(k), found, right };
        let calibration = self.bands.into_iter().enumerate().map(band).filter(|band| band.found > 0).collect();
        let mut confused: Vec<Confused> = confused.collect();
        confused.sort_by_key(|one| std::cmp::Reverse(one.times));
        Measured { kind: Kind::Claims, documents, fields, confused, calibration, misses: self.misses }
    }
}

/// How well two claims fit: whether cues meet, effects are equal, speakers agree; how near.
type Fit = (u8, u8, u8, std::cmp::Reverse<u64>);

/// One to one, the best first.
fn pairs(found: &[Fate], marked: &[&Fate]) -> Vec<(usize, usize)> {
    let mut fits: Vec<(Fit, usize, usize)> = Vec::new();
    for (f, one) in found.iter().enumerate() {
        for (g, gold) in marked.iter().enumerate() {
            fits.extend(fit(one, gold).map(|fit| (fit, f, g)));
        }
    }
    // The sort is stable, so that equal ones keep the order of the text.
    fits.sort_by_key(|(fit, _, _)| std::cmp::Reverse(*fit));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, f, g) in fits {
        if !pairs.iter().any(|(a, b)| *a == f || *b == g) {
            pairs.push((f, g));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// How well two claims fit each other; none where they speak of different things.
fn fit(found: &Fate, gold: &Fate) -> Option<Fit> {
    let cue = found.cue.meets(gold.cue);
    let family = family(found.effect) == family(gold.effect);
    let belongs = found.what.span.meets(gold.what.span) && (cue || family);
    let speaker = agree(found, gold)[7];
    let same = found.effect == gold.effect;
    let far = std::cmp::Reverse(found.cue.start.abs_diff(gold.cue.start));
    belongs.then_some((u8::from(cue), u8::from(same), u8::from(speaker), far))
}

/// Effects that may be taken for each other.
fn family(effect: Effect) -> u8 {
    match effect {
        Effect::Destroyed
        | Effect::SeverelyDamaged
        | Effect::Damaged
        | Effect::Burned
        | Effect::Flooded
        | Effect::Bulldozed
        | Effect::Contaminated
        | Effect::Collapsed => 0,
        Effect::Looted | Effect::Lost | Effect::Displaced => 1,
        Effect::Restored | Effect::Reopened | Effect::Returned => 2,
        Effect::Closed => 3,
        Effect::Unharmed => 4,
        Effect::Holds => 5,
    }
}

/// Which fields a claim has: negation and modality where they are told.
fn has(fate: &Fate) -> [bool; FIELDS.len()] {
    [
        true,
        true,
        fate.negated,
        fate.modality != Modality::Asserted,
        fate.quantity.is_some(),
        fate.by.is_some(),
        fate.date.is_some(),
        fate.speaker.is_some(),
        fate.said.is_some(),
        fate.holder.is_some(),
    ]
}

/// In which fields two claims agree.
fn agree(one: &Fate, other: &Fate) -> [bool; FIELDS.len()] {
    let meets = |one: Option<Place>, other: Option<Place>| match (one, other) {
        (Some(one), Some(other)) => one.meets(other),
        (one, other) => one.is_none() && other.is_none(),
    };
    let same_date = |one: Option<&str>, other: Option<&str>| same_edtf(one, other);
    let edtf = |fate: &Option<crate::article::fates::Dated>| fate.as_ref().map(|date| date.edtf.clone());
    [
        true,
        one.effect == other.effect,
        one.negated == other.negated,
        one.modality == other.modality,
        same_amount(one.quantity.as_ref(), other.quantity.as_ref()),
        meets(one.by.as_ref().map(|by| by.span), other.by.as_ref().map(|by| by.span)),
        same_date(edtf(&one.date).as_deref(), edtf(&other.date).as_deref()),
        meets(one.speaker.as_ref().map(|who| who.span), other.speaker.as_ref().map(|who| who.span)),
        same_date(edtf(&one.said).as_deref(), edtf(&other.said).as_deref()),
        meets(one.holder.as_ref().map(|place| place.span), other.holder.as_ref().map(|place| place.span)),
    ]
}

/// Amounts agree in what is counted and how far; where both are written may differ.
fn same_amount(one: Option<&Amount>, other: Option<&Amount>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => {
            one.span.meets(other.span)
                && (one.low, one.best, one.high) == (other.low, other.best, other.high)
                && one.unit == other.unit
        }
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// A claim in a line.
fn line(text: &Text, fate: &Fate) -> String {
    let not = if fate.negated { "not " } else { "" };
    format!("{} | {not}{} | {} | {}", words(text, fate.what.span), fate.effect.word(), words(text, fate.cue), fate.rule)
}

/// A field in words.
fn shown(text: &Text, fate: &Fate, field: usize) -> String {
    let place = |place: Option<Place>| place.map(|place| words(text, place)).unwrap_or_default();
    match FIELDS[field] {
        "effect" => fate.effect.word().to_owned(),
        "negated" => "negated".to_owned(),
        "modality" => fate.modality.word().to_owned(),
        "quantity" => fate.quantity.as_ref().map(|q| amount(text, q)).unwrap_or_default(),
        "by" => place(fate.by.as_ref().map(|by| by.span)),
        "date" => fate.date.as_ref().map(|date| date.edtf.clone()).unwrap_or_default(),
        "speaker" => place(fate.speaker.as_ref().map(|who| who.span)),
        "said" => fate.said.as_ref().map(|date| date.edtf.clone()).unwrap_or_default(),
        "holder" => place(fate.holder.as_ref().map(|place| place.span)),
        _ => words(text, fate.what.span),
    }
}

fn amount(text: &Text, amount: &Amount) -> String {
    let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    let unit = amount.unit.as_deref().unwrap_or_default();
    let words = words(text, amount.span);
    format!("{words}: {},{},{} {unit}", number(amount.low), number(amount.best), number(amount.high))
}

fn words(text: &Text, place: Place) -> String {
    let length = place.end.saturating_sub(place.start) as usize;
    text.text.chars().skip(place.start as usize).take(length).collect()
}

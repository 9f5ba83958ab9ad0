//! Reads a text for its fates, sentence by sentence.

use std::ops::Range;

use daftar_date::{Day, Edtf};

use super::super::blocks::{Block, Blocks, Kind};
use super::super::claims::When;
use super::super::passage::Passage;
use super::super::sections::{Section, section};
use super::super::sentence::Sentence;
use super::super::tags::Tag;
use super::super::words::singular;
use super::arabic::{Arabic, is_arabic};
use super::cue::{Cue, cues};
use super::dated::{before_publication, by_then, date_of, dated, in_dispatch, then};
use super::frame::{Found, found, is_back, there_were};
use super::lexicon::ENGLISH;
use super::report::{Report, Voices, at, words};
use super::subject::roles;
use super::thing::Memory;
use super::{Dated, Effect, Fate, Modality};
use crate::time::{Context, Place as Within, tag};

/// When a document was published, if that is known: "on Tuesday" counts from there.
pub type Published<'a> = Option<&'a str>;

/// The longest paragraph that is read, in bytes.
const PARAGRAPH: usize = 64 << 10;

/// The most clauses of a sentence that is looked at.
const CLAUSES: usize = 60;

/// The fates that a text in English or Arabic tells, in its order.
#[must_use]
pub fn fates(text: &str, published: Published) -> Vec<Fate> {
    let day = published.and_then(|date| Edtf::parse(date).ok()).map(|edtf| edtf.bounds());
    let day = day.and_then(|bounds| bounds.earliest().filter(|day| bounds.latest() == Some(*day)));
    let mut fates = Fates { published: day, ..Fates::default() };
    let mut context = Context::new();
    if let Some(date) = published {
        context.enter(Within::Lead);
        tag(date, &mut context);
    }
    context.enter(Within::Body);
    let mut all = Vec::new();
    let mut blocks = Blocks::new(text.as_bytes(), PARAGRAPH);
    // A text in memory can always be read to its end.
    while let Ok(Some(block)) = blocks.next() {
        fates.block(block, &mut context, &mut all);
    }
    all
}

/// How short a line is that nobody wrapped, in characters.
const SHORT: usize = 60;

/// A block cut behind lines that are too short to be wrapped: headlines, items of a list. Each with where it begins.
fn parts(block: &Block) -> Vec<(u64, &str)> {
    let mut parts: Vec<(u64, &str)> = Vec::new();
    let (mut from, mut start, mut byte, mut at) = (0, block.start, 0, block.start);
    for line in block.text.split_inclusive('\n') {
        byte += line.len();
        at += line.chars().count() as u64;
        let short = line.ends_with('\n') && line.chars().take(SHORT).count() < SHORT;
        let opens = block.text[byte..].trim_start().chars().next().is_some_and(|c| !c.is_lowercase());
        if short && opens {
            parts.push((start, &block.text[from..byte]));
            (from, start) = (byte, at);
        }
    }
    parts.push((start, &block.text[from..]));
    parts
}

/// What is remembered from sentence to sentence.
#[derive(Debug, Default)]
pub struct Fates {
    memory: Memory,
    voices: Voices,
    number: u64,
    arabic: Arabic,
    dateline: Option<Dated>,
    published: Option<Day>,
}

impl Fates {
    fn block(&mut self, block: Block, context: &mut Context, all: &mut Vec<Fate>) {
        if block.kind == Kind::Heading && section(&block.text) == Section::Links || block.kind == Kind::Remark {
            return;
        }
        for (start, text) in parts(&block) {
            self.passage(&Passage::new(text.to_owned(), start), is_arabic(text), context, all);
        }
    }

    fn passage(&mut self, passage: &Passage, arabic: bool, context: &mut Context, all: &mut Vec<Fate>) {
        for range in passage.sentences() {
            if arabic {
                all.extend(self.arabic.sentence(passage, range, context));
                continue;
            }
            self.number += 1;
            let s = Sentence::new(passage, range, self.number, context, &|_| false);
            all.extend(self.sentence(&s));
        }
    }

    /// The fates of one sentence in Arabic.
    pub(in crate::article) fn arabic(
        &mut self,
        passage: &Passage,
        range: Range<usize>,
        time: &mut Context,
    ) -> Vec<Fate> {
        self.arabic.sentence(passage, range, time)
    }

    /// The date of the last sentence in Arabic that begins at a character of the document.
    pub(in crate::article) fn when(&self, start: u64) -> When {
        self.arabic.when(start)
    }

    /// The fates of one sentence.
    pub(in crate::article) fn sentence(&mut self, s: &Sentence) -> Vec<Fate> {
        // No prose has sentences of so many verbs; whoever writes them for the reader's sake gets nothing.
        if s.clauses.len() > CLAUSES {
            return Vec::new();
        }
        let roles = roles(s);
        let reports = self.voices.reports(s, &roles);
        let mut all: Vec<(Found, Fate)> = Vec::new();
        let mut meant: Vec<Cue> = Vec::new();
        for cue in cues(s) {
            let found = found(s, &cue, &roles, &self.memory);
            if found.is_empty() || meant.iter().any(|other| other.overlaps(&cue) && other.sort != cue.sort) {
                continue;
            }
            meant.push(cue);
            for found in found {
                all.extend(self.told(s, &found, &reports).into_iter().map(|fate| (found.clone(), fate)));
            }
        }
        for found in (0..s.clauses.len()).flat_map(|k| there_were(s, k, &self.memory)) {
            all.extend(self.told(s, &found, &reports).into_iter().map(|fate| (found.clone(), fate)));
        }
        self.dateline(s);
        self.remember(s, &all);
        let mut fates: Vec<Fate> = all.into_iter().map(|(_, fate)| fate).collect();
        fates.sort_by_key(|fate| (fate.cue, fate.what.span));
        fates.dedup_by(|one, other| {
            one.what.span == other.what.span && one.effect == other.effect && one.cue == other.cue
        });
        fates
    }

    /// The fate as each speaker has it: who rejects a report stands beside it.
    fn told(&self, s: &Sentence, found: &Found, reports: &[Report]) -> Vec<Fate> {
        let report = at(reports, found.cue.start);
        let mut fates = vec![self.fate(s, found, report)];
        let rejected = report.filter(|r| r.of_noun).and_then(|own| {
            let outer = |r: &&Report| r.modality == Some(Modality::Denied) && r.content.contains(&own.zone.start);
            reports.iter().find(outer)
        });
        fates.extend(rejected.map(|outer| self.fate(s, found, Some(outer))));
        if report.is_some_and(|r| r.untrue) {
            fates.push(Fate {
                modality: Modality::Denied,
                speaker: None,
                said_verb: None,
                said: None,
                ..fates[0].clone()
            });
        }
        fates
    }

    fn fate(&self, s: &Sentence, found: &Found, report: Option<&Report>) -> Fate {
        let modality = match report.and_then(|r| r.modality) {
            Some(modality) if found.modality == Modality::Asserted || modality == Modality::Possible => modality,
            _ => found.modality,
        };
        let back = is_back(found.effect);
        let own = date_of(s, found.clause, &found.cue, back, report).map(|date| match modality {
            Modality::Planned => date,
            _ => before_publication(s, date, self.published),
        });
        let within = report.map_or(s.range.clone(), |r| r.content.clone());
        let own = own.or_else(|| in_dispatch(s, &within, self.published)).or_else(|| self.dateline.clone());
        let own = own.filter(|_| found.rule != "befell-attribute").map(|date| match found.effect {
            Effect::Holds => then(date),
            Effect::Unharmed => date,
            _ if found.rule == "befell-complement" => by_then(date),
            _ => date,
        });
        Fate {
            what: found.thing.what.clone(),
            effect: found.effect,
            cue: s.passage.span(&found.cue).into(),
            negated: found.negated,
            modality,
            quantity: found.thing.amount.clone(),
            by: found.by.clone(),
            date: own,
            speaker: report.and_then(|r| r.speaker.clone()),
            said_verb: report.and_then(|r| r.verb),
            said: report.and_then(|r| r.said.clone()).map(|date| before_publication(s, date, self.published)),
            holder: found.holder.clone(),
            confidence: confidence(found, modality),
            rule: found.rule.to_owned(),
        }
    }

    /// "3 June." by itself dates what follows, as in a diary.
    fn dateline(&mut self, s: &Sentence) {
        let alone = s.range.clone().all(|i| matches!(s.tag(i), Some(Tag::Time | Tag::Stop | Tag::Comma)));
        if let Some(time) = s.times.first().filter(|t| alone && t.is_placed()) {
            self.dateline = dated(s, time);
        }
    }

    /// Things that were spoken of: what something befell, then the subjects.
    fn remember(&mut self, s: &Sentence, told: &[(Found, Fate)]) {
        for clause in s.clauses.iter().rev().filter(|c| c.finite) {
            for k in clause.subject.iter().rev() {
                let head = singular(s.low(s.phrases[*k].head));
                if !s.phrases[*k].pronoun
                    && (ENGLISH.things.contains(&head)
                        || super::super::things::kind_at(s, &s.phrases[*k])
                            .is_some_and(|kind| !matches!(kind, "body" | "person" | "event")))
                {
                    let name = s.passage.words(&(s.phrases[*k].core.start..s.whole(*k).end)).to_owned();
                    self.memory.meet(s.number, &name, super::report::many(s, *k));
                }
            }
        }
        for (found, fate) in told.iter().rev() {
            let name = fate.what.name.clone().unwrap_or_else(|| words(s, &fate.what));
            let last = s.low(found.thing.tokens.end.saturating_sub(1));
            let many =
                found.thing.amount.as_ref().is_some_and(|a| a.best.is_none_or(|n| n > 1.0)) || singular(last) != last;
            self.memory.meet(s.number, &name, many);
        }
    }
}

/// Of a hundred such fates, how many are right, as far as the half of the corpus tells that no rule was made from. In the half that
/// they were made from it is about fifteen more.
fn confidence(found: &Found, modality: Modality) -> u8 {
    let base: u8 = match found.rule {
        "befell-passive" => 81,
        "befell-active" | "befell-subject" => 76,
        "befell-state" => 68,
        "befell-attribute" => 56,
        _ => 60,
    };
    let less = u8::from(found.weak) * 8
        + u8::from(!found.thing.known) * 10
        + u8::from(found.thing.what.name.is_some()) * 10
        + u8::from(modality != Modality::Asserted) * 8;
    base - less
}

//! One sentence taken apart: its dates, phrases, clauses and what is said by others.

use std::ops::Range;

use daftar_claim::{Edtf, Span};

use super::claims::{Quote, When};
use super::clauses::{Clause, clauses, whole};
use super::names::names;
use super::passage::Passage;
use super::phrases::{Phrase, phrases};
use super::tags::{Tag, tags};
use crate::time::{Context, TimeKind, TimeMention, tag};

/// A date in a sentence.
#[derive(Clone, Debug)]
pub(super) struct Timed {
    pub(super) tokens: Range<usize>,
    pub(super) when: When,
    pub(super) kind: TimeKind,
}

/// A sentence with all that the rules look at. Tokens are numbered as in the passage.
#[derive(Debug)]
pub(super) struct Sentence<'p> {
    pub(super) passage: &'p Passage,
    pub(super) range: Range<usize>,
    /// Its number in the document.
    pub(super) number: u64,
    pub(super) tags: Vec<Tag>,
    pub(super) times: Vec<Timed>,
    pub(super) phrases: Vec<Phrase>,
    pub(super) clauses: Vec<Clause>,
}

impl<'p> Sentence<'p> {
    /// Takes a sentence apart and moves the narrative's time on.
    pub(super) fn new(
        passage: &'p Passage,
        range: Range<usize>,
        number: u64,
        time: &mut Context,
        known: &dyn Fn(&str) -> bool,
    ) -> Sentence<'p> {
        let times = times(passage, &range, time);
        let held: Vec<Range<usize>> = times.iter().map(|t| t.tokens.clone()).collect();
        let taken = |i: usize| held.iter().any(|time| time.contains(&i));
        let names = names(passage, &range, &taken, known);
        let tags = tags(passage, &range, &held, &names);
        let phrases = phrases(passage, &tags, range.start);
        let clauses = clauses(passage, &tags, range.start, &phrases);
        Sentence { passage, range, number, tags, times, phrases, clauses }
    }

    pub(super) fn tag(&self, i: usize) -> Option<Tag> {
        self.tags.get(i.checked_sub(self.range.start)?).copied()
    }

    pub(super) fn low(&self, i: usize) -> &str {
        if self.range.contains(&i) { self.passage.low(i) } else { "" }
    }

    /// The words of some tokens, with their place.
    pub(super) fn quote(&self, tokens: Range<usize>) -> Quote {
        Quote { span: self.passage.span(&tokens), words: self.passage.words(&tokens).to_owned() }
    }

    /// The whole sentence.
    pub(super) fn all(&self) -> Quote {
        self.quote(self.range.clone())
    }

    /// The tokens of a phrase with all that "of" hangs on it.
    pub(super) fn whole(&self, k: usize) -> Range<usize> {
        whole(&self.phrases, k)
    }

    /// Tokens without the marks, conjunctions and introductory dates at both ends.
    pub(super) fn trimmed(&self, mut tokens: Range<usize>) -> Range<usize> {
        let weak = |s: &Sentence, i: usize| {
            let aside = s.tag(i) == Some(Tag::Adverb) && s.tag(i + 1) == Some(Tag::Comma);
            aside || matches!(s.tag(i), Some(Tag::Comma | Tag::Stop | Tag::But | Tag::And))
        };
        while tokens.start < tokens.end && (weak(self, tokens.start) || self.stray_quote(tokens.start, &tokens)) {
            tokens.start += 1;
        }
        while tokens.start < tokens.end && self.closes(tokens.end - 1, &tokens) {
            tokens.end -= 1;
        }
        tokens
    }

    fn closes(&self, i: usize, within: &Range<usize>) -> bool {
        let weak = matches!(self.tag(i), Some(Tag::Comma | Tag::Stop | Tag::But | Tag::And | Tag::Subordinator));
        weak && !self.passage.mark(i, ']') && !matches!(self.low(i), "so" | "once") || self.stray_quote(i, within)
    }

    /// A quotation mark whose partner is not among the tokens.
    fn stray_quote(&self, i: usize, within: &Range<usize>) -> bool {
        let quotes = within.clone().filter(|k| self.tag(*k) == Some(Tag::Quote)).count();
        self.tag(i) == Some(Tag::Quote) && quotes % 2 == 1
    }

    /// The date that belongs to clause `k`: one of its own, else one that opens the sentence, else for a participle
    /// that of the clause before it.
    pub(super) fn time_of(&self, k: usize) -> Option<&Timed> {
        let clause = self.clauses.get(k)?;
        let own = self.times.iter().find(|t| clause.range.contains(&t.tokens.start) && t.is_placed());
        if own.is_some() {
            return own;
        }
        let first = self.clauses.iter().map(|c| c.range.start).min().unwrap_or(self.range.end);
        let opening = self.times.iter().find(|t| t.tokens.start < first && t.is_placed());
        let shares = self.clauses[..k].iter().all(|c| !c.finite || self.level(c) == self.level(clause));
        let earlier = self.clauses[..k].iter().any(|c| self.times.iter().any(|t| c.range.contains(&t.tokens.start)));
        if let (Some(time), true, false) = (opening, shares, earlier) {
            return Some(time);
        }
        let before = k.checked_sub(1).filter(|_| !clause.finite)?;
        self.time_of(before)
    }

    /// How deep below the main clause a clause stands: how many subordinators come before it.
    pub(super) fn level(&self, clause: &Clause) -> usize {
        let opens = |i: &usize| {
            self.tag(*i) == Some(Tag::Subordinator) && !matches!(self.low(*i), "so" | "as" | "where" | "which" | "who")
        };
        (self.range.start..clause.verb).filter(opens).count()
    }
}

impl Timed {
    /// Whether it is a place in the calendar.
    pub(super) fn is_placed(&self) -> bool {
        self.when.best().is_some() && matches!(self.kind, TimeKind::Date | TimeKind::Interval | TimeKind::TimeOfDay)
    }
}

/// The dates of a sentence. Those that only a context could place ("now") are no dates here.
fn times(passage: &Passage, range: &Range<usize>, context: &mut Context) -> Vec<Timed> {
    let start = passage.start(range.start);
    context.at(start as usize);
    let mentions = tag(passage.words(range), context);
    let dates = mentions.into_iter().filter(|m| !matches!(m.kind, TimeKind::Vague | TimeKind::Set));
    let timed = |mention: TimeMention| {
        let tokens = passage.tokens_at(start + mention.start as u64, start + mention.end as u64);
        Timed { tokens, kind: mention.kind, when: when(mention) }
    };
    dates.map(timed).filter(|t| !t.tokens.is_empty()).collect()
}

/// A tagged time as a claim has it.
pub(super) fn when(mention: TimeMention) -> When {
    let written = Edtf::parse(&mention.edtf).ok();
    match mention.inferred {
        None => When { written, ..When::default() },
        Some(inferred) => {
            let span = |(start, end): &(usize, usize)| Span { start: *start as u64, end: *end as u64 };
            When {
                written,
                placed: Edtf::parse(&inferred.edtf).ok(),
                why: inferred.why.words().to_owned(),
                from: inferred.from.iter().map(span).collect(),
            }
        }
    }
}

//! The things of a sentence: which words name a thing, how many of it, and what a pronoun stands for.

use std::collections::VecDeque;
use std::ops::Range;

use super::super::phrases::{Owner, Phrase};
use super::super::sentence::Sentence;
use super::super::tags::Tag;
use super::super::things::kind_at;
use super::super::words::singular;
use super::amount::{Counted, at_start};
use super::lexicon::ENGLISH;
use super::{Amount, Mention};

/// A thing that words of the sentence name.
#[derive(Clone, Debug)]
pub(super) struct Thing {
    pub(super) what: Mention,
    pub(super) tokens: Range<usize>,
    pub(super) amount: Option<Amount>,
    /// Its noun is one of things, or what the pronoun stands for was.
    pub(super) known: bool,
    /// "no well", "none of the wheat".
    pub(super) none: bool,
}

/// A thing that was spoken of, for pronouns to come.
#[derive(Clone, Debug)]
struct Met {
    sentence: u64,
    name: String,
    many: bool,
}

/// What was spoken of.
#[derive(Debug, Default)]
pub(super) struct Memory {
    met: VecDeque<Met>,
}

/// How many things are remembered.
const REACH: usize = 12;

impl Memory {
    /// Remembers a thing.
    pub(super) fn meet(&mut self, sentence: u64, name: &str, many: bool) {
        self.met.retain(|met| met.name != name);
        self.met.push_front(Met { sentence, name: name.to_owned(), many });
        self.met.truncate(REACH);
    }

    /// What "it" or "they" stands for.
    fn meant(&self, sentence: u64, many: bool) -> Option<&str> {
        let near = |met: &&Met| met.sentence + 2 >= sentence && met.many == many;
        self.met.iter().find(near).map(|met| met.name.as_str())
    }
}

/// The thing that phrase `k` names, if it can be one.
pub(super) fn thing(s: &Sentence, k: usize, memory: &Memory) -> Option<Thing> {
    let phrase = s.phrases.get(k)?;
    if phrase.pronoun {
        return pronoun(s, phrase, memory);
    }
    if s.low(phrase.range.end) == "of" && s.low(phrase.range.end + 1) == "what" {
        return None;
    }
    let counted = counted_at(s, phrase);
    let none = matches!(s.low(phrase.range.start), "no" | "none" | "neither" | "nothing");
    if phrase.of && is_share(s, phrase, counted.as_ref()) {
        let inner = thing(s, k + 1, memory)?;
        let amount = counted.map(|c| c.amount).or(inner.amount);
        return Some(Thing { amount, none: none || inner.none, ..inner });
    }
    named(s, k, counted, none)
}

/// The amount before a noun: behind its owner, or with what stands before the phrase ("perhaps a dozen").
fn counted_at(s: &Sentence, phrase: &Phrase) -> Option<Counted> {
    let owned = matches!(phrase.owner, Owner::Named(_));
    let start = if owned { phrase.core.start } else { phrase.range.start };
    let hedge = start
        .checked_sub(1)
        .filter(|i| s.range.contains(i) && !owned && ENGLISH.about.iter().any(|w| w.len() == 1 && w[0] == s.low(*i)));
    at_start(s, &(hedge.unwrap_or(start)..phrase.range.end))
}

fn named(s: &Sentence, k: usize, counted: Option<Counted>, none: bool) -> Option<Thing> {
    let phrase = &s.phrases[k];
    let from = counted.as_ref().map_or(phrase.core.start, |c| c.tokens.end.max(phrase.core.start));
    let from = from + usize::from(matches!(s.low(from), "of" | "other" | "such") && from + 1 < phrase.core.end);
    let whole = from..s.whole(k).end;
    let tokens = match (&counted, from >= phrase.range.end) {
        (Some(counted), true) => counted.tokens.clone(),
        (None, true) => return None,
        _ => with_place(s, k, whole),
    };
    let head = singular(s.low(phrase.head));
    let alone = counted.as_ref().is_some_and(|c| c.tokens == tokens);
    if !alone && (ENGLISH.not_things.contains(&head) || matches!(kind_at(s, phrase), Some("body" | "person" | "event")))
    {
        return None;
    }
    let name = s.tag(phrase.head) == Some(Tag::Name);
    let ordinal = matches!(
        head.as_str(),
        "first" | "second" | "third" | "fourth" | "fifth" | "sixth" | "seventh" | "eighth" | "ninth" | "tenth"
    );
    let known = ordinal || ENGLISH.things.contains(&head) || kind_at(s, phrase).is_some() || alone && !name;
    let what = Mention { span: s.passage.span(&tokens).into(), name: None };
    let amount = counted.map(|c| c.amount).or_else(|| apposed(s, tokens.end));
    Some(Thing { what, tokens, amount, known, none })
}

/// "Library, 6,000 volumes", "plots (12 hectares)": the amount stands behind the thing.
fn apposed(s: &Sentence, end: usize) -> Option<Amount> {
    let bracket = s.passage.mark(end, '(');
    let opens = bracket || s.tag(end) == Some(Tag::Comma);
    let stop = (end + 1..s.range.end.min(end + 8)).find(|i| {
        matches!(s.tag(*i), Some(Tag::Comma | Tag::Stop | Tag::But)) || s.passage.mark(*i, ')') || s.low(*i) == "by"
    })?;
    let counted = at_start(s, &(end + 1..stop)).filter(|_| opens)?;
    let rest = stop - counted.tokens.end;
    let best = counted.amount.best.is_some() || counted.amount.low.is_some() || counted.amount.high.is_some();
    let unit = (rest == 1).then(|| singular(s.low(stop - 1)));
    let noun = rest == 0 || s.tag(stop - 1) == Some(Tag::Noun) && !ENGLISH.lengths.contains(&singular(s.low(stop - 1)));
    let far = counted.amount.unit.as_ref().is_some_and(|unit| ENGLISH.lengths.contains(unit));
    let span = s.passage.span(&(counted.tokens.start..counted.tokens.end + rest)).into();
    (best && noun && !far && rest <= 1 && counted.tokens.start == end + 1).then(|| Amount {
        span,
        unit: unit.or(counted.amount.unit),
        ..counted.amount
    })
}

/// "mosque at Donji Brod": a place right behind the thing tells which one.
fn with_place(s: &Sentence, k: usize, whole: Range<usize>) -> Range<usize> {
    let place = matches!(s.low(whole.end), "at" | "in" | "above" | "along" | "beneath" | "on" | "near");
    let next = s.phrases.iter().find(|p| place && p.range.start == whole.end + 1 && p.range.end <= s.range.end);
    let subject = s.clauses.iter().find(|c| c.subject.contains(&k));
    match (next, subject) {
        (Some(next), Some(clause)) if next.range.end <= clause.group.start => whole.start..next.range.end,
        _ => whole,
    }
}

/// "dozens of wells", "two of the sacks", "27 crates of objects".
fn is_share(s: &Sentence, phrase: &Phrase, counted: Option<&Counted>) -> bool {
    let all = counted.is_some_and(|c| c.tokens.end >= phrase.range.end);
    let low = s.low(phrase.head);
    all || phrase.core.is_empty()
        || matches!(low, "none" | "one" | "any" | "both" | "half" | "rest" | "neither")
        || ENGLISH.many.contains(low)
}

fn pronoun(s: &Sentence, phrase: &Phrase, memory: &Memory) -> Option<Thing> {
    let many = match s.low(phrase.range.start) {
        "it" | "itself" => false,
        "they" | "them" => true,
        _ => return None,
    };
    let here = || earlier_subject(s, phrase.range.start, many);
    let name = here().or_else(|| memory.meant(s.number, many).map(str::to_owned))?;
    let what = Mention { span: s.passage.span(&phrase.range).into(), name: Some(name) };
    Some(Thing { what, tokens: phrase.range.clone(), amount: None, known: true, none: false })
}

/// The thing that an earlier clause of the sentence is about.
fn earlier_subject(s: &Sentence, before: usize, many: bool) -> Option<String> {
    let mut subjects = s.clauses.iter().filter(|c| c.finite).flat_map(|c| c.subject.iter().copied());
    let fits = |k: &usize| {
        let phrase = &s.phrases[*k];
        let head = singular(s.low(phrase.head));
        phrase.range.end <= before && !phrase.pronoun && is_many(s, phrase) == many && ENGLISH.things.contains(&head)
    };
    let k = subjects.rfind(fits)?;
    Some(s.passage.words(&(s.phrases[k].core.start..s.whole(k).end)).to_owned())
}

/// Who or what a phrase names as the one that did it.
pub(super) fn doer(s: &Sentence, k: usize) -> Option<Mention> {
    let phrase = s.phrases.get(k)?;
    let low = s.low(phrase.range.start);
    if matches!(low, "nobody" | "nothing" | "none" | "no" | "it" | "one" | "somebody" | "someone") {
        return None;
    }
    let counted = at_start(s, &phrase.range).filter(|c| c.tokens.end < phrase.range.end);
    let from = counted.map_or(phrase.core.start, |c| c.tokens.end.max(phrase.core.start));
    let from = match phrase.owner {
        Owner::Its if !phrase.pronoun && low != "her" => phrase.range.start,
        _ => from,
    };
    let tokens = if phrase.pronoun { phrase.range.clone() } else { from..s.whole(k).end };
    (!tokens.is_empty()).then(|| Mention { span: s.passage.span(&tokens).into(), name: None })
}

/// The phrases of the list that phrase `k` begins, without those that hang on "of".
pub(super) fn list_from(s: &Sentence, k: usize) -> Vec<usize> {
    let list = s.phrases[k].list;
    let member = |j: &usize| s.phrases[*j].list == list && (*j == k || !s.phrases[*j - 1].of);
    (k..s.phrases.len()).filter(member).collect()
}

/// Whether a phrase names several things.
pub(super) fn is_many(s: &Sentence, phrase: &Phrase) -> bool {
    let low = s.low(phrase.head);
    singular(low) != low
}

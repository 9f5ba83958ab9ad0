//! Harm: what was damaged or destroyed, how far, by whom or by what.

use std::ops::Range;

use daftar_claim::{EntityId, Value};

use super::claims::{Saying, Statement, When};
use super::clauses::{Clause, Mood};
use super::entities::{UNTOLD, Want};
use super::fates::ENGLISH;
use super::quantity::{self, Quantity};
use super::sentence::Sentence;
use super::speakers::{Said, sayings_at};
use super::state::Article;
use super::tags::Tag;
use super::things::{is_share, kind_at};
use super::words::{is_damage, singular};

impl Article<'_> {
    /// Clause `k`, whose verb is one of harm. True if it gave statements.
    pub(super) fn harm(&mut self, s: &Sentence, k: usize, code: &'static str, said: &[Said]) -> bool {
        let clause = &s.clauses[k];
        let denied = said.iter().any(|x| x.denied && x.content.contains(&clause.verb));
        let manner = clause.negated && in_a_manner(s, clause);
        if clause.mood == Mood::Unreal || denied || manner || !is_literal(s, clause) {
            return false;
        }
        let victims = self.victims(s, clause);
        if victims.is_empty() {
            return false;
        }
        let sayings = sayings_at(said, s, clause.verb, clause.mood);
        for saying in &sayings {
            let when = self.harm_time(s, k, saying);
            self.harm_of_all(s, k, &victims, code, &when, saying);
        }
        true
    }

    fn harm_of_all(
        &mut self,
        s: &Sentence,
        k: usize,
        victims: &[(usize, usize)],
        code: &'static str,
        when: &When,
        saying: &Saying,
    ) {
        let clause = &s.clauses[k];
        let label = s.passage.words(&degree_tokens(s, clause)).to_owned();
        let harmed = graded(code, &label.to_lowercase());
        for (phrase, at) in victims {
            let none = is_none(s, s.phrases[*phrase].range.start);
            if none && in_a_manner(s, clause) {
                continue;
            }
            let code = if clause.negated || none { "intact" } else { harmed };
            let share = share_of(s, *phrase);
            let (subject, owned_label) = (self.id(*at), label.clone());
            self.state(s, subject, Harmed { code, label: owned_label, share }, when, saying);
            self.cause(s, k, subject, when, saying);
        }
        let event = self.event(s, harm_tokens(s, k), when, saying, "harm");
        self.responsible(s, k, event, when, saying);
    }

    /// "three boats were lost": how many, where the words do not say how. True if it gave statements.
    pub(super) fn loss(&mut self, s: &Sentence, k: usize, said: &[Said]) -> bool {
        let clause = &s.clauses[k];
        if s.low(clause.verb) != "lost" || !clause.passive || clause.negated || clause.mood == Mood::Unreal {
            return false;
        }
        let mut told = false;
        for (phrase, at) in self.victims(s, clause) {
            if let Some(Quantity { value: value @ Value::Count { .. }, .. }) = share_of(s, phrase) {
                told |= self.tell(s, k, at, "lost", value, said);
            }
        }
        told
    }

    /// What is harmed: the subject of the passive and of "collapsed", the object of the active.
    fn victims(&mut self, s: &Sentence, clause: &Clause) -> Vec<(usize, usize)> {
        let of_subject = clause.passive || clause.object.is_empty();
        let mut phrases = if of_subject { clause.subject.clone() } else { clause.object.clone() };
        if clause.passive {
            phrases.extend(alongside(s, clause));
        }
        if let Some(first) = neither(s, &phrases) {
            phrases.insert(0, first);
        }
        let bare = of_subject && !clause.passive;
        let mut victims = Vec::new();
        for k in phrases {
            if is_figure(s, k) {
                continue;
            }
            let hint = (!bare && can_be_thing(s, k)).then_some(UNTOLD);
            let thing = self.thing(s, k, Want::Thing, hint);
            victims.extend(thing.filter(|at| self.can_be_harmed(*at)).map(|at| (k, at)));
        }
        victims
    }

    pub(super) fn can_be_harmed(&self, at: usize) -> bool {
        !matches!(self.kind(at), "person" | "body" | "event" | "document")
    }

    /// The physical state of one thing, or of a share or number of them.
    pub(super) fn state(&mut self, s: &Sentence, subject: EntityId, harmed: Harmed, when: &When, saying: &Saying) {
        let share = harmed.share.map(|quantity| quantity.value);
        let code = if matches!(share, Some(Value::Number { .. })) { "damaged" } else { harmed.code };
        let value = Value::Code { scheme: "state".to_owned(), code: code.to_owned(), label: Some(harmed.label) };
        let told = Statement::new(subject, "state", value, s.all(), "harm").when(when.clone()).said(saying);
        self.propose(told.clone());
        let counted = match share {
            Some(value @ Value::Number { .. }) => ("extent", value),
            Some(value @ Value::Count { .. }) if code == "destroyed" => ("lost", value),
            _ => return,
        };
        self.propose(Statement { property: counted.0, value: counted.1, ..told });
    }

    /// By what means: "via an airstrike", "by bombs", "in a storm".
    fn cause(&mut self, s: &Sentence, k: usize, subject: EntityId, when: &When, saying: &Saying) {
        for tokens in self.means(s, k) {
            let value = Value::text(s.passage.words(&tokens));
            let told = Statement::new(subject, "cause", value, s.all(), "means");
            self.propose(told.when(when.clone()).said(saying));
        }
    }

    fn means(&mut self, s: &Sentence, k: usize) -> Vec<Range<usize>> {
        let clause = &s.clauses[k];
        let mut means = Vec::new();
        for doer in doers(clause) {
            if self.actor(s, *doer).is_none() && !s.phrases[*doer].pronoun {
                means.push(s.whole(*doer));
            }
        }
        let through = |i: &usize| matches!(s.low(*i), "via" | "through" | "using");
        if let Some(at) = (clause.verb..clause.range.end).find(through) {
            means.push(s.trimmed(at + 1..clause.range.end));
        }
        means
    }

    /// Who is said to have done it: a statement of its own, on the event.
    fn responsible(&mut self, s: &Sentence, k: usize, event: EntityId, when: &When, saying: &Saying) {
        for doer in doers(&s.clauses[k]).to_vec() {
            if let Some(at) = self.actor(s, doer) {
                let value = Value::Entity(self.id(at));
                let told = Statement::new(event, "responsible", value, s.all(), "by-whom");
                self.propose(told.when(when.clone()).said(saying));
            }
        }
    }

    /// The person or body that a phrase names.
    pub(super) fn actor(&mut self, s: &Sentence, k: usize) -> Option<usize> {
        let named = super::things::name_tokens(s, &s.phrases[k]).is_some();
        let pronoun = s.phrases[k].pronoun;
        let group = kind_at(s, &s.phrases[k]) == Some("body");
        if !(named || pronoun || group) {
            return None;
        }
        let hint = (kind_at(s, &s.phrases[k]).is_none()).then_some("body");
        self.thing(s, k, Want::Speaker, hint).filter(|at| matches!(self.kind(*at), "person" | "body"))
    }
}

/// A state as told: the code, the source's own words, and how many or how much.
pub(super) struct Harmed {
    pub(super) code: &'static str,
    pub(super) label: String,
    pub(super) share: Option<Quantity>,
}

/// Who does it: the agent of the passive, the subject of an active that has an object.
fn doers(clause: &Clause) -> &[usize] {
    match (clause.passive, clause.object.is_empty()) {
        (true, _) => &clause.agent,
        (false, false) => &clause.subject,
        (false, true) => &[],
    }
}

/// "blown up", but not "blown off course".
fn is_literal(s: &Sentence, clause: &Clause) -> bool {
    let low = s.low(clause.verb);
    !low.starts_with("blow") && low != "blew" || matches!(s.low(clause.verb + 1), "up" | "apart")
}

/// Phrases behind "alongside" that share the subject's fate.
fn alongside(s: &Sentence, clause: &Clause) -> Vec<usize> {
    let joins = |i: &usize| matches!(s.low(*i), "alongside" | "along" | "together") && s.tag(*i) == Some(Tag::And);
    let Some(at) = (clause.verb..clause.range.end).find(joins) else { return Vec::new() };
    let Some(first) = s.phrases.iter().position(|p| p.range.start > at) else { return Vec::new() };
    let damage = is_damage(s.low(s.phrases[first].head));
    let list = s.phrases[first].list;
    let member = |k: &usize| s.phrases[*k].list == list && !(*k > 0 && s.phrases[*k - 1].of);
    if damage { Vec::new() } else { (first..s.phrases.len()).filter(member).collect() }
}

/// "demolished the case", "destroyed our peace": no thing was harmed.
fn is_figure(s: &Sentence, k: usize) -> bool {
    let noun = singular(s.low(s.phrases[k].head));
    ENGLISH.is_no_thing(&noun) && kind_at(s, &s.phrases[k]).is_none()
}

/// "no well", "neither the viaduct nor the pipe": it was not harmed.
pub(super) fn is_none(s: &Sentence, start: usize) -> bool {
    let neither = (s.range.start..start).any(|i| s.low(i) == "neither");
    s.low(start) == "no"
        || neither && (s.low(start.wrapping_sub(1)) == "nor" || s.low(start.wrapping_sub(1)) == "neither")
}

/// "neither the viaduct nor the pipe": the first of both.
fn neither(s: &Sentence, phrases: &[usize]) -> Option<usize> {
    let second = s.phrases.get(*phrases.first()?)?.range.start;
    let at = (s.range.start..second).rfind(|i| s.low(*i) == "neither" && s.low(second - 1) == "nor")?;
    s.phrases.iter().position(|p| p.range.start == at + 1)
}

/// "was not damaged deliberately" leaves open whether it was damaged.
fn in_a_manner(s: &Sentence, clause: &Clause) -> bool {
    let manner = |word: &str| {
        matches!(word, "deliberately" | "intentionally" | "directly" | "knowingly" | "specifically" | "purposely")
    };
    (clause.group.start..clause.range.end.min(clause.verb + 3)).any(|i| manner(s.low(i)))
}

/// How many or how much of a phrase: its own number, or that of the phrase before "of".
fn share_of(s: &Sentence, k: usize) -> Option<Quantity> {
    let phrase = &s.phrases[k];
    let counted = quantity::first(s.passage, &phrase.range)?;
    let share = phrase.of && is_share(s, phrase);
    let named = super::things::name_tokens(s, phrase).is_some();
    (share || counted.range.start <= phrase.core.start && !named).then_some(counted)
}

/// Names and definite things can be harmed even if their noun tells no kind; "hopes" cannot.
pub(super) fn can_be_thing(s: &Sentence, k: usize) -> bool {
    let phrase = &s.phrases[k];
    let listed = s.phrases.iter().any(|p| p.list == phrase.list && p.definite && p.range.start < phrase.range.start);
    kind_at(s, phrase).is_some()
        || super::things::name_tokens(s, phrase).is_some()
        || phrase.definite
        || listed
        || quantity::first(s.passage, &phrase.range).is_some()
}

/// The words that tell how far: adverbs and verb, without auxiliaries.
fn degree_tokens(s: &Sentence, clause: &Clause) -> Range<usize> {
    let auxiliary = |i: &usize| matches!(s.tag(*i), Some(Tag::Auxiliary | Tag::Preposition));
    let mut from = clause.group.clone().rfind(auxiliary).map_or(clause.group.start, |i| i + 1);
    while from < clause.verb
        && matches!(s.low(from), "also" | "later" | "again" | "still" | "soon" | "already" | "thus")
    {
        from += 1;
    }
    let up = usize::from(matches!(s.low(clause.verb + 1), "up" | "down" | "apart"));
    from..clause.group.end + up
}

/// The code for the words that tell how far.
pub(super) fn graded(code: &'static str, words: &str) -> &'static str {
    let says = |list: &[&str]| words.split(' ').any(|word| list.contains(&word));
    let slight = says(&["slightly", "lightly", "little", "minor", "slight", "light", "superficial", "limited"]);
    let heavy = says(&[
        "severely",
        "badly",
        "heavily",
        "seriously",
        "extensively",
        "severe",
        "heavy",
        "massive",
        "extensive",
        "widespread",
        "serious",
        "major",
        "much",
        "great",
        "devastating",
        "considerably",
    ]);
    let partly = says(&["partially", "partly", "almost", "nearly", "largely", "partial", "mostly"]);
    match code {
        "damaged" if slight => "slightly-damaged",
        "damaged" if heavy => "severely-damaged",
        "damaged" if says(&["complete", "total"]) => "destroyed",
        "destroyed" if partly => "severely-damaged",
        code => code,
    }
}

/// The words of the harm: its clause and the participles that hang on it.
fn harm_tokens(s: &Sentence, k: usize) -> Range<usize> {
    let clause = &s.clauses[k];
    let next = s.clauses[k + 1..].iter().find(|c| c.finite && c.range.start > clause.verb);
    let mut end = next.map_or(s.range.end, |c| c.range.start);
    while matches!(s.tag(end - 1), Some(Tag::Subordinator | Tag::Preposition)) && end > clause.group.end {
        end -= 1;
    }
    s.trimmed(clause.range.start..end)
}

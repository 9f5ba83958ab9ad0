//! Institutions: when and by whom they were founded, where they are housed, what they are for.

use std::ops::Range;

use daftar_claim::Value;

use super::claims::{Saying, Statement};
use super::clauses::Mood;
use super::entities::Want;
use super::quantity;
use super::sentence::Sentence;
use super::speakers::{Said, sayings_at};
use super::state::Article;
use super::tags::Tag;
use super::things::name_tokens;
use super::words::is_rank;

impl Article<'_> {
    /// "founded in 2014 by five neighbours, among them …". True if it gave statements.
    pub(super) fn founding(&mut self, s: &Sentence, k: usize, said: &[Said]) -> bool {
        let clause = &s.clauses[k];
        if clause.mood != Mood::Fact || clause.negated {
            return false;
        }
        let of_subject = clause.passive || clause.object.is_empty();
        let (founded, founders) = match of_subject {
            true => (clause.subject.first().copied(), clause.agent.clone()),
            false => (clause.object.first().copied(), clause.subject.clone()),
        };
        let Some(at) = founded.and_then(|phrase| self.institution(s, phrase)) else { return false };
        let saying = sayings_at(said, s, clause.verb, clause.mood).swap_remove(0);
        let dated = self.founding_date(s, k, at, &saying);
        let named = clause.passive && self.founders(s, at, &founders, &saying);
        dated || named
    }

    /// The founding year is the thing said, not the time of the saying.
    fn founding_date(&mut self, s: &Sentence, k: usize, at: usize, saying: &Saying) -> bool {
        let Some(time) = s.time_of(k) else { return false };
        let Some(date) = time.when.best().cloned() else { return false };
        let subject = self.id(at);
        self.propose(Statement::new(subject, "founded", Value::Date(date), s.all(), "founding").said(saying));
        true
    }

    fn founders(&mut self, s: &Sentence, at: usize, phrases: &[usize], saying: &Saying) -> bool {
        let subject = self.id(at);
        let mut told = false;
        for k in phrases {
            if let Some(counted) = quantity::first(s.passage, &s.phrases[*k].range) {
                self.propose(Statement::new(subject, "founders", counted.value, s.all(), "founding").said(saying));
                told = true;
            }
        }
        for k in phrases.iter().copied().chain(self.included_after(s, phrases)) {
            if let Some(founder) = self.name_of(s, k, Some("person")) {
                let value = Value::Entity(self.id(founder));
                self.propose(Statement::new(subject, "founder", value, s.all(), "founding").said(saying));
                told = true;
            }
        }
        told
    }

    /// The names behind "including", when it follows these phrases.
    fn included_after(&self, s: &Sentence, phrases: &[usize]) -> Vec<usize> {
        let Some(last) = phrases.last().map(|k| s.phrases[*k].range.end) else { return Vec::new() };
        let at = (last..(last + 2).min(s.range.end)).find(|i| s.low(*i) == "including");
        let first = at.and_then(|at| s.phrases.iter().position(|p| p.range.start == at + 1));
        first.map_or_else(Vec::new, |k| {
            let list = s.phrases[k].list;
            (k..s.phrases.len())
                .filter(|j| s.phrases[*j].list == list && name_tokens(s, &s.phrases[*j]).is_some())
                .collect()
        })
    }

    /// "museum director Harun Sala": the words before a name are the person's role.
    pub(super) fn role(&mut self, s: &Sentence, k: usize, person: usize) {
        let phrase = &s.phrases[k];
        let Some(name) = name_tokens(s, phrase) else { return };
        let before = phrase.core.start..name.start;
        let own = matches!(phrase.owner, super::phrases::Owner::Unsaid);
        let office = before.clone().next_back().is_some_and(|last| is_rank(s.low(last)));
        if self.kind(person) == "person" && own && office {
            let (subject, quote) = (self.id(person), s.quote(phrase.range.clone()));
            let value = Value::text(s.passage.words(&before));
            self.propose(Statement::new(subject, "role", value, quote.clone(), "role"));
            self.office(s, &before, subject, quote);
        }
    }

    /// A director belongs to the institution that the article is about.
    fn office(
        &mut self,
        s: &Sentence,
        before: &Range<usize>,
        person: daftar_claim::EntityId,
        quote: super::claims::Quote,
    ) {
        let directs = before.clone().any(|i| matches!(s.low(i), "director" | "curator" | "keeper"));
        let main = self.topic.main.filter(|at| is_institution(self.kind(*at)));
        if let Some(main) = main.filter(|_| directs) {
            let subject = self.id(main);
            self.propose(Statement::new(subject, "director", Value::Entity(person), quote, "role"));
        }
    }

    /// The museum, seed bank, building or body that a phrase means.
    fn institution(&mut self, s: &Sentence, k: usize) -> Option<usize> {
        let known = self.thing(s, k, Want::Institution, None)?;
        matches!(self.kind(known), "museum" | "seed-bank" | "building" | "body" | "collection").then_some(known)
    }

    /// "housed in a former mill".
    pub(super) fn housing(&mut self, s: &Sentence, k: usize, said: &[Said]) -> bool {
        let clause = &s.clauses[k];
        let inside = s.low(clause.verb) == "housed" && clause.passive && s.low(clause.verb + 1) == "in";
        let Some(house) = s.phrases.iter().position(|p| p.range.start == clause.verb + 2).filter(|_| inside) else {
            return false;
        };
        let Some(at) = clause.subject.first().and_then(|k| self.institution(s, *k)) else { return false };
        let value = Value::text(s.passage.words(&s.whole(house)));
        self.tell(s, k, at, "housed-in", value, said)
    }

    /// "was designed to teach", "aimed at preserving".
    pub(super) fn aim(&mut self, s: &Sentence, k: usize, said: &[Said]) -> bool {
        let clause = &s.clauses[k];
        let leads = matches!(s.low(clause.verb + 1), "to" | "at" | "for");
        let Some(at) = clause.subject.first().copied().filter(|_| leads).and_then(|k| self.institution(s, k)) else {
            return false;
        };
        let value = Value::text(s.passage.words(&s.trimmed(clause.verb + 1..s.range.end)));
        self.tell(s, k, at, "aim", value, said)
    }

    /// "celebrated its tenth year": what an institution does in public.
    pub(super) fn activity(&mut self, s: &Sentence, k: usize, said: &[Said]) -> bool {
        let clause = &s.clauses[k];
        let Some(at) = clause.subject.first().copied().and_then(|k| self.institution(s, k)) else { return false };
        if clause.passive || !is_institution(self.kind(at)) {
            return false;
        }
        let value = Value::text(s.passage.words(&s.trimmed(clause.verb..clause.range.end)));
        self.tell(s, k, at, "activity", value, said)
    }

    /// "granted the museum a licence".
    pub(super) fn grant(&mut self, s: &Sentence, k: usize, said: &[Said]) -> bool {
        let words = || s.range.clone().map(|i| s.low(i));
        let property = match () {
            () if words().any(|w| matches!(w, "licence" | "license" | "permit" | "accreditation")) => "licence",
            () if words().any(|w| matches!(w, "award" | "prize" | "medal")) => "award",
            () => return false,
        };
        let clause = &s.clauses[k];
        let receivers = if clause.passive { &clause.subject } else { &clause.object };
        let Some(at) = receivers.first().copied().and_then(|k| self.institution(s, k)) else { return false };
        let value = Value::text(s.passage.words(&s.trimmed(clause.range.start..s.range.end)));
        self.tell(s, k, at, property, value, said)
    }

    /// "dissolved in October".
    pub(super) fn dissolution(&mut self, s: &Sentence, k: usize, said: &[Said]) -> bool {
        let clause = &s.clauses[k];
        let date = s.time_of(k).and_then(|t| t.when.best().cloned());
        let ends = s.low(clause.verb).starts_with("dissolv");
        let at = clause.subject.first().copied().filter(|_| ends).and_then(|k| self.institution(s, k));
        match (at, date) {
            (Some(at), Some(date)) => self.tell(s, k, at, "dissolved", Value::Date(date), said),
            _ => false,
        }
    }

    /// Proposes one property of one entity, in the words of clause `k`. Always true.
    pub(super) fn tell(
        &mut self,
        s: &Sentence,
        k: usize,
        at: usize,
        property: &'static str,
        value: Value,
        said: &[Said],
    ) -> bool {
        let clause = &s.clauses[k];
        let own_date = !matches!(value, Value::Date(_));
        let when = s.time_of(k).filter(|_| own_date).map(|t| t.when.clone()).unwrap_or_default();
        let subject = self.id(at);
        for saying in sayings_at(said, s, clause.verb, clause.mood) {
            let told = Statement::new(subject, property, value.clone(), s.all(), "told");
            self.propose(told.when(when.clone()).said(&saying));
        }
        true
    }
}

/// What holds things for others to see or use.
pub(super) fn is_institution(kind: &str) -> bool {
    matches!(kind, "museum" | "seed-bank" | "collection")
}

/// Whether a token is a mark between the items of a list.
pub(super) fn parts(s: &Sentence, i: usize) -> bool {
    matches!(s.tag(i), Some(Tag::Comma | Tag::And))
}

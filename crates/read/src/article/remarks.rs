//! What things are called and what others say of their loss: distinctions, descriptions, warnings, what remained.

use std::ops::Range;

use daftar_claim::{Speaker, Value};

use super::claims::{Saying, Statement, When};
use super::clauses::Mood;
use super::entities::{UNTOLD, Want};
use super::sections::Section;
use super::sentence::Sentence;
use super::speakers::{Said, sayings_at, who_speak};
use super::state::Article;
use super::tags::Tag;
use super::things::{kind_at, name_tokens};
use super::words::singular;

impl Article<'_> {
    /// "was the second museum in the town", "was home to a seed bank". True if it gave statements.
    pub(super) fn being(&mut self, s: &Sentence, k: usize, said: &[Said]) -> bool {
        let clause = &s.clauses[k];
        if clause.negated || clause.mood != Mood::Fact {
            return false;
        }
        if let Some(to) = (clause.verb..clause.verb + 4).find(|i| s.low(*i) == "home" && s.low(*i + 1) == "to") {
            return self.home_to(s, k, to + 2, said);
        }
        let Some(subject) = clause.subject.first().copied() else { return false };
        let Some(predicate) = self.predicate(s, k) else { return false };
        let Some(at) = self.described_as(s, subject, &predicate) else { return false };
        let described = self.topic.main == Some(at) && self.section == Section::Lead;
        let property = match () {
            () if self.is_remarkable(at) && is_distinction(s, &predicate) => "distinction",
            () if described => "description",
            () => return false,
        };
        let words = s.trimmed(predicate.start..self.remark_end(s, k));
        self.tell(s, k, at, property, Value::text(s.passage.words(&words)), said);
        if described {
            self.places(s, k, at, said);
        }
        true
    }

    /// The subject; of several things that "it" could mean, one of the kind that the predicate tells.
    fn described_as(&mut self, s: &Sentence, subject: usize, predicate: &Range<usize>) -> Option<usize> {
        let kind = s.phrases.iter().find(|p| p.range == *predicate).and_then(|p| kind_at(s, p));
        let same = |at: &usize| Some(self.kind(*at)) == kind;
        let meant = self.entities.meant(s.number, Want::Any, |e| Some(e.kind) == kind).filter(same);
        match meant.filter(|_| s.phrases[subject].pronoun) {
            Some(at) => Some(at),
            None => self.thing(s, subject, Want::Any, None),
        }
    }

    /// Distinctions are of things; persons and bodies have roles.
    fn is_remarkable(&self, at: usize) -> bool {
        !matches!(self.kind(at), "person" | "body" | "event" | "document")
    }

    /// The phrase that says what the subject is.
    fn predicate(&self, s: &Sentence, k: usize) -> Option<Range<usize>> {
        let clause = &s.clauses[k];
        let after = s.phrases.iter().find(|p| p.range.start > clause.verb && !p.governed && !p.pronoun)?;
        clause.range.contains(&after.range.start).then(|| after.range.clone())
    }

    /// A remark goes on over infinitives and participles to the next clause that stands by itself.
    fn remark_end(&self, s: &Sentence, k: usize) -> usize {
        let next = s.clauses[k + 1..].iter().find(|c| c.finite);
        next.map_or(s.range.end, |c| c.range.start)
    }

    /// "in Marsa": where the main entity lies.
    fn places(&mut self, s: &Sentence, k: usize, at: usize, said: &[Said]) {
        for phrase in 0..s.phrases.len() {
            let start = s.phrases[phrase].range.start;
            let inside = s.clauses[k].range.contains(&start) || s.range.contains(&start);
            let told = inside && s.low(start.wrapping_sub(1)) == "in" && start > s.clauses[k].verb;
            let named = if told { self.name_of(s, phrase, Some("place")) } else { None };
            if let Some(place) = named.filter(|p| self.kind(*p) == "place") {
                let value = Value::Entity(self.id(place));
                self.tell(s, k, at, "place", value, said);
            }
        }
    }

    /// "The town was home to a museum": what is there, where it is, and what sets it apart.
    fn home_to(&mut self, s: &Sentence, k: usize, at: usize, said: &[Said]) -> bool {
        let Some(phrase) = s.phrases.iter().position(|p| p.range.start == at) else { return false };
        let kind = kind_at(s, &s.phrases[phrase]);
        let Some(thing) = self.thing(s, phrase, Want::Thing, kind) else { return false };
        let subject = s.clauses[k].subject.first().copied();
        if let Some(place) = subject.and_then(|k| self.thing(s, k, Want::Thing, Some("place"))) {
            let value = Value::Entity(self.id(place));
            self.tell(s, k, thing, "place", value, said);
        }
        self.entities.mention(s.number, 0, thing);
        true
    }

    /// "the mill's only lamp", "the Mill Museum, one of three": what sets a thing apart, wherever it is named.
    pub(super) fn distinctions(&mut self, s: &Sentence, said: &[Said]) -> bool {
        let mut told = false;
        for k in 0..s.phrases.len() {
            let words = match () {
                () if is_only(s, k) => s.whole(k),
                () => match apposition(s, k) {
                    Some(words) => words,
                    None => continue,
                },
            };
            let predicate = s.clauses.iter().any(|c| {
                c.class == super::verbs::Class::Be
                    && c.verb < words.start
                    && c.range.contains(&words.start)
                    && !c.subject.contains(&k)
                    && s.low(words.start - 1) != "to"
            });
            let known = kind_at(s, &s.phrases[k]).is_some() || name_tokens(s, &s.phrases[k]).is_some();
            if predicate && is_only(s, k) || !known {
                continue;
            }
            let Some(at) = self.thing(s, k, Want::Thing, None).filter(|at| self.is_remarkable(*at)) else { continue };
            let subject = self.id(at);
            let value = Value::text(s.passage.words(&words));
            let saying = sayings_at(said, s, words.start, Mood::Fact).swap_remove(0);
            self.propose(Statement::new(subject, "distinction", value, s.all(), "distinction").said(&saying));
            told = true;
        }
        told
    }

    /// "described the loss as …", "condemned the damage to the museum". True if it gave statements.
    pub(super) fn description(&mut self, s: &Sentence, k: usize) -> Option<Range<usize>> {
        let clause = &s.clauses[k];
        let object = clause.object.first().copied().filter(|_| !clause.passive && clause.mood != Mood::Unreal)?;
        let at = self.described(s, object)?;
        let end = s.clauses[k + 1..].iter().find(|c| c.finite && s.level(c) <= s.level(clause));
        let end = end.map_or(s.range.end, |c| c.range.start);
        let as_what = (clause.verb..end).find(|i| s.low(*i) == "as").map(|i| i + 1);
        let words = s.trimmed(as_what.unwrap_or(clause.verb)..end);
        let subject = self.id(at);
        let stated = s.time_of(k).map(|t| t.when.clone()).unwrap_or_default();
        for speaker in who_speak(s, clause) {
            let saying = Saying { said_by: Some(self.speaker(s, speaker)), stated: stated.clone(), certainty: None };
            let value = Value::text(s.passage.words(&words));
            self.propose(Statement::new(subject, "described-as", value, s.all(), "described").said(&saying));
        }
        Some(clause.verb + 1..end)
    }

    /// The thing that is described: itself, or the thing whose damage or loss is.
    fn described(&mut self, s: &Sentence, object: usize) -> Option<usize> {
        let phrase = &s.phrases[object];
        let loss =
            matches!(s.low(phrase.head), "damage" | "destruction" | "loss" | "devastation" | "demolition" | "looting");
        let target = match loss {
            true => s.phrases.iter().position(|p| {
                p.range.start == phrase.range.end + 1 && matches!(s.low(phrase.range.end), "to" | "of")
            })?,
            false => object,
        };
        self.thing(s, target, Want::Thing, loss.then_some(UNTOLD)).filter(|at| self.is_remarkable(*at))
    }

    /// A speaker who is named by a phrase.
    fn speaker(&mut self, s: &Sentence, k: usize) -> Speaker {
        match self.thing(s, k, Want::Speaker, Some("body")) {
            Some(at) => Speaker::Entity(self.id(at)),
            None => Speaker::Unnamed(s.passage.words(&s.whole(k)).to_owned()),
        }
    }

    /// "issued a warning to evacuate the collection". True if it gave statements.
    pub(super) fn warning(&mut self, s: &Sentence, k: usize, said: &[Said]) -> bool {
        let clause = &s.clauses[k];
        let warns = clause.object.iter().any(|o| matches!(s.low(s.phrases[*o].head), "warning" | "warnings"));
        if !warns || clause.mood != Mood::Fact {
            return false;
        }
        let main = self.topic.main.filter(|at| self.is_remarkable(*at) && self.kind(*at) != "place");
        let Some(at) = main.or_else(|| self.entities.meant(s.number, Want::Thing, |_| true)) else { return false };
        let end = self.remark_end(s, k);
        let value = Value::text(s.passage.words(&s.trimmed(clause.range.start..end)));
        self.tell(s, k, at, "warning", value, said)
    }

    /// "only shards of pottery remained". True if it gave statements.
    pub(super) fn remains(&mut self, s: &Sentence, k: usize, said: &[Said]) -> bool {
        let clause = &s.clauses[k];
        let Some(subject) = clause.subject.first().map(|k| s.phrases[*k].clone()) else { return false };
        let from = (s.range.start..clause.group.start)
            .rev()
            .find(|i| matches!(s.tag(*i), Some(Tag::Subordinator) if s.low(*i) != "as"));
        let start = from.map_or(subject.range.start, |i| i + 1);
        let debris = (start..clause.group.start).any(|i| is_debris(s.low(i)));
        if !debris || clause.mood != Mood::Fact {
            return false;
        }
        let main = self.topic.main.filter(|at| self.is_remarkable(*at));
        let Some(at) = main.or_else(|| self.entities.meant(s.number, Want::Thing, |_| true)) else { return false };
        let id = self.id(at);
        let value = Value::text(s.passage.words(&s.trimmed(start..clause.group.start)));
        for saying in sayings_at(said, s, clause.verb, clause.mood) {
            let when = self.harm_time(s, k, &saying);
            let told = Statement::new(id, "remains", value.clone(), s.all(), "remains");
            self.propose(told.when(when).said(&saying));
        }
        true
    }

    /// "the damage may have resulted from …": how it came about, as surely as it is said.
    pub(super) fn result_from(&mut self, s: &Sentence, k: usize, said: &[Said]) -> bool {
        let clause = &s.clauses[k];
        let stems = ["result", "stem", "arose", "arise"];
        let results = stems.iter().any(|stem| s.low(clause.verb).starts_with(stem)) && s.low(clause.verb + 1) == "from";
        let Some(subject) = clause.subject.first().copied().filter(|_| results) else { return false };
        let Some(at) = self.described(s, subject) else { return false };
        let content = said.iter().filter(|x| x.content.contains(&clause.verb)).map(|x| x.content.end).min();
        let words = s.trimmed(clause.group.start..content.unwrap_or(s.range.end));
        let id = self.id(at);
        for saying in sayings_at(said, s, clause.verb, clause.mood) {
            let value = Value::text(s.passage.words(&words));
            let told = Statement::new(id, "cause", value, s.all(), "result");
            self.propose(told.when(When::default()).said(&saying));
        }
        true
    }
}

/// "only", "first", "largest", "one of": what sets a thing apart.
fn is_distinction(s: &Sentence, predicate: &Range<usize>) -> bool {
    predicate.clone().any(|i| {
        matches!(s.low(i), "only" | "first" | "second" | "third" | "last" | "sole" | "largest" | "oldest" | "smallest")
    }) || s.low(predicate.start) == "one" && s.low(predicate.end) == "of"
}

/// "the town's only seed bank".
fn is_only(s: &Sentence, k: usize) -> bool {
    let phrase = &s.phrases[k];
    let apart = phrase.core.clone().any(|i| matches!(s.low(i), "only" | "oldest" | "largest" | "sole"));
    apart && phrase.definite && kind_at(s, phrase).is_some_and(|kind| !matches!(kind, "body" | "event" | "person"))
}

/// ", one of four museums in the town": the words behind the comma, of the thing that phrase `k` names.
fn apposition(s: &Sentence, k: usize) -> Option<Range<usize>> {
    let comma = s.phrases[k].range.end;
    let opens = s.tag(comma) == Some(Tag::Comma) && s.low(comma + 1) == "one" && s.low(comma + 2) == "of";
    name_tokens(s, &s.phrases[k]).filter(|_| opens)?;
    let ends = |i: &usize| matches!(s.tag(*i), Some(Tag::Comma | Tag::Stop | Tag::Verb(_) | Tag::But));
    let end = (comma + 1..s.range.end).find(ends).unwrap_or(s.range.end);
    Some(comma + 1..end)
}

/// What is left of things.
fn is_debris(noun: &str) -> bool {
    matches!(
        singular(noun).as_str(),
        "remnant" | "shard" | "fragment" | "ruin" | "rubble" | "debris" | "glass" | "remain" | "ash" | "piece" | "wall"
    )
}

//! Events: what is narrated with a date, and what somebody says happened.

use std::ops::Range;

use daftar_claim::{EntityId, Value, span_entity};

use super::claims::{Saying, Statement, When};
use super::clauses::Mood;
use super::sections::Section;
use super::sentence::{Sentence, Timed};
use super::speakers::{Said, sayings_at};
use super::state::Article;
use super::tags::Tag;
use super::verbs::Class;

impl Article<'_> {
    /// Proposes the events of a sentence. `told` are the clauses that other rules have put into words already.
    pub(super) fn events(&mut self, s: &Sentence, said: &[Said], told: &[bool]) {
        for saying in said {
            self.said_event(s, saying, said, told);
        }
        let mut dated = false;
        for k in 0..s.clauses.len() {
            dated |= self.dated_event(s, said, told, k);
        }
        let any_told = told.contains(&true);
        if !dated && said.is_empty() && !any_told && !s.clauses.iter().any(|c| c.finite) {
            self.dated_fragment(s);
        }
    }

    /// What somebody says happened, one event for each who says so.
    fn said_event(&mut self, s: &Sentence, own: &Said, all: &[Said], told: &[bool]) {
        let inside = |k: usize| own.content.contains(&s.clauses[k].verb) && Some(k) != own.clause;
        if (0..s.clauses.len()).any(|k| told[k] && inside(k)) || own.content.is_empty() {
            return;
        }
        let content = match own.clause.filter(|_| own.denied) {
            Some(clause) => s.trimmed(s.clauses[clause].range.start..own.content.end),
            None => own.content.clone(),
        };
        if self.is_analysis(s) && self.opinion(s, own, &content) {
            return;
        }
        let when = self.said_time(s, own, inside);
        for saying in sayings_at(all, s, own.content.start, Mood::Fact) {
            self.event(s, content.clone(), &when, &saying, "said");
        }
    }

    /// When it happened, if the words say so. Where nobody is named the date of the report is the event's.
    fn said_time(&self, s: &Sentence, own: &Said, inside: impl Fn(usize) -> bool) -> When {
        let dated = |k: &usize| inside(*k) && s.time_of(*k).is_some_and(|t| own.content.contains(&t.tokens.start));
        match (0..s.clauses.len()).find(dated).and_then(|k| s.time_of(k)) {
            Some(time) => time.when.clone(),
            None if own.unnamed => own.stated.clone(),
            None => When::default(),
        }
    }

    fn is_analysis(&self, s: &Sentence) -> bool {
        let opens = s.range.start..(s.range.start + 4).min(s.range.end);
        self.section == Section::Analysis || opens.clone().any(|i| s.low(i) == "analysis")
    }

    /// Reasons and judgements of the main event are said of it; they are no events.
    fn opinion(&mut self, s: &Sentence, own: &Said, content: &Range<usize>) -> bool {
        let Some(main) = self.main_event() else { return false };
        let reason = content
            .clone()
            .any(|i| s.low(i) == "because" || (matches!(s.low(i), "due" | "owing") && s.low(i + 1) == "to"));
        let property = if reason { "reason-given" } else { "description" };
        let subject = self.id(main);
        let value = Value::text(s.passage.words(content));
        for saying in sayings_at(std::slice::from_ref(own), s, content.start, Mood::Fact) {
            self.propose(Statement::new(subject, property, value.clone(), s.all(), "opinion").said(&saying));
        }
        true
    }

    /// A clause of the article's own with a date.
    fn dated_event(&mut self, s: &Sentence, said: &[Said], told: &[bool], k: usize) -> bool {
        let clause = &s.clauses[k];
        let reported = said.iter().any(|x| x.clause == Some(k) || x.content.contains(&clause.verb));
        let Some(time) = s.time_of(k).or_else(|| self.time_of_infinitive(s, told, k)) else { return false };
        let first = (0..k).all(|j| !told[j] && s.time_of(j).map(|t| &t.tokens) != Some(&time.tokens));
        if told[k]
            || reported
            || !clause.finite
            || !first
            || clause.mood == Mood::Unreal && clause.class != Class::Other
        {
            return false;
        }
        let when = time.when.clone();
        let tokens = self.event_tokens(s, k);
        self.event(s, tokens, &when, &Saying::default(), "dated");
        true
    }

    /// "forced it to give up the house in 2011": the date behind the infinitive is that of the verb before it, too.
    fn time_of_infinitive<'s>(&self, s: &'s Sentence, told: &[bool], k: usize) -> Option<&'s Timed> {
        let next = s.clauses.get(k + 1).filter(|next| !next.finite && s.low(next.group.start) == "to")?;
        s.time_of(k + 1).filter(|_| !told[k + 1] && next.class == Class::Other)
    }

    /// The words of an event: from the start of the sentence, or of its clause, to the next clause with a date.
    fn event_tokens(&self, s: &Sentence, k: usize) -> Range<usize> {
        let own = s.time_of(k).map(|t| t.tokens.clone());
        let other = |j: &usize| {
            s.clauses[*j].finite && s.clauses[*j].range.start > s.clauses[k].verb && {
                let time = s.time_of(*j).map(|t| t.tokens.clone());
                time.is_some() && time != own
            }
        };
        let end = (k + 1..s.clauses.len()).find(other).map_or(s.range.end, |j| s.clauses[j].range.start);
        let opens = s.clauses[..k].iter().all(|c| !c.finite);
        let start = if opens { s.range.start } else { s.clauses[k].range.start };
        s.trimmed(after_opening_date(s, start)..end)
    }

    /// A dated sentence in which no rule found a verb.
    fn dated_fragment(&mut self, s: &Sentence) {
        if let Some(time) = s.times.iter().find(|t| t.is_placed()) {
            let when = time.when.clone();
            let tokens = s.trimmed(after_opening_date(s, s.range.start)..s.range.end);
            if tokens.len() > 3 && self.section != Section::Links {
                self.event(s, tokens, &when, &Saying::default(), "dated");
            }
        }
    }

    /// Proposes an event in the words of some tokens, with the parties and places that they name.
    pub(super) fn event(
        &mut self,
        s: &Sentence,
        tokens: Range<usize>,
        when: &When,
        saying: &Saying,
        rule: &'static str,
    ) -> EntityId {
        let own = s.quote(tokens.clone());
        let event = span_entity(self.derived.file, "event", own.span);
        self.propose(Statement::new(event, "kind", Value::code("kind", "event"), own.clone(), rule));
        let what = Statement::new(event, "what", Value::text(own.words), s.all(), rule);
        self.propose(what.when(when.clone()).said(saying));
        self.place_in_main(s, event, when);
        for at in self.named_in(s, &tokens) {
            let property = match self.kind(at) {
                "person" | "body" => "party",
                "place" => "place",
                _ => continue,
            };
            let value = Value::Entity(self.id(at));
            self.propose(Statement::new(event, property, value, s.all(), rule).said(saying));
        }
        event
    }

    /// What is told of the main event's own time is a part of it.
    fn place_in_main(&mut self, s: &Sentence, event: EntityId, when: &When) {
        let told_within = matches!(self.section, Section::Lead | Section::Body | Section::Effects);
        if let Some(main) = self.main_event().filter(|_| told_within && !self.outside_main(when)) {
            let value = Value::Entity(self.id(main));
            self.propose(Statement::new(event, "part-of", value, s.all(), "narrated"));
        }
    }

    /// The entities that some tokens name, each once.
    fn named_in(&mut self, s: &Sentence, tokens: &Range<usize>) -> Vec<usize> {
        let mut found = Vec::new();
        for k in 0..s.phrases.len() {
            if tokens.contains(&s.phrases[k].range.start) {
                found.extend(self.name_of(s, k, None).filter(|at| !found.contains(at)).into_iter().collect::<Vec<_>>());
            }
        }
        found
    }
}

/// Where the sentence goes on behind "On 6 December,".
fn after_opening_date(s: &Sentence, start: usize) -> usize {
    let before = |i: usize| matches!(s.tag(i), Some(Tag::Preposition | Tag::Determiner | Tag::Time | Tag::Comma));
    let mut i = start;
    let mut dated = false;
    while i < s.range.end && before(i) {
        dated |= s.tag(i) == Some(Tag::Time);
        i += 1;
        if dated && s.tag(i - 1) == Some(Tag::Comma) {
            return i;
        }
    }
    let open =
        dated && matches!(s.tag(i), Some(Tag::Name | Tag::Noun | Tag::Pronoun)) && s.tag(i - 1) == Some(Tag::Time);
    if open { i } else { start }
}

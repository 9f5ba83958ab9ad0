//! What an institution holds: how many things, of what sort, how old, and with whom it works.

use std::ops::Range;

use daftar_claim::{Edtf, Value};

use super::clauses::Mood;
use super::entities::Want;
use super::origins::{is_institution, parts};
use super::quantity;
use super::sentence::Sentence;
use super::speakers::Said;
use super::state::Article;
use super::tags::Tag;
use super::things::kind_at;
use super::words::singular;

impl Article<'_> {
    /// "held over 3,500 jars", "key pieces included a sword". True if it gave statements.
    pub(super) fn holdings(&mut self, s: &Sentence, k: usize, said: &[Said]) -> bool {
        let clause = &s.clauses[k];
        if clause.passive || clause.mood != Mood::Fact || clause.negated {
            return false;
        }
        let Some(first) = clause.object.first().copied() else { return false };
        let Some(at) = clause.subject.first().copied().and_then(|subject| self.holder(s, subject)) else {
            return false;
        };
        match self.number_held(s, first) {
            Some((value, things)) => {
                self.tell(s, k, at, "holdings", value, said);
                if things.len() > 1 {
                    self.tell(s, k, at, "holds", Value::text(s.passage.words(&things)), said);
                }
            }
            None => {
                for item in items(s, s.phrases[first].range.start..self.items_end(s, k)) {
                    self.tell(s, k, at, "holds", Value::text(s.passage.words(&item)), said);
                }
            }
        }
        true
    }

    /// The institution that the subject is, or whose pieces the subject are.
    fn holder(&mut self, s: &Sentence, k: usize) -> Option<usize> {
        let phrase = &s.phrases[k];
        if is_piece(s.low(phrase.head)) {
            let main = self.topic.main.filter(|at| is_institution(self.kind(*at)));
            return main.or_else(|| self.entities.meant(s.number, Want::Institution, |e| is_institution(e.kind)));
        }
        let found = self.thing(s, k, Want::Institution, None)?;
        is_institution(self.kind(found)).then_some(found)
    }

    /// "over 3,500 jars", "a collection of over 3,500 jars": the number, and what is counted.
    fn number_held(&self, s: &Sentence, first: usize) -> Option<(Value, Range<usize>)> {
        let whole = s.whole(first);
        let counted = quantity::first(s.passage, &whole)?;
        let phrase = s.phrases.iter().find(|p| p.range.contains(&counted.range.start))?;
        let is_count = matches!(counted.value, Value::Count { .. });
        is_count.then_some((counted.value, counted.range.end..phrase.range.end))
    }

    /// Participles ("swords dating from …") belong to the items; a clause with a subject, or behind a comma, does not.
    fn items_end(&self, s: &Sentence, k: usize) -> usize {
        let own = |c: &&super::clauses::Clause| {
            !c.finite && c.group.start.checked_sub(1).is_some_and(|before| s.tag(before) != Some(Tag::Comma))
        };
        let next = s.clauses[k + 1..].iter().find(|c| !own(c));
        next.map_or(s.range.end, |c| c.range.start)
    }

    /// "dated from 4000 BC to the present day", "going back to 4000 BC".
    pub(super) fn age(&mut self, s: &Sentence, k: usize, said: &[Said]) -> bool {
        let clause = &s.clauses[k];
        let pieces = clause.subject.iter().any(|k| {
            let phrase = &s.phrases[*k];
            phrase.pronoun || is_piece(s.low(phrase.head)) || kind_at(s, phrase) == Some("collection")
        });
        let Some(time) = s.times.iter().find(|t| t.tokens.start > clause.verb && t.is_placed()).filter(|_| pieces)
        else {
            return false;
        };
        let main = self.topic.main.filter(|at| is_institution(self.kind(*at)));
        let spoken = main.or_else(|| self.entities.meant(s.number, Want::Institution, |e| is_institution(e.kind)));
        let (Some(at), Some(date)) = (spoken, time.when.best().cloned()) else { return false };
        if let Some(oldest) = start_of(&date) {
            self.tell(s, k, at, "oldest", Value::Date(oldest), said);
        }
        if date.is_interval() {
            self.tell(s, k, at, "period", Value::Date(date), said);
        }
        true
    }

    /// "worked with over 200 families".
    pub(super) fn works_with(&mut self, s: &Sentence, k: usize, said: &[Said]) -> bool {
        let clause = &s.clauses[k];
        let Some(with) = (clause.verb..clause.range.end).find(|i| s.low(*i) == "with") else { return false };
        let Some(phrase) = s.phrases.iter().find(|p| p.range.start > with) else { return false };
        let people = matches!(s.low(phrase.head), "families" | "farmers" | "households" | "growers");
        let counted = quantity::first(s.passage, &phrase.range).filter(|_| people);
        let at = clause.subject.first().copied().and_then(|k| self.thing(s, k, Want::Institution, None));
        match (at.filter(|at| is_institution(self.kind(*at))), counted) {
            (Some(at), Some(counted)) => self.tell(s, k, at, "families", counted.value, said),
            _ => false,
        }
    }

    /// "land including olive and citrus trees", "seeds including wheat and spinach".
    pub(super) fn included(&mut self, s: &Sentence, said: &[Said]) {
        for at in s.range.clone().filter(|i| s.low(*i) == "including") {
            let Some(k) = s.clauses.iter().rposition(|c| c.verb < at) else { continue };
            let Some(before) = s.phrases.iter().rposition(|p| p.range.end <= at) else { continue };
            let head = singular(s.low(s.phrases[before].head));
            let land = kind_at(s, &s.phrases[before]).is_some_and(|kind| ["land", "orchard"].contains(&kind));
            let seeds = matches!(head.as_str(), "seed" | "variety" | "crop" | "species");
            let found = match () {
                () if land => self.thing(s, before, Want::Thing, None).map(|thing| (thing, "grows")),
                () if seeds => self.entities.last(|e| e.kind == "seed-bank").map(|bank| (bank, "holds")),
                () => None,
            };
            let Some((thing, property)) = found else { continue };
            for item in items(s, at + 1..list_end(s, at + 1)) {
                self.tell(s, k, thing, property, Value::text(s.passage.words(&item)), said);
            }
        }
    }
}

/// Nouns for the things that an institution holds.
fn is_piece(noun: &str) -> bool {
    matches!(
        singular(noun).as_str(),
        "object" | "artefact" | "artifact" | "item" | "piece" | "exhibit" | "work" | "holding" | "specimen" | "relic"
    )
}

/// Where a list of nouns ends: at a preposition that no noun needs, or at a clause.
fn list_end(s: &Sentence, from: usize) -> usize {
    let ends = |i: &usize| {
        matches!(s.tag(*i), Some(Tag::Stop | Tag::But | Tag::Subordinator | Tag::Verb(_)))
            || matches!(s.low(*i), "for" | "to" | "by" | "as")
    };
    (from..s.range.end).find(ends).unwrap_or(s.range.end)
}

/// The items of a list: parted by commas and "and", each of them beginning with a noun.
pub(super) fn items(s: &Sentence, list: Range<usize>) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    let mut from = list.start;
    for i in list.clone() {
        if parts(s, i) && !s.phrases.iter().any(|p| p.range.contains(&i)) {
            items.push(from..i);
            from = i + 1;
        }
    }
    items.push(from..list.end);
    items.into_iter().map(|item| without_stop(s, item)).filter(|item| !item.is_empty() && !is_rest(s, item)).collect()
}

fn without_stop(s: &Sentence, item: Range<usize>) -> Range<usize> {
    let stop = item.end > item.start && s.tag(item.end - 1) == Some(Tag::Stop);
    item.start..item.end - usize::from(stop)
}

/// "and others".
fn is_rest(s: &Sentence, item: &Range<usize>) -> bool {
    matches!(s.low(item.start), "others" | "other" | "more" | "etc")
}

/// The date with which a time begins.
fn start_of(date: &Edtf) -> Option<Edtf> {
    match date.as_str().split_once('/') {
        Some((start, _)) => Edtf::parse(start).ok(),
        None => Some(date.clone()),
    }
}

//! Recovery: repair, renovation, starting again elsewhere, and people who had to go.

use daftar_claim::Value;

use super::claims::Statement;
use super::clauses::Mood;
use super::entities::Want;
use super::phrases::Owner;
use super::sentence::Sentence;
use super::speakers::{Said, sayings_at};
use super::state::Article;
use super::things::kind_at;

impl Article<'_> {
    /// "was renovated", "repaired the wall". True if it gave statements.
    pub(super) fn recovery(&mut self, s: &Sentence, k: usize, code: &'static str, said: &[Said]) -> bool {
        let clause = &s.clauses[k];
        let cannot = clause.group.clone().any(|i| matches!(s.low(i), "cannot" | "unable"));
        if clause.mood != Mood::Fact || clause.negated || cannot {
            return false;
        }
        let of_subject = clause.passive || clause.object.is_empty();
        let phrases = if of_subject { clause.subject.clone() } else { clause.object.clone() };
        let mut told = false;
        for phrase in phrases {
            if let Some(at) = self.thing(s, phrase, Want::Thing, None).filter(|at| self.recovers(*at)) {
                let label = s.passage.words(&clause.group).to_owned();
                told |= self.tell(s, k, at, "recovery", recovery(code, label), said);
            }
        }
        told
    }

    fn recovers(&self, at: usize) -> bool {
        !matches!(self.kind(at), "person" | "body" | "event" | "document")
    }

    /// "Renovation began", "started a new seed bank". True if it gave statements.
    pub(super) fn beginning(&mut self, s: &Sentence, k: usize, said: &[Said]) -> bool {
        let clause = &s.clauses[k];
        if clause.mood != Mood::Fact || clause.negated {
            return false;
        }
        self.main_begins(s, k, said) || self.works_begin(s, k, said) || self.restart(s, k, said)
    }

    /// "It began on 6 December", of the event that the article is about.
    fn main_begins(&mut self, s: &Sentence, k: usize, said: &[Said]) -> bool {
        let clause = &s.clauses[k];
        let Some(main) = self.main_event() else { return false };
        let Some(subject) = clause.subject.first().copied().filter(|_| clause.object.is_empty()) else { return false };
        let own = self.thing(s, subject, Want::Any, None) == Some(main);
        let date = s.time_of(k).and_then(|t| t.when.best().cloned());
        let property = if matches!(s.low(clause.verb), "ended" | "ends") { "ended" } else { "began" };
        match date.filter(|_| own) {
            Some(date) => self.tell(s, k, main, property, Value::Date(date), said),
            None => false,
        }
    }

    /// "Renovation efforts began": of the thing that was spoken of.
    fn works_begin(&mut self, s: &Sentence, k: usize, said: &[Said]) -> bool {
        let clause = &s.clauses[k];
        let Some(subject) = clause.subject.first().map(|k| s.phrases[*k].clone()) else { return false };
        let Some(code) = subject.range.clone().find_map(|i| works(s.low(i))) else { return false };
        let target = s.phrases.iter().position(|p| p.range.start == subject.range.end + 1 && subject.of);
        let at = match target {
            Some(target) => self.thing(s, target, Want::Thing, None),
            None => {
                let main = self.topic.main.filter(|at| self.recovers(*at));
                main.or_else(|| self.entities.meant(s.number, Want::Thing, |e| e.kind != "place"))
            }
        };
        let Some(at) = at else { return false };
        let label = s.passage.words(&(subject.range.start..clause.group.end)).to_owned();
        self.tell(s, k, at, "recovery", recovery(code, label), said)
    }

    /// "started a new seed bank": another one, in which the first goes on.
    fn restart(&mut self, s: &Sentence, k: usize, said: &[Said]) -> bool {
        let clause = &s.clauses[k];
        let Some(object) = clause.object.first().copied() else { return false };
        let phrase = &s.phrases[object];
        let new = phrase.core.clone().any(|i| matches!(s.low(i), "new" | "second"));
        let Some(kind) = kind_at(s, phrase).filter(|kind| new && matches!(*kind, "museum" | "seed-bank")) else {
            return false;
        };
        let Some(old) = self.entities.last(|e| e.kind == kind) else { return false };
        let Some(successor) = self.thing(s, object, Want::Institution, None).filter(|at| *at != old) else {
            return false;
        };
        let value = Value::Entity(self.id(successor));
        self.tell(s, k, old, "successor", value, said);
        let label = s.passage.words(&(clause.verb..phrase.range.end)).to_owned();
        self.tell(s, k, old, "recovery", recovery("restart", label), said);
        self.restarted_by(s, k, successor, said);
        true
    }

    fn restarted_by(&mut self, s: &Sentence, k: usize, successor: usize, said: &[Said]) {
        for subject in s.clauses[k].subject.clone() {
            if let Some(person) = self.name_of(s, subject, None).filter(|at| self.kind(*at) == "person") {
                let value = Value::Entity(self.id(person));
                self.tell(s, k, successor, "founder", value, said);
            }
        }
        for place in self.displacements(s, k, said).into_iter().chain(self.place_behind(s, k)) {
            let value = Value::Entity(self.id(place));
            self.tell(s, k, successor, "place", value, said);
        }
    }

    /// "a new seed bank in Marsa".
    fn place_behind(&mut self, s: &Sentence, k: usize) -> Option<usize> {
        let end = s.phrases[*s.clauses[k].object.first()?].range.end;
        let place = s.phrases.iter().position(|p| p.range.start == end + 1 && s.low(end) == "in")?;
        self.name_of(s, place, Some("place")).filter(|at| self.kind(*at) == "place")
    }

    /// "their displacement to Marsa": of the people that clause `k` is about. Gives the places.
    fn displacements(&mut self, s: &Sentence, k: usize, said: &[Said]) -> Vec<usize> {
        let mut places = Vec::new();
        for phrase in 0..s.phrases.len() {
            let noun = matches!(s.low(s.phrases[phrase].head), "displacement" | "relocation" | "evacuation" | "flight");
            let owned = s.phrases[phrase].owner != Owner::Unsaid;
            let end = s.phrases[phrase].range.end;
            let target = s.phrases.iter().position(|p| p.range.start == end + 1 && s.low(end) == "to");
            if let Some(place) = target.filter(|_| noun && owned).and_then(|t| self.name_of(s, t, Some("place"))) {
                self.displaced(s, k, place, said);
                places.push(place);
            }
        }
        places
    }

    /// "was displaced to Marsa", of each person in the subject of clause `k`.
    pub(super) fn displacement(&mut self, s: &Sentence, k: usize, said: &[Said]) -> bool {
        let clause = &s.clauses[k];
        let Some(to) = (clause.verb..clause.range.end).find(|i| s.low(*i) == "to") else { return false };
        let Some(target) = s.phrases.iter().position(|p| p.range.start == to + 1) else { return false };
        match self.name_of(s, target, Some("place")).filter(|at| self.kind(*at) == "place") {
            Some(place) => self.displaced(s, k, place, said),
            None => false,
        }
    }

    fn displaced(&mut self, s: &Sentence, k: usize, place: usize, said: &[Said]) -> bool {
        let clause = &s.clauses[k];
        let mut told = false;
        for subject in clause.subject.clone() {
            let person = self.thing(s, subject, Want::Speaker, None).filter(|at| self.kind(*at) == "person");
            let Some(person) = person else { continue };
            let (id, value) = (self.id(person), Value::Entity(self.id(place)));
            for saying in sayings_at(said, s, clause.verb, clause.mood) {
                self.propose(Statement::new(id, "displaced-to", value.clone(), s.all(), "displaced").said(&saying));
                told = true;
            }
        }
        told
    }
}

/// The code for a noun of works.
fn works(noun: &str) -> Option<&'static str> {
    Some(match noun {
        "renovation" | "restoration" => "renovation",
        "repair" | "repairs" | "rebuilding" | "reconstruction" => "repair",
        "reopening" => "reopening",
        _ => return None,
    })
}

fn recovery(code: &str, label: String) -> Value {
    Value::Code { scheme: "recovery".to_owned(), code: code.to_owned(), label: Some(label) }
}

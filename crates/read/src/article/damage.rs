//! Damage as a noun: "significant damage to the town", "massive destruction".

use super::clauses::Mood;
use super::entities::{UNTOLD, Want};
use super::harm::{Harmed, can_be_thing, graded};
use super::sentence::Sentence;
use super::speakers::{Said, sayings_at};
use super::state::Article;
use super::words::is_damage;

impl Article<'_> {
    /// "significant damage to the town", "massive destruction": the noun tells. True if it gave statements.
    pub(super) fn damage_nouns(&mut self, s: &Sentence, said: &[Said]) -> bool {
        let mut told = false;
        for k in 0..s.phrases.len() {
            if is_damage(s.low(s.phrases[k].head)) && !s.phrases[k].definite && is_told(s, k) {
                told |= self.damage_noun(s, k, said);
            }
        }
        told
    }

    fn damage_noun(&mut self, s: &Sentence, k: usize, said: &[Said]) -> bool {
        let victims = self.noun_victims(s, k);
        let own = s.phrases[k].range.clone();
        let clause = (0..s.clauses.len()).rev().find(|c| s.clauses[*c].range.contains(&own.start));
        let mood = clause.map_or(Mood::Fact, |c| s.clauses[c].mood);
        let label = s.passage.words(&own).to_owned();
        let code = graded("damaged", &label.to_lowercase());
        let code = if label.to_lowercase().starts_with("no ") { "intact" } else { code };
        let code = if label.to_lowercase().ends_with("destruction") && code == "damaged" { "destroyed" } else { code };
        for saying in sayings_at(said, s, own.start, mood) {
            let when = match clause {
                Some(c) => self.harm_time(s, c, &saying),
                None => self.bound(s, &saying),
            };
            for at in &victims {
                let subject = self.id(*at);
                let harmed = Harmed { code, label: label.clone(), share: None };
                self.state(s, subject, harmed, &when, &saying);
            }
        }
        !victims.is_empty()
    }

    /// Damage "to the mill and its store"; without such words, to what is spoken of.
    fn noun_victims(&mut self, s: &Sentence, k: usize) -> Vec<usize> {
        let end = s.phrases[k].range.end;
        let to = (end..(end + 2).min(s.range.end)).find(|i| matches!(s.low(*i), "to" | "of"));
        let target = to.and_then(|to| s.phrases.iter().position(|p| p.range.start == to + 1));
        let phrases: Vec<usize> = match target {
            Some(first) => {
                let list = s.phrases[first].list;
                (first..s.phrases.len())
                    .filter(|j| s.phrases[*j].list == list && (*j == first || !s.phrases[*j - 1].of))
                    .collect()
            }
            None => return self.spoken_of(s, k).into_iter().collect(),
        };
        let mut victims = Vec::new();
        for j in phrases {
            let hint = can_be_thing(s, j).then_some(UNTOLD);
            victims.extend(self.thing(s, j, Want::Thing, hint).filter(|at| self.can_be_harmed(*at)));
        }
        victims
    }

    /// The thing that suffers without being named: the subject of "suffered", else what was spoken of last.
    fn spoken_of(&mut self, s: &Sentence, k: usize) -> Option<usize> {
        let clause = s.clauses.iter().find(|c| c.object.contains(&k));
        let suffers = clause.filter(|c| matches!(s.low(c.verb), "suffered" | "sustained" | "suffering" | "sustaining"));
        if let Some(subject) = suffers.and_then(|c| c.subject.first().copied()) {
            return self.thing(s, subject, Want::Thing, None).filter(|at| self.can_be_harmed(*at));
        }
        let main = self.topic.main.filter(|at| self.can_be_harmed(*at));
        main.or_else(|| self.named_before(s, k)).or_else(|| self.entities.meant(s.number, Want::Thing, |_| true))
    }

    /// The place or thing that the sentence names last before phrase `k`.
    fn named_before(&mut self, s: &Sentence, k: usize) -> Option<usize> {
        (0..k).rev().find_map(|j| self.name_of(s, j, None).filter(|at| self.can_be_harmed(*at)))
    }
}

/// Whether a phrase of damage is told as a fact: caused, resulting, reported, not feared or threatened.
fn is_told(s: &Sentence, k: usize) -> bool {
    let start = s.phrases[k].range.start;
    let unreal = s.clauses.iter().any(|c| c.object.contains(&k) && (c.mood == Mood::Unreal || c.negated));
    let before = s.low(start.wrapping_sub(1));
    let free = matches!(before, "in" | "with" | "alongside" | "and" | "," | "that") || !s.phrases[k].governed;
    let topic = s.clauses.iter().any(|c| c.subject.contains(&k) && !c.passive && c.mood != Mood::Fact);
    !unreal && free && !topic
}

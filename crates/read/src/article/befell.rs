//! Drafts from fates: what befell a thing, where no other rule has put it into words.

use daftar_claim::{Certainty, Speaker, Value};

use super::claims::{Saying, Statement, When};
use super::clauses::Mood;
use super::entities::{UNTOLD, Want};
use super::fates::{Effect, Fate, Modality};
use super::sentence::Sentence;
use super::state::Article;

/// How sure a fate must be to be proposed, of a hundred.
const SURE: u8 = 73;

impl Article<'_> {
    /// Proposes the fates of a sentence. `told` are the clauses that other rules have put into words.
    pub(super) fn befell(&mut self, s: &Sentence, told: &[bool]) {
        for fate in self.fates.sentence(s) {
            let cue = s.passage.tokens_at(fate.cue.start, fate.cue.end);
            let taken = s.clauses.iter().enumerate().any(|(k, c)| told[k] && c.range.contains(&cue.start));
            let unreal = s.clauses.iter().any(|c| c.mood == Mood::Unreal && c.group.contains(&cue.start));
            let plain = !fate.negated && !unreal && matches!(fate.modality, Modality::Asserted | Modality::Possible);
            if let Some((property, scheme, code)) =
                coded(fate.effect).filter(|_| plain && !taken && fate.confidence >= SURE)
            {
                let label = Some(s.passage.words(&cue).to_owned());
                let value = Value::Code { scheme: scheme.to_owned(), code: code.to_owned(), label };
                self.befell_one(s, &fate, property, value);
            }
        }
    }

    fn befell_one(&mut self, s: &Sentence, fate: &Fate, property: &'static str, value: Value) {
        let what = s.passage.tokens_at(fate.what.span.start, fate.what.span.end);
        let Some(phrase) = s.phrases.iter().position(|p| what.contains(&p.head)) else { return };
        let thing = self.thing(s, phrase, Want::Thing, Some(UNTOLD)).filter(|at| self.can_be_harmed(*at));
        let Some(thing) = thing else { return };
        // A house that was looted is not missing itself: only objects have such a fate.
        if property == "fate" && self.kind(thing) != "object" {
            return;
        }
        let subject = self.id(thing);
        let when = self.placed(s, fate.date.as_ref().map(|date| date.span.start));
        let saying = self.as_said(s, fate);
        self.propose(Statement::new(subject, property, value, s.all(), rule(fate)).when(when).said(&saying));
    }

    /// The date of the sentence that stands at a character of the document.
    fn placed(&self, s: &Sentence, start: Option<u64>) -> When {
        let stands = |start: &u64| s.times.iter().find(|t| s.passage.span(&t.tokens).start == *start);
        start.as_ref().and_then(stands).map(|time| time.when.clone()).unwrap_or_default()
    }

    fn as_said(&mut self, s: &Sentence, fate: &Fate) -> Saying {
        let said_by = fate.speaker.as_ref().map(|who| {
            let tokens = s.passage.tokens_at(who.span.start, who.span.end);
            let phrase = s.phrases.iter().position(|p| tokens.contains(&p.head) && !who.unnamed);
            let known = phrase.and_then(|k| self.actor(s, k));
            let words = || Speaker::Unnamed(s.passage.words(&tokens).to_owned());
            known.map_or_else(words, |at| Speaker::Entity(self.id(at)))
        });
        let certainty = (fate.modality == Modality::Possible).then_some(Certainty::Possible);
        Saying { said_by, stated: self.placed(s, fate.said.as_ref().map(|date| date.span.start)), certainty }
    }
}

/// The rule of a fate as drafts name it.
fn rule(fate: &Fate) -> &'static str {
    const RULES: [&str; 9] = [
        "befell-passive",
        "befell-active",
        "befell-subject",
        "befell-bare",
        "befell-state",
        "befell-attribute",
        "befell-complement",
        "befell-apposed",
        "befell-noun",
    ];
    RULES.into_iter().find(|rule| *rule == fate.rule).unwrap_or("befell")
}

/// The property, scheme and code that an effect comes to; none for what the profiles have no code for.
fn coded(effect: Effect) -> Option<(&'static str, &'static str, &'static str)> {
    let state = |code| Some(("state", "state", code));
    match effect {
        Effect::Destroyed | Effect::Bulldozed | Effect::Collapsed => state("destroyed"),
        Effect::SeverelyDamaged => state("severely-damaged"),
        Effect::Damaged | Effect::Burned | Effect::Flooded | Effect::Contaminated => state("damaged"),
        Effect::Unharmed => state("intact"),
        Effect::Looted | Effect::Lost => Some(("fate", "fate", "missing")),
        Effect::Displaced => Some(("fate", "fate", "moved")),
        Effect::Restored => Some(("recovery", "recovery", "repair")),
        Effect::Reopened => Some(("recovery", "recovery", "reopening")),
        Effect::Returned | Effect::Closed | Effect::Holds => None,
    }
}

//! Drafts from fates: what befell a thing, where no other rule has put it into words.

use daftar_claim::{Certainty, Decimal, EntityId, Speaker, Value};

use super::claims::{Quote, Saying, Statement, When};
use super::clauses::Mood;
use super::entities::{UNTOLD, Want};
use super::fates::{Amount, Effect, Fate, Modality};
use super::sentence::Sentence;
use super::state::Article;

/// How sure a fate must be to be proposed, of a hundred.
const SURE: u8 = 60;

/// A property with a value of a scheme.
#[derive(Clone, Copy)]
pub(super) struct Coded {
    property: &'static str,
    code: &'static str,
}

impl Article<'_> {
    /// Proposes the fates of a sentence. `told` are the clauses that other rules have put into words.
    pub(super) fn befell(&mut self, s: &Sentence, told: &[bool]) {
        for fate in self.fates.sentence(s) {
            let cue = s.passage.tokens_at(fate.cue.start, fate.cue.end);
            let taken = s.clauses.iter().enumerate().any(|(k, c)| told[k] && c.range.contains(&cue.start));
            let unreal = s.clauses.iter().any(|c| c.mood == Mood::Unreal && c.group.contains(&cue.start));
            if let Some(coded) = coded(&fate).filter(|_| !unreal && !taken && fate.confidence >= SURE) {
                self.befell_one(s, &fate, coded);
            }
        }
    }

    fn befell_one(&mut self, s: &Sentence, fate: &Fate, coded: Coded) {
        let what = s.passage.tokens_at(fate.what.span.start, fate.what.span.end);
        let Some(phrase) = s.phrases.iter().position(|p| what.contains(&p.head)) else { return };
        let thing = self.thing(s, phrase, Want::Thing, Some(UNTOLD)).filter(|at| self.can_be_harmed(*at));
        let Some(thing) = thing.filter(|at| self.can_be(*at, coded)) else { return };
        let subject = self.id(thing);
        let when = self.placed(s, fate.date.as_ref().map(|date| date.span.start));
        let saying = self.as_said(s, fate);
        let label = s.passage.words(&s.passage.tokens_at(fate.cue.start, fate.cue.end)).to_owned();
        self.tell_fate(subject, fate, (coded, label), s.all(), when, &saying);
    }

    /// Whether such a thing can be so: a house that was looted is not missing itself, only what can be carried has such a fate.
    pub(super) fn can_be(&self, thing: usize, coded: Coded) -> bool {
        coded.property != "fate" || matches!(self.kind(thing), "object" | UNTOLD)
    }

    /// What befell a thing, in the words of its cue, and how much of it.
    pub(super) fn tell_fate(
        &mut self,
        subject: EntityId,
        fate: &Fate,
        (coded, label): (Coded, String),
        quote: Quote,
        when: When,
        saying: &Saying,
    ) {
        let counted = fate.quantity.as_ref().and_then(|amount| counted(amount, coded));
        let part = coded.property == "state" && matches!(counted, Some(("extent", _)));
        let code = if part && coded.code != "intact" { "damaged" } else { coded.code };
        let value = Value::Code { scheme: coded.property.to_owned(), code: code.to_owned(), label: Some(label) };
        let told = Statement::new(subject, coded.property, value, quote, rule(fate)).when(when).said(saying);
        let told = told.sure(fate.confidence);
        self.propose(told.clone());
        if let Some((property, value)) = counted {
            self.propose(Statement { property, value, ..told });
        }
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
        saying(fate, said_by, self.placed(s, fate.said.as_ref().map(|date| date.span.start)))
    }
}

/// Who says a fate, when, and how surely.
pub(super) fn saying(fate: &Fate, said_by: Option<Speaker>, stated: When) -> Saying {
    Saying { said_by, stated, certainty: (fate.modality == Modality::Possible).then_some(Certainty::Possible) }
}

/// The rule of a fate as drafts name it.
fn rule(fate: &Fate) -> &'static str {
    const RULES: [&str; 12] = [
        "befell-passive",
        "befell-active",
        "befell-subject",
        "befell-bare",
        "befell-state",
        "befell-attribute",
        "befell-complement",
        "befell-apposed",
        "befell-noun",
        "befell-object",
        "befell-pronoun",
        "befell-again",
    ];
    RULES.into_iter().find(|rule| *rule == fate.rule).unwrap_or("befell")
}

/// The property and code that a fate comes to, if it is said to have happened; none for what the profiles have no code for.
pub(super) fn coded(fate: &Fate) -> Option<Coded> {
    let happened = !fate.negated && matches!(fate.modality, Modality::Asserted | Modality::Possible);
    let of = |property, code| Some(Coded { property, code });
    match fate.effect {
        _ if !happened => None,
        Effect::Destroyed | Effect::Bulldozed | Effect::Collapsed => of("state", "destroyed"),
        Effect::SeverelyDamaged => of("state", "severely-damaged"),
        Effect::Damaged | Effect::Burned | Effect::Flooded | Effect::Contaminated => of("state", "damaged"),
        Effect::Unharmed => of("state", "intact"),
        Effect::Looted | Effect::Lost => of("fate", "missing"),
        Effect::Displaced => of("fate", "moved"),
        Effect::Restored => of("recovery", "repair"),
        Effect::Reopened => of("recovery", "reopening"),
        Effect::Returned | Effect::Closed | Effect::Holds => None,
    }
}

/// How much of a thing was harmed, or how many are gone. Amounts in other units stay in the words that are quoted.
fn counted(amount: &Amount, coded: Coded) -> Option<(&'static str, Value)> {
    let gone = coded.code == "destroyed" || coded.code == "missing";
    match amount.unit.as_deref() {
        Some("percent") if coded.property == "state" && coded.code != "intact" => {
            let best = amount.best.filter(|best| (0.0..=100.0).contains(best) && best.fract() == 0.0)?;
            let number = Decimal::parse(&format!("{best:.0}")).ok()?;
            Some(("extent", Value::Number { number, unit: Some("%".to_owned()) }))
        }
        None if gone => {
            let whole = |n: Option<f64>| n.filter(|n| (0.0..1e12).contains(n)).map(|n| n.round() as i64);
            let [low, best, high] = [amount.low, amount.best, amount.high].map(whole);
            Some(("lost", Value::Count { low, best, high }))
        }
        _ => None,
    }
}

//! Sentences in Arabic: what befell a thing, as one speaker has it.

use std::ops::Range;

use daftar_claim::{Span, Speaker};

use super::befell::{coded, saying};
use super::claims::Quote;
use super::entities::UNTOLD;
use super::fates::{self, ARABIC, Fate, Mention, glued, nouns_of};
use super::passage::Passage;
use super::state::Article;

/// How sure a fate must be to be proposed, of a hundred.
const SURE: u8 = 60;

/// Who speaks, as far as the words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Voice {
    /// A body or a person with a name.
    Named(&'static str),
    /// "the director", "witnesses".
    Unnamed,
}

impl Article<'_> {
    /// Proposes the fates of a sentence in Arabic.
    pub(super) fn arabic(&mut self, passage: &Passage, range: Range<usize>) {
        self.sentences += 1;
        self.said_already.clear();
        let quote = Quote { span: passage.span(&range), words: passage.words(&range).to_owned() };
        for fate in self.fates.arabic(passage, range, &mut self.time) {
            self.arabic_fate(passage, &fate, &quote);
        }
    }

    fn arabic_fate(&mut self, passage: &Passage, fate: &Fate, quote: &Quote) {
        let Some(coded) = coded(fate).filter(|_| fate.confidence >= SURE) else { return };
        let thing = self.arabic_thing(passage, &fate.what);
        let Some(thing) = thing.filter(|at| self.can_be_harmed(*at) && self.can_be(*at, coded)) else { return };
        let date = |dated: &Option<fates::Dated>| dated.as_ref().map(|date| self.fates.when(date.span.start));
        let (when, stated) = (date(&fate.date).unwrap_or_default(), date(&fate.said).unwrap_or_default());
        let speaker = fate.speaker.as_ref().map(|who| self.arabic_speaker(passage, who, fate));
        let label = words(passage, fate.cue);
        let subject = self.id(thing);
        self.tell_fate(subject, fate, (coded, label), quote.clone(), when, &saying(fate, speaker, stated));
    }

    /// The thing that some words name: one that was spoken of, where they say "the".
    fn arabic_thing(&mut self, passage: &Passage, what: &Mention) -> Option<usize> {
        if let Some(known) = self.met_at(what.span) {
            return Some(known);
        }
        let quote = unglued(passage, what.span)?;
        let first = quote.words.split(' ').next().unwrap_or_default();
        if first.chars().all(|c| !c.is_alphabetic()) {
            return None;
        }
        let known = self.entities.named(&quote.words).filter(|_| is_definite(&quote.words));
        known.or_else(|| self.enter(ARABIC.kind(&nouns_of(first)).unwrap_or(UNTOLD), &quote, None))
    }

    /// The entity whose first words stand there, with or without what was glued to them.
    fn met_at(&self, place: fates::Place) -> Option<usize> {
        (0..3).find_map(|n| self.entities.at(Span { start: place.start + n, end: place.end }))
    }

    /// Who says it. Somebody who is not named stays in the words of the text.
    fn arabic_speaker(&mut self, passage: &Passage, who: &fates::Speaker, fate: &Fate) -> Speaker {
        let in_words = |place| Speaker::Unnamed(words(passage, place));
        let quote = unglued(passage, who.span);
        let named = match (self.met_at(who.span), &quote) {
            (Some(at), _) => Some(at),
            (None, Some(quote)) if !who.unnamed => match voice(&quote.words) {
                Voice::Named(kind) => self.entities.named(&quote.words).or_else(|| self.enter(kind, quote, None)),
                Voice::Unnamed => None,
            },
            _ => None,
        };
        match (named, quote) {
            (Some(at), _) => Speaker::Entity(self.id(at)),
            (None, Some(_)) => in_words(who.span),
            // Who spoke in another paragraph and was not named there: the verb alone.
            (None, None) => in_words(fate.said_verb.unwrap_or(fate.cue)),
        }
    }
}

/// The words of a place in a passage.
fn words(passage: &Passage, place: fates::Place) -> String {
    passage.words(&passage.tokens_at(place.start, place.end)).to_owned()
}

/// Words without the "and", "in" or "for" that is written onto the first; none if they stand elsewhere.
fn unglued(passage: &Passage, place: fates::Place) -> Option<Quote> {
    let tokens = passage.tokens_at(place.start, place.end);
    let words = Some(passage.words(&tokens)).filter(|words| !tokens.is_empty() && !words.is_empty())?;
    let skip = glued(passage.word(tokens.start));
    let mut span = passage.span(&tokens);
    span.start += skip as u64;
    Some(Quote { span, words: words.chars().skip(skip).collect() })
}

/// Whether words name one thing of which was spoken: "المتحف", "متحف الطاحونة".
fn is_definite(words: &str) -> bool {
    words.split(' ').any(|word| word.starts_with("ال") && word.chars().count() > 3)
}

/// Who speaks. Whoever is named and is not known to be a body is taken for a person, whose name is protected.
fn voice(words: &str) -> Voice {
    let all: Vec<&str> = words.split(' ').collect();
    let first = nouns_of(all[0]);
    let bare_role = ARABIC.is_role(&first) && all.get(1).is_none_or(|next| is_definite(next)) && all.len() < 3;
    match () {
        () if bare_role => Voice::Unnamed,
        () if ARABIC.is_body(&first) => Voice::Named("body"),
        () if all.len() > 1 || ARABIC.is_role(&first) => Voice::Named("person"),
        () => Voice::Unnamed,
    }
}

/// Whether a name begins with a word for a body.
pub(super) fn is_body_in_arabic(name: &str) -> bool {
    name.split_whitespace().next().is_some_and(|first| ARABIC.is_body(&nouns_of(first)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_be_a_person_is_one() {
        assert_eq!(voice("وزارة الزراعة"), Voice::Named("body"));
        assert_eq!(voice("المدير"), Voice::Unnamed);
        assert_eq!(voice("مدير المتحف"), Voice::Unnamed);
        assert_eq!(voice("مدير المتحف سالم العين"), Voice::Named("person"));
        assert_eq!(voice("المهندسة ليلى"), Voice::Named("person"));
        assert_eq!(voice("سالم العين"), Voice::Named("person"));
    }
}

//! What each token does in its sentence, so far as its neighbours tell.

use std::ops::Range;

use super::fates::says;
use super::passage::{Passage, Shape};
use super::verbs::{Class, Form, Verb, verb};
use super::words::{Role, role};

/// What a token does in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// A noun, adjective, number: what phrases are made of.
    Noun,
    /// A part of a proper name.
    Name,
    /// "the", "a".
    Determiner,
    /// "its".
    Owning,
    /// "'s".
    Owner,
    /// "it".
    Pronoun,
    /// "in", "of".
    Preposition,
    /// "and", "as well as".
    And,
    /// "but", ";".
    But,
    /// "that", "which".
    Subordinator,
    /// "was", "may".
    Auxiliary,
    /// "not".
    Not,
    /// "also".
    Adverb,
    /// A verb.
    Verb(Verb),
    /// A part of a date.
    Time,
    /// A comma.
    Comma,
    /// In brackets.
    Aside,
    /// A quotation mark.
    Quote,
    /// Any other mark.
    Stop,
}

/// The tags of a sentence; the first belongs to token `sentence.start`.
pub(super) fn tags(
    passage: &Passage,
    sentence: &Range<usize>,
    times: &[Range<usize>],
    names: &[Range<usize>],
) -> Vec<Tag> {
    let mut tagger = Tagger { passage, sentence, tags: Vec::with_capacity(sentence.len()) };
    let within = |ranges: &[Range<usize>], i: usize| ranges.iter().any(|range| range.contains(&i));
    let aside = asides(passage, sentence);
    for i in sentence.clone() {
        let tag = match () {
            () if within(&aside, i) => Tag::Aside,
            () if within(times, i) => Tag::Time,
            () if within(names, i) => Tag::Name,
            () => tagger.tag(i),
        };
        tagger.tags.push(tag);
    }
    tagger.promote_auxiliaries();
    tagger.tags
}

/// The bracketed parts of a sentence, brackets included.
fn asides(passage: &Passage, sentence: &Range<usize>) -> Vec<Range<usize>> {
    let mut asides = Vec::new();
    let mut open = None;
    for i in sentence.clone() {
        match passage.shape(i) {
            Some(Shape::Mark('(')) => open = open.or(Some(i)),
            Some(Shape::Mark(')')) => asides.extend(open.take().map(|from| from..i + 1)),
            _ => {}
        }
    }
    asides
}

struct Tagger<'a> {
    passage: &'a Passage,
    sentence: &'a Range<usize>,
    tags: Vec<Tag>,
}

impl Tagger<'_> {
    fn tag(&self, i: usize) -> Tag {
        match self.passage.shape(i) {
            Some(Shape::Owner) => Tag::Owner,
            Some(Shape::Number) => Tag::Noun,
            Some(Shape::Mark(mark)) => match mark {
                ',' => Tag::Comma,
                ';' | ':' => Tag::But,
                '%' | '$' | '£' | '€' => Tag::Noun,
                '"' | '“' | '”' | '\'' | '‘' | '’' | '«' | '»' => Tag::Quote,
                '&' => Tag::And,
                _ => Tag::Stop,
            },
            _ => self.word(i),
        }
    }

    fn word(&self, i: usize) -> Tag {
        if self.qualifies_number(i) {
            return Tag::Noun;
        }
        if self.joins_as_well(i) {
            return Tag::And;
        }
        let low = self.passage.low(i);
        match role(low) {
            Role::Determiner => Tag::Determiner,
            Role::Owning if low == "her" && !self.noun_follows(i) => Tag::Pronoun,
            Role::Owning => Tag::Owning,
            Role::Pronoun => Tag::Pronoun,
            Role::Preposition => Tag::Preposition,
            Role::And => Tag::And,
            Role::But => Tag::But,
            Role::Subordinator if low == "that" && self.determines(i) => Tag::Determiner,
            Role::Subordinator => Tag::Subordinator,
            Role::Auxiliary => Tag::Auxiliary,
            Role::Not => Tag::Not,
            Role::Adverb if self.is_bare_noun_position(i) => Tag::Noun,
            Role::Adverb => Tag::Adverb,
            Role::Open => match verb(low) {
                Some(verb) if self.is_verb(i, verb) => Tag::Verb(verb),
                _ if self.is_infinitive(i) => Tag::Verb(Verb { class: Class::Other, form: Form::Base, known: false }),
                _ => Tag::Noun,
            },
        }
    }

    /// An auxiliary behind which no verb comes is the verb: "was a museum", "had a collection".
    fn promote_auxiliaries(&mut self) {
        for k in 0..self.tags.len() {
            if self.tags[k] != Tag::Auxiliary {
                continue;
            }
            let passes = |t: &&Tag| !matches!(t, Tag::Adverb | Tag::Not | Tag::Quote | Tag::Aside);
            let next = self.tags[k + 1..].iter().find(passes);
            let class = match self.passage.low(self.sentence.start + k) {
                "is" | "are" | "was" | "were" | "be" | "been" | "being" => Class::Be,
                "has" | "have" | "had" | "having" => Class::Hold,
                _ => continue,
            };
            if !matches!(next, Some(Tag::Verb(_) | Tag::Auxiliary)) {
                self.tags[k] = Tag::Verb(Verb { class, form: Form::Past, known: true });
            }
        }
    }

    /// "well" behind "the" is a noun.
    fn is_bare_noun_position(&self, i: usize) -> bool {
        matches!(self.passage.low(i), "well" | "only")
            && matches!(self.before(i), Some(Tag::Determiner | Tag::Owning | Tag::Owner))
    }

    /// "over 3,500", "more than six", "at least two".
    fn qualifies_number(&self, i: usize) -> bool {
        let number = |i: usize| {
            self.sentence.contains(&i)
                && (self.passage.shape(i) == Some(Shape::Number) || super::quantity::is_number(self.passage.low(i)))
        };
        match self.passage.low(i) {
            "over" | "under" | "about" | "around" | "nearly" | "almost" | "approximately" | "roughly" | "some"
            | "only" | "than" | "least" | "most" => number(i + 1),
            "more" | "fewer" | "less" => self.passage.low(i + 1) == "than" && number(i + 2),
            "at" => matches!(self.passage.low(i + 1), "least" | "most") && number(i + 2),
            "up" => self.passage.low(i + 1) == "to" && number(i + 2),
            "to" => self.passage.low(i.wrapping_sub(1)) == "up" && number(i + 1),
            _ => false,
        }
    }

    /// "as well as", "along with", "together with".
    fn joins_as_well(&self, i: usize) -> bool {
        let at = |k: usize| self.passage.low(k);
        let phrases: [&[&str]; 3] = [&["as", "well", "as"], &["along", "with"], &["together", "with"]];
        phrases.iter().any(|phrase| {
            let offset = phrase.iter().position(|word| *word == at(i));
            offset.is_some_and(|o| o <= i && phrase.iter().enumerate().all(|(k, word)| at(i - o + k) == *word))
                || (at(i) == "as" && at(i.wrapping_sub(1)) == "well" && at(i.wrapping_sub(2)) == "as")
        })
    }

    fn noun_follows(&self, i: usize) -> bool {
        role(self.passage.low(i + 1)) == Role::Open && self.passage.shape(i + 1) == Some(Shape::Word)
    }

    /// "that year", not "said that forces": the subordinator follows a verb or a noun, the determiner a preposition.
    fn determines(&self, i: usize) -> bool {
        matches!(self.before(i), None | Some(Tag::Preposition)) && self.noun_follows(i)
    }

    /// The tag before, past adverbs, negations, asides and quotation marks.
    fn before(&self, i: usize) -> Option<Tag> {
        let own = &self.tags[..i.saturating_sub(self.sentence.start).min(self.tags.len())];
        let skip = |tag: &&Tag| !matches!(tag, Tag::Adverb | Tag::Not | Tag::Aside | Tag::Quote);
        own.iter().rev().find(skip).copied()
    }

    fn is_verb(&self, i: usize, verb: Verb) -> bool {
        let before = self.before(i);
        let low = self.passage.low(i);
        match verb.form {
            Form::Base => before == Some(Tag::Auxiliary) || self.after_to(i) || self.says(i, before),
            Form::Third => {
                matches!(before, Some(Tag::Name | Tag::Pronoun | Tag::Subordinator)) && !self.tail_is_noun(i)
                    || self.says(i, before)
            }
            Form::Past | Form::Participle if low.contains('-') => false,
            Form::Past if !verb.known && self.number_before(i) && self.tail_is_noun(i) => false,
            Form::Past | Form::Participle => match before {
                Some(Tag::Auxiliary) => true,
                Some(Tag::Determiner | Tag::Owning | Tag::Owner | Tag::Preposition) => false,
                None | Some(Tag::And) => !self.tail_is_noun(i),
                _ => true,
            },
            Form::Gerund => self.is_participle(i, before),
        }
    }

    /// "Librarians say that", "the port authority says the archive": a verb of saying in the present.
    fn says(&self, i: usize, before: Option<Tag>) -> bool {
        let next = role(self.passage.low(i + 1));
        let that = self.passage.low(i + 1) == "that";
        let noun = matches!(
            self.passage.low(i),
            "claims"
                | "claim"
                | "reports"
                | "report"
                | "records"
                | "record"
                | "notes"
                | "note"
                | "marks"
                | "mark"
                | "counts"
                | "count"
                | "lists"
                | "list"
                | "fears"
        );
        let opens = that || !noun && matches!(next, Role::Determiner | Role::Owning | Role::Pronoun);
        let after = matches!(before, Some(Tag::Noun | Tag::Name)) || that && before == Some(Tag::And);
        opens && after && says(self.passage.low(i))
    }

    /// "sixty catalogued objects".
    fn number_before(&self, i: usize) -> bool {
        let before = i.wrapping_sub(1);
        self.passage.shape(before) == Some(Shape::Number) || super::quantity::is_number(self.passage.low(before))
    }

    fn after_to(&self, i: usize) -> bool {
        let adverb = self.tags.last() == Some(&Tag::Adverb);
        self.passage.low(i.wrapping_sub(1 + usize::from(adverb))) == "to"
    }

    /// Whether an open word follows, so that this one describes it: "and smashed glass".
    fn tail_is_noun(&self, i: usize) -> bool {
        let next = self.passage.low(i + 1);
        let open = self.passage.shape(i + 1) == Some(Shape::Word) && role(next) == Role::Open;
        open && !self.passage.capital(i + 1) && self.sentence.contains(&(i + 1))
    }

    /// A word that no lexicon knows is a verb behind "to" and before what begins a phrase: "to dislodge the guard".
    fn is_infinitive(&self, i: usize) -> bool {
        let next = role(self.passage.low(i + 1));
        let object = matches!(next, Role::Determiner | Role::Owning | Role::Pronoun) || self.passage.capital(i + 1);
        self.after_to(i) && object && !self.passage.capital(i) && self.sentence.contains(&(i + 1))
    }

    /// "tightening the siege", but not "the shelling of the quarter".
    fn is_participle(&self, i: usize, before: Option<Tag>) -> bool {
        let noun = matches!(self.passage.low(i + 1), "of" | "was" | "were" | "had" | "is" | "are");
        match before {
            Some(Tag::Auxiliary) => true,
            None | Some(Tag::Comma | Tag::Subordinator) => !noun,
            Some(Tag::And) => !noun && self.tags.iter().any(|t| matches!(t, Tag::Verb(v) if v.form == Form::Gerund)),
            Some(Tag::Preposition) => !noun && !self.tail_is_noun(i) && self.sentence.contains(&(i + 1)),
            Some(Tag::Noun | Tag::Name) => {
                let directs = matches!(
                    role(self.passage.low(i + 1)),
                    Role::Preposition | Role::Determiner | Role::Owning | Role::Subordinator | Role::Adverb
                );
                !noun && directs
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verbs(text: &str) -> Vec<String> {
        let passage = Passage::new(text.to_owned(), 0);
        let all = 0..passage.tokens.len();
        let names = super::super::names::names(&passage, &all, &|_| false, &|_| false);
        let tags = tags(&passage, &all, &[], &names);
        let is_verb = |i: &usize| matches!(tags[*i], Tag::Verb(_));
        (0..tags.len()).filter(is_verb).map(|i| passage.low(i).to_owned()).collect()
    }

    #[test]
    fn verbs_are_told_from_nouns() {
        assert_eq!(verbs("The forces attacked the houses, destroying the imported grain."), ["attacked", "destroying"]);
        assert_eq!(verbs("Smashed glass and ruined walls remained."), ["remained"]);
        assert_eq!(verbs("The shelling of the quarter was reported."), ["reported"]);
        assert_eq!(verbs("It was opened and had a collection of coins."), ["opened", "had"]);
        assert_eq!(verbs("A newly armed guard stated that it had withdrawn."), ["stated", "withdrawn"]);
        assert_eq!(verbs("It was for years the only mill."), ["was"]);
    }
}

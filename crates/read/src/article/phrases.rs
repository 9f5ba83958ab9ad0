//! Noun phrases: what a sentence speaks of, and which of them stand side by side.

use std::ops::Range;

use super::passage::Passage;
use super::tags::Tag;
use super::words::kind_of;

/// To whom a phrase says that its thing belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// Nobody.
    Unsaid,
    /// "its".
    Its,
    /// "the museum's": these tokens, without the ending.
    Named(Range<usize>),
}

/// A noun phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    /// All of its tokens.
    pub(super) range: Range<usize>,
    /// Its tokens without article and owner.
    pub(super) core: Range<usize>,
    /// The noun that it is about.
    pub(super) head: usize,
    /// Whose it is.
    pub(super) owner: Owner,
    /// "the", "this", "its": it was spoken of before.
    pub(super) definite: bool,
    /// "it", "they".
    pub(super) pronoun: bool,
    /// Whether a preposition governs it.
    pub(super) governed: bool,
    /// The next phrase, where "of" joins it.
    pub(super) of: bool,
    /// The list that it stands in: phrases of one list have one number.
    pub(super) list: usize,
}

/// The noun phrases of a sentence. `tags[0]` belongs to token `first`.
pub(super) fn phrases(passage: &Passage, tags: &[Tag], first: usize) -> Vec<Phrase> {
    let chunker = Chunker { passage, tags, first };
    let mut phrases: Vec<Phrase> = Vec::new();
    let mut i = 0;
    while i < tags.len() {
        match chunker.phrase(i) {
            Some(phrase) => {
                i = phrase.range.end - first;
                phrases.push(phrase);
            }
            None => i += 1,
        }
    }
    chunker.merge_adjectives(&mut phrases);
    chunker.join_of(&mut phrases);
    chunker.number_lists(&mut phrases);
    phrases
}

struct Chunker<'a> {
    passage: &'a Passage,
    tags: &'a [Tag],
    first: usize,
}

impl Chunker<'_> {
    fn tag(&self, i: usize) -> Option<Tag> {
        self.tags.get(i).copied()
    }

    /// The phrase that begins at tag `i`.
    fn phrase(&self, i: usize) -> Option<Phrase> {
        let start = self.tag(i)?;
        if start == Tag::Pronoun {
            return (self.passage.low(self.first + i) != "there").then(|| self.build(i..i + 1, i, Owner::Unsaid));
        }
        if !matches!(start, Tag::Noun | Tag::Name | Tag::Determiner | Tag::Owning) {
            return None;
        }
        let mut owner = if start == Tag::Owning { Owner::Its } else { Owner::Unsaid };
        let articles = self.articles(i);
        let (mut core, mut to) = (i + articles, i + articles);
        loop {
            match self.tag(to) {
                Some(Tag::Noun | Tag::Name) => to += 1,
                Some(Tag::Aside | Tag::Quote) if self.goes_on(to) => to += 1,
                Some(Tag::Adverb) if to > i && self.describes(to) => to += 1,
                Some(Tag::Owner) if to > core => {
                    owner = Owner::Named(self.first + i..self.first + to);
                    to += 1 + self.articles(to + 1);
                    core = to;
                }
                _ => break,
            }
        }
        let of_follows = self.passage.low(self.first + to) == "of";
        (to > core || (articles > 0 && of_follows)).then(|| self.build(i..to, core.min(to), owner))
    }

    fn articles(&self, i: usize) -> usize {
        let article = |tag: &&Tag| matches!(tag, Tag::Determiner | Tag::Owning);
        self.tags.get(i..).unwrap_or_default().iter().take_while(article).count()
    }

    /// A bracket or quotation mark inside a phrase: a noun goes before, and the phrase goes on behind; a bracket at
    /// its end belongs to it as well.
    fn goes_on(&self, i: usize) -> bool {
        let noun = |tag: Option<Tag>| matches!(tag, Some(Tag::Noun | Tag::Name));
        match self.tag(i) {
            Some(Tag::Aside) => i > 0 && matches!(self.tag(i - 1), Some(Tag::Noun | Tag::Name | Tag::Aside)),
            _ => noun(self.tag(i + 1)) && i > 0 && noun(self.tag(i - 1)),
        }
    }

    /// An adverb that belongs to an adjective inside a phrase: "the newly built mill".
    fn describes(&self, i: usize) -> bool {
        let inside = matches!(self.tag(i - 1), Some(Tag::Determiner | Tag::Owning | Tag::Owner));
        inside && matches!(self.tag(i + 1), Some(Tag::Noun | Tag::Name))
    }

    fn build(&self, tags: Range<usize>, core: usize, owner: Owner) -> Phrase {
        let is_head = |i: &usize| matches!(self.tags[*i], Tag::Noun | Tag::Name | Tag::Pronoun);
        let head = tags.clone().rev().find(is_head).unwrap_or(tags.start);
        let low = self.passage.low(self.first + tags.start);
        let pronoun = self.tags[tags.start] == Tag::Pronoun;
        let before = self.tags[..tags.start].iter().rev().find(|t| !matches!(t, Tag::Quote | Tag::Adverb));
        Phrase {
            range: self.first + tags.start..self.first + tags.end,
            core: self.first + core..self.first + tags.end,
            head: self.first + head,
            definite: owner != Owner::Unsaid || matches!(low, "the" | "this" | "that" | "these" | "those"),
            owner,
            pronoun,
            governed: before == Some(&Tag::Preposition),
            of: false,
            list: 0,
        }
    }

    /// "archaeological, historical and numismatic jars" is one phrase: adjectives have no list of their own.
    fn merge_adjectives(&self, phrases: &mut Vec<Phrase>) {
        let mut k = phrases.len();
        while k > 1 {
            k -= 1;
            let (one, next) = (&phrases[k - 1], &phrases[k]);
            let bare = next.range.start == next.core.start && !next.pronoun;
            if bare && self.is_adjective(one.head) && self.side_by_side(one, next) {
                let (range, head) = (one.range.start..next.range.end, next.head);
                let merged = &mut phrases[k - 1];
                merged.core.end = range.end;
                merged.range = range;
                merged.head = head;
                phrases.remove(k);
            }
        }
    }

    fn is_adjective(&self, head: usize) -> bool {
        const ENDINGS: [&str; 9] = ["al", "ic", "ous", "ive", "ful", "less", "ern", "ary", "ible"];
        let low = self.passage.low(head);
        low.len() > 4
            && ENDINGS.iter().any(|ending| low.ends_with(ending))
            && kind_of(low, low).is_none()
            && !self.passage.capital(head)
    }

    fn side_by_side(&self, one: &Phrase, next: &Phrase) -> bool {
        let between = &self.tags[one.range.end - self.first..next.range.start - self.first];
        matches!(between, [Tag::Comma | Tag::And] | [Tag::Comma, Tag::And])
    }

    fn join_of(&self, phrases: &mut [Phrase]) {
        for k in 1..phrases.len() {
            let (end, start) = (phrases[k - 1].range.end, phrases[k].range.start);
            phrases[k - 1].of = start == end + 1 && self.passage.low(end) == "of";
        }
    }

    /// Phrases with only commas and "and" between them, the last junction an "and", are one list.
    fn number_lists(&self, phrases: &mut [Phrase]) {
        let mut list = 0;
        let mut from = 0;
        while from < phrases.len() {
            let to = self.list_end(phrases, from);
            for phrase in &mut phrases[from..to] {
                phrase.list = list;
            }
            list += 1;
            from = to;
        }
    }

    /// One past the last phrase of the list that begins at phrase `from`.
    fn list_end(&self, phrases: &[Phrase], from: usize) -> usize {
        let first = whole_end(phrases, from);
        let (mut end, mut at) = (first, first);
        while at < phrases.len() && !self.sets_apart(&phrases[at]) {
            let between = &self.tags[phrases[at - 1].range.end - self.first..phrases[at].range.start - self.first];
            match between {
                [Tag::Comma] if !self.opens_with_preposition(&phrases[from]) => at = whole_end(phrases, at),
                [Tag::And]
                | [Tag::Comma, Tag::And]
                | [Tag::And, Tag::And, Tag::And]
                | [Tag::Comma, Tag::And, Tag::And, Tag::And] => {
                    at = whole_end(phrases, at);
                    end = at;
                }
                _ => break,
            }
        }
        end
    }

    /// "by the guard, alongside two wells": the wells are in no list with the guard.
    fn sets_apart(&self, phrase: &Phrase) -> bool {
        let before = phrase.range.start.saturating_sub(1);
        matches!(self.passage.low(before), "alongside" | "plus" | "with")
    }

    /// "In Marsa, the mill and the church": the place is no member of the list.
    fn opens_with_preposition(&self, phrase: &Phrase) -> bool {
        phrase.governed && phrase.range.start <= self.first + 2
    }
}

/// One past the last phrase that "of" hangs on phrase `k`.
pub(super) fn whole_end(phrases: &[Phrase], k: usize) -> usize {
    let mut end = k;
    while phrases[end].of && end + 1 < phrases.len() {
        end += 1;
    }
    end + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{names, tags};

    fn found(text: &str) -> Vec<(String, usize)> {
        let passage = Passage::new(text.to_owned(), 0);
        let all = 0..passage.tokens.len();
        let names = names::names(&passage, &all, &|_| false, &|_| false);
        let tags = tags::tags(&passage, &all, &[], &names);
        phrases(&passage, &tags, 0).iter().map(|p| (passage.words(&p.core).to_owned(), p.list)).collect()
    }

    #[test]
    fn lists_and_owners() {
        let list = found("The museum's structure, display cases, and coins were damaged.");
        assert_eq!(list, [("structure".into(), 0), ("display cases".into(), 0), ("coins".into(), 0)]);
        let one = found("It held over 3,500 archaeological, historical and numismatic jars.");
        assert_eq!(one[1].0, "over 3,500 archaeological, historical and numismatic jars");
        let place = found("In Marsa, the mill and the church fell.");
        assert_eq!(place, [("Marsa".into(), 0), ("mill".into(), 1), ("church".into(), 1)]);
    }

    #[test]
    fn brackets_stay_inside() {
        assert_eq!(found("Rimal's only Harbour (native) seed house fell.")[0].0, "only Harbour (native) seed house");
    }
}

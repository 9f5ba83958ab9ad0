//! Proper names: which runs of capitalised words are one name.

use std::ops::Range;

use super::passage::{Passage, Shape};
use super::verbs::{Form, verb};
use super::words::{Role, is_group, is_hearsay, is_office, is_particle, is_rank, kind_of, role, singular};

/// The names of a sentence, in order. `taken` are tokens that a date holds; `known` tells names met before.
pub(super) fn names(
    passage: &Passage,
    sentence: &Range<usize>,
    taken: &dyn Fn(usize) -> bool,
    known: &dyn Fn(&str) -> bool,
) -> Vec<Range<usize>> {
    let scan = Scan { passage, sentence, taken, known };
    let mut names = Vec::new();
    let mut i = sentence.start;
    while i < sentence.end {
        match scan.name(i) {
            Some(name) => {
                i = name.end;
                names.push(name);
            }
            None => i += 1,
        }
    }
    names
}

struct Scan<'a> {
    passage: &'a Passage,
    sentence: &'a Range<usize>,
    taken: &'a dyn Fn(usize) -> bool,
    known: &'a dyn Fn(&str) -> bool,
}

impl Scan<'_> {
    fn name(&self, i: usize) -> Option<Range<usize>> {
        let opens = self.opens_sentence(i);
        if !self.is_name_word(i) || (opens && !self.may_open(i)) {
            return None;
        }
        let plain = self.run(i);
        let committee = self.committee(i, plain);
        let mut to = committee.unwrap_or(plain);
        while let Some(further) = self.joined(i, to) {
            to = further;
        }
        let single = to == i + 1;
        (!(opens && single) || self.stands_alone(i)).then_some(i..to)
    }

    /// Capitalised words side by side, with particles and ordinals between them; ranks keep their full stop.
    fn run(&self, from: usize) -> usize {
        let mut to = from + 1;
        loop {
            let dot = usize::from(self.passage.mark(to, '.') && is_rank(self.passage.low(to - 1)));
            let next = to + dot;
            if self.is_name_word(next) {
                to = next + 1;
            } else if dot == 0 && self.joins_inside(next) && self.is_name_word(next + 1) {
                to = next + 2;
            } else {
                return to;
            }
        }
    }

    fn joins_inside(&self, i: usize) -> bool {
        let low = self.passage.low(i);
        let ordinal = low.starts_with(|c: char| c.is_ascii_digit()) && self.passage.shape(i) == Some(Shape::Word);
        self.inside(i) && (is_particle(low) || ordinal)
    }

    /// Where the name goes on behind "of", "for" or "and", if it does.
    fn joined(&self, from: usize, to: usize) -> Option<usize> {
        let passage = self.passage;
        let next = to + 1 + usize::from(passage.low(to + 1) == "the");
        let office = |range: Range<usize>| range.clone().any(|i| is_office(passage.low(i)) || is_group(passage.low(i)));
        match passage.low(to) {
            "of" if self.is_name_word(next) && self.follows_noun(to) => Some(self.run(next)),
            "for" if self.is_name_word(next) && office(from..to) => Some(self.run(next)),
            "and" if next == to + 1 && self.is_name_word(next) => {
                let of = (from..to).rev().find(|i| passage.low(*i) == "of")?;
                let single = self.run(next) == next + 1 && to - of == 2;
                let fits = single && office(from..of) && !(self.known)(passage.word(next));
                fits.then_some(next + 1)
            }
            _ => None,
        }
    }

    /// "Gulf of Marsa", but not "3,500 jars from Rimal of Marsa": the word before "of" is a common noun with a capital.
    fn follows_noun(&self, of: usize) -> bool {
        let before = self.passage.low(of.wrapping_sub(1));
        !is_particle(before) && !self.passage.word(of.wrapping_sub(1)).contains('<')
    }

    /// "the Censorship and Freedom of Speech committee": whatever stands between the article and the noun in small
    /// letters is one name.
    fn committee(&self, from: usize, plain: usize) -> Option<usize> {
        let article = from.checked_sub(1).is_some_and(|before| self.passage.low(before) == "the");
        if !article {
            return None;
        }
        let mut to = plain;
        while matches!(self.passage.low(to), "and" | "of" | "for" | "&") && self.is_name_word(to + 1) {
            to = self.run(to + 1);
        }
        let noun = self.passage.low(to);
        let singular_noun = is_group(noun) && singular(noun) == noun && !self.passage.capital(to);
        (singular_noun && self.inside(to) && to > plain).then_some(to + 1)
    }

    fn is_name_word(&self, i: usize) -> bool {
        if !self.inside(i) {
            return false;
        }
        let word = self.passage.word(i);
        let after_article = word.split(['-', '–']).nth(1).is_some_and(|rest| rest.starts_with(char::is_uppercase));
        let capital =
            self.passage.capital(i) && !(self.passage.low(i) == "i" || role(self.passage.low(i)) != Role::Open);
        capital || (is_particle(self.passage.low(i)) && after_article)
    }

    fn inside(&self, i: usize) -> bool {
        self.sentence.contains(&i) && !(self.taken)(i)
    }

    fn opens_sentence(&self, i: usize) -> bool {
        let quote = |i: usize| matches!(self.passage.shape(i), Some(Shape::Mark('"' | '“' | '\'' | '‘' | '(' | '[')));
        i == self.sentence.start || (i == self.sentence.start + 1 && quote(self.sentence.start))
    }

    /// Words that stand first in a sentence have a capital of their own; verbs there begin a participle.
    fn may_open(&self, i: usize) -> bool {
        let low = self.passage.low(i);
        let participle = verb(low).is_some_and(|v| matches!(v.form, Form::Gerund | Form::Past) && v.form != Form::Base);
        !participle || (self.known)(self.passage.word(i))
    }

    /// Whether one word with a capital at the start of a sentence is a name.
    fn stands_alone(&self, i: usize) -> bool {
        let (low, word) = (self.passage.low(i), self.passage.word(i));
        let all_capitals = word.chars().count() > 1 && word.chars().all(char::is_uppercase);
        if (self.known)(word) || all_capitals || word.contains('<') || self.passage.shape(i + 1) == Some(Shape::Owner) {
            return true;
        }
        let group_follows = is_group(self.passage.low(i + 1)) && !self.passage.capital(i + 1);
        let next = self.passage.low(i + 1);
        let verb_follows = role(next) == Role::Auxiliary || verb(next).is_some_and(|v| v.form == Form::Past);
        let plural = singular(low) != low;
        group_follows || verb_follows && !plural && kind_of(low, low).is_none() && !is_hearsay(low)
    }
}

/// A name without its article and its spelling's accidents: "Al–Tahuna", "al-Tahuna" and "Tahuna" are one.
pub(super) fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for part in name.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '‑' | '.' | ',')) {
        let low = part.to_lowercase();
        let article = matches!(low.as_str(), "al" | "el" | "the" | "");
        if !article {
            if !folded.is_empty() {
                folded.push(' ');
            }
            folded.push_str(&low);
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let passage = Passage::new(text.to_owned(), 0);
        let all = 0..passage.tokens.len();
        names(&passage, &all, &|_| false, &|_| false).iter().map(|n| passage.words(n).to_owned()).collect()
    }

    #[test]
    fn names_hold_together() {
        assert_eq!(
            found("The Rimal Ministry of Grain and Fisheries and Marsa spoke."),
            ["Rimal Ministry of Grain and Fisheries", "Marsa"]
        );
        assert_eq!(found("In Marsa, Maj. Gen. Harun al-Sala fell."), ["Marsa", "Maj. Gen. Harun al-Sala"]);
        assert_eq!(
            found("The Songs and Freedom of Verse committee of the Union of Poets met."),
            ["Songs and Freedom of Verse committee of the Union of Poets"]
        );
        assert_eq!(
            found("Upland 7th Brigade and Harbour Front for the Liberation of Rimal"),
            ["Upland 7th Brigade", "Harbour Front for the Liberation of Rimal"]
        );
    }

    #[test]
    fn a_capital_at_the_start_is_no_name() {
        assert!(found("Renovation efforts began. ").is_empty());
        assert!(found("Reports indicated a fire.").is_empty());
        assert!(found("Founded in spring, it grew.").is_empty());
        assert_eq!(found("Sanabel withdrew."), ["Sanabel"]);
    }

    #[test]
    fn spellings_fold() {
        assert_eq!(fold("Al–Tahuna"), fold("Tahuna"));
        assert_eq!(fold("The Mill Museum"), "mill museum");
    }
}

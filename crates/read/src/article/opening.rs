//! What the article is about: the entity of its title, its kind, and its native name.

use std::ops::Range;

use daftar_claim::Value;

use super::claims::{Quote, Statement};
use super::passage::{Passage, Shape};
use super::state::Article;
use super::verbs::verb;
use super::words::{Role, kind_of, role, singular};

impl Article<'_> {
    /// Proposes the source document itself. Without a title it is called as its file is.
    pub(super) fn document(&mut self, title: &Quote, name: &str) {
        let source = self.source;
        let words = if title.words.is_empty() { name } else { &title.words };
        let told = |property, value| Statement::new(source, property, value, title.clone(), "title");
        self.propose(told("kind", Value::code("kind", "document")));
        self.propose(told("title", Value::text(words)));
        self.propose(told("file", Value::File(self.derived.file)));
    }

    /// Finds the entity that the title names. `lead` is the first sentence, `keys` the keys of the infobox.
    pub(super) fn open(&mut self, title: &Quote, lead: &str, keys: &[String]) {
        let name = without_brackets(title);
        let passage = Passage::new(name.words.clone(), name.span.start);
        let by_title = title_kind(&passage);
        let by_keys = keys.iter().any(|key| matches!(key.as_str(), "conflict" | "combatant1")).then_some("event");
        let copula = copula(lead);
        if let Some(kind) = by_title.or(copula.as_ref().map(|(_, kind)| *kind)).or(by_keys) {
            self.topic.noun = copula.map(|(noun, _)| noun);
            self.topic.main = self.enter(kind, &name, None);
            if let Some(main) = self.topic.main {
                self.entities.mention(0, 0, main);
                self.id(main);
            }
            if kind == "event" {
                self.title_place(&passage);
            }
        }
    }

    /// "Siege of Sanabel" names a place.
    fn title_place(&mut self, passage: &Passage) {
        let all = 0..passage.tokens.len();
        let leads = |i: &usize| matches!(passage.low(*i), "of" | "on" | "at" | "in");
        let Some(at) = all.clone().find(leads) else { return };
        let words = at + 1 + usize::from(passage.low(at + 1) == "the")..all.end;
        if !words.is_empty() && passage.capital(words.start) {
            let kind = kind_in(passage, &words).filter(|kind| *kind == "building").unwrap_or("place");
            let quote = Quote { span: passage.span(&words), words: passage.words(&words).to_owned() };
            self.topic.place = self.enter(kind, &quote, None);
        }
    }

    /// "The Mill Museum (متحف الطاحونة) was …": a name in another script, of the entity named before it.
    pub(super) fn native_names(&mut self, passage: &Passage, sentence: &Range<usize>) {
        for open in sentence.clone().filter(|i| passage.mark(*i, '(')) {
            if let Some(close) = (open..sentence.end).find(|i| passage.mark(*i, ')')) {
                self.native_name(passage, open + 1..close);
            }
        }
    }

    fn native_name(&mut self, passage: &Passage, inside: Range<usize>) {
        let arabic = |i: &usize| passage.word(*i).chars().any(is_arabic);
        let Some(first) = inside.clone().find(arabic) else { return };
        let words = first..inside.rev().find(arabic).map_or(first, |last| last) + 1;
        let before = &(passage.tokens_at(passage.base(), passage.start(words.start)).start..words.start - 1);
        let Some(at) = self.named_until(passage, before) else { return };
        let quote = Quote { span: passage.span(&words), words: passage.words(&words).to_owned() };
        let subject = self.id(at);
        let lang = Some("ar".to_owned()).filter(|_| !quote.words.chars().any(is_not_arabic_language));
        let value = Value::Text { text: quote.words.clone(), lang };
        self.propose(Statement::new(subject, "name", value, quote, "native-name"));
    }

    /// The entity whose name ends where a bracket opens: the longest run of words that is one.
    fn named_until(&self, passage: &Passage, before: &Range<usize>) -> Option<usize> {
        let shortest = before.end.checked_sub(12).map_or(before.start, |far| far.max(before.start));
        (shortest..before.end).find_map(|from| {
            passage.capital(from).then(|| self.entities.named(passage.words(&(from..before.end)))).flatten()
        })
    }
}

/// The kind of what a title names: its last noun, or the noun before "of".
fn title_kind(title: &Passage) -> Option<&'static str> {
    let all = 0..title.tokens.len();
    let link = all.clone().find(|i| role(title.low(*i)) == Role::Preposition);
    kind_in(title, &(0..link.unwrap_or(all.end))).or_else(|| {
        let event = kind_of(title.low(0), "") == Some("event");
        event.then_some("event")
    })
}

/// The kind that the last noun of a range tells.
fn kind_in(passage: &Passage, range: &Range<usize>) -> Option<&'static str> {
    let last = range.end.checked_sub(1).filter(|last| range.contains(last))?;
    let before = if last > range.start { passage.low(last - 1) } else { "" };
    kind_of(passage.low(last), &format!("{before} {}", passage.low(last)))
        .or_else(|| kind_of(passage.low(range.start), "").filter(|kind| *kind == "building" || *kind == "event"))
}

/// The noun and its kind in "… is a synagogue in …": the last noun that tells one behind the first "is" or "was".
fn copula(lead: &str) -> Option<(String, &'static str)> {
    let passage = Passage::new(lead.to_owned(), 0);
    let all = 0..passage.tokens.len();
    let be = all.clone().find(|i| matches!(passage.low(*i), "is" | "was" | "are" | "were"))?;
    let article = matches!(passage.low(be + 1), "a" | "an" | "the" | "one");
    let ends = |i: &usize| role(passage.low(*i)) == Role::Preposition || passage.shape(*i) == Some(Shape::Mark(','));
    let end = (be + 1..all.end).find(ends).unwrap_or(all.end);
    let noun = (be + 1..end).rev().find_map(|i| {
        let two = format!("{} {}", passage.low(i - 1), singular(passage.low(i)));
        let kind = kind_of(passage.low(i), &two).filter(|_| verb(passage.low(i)).is_none_or(|v| !v.known))?;
        Some((singular(passage.low(i)), kind))
    });
    noun.filter(|_| article)
}

/// A title without the bracket that tells it from others: "Mill (Sanabel)".
fn without_brackets(title: &Quote) -> Quote {
    let words = match title.words.split_once(" (") {
        Some((name, rest)) if rest.ends_with(')') && !name.trim().is_empty() => name.trim_end(),
        _ => title.words.as_str(),
    };
    let mut span = title.span;
    span.end = span.start + words.chars().count() as u64;
    Quote { span, words: words.to_owned() }
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{64A}' | '\u{671}'..='\u{6D3}' | '\u{750}'..='\u{77F}')
}

/// Letters of Persian, Urdu, Kurdish and their like, which Arabic has not.
fn is_not_arabic_language(c: char) -> bool {
    is_arabic(c) && !matches!(c, '\u{620}'..='\u{64A}' | '\u{671}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(text: &str) -> Option<&'static str> {
        title_kind(&Passage::new(text.to_owned(), 0))
    }

    #[test]
    fn titles_tell_kinds() {
        assert_eq!(title("Siege of Sanabel"), Some("event"));
        assert_eq!(title("Mill Museum"), Some("museum"));
        assert_eq!(title("Operation Upland Wind"), Some("event"));
        assert_eq!(title("Temple of Grain"), Some("building"));
        assert_eq!(title("History of Rimal"), None);
    }

    #[test]
    fn the_first_sentence_tells_as_well() {
        assert_eq!(copula("Sanabel is a small town on Rimal."), Some(("town".to_owned(), "place")));
        assert_eq!(
            copula("The fight was a military engagement between them."),
            Some(("engagement".to_owned(), "event"))
        );
        assert_eq!(copula("Rimal exemplifies a town."), None);
    }
}

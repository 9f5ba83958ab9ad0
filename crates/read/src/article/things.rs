//! From phrases to entities: names, pronouns, and things that are named only by their kind.

use std::ops::Range;

use super::entities::{Entity, UNTOLD, Want};
use super::fates::ENGLISH;
use super::in_arabic::is_body_in_arabic;
use super::phrases::{Owner, Phrase};
use super::quantity;
use super::sentence::Sentence;
use super::state::Article;
use super::tags::Tag;
use super::verbs::Class;
use super::words::{is_group, is_office, is_rank, kind_of, singular};

impl Article<'_> {
    /// Notices whom a sentence names, before any rule asks, and remembers them for pronouns to come.
    pub(super) fn notice(&mut self, s: &Sentence) {
        for k in 0..s.phrases.len() {
            let subject_of = s.clauses.iter().find(|c| c.finite && c.subject.contains(&k));
            let acting = subject_of.filter(|c| acts(s, c.class, c.verb, c.passive));
            let hint = acting.map(|c| if c.class == Class::Say { voice(s, &s.phrases[k]) } else { "body" });
            let found = match s.phrases[k].pronoun {
                true => subject_of.and_then(|c| self.pronoun(s, k, wanted(c.class, c.passive))),
                false => self.name_of(s, k, hint).or_else(|| self.known_thing(s, k)),
            };
            if let Some(at) = found {
                let rank = if subject_of.is_some() { 0 } else { k + 1 };
                self.entities.mention(s.number, rank, at);
            }
        }
    }

    /// The entity that a phrase speaks of; a thing that is new is entered, of kind `hint` where the words tell none.
    pub(super) fn thing(&mut self, s: &Sentence, k: usize, want: Want, hint: Option<&'static str>) -> Option<usize> {
        let phrase = s.phrases.get(k)?;
        if phrase.pronoun {
            return self.pronoun(s, k, want);
        }
        if phrase.of && is_share(s, phrase) {
            return self.thing(s, k + 1, want, hint);
        }
        self.name_of(s, k, hint).or_else(|| self.known_thing(s, k)).or_else(|| self.new_thing(s, k, hint))
    }

    /// Whom "it" means.
    fn pronoun(&self, s: &Sentence, k: usize, want: Want) -> Option<usize> {
        let low = s.low(s.phrases[k].range.start);
        match low {
            "he" | "she" | "him" | "her" => self.entities.meant(s.number, Want::Speaker, |e| e.kind == "person"),
            "it" | "itself" => self.entities.meant(s.number, want, |e| e.kind != "person"),
            _ => self.entities.meant(s.number, want, |_| true),
        }
    }

    /// The entity that a phrase names, if it names one: known, or of a kind that its words or place tell.
    pub(super) fn name_of(&mut self, s: &Sentence, k: usize, hint: Option<&'static str>) -> Option<usize> {
        let name = name_tokens(s, &s.phrases[k])?;
        if name.len() == 1 && s.phrases[k].definite && kind_at(s, &s.phrases[k]).is_some() {
            return self.known_thing(s, k);
        }
        if let Some(at) = self.entities.named(s.passage.words(&name)) {
            return Some(at);
        }
        let kind = told_kind(s, &s.phrases[k], &name).or(hint)?;
        let at = self.enter(kind, &s.quote(name.clone()), None)?;
        self.learn_aside(s, &s.phrases[k], at);
        Some(at)
    }

    /// "Harbour Union (HU)": the bracket behind a name gives another.
    fn learn_aside(&mut self, s: &Sentence, phrase: &Phrase, at: usize) {
        let aside = phrase.range.clone().filter(|i| s.tag(*i) == Some(Tag::Aside));
        let inside: Vec<usize> = aside.filter(|i| s.passage.capital(*i)).collect();
        if let [one] = inside[..] {
            self.entities.alias(at, s.passage.word(one));
        }
    }

    /// A thing spoken of before: "the museum", "its collection", "the town".
    fn known_thing(&mut self, s: &Sentence, k: usize) -> Option<usize> {
        let phrase = &s.phrases[k];
        let kind = kind_at(s, phrase)?;
        if !phrase.definite {
            return None;
        }
        if phrase.owner != Owner::Unsaid {
            let owner = self.owner(s, &phrase.owner);
            let words = core_words(s, phrase);
            return self.entities.last(|e| e.name == words && e.owner == owner && owner.is_some());
        }
        let head = singular(s.low(phrase.head));
        match kind {
            "event" => self.main_event().filter(|_| phrase.core.len() == 1),
            "place" if self.topic.place.is_some() && matches!(head.as_str(), "town" | "city" | "village" | "area") => {
                self.topic.place
            }
            _ => self.same_head(kind, &head, s, phrase),
        }
    }

    /// The last thing of a kind whose name has the noun, else the main entity if that is what it is.
    fn same_head(&self, kind: &str, head: &str, s: &Sentence, phrase: &Phrase) -> Option<usize> {
        let describing = s.passage.low_words(&phrase.core).trim_end_matches(head).trim();
        let bears = |entity: &Entity| {
            entity.nouns.iter().any(|word| word == head) && describing.split(' ').all(|w| entity.low.contains(w))
        };
        let noun = head == kind || self.topic.noun.as_deref() == Some(head);
        let main = self.topic.main.filter(|at| self.kind(*at) == kind && noun && phrase.core.len() == 1);
        self.entities.last(|e| e.kind == kind && bears(e)).or(main)
    }

    /// A thing that is spoken of for the first time.
    fn new_thing(&mut self, s: &Sentence, k: usize, hint: Option<&'static str>) -> Option<usize> {
        let phrase = &s.phrases[k];
        let kind = kind_at(s, phrase).or(hint)?;
        let owner = match phrase.owner {
            Owner::Unsaid if phrase.of => self.owner_after_of(s, k),
            Owner::Unsaid => self.owner_in_list(s, k),
            _ => self.owner(s, &phrase.owner),
        };
        let core = without_quantity(s, phrase);
        let quote = s.quote(core.start..if kind == "body" { s.whole(k).end } else { core.end });
        let again = |e: &Entity| e.name == quote.words && e.owner == owner;
        match owner.and_then(|_| self.entities.last(again)) {
            Some(at) => return Some(at),
            None if quote.words.is_empty() => return None,
            None => {}
        }
        let at = self.enter(kind, &quote, owner)?;
        self.entities.mention(s.number, k + 1, at);
        Some(at)
    }

    /// Whom "its" or "the museum's" means.
    pub(super) fn owner(&mut self, s: &Sentence, owner: &Owner) -> Option<usize> {
        match owner {
            Owner::Unsaid => None,
            Owner::Its => self.entities.meant(s.number, Want::Thing, |_| true),
            Owner::Named(range) => self.owner_named(s, range),
        }
    }

    fn owner_named(&mut self, s: &Sentence, range: &Range<usize>) -> Option<usize> {
        let from = range.clone().find(|i| s.tag(*i) == Some(Tag::Name));
        if let Some(from) = from {
            let name = s.quote(from..range.end);
            return self.entities.named(&name.words).or_else(|| self.enter(owner_kind(s, range), &name, None));
        }
        let head = singular(s.low(range.end - 1));
        let kind = kind_of(&head, &head)?;
        let main = self.topic.main.filter(|at| self.kind(*at) == kind);
        self.entities.last(|e| e.kind == kind).or(main)
    }

    /// "the water supply of Sanabel" is Sanabel's.
    fn owner_after_of(&mut self, s: &Sentence, k: usize) -> Option<usize> {
        let named = self.name_of(s, k + 1, None);
        named.filter(|at| Want::Thing.fits(self.kind(*at)))
    }

    /// In "the museum's structure and cases" the cases are the museum's as well.
    fn owner_in_list(&mut self, s: &Sentence, k: usize) -> Option<usize> {
        let list = s.phrases[k].list;
        let first = s.phrases.iter().find(|p| p.list == list && p.owner != Owner::Unsaid)?;
        (first.range.start < s.phrases[k].range.start).then(|| self.owner(s, &first.owner)).flatten()
    }
}

/// Whether one who says something is a person, whose name is to be protected, or a body.
pub(super) fn voice(s: &Sentence, phrase: &Phrase) -> &'static str {
    let Some(name) = name_tokens(s, phrase) else { return "body" };
    let many = |i: usize| {
        let low = s.low(i);
        let capitals = s.passage.word(i).chars().filter(|c| c.is_uppercase()).count() > 1;
        capitals || is_group(low) || is_office(low) || ENGLISH.is_body(&[low.to_owned()]) || kind_of(low, low).is_some()
    };
    let article = name.start.checked_sub(1).is_some_and(|before| s.low(before) == "the");
    let personal = (2..=4).contains(&name.len()) && !article && !name.clone().any(many);
    if personal { "person" } else { "body" }
}

/// Whether a name has a word that tells of a body: "Harbour News Agency", "وزارة المياه". One that has none may be a person's.
#[must_use]
pub fn tells_of_body(name: &str) -> bool {
    let mut words =
        name.split(|c: char| c.is_whitespace() || ['(', ')', '-', '’', '\''].contains(&c)).map(str::to_lowercase);
    let english = |low: String| is_group(&low) || is_office(&low) || ENGLISH.is_body(&[low]);
    is_body_in_arabic(name) || words.any(english)
}

/// Whether the subject of such a clause is one who acts.
fn acts(s: &Sentence, class: Class, verb: usize, passive: bool) -> bool {
    let able = matches!(s.low(verb + 1), "able" | "unable" | "willing" | "ready");
    match class {
        Class::Be => able,
        Class::Hold | Class::DateFrom | Class::Remain | Class::House | Class::Found | Class::Begin => false,
        _ => !passive,
    }
}

/// What a pronoun can mean as the subject of such a clause.
fn wanted(class: Class, passive: bool) -> Want {
    match class {
        Class::Say | Class::Describe | Class::Issue | Class::Grant if !passive => Want::Speaker,
        Class::Harm(_) if passive => Want::Thing,
        Class::Found | Class::Hold | Class::House | Class::Aim | Class::Work | Class::Act => Want::Institution,
        _ => Want::Any,
    }
}

/// "dozens of wells", "much of its land", "60% of": the phrase before "of" tells how much, not what.
pub(super) fn is_share(s: &Sentence, phrase: &Phrase) -> bool {
    let low = s.low(phrase.head);
    phrase.core.is_empty()
        || quantity::is_number(low)
        || s.passage.mark(phrase.head, '%')
        || s.passage.shape(phrase.head) == Some(super::passage::Shape::Number)
        || matches!(
            singular(low).as_str(),
            "part" | "majority" | "number" | "rest" | "half" | "third" | "area" | "percent" | "series"
        )
}

/// The kind that a phrase's noun tells.
pub(super) fn kind_at(s: &Sentence, phrase: &Phrase) -> Option<&'static str> {
    let head = s.low(phrase.head);
    let before = phrase.head.checked_sub(1).filter(|i| phrase.core.contains(i)).map_or("", |i| s.low(i));
    kind_of(head, &format!("{before} {head}"))
}

/// The words of a phrase without article and owner.
fn core_words(s: &Sentence, phrase: &Phrase) -> String {
    s.passage.words(&without_quantity(s, phrase)).to_owned()
}

/// The core of a phrase behind its number.
fn without_quantity(s: &Sentence, phrase: &Phrase) -> Range<usize> {
    let counted = quantity::first(s.passage, &phrase.core).filter(|q| q.range.start == phrase.core.start);
    let from = counted.map_or(phrase.core.start, |q| q.range.end);
    let skip = usize::from(matches!(s.low(from), "only" | "major" | "new" | "former"));
    from + skip.min(phrase.core.end.saturating_sub(from + 1))..phrase.core.end
}

/// The tokens of the name in a phrase: capitalised words at its end, or up to a noun of people ("Upland forces").
pub(super) fn name_tokens(s: &Sentence, phrase: &Phrase) -> Option<Range<usize>> {
    let is_name = |i: &usize| s.tag(*i) == Some(Tag::Name);
    let last = phrase.core.clone().rev().find(|i| s.tag(*i) != Some(Tag::Aside))?;
    if is_name(&last) {
        let from = phrase.core.clone().take_while(|i| *i <= last).filter(|i| !is_name(i)).last();
        return Some(from.map_or(phrase.core.start, |before| before + 1)..last + 1);
    }
    let first = phrase.core.clone().find(is_name)?;
    is_group(s.low(last)).then_some(first..last + 1)
}

/// The kind of a named entity, from the words of its name and those before it.
fn told_kind(s: &Sentence, phrase: &Phrase, name: &Range<usize>) -> Option<&'static str> {
    let low = |i: usize| s.low(i);
    let before = name.start.checked_sub(1).filter(|i| phrase.range.contains(i)).map_or("", low);
    if is_rank(low(name.start)) || is_rank(before) {
        return Some("person");
    }
    let seeds = name.clone().any(|i| singular(low(i)) == "seed");
    if seeds && name.clone().any(|i| matches!(low(i), "bank" | "house" | "vault" | "library")) {
        return Some("seed-bank");
    }
    let of = name.clone().find(|i| low(*i) == "of");
    let head = of.unwrap_or(name.end) - 1;
    let two = format!("{} {}", low(head.saturating_sub(1)), low(head));
    let by_noun = kind_of(low(head), &two).or_else(|| is_group(low(name.start)).then_some("body"));
    by_noun.filter(|kind| *kind != "collection").or_else(|| locative(s, phrase).then_some("place"))
}

/// Whether the words before a name are such as stand before places.
fn locative(s: &Sentence, phrase: &Phrase) -> bool {
    let before = phrase.range.start.checked_sub(1).map_or("", |i| s.low(i));
    let second = phrase.range.start.checked_sub(2).map_or("", |i| s.low(i));
    match before {
        "in" | "at" | "near" | "into" | "towards" | "around" | "outside" | "inside" | "across" | "throughout" => true,
        "of" => {
            kind_of(second, second) == Some("place")
                || matches!(second, "areas" | "outskirts" | "east" | "west" | "north" | "south")
        }
        "to" | "from" => moves(s, phrase.range.start),
        _ => false,
    }
}

/// Whether a word of moving stands shortly before.
fn moves(s: &Sentence, at: usize) -> bool {
    const STEMS: [&str; 19] = [
        "displace", "withdr", "retreat", "move", "moving", "sail", "return", "travel", "depart", "arriv", "flee",
        "fled", "flew", "evacuat", "emigrat", "dispatch", "ship", "close", "south",
    ];
    (at.saturating_sub(7)..at).any(|i| STEMS.iter().any(|stem| s.low(i).starts_with(stem)))
}

/// What owns something is a place, unless its noun tells otherwise.
fn owner_kind(s: &Sentence, range: &Range<usize>) -> &'static str {
    let head = s.low(range.end - 1);
    kind_of(head, head).unwrap_or(if range.len() == 1 { "place" } else { UNTOLD })
}

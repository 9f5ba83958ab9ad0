//! Whom this register holds restricted, and how it is seen that a source's words name one of them.
//!
//! Whose kind is restricted is not to be named in the words of a source that is not published; whose name the keeper has
//! sealed, in those of no source. A name is seen where its words stand one after the other, compared as the search
//! compares them, or one word of it alone that is long enough and no name of anything else. Where a reader marked a
//! person in a text, whatever is quoted around that mark names the person. Pronouns, nicknames and other spellings are
//! not seen.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};

use daftar_claim::profile::Privacy;
use daftar_claim::{Claim, EntityId, FileId, Locator, Profiles, Span, Speaker, Subject, Value};
use daftar_store::index::{fold_name, fold_places, fold_words};

use crate::{Register, RegisterError};

/// The kind of what things are kept in.
const STORE: &str = "location";
/// A word of a name stands for it when it has so many letters.
const TELLING: usize = 4;

/// How a claim comes that the register does not hold yet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Coming {
    /// It is being recorded.
    Said,
    /// It is being sealed.
    Sealed,
    /// It waits as a suggestion: the persons whom it names are to be heeded, what it says of its source is not.
    Waits,
}

/// One way to name somebody, from its second word on.
#[derive(Debug)]
struct Name {
    rest: Vec<String>,
    who: EntityId,
    sealed: bool,
    /// Whether it is one word of a longer name.
    part: bool,
}

/// Whose naming is restricted.
pub(crate) struct Restricted<'r> {
    register: &'r Register,
    known: Known,
}

/// Who is restricted, and by which names they are known.
#[derive(Debug, Default)]
pub(crate) struct Known {
    persons: BTreeSet<EntityId>,
    /// Those of whom a word of the name alone does not tell: in "Shelf 3", what tells is not the shelf.
    stores: BTreeSet<EntityId>,
    /// By their first word.
    names: HashMap<String, Vec<Name>>,
    /// Where somebody is named, text by text.
    places: HashMap<FileId, Vec<(Span, EntityId)>>,
    /// Names of what is not restricted, among the claims that come.
    others: HashSet<String>,
    /// Sources that are being said to be published.
    published: BTreeSet<EntityId>,
    /// Sources of which it was looked up whether they are published.
    looked_up: RefCell<HashMap<EntityId, bool>>,
}

impl<'r> Restricted<'r> {
    /// Whom the register holds restricted, and whom the claims do that come.
    pub(crate) fn of(register: &'r Register, coming: &[(&Claim, Coming)]) -> Result<Restricted<'r>, RegisterError> {
        let mut stores: BTreeSet<EntityId> = register.store.index().entities_of_kind(STORE)?.into_iter().collect();
        stores.extend(
            register.opened_claims().filter(|claim| is_store(claim)).filter_map(|claim| claim.subject.entity()),
        );
        let known = Known { persons: register.restricted_entities()?, stores, ..Known::default() };
        let mut restricted = Restricted { register, known };
        restricted.learn_whom(coming);
        for person in restricted.known.persons.clone() {
            for claim in register.naming(person)? {
                restricted.learn_name(&claim, false)?;
            }
        }
        for claim in register.opened_claims() {
            restricted.learn_name(claim, true)?;
        }
        restricted.learn_names(coming)?;
        Ok(restricted)
    }

    /// The same, when it was found out before and nobody but those who come has come since.
    pub(crate) fn go_on(
        register: &'r Register,
        known: Known,
        coming: &[(&Claim, Coming)],
    ) -> Result<Restricted<'r>, RegisterError> {
        let mut restricted = Restricted { register, known };
        restricted.learn_whom(coming);
        restricted.learn_names(coming)?;
        Ok(restricted)
    }

    /// What was found out, to go on with.
    pub(crate) fn into_known(self) -> Known {
        self.known
    }

    fn learn_whom(&mut self, coming: &[(&Claim, Coming)]) {
        for (claim, how) in coming {
            self.learn_kind(claim, *how);
        }
        for (claim, how) in coming {
            self.learn_other(claim, *how);
        }
    }

    fn learn_names(&mut self, coming: &[(&Claim, Coming)]) -> Result<(), RegisterError> {
        coming.iter().try_for_each(|(claim, how)| self.learn_name(claim, *how == Coming::Sealed))
    }

    /// Whether nobody is known who is not to be named.
    fn is_nobody(&self) -> bool {
        self.known.names.is_empty() && self.known.places.is_empty()
    }

    fn learn_kind(&mut self, claim: &Claim, how: Coming) {
        let source = claim.subject.entity().filter(|_| says_published(claim) && how != Coming::Waits);
        self.known.published.extend(source);
        let person = claim.subject.entity().filter(|_| is_restricted_kind(claim, &self.register.profiles));
        let store = person.filter(|_| is_store(claim));
        self.known.persons.extend(person);
        self.known.stores.extend(store);
    }

    fn learn_other(&mut self, claim: &Claim, how: Coming) {
        let person = claim.subject.entity().is_some_and(|entity| self.known.persons.contains(&entity));
        if let Some(name) = name_in(claim).filter(|_| !person && how != Coming::Sealed) {
            self.known.others.insert(fold_name(name));
        }
    }

    /// Learns a name, if the claim gives one to somebody restricted.
    fn learn_name(&mut self, claim: &Claim, sealed: bool) -> Result<(), RegisterError> {
        let Some((who, name)) = claim.subject.entity().zip(name_in(claim)) else { return Ok(()) };
        if !sealed && !self.known.persons.contains(&who) {
            return Ok(());
        }
        let words: Vec<String> = fold_name(name).split(' ').map(str::to_owned).collect();
        let parts = words.len() > 1 && !self.known.stores.contains(&who);
        for part in words.iter().filter(|word| parts && word.chars().count() >= TELLING) {
            if !self.is_other_name(part)? {
                self.add(std::slice::from_ref(part), who, sealed, true);
            }
        }
        self.add(&words, who, sealed, false);
        if let Some(Locator::Text { text, span, .. }) = &claim.locator {
            self.known.places.entry(*text).or_default().push((*span, who));
        }
        Ok(())
    }

    fn add(&mut self, words: &[String], who: EntityId, sealed: bool, part: bool) {
        let Some((first, rest)) = words.split_first().filter(|(first, _)| !first.is_empty()) else { return };
        let names = self.known.names.entry(first.clone()).or_default();
        let known = names.iter_mut().find(|name| name.who == who && name.rest == rest);
        match known {
            Some(name) => {
                name.sealed |= sealed;
                name.part &= part;
            }
            None => names.push(Name { rest: rest.to_vec(), who, sealed, part }),
        }
    }

    /// Whether something that is not restricted is called by this word.
    fn is_other_name(&self, word: &str) -> Result<bool, RegisterError> {
        let called = self.register.store.index().entities_called(word, None)?;
        Ok(self.known.others.contains(word) || called.iter().any(|entity| !self.known.persons.contains(entity)))
    }

    /// The restricted persons whom a claim concerns: those whom it or its words name.
    pub(crate) fn concerned(&self, claim: &Claim) -> Result<BTreeSet<EntityId>, RegisterError> {
        let mut concerned = self.told(claim)?;
        concerned.extend(self.named(claim)?);
        concerned.extend(claim.entities().filter(|entity| self.known.persons.contains(entity)));
        Ok(concerned)
    }

    /// The restricted persons whom the claim itself names in letters: in the text of its value, or in what an unnamed
    /// speaker is called. What gives something a name is let be, and what the keeper says without another source.
    pub(crate) fn told(&self, claim: &Claim) -> Result<BTreeSet<EntityId>, RegisterError> {
        let mut told = BTreeSet::new();
        if self.is_nobody() {
            return Ok(told);
        }
        let texts = letters(claim);
        let own = self.register.keeper().is_ok_and(|keeper| keeper == claim.source);
        if !texts.is_empty() && !own && name_in(claim).is_none() {
            let published = self.is_published(claim.source)?;
            texts.into_iter().for_each(|text| told.extend(self.names_in(text, published).map(|name| name.who)));
        }
        Ok(told)
    }

    /// The restricted persons whom a claim's words name, sorted. A claim that gives a person a name says it itself.
    pub(crate) fn named(&self, claim: &Claim) -> Result<Vec<EntityId>, RegisterError> {
        if self.is_nobody() || !claim.has_words() {
            return Ok(Vec::new());
        }
        let published = self.is_published(claim.source)?;
        let mut named = BTreeSet::new();
        for text in self.texts(claim)? {
            named.extend(self.names_in(&text, published).map(|name| name.who));
        }
        if let Some(Locator::Cell { column, .. }) = &claim.locator {
            // What a column is called speaks of all rows: a word of a name says nothing there.
            named.extend(self.names_in(column, published).filter(|name| !name.part).map(|name| name.who));
        }
        if let (Some(Locator::Text { text, span, .. }), false) = (&claim.locator, published) {
            let around = |place: &Span| span.start <= place.start && place.end <= span.end;
            let places = self.known.places.get(text).map_or(&[][..], Vec::as_slice);
            named.extend(places.iter().filter(|(place, _)| around(place)).map(|(_, who)| *who));
        }
        if let Some(own) = claim.subject.entity().filter(|_| name_in(claim).is_some()) {
            named.remove(&own);
        }
        Ok(named.into_iter().collect())
    }

    fn is_published(&self, source: EntityId) -> Result<bool, RegisterError> {
        if let Some(known) = self.known.looked_up.borrow().get(&source) {
            return Ok(*known);
        }
        let published = self.known.published.contains(&source) || self.register.is_published(source)?;
        self.known.looked_up.borrow_mut().insert(source, published);
        Ok(published)
    }

    /// Where in a text names stand that were sealed, in characters.
    pub(crate) fn sealed_names_in(&self, text: &str) -> Vec<Span> {
        let (words, places): (Vec<_>, Vec<_>) = fold_places(text).into_iter().unzip();
        let mut found = Vec::new();
        let (mut byte, mut character) = (0, 0);
        for at in 0..words.len() {
            let Some(last) = self.names_at(&words, at).filter(|name| name.sealed).map(|name| name.rest.len()).max()
            else {
                continue;
            };
            let mut to = |until: usize| {
                character += text.get(byte..until).map_or(0, |between| between.chars().count() as u64);
                byte = until;
                character
            };
            let start = to(places[at].start);
            let end = places[at].start..places[at + last].end;
            let end = start + text.get(end).map_or(0, |name| name.chars().count() as u64);
            found.push(Span { start, end });
        }
        found
    }

    /// The names that begin with this word, each followed by the rest of it.
    fn names_at<'s: 'w, 'w>(
        &'s self,
        words: &'w [Vec<String>],
        at: usize,
    ) -> impl Iterator<Item = &'s Name> + use<'s, 'w> {
        let forms = words[at].iter().flat_map(|form| [Some(form.as_str()), form.strip_suffix('s')]).flatten();
        forms.filter_map(|form| self.known.names.get(form)).flatten().filter(move |name| {
            let rest = words[at + 1..].iter().take(name.rest.len());
            rest.len() == name.rest.len() && rest.zip(&name.rest).all(|(forms, word)| is(forms, word))
        })
    }

    /// The texts of a claim that are its source's words, or lead to them.
    fn texts(&self, claim: &Claim) -> Result<Vec<String>, RegisterError> {
        let mut texts: Vec<String> = claim.quote.iter().cloned().collect();
        texts.extend(claim.inferred.iter().map(|inferred| inferred.why.clone()));
        match &claim.locator {
            Some(Locator::Page(page)) => texts.push(page.clone()),
            Some(Locator::Cell { sheet, .. }) => texts.extend(sheet.clone()),
            Some(Locator::Text { text, span, place }) => {
                texts.extend(place.clone());
                let quoted = claim.quote.as_ref().map_or(0, |quote| quote.chars().count() as u64);
                if quoted != span.end - span.start {
                    texts.extend(self.register.context(*text, *span)?);
                }
            }
            None => {}
        }
        Ok(texts)
    }

    /// The names that stand in a text.
    fn names_in(&self, text: &str, published: bool) -> impl Iterator<Item = &Name> {
        let words = fold_words(text);
        let mut found: Vec<&Name> = Vec::new();
        for at in 0..words.len() {
            found.extend(self.names_at(&words, at).filter(|name| name.sealed || !published));
        }
        found.into_iter()
    }
}

/// Whether a word in one of its forms is that of a name, whose owner may be marked by an s.
fn is(forms: &[String], word: &str) -> bool {
    forms.iter().any(|form| form == word || form.strip_suffix('s') == Some(word))
}

/// The texts that a claim itself says.
pub(crate) fn letters(claim: &Claim) -> Vec<&str> {
    let value = match &claim.value {
        Value::Text { text, .. } => Some(text.as_str()),
        Value::Code { label, .. } => label.as_deref(),
        _ => None,
    };
    let speaker = match &claim.said_by {
        Some(Speaker::Unnamed(words)) => Some(words.as_str()),
        _ => None,
    };
    let (from, to) = match &claim.value {
        Value::Custody(step) => (step.from.as_deref(), step.to.as_deref()),
        _ => (None, None),
    };
    [value, from, to, speaker].into_iter().flatten().collect()
}

fn name_in(claim: &Claim) -> Option<&str> {
    match &claim.value {
        Value::Text { text, .. } if ["name", "title"].contains(&claim.property.as_str()) => Some(text),
        _ => None,
    }
}

/// Whether a claim gives its subject a name.
pub(crate) fn is_naming(claim: &Claim) -> bool {
    name_in(claim).is_some()
}

/// Whether a claim says that its subject is published.
pub(crate) fn says_published(claim: &Claim) -> bool {
    ["published", "publisher"].contains(&claim.property.as_str())
}

/// Whether a claim says that its subject is of a kind that is restricted.
pub(crate) fn is_restricted_kind(claim: &Claim, profiles: &Profiles) -> bool {
    let restricted = |code: &String| profiles.kinds.get(code).is_some_and(|kind| kind.privacy == Privacy::Restricted);
    claim.property.as_str() == "kind" && matches!(&claim.value, Value::Code { code, .. } if restricted(code))
}

/// Whether a claim says that its subject is a place of keeping.
fn is_store(claim: &Claim) -> bool {
    claim.property.as_str() == "kind" && matches!(&claim.value, Value::Code { code, .. } if code == STORE)
}

impl Register {
    /// The entities of a kind that is restricted.
    pub(crate) fn restricted_entities(&self) -> Result<BTreeSet<EntityId>, RegisterError> {
        let mut entities = BTreeSet::new();
        for kind in self.profiles.kinds.values().filter(|kind| kind.privacy == Privacy::Restricted) {
            entities.extend(self.store.index().entities_of_kind(&kind.id)?);
        }
        let sealed = self.opened_claims().filter(|claim| is_restricted_kind(claim, &self.profiles));
        entities.extend(sealed.filter_map(|claim| claim.subject.entity()));
        Ok(entities)
    }

    /// The standing open claims that give an entity a name.
    fn naming(&self, entity: EntityId) -> Result<Vec<Claim>, RegisterError> {
        let about = self.store.index().about(&Subject::Entity(entity))?;
        let about = self.statements(about, &self.standing).into_iter();
        let naming = about.filter(|statement| statement.stands() && name_in(&statement.claim).is_some());
        Ok(naming.map(|statement| statement.claim).collect())
    }
}

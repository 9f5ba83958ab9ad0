//! Passages that only keepers read. In the text of a published document may stand what is sealed: the words of a sealed
//! claim, or a sealed name. Whoever shows that text must know where, without any key: so each such passage has an open
//! claim about the text, `withheld`, that says where it begins and ends. It goes with the text from site to site, and stays
//! when the sealed claim is taken back or its key destroyed.

use std::collections::{BTreeMap, BTreeSet};

use daftar_claim::{Claim, ClaimId, EntityId, EntryId, FileId, Locator, PropertyId, Span, Statement, Subject, Value};

use crate::restricted::{Restricted, is_naming, says_published};
use crate::{Register, RegisterError};

/// The property of a claim that withholds a passage.
const WITHHELD: &str = "withheld";
/// What stands in the place of each character that is withheld.
pub const BLACK: char = '\u{2588}';

/// The passages of all texts that are withheld.
#[derive(Debug, Default)]
pub(crate) struct Withheld {
    /// In force, text by text: sorted, and apart from each other.
    passages: BTreeMap<FileId, Vec<Span>>,
    /// The claims that withhold them.
    claims: BTreeMap<FileId, Vec<(Span, ClaimId)>>,
    /// Also those that a keeper shows again.
    known: BTreeSet<(FileId, Span)>,
    /// The entries that withhold, and do nothing else.
    entries: BTreeSet<EntryId>,
}

impl Register {
    /// The passages of a text that only keepers read, in its order.
    pub fn withheld_in(&self, text: FileId) -> &[Span] {
        self.withheld.passages.get(&text).map_or(&[], Vec::as_slice)
    }

    /// The statements that withhold passages of a text, in its order: whoever takes one back shows its passage again.
    pub fn withholding(&self, text: FileId) -> &[(Span, ClaimId)] {
        self.withheld.claims.get(&text).map_or(&[], Vec::as_slice)
    }

    /// Whether some of these characters are withheld.
    pub fn is_withheld(&self, text: FileId, span: Span) -> bool {
        self.withheld_in(text).iter().any(|one| one.start < span.end && span.start < one.end)
    }

    /// What the public reads in a span of a text: what is withheld is blackened, character for character. None when the
    /// text is not here, or not open, or when the index does not say what is withheld.
    ///
    /// # Errors
    /// When the text cannot be read.
    pub fn public_context(&self, text: FileId, span: Span) -> Result<Option<String>, RegisterError> {
        if self.index_fault().is_some() {
            return Ok(None);
        }
        let words = self.context(text, span)?;
        Ok(words.map(|words| blackened(&words, span.start, self.withheld_in(text))))
    }

    /// Whether the public may have a file of a source as it is: the document is published, the file is here and not
    /// restricted, and no passage of it, or of a text that was read from the document, is withheld.
    ///
    /// # Errors
    /// When the index or the file cannot be read.
    pub fn may_public_read_file(&self, source: EntityId, file: FileId) -> Result<bool, RegisterError> {
        if self.index_fault().is_some() || !self.is_published(source)? {
            return Ok(false);
        }
        let texts = self.texts_of(source)?;
        let whole = texts.iter().chain([&file]).all(|text| self.withheld_in(*text).is_empty());
        Ok(whole && self.store.has_file(&file) && !self.is_restricted_file(file)?)
    }

    /// Withholds what is sealed in the texts of published documents, as far as that has not been done.
    ///
    /// # Errors
    /// When nothing could be written.
    pub fn withhold_sealed(&mut self) -> Result<(), RegisterError> {
        let passages = self.sealed_passages()?;
        self.withhold(passages)
    }

    /// Opens what was sealed just now, and withholds it; a sealed name wherever a published text has it.
    pub(crate) fn open_and_withhold(&mut self) -> Result<(), RegisterError> {
        let known: BTreeSet<ClaimId> = self.opened.iter().map(|(id, _, _)| *id).collect();
        self.open_sealed()?;
        let fresh = self.opened.iter().filter(|(id, _, _)| !known.contains(id));
        let fresh: Vec<Claim> = fresh.map(|(_, _, secret)| secret.claim.clone()).collect();
        self.withhold_sealed()?;
        let texts = if fresh.iter().any(is_naming) { self.published_texts()? } else { BTreeSet::new() };
        self.withhold_names_in(&texts)
    }

    /// Withholds what is sealed in documents that some of these claims say to be published.
    pub(crate) fn withhold_in_published(&mut self, said: &[Claim]) -> Result<(), RegisterError> {
        if !said.iter().any(says_published) {
            return Ok(());
        }
        self.withhold_sealed()?;
        let texts = self.texts_published_by(said)?;
        self.withhold_names_in(&texts)
    }

    /// Withholds the sealed names in texts of published documents of which nothing has been recorded yet.
    pub(crate) fn withhold_in_new_texts(&mut self, coming: &[Claim]) -> Result<(), RegisterError> {
        let said = coming.iter().filter(|claim| says_published(claim)).filter_map(|claim| claim.subject.entity());
        let said: BTreeSet<EntityId> = said.collect();
        let places = coming.iter().filter_map(|claim| Some((text_of(claim)?, claim.source)));
        let mut texts = BTreeSet::new();
        for (text, source) in places.collect::<BTreeSet<_>>() {
            if !self.store.index().is_read_from(&text)? && (said.contains(&source) || self.is_published(source)?) {
                texts.insert(text);
            }
        }
        self.withhold_names_in(&texts)
    }

    /// Where the words of opened sealed claims stand in the texts of published documents. Also of those that were taken
    /// back: nobody allowed the public to read them.
    fn sealed_passages(&self) -> Result<BTreeSet<(FileId, Span)>, RegisterError> {
        let mut passages = BTreeSet::new();
        for claim in self.opened.iter().map(|(_, _, secret)| &secret.claim) {
            let Some(Locator::Text { text, span, .. }) = &claim.locator else { continue };
            let known = self.withheld.known.contains(&(*text, *span)) || span.start == span.end;
            if !known && !self.is_restricted_file(*text)? && self.is_published(claim.source)? {
                passages.insert((*text, *span));
            }
        }
        Ok(passages)
    }

    fn withhold_names_in(&mut self, texts: &BTreeSet<FileId>) -> Result<(), RegisterError> {
        if texts.is_empty() || !self.opened_claims().any(is_naming) {
            return Ok(());
        }
        let mut passages = BTreeSet::new();
        let restricted = Restricted::of(self, &[])?;
        for text in texts {
            if self.is_restricted_file(*text)? {
                continue;
            }
            let words = self.text(*text)?.unwrap_or_default();
            passages.extend(restricted.sealed_names_in(&words).into_iter().map(|span| (*text, span)));
        }
        self.withhold(passages)
    }

    /// Records what withholds passages.
    fn withhold(&mut self, passages: BTreeSet<(FileId, Span)>) -> Result<(), RegisterError> {
        let (keeper, property) = (self.keeper()?, PropertyId::parse(WITHHELD)?);
        let news = passages.into_iter().filter(|passage| !self.withheld.known.contains(passage));
        let claim = |(text, span)| {
            let value = Value::code(WITHHELD, "sealed");
            let claim = Claim::new(Subject::File(text), property.clone(), value, keeper);
            Claim { locator: Some(Locator::Text { text, span, place: None }), ..claim }
        };
        let claims: Vec<Claim> = news.map(claim).collect();
        if !claims.is_empty() {
            self.record(claims)?;
        }
        Ok(())
    }

    /// Whether a standing claim says that a source is published.
    pub(crate) fn is_published(&self, source: EntityId) -> Result<bool, RegisterError> {
        let about = self.store.index().about(&Subject::Entity(source))?;
        let about = self.statements(about, &self.standing);
        Ok(about.iter().any(|statement| statement.stands() && says_published(&statement.claim)))
    }

    fn published_texts(&self) -> Result<BTreeSet<FileId>, RegisterError> {
        let mut published = Vec::new();
        for property in ["published", "publisher"] {
            self.store.index().with_property(&PropertyId::parse(property)?, |one| published.push(one.claim))?;
        }
        self.texts_published_by(&published)
    }

    /// The texts of the sources that some of these claims say to be published.
    fn texts_published_by(&self, claims: &[Claim]) -> Result<BTreeSet<FileId>, RegisterError> {
        let sources = claims.iter().filter(|claim| says_published(claim)).filter_map(|claim| claim.subject.entity());
        let mut texts = BTreeSet::new();
        for source in sources.collect::<BTreeSet<_>>() {
            texts.extend(self.texts_of(source)?);
        }
        Ok(texts)
    }

    /// The texts that claims of a source are located in.
    fn texts_of(&self, source: EntityId) -> Result<BTreeSet<FileId>, RegisterError> {
        let found = self.store.index().with_source(&source)?;
        Ok(found.iter().filter_map(|one| text_of(&one.claim)).collect())
    }

    /// Takes the words from what stands in passages that are withheld: for the public.
    pub(crate) fn hide_words(&self, statements: &mut [Statement]) {
        for statement in statements.iter_mut().filter(|one| self.hides_words(&one.claim)) {
            statement.claim = statement.claim.without_words();
        }
    }

    /// Whether the words of a claim stand in a passage that is withheld.
    pub(crate) fn hides_words(&self, claim: &Claim) -> bool {
        matches!(&claim.locator, Some(Locator::Text { text, span, .. }) if self.is_withheld(*text, *span))
    }

    /// Whether an entry withholds passages, and does nothing else.
    pub(crate) fn withholds(&self, entry: EntryId) -> bool {
        self.withheld.entries.contains(&entry)
    }

    /// Finds out what is withheld, by what counts.
    pub(crate) fn what_is_withheld(&self) -> Result<Withheld, RegisterError> {
        let mut withheld = Withheld::default();
        self.store.index().with_property(&PropertyId::parse(WITHHELD)?, |one| {
            let entry = one.recording.entry;
            if let (Some(Locator::Text { text, span, .. }), Some(_)) = (&one.claim.locator, self.standing.party(entry))
            {
                withheld.known.insert((*text, *span));
                withheld.entries.insert(entry);
                if self.standing.ended(one.recording).is_none() {
                    withheld.claims.entry(*text).or_default().push((*span, one.id));
                }
            }
        })?;
        for (text, claims) in &mut withheld.claims {
            claims.sort_unstable();
            claims.dedup();
            let spans = claims.iter().map(|(span, _)| *span).collect();
            withheld.passages.insert(*text, merged(spans));
        }
        Ok(withheld)
    }
}

/// The same characters in spans that are sorted and apart from each other.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut apart: Vec<Span> = Vec::new();
    for span in spans {
        match apart.last_mut().filter(|last| span.start <= last.end) {
            Some(last) => last.end = last.end.max(span.end),
            None => apart.push(span),
        }
    }
    apart
}

fn text_of(claim: &Claim) -> Option<FileId> {
    match &claim.locator {
        Some(Locator::Text { text, .. }) => Some(*text),
        _ => None,
    }
}

/// The same words, those in the spans blackened; the first of them is the character `start` of the text.
fn blackened(words: &str, start: u64, spans: &[Span]) -> String {
    if spans.is_empty() {
        return words.to_owned();
    }
    let mut spans = spans.iter().peekable();
    let black = |(at, c): (u64, char)| {
        while spans.next_if(|span| span.end <= at).is_some() {}
        let inside = spans.peek().is_some_and(|span| span.start <= at);
        if inside && !c.is_whitespace() { BLACK } else { c }
    };
    (start..).zip(words.chars()).map(black).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_withheld_is_black_and_keeps_its_place() {
        let spans = [Span { start: 12, end: 15 }, Span { start: 17, end: 40 }];
        assert_eq!(blackened("0123456789", 10, &spans), "01███56███");
        assert_eq!(blackened("في سنابل\nكل", 12, &spans[..1]), "██ سنابل\nكل");
        assert_eq!(blackened("سنابل", 0, &[]), "سنابل");
    }
}

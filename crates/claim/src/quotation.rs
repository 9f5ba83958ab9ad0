//! Words apart from their claim: a quotation or a place that names a restricted person goes into a second claim about
//! the first, which is sealed. The first stays open.

use crate::claim::{Claim, PropertyId, Subject};
use crate::id::ClaimId;
use crate::value::Value;

/// The property of the claim that carries another's words.
pub const QUOTATION: &str = "quotation";

impl Claim {
    /// Whether the claim has its source's words, or leads to them.
    pub fn has_words(&self) -> bool {
        self.quote.is_some() || self.locator.is_some()
    }

    /// The claim without its source's words: no quotation, no place, and of what was inferred neither how nor from which
    /// characters.
    pub fn without_words(&self) -> Claim {
        let mut open = Claim { quote: None, locator: None, ..self.clone() };
        if let Some(inferred) = &mut open.inferred {
            inferred.from.clear();
            inferred.why.clear();
        }
        open
    }

    /// The claim about the claim `about` that carries these words: the quotation as its value, the place as its own, and
    /// what was inferred as a whole.
    ///
    /// **Its bytes lie in a sealed claim: see [`crate::SealedClaim`].**
    pub fn words_about(&self, about: ClaimId) -> Claim {
        let value = Value::text(self.quote.clone().unwrap_or_default());
        let words = Claim::new(Subject::Claim(about), PropertyId::quotation(), value, self.source);
        Claim { locator: self.locator.clone(), inferred: self.inferred.clone(), ..words }
    }

    /// The claim whose words this one carries, if it carries any.
    pub fn words_of(&self) -> Option<ClaimId> {
        match self.subject {
            Subject::Claim(claim) if self.property.as_str() == QUOTATION => Some(claim),
            _ => None,
        }
    }

    /// Puts the words that were parted from this claim back.
    pub fn put_back(&mut self, words: &Claim) {
        if let Value::Text { text, .. } = &words.value {
            self.quote = Some(text.clone()).filter(|quote| !quote.is_empty());
        }
        self.locator.clone_from(&words.locator);
        self.inferred.clone_from(&words.inferred);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::{Inferred, Locator, Span};
    use crate::{EntityId, FileId, Hash};

    #[test]
    fn words_come_apart_and_together_again() {
        let id = |n: u8| EntityId(Hash([n; 32]));
        let property = PropertyId::parse("state").unwrap();
        let mut claim = Claim::new(Subject::Entity(id(1)), property, Value::code("state", "damaged"), id(2));
        claim.quote = Some("a neighbour saw it".into());
        claim.locator =
            Some(Locator::Text { text: FileId(Hash([3; 32])), span: Span { start: 4, end: 22 }, place: None });
        claim.inferred = Some(Inferred { from: vec![Span { start: 1, end: 3 }], ..Inferred::default() });
        let (mut open, about) = (claim.without_words(), ClaimId(Hash([4; 32])));
        assert!(!open.content().contains("neighbour") && !open.content().contains("span"));
        assert!(open.inferred.as_ref().is_some_and(|inferred| inferred.from.is_empty()) && !open.has_words());
        let words = claim.words_about(about);
        assert_eq!((words.words_of(), claim.words_of()), (Some(about), None));
        open.put_back(&words);
        assert_eq!(open, claim);
    }
}

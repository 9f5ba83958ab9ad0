//! What is offered to whoever types: cards by their names, and words that were said before.

use std::collections::BTreeSet;

use daftar_claim::{EntityId, PropertyId, Subject, Value};
use daftar_store::index::fold_name;
use daftar_table::{Cell, Query};
use daftar_view::Ask;

use crate::{Register, RegisterError};

/// So many names that begin so are looked at; whoever types on finds the others.
const LOOKED_AT: usize = 100;
/// So many words of a column are looked through.
const WORDS: usize = 5_000;
/// Longer texts are nobody's terms, in characters.
const A_TERM: usize = 80;

/// A card that may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// The card.
    pub entity: EntityId,
    /// The name that begins so, as it is written.
    pub name: String,
    /// Its kinds.
    pub kinds: Vec<String>,
}

impl Register {
    /// At most `limit` cards with a name that begins so, spelling folded; those of a kind before the others, if one is given.
    /// What is sealed counts where it is open: for keepers.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn offered_cards(&self, begin: &str, kind: Option<&str>, limit: usize) -> Result<Vec<Offered>, RegisterError> {
        let mut named = self.store.index().entities_with_prefix(begin, LOOKED_AT.max(limit))?;
        named.extend(self.sealed_names_with(begin));
        let mut met = BTreeSet::new();
        named.retain(|(entity, _)| met.insert(*entity));
        let offered = |(entity, name)| Ok(Offered { entity, name, kinds: self.kinds_of(entity)? });
        let mut cards = named.into_iter().map(offered).collect::<Result<Vec<_>, RegisterError>>()?;
        let other = |card: &Offered| kind.is_some_and(|kind| card.kinds.iter().all(|one| one != kind));
        cards.sort_by_cached_key(|card| (other(card), fold_name(&card.name), card.entity));
        cards.truncate(limit);
        Ok(cards)
    }

    /// Sealed names that are open here and begin so.
    fn sealed_names_with(&self, begin: &str) -> Vec<(EntityId, String)> {
        let folded = fold_name(begin);
        let named = self.opened_claims().filter_map(|claim| match (&claim.subject, &claim.value) {
            (Subject::Entity(entity), Value::Text { text, .. })
                if ["name", "title"].contains(&claim.property.as_str()) && fold_name(text).starts_with(&folded) =>
            {
                Some((*entity, text.clone()))
            }
            _ => None,
        });
        named.collect()
    }

    /// At most `limit` texts that cards have under a property, the most frequent first, each with how many cards have it: those in
    /// which a word begins so, spelling folded. Nothing while a table would have to be made first.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn said_before(
        &self,
        property: &PropertyId,
        begin: &str,
        limit: usize,
        ask: &Ask,
    ) -> Result<Vec<(String, u64)>, RegisterError> {
        if self.is_table_dear()? {
            return Ok(Vec::new());
        }
        let query = Query { facets: vec![property.to_string()], values: WORDS, ..Query::default() };
        let ask = Ask { at: None, said: None, from: Vec::new(), ..ask.clone() };
        let Some(answer) = self.ask_many(&query, &self.standing, &ask)? else { return Ok(Vec::new()) };
        let wanted = fold_name(begin);
        let fits = |text: &str| text.chars().count() <= A_TERM && has_word(&fold_name(text), &wanted);
        let values = answer.facets.into_iter().flat_map(|facet| facet.values);
        let texts = values.filter_map(|value| match value.cell {
            Cell::Text(text) if fits(&text) => Some((text, value.rows)),
            _ => None,
        });
        Ok(texts.take(limit).collect())
    }
}

/// Whether a word of a text begins so; both are folded.
pub(crate) fn has_word(text: &str, begin: &str) -> bool {
    let before = |at: usize| text.get(..at).unwrap_or_default();
    text.match_indices(begin).any(|(at, _)| !before(at).ends_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::has_word;

    #[test]
    fn a_word_begins_at_the_beginning_or_after_a_space() {
        assert!(["clay", "fired clay", "wood/clay"].iter().all(|text| has_word(text, "cl")));
        assert!(!has_word("uncle", "cl") && has_word("uncle", ""));
    }
}

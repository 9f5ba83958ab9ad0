//! The entities of one document: one for each name and its short forms, and who was spoken of last.

use std::collections::HashMap;

use daftar_claim::{EntityId, Span};

use super::names::fold;
use super::words::singular;

/// The kind of a thing whose kind the words do not tell. No draft says it.
pub(super) const UNTOLD: &str = "thing";

/// An entity as this document has it.
#[derive(Clone, Debug)]
pub(super) struct Entity {
    pub(super) id: EntityId,
    pub(super) kind: &'static str,
    pub(super) name: String,
    /// Its name in small letters.
    pub(super) low: String,
    /// The words of that, each in the singular.
    pub(super) nouns: Vec<String>,
    /// Where it is first named.
    pub(super) span: Span,
    /// Whose part it is, or where it lies.
    pub(super) owner: Option<usize>,
    /// Whether its kind and name have been proposed.
    pub(super) told: bool,
}

impl Entity {
    /// An entity of which nothing has been proposed.
    pub(super) fn new(id: EntityId, kind: &'static str, name: String, span: Span, owner: Option<usize>) -> Entity {
        let low = name.to_lowercase();
        let nouns = low.split(' ').map(singular).collect();
        Entity { id, kind, name, low, nouns, span, owner, told: false }
    }
}

/// Which entities fit where a pronoun stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Want {
    /// What can be harmed.
    Thing,
    /// Who can speak or act.
    Speaker,
    /// What is founded and holds things.
    Institution,
    /// Whatever was spoken of.
    Any,
}

impl Want {
    /// Whether an entity of this kind fits.
    pub(super) fn fits(self, kind: &str) -> bool {
        match self {
            Want::Thing => !matches!(kind, "person" | "body" | "event" | "document"),
            Want::Speaker => matches!(kind, "person" | "body"),
            Want::Institution => matches!(kind, "museum" | "seed-bank" | "building" | "collection"),
            Want::Any => kind != "document",
        }
    }
}

/// All entities of a document.
#[derive(Debug, Default)]
pub(super) struct Entities {
    list: Vec<Entity>,
    by_name: HashMap<String, usize>,
    short_forms: HashMap<String, usize>,
    by_span: HashMap<Span, usize>,
    /// Who was spoken of in the sentence before and in this one: sentence number, rank in it, entity.
    recent: Vec<(u64, usize, usize)>,
}

/// How many mentions are remembered.
const MEMORY: usize = 64;

/// How many of the last entities "the mill" may mean.
const REACH: usize = 1_000;

impl Entities {
    pub(super) fn get(&self, at: usize) -> &Entity {
        &self.list[at]
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// Marks an entity as told; true if it was not.
    pub(super) fn tell(&mut self, at: usize) -> bool {
        !std::mem::replace(&mut self.list[at].told, true)
    }

    pub(super) fn add(&mut self, entity: Entity) -> usize {
        let at = self.list.len();
        self.by_span.insert(entity.span, at);
        let folded = fold(&entity.name);
        self.list.push(entity);
        self.learn_short_forms(at, &folded);
        self.by_name.entry(folded).or_insert(at);
        at
    }

    /// The entity that was first named there.
    pub(super) fn at(&self, span: Span) -> Option<usize> {
        self.by_span.get(&span).copied()
    }

    /// Another name for the same entity.
    pub(super) fn alias(&mut self, at: usize, name: &str) {
        let folded = fold(name);
        if !folded.is_empty() {
            self.by_name.entry(folded).or_insert(at);
        }
    }

    /// The entity that a name means: the same name, or the short form of one named before.
    pub(super) fn named(&self, name: &str) -> Option<usize> {
        let folded = fold(name);
        self.by_name
            .get(&folded)
            .copied()
            .or_else(|| self.short_forms.get(&folded).copied())
            .or_else(|| self.people_of(&folded))
    }

    /// "Rimali" for "Rimal", where it stands by itself as a name.
    fn people_of(&self, folded: &str) -> Option<usize> {
        let land = folded.strip_suffix('i').filter(|land| land.len() > 3)?;
        self.by_name.get(land).copied().filter(|at| matches!(self.list[*at].kind, "body" | "place"))
    }

    /// Notes the short forms of an entity's name: "Harun" for "Maj. Gen. Harun al-Sala", "Beth Israel" for "Temple
    /// Beth Israel". A person goes by any one name, anything else by its last two words or more.
    fn learn_short_forms(&mut self, at: usize, folded: &str) {
        let mut learn = |form: &str| {
            self.short_forms.insert(form.to_owned(), at);
        };
        match self.list[at].kind {
            "person" => folded.split(' ').for_each(&mut learn),
            "museum" | "building" | "body" | "seed-bank" => {
                let words = folded.split(' ').count();
                let starts = folded.match_indices(' ').map(|(space, _)| space + 1);
                starts.take(words.saturating_sub(2)).for_each(|start| learn(&folded[start..]));
            }
            _ => {}
        }
    }

    /// Remembers that sentence number `sentence` speaks of an entity; the lower the rank, the more it is about it.
    pub(super) fn mention(&mut self, sentence: u64, rank: usize, at: usize) {
        if self.recent.len() == MEMORY {
            self.recent.remove(0);
        }
        self.recent.push((sentence, rank, at));
    }

    /// Whom a pronoun means: in its own sentence only a subject before it, else the sentences before, nearest first.
    pub(super) fn meant(&self, sentence: u64, want: Want, fits: impl Fn(&Entity) -> bool) -> Option<usize> {
        let fits = |(at_sentence, rank, at): &&(u64, usize, usize)| {
            let entity = &self.list[*at];
            let near = sentence - at_sentence.min(&sentence) <= 3;
            near && (*at_sentence < sentence || *rank == 0) && want.fits(entity.kind) && fits(entity)
        };
        let nearest = |(at_sentence, rank, _): &&(u64, usize, usize)| (u64::MAX - *at_sentence, *rank);
        self.recent.iter().filter(fits).min_by_key(nearest).map(|(_, _, at)| *at)
    }

    /// The last entity that fits: of those spoken of, else of those named.
    pub(super) fn last(&self, fits: impl Fn(&Entity) -> bool) -> Option<usize> {
        let recent = self.recent.iter().rev().map(|(_, _, at)| *at).find(|at| fits(&self.list[*at]));
        let far = self.list.len().saturating_sub(REACH);
        recent.or_else(|| self.list[far..].iter().rposition(fits).map(|at| far + at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use daftar_claim::{FileId, Hash, span_entity};

    fn entity(kind: &'static str, name: &str) -> Entity {
        let span = Span { start: 0, end: 1 };
        let id = span_entity(FileId(Hash([0; 32])), kind, span);
        Entity::new(id, kind, name.to_owned(), span, None)
    }

    #[test]
    fn short_forms_are_found() {
        let mut entities = Entities::default();
        let person = entities.add(entity("person", "Maj. Gen. Harun al-Sala"));
        let museum = entities.add(entity("museum", "The Rimal Mill Museum"));
        entities.alias(museum, "RMM");
        assert_eq!(entities.named("al-Sala"), Some(person));
        assert_eq!(entities.named("Mill Museum"), Some(museum));
        assert_eq!(entities.named("RMM"), Some(museum));
        assert_eq!(entities.named("Museum"), None);
    }

    #[test]
    fn pronouns_mean_the_nearest_that_fits() {
        let mut entities = Entities::default();
        let town = entities.add(entity("place", "Sanabel"));
        let guard = entities.add(entity("body", "Upland Guard"));
        entities.mention(1, 0, town);
        entities.mention(1, 1, guard);
        assert_eq!(entities.meant(2, Want::Speaker, |_| true), Some(guard));
        assert_eq!(entities.meant(2, Want::Thing, |_| true), Some(town));
        entities.mention(2, 1, guard);
        assert_eq!(entities.meant(2, Want::Any, |_| true), Some(town));
        assert_eq!(entities.meant(9, Want::Any, |_| true), None);
    }
}

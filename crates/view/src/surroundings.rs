//! What a view must know of the entities that its statements name: what they are called, and facts of sources; and what of
//! it an audience may see.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use daftar_claim::profile::Privacy;
use daftar_claim::{Claim, Edtf, EntityId, Profiles, Statement, Value};
use daftar_date::{Day, Lang};
use serde::Serialize;

use crate::cell::{Cell, Cells};
use crate::{delay, known};

/// The property of what a list says in a column that has no property of its own.
const AS_LISTED: &str = "as-listed";

/// Who is to see the answer.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Audience {
    /// Everybody.
    #[default]
    Public,
    /// A keeper who has unlocked the register.
    Keeper,
}

/// A name, with its language where it is known.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
pub struct Name {
    /// The name, to the letter.
    pub text: String,
    /// Its language (BCP 47).
    pub lang: Option<String>,
}

/// What is known of one entity.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct About {
    /// Its kinds.
    pub kinds: Vec<String>,
    /// Its names and titles, the one that most statements use first.
    pub names: Vec<Name>,
    /// Of a source: who published it.
    pub publisher: Option<String>,
    /// Of a source: when it was published.
    pub published: Option<Edtf>,
    /// Of a source: when it was archived.
    pub archived: Option<Edtf>,
    /// Of a source: the sources that it is drawn from.
    pub origins: Vec<EntityId>,
}

impl About {
    /// Whether it is a published document: somebody published it, or it has a date of publication.
    pub fn is_published(&self) -> bool {
        self.published.is_some() || self.publisher.is_some()
    }
}

/// What is known of every entity that statements name.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Surroundings {
    entities: HashMap<EntityId, About>,
    cells: Cells,
    today: Option<Day>,
}

impl Surroundings {
    /// Folds names, kinds and facts of sources from standing statements about the entities; other statements are passed
    /// over. Kinds and the facts of sources come from all of them, for they decide what is restricted; names only from those
    /// that the audience may see, which must be the one that asks. The order of the statements does not matter.
    pub fn gather<'a>(
        statements: impl IntoIterator<Item = &'a Statement>,
        audience: Audience,
        profiles: &Profiles,
    ) -> Surroundings {
        let standing: Vec<&Statement> = statements.into_iter().filter(|statement| statement.stands()).collect();
        let mut gathered = Surroundings::default();
        for statement in &standing {
            if let Some(entity) = statement.claim.subject.entity() {
                gathered.entities.entry(entity).or_default().take(statement);
            }
        }
        gathered.cells = Cells::of(&standing, &gathered.strictest(profiles), profiles);
        let naming = standing.into_iter().filter(|statement| gathered.may_see(statement, audience, profiles));
        for (entity, names) in names(naming) {
            gathered.entities.entry(entity).or_default().names = names;
        }
        gathered.entities.values_mut().for_each(About::settle);
        gathered
    }

    /// On which day it is asked: what is held back for a time is told from some day on, and never where no day is given.
    pub fn on(self, today: Day) -> Surroundings {
        Surroundings { today: Some(today), ..self }
    }

    /// Whether an audience may see a statement: keepers all; the public nothing that is sealed, and what is restricted by
    /// its property or by the kind of an entity that it names only when its source is a published document, or when what is
    /// held back for a time was said long enough ago; and never the position of what is shown by its [`Cell`].
    pub fn may_see(&self, statement: &Statement, audience: Audience, profiles: &Profiles) -> bool {
        let claim = &statement.claim;
        let public = || !statement.sealed && self.is_public(statement, profiles) && !self.hides_position(claim);
        audience == Audience::Keeper || public()
    }

    /// What the public sees of where a sensitive place lies; none for other places, or when nobody openly tells.
    pub fn cell(&self, entity: EntityId) -> Option<Cell> {
        self.cells.get(entity)
    }

    /// Whether the public may not learn where something lies.
    pub fn is_sensitive(&self, entity: EntityId) -> bool {
        self.cells.hide(entity)
    }

    /// Whether nobody, keepers neither, is drawn more of where something lies than its [`Cell`].
    pub fn is_embargoed(&self, entity: EntityId) -> bool {
        self.cells.embargo(entity)
    }

    /// A position of a sensitive place, or of something that is no entity: where a picture was taken tells of who took it. So may what a
    /// list says of such a place in a column that nobody gave a meaning: eastings, the squares of another map, the way there.
    fn hides_position(&self, claim: &Claim) -> bool {
        let hidden = || claim.subject.entity().is_none_or(|entity| self.cells.hide(entity));
        (matches!(claim.value, Value::Geometry { .. }) || claim.property.as_str() == AS_LISTED) && hidden()
    }

    /// The strictest privacy of each entity's kinds, where it is not public.
    fn strictest(&self, profiles: &Profiles) -> HashMap<EntityId, Privacy> {
        let of_kind = |kind: &String| profiles.kinds.get(kind).map(|kind| kind.privacy);
        let strictest = |about: &About| about.kinds.iter().filter_map(of_kind).max();
        let each = self.entities.iter().filter_map(|(entity, about)| Some((*entity, strictest(about)?)));
        each.filter(|(_, privacy)| *privacy > Privacy::Public).collect()
    }

    fn is_public(&self, statement: &Statement, profiles: &Profiles) -> bool {
        let claim = &statement.claim;
        let source = self.about(claim.source);
        let published = || source.is_some_and(About::is_published);
        let property = profiles.property(&claim.property);
        let by_property = match property.map(|property| (property.privacy, property.held_back)) {
            Some((_, Some(days))) => delay::is_over(statement, source, days, self.today),
            Some((Privacy::Restricted, None)) => published(),
            _ => true,
        };
        by_property && (published() || !claim.entities().any(|entity| self.is_restricted(entity, profiles)))
    }

    fn is_restricted(&self, entity: EntityId, profiles: &Profiles) -> bool {
        let kinds = self.about(entity).map_or(&[][..], |about| &about.kinds);
        kinds.iter().filter_map(|kind| profiles.kinds.get(kind)).any(|kind| kind.privacy == Privacy::Restricted)
    }

    /// Puts what is known of an entity in place of what was known before.
    pub fn insert(&mut self, entity: EntityId, about: About) {
        self.entities.insert(entity, about);
    }

    /// What is known of an entity.
    pub fn about(&self, entity: EntityId) -> Option<&About> {
        self.entities.get(&entity)
    }

    /// Its name: in that language if there is one, else in any.
    pub fn name(&self, entity: EntityId, lang: Lang) -> Option<&str> {
        self.name_in(entity, lang).or_else(|| self.about(entity)?.names.first().map(|name| name.text.as_str()))
    }

    /// Its name in that language alone.
    pub fn name_in(&self, entity: EntityId, lang: Lang) -> Option<&str> {
        let names = &self.about(entity)?.names;
        let fitting = names.iter().find(|name| name.lang.as_deref().is_some_and(|tag| speaks(tag, lang)));
        fitting.map(|name| name.text.as_str())
    }
}

/// Whether a BCP 47 tag names that language.
fn speaks(tag: &str, lang: Lang) -> bool {
    let primary = tag.split('-').next().unwrap_or_default();
    primary.eq_ignore_ascii_case(tag_of(lang))
}

/// The BCP 47 tag of a language.
pub(crate) fn tag_of(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en",
        Lang::Ar => "ar",
    }
}

impl About {
    fn take(&mut self, statement: &Statement) {
        match (statement.claim.property.as_str(), &statement.claim.value) {
            (known::KIND, Value::Code { code, .. }) => self.kinds.push(code.clone()),
            (known::PUBLISHER, Value::Text { text, .. }) => {
                self.publisher = self.publisher.take().into_iter().chain([text.clone()]).min();
            }
            (known::PUBLISHED, Value::Date(date)) => keep_latest(&mut self.published, date),
            (known::ARCHIVED, Value::Date(date)) => keep_latest(&mut self.archived, date),
            (known::ORIGIN, Value::Entity(origin)) => self.origins.push(*origin),
            _ => {}
        }
    }

    fn settle(&mut self) {
        self.kinds.sort_unstable();
        self.kinds.dedup();
        self.origins.sort_unstable();
        self.origins.dedup();
    }
}

/// Each entity's names, the one that most statements use first; its number, where it has no name.
fn names<'a>(statements: impl Iterator<Item = &'a Statement>) -> HashMap<EntityId, Vec<Name>> {
    let (mut told, mut numbers) = (HashMap::<EntityId, BTreeMap<Name, usize>>::new(), HashMap::new());
    for statement in statements {
        let claim = &statement.claim;
        let all = match claim.property.as_str() {
            known::NAME | known::TITLE => &mut told,
            known::NUMBER => &mut numbers,
            _ => continue,
        };
        if let (Some(entity), Value::Text { text, lang }) = (claim.subject.entity(), &claim.value) {
            let name = Name { text: text.clone(), lang: lang.clone() };
            *all.entry(entity).or_default().entry(name).or_default() += 1;
        }
    }
    for (entity, number) in numbers {
        told.entry(entity).or_insert(number);
    }
    let by_count = |names: BTreeMap<Name, usize>| {
        let mut names: Vec<(Name, usize)> = names.into_iter().collect();
        names.sort_by_key(|(_, count)| Reverse(*count));
        names.into_iter().map(|(name, _)| name).collect()
    };
    told.into_iter().map(|(entity, names)| (entity, by_count(names))).collect()
}

/// Of several dates the latest is kept: nothing can then be thought to have been said too early.
fn keep_latest(kept: &mut Option<Edtf>, date: &Edtf) {
    let key = |date: &Edtf| (date.sort_key().1, date.as_str().to_owned());
    if kept.as_ref().is_none_or(|kept| key(date) > key(kept)) {
        *kept = Some(date.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Says, entity, shipped};

    fn gather<'a>(list: impl IntoIterator<Item = &'a Statement>) -> Surroundings {
        Surroundings::gather(list, Audience::Public, &shipped())
    }

    #[test]
    fn names_follow_the_language_and_the_number_of_statements() {
        let mill = entity("mill");
        let list = [
            Says::of("mill", "name").text("متحف الطاحونة", Some("ar")).done(),
            Says::of("mill", "name").text("Old Mill", Some("en")).done(),
            Says::of("mill", "name").text("Mill Museum", Some("en")).from("courier").done(),
            Says::of("mill", "name").text("Mill Museum", Some("en")).from("radio").done(),
        ];
        let forward = gather(&list);
        assert_eq!(forward.name(mill, Lang::En), Some("Mill Museum"));
        assert_eq!(forward.name(mill, Lang::Ar), Some("متحف الطاحونة"));
        assert_eq!(forward, gather(list.iter().rev()));
        assert_eq!(forward.name(entity("nobody"), Lang::En), None);
    }

    #[test]
    fn what_has_no_name_is_called_by_its_number() {
        let number = |of: &str, text: &str| Says::of(of, "number").text(text, None).done();
        let list =
            [number("lot", "S 7"), number("mill", "B 1"), Says::of("mill", "name").text("Mill", Some("en")).done()];
        let known = gather(&list);
        assert_eq!(
            (known.name(entity("lot"), Lang::En), known.name(entity("mill"), Lang::Ar)),
            (Some("S 7"), Some("Mill"))
        );
    }

    #[test]
    fn the_public_learns_no_name_that_it_may_not_see() {
        let name = |text: &str| Says::of("giver", "name").text(text, None);
        let list = [
            Says::of("giver", "kind").code("kind", "person").sealed().done(),
            Says::of("courier", "publisher").text("the Courier", None).done(),
            name("A. B. of the third house").done(),
            name("A. B.").from("courier").done(),
            name("sealed name").sealed().done(),
        ];
        let names = |audience| {
            let known = Surroundings::gather(&list, audience, &shipped());
            known.about(entity("giver")).map_or(0, |about| about.names.len())
        };
        assert_eq!((names(Audience::Public), names(Audience::Keeper)), (1, 3));
        assert_eq!(gather(&list).name(entity("giver"), Lang::En), Some("A. B."));
        assert_eq!(gather(&list[..3]).name(entity("giver"), Lang::En), None);
    }

    #[test]
    fn of_two_dates_of_publication_the_later_is_kept() {
        let list = [
            Says::of("courier", "published").date("2032-05-01").done(),
            Says::of("courier", "published").date("2032-06").done(),
        ];
        let known = gather(&list);
        let published = known.about(entity("courier")).and_then(|about| about.published.clone());
        assert_eq!(published, Edtf::parse("2032-06").ok());
        assert!(known.about(entity("courier")).is_some_and(About::is_published));
    }
}

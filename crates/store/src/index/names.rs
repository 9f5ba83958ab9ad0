//! Entities by their names and kinds.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};

use daftar_claim::{EntityId, Subject};
use rusqlite::params;

use super::block::{Held, Row, Said};
use super::error::Result;
use super::mention::{self, Role};
use super::{Counted, Index, KIND, fold, is_naming, kind_of, name_in, stands, words};

impl Index {
    /// The entities that bear this name, spelling folded, and are of this kind if one is given; sorted by id.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn entities_called(&self, name: &str, kind: Option<&str>) -> Result<Vec<EntityId>> {
        let mut find = self.db.prepare_cached("SELECT subject FROM name WHERE folded=?")?;
        let numbers = find.query_map([fold::name(name)], |row| row.get(0))?.collect::<rusqlite::Result<Vec<u32>>>()?;
        let mut called = BTreeSet::new();
        for n in numbers {
            let subject = self.subject(n)?;
            if kind.map_or(Ok(true), |kind| self.is_of_kind(&subject, kind))? {
                called.extend(subject.entity());
            }
        }
        Ok(called.into_iter().collect())
    }

    fn is_of_kind(&self, subject: &Subject, kind: &str) -> Result<bool> {
        Ok(self.about(subject)?.iter().any(|found| kind_of(&found.claim) == Some(kind)))
    }

    /// At most `limit` entities with a name that begins so, spelling folded, each with that name as it is written;
    /// sorted by folded name, then by id.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn entities_with_prefix(&self, prefix: &str, limit: usize) -> Result<Vec<(EntityId, String)>> {
        let prefix = fold::name(prefix);
        let mut found: Vec<(String, EntityId)> = Vec::new();
        let mut find = self.db.prepare_cached("SELECT folded, subject FROM name WHERE folded>=? ORDER BY folded")?;
        let mut rows = find.query(params![prefix])?;
        while let Some(row) = rows.next()? {
            let folded: String = row.get(0)?;
            // Names alike are all taken before they are cut: their order here is that of noting, not of their ids.
            let enough = found.len() >= limit && found.last().is_some_and(|(last, _)| *last != folded);
            if enough || !folded.starts_with(&prefix) {
                break;
            }
            if let Subject::Entity(id) = self.subject(row.get(1)?)? {
                found.push((folded, id));
            }
        }
        found.sort_unstable();
        found.truncate(limit);
        self.as_written(found)
    }

    /// These entities with their folded names as they are written.
    fn as_written(&self, folded: Vec<(String, EntityId)>) -> Result<Vec<(EntityId, String)>> {
        let subjects: BTreeSet<Subject> = folded.iter().map(|(_, id)| Subject::Entity(*id)).collect();
        let mut written: HashMap<(String, EntityId), String> = HashMap::new();
        for found in self.about_all(&subjects, &|_, property| is_naming(property))? {
            let (Some(name), Some(id)) = (name_in(&found.claim), found.claim.subject.entity()) else { continue };
            let first = written.entry((fold::name(name), id)).or_insert_with(|| name.to_owned());
            if name < first.as_str() {
                name.clone_into(first);
            }
        }
        let as_written = |named: (String, EntityId)| (named.1, written.remove(&named).unwrap_or(named.0));
        Ok(folded.into_iter().map(as_written).collect())
    }

    /// The entities that some claim gives this kind, sorted by id.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn entities_of_kind(&self, kind: &str) -> Result<Vec<EntityId>> {
        let Some(word) = words::find(&self.db, &words::kind(kind))? else { return Ok(Vec::new()) };
        let mut kinds = KnownKinds::default();
        let mut numbers = BTreeSet::new();
        for n in mention::blocks(&self.db, Role::Kind, word)? {
            self.each_row(n, |row| {
                if kinds.given(self, &row)? == Some(kind) {
                    numbers.insert(row.subject);
                }
                Ok(())
            })?;
        }
        let mut entities = Vec::with_capacity(numbers.len());
        for n in numbers {
            entities.extend(self.subject(n)?.entity());
        }
        entities.sort_unstable();
        Ok(entities)
    }

    /// The things that some recording that `counts` gives a kind, by kind; each of the `joined` groups is one thing.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn kinds(&self, counts: Counted<'_>, joined: &[Vec<EntityId>]) -> Result<Kinds> {
        let (mut kinds, mut known) = (Kinds::default(), KnownKinds::default());
        kinds.first_of = self.firsts(joined)?;
        for n in mention::all_blocks(&self.db, Role::Kind)? {
            let (entry, slots) = self.slots(n)?;
            let Some(ended) = counts(entry) else { continue };
            for slot in &slots {
                if let Held::Open(row) = &slot.held
                    && let Some(kind) = known.given(self, row)?
                    && stands(slot.position, &ended)
                {
                    let thing = kinds.first(row.subject);
                    match kinds.things.get_mut(kind) {
                        Some(things) => things.insert(thing),
                        None => kinds.things.entry(kind.to_owned()).or_default().insert(thing),
                    };
                }
            }
        }
        Ok(kinds)
    }

    /// The number that stands for all of a group, by the numbers of its members.
    fn firsts(&self, joined: &[Vec<EntityId>]) -> Result<HashMap<u32, u32>> {
        let mut firsts = HashMap::new();
        for group in joined {
            let numbers = group.iter().map(|entity| self.subject_number(&Subject::Entity(*entity)));
            let numbers: Vec<u32> = numbers.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect();
            firsts.extend(numbers.iter().filter_map(|number| Some((*number, *numbers.first()?))));
        }
        Ok(firsts)
    }
}

impl Index {
    /// The things of a kind in the order of their names, spelling folded, and then those without a name: so many of them
    /// after the first `skipped`.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn by_name(&self, kinds: &Kinds, kind: &str, skipped: usize, most: usize) -> Result<Vec<EntityId>> {
        let Some(wanted) = kinds.things.get(kind) else { return Ok(Vec::new()) };
        let mut find = self.db.prepare_cached("SELECT subject FROM name ORDER BY folded, subject")?;
        let (mut rows, mut met, mut chosen) = (find.query([])?, HashSet::new(), Vec::new());
        while let Some(row) = rows.next()?.filter(|_| chosen.len() < most) {
            let thing = kinds.first(row.get(0)?);
            if wanted.contains(&thing) && met.insert(thing) && met.len() > skipped {
                chosen.push(thing);
            }
        }
        if chosen.len() < most {
            let mut nameless: Vec<u32> = wanted.difference(&met).copied().collect();
            nameless.sort_unstable();
            let rest = nameless.into_iter().skip(skipped.saturating_sub(met.len()));
            chosen.extend(rest.take(most - chosen.len()));
        }
        let subjects = chosen.into_iter().map(|n| self.subject(n));
        Ok(subjects.collect::<Result<Vec<_>>>()?.into_iter().filter_map(|subject| subject.entity()).collect())
    }
}

/// Which things are of which kind.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Kinds {
    /// Numbers of things, by kind.
    things: HashMap<String, HashSet<u32>>,
    /// The number that stands for a thing that is one with others.
    first_of: HashMap<u32, u32>,
}

impl Kinds {
    fn first(&self, n: u32) -> u32 {
        self.first_of.get(&n).copied().unwrap_or(n)
    }

    /// How many things are of one of these kinds.
    pub fn count(&self, kinds: &[&str]) -> usize {
        let of: Vec<&HashSet<u32>> = kinds.iter().filter_map(|kind| self.things.get(*kind)).collect();
        match of.as_slice() {
            [one] => one.len(),
            several => several.iter().copied().flatten().collect::<HashSet<_>>().len(),
        }
    }
}

/// What is known already of which rows give a kind.
#[derive(Default)]
pub(super) struct KnownKinds {
    /// Frames whose property is `kind`, and others.
    frames: HashMap<u32, bool>,
    values: HashMap<Said, Option<String>>,
}

impl KnownKinds {
    /// The kind that a row gives its subject.
    pub(super) fn given(&mut self, index: &Index, row: &Row) -> Result<Option<&str>> {
        let is_kind = match self.frames.get(&row.frame) {
            Some(is_kind) => *is_kind,
            None => *self.frames.entry(row.frame).or_insert(index.frame(row.frame)?.property.as_str() == KIND),
        };
        if !is_kind {
            return Ok(None);
        }
        let given = match self.values.entry(row.value) {
            Entry::Occupied(given) => given.into_mut(),
            Entry::Vacant(empty) => empty.insert(kind_of(&index.claim_of(row)?).map(str::to_owned)),
        };
        Ok(given.as_deref())
    }
}

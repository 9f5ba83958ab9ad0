//! Entities by their names and kinds.

use std::collections::{BTreeSet, HashMap, HashSet};

use daftar_claim::{EntityId, RecordingId, Subject};
use rusqlite::params;

use super::block::{Held, Row, Said};
use super::error::Result;
use super::mention::{self, Role};
use super::{Index, KIND, fold, kind_of, name_in, words};

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
        found.into_iter().map(|(folded, id)| Ok((id, self.name_folded_to(id, folded)?))).collect()
    }

    /// The name of an entity as it is written.
    fn name_folded_to(&self, entity: EntityId, folded: String) -> Result<String> {
        let about = self.about(&Subject::Entity(entity))?;
        let written = about.iter().filter_map(|found| name_in(&found.claim)).filter(|name| fold::name(name) == folded);
        Ok(written.min().map_or(folded, str::to_owned))
    }

    /// The entities that some claim gives this kind, sorted by id.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn entities_of_kind(&self, kind: &str) -> Result<Vec<EntityId>> {
        let Some(word) = words::find(&self.db, &words::kind(kind))? else { return Ok(Vec::new()) };
        let mut kinds = Kinds::default();
        let mut numbers = BTreeSet::new();
        for n in mention::blocks(&self.db, Role::Kind, word)? {
            self.each_row(n, |row| {
                if kinds.gives(self, &row, kind)? {
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

    /// How many things some recording that `counts` gives one of these kinds; each of the `joined` groups is one thing.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn count_of_kinds(
        &self,
        wanted: &[&str],
        counts: &dyn Fn(RecordingId) -> bool,
        joined: &[Vec<EntityId>],
    ) -> Result<usize> {
        let mut numbers = HashSet::new();
        for kind in wanted {
            let Some(word) = words::find(&self.db, &words::kind(kind))? else { continue };
            let mut kinds = Kinds::default();
            self.scan_entries(&mention::blocks(&self.db, Role::Kind, word)?, |recorded| {
                if let Held::Open(row) = &recorded.held
                    && kinds.gives(self, row, kind)?
                    && counts(recorded.recording)
                {
                    numbers.insert(row.subject);
                }
                Ok(())
            })?;
        }
        let mut repeated = 0;
        for group in joined {
            let members = group.iter().map(|entity| self.subject_number(&Subject::Entity(*entity)));
            let members = members.collect::<Result<Vec<_>>>()?;
            let here = members.iter().flatten().filter(|number| numbers.contains(number)).count();
            repeated += here.saturating_sub(1);
        }
        Ok(numbers.len() - repeated)
    }
}

/// What is known already of which rows give a kind.
#[derive(Default)]
struct Kinds {
    /// Frames whose property is `kind`, and others.
    frames: HashMap<u32, bool>,
    values: HashMap<Said, bool>,
}

impl Kinds {
    fn gives(&mut self, index: &Index, row: &Row, kind: &str) -> Result<bool> {
        let is_kind = match self.frames.get(&row.frame) {
            Some(is_kind) => *is_kind,
            None => *self.frames.entry(row.frame).or_insert(index.frame(row.frame)?.property.as_str() == KIND),
        };
        if !is_kind {
            return Ok(false);
        }
        match self.values.get(&row.value) {
            Some(gives) => Ok(*gives),
            None => Ok(*self.values.entry(row.value).or_insert(kind_of(&index.claim_of(row)?) == Some(kind))),
        }
    }
}

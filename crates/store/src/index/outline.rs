//! Outlines: what very many claims have in common, read from their numbers alone, before any is put together.

use std::collections::{BTreeSet, HashMap, HashSet};

use daftar_claim::{Claim, EntityId, PropertyId};

use super::block::{Row, Said};
use super::error::Result;
use super::mention::{self, Role};
use super::names::KnownKinds;
use super::{Counted, Index, stands, words};

/// Something that claims are about, by its number: it means something to the index that gave it alone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Thing(pub(super) u32);

impl Index {
    /// What `read` makes of each public claim of some properties that is recorded where it `counts`, with what it is about.
    /// `read` is asked once for all claims that differ in their subjects alone; the subject that it is shown is none of theirs.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn outline<T: Clone>(
        &self,
        properties: &[PropertyId],
        counts: Counted<'_>,
        read: &dyn Fn(&Claim) -> Option<T>,
    ) -> Result<Vec<(Thing, T)>> {
        let (mut wanted, mut made) = (HashMap::new(), HashMap::new());
        let mut outlined = Vec::new();
        for n in self.blocks_of_properties(properties)? {
            let (entry, slots) = self.slots(n)?;
            let Some(ended) = counts(entry) else { continue };
            for slot in &slots {
                let Some(row) = slot.held.row() else { continue };
                let is_wanted = match wanted.get(&row.frame) {
                    Some(is_wanted) => *is_wanted,
                    None => *wanted.entry(row.frame).or_insert(properties.contains(&self.frame(row.frame)?.property)),
                };
                if is_wanted && stands(slot.position, &ended) {
                    outlined.extend(self.made(&row, &mut made, read)?.map(|of| (Thing(row.subject), of)));
                }
            }
        }
        Ok(outlined)
    }

    /// What is read of a claim, once for each frame and value.
    fn made<T: Clone>(
        &self,
        row: &Row,
        made: &mut HashMap<(u32, Said), Option<T>>,
        read: &dyn Fn(&Claim) -> Option<T>,
    ) -> Result<Option<T>> {
        if let Some(of) = made.get(&(row.frame, row.value)) {
            return Ok(of.clone());
        }
        let mut claim = Claim::clone(&*self.frame(row.frame)?);
        claim.value = self.value(row.value)?;
        Ok(made.entry((row.frame, row.value)).or_insert_with(|| read(&claim)).clone())
    }

    fn blocks_of_properties(&self, properties: &[PropertyId]) -> Result<BTreeSet<u32>> {
        let mut blocks = BTreeSet::new();
        for property in properties {
            if let Some(word) = words::find(&self.db, property.as_str())? {
                blocks.extend(mention::blocks(&self.db, Role::Property, word)?);
            }
        }
        Ok(blocks)
    }

    /// The things that some claim gives one of these kinds.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn things_of_kinds(&self, kinds: &[&str]) -> Result<HashSet<Thing>> {
        let (mut things, mut known) = (HashSet::new(), KnownKinds::default());
        for kind in kinds {
            let Some(word) = words::find(&self.db, &words::kind(kind))? else { continue };
            for n in mention::blocks(&self.db, Role::Kind, word)? {
                self.each_row(n, |row| {
                    if known.given(self, &row)? == Some(kind) {
                        things.insert(Thing(row.subject));
                    }
                    Ok(())
                })?;
            }
        }
        Ok(things)
    }

    /// The kinds that some claim gives something.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn kinds_in_use(&self) -> Result<Vec<String>> {
        words::kinds(&self.db)
    }

    /// The entities among these things.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn entities(&self, things: impl IntoIterator<Item = Thing>) -> Result<Vec<EntityId>> {
        let subjects = things.into_iter().map(|thing| self.subject(thing.0));
        Ok(subjects.collect::<Result<Vec<_>>>()?.into_iter().filter_map(|subject| subject.entity()).collect())
    }
}

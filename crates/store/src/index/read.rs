//! The questions that are answered with claims.

use std::collections::{BTreeSet, HashMap, HashSet};

use daftar_claim::{Claim, ClaimId, EntityId, FileId, Locator, PropertyId, RecordingId, Speaker, Subject};

use super::block::{Held, Row, Said};
use super::error::{IndexError, Result};
use super::lookup::{self, Of, Start};
use super::mention::{self, Role};
use super::{Index, words};

/// How many claims' contents are kept in memory.
const CONTENTS: usize = 100_000;

/// A public claim and one of its recordings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// The claim's id.
    pub id: ClaimId,
    /// Where it is recorded.
    pub recording: RecordingId,
    /// The claim.
    pub claim: Claim,
}

/// Where each content of a subject is recorded.
type OfSubject = HashMap<Claim, Vec<(ClaimId, RecordingId)>>;

/// The contents of the subjects that were asked about last.
#[derive(Default, Debug)]
pub(super) struct Contents {
    subjects: HashMap<Subject, OfSubject>,
    held: usize,
}

impl Contents {
    fn keep(&mut self, subject: Subject, contents: OfSubject) {
        if self.held >= CONTENTS {
            self.subjects.clear();
            self.held = 0;
        }
        self.held += contents.len() + 1;
        self.subjects.insert(subject, contents);
    }
}

/// Every question fails only when the index cannot be read; answers come in the order of the recordings.
impl Index {
    /// What is said of a subject.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn about(&self, subject: &Subject) -> Result<Vec<Found>> {
        self.playing(Role::Subject, subject, |row, n| Ok(row.subject == n))
    }

    /// What is said of any of these subjects, where `keep` keeps subject and property: each block that speaks of them is
    /// read once. Quickest when the subjects lie near each other.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn about_all<'s>(
        &self,
        subjects: impl IntoIterator<Item = &'s Subject>,
        keep: &dyn Fn(&Subject, &PropertyId) -> bool,
    ) -> Result<Vec<Found>> {
        let (mut numbers, mut blocks) = (HashMap::new(), BTreeSet::new());
        for subject in subjects {
            if let Some(n) = self.subject_number(subject)? {
                blocks.extend(mention::blocks(&self.db, Role::Subject, n)?);
                numbers.insert(n, subject);
            }
        }
        let kept = |row: &Row| match numbers.get(&row.subject) {
            Some(subject) => Ok(keep(subject, &self.frame(row.frame)?.property)),
            None => Ok(false),
        };
        self.found_in(&Vec::from_iter(blocks), kept)
    }

    /// The claims whose value is this entity.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn with_value(&self, entity: &EntityId) -> Result<Vec<Found>> {
        self.playing(Role::Value, &Subject::Entity(*entity), |row, n| Ok(row.value == Said::Link(n)))
    }

    /// The claims that link something to this entity under one property, whatever else does.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn with_value_under(&self, entity: &EntityId, property: &PropertyId) -> Result<Vec<Found>> {
        let (number, word) =
            (self.subject_number(&Subject::Entity(*entity))?, words::find(&self.db, property.as_str())?);
        if let (Some(n), Some(word)) = (number, word) {
            let blocks = mention::blocks_of_both(&self.db, (Role::Value, n), (Role::Property, word))?;
            let keep = |row: &Row| Ok(row.value == Said::Link(n) && self.frame(row.frame)?.property == *property);
            return self.found_in(&blocks, keep);
        }
        Ok(Vec::new())
    }

    /// The claims that link something to any of these entities, where `keep` keeps the property: each block is read once.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn with_values<'s>(
        &self,
        entities: impl IntoIterator<Item = &'s EntityId>,
        keep: &dyn Fn(&PropertyId) -> bool,
    ) -> Result<Vec<Found>> {
        let (mut numbers, mut blocks) = (HashSet::new(), BTreeSet::new());
        for entity in entities {
            if let Some(n) = self.subject_number(&Subject::Entity(*entity))? {
                blocks.extend(mention::blocks(&self.db, Role::Value, n)?);
                numbers.insert(n);
            }
        }
        let kept = |row: &Row| match row.value {
            Said::Link(n) if numbers.contains(&n) => Ok(keep(&self.frame(row.frame)?.property)),
            _ => Ok(false),
        };
        self.found_in(&Vec::from_iter(blocks), kept)
    }

    /// The claims whose value is this file.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn with_file(&self, file: &FileId) -> Result<Vec<Found>> {
        self.playing(Role::Value, &Subject::File(*file), |row, n| Ok(row.value == Said::Link(n)))
    }

    /// Over how many blocks of recordings the claims from this source are spread: whoever cannot use very many of them asks
    /// this first.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn spread_of_source(&self, source: &EntityId) -> Result<usize> {
        match self.subject_number(&Subject::Entity(*source))? {
            Some(n) => Ok(mention::blocks(&self.db, Role::Source, n)?.len()),
            None => Ok(0),
        }
    }

    /// The claims from this source.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn with_source(&self, source: &EntityId) -> Result<Vec<Found>> {
        let from_it = |row: &Row, _| Ok(self.frame(row.frame)?.source == *source);
        self.playing(Role::Source, &Subject::Entity(*source), from_it)
    }

    /// The claims that this person or body makes, other than by being their source.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn by_speaker(&self, speaker: &EntityId) -> Result<Vec<Found>> {
        let said_by = Some(Speaker::Entity(*speaker));
        let theirs = |row: &Row, _| Ok(self.frame(row.frame)?.said_by == said_by);
        self.playing(Role::Speaker, &Subject::Entity(*speaker), theirs)
    }

    /// The claims whose place is given in this derived text.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn located_in(&self, text: &FileId) -> Result<Vec<Found>> {
        let here = |locator: &Option<Locator>| matches!(locator, Some(Locator::Text { text: t, .. }) if t == text);
        let in_it = |row: &Row, _| Ok(here(&self.frame(row.frame)?.locator));
        self.playing(Role::Text, &Subject::File(*text), in_it)
    }

    /// Whether any claim has ever been located in this text.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn is_read_from(&self, text: &FileId) -> Result<bool> {
        let number = self.subject_number(&Subject::File(*text))?;
        Ok(number
            .map(|n| mention::blocks(&self.db, Role::Text, n))
            .transpose()?
            .is_some_and(|blocks| !blocks.is_empty()))
    }

    /// Calls `each` with the claims about one property; they are never all in memory.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn with_property(&self, property: &PropertyId, mut each: impl FnMut(Found)) -> Result<()> {
        let Some(word) = words::find(&self.db, property.as_str())? else { return Ok(()) };
        let blocks = mention::blocks(&self.db, Role::Property, word)?;
        let about_it = |row: &Row| Ok(self.frame(row.frame)?.property == *property);
        self.scan(&blocks, about_it, |found| {
            each(found);
            Ok(())
        })
    }

    /// The recordings of a claim; none when it is sealed or not here.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn claim(&self, id: &ClaimId) -> Result<Vec<Found>> {
        let mut all = Vec::new();
        for n in self.numbers_of(id)? {
            let recorded = self.recorded(n)?;
            if let Held::Open(row) = &recorded.held {
                all.push(Found { id: *id, recording: recorded.recording, claim: self.claim_of(row)? });
            }
        }
        all.sort_by_key(|found| found.recording);
        Ok(all)
    }

    /// The claims, sealed ones included, whose ids begin with these 6 to 64 hexadecimal digits, sorted by id.
    ///
    /// # Errors
    /// When the digits are no beginning of an id, or when the index cannot be read.
    pub fn claims_with_prefix(&self, digits: &str) -> Result<Vec<ClaimId>> {
        let mut ids = BTreeSet::new();
        for n in self.numbers_with_prefix(Of::Claim, digits)? {
            ids.insert(self.recorded(n)?.id);
        }
        Ok(ids.into_iter().filter(|id| id.0.to_string().starts_with(digits)).collect())
    }

    /// The entities whose ids begin with these 6 to 64 hexadecimal digits, sorted by id.
    ///
    /// # Errors
    /// When the digits are no beginning of an id, or when the index cannot be read.
    pub fn entities_with_id_prefix(&self, digits: &str) -> Result<Vec<EntityId>> {
        let mut ids = BTreeSet::new();
        for n in self.numbers_with_prefix(Of::Subject, digits)? {
            ids.extend(self.subject(n)?.entity());
        }
        Ok(ids.into_iter().filter(|id| id.0.to_string().starts_with(digits)).collect())
    }

    fn numbers_with_prefix(&self, of: Of, digits: &str) -> Result<Vec<u32>> {
        let (low, high) = Start::range(digits).ok_or_else(|| IndexError::Prefix { found: digits.to_owned() })?;
        lookup::between(&self.db, of, low, high)
    }

    /// The sealed claims: all that can be known of them without their keys.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn sealed(&self) -> Result<Vec<(ClaimId, RecordingId)>> {
        let mut all = Vec::new();
        self.scan_entries(&mention::blocks(&self.db, Role::Sealed, 0)?, |recorded| {
            if recorded.held == Held::Sealed {
                all.push((recorded.id, recorded.recording));
            }
            Ok(())
        })?;
        Ok(all)
    }

    /// Where claims of the same content, salt aside, are recorded.
    ///
    /// Quickest when claims of one subject are asked about one after the other.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn find_content(&self, claim: &Claim) -> Result<Vec<(ClaimId, RecordingId)>> {
        let known = self.contents.borrow().subjects.contains_key(&claim.subject);
        if !known {
            let contents = self.contents_of(&claim.subject)?;
            self.contents.borrow_mut().keep(claim.subject, contents);
        }
        let contents = self.contents.borrow();
        let same = contents.subjects.get(&claim.subject).and_then(|of_subject| of_subject.get(claim));
        Ok(same.cloned().unwrap_or_default())
    }

    fn contents_of(&self, subject: &Subject) -> Result<OfSubject> {
        let mut contents = OfSubject::new();
        for found in self.about(subject)? {
            contents.entry(found.claim).or_default().push((found.id, found.recording));
        }
        Ok(contents)
    }
}

//! Where sources may differ, or agree: properties of one subject with several values, several times or several sources.
//!
//! Only numbers are compared: in the dictionaries every value and every time has one.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use daftar_claim::{Claim, Edtf, EntityId, PropertyId, Subject, Value};

use super::Index;
use super::block::{Row, Said};
use super::dictionary::Table;
use super::error::Result;
use super::lookup::Start;
use super::mention::{self, Role};
use super::values;

/// How statements are compared.
pub trait Comparison {
    /// The property that stands for all those that are compared with this one; most stand for themselves.
    fn family<'p>(&'p self, property: &'p PropertyId) -> &'p PropertyId {
        property
    }

    /// Whether an entity can have many values of a family at one time: then only *none* differs from others.
    fn has_many(&self, _family: &PropertyId) -> bool {
        false
    }

    /// Whether what several sources tell alike is looked for, too.
    fn agreements(&self) -> bool {
        false
    }

    /// Entities that are compared as one.
    fn joined(&self) -> &[BTreeSet<EntityId>] {
        &[]
    }
}

/// Every property and every entity by itself, and each has one value.
impl Comparison for () {}

/// Entities that are compared as one, and the families of properties on which their statements may differ or agree.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Candidate {
    /// The entities.
    pub members: BTreeSet<EntityId>,
    /// The families, each by the property that stands for it.
    pub families: BTreeSet<PropertyId>,
}

/// What the frames of claims are compared by, in numbers.
#[derive(Clone, Copy)]
struct Sort {
    family: u32,
    time: u32,
    source: u32,
    many: bool,
}

/// What is compared: first who and what, then value and time, then the source.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Compared {
    about: (u32, u32),
    says: (Said, u32),
    source: u32,
}

/// The time of a claim as far as it can differ: what is written, else all that tells of it.
type Times = [Option<Edtf>; 3];

/// For each joined subject the number that stands for its group, and the group's place.
type Joined = HashMap<u32, (u32, usize)>;

/// Families, times and sources as they are met, numbered.
struct Sorts<'c> {
    how: &'c dyn Comparison,
    /// The value *none*, if any claim has it.
    none: Option<Said>,
    joined: Joined,
    of_frame: HashMap<u32, Sort>,
    families: HashMap<PropertyId, u32>,
    times: HashMap<Times, u32>,
    sources: HashMap<EntityId, u32>,
}

impl Index {
    /// The entities of which different claims say different values or different times, in the order in which they lie
    /// here. Whether the sources really differ is for a view to say.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn candidates(&self, how: &dyn Comparison) -> Result<Vec<Candidate>> {
        let joined = self.joined_numbers(how.joined())?;
        let mut scattered = self.scattered_subjects()?;
        scattered.extend(joined.values().map(|(first, _)| first));
        let mut sorts = Sorts::new(how, self.none()?, joined);
        let mut found = HashSet::new();
        let mut waiting: Vec<Compared> = Vec::new();
        self.each_block(|_, slots| {
            let rows = slots.iter().filter_map(|slot| slot.held.row());
            let mut here = rows.map(|row| sorts.compare(self, &row)).collect::<Result<Vec<_>>>()?;
            waiting.extend(here.extract_if(.., |compared| scattered.contains(&compared.about.0)));
            note_candidates(&mut here, how.agreements(), &mut found);
            Ok(())
        })?;
        note_candidates(&mut waiting, how.agreements(), &mut found);
        self.named(&sorts, found)
    }

    /// The same among some entities, which must be whole groups: only the blocks that speak of them are read.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn candidates_among(&self, among: &BTreeSet<EntityId>, how: &dyn Comparison) -> Result<Vec<Candidate>> {
        let (mut subjects, mut blocks) = (HashSet::new(), BTreeSet::new());
        for entity in among {
            if let Some(subject) = self.subject_number(&Subject::Entity(*entity))? {
                subjects.insert(subject);
                blocks.extend(mention::blocks(&self.db, Role::Subject, subject)?);
            }
        }
        let mut sorts = Sorts::new(how, self.none()?, self.joined_numbers(how.joined())?);
        let mut compared = Vec::new();
        for block in blocks {
            self.each_row(block, |row| {
                if subjects.contains(&row.subject) {
                    compared.push(sorts.compare(self, &row)?);
                }
                Ok(())
            })?;
        }
        let mut found = HashSet::new();
        note_candidates(&mut compared, how.agreements(), &mut found);
        self.named(&sorts, found)
    }

    /// The first of a group that claims are about stands for it.
    fn joined_numbers(&self, groups: &[BTreeSet<EntityId>]) -> Result<Joined> {
        let mut joined = Joined::new();
        for (place, group) in groups.iter().enumerate() {
            let mut first = None;
            for member in group {
                if let Some(n) = self.subject_number(&Subject::Entity(*member))? {
                    joined.insert(n, (*first.get_or_insert(n), place));
                }
            }
        }
        Ok(joined)
    }

    /// The number of the value *none*.
    fn none(&self) -> Result<Option<Said>> {
        let mut body = Vec::new();
        values::write_value(&Value::None, &mut body);
        Ok(Table::Value.find(&self.db, Start::of(&values::hash(&body)), &body)?.map(Said::Value))
    }

    /// The subjects that more than one block speaks of.
    fn scattered_subjects(&self) -> Result<HashSet<u32>> {
        let sql = "SELECT what FROM mention WHERE role=? GROUP BY what HAVING count(*)>1";
        let mut find = self.db.prepare_cached(sql)?;
        Ok(find.query_map([Role::Subject as u8], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// Candidates by their names; what is said of claims and files is none.
    fn named(&self, sorts: &Sorts<'_>, found: HashSet<(u32, u32)>) -> Result<Vec<Candidate>> {
        let families: HashMap<u32, &PropertyId> = sorts.families.iter().map(|(id, n)| (*n, id)).collect();
        let mut candidates: BTreeMap<u32, BTreeSet<PropertyId>> = BTreeMap::new();
        for (subject, family) in found {
            candidates.entry(subject).or_default().extend(families.get(&family).map(|id| PropertyId::clone(id)));
        }
        let mut named = Vec::with_capacity(candidates.len());
        for (subject, families) in candidates {
            if let Subject::Entity(entity) = self.subject(subject)? {
                let group = sorts.joined.get(&subject).and_then(|(_, place)| sorts.how.joined().get(*place));
                let members = group.cloned().unwrap_or_else(|| BTreeSet::from([entity]));
                named.push(Candidate { members, families });
            }
        }
        Ok(named)
    }
}

impl<'c> Sorts<'c> {
    fn new(how: &'c dyn Comparison, none: Option<Said>, joined: Joined) -> Sorts<'c> {
        let (of_frame, families, times, sources) = Default::default();
        Sorts { how, none, joined, of_frame, families, times, sources }
    }

    /// What counts as different. Many values go together, but not with *none*, whenever that is said.
    fn compare(&mut self, index: &Index, row: &Row) -> Result<Compared> {
        let sort = self.of(index, row.frame)?;
        let something = Said::Value(0);
        let says = match sort.many {
            false => (row.value, sort.time),
            true if self.none == Some(row.value) => (row.value, 0),
            true => (something, 0),
        };
        let subject = self.joined.get(&row.subject).map_or(row.subject, |(first, _)| *first);
        Ok(Compared { about: (subject, sort.family), says, source: sort.source })
    }

    fn of(&mut self, index: &Index, frame: u32) -> Result<Sort> {
        if let Some(sort) = self.of_frame.get(&frame) {
            return Ok(*sort);
        }
        let claim = index.frame(frame)?;
        let family = self.how.family(&claim.property);
        let sort = Sort {
            family: number(&mut self.families, family.clone()),
            time: number(&mut self.times, times(&claim)),
            source: number(&mut self.sources, claim.source),
            many: self.how.has_many(family),
        };
        self.of_frame.insert(frame, sort);
        Ok(sort)
    }
}

fn number<K: Eq + std::hash::Hash>(numbers: &mut HashMap<K, u32>, key: K) -> u32 {
    let next = numbers.len() as u32;
    *numbers.entry(key).or_insert(next)
}

fn times(claim: &Claim) -> Times {
    match &claim.when {
        Some(when) if !when.lacks_year() => [Some(when.clone()), None, None],
        when => {
            let inferred = claim.inferred.as_ref().and_then(|inferred| inferred.when.clone());
            [when.clone(), inferred, claim.stated.clone()]
        }
    }
}

/// Notes of whom and what more than one value or time is told; with `agreements` also what several sources tell.
fn note_candidates(compared: &mut [Compared], agreements: bool, found: &mut HashSet<(u32, u32)>) {
    compared.sort_unstable();
    for pair in compared.windows(2) {
        if let [a, b] = pair
            && a.about == b.about
            && (a.says != b.says || (agreements && a.source != b.source))
        {
            found.insert(a.about);
        }
    }
}

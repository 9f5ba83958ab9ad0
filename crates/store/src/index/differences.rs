//! Where sources may differ: one property of one subject with several values, or with several times.
//!
//! Only numbers are compared: in the dictionaries every value and every time has one.

use std::collections::{BTreeSet, HashMap, HashSet};

use daftar_claim::{PropertyId, Subject, Value};

use super::Index;
use super::block::{Row, Said, Slot};
use super::dictionary::Table;
use super::error::Result;
use super::lookup::Start;
use super::mention::Role;
use super::values;

/// The numbers of a frame's property and of its `when`.
#[derive(Clone, Copy)]
struct Sort {
    property: u32,
    when: u32,
    many: bool,
}

/// Properties and times as they are met, numbered.
struct Sorts<'m> {
    /// Which properties have many values.
    many: &'m dyn Fn(&PropertyId) -> bool,
    /// The value *none*, if any claim has it.
    none: Option<Said>,
    of_frame: HashMap<u32, Sort>,
    properties: HashMap<PropertyId, u32>,
    times: HashMap<Option<String>, u32>,
}

impl Sorts<'_> {
    /// What counts as different. Many values go together, but not with *none*, whenever that is said.
    fn compared(&self, row: &Row, sort: Sort) -> Compared {
        let something = Said::Value(0);
        match sort.many {
            false => (row.subject, sort.property, row.value, sort.when),
            true if self.none == Some(row.value) => (row.subject, sort.property, row.value, 0),
            true => (row.subject, sort.property, something, 0),
        }
    }

    fn of(&mut self, index: &Index, frame: u32) -> Result<Sort> {
        if let Some(sort) = self.of_frame.get(&frame) {
            return Ok(*sort);
        }
        let claim = index.frame(frame)?;
        let next = self.properties.len() as u32;
        let property = *self.properties.entry(claim.property.clone()).or_insert(next);
        let next = self.times.len() as u32;
        let time = claim.when.as_ref().map(|when| when.as_str().to_owned());
        let (when, many) = (*self.times.entry(time).or_insert(next), (self.many)(&claim.property));
        let sort = Sort { property, when, many };
        self.of_frame.insert(frame, sort);
        Ok(sort)
    }
}

/// What is compared: subject and property, then value and time.
type Compared = (u32, u32, Said, u32);

impl Index {
    /// The subjects and properties of which different claims say different values or different times, sorted. Whether the
    /// sources really differ is for a view to say.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn candidates(&self) -> Result<Vec<(Subject, PropertyId)>> {
        self.candidates_where(&|_| false)
    }

    /// The same, where properties that are `many` differ only when one claim says *none* and another something.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn candidates_where(&self, many: &dyn Fn(&PropertyId) -> bool) -> Result<Vec<(Subject, PropertyId)>> {
        let scattered = self.scattered_subjects()?;
        let (of_frame, properties, times) = Default::default();
        let mut sorts = Sorts { many, none: self.none()?, of_frame, properties, times };
        let mut differing = HashSet::new();
        let mut waiting: Vec<Compared> = Vec::new();
        self.each_block(|_, slots| {
            let mut here = self.compared(slots, &mut sorts)?;
            waiting.extend(here.extract_if(.., |compared| scattered.contains(&compared.0)));
            note_differing(&mut here, &mut differing);
            Ok(())
        })?;
        note_differing(&mut waiting, &mut differing);
        self.named(&sorts, differing)
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

    fn compared(&self, slots: &[Slot], sorts: &mut Sorts<'_>) -> Result<Vec<Compared>> {
        let rows = slots.iter().filter_map(|slot| slot.held.row());
        let compare = |row: Row| {
            let sort = sorts.of(self, row.frame)?;
            Ok(sorts.compared(&row, sort))
        };
        rows.map(compare).collect()
    }

    fn named(&self, sorts: &Sorts<'_>, differing: HashSet<(u32, u32)>) -> Result<Vec<(Subject, PropertyId)>> {
        let properties: HashMap<u32, &PropertyId> = sorts.properties.iter().map(|(id, n)| (*n, id)).collect();
        let mut named = BTreeSet::new();
        for (subject, property) in differing {
            if let Some(property) = properties.get(&property) {
                named.insert((self.subject(subject)?, PropertyId::clone(property)));
            }
        }
        Ok(named.into_iter().collect())
    }
}

/// Notes the subjects and properties with more than one value or time.
fn note_differing(compared: &mut [Compared], differing: &mut HashSet<(u32, u32)>) {
    compared.sort_unstable();
    for pair in compared.windows(2) {
        if let [a, b] = pair
            && (a.0, a.1) == (b.0, b.1)
            && a != b
        {
            differing.insert((a.0, a.1));
        }
    }
}

//! The ledger of courses: what is said of the states of all things, gathered once and kept level with what counts.
//!
//! It follows from the same statements as the rows, and is brought level by the same stamp: what something else is said of is gathered
//! anew. What everybody may see is held once for all who have a register open in this program; for a keeper who has unlocked, the
//! things of which more is said are gathered again, in memory. Nothing of it lies on the disk.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex, PoisonError, Weak};

use daftar_claim::{EntityId, Hash, PropertyId, Standing, Subject, Value};
use daftar_store::Access;
use daftar_store::table::Stamp;
use daftar_view::totals::voices_origins;
use daftar_view::{Ask, Asked, Audience, Courses};

use super::fold::Folding;
use super::touched::Touched;
use super::{DEAR, FEW};
use crate::{Register, RegisterError};

/// What tells when a source spoke, beside what the rows follow from.
const ARCHIVED: &str = "archived";

/// The courses of all things, and what they were gathered from.
#[derive(Debug)]
pub(crate) struct Ledger {
    stamp: Stamp,
    /// The times of entries that were corrected are in no stamp.
    times: Hash,
    pub(crate) courses: Courses,
    /// Where each voice has what it says from in the end.
    pub(crate) origins: HashMap<EntityId, Vec<EntityId>>,
    /// Those of which more is said than everybody may see.
    partly: BTreeSet<EntityId>,
}

type Shared = Mutex<Option<Arc<Ledger>>>;

/// The ledgers that somebody has in hand, by the folder of the index.
static SHARED: LazyLock<Mutex<BTreeMap<PathBuf, Weak<Shared>>>> = LazyLock::new(Mutex::default);

impl Register {
    /// The courses of all things as an audience may see them, of what counts by that standing.
    pub(crate) fn courses(&self, standing: &Standing, audience: Audience) -> Result<Arc<Ledger>, RegisterError> {
        if !std::ptr::eq(standing, &self.standing) {
            return Ok(Arc::new(self.courses_anew(standing, audience, self.stamp()?)?));
        }
        match audience {
            Audience::Public => self.public_courses(),
            Audience::Keeper => self.keeper_courses(),
        }
    }

    fn public_courses(&self) -> Result<Arc<Ledger>, RegisterError> {
        let level = self.remembered.courses.borrow()[0].clone();
        if let Some(ledger) = level.filter(|_| self.store.access() == Access::Read) {
            return Ok(ledger);
        }
        let _look = self.look()?;
        let (stamp, times) = (self.stamp()?, self.times());
        let shared = self.shared_courses();
        let mut place = shared.lock().unwrap_or_else(PoisonError::into_inner);
        let last = place.clone().filter(|ledger| ledger.times == times && ledger.stamp.ground == stamp.ground);
        let ledger = match last {
            Some(ledger) if ledger.stamp == stamp => ledger,
            Some(ledger) => match self.courses_level(&ledger, &stamp)? {
                Some(ledger) => Arc::new(ledger),
                None => Arc::new(self.courses_anew(&self.standing, Audience::Public, stamp)?),
            },
            None => Arc::new(self.courses_anew(&self.standing, Audience::Public, stamp)?),
        };
        *place = Some(Arc::clone(&ledger));
        self.remembered.courses.borrow_mut()[0] = Some(Arc::clone(&ledger));
        Ok(ledger)
    }

    /// The same with what only keepers who have unlocked may see.
    fn keeper_courses(&self) -> Result<Arc<Ledger>, RegisterError> {
        let level = self.remembered.courses.borrow()[1].clone();
        if let Some(ledger) = level.filter(|_| self.store.access() == Access::Read) {
            return Ok(ledger);
        }
        let public = self.public_courses()?;
        let _look = self.look()?;
        let mut touched = Touched::new(self, usize::MAX).also(ARCHIVED);
        for claim in self.opened.iter().map(|(_, _, secret)| &secret.claim) {
            touched.claim(claim)?;
        }
        let mut touched = touched.entities().unwrap_or_default();
        touched.extend(&public.partly);
        let ledger = self.gathered_again(&public, touched, Audience::Keeper, public.stamp.clone())?;
        let ledger = Arc::new(ledger);
        self.remembered.courses.borrow_mut()[1] = Some(Arc::clone(&ledger));
        Ok(ledger)
    }

    /// Whether gathering what changed would take long enough that nobody is to wait for it: see [`Register::keep_courses`].
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn are_courses_dear(&self) -> Result<bool, RegisterError> {
        if self.remembered.courses.borrow()[0].is_some() && self.store.access() == Access::Read {
            return Ok(false);
        }
        let _look = self.look()?;
        let stamp = self.stamp()?;
        // Where all of it is little, whoever gathers it just now is waited for.
        let all = stamp.counted.keys().filter_map(|entry| self.header(*entry));
        if all.map(|header| u64::from(header.header.bodies)).sum::<u64>() <= DEAR {
            return Ok(false);
        }
        let shared = self.shared_courses();
        // Somebody gathers it just now.
        let Ok(last) = shared.try_lock().map(|place| place.clone()) else { return Ok(true) };
        let last = last.filter(|ledger| ledger.stamp.ground == stamp.ground);
        let known = |entry, mark| last.as_ref().is_some_and(|ledger| ledger.stamp.counted.get(entry) == Some(mark));
        let changed = stamp.counted.iter().filter(|(entry, mark)| !known(*entry, *mark));
        let bodies = changed.filter_map(|(entry, _)| self.header(*entry)).map(|header| u64::from(header.header.bodies));
        Ok(bodies.sum::<u64>() > DEAR)
    }

    /// Where the ledger lies that all share who have this register open; an index in memory is another each time.
    fn shared_courses(&self) -> Arc<Shared> {
        let shared = || {
            let Some(folder) = self.store.index_folder() else { return Arc::default() };
            let mut all = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
            all.retain(|_, held| held.strong_count() > 0);
            all.get(&folder).and_then(Weak::upgrade).unwrap_or_else(|| {
                let held = Arc::default();
                all.insert(folder, Arc::downgrade(&held));
                held
            })
        };
        Arc::clone(self.last_courses.get_or_init(shared))
    }

    /// When entries were made, with what was erased: corrected times change what had been said by when.
    fn times(&self) -> Hash {
        let mut text = format!("{}", self.standing.erased.len());
        for header in self.store.headers() {
            let entry = header.header.entry;
            let (time, _) = self.standing.time(entry);
            if time != header.header.time {
                text.push_str(&format!(" {entry:?} {time:?}"));
            }
        }
        Hash::of(text.as_bytes())
    }

    /// The ledger with what changed since; none when all is to be gathered.
    fn courses_level(&self, ledger: &Ledger, stamp: &Stamp) -> Result<Option<Ledger>, RegisterError> {
        let most = FEW.max(ledger.courses.len() as u64 / 4);
        let mut touched = Touched::new(self, usize::try_from(most).unwrap_or(usize::MAX)).also(ARCHIVED);
        let before = &ledger.stamp.counted;
        if before.keys().any(|entry| !stamp.counted.contains_key(entry)) {
            return Ok(None);
        }
        for (entry, _) in stamp.counted.iter().filter(|(entry, mark)| before.get(entry) != Some(mark)) {
            touched.entry(*entry)?;
            if touched.too_many() {
                return Ok(None);
            }
        }
        let Some(touched) = touched.entities() else { return Ok(None) };
        Ok(Some(self.gathered_again(ledger, touched, Audience::Public, stamp.clone())?))
    }

    /// The ledger with some things gathered anew, with all that they are or were one with: a group that fell apart has a part around
    /// each end of what held it together, and both ends are touched.
    fn gathered_again(
        &self,
        ledger: &Ledger,
        touched: BTreeSet<EntityId>,
        audience: Audience,
        stamp: Stamp,
    ) -> Result<Ledger, RegisterError> {
        let folding = Folding::new(self, &self.standing, audience)?;
        let touched: BTreeSet<EntityId> = touched.into_iter().flat_map(|entity| folding.group(entity)).collect();
        let mut courses = ledger.courses.without(&touched);
        let mut partly: BTreeSet<EntityId> = ledger.partly.difference(&touched).copied().collect();
        folding.each_batch_of(touched, |batch| {
            self.gather_courses(&folding, audience, &batch, &mut courses, &mut partly)
        })?;
        self.finished(courses, partly, stamp, &self.standing, audience)
    }

    /// Everything, gathered.
    fn courses_anew(&self, standing: &Standing, audience: Audience, stamp: Stamp) -> Result<Ledger, RegisterError> {
        let _look = self.look()?;
        let folding = Folding::new(self, standing, audience)?;
        let (mut courses, mut partly) = (Courses::new(&self.profiles), BTreeSet::new());
        folding.each_batch(|batch| self.gather_courses(&folding, audience, &batch, &mut courses, &mut partly))?;
        if audience == Audience::Keeper {
            let sealed: BTreeSet<EntityId> = self.opened_claims().filter_map(|claim| claim.subject.entity()).collect();
            let known: BTreeSet<EntityId> = courses.entities().collect();
            let fresh = sealed.into_iter().flat_map(|entity| folding.group(entity)).collect::<BTreeSet<_>>();
            let fresh: BTreeSet<EntityId> = fresh.difference(&known).copied().collect();
            self.gather_courses(&folding, audience, &fresh, &mut courses, &mut partly)?;
        }
        self.finished(courses, partly, stamp, standing, audience)
    }

    fn gather_courses(
        &self,
        folding: &Folding<'_>,
        audience: Audience,
        batch: &BTreeSet<EntityId>,
        courses: &mut Courses,
        partly: &mut BTreeSet<EntityId>,
    ) -> Result<(), RegisterError> {
        let told = folding.hear(batch)?;
        let ask = Ask { audience, ..Ask::default() };
        let asked = Asked::new(&told.statements, &ask, &self.profiles, &told.around);
        courses.take(&asked, &|entity| batch.contains(&entity));
        partly.extend(told.partly);
        Ok(())
    }

    fn finished(
        &self,
        mut courses: Courses,
        partly: BTreeSet<EntityId>,
        stamp: Stamp,
        standing: &Standing,
        audience: Audience,
    ) -> Result<Ledger, RegisterError> {
        courses.sort();
        let origins = self.origins_of(&courses.voices(), standing, audience)?;
        Ok(Ledger { stamp, times: self.times(), courses, origins, partly })
    }

    /// Where voices have what they say from in the end: what sources are drawn from is followed as far as it is told.
    fn origins_of(
        &self,
        voices: &BTreeSet<EntityId>,
        standing: &Standing,
        audience: Audience,
    ) -> Result<HashMap<EntityId, Vec<EntityId>>, RegisterError> {
        let (mut all, mut next) = (BTreeSet::new(), voices.clone());
        let is_told = |property: &PropertyId| {
            ["origin", "same-as", "kind", "publisher", "published"].contains(&property.as_str())
        };
        let mut statements = Vec::new();
        while !next.is_empty() {
            let subjects = next.iter().copied().map(Subject::Entity).collect();
            let told = self.told_of(&subjects, &|_, property| is_told(property), standing)?;
            all.append(&mut next);
            next.extend(told.iter().filter_map(|one| match one.claim.value {
                Value::Entity(named) if !all.contains(&named) => Some(named),
                _ => None,
            }));
            statements.extend(told);
        }
        if audience == Audience::Public {
            statements.retain(|one| !one.sealed);
        }
        let statements = crate::register::by_id(statements);
        let ask = Ask { audience, ..Ask::default() };
        let around = daftar_view::Surroundings::gather(&statements, audience, &self.profiles);
        Ok(voices_origins(&Asked::new(&statements, &ask, &self.profiles, &around), voices))
    }
}

#[cfg(test)]
#[path = "courses_tests.rs"]
mod tests;

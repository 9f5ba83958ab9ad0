//! One reading of a list: portion by portion its rows are read, compared with what they said before, and recorded.

use std::collections::HashSet;

use daftar_claim::profile::Privacy;
use daftar_claim::{Claim, EntityId, Inferred, PropertyId, Subject, Value};

use super::ahead::{Portion, read_ahead};
use super::before::Before;
use super::cell::Meant;
use super::compare::{Comparison, Step, Steps};
use super::list::{AS_LISTED, List, Said};
use super::named::Named;
use super::pictures::{Pictures, Place};
use super::told::{Fate, Imported, RowTold, Trouble, Why};
use super::write::Writing;
use super::{EachRow, Plan, closing, column_names, open, unreadable, which_crs};
use crate::{Progress, Register, RegisterError};

/// One reading of a list, which may record it.
pub(super) struct Run<'p> {
    pub(super) list: List<'p>,
    pub(super) before: Before,
    pub(super) named: Named,
    pub(super) writing: Option<Writing>,
    /// What is said of the list itself.
    pub(super) about: Vec<Claim>,
    /// Those who are not to be named and whom the list names for the first time.
    pub(super) waiting: Vec<Claim>,
    pub(super) imported: Imported,
    pub(super) pictures: Pictures,
    /// The things of the rows, where it is to be known which are gone.
    pub(super) met: HashSet<EntityId>,
    pub(super) going_on: Option<String>,
    /// Whether its rows are of a kind of which there are passport lists.
    accessions: bool,
    /// Whether there are rows of which it is not known what they are about.
    pub(super) unread: bool,
    /// Whether nobody imported the list before: then there is nothing to compare with.
    pub(super) fresh: bool,
}

impl<'p> Run<'p> {
    pub(super) fn of(
        register: &Register,
        plan: &'p Plan,
        profiles: &'p daftar_claim::Profiles,
        going_on: Option<String>,
        about: Option<Vec<Claim>>,
    ) -> Result<Run<'p>, RegisterError> {
        let sheet = open(plan)?;
        let names = column_names(sheet.columns());
        let errors = plan.mapping.check(&names, profiles);
        if !errors.is_empty() {
            return Err(RegisterError::Mapping(errors));
        }
        let list = List::of(&plan.mapping, &names, sheet.manner(), profiles)?;
        let (document, remarks) = (list.document, list.has_remarks());
        let secret = || if plan.restricted { Default::default() } else { list.secret_columns() };
        let writing = about.is_some().then(|| Writing::of(document, going_on.clone(), plan.restricted, secret()));
        let former_crs = register.former_crs(&plan.mapping, sheet.manner())?;
        let crs = which_crs::odd(&plan.mapping, sheet.manner(), former_crs.as_deref());
        let imported = Imported {
            resumed: going_on.is_some(),
            notes: sheet.notes().iter().chain(&crs).map(ToString::to_string).collect(),
            ..Imported::default()
        };
        Ok(Run {
            accessions: list.has_accessions(),
            list,
            before: Before::of(register, document, going_on.clone(), remarks),
            named: Named::new(going_on.clone()),
            going_on,
            pictures: Pictures::default(),
            met: HashSet::new(),
            writing,
            about: about.unwrap_or_default(),
            waiting: Vec::new(),
            imported,
            unread: false,
            fresh: false,
        })
    }

    pub(super) fn go(
        &mut self,
        register: &mut Register,
        plan: &Plan,
        progress: Progress<'_>,
        each: EachRow<'_>,
    ) -> Result<Imported, RegisterError> {
        let document = Subject::Entity(self.list.document);
        self.fresh = register.store.index().about(&document)?.is_empty()
            && !register.opened.iter().any(|(_, _, secret)| secret.claim.subject == document);
        if self.list.names_its_own() {
            self.learn_rows(plan)?;
        }
        if self.list.is_of_events() {
            for row in open(plan)? {
                self.list.learn_bodies(&row.map_err(|error| unreadable(&plan.path, error))?);
            }
        }
        if self.list.names_restricted() {
            self.learn_names(register, plan)?;
        }
        let length = std::fs::metadata(&plan.path).map_err(RegisterError::io(&plan.path))?.len();
        read_ahead(self.list.clone(), plan, |portions| {
            portions.into_iter().try_for_each(|portion| {
                self.portion(register, plan, portion?, each)?;
                progress(self.imported.rows, length);
                Ok::<(), RegisterError>(())
            })
        })?;
        self.tell_gone(register, plan, each)?;
        self.finish(register)?;
        Ok(std::mem::take(&mut self.imported))
    }

    /// Reads the list beforehand, for what its own rows are called: others may name them before they come.
    fn learn_rows(&mut self, plan: &Plan) -> Result<(), RegisterError> {
        for row in open(plan)? {
            let listed = self.list.read(&row.map_err(|error| unreadable(&plan.path, error))?);
            let Some(entity) = listed.entity else { continue };
            for said in &listed.said {
                if let Meant::Value(Value::Text { text, .. }) = &said.meant {
                    self.named.learn(&said.property, text, entity);
                }
            }
        }
        self.list.again();
        Ok(())
    }

    /// Reads the list once beforehand, for the persons whom it names: no other row is to name them openly.
    fn learn_names(&mut self, register: &Register, plan: &Plan) -> Result<(), RegisterError> {
        for row in open(plan)? {
            let listed = self.list.read(&row.map_err(|error| unreadable(&plan.path, error))?);
            let Some(entity) = listed.entity else { continue };
            for said in listed.said {
                self.learn(register, entity, listed.row, said)?;
            }
        }
        self.list.again();
        let fresh = self.named.waiting().cloned().collect::<Vec<_>>();
        self.waiting.extend(fresh);
        Ok(())
    }

    fn learn(&mut self, register: &Register, entity: EntityId, row: u64, said: Said) -> Result<(), RegisterError> {
        match said.meant {
            Meant::Named(name) => {
                let naming = self.list.naming(&said.column, &said.property);
                if naming.kinds.iter().any(|kind| self.list.is_restricted(kind)) {
                    // What is not found is told when the row is taken.
                    let _found = self.named.entity(register, &self.list, (&name, &naming), (row, &said.column))?;
                }
            }
            Meant::Value(value) if ["kind", "name"].contains(&said.property.as_str()) => {
                if self.list.is_about_restricted() {
                    self.waiting.push(self.list.claim(entity, row, &said.column, said.property, value));
                }
            }
            Meant::Value(_) => {}
        }
        Ok(())
    }

    fn portion(
        &mut self,
        register: &mut Register,
        plan: &Plan,
        Portion { rows, listed }: Portion,
        each: EachRow<'_>,
    ) -> Result<(), RegisterError> {
        let things: Vec<EntityId> = listed.iter().filter_map(|one| one.entity).collect();
        let mut before = match self.fresh {
            true => std::collections::HashMap::new(),
            false => self.before.about(register, &things)?,
        };
        let mut all = rows.iter().zip(listed).peekable();
        while let Some((row, listed)) = all.next() {
            let (fate, thing) = (Fate::Refused, listed.entity);
            let troubles = listed.troubles;
            let mut told = RowTold { row: row.number, thing, fate, recorded: 0, replaced: 0, troubles };
            let (mut further, mut saids) = (Vec::new(), vec![(row.number, listed.said)]);
            while let Some((row, listed)) = all.next_if(|(_, next)| next.further) {
                saids.push((row.number, listed.said));
                further.push((row, listed.troubles));
            }
            if let Some(entity) = listed.entity {
                if !self.fresh {
                    self.met.insert(entity);
                }
                let mut now = Vec::with_capacity(saids.iter().map(|(_, all)| all.len()).sum());
                let mut beside = Vec::new();
                let voice = self.voice(register, &listed.speech, row.number, &mut beside)?;
                for (number, said) in
                    saids.into_iter().flat_map(|(row, all)| all.into_iter().map(move |one| (row, one)))
                {
                    let spoken = said.spoken;
                    let claim = self.claim(register, (entity, number), said, &mut beside, &mut told)?;
                    now.push(if spoken { voice.of(claim) } else { claim });
                }
                let old = before.remove(&entity).unwrap_or_default();
                let has_column = |name: &str| self.list.has_column(name);
                let again = self.listed_again(entity, &old, plan)?;
                let told_of = |name: &str| self.list.told_of(name);
                let comparison = Comparison { withdraw: plan.withdraw, has_column: &has_column, told_of: &told_of };
                let mut steps = comparison.of(now, old, &mut told);
                self.seal_restricted(&mut steps, register);
                voice.seal(&mut steps);
                if let Some(claim) = again {
                    told.recorded += 1;
                    told.fate = told.fate.max(Fate::Recorded);
                    steps.steps.push(Step::new(claim));
                }
                told.recorded += beside.len();
                steps.steps.extend(beside.into_iter().map(Step::new));
                self.show(
                    register,
                    Place { thing: entity, row: row.number, named: &listed.pictures },
                    &mut told,
                    &mut steps,
                )?;
                self.record(register, steps)?;
            }
            let met = |trouble: &Trouble| matches!(trouble.why, Why::SameKey { .. });
            self.unread |= thing.is_none() && !told.troubles.iter().any(met);
            self.imported.count(&told);
            each(row, &told)?;
            for (row, troubles) in further {
                let told = RowTold { row: row.number, recorded: 0, replaced: 0, troubles, ..told.clone() };
                self.imported.count(&told);
                each(row, &told)?;
            }
        }
        Ok(())
    }

    /// The statement that a cell makes; what is to be recorded of a thing that it names for the first time goes to `beside`.
    fn claim(
        &mut self,
        register: &Register,
        (entity, row): (EntityId, u64),
        said: Said,
        beside: &mut Vec<Claim>,
        told: &mut RowTold,
    ) -> Result<Claim, RegisterError> {
        let inferred =
            said.inferred.map(|(when, why)| Inferred { when: Some(when), stated: None, why, from: Vec::new() });
        let name = match said.meant {
            Meant::Named(name) => name,
            Meant::Value(value) => {
                let claim = self.list.claim(entity, row, &said.column, said.property, value);
                return Ok(Claim { quote: said.quote, when: said.when, inferred, ..claim });
            }
        };
        let naming = self.list.naming(&said.column, &said.property);
        match self.named.entity(register, &self.list, (&name, &naming), (row, &said.column))? {
            Ok(named) => {
                beside.extend(self.named.take(named));
                let claim = self.list.claim(entity, row, &said.column, said.property, Value::Entity(named));
                Ok(Claim { quote: said.quote, when: said.when, inferred, ..claim })
            }
            Err(why) => {
                told.troubles.push(Trouble { column: Some(said.column.clone()), value: Some(name.clone()), why });
                Ok(self.list.claim(entity, row, &said.column, PropertyId::parse(AS_LISTED)?, Value::text(name)))
            }
        }
    }

    /// What is restricted in a list of accessions is sealed at once: the farmer's name, the field.
    fn seal_restricted(&self, steps: &mut Steps, register: &Register) {
        if !self.accessions {
            return;
        }
        let restricted =
            |id: &PropertyId| register.profiles.property(id).is_some_and(|one| one.privacy == Privacy::Restricted);
        for step in steps.steps.iter_mut().filter(|step| restricted(&step.claim.property)) {
            step.seal.get_or_insert_default();
        }
    }

    /// What becomes of the pictures that a row names.
    fn show(
        &mut self,
        register: &Register,
        place: Place<'_>,
        told: &mut RowTold,
        steps: &mut Steps,
    ) -> Result<(), RegisterError> {
        for (column, name) in place.named {
            let trouble = |why| Trouble { column: Some(column.clone()), value: Some(name.clone()), why };
            told.troubles.extend(self.pictures.trouble(name).map(trouble));
        }
        let of = (&self.list, &mut self.before);
        let shown = self.pictures.of_row(register, of, place, self.going_on.as_deref())?;
        self.imported.pictures += shown.new;
        told.recorded += shown.claims.len();
        told.replaced += shown.gone.len();
        match (shown.gone.is_empty(), shown.claims.is_empty()) {
            (false, _) => told.fate = told.fate.max(Fate::Replaced),
            (true, false) => told.fate = told.fate.max(Fate::Recorded),
            (true, true) => {}
        }
        steps.steps.extend(shown.claims.into_iter().map(Step::new));
        steps.retracted.extend(shown.gone);
        Ok(())
    }

    pub(super) fn record(&mut self, register: &mut Register, steps: Steps) -> Result<(), RegisterError> {
        let Some(writing) = &mut self.writing else { return Ok(()) };
        if steps.steps.is_empty() && steps.retracted.is_empty() {
            return Ok(());
        }
        // What is said of the list itself begins the work.
        for claim in self.about.drain(..) {
            writing.take(register, Steps::one(claim), &self.waiting)?;
        }
        writing.take(register, steps, &self.waiting)
    }

    fn finish(&mut self, register: &mut Register) -> Result<(), RegisterError> {
        self.imported.named = self.named.made;
        let Some(mut writing) = self.writing.take() else { return Ok(()) };
        if !self.imported.changes() && !self.imported.resumed {
            return Ok(());
        }
        for claim in self.about.drain(..) {
            writing.take(register, Steps::one(claim), &self.waiting)?;
        }
        writing.finish(register, Some(closing(self.list.document, self.imported.rows)?), &self.waiting)?;
        self.imported.sealed = writing.sealed;
        Ok(())
    }
}

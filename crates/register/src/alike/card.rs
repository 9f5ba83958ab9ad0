//! What becomes of one card: what is said of it now, what would be, and what is left as it is, with the reason.

use std::collections::{BTreeSet, HashMap};

use daftar_claim::profile::Privacy;
use daftar_claim::{Claim, EntityId, Hash, RecordingId, Secret, Statement, Subject, Value};
use daftar_date::Lang;
use daftar_table::{Cell, KIND, Query};
use daftar_view::{Ask, Audience};

use super::{Alike, Deed};
use crate::import::Step;
use crate::{Register, RegisterError};

/// How many cards are looked at together.
const AT_ONCE: usize = 512;

/// Why something of a card stays as it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Left {
    /// The search finds it only possibly.
    Possibly,
    /// This is said already, by the same source.
    SaidAlready,
    /// Something is said already.
    SomethingSaid,
    /// No statement about it says this.
    NotSaid,
    /// Somebody else recorded it: only they can replace it or take it back.
    NotYours,
    /// Something else is said of it than when this was foreseen.
    Otherwise,
    /// The search did not find it, or it was not to change, when this was foreseen.
    Came,
    /// The search does not find it any more.
    Gone,
    /// It would be of no kind.
    Kindless,
    /// It would be shown to the public, or where it lies would be: that is said on its own card, not of many at once.
    Shown,
}

/// What would become of a card.
#[derive(Clone, Debug)]
pub struct CardChange {
    /// The card.
    pub entity: EntityId,
    /// What is said under the property now.
    pub before: Vec<Value>,
    /// What would be said.
    pub after: Vec<Value>,
    /// Why something of it stays as it is.
    pub left: Option<Left>,
    /// What is said now, as a number.
    pub(super) mark: u64,
    pub(super) steps: Vec<Step>,
    pub(super) retracted: Vec<RecordingId>,
    /// How many statements are taken back.
    pub(super) taken_back: usize,
}

impl CardChange {
    /// A card that stays as it is.
    fn nothing(entity: EntityId, before: Vec<Value>, mark: u64) -> CardChange {
        let after = before.clone();
        CardChange { entity, before, after, left: None, mark, steps: Vec::new(), retracted: Vec::new(), taken_back: 0 }
    }

    /// Whether anything of it would change.
    pub fn changes(&self) -> bool {
        !self.steps.is_empty() || !self.retracted.is_empty()
    }
}

/// A card that was found.
struct Found {
    entity: EntityId,
    members: Vec<EntityId>,
    /// Whether a kind of it is restricted.
    is_private: bool,
    certain: bool,
}

type EachCard<'e> = &'e mut dyn FnMut(CardChange) -> Result<(), RegisterError>;

impl Register {
    /// Calls `each` with what would become of each card.
    pub(super) fn each_card_alike(&self, alike: &Alike, each: EachCard<'_>) -> Result<(), RegisterError> {
        let found = self.found_alike(&alike.query)?;
        let _look = self.look()?;
        let mut sealed: HashMap<EntityId, Vec<Statement>> = HashMap::new();
        for one in self.opened_statements(&self.standing).into_iter().filter(|one| one.claim.property == alike.property)
        {
            if let Some(entity) = one.claim.subject.entity() {
                sealed.entry(entity).or_default().push(one);
            }
        }
        let old = self.old_cells(alike)?;
        for part in found.chunks(AT_ONCE) {
            let subjects: Vec<Subject> =
                part.iter().flat_map(|one| &one.members).copied().map(Subject::Entity).collect();
            let about = self.store.index().about_all(&subjects, &|_, property| *property == alike.property)?;
            let mut said: HashMap<EntityId, Vec<Statement>> = HashMap::new();
            for one in self.statements(about, &self.standing) {
                if let Some(entity) = one.claim.subject.entity() {
                    said.entry(entity).or_default().push(one);
                }
            }
            for one in part {
                let open = one.members.iter().flat_map(|member| said.remove(member).unwrap_or_default());
                let shut = one.members.iter().flat_map(|member| sealed.get(member).cloned().unwrap_or_default());
                let said = open.chain(shut).filter(Statement::stands).collect();
                each(Card { register: self, alike, found: one, said, old: &old }.change()?)?;
            }
        }
        Ok(())
    }

    fn found_alike(&self, query: &Query) -> Result<Vec<Found>, RegisterError> {
        let ask = Ask { at: None, said: None, from: Vec::new(), audience: Audience::Keeper, lang: Lang::En };
        let query = Query { columns: Some(Vec::new()), facets: Vec::new(), ..query.clone() };
        let private =
            |kind: &String| self.profiles.kinds.get(kind).is_some_and(|kind| kind.privacy == Privacy::Restricted);
        let mut found = Vec::new();
        self.each_of_many(&query, &self.standing, &ask, |hit| {
            let is_private = hit.row.kinds.iter().any(private);
            found.push(Found { entity: hit.row.entity, members: hit.row.members, is_private, certain: hit.certain });
            Ok::<_, RegisterError>(())
        })?;
        Ok(found)
    }

    /// The cells that are meant by the old value: of an entity, all that are the same.
    fn old_cells(&self, alike: &Alike) -> Result<BTreeSet<String>, RegisterError> {
        Ok(match alike.deed.old() {
            None | Some(Value::Geometry { .. }) => BTreeSet::new(),
            Some(Value::Entity(entity)) => {
                self.same_as(*entity)?.into_iter().map(|one| Cell::Entity(one).to_string()).collect()
            }
            Some(other) => BTreeSet::from([Cell::of(other).to_string()]),
        })
    }
}

/// One card, with what is said of it under the property.
struct Card<'a> {
    register: &'a Register,
    alike: &'a Alike,
    found: &'a Found,
    said: Vec<Statement>,
    old: &'a BTreeSet<String>,
}

impl Card<'_> {
    fn change(&self) -> Result<CardChange, RegisterError> {
        let before = distinct(self.said.iter().map(|one| one.claim.value.clone()));
        let mut change = CardChange::nothing(self.found.entity, before, self.mark());
        match &self.alike.deed {
            _ if !self.found.certain => change.left = Some(Left::Possibly),
            Deed::Say { values, only_unsaid } => self.say(values, *only_unsaid, &mut change)?,
            Deed::Replace { new, .. } => self.replace(Some(new), &mut change)?,
            Deed::Withdraw { .. } => self.replace(None, &mut change)?,
        }
        if self.alike.property.as_str() == KIND {
            self.spare_kind(&mut change);
        }
        Ok(change)
    }

    /// Leaves a card as it is that would be of no kind then, or of one of which the public sees more.
    fn spare_kind(&self, change: &mut CardChange) {
        let why = match change.after.iter().any(|kind| matches!(kind, Value::Code { .. })) {
            _ if !change.changes() => return,
            false => Left::Kindless,
            true if self.strictest(&change.after) < self.strictest(&change.before) => Left::Shown,
            true => return,
        };
        let (entity, before, mark) = (change.entity, std::mem::take(&mut change.before), change.mark);
        *change = CardChange { left: Some(why), ..CardChange::nothing(entity, before, mark) };
    }

    fn strictest(&self, kinds: &[Value]) -> Privacy {
        let known = |kind: &Value| match kind {
            Value::Code { code, .. } => self.register.profiles.kinds.get(code).map(|kind| kind.privacy),
            _ => None,
        };
        kinds.iter().filter_map(known).max().unwrap_or_default()
    }

    /// Whether a value is the one that is replaced or taken back. A column tells no position from another.
    fn is_old(&self, value: &Value) -> bool {
        match self.alike.deed.old() {
            Some(old @ Value::Geometry { .. }) => value == old,
            _ => self.old.contains(&Cell::of(value).to_string()),
        }
    }

    /// What is said now, in a number that is another when anything else is said.
    fn mark(&self) -> u64 {
        let mut said: Vec<String> = self.said.iter().map(|one| format!("{} {:?}", one.id, one.recordings)).collect();
        said.sort_unstable();
        Hash::of(said.join("\n").as_bytes()).0.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
    }

    fn say(&self, values: &[Value], only_unsaid: bool, change: &mut CardChange) -> Result<(), RegisterError> {
        if only_unsaid && !self.said.is_empty() {
            change.left = Some(Left::SomethingSaid);
            return Ok(());
        }
        for value in values {
            let claim = self.claim(Subject::Entity(self.found.entity), value)?;
            if self.said.iter().any(|one| self.is_own(one) && is_the_same(&one.claim, &claim)) {
                change.left = Some(Left::SaidAlready);
                continue;
            }
            change.after.push(value.clone());
            change.steps.push(Step { seal: self.seal(None), ..Step::new(claim) });
        }
        change.after = distinct(std::mem::take(&mut change.after));
        Ok(())
    }

    /// Puts a new value in the place of the old one, or takes the old one back.
    fn replace(&self, new: Option<&Value>, change: &mut CardChange) -> Result<(), RegisterError> {
        change.left = Some(Left::NotSaid);
        let mut after = Vec::new();
        for one in &self.said {
            if !self.is_old(&one.claim.value) {
                after.push(one.claim.value.clone());
                continue;
            }
            let (own, others): (Vec<_>, Vec<_>) =
                one.standing().partition(|recording| Some(recording.party) == self.register.party());
            if change.left == Some(Left::NotSaid) {
                change.left = None;
            }
            if !others.is_empty() {
                change.left = Some(Left::NotYours);
                after.push(one.claim.value.clone());
            }
            let own: Vec<RecordingId> = own.into_iter().map(|recording| recording.id).collect();
            match new {
                _ if own.is_empty() => {}
                Some(new) => {
                    after.push(new.clone());
                    let step = Step::new(self.instead(one, new)?);
                    change.steps.push(Step { replaces: own, seal: self.seal(Some(one)), ..step });
                }
                None => {
                    change.taken_back += 1;
                    change.retracted.extend(own);
                }
            }
        }
        change.after = distinct(after);
        Ok(())
    }

    /// The statement that takes the place of one.
    fn instead(&self, old: &Statement, new: &Value) -> Result<Claim, RegisterError> {
        match &self.alike.manner {
            Some(_) => self.claim(old.claim.subject, new),
            None => Ok(Claim { value: new.clone(), ..self.register.with_words(old.clone()).claim }),
        }
    }

    /// A statement in the manner that was asked for; else the keeper says it.
    fn claim(&self, subject: Subject, value: &Value) -> Result<Claim, RegisterError> {
        let property = self.alike.property.clone();
        Ok(match &self.alike.manner {
            Some(manner) => Claim { subject, property, value: value.clone(), ..manner.clone() },
            None => Claim::new(subject, property, value.clone(), self.register.keeper()?),
        })
    }

    /// Whom a statement concerns if it is to be sealed: because it was asked for, because the one before was sealed, or because
    /// the card is restricted.
    fn seal(&self, old: Option<&Statement>) -> Option<Vec<EntityId>> {
        let was = old.filter(|one| one.sealed).and_then(|one| self.secret(one));
        // A kind is open, so that every page knows when a card is restricted.
        let is_kind = self.alike.property.as_str() == KIND;
        if was.is_none() && (is_kind || !self.alike.restricted && !self.found.is_private) {
            return None;
        }
        let mut concerns: BTreeSet<EntityId> = self.alike.concerns.iter().copied().collect();
        concerns.extend(was.into_iter().flat_map(|secret| &secret.concerns));
        concerns.extend(self.found.is_private.then_some(self.found.entity));
        Some(concerns.into_iter().collect())
    }

    fn secret(&self, statement: &Statement) -> Option<&Secret> {
        let opened = self.register.opened.iter().find(|(id, ..)| *id == statement.id);
        opened.map(|(_, _, secret)| secret)
    }

    fn is_own(&self, statement: &Statement) -> bool {
        statement.standing().any(|recording| Some(recording.party) == self.register.party())
    }
}

/// Whether one statement says what another does, by the same source and speaker, of the same time.
fn is_the_same(one: &Claim, other: &Claim) -> bool {
    (&one.value, one.source, &one.said_by, &one.when) == (&other.value, other.source, &other.said_by, &other.when)
}

fn distinct(values: impl IntoIterator<Item = Value>) -> Vec<Value> {
    let mut distinct: Vec<Value> = Vec::new();
    for value in values {
        if !distinct.contains(&value) {
            distinct.push(value);
        }
    }
    distinct
}

//! What a list said before: the statements of earlier imports, and what became of them here since.

use std::collections::HashMap;

use daftar_claim::{Act, Body, Claim, ClaimId, Ended, EntityId, EntryId, Locator, RecordingId, Subject};
use daftar_store::index::Found;

use crate::{Register, RegisterError};

/// What became of a statement that the list made before, and that the list itself has not taken the place of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum State {
    /// It stands.
    Stands,
    /// It was edited or withdrawn here.
    Edited,
}

/// A statement that the list made before.
#[derive(Debug)]
pub(super) struct Old {
    pub(super) id: ClaimId,
    pub(super) claim: Claim,
    /// Whether it is sealed.
    pub(super) sealed: bool,
    pub(super) state: State,
    /// This party's recordings of it that stand.
    pub(super) standing: Vec<RecordingId>,
}

impl Old {
    /// The column it stood in.
    pub(super) fn column(&self) -> Option<&str> {
        match &self.claim.locator {
            Some(Locator::Cell { column, .. }) => Some(column),
            _ => None,
        }
    }

    /// Whether it says the same, wherever it stands in the list.
    pub(super) fn is(&self, claim: &Claim) -> bool {
        same(&self.claim, claim)
    }
}

/// Whether two statements about one thing say the same.
pub(super) fn same(one: &Claim, other: &Claim) -> bool {
    one.property == other.property
        && one.value == other.value
        && one.quote == other.quote
        && one.when == other.when
        && one.said_by == other.said_by
        && one.stated == other.stated
        && one.inferred.as_ref().map(|found| &found.when) == other.inferred.as_ref().map(|found| &found.when)
}

/// What a list said before.
pub(super) struct Before {
    document: EntityId,
    /// The batch that is gone on with: what it holds counts as said.
    batch: Option<String>,
    /// Whether columns of the list tell of what others say.
    remarks: bool,
    /// The words that are sealed apart from their statements.
    words: HashMap<ClaimId, Claim>,
    /// Which entries take back what the list said because the list no longer says it.
    by_list: HashMap<EntryId, bool>,
}

impl Before {
    pub(super) fn of(register: &Register, document: EntityId, batch: Option<String>, remarks: bool) -> Before {
        let words = register.opened.iter().filter(|(_, _, secret)| secret.claim.source == document);
        let words = words.filter_map(|(_, _, secret)| Some((secret.claim.words_of()?, secret.claim.clone())));
        Before { document, batch, remarks, words: words.collect(), by_list: HashMap::new() }
    }

    /// What the list said of these things.
    pub(super) fn about(
        &mut self,
        register: &Register,
        things: &[EntityId],
    ) -> Result<HashMap<EntityId, Vec<Old>>, RegisterError> {
        let mut old: HashMap<EntityId, Vec<Old>> = HashMap::new();
        let mut of: HashMap<Subject, EntityId> = things.iter().map(|thing| (Subject::Entity(*thing), *thing)).collect();
        // What is said of the things; then, what is said of that.
        for _ in 0..=usize::from(self.remarks) {
            let found = self.said_of(register, &of)?;
            let things = |(one, _): &(Found, bool)| Some((Subject::Claim(one.id), *of.get(&one.claim.subject)?));
            of = found.iter().filter_map(things).collect();
            for (mut one, sealed) in found {
                let (Some(thing), Some(state)) =
                    (of.get(&Subject::Claim(one.id)), self.state(register, one.recording)?)
                else {
                    continue;
                };
                if let Some(words) = self.words.get(&one.id) {
                    one.claim.put_back(words);
                }
                note(old.entry(*thing).or_default(), one, state, sealed);
            }
        }
        Ok(old)
    }

    /// What the list said of these, and whether it is sealed; words that are sealed apart belong to their statements.
    fn said_of(
        &self,
        register: &Register,
        of: &HashMap<Subject, EntityId>,
    ) -> Result<Vec<(Found, bool)>, RegisterError> {
        let subjects: Vec<Subject> = of.keys().copied().collect();
        let open = register.store.index().about_all(&subjects, &|_, _| true)?;
        let sealed = register.opened.iter().filter(|(_, _, secret)| of.contains_key(&secret.claim.subject));
        let sealed =
            sealed.map(|(id, recording, secret)| Found { id: *id, recording: *recording, claim: secret.claim.clone() });
        let all = open.into_iter().map(|one| (one, false)).chain(sealed.map(|one| (one, true)));
        Ok(all.filter(|(one, _)| one.claim.source == self.document && one.claim.words_of().is_none()).collect())
    }

    /// What became of a recording; none when it is not this party's, or the list itself let go of it.
    fn state(&mut self, register: &Register, recording: RecordingId) -> Result<Option<State>, RegisterError> {
        if !register.is_in_batch(recording.entry, self.batch.as_deref())
            && register.standing.party(recording.entry) != register.party()
        {
            return Ok(None);
        }
        Ok(match register.standing.ended(recording) {
            None => Some(State::Stands),
            Some(Ended::Replaced { by }) if self.is_of_list(register, by)? => None,
            Some(Ended::Retracted { by }) if self.takes_back(register, by, recording)? => None,
            Some(_) => Some(State::Edited),
        })
    }

    fn is_of_list(&self, register: &Register, recording: RecordingId) -> Result<bool, RegisterError> {
        let opened = register.opened.iter().find(|(_, place, _)| *place == recording);
        Ok(match opened {
            Some((_, _, secret)) => secret.claim.source == self.document,
            None => {
                matches!(register.store.body(recording)?, Some(Body::Open(claim, _)) if claim.source == self.document)
            }
        })
    }

    /// Whether an entry retracted a recording because the list no longer says it, or with the whole piece of work: that was
    /// undone, and may be done again. One statement alone is withdrawn by hand.
    fn takes_back(&mut self, register: &Register, by: EntryId, what: RecordingId) -> Result<bool, RegisterError> {
        if let Some(known) = self.by_list.get(&by) {
            return Ok(*known);
        }
        let first = RecordingId { entry: by, position: 0 };
        let header = register.header(by);
        let bodies = header.as_ref().map_or(0, |header| header.header.bodies);
        let acts = header.map(|header| header.header.acts.as_slice()).unwrap_or_default();
        let all = register.header(what.entry).map_or(0, |header| header.header.bodies);
        let whole = acts.iter().any(|act| match act {
            Act::Retract(ranges) => {
                ranges.iter().any(|range| range.entry == what.entry && range.first == 0 && range.last + 1 >= all)
            }
            _ => false,
        });
        let by_list = whole || (bodies > 0 && self.is_of_list(register, first)?);
        self.by_list.insert(by, by_list);
        Ok(by_list)
    }
}

/// Adds a recording; recordings of one content about one are one statement, and it stands while one of them does.
fn note(old: &mut Vec<Old>, found: Found, state: State, sealed: bool) {
    let standing = (state == State::Stands).then_some(found.recording);
    let is_same = |one: &&mut Old| {
        let (claim, found) = (&one.claim, &found.claim);
        one.is(found) && claim.subject == found.subject && claim.locator == found.locator
    };
    match old.iter_mut().find(is_same) {
        Some(one) => {
            one.state = one.state.min(state);
            one.standing.extend(standing);
        }
        None => {
            let (id, standing) = (found.id, standing.into_iter().collect());
            old.push(Old { id, claim: found.claim, sealed, state, standing });
        }
    }
}

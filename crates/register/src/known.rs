//! What a reader is told of the register: whom it knows already, and which statements it holds.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use daftar_claim::{Claim, Draft, EntityId, FileId, Names, RecordingId, Span, Subject, Value};
use daftar_read::Derived;
use daftar_store::index::fold_name;

use crate::reading::summary_source;
use crate::{Register, RegisterError};

/// Which statements the register holds, the sealed ones that are open here among them.
pub(crate) struct Held<'r> {
    register: &'r Register,
    sealed: HashSet<&'r Claim>,
}

impl<'r> Held<'r> {
    pub(crate) fn by(register: &'r Register) -> Held<'r> {
        Held { register, sealed: register.opened_claims().collect() }
    }

    /// Whether a claim of this content stands here already, by whomever, be it that its words are sealed apart; or the two
    /// that a link joins are joined, or were parted by somebody.
    pub(crate) fn holds(&self, draft: &Draft) -> Result<bool, RegisterError> {
        let (claim, register) = (&draft.claim, self.register);
        if let (true, Subject::Entity(one), Value::Entity(other)) = (draft.link, claim.subject, &claim.value)
            && (register.same_as(one)?.contains(other) || register.are_parted(one, *other)?)
        {
            return Ok(true);
        }
        Ok(self.sealed.contains(claim) || !self.standing(claim)?.is_empty() || self.holds_apart(claim)?)
    }

    /// Whether the claim is here without its words, and these are sealed.
    fn holds_apart(&self, claim: &Claim) -> Result<bool, RegisterError> {
        let open = if claim.has_words() { self.standing(&claim.without_words())? } else { Vec::new() };
        if !open.is_empty() && self.register.is_locked() {
            // The same words, or others: only the sealed ones tell.
            return Err(RegisterError::Locked);
        }
        Ok(open.iter().any(|id| self.sealed.contains(&claim.words_about(*id))))
    }

    fn standing(&self, claim: &Claim) -> Result<Vec<daftar_claim::ClaimId>, RegisterError> {
        let (store, standing) = (&self.register.store, &self.register.standing);
        let stands = |id: RecordingId| standing.counts(id.entry) && standing.ended(id).is_none();
        let known = store.index().find_content(claim)?.into_iter();
        Ok(known.filter(|(_, recording)| stands(*recording)).map(|(id, _)| id).collect())
    }
}

/// Whom the register knows, and whom its suggestions from other documents name: so that two documents that are read
/// together are linked as if one had been recorded before. Who is known from sealed claims only is told to the reader of
/// a restricted document alone: a link in an open one would give the name away.
pub(crate) struct Suggested<'r> {
    register: &'r Register,
    /// The text in which places are counted.
    text: FileId,
    names: HashMap<String, Vec<EntityId>>,
    kinds: HashMap<EntityId, String>,
    /// Who is recorded where in the text, looked up once: nothing is recorded while it is read.
    recorded: OnceCell<HashMap<Span, Vec<EntityId>>>,
}

impl<'r> Suggested<'r> {
    pub(crate) fn around(
        register: &'r Register,
        document: &Derived,
        restricted: bool,
    ) -> Result<Suggested<'r>, RegisterError> {
        let drafts = if restricted { register.drafts()? } else { register.open_drafts()? };
        let (names, kinds, recorded) = Default::default();
        let mut suggested = Suggested { register, text: document.text, names, kinds, recorded };
        for draft in drafts.into_iter().filter(|draft| draft.claim.source != summary_source(document)) {
            suggested.learn(draft.claim);
        }
        if restricted {
            register.opened_claims().cloned().for_each(|claim| suggested.learn(claim));
        }
        Ok(suggested)
    }

    fn learn(&mut self, claim: Claim) {
        let Some(entity) = claim.subject.entity() else { return };
        match (claim.property.as_str(), claim.value) {
            ("name", Value::Text { text, .. }) => {
                self.names.entry(fold_name(&text)).or_default().push(entity);
            }
            ("kind", Value::Code { code, .. }) => drop(self.kinds.insert(entity, code)),
            _ => {}
        }
    }
}

impl Names for Suggested<'_> {
    fn called(&self, name: &str, kind: Option<&str>) -> Vec<EntityId> {
        let mut found = self.register.called(name, kind);
        for entity in self.names.get(&fold_name(name)).into_iter().flatten() {
            let fits = kind.is_none_or(|kind| self.kinds.get(entity).is_some_and(|known| known == kind));
            if fits && !found.contains(entity) {
                found.push(*entity);
            }
        }
        found
    }

    fn recorded_at(&self, _: FileId, kind: &str, span: Span) -> Option<EntityId> {
        let recorded = self.recorded.get_or_init(|| self.register.recorded_spans(self.text).unwrap_or_default());
        let of_kind = |entity: &EntityId| self.register.is_of_kind(*entity, kind).unwrap_or(false);
        recorded.get(&span)?.iter().copied().find(of_kind)
    }
}

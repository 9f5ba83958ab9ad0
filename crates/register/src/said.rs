//! Recording what was said: openly; or sealed as a whole, when it stands in a restricted source or names somebody
//! restricted itself; or openly with its words sealed apart, when only they do.

use std::collections::{BTreeSet, HashSet};

use daftar_claim::{
    Act, Body, Claim, ClaimId, EntityId, EntryId, Ground, Locator, RecordingId, Secret, Statement, Value,
};

use crate::restricted::{Coming, Known, Restricted, letters};
use crate::write::Recorded;
use crate::{Register, RegisterError, chance};

/// What recording came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Said {
    /// New recordings.
    pub recorded: usize,
    /// Claims whose content this party had recorded already.
    pub unchanged: usize,
    /// New claims that are sealed as a whole.
    pub sealed: usize,
    /// Claims whose words are newly sealed apart from them.
    pub parted: usize,
}

/// How a claim is to be recorded, with the persons whom it concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fate {
    /// As it is.
    Open,
    /// Without its words, which are sealed.
    Parted(Vec<EntityId>),
    /// Sealed.
    Whole(Vec<EntityId>),
}

impl Register {
    /// Records claims as they were said, like [`Register::record`]; but words that name somebody restricted are sealed
    /// apart from their claim, and claims from restricted source files as a whole.
    ///
    /// # Errors
    /// When the sealing keys are needed and locked, or something could not be written. Then doing it again completes it.
    pub fn record_said(&mut self, claims: &[Claim]) -> Result<Said, RegisterError> {
        self.record_beside(claims, &[], &BTreeSet::new())
    }

    /// The same, heeding also the persons whom claims name that wait, and sources that are restricted.
    pub(crate) fn record_beside(
        &mut self,
        claims: &[Claim],
        waiting: &[(&Claim, Coming)],
        sources: &BTreeSet<EntityId>,
    ) -> Result<Said, RegisterError> {
        let fates = self.fates(claims, waiting, sources)?;
        self.withhold_in_new_texts(claims)?;
        let open = claims.iter().zip(&fates).filter_map(|(claim, fate)| match fate {
            Fate::Open => Some(claim.clone()),
            Fate::Parted(_) => Some(claim.without_words()),
            Fate::Whole(_) => None,
        });
        let Recorded { recorded, unchanged, .. } = self.record(open)?;
        let mut said = Said { recorded, unchanged, ..Said::default() };
        let secrets = self.secrets(claims, fates, &mut said)?;
        self.record_secrets(&secrets)?;
        self.withhold_in_published(claims)?;
        Ok(said)
    }

    /// How claims are to be recorded. When some are not to be open, the sealing keys are at hand afterwards.
    pub(crate) fn fates(
        &mut self,
        claims: &[Claim],
        waiting: &[(&Claim, Coming)],
        sources: &BTreeSet<EntityId>,
    ) -> Result<Vec<Fate>, RegisterError> {
        let claims: Vec<&Claim> = claims.iter().collect();
        self.fates_knowing(&claims, waiting, sources, &mut None)
    }

    /// The same for one portion of claims after the other: who is restricted is kept in `known` from one to the next.
    pub(crate) fn fates_knowing(
        &mut self,
        claims: &[&Claim],
        waiting: &[(&Claim, Coming)],
        sources: &BTreeSet<EntityId>,
        known: &mut Option<Known>,
    ) -> Result<Vec<Fate>, RegisterError> {
        let mut closed = self.restricted_sources();
        closed.extend(sources);
        let words = claims.iter().any(|claim| claim.has_words());
        if !words && !claims.iter().any(|claim| !letters(claim).is_empty() || closed.contains(&claim.source)) {
            return Ok(vec![Fate::Open; claims.len()]);
        }
        // Words of a source are looked at with all that is known, sealed names included.
        if words || !self.is_locked() {
            self.see_sealed()?;
        }
        closed.extend(self.restricted_sources());
        let how = |claim: &Claim| if closed.contains(&claim.source) { Coming::Sealed } else { Coming::Said };
        let coming = claims.iter().map(|claim| (*claim, how(claim))).chain(waiting.iter().copied());
        let coming: Vec<(&Claim, Coming)> = coming.collect();
        let restricted = match known.take() {
            Some(known) => Restricted::go_on(self, known, &coming)?,
            None => Restricted::of(self, &coming)?,
        };
        let fate = |claim: &&Claim| self.fate(claim, &restricted, &closed);
        let fates = claims.iter().map(fate).collect::<Result<Vec<_>, _>>()?;
        *known = Some(restricted.into_known());
        if fates.iter().any(|fate| *fate != Fate::Open) {
            self.need_keys()?;
        }
        Ok(fates)
    }

    /// The ids under which these claims are recorded here, openly, without their words or sealed, as far as they are.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn said_ids_of(&self, claims: &[Claim]) -> Result<Vec<ClaimId>, RegisterError> {
        let mut ids = Vec::new();
        for claim in claims {
            let sealed = self.standing_opened().find(|(_, secret)| secret.claim == *claim).map(|(id, _)| *id);
            let open = self.ids_of(std::slice::from_ref(claim))?.first().copied();
            let parted = self.ids_of(&[claim.without_words()])?.first().copied();
            ids.extend(sealed.or(open).or(parted));
        }
        Ok(ids)
    }

    /// How a claim is to be recorded.
    pub(crate) fn fate(
        &self,
        claim: &Claim,
        restricted: &Restricted<'_>,
        closed: &BTreeSet<EntityId>,
    ) -> Result<Fate, RegisterError> {
        let in_restricted_file =
            matches!(&claim.locator, Some(Locator::Text { text, .. }) if self.is_restricted_file(*text)?);
        if closed.contains(&claim.source) || in_restricted_file || !restricted.told(claim)?.is_empty() {
            return Ok(Fate::Whole(restricted.concerned(claim)?.into_iter().collect()));
        }
        let named = restricted.named(claim)?;
        Ok(if named.is_empty() { Fate::Open } else { Fate::Parted(named) })
    }

    /// Makes sure that what is sealed here and can be opened is open: else a name in it could be recorded openly.
    pub(crate) fn see_sealed(&mut self) -> Result<(), RegisterError> {
        if self.keyring.is_none() && !self.store.index().sealed()?.is_empty() {
            self.need_keys()?;
        }
        Ok(())
    }

    /// What is to be sealed of these claims, as far as it is not sealed here already.
    fn secrets(&self, claims: &[Claim], fates: Vec<Fate>, said: &mut Said) -> Result<Vec<Secret>, RegisterError> {
        let mut known: HashSet<Claim> = self.standing_opened().map(|(_, secret)| secret.claim.clone()).collect();
        let mut secrets = Vec::new();
        for (claim, fate) in claims.iter().zip(fates) {
            let (secret, count) = match fate {
                Fate::Open => continue,
                Fate::Whole(concerns) => (Secret { claim: claim.clone(), concerns }, &mut said.sealed),
                Fate::Parted(concerns) => {
                    let open = claim.without_words();
                    let Some(about) = self.ids_of(std::slice::from_ref(&open))?.first().copied() else { continue };
                    (Secret { claim: claim.words_about(about), concerns }, &mut said.parted)
                }
            };
            if known.insert(secret.claim.clone()) {
                *count += 1;
                secrets.push(secret);
            }
        }
        Ok(secrets)
    }

    /// Seals claims, in as many entries as they fill.
    pub(crate) fn record_secrets(&mut self, secrets: &[Secret]) -> Result<(), RegisterError> {
        if secrets.is_empty() {
            return Ok(());
        }
        let bodies = self.seal_bodies(secrets)?;
        self.append_all(bodies)?;
        self.open_and_withhold()
    }

    /// Seals what is not sealed here already; each concerns those given and whom it names.
    ///
    /// # Errors
    /// When the keys are locked, or nothing could be written.
    pub fn record_sealed_once(&mut self, secrets: &[Secret]) -> Result<(), RegisterError> {
        if secrets.is_empty() {
            return Ok(());
        }
        self.need_keys()?;
        let known: HashSet<Claim> = self.opened_claims().cloned().collect();
        let mut fresh = Vec::new();
        for secret in secrets.iter().filter(|secret| !known.contains(&secret.claim)) {
            let concerns = self.concerned(&secret.claim, secret.concerns.clone())?;
            fresh.push(Secret { claim: secret.claim.clone(), concerns });
        }
        self.record_secrets(&fresh)
    }

    /// The bodies under which a claim is recorded, the one that stands for it first.
    pub(crate) fn bodies_of(&mut self, claim: &Claim, fate: Fate) -> Result<Vec<Vec<u8>>, RegisterError> {
        match fate {
            Fate::Open => Ok(vec![claim.to_bytes(&chance::salt()?)]),
            Fate::Whole(concerns) => self.seal_bodies(&[Secret { claim: claim.clone(), concerns }]),
            Fate::Parted(concerns) => {
                let open = claim.without_words().to_bytes(&chance::salt()?);
                let words = claim.words_about(Body::id_of(&open));
                let mut bodies = self.seal_bodies(&[Secret { claim: words, concerns }])?;
                bodies.insert(0, open);
                Ok(bodies)
            }
        }
    }

    /// Seals a claim that was recorded openly: the sealed one takes its place, and the open one is erased. Words that had
    /// been sealed apart from it go into it.
    ///
    /// # Errors
    /// When the claim is not here, the keys are locked, or nothing could be written.
    pub fn seal(&mut self, claim: ClaimId, concerns: Vec<EntityId>) -> Result<EntryId, RegisterError> {
        self.need_keys()?;
        let statement = self.with_words(self.open_statement(claim)?);
        let parted: Vec<ClaimId> = self.words_of(claim).map(|(id, _)| *id).collect();
        let concerns = self.concerned(&statement.claim, concerns)?;
        let entry = self.put_in_place(&statement, Fate::Whole(concerns))?;
        self.erase(&[&[claim], &parted[..]].concat(), &[], Ground::Safety)?;
        Ok(entry)
    }

    /// Seals only the words of a claim that was recorded openly: its quotation and its place in the source. The claim
    /// without them takes its place, and the old one is erased.
    ///
    /// # Errors
    /// When the claim is not here or has no words, the keys are locked, or nothing could be written.
    pub fn seal_words(&mut self, claim: ClaimId, concerns: Vec<EntityId>) -> Result<EntryId, RegisterError> {
        self.need_keys()?;
        let statement = self.open_statement(claim)?;
        if !statement.claim.has_words() {
            let why = format!("{claim} has no quotation and no place in its source that could be sealed");
            return Err(RegisterError::Ask(why));
        }
        let concerns = self.concerned(&statement.claim, concerns)?;
        let entry = self.put_in_place(&statement, Fate::Parted(concerns))?;
        self.erase(&[claim], &[], Ground::Safety)?;
        Ok(entry)
    }

    fn open_statement(&self, claim: ClaimId) -> Result<Statement, RegisterError> {
        let statement = self.statement(claim)?;
        let sealed = || RegisterError::Ask(format!("{claim} is sealed already"));
        if statement.sealed { Err(sealed()) } else { Ok(statement) }
    }

    /// The persons whom a claim concerns: those given, and the restricted ones whom it or its words name.
    pub(crate) fn concerned(&self, claim: &Claim, given: Vec<EntityId>) -> Result<Vec<EntityId>, RegisterError> {
        let mut concerns = Restricted::of(self, &[])?.concerned(claim)?;
        concerns.extend(given);
        Ok(concerns.into_iter().collect())
    }

    /// Records a claim anew in the place of this party's recordings of it.
    fn put_in_place(&mut self, statement: &Statement, fate: Fate) -> Result<EntryId, RegisterError> {
        let bodies = self.bodies_of(&statement.claim, fate)?;
        let party = self.party();
        let own = statement.standing().filter(|recording| Some(recording.party) == party);
        let acts = own.map(|recording| Act::Replace { recording: recording.id, with: 0 }).collect();
        let entry = self.append(bodies, acts)?;
        self.open_and_withhold()?;
        Ok(entry)
    }

    /// The sealed claims that are open on this device.
    pub(crate) fn opened_claims(&self) -> impl Iterator<Item = &Claim> {
        self.standing_opened().map(|(_, secret)| &secret.claim)
    }

    /// The sealed claims that are open on this device and stand.
    pub(crate) fn standing_opened(&self) -> impl Iterator<Item = (&ClaimId, &Secret)> {
        let stands =
            |place: &RecordingId| self.standing.party(place.entry).is_some() && self.standing.ended(*place).is_none();
        let standing = self.opened.iter().filter(move |(_, place, _)| stands(place));
        standing.map(|(claim, _, secret)| (claim, secret))
    }

    /// The opened claims that carry the words of a claim.
    fn words_of(&self, claim: ClaimId) -> impl Iterator<Item = (&ClaimId, &Claim)> {
        let all = self.standing_opened().map(|(id, secret)| (id, &secret.claim));
        all.filter(move |(_, words)| words.words_of() == Some(claim))
    }

    /// A statement with its words, where they are sealed apart from it and open on this device: for keepers only.
    pub fn with_words(&self, mut statement: Statement) -> Statement {
        if let Some((_, words)) = self.words_of(statement.id).next() {
            statement.claim.put_back(words);
        }
        statement
    }

    /// The documents whose source file is restricted, as far as this device can tell.
    pub(crate) fn restricted_sources(&self) -> BTreeSet<EntityId> {
        let files = self.opened_claims().filter(|claim| claim.property.as_str() == "file");
        let restricted = files.filter(|claim| matches!(claim.value, Value::File(_)));
        restricted.filter_map(|claim| claim.subject.entity()).collect()
    }
}

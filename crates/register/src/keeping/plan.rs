//! A piece of work that is recorded as one entry: so that it counts as a whole, and is undone as one. What it says is sealed, but
//! for what it says openly.

use daftar_claim::{
    Act, Body, Claim, ClaimId, EntityId, MAX_BODIES, PropertyId, RecordingRange, Secret, Subject, Value,
};

use crate::restricted::Restricted;
use crate::{Register, RegisterError, chance};

/// What is to be recorded, sealed or openly, and what it ends.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    secrets: Vec<Secret>,
    /// What everybody may read.
    open: Vec<Claim>,
    /// Statements of this party in whose place one of those is put.
    replaced: Vec<(ClaimId, usize)>,
    /// Statements of this party that are taken back.
    retracted: Vec<ClaimId>,
}

impl Plan {
    /// Takes a statement up; its place among the others.
    pub(crate) fn say(&mut self, claim: Claim, concerns: Vec<EntityId>) -> usize {
        self.secrets.push(Secret { claim, concerns });
        self.secrets.len() - 1
    }

    /// Takes up a statement that everybody may read.
    pub(crate) fn say_openly(&mut self, claim: Claim) {
        self.open.push(claim);
    }

    /// Puts a statement that was taken up in the place of an earlier one.
    pub(super) fn replace(&mut self, old: ClaimId, by: usize) {
        self.replaced.push((old, by));
    }

    /// Takes an earlier one back.
    pub(super) fn retract(&mut self, old: ClaimId) {
        self.retracted.push(old);
    }

    /// Both together.
    pub(crate) fn and(&mut self, other: Plan) {
        let before = self.secrets.len();
        self.secrets.extend(other.secrets);
        self.open.extend(other.open);
        self.replaced.extend(other.replaced.into_iter().map(|(old, by)| (old, by + before)));
        self.retracted.extend(other.retracted);
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.secrets.is_empty() && self.open.is_empty() && self.retracted.is_empty()
    }
}

impl Register {
    /// Does a piece of work. One that was done already is not done again.
    ///
    /// # Errors
    /// When the sealing keys are locked, when it is too much for one piece of work, or when nothing could be written; then
    /// nothing was.
    pub fn carry_out(&mut self, plan: &Plan) -> Result<(), RegisterError> {
        self.need_keys()?;
        if plan.is_empty() || self.is_done(plan)? {
            return Ok(());
        }
        let statements = plan.secrets.len() + plan.open.len();
        if statements > MAX_BODIES {
            let why = format!("{statements} statements are too many for one piece of work: do it in parts");
            return Err(RegisterError::Ask(why));
        }
        let secrets = plan.secrets.iter().map(|secret| &secret.claim);
        self.refuse_overdraft(&secrets.chain(&plan.open).collect::<Vec<_>>(), None)?;
        let acts = self.acts(plan)?;
        let restricted = Restricted::of(self, &[])?;
        let mut secrets = Vec::with_capacity(plan.secrets.len());
        for secret in &plan.secrets {
            let mut concerns = restricted.concerned(&secret.claim)?;
            concerns.extend(&secret.concerns);
            secrets.push(Secret { claim: secret.claim.clone(), concerns: concerns.into_iter().collect() });
        }
        let mut bodies = self.seal_bodies(&secrets)?;
        for claim in &plan.open {
            bodies.push(Body::Open(Box::new(claim.clone()), chance::salt()?).to_bytes());
        }
        self.append(bodies, acts)?;
        self.open_and_withhold()
    }

    /// Whether all that it says is recorded already.
    fn is_done(&self, plan: &Plan) -> Result<bool, RegisterError> {
        let known = |secret: &Secret| self.opened_claims().any(|claim| *claim == secret.claim);
        let done = plan.retracted.is_empty() && plan.secrets.iter().all(known);
        Ok(done && self.ids_of(&plan.open)?.len() == plan.open.len())
    }

    fn acts(&self, plan: &Plan) -> Result<Vec<Act>, RegisterError> {
        let mut acts = Vec::new();
        for (old, by) in &plan.replaced {
            let with = u32::try_from(*by).map_err(|_| RegisterError::Ask("too many at once".into()))?;
            let own = self.own_recordings(*old)?.into_iter();
            acts.extend(own.map(|recording| Act::Replace { recording, with }));
        }
        let mut ranges = Vec::new();
        for old in &plan.retracted {
            ranges.extend(self.own_recordings(*old)?.into_iter().map(RecordingRange::one));
        }
        if !ranges.is_empty() {
            acts.push(Act::Retract(ranges));
        }
        Ok(acts)
    }
}

/// A claim about an entity.
pub(crate) fn claim(subject: EntityId, property: &str, value: Value, source: EntityId) -> Result<Claim, RegisterError> {
    Ok(Claim::new(Subject::Entity(subject), PropertyId::parse(property)?, value, source))
}

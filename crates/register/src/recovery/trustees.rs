//! Who holds the parts of the recovery key. Their names are sealed: whoever knew them would know whom to ask, or to press.

use daftar_claim::{Claim, EntityId, PropertyId, Secret, Subject, Value};

use crate::found::named;
use crate::{Register, RegisterError, chance};

/// Somebody to whom a part of the recovery key is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trustee {
    /// Their name, as the keeper writes it.
    pub name: String,
    /// What they hold, in the keeper's words.
    pub holds: String,
}

impl Register {
    /// Records who holds what, sealed: kind, name and role of a person each. Returns the persons.
    ///
    /// # Errors
    /// When the sealing keys are locked, or nothing could be written.
    pub fn record_trustees(&mut self, trustees: &[Trustee]) -> Result<Vec<EntityId>, RegisterError> {
        self.need_keys()?;
        let keeper = self.keeper()?;
        let lang = self.lang().to_owned();
        let mut persons = Vec::with_capacity(trustees.len());
        let mut secrets = Vec::with_capacity(trustees.len() * 3);
        for trustee in trustees {
            let person = chance::entity()?;
            let holds = Value::Text { text: trustee.holds.clone(), lang: Some(lang.clone()) };
            let role = Claim::new(Subject::Entity(person), PropertyId::parse("role")?, holds, keeper);
            let claims = named(person, "person", &trustee.name, &lang, keeper)?.into_iter().chain([role]);
            secrets.extend(claims.map(|claim| Secret { claim, concerns: vec![person] }));
            persons.push(person);
        }
        let bodies = self.seal_bodies(&secrets)?;
        self.append_all(bodies)?;
        self.open_and_withhold()?;
        Ok(persons)
    }
}

//! Who says what a row tells, and when.

use daftar_claim::{Claim, Edtf, Locator, Speaker};

use super::compare::Steps;
use super::events::Speech as Who;
use super::list::{Naming, Speech};
use super::run::Run;
use crate::{Register, RegisterError};

/// Who says what a row tells, and when.
#[derive(Default)]
pub(super) struct Voice {
    said_by: Option<Speaker>,
    stated: Option<Edtf>,
    /// The column whose letters may name a person.
    sealed: Option<String>,
}

impl Voice {
    pub(super) fn of(&self, claim: Claim) -> Claim {
        Claim { said_by: self.said_by.clone(), stated: self.stated.clone(), ..claim }
    }

    /// What may name a person is sealed.
    pub(super) fn seal(&self, steps: &mut Steps) {
        let Some(column) = &self.sealed else { return };
        let stands = |claim: &Claim| matches!(&claim.locator, Some(Locator::Cell { column: own, .. }) if own == column);
        for step in steps.steps.iter_mut().filter(|step| stands(&step.claim)) {
            step.seal.get_or_insert_default();
        }
    }
}

impl Run<'_> {
    /// Who says what a row tells, and when; a body that nobody had recorded goes to `beside`.
    pub(super) fn voice(
        &mut self,
        register: &Register,
        speech: &Speech,
        row: u64,
        beside: &mut Vec<Claim>,
    ) -> Result<Voice, RegisterError> {
        let stated = speech.stated.clone();
        let Some((column, who)) = &speech.who else { return Ok(Voice { stated, ..Voice::default() }) };
        let sealed = (*who == Who::Unsure).then(|| column.clone());
        let said_by = match who {
            Who::Unsure => None,
            Who::Unnamed(words) => Some(Speaker::Unnamed(words.clone())),
            Who::Body(name) => {
                let naming = Naming { kinds: vec!["body"], makes: true };
                match self.named.entity(register, &self.list, (name, &naming), (row, column))? {
                    Ok(body) => {
                        beside.extend(self.named.take(body));
                        Some(Speaker::Entity(body))
                    }
                    // Several here are called so: which one is meant is not for a list to decide.
                    Err(_) => Some(Speaker::Unnamed(name.clone())),
                }
            }
        };
        Ok(Voice { said_by, stated, sealed })
    }
}

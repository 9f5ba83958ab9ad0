//! That a copy was tried is a statement about the place: whoever asks whether the copies work finds when that was last seen.

use daftar_claim::{Claim, Edtf, PropertyId, Speaker, Subject, Value};
use serde::Serialize;

use super::rehearse::Extent;
use crate::{Register, RegisterError};

/// What came of trying a copy.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It was brought back, and all that it should hold is in it.
    BroughtBack,
    /// Every byte was read where it lies, and none is wrong.
    Read,
    /// It was brought back, and something that it should hold is not in it.
    Incomplete,
    /// Something in it is damaged.
    Damaged,
}

impl Outcome {
    fn code(self) -> &'static str {
        match self {
            Outcome::BroughtBack => "brought-back",
            Outcome::Read => "read",
            Outcome::Incomplete => "incomplete",
            Outcome::Damaged => "damaged",
        }
    }
}

/// A copy was tried: what is recorded of it. Where it lies is not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Trial {
    /// What came of it.
    pub outcome: Outcome,
    /// When the copy was made, if that is known.
    pub made: Option<String>,
    /// Its entries beside those here, where they were compared.
    pub entries: Option<Extent>,
    /// Its source files beside those here, where they were compared.
    pub evidence: Option<Extent>,
}

impl Trial {
    /// A copy was read where it lies.
    pub fn read(outcome: Outcome) -> Trial {
        Trial { outcome, made: None, entries: None, evidence: None }
    }

    /// In words, for keepers.
    fn words(&self, arabic: bool) -> String {
        let made = self.made.as_deref().and_then(|made| made.get(..10)).unwrap_or_default();
        let compared = |extent: Option<Extent>, en: &str, ar: &str| {
            let Extent { both, here, .. } = extent?;
            Some(if arabic { format!("{ar} {both}/{here}") } else { format!("{en} {both}/{here}") })
        };
        let entries = compared(self.entries, "entries", "القيود");
        let files = compared(self.evidence, "source files", "ملفات المصدر");
        let of = (!made.is_empty()).then(|| if arabic { format!("نسخة {made}") } else { format!("copy of {made}") });
        [of, entries, files].into_iter().flatten().collect::<Vec<_>>().join("; ")
    }
}

impl Register {
    /// Records that a copy was tried, as a statement of this device's keeper about the place.
    ///
    /// # Errors
    /// When nothing could be written.
    pub fn record_trial(&mut self, trial: &Trial) -> Result<(), RegisterError> {
        let Some(place) = self.place()? else { return Ok(()) };
        let words = Some(trial.words(self.lang().starts_with("ar"))).filter(|words| !words.is_empty());
        let code = trial.outcome.code().to_owned();
        let value = Value::Code { scheme: "copy-test".into(), code, label: words };
        let keeper = self.keeper()?;
        let mut claim = Claim::new(Subject::Entity(place), PropertyId::parse("copy-tested")?, value, keeper);
        let behind = self.clock_doubt().is_some_and(|doubt| doubt.behind);
        claim.when = if behind { None } else { Edtf::parse(self.time().date()).ok() };
        claim.said_by = Some(Speaker::Entity(keeper));
        self.by_itself(|register| register.record([claim])).map(drop)
    }
}

//! Repairing: what is damaged here is brought back from other copies; what is whole is left alone.

use std::path::Path;

use daftar_claim::{FileId, Hash, Ledger, Timestamp};
use daftar_deposit::Tell;
use daftar_store::{Access, Finding, Mend, Mended, Report, Severity, Store};
use serde::Serialize;

use super::scratch::Scratch;
use crate::home::Home;
use crate::{Register, RegisterError};

/// What came of repairing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Repaired {
    /// What was mended, and what was left and why.
    pub work: Mended,
    /// What checking every byte finds now.
    pub verified: Report,
}

impl Repaired {
    /// Whether nothing is damaged any more.
    pub fn is_sound(&self) -> bool {
        self.verified.is_sound() && self.verified.findings.iter().all(|finding| finding.code != "evidence-absent")
    }
}

impl Register {
    /// Mends what checking every byte names, from these copies; nothing that is whole is changed, and nothing that was
    /// erased comes back. The register is not open meanwhile.
    ///
    /// # Errors
    /// When a copy cannot be reached, another program writes here, or nothing can be written.
    pub fn repair(
        folder: &Path,
        (home, now): (&Home, fn() -> Timestamp),
        from: &[String],
        scratch: &Scratch,
        tell: &Tell,
    ) -> Result<Repaired, RegisterError> {
        let renewed = daftar_store::renew_settings(folder)?;
        let found = Register::verify(folder, home, &|_, _| {})?;
        let register = Register::open(folder, home, Access::Read, now)?;
        let mut copies = Vec::new();
        for (number, name) in from.iter().enumerate() {
            let to = scratch.path().join(number.to_string());
            let brought = register.bring_back(&register.origin(name)?, &to, tell)?;
            copies.push(Store::open(&brought.folder, Access::Read, None)?);
        }
        let copies: Vec<&Store> = copies.iter().collect();
        let erased = register.standing.erased.clone();
        drop(register);
        let mut work = daftar_store::mend_logs(folder, &found.findings, &copies, &erased)?;
        if let Some(copy) = copies.first().filter(|_| renewed) {
            work.join(daftar_store::mend_settings(folder, copy)?);
        }
        let found = Register::verify(folder, home, &|_, _| {})?;
        let is_log = |one: &Finding| one.severity == Severity::Damage && one.place.log.is_some();
        // A damaged log names things that never were, and does not say what was erased.
        let certain = !found.findings.iter().any(is_log);
        let named = |one: &Finding| certain || one.severity == Severity::Damage;
        let findings: Vec<Finding> = found.findings.into_iter().filter(named).collect();
        work.join(daftar_store::mend_profiles(folder, &findings, &copies)?);
        let mut register = Register::open(folder, home, Access::Write, now)?;
        work.join(register.mend_evidence(&findings, &copies)?);
        drop(register);
        Ok(Repaired { work, verified: Register::verify(folder, home, &|_, _| {})? })
    }

    /// Brings source files back that are damaged or missing.
    fn mend_evidence(&mut self, findings: &[Finding], copies: &[&Store]) -> Result<Mended, RegisterError> {
        let mut mended = Mended::default();
        for finding in findings.iter().filter(|one| ["file-changed", "evidence-absent"].contains(&one.code)) {
            let file = &finding.place.file;
            let Some(id) = file.rsplit('/').next().and_then(|name| Hash::parse(name).ok()).map(FileId) else {
                continue;
            };
            let (list, words) = match self.take_back(id, copies)? {
                true => (&mut mended.mended, "brought back"),
                false => (&mut mended.left, "it lies whole in no copy that was given"),
            };
            list.push(Mend { file: file.clone(), words: words.to_owned() });
        }
        Ok(mended)
    }

    /// Takes a source file from the first copy that has it whole.
    fn take_back(&mut self, id: FileId, copies: &[&Store]) -> Result<bool, RegisterError> {
        for copy in copies {
            let Some(mut file) = copy.file(&id)? else { continue };
            // A file that is damaged in the copy is refused, and the next copy asked.
            if Ledger::put_file(&mut self.store, id, &mut file).is_ok() {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

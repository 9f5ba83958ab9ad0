//! Checking: every byte as it was written, and every file here that statements were read from.

use std::path::Path;

use daftar_store::{Access, Finding, Place, Report, Severity, Store};

use crate::home::Home;
use crate::{Register, RegisterError};

impl Register {
    /// Checks every file, as [`daftar_store::verify`] does, and names the source files that statements cite and that are
    /// neither here nor erased.
    ///
    /// # Errors
    /// When the folder cannot be read at all.
    pub fn verify(folder: &Path, home: &Home, progress: &(dyn Fn(u64, u64) + Sync)) -> Result<Report, RegisterError> {
        let mut acknowledged = None;
        if let Ok(register) = Store::register_of(folder) {
            let seat = home.seat(register);
            if let Some(device) = seat.device()? {
                acknowledged = seat.acknowledged(device.key.public())?;
            }
        }
        let mut report = daftar_store::verify(folder, acknowledged, progress)?;
        // What is wrong enough to keep the register from opening stands in the report already.
        if let Ok(register) = Register::open(folder, home, Access::Read, crate::system_clock) {
            report.findings.extend(register.absent_files()?);
        }
        Ok(report)
    }

    fn absent_files(&self) -> Result<Vec<Finding>, RegisterError> {
        let named = self.store.index().files_named()?.into_iter();
        let absent = named.filter(|file| !self.standing.erased_files.contains(file) && !self.store.has_file(file));
        let finding = |file: daftar_claim::FileId| {
            let digits = file.0.to_string();
            Finding {
                severity: Severity::Warning,
                code: "evidence-absent",
                place: Place { file: format!("evidence/{}/{digits}", &digits[..2]), ..Place::default() },
                message: "statements cite this source file, and it is not here: it never came, or was removed".into(),
                remedy: "bring it back from another copy: daftar repair --from COPY",
            }
        };
        Ok(absent.map(finding).collect())
    }
}

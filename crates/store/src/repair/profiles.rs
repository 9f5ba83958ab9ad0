//! Profiles, and sets of them: each is named by its hash.

use std::path::Path;

use daftar_claim::Hash;

use super::Mended;
use super::spare::Spare;
use crate::disk::{RealDisk, replace};
use crate::error::{At, StoreError};
use crate::layout::Layout;
use crate::verify::Finding;

/// Brings back what is damaged or missing.
pub(super) fn mend(
    disk: &RealDisk,
    layout: &Layout,
    findings: &[Finding],
    copies: &[&dyn Spare],
    mended: &mut Mended,
) -> Result<(), StoreError> {
    for finding in findings {
        let file = finding.place.file.as_str();
        if !["profile-changed", "profile-missing"].contains(&finding.code) {
            continue;
        }
        let mut offered = copies.iter().filter_map(|copy| std::fs::read(copy.folder().join(file)).ok());
        let path = layout.folder().join(file);
        let outcome = match offered.find(|bytes| named(file) == Some(Hash::of(bytes))) {
            Some(bytes) => replace(disk, &path, &bytes).at(&path).map(|()| Ok("brought back".to_owned()))?,
            None => Err("it lies in no copy that was given".to_owned()),
        };
        mended.of(file, outcome);
    }
    Ok(())
}

/// The hash that a file's name gives.
fn named(file: &str) -> Option<Hash> {
    Hash::parse(Path::new(file).file_stem()?.to_str()?).ok()
}

//! Everything of a register that is no log: settings, evidence, profiles, the index.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use daftar_claim::profile::read_set;
use daftar_claim::{FileId, Hash, Key, RegisterId};

use super::report::{Counted, FROM_COPY, Finding, Place, Report};
use crate::error::{At, StoreError};
use crate::layout::{Layout, UNFINISHED, names_in};
use crate::prove::hash_of;
use crate::settings::Settings;
use crate::stand::IndexStand;

/// Checks `register.json`, and that the founding entry is here.
pub(crate) fn settings(layout: &Layout, founds: &BTreeSet<RegisterId>) -> Result<Report, StoreError> {
    let place = Place::file(layout.folder(), &layout.settings());
    let finding = match Settings::read(layout) {
        Err(error @ (StoreError::NotARegister { .. } | StoreError::HalfRestored { .. })) => return Err(error),
        Err(StoreError::Newer { found, .. }) => {
            Some(Finding::damage("newer-format", place, format!("its format is {found:?}")))
        }
        Err(StoreError::Settings { why, .. }) => Some(Finding::damage("settings", place, why)),
        Err(error) => Some(Finding::damage("settings", place, error.to_string())),
        Ok(settings) if !founds.contains(&settings.register) => {
            let message = format!("the entry that founds {} is not here, or was changed", settings.register);
            Some(Finding::damage("founding-missing", place, message))
        }
        Ok(_) => None,
    };
    Ok(Report { findings: finding.into_iter().collect(), ..Report::default() })
}

/// Names what lies in the evidence folder and is no evidence.
pub(crate) fn strays(layout: &Layout) -> Result<Report, StoreError> {
    let (mut report, evidence) = (Report::default(), layout.evidence());
    for name in names_in(&evidence).at(&evidence)? {
        let path = evidence.join(&name);
        if !path.is_dir() {
            report.findings.push(stray(layout, &path));
            continue;
        }
        for name in names_in(&path).at(&path)? {
            let id = Hash::parse(&name).ok().map(FileId);
            if id.is_none_or(|id| layout.file(&id) != path.join(&name)) {
                report.findings.push(stray(layout, &path.join(&name)));
            }
        }
    }
    Ok(report)
}

fn stray(layout: &Layout, path: &Path) -> Finding {
    let place = Place::file(layout.folder(), path);
    match path.to_string_lossy().ends_with(UNFINISHED) {
        true => Finding::note("unfinished", place, "a file that was being written"),
        false => Finding::warning("stray", place, "the name is not that of a file kept here", FROM_COPY),
    }
}

/// Hashes an evidence file again.
pub(crate) fn evidence(layout: &Layout, id: &FileId, path: &Path) -> Result<Report, StoreError> {
    let (found, bytes) = hash_of(path)?;
    let counted = Counted { files: 1, bytes, ..Counted::default() };
    let message = || format!("its bytes have the hash {found}");
    let finding =
        (found != id.0).then(|| Finding::damage("file-changed", Place::file(layout.folder(), path), message()));
    Ok(Report { findings: finding.into_iter().collect(), counted })
}

/// Checks profiles and sets against their names, and that the sets which entries name are here.
pub(crate) fn profiles(layout: &Layout, named: &BTreeSet<Hash>) -> Result<Report, StoreError> {
    let (mut report, folder) = (Report::default(), layout.profiles());
    let mut wanted: BTreeSet<_> = named.iter().map(|set| layout.profile_set(set)).collect();
    for name in names_in(&folder).at(&folder)? {
        let path = folder.join(&name);
        let bytes = std::fs::read(&path).at(&path)?;
        report.counted.add(&Counted { profiles: 1, bytes: bytes.len() as u64, ..Counted::default() });
        let stem = name.strip_suffix(".toml").or(name.strip_suffix(".json")).and_then(|stem| Hash::parse(stem).ok());
        match stem {
            None => report.findings.push(stray(layout, &path)),
            Some(hash) if hash != Hash::of(&bytes) => {
                let place = Place::file(layout.folder(), &path);
                report.findings.push(Finding::damage("profile-changed", place, "its bytes have another hash"));
            }
            Some(_) if name.ends_with(".json") => {
                let files = std::str::from_utf8(&bytes).ok().and_then(|text| read_set(text).ok()).unwrap_or_default();
                wanted.extend(files.iter().map(|file| layout.profile(file)));
            }
            Some(_) => {}
        }
    }
    let missing = wanted.iter().filter(|path| !path.exists()).map(|path| {
        let place = Place::file(layout.folder(), path);
        Finding::warning("profile-missing", place, "a profile or set that is named is not here", FROM_COPY)
    });
    report.findings.extend(missing);
    Ok(report)
}

/// Checks the index against its seal. It can always be made again.
pub(crate) fn index(layout: &Layout, heads: &BTreeMap<Key, u64>) -> Report {
    const REMEDY: &str = "make it again: daftar rebuild";
    let place = Place::file(layout.folder(), &layout.index());
    let finding = match IndexStand::of(layout, heads) {
        IndexStand::Level | IndexStand::Written => None,
        IndexStand::Behind => Some(Finding::note("index-behind", place, "the index is not level with the logs")),
        IndexStand::Unclosed => {
            Some(Finding::note("index-unsealed", place, "the index was not closed, or is not there"))
        }
        IndexStand::Changed { why } => Some(Finding::warning("index-changed", place, why, REMEDY)),
    };
    Report { findings: finding.into_iter().collect(), ..Report::default() }
}

//! A device that starts from a bundle, or from the parts of one.

use std::path::{Path, PathBuf};

use daftar_copy::BundleError;
use daftar_copy::bundle::{Founding, founding};
use daftar_store::Store;

use super::sealing::{Identities, open};
use super::taking::{TakenFile, in_order};
use crate::exchange::whole;
use crate::home::{Device, Home};
use crate::{Progress, Register, RegisterError};

impl Register {
    /// Makes a copy of a bundle's register in a new folder: for a device that starts from a bundle.
    ///
    /// # Errors
    /// As [`Register::start_from_bundles`].
    pub fn start_from_bundle(
        bundle: &Path,
        folder: &Path,
        home: &Home,
        lang: &str,
        keeper: Option<&str>,
        now: fn() -> daftar_claim::Timestamp,
    ) -> Result<Register, RegisterError> {
        let bundles = (&[bundle.to_owned()][..], &Identities::default());
        let started = Register::start_from_bundles(bundles, folder, home, (lang, keeper), now, &|_, _| {});
        started.map(|(register, _)| register)
    }

    /// The same from several files: the parts of one bundle, as many as are at hand, among them that with the first entry.
    ///
    /// # Errors
    /// When none of them has the first entry of its register, the folder is not empty, or a file does not open.
    pub fn start_from_bundles(
        (bundles, identities): (&[PathBuf], &Identities),
        folder: &Path,
        home: &Home,
        (lang, keeper): (&str, Option<&str>),
        now: fn() -> daftar_claim::Timestamp,
        progress: Progress<'_>,
    ) -> Result<(Register, Vec<TakenFile>), RegisterError> {
        let (files, mut all) = in_order(bundles, None, identities)?;
        let readable: Vec<PathBuf> = files.iter().map(|(path, _)| path.clone()).collect();
        let founding = first_entry(&readable, None, identities)?;
        let profiles: Vec<&str> = founding.profiles.iter().map(String::as_str).collect();
        let store = Store::create(folder, lang, &whole(founding.entry)?, &profiles)?;
        let seat = home.seat(store.register());
        let device = seat.device()?;
        let mut register = Register::around(store, seat, device, now);
        all.extend(register.take_each(&files, identities, progress)?);
        if register.device.is_none() {
            register.settle(keeper)?;
        }
        Ok((register, all))
    }
}

/// The first entry of a register, from whichever of its parts has it.
pub(crate) fn first_entry(
    bundles: &[PathBuf],
    device: Option<&Device>,
    identities: &Identities,
) -> Result<Founding, RegisterError> {
    let mut error = None;
    for bundle in bundles {
        match founding(open(bundle, device, identities)?) {
            Err(BundleError::NotABundle(why)) => drop(error.get_or_insert(BundleError::NotABundle(why))),
            other => return Ok(other?),
        }
    }
    let why = || BundleError::NotABundle("no bundle was named".to_owned());
    Err(error.unwrap_or_else(why).into())
}

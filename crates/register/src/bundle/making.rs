//! Making a bundle: of everything, or of what somebody lacks; in one file or in parts; open or encrypted.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use daftar_claim::Hash;
use daftar_copy::bundle::{BundleError, Goods, Plan, plan};
use daftar_copy::{Made, bundle};
use serde::Serialize;

use super::Addressee;
use super::out::{Unfinished, clear};
use super::parts::name_of;
use super::sealing::Recipients;
use crate::copies::Whereabouts;
use crate::kept_back::KeptBack;
use crate::{Progress, Register, RegisterError, chance};

/// What a bundle is to be.
#[derive(Clone, Debug, Default)]
pub struct Bundling {
    /// For whom: then only what is lacking there goes. None: everything goes.
    pub to: Option<Addressee>,
    /// What is kept back.
    pub kept_back: KeptBack,
    /// The most bytes that a part may have; none for one file.
    pub part: Option<u64>,
    /// Recipients of age to whom it is encrypted; none: it is open.
    pub recipients: Vec<String>,
    /// Of the source files, those stay that only entries name which are there already.
    pub new_files: bool,
}

/// A bundle that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bundled {
    /// What went into it.
    #[serde(flatten)]
    pub made: Made,
    /// Its files, in order.
    pub parts: Vec<PathBuf>,
    /// How large they are together.
    pub bytes: u64,
    /// Unfinished files of this name that a making which was killed had left, and that were removed.
    pub cleared: usize,
}

impl Register {
    /// Writes a bundle, in place of the file only when it is complete; in parts, beside it under names of their own. One of
    /// everything is a copy, and noted as one.
    ///
    /// # Errors
    /// When the register cannot be read, the parts are too small, or a file cannot be written: then there is none of them.
    pub fn make_bundle(
        &self,
        to: &Path,
        bundling: &Bundling,
        progress: Progress<'_>,
    ) -> Result<Bundled, RegisterError> {
        let nobody = Addressee::default();
        let reader = bundling.to.as_ref().unwrap_or(&nobody);
        let stays = match bundling.new_files {
            true => self.files_named_before(&reader.known)?,
            false => HashSet::new(),
        };
        let kept_back = &bundling.kept_back;
        let goods = Goods {
            register: self.id(),
            known: reader.known.clone(),
            late: reader.late.clone(),
            sets: reader.sets.clone(),
            claim: &|claim| !kept_back.claims.contains(&claim),
            file: &|file| !kept_back.files.contains(&file) && !reader.files.contains(&file) && !stays.contains(&file),
        };
        let begun = self.time();
        let bundled = self.write_bundle(to, &goods, bundling, progress)?;
        if bundling.to.is_none() {
            let first = bundled.parts.first().map_or(to, PathBuf::as_path);
            let place = std::path::absolute(first).unwrap_or_else(|_| first.to_owned());
            let whereabouts = Whereabouts::of_path(&place, self.store.folder());
            self.note_bundle(&place.to_string_lossy(), (begun, &bundled.made), whereabouts)?;
        }
        Ok(bundled)
    }

    fn write_bundle(
        &self,
        to: &Path,
        goods: &Goods<'_>,
        bundling: &Bundling,
        progress: Progress<'_>,
    ) -> Result<Bundled, RegisterError> {
        let recipients = Recipients::parse(&bundling.recipients)?;
        let parts = match bundling.part {
            Some(bytes) => Some((recipients.room(bytes), Hash(chance::bytes()?))),
            None => None,
        };
        if parts.is_some() && to.exists() && !to.is_file() {
            return Err(RegisterError::Ask(format!("{} is no file: parts need names of their own", to.display())));
        }
        let plan = plan(&self.store, goods, parts)?;
        let cleared = clear(to)?;
        let mut bundled = Bundled { made: Made::default(), parts: Vec::new(), bytes: 0, cleared };
        let (mut unfinished, mut done) = (Vec::new(), 0);
        for number in 1..=plan.count() {
            let name = name_of(to, parts.map(|_| (number, plan.count())), !recipients.is_empty());
            let file = Unfinished::of(self.store.disk(), &name)?;
            let step = &mut |work: u64| {
                done += work;
                progress(done, plan.work.max(done));
            };
            let length =
                self.write_part((&plan, goods, number), (&file, &name, &recipients), &mut bundled.made, step)?;
            if bundling.part.is_some_and(|most| length > most) {
                return Err(BundleError::Changed.into());
            }
            unfinished.push(file);
            bundled.bytes += length;
            bundled.parts.push(name);
        }
        // Only now: half of the parts are of little use, and none is to be taken for all of them.
        unfinished.into_iter().try_for_each(Unfinished::finish)?;
        Ok(bundled)
    }

    fn write_part(
        &self,
        (plan, goods, number): (&Plan, &Goods<'_>, u32),
        (file, name, recipients): (&Unfinished, &Path, &Recipients),
        made: &mut Made,
        step: &mut dyn FnMut(u64),
    ) -> Result<u64, RegisterError> {
        let out = file.open(recipients)?;
        match plan.write(&self.store, goods, number, out, made, step) {
            Ok(out) => out.end().map_err(RegisterError::io(name)),
            Err(BundleError::Io(error)) => Err(RegisterError::io(name)(error)),
            Err(other) => Err(other.into()),
        }
    }

    /// Writes a bundle of everything to whatever takes it, and notes it when it is whole. What is sealed goes along sealed.
    ///
    /// # Errors
    /// When the register cannot be read or the bundle not be written.
    pub fn send_bundle(&self, place: &str, to: impl std::io::Write) -> Result<Made, RegisterError> {
        let begun = self.time();
        let made = bundle::make(&self.store, &Goods::all_of(self.id()), to)?;
        self.note_bundle(place, (begun, &made), Whereabouts::Unknown)?;
        Ok(made)
    }
}

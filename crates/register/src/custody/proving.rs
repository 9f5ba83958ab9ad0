//! Hashing source files again, and recording what that came to.
//!
//! A run over many files is one statement: its subject is a list of the files that were found whole, in the form that
//! `sha256sum -c` takes, kept as a source file itself. While the files do not change from one run to the next, neither does
//! the list. What is damaged or missing is named in a statement each. A run that is broken off counts as far as it came, and
//! the next one goes on: what is done is noted beside the keys until it is recorded.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;

use daftar_claim::{Claim, FileId, PropertyId, Subject, TextId as _};
use daftar_store::{Proof, Proving};
use daftar_view::step_of;
use serde::Serialize;

use super::{NewStep, TOOL};
use crate::{Register, RegisterError};

/// A run that was broken off longer ago than this is begun anew.
const CONTINUED: u32 = 30;
/// The line behind which nothing is recorded yet.
const RECORDED: &str = "recorded";

/// A file whose bytes are not those that it is named by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct Changed {
    /// The file.
    #[serde(serialize_with = "crate::reading::as_text")]
    pub file: FileId,
    /// The hash that its bytes have.
    #[serde(serialize_with = "crate::reading::as_text")]
    pub found: FileId,
}

/// A file that the system did not give.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct Unread {
    /// The file.
    #[serde(serialize_with = "crate::reading::as_text")]
    pub file: FileId,
    /// What the system said.
    pub why: String,
}

/// How the source files are, as far as hashing them has shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct ProvedSoFar {
    /// How many are or should be here.
    pub files: usize,
    /// How many of them were not found whole for so long.
    pub stale: usize,
    /// How many were last found damaged or missing.
    pub wrong: usize,
}

/// What hashing files again came to.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Run {
    /// The files that are whole.
    #[serde(serialize_with = "as_count")]
    pub whole: BTreeSet<FileId>,
    /// Bytes that were hashed.
    pub bytes: u64,
    /// The files that are not.
    pub changed: Vec<Changed>,
    /// The files that came here and are gone.
    #[serde(serialize_with = "as_texts")]
    pub missing: Vec<FileId>,
    /// The files that could not be read.
    pub unread: Vec<Unread>,
    /// How many of the whole ones a run had hashed that was broken off before anything was recorded.
    pub resumed: usize,
    /// How many the run before had done and recorded, so that they were not hashed again.
    pub done_before: usize,
    /// How many files are left, for it was told to stop.
    pub left: usize,
}

fn as_count<S: serde::Serializer>(files: &BTreeSet<FileId>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u64(files.len() as u64)
}

fn as_texts<S: serde::Serializer>(files: &[FileId], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(files.iter().map(ToString::to_string))
}

impl Run {
    /// Whether nothing is wrong with the files that it came to.
    pub fn is_sound(&self) -> bool {
        self.changed.is_empty() && self.missing.is_empty() && self.unread.is_empty()
    }

    fn note(&mut self, file: FileId, proof: Proof) {
        match proof {
            Proof::Whole => drop(self.whole.insert(file)),
            Proof::Changed(found) => self.changed.push(Changed { file, found: FileId(found) }),
            Proof::Missing => self.missing.push(file),
            Proof::Unreadable(why) => self.unread.push(Unread { file, why }),
        }
    }

    fn reached(&self) -> usize {
        self.whole.len() + self.changed.len() + self.missing.len() + self.unread.len()
    }
}

/// What a run notes beside the keys while it goes on.
struct Progress {
    file: Option<File>,
    recorded: BTreeSet<FileId>,
    unrecorded: BTreeSet<FileId>,
}

impl Register {
    /// Hashes source files again: these, or all that are or should be here; of these only those that were not found whole in
    /// the last so many days, if that is given. `tell` hears how many bytes are done, of how many.
    ///
    /// # Errors
    /// When the index, or what is noted of a run before, cannot be read. Damage is no error: it is named.
    pub fn prove_files(
        &self,
        named: &[FileId],
        older_than: Option<u32>,
        stop: &AtomicBool,
        tell: &(dyn Fn(u64, u64) + Sync),
    ) -> Result<Run, RegisterError> {
        let mut files: BTreeSet<FileId> = named.iter().copied().collect();
        let all = files.is_empty();
        if all {
            files = self.files_to_prove(older_than)?;
        }
        let progress = if all { self.progress()? } else { Progress::none() };
        let mut run = Run::default();
        run.whole.extend(progress.unrecorded.intersection(&files));
        run.resumed = run.whole.len();
        run.done_before = progress.recorded.intersection(&files).count();
        files.retain(|file| !progress.recorded.contains(file) && !progress.unrecorded.contains(file));
        let wanted = files.len() + run.whole.len();
        self.hash_all(&files, progress, (stop, tell), &mut run)?;
        run.left = wanted.saturating_sub(run.reached());
        run.changed.sort_unstable();
        run.missing.sort_unstable();
        run.unread.sort_unstable();
        Ok(run)
    }

    fn hash_all(
        &self,
        files: &BTreeSet<FileId>,
        progress: Progress,
        (stop, tell): (&AtomicBool, &(dyn Fn(u64, u64) + Sync)),
        run: &mut Run,
    ) -> Result<(), RegisterError> {
        let files: Vec<FileId> = files.iter().copied().collect();
        let total: u64 = files.iter().map(|file| self.store.file_length(file)).sum();
        let state = Mutex::new((run, progress.file, Ok(())));
        self.store.prove(&files, stop, &|told| {
            let Ok(mut state) = state.lock() else { return };
            let (run, noted, failed) = &mut *state;
            match told {
                Proving::Bytes(bytes) => {
                    run.bytes += bytes;
                    tell(run.bytes, total);
                }
                Proving::File(file, proof) => {
                    if let (Some(noted), Proof::Whole) = (noted, &proof) {
                        *failed = writeln!(noted, "{file}").and(std::mem::replace(failed, Ok(())));
                    }
                    run.note(file, proof);
                }
            }
        });
        let failed = state.into_inner().map_or(Ok(()), |(_, _, failed)| failed);
        failed.map_err(RegisterError::io(&self.seat.proving()))
    }

    /// The files that are or should be here; those found whole in the last so many days left out, if that is given.
    fn files_to_prove(&self, older_than: Option<u32>) -> Result<BTreeSet<FileId>, RegisterError> {
        let lists = self.lists()?;
        let mut files: BTreeSet<FileId> = self.store.files()?.into_iter().collect();
        let proofs = self.proofs(None)?;
        files.extend(self.came_here()?);
        files.extend(proofs.keys());
        files.retain(|file| !lists.contains(file) && !self.standing.erased_files.contains(file));
        if let Some(days) = older_than {
            let since = self.days_ago(days);
            let fresh = |file: &FileId| {
                let proved = proofs.get(file).filter(|proved| proved.whole);
                proved.and_then(|proved| proved.last_whole.as_deref()).is_some_and(|time| time >= since.as_str())
            };
            files.retain(|file| !fresh(file));
        }
        Ok(files)
    }

    /// How the source files are, as far as hashing them has shown.
    ///
    /// # Errors
    /// When the index or a file cannot be read.
    pub fn proved_so_far(&self, older_than: u32) -> Result<ProvedSoFar, RegisterError> {
        let wrong = self
            .proofs(None)?
            .into_iter()
            .filter(|(file, proved)| !proved.whole && !self.standing.erased_files.contains(file));
        Ok(ProvedSoFar {
            files: self.files_to_prove(None)?.len(),
            stale: self.files_to_prove(Some(older_than))?.len(),
            wrong: wrong.count(),
        })
    }

    /// The files that devices of this site recorded as having come.
    fn came_here(&self) -> Result<BTreeSet<FileId>, RegisterError> {
        let own = self.own_logs();
        let mut came = BTreeSet::new();
        let arrival = |claim: &Claim| match claim.subject {
            Subject::File(file) => step_of(claim).filter(|step| step.action == "ingest").map(|_| file),
            _ => None,
        };
        self.store.index().with_property(&PropertyId::parse("custody")?, |one| {
            let counts = own.contains(&one.recording.entry.log) && self.standing.ended(one.recording).is_none();
            came.extend(arrival(&one.claim).filter(|_| counts));
        })?;
        let own_opened = self.opened.iter().filter(|(_, place, _)| own.contains(&place.entry.log));
        came.extend(own_opened.filter_map(|(_, _, secret)| arrival(&secret.claim)));
        Ok(came)
    }

    /// The time so many days before now, in full; empty before there was a calendar.
    pub fn days_ago(&self, days: u32) -> String {
        let now = self.time();
        let then = now.as_str().parse::<jiff::Timestamp>().ok();
        let then = then.and_then(|now| now.checked_sub(jiff::SignedDuration::from_hours(i64::from(days) * 24)).ok());
        then.map_or_else(String::new, |then| then.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
    }

    /// What a run before noted, if it was broken off not long ago; and where this one notes what it does.
    fn progress(&self) -> Result<Progress, RegisterError> {
        let path = self.seat.proving();
        let mut progress = Progress::none();
        let noted = match fs::read_to_string(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            read => read.map_err(RegisterError::io(&path))?,
        };
        let since = self.days_ago(CONTINUED);
        let goes_on = noted.lines().next().is_some_and(|started| started >= since.as_str());
        if goes_on {
            for line in noted.lines().skip(1) {
                match FileId::parse(line) {
                    Ok(file) => drop(progress.unrecorded.insert(file)),
                    Err(_) if line == RECORDED => progress.recorded.append(&mut progress.unrecorded),
                    Err(_) => {}
                }
            }
        }
        progress.file = Some(self.note_progress(goes_on).map_err(RegisterError::io(&path))?);
        Ok(progress)
    }

    fn note_progress(&self, goes_on: bool) -> io::Result<File> {
        let path = self.seat.proving();
        fs::create_dir_all(path.parent().unwrap_or(&path))?;
        let mut options = OpenOptions::new();
        options.create(true).append(goes_on).write(true).truncate(!goes_on);
        let mut file = options.open(&path)?;
        match goes_on {
            // The last line may be torn.
            true => writeln!(file)?,
            false => writeln!(file, "{}", self.time().as_str())?,
        }
        Ok(file)
    }

    /// Records what a run came to: one statement for all that is whole, and one for each file that is damaged or missing,
    /// unless that was the last that was recorded of it.
    ///
    /// # Errors
    /// When nothing could be written.
    pub fn record_run(&mut self, run: &Run) -> Result<(), RegisterError> {
        let wrong = run.changed.iter().map(|one| (one.file, Some(one.found)));
        let wrong: Vec<_> = wrong.chain(run.missing.iter().map(|file| (*file, None))).collect();
        let known = self.proofs(Some(&wrong.iter().map(|(file, _)| *file).collect()))?;
        let mut claims = Vec::new();
        for (file, found) in wrong {
            let is_known = |proved: &super::Proved| !proved.whole && proved.found == found;
            if !known.get(&file).is_some_and(is_known) {
                claims.push(self.verification(file, Some(file), found)?);
            }
        }
        match run.whole.first() {
            Some(file) if run.whole.len() == 1 => claims.push(self.verification(*file, Some(*file), Some(*file))?),
            Some(_) => {
                let list = self.store.put_file(list(&run.whole).as_bytes())?;
                claims.push(self.verification(list, None, Some(list))?);
            }
            None => {}
        }
        self.record(claims)?;
        self.end_progress(run)
    }

    fn verification(
        &self,
        file: FileId,
        before: Option<FileId>,
        after: Option<FileId>,
    ) -> Result<Claim, RegisterError> {
        let mut step = NewStep::of(file, "verify").hashes(before, after);
        step.custody.tool = Some(TOOL.to_owned());
        self.step_claim(&step)
    }

    /// Notes that what was done is recorded; a run that came to its end needs no note.
    fn end_progress(&self, run: &Run) -> Result<(), RegisterError> {
        let path = self.seat.proving();
        let ended = match run.left {
            0 => fs::remove_file(&path),
            _ => OpenOptions::new().append(true).open(&path).and_then(|mut file| writeln!(file, "{RECORDED}")),
        };
        match ended {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(RegisterError::io(&path)(error)),
            _ => Ok(()),
        }
    }
}

impl Progress {
    fn none() -> Progress {
        Progress { file: None, recorded: BTreeSet::new(), unrecorded: BTreeSet::new() }
    }
}

/// A list of files as `sha256sum -c` takes it in the register's folder.
fn list(files: &BTreeSet<FileId>) -> String {
    let mut out = String::new();
    for file in files {
        let digits = file.0.to_string();
        let _ = writeln!(out, "{digits}  evidence/{}/{digits}", &digits[..2]);
    }
    out
}

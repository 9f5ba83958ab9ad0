//! What a run of verification notes beside the keys while it goes on, so that the next one goes on where it was broken off.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};

use daftar_claim::{FileId, TextId as _};

use super::run::Run;
use crate::{Register, RegisterError};

/// A run that was broken off longer ago than this is begun anew.
const CONTINUED: u32 = 30;
/// The line behind which nothing is recorded yet.
const RECORDED: &str = "recorded";

/// What a run notes beside the keys while it goes on.
pub(super) struct Progress {
    /// Where files are noted.
    pub(super) file: Option<File>,
    /// Files that were done, and recorded.
    pub(super) recorded: BTreeSet<FileId>,
    /// Files that were done.
    pub(super) unrecorded: BTreeSet<FileId>,
}

impl Progress {
    /// Nothing is noted, and nothing will be.
    pub(super) fn none() -> Progress {
        Progress { file: None, recorded: BTreeSet::new(), unrecorded: BTreeSet::new() }
    }
}

impl Register {
    /// What a run before noted, if it was broken off not long ago; and where this one notes what it does.
    pub(super) fn progress(&self) -> Result<Progress, RegisterError> {
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

    /// Notes that what was done is recorded; a run that came to its end needs no note.
    pub(super) fn end_progress(&self, run: &Run) -> Result<(), RegisterError> {
        if !run.all {
            return Ok(());
        }
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

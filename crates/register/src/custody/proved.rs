//! When files were last hashed here: from the steps `verify` that devices of this site recorded. What others hashed was
//! their copy.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use std::io::Read as _;

use daftar_claim::{Claim, FileId, Hash, PropertyId, RecordingId, Subject};
use daftar_view::step_of;
use serde::Serialize;

use crate::{Register, RegisterError};

/// What the last hashing of a file came to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Proved {
    /// When that was; none where nobody knew the time.
    pub time: Option<String>,
    /// Whether its bytes had the hash that it is named by.
    pub whole: bool,
    /// The hash that they had, where it was another; none of a file that was not here.
    #[serde(serialize_with = "or_null")]
    pub found: Option<FileId>,
    /// When it was last found whole.
    pub last_whole: Option<String>,
}

fn or_null<S: serde::Serializer>(id: &Option<FileId>, serializer: S) -> Result<S::Ok, S::Error> {
    id.map(|id| id.to_string()).serialize(serializer)
}

/// A recorded verification.
struct Verified {
    recording: RecordingId,
    subject: FileId,
    before: Option<FileId>,
    after: Option<FileId>,
}

impl Verified {
    fn of(claim: &Claim, recording: RecordingId) -> Option<Verified> {
        let step = step_of(claim).filter(|step| step.action == "verify")?;
        let Subject::File(subject) = claim.subject else { return None };
        Some(Verified { recording, subject, before: step.before, after: step.after })
    }

    /// Whether it covers many files, and the subject is the list of those that were whole.
    fn is_run(&self) -> bool {
        self.before.is_none() && self.after == Some(self.subject)
    }
}

impl Register {
    /// What the last hashing of each file came to; of these files, if they are given.
    pub(super) fn proofs(&self, wanted: Option<&BTreeSet<FileId>>) -> Result<HashMap<FileId, Proved>, RegisterError> {
        let (mut proofs, mut read) = (HashMap::new(), BTreeSet::new());
        let is_wanted = |file: &FileId| wanted.is_none_or(|wanted| wanted.contains(file));
        for one in self.verified_here()? {
            let time = self.standing.time(one.recording.entry).0.map(|time| time.as_str().to_owned());
            if !one.is_run() {
                if is_wanted(&one.subject) {
                    note(&mut proofs, one.subject, &time, one.after);
                }
            } else if read.insert(one.subject) {
                for file in self.listed_whole(one.subject)?.into_iter().filter(is_wanted) {
                    note(&mut proofs, file, &time, Some(file));
                }
            }
        }
        Ok(proofs)
    }

    /// The lists that runs of verification left.
    pub(super) fn lists(&self) -> Result<BTreeSet<FileId>, RegisterError> {
        let mut lists = BTreeSet::new();
        self.store.index().with_property(&PropertyId::parse("custody")?, |one| {
            let run = Verified::of(&one.claim, one.recording).filter(Verified::is_run);
            lists.extend(run.map(|run| run.subject));
        })?;
        Ok(lists)
    }

    /// The verifications that devices of this site recorded, the last one first.
    fn verified_here(&self) -> Result<Vec<Verified>, RegisterError> {
        let own = self.own_logs();
        let mut all = Vec::new();
        self.store.index().with_property(&PropertyId::parse("custody")?, |one| {
            let stands = self.standing.ended(one.recording).is_none();
            all.extend(Verified::of(&one.claim, one.recording).filter(|_| stands));
        })?;
        let place = |one: &Verified| own.iter().position(|log| *log == one.recording.entry.log);
        all.retain(|one| place(one).is_some());
        // The logs come latest first.
        all.sort_by_key(|one| (place(one), Reverse(one.recording)));
        Ok(all)
    }

    /// The files that a list names; none when it is not here, or not what it was.
    fn listed_whole(&self, list: FileId) -> Result<Vec<FileId>, RegisterError> {
        let Some(mut file) = self.store.file(&list)? else { return Ok(Vec::new()) };
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(RegisterError::io(self.store.folder()))?;
        if Hash::of(&bytes) != list.0 {
            return Ok(Vec::new());
        }
        let named = |line: &str| Hash::parse(line.get(..64)?).ok().map(FileId);
        Ok(String::from_utf8_lossy(&bytes).lines().filter_map(named).collect())
    }
}

/// Notes a proof of a file; they come latest first.
fn note(proofs: &mut HashMap<FileId, Proved>, file: FileId, time: &Option<String>, found: Option<FileId>) {
    let whole = found == Some(file);
    let fresh = || Proved { time: time.clone(), whole, found: found.filter(|_| !whole), last_whole: None };
    let proved = proofs.entry(file).or_insert_with(fresh);
    if whole && proved.last_whole.is_none() {
        proved.last_whole = time.clone();
    }
}

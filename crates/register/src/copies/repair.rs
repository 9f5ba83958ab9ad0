//! Repairing: what is damaged here is brought back from other copies, and from peers; what is whole is left alone.

use std::any::Any;
use std::path::Path;

use daftar_claim::{FileId, Hash, Ledger, RegisterId, Timestamp};
use daftar_copy::sync::{Carrier, Lost, Range};
use daftar_deposit::Tell;
use daftar_store::{Access, Finding, Mend, Mended, Report, Severity, Spare, Store};
use serde::Serialize;

use super::given::Given;
use super::scratch::Scratch;
use crate::home::Home;
use crate::{Peer, Register, RegisterError, Syncing};

/// What came of repairing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Repaired {
    /// What checking every byte found before.
    pub found: Report,
    /// What was mended, and what was left and why.
    pub work: Mended,
    /// What peers gave that were asked.
    pub heard: Vec<Heard>,
    /// What checking every byte finds now.
    pub verified: Report,
}

/// What a peer gave.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Heard {
    /// The peer.
    pub peer: String,
    /// Entries.
    pub entries: u64,
    /// Source files.
    pub files: u64,
    /// Statements of these entries that it withheld, had erased, or had not got.
    pub kept_back: u64,
    /// Why it ended before its end, if it did. What came before is as good.
    pub broke: Option<String>,
}

/// A line to a peer, and what must last as long as it does.
pub struct Line {
    /// The stream.
    pub carrier: Carrier,
    /// What ends with it, as the command behind it.
    pub held: Box<dyn Any>,
}

/// What is to be repaired, and from what. The register is not open meanwhile.
pub struct Repairing<'r> {
    /// The register's folder.
    pub folder: &'r Path,
    /// Where this user's keys lie.
    pub home: &'r Home,
    /// The clock.
    pub now: fn() -> Timestamp,
    /// Copies: names of places of sealed copies, names or addresses of peers, files, folders.
    pub from: &'r [String],
    /// Where copies are brought back to.
    pub scratch: &'r Scratch,
    /// How a peer is reached; else why it is not.
    pub dial: &'r dyn Fn(&Peer) -> Result<Line, String>,
    /// Is told how far it is.
    pub tell: &'r Tell,
}

impl Repaired {
    /// Whether nothing is damaged any more.
    pub fn is_sound(&self) -> bool {
        self.verified.is_sound() && self.verified.findings.iter().all(|finding| finding.code != "evidence-absent")
    }
}

impl Register {
    /// Mends what checking every byte names, from these copies; nothing that is whole is changed, and nothing that was
    /// erased comes back. A peer is asked only for what is damaged, and what it gives is checked like any copy.
    ///
    /// # Errors
    /// When a copy cannot be reached, another program writes here, or nothing can be written. That a peer is not reached,
    /// breaks off or sends what does not hold is no error: it is said, and the others are used.
    pub fn repair(asked: &Repairing<'_>) -> Result<Repaired, RegisterError> {
        let renewed = daftar_store::renew_settings(asked.folder)?;
        let before = asked.verify()?;
        let register = asked.open(Access::Read)?;
        let (copies, mut peers) = asked.sources(&register)?;
        let erased = register.standing.erased.clone();
        drop(register);
        let given = asked.ask(&mut peers, "entries", &asked.lost_entries(&before)?)?;
        let mut work = daftar_store::mend_logs(asked.folder, &before.findings, &spares(&copies, &given), &erased)?;
        if let Some(copy) = copies.first().filter(|_| renewed) {
            work.join(daftar_store::mend_settings(asked.folder, copy)?);
        }
        let findings = certain(asked.verify()?.findings);
        let given = asked.ask(&mut peers, "files", &lost_files(&findings))?;
        work.join(daftar_store::mend_profiles(asked.folder, &findings, &spares(&copies, &given))?);
        let mut register = asked.open(Access::Write)?;
        work.join(register.mend_evidence(&findings, &spares(&copies, &given))?);
        drop(register);
        let heard = peers.into_iter().map(|(_, heard)| heard).collect();
        Ok(Repaired { found: before, work, heard, verified: asked.verify()? })
    }

    /// Brings source files back that are damaged or missing.
    fn mend_evidence(&mut self, findings: &[Finding], copies: &[&dyn Spare]) -> Result<Mended, RegisterError> {
        let mut mended = Mended::default();
        for (file, id) in files_of(findings) {
            let (list, words) = match self.take_back(id, copies)? {
                true => (&mut mended.mended, "brought back"),
                false => (&mut mended.left, "it lies whole in no copy that was given"),
            };
            list.push(Mend { file: file.to_owned(), words: words.to_owned() });
        }
        Ok(mended)
    }

    /// Takes a source file from the first copy that has it whole.
    fn take_back(&mut self, id: FileId, copies: &[&dyn Spare]) -> Result<bool, RegisterError> {
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

/// A peer that is asked, and what it gave so far.
type Asked = (Peer, Heard);

impl Repairing<'_> {
    fn verify(&self) -> Result<Report, RegisterError> {
        Register::verify(self.folder, self.home, &|_, _| {})
    }

    fn open(&self, access: Access) -> Result<Register, RegisterError> {
        Register::open(self.folder, self.home, access, self.now)
    }

    /// The copies, brought back; and the peers among what was named.
    fn sources(&self, register: &Register) -> Result<(Vec<Store>, Vec<Asked>), RegisterError> {
        let known = Syncing::of(self.folder, self.home, self.now).peers()?;
        let places = register.deposits()?.places;
        let (mut copies, mut peers) = (Vec::new(), Vec::new());
        for (number, name) in self.from.iter().enumerate() {
            let peer = known.iter().find(|peer| peer.name == *name || peer.address.as_ref() == Some(name));
            if let Some(peer) = peer.filter(|_| !places.contains_key(name)) {
                peers.push((peer.clone(), Heard { peer: peer.name.clone(), ..Heard::default() }));
                continue;
            }
            let to = self.scratch.path().join(number.to_string());
            let brought = register.bring_back(&register.origin(name)?, &to, self.tell)?;
            copies.push(Store::open(&brought.folder, Access::Read, None)?);
        }
        Ok((copies, peers))
    }

    fn lost_entries(&self, found: &Report) -> Result<Lost, RegisterError> {
        let lost = daftar_store::lost_entries(self.folder, &found.findings)?.into_iter();
        let range = |(first, last): (daftar_claim::EntryId, _)| Range { log: first.log, first: first.number, last };
        Ok(Lost { entries: lost.map(range).collect(), ..Lost::default() })
    }

    /// Asks every peer for what is lost; `what` names where it is put until then.
    fn ask(&self, peers: &mut [Asked], what: &str, lost: &Lost) -> Result<Vec<Given>, RegisterError> {
        let mut all = Vec::new();
        for (number, (peer, heard)) in peers.iter_mut().enumerate().filter(|_| !lost.is_empty()) {
            let mut given = Given::into(self.scratch.path().join(format!("{what}-{number}")))?;
            let broke = match (self.dial)(peer) {
                Ok(line) => self.ask_one(peer, line, lost, &mut given)?,
                Err(why) => Some(why),
            };
            heard.entries += given.entries();
            heard.files += given.files;
            heard.kept_back += given.kept_back;
            heard.broke = heard.broke.take().or(broke);
            all.push(given);
        }
        Ok(all)
    }

    fn ask_one(
        &self,
        peer: &Peer,
        line: Line,
        lost: &Lost,
        given: &mut Given,
    ) -> Result<Option<String>, RegisterError> {
        let syncing = Syncing::of(self.folder, self.home, self.now);
        let joins = |other: RegisterId| self.open(Access::Read).is_ok_and(|register| register.standing.joins(other));
        let tell = |_, done, of| self.tell.tell(done, of);
        let broke = syncing.ask(peer, line.carrier, (lost, given), &joins, &tell)?;
        Ok(broke.map(|broke| broke.to_string()))
    }
}

/// Everything from which can be mended.
fn spares<'s>(copies: &'s [Store], given: &'s [Given]) -> Vec<&'s dyn Spare> {
    let given = given.iter().map(|one| one as &dyn Spare);
    copies.iter().map(|copy| copy as &dyn Spare).chain(given).collect()
}

/// The findings that are certain: a damaged log names things that never were, and does not say what was erased.
fn certain(findings: Vec<Finding>) -> Vec<Finding> {
    let is_log = |one: &Finding| one.severity == Severity::Damage && one.place.log.is_some();
    let certain = !findings.iter().any(is_log);
    findings.into_iter().filter(|one| certain || one.severity == Severity::Damage).collect()
}

/// What is asked for once the logs are mended.
fn lost_files(findings: &[Finding]) -> Lost {
    let profiles = findings.iter().any(|one| ["profile-changed", "profile-missing"].contains(&one.code));
    Lost { files: files_of(findings).map(|(_, id)| id).collect(), profiles, ..Lost::default() }
}

/// The source files that findings are about.
fn files_of(findings: &[Finding]) -> impl Iterator<Item = (&str, FileId)> {
    let about = findings.iter().filter(|one| ["file-changed", "evidence-absent"].contains(&one.code));
    about.filter_map(|finding| {
        let file = finding.place.file.as_str();
        let id = Hash::parse(file.rsplit('/').next()?).ok().map(FileId)?;
        Some((file, id))
    })
}

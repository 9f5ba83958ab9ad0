//! What each side says first: who it is, and how far each of its logs reaches. From the two hellos both know what differs.

use std::collections::{BTreeMap, HashSet};

use daftar_claim::json::{Json, ObjectWriter, write_integer, write_text};
use daftar_claim::{EntryId, FileId, Hash, Key, Ledger, RegisterId, TextId};

use super::PROTOCOL;
use super::error::SyncError;
use super::site::{DeviceCard, Site};

/// How far a log reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reach {
    /// The number of its last entry, and that entry's hash.
    pub(crate) head: (u64, Hash),
    /// Hashes at some numbers before, ever further apart: where two branches of a log part lies between two of them.
    pub(crate) rungs: BTreeMap<u64, Hash>,
    /// Entries of other branches that are kept.
    pub(crate) rivals: HashSet<Hash>,
}

/// What a side says first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hello {
    pub(crate) register: RegisterId,
    pub(crate) logs: BTreeMap<Key, Reach>,
    /// The sets of profiles that are here.
    pub(crate) profiles: Vec<Hash>,
    /// How many source files there are for the other, and the hash of their sorted hashes.
    pub(crate) files: (u64, Hash),
    /// The device that speaks; programs before did not say so.
    pub(crate) device: Option<DeviceCard>,
}

impl Hello {
    /// What this side says; `theirs` is what the other said, if it spoke first.
    pub(crate) fn of(site: &dyn Site, files: &[FileId], theirs: Option<&Hello>) -> Result<Hello, SyncError> {
        let ledger = site.ledger();
        let mut logs = BTreeMap::new();
        for head in ledger.heads() {
            let asked = theirs.and_then(|hello| hello.logs.get(&head.entry.log)).map(|reach| reach.head.0);
            logs.insert(head.entry.log, reach(ledger, head.entry, head.hash, asked)?);
        }
        let digest: Vec<u8> = files.iter().flat_map(|file| file.0.0).collect();
        let files = (files.len() as u64, Hash::of(&digest));
        let (register, profiles, device) = (site.register(), ledger.profile_sets()?, site.device());
        Ok(Hello { register, logs, profiles, files, device })
    }

    pub(crate) fn write(&self) -> Vec<u8> {
        let mut out = String::new();
        let mut object = ObjectWriter::new(&mut out);
        if let Some(device) = &self.device {
            object.with("device", |out| device.write(out));
        }
        object.with("files", |out| write_pair(out, self.files));
        object.text("format", PROTOCOL);
        object.list("logs", &self.logs, |out, (log, reach)| reach.write(out, *log));
        object.list("profiles", &self.profiles, |out, set| write_text(out, &set.to_string()));
        object.text("register", &self.register.to_string());
        object.end();
        out.into_bytes()
    }

    pub(crate) fn read(bytes: &[u8]) -> Result<Hello, SyncError> {
        let text = std::str::from_utf8(bytes).map_err(|_| wrong("it is not text"))?;
        let json = Json::parse(text).map_err(|error| wrong(&error.to_string()))?;
        match json.get("format").and_then(Json::as_text) {
            Some(PROTOCOL) => {}
            other => return Err(SyncError::Protocol(format!("it speaks {:?}", other.unwrap_or_default()))),
        }
        let register = json.get("register").and_then(Json::as_text).and_then(|text| RegisterId::parse(text).ok());
        let mut logs = BTreeMap::new();
        for log in list(&json, "logs")? {
            let (key, reach) = Reach::read(log).ok_or_else(|| wrong("a log's reach"))?;
            logs.insert(key, reach);
        }
        let profiles = list(&json, "profiles")?.iter().map(read_hash).collect::<Option<Vec<Hash>>>();
        Ok(Hello {
            register: register.ok_or_else(|| wrong("its register"))?,
            logs,
            profiles: profiles.ok_or_else(|| wrong("its profiles"))?,
            files: json.get("files").and_then(read_pair).ok_or_else(|| wrong("its source files"))?,
            device: json.get("device").and_then(DeviceCard::read),
        })
    }
}

impl DeviceCard {
    fn write(&self, out: &mut String) {
        let mut object = ObjectWriter::new(out);
        object.text("log", &self.log.to_string());
        object.text("recipient", &self.recipient);
        object.end();
    }

    fn read(json: &Json<'_>) -> Option<DeviceCard> {
        let recipient = json.get("recipient")?.as_text()?.to_owned();
        Some(DeviceCard { log: Key::parse(json.get("log")?.as_text()?).ok()?, recipient })
    }
}

impl Reach {
    /// Every hash of the main branch that is told.
    pub(crate) fn known(&self) -> impl Iterator<Item = (u64, Hash)> {
        self.rungs.iter().map(|(number, hash)| (*number, *hash)).chain([self.head])
    }

    fn write(&self, out: &mut String, log: Key) {
        let mut object = ObjectWriter::new(out);
        object.with("head", |out| write_pair(out, self.head));
        object.text("log", &log.to_string());
        let mut rivals: Vec<&Hash> = self.rivals.iter().collect();
        rivals.sort_unstable();
        object.list("rivals", rivals, |out, hash| write_text(out, &hash.to_string()));
        object.list("rungs", &self.rungs, |out, (number, hash)| write_pair(out, (*number, *hash)));
        object.end();
    }

    fn read(json: &Json<'_>) -> Option<(Key, Reach)> {
        let log = Key::parse(json.get("log")?.as_text()?).ok()?;
        let rungs: Option<BTreeMap<u64, Hash>> = json.get("rungs")?.as_list()?.iter().map(read_pair).collect();
        let rivals: Option<HashSet<Hash>> = json.get("rivals")?.as_list()?.iter().map(read_hash).collect();
        let head = read_pair(json.get("head")?).filter(|(number, _)| *number > 0)?;
        let rungs = rungs.filter(|rungs| rungs.keys().all(|number| (1..head.0).contains(number)))?;
        Some((log, Reach { head, rungs, rivals: rivals? }))
    }
}

fn reach(ledger: &dyn Ledger, head: EntryId, hash: Hash, asked: Option<u64>) -> Result<Reach, SyncError> {
    let mut numbers: Vec<u64> = asked.into_iter().collect();
    numbers.extend((0..63).map(|power| 1u64 << power).take_while(|step| *step < head.number).map(|s| head.number - s));
    let mut rivals = HashSet::new();
    for rival in ledger.branches(head.log)? {
        let number = rival.header.header.entry.number;
        numbers.extend([number, number.saturating_sub(1)]);
        rivals.insert(rival.header.hash());
    }
    let mut rungs = BTreeMap::new();
    for number in numbers.into_iter().filter(|number| (1..head.number).contains(number)) {
        if let Some(header) = ledger.header(EntryId { log: head.log, number }) {
            rungs.insert(number, header.hash());
        }
    }
    Ok(Reach { head: (head.number, hash), rungs, rivals })
}

fn wrong(what: &str) -> SyncError {
    SyncError::lie(format!("a hello that cannot be read ({what})"))
}

fn list<'j>(json: &'j Json<'_>, name: &str) -> Result<&'j [Json<'j>], SyncError> {
    json.get(name).and_then(Json::as_list).ok_or_else(|| wrong(name))
}

/// `[number, hash]`
pub(crate) fn write_pair(out: &mut String, (number, hash): (u64, Hash)) {
    out.push('[');
    write_integer(out, i64::try_from(number).unwrap_or_default());
    out.push(',');
    write_text(out, &hash.to_string());
    out.push(']');
}

pub(crate) fn read_pair(json: &Json<'_>) -> Option<(u64, Hash)> {
    let [number, hash] = json.as_list()? else { return None };
    Some((u64::try_from(number.as_integer()?).ok()?, read_hash(hash)?))
}

fn read_hash(json: &Json<'_>) -> Option<Hash> {
    Hash::parse(json.as_text()?).ok()
}
